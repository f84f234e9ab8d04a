//! What would change an answer.
//!
//! In: an account and a question. Out: the minimal sets of edits that turn the answer under each
//! concept, with the path or the sanction that appears, and how the answer depends on each
//! assumption.

mod check;
mod levers;
mod turn;
mod words;

pub use check::of_check;
pub use levers::{Levers, Sourced};
pub use words::edit as edit_in_words;

use change::pivotal::{Dependence, pivotal, robustness};
use change::smallest::{Budget, Found, Ground, Searcher};
use change::{Claim, Place, Subject};
use graph::{Control, Graph, StateId};
use model::conflict::{Concept, Conflict};
use model::edit::Edit;
use model::formula::{Formula, LevelSet};
use report::answer::{
    self, ChangeAccount, ChangeQuestion, ChangeSet, ChangeVerdict, PivotalAssumption, QuestionKind,
    Step, WithoutSources,
};
use stability::Choice;

use super::questions::{Asked, questions};
use crate::error::AnswerError;
use crate::study::Study;

/// A question before changes are looked for.
#[derive(Clone, Debug)]
pub struct Question {
    /// What it is about.
    pub kind: QuestionKind,
    /// A short name.
    pub name: String,
    /// The question in words, if the file gives it.
    pub label: Option<String>,
    /// What is claimed, in the user's words.
    pub text: String,
    /// What is claimed.
    pub subject: Subject,
    /// Under which concepts; where none is named, those of the request.
    pub under: Vec<Concept>,
}

/// How changes are looked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// Under which concepts.
    pub concepts: Vec<Concept>,
    /// Which edits may be made.
    pub levers: Levers,
    /// How far.
    pub budget: Budget,
    /// Of so many sets, the cheapest, the new answer is worked out in full.
    pub explain: usize,
}

/// The questions asked of an account unless the user asks others: those of `analyze`.
#[must_use]
pub fn usual(study: &Study<'_>, start: StateId) -> Vec<Question> {
    let asked = questions(study, start).into_iter();
    asked
        .map(|asked| of_asked(study.graph(), start, &asked))
        .collect()
}

/// A question of `analyze` as a claim.
#[must_use]
pub fn of_asked(graph: &Graph, start: StateId, asked: &Asked) -> Question {
    let inside = match asked.kind {
        QuestionKind::StatusQuo => only(graph, start),
        _ => asked.formula.clone(),
    };
    Question {
        kind: asked.kind,
        name: asked.name.clone(),
        label: asked.label.clone(),
        text: format!("always {}", asked.text),
        subject: Subject::Always {
            inside,
            choice: Choice::MostPreferred,
        },
        under: Vec::new(),
    }
}

/// The formula that is true at one state only.
fn only(graph: &Graph, state: StateId) -> Formula {
    match Place::of(graph, state) {
        Place::Named(name) => Formula::State(name),
        Place::Values(values) => Formula::And(
            (0_u16..)
                .map(model::conflict::OptionId)
                .zip(values)
                .map(|(option, level)| Formula::Option(option, LevelSet::one(level)))
                .collect(),
        ),
        Place::StatusQuo | Place::Observed => Formula::Constant(false),
    }
}

/// What would change the answers of one account.
///
/// # Errors
/// Under concepts for which there is no answer, and when the host stops the work.
pub fn account(
    study: &Study<'_>,
    asked: &[Question],
    request: &Request,
) -> Result<ChangeAccount, AnswerError> {
    let edits = request.levers.of(study.conflict);
    let mut found = ChangeAccount {
        account: study.account(),
        edits: edits.len() as u64,
        questions: Vec::new(),
    };
    let ground = Ground::new(study.conflict, &edits, study.control)?;
    let searcher = Searcher::new(&ground);
    for question in asked {
        let answered = one(study, question, (&searcher, &edits), request)?;
        found.questions.push(answered);
    }
    Ok(found)
}

