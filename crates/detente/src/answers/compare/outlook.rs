//! What one account predicts from a start, by names that other accounts share.

use std::collections::{BTreeMap, BTreeSet};

use graph::StateId;
use indexmap::IndexSet;
use model::conflict::{ActorId, Concept, Direction};
use stability::{Choice, Course, course};

use crate::answers::questions::Asked;
use crate::error::AnswerError;
use crate::naming::options;
use crate::study::Study;

/// Most moves of one prediction that are kept.
const MOST_MOVES: usize = 1 << 16;
/// Most moves that a prediction in words tells, and most that it offers side by side.
const MOST_TOLD: usize = 4;
const MOST_OFFERED: usize = 3;

/// Names of states and actors by number, shared by all accounts.
#[derive(Debug, Default)]
pub struct Keys(IndexSet<String>);

impl Keys {
    fn of(&mut self, name: String) -> usize {
        self.0.insert_full(name).0
    }
}

/// A move that is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Act {
    actor: usize,
    to: usize,
    /// Whether it cannot be undone.
    irreversible: bool,
}

/// What follows under one concept.
#[derive(Clone, Debug)]
pub struct Prediction {
    /// The states visited, each with the moves made there.
    decisions: BTreeMap<usize, BTreeSet<Act>>,
    /// Whether all are listed.
    complete: bool,
    /// In words; empty where nothing follows.
    pub follows: String,
    /// Which questions are answered with yes, by name.
    pub holds: BTreeMap<String, bool>,
}

/// What an account predicts from one start.
#[derive(Clone, Debug)]
pub struct Outlook {
    start: usize,
    /// Whether the supposition itself takes an irreversible option.
    pub irreversible_at_once: bool,
    /// What consequences change at once, in words: `ends strikes`.
    pub at_once: String,
    /// One entry a concept.
    pub by_concept: Vec<Prediction>,
}

/// How two predictions differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// In nothing.
    None,
    /// In something that shows only by an irreversible act, or after one.
    Late,
    /// In something that shows before any irreversible act.
    Early,
}

/// What an account predicts from `start`.
///
/// # Errors
/// As [`course`].
pub fn outlook(
    study: &Study<'_>,
    start: StateId,
    concepts: &[Concept],
    asked: &[Asked],
    keys: &mut Keys,
) -> Result<Outlook, AnswerError> {
    let graph = study.graph();
    let mut by_concept = Vec::with_capacity(concepts.len());
    for &concept in concepts {
        let choice = Choice::MostPreferred;
        let found = course(
            &study.analysis,
            start,
            concept,
            choice,
            MOST_MOVES,
            study.control,
        )?;
        let mut holds = BTreeMap::new();
        for question in asked {
            let inside = question.inside(graph, start);
            let all = found
                .visited
                .iter()
                .all(|(state, _)| inside.contains(*state));
            holds.insert(question.name.clone(), all);
        }
        let mut decisions = BTreeMap::new();
        for (state, moves) in &found.visited {
            let acts = moves.iter().map(|step| Act {
                actor: keys.of(format!("actor {}", study.naming().actor(step.actor))),
                to: keys.of(graph.id(step.to)),
                irreversible: is_irreversible(study, step.actor, *state, step.to),
            });
            let acts: BTreeSet<Act> = acts.collect();
            decisions.insert(keys.of(graph.id(*state)), acts);
        }
        by_concept.push(Prediction {
            decisions,
            complete: found.complete,
            follows: follows(study, &found),
            holds,
        });
    }
    Ok(Outlook {
        start: keys.of(graph.id(start)),
        irreversible_at_once: false,
        at_once: String::new(),
        by_concept,
    })
}

/// Whether a move changes an option that its owner cannot change back; where states have no
/// options, whether its mover cannot go straight back.
pub fn is_irreversible(study: &Study<'_>, actor: ActorId, from: StateId, to: StateId) -> bool {
    if study.conflict.options.is_empty() {
        let mut back = Vec::new();
        study.graph().moves(actor, to, &mut back);
        return !back.contains(&from);
    }
    let graph = study.graph();
    let mut one_way = options(study.conflict)
        .filter(|(_, option)| matches!(option.direction, Direction::Up | Direction::Down));
    one_way.any(|(id, _)| graph.level(from, id) != graph.level(to, id))
}

