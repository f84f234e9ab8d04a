//! Why a state is stable or not, for each actor.

use graph::StateId;
use model::conflict::{ActorId, Concept};
use report::answer::{Explanation, ExplanationAccount, StandingReason, Temptation};
use stability::concepts::is_basic;
use stability::{Foresight, explain};

use super::{reasons, stability as stable_states};
use crate::error::AnswerError;
use crate::study::Study;

/// Explains one state for some actors under some concepts.
///
/// # Errors
/// If a concept does not fit the model, or when the host stops the work.
pub fn explanations(
    study: &Study<'_>,
    state: StateId,
    actors: &[ActorId],
    concepts: &[Concept],
) -> Result<ExplanationAccount, AnswerError> {
    let mut found = Vec::new();
    for &actor in actors {
        for &concept in concepts {
            found.push(if is_basic(concept) {
                basic(study, state, actor, concept)?
            } else {
                foresight(study, state, actor, concept)?
            });
        }
    }
    Ok(ExplanationAccount {
        account: study.account(),
        state: study.naming().state(state),
        explanations: found,
    })
}

fn basic(
    study: &Study<'_>,
    state: StateId,
    actor: ActorId,
    concept: Concept,
) -> Result<Explanation, AnswerError> {
    let naming = study.naming();
    let explanation = explain(&study.analysis, concept, actor, state, study.control)?;
    let stable = explanation.is_stable();
    let reason = if explanation.improvements.is_empty() {
        StandingReason::NoImprovement
    } else if stable {
        let improvements = explanation.improvements.iter();
        StandingReason::Deterred {
            by: improvements
                .map(|improvement| Temptation {
                    step: naming.step(actor, state, improvement.to),
                    breaks: false,
                    sanction: improvement
                        .sanction
                        .as_ref()
                        .map(|found| reasons::sanction(&naming, improvement.to, found)),
                    expected: Vec::new(),
                })
                .collect(),
        }
    } else {
        let mut ends: Vec<StateId> = explanation.unsanctioned().collect();
        ends.sort_by_key(|&end| std::cmp::Reverse(study.analysis.ranks.rank(actor, end)));
        StandingReason::Leaves {
            to: ends
                .into_iter()
                .map(|end| naming.step(actor, state, end))
                .collect(),
        }
    };
    Ok(Explanation {
        actor: naming.actor(actor).to_owned(),
        concept: concept.name(),
        stable,
        reason,
    })
}

fn foresight(
    study: &Study<'_>,
    state: StateId,
    actor: ActorId,
    concept: Concept,
) -> Result<Explanation, AnswerError> {
    if !concept.needs_two_actors() {
        let name = concept.name();
        return Err(AnswerError::Question(format!(
            "`{name}` speaks of coalitions; see `detente stability --coalitions`"
        )));
    }
    let naming = study.naming();
    let stable = stable_states::by_actor(study, concept)?
        .get(actor.index())
        .is_some_and(|set| set.contains(state));
    let found = Foresight::new(
        study.analysis.graph,
        study.analysis.ranks,
        concept,
        study.control,
    )?;
    let mut ends = Vec::new();
    study.graph().moves(actor, state, &mut ends);
    let steps = |to: Vec<StateId>| {
        let steps = to.into_iter().map(|end| naming.step(actor, state, end));
        steps.collect()
    };
    let reason = match (stable, ends.is_empty()) {
        (true, true) => StandingReason::NoImprovement,
        (true, false) => StandingReason::Deterred {
            by: ends
                .into_iter()
                .filter(|&end| study.prefers(actor, end, state))
                .map(|end| Temptation {
                    step: naming.step(actor, state, end),
                    breaks: false,
                    sanction: None,
                    expected: found
                        .anticipated(actor, end)
                        .into_iter()
                        .map(|expected| naming.state(expected))
                        .collect(),
                })
                .collect(),
        },
        (false, _) => StandingReason::Leaves {
            to: steps(found.choices(actor, state)),
        },
    };
    Ok(Explanation {
        actor: naming.actor(actor).to_owned(),
        concept: concept.name(),
        stable,
        reason,
    })
}
