//! Certificates: answers written so that they can be checked without trusting the engine.
//!
//! In: explanations and answers to "always φ". Out: values that serialise to the JSON which
//! `detente verify` reads (the `checker` crate, which shares no code with this one, documents the
//! same form). A stability answer carries certificates under the key `certificates`:
//!
//! ```json
//! {"certificates": [
//!   {"actor": "A", "state": "YN", "concept": "smr", "stable": true, "improvements": [
//!     {"to": "NN", "sanction": {
//!       "steps": [{"actor": "B", "to": "NY"}], "credible": false, "best_answer": "YY"}}]},
//!   {"actor": "B", "state": "YN", "concept": "nash", "stable": false, "improvements": [
//!     {"to": "YY"}]}]}
//! ```
//!
//! Every improvement of the actor is listed. `stable` is true if each has a sanction: a legal
//! sequence of moves of the others, from `to` on, that ends where the concept asks. An improvement
//! without `sanction` is claimed to have none. Answers to "always φ" stand under `holds`; see
//! [`HoldsCertificate`].

use graph::{Control, Graph, Interrupted, StateId, StateSet};
use model::conflict::{Actor, ActorId, Concept};
use serde::Serialize;

use crate::Analysis;
use crate::concepts::is_basic;
use crate::explain::{Explanation, explain};
use crate::holds::{Answer, Choice, Deterred, Deterrent, Query, Verdict};
use crate::path::Step;
use crate::sanction::Sanction;

/// Why a state is stable for an actor or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Certificate {
    /// The actor's name.
    pub actor: String,
    /// The state's id.
    pub state: String,
    /// The concept's name: `nash`, `gmr`, `smr`, `seq` or `sseq`.
    pub concept: String,
    /// What is claimed.
    pub stable: bool,
    /// Every improvement of the actor.
    pub improvements: Vec<CertifiedImprovement>,
}

/// One improvement in a [`Certificate`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CertifiedImprovement {
    /// Where to.
    pub to: String,
    /// What deters it; absent: nothing does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sanction: Option<CertifiedSanction>,
}

/// A sanction in a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CertifiedSanction {
    /// The others' moves.
    pub steps: Vec<CertifiedStep>,
    /// Whether each of them improves on the state it leaves, for its mover.
    pub credible: bool,
    /// Under SMR and SSEQ, the best state that the actor can then move to, if it can move.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub best_answer: Option<String>,
}

/// One move in a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CertifiedStep {
    /// Who moves.
    pub actor: String,
    /// Where to.
    pub to: String,
}

/// An answer to "always φ under X".
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HoldsCertificate {
    /// The name of the outcome, where the model names it; then `inside` is what its formula
    /// selects.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// The states in which φ is true.
    pub inside: Vec<String>,
    /// Where it starts.
    pub from: String,
    /// The concept's name.
    pub concept: String,
    /// `most-preferred` or `any-undeterred`.
    pub choice: &'static str,
    /// What is claimed.
    pub holds: bool,
    /// If it fails: a shortest sequence of moves that leads out (empty if `from` is outside).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<Vec<CertifiedStep>>,
    /// If it holds: every state visited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visited: Option<Vec<String>>,
    /// Deterred moves from visited states, with what deters them.
    pub deterred: Vec<CertifiedDeterred>,
}

/// A deterred move in a [`HoldsCertificate`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CertifiedDeterred {
    /// From which visited state.
    pub from: String,
    /// Who is tempted.
    pub actor: String,
    /// Where to.
    pub to: String,
    /// The sanction, under the five basic concepts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sanction: Option<CertifiedSanction>,
    /// Where the actor expects its move to end, under limited and non-myopic foresight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<Vec<String>>,
}

/// What actors and states are called.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    graph: &'a Graph,
    actors: &'a [Actor],
}

impl<'a> Names<'a> {
    /// Names for a graph built from the conflict that has these actors.
    #[must_use]
    pub fn new(graph: &'a Graph, actors: &'a [Actor]) -> Self {
        Names { graph, actors }
    }

    fn actor(&self, actor: ActorId) -> String {
        self.actors
            .get(actor.index())
            .map_or_else(String::new, |actor| actor.name.clone())
    }

    fn state(&self, state: StateId) -> String {
        self.graph.id(state)
    }

    fn set(&self, states: &StateSet) -> Vec<String> {
        states.iter().map(|state| self.state(state)).collect()
    }