/// The moves that follow, as far as one comes after the other.
fn follows(study: &Study<'_>, found: &Course) -> String {
    let naming = study.naming();
    let moves: BTreeMap<StateId, &Vec<stability::Step>> = found
        .visited
        .iter()
        .map(|(state, moves)| (*state, moves))
        .collect();
    let Some(&(mut at, _)) = found.visited.first() else {
        return String::new();
    };
    let mut told: Vec<String> = Vec::new();
    let mut passed = vec![at];
    while let Some(made) = moves.get(&at).filter(|made| !made.is_empty()) {
        let words = |step: &stability::Step| naming.step(step.actor, at, step.to).in_words();
        let mut offered: Vec<String> = made.iter().take(MOST_OFFERED).map(words).collect();
        if made.len() > MOST_OFFERED {
            offered.push(format!("{} other moves", made.len() - MOST_OFFERED));
        }
        told.push(offered.join(", or "));
        let [only] = made.as_slice() else { break };
        at = only.to;
        let circular = passed.contains(&at);
        if circular || told.len() == MOST_TOLD {
            told.push("so on".to_owned());
            break;
        }
        passed.push(at);
    }
    told.join(", then ").replace(", then so on", ", and so on")
}

impl Prediction {
    /// Whether two accounts predict the same states and moves.
    pub fn agrees(&self, other: &Prediction) -> bool {
        self.complete && other.complete && self.decisions == other.decisions
    }

    /// Whether it can be compared.
    pub fn is_complete(&self) -> bool {
        self.complete
    }
}

impl Outlook {
    /// Whether two accounts stand in the same state.
    pub fn starts_with(&self, other: &Outlook) -> bool {
        self.start == other.start
    }

    /// How the predictions of two accounts differ under one concept, by its position. They are
    /// followed together, as long as both make the same moves and these can be undone.
    pub fn difference(&self, other: &Outlook, concept: usize) -> Difference {
        let pair = self
            .by_concept
            .get(concept)
            .zip(other.by_concept.get(concept));
        let Some((one, two)) = pair.filter(|(a, b)| a.complete && b.complete) else {
            return Difference::None;
        };
        let at_once = self.irreversible_at_once || other.irreversible_at_once;
        let shown = |early: bool| {
            if early && !at_once {
                Difference::Early
            } else {
                Difference::Late
            }
        };
        if self.start != other.start {
            return shown(true);
        }
        if one.decisions == two.decisions {
            return Difference::None;
        }
        let none = BTreeSet::new();
        let mut seen = BTreeSet::from([self.start]);
        let mut open = vec![self.start];
        while let Some(state) = open.pop() {
            let left = one.decisions.get(&state).unwrap_or(&none);
            let right = two.decisions.get(&state).unwrap_or(&none);
            let mut apart = left.symmetric_difference(right).peekable();
            if apart.peek().is_some() {
                if apart.all(|act| !act.irreversible) {
                    return shown(true);
                }
                continue;
            }
            let common = left.iter().filter(|act| !act.irreversible);
            open.extend(common.map(|act| act.to).filter(|to| seen.insert(*to)));
        }
        shown(false)
    }

    /// What follows under one concept in words: consequences at once, then moves.
    pub fn in_words(&self, concept: usize) -> String {
        let follows = self
            .by_concept
            .get(concept)
            .map_or("", |p| p.follows.as_str());
        match (self.at_once.is_empty(), follows.is_empty()) {
            (true, true) => "nothing follows".to_owned(),
            (true, false) => follows.to_owned(),
            (false, true) => format!("that {} at once, and no more follows", self.at_once),
            (false, false) => format!("that {} at once, then {follows}", self.at_once),
        }
    }
}
