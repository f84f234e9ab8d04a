//! A conflict played as a game, and what both lenses say of where it ends.

use serde::{Deserialize, Serialize};

use super::{AccountRef, GameAnswer, GameClass, StateRef};

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

/// Which equilibria hold in which stretch of a parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayRegions {
    /// Its name.
    pub parameter: String,
    /// The stretches, in order.
    pub stretches: Vec<PlayStretch>,
    /// Whether all thresholds of the equilibria found are known.
    pub complete: bool,
}

/// A stretch of a parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayStretch {
    /// Where it begins.
    pub from: PlayThreshold,
    /// Where it ends.
    pub to: PlayThreshold,
    /// A value inside, at which what follows was calculated.
    pub place: String,
    /// The equilibria there.
    pub equilibria: Vec<PlayStructure>,
}

/// A value of a parameter at which equilibria change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayThreshold {
    /// Exactly, where it is rational or a square root is enough: `1/3`, `(3 - √5)/2`.
    pub exact: Option<String>,
    /// As a decimal.
    pub decimal: String,
}

impl PlayThreshold {
    /// The exact value where there is one, else the decimal.
    #[must_use]
    pub fn shown(&self) -> String {
        match &self.exact {
            Some(exact) => exact.clone(),
            None => format!("{}…", self.decimal),
        }
    }
}

/// An equilibrium of a stretch: what is done, and where the play ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayStructure {
    /// For each actor that moves, the actions taken at each of its information sets, in words.
    pub actors: Vec<PlayActions>,
    /// What the private types of actors reveal by what they do.
    #[serde(default)]
    pub classes: Vec<GameClass>,
    /// The states in which the play ends, and how likely at the value inside.
    pub ends: Vec<PlayShare>,
}

/// What an actor does in an equilibrium.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayActions {
    /// Who.
    pub actor: String,
    /// What, one entry for each information set.
    pub actions: Vec<String>,
}

/// A state and how likely the play ends there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayShare {
    /// The state.
    pub state: StateRef,
    /// How likely.
    pub probability: String,
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