    fn steps(&self, steps: &[Step]) -> Vec<CertifiedStep> {
        let step = |step: &Step| CertifiedStep {
            actor: self.actor(step.actor),
            to: self.state(step.to),
        };
        steps.iter().map(step).collect()
    }

    fn sanction(&self, sanction: &Sanction) -> CertifiedSanction {
        CertifiedSanction {
            steps: self.steps(&sanction.steps),
            credible: sanction.credible,
            best_answer: sanction.best_answer.map(|state| self.state(state)),
        }
    }

    /// An explanation as a certificate.
    #[must_use]
    pub fn certificate(&self, why: &Explanation) -> Certificate {
        let improvements = why
            .improvements
            .iter()
            .map(|improvement| CertifiedImprovement {
                to: self.state(improvement.to),
                sanction: improvement
                    .sanction
                    .as_ref()
                    .map(|sanction| self.sanction(sanction)),
            });
        Certificate {
            actor: self.actor(why.actor),
            state: self.state(why.state),
            concept: why.concept.name(),
            stable: why.is_stable(),
            improvements: improvements.collect(),
        }
    }

    /// An answer to "always φ" as a certificate. `outcome` is the name of φ, where it is one of
    /// the model's outcomes.
    #[must_use]
    pub fn holds_certificate(
        &self,
        outcome: Option<&str>,
        query: &Query<'_>,
        answer: &Answer,
    ) -> HoldsCertificate {
        let (holds, path, visited) = match &answer.verdict {
            Verdict::Holds => (true, None, Some(self.set(&answer.visited))),
            Verdict::Fails(path) => (false, Some(self.steps(&path.steps)), None),
        };
        HoldsCertificate {
            outcome: outcome.map(str::to_owned),
            inside: self.set(query.outcome),
            from: self.state(query.start),
            concept: query.concept.name(),
            choice: match query.choice {
                Choice::MostPreferred => "most-preferred",
                Choice::AnyUndeterred => "any-undeterred",
            },
            holds,
            path,
            visited,
            deterred: answer
                .deterred
                .iter()
                .map(|deterred| self.deterred(deterred))
                .collect(),
        }
    }

    fn deterred(&self, deterred: &Deterred) -> CertifiedDeterred {
        let (sanction, expected) = match &deterred.by {
            Deterrent::Sanction(sanction) => (Some(self.sanction(sanction)), None),
            Deterrent::Foresight { expected } => (
                None,
                Some(expected.iter().map(|state| self.state(*state)).collect()),
            ),
        };
        CertifiedDeterred {
            from: self.state(deterred.from),
            actor: self.actor(deterred.actor),
            to: self.state(deterred.to),
            sanction,
            expected,
        }
    }
}

/// Why certificates were not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CertifyError {
    /// More certificates than wanted.
    #[error("{count} certificates are more than {limit}; select states, actors or concepts")]
    TooMany {
        /// States × actors × concepts.
        count: usize,
        /// The limit.
        limit: usize,
    },
    /// Only the five basic concepts rest on sanctions.
    #[error("there are no certificates under `{}`: it does not rest on sanctions", .0.name())]
    NotBasic(Concept),
    /// The host stopped the work.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
}

/// Certificates for every actor and each of these states under each of these concepts, in order of
/// concept, state and actor; at most `limit`.
///
/// Cost: that of [`explain`] for each.
///
/// # Errors
/// If there would be more than `limit`, for concepts that are not basic, and when the host stops
/// the work.
pub fn certify(
    analysis: &Analysis<'_>,
    names: Names<'_>,
    states: &StateSet,
    concepts: &[Concept],
    limit: usize,
    control: &Control,
) -> Result<Vec<Certificate>, CertifyError> {
    let actors = analysis.graph.actor_count();
    let count = states
        .len()
        .saturating_mul(actors)
        .saturating_mul(concepts.len());
    if count > limit {
        return Err(CertifyError::TooMany { count, limit });
    }
    if let Some(other) = concepts.iter().find(|concept| !is_basic(**concept)) {
        return Err(CertifyError::NotBasic(*other));
    }
    let mut certificates = Vec::with_capacity(count);
    for concept in concepts {
        for state in states.iter() {
            for actor in analysis.graph.actors() {
                let why = explain(analysis, *concept, actor, state, control)?;
                certificates.push(names.certificate(&why));
            }
        }
    }
    Ok(certificates)
}
