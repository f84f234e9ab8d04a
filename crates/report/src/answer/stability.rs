//! Which states are stable for whom: the answer whose JSON other programs read.
//!
//! Its shape is fixed by the schema in the book (`schema/stability-1.json`).

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::{AccountRef, StateRef};

/// Stability of the states of one conflict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stability {
    /// [`super::VERSION`].
    pub version: u32,
    /// Names of the actors, in file order.
    pub actors: Vec<String>,
    /// The states, ascending.
    pub states: Vec<StateRef>,
    /// One entry for each concept: `nash`, `gmr`, `smr`, `seq`, `sseq`, then others asked for.
    pub concepts: IndexMap<String, ConceptStability>,
    /// Stability for coalitions, on request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coalitions: Vec<Coalition>,
    /// For each state, actor and concept every improvement with its sanction, on request, in the
    /// form that `verify` reads.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub certificates: Vec<serde_json::Value>,
    /// Which account, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountRef>,
    /// Title of the conflict.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The status quo's identifier, if the model has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_quo: Option<String>,
    /// Hash of the checked model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model_sha256: Option<String>,
    /// The formula that selected the states, if not all are listed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<String>,
    /// Number of states left out of an answer that a person is to read.
    #[serde(default, skip_serializing_if = "is_nought")]
    pub left_out: u64,
}

fn is_nought(count: &u64) -> bool {
    *count == 0
}

/// Stability under one concept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConceptStability {
    /// For each actor the stable states' identifiers, ascending.
    pub stable: IndexMap<String, Vec<String>>,
    /// The states that are stable for every actor.
    pub equilibria: Vec<String>,
}

/// Stability for one coalition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coalition {
    /// Its members, in file order.
    pub members: Vec<String>,
    /// For each of `cnash`, `cgmr`, `csmr`, `cseq` the stable states' identifiers.
    pub stable: BTreeMap<String, Vec<String>>,
}

/// The answers for several accounts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MultiStability {
    /// [`super::VERSION`].
    pub version: u32,
    /// One answer an account, each with its `account`.
    pub accounts: Vec<Stability>,
}
