//! The reference: the checker's set-based reading of models and definitions, which shares nothing
//! with the engine, beside the engine's own. Everything is compared by the ids of states.

#![allow(dead_code, reason = "each test binary uses its own part")]

pub mod build;
pub mod random;

use std::collections::BTreeMap;

use checker::definitions::{Model, Set, State};
use checker::world::{Limits, World};
use graph::{Built, Control, Graph, StateId, StateSet};
use model::conflict::{ActorId, Conflict};

/// The five basic concepts.
pub const BASIC: [model::conflict::Concept; 5] = stability::concepts::BASIC;

/// One conflict, read twice.
pub struct Pair {
    pub world: World,
    pub built: Built,
    /// The engine's state for each of the reference's.
    pub to_engine: Vec<StateId>,
    /// And back.
    pub to_reference: BTreeMap<StateId, State>,
}

impl Pair {
    /// Reads a conflict twice; none where the engine refuses it.
    pub fn read(conflict: &Conflict) -> Option<Pair> {
        let built = Graph::build(conflict, &graph::Limits::default(), &Control::default()).ok()?;
        let world = World::new(conflict, Limits::default()).expect("the engine accepts the model");
        let ids: BTreeMap<String, StateId> = built
            .graph
            .states()
            .map(|state| (built.graph.id(state), state))
            .collect();
        assert_eq!(ids.len(), built.graph.count(), "ids are unique");
        assert_eq!(world.model.states, ids.len(), "the same number of states");
        let to_engine: Vec<StateId> = world
            .ids
            .iter()
            .map(|id| {
                *ids.get(id)
                    .unwrap_or_else(|| panic!("the engine has no state {id}"))
            })
            .collect();
        let to_reference = to_engine.iter().copied().zip(0..).collect();
        Some(Pair {
            world,
            built,
            to_engine,
            to_reference,
        })
    }

    pub fn model(&self) -> &Model {
        &self.world.model
    }

    pub fn graph(&self) -> &Graph {
        &self.built.graph
    }

    pub fn actors(&self) -> impl Iterator<Item = ActorId> + use<> {
        self.built.graph.actors()
    }

    /// A set of the engine in the reference's numbers.
    pub fn set(&self, engine: &StateSet) -> Set {
        engine
            .iter()
            .map(|state| self.to_reference[&state])
            .collect()
    }

    /// States of the engine in the reference's numbers.
    pub fn states(&self, engine: &[StateId]) -> Set {
        engine
            .iter()
            .map(|state| self.to_reference[state])
            .collect()
    }

    /// A set of the reference as one of the engine.
    pub fn engine_set(&self, reference: &Set) -> StateSet {
        let mut set = StateSet::new(self.graph().index_len());
        for state in reference {
            set.insert(self.to_engine[*state]);
        }
        set
    }
}
