//! Comparative statics over a stretch: payoffs, mixtures and ends as functions of a parameter.

use std::collections::BTreeMap;

use equilibrium::behaviour::reach;
use game::Rational;
use game::tree::{InformationSetId, NodeId};
use regions::course::{functions, places};
use regions::plane::equation::quotient;
use regions::{Course, Region, Structure};
use report::answer::{PlayCourse, PlayDirection, PlayQuantity};

use super::PlayFailure;
use super::ends::likely;
use super::family::{OnePlay, Plays};
use super::structure::threshold;
use crate::answers::game::Profile;
use crate::answers::game::names::{action_name, set_name};
use crate::study::Study;

/// Most values that are calculated to find what functions they are.
const MOST_SAMPLES: usize = 33;

/// The courses of each equilibrium of a stretch.
pub(super) type Courses = BTreeMap<Structure, Vec<(PlayQuantity, Course)>>;

/// Solves games inside a stretch until all quantities are known as functions of the parameter. Out:
/// the play at the stretch's own place, and the courses of the equilibria for which that came true.
pub(super) fn courses(
    plays: &Plays<'_>,
    region: &Region,
) -> Result<(OnePlay, Courses), PlayFailure> {
    let study = plays.study;
    let first = plays.at(&[&region.place])?;
    let mut samples: Vec<Rational> = Vec::new();
    let mut rows: BTreeMap<Structure, Vec<Vec<Rational>>> = BTreeMap::new();
    let mut found: BTreeMap<Structure, Vec<Course>> = BTreeMap::new();
    for place in places(&region.from, &region.to, &region.place).take(MOST_SAMPLES) {
        let play = if samples.is_empty() {
            None
        } else {
            Some(plays.at(&[&place])?)
        };
        let play = play.as_ref().unwrap_or(&first);
        for profile in &play.profiles {
            let own = rows.entry(Structure::of(&profile.weights)).or_default();
            // Of two with the same structure neither can be followed.
            if own.len() <= samples.len() {
                own.push(quantities(study, play, profile).into_values());
            }
        }
        samples.push(place);
        if samples.len() >= 5 && samples.len() % 4 == 1 {
            for structure in &region.structures {
                let own = rows.get(structure).filter(|own| own.len() == samples.len());
                if !found.contains_key(structure)
                    && let Some(functions) = own.and_then(|own| functions(&samples, own))
                {
                    let courses = functions
                        .into_iter()
                        .map(|one| Course::of(one, &region.from, &region.to));
                    found.insert(structure.clone(), courses.collect());
                }
            }
            if found.len() == region.structures.len() {
                break;
            }
        }
    }
    let named = first.profiles.iter().filter_map(|profile| {
        let structure = Structure::of(&profile.weights);
        let courses = found.get(&structure)?.iter().cloned();
        let names = quantities(study, &first, profile).into_names();
        Some((structure, names.into_iter().zip(courses).collect()))
    });
    let named = named.collect();
    Ok((first, named))
}

/// Quantities of an equilibrium with their values.
struct Quantities(Vec<(PlayQuantity, Rational)>);

impl Quantities {
    fn into_values(self) -> Vec<Rational> {
        self.0.into_iter().map(|(_, value)| value).collect()
    }

    fn into_names(self) -> Vec<PlayQuantity> {
        self.0.into_iter().map(|(name, _)| name).collect()
    }
}

/// Each player's payoff, each probability of an action that is mixed, and that of each end.
fn quantities(study: &Study<'_>, play: &OnePlay, profile: &Profile) -> Quantities {
    let tree = &play.played.tree;
    let reach = reach(tree, &profile.behaviour(tree));
    let mut paid = vec![Rational::ZERO; tree.players().len()];
    for id in tree.node_ids() {
        if let Some(outcome) = tree.node(id).outcome {
            for (sum, payoff) in paid.iter_mut().zip(&tree.outcome(outcome).payoffs) {
                *sum += payoff.value() * &reach[id.index()];
            }
        }
    }
    let mut all: Vec<(PlayQuantity, Rational)> = Vec::new();
    for (player, value) in tree.players().iter().zip(paid) {
        let actor = player.name.to_string();
        all.push((PlayQuantity::Payoff { actor }, value));
    }
    let sets = (0u32..).map(InformationSetId).zip(tree.information_sets());
    for ((id, set), weights) in sets.zip(&profile.weights) {
        let taken = weights
            .iter()
            .flatten()
            .filter(|one| !one.is_zero())
            .count();
        if taken < 2 {
            continue;
        }
        let node = set.members.first().copied().unwrap_or(NodeId(0));
        for (action, weight) in (0u32..).zip(weights.iter().flatten()) {
            if !weight.is_zero() {
                let name = PlayQuantity::Action {
                    actor: tree.players()[set.player.index()].name.to_string(),
                    action: action_name(tree, node, action),
                    at: set_name(tree, id),
                };
                all.push((name, weight.clone()));
            }
        }
    }
    for (state, probability) in likely(study, tree, &play.played.states, &reach) {
        let state = study.naming().state(state);
        all.push((PlayQuantity::End { state }, probability));
    }
    Quantities(all)
}

/// Courses in words.
pub(super) fn in_words(courses: &[(PlayQuantity, Course)], parameter: &str) -> Vec<PlayCourse> {
    courses
        .iter()
        .map(|(quantity, course)| PlayCourse {
            quantity: quantity.clone(),
            function: quotient(&course.function, parameter),
            direction: direction(course.direction),
            turns: course.turns.iter().map(threshold).collect(),
        })
        .collect()
}

/// A direction as it is told.
pub(super) fn direction(sign: std::cmp::Ordering) -> PlayDirection {
    match sign {
        std::cmp::Ordering::Less => PlayDirection::Falls,
        std::cmp::Ordering::Equal => PlayDirection::Constant,
        std::cmp::Ordering::Greater => PlayDirection::Rises,
    }
}
