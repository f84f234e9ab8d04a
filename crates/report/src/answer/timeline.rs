//! Which outcomes held when: the same rules with the events known by each date.

use serde::{Deserialize, Serialize};

use super::AccountRef;

/// The answer of `timeline`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    /// [`super::VERSION`].
    pub version: u32,
    /// Version of the program.
    pub program: String,
    /// Name of the model file.
    pub file: String,
    /// Title of the conflict.
    pub title: Option<String>,
    /// The concepts asked about.
    pub concepts: Vec<String>,
    /// From the earliest to the latest.
    pub moments: Vec<Moment>,
    /// Remarks, among them events without a date, which no moment includes.
    pub remarks: Vec<String>,
}

/// A date on which something changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// The date; none for the time before the first event.
    pub date: Option<String>,
    /// What happened that day, in words.
    pub events: Vec<String>,
    /// Who took or left office that day, in words.
    pub offices: Vec<String>,
    /// What held from then on, account by account.
    pub accounts: Vec<MomentAccount>,
}

/// What held in one account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MomentAccount {
    /// Which account.
    pub account: Option<AccountRef>,
    /// Where the conflict stood, in words.
    pub standing: Option<String>,
    /// The questions.
    pub questions: Vec<MomentQuestion>,
}

/// One question at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MomentQuestion {
    /// Its name.
    pub name: String,
    /// Whether the outcome held, one entry a concept in the order of [`Timeline::concepts`].
    pub holds: Vec<bool>,
    /// Why it failed, in words; empty where it held throughout.
    pub why: String,
}
