//! A file's checks, answered.

use graph::{StateId, StateSet};
use model::conflict::{ActorId, Check, CheckBody, Concept, StateSelection};
use model::formula::Formula;
use report::answer::{CheckAccount, CheckOutcome, CheckResult, Step};
use stability::{
    Choice, CoalitionAnalysis, CoalitionLimits, Coalitions, Evolution, Moving, Query, Verdict,
    analyse_coalitions, holds,
};
use syntax::diagnostic::Span;

use super::play::{PlayClaim, play_ends};
use super::stability::{by_actor, common};
use crate::error::AnswerError;
use crate::study::Study;

/// Most states that a message names.
const MOST_NAMED: usize = 6;

/// Answers all checks of an account. `place` says where a check stands.
///
/// # Errors
/// When the host stops the work. A check that cannot be answered is a result, not an error.
pub fn checks(
    study: &Study<'_>,
    place: &dyn Fn(Span) -> Option<String>,
) -> Result<CheckAccount, AnswerError> {
    let mut asker = Asker {
        study,
        coalitions: None,
    };
    let mut results = Vec::new();
    for check in &study.conflict.checks {
        let mut result = asker.result(check)?;
        result.place = place(check.span);
        results.push(result);
    }
    Ok(CheckAccount {
        account: study.account(),
        checks: results,
    })
}

/// What was found: whether the claim is so, and what was found instead.
struct Finding {
    so: bool,
    found: Vec<String>,
    path: Vec<Step>,
}

impl Finding {
    fn new(so: bool, found: Vec<String>) -> Self {
        Finding {
            so,
            found,
            path: Vec::new(),
        }
    }
}

struct Asker<'s, 'w> {
    study: &'s Study<'w>,
    /// All coalitions, once asked for.
    coalitions: Option<CoalitionAnalysis>,
}

impl Asker<'_, '_> {
    fn result(&mut self, check: &Check) -> Result<CheckResult, AnswerError> {
        let (outcome, found, path) = match self.finding(&check.body) {
            Ok(finding) => {
                let outcome = match (finding.so, check.expected_to_fail) {
                    (true, false) => CheckOutcome::Passed,
                    (false, false) => CheckOutcome::Failed,
                    (false, true) => CheckOutcome::FailedAsExpected,
                    (true, true) => CheckOutcome::PassedUnexpectedly,
                };
                (outcome, finding.found, finding.path)
            }
            Err(AnswerError::Interrupted) => return Err(AnswerError::Interrupted),
            Err(error) => (
                CheckOutcome::Unanswerable,
                vec![error.to_string()],
                Vec::new(),
            ),
        };
        Ok(CheckResult {
            name: check.name.clone(),
            outcome,
            found,
            path,
            place: None,
        })
    }

    fn finding(&mut self, body: &CheckBody) -> Result<Finding, AnswerError> {
        match body {
            CheckBody::Equilibrium {
                state,
                holds,
                under,
            } => {
                let state = self.select(state)?;
                self.equilibrium(state, *holds, under)
            }
            CheckBody::Stable {
                state,
                holds,
                actors,
                under,
            } => {
                let state = self.select(state)?;
                self.stable(state, *holds, actors, under)
            }
            CheckBody::Equilibria { under, states } => self.equilibria(under, states),
            CheckBody::Reachable {
                state,
                holds,
                by_improvements,
            } => {
                let state = self.select(state)?;
                let moving = if *by_improvements {
                    Moving::ByImprovements
                } else {
                    Moving::Anyhow
                };
                self.reachable(state, *holds, moving)
            }
            CheckBody::Always {
                holds,
                formula,
                under,
                any_improvement,
            } => {
                let choice = if *any_improvement {
                    Choice::AnyUndeterred
                } else {
                    Choice::MostPreferred
                };
                self.always(*holds, formula, under, choice)
            }
            CheckBody::PlayEnds {
                some,
                formula,
                probability,
                values,
            } => {
                let claim = PlayClaim {
                    some: *some,
                    formula,
                    probability,
                    values,
                };
                let (so, found) = play_ends(self.study, &claim)?;
                Ok(Finding::new(so, found))
            }
            CheckBody::StateCount(count) => {
                let actual = self.study.graph().count() as u64;
                Ok(Finding::new(
                    actual == *count,
                    vec![format!("there are {actual} states")],
                ))
            }
        }
    }

