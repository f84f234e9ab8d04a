//! Answers about single states that ask for no more than they need.
//!
//! In: [`Facts`], the moves and preferences of a conflict, given when asked. Out: whether a state is
//! stable or an equilibrium, and whether an outcome holds, under the basic concepts. [`Analysis`]
//! answers the same questions for all states at once; this module is for many small variants of one
//! conflict, of each of which a single answer is wanted. The concepts are the same values
//! ([`crate::concepts::sanction`]).
//!
//! While it is asked, a [`Facts`] may note on what an answer rests: what was asked in vain (a path
//! that a search did not take, a deterrence that made no difference) is left out.
//!
//! [`Analysis`]: crate::Analysis

use std::cmp::Ordering;
use std::collections::VecDeque;

use graph::{Interrupted, StateId};
use model::conflict::{ActorId, Concept};
use rustc_hash::FxHashMap;

use crate::Choice;
use crate::concepts::{Reply, Sanctioners, sanction};
use crate::path::Step;
use crate::search::{Dense, FirstNodes, Ground, Moving, Search, Sparse};

/// The moves and preferences of a conflict. What is asked between [`Facts::begin`] and
/// [`Facts::end`] is noted apart, and counts only where [`Facts::rely_on`] takes it up.
pub trait Facts {
    /// What an answer rests on.
    type Footing: Default;

    /// All actors.
    fn actors(&self) -> Vec<ActorId>;

    /// The ends of all moves of an actor from a state. Notes what could add some: where a move that
    /// is there matters, that is noted apart ([`Facts::rely_on_move`], [`Facts::rely_on_moves`]).
    fn moves(&self, actor: ActorId, from: StateId, ends: &mut Vec<StateId>);

    /// How an actor likes `left` compared with `right`: greater is better.
    fn compare(&self, actor: ActorId, left: StateId, right: StateId) -> Ordering;

    /// Notes that the answer rests on this one move being possible, which it is.
    fn rely_on_move(&self, actor: ActorId, from: StateId, to: StateId);

    /// Notes that the answer rests on all moves of an actor from a state being possible.
    fn rely_on_moves(&self, actor: ActorId, from: StateId);

    /// Begins to note apart.
    fn begin(&self);

    /// Ends what the last open [`Facts::begin`] began.
    fn end(&self) -> Self::Footing;

    /// The answer rests on this as well.
    fn rely_on(&self, footing: &Self::Footing);

    /// The moves that an actor makes in a state, with what that rests on, where it is known from
    /// another variant that nothing of it has changed since.
    fn known_decision(
        &self,
        _actor: ActorId,
        _state: StateId,
    ) -> Option<(Vec<StateId>, Self::Footing)> {
        None
    }

    /// Told of each decision worked out: the moves that an actor makes in a state.
    fn decided(
        &self,
        _actor: ActorId,
        _state: StateId,
        _taken: &[StateId],
        _footing: &Self::Footing,
    ) {
    }

    /// One more than the largest index of a state.
    fn index_len(&self) -> usize;

    /// Whether the host wants the work to go on.
    ///
    /// # Errors
    /// When it does not.
    fn check(&self) -> Result<(), Interrupted>;
}

/// In variants of up to so many indices a search has an entry for each.
const DENSE: usize = 1 << 17;

/// Whether a state is stable for every actor under a basic concept.
/// Cost: for each improvement from the state one search among the others, stopped at the first
/// sanction.
///
/// # Errors
/// When the host stops the work.
pub fn is_equilibrium<F: Facts>(
    facts: &F,
    concept: Concept,
    state: StateId,
) -> Result<bool, Interrupted> {
    are_stable(facts, concept, &facts.actors(), state)
}

/// Whether a state is stable for each of some actors under a basic concept. Cost and errors as
/// [`is_equilibrium`].
///
/// # Errors
/// When the host stops the work.
pub fn are_stable<F: Facts>(
    facts: &F,
    concept: Concept,
    actors: &[ActorId],
    state: StateId,
) -> Result<bool, Interrupted> {
    let mut footings = Vec::with_capacity(actors.len());
    for &actor in actors {
        let (stable, footing) = apart(facts, || is_stable(facts, concept, actor, state))?;
        if !stable {
            facts.rely_on(&footing);
            return Ok(false);
        }
        footings.push(footing);
    }
    footings.iter().for_each(|footing| facts.rely_on(footing));
    Ok(true)
}