fn one(
    study: &Study<'_>,
    question: &Question,
    (searcher, edits): (&Searcher<'_>, &[Edit]),
    request: &Request,
) -> Result<ChangeQuestion, AnswerError> {
    let (conflict, control) = (study.conflict, study.control);
    let mut answered = ChangeQuestion {
        kind: question.kind,
        name: question.name.clone(),
        label: question.label.clone(),
        claim: question.text.clone(),
        verdicts: Vec::new(),
        changes: Vec::new(),
        assumptions: Vec::new(),
    };
    let mut by_concept: Vec<(Concept, Found)> = Vec::new();
    let weak = levers::giving_up(conflict);
    let concepts = match question.under.as_slice() {
        [] => &request.concepts,
        own => own,
    };
    for &concept in concepts {
        let claim = Claim {
            subject: question.subject.clone(),
            concept,
        };
        let found = searcher.search(&claim, request.budget)?;
        answered.verdicts.push(ChangeVerdict {
            concept: concept.name(),
            holds: found.truth,
            path: way_out(study, question, concept, found.truth)?,
            complete_to: found.complete_to as u64,
            none_beyond: found.exhausted,
            tried: found.evaluated as u64,
            without_sources: without_sources(conflict, &claim, &weak, control)?,
        });
        by_concept.push((concept, found));
    }
    answered.changes = sets(study, question, edits, (&by_concept, request.explain))?;
    answered.assumptions = assumptions(conflict, edits, &by_concept);
    Ok(answered)
}

/// The shortest way out of an outcome that does not hold.
fn way_out(
    study: &Study<'_>,
    question: &Question,
    concept: Concept,
    holds: bool,
) -> Result<Vec<Step>, AnswerError> {
    if holds {
        return Ok(Vec::new());
    }
    let moves = turn::path_out(study, question, concept)?.into_iter();
    Ok(moves.map(|one| turn::step(study, one)).collect())
}

/// What the answer owes to assumptions without a passage.
fn without_sources(
    conflict: &Conflict,
    claim: &Claim,
    weak: &[Edit],
    control: &Control,
) -> Result<WithoutSources, AnswerError> {
    let found = robustness(conflict, claim, weak, control)?;
    let names = |edits: &[usize]| {
        let edits = edits.iter().filter_map(|edit| weak.get(*edit));
        edits.map(|edit| words::changed(conflict, *edit)).collect()
    };
    Ok(WithoutSources {
        count: weak.len() as u64,
        survives: names(&found.without),
        needs: names(&found.needed),
    })
}

/// The minimal sets of all concepts, each once, cheapest first; those that turn the answer under
/// more concepts come before others of the same cost.
fn sets(
    study: &Study<'_>,
    question: &Question,
    edits: &[Edit],
    (by_concept, explain): (&[(Concept, Found)], usize),
) -> Result<Vec<ChangeSet>, AnswerError> {
    /// A set, its cost, and under which concepts it turns the answer to what.
    type Turning<'f> = (&'f [usize], u64, Vec<(Concept, bool)>);
    let mut all: Vec<Turning<'_>> = Vec::new();
    for (concept, found) in by_concept {
        for turning in &found.turning {
            let turn = (*concept, !found.truth);
            match all.iter_mut().find(|(made, _, _)| *made == turning.edits) {
                Some((_, _, turns)) => turns.push(turn),
                None => all.push((&turning.edits, turning.cost, vec![turn])),
            }
        }
    }
    all.sort_by_key(|(made, cost, turns)| {
        (*cost, made.len(), std::cmp::Reverse(turns.len()), *made)
    });
    let mut sets = Vec::with_capacity(all.len());
    for (place, (made, cost, turns)) in all.into_iter().enumerate() {
        let own: Vec<Edit> = made.iter().filter_map(|e| edits.get(*e).copied()).collect();
        let turns = if place < explain {
            turn::explained(study, question, &own, &turns)?
        } else {
            turn::named(&turns)
        };
        sets.push(ChangeSet {
            edits: own
                .iter()
                .map(|e| words::edit(study.conflict, *e))
                .collect(),
            cost,
            turns,
        });
    }
    Ok(sets)
}

/// How the answer depends on each assumption, most first. Those of the same name, as the levels of
/// one ranking, are one: what the answer owes most to any of them.
fn assumptions(
    conflict: &Conflict,
    edits: &[Edit],
    by_concept: &[(Concept, Found)],
) -> Vec<PivotalAssumption> {
    let mut all: Vec<PivotalAssumption> = Vec::new();
    for (number, (_, found)) in by_concept.iter().enumerate() {
        for (what, dependence) in pivotal(edits, found) {
            let edit = edits
                .iter()
                .find(|edit| change::pivotal::Assumption::of(**edit) == what);
            let Some(edit) = edit else { continue };
            let dependence = in_answer(dependence);
            let name = words::changed(conflict, *edit);
            let known = all.iter_mut().find(|one| one.assumption.what == name);
            match known {
                None => all.push(PivotalAssumption {
                    assumption: words::edit(conflict, *edit).assumption,
                    dependence: vec![dependence],
                }),
                Some(known) => match known.dependence.get_mut(number) {
                    Some(strongest) => *strongest = (*strongest).min(dependence),
                    None => known.dependence.push(dependence),
                },
            }
        }
    }
    all.sort_by_key(|one| {
        let alone = one
            .dependence
            .iter()
            .filter(|d| **d == answer::Dependence::Alone)
            .count();
        let strongest = one.dependence.iter().min().copied();
        (strongest, std::cmp::Reverse(alone))
    });
    all
}

fn in_answer(dependence: Dependence) -> answer::Dependence {
    match dependence {
        Dependence::Alone => answer::Dependence::Alone,
        Dependence::WithOthers => answer::Dependence::WithOthers,
        Dependence::NotFound => answer::Dependence::NotFound,
        Dependence::Never => answer::Dependence::Never,
    }
}
