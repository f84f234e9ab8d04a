//! What solvers hand on: equilibria in words for the answer, and the exact behaviour behind the words
//! for whatever else is asked of them.

use equilibrium::behaviour::Behaviour;
use game::Rational;
use game::tree::{InformationSetId, NodeId, Tree};
use report::answer::{GameAnswer, GameEquilibrium, GameSolution};

/// What an equilibrium does in a tree and, where the solver says so, what is believed in it.
#[derive(Clone, Debug)]
pub struct Profile {
    /// For each information set, the probability of each action; nothing where that is left open,
    /// because the player's own choices keep it from getting there.
    pub weights: Vec<Option<Vec<Rational>>>,
    /// For each information set, how likely each of its nodes is held to be.
    pub beliefs: Option<Vec<Vec<Rational>>>,
}

impl Profile {
    /// Behaviour that says what is done everywhere.
    pub(super) fn whole(behaviour: &Behaviour) -> Self {
        Profile {
            weights: behaviour.iter().cloned().map(Some).collect(),
            beliefs: None,
        }
    }

    /// The behaviour, with no action taken where it is left open: nobody gets there.
    #[must_use]
    pub fn behaviour(&self, tree: &Tree) -> Behaviour {
        let sets = tree.information_sets().iter().zip(&self.weights);
        sets.map(|(set, weights)| match weights {
            Some(weights) => weights.clone(),
            None => vec![Rational::ZERO; set.actions.len()],
        })
        .collect()
    }

    /// How likely an action is; nothing where that is left open.
    pub(super) fn weight(&self, set: InformationSetId, action: u32) -> Option<&Rational> {
        self.weights[set.index()].as_ref()?.get(action as usize)
    }

    /// What is believed at an information set, by the places of its nodes.
    pub(super) fn belief(
        &self,
        tree: &Tree,
        set: InformationSetId,
        node: NodeId,
    ) -> Option<&Rational> {
        let members = &tree.information_set(set).members;
        let place = members.iter().position(|member| *member == node)?;
        self.beliefs.as_ref()?.get(set.index())?.get(place)
    }
}

/// An equilibrium as the answer tells it, and its behaviour where it is one: a draw for all together
/// is none, nor is what somebody does who forgets and mixes plans, nor a table's mixture.
pub(super) struct Told {
    pub(super) equilibrium: GameEquilibrium,
    pub(super) profile: Option<Profile>,
}

/// What a solver found.
pub(super) struct Found {
    pub(super) solution: GameSolution,
    /// The behaviour of each equilibrium listed.
    pub(super) profiles: Vec<Option<Profile>>,
}

impl Found {
    /// A list of equilibria as a solution.
    pub(super) fn new(
        told: impl IntoIterator<Item = Told>,
        solution: impl FnOnce(Vec<GameEquilibrium>) -> GameSolution,
    ) -> Self {
        let parts = told.into_iter().map(|one| (one.equilibrium, one.profile));
        let (equilibria, profiles) = parts.unzip();
        Found {
            solution: solution(equilibria),
            profiles,
        }
    }
}

/// A game described and solved.
#[derive(Clone, Debug)]
pub struct Solved {
    /// The answer.
    pub answer: GameAnswer,
    /// The behaviour of each equilibrium that it lists, in its order; see [`Profile`].
    pub profiles: Vec<Option<Profile>>,
}