/// Whether a state is stable for an actor: each improvement is deterred.
fn is_stable<F: Facts>(
    facts: &F,
    concept: Concept,
    actor: ActorId,
    state: StateId,
) -> Result<bool, Interrupted> {
    let (way_out, footing) = apart(facts, || {
        let mut ends = Vec::new();
        facts.moves(actor, state, &mut ends);
        for to in ends {
            if facts.compare(actor, to, state) != Ordering::Greater {
                continue;
            }
            let (deterred, why) = apart(facts, || is_deterred(facts, concept, actor, state, to))?;
            if !deterred {
                return Ok(Some((to, why)));
            }
            facts.rely_on(&why);
        }
        Ok(None)
    })?;
    match way_out {
        None => {
            facts.rely_on(&footing);
            Ok(true)
        }
        // The one way out is reason enough, whatever deters from the others.
        Some((to, why)) => {
            facts.rely_on_move(actor, state, to);
            facts.compare(actor, to, state);
            facts.rely_on(&why);
            Ok(false)
        }
    }
}

/// Whether an improvement of an actor is deterred under a basic concept.
fn is_deterred<F: Facts>(
    facts: &F,
    concept: Concept,
    actor: ActorId,
    from: StateId,
    to: StateId,
) -> Result<bool, Interrupted> {
    let Some(asked) = sanction(concept) else {
        return Ok(false);
    };
    let moving = match asked.by {
        Sanctioners::AnyMoves => Moving::Anyhow,
        Sanctioners::Improvements => Moving::ByImprovements,
    };
    let mut others = facts.actors();
    others.retain(|other| *other != actor);
    let deters = |end| sanctions(facts, asked.reply, actor, from, end);
    let (found, footing) = apart(facts, || {
        let ground = Asked(facts);
        if facts.index_len() <= DENSE {
            let first = Dense::new(facts.index_len());
            first_path(Search::new(ground, others, moving, to, first), deters)
        } else {
            let first = Sparse::default();
            first_path(Search::new(ground, others, moving, to, first), deters)
        }
    })?;
    let Some(steps) = found else {
        facts.rely_on(&footing);
        return Ok(false);
    };
    rely_on_steps(facts, moving, to, &steps);
    let end = steps.last().map_or(to, |step| step.to);
    sanctions(facts, asked.reply, actor, from, end);
    Ok(true)
}

/// The steps to the first state that a search reaches and that is wanted; none if there is none.
fn first_path<G: Ground, F: FirstNodes>(
    mut search: Search<G, F>,
    wanted: impl Fn(StateId) -> bool,
) -> Result<Option<Vec<Step>>, Interrupted> {
    while let Some((end, _)) = search.next_state()? {
        if wanted(end) {
            return Ok(search.path_to(end).map(|path| path.steps));
        }
    }
    Ok(None)
}

/// Whether `end` is no better than `from` for the actor, and, where it may answer, leaves it no way
/// to anything better.
fn sanctions<F: Facts>(
    facts: &F,
    reply: Reply,
    actor: ActorId,
    from: StateId,
    end: StateId,
) -> bool {
    let no_better = |state| facts.compare(actor, state, from) != Ordering::Greater;
    if !no_better(end) {
        return false;
    }
    match reply {
        Reply::None => true,
        Reply::OneMove => {
            let mut answers = Vec::new();
            facts.moves(actor, end, &mut answers);
            let left = answers.into_iter().all(no_better);
            if !left {
                facts.rely_on_moves(actor, end);
            }
            left
        }
    }
}

fn rely_on_steps<F: Facts>(facts: &F, moving: Moving, start: StateId, steps: &[Step]) {
    let mut at = start;
    for step in steps {
        facts.rely_on_move(step.actor, at, step.to);
        if moving == Moving::ByImprovements {
            facts.compare(step.actor, step.to, at);
        }
        at = step.to;
    }
}

