//! Where a play ends in each equilibrium, and what the graph lens says of those states.

use std::collections::BTreeMap;

use equilibrium::behaviour::reach;
use game::Rational;
use game::tree::{Mover, NodeId, Tree};
use graph::StateId;
use graph::layout::Code;
use report::answer::{GameArithmetic, PlayElsewhere, PlayEnd, PlayShare};

use crate::answers::game::{Profile, number};
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

/// How likely each node is in each listed equilibrium; never, where that is no behaviour.
pub(super) fn reached(tree: &Tree, profiles: &[Option<Profile>]) -> Vec<Vec<Rational>> {
    let of = |profile: &Option<Profile>| match profile {
        Some(profile) => reach(tree, &profile.behaviour(tree)),
        None => vec![Rational::ZERO; tree.nodes().len()],
    };
    profiles.iter().map(of).collect()
}

/// How likely the play ends in each state, given how likely each node is.
pub(super) fn likely(
    study: &Study<'_>,
    tree: &Tree,
    states: &[Code],
    reach: &[Rational],
) -> BTreeMap<StateId, Rational> {
    let mut likely: BTreeMap<StateId, Rational> = BTreeMap::new();
    for id in tree.node_ids() {
        let over = tree.node(id).mover == Mover::Nobody;
        if over
            && !reach[id.index()].is_zero()
            && let Some(state) = study.graph().at(states[id.index()])
        {
            *likely.entry(state).or_insert(Rational::ZERO) += &reach[id.index()];
        }
    }
    likely
}

/// The same in words.
pub(super) fn by_state(
    study: &Study<'_>,
    tree: &Tree,
    states: &[Code],
    reach: &[Rational],
    arithmetic: GameArithmetic,
) -> Vec<PlayShare> {
    let naming = study.naming();
    likely(study, tree, states, reach)
        .into_iter()
        .map(|(state, probability)| PlayShare {
            state: naming.state(state),
            probability: number(&probability, arithmetic),
        })
        .collect()
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
