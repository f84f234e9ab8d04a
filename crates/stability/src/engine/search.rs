//! Sanction values by a backward search in ascending value.
//!
//! A sanction from s₁ is a legal sequence of the others: each step by one of them, none twice in
//! succession. Its end is judged by the focal actor. The least value that s₁ can be led to is found
//! by starting from the states in ascending value and walking moves backward: the first time that
//! a pair (state, mover that has just moved there) is met, it is met with its least value, so each
//! pair is visited once. Where every actor's moves are transitive the succession rule changes
//! nothing, and states take the place of pairs.

use graph::{Control, Interrupted, StateId, StateSet};
use model::conflict::ActorId;

use super::Sources;

/// One search.
pub(super) struct Query<'a> {
    /// How good each state is for the focal actor if a sanction ends there; 0 for no state.
    pub(super) judged: &'a [u32],
    /// The focal actor's ranks; 0 for no state.
    pub(super) own: &'a [u32],
    /// The other actors.
    pub(super) others: &'a [ActorId],
    /// Whether the succession rule can make a difference.
    pub(super) succession: bool,
    /// The host's handle.
    pub(super) control: &'a Control,
}

/// How many start states are taken between two looks at the host's stop flag.
const STOP_INTERVAL: usize = 1 << 16;

impl Query<'_> {
    /// The sanction value of every state. Cost: one visit for each state (and mover), plus what
    /// the sources cost; memory 8 bytes per state.
    pub(super) fn run(&self, sources: impl Sources) -> Result<Vec<u32>, Interrupted> {
        let order = ascending(self.judged);
        let mut least = if self.succession {
            self.over_pairs(&order, sources)?
        } else {
            self.over_states(&order, sources)?
        };
        for (least, own) in least.iter_mut().zip(self.own) {
            *least = if *least == 0 {
                *own
            } else {
                (*least).min(*own)
            };
        }
        Ok(least)
    }

    fn over_states(
        &self,
        order: &[u32],
        mut sources: impl Sources,
    ) -> Result<Vec<u32>, Interrupted> {
        let mut least = vec![0_u32; self.judged.len()];
        let mut met = StateSet::new(self.judged.len());
        let mut stack: Vec<StateId> = Vec::new();
        for (at, start) in order.iter().enumerate() {
            if at % STOP_INTERVAL == 0 {
                self.control.check()?;
            }
            let start = StateId(*start);
            if !met.insert(start) {
                continue;
            }
            let value = self.judged[start.index()];
            least[start.index()] = value;
            stack.push(start);
            while let Some(state) = stack.pop() {
                for mover in self.others {
                    sources.drain(*mover, state, &mut |from| {
                        if met.insert(from) {
                            least[from.index()] = value;
                            stack.push(from);
                        }
                    });
                }
            }
        }
        Ok(least)
    }

    fn over_pairs(
        &self,
        order: &[u32],
        mut sources: impl Sources,
    ) -> Result<Vec<u32>, Interrupted> {
        let mut least = vec![0_u32; self.judged.len()];
        let mut met = vec![StateSet::new(self.judged.len()); self.others.len()];
        let mut stack: Vec<(StateId, usize)> = Vec::new();
        for (at, start) in order.iter().enumerate() {
            if at % STOP_INTERVAL == 0 {
                self.control.check()?;
            }
            let start = StateId(*start);
            let value = self.judged[start.index()];
            for (mover, met) in met.iter_mut().enumerate() {
                if met.insert(start) {
                    stack.push((start, mover));
                }
            }
            while let Some((state, mover)) = stack.pop() {
                sources.drain(self.others[mover], state, &mut |from| {
                    let least = &mut least[from.index()];
                    if *least == 0 {
                        *least = value;
                    }
                    for (last, met) in met.iter_mut().enumerate() {
                        if last != mover && met.insert(from) {
                            stack.push((from, last));
                        }
                    }
                });
            }
        }
        Ok(least)
    }
}

/// The states in ascending order of value, by counting; indices with value 0 are left out.
fn ascending(values: &[u32]) -> Vec<u32> {
    let greatest = values.iter().copied().max().unwrap_or(0) as usize;
    let mut starts = vec![0_u32; greatest + 2];
    for value in values.iter().filter(|value| **value > 0) {
        starts[*value as usize + 1] += 1;
    }
    for value in 1..starts.len() {
        starts[value] += starts[value - 1];
    }
    let mut order = vec![0_u32; starts.last().map_or(0, |count| *count as usize)];
    for (at, value) in values.iter().enumerate().filter(|(_, value)| **value > 0) {
        let place = &mut starts[*value as usize];
        order[*place as usize] = at as u32;
        *place += 1;
    }
    order
}
