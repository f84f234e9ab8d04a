//! Which states are stable for whom, under the five basic concepts.

use graph::{Control, Graph, Interrupted, Ranks, StateId, StateSet};
use model::conflict::{ActorId, Concept};
use rayon::prelude::*;

use crate::concepts::{BASIC, sanction};
use crate::engine::{Engine, judged, own_best};

/// The largest index space for which sanction values are kept after the analysis.
const KEPT_VALUES: usize = 1 << 22;

/// Stability of every state for every actor under the basic concepts.
#[derive(Debug)]
pub struct Analysis<'a> {
    /// States and moves.
    pub graph: &'a Graph,
    /// Ranks.
    pub ranks: &'a Ranks,
    by_actor: Vec<ActorAnalysis>,
    none: StateSet,
}

/// What was found for one actor.
#[derive(Debug)]
struct ActorAnalysis {
    /// By basic concept: the stable states.
    stable: Vec<StateSet>,
    /// By basic concept: the sanction value of every state; empty where it is not kept.
    values: Vec<Vec<u32>>,
}

impl<'a> Analysis<'a> {
    /// Analyses all actors under all five concepts, using all threads of the pool.
    /// Cost: O(n²·|S|) time for n actors, whatever the number of moves, where options are free or
    /// one-way; memory 8n + 24 bytes per state and thread. With consent rules, or in graph form,
    /// O(n·moves).
    pub fn run(graph: &'a Graph, ranks: &'a Ranks, control: &Control) -> Result<Self, Interrupted> {
        let engine = Engine::new(graph, ranks, control)?;
        control.step("searching for sanctions")?;
        let actors: Vec<ActorId> = graph.actors().collect();
        let by_actor = actors
            .par_iter()
            .map(|actor| analyse_actor(&engine, graph, ranks, *actor, control))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Analysis {
            graph,
            ranks,
            by_actor,
            none: StateSet::new(graph.index_len()),
        })
    }

    /// The states that are stable for an actor. Empty for concepts that are not basic.
    #[must_use]
    pub fn stable(&self, concept: Concept, actor: ActorId) -> &StateSet {
        self.place(concept)
            .and_then(|place| self.by_actor.get(actor.index())?.stable.get(place))
            .unwrap_or(&self.none)
    }

    /// The states that are stable for every actor.
    #[must_use]
    pub fn equilibria(&self, concept: Concept) -> StateSet {
        let mut all = if self.place(concept).is_some() {
            self.graph.all()
        } else {
            self.none.clone()
        };
        for actor in self.graph.actors() {
            all.intersect_with(self.stable(concept, actor));
        }
        all
    }

    /// Whether an improvement of an actor is deterred under a basic concept. `to` must be an
    /// improvement of `from`. Cost: constant, or one forward search in models of more than four
    /// million option vectors.
    #[must_use]
    pub fn is_deterred(
        &self,
        concept: Concept,
        actor: ActorId,
        from: StateId,
        to: StateId,
    ) -> bool {
        self.known(concept, actor, from, to).unwrap_or_else(|| {
            crate::sanction::sanction(self, concept, actor, from, to, &Control::default())
                .is_ok_and(|found| found.is_some())
        })
    }

    /// The same where it is known without a search.
    pub(crate) fn known(
        &self,
        concept: Concept,
        actor: ActorId,
        from: StateId,
        to: StateId,
    ) -> Option<bool> {
        if sanction(concept).is_none() {
            return Some(false);
        }
        let values = self
            .by_actor
            .get(actor.index())?
            .values
            .get(self.place(concept)?)?;
        let value = values.get(to.index())?;
        Some(*value <= self.ranks.rank(actor, from).0)
    }

    fn place(&self, concept: Concept) -> Option<usize> {
        BASIC.iter().position(|basic| *basic == concept)
    }
}

fn analyse_actor(
    engine: &Engine<'_>,
    graph: &Graph,
    ranks: &Ranks,
    actor: ActorId,
    control: &Control,
) -> Result<ActorAnalysis, Interrupted> {
    let own = ranks.of_actor(actor);
    let mut best_reply = own_best(graph, actor, own);
    // Running maxima also fill indices that are no states; no sanction ends there.
    for (reply, rank) in best_reply.iter_mut().zip(own) {
        if *rank == 0 {
            *reply = 0;
        }
    }
    let keep = graph.index_len() <= KEPT_VALUES;
    let mut found = ActorAnalysis {
        stable: Vec::new(),
        values: Vec::new(),
    };
    for concept in BASIC {
        control.check()?;
        let Some(sanction) = sanction(concept) else {
            found.stable.push(not_above(graph, &best_reply, own));
            found.values.push(Vec::new());
            continue;
        };
        let judged = judged(sanction.reply, own, &best_reply);
        let values = engine.sanction_values(actor, sanction, judged, control)?;
        let best = own_best(graph, actor, &values);
        found.stable.push(not_above(graph, &best, own));
        found.values.push(if keep { values } else { Vec::new() });
    }
    Ok(found)
}

/// The states whose value is not above their rank.
fn not_above(graph: &Graph, values: &[u32], own: &[u32]) -> StateSet {
    let words: Vec<u64> = values
        .par_chunks(64)
        .zip(own.par_chunks(64))
        .with_min_len(256)
        .map(|(values, own)| {
            values
                .iter()
                .zip(own)
                .enumerate()
                .fold(0, |word, (bit, (value, rank))| {
                    word | u64::from(value <= rank) << bit
                })
        })
        .collect();
    let mut set = StateSet::from_words(graph.index_len(), words);
    set.intersect_with(&graph.all());
    set
}
