//! The query "always φ under X": does an outcome hold if actors make the moves that a concept
//! leaves them?
//!
//! In: an [`Analysis`] and a [`Query`]. Out: an [`Answer`]: the outcome fails, with a shortest
//! sequence of such moves that leads out of it, or it holds, with every tempting move that is
//! deterred on the way and what deters it.
//!
//! Which moves are made:
//! - Nash, GMR, SMR, SEQ, SSEQ: an improvement of an actor is deterred when the sanction that the
//!   concept asks for exists; under Nash nothing is deterred. By default an actor takes one of its
//!   most preferred undeterred improvements (any of them, where tied); with
//!   [`Choice::AnyUndeterred`] any undeterred improvement.
//! - L_h and NM: an actor makes the moves that [`Foresight::choices`] gives, and the default and
//!   [`Choice::AnyUndeterred`] are the same. An improvement that it does not choose is deterred by
//!   what it expects to follow.
//!
//! Sequences here are any sequences: an actor whose move opens another undeterred move of its own
//! may go on.

use std::collections::VecDeque;

use graph::{Control, Interrupted, StateId, StateSet};
use model::conflict::{ActorId, Concept};
use rustc_hash::FxHashMap;

use crate::Analysis;
use crate::behaviour::Behaviour;
use crate::limited::ForesightError;
use crate::path::{Path, Step};
use crate::sanction::{Sanction, sanction};

/// Which undeterred improvements an actor takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// One of its most preferred ones; all of them where tied.
    #[default]
    MostPreferred,
    /// Any of them.
    AnyUndeterred,
}

/// A question.
#[derive(Clone, Copy, Debug)]
pub struct Query<'a> {
    /// Where it starts.
    pub start: StateId,
    /// The states in which the outcome holds.
    pub outcome: &'a StateSet,
    /// Under which concept.
    pub concept: Concept,
    /// Which improvements actors take.
    pub choice: Choice,
    /// At most this many deterred moves are listed with what deters them.
    pub list_at_most: usize,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Whether the outcome holds, and if not, how it fails.
    pub verdict: Verdict,
    /// Every state that sequences of moves visit, the start included. If the outcome fails, those
    /// visited up to the distance of the failure.
    pub visited: StateSet,
    /// The deterred moves from visited states in which the outcome holds: nearest state first,
    /// then by actor and end. Listed up to the query's bound.
    pub deterred: Vec<Deterred>,
    /// How many there are, listed or not.
    pub deterred_count: u64,
}

/// Whether an outcome holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every state visited is in the outcome.
    Holds,
    /// A shortest sequence of moves leads out of it (empty if the start is already outside).
    Fails(Path),
}

/// A tempting move that is not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deterred {
    /// From which visited state.
    pub from: StateId,
    /// Who is tempted.
    pub actor: ActorId,
    /// Where to: a state that the actor prefers.
    pub to: StateId,
    /// Whether the move itself would lead out of the outcome.
    pub leaves_outcome: bool,
    /// What deters it.
    pub by: Deterrent,
}

/// What deters a move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deterrent {
    /// A sanction of the others.
    Sanction(Sanction),
    /// With limited or non-myopic foresight: where the actor expects its move to end, at each
    /// horizon that counts. It chooses something at least as good, or stays.
    Foresight {
        /// The ends that it expects.
        expected: Vec<StateId>,
    },
}

/// Why a query has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HoldsError {
    /// Under a coalition concept the query is not defined.
    #[error("`always … under {}` is not defined: the query follows moves of single actors", .0.name())]
    Coalitional(Concept),
    /// Foresight could not be analysed.
    #[error(transparent)]
    Foresight(ForesightError),
    /// The host stopped the work.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
}

impl From<ForesightError> for HoldsError {
    fn from(error: ForesightError) -> Self {
        match error {
            ForesightError::Interrupted(stopped) => HoldsError::Interrupted(stopped),
            other => HoldsError::Foresight(other),
        }
    }
}

/// Answers a query.
///
/// Cost: for each visited state one listing of each actor's moves and one test of deterrence for
/// each improvement; for each listed deterred move at most two breadth-first searches.
///
/// # Errors
/// For coalition concepts, for foresight without exactly two actors, and when the host stops the
/// work.
pub fn holds(
    analysis: &Analysis<'_>,
    query: Query<'_>,
    control: &Control,
) -> Result<Answer, HoldsError> {
    let behaviour = Behaviour::new(analysis, query.concept, query.choice, control)?;
    let mut walk = Walk::from(query.start, analysis.graph.index_len());
    let mut tempted = Vec::new();
    let mut deterred_count = 0;
    let mut verdict = Verdict::Holds;
    while let Some(state) = walk.next() {
        control.check()?;
        if !query.outcome.contains(state) {
            verdict = Verdict::Fails(walk.path_to(state));
            break;
        }
        for actor in analysis.graph.actors() {
            let decision = behaviour.decide(actor, state);
            decision
                .taken
                .iter()
                .for_each(|to| walk.arrive(state, Step { actor, to: *to }));
            deterred_count += decision.deterred.len() as u64;
            let room = query.list_at_most - tempted.len();
            let deterred = decision.deterred.iter().take(room);
            tempted.extend(deterred.map(|to| (state, actor, *to)));
        }
    }
    let deterred = tempted
        .iter()
        .map(|&tempting| deterrent(&behaviour, query, tempting, control))
        .collect::<Result<Vec<_>, HoldsError>>()?;
    Ok(Answer {
        verdict,
        visited: walk.visited,
        deterred: deterred.into_iter().flatten().collect(),
        deterred_count,
    })
}

/// What deters an improvement that [`Behaviour::decide`] found deterred.
fn deterrent(
    behaviour: &Behaviour<'_>,
    query: Query<'_>,
    (from, actor, to): (StateId, ActorId, StateId),
    control: &Control,
) -> Result<Option<Deterred>, HoldsError> {
    let by = match behaviour.anticipated(actor, to) {
        Some(expected) => Some(Deterrent::Foresight { expected }),
        None => {
            let analysis = behaviour.analysis;
            let found = sanction(analysis, query.concept, actor, from, to, control)?;
            found.map(Deterrent::Sanction)
        }
    };
    Ok(by.map(|by| Deterred {
        from,
        actor,
        to,
        leaves_outcome: !query.outcome.contains(to),
        by,
    }))
}

/// A breadth-first walk over plain sequences.
struct Walk {
    start: StateId,
    open: VecDeque<StateId>,
    visited: StateSet,
    arrivals: FxHashMap<StateId, (StateId, ActorId)>,
}

impl Walk {
    fn from(start: StateId, index_len: usize) -> Self {
        let mut visited = StateSet::new(index_len);
        visited.insert(start);
        Walk {
            start,
            open: VecDeque::from([start]),
            visited,
            arrivals: FxHashMap::default(),
        }
    }

    fn next(&mut self) -> Option<StateId> {
        self.open.pop_front()
    }

    fn arrive(&mut self, from: StateId, step: Step) {
        if self.visited.insert(step.to) {
            self.arrivals.insert(step.to, (from, step.actor));
            self.open.push_back(step.to);
        }
    }

    fn path_to(&self, state: StateId) -> Path {
        let mut steps = Vec::new();
        let mut at = state;
        while let Some((from, actor)) = self.arrivals.get(&at) {
            steps.push(Step {
                actor: *actor,
                to: at,
            });
            at = *from;
        }
        steps.reverse();
        Path {
            start: self.start,
            steps,
        }
    }
}
