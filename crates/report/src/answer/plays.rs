//! A conflict played as a game, and what both lenses say of where it ends.

use serde::{Deserialize, Serialize};

use super::{AccountRef, GameAnswer, PlayPlane, PlayRegions, PlayStatics, StateRef};

/// The answer of `play`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayRun {
    /// [`super::VERSION`].
    pub version: u32,
    /// Version of the program.
    pub program: String,
    /// Name of the file.
    pub file: String,
    /// Title of the conflict.
    pub title: Option<String>,
    /// One entry for each account.
    pub accounts: Vec<PlayAccount>,
}

/// One account played.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayAccount {
    /// Which account; nothing where there are none.
    pub account: Option<AccountRef>,
    /// The parameters with the values that were used.
    pub parameters: Vec<PlayParameter>,
    /// The game and its equilibria.
    pub game: GameAnswer,
    /// The states in which an equilibrium of the game ends.
    pub ends: Vec<PlayEnd>,
    /// States that are equilibria under some concept of the graph lens and that no listed
    /// equilibrium of the game ends in.
    pub elsewhere: Vec<PlayElsewhere>,
    /// How many such states there are; the first of them are listed. Nothing where the states were
    /// not analysed.
    pub elsewhere_count: Option<u64>,
    /// In which stretches of a parameter which equilibria hold; nothing where none is varied.
    pub regions: Option<PlayRegions>,
    /// In which regions of two parameters which equilibria hold; nothing where not two are varied.
    #[serde(default)]
    pub plane: Option<PlayPlane>,
    /// What each parameter changes at the values used; nothing where that was not asked.
    #[serde(default)]
    pub statics: Option<Vec<PlayStatics>>,
    /// Actors that are paid the ranks of states, because the conflict says only what they prefer.
    pub ranked: Vec<String>,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayParameter {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Option<String>,
    /// Its value; nothing where it has none and none is needed.
    pub value: Option<String>,
}

/// A state in which the play ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayEnd {
    /// The state.
    pub state: StateRef,
    /// How likely the play ends there in each listed equilibrium, in their order.
    pub probabilities: Vec<String>,
    /// The concepts of the graph lens under which the state is an equilibrium; nothing where the
    /// states were not analysed.
    pub under: Option<Vec<String>>,
    /// The actors that would rather move on from there, in the graph lens.
    pub restless: Vec<String>,
}

/// Where the equilibria of a play end, for the page to read first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayedSummary {
    /// The states in which an equilibrium ends.
    pub ends: Vec<PlayEnd>,
    /// Why there are none to show.
    pub why_not: Option<String>,
}

/// A state that is an equilibrium in the graph lens only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayElsewhere {
    /// The state.
    pub state: StateRef,
    /// Under which concepts.
    pub under: Vec<String>,
    /// Whether the play can end there at all.
    pub can_end: bool,
}
