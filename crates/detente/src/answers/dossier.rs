//! The report: every answer on a case, put together.

use model::conflict::{Case, Conflict, States};
use report::answer::{
    AccountPage, Analysis, AssumptionKind, ChangeQuestion, Citation, Comparison, Dependence,
    Dossier, Drawing, MultiStability, Outline, SourcedAssumption, Sources, Stability, Timeline,
    VERSION,
};

use report::drawing::{MOST_STATES, Sketch, conflict_map, lineage, pivots, state_map};

use super::outline::{lay_over, outline, unless_all, values_now};
use super::sketch::{Shown, sketch};
use super::{analysis, assumptions, stability};
use crate::concepts::BASIC;
use crate::error::AnswerError;
use crate::study::Study;

/// Most drawings of states; accounts that draw the same share one.
const MOST_DRAWN: usize = 4;

/// What was found in one account.
#[derive(Clone, Debug)]
pub struct Found {
    /// What holds.
    pub page: AccountPage,
    /// Which states are stable.
    pub stability: Stability,
    /// The value of each option at the status quo.
    pub now: Vec<Option<String>>,
    /// The states and moves, where the states have names and are not too many to be drawn.
    pub states: Option<Sketch>,
}

/// What was found beside the accounts.
#[derive(Clone, Debug)]
pub struct Beside {
    /// Name of the model file.
    pub file: String,
    /// The title, if another than that of the conflict is wanted.
    pub title: Option<String>,
    /// Number of warnings that the model gave.
    pub warnings: u64,
    /// Hash of the model.
    pub model_hash: String,
    /// What was set on the command line, in words.
    pub settings: Vec<String>,
    /// Accounts side by side.
    pub comparison: Option<Comparison>,
    /// Documents, passages, claims and lineage.
    pub sources: Sources,
    /// Which outcomes held when.
    pub timeline: Option<Timeline>,
    /// What could not be answered, and why.
    pub remarks: Vec<String>,
}

/// Asks one account everything that the report says of it alone.
///
/// # Errors
/// When the host stops the work.
pub fn found(
    study: &Study<'_>,
    place: &dyn Fn(syntax::diagnostic::Span) -> Option<String>,
) -> Result<Found, AnswerError> {
    let request = stability::Request {
        concepts: BASIC.to_vec(),
        listing: stability::Listing::ForReaders,
        ..stability::Request::default()
    };
    Ok(Found {
        page: analysis::page(study, place)?,
        stability: stability::stability(study, &request)?,
        now: values_now(study),
        states: states(study)?,
    })
}

/// The states of a conflict that names them, if they can be drawn.
fn states(study: &Study<'_>) -> Result<Option<Sketch>, AnswerError> {
    let graph = study.graph();
    if !has_named_states(study.conflict) || graph.count() > MOST_STATES {
        return Ok(None);
    }
    let mut drawn = sketch(study, &graph.all(), Shown::Legible)?;
    // The drawing says on its own which accounts it is of.
    drawn.title = "States and moves".to_owned();
    Ok(Some(drawn))
}

fn has_named_states(conflict: &Conflict) -> bool {
    matches!(conflict.states, States::Listed { .. })
}

