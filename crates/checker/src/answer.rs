//! The saved answers that can be checked, as they are read.
//!
//! One JSON object is one answer; `{"accounts": [ … ]}` holds one for each account. What is
//! checked stands under these keys, each of which may be absent; other keys are ignored:
//!
//! | key | what is claimed |
//! |---|---|
//! | `actors`, `states` | the conflict's actors, in order, and its states (all, or those that `filter` selects) |
//! | `concepts` | for each concept and actor the stable states, and the equilibria |
//! | `coalitions` | the same for coalitions |
//! | `certificates` | for an actor, a state and a concept each improvement with its sanction: [`Certificate`] |
//! | `holds` | answers to "always φ under X": [`HoldsClaim`] |
//! | `state`, `explanations` | the answer of `explain` |
//! | `formula`, `from`, `verdicts` | the answer of `holds`; `formula` and `from` may stand beside `accounts` |
//! | `questions`, `standing`, `equilibria`, `equilibria_by_concept`, `escalation` | the answer of `analyze` |
//!
//! A state is its id, or an object with an `id`; an actor its name, or an object with a `name`. Where
//! a list of states is asked for, their number will do.

use std::collections::BTreeMap;

use serde::Deserialize;

/// An answer, or one for each account.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Answer {
    /// Version of the form; 1 is known.
    pub version: Option<u64>,
    /// One answer for each account.
    #[serde(default)]
    pub accounts: Vec<Answer>,
    /// Whose answer this is.
    pub account: Option<AccountName>,
    /// Names of the actors.
    pub actors: Option<Vec<Name>>,
    /// The states listed, or how many there are.
    pub states: Option<Listed>,
    /// The formula that selected the states listed.
    pub filter: Option<String>,
    /// Where the conflict stands.
    pub status_quo: Option<Id>,
    /// Stability by concept.
    #[serde(default)]
    pub concepts: BTreeMap<String, Table>,
    /// Stability of coalitions.
    #[serde(default)]
    pub coalitions: Vec<CoalitionTable>,
    /// Certificates.
    #[serde(default)]
    pub certificates: Vec<Certificate>,
    /// Answers to "always φ".
    #[serde(default)]
    pub holds: Vec<HoldsClaim>,
    /// The state explained.
    pub state: Option<Id>,
    /// Explanations of `state`.
    #[serde(default)]
    pub explanations: Vec<Explanation>,
    /// The formula asked about in `verdicts`.
    pub formula: Option<String>,
    /// Where the question starts.
    pub from: Option<Id>,
    /// Which moves actors take, for `verdicts`: see [`HoldsClaim::choice`].
    pub choice: Option<String>,
    /// Whether `formula` holds, by concept.
    #[serde(default)]
    pub verdicts: Vec<HoldsClaim>,
    /// Several such questions, asked from the status quo.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// Whether the status quo is an equilibrium, by concept.
    #[serde(default)]
    pub standing: Vec<Standing>,
    /// How the outcomes asked about break if nobody is deterred.
    #[serde(default)]
    pub escalation: Vec<Escalation>,
    /// Some equilibria, with how far they are from the status quo.
    #[serde(default)]
    pub equilibria: Vec<EquilibriumRow>,
    /// How many equilibria there are, by concept.
    #[serde(default)]
    pub equilibria_by_concept: BTreeMap<String, u64>,
}

/// A question on the page of `analyze`.
#[derive(Clone, Debug, Deserialize)]
pub struct Question {
    /// Its name.
    pub name: Option<String>,
    /// The formula asked about.
    pub formula: String,
    /// Whether it holds, by concept.
    #[serde(default)]
    pub verdicts: Vec<HoldsClaim>,
}

/// Whether the status quo is an equilibrium under a concept.
#[derive(Clone, Debug, Deserialize)]
pub struct Standing {
    /// The concept.
    pub concept: String,
    /// What is claimed.
    pub equilibrium: bool,
}

/// How an outcome asked about breaks.
#[derive(Clone, Debug, Deserialize)]
pub struct Escalation {
    /// The name of the question.
    pub question: String,
    /// A shortest legal sequence of improvements that leads out of it; absent if none does.
    pub by_improvements: Option<Vec<Step>>,
    /// A shortest legal sequence of any moves that leads out of it; absent if none does.
    pub by_any_moves: Option<Vec<Step>>,
}

/// An equilibrium on the page of `analyze`.
#[derive(Clone, Debug, Deserialize)]
pub struct EquilibriumRow {
    /// The state.
    pub state: Id,
    /// Under which concepts it is one.
    pub concepts: Vec<String>,
    /// How many moves it is away from the status quo; absent if it cannot be reached.
    pub moves: Option<u32>,
    /// How many improvements it is away; absent if improvements do not lead there.
    pub improvements: Option<u32>,
}

/// An actor by its name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Name {
    /// The name alone.
    Bare(String),
    /// An object with the name.
    Object {
        /// The name.
        name: String,
    },
}

