//! A game of another program's file: what it is, and its equilibria.

use serde::{Deserialize, Serialize};

use super::{GameInformation, GameObserved};

/// The answer of `game`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GameAnswer {
    /// [`super::VERSION`].
    pub version: u32,
    /// Version of the program.
    pub program: String,
    /// Name of the file.
    pub file: String,
    /// Title of the game.
    pub title: String,
    /// Comment of the file.
    pub comment: String,
    /// What kind of game it is.
    pub form: GameForm,
    /// How large it is.
    pub size: GameSize,
    /// Whether each mover knows the whole history; nothing for a strategic game.
    pub perfect_information: Option<bool>,
    /// Whether the payoffs of two players always sum to the same number.
    pub constant_sum: bool,
    /// The players in the order of the file.
    pub players: Vec<GamePlayer>,
    /// What was found; nothing where nothing was asked.
    pub solution: Option<GameSolution>,
    /// What follows from a history that was observed; nothing where none was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub observed: Option<GameObserved>,
    /// What it would be worth to learn something; nothing where it was not asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub information: Option<GameInformation>,
    /// What else there is to say.
    pub remarks: Vec<String>,
}

/// The kind of a game.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GameForm {
    /// A game tree.
    Tree,
    /// A table of strategies.
    Strategic,
}

/// Sizes of a game. Those of a tree are nothing for a strategic game.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GameSize {
    /// Nodes of the tree.
    pub nodes: Option<u64>,
    /// Ends of the game among them.
    pub ends: Option<u64>,
    /// Moves of the longest play.
    pub depth: Option<u64>,
    /// Different moves of chance.
    pub chance_moves: Option<u64>,
    /// Cells of the table of (reduced) strategies; nothing where it is too large.
    pub cells: Option<u64>,
}

/// A player.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GamePlayer {
    /// Its name.
    pub name: String,
    /// Its information sets, in a tree.
    pub information_sets: Option<u64>,
    /// Its strategies, in a tree the reduced ones; nothing where the table is too large.
    pub strategies: Option<u64>,
    /// How it forgets; nothing where it has perfect recall, as in every strategic game.
    pub forgets: Option<GameForgetting>,
}

/// Two histories that a player cannot tell apart although it took part in them differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GameForgetting {
    /// What it forgets, in words.
    pub what: String,
    /// Where.
    pub information_set: String,
    /// The actions from the start of the game to two nodes of the information set.
    pub histories: Vec<Vec<String>>,
}

/// Equilibria, and whether they are all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GameSolution {
    /// What was looked for.
    pub solver: GameSolver,
    /// Why the program chose this solver; nothing where the user chose it.
    #[serde(default)]
    pub chosen: Option<String>,
    /// At which rationality everybody responds to what actions pay, a decimal; nothing for equilibria.
    #[serde(default)]
    pub rationality: Option<String>,
    /// How its numbers were calculated.
    #[serde(default)]
    pub arithmetic: GameArithmetic,
    /// Whether all are listed.
    pub completeness: GameCompleteness,
    /// How many there are, exactly; nothing where a limit was reached first.
    pub count: Option<String>,
    /// Those that are listed.
    pub equilibria: Vec<GameEquilibrium>,
    /// How regret was minimised, where that was done.
    #[serde(default)]
    pub iterations: Option<GameIterations>,
    /// Extreme equilibria that hang together, by place in the list, from 1.
    pub components: Vec<GameComponent>,
}

impl GameSolution {
    /// All there is of a kind, found in exact arithmetic.
    #[must_use]
    pub fn exact(solver: GameSolver, equilibria: Vec<GameEquilibrium>) -> Self {
        Self {
            solver,
            chosen: None,
            rationality: None,
            arithmetic: GameArithmetic::Exact,
            completeness: GameCompleteness::Complete,
            count: None,
            equilibria,
            iterations: None,
            components: Vec::new(),
        }
    }

    /// Numerical approximations, of which there may be more.
    #[must_use]
    pub fn floating(solver: GameSolver, equilibria: Vec<GameEquilibrium>) -> Self {
        Self {
            arithmetic: GameArithmetic::Floating,
            completeness: GameCompleteness::One,
            ..Self::exact(solver, equilibria)
        }
    }
}

/// How regret was minimised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GameIterations {
    /// How regrets were kept.
    pub variant: GameVariant,
    /// How many times both players learnt.
    pub iterations: u64,
    /// Why the work ended.
    pub ending: GameEnding,
    /// Half the sum of both regrets, calculated anew.
    pub exploitability: String,
    /// Whether payoffs sum to a constant, so that average play comes ever closer to an equilibrium.
    pub constant_sum: bool,
}

/// A way to keep regrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GameVariant {
    /// CFR+.
    Plus,
    /// Discounted CFR.
    Discounted,
    /// Predictive CFR+.
    Predictive,
}

