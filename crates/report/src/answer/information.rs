//! What it would be worth to players to learn what they do not know.

use serde::{Deserialize, Serialize};

/// What players would be paid if one of them learned something more. Payoffs are integers or
/// fractions, or decimals where the equilibrium has these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GameInformation {
    /// One entry for each player and thing that it does not know before one of its moves.
    pub lessons: Vec<Lesson>,
}

/// Something that one player could learn before it moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lesson {
    /// Who would learn it.
    pub player: String,
    /// What.
    pub fact: String,
    /// What it is worth in each equilibrium that is behaviour in the tree.
    pub worth: Vec<LessonWorth>,
    /// The game in which everybody knows that it is learned; nothing where it was not solved.
    pub open: Option<LessonGame>,
    /// Why that was not solved.
    pub why_not: Option<String>,
}

/// What a lesson is worth in one equilibrium.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonWorth {
    /// Which of the list, from 1.
    pub equilibrium: u64,
    /// What the player is paid there.
    pub payoff: String,
    /// How much more it would be paid if it learned this in secret: the others go on as before. Never
    /// below 0. Nothing where the player forgets.
    pub in_secret: Option<String>,
    /// How much more, at the least, in the equilibria of the game in which everybody knows it. May be
    /// below 0.
    pub open_lowest: Option<String>,
    /// How much more at the most.
    pub open_highest: Option<String>,
}

/// The game in which everybody knows that a player learns something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonGame {
    /// How many equilibria of it were found.
    pub equilibria: u64,
    /// Whether these are all of the kind looked for.
    pub complete: bool,
    /// What the player is paid there at the least.
    pub lowest: String,
    /// And at the most.
    pub highest: String,
}
