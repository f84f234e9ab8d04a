//! Stability against coalitions: Kilgour, Hipel, Fang & Peng 2001 (CNash); Inohara & Hipel 2008
//! (CGMR, CSMR, CSEQ).
//!
//! In: a graph, ranks and the coalitions asked about. Out: for each coalition H the states that
//! are stable against it. With `R_H⁺⁺(s)` the joint improvements of H (ends of its legal sequences
//! that every member prefers to s) and Φ_H(s) the states that some member finds no better than s:
//!
//! - CNash: `R_H⁺⁺(s)` is empty.
//! - CGMR: each s₁ in `R_H⁺⁺(s)` has an s₂ in `R_{N∖H}(s₁)` and in Φ_H(s).
//! - CSMR: besides, `R_H(s₂) ⊆ Φ_H(s)`.
//! - CSEQ: s₂ is reached from s₁ by joint improvements of non-empty subsets of N∖H, none of which
//!   moves twice in succession, and lies in Φ_H(s).
//!
//! An s₂ is in Φ_H(s) if it is no better than s for some member i. So for CGMR and CSEQ one number
//! for each state and member decides: the least rank for i that the opponents can lead to from s₁.
//! CSMR compares sets; there the states from which a set can be reached are found by searching
//! backwards from it, for each state that H can improve on.

mod closed;
mod contest;
mod field;

use graph::{Control, Graph, Interrupted, Ranks, StateSet};
use model::conflict::{ActorId, Concept};

use self::field::Field;

/// Which coalitions are asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Coalitions {
    /// These, each as a list of actors.
    Named(Vec<Vec<ActorId>>),
    /// Every non-empty set of actors, single ones included.
    All,
}

/// How much work is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CoalitionLimits {
    /// The most steps of work: states × moves × coalitions involved.
    pub work: u64,
    /// The most joint improvements held, over all coalitions involved (8 bytes each).
    pub improvements: usize,
}

impl Default for CoalitionLimits {
    fn default() -> Self {
        CoalitionLimits {
            work: 20_000_000_000,
            improvements: 200_000_000,
        }
    }
}

/// Why coalitions could not be analysed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CoalitionError {
    /// More work than is accepted.
    #[error(
        "{states} states with {moves} moves or more and {coalitions} coalitions are too many: \
         states × moves × coalitions may be at most {limit}"
    )]
    TooLarge {
        /// Number of states.
        states: usize,
        /// Number of moves, as far as they were counted.
        moves: usize,
        /// Number of coalitions involved, those that could respond included.
        coalitions: u64,
        /// The limit on the product.
        limit: u64,
    },
    /// More joint improvements than are held.
    #[error("coalitions have more than {limit} joint improvements, which is more than are held")]
    TooManyImprovements {
        /// The limit.
        limit: usize,
    },
    /// A coalition without members.
    #[error("a coalition needs a member")]
    Empty,
    /// A coalition with an actor that the conflict does not have.
    #[error("the conflict has no actor number {}", .0.0)]
    NoSuchActor(ActorId),
    /// The host stopped the work.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
}

/// The states that are stable against one coalition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoalitionStability {
    /// The members, in actor order.
    pub members: Vec<ActorId>,
    /// CNash-stable states.
    pub nash: StateSet,
    /// CGMR-stable states.
    pub gmr: StateSet,
    /// CSMR-stable states.
    pub smr: StateSet,
    /// CSEQ-stable states.
    pub seq: StateSet,
}

impl CoalitionStability {
    /// The states stable under a coalition concept; none for any other concept.
    #[must_use]
    pub fn stable(&self, concept: Concept) -> Option<&StateSet> {
        match concept {
            Concept::CoalitionNash => Some(&self.nash),
            Concept::CoalitionGmr => Some(&self.gmr),
            Concept::CoalitionSmr => Some(&self.smr),
            Concept::CoalitionSeq => Some(&self.seq),
            _ => None,
        }
    }
}

/// The result for every coalition asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoalitionAnalysis {
    /// One entry for each, as asked; for all coalitions, smaller ones first.
    pub coalitions: Vec<CoalitionStability>,
}

