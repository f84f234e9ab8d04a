//! A history that was observed: how likely equilibria make it, and what is believed after it.

use serde::{Deserialize, Serialize};

use super::GameWeight;

/// A history in each of the equilibria that an answer lists. Probabilities are integers or fractions, or
/// decimals where the equilibrium has these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GameObserved {
    /// The moves that were observed, in their order.
    pub moves: Vec<String>,
    /// One entry for each equilibrium that is behaviour in the tree.
    pub equilibria: Vec<ObservedCourse>,
}

/// A history in one equilibrium.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObservedCourse {
    /// Which of the list, from 1.
    pub equilibrium: u64,
    /// The start of the play, and then the moment after each move.
    pub moments: Vec<ObservedMoment>,
    /// Where players may move next, and what they believe there.
    pub next: Vec<ObservedNext>,
    /// Where the play ends from there; nothing where that is left open.
    pub ends: Option<Vec<GameWeight>>,
}

/// What is known after a move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObservedMoment {
    /// How likely the history is up to and with this move. 0 is off the path of the equilibrium.
    pub likelihood: String,
    /// How likely the move is, given what was believed before it; nothing where that was left open.
    pub given_before: Option<String>,
    /// How likely each value of each draw is.
    pub posteriors: Vec<ObservedDraw>,
}

/// What is believed of a draw that not everybody sees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObservedDraw {
    /// What is drawn: a private type, or the name of a move of chance.
    pub draw: String,
    /// Whose type it is; nothing where it is nobody's.
    pub player: Option<String>,
    /// How likely each value is; nothing where the equilibrium leaves it open.
    pub values: Option<Vec<GameWeight>>,
}

/// Where a player may move next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObservedNext {
    /// Who.
    pub player: String,
    /// Where.
    pub information_set: String,
    /// How likely the play comes there; nothing where that is left open.
    pub likelihood: Option<String>,
    /// What the player believes of what it does not know; nothing where the equilibrium leaves it
    /// open, empty where it knows the whole history.
    pub beliefs: Option<Vec<GameWeight>>,
    /// What it does there.
    pub actions: Vec<GameWeight>,
}
