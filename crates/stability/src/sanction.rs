//! Sanctions: why an actor does not make an improvement.

use graph::{Control, Interrupted, StateId};
use model::conflict::{ActorId, Concept};

use crate::Analysis;
use crate::path::Step;
use crate::search::{Arena, Moving, Search, Sparse};

/// What the others can do against an improvement from s to s₁ of one actor: a legal sequence of
/// theirs from s₁ to a state that is no better than s for the actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sanction {
    /// The others' moves, starting at s₁. A shortest sequence: the shortest credible one where
    /// there is one.
    pub steps: Vec<Step>,
    /// Whether each move improves on the state it leaves, for its mover.
    pub credible: bool,
    /// For SMR and SSEQ, the best that the actor can do after the sanction by a move of its own,
    /// which is no better than s; none if it has no move there. None for other concepts.
    pub best_answer: Option<StateId>,
}

/// Whether `concept` asks for a sanction that leaves the actor no escape.
fn escape_matters(concept: Concept) -> bool {
    matches!(concept, Concept::Smr | Concept::Sseq)
}

/// The sanction that `concept` (GMR, SMR, SEQ or SSEQ) asks for against `actor` improving from
/// `from` to `to`; none if there is none, and under any other concept.
///
/// Cost: a breadth-first search among the others that stops at the first sanction; at worst one
/// visit of every state that the others can reach.
///
/// # Errors
/// When the host stops the work.
pub fn sanction(
    analysis: &Analysis<'_>,
    concept: Concept,
    actor: ActorId,
    from: StateId,
    to: StateId,
    control: &Control,
) -> Result<Option<Sanction>, Interrupted> {
    let known = |concept| analysis.known(concept, actor, from, to);
    if known(concept) == Some(false) {
        return Ok(None);
    }
    let search = |moving| find(analysis, concept, actor, (from, to), moving, control);
    // A sanction made of improvements is what the sequential concepts ask for.
    let credible = match concept {
        Concept::Gmr | Concept::Seq => Concept::Seq,
        Concept::Smr | Concept::Sseq => Concept::Sseq,
        _ => return Ok(None),
    };
    if known(credible) != Some(false)
        && let Some(found) = search(Moving::ByImprovements)?
    {
        return Ok(Some(found));
    }
    if credible == concept {
        return Ok(None);
    }
    search(Moving::Anyhow)
}

fn find(
    analysis: &Analysis<'_>,
    concept: Concept,
    actor: ActorId,
    (from, to): (StateId, StateId),
    moving: Moving,
    control: &Control,
) -> Result<Option<Sanction>, Interrupted> {
    let Analysis { graph, ranks, .. } = *analysis;
    let arena = Arena {
        graph,
        ranks,
        control,
    };
    let others = graph.actors().filter(|other| *other != actor).collect();
    let mut search = Search::new(arena, others, moving, to, Sparse::default());
    let mut answers = Vec::new();
    while let Some((end, _)) = search.next_state()? {
        if ranks.prefers(actor, end, from) {
            continue;
        }
        let mut best_answer = None;
        if escape_matters(concept) {
            graph.moves(actor, end, &mut answers);
            best_answer = answers
                .iter()
                .copied()
                .max_by_key(|answer| ranks.rank(actor, *answer));
            if best_answer.is_some_and(|answer| ranks.prefers(actor, answer, from)) {
                continue;
            }
        }
        let steps = search
            .path_to(end)
            .map(|path| path.steps)
            .unwrap_or_default();
        let credible = moving == Moving::ByImprovements || {
            let mut at = to;
            steps.iter().all(|step| {
                let before = std::mem::replace(&mut at, step.to);
                ranks.prefers(step.actor, step.to, before)
            })
        };
        return Ok(Some(Sanction {
            steps,
            credible,
            best_answer,
        }));
    }
    Ok(None)
}
