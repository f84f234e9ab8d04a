//! Accounts side by side: what each predicts, over which assumptions, and what would tell them
//! apart.
//!
//! In: the conflicts of a case's accounts. Out: a [`Comparison`]. Each account is analysed as it
//! stands and once for each supposition (an event that has not happened, a `what if` block); what
//! it then predicts is kept as the states visited and the moves made, by name, so that accounts
//! with different rules and states can be compared.

mod account;
mod outlook;
mod separate;
mod shared;
mod suppose;
mod trials;

use graph::Control;
use model::conflict::{Case, Concept, Conflict};
use report::answer::{Alike, ComparedQuestion, Comparison, Row, Supposed, VERSION};

use self::account::{Viewed, view};
use self::outlook::Keys;
use self::suppose::Change;
use crate::concepts::BASIC;
use crate::error::AnswerError;
use crate::naming;

/// Most cells (accounts by suppositions) that are worked out.
const MOST_CELLS: usize = 20_000;
/// What the conflict without any account is called.
const BASE: &str = "base";

/// What to compare.
#[derive(Clone, Debug)]
pub struct Request {
    /// Name of the model file, for the answer.
    pub file: String,
    /// Number of warnings that the model gave, for the answer.
    pub warnings: u64,
    /// Under which concepts.
    pub concepts: Vec<Concept>,
    /// Names of the questions; all where none.
    pub questions: Vec<String>,
    /// Names of the events and `what if` blocks to suppose; all where none.
    pub suppositions: Vec<String>,
    /// The pair of accounts to tell apart, with everything that does; all pairs, in short, where
    /// none.
    pub pair: Option<(String, String)>,
}

impl Default for Request {
    /// Everything, under the five basic concepts.
    fn default() -> Self {
        Request {
            file: String::new(),
            warnings: 0,
            concepts: BASIC.to_vec(),
            questions: Vec::new(),
            suppositions: Vec::new(),
            pair: None,
        }
    }
}

/// Compares accounts of a case: usually all that [`Case::analysed`] gives.
///
/// Cost: each account is analysed once for each supposition and each rule; one account at a time
/// is in memory. Predictions of more than 65,536 moves are not compared, and a remark says so.
///
/// # Errors
/// If an account has no states or is too large, if there are too many accounts and suppositions,
/// if a concept does not fit the conflict, or when the host stops the work.
pub fn compare(
    case: &Case,
    accounts: &[&Conflict],
    request: &Request,
    control: &Control,
) -> Result<Comparison, AnswerError> {
    let changes = suppose::changes(case, accounts, &request.suppositions);
    let rules = if accounts.len() > 1 {
        suppose::rules(accounts)
    } else {
        Vec::new()
    };
    declined(accounts.len(), changes.len(), rules.len())?;
    let mut keys = Keys::default();
    let mut viewed: Vec<Viewed> = Vec::with_capacity(accounts.len());
    for &conflict in accounts {
        let name = name_of(conflict);
        control.step(&format!("asking account `{name}`"))?;
        let place = case.analysed().iter().position(|c| same(c, conflict));
        viewed.push(view(
            conflict, place, &changes, &rules, request, &mut keys, control,
        )?);
    }
    shared::mark_own(accounts, &mut viewed);
    control.step("telling accounts apart")?;
    let mut remarks = Vec::new();
    let told = separate::separations(
        &viewed,
        &changes,
        &rules,
        request,
        &keys,
        &mut remarks,
        control,
    )?;
    if viewed.iter().any(Viewed::is_cut) {
        remarks.push(
            "Some predictions have too many moves to be listed; those are not compared.".to_owned(),
        );
    }
    let base = &case.base;
    Ok(Comparison {
        version: VERSION,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        file: request.file.clone(),
        title: base.title.clone(),
        as_of: base.as_of.map(model::date_text),
        warnings: request.warnings,
        concepts: request.concepts.iter().map(|c| c.name()).collect(),
        suppositions: described(&changes, &viewed),
        questions: matrices(&viewed, changes.len()),
        alike: alike(&viewed, &request.concepts),
        separations: told.separations,
        divides: told.divides,
        shared: shared::shared(accounts),
        accounts: viewed.into_iter().map(|one| one.accounted).collect(),
        remarks,
    })
}

/// Names of the events and `what if` blocks that can be supposed, in file order.
#[must_use]
pub fn supposable(case: &Case, accounts: &[&Conflict]) -> Vec<String> {
    let changes = suppose::changes(case, accounts, &[]);
    let named = changes.iter().skip(1);
    named.map(|change| change.supposition().name).collect()
}

