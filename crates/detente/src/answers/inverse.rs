//! Under which orders of one actor a state is an equilibrium, in the user's words.

use change::inverse::{Alternative, Clause, Condition, Found, Inverse, Question, Standing};
use graph::StateId;
use model::conflict::{ActorId, Concept};
use report::answer::{
    DeterredMove, DrawnOrders, InverseAccount, InverseActor, InverseAlternative, InverseClause,
    InverseConcept, InverseCondition, InverseStanding, InverseVerdict, OrderShare, Preferred, Step,
};
use stability::concepts::is_basic;

use crate::error::AnswerError;
use crate::study::Study;

/// Most clauses, alternatives, comparisons and moves that are listed, each.
const MOST_LISTED: usize = 64;

/// What to ask.
#[derive(Clone, Debug)]
pub struct Request {
    /// The state that is to be an equilibrium.
    pub state: StateId,
    /// Whose orders are asked about.
    pub actors: Vec<ActorId>,
    /// Under which concepts.
    pub concepts: Vec<Concept>,
    /// How many orders to draw where they cannot be counted.
    pub draws: u64,
    /// What decides which orders are drawn.
    pub seed: u64,
}

/// Asks under which orders of each actor the state is an equilibrium.
///
/// Cost: as [`change::inverse::inverse`], for each actor.
///
/// # Errors
/// If a concept is not one of the five basic ones, or when the host stops the work.
pub fn inverse(study: &Study<'_>, request: &Request) -> Result<InverseAccount, AnswerError> {
    if let Some(other) = request.concepts.iter().find(|concept| !is_basic(**concept)) {
        let why = if other.is_coalitional() {
            "it speaks of coalitions"
        } else {
            "it looks ahead move by move"
        };
        return Err(AnswerError::Question(format!(
            "orders are counted under nash, seq, sseq, smr and gmr, not under `{}`: {why}",
            other.name()
        )));
    }
    let graph = study.graph();
    let mut actors = Vec::with_capacity(request.actors.len());
    for &actor in &request.actors {
        let question = Question {
            state: request.state,
            actor,
            concepts: &request.concepts,
            draws: request.draws,
            seed: request.seed,
        };
        let found = change::inverse::inverse(&study.analysis, question, study.control)?;
        let words = Words {
            study,
            state: request.state,
        };
        actors.push(InverseActor {
            actor: study.naming().actor(actor).to_owned(),
            concepts: found.iter().map(|one| words.concept(one)).collect(),
        });
    }
    Ok(InverseAccount {
        account: study.account(),
        state: study.naming().state(request.state),
        states: graph.count() as u64,
        orders: change::inverse::orders(graph.count()),
        actors,
    })
}

struct Words<'w> {
    study: &'w Study<'w>,
    state: StateId,
}

impl Words<'_> {
    fn concept(&self, found: &Inverse) -> InverseConcept {
        let standing = |one: &Standing| self.standing(found.concept, one);
        let now = self.study.analysis.equilibria(found.concept);
        InverseConcept {
            concept: found.concept.name(),
            equilibrium_now: now.contains(self.state),
            equilibrium: self.share(&found.equilibrium),
            own: standing(&found.own),
            others: found.others.iter().map(standing).collect(),
        }
    }

    fn standing(&self, concept: Concept, standing: &Standing) -> InverseStanding {
        let now = self.study.analysis.stable(concept, standing.actor);
        InverseStanding {
            actor: self.study.naming().actor(standing.actor).to_owned(),
            verdict: match &standing.share {
                Found::Exact(share) if share.is_all() => InverseVerdict::Always,
                Found::Exact(share) if share.is_none() => InverseVerdict::Never,
                Found::Exact(_) => InverseVerdict::Depends,
                Found::Drawn(_) => InverseVerdict::Drawn,
            },
            stable_now: now.contains(self.state),
            share: self.share(&standing.share),
            condition: standing
                .condition
                .as_ref()
                .map(|condition| self.condition(standing.actor, condition)),
        }
    }

    fn share(&self, found: &Found) -> OrderShare {
        match found {
            Found::Exact(share) => OrderShare {
                share: share.value(),
                orders: share.count(self.study.graph().count()),
                fraction: share.fraction(),
                drawn: None,
            },
            Found::Drawn(tally) => {
                let (low, high) = tally.interval();
                OrderShare {
                    share: tally.value(),
                    orders: None,
                    fraction: None,
                    drawn: Some(DrawnOrders {
                        draws: tally.draws,
                        hits: tally.hits,
                        low,
                        high,
                    }),
                }
            }
        }
    }

    fn condition(&self, mover: ActorId, condition: &Condition) -> InverseCondition {
        let clauses = condition.clauses.iter().take(MOST_LISTED);
        let deterred = condition.deterred.iter().take(MOST_LISTED);
        InverseCondition {
            clauses: clauses.map(|clause| self.clause(mover, clause)).collect(),
            more_clauses: more(condition.clauses.len()),
            deterred: deterred
                .map(|one| DeterredMove {
                    step: self.step(mover, one.to),
                    sanction: self.sanction(one.to, &one.sanction),
                })
                .collect(),
            more_deterred: more(condition.deterred.len()),
        }
    }

    fn clause(&self, mover: ActorId, clause: &Clause) -> InverseClause {
        let moves = clause.moves.iter().take(MOST_LISTED);
        let alternatives = clause.alternatives.iter().take(MOST_LISTED);
        let start = clause.moves.first().copied().unwrap_or(self.state);
        InverseClause {
            moves: moves.map(|to| self.step(mover, *to)).collect(),
            more_moves: more(clause.moves.len()),
            alternatives: alternatives.map(|way| self.way(start, way)).collect(),
            more_alternatives: more(clause.alternatives.len()),
        }
    }

    fn way(&self, start: StateId, way: &Alternative) -> InverseAlternative {
        let naming = self.study.naming();
        let prefers = way.comparisons.iter().take(MOST_LISTED);
        InverseAlternative {
            prefers: prefers
                .map(|one| Preferred {
                    better: naming.state(one.better),
                    worse: naming.state(one.worse),
                })
                .collect(),
            more_prefers: more(way.comparisons.len()),
            sanction: self.sanction(start, &way.sanction),
        }
    }

    fn step(&self, mover: ActorId, to: StateId) -> Step {
        self.study.naming().step(mover, self.state, to)
    }

    fn sanction(&self, start: StateId, steps: &[stability::Step]) -> Vec<Step> {
        self.study.naming().steps(start, steps)
    }
}

fn more(all: usize) -> u64 {
    all.saturating_sub(MOST_LISTED) as u64
}
