//! When a state is stable for the actor whose order is asked about.
//!
//! Where the actor goes from the state, and what the others answer, does not depend on its order;
//! only what hurts does. So each move s₁ gives one clause: s₁ is worse than the state, or some
//! answer s₂ of the others is (and, under SMR and SSEQ, whatever the actor can do after it).

use graph::{Control, Graph, Interrupted, Ranks, StateId};
use model::conflict::{ActorId, Concept};
use stability::Responses;
use stability::concepts::{Reply, Sanction, sanction};

use super::condition::{Alternative, Comparison, Condition};

/// The most comparisons that a condition may hold before it is shortened, and so the most answers
/// of the others that are looked at.
const MOST_COMPARISONS: usize = 100_000;

/// The condition; none if it would be too large.
pub(super) fn own(
    (graph, ranks): (&Graph, &Ranks),
    actor: ActorId,
    state: StateId,
    concept: Concept,
    control: &Control,
) -> Result<Option<Condition>, Interrupted> {
    let mut moves = Vec::new();
    graph.moves(actor, state, &mut moves);
    let mut condition = Condition::default();
    let mut room = MOST_COMPARISONS;
    for to in moves {
        control.check()?;
        let mut ways = vec![Alternative {
            comparisons: vec![Comparison {
                better: state,
                worse: to,
            }],
            sanction: Vec::new(),
        }];
        if let Some(sanction) = sanction(concept) {
            let found = sanctions((graph, ranks), actor, state, to, sanction, room, control)?;
            let Some(found) = found else {
                return Ok(None);
            };
            ways.extend(found);
        }
        let used: usize = ways.iter().map(|way| way.comparisons.len()).sum();
        let Some(left) = room.checked_sub(used) else {
            return Ok(None);
        };
        room = left;
        if !condition.add(to, ways) {
            return Ok(None);
        }
    }
    condition.shorten();
    Ok(Some(condition))
}

/// The sanctions against a move, nearest first; none if there are too many.
fn sanctions(
    (graph, ranks): (&Graph, &Ranks),
    actor: ActorId,
    state: StateId,
    to: StateId,
    sanction: Sanction,
    room: usize,
    control: &Control,
) -> Result<Option<Vec<Alternative>>, Interrupted> {
    let found = Responses::search((graph, ranks), actor, to, sanction.by, room, control)?;
    let Some(responses) = found else {
        return Ok(None);
    };
    let mut ways = Vec::new();
    let mut used = 0;
    let mut worse = Vec::new();
    for &end in responses.ends() {
        match sanction.reply {
            Reply::None => worse.clear(),
            Reply::OneMove => graph.moves(actor, end, &mut worse),
        }
        worse.push(end);
        // The state itself is no better than itself.
        worse.retain(|one| *one != state);
        worse.sort_unstable();
        used += worse.len();
        if used > room {
            return Ok(None);
        }
        let comparisons = worse.iter().map(|&worse| Comparison {
            better: state,
            worse,
        });
        ways.push(Alternative {
            comparisons: comparisons.collect(),
            sanction: responses.steps_to(end),
        });
    }
    Ok(Some(ways))
}