fn declined(accounts: usize, changes: usize, rules: usize) -> Result<(), AnswerError> {
    let cells = accounts.saturating_mul(changes.saturating_add(rules));
    if cells <= MOST_CELLS {
        return Ok(());
    }
    Err(AnswerError::TooLarge(format!(
        "{accounts} accounts with {changes} suppositions and {rules} rules are {cells} analyses, \
         and at most {MOST_CELLS} are made; narrow them with --account and --what-if"
    )))
}

/// The name by which answers speak of a conflict.
fn name_of(conflict: &Conflict) -> String {
    naming::account(conflict).map_or_else(|| BASE.to_owned(), |account| account.name)
}

/// Whether two conflicts of one case are the same account.
fn same(one: &Conflict, other: &Conflict) -> bool {
    let name = |conflict: &Conflict| conflict.account.as_ref().map(|a| a.name.clone());
    name(one) == name(other)
}

fn described(changes: &[Change<'_>], viewed: &[Viewed]) -> Vec<report::answer::Supposition> {
    let mut all = Vec::with_capacity(changes.len());
    for (index, change) in changes.iter().enumerate() {
        let mut supposition = change.supposition();
        let outlooks = viewed.iter().filter_map(|one| one.outlook(index));
        supposition.irreversible = outlooks.into_iter().any(|o| o.irreversible_at_once);
        all.push(supposition);
    }
    all
}

/// One matrix a question, in the order in which accounts first ask them.
fn matrices(viewed: &[Viewed], columns: usize) -> Vec<ComparedQuestion> {
    let mut found: Vec<ComparedQuestion> = Vec::new();
    for asked in viewed.iter().flat_map(|one| &one.asked) {
        if found.iter().any(|question| question.name == asked.name) {
            continue;
        }
        found.push(ComparedQuestion {
            kind: asked.kind,
            name: asked.name.clone(),
            label: asked.label.clone(),
            formula: asked.text.clone(),
            rows: viewed
                .iter()
                .map(|one| Row {
                    account: one.accounted.account.clone(),
                    cells: one.cells(&asked.name, columns),
                })
                .collect(),
        });
    }
    found
}

/// The largest groups of accounts whose predictions agree as the conflict stands, with the
/// concepts under which they do.
fn alike(viewed: &[Viewed], concepts: &[Concept]) -> Vec<Alike> {
    let mut groups: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
    for concept in 0..concepts.len() {
        let mut left: Vec<usize> = (0..viewed.len()).collect();
        while let Some(first) = left.first().copied() {
            let agrees = |other: &usize| {
                let pair = viewed.get(first).zip(viewed.get(*other));
                *other == first || pair.is_some_and(|(a, b)| a.agrees(b, concept))
            };
            let (group, rest): (Vec<usize>, Vec<usize>) = left.iter().partition(|o| agrees(o));
            left = rest;
            if group.len() < 2 {
                continue;
            }
            match groups.iter_mut().find(|(members, _)| *members == group) {
                Some((_, under)) => under.push(concept),
                None => groups.push((group, vec![concept])),
            }
        }
    }
    let name = |index: &usize| viewed.get(*index).map(|one| one.name.clone());
    let concept = |index: &usize| concepts.get(*index).map(|c| c.name());
    groups
        .into_iter()
        .map(|(members, under)| Alike {
            accounts: members.iter().filter_map(name).collect(),
            concepts: under.iter().filter_map(concept).collect(),
        })
        .collect()
}

/// Texts for each concept as one: said once where all agree.
pub(super) fn by_concept(concepts: &[Concept], texts: &[String]) -> String {
    let mut groups: Vec<(&String, Vec<String>)> = Vec::new();
    for (concept, text) in concepts.iter().zip(texts) {
        match groups.iter_mut().find(|(other, _)| *other == text) {
            Some((_, under)) => under.push(concept.name()),
            None => groups.push((text, vec![concept.name()])),
        }
    }
    match groups.as_slice() {
        [(text, _)] => (*text).clone(),
        many => {
            let said = many
                .iter()
                .map(|(text, under)| format!("{}: {text}", under.join(", ")));
            said.collect::<Vec<_>>().join(". ")
        }
    }
}

/// The cell of a question that an account does not ask.
fn not_asked() -> Supposed {
    Supposed::DoesNotArise {
        why: "the account does not ask this".to_owned(),
    }
}
