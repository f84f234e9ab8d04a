//! The saved answers of `game` and `play`, as they are read. Keys that are not listed are ignored.

use serde::Deserialize;

/// An answer of `game`.
#[derive(Debug, Deserialize)]
pub(super) struct GameAnswer {
    pub(super) version: u64,
    pub(super) title: String,
    #[serde(default)]
    pub(super) comment: String,
    pub(super) form: String,
    pub(super) size: Size,
    pub(super) perfect_information: Option<bool>,
    pub(super) constant_sum: bool,
    pub(super) players: Vec<Player>,
    pub(super) solution: Option<Solution>,
}

/// How large the game is.
#[derive(Debug, Deserialize)]
pub(super) struct Size {
    pub(super) nodes: Option<u64>,
    pub(super) ends: Option<u64>,
    pub(super) depth: Option<u64>,
    pub(super) chance_moves: Option<u64>,
    pub(super) cells: Option<u64>,
}

/// A player.
#[derive(Debug, Deserialize)]
pub(super) struct Player {
    pub(super) name: String,
    pub(super) information_sets: Option<u64>,
    pub(super) strategies: Option<u64>,
    pub(super) forgets: Option<Forgets>,
}

/// What a player forgets.
#[derive(Debug, Deserialize)]
pub(super) struct Forgets {
    pub(super) information_set: String,
    pub(super) histories: Vec<Vec<String>>,
}

/// What was found.
#[derive(Debug, Deserialize)]
pub(super) struct Solution {
    pub(super) solver: String,
    pub(super) rationality: Option<String>,
    #[serde(default = "exact")]
    pub(super) arithmetic: String,
    pub(super) completeness: String,
    pub(super) count: Option<String>,
    pub(super) equilibria: Vec<Equilibrium>,
    pub(super) iterations: Option<Iterations>,
    #[serde(default)]
    pub(super) components: Vec<Component>,
}

fn exact() -> String {
    "exact".to_owned()
}

/// How regret was minimised.
#[derive(Debug, Deserialize)]
pub(super) struct Iterations {
    pub(super) exploitability: String,
    pub(super) constant_sum: bool,
}

/// An equilibrium.
#[derive(Debug, Deserialize)]
pub(super) struct Equilibrium {
    pub(super) players: Vec<Part>,
    #[serde(default)]
    pub(super) purposes: Vec<String>,
    #[serde(default)]
    pub(super) draw: Vec<Cell>,
    #[serde(default)]
    pub(super) gambit: String,
}

/// What is drawn for all players together.
#[derive(Debug, Deserialize)]
pub(super) struct Cell {
    pub(super) strategies: Vec<String>,
    pub(super) probability: String,
}

/// A player's part.
#[derive(Debug, Deserialize)]
pub(super) struct Part {
    pub(super) player: String,
    pub(super) payoff: String,
    pub(super) regret: Option<String>,
    pub(super) strategies: Vec<Weight>,
    pub(super) behaviour: Vec<Behaves>,
}

/// What is done at an information set, and believed there.
#[derive(Debug, Deserialize)]
pub(super) struct Behaves {
    pub(super) information_set: String,
    pub(super) actions: Vec<Weight>,
    pub(super) gap: Option<String>,
    #[serde(default)]
    pub(super) beliefs: Vec<String>,
}

/// A strategy or an action, and how likely it is.
#[derive(Debug, Deserialize)]
pub(super) struct Weight {
    pub(super) name: String,
    pub(super) probability: String,
}

/// Equilibria that are connected.
#[derive(Debug, Deserialize)]
pub(super) struct Component {
    pub(super) equilibria: Vec<u64>,
    pub(super) subsets: Vec<Vec<u64>>,
}

/// An answer of `play`.
#[derive(Debug, Deserialize)]
pub(super) struct PlayAnswer {
    pub(super) version: u64,
    pub(super) accounts: Vec<PlayAccount>,
}

/// One account.
#[derive(Debug, Deserialize)]
pub(super) struct PlayAccount {
    pub(super) account: Option<crate::answer::AccountName>,
    pub(super) parameters: Vec<Parameter>,
    pub(super) game: GameAnswer,
    pub(super) ends: Vec<End>,
    pub(super) elsewhere: Vec<Elsewhere>,
    pub(super) elsewhere_count: Option<u64>,
    pub(super) regions: Option<Regions>,
}

/// A parameter and its value.
#[derive(Debug, Deserialize)]
pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) value: Option<String>,
}

/// A state in which the play ends.
#[derive(Debug, Deserialize)]
pub(super) struct End {
    pub(super) state: crate::answer::Id,
    pub(super) probabilities: Vec<String>,
    pub(super) under: Option<Vec<String>>,
    #[serde(default)]
    pub(super) restless: Vec<String>,
}

/// A state that is an equilibrium of the graph lens only.
#[derive(Debug, Deserialize)]
pub(super) struct Elsewhere {
    pub(super) state: crate::answer::Id,
    pub(super) under: Vec<String>,
    pub(super) can_end: bool,
}

/// Stretches of a parameter.
#[derive(Debug, Deserialize)]
pub(super) struct Regions {
    pub(super) parameter: String,
    #[serde(default)]
    pub(super) stretches: Vec<Stretch>,
}

/// One of them.
#[derive(Debug, Deserialize)]
pub(super) struct Stretch {
    pub(super) from: Threshold,
    pub(super) to: Threshold,
}

/// Where a stretch begins or ends.
#[derive(Debug, Deserialize)]
pub(super) struct Threshold {
    pub(super) exact: Option<String>,
}
