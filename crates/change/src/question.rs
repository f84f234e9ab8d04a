//! The questions of which the smallest changes are asked: claims that are true or false of a
//! conflict.

use graph::{Graph, StateId};
use model::conflict::{ActorId, Assignment, Concept, NamedStateId};
use model::formula::Formula;
use stability::Choice;

/// Something that is true or false of a conflict.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// What is claimed.
    pub subject: Subject,
    /// Under which concept.
    pub concept: Concept,
}

/// What is claimed.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// No sequence of undeterred moves leads from the status quo out of these states.
    Always {
        /// The states in which the outcome holds.
        inside: Formula,
        /// Which undeterred improvements actors take.
        choice: Choice,
    },
    /// A state is stable for some actors; for all, where none is named: an equilibrium. A state
    /// that an edit makes infeasible is stable for nobody.
    Stable {
        /// Which state.
        place: Place,
        /// For whom; none for everybody.
        actors: Option<Vec<ActorId>>,
    },
}

/// A state, whatever edits do to the numbering of states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Where the conflict stands.
    StatusQuo,
    /// The outcome to be explained.
    Observed,
    /// The state with these values.
    Values(Assignment),
    /// A state by name.
    Named(NamedStateId),
}

impl Place {
    /// Where a state of a graph can be found again in the graph of an edited conflict.
    #[must_use]
    pub fn of(graph: &Graph, state: StateId) -> Place {
        match graph.named(state) {
            Some(name) => Place::Named(name),
            None => {
                let layout = &graph.step().layout;
                let code = graph.code(state);
                Place::Values(
                    layout
                        .fields()
                        .iter()
                        .map(|field| field.get(code))
                        .collect(),
                )
            }
        }
    }

    /// The state in a graph, if it is one.
    #[must_use]
    pub fn find(&self, graph: &Graph) -> Option<StateId> {
        match self {
            Place::StatusQuo => graph.status_quo(),
            Place::Observed => graph.observed(),
            Place::Values(values) => graph.at(graph.step().layout.pack(values)),
            Place::Named(name) => graph
                .states()
                .find(|state| graph.named(*state) == Some(*name)),
        }
    }
}
