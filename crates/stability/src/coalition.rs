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
//! Where a coalition can be reached *from* is asked of all states at once, by searching backwards
//! from a target set. So each test costs a few searches for each state that H can improve on, and
//! the cost of a whole analysis is known before it starts.

use graph::{Control, Graph, Interrupted, Ranks, StateId, StateSet};
use model::conflict::{ActorId, Concept};
use rayon::prelude::*;

use crate::relation::{Relation, Scratch};

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
    let involved = Involved::new(graph, &asked);
    let states: Vec<StateId> = graph.states().collect();
    let moves = individual_moves(graph, &states, limits, involved.count, control)?;
    let field = Field {
        ranks,
        states,
        moves,
        joint: Vec::new(),
    };
    let field = field.with_joint_improvements(involved, limits, control)?;
    let analysed = asked
        .iter()
        .map(|members| field.analyse(graph, members, control));
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
/// non-empty subset of their opponents.
struct Involved {
    needed: Vec<bool>,
    count: u64,
}

impl Involved {
    fn new(graph: &Graph, asked: &[Vec<ActorId>]) -> Self {
        let actors = graph.actor_count();
        if actors > MOST_ACTORS {
            return Involved {
                needed: Vec::new(),
                count: u64::MAX,
            };
        }
        let asked: Vec<Members> = asked.iter().map(|members| bits(members)).collect();
        let is_needed = |set: Members| asked.iter().any(|h| *h == set || h & set == 0);
        let needed: Vec<bool> = (0..1_u64 << actors)
            .map(|set| set != 0 && is_needed(set))
            .collect();
        let count = needed.iter().filter(|needed| **needed).count() as u64;
        Involved { needed, count }
    }
}

/// Every actor's moves between positions in the list of states, once the work is known to be
/// acceptable.
fn individual_moves(
    graph: &Graph,
    states: &[StateId],
    limits: CoalitionLimits,
    coalitions: u64,
    control: &Control,
) -> Result<Vec<Relation>, CoalitionError> {
    let accept = |moves: usize| {
        let work = (states.len() as u64)
            .checked_mul(moves.max(1) as u64)
            .and_then(|work| work.checked_mul(coalitions));
        if work.is_some_and(|work| work <= limits.work) {
            return Ok(());
        }
        let (states, limit) = (states.len(), limits.work);
        Err(CoalitionError::TooLarge {
            states,
            moves,
            coalitions,
            limit,
        })
    };
    // Refuse before listing: there are seldom fewer moves than states.
    accept(states.len())?;
    let mut position = vec![0_u32; graph.index_len()];
    for (at, state) in states.iter().enumerate() {
        if let Some(position) = position.get_mut(state.index()) {
            *position = at as u32;
        }
    }
    let mut total = 0;
    let mut relations = Vec::new();
    for actor in graph.actors() {
        control.check()?;
        let mut ends = Vec::new();
        let mut relation = Relation::default();
        for state in states {
            graph.moves(actor, *state, &mut ends);
            let at = |end: &StateId| position.get(end.index()).copied();
            relation.push(ends.iter().filter_map(at));
        }
        total += relation.len();
        accept(total)?;
        relations.push(relation);
    }
    Ok(relations)
}

/// What all coalitions are analysed on. States are positions in `states`.
struct Field<'a> {
    ranks: &'a Ranks,
    states: Vec<StateId>,
    /// Each actor's moves.
    moves: Vec<Relation>,
    /// Joint improvements of each coalition involved, indexed by its bits; empty for the others.
    joint: Vec<Relation>,
}

