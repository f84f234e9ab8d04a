//! The part of a state graph that is drawn.

use std::collections::BTreeMap;

use graph::{StateId, StateSet};
use model::conflict::ActorId;
use report::drawing::{Arc, Head, Node, Sketch};
use stability::{Evolution, Moving};

use crate::concepts::BASIC;
use crate::error::AnswerError;
use crate::study::Study;

/// Beyond this many lines for each state, only improvements are drawn, then only the best ones.
const LINES_PER_STATE: usize = 3;

/// Which moves are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// All if the drawing stays legible, else improvements, else the best improvements.
    #[default]
    Legible,
    /// All moves.
    All,
    /// Improvements.
    Improvements,
    /// Each actor's best improvements.
    Best,
}

/// The states of a set and the moves between them.
///
/// # Errors
/// When the host stops the work.
pub fn sketch(study: &Study<'_>, states: &StateSet, shown: Shown) -> Result<Sketch, AnswerError> {
    let (graph, ranks, naming) = (study.analysis.graph, study.analysis.ranks, study.naming());
    let distances = graph
        .status_quo()
        .map(|start| Evolution::search(graph, ranks, start, Moving::Anyhow, study.control))
        .transpose()?;
    let order: Vec<StateId> = states.iter().collect();
    let nodes = order
        .iter()
        .map(|&state| {
            let named = naming.state(state);
            Node {
                id: named.id,
                label: named.label,
                distance: distances.as_ref().and_then(|found| found.distance(state)),
                is_status_quo: graph.status_quo() == Some(state),
                equilibrium_under: BASIC
                    .iter()
                    .filter(|&&concept| study.analysis.equilibria(concept).contains(state))
                    .map(|concept| concept.name())
                    .collect(),
            }
        })
        .collect();
    let (arcs, remark) = legible(study, &order, shown);
    Ok(Sketch {
        title: title(study),
        remark: remark.map(str::to_owned),
        actors: graph
            .actors()
            .map(|actor| naming.actor(actor).to_owned())
            .collect(),
        nodes,
        arcs,
    })
}

fn title(study: &Study<'_>) -> String {
    let title = study
        .conflict
        .title
        .clone()
        .unwrap_or_else(|| "Conflict".to_owned());
    match study.account() {
        Some(account) => format!("{title} ({})", account.label.unwrap_or(account.name)),
        None => title,
    }
}

fn legible(study: &Study<'_>, order: &[StateId], shown: Shown) -> (Vec<Arc>, Option<&'static str>) {
    const IMPROVEMENTS: &str = "Only improvements are drawn.";
    const BEST: &str = "Only each actor's best improvements are drawn.";
    let most = order.len() * LINES_PER_STATE;
    match shown {
        Shown::All => (arcs(study, order, Shown::All), None),
        Shown::Improvements => (arcs(study, order, Shown::Improvements), Some(IMPROVEMENTS)),
        Shown::Best => (arcs(study, order, Shown::Best), Some(BEST)),
        Shown::Legible => {
            let all = arcs(study, order, Shown::All);
            if all.len() <= most {
                return (all, None);
            }
            let improvements = arcs(study, order, Shown::Improvements);
            if improvements.len() <= most {
                return (improvements, Some(IMPROVEMENTS));
            }
            (arcs(study, order, Shown::Best), Some(BEST))
        }
    }
}

/// The moves between the states of `order`, a move and its reverse on one line.
fn arcs(study: &Study<'_>, order: &[StateId], shown: Shown) -> Vec<Arc> {
    let graph = study.graph();
    let place: BTreeMap<StateId, usize> = order.iter().enumerate().map(|(i, &s)| (s, i)).collect();
    let mut found: BTreeMap<(usize, usize, usize), Arc> = BTreeMap::new();
    let mut ends = Vec::new();
    for actor in graph.actors() {
        for (from, &state) in order.iter().enumerate() {
            graph.moves(actor, state, &mut ends);
            ends.retain(|end| place.contains_key(end));
            keep(study, actor, state, shown, &mut ends);
            for end in &ends {
                let Some(&to) = place.get(end) else { continue };
                let head = if study.prefers(actor, *end, state) {
                    Head::Filled
                } else {
                    Head::Open
                };
                let (low, high) = (from.min(to), from.max(to));
                let arc = found.entry((actor.index(), low, high)).or_insert(Arc {
                    actor: actor.index(),
                    from: low,
                    to: high,
                    forth: Head::None,
                    back: Head::None,
                });
                if from == low {
                    arc.forth = head
                } else {
                    arc.back = head
                }
            }
        }
    }
    found.into_values().collect()
}

fn keep(study: &Study<'_>, actor: ActorId, from: StateId, shown: Shown, ends: &mut Vec<StateId>) {
    if shown == Shown::All {
        return;
    }
    ends.retain(|&end| study.prefers(actor, end, from));
    if shown == Shown::Best {
        let ranks = study.analysis.ranks;
        let best = ends.iter().map(|&end| ranks.rank(actor, end)).max();
        ends.retain(|&end| Some(ranks.rank(actor, end)) == best);
    }
}