    fn equilibrium(
        &mut self,
        state: StateId,
        claim: bool,
        under: &[Concept],
    ) -> Result<Finding, AnswerError> {
        let mut against = Vec::new();
        for &concept in under {
            let is = self.equilibria_under(concept)?.contains(state);
            if is != claim {
                against.push(format!(
                    "{} is {} under {}{}",
                    self.study.naming().state(state).in_words(),
                    if is {
                        "an equilibrium"
                    } else {
                        "no equilibrium"
                    },
                    concept.name(),
                    self.who_leaves(concept, state)?,
                ));
            }
        }
        Ok(Finding::new(against.is_empty(), against))
    }

    /// `: Israel and US leave it`.
    fn who_leaves(&self, concept: Concept, state: StateId) -> Result<String, AnswerError> {
        if concept.is_coalitional() {
            return Ok(String::new());
        }
        let naming = self.study.naming();
        let stable = by_actor(self.study, concept)?;
        let leavers: Vec<&str> = self
            .study
            .graph()
            .actors()
            .zip(&stable)
            .filter(|(_, set)| !set.contains(state))
            .map(|(actor, _)| naming.actor(actor))
            .collect();
        Ok(match leavers.as_slice() {
            [] => String::new(),
            [one] => format!(": {one} would leave it"),
            many => format!(": {} would leave it", many.join(", ")),
        })
    }

    fn stable(
        &mut self,
        state: StateId,
        claim: bool,
        actors: &[ActorId],
        under: &[Concept],
    ) -> Result<Finding, AnswerError> {
        let naming = self.study.naming();
        let mut against = Vec::new();
        for &concept in under {
            let stable = if concept.is_coalitional() {
                let set = self.stable_against(concept, actors)?;
                vec![set; self.study.graph().actor_count()]
            } else {
                by_actor(self.study, concept)?
            };
            for actor in actors {
                let is = stable
                    .get(actor.index())
                    .is_some_and(|set| set.contains(state));
                if is != claim {
                    against.push(format!(
                        "{} is {} for {} under {}",
                        naming.state(state).in_words(),
                        if is { "stable" } else { "not stable" },
                        naming.actor(*actor),
                        concept.name(),
                    ));
                }
            }
        }
        Ok(Finding::new(against.is_empty(), against))
    }

    fn equilibria(
        &mut self,
        under: &[Concept],
        claimed: &[StateSelection],
    ) -> Result<Finding, AnswerError> {
        let mut wanted = StateSet::new(self.study.graph().index_len());
        for state in claimed {
            wanted.insert(self.select(state)?);
        }
        let mut against = Vec::new();
        for &concept in under {
            let actual = self.equilibria_under(concept)?;
            if actual != wanted {
                against.push(format!(
                    "the equilibria under {} are {}",
                    concept.name(),
                    self.name_some(&actual)
                ));
            }
        }
        Ok(Finding::new(against.is_empty(), against))
    }

    fn reachable(
        &self,
        state: StateId,
        claim: bool,
        moving: Moving,
    ) -> Result<Finding, AnswerError> {
        let (graph, ranks) = (self.study.analysis.graph, self.study.analysis.ranks);
        let start = status_quo(self.study)?;
        let evolution = Evolution::search(graph, ranks, start, moving, self.study.control)?;
        let path = evolution.shortest_path(state);
        let so = path.is_some() == claim;
        let name = self.study.naming().state(state).in_words();
        Ok(Finding {
            so,
            found: match (&path, so) {
                (_, true) => Vec::new(),
                (Some(_), false) => vec![format!("{name} can be reached")],
                (None, false) => vec![format!("no sequence of moves leads to {name}")],
            },
            path: path
                .map(|p| self.study.naming().path(&p))
                .unwrap_or_default(),
        })
    }