impl Field<'_> {
    fn with_joint_improvements(
        mut self,
        involved: Involved,
        limits: CoalitionLimits,
        control: &Control,
    ) -> Result<Self, CoalitionError> {
        let mut total = 0_usize;
        for (set, needed) in involved.needed.iter().enumerate() {
            let relation = if *needed {
                self.joint_improvements(set as Members, control)?
            } else {
                Relation::default()
            };
            total += relation.len();
            if total > limits.improvements {
                return Err(CoalitionError::TooManyImprovements {
                    limit: limits.improvements,
                });
            }
            self.joint.push(relation);
        }
        Ok(self)
    }

    /// `R_H⁺⁺` of every state.
    fn joint_improvements(&self, h: Members, control: &Control) -> Result<Relation, Interrupted> {
        let own = self.relations_of(h);
        let improvements = |scratch: &mut Scratch, from: usize| -> Result<Vec<u32>, Interrupted> {
            control.check()?;
            scratch.spread(&own, [from as u32]);
            let better = |to: &u32| self.all_prefer(h, *to, from);
            Ok(scratch.reached().iter().copied().filter(better).collect())
        };
        let from = (0..self.states.len()).into_par_iter();
        let rows = from.map_init(|| Scratch::new(self.states.len()), improvements);
        let rows: Vec<Vec<u32>> = rows.collect::<Result<_, _>>()?;
        let mut relation = Relation::default();
        rows.into_iter().for_each(|row| relation.push(row));
        Ok(relation)
    }

    fn relations_of(&self, set: Members) -> Vec<&Relation> {
        let all = self.moves.iter().enumerate();
        all.filter(|(actor, _)| is_member(*actor, set))
            .map(|(_, moves)| moves)
            .collect()
    }

    /// Whether every member prefers `to` to `from`. Its negation is `to ∈ Φ_H(from)`.
    fn all_prefer(&self, h: Members, to: u32, from: usize) -> bool {
        let (Some(to), Some(from)) = (self.states.get(to as usize), self.states.get(from)) else {
            return false;
        };
        let mut members = (0..self.moves.len()).filter(|actor| is_member(*actor, h));
        members.all(|actor| self.ranks.prefers(ActorId(actor as u16), *to, *from))
    }

    fn analyse(
        &self,
        graph: &Graph,
        members: &[ActorId],
        control: &Control,
    ) -> Result<CoalitionStability, CoalitionError> {
        let h = bits(members);
        let opponents = !h & ((1 << self.moves.len()) - 1);
        let reversed = |relations: Vec<&Relation>| -> Vec<Relation> {
            relations.into_iter().map(Relation::reversed).collect()
        };
        let subsets = (1..=opponents).filter(|set| set & !opponents == 0);
        let joint = subsets
            .filter_map(|set| self.joint.get(set as usize))
            .collect();
        let contest = Contest {
            field: self,
            h,
            own: reversed(self.relations_of(h)),
            others: reversed(self.relations_of(opponents)),
            others_joint: reversed(joint),
        };
        let judge = |scratch: &mut Scratch, state: usize| -> Result<[bool; 4], Interrupted> {
            control.check()?;
            Ok(contest.judge(state, scratch))
        };
        let states = (0..self.states.len()).into_par_iter();
        let judged = states.map_init(|| Scratch::new(self.states.len()), judge);
        let verdicts: Vec<[bool; 4]> = judged.collect::<Result<_, _>>()?;
        let select = |concept: usize| {
            let mut set = StateSet::new(graph.index_len());
            for (state, verdict) in self.states.iter().zip(&verdicts) {
                if verdict.get(concept) == Some(&true) {
                    set.insert(*state);
                }
            }
            set
        };
        Ok(CoalitionStability {
            members: members.to_vec(),
            nash: select(0),
            gmr: select(1),
            smr: select(2),
            seq: select(3),
        })
    }
}

/// One coalition against all others. Relations are turned round, so that spreading from a set
/// finds the states from which the set can be reached.
struct Contest<'a> {
    field: &'a Field<'a>,
    h: Members,
    own: Vec<Relation>,
    others: Vec<Relation>,
    others_joint: Vec<Relation>,
}

impl Contest<'_> {
    /// Whether a state is CNash-, CGMR-, CSMR- and CSEQ-stable.
    fn judge(&self, state: usize, scratch: &mut Scratch) -> [bool; 4] {
        let Some(joint) = self.field.joint.get(self.h as usize) else {
            return [true; 4];
        };
        let improvements = joint.from(state);
        if improvements.is_empty() {
            return [true; 4];
        }
        let all = 0..self.field.states.len() as u32;
        let (better, no_better): (Vec<u32>, Vec<u32>) =
            all.partition(|to| self.field.all_prefer(self.h, *to, state));
        let mut deters = |responses: &[Relation], ends: &[u32]| {
            scratch.spread(&responses.iter().collect::<Vec<_>>(), ends.iter().copied());
            improvements.iter().all(|s1| scratch.has_reached(*s1))
        };
        let gmr = deters(&self.others, &no_better);
        let seq = deters(&self.others_joint, &no_better);
        // Where a sanction cannot work, one that leaves no escape cannot either.
        let smr = gmr && {
            scratch.spread(&self.own.iter().collect::<Vec<_>>(), better);
            let no_escape: Vec<u32> = no_better
                .iter()
                .copied()
                .filter(|end| !scratch.has_reached(*end))
                .collect();
            scratch.spread(&self.others.iter().collect::<Vec<_>>(), no_escape);
            improvements.iter().all(|s1| scratch.has_reached(*s1))
        };
        [false, gmr, smr, seq]
    }
}