/// Why iterations ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GameEnding {
    /// The exploitability that was asked for is reached.
    Reached,
    /// All iterations are done.
    Iterations,
    /// The user stopped the work.
    Stopped,
}

/// How numbers were calculated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GameArithmetic {
    /// Exactly: numbers are integers or fractions.
    #[default]
    Exact,
    /// In floating point: numbers are decimals, and a regret is what rounding left.
    Floating,
}

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GameSolver {
    /// Pure equilibria that are equilibria in every subgame.
    Backward,
    /// Pure equilibria.
    Pure,
    /// Extreme equilibria of a game for two.
    Extreme,
    /// Behaviour that is optimal at every information set, given beliefs there.
    Sequential,
    /// The same with beliefs that follow the rule of Bayes where it says something, and else are free.
    PerfectBayesian,
    /// Optimal play where the payoffs of two players sum to a constant.
    ZeroSum,
    /// Some equilibria of a tree for two, by Lemke's algorithm.
    Lemke,
    /// Some equilibria of a game for two, by Lemke and Howson's algorithm.
    LemkeHowson,
    /// Correlated equilibria that bound what is paid.
    Correlated,
    /// Coarse correlated equilibria that bound what is paid.
    CoarseCorrelated,
    /// Average play that minimises regret.
    Cfr,
    /// Some equilibria by the global Newton method.
    Newton,
    /// Some equilibria by simplicial subdivision.
    Simplicial,
    /// Equilibria by who plays which strategies at all.
    Support,
    /// Quantal responses, and the equilibrium they lead to.
    Logit,
}

/// Whether a list holds all there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GameCompleteness {
    /// All that were looked for.
    Complete,
    /// A limit was reached.
    Incomplete,
    /// The method finds one or some of possibly many.
    One,
}

/// One equilibrium.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GameEquilibrium {
    /// What each player does, is paid and could gain.
    pub players: Vec<GamePlay>,
    /// What it was looked for, or what it is besides, as "the most for Ann" or "also sequential"; most often
    /// empty.
    #[serde(default)]
    pub purposes: Vec<String>,
    /// For correlated equilibria, what is drawn for all players together; else empty.
    #[serde(default)]
    pub draw: Vec<GameCell>,
    /// The profile as a line of the program Gambit; empty where that has no such line.
    pub gambit: String,
    /// What the private types of players reveal by what they do, in games with such types.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<GameClass>,
}

impl GameEquilibrium {
    /// An equilibrium of which nothing but this is said.
    #[must_use]
    pub fn of(players: Vec<GamePlay>) -> Self {
        Self {
            players,
            purposes: Vec::new(),
            draw: Vec::new(),
            gambit: String::new(),
            classes: Vec::new(),
        }
    }
}

/// What the values of a private type do where their player first moves after learning it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GameClass {
    /// The type.
    pub private: String,
    /// Whose it is.
    pub player: String,
    /// What its values do.
    pub kind: GameClassKind,
}

/// A class of equilibria by what private types do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GameClassKind {
    /// All the same.
    Pooling,
    /// No two ever the same.
    Separating,
    /// Something between.
    SemiSeparating,
    /// Where the play goes, the player never moves after learning its type.
    NeverMoves,
}

/// What may be drawn for all players together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GameCell {
    /// The strategy of each player.
    pub strategies: Vec<String>,
    /// Its probability, above 0.
    pub probability: String,
}

/// One player's part of an equilibrium. Numbers are integers, fractions or decimals; see
/// [`GameArithmetic`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GamePlay {
    /// Its name.
    pub player: String,
    /// Its expected payoff.
    pub payoff: String,
    /// How much more its best strategy would pay against the others; nothing where that was not
    /// calculated because the player forgets.
    pub regret: Option<String>,
    /// The strategies that it plays; empty where only behaviour was computed.
    pub strategies: Vec<GameWeight>,
    /// What it does at each information set; empty for strategic games and for who forgets.
    pub behaviour: Vec<GameBehaviour>,
}

/// What a player does at an information set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GameBehaviour {
    /// The name of the information set, or its number.
    pub information_set: String,
    /// The actions that are taken.
    pub actions: Vec<GameWeight>,
    /// How much more the best action would pay where the set is reached and the profile is followed
    /// afterwards; nothing where the others do not let it be reached, or for mixtures of plans.
    #[serde(default)]
    pub gap: Option<String>,
    /// How likely each of its nodes is held to be there, in the order of the file; empty where beliefs
    /// are not part of what was looked for.
    #[serde(default)]
    pub beliefs: Vec<String>,
}

/// A strategy or an action, and how likely it is taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GameWeight {
    /// Its name.
    pub name: String,
    /// Its probability, above 0.
    pub probability: String,
}

/// Equilibria that are connected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GameComponent {
    /// Which of the list, from 1.
    pub equilibria: Vec<u64>,
    /// Largest parts in which any mixture of the one player's strategies and any mixture of the
    /// other's is an equilibrium: which of the list lie in each.
    pub subsets: Vec<Vec<u64>>,
}
