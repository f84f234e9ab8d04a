//! One coalition against all others.

use graph::{Control, Graph, Interrupted, StateSet};
use model::conflict::ActorId;
use rayon::prelude::*;

use super::closed::Closed;
use super::field::{Field, members_of};
use super::{CoalitionStability, Members, bits, is_member};
use crate::relation::{Relation, Scratch};

/// A coalition H and what its opponents N∖H can do.
struct Contest<'a> {
    field: &'a Field<'a>,
    h: Members,
    opponents: Members,
    /// For each member, for each state the least rank for it that the opponents can lead to, by
    /// any moves and by joint improvements; the greatest number where they have no move.
    least_by_moves: Vec<(usize, Vec<u32>)>,
    least_by_improvements: Vec<(usize, Vec<u32>)>,
    /// What H and its opponents can reach, where the order of movers does not matter.
    closed: Option<(Closed, Closed)>,
}

/// The states stable against a coalition.
pub(super) fn analyse(
    field: &Field<'_>,
    graph: &Graph,
    members: &[ActorId],
    control: &Control,
) -> Result<CoalitionStability, Interrupted> {
    control.step("weighing what coalitions risk")?;
    let contest = Contest::new(field, bits(members));
    let judge = |scratch: &mut Scratch, state: u32| -> Result<[bool; 4], Interrupted> {
        control.check()?;
        Ok(contest.judge(state, scratch))
    };
    let states = (0..field.states.len() as u32).into_par_iter();
    let judged = states.map_init(|| Scratch::new(field.states.len()), judge);
    let verdicts: Vec<[bool; 4]> = judged.collect::<Result<_, _>>()?;
    let select = |concept: usize| {
        let mut set = StateSet::new(graph.index_len());
        for (state, verdict) in field.states.iter().zip(&verdicts) {
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

impl<'a> Contest<'a> {
    fn new(field: &'a Field<'a>, h: Members) -> Self {
        let opponents = !h & ((1 << field.moves.len()) - 1);
        let subsets = (1..=opponents).filter(|set| set & !opponents == 0);
        let joint = subsets.filter_map(|set| field.joint.get(set as usize));
        let joint: Vec<Relation> = joint.map(Relation::reversed).collect();
        let least = |relations: &[&Relation]| -> Vec<(usize, Vec<u32>)> {
            let members = (0..field.moves.len()).filter(|actor| is_member(*actor, h));
            members
                .map(|actor| (actor, least_ranks(field, actor, relations)))
                .collect()
        };
        Contest {
            field,
            h,
            opponents,
            least_by_moves: least(&members_of(&field.moves_back, opponents)),
            least_by_improvements: least(&joint.iter().collect::<Vec<_>>()),
            closed: field.closed(h).zip(field.closed(opponents)),
        }
    }

    /// Whether a state is CNash-, CGMR-, CSMR- and CSEQ-stable.
    fn judge(&self, state: u32, scratch: &mut Scratch) -> [bool; 4] {
        let joint = self.field.joint.get(self.h as usize);
        let improvements = joint.map_or(&[][..], |joint| joint.from(state as usize));
        if improvements.is_empty() {
            return [true; 4];
        }
        // s₂ ∈ Φ_H(s) for some s₂ that the opponents can lead to from s₁.
        let hurts = |least: &[(usize, Vec<u32>)], s1: u32| {
            least.iter().any(|(actor, least)| {
                let least = least.get(s1 as usize).copied().unwrap_or(u32::MAX);
                least <= self.field.rank(*actor, state)
            })
        };
        let gmr = improvements
            .iter()
            .all(|s1| hurts(&self.least_by_moves, *s1));
        let seq = improvements
            .iter()
            .all(|s1| hurts(&self.least_by_improvements, *s1));
        // Where no sanction works, none that leaves no escape does.
        let smr = gmr && self.leaves_no_escape(state, improvements, scratch);
        [false, gmr, smr, seq]
    }

    /// Whether from each improvement the opponents can lead to a state in Φ_H(s) from which H
    /// cannot reach a joint improvement on s.
    fn leaves_no_escape(&self, s: u32, improvements: &[u32], scratch: &mut Scratch) -> bool {
        let all = 0..self.field.states.len() as u32;
        let (better, no_better): (Vec<u32>, Vec<u32>) =
            all.partition(|to| self.field.all_prefer(self.h, *to, s));
        if let Some((own, others)) = &self.closed {
            let escapes = own.leading_to(better);
            let traps = no_better.into_iter().filter(|end| !escapes.has(*end));
            let sanctioned = others.leading_to(traps);
            return improvements.iter().all(|s1| sanctioned.has(*s1));
        }
        scratch.spread(&members_of(&self.field.moves_back, self.h), better);
        let traps: Vec<u32> = no_better
            .into_iter()
            .filter(|end| !scratch.has_reached(*end))
            .collect();
        scratch.spread(&members_of(&self.field.moves_back, self.opponents), traps);
        improvements.iter().all(|s1| scratch.has_reached(*s1))
    }
}

/// For each state the least rank for an actor that sequences along the relations, given turned
/// round, lead to. Each arc is looked at once: from the worst state on, whatever leads to it and
/// to no worse one is marked with its rank.
fn least_ranks(field: &Field<'_>, actor: usize, back: &[&Relation]) -> Vec<u32> {
    let mut worst_first: Vec<u32> = (0..field.states.len() as u32).collect();
    worst_first.sort_by_key(|state| field.rank(actor, *state));
    let mut least = vec![u32::MAX; field.states.len()];
    let mut scratch = Scratch::new(field.states.len());
    scratch.begin();
    let mut known = 0;
    for end in worst_first {
        scratch.add_source(end);
        scratch.run(back);
        for state in scratch.reached().iter().skip(known) {
            if let Some(least) = least.get_mut(*state as usize) {
                *least = field.rank(actor, end);
            }
        }
        known = scratch.reached().len();
    }
    least
}
