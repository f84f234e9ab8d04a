//! Which moves actors make under a concept: what [`crate::holds()`] and [`crate::course()`] follow.

use graph::{Control, StateId};
use model::conflict::{ActorId, Concept};

use crate::Analysis;
use crate::holds::{Choice, HoldsError};
use crate::limited::Foresight;

/// What an actor does in a state.
#[derive(Default)]
pub(crate) struct Decision {
    /// The moves that it may make.
    pub(crate) taken: Vec<StateId>,
    /// The improvements that it does not make because something deters them.
    pub(crate) deterred: Vec<StateId>,
}

/// How actors decide under a concept.
pub(crate) struct Behaviour<'a> {
    pub(crate) analysis: &'a Analysis<'a>,
    concept: Concept,
    choice: Choice,
    foresight: Option<Foresight<'a>>,
}

impl<'a> Behaviour<'a> {
    /// # Errors
    /// For coalition concepts, for foresight without exactly two actors, and when the host stops
    /// the work.
    pub(crate) fn new(
        analysis: &'a Analysis<'a>,
        concept: Concept,
        choice: Choice,
        control: &Control,
    ) -> Result<Self, HoldsError> {
        let foresight = match concept {
            Concept::Nash | Concept::Gmr | Concept::Smr | Concept::Seq | Concept::Sseq => None,
            Concept::Limited(_) | Concept::NonMyopic => Some(Foresight::new(
                analysis.graph,
                analysis.ranks,
                concept,
                control,
            )?),
            Concept::CoalitionNash
            | Concept::CoalitionGmr
            | Concept::CoalitionSmr
            | Concept::CoalitionSeq => return Err(HoldsError::Coalitional(concept)),
        };
        Ok(Behaviour {
            analysis,
            concept,
            choice,
            foresight,
        })
    }

    /// The moves that an actor makes in a state, and the improvements that it is deterred from.
    pub(crate) fn decide(&self, actor: ActorId, state: StateId) -> Decision {
        let ranks = self.analysis.ranks;
        let mut improvements = Vec::new();
        self.analysis.graph.moves(actor, state, &mut improvements);
        improvements.retain(|to| ranks.prefers(actor, *to, state));
        if let Some(foresight) = &self.foresight {
            let taken = foresight.choices(actor, state);
            improvements.retain(|to| !taken.contains(to));
            return Decision {
                taken,
                deterred: improvements,
            };
        }
        let is_deterred = |to: &StateId| self.analysis.is_deterred(self.concept, actor, state, *to);
        let (deterred, mut taken): (Vec<_>, Vec<_>) =
            improvements.into_iter().partition(is_deterred);
        if self.choice == Choice::MostPreferred {
            let best = taken.iter().map(|to| ranks.rank(actor, *to)).max();
            taken.retain(|to| Some(ranks.rank(actor, *to)) == best);
        }
        Decision { taken, deterred }
    }

    /// With limited or non-myopic foresight: where an actor expects a move to end.
    pub(crate) fn anticipated(&self, actor: ActorId, to: StateId) -> Option<Vec<StateId>> {
        let foresight = self.foresight.as_ref();
        foresight.map(|foresight| foresight.anticipated(actor, to))
    }
}
