//! From a saved answer and the model to what is wrong with the answer.

use std::fmt;

use model::conflict::{Case, Concept, Conflict};
use syntax::diagnostic::FileId;

use crate::answer::{Answer, Id};
use crate::definitions::{Actor, Set, State};
use crate::finding::Findings;
use crate::world::{Limits, World, WorldError};
use crate::{always, certificates, page, tables};

/// Why an answer could not be checked at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VerifyError {
    /// The text is not JSON of the known form.
    Form(String),
    /// The version is not known.
    Version(u64),
    /// The answer holds nothing that can be checked.
    Nothing,
    /// The model has no such account.
    NoSuchAccount(String),
    /// The answer does not say which of the model's accounts it is about.
    WhichAccount,
    /// The model is too large to be re-checked, or contradicts itself.
    World(WorldError),
    /// The game cannot be read.
    Game(String),
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            VerifyError::Form(why) => write!(f, "this is no saved answer: {why}"),
            VerifyError::Version(version) => {
                write!(
                    f,
                    "the answer has version {version}; only version 1 is known"
                )
            }
            VerifyError::Nothing => write!(f, "the answer claims nothing that can be checked"),
            VerifyError::NoSuchAccount(name) => {
                write!(
                    f,
                    "the answer is about account `{name}`, which the model does not have"
                )
            }
            VerifyError::WhichAccount => {
                write!(
                    f,
                    "the model has accounts, and the answer does not name one of them"
                )
            }
            VerifyError::World(error) => error.fmt(f),
            VerifyError::Game(why) => write!(f, "the game cannot be read again: {why}"),
        }
    }
}

impl std::error::Error for VerifyError {}

impl From<WorldError> for VerifyError {
    fn from(error: WorldError) -> Self {
        VerifyError::World(error)
    }
}

/// Checks a saved answer against the model that it is about.
///
/// Cost: every vector of option values is visited and every setting of each actor's options tried;
/// claims that nothing deters a move, and tables of stable states, are searched exhaustively with
/// sets. Beyond the limits the answer is refused, or the claim is listed as unchecked.
///
/// # Errors
/// When the answer cannot be read, is not about this model, or is beyond the limits.
pub fn verify(case: &Case, answer: &str, limits: Limits) -> Result<Findings, VerifyError> {
    let answer: Answer =
        serde_json::from_str(answer).map_err(|error| VerifyError::Form(error.to_string()))?;
    let mut findings = Findings::default();
    if answer.accounts.is_empty() {
        findings.absorb(None, verify_one(case, &answer, &answer, limits)?);
    }
    for part in &answer.accounts {
        let name = part.account.as_ref().map(|account| account.name.as_str());
        findings.absorb(name, verify_one(case, part, &answer, limits)?);
    }
    if findings.checked == 0 && findings.unchecked.is_empty() {
        return Err(VerifyError::Nothing);
    }
    Ok(findings)
}

/// Checks the answer about one account; `whole` is the answer that it is part of.
fn verify_one(
    case: &Case,
    answer: &Answer,
    whole: &Answer,
    limits: Limits,
) -> Result<Findings, VerifyError> {
    if let Some(version) = answer.version.or(whole.version)
        && version != 1
    {
        return Err(VerifyError::Version(version));
    }
    let conflict = account_of(case, answer)?;
    let world = World::new(conflict, limits)?;
    let checker = Checker {
        conflict,
        world: &world,
        limits,
    };
    let mut findings = Findings::default();
    tables::check(&checker, answer, &mut findings);
    certificates::check(&checker, answer, &mut findings);
    always::check(&checker, answer, whole, &mut findings);
    page::check(&checker, answer, &mut findings);
    Ok(findings)
}

fn account_of<'a>(case: &'a Case, answer: &Answer) -> Result<&'a Conflict, VerifyError> {
    let Some(wanted) = &answer.account else {
        return match (case.accounts.is_empty(), answer.accounts.is_empty()) {
            (true, _) => Ok(&case.base),
            (false, _) => Err(VerifyError::WhichAccount),
        };
    };
    account_named(case, &wanted.name)
}

/// The account of this name; `base` is the conflict without any.
pub(crate) fn account_named<'a>(case: &'a Case, wanted: &str) -> Result<&'a Conflict, VerifyError> {
    let named = |conflict: &&Conflict| {
        conflict
            .account
            .as_ref()
            .is_some_and(|account| account.name == wanted)
    };
    match case.accounts.iter().find(named) {
        Some(conflict) => Ok(conflict),
        None if wanted == "base" => Ok(&case.base),
        None => Err(VerifyError::NoSuchAccount(wanted.to_owned())),
    }
}

/// What all checks need.
pub(crate) struct Checker<'a> {
    pub conflict: &'a Conflict,
    pub world: &'a World,
    pub limits: Limits,
}

impl Checker<'_> {
    pub(crate) fn state(&self, id: &Id) -> Result<State, String> {
        let found = self.world.state(id.as_str());
        found.ok_or_else(|| format!("the model has no state {}", id.as_str()))
    }

    pub(crate) fn states(&self, ids: &[Id]) -> Result<Set, String> {
        let mut states = Set::new();
        for id in ids {
            if !states.insert(self.state(id)?) {
                return Err(format!("{} is listed twice", id.as_str()));
            }
        }
        Ok(states)
    }

    pub(crate) fn actor(&self, name: &str) -> Result<Actor, String> {
        self.world
            .actor(name)
            .ok_or_else(|| format!("the model has no actor {name}"))
    }

    /// One of the five basic concepts.
    pub(crate) fn basic_concept(name: &str) -> Result<Concept, String> {
        match model::concept_from_name(name) {
            Some(
                basic
                @ (Concept::Nash | Concept::Gmr | Concept::Smr | Concept::Seq | Concept::Sseq),
            ) => Ok(basic),
            _ => Err(format!("`{name}` is not one of nash, gmr, smr, seq, sseq")),
        }
    }

    /// The states that satisfy a formula in the user's words; `status quo` is the one there.
    pub(crate) fn select(&self, text: &str) -> Result<Set, String> {
        if text == "status quo" {
            return Ok(self.world.start.into_iter().collect());
        }
        let unreadable = |_| format!("`{text}` is not a formula of this model");
        let parsed = syntax::parse_formula(FileId(0), text).map_err(unreadable)?;
        let formula = model::resolve_formula(self.conflict, &parsed).map_err(unreadable)?;
        Ok(self.world.select(&formula))
    }

    /// Whether the model is small enough for searches over all states.
    pub(crate) fn may_search(&self) -> bool {
        self.world.model.states <= self.limits.states
    }

    /// Ids for a message, the first few.
    pub(crate) fn list(&self, states: &Set) -> String {
        let mut ids: Vec<&str> = states
            .iter()
            .take(5)
            .map(|state| self.world.id(*state))
            .collect();
        if states.len() > ids.len() {
            ids.push("…");
        }
        ids.join(", ")
    }
}
