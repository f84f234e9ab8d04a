//! Why a state is stable for an actor, or not.
//!
//! In: an [`Analysis`]. Out: an [`Explanation`]: no improvement, or for each improvement the
//! sanction against it, or that there is none. This is what a certificate says; see
//! [`crate::certificate`] for its written form.

use graph::{Control, Interrupted, StateId};
use model::conflict::{ActorId, Concept};

use crate::Analysis;
use crate::sanction::{Sanction, sanction};

/// Why a state is stable for an actor under a concept, or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// For whom.
    pub actor: ActorId,
    /// Which state.
    pub state: StateId,
    /// Under which concept: Nash, GMR, SMR, SEQ or SSEQ.
    pub concept: Concept,
    /// Every improvement that the actor has, ascending by state. Empty: it has none.
    pub improvements: Vec<Improvement>,
}

/// One improvement of the actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Improvement {
    /// Where to.
    pub to: StateId,
    /// The sanction against it; none if nothing deters it (under Nash nothing does).
    pub sanction: Option<Sanction>,
}

impl Explanation {
    /// Whether the state is stable: every improvement has a sanction.
    #[must_use]
    pub fn is_stable(&self) -> bool {
        self.unsanctioned().next().is_none()
    }

    /// The improvements that nothing deters.
    pub fn unsanctioned(&self) -> impl Iterator<Item = StateId> + '_ {
        let open = self
            .improvements
            .iter()
            .filter(|improvement| improvement.sanction.is_none());
        open.map(|improvement| improvement.to)
    }
}

/// Explains one of the five basic concepts for an actor at a state. For other concepts every
/// improvement is listed without a sanction.
///
/// Cost: at most two breadth-first searches among the others for each improvement of the actor.
///
/// # Errors
/// When the host stops the work.
pub fn explain(
    analysis: &Analysis<'_>,
    concept: Concept,
    actor: ActorId,
    state: StateId,
    control: &Control,
) -> Result<Explanation, Interrupted> {
    let mut ends = Vec::new();
    analysis.graph.moves(actor, state, &mut ends);
    ends.retain(|end| analysis.ranks.prefers(actor, *end, state));
    let improvements = ends.into_iter().map(|to| {
        let sanction = sanction(analysis, concept, actor, state, to, control)?;
        Ok(Improvement { to, sanction })
    });
    let improvements = improvements.collect::<Result<_, Interrupted>>()?;
    Ok(Explanation {
        actor,
        state,
        concept,
        improvements,
    })
}
