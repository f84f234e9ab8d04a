//! What each point of a sweep shows.

use graph::ranking::RankError;
use graph::{BuildError, Control, Graph, Interrupted, Limits, Ranks, StateSet};
use indexmap::IndexMap;
use model::conflict::{Concept, Conflict, PreferenceKind};
use model::formula::Formula;
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;
use stability::{Analysis, Choice, HoldsError, Query, Verdict, holds};

use super::{Factor, varied};

/// A question that every point answers: does this always hold, from where the conflict stands?
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The states in which the outcome holds.
    pub inside: Inside,
    /// Which undeterred improvements actors take.
    pub choice: Choice,
}

/// The states in which an outcome holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Inside {
    /// Those that satisfy a formula.
    Formula(Formula),
    /// Where the conflict stands, and no other.
    Start,
}

/// What one point shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Observation {
    /// The values make no model: they contradict each other, or leave no state, or none to stand in.
    NoModel,
    /// By concept: the answers.
    Seen(Vec<Seen>),
}

/// The answers under one concept, in the order of the questions, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen(u64);

impl Seen {
    /// Most questions.
    pub const MOST: usize = 64;

    /// The answers as given, in the order of the questions.
    #[must_use]
    pub fn new(answers: impl IntoIterator<Item = bool>) -> Self {
        let numbered = answers.into_iter().enumerate();
        Seen(numbered.fold(0, |all, (at, answer)| {
            all | u64::from(answer) << (at % Self::MOST)
        }))
    }

    /// Whether an outcome holds.
    #[must_use]
    pub fn holds(self, question: usize) -> bool {
        question < Self::MOST && self.0 >> question & 1 == 1
    }
}

impl Observation {
    /// Whether an outcome holds under a concept, by their places; none where there is no model.
    #[must_use]
    pub fn holds(&self, concept: usize, question: usize) -> Option<bool> {
        match self {
            Observation::NoModel => None,
            Observation::Seen(seen) => Some(seen.get(concept)?.holds(question)),
        }
    }
}

/// What all points of a sweep share.
#[derive(Clone, Debug)]
pub struct Runner<'a> {
    /// The conflict as the file has it.
    pub conflict: &'a Conflict,
    /// What varies.
    pub factors: &'a [Factor],
    /// What is asked; at most [`Seen::MOST`] questions count.
    pub asked: &'a [Asked],
    /// Under which concepts.
    pub concepts: &'a [Concept],
    /// The host's handle.
    pub control: &'a Control,
}

impl Runner<'_> {
    /// What each of these points shows, in their order. Points that differ in preferences only
    /// share their states. Cost: one analysis of the conflict for each point, on all threads.
    ///
    /// # Errors
    /// For concepts under which the questions have no meaning, and when the host stops the work.
    pub fn observe(&self, points: &[Vec<u64>]) -> Result<Vec<Observation>, HoldsError> {
        let mut worlds: IndexMap<Vec<u64>, Vec<usize>, FxBuildHasher> = IndexMap::default();
        for (number, point) in points.iter().enumerate() {
            let shaping = self.factors.iter().zip(point);
            let shaping = shaping.filter(|(factor, _)| factor.shapes());
            let key = shaping.map(|(_, value)| *value).collect();
            worlds.entry(key).or_default().push(number);
        }
        let worlds: Vec<Vec<usize>> = worlds.into_values().collect();
        let found: Vec<Vec<Observation>> = worlds
            .par_iter()
            .map(|numbers| self.world(points, numbers))
            .collect::<Result<_, _>>()?;
        let mut observed = vec![Observation::NoModel; points.len()];
        let numbers = worlds.iter().flatten();
        for (number, observation) in numbers.zip(found.into_iter().flatten()) {
            if let Some(place) = observed.get_mut(*number) {
                *place = observation;
            }
        }
        Ok(observed)
    }

    /// What points of one world show.
    fn world(
        &self,
        points: &[Vec<u64>],
        numbers: &[usize],
    ) -> Result<Vec<Observation>, HoldsError> {
        let none = || vec![Observation::NoModel; numbers.len()];
        let all: Vec<Option<Conflict>> = numbers
            .iter()
            .map(|number| varied(self.conflict, self.factors, points.get(*number)?))
            .collect();
        let Some(first) = all.iter().flatten().next() else {
            return Ok(none());
        };
        let quiet = self.control.quiet();
        let graph = match states(first, &quiet) {
            Ok(graph) => graph,
            Err(BuildError::Interrupted) => return Err(Interrupted.into()),
            Err(_) => return Ok(none()),
        };
        all.par_iter()
            .map(|conflict| match conflict {
                Some(conflict) => self.one(&graph, conflict, &quiet),
                None => Ok(Observation::NoModel),
            })
            .collect()
    }

    fn one(
        &self,
        graph: &Graph,
        conflict: &Conflict,
        quiet: &Control,
    ) -> Result<Observation, HoldsError> {
        quiet.check()?;
        let Some(start) = graph.status_quo() else {
            return Ok(Observation::NoModel);
        };
        let ranks = match Ranks::of(graph, &conflict.preferences, quiet) {
            Ok(ranks) => ranks,
            Err(RankError::Interrupted) => return Err(Interrupted.into()),
            Err(RankError::Unranked(_)) => return Ok(Observation::NoModel),
        };
        let analysis = Analysis::run(graph, &ranks, quiet)?;
        let insides: Vec<StateSet> = self
            .asked
            .iter()
            .map(|asked| match &asked.inside {
                Inside::Formula(formula) => graph.select(formula),
                Inside::Start => {
                    let mut only = StateSet::new(graph.index_len());
                    only.insert(start);
                    only
                }
            })
            .collect();
        let mut seen = Vec::with_capacity(self.concepts.len());
        for &concept in self.concepts {
            let mut answers = Vec::with_capacity(self.asked.len());
            for (asked, outcome) in self.asked.iter().zip(&insides) {
                let query = Query {
                    start,
                    outcome,
                    concept,
                    choice: asked.choice,
                    list_at_most: 0,
                };
                answers.push(holds(&analysis, query, quiet)?.verdict == Verdict::Holds);
            }
            seen.push(Seen::new(answers));
        }
        Ok(Observation::Seen(seen))
    }
}

/// The states of a conflict, without ranks: these are found for each point. A ranking is kept
/// because it has to cover all states.
fn states(conflict: &Conflict, control: &Control) -> Result<Graph, BuildError> {
    let mut bare = conflict.clone();
    for preference in &mut bare.preferences {
        if !matches!(preference.kind, PreferenceKind::Ranking(_)) {
            preference.kind = PreferenceKind::Indifferent;
            preference.adjustments.clear();
        }
    }
    Ok(Graph::build(&bare, &Limits::default(), control)?.graph)
}