/// Puts the report together. `conflicts` are the accounts asked about, each with what was found.
#[must_use]
pub fn dossier(case: &Case, conflicts: &[&Conflict], found: Vec<Found>, beside: Beside) -> Dossier {
    let base = &case.base;
    let title = beside.title.or_else(|| base.title.clone());
    let as_of = base.as_of.map(model::date_text);
    let now: Vec<_> = found.iter().map(|one| one.now.clone()).collect();
    let mut remarks = beside.remarks;
    let states = state_maps(conflicts, &found, &mut remarks);
    let (pages, stability): (Vec<_>, Vec<_>) = found
        .into_iter()
        .map(|one| (one.page, one.stability))
        .unzip();
    let program = env!("CARGO_PKG_VERSION").to_owned();
    let analysis = Analysis {
        version: VERSION,
        program: program.clone(),
        file: beside.file.clone(),
        title: title.clone(),
        as_of: as_of.clone(),
        warnings: beside.warnings,
        accounts: pages,
    };
    let outline = outline(conflicts, &now);
    Dossier {
        version: VERSION,
        drawings: drawings(&outline, states, &analysis.accounts, &beside.sources),
        outline,
        assumptions: sourced(conflicts, &analysis),
        comparison: beside.comparison.unwrap_or_else(|| Comparison {
            version: VERSION,
            program: program.clone(),
            file: beside.file.clone(),
            title: title.clone(),
            as_of: as_of.clone(),
            warnings: beside.warnings,
            concepts: BASIC.iter().map(|concept| concept.name()).collect(),
            accounts: Vec::new(),
            suppositions: Vec::new(),
            questions: Vec::new(),
            alike: Vec::new(),
            separations: Vec::new(),
            divides: Vec::new(),
            shared: Vec::new(),
            remarks: Vec::new(),
        }),
        stability: MultiStability {
            version: VERSION,
            accounts: stability,
        },
        sources: beside.sources,
        timeline: beside.timeline,
        citation: citation(
            title.as_deref().unwrap_or(&beside.file),
            as_of.as_deref(),
            &program,
            &beside.model_hash,
        ),
        model_hash: beside.model_hash,
        settings: beside.settings,
        notes: base.notes.clone(),
        remarks,
        analysis,
        program,
    }
}

/// The states of each account that names them; those that draw the same in one. What is too much to
/// be drawn, a remark says.
fn state_maps(conflicts: &[&Conflict], found: &[Found], remarks: &mut Vec<String>) -> Vec<Drawing> {
    let mut laid: Vec<(&Sketch, Vec<String>)> = Vec::new();
    for (conflict, one) in conflicts.iter().zip(found) {
        match &one.states {
            Some(states) => lay_over(&mut laid, conflict, states, |a, b| a == b),
            None if has_named_states(conflict) => {
                let remark = format!(
                    "The states are not drawn: there are {}, and more than {MOST_STATES} would not \
                     be legible.",
                    one.page.states
                );
                if !remarks.contains(&remark) {
                    remarks.push(remark);
                }
            }
            None => {}
        }
    }
    if laid.len() > MOST_DRAWN {
        remarks.push(format!(
            "Of {} drawings of states, as accounts differ, the first {MOST_DRAWN} are shown.",
            laid.len()
        ));
    }
    let shown = laid.into_iter().take(MOST_DRAWN);
    shown
        .filter_map(|(states, names)| state_map(states, &unless_all(names, conflicts)).ok())
        .collect()
}

/// Whether some assumption makes a difference to an answer: else a drawing would say nothing.
fn turns_on_something(question: &ChangeQuestion) -> bool {
    let all = question.assumptions.iter().flat_map(|one| &one.dependence);
    all.min()
        .is_some_and(|strongest| *strongest <= Dependence::WithOthers)
}

/// The map of the conflict, its states, what the answers of each account turn on, and the lineage
/// of each claim that leads to an origin.
fn drawings(
    outline: &Outline,
    states: Vec<Drawing>,
    accounts: &[AccountPage],
    sources: &Sources,
) -> Vec<Drawing> {
    let claims = sources.claims.iter();
    let turns = accounts
        .iter()
        .filter(|one| one.changes.iter().any(turns_on_something))
        .filter_map(|one| pivots(&[(one.account.as_ref(), &one.changes)]));
    conflict_map(outline)
        .into_iter()
        .chain(states)
        .chain(turns)
        .chain(claims.filter_map(|claim| lineage(sources, claim)))
        .collect()
}