impl Name {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Name::Bare(name) | Name::Object { name } => name,
        }
    }
}

/// States, or their number.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Listed {
    /// How many.
    Count(u64),
    /// Which.
    List(Vec<Id>),
}

/// An account by its name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct AccountName {
    /// The name in the file.
    pub name: String,
}

/// A state by its id.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Id {
    /// The id alone.
    Bare(String),
    /// An object with the id.
    Object {
        /// The id.
        id: String,
    },
}

impl Id {
    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Id::Bare(id) | Id::Object { id } => id,
        }
    }
}

/// Stability under one concept.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Table {
    /// For each actor the stable states.
    pub stable: BTreeMap<String, Vec<Id>>,
    /// The states stable for every actor.
    pub equilibria: Vec<Id>,
}

/// Stability of one coalition.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct CoalitionTable {
    /// Its members.
    pub members: Vec<String>,
    /// For each coalition concept the stable states.
    pub stable: BTreeMap<String, Vec<Id>>,
}

/// Why a state is stable for an actor or not.
#[derive(Clone, Debug, Deserialize)]
pub struct Certificate {
    /// For whom.
    pub actor: String,
    /// Which state.
    pub state: Id,
    /// One of the five basic concepts.
    pub concept: String,
    /// What is claimed.
    pub stable: bool,
    /// The improvements of the actor. If it is claimed stable, all of them, each with its
    /// sanction; if not, at least one without.
    pub improvements: Vec<Improvement>,
}

/// An improvement of the focal actor.
#[derive(Clone, Debug, Deserialize)]
pub struct Improvement {
    /// Where to.
    pub to: Id,
    /// What deters it; none is a claim that nothing does.
    pub sanction: Option<Sanction>,
}

/// A sequence of the others' moves.
#[derive(Clone, Debug, Deserialize)]
pub struct Sanction {
    /// The moves, from the end of the improvement on.
    pub steps: Vec<Step>,
    /// Whether each improves on the state it leaves, for its mover.
    pub credible: bool,
    /// The best state that the focal actor can move to afterwards.
    pub best_answer: Option<Id>,
}

/// A move.
#[derive(Clone, Debug, Deserialize)]
pub struct Step {
    /// Who moves.
    pub actor: String,
    /// The state it leaves, where that is written down.
    pub from: Option<Id>,
    /// Where it leads.
    pub to: Id,
    /// Whether it improves, for its mover, where that is written down.
    pub improvement: Option<bool>,
}

/// An answer to "always φ under X".
#[derive(Clone, Debug, Deserialize)]
pub struct HoldsClaim {
    /// The name of φ, if it is one of the model's outcomes.
    pub outcome: Option<String>,
    /// The states in which φ is true.
    pub inside: Option<Vec<Id>>,
    /// Where it starts; the status quo if absent.
    pub from: Option<Id>,
    /// The concept.
    pub concept: String,
    /// `most-preferred` (also if absent) or `any-undeterred`.
    pub choice: Option<String>,
    /// What is claimed.
    pub holds: bool,
    /// If it fails, a shortest way out.
    #[serde(default)]
    pub path: Vec<Step>,
    /// If it holds, every state visited, or how many there are.
    pub visited: Option<Listed>,
    /// Deterred moves from visited states, listed, or how many there are.
    pub deterred: Option<DeterredClaim>,
    /// Deterred moves from visited states.
    #[serde(default)]
    pub temptations: Vec<Temptation>,
}

/// The moves deterred.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum DeterredClaim {
    /// How many.
    Count(u64),
    /// Some of them, with what deters them.
    List(Vec<DeterredMove>),
}

/// A deterred move.
#[derive(Clone, Debug, Deserialize)]
pub struct DeterredMove {
    /// From which state.
    pub from: Id,
    /// Who is tempted.
    pub actor: String,
    /// Where to.
    pub to: Id,
    /// The sanction.
    pub sanction: Option<Sanction>,
    /// With foresight: where the actor expects the move to end.
    pub expected: Option<Vec<Id>>,
}

/// A tempting move in the form of the commands `holds` and `explain`.
#[derive(Clone, Debug, Deserialize)]
pub struct Temptation {
    /// The move.
    pub step: Step,
    /// What deters it.
    pub sanction: Option<Sanction>,
    /// With foresight: where the actor expects it to end.
    #[serde(default)]
    pub expected: Vec<Id>,
}

/// A certificate in the form of the command `explain`.
#[derive(Clone, Debug, Deserialize)]
pub struct Explanation {
    /// For whom.
    pub actor: String,
    /// Under which concept.
    pub concept: String,
    /// What is claimed.
    pub stable: bool,
    /// Each improvement with its sanction, if there are improvements and all are deterred.
    #[serde(default)]
    pub by: Vec<Temptation>,
    /// Improvements that nothing deters.
    #[serde(default)]
    pub to: Vec<Step>,
}
