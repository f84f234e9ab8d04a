//! Ways from a state: which states are reached, how soon, and how.

use graph::{StateId, StateSet};
use model::conflict::Concept;
use report::answer::{Arrival, PathsAnswer};
use stability::{Evolution, Moving};

use crate::concepts::BASIC;
use crate::error::AnswerError;
use crate::study::Study;

/// What to answer.
#[derive(Clone, Debug)]
pub struct Request {
    /// Where to start.
    pub start: StateId,
    /// Which states to ask about; the equilibria where none.
    pub targets: Option<StateSet>,
    /// Which moves count.
    pub moving: Moving,
    /// How many shortest sequences to list for each state; one is always given.
    pub list: usize,
    /// How many states to answer for at most.
    pub most: usize,
}

/// Answers it for one account.
///
/// # Errors
/// When the host stops the work.
pub fn paths(study: &Study<'_>, request: &Request) -> Result<PathsAnswer, AnswerError> {
    let (graph, ranks, naming) = (study.analysis.graph, study.analysis.ranks, study.naming());
    let evolution = Evolution::search(graph, ranks, request.start, request.moving, study.control)?;
    let equilibria: Vec<(Concept, StateSet)> = BASIC
        .iter()
        .map(|&concept| (concept, study.analysis.equilibria(concept)))
        .collect();
    let targets = match &request.targets {
        Some(targets) => targets.clone(),
        None => union(&equilibria, graph.index_len()),
    };
    let reached = evolution
        .appearances(&targets)
        .into_iter()
        .map(|(_, state)| state);
    let unreached = evolution.unreachable(&targets);
    let order: Vec<StateId> = reached.chain(unreached.iter()).take(request.most).collect();
    let mut arrivals = Vec::with_capacity(order.len());
    for state in order {
        let shortest = evolution.shortest_paths(state)?;
        let all = match (&shortest, request.list) {
            (Some(paths), 2..) => paths
                .iter(request.list)
                .map(|path| naming.path(&path))
                .collect(),
            _ => Vec::new(),
        };
        arrivals.push(Arrival {
            state: naming.state(state),
            path: evolution
                .shortest_path(state)
                .map(|path| naming.path(&path)),
            ways: shortest.map(|paths| u64::try_from(paths.count()).unwrap_or(u64::MAX)),
            all,
            equilibrium_under: equilibria
                .iter()
                .filter(|(_, set)| set.contains(state))
                .map(|(concept, _)| concept.name())
                .collect(),
        });
    }
    Ok(PathsAnswer {
        account: study.account(),
        from: naming.state(request.start),
        by_improvements: request.moving == Moving::ByImprovements,
        reachable: (evolution.reached().len() as u64).saturating_sub(1),
        asked: targets.len() as u64,
        arrivals,
    })
}

fn union(sets: &[(Concept, StateSet)], universe: usize) -> StateSet {
    let mut all = StateSet::new(universe);
    sets.iter().for_each(|(_, set)| all.union_with(set));
    all
}