/// Every assumption, once, with the accounts that make it and the questions that it decides.
fn sourced(conflicts: &[&Conflict], analysis: &Analysis) -> Vec<SourcedAssumption> {
    let mut laid: Vec<(SourcedAssumption, Vec<String>)> = Vec::new();
    for conflict in conflicts {
        for (what, basis) in assumptions::all(conflict) {
            let against = basis.against.iter();
            let one = SourcedAssumption {
                kind: kind(&what),
                words: words(conflict, &what),
                assumption: assumptions::assumption(what, basis, &conflict.evidence),
                against: against
                    .filter_map(|&id| assumptions::passage_name(&conflict.evidence, id))
                    .collect(),
                note: basis.note.clone(),
                accounts: Vec::new(),
                decides: Vec::new(),
            };
            lay_over(&mut laid, conflict, one, |a, b| a == b);
        }
    }
    let named = laid.into_iter().map(|(one, names)| SourcedAssumption {
        decides: decided_by(&one, &names, analysis),
        accounts: unless_all(names, conflicts),
        ..one
    });
    let mut all: Vec<SourcedAssumption> = named.collect();
    all.sort_by_key(|one| one.kind);
    all
}

fn kind(what: &str) -> AssumptionKind {
    if what.contains(" prefers: ") || what.ends_with("'s ranking") {
        AssumptionKind::Preference
    } else if what.starts_with("option ") {
        AssumptionKind::Option
    } else if what.starts_with("rule ") {
        AssumptionKind::Rule
    } else if what.starts_with("event ") {
        AssumptionKind::Event
    } else {
        AssumptionKind::StatusQuo
    }
}

fn words(conflict: &Conflict, what: &str) -> Option<String> {
    if let Some(name) = what.strip_prefix("rule ") {
        let rule = conflict.rules.iter().find(|rule| rule.name == name)?;
        return Some(rule.text.clone());
    }
    if let Some(name) = what.strip_prefix("event ") {
        let event = conflict.events.iter().find(|event| event.name == name)?;
        return event.label.clone();
    }
    let name = what.strip_prefix("option ")?;
    let named =
        |option: &&model::conflict::OptionDef| crate::naming::option_name(conflict, option) == name;
    conflict.options.iter().find(named)?.label.clone()
}

fn decided_by(one: &SourcedAssumption, names: &[String], analysis: &Analysis) -> Vec<String> {
    let mut questions: Vec<String> = Vec::new();
    for page in &analysis.accounts {
        let made = match &page.account {
            Some(account) => names.contains(&account.name),
            None => true,
        };
        for question in page.questions.iter().filter(|_| made) {
            let mut verdicts = question.verdicts.iter();
            if verdicts.any(|verdict| verdict.assumptions.contains(&one.assumption))
                && !questions.contains(&question.name)
            {
                questions.push(question.name.clone());
            }
        }
    }
    questions
}

fn citation(title: &str, as_of: Option<&str>, program: &str, hash: &str) -> Citation {
    let short: String = hash.chars().take(12).collect();
    let dated = as_of
        .map(|date| format!(", as of {date}"))
        .unwrap_or_default();
    let year = as_of
        .and_then(|date| date.get(..4))
        .map(|year| format!("  year    = {{{year}}},\n"))
        .unwrap_or_default();
    let mut key: String = title
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .collect::<String>()
        .split('-')
        .filter(|part| !part.is_empty())
        .take(4)
        .collect::<Vec<_>>()
        .join("-");
    if key.is_empty() {
        key = "conflict".to_owned();
    }
    Citation {
        text: format!(
            "“{title}”{dated}. A conflict model, analysed with Détente {program}. Model {short}."
        ),
        bibtex: format!(
            "@misc{{{key},\n  title   = {{{}}},\n{year}  note    = {{Conflict model{dated}, analysed with D{{\\'e}}tente {program}; model {hash}}},\n}}",
            in_braces(title)
        ),
    }
}

/// Text that stays inside the braces of a BibTeX field.
fn in_braces(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        match character {
            '{' | '}' | '\\' => {}
            '&' | '%' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(character);
            }
            other => out.push(other),
        }
    }
    out
}