    fn always(
        &self,
        claim: bool,
        formula: &Formula,
        under: &[Concept],
        choice: Choice,
    ) -> Result<Finding, AnswerError> {
        let start = status_quo(self.study)?;
        let outcome = self.study.graph().select(formula);
        let mut finding = Finding::new(true, Vec::new());
        for &concept in under {
            let query = Query {
                start,
                outcome: &outcome,
                concept,
                choice,
                list_at_most: 0,
            };
            let answer = holds(&self.study.analysis, query, self.study.control)?;
            let is = answer.verdict == Verdict::Holds;
            if is == claim {
                continue;
            }
            finding.so = false;
            match answer.verdict {
                Verdict::Holds => {
                    finding
                        .found
                        .push(format!("it holds under {}", concept.name()));
                }
                Verdict::Fails(path) => {
                    let naming = self.study.naming();
                    finding
                        .found
                        .push(format!("it fails under {}", concept.name()));
                    if finding.path.is_empty() {
                        finding.path = naming.path(&path);
                    }
                }
            }
        }
        Ok(finding)
    }

    fn equilibria_under(&mut self, concept: Concept) -> Result<StateSet, AnswerError> {
        if !concept.is_coalitional() {
            return Ok(common(&by_actor(self.study, concept)?));
        }
        let study = self.study;
        let all = self.all_coalitions()?;
        Ok(all
            .stable_against_all(concept)
            .unwrap_or_else(|| StateSet::new(study.graph().index_len())))
    }

    fn stable_against(
        &mut self,
        concept: Concept,
        members: &[ActorId],
    ) -> Result<StateSet, AnswerError> {
        let study = self.study;
        let coalitions = Coalitions::Named(vec![members.to_vec()]);
        let found = analyse_coalitions(
            study.analysis.graph,
            study.analysis.ranks,
            &coalitions,
            CoalitionLimits::default(),
            study.control,
        )?;
        let stable = found.coalitions.first().and_then(|one| one.stable(concept));
        Ok(stable
            .cloned()
            .unwrap_or_else(|| StateSet::new(study.graph().index_len())))
    }

    fn all_coalitions(&mut self) -> Result<&CoalitionAnalysis, AnswerError> {
        let found = match self.coalitions.take() {
            Some(found) => found,
            None => analyse_coalitions(
                self.study.analysis.graph,
                self.study.analysis.ranks,
                &Coalitions::All,
                CoalitionLimits::default(),
                self.study.control,
            )?,
        };
        Ok(self.coalitions.insert(found))
    }

    fn select(&self, selection: &StateSelection) -> Result<StateId, AnswerError> {
        selected(self.study, selection)
    }

    fn name_some(&self, states: &StateSet) -> String {
        name_some(self.study, states)
    }
}

/// The state that a check speaks of.
///
/// # Errors
/// If there is none, or more than one.
pub fn selected(study: &Study<'_>, selection: &StateSelection) -> Result<StateId, AnswerError> {
    let graph = study.graph();
    match selection {
        StateSelection::StatusQuo => status_quo(study),
        StateSelection::Observed => graph
            .observed()
            .ok_or_else(|| AnswerError::Question("the model has no status quo".into())),
        StateSelection::Formula(formula) => {
            let states = graph.select(formula);
            let mut found = states.iter();
            match (found.next(), found.next()) {
                (Some(one), None) => Ok(one),
                (None, _) => Err(AnswerError::Question(
                    "no state of the conflict is meant by it".into(),
                )),
                _ => Err(AnswerError::Question(format!(
                    "it means {} states, and a check speaks of one: {}",
                    states.len(),
                    name_some(study, &states)
                ))),
            }
        }
    }
}

fn name_some(study: &Study<'_>, states: &StateSet) -> String {
    let naming = study.naming();
    let mut names: Vec<String> = states
        .iter()
        .take(MOST_NAMED)
        .map(|state| naming.state(state).in_words())
        .collect();
    if states.is_empty() {
        return "none".into();
    }
    if states.len() > MOST_NAMED {
        names.push(format!("and {} more", states.len() - MOST_NAMED));
    }
    names.join("; ")
}

/// The status quo, or a message for a model that has none.
///
/// # Errors
/// If there is none.
pub fn status_quo(study: &Study<'_>) -> Result<StateId, AnswerError> {
    study.graph().status_quo().ok_or_else(|| {
        AnswerError::Question(
            "the model has no status quo to start from; add `status quo …`".into(),
        )
    })
}
