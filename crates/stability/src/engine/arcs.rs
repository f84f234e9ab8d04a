//! Who can move to a state, in an explicit store.

use graph::explicit::Explicit;
use graph::{Ranks, StateId};
use model::conflict::ActorId;

use super::Sources;
use crate::concepts::Sanctioners;

/// Reads reversed arcs.
pub(super) struct ArcSources<'a> {
    explicit: &'a Explicit,
    ranks: &'a Ranks,
    kind: Sanctioners,
}

impl<'a> ArcSources<'a> {
    pub(super) fn new(explicit: &'a Explicit, ranks: &'a Ranks, kind: Sanctioners) -> Self {
        ArcSources {
            explicit,
            ranks,
            kind,
        }
    }
}

impl Sources for ArcSources<'_> {
    fn drain(&mut self, mover: ActorId, to: StateId, mark: &mut impl FnMut(StateId)) {
        let Some(arcs) = self.explicit.reversed(mover) else {
            return;
        };
        for from in arcs.from(to) {
            if self.kind == Sanctioners::AnyMoves || self.ranks.prefers(mover, to, *from) {
                mark(*from);
            }
        }
    }
}