/// Whether an outcome holds ("always φ under X"): no sequence of undeterred moves leads from
/// `start` to a state outside. Means the same as [`crate::holds()`] for the basic concepts.
/// Cost: for each visited state and actor one listing of its moves, one sort of its improvements,
/// and one search for each that is tried.
///
/// # Errors
/// When the host stops the work.
pub fn always<F: Facts>(
    facts: &F,
    concept: Concept,
    choice: Choice,
    start: StateId,
    inside: impl Fn(StateId) -> bool,
) -> Result<bool, Interrupted> {
    let actors = facts.actors();
    // What each decision of an actor in a state rests on.
    let mut decisions: Vec<F::Footing> = Vec::new();
    // By state: where it was first reached from, and by which decision.
    let mut arrivals: FxHashMap<StateId, Option<(StateId, usize)>> = FxHashMap::default();
    arrivals.insert(start, None);
    let mut open = VecDeque::from([start]);
    while let Some(state) = open.pop_front() {
        facts.check()?;
        if !inside(state) {
            let mut at = state;
            while let Some(Some((from, decision))) = arrivals.get(&at).copied() {
                if let Some(footing) = decisions.get(decision) {
                    facts.rely_on(footing);
                }
                at = from;
            }
            return Ok(false);
        }
        for &actor in &actors {
            let (taken, footing) = match facts.known_decision(actor, state) {
                Some(known) => known,
                None => {
                    let decide = || decide(facts, concept, choice, actor, state);
                    let (taken, footing) = apart(facts, decide)?;
                    facts.decided(actor, state, &taken, &footing);
                    (taken, footing)
                }
            };
            let number = decisions.len();
            for &to in &taken {
                arrivals.entry(to).or_insert_with(|| {
                    open.push_back(to);
                    Some((state, number))
                });
            }
            decisions.push(footing);
        }
    }
    decisions.iter().for_each(|footing| facts.rely_on(footing));
    Ok(true)
}

/// The moves that an actor makes in a state: its most preferred undeterred improvements, all where
/// tied, or any of them.
fn decide<F: Facts>(
    facts: &F,
    concept: Concept,
    choice: Choice,
    actor: ActorId,
    state: StateId,
) -> Result<Vec<StateId>, Interrupted> {
    let mut improvements = Vec::new();
    facts.moves(actor, state, &mut improvements);
    improvements.retain(|to| facts.compare(actor, *to, state) == Ordering::Greater);
    improvements.sort_unstable();
    improvements.dedup();
    if choice == Choice::MostPreferred {
        improvements.sort_by(|left, right| facts.compare(actor, *right, *left));
    }
    let mut taken: Vec<StateId> = Vec::new();
    for to in improvements {
        if choice == Choice::MostPreferred
            && let Some(&best) = taken.first()
            && facts.compare(actor, to, best) == Ordering::Less
        {
            break;
        }
        if !is_deterred(facts, concept, actor, state, to)? {
            facts.rely_on_move(actor, state, to);
            taken.push(to);
        }
    }
    Ok(taken)
}

/// Runs something with what it rests on noted apart.
fn apart<F: Facts, R>(
    facts: &F,
    run: impl FnOnce() -> Result<R, Interrupted>,
) -> Result<(R, F::Footing), Interrupted> {
    facts.begin();
    let result = run();
    let footing = facts.end();
    result.map(|found| (found, footing))
}

/// Facts as the ground of a search.
struct Asked<'f, F>(&'f F);

impl<F: Facts> Ground for Asked<'_, F> {
    fn moves(&self, mover: ActorId, from: StateId, ends: &mut Vec<StateId>) {
        self.0.moves(mover, from, ends);
    }

    fn improves(&self, mover: ActorId, from: StateId, to: StateId) -> bool {
        self.0.compare(mover, to, from) == Ordering::Greater
    }

    fn check(&self) -> Result<(), Interrupted> {
        self.0.check()
    }
}
