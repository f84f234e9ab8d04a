//! Who can move to a state, in a dense store with consent rules and the like: every setting of the
//! mover's options is tried.

use graph::dense::Dense;
use graph::layout::Code;
use graph::{Ranks, StateId};
use model::conflict::ActorId;

use super::Sources;
use crate::concepts::Sanctioners;

/// Tries all settings. Cost: 2^k for a mover with k bits, for each option vector that settles at
/// the state.
pub(super) struct ScanSources<'a> {
    dense: &'a Dense,
    ranks: &'a Ranks,
    kind: Sanctioners,
}

impl<'a> ScanSources<'a> {
    pub(super) fn new(dense: &'a Dense, ranks: &'a Ranks, kind: Sanctioners) -> Self {
        ScanSources { dense, ranks, kind }
    }

    fn scan(&self, mover: ActorId, vector: u32, to: StateId, mark: &mut impl FnMut(StateId)) {
        let step = self.dense.step();
        let Some(own) = step.actors.get(mover.index()) else {
            return;
        };
        let mask = own.mask as u32;
        let mut setting = 0_u32;
        loop {
            let from = StateId(vector & !mask | setting);
            if from != to
                && from.0 != vector
                && self.dense.states().contains(from)
                && (self.kind == Sanctioners::AnyMoves || self.ranks.prefers(mover, to, from))
                && step.may_change(mover, Code::from(from.0), Code::from(vector))
                && step.is_open(mover, Code::from(from.0), Code::from(to.0))
            {
                mark(from);
            }
            setting = setting.wrapping_sub(mask) & mask;
            if setting == 0 {
                break;
            }
        }
    }
}

impl Sources for ScanSources<'_> {
    fn drain(&mut self, mover: ActorId, to: StateId, mark: &mut impl FnMut(StateId)) {
        self.scan(mover, to.0, to, mark);
        for vector in self.dense.settles_at(to) {
            self.scan(mover, *vector, to, mark);
        }
    }
}
