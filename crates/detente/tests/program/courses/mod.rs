//! Random small conflicts, and what follows in them from the definitions of Nash stability and
//! general metarationality alone.

use std::collections::BTreeSet;

use graph::{Control, Graph, Limits, Ranks, StateId};
use model::conflict::{ActorId, Concept, Conflict};

/// A small generator (xorshift), so that the models are the same everywhere.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit
    }

    pub fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.below(from.len())]
    }
}

/// Two actors with two options each, one of them perhaps irreversible, and perhaps a rule.
pub fn random_model(random: &mut Random) -> String {
    let statements = [
        "p",
        "q",
        "r",
        "s",
        "p iff r",
        "not q if r",
        "not s",
        "p or s",
        "q iff s",
    ];
    let mut text = format!(
        "actor A\n  option p\n  option q{}\nactor B\n  option r\n  option s{}\n",
        random.pick(&["", "  irreversible"]),
        random.pick(&["", "  irreversible"])
    );
    text.push_str(random.pick(&[
        "",
        "rule one  q forbidden while r\n",
        "rule two  s requires p\n",
        "rule three  p ends r\n",
    ]));
    text.push_str(random.pick(&["status quo none\n", "status quo p\n"]));
    for actor in ["A", "B"] {
        text.push_str(&format!("{actor} prefers\n"));
        let mut given = BTreeSet::new();
        for _ in 0..=random.below(3) {
            let statement = random.pick(&statements);
            if given.insert(statement) {
                text.push_str(&format!("  {statement}\n"));
            }
        }
    }
    text
}

/// Every move made: from where, by whom, to where. And every state visited.
pub type Predicted = (BTreeSet<String>, BTreeSet<(String, u16, String)>);

/// What follows from the status quo if every actor takes one of its best undeterred improvements.
/// None where the conflict cannot stand there.
pub fn predicted(conflict: &Conflict, concept: Concept) -> Option<Predicted> {
    let control = Control::default();
    let built = Graph::build(conflict, &Limits::default(), &control).ok()?;
    let (graph, ranks) = (&built.graph, &built.ranks);
    let start = graph.status_quo()?;
    let (mut states, mut moves) = (BTreeSet::new(), BTreeSet::new());
    let mut open = vec![start];
    while let Some(state) = open.pop() {
        if !states.insert(graph.id(state)) {
            continue;
        }
        for actor in graph.actors() {
            for end in best(graph, ranks, concept, actor, state) {
                moves.insert((graph.id(state), actor.0, graph.id(end)));
                open.push(end);
            }
        }
    }
    Some((states, moves))
}

fn best(
    graph: &Graph,
    ranks: &Ranks,
    concept: Concept,
    actor: ActorId,
    state: StateId,
) -> Vec<StateId> {
    let mut ends = moves(graph, actor, state);
    ends.retain(|&end| ranks.prefers(actor, end, state));
    if concept == Concept::Gmr {
        let harmful = |&end: &StateId| !ranks.prefers(actor, end, state);
        ends.retain(|&end| !by_the_others(graph, actor, end).iter().any(harmful));
    }
    let most = ends.iter().map(|&end| ranks.rank(actor, end)).max();
    ends.retain(|&end| Some(ranks.rank(actor, end)) == most);
    ends
}

fn moves(graph: &Graph, actor: ActorId, state: StateId) -> Vec<StateId> {
    let mut ends = Vec::new();
    graph.moves(actor, state, &mut ends);
    ends
}

/// Where the others can lead, none of them moving twice in succession.
fn by_the_others(graph: &Graph, actor: ActorId, from: StateId) -> BTreeSet<StateId> {
    let mut seen: BTreeSet<(StateId, ActorId)> = BTreeSet::new();
    let mut open: Vec<(StateId, Option<ActorId>)> = vec![(from, None)];
    while let Some((state, last)) = open.pop() {
        for other in graph.actors().filter(|&o| o != actor && Some(o) != last) {
            for end in moves(graph, other, state) {
                if seen.insert((end, other)) {
                    open.push((end, Some(other)));
                }
            }
        }
    }
    seen.into_iter().map(|(state, _)| state).collect()
}
