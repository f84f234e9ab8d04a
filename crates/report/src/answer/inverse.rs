//! Under which orders of one actor a state is an equilibrium.
//!
//! The shape of its JSON is fixed by the schema in the book (`schema/inverse-1.json`).

use serde::{Deserialize, Serialize};

use super::{AccountRef, StateRef, Step};

/// The answer of `inverse`: one state, each account, each actor, each concept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InverseRun {
    /// [`super::VERSION`].
    pub version: u32,
    /// Version of the program.
    pub program: String,
    /// Name of the model file.
    pub file: String,
    /// What decides which orders are drawn at random, where they cannot be counted.
    pub seed: u64,
    /// Per account.
    pub accounts: Vec<InverseAccount>,
}

/// What was found in one account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InverseAccount {
    /// Which account.
    pub account: Option<AccountRef>,
    /// The state that is to be an equilibrium.
    pub state: StateRef,
    /// Number of feasible states.
    pub states: u64,
    /// Number of strict orders of them, in digits; none where there are more than 50 states.
    pub orders: Option<String>,
    /// One entry for each actor whose order was asked about.
    pub actors: Vec<InverseActor>,
}

/// The orders of one actor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InverseActor {
    /// Whose orders.
    pub actor: String,
    /// One entry for each concept.
    pub concepts: Vec<InverseConcept>,
}

/// The orders of one actor that do, under one concept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InverseConcept {
    /// The concept.
    pub concept: String,
    /// Whether the state is an equilibrium with the preferences of the file.
    pub equilibrium_now: bool,
    /// The orders under which the state is an equilibrium, the others' preferences being as in the
    /// file.
    pub equilibrium: OrderShare,
    /// The orders under which it is stable for the actor itself.
    pub own: InverseStanding,
    /// The orders under which it is stable for each of the others.
    pub others: Vec<InverseStanding>,
}

/// The orders under which the state is stable for one actor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InverseStanding {
    /// For whom.
    pub actor: String,
    /// Whether every order will do, none, or some.
    pub verdict: InverseVerdict,
    /// Whether it is stable for it with the preferences of the file.
    pub stable_now: bool,
    /// How many orders.
    pub share: OrderShare,
    /// Which orders; none where that would take too long to say.
    pub condition: Option<InverseCondition>,
}

/// Whether orders will do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InverseVerdict {
    /// Every order will do.
    Always,
    /// No order will do.
    Never,
    /// Some will do, and some will not.
    Depends,
    /// Orders were only drawn at random.
    Drawn,
}

/// How many of all orders.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OrderShare {
    /// The share: exact up to rounding, or that of the orders drawn.
    pub share: f64,
    /// How many orders, in digits, where they were counted and there are at most 50 states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub orders: Option<String>,
    /// The share as a fraction in lowest terms, where it was counted and is not too long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fraction: Option<String>,
    /// What was drawn, where orders could not be counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drawn: Option<DrawnOrders>,
}

/// Orders drawn at random.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DrawnOrders {
    /// How many were drawn.
    pub draws: u64,
    /// How many of them will do.
    pub hits: u64,
    /// The lower end of the interval for the share of all orders, at a confidence of 95 %.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// Which orders will do: those that satisfy all clauses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InverseCondition {
    /// The clauses, in the order of the moves that they come from.
    pub clauses: Vec<InverseClause>,
    /// Number of clauses that are not listed.
    #[serde(default, skip_serializing_if = "is_nought")]
    pub more_clauses: u64,
    /// The moves that a sanction deters whatever the order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deterred: Vec<DeterredMove>,
    /// Number of such moves that are not listed.
    #[serde(default, skip_serializing_if = "is_nought")]
    pub more_deterred: u64,
}

/// A clause: one of its alternatives must be so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InverseClause {
    /// The moves that must not pay.
    pub moves: Vec<Step>,
    /// Number of such moves that are not listed.
    #[serde(default, skip_serializing_if = "is_nought")]
    pub more_moves: u64,
    /// The ways in which they do not. Empty: nothing deters the move.
    pub alternatives: Vec<InverseAlternative>,
    /// Number of ways that are not listed.
    #[serde(default, skip_serializing_if = "is_nought")]
    pub more_alternatives: u64,
}

/// An alternative: all that it asks for must be so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InverseAlternative {
    /// What the actor whose order is asked about must prefer to what.
    pub prefers: Vec<Preferred>,
    /// Number of comparisons that are not listed.
    #[serde(default, skip_serializing_if = "is_nought")]
    pub more_prefers: u64,
    /// The moves that make it a sanction, after the move; empty where the move is then no
    /// improvement.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sanction: Vec<Step>,
}

/// One state is liked more than another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Preferred {
    /// The state that is liked more.
    pub better: StateRef,
    /// The state that is liked less.
    pub worse: StateRef,
}

/// A move and what deters it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeterredMove {
    /// The move.
    pub step: Step,
    /// The moves that deter it, in order.
    pub sanction: Vec<Step>,
}

fn is_nought(count: &u64) -> bool {
    *count == 0
}
