//! Where a play ends in each equilibrium, and what the graph lens says of those states.

use std::collections::BTreeMap;

use game::tree::{InformationSetId, Mover, NodeId, Tree};
use game::{Number, Rational};
use graph::StateId;
use graph::layout::Code;
use report::answer::{GameBehaviour, GameEquilibrium, GameSolution, PlayElsewhere, PlayEnd};

use crate::answers::game::names::{action_name, set_name};
use crate::concepts::BASIC;
use crate::study::Study;

/// Most states that are equilibria in the graph lens only and are listed.
const MOST_ELSEWHERE: usize = 12;

/// What both lenses say.
pub(super) struct Compared {
    pub(super) ends: Vec<PlayEnd>,
    pub(super) elsewhere: Vec<PlayElsewhere>,
    pub(super) elsewhere_count: u64,
}

/// How likely each node is in each listed equilibrium.
pub(super) fn reached(tree: &Tree, solution: Option<&GameSolution>) -> Vec<Vec<Rational>> {
    let equilibria = solution.iter().flat_map(|solution| &solution.equilibria);
    equilibria.map(|one| reach(tree, one)).collect()
}

/// What is done at each information set; nothing where the equilibrium leaves it open.
pub(super) fn profile(tree: &Tree, equilibrium: &GameEquilibrium) -> Vec<Option<Vec<Rational>>> {
    let mut told: BTreeMap<(usize, &str), &GameBehaviour> = BTreeMap::new();
    for (player, play) in equilibrium.players.iter().enumerate() {
        for at in &play.behaviour {
            told.insert((player, &at.information_set), at);
        }
    }
    let sets = (0u32..).map(InformationSetId).zip(tree.information_sets());
    sets.map(|(id, set)| {
        let own = set_name(tree, id);
        let at = told.get(&(set.player.index(), own.as_str())).copied()?;
        let node = set.members.first().copied()?;
        let weights = (0..set.actions.len() as u32).map(|action| {
            let name = action_name(tree, node, action);
            let taken = at.actions.iter().find(|taken| taken.name == name);
            taken
                .and_then(|taken| Number::parse(&taken.probability).ok())
                .map_or(Rational::ZERO, |number| number.value())
        });
        Some(weights.collect())
    })
    .collect()
}

/// How likely each node is where an equilibrium is played. Linear in the tree.
pub(super) fn reach(tree: &Tree, equilibrium: &GameEquilibrium) -> Vec<Rational> {
    let profile = profile(tree, equilibrium);
    let mut reach = vec![Rational::ONE; tree.nodes().len()];
    for id in tree.node_ids().skip(1) {
        let node = tree.node(id);
        let Some(parent) = node.parent else { continue };
        let weight = match tree.node(parent).mover {
            Mover::Nobody => Rational::ZERO,
            Mover::Chance(chance) => tree.chance(chance).actions[node.action as usize].1.value(),
            Mover::Player(set) => profile[set.index()]
                .as_ref()
                .map_or(Rational::ZERO, |weights| {
                    weights[node.action as usize].clone()
                }),
        };
        reach[id.index()] = &reach[parent.index()] * weight;
    }
    reach
}

/// Sorts the ends of a play by state, and asks the graph lens about each.
pub(super) fn compare(
    study: &Study<'_>,
    tree: &Tree,
    states: &[Code],
    reached: &[Vec<Rational>],
) -> Compared {
    let ends: Vec<NodeId> = tree
        .node_ids()
        .filter(|id| tree.node(*id).mover == Mover::Nobody)
        .collect();
    let mut likely: BTreeMap<StateId, Vec<Rational>> = BTreeMap::new();
    let mut possible: Vec<StateId> = Vec::new();
    for id in ends {
        let Some(state) = study.graph().at(states[id.index()]) else {
            continue;
        };
        possible.push(state);
        for (place, reach) in reached.iter().enumerate() {
            if !reach[id.index()].is_zero() {
                let row = likely
                    .entry(state)
                    .or_insert_with(|| vec![Rational::ZERO; reached.len()]);
                row[place] += &reach[id.index()];
            }
        }
    }
    let naming = study.naming();
    let under = |state: StateId| -> Vec<String> {
        BASIC
            .iter()
            .filter(|concept| study.analysis.equilibria(**concept).contains(state))
            .map(|concept| concept.name())
            .collect()
    };
    let mut answer = Compared {
        ends: Vec::new(),
        elsewhere: Vec::new(),
        elsewhere_count: 0,
    };
    for (state, probabilities) in &likely {
        let stable = |actor| study.analysis.stable(model::conflict::Concept::Gmr, actor);
        answer.ends.push(PlayEnd {
            state: naming.state(*state),
            probabilities: probabilities.iter().map(shown).collect(),
            under: Some(under(*state)),
            restless: study
                .graph()
                .actors()
                .filter(|actor| !stable(*actor).contains(*state))
                .map(|actor| naming.actor(actor).to_owned())
                .collect(),
        });
    }
    if reached.is_empty() {
        return answer;
    }
    for state in study.graph().states() {
        if likely.contains_key(&state) {
            continue;
        }
        let under = under(state);
        if under.is_empty() {
            continue;
        }
        answer.elsewhere_count += 1;
        if answer.elsewhere.len() < MOST_ELSEWHERE {
            answer.elsewhere.push(PlayElsewhere {
                state: naming.state(state),
                under,
                can_end: possible.contains(&state),
            });
        }
    }
    answer
}

/// A probability: exact where that is short, else a decimal.
pub(super) fn shown(value: &Rational) -> String {
    let exact = value.to_string();
    if exact.len() <= 12 {
        return exact;
    }
    let decimal = format!("{:.6}", value.to_f64().value());
    decimal
        .trim_end_matches('0')
        .trim_end_matches('.')
        .to_owned()
}
