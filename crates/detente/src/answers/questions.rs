//! What is asked of a conflict unless the user asks something else.

use graph::{Graph, StateId, StateSet};
use model::conflict::{Direction, OptionId};
use model::formula::{Formula, LevelSet};
use report::answer::QuestionKind;

use crate::naming::{option_name, options};
use crate::study::Study;

/// A question before it is answered.
#[derive(Clone, Debug)]
pub struct Asked {
    /// What it is about.
    pub kind: QuestionKind,
    /// A short name.
    pub name: String,
    /// The question in words, if the file gives it.
    pub label: Option<String>,
    /// The formula in the user's words.
    pub text: String,
    /// The states in which the outcome holds, as a formula; always true for the status quo.
    pub formula: Formula,
    /// The same as a set of the account's states.
    pub inside: StateSet,
}

impl Asked {
    /// The states of another graph of the same options in which the outcome holds; `start` is
    /// where the conflict stands there.
    #[must_use]
    pub fn inside(&self, graph: &Graph, start: StateId) -> StateSet {
        match self.kind {
            QuestionKind::StatusQuo => only(graph, start),
            _ => graph.select(&self.formula),
        }
    }
}

/// The outcomes of the file; else whether irreversible options stay untaken; else whether the
/// status quo stays.
#[must_use]
pub fn questions(study: &Study<'_>, start: StateId) -> Vec<Asked> {
    let graph = study.graph();
    let outcomes = study.conflict.outcomes.iter();
    let mut asked: Vec<Asked> = outcomes
        .map(|outcome| Asked {
            kind: QuestionKind::Outcome,
            name: outcome.name.clone(),
            label: outcome.label.clone(),
            text: outcome.text.clone(),
            formula: outcome.formula.clone(),
            inside: graph.select(&outcome.formula),
        })
        .collect();
    if asked.is_empty() {
        asked = never_taken(study, start);
    }
    if asked.is_empty() {
        asked.push(Asked {
            kind: QuestionKind::StatusQuo,
            name: "status quo".to_owned(),
            label: None,
            text: "status quo".to_owned(),
            formula: Formula::Constant(true),
            inside: only(graph, start),
        });
    }
    asked
}

fn never_taken(study: &Study<'_>, start: StateId) -> Vec<Asked> {
    let graph = study.graph();
    let untaken = |id: OptionId| graph.level(start, id).is_some_and(|level| level.0 == 0);
    options(study.conflict)
        .filter(|(id, option)| {
            option.owner.is_some()
                && option.is_binary()
                && option.direction == Direction::Up
                && untaken(*id)
        })
        .map(|(id, option)| {
            let name = option_name(study.conflict, option);
            let formula = Formula::Option(id, LevelSet(2)).negated();
            Asked {
                kind: QuestionKind::NeverTaken,
                text: format!("not {name}"),
                name,
                label: option.label.clone(),
                inside: graph.select(&formula),
                formula,
            }
        })
        .collect()
}

fn only(graph: &Graph, state: StateId) -> StateSet {
    let mut one = StateSet::new(graph.index_len());
    one.insert(state);
    one
}
