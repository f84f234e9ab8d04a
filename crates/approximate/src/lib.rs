//! Quantal responses and equilibria of games with any number of players, in floating-point numbers.
//!
//! In: a checked [`game::Tree`] or [`game::Strategic`] game. Out: behaviour as decimal numbers, and
//! equilibria whose regret is calculated anew, exactly, from the game itself. Nothing here reads or
//! writes text.
//!
//! - [`compact`]: a game as arrays of numbers: what each action pays, and how that changes.
//! - [`logit`]: the principal branch of quantal response equilibria, and the equilibrium it leads to.
//! - [`fit`]: the rationality that best explains observed choices.
//! - [`refined`]: an equilibrium made precise, as fractions where it has simple ones.
//! - [`newton`], [`simplicial`]: some equilibria of tables, from several starts; [`several`] keeps them.
//! - [`support`]: all equilibria of small games, with proof where these are isolated.
//! - `dense`: linear systems.

pub mod compact;
mod dense;
pub mod fit;
pub mod logit;
pub mod newton;
pub mod refined;
pub mod several;
pub mod simplicial;
pub mod support;

pub use compact::Compact;

/// A game and its compact form.
#[derive(Clone, Copy, Debug)]
pub enum Source<'a> {
    /// A tree, in agent form.
    Tree(&'a game::Tree),
    /// A table.
    Table(&'a game::Strategic),
}

impl Source<'_> {
    /// The compact form of the game.
    ///
    /// # Errors
    /// The game has too many actions.
    pub fn compact(&self) -> Result<Compact, compact::TooManyActions> {
        match self {
            Self::Tree(tree) => Compact::of_tree(tree),
            Self::Table(table) => Compact::of_table(table),
        }
    }
}