impl CoalitionAnalysis {
    /// The states stable against every coalition asked about; with [`Coalitions::All`] these are
    /// the coalitionally stable states. None for concepts of single actors, or if no coalition was
    /// asked about.
    #[must_use]
    pub fn stable_against_all(&self, concept: Concept) -> Option<StateSet> {
        let mut sets = self
            .coalitions
            .iter()
            .map(|coalition| coalition.stable(concept));
        let first = sets.next()??.clone();
        sets.try_fold(first, |mut all, set| {
            all.intersect_with(set?);
            Some(all)
        })
    }
}

/// Analyses coalitions.
///
/// # Errors
/// When a limit is passed (before the work starts, for the first), when a coalition is empty or
/// names an unknown actor, and when the host stops the work.
pub fn analyse_coalitions(
    graph: &Graph,
    ranks: &Ranks,
    coalitions: &Coalitions,
    limits: CoalitionLimits,
    control: &Control,
) -> Result<CoalitionAnalysis, CoalitionError> {
    let asked = members(graph, coalitions)?;
    let involved = involved(graph, &asked)?;
    let field = Field::new(graph, ranks, &involved, limits, control)?;
    let analysed = asked
        .iter()
        .map(|members| contest::analyse(&field, graph, members, control));
    Ok(CoalitionAnalysis {
        coalitions: analysed.collect::<Result<_, _>>()?,
    })
}

/// A set of actors as bits.
type Members = u64;

fn bits(members: &[ActorId]) -> Members {
    members.iter().fold(0, |set, actor| set | 1 << actor.0)
}

fn is_member(actor: usize, members: Members) -> bool {
    members >> actor & 1 == 1
}

/// The coalitions asked about, each sorted and without repetition.
fn members(graph: &Graph, coalitions: &Coalitions) -> Result<Vec<Vec<ActorId>>, CoalitionError> {
    let actors: Vec<ActorId> = graph.actors().collect();
    match coalitions {
        Coalitions::Named(named) => named
            .iter()
            .map(|members| {
                if let Some(unknown) = members.iter().find(|actor| !actors.contains(actor)) {
                    return Err(CoalitionError::NoSuchActor(*unknown));
                }
                let mut members = members.clone();
                members.sort_unstable();
                members.dedup();
                if members.is_empty() {
                    Err(CoalitionError::Empty)
                } else {
                    Ok(members)
                }
            })
            .collect(),
        Coalitions::All => {
            if actors.len() > MOST_ACTORS {
                return Err(too_many_actors(graph));
            }
            let sets = 1..1_u64 << actors.len();
            let members = sets.map(|set| {
                actors
                    .iter()
                    .copied()
                    .filter(|a| is_member(a.index(), set))
                    .collect::<Vec<_>>()
            });
            let mut all: Vec<Vec<ActorId>> = members.collect();
            all.sort_by_key(|members| (members.len(), members.clone()));
            Ok(all)
        }
    }
}

/// Beyond this many actors, even listing the coalitions that could respond is too much.
const MOST_ACTORS: usize = 16;

fn too_many_actors(graph: &Graph) -> CoalitionError {
    CoalitionError::TooLarge {
        states: graph.count(),
        moves: 0,
        coalitions: 1_u64
            .checked_shl(graph.actor_count() as u32)
            .unwrap_or(u64::MAX),
        limit: 1 << MOST_ACTORS,
    }
}

/// The coalitions whose joint improvements are needed: those asked about and, for CSEQ, every
/// non-empty subset of their opponents. One entry for each set of actors, as bits.
fn involved(graph: &Graph, asked: &[Vec<ActorId>]) -> Result<Vec<bool>, CoalitionError> {
    let actors = graph.actor_count();
    if actors > MOST_ACTORS {
        return Err(too_many_actors(graph));
    }
    let asked: Vec<Members> = asked.iter().map(|members| bits(members)).collect();
    let is_needed = |set: Members| asked.iter().any(|h| *h == set || h & set == 0);
    let sets = 0..1_u64 << actors;
    Ok(sets.map(|set| set != 0 && is_needed(set)).collect())
}
