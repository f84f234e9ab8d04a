//! On which assumptions an answer depends alone, with others, or never; and how many of its
//! unsourced assumptions it could do without.
//!
//! In: the edits of a conflict and what a search found. Out: for each assumption its
//! [`Dependence`], and for a set of assumptions which of them can be given up together.

use graph::Control;
use model::conflict::{ActorId, Conflict, NamedStateId, OptionId, RuleId};
use model::edit::Edit;

use crate::question::Claim;
use crate::smallest::evaluate::Asking;
use crate::smallest::{ChangeError, Found, Ground};

/// What an edit changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Assumption {
    /// A line of an actor's preference.
    Line(ActorId, usize),
    /// A rule.
    Rule(RuleId),
    /// An option and the directions in which it can be changed.
    Option(OptionId),
    /// A move of graph form and its opposite, by its smaller and its larger end.
    Move(ActorId, NamedStateId, NamedStateId),
    /// An event.
    Event(usize),
}

impl Assumption {
    /// What an edit changes.
    #[must_use]
    pub fn of(edit: Edit) -> Self {
        match edit {
            Edit::Line { actor, at, .. } => Assumption::Line(actor, at),
            Edit::Unbind(rule) | Edit::Bind(rule) => Assumption::Rule(rule),
            Edit::Direction { option, .. } => Assumption::Option(option),
            Edit::Return { actor, from, to } | Edit::NoReturn { actor, from, to } => {
                Assumption::Move(actor, from.min(to), from.max(to))
            }
            Edit::Happens(event) | Edit::DoesNotHappen(event) => Assumption::Event(event),
        }
    }
}

/// How an answer depends on an assumption.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dependence {
    /// Changing it alone turns the answer.
    Alone,
    /// Changing it turns the answer together with other changes, and needs them.
    WithOthers,
    /// No minimal set of the size searched changes it; larger ones were not looked at.
    NotFound,
    /// No set of changes needs it, of whatever size.
    Never,
}

/// How the answer depends on each assumption that the edits change, in the order of the edits.
/// Cost: linear in the edits and the sets found.
#[must_use]
pub fn pivotal(edits: &[Edit], found: &Found) -> Vec<(Assumption, Dependence)> {
    let mut all: Vec<(Assumption, Dependence)> = Vec::new();
    let unfound = if found.exhausted {
        Dependence::Never
    } else {
        Dependence::NotFound
    };
    for edit in edits {
        let assumption = Assumption::of(*edit);
        if !all.iter().any(|(known, _)| *known == assumption) {
            all.push((assumption, unfound));
        }
    }
    for turning in &found.turning {
        let dependence = if turning.edits.len() == 1 {
            Dependence::Alone
        } else {
            Dependence::WithOthers
        };
        for edit in turning.edits.iter().filter_map(|edit| edits.get(*edit)) {
            let assumption = Assumption::of(*edit);
            if let Some((_, known)) = all.iter_mut().find(|(known, _)| *known == assumption) {
                *known = (*known).min(dependence);
            }
        }
    }
    all
}

/// What is left of an answer when assumptions are given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Robustness {
    /// The edits that can be made together without turning the answer, by their place in the list.
    /// Not the largest such set there is, but one to which no further edit can be added: earlier
    /// ones go first.
    pub without: Vec<usize>,
    /// The others: with any one of them as well, the answer turns or there is no model.
    pub needed: Vec<usize>,
}

/// Gives up assumptions one after another, as long as the answer stays. The edits must go with one
/// another. Cost: one evaluation for each edit.
///
/// # Errors
/// As [`crate::smallest::search`].
pub fn robustness(
    conflict: &Conflict,
    claim: &Claim,
    edits: &[Edit],
    control: &Control,
) -> Result<Robustness, ChangeError> {
    let ground = Ground::new(conflict, edits, control)?;
    let asking = Asking::new(&ground, claim);
    let truth = asking.truth(&[])?;
    let all: Vec<usize> = (0..edits.len()).collect();
    if asking.truth(&all)? == truth {
        return Ok(Robustness {
            without: all,
            needed: Vec::new(),
        });
    }
    let mut found = Robustness {
        without: Vec::new(),
        needed: Vec::new(),
    };
    for edit in all {
        found.without.push(edit);
        if asking.truth(&found.without)? != truth {
            found.without.pop();
            found.needed.push(edit);
        }
    }
    Ok(found)
}
