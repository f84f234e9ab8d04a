//! What coalitions are analysed on: numbered states, each actor's moves, joint improvements.

use graph::{Control, Graph, Interrupted, Ranks, StateId};
use model::conflict::ActorId;
use rayon::prelude::*;

use super::closed::Closed;
use super::{CoalitionError, CoalitionLimits, Members, is_member};
use crate::relation::{Relation, Scratch};

/// The common ground of all coalitions. States are positions in `states`.
pub(super) struct Field<'a> {
    ranks: &'a Ranks,
    pub(super) states: Vec<StateId>,
    /// Each actor's moves, and the same turned round.
    pub(super) moves: Vec<Relation>,
    pub(super) moves_back: Vec<Relation>,
    /// Whether the rule that nobody moves twice in succession changes nothing.
    transitive: bool,
    /// Joint improvements of each coalition involved, indexed by its bits; empty for the others.
    pub(super) joint: Vec<Relation>,
}

impl<'a> Field<'a> {
    pub(super) fn new(
        graph: &Graph,
        ranks: &'a Ranks,
        involved: &[bool],
        limits: CoalitionLimits,
        control: &Control,
    ) -> Result<Self, CoalitionError> {
        let coalitions = involved.iter().filter(|involved| **involved).count() as u64;
        let states: Vec<StateId> = graph.states().collect();
        let moves = individual_moves(graph, &states, limits, coalitions, control)?;
        let moves_back = moves.iter().map(Relation::reversed).collect();
        let mut field = Field {
            ranks,
            states,
            moves,
            moves_back,
            transitive: graph.moves_are_transitive(),
            joint: Vec::new(),
        };
        let mut total = 0_usize;
        for (set, involved) in involved.iter().enumerate() {
            let mut relation = Relation::default();
            if *involved {
                control.step("searching for what coalitions can improve together")?;
                relation = field.joint_improvements(set as Members, control)?;
            }
            total += relation.len();
            if total > limits.improvements {
                let limit = limits.improvements;
                return Err(CoalitionError::TooManyImprovements { limit });
            }
            field.joint.push(relation);
        }
        Ok(field)
    }

    /// `R_H⁺⁺` of every state.
    fn joint_improvements(&self, h: Members, control: &Control) -> Result<Relation, Interrupted> {
        let improvements = |from: u32, ends: &mut dyn Iterator<Item = u32>| -> Vec<u32> {
            ends.filter(|to| self.all_prefer(h, *to, from)).collect()
        };
        let own = members_of(&self.moves, h);
        let rows: Vec<Vec<u32>> = match self.closed(h) {
            Some(closed) => {
                let components = closed.components().into_par_iter();
                let rows = components.map_init(
                    || Scratch::new(self.states.len()),
                    |scratch, members: &[u32]| {
                        control.check()?;
                        let first = members.first().copied();
                        scratch.spread(&own, first);
                        // The others reach the first, too, which it need not do itself.
                        let first = first.filter(|first| !scratch.has_reached(*first));
                        let row = |from: &u32| {
                            let mut ends = scratch.reached().iter().copied().chain(first);
                            (*from, improvements(*from, &mut ends))
                        };
                        Ok(members.iter().map(row).collect::<Vec<_>>())
                    },
                );
                let found: Vec<Vec<(u32, Vec<u32>)>> = rows.collect::<Result<_, Interrupted>>()?;
                let mut rows = vec![Vec::new(); self.states.len()];
                for (from, row) in found.into_iter().flatten() {
                    if let Some(slot) = rows.get_mut(from as usize) {
                        *slot = row;
                    }
                }
                rows
            }
            None => {
                let states = (0..self.states.len() as u32).into_par_iter();
                let rows = states.map_init(
                    || Scratch::new(self.states.len()),
                    |scratch, from| {
                        control.check()?;
                        scratch.spread(&own, [from]);
                        Ok(improvements(from, &mut scratch.reached().iter().copied()))
                    },
                );
                rows.collect::<Result<_, Interrupted>>()?
            }
        };
        let mut relation = Relation::default();
        rows.into_iter().for_each(|row| relation.push(row));
        Ok(relation)
    }

    /// What a coalition can reach, by components; none where the order of movers matters.
    pub(super) fn closed(&self, h: Members) -> Option<Closed> {
        let (moves, back) = (members_of(&self.moves, h), members_of(&self.moves_back, h));
        self.transitive
            .then(|| Closed::new(self.states.len(), &moves, &back))
    }

    /// Whether every member prefers `to` to `from`. Its negation is `to ∈ Φ_H(from)`.
    pub(super) fn all_prefer(&self, h: Members, to: u32, from: u32) -> bool {
        let mut members = (0..self.moves.len()).filter(|actor| is_member(*actor, h));
        members.all(|actor| self.rank(actor, to) > self.rank(actor, from))
    }

    /// The rank of a state for an actor.
    pub(super) fn rank(&self, actor: usize, state: u32) -> u32 {
        let state = self.states.get(state as usize);
        state.map_or(0, |state| self.ranks.rank(ActorId(actor as u16), *state).0)
    }
}

/// The entries of a coalition's members.
pub(super) fn members_of(relations: &[Relation], set: Members) -> Vec<&Relation> {
    let all = relations.iter().enumerate();
    all.filter(|(actor, _)| is_member(*actor, set))
        .map(|(_, relation)| relation)
        .collect()
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
