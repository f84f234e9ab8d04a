//! Stability where a preference is more than an order: where parts of it are not known, where some
//! of it is strong, and where actors care for each other.
//!
//! In: a [`graph::Graph`] and what an actor makes of two states (a [`Judgement`]). Out: the stable
//! states. The concepts stay those of [`crate::concepts`]; each file here says which moves tempt,
//! which moves the others are willing to make, and what deters. Without a complete order one number
//! a state is not enough, so sanctions are searched from each tempting move.

pub mod attitudes;
pub mod strength;
pub mod unknown;

mod pairs;

use graph::{Control, Graph, Interrupted, StateId, StateSet};
use model::conflict::{ActorId, Concept};
use rayon::prelude::*;

pub use pairs::Pairs;

use crate::concepts::{Reply, Sanction, Sanctioners, sanction};
use crate::relation::{Relation, Scratch};

/// The concepts that the sources of these definitions extend.
pub const CONCEPTS: [Concept; 4] = [Concept::Nash, Concept::Gmr, Concept::Smr, Concept::Seq];

/// The largest index space (see [`Graph::index_len`]) that is analysed: pairs of states are kept.
pub const MOST_STATES: usize = 1 << 12;

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExtendedError {
    /// Pairs of so many states are not kept.
    #[error("{states} states are more than the {MOST_STATES} of which pairs are compared")]
    TooLarge {
        /// How many there are.
        states: usize,
    },
    /// The host stopped the work.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
}

/// What actors make of two states.
pub trait Judgement: Sync {
    /// Whether an actor would leave `from` for `to`, unless something deters it.
    fn tempts(&self, actor: ActorId, from: StateId, to: StateId) -> bool;
    /// Whether an actor may make this move as part of a credible sanction of another's.
    fn willing(&self, mover: ActorId, from: StateId, to: StateId) -> bool;
    /// Whether ending at `end` keeps an actor from leaving `from`.
    fn deters(&self, actor: ActorId, from: StateId, end: StateId) -> bool;
}

/// Whether models of this size are analysed.
///
/// # Errors
/// [`ExtendedError::TooLarge`] if not.
pub fn admit(graph: &Graph) -> Result<(), ExtendedError> {
    match graph.index_len() {
        states if states > MOST_STATES => Err(ExtendedError::TooLarge { states }),
        _ => Ok(()),
    }
}

/// The states that are stable for an actor under a concept: every tempting move is deterred by what
/// the concept asks for. Cost: one search over all moves of the others for each state that some move
/// tempts to, and for each tempting move one look at what the search reached.
///
/// # Errors
/// If the model is too large, or when the host stops the work.
pub fn stable(
    graph: &Graph,
    judgement: &impl Judgement,
    concept: Concept,
    actor: ActorId,
    control: &Control,
) -> Result<StateSet, ExtendedError> {
    admit(graph)?;
    let tempted = tempted(graph, judgement, actor);
    let mut stable = graph.all();
    let Some(sanction) = sanction(concept) else {
        let leavers = tempted.iter().flatten();
        leavers.for_each(|from| stable.remove(*from));
        return Ok(stable);
    };
    let others = others(graph, judgement, sanction, actor);
    let relations: Vec<&Relation> = others.iter().collect();
    let unstable: Vec<Vec<StateId>> = tempted
        .par_iter()
        .enumerate()
        .map_init(
            || Scratch::new(graph.index_len()),
            |scratch, (to, leavers)| {
                control.check()?;
                if leavers.is_empty() {
                    return Ok(Vec::new());
                }
                scratch.spread(&relations, [to as u32]);
                let ends: Vec<StateId> =
                    scratch.reached().iter().map(|end| StateId(*end)).collect();
                let mut replies = Vec::new();
                let mut deterred = |from: StateId| {
                    ends.iter().any(|end| {
                        judgement.deters(actor, from, *end)
                            && match sanction.reply {
                                Reply::None => true,
                                Reply::OneMove => {
                                    graph.moves(actor, *end, &mut replies);
                                    let mut all = replies.iter();
                                    all.all(|reply| judgement.deters(actor, from, *reply))
                                }
                            }
                    })
                };
                Ok(leavers
                    .iter()
                    .copied()
                    .filter(|from| !deterred(*from))
                    .collect())
            },
        )
        .collect::<Result<_, Interrupted>>()?;
    unstable
        .iter()
        .flatten()
        .for_each(|from| stable.remove(*from));
    Ok(stable)
}

/// The states that are stable for every actor.
///
/// # Errors
/// As [`stable`].
pub fn equilibria(
    graph: &Graph,
    judgement: &impl Judgement,
    concept: Concept,
    control: &Control,
) -> Result<StateSet, ExtendedError> {
    let mut all = graph.all();
    for actor in graph.actors() {
        all.intersect_with(&stable(graph, judgement, concept, actor, control)?);
    }
    Ok(all)
}

/// For each index the states from which a move there tempts.
fn tempted(graph: &Graph, judgement: &impl Judgement, actor: ActorId) -> Vec<Vec<StateId>> {
    let mut tempted = vec![Vec::new(); graph.index_len()];
    let mut moves = Vec::new();
    for from in graph.states() {
        graph.moves(actor, from, &mut moves);
        for to in moves
            .iter()
            .filter(|to| judgement.tempts(actor, from, **to))
        {
            if let Some(leavers) = tempted.get_mut(to.index()) {
                leavers.push(from);
            }
        }
    }
    tempted
}

/// The moves of each other actor that a sanction may be made of.
fn others(
    graph: &Graph,
    judgement: &impl Judgement,
    sanction: Sanction,
    actor: ActorId,
) -> Vec<Relation> {
    let mut moves = Vec::new();
    let mut relation = |mover: ActorId| {
        let mut relation = Relation::default();
        for from in (0..graph.index_len()).map(StateId::from_index) {
            moves.clear();
            if graph.contains(from) {
                graph.moves(mover, from, &mut moves);
            }
            let may = |to: &&StateId| match sanction.by {
                Sanctioners::AnyMoves => true,
                Sanctioners::Improvements => judgement.willing(mover, from, **to),
            };
            relation.push(moves.iter().filter(may).map(|to| to.0));
        }
        relation
    };
    let others = graph.actors().filter(|other| *other != actor);
    others.map(&mut relation).collect()
}
