//! What holds under which foresight, account by account, with explanations that unfold.

use maud::{Markup, html};

use super::answers::by_foresight;
use super::book::Book;
use super::parts::{
    anchor, assumption_link, capital, foresight_head, scroller, source_link, where_line, yes_no,
};
use crate::answer::{AccountPage, AccountRef, Assumption, Question, Stability, and_list};
use crate::pages::brief::foresight_name;
use crate::pages::words::{Rules, grouped, question_text, sanction_in_words};

/// `Equilibria in the account norm`: no two parts of the page are called the same.
pub(super) fn of(what: &str, account: &Option<AccountRef>) -> String {
    match account {
        Some(account) => format!("{what}, in the account {}", account.name),
        None => what.to_owned(),
    }
}

/// Most states of which it is listed for whom they are stable.
const MOST_STATES: usize = 32;
/// Most sanctions, and most equilibria, listed in one place.
const MOST_LISTED: usize = 12;

pub(super) fn section(book: &Book<'_>) -> Option<Markup> {
    let pages = &book.dossier.analysis.accounts;
    let first = pages.first()?;
    let concepts: Vec<&str> = first
        .equilibria_by_concept
        .keys()
        .map(String::as_str)
        .collect();
    Some(html! {
        p {
            "A state is an equilibrium when no actor leaves it. How far actors look before they move "
            "makes a difference, so everything is asked under "
            a href="#foresight" { "each kind of foresight" } "."
        }
        (equilibria_table(pages, &concepts))
        @for (page, stability) in pages.iter().zip(&book.dossier.stability.accounts) {
            (account(book, page, stability))
        }
    })
}

fn equilibria_table(pages: &[AccountPage], concepts: &[&str]) -> Markup {
    let table = html! {
        table {
            caption { "Number of equilibria under each foresight, and whether things as they stand are one of them" }
            thead { tr {
                th scope="col" { "Account" }
                @for concept in concepts { th.number scope="col" { (foresight_head(concept)) } }
                th scope="col" { "As things stand" }
            } }
            tbody {
                @for page in pages {
                    tr {
                        th scope="row" { (page.account.as_ref().map_or("the model", |account| account.name.as_str())) }
                        @for concept in concepts {
                            td.number { (page.equilibria_by_concept.get(*concept).map_or_else(String::new, |count| grouped(*count))) }
                        }
                        td { (standing(page)) }
                    }
                }
            }
        }
    };
    scroller("Number of equilibria", table)
}

/// Whether the status quo is an equilibrium, and if not, who leaves.
pub(crate) fn standing(page: &AccountPage) -> String {
    if page.standing.is_empty() {
        return "not said".to_owned();
    }
    let under: Vec<String> = page
        .standing
        .iter()
        .filter(|one| one.equilibrium)
        .map(|one| foresight_name(&one.concept))
        .collect();
    if under.len() == page.standing.len() {
        "an equilibrium, whatever the foresight".to_owned()
    } else if under.is_empty() {
        "no equilibrium under any foresight".to_owned()
    } else {
        format!("an equilibrium with {} foresight only", and_list(&under))
    }
}

fn account(book: &Book<'_>, page: &AccountPage, stability: &Stability) -> Markup {
    let id = page
        .account
        .as_ref()
        .map(|account| anchor("account", &account.name));
    html! {
        article.account id=[id] {
            @if let Some(account) = &page.account {
                h3 { (account.label.as_deref().unwrap_or(&account.name)) " " span.name { (account.name) } }
                (rests_on(book, &account.name))
            }
            @if !page.questions.is_empty() { (questions(page)) }
            @for question in &page.questions { (explanation(book, page, question)) }
            (equilibria(page))
            (stable(stability))
            (remarks(page))
        }
    }
}

fn rests_on(book: &Book<'_>, name: &str) -> Markup {
    let accounts = &book.dossier.outline.accounts;
    let found = accounts.iter().find(|one| one.account.name == name);
    html! {
        @if let Some(one) = found {
            @if !one.from.is_empty() {
                p.from {
                    "Rests on "
                    @for (index, source) in one.from.iter().enumerate() { @if index > 0 { ", " } (source_link(book, source)) }
                    "."
                }
            }
            @if let Some(words) = &one.assumed { p.from { "Assumed: " (words) "." } }
            @if let Some(note) = &one.note { p.from { (note) "." } }
        }
    }
}

fn questions(page: &AccountPage) -> Markup {
    let concepts: Vec<&str> = page
        .questions
        .first()
        .map(|q| q.verdicts.iter().map(|v| v.concept.as_str()).collect())
        .unwrap_or_default();
    // Where foresight makes no difference to any question, one column says so.
    let same = |question: &Question| {
        let mut verdicts = question.verdicts.iter().map(|verdict| verdict.holds);
        let first = verdicts.next();
        verdicts.all(|holds| Some(holds) == first)
    };
    let uniform = page.questions.iter().all(same);
    let caption = match &page.account {
        Some(account) => format!("Answers in the account {}", account.name),
        None => "Answers".to_owned(),
    };
    let table = html! {
        table {
            caption { (caption) }
            thead { tr {
                th scope="col" { "Question" }
                @if uniform {
                    th scope="col" { "Whatever the foresight" }
                } @else {
                    @for concept in &concepts { th scope="col" { (foresight_head(concept)) } }
                }
            } }
            tbody { @for question in &page.questions {
                tr {
                    th scope="row" { (question_text(question)) }
                    @if uniform {
                        @if let Some(verdict) = question.verdicts.first() { td { (yes_no(verdict.holds)) } }
                    } @else {
                        @for verdict in &question.verdicts { td { (yes_no(verdict.holds)) } }
                    }
                }
            } }
        }
    };
    scroller(&caption, table)
}

/// Why the answer is as it is, what tempts and what deters.
fn explanation(book: &Book<'_>, page: &AccountPage, question: &Question) -> Markup {
    let lines = by_foresight(question, Rules::Named);
    let texts: Vec<&str> = lines.iter().map(String::as_str).collect();
    let deterred = deterred(question);
    let mut deciding: Vec<&Assumption> = Vec::new();
    for one in question
        .verdicts
        .iter()
        .flat_map(|verdict| &verdict.assumptions)
    {
        if !deciding.contains(&one) {
            deciding.push(one);
        }
    }
    let name = page.account.as_ref().map(|account| account.name.as_str());
    html! {
        details {
            summary { "Why: " (question_text(question)) }
            p.formula { "Asked: always " (question.formula) "." }
            @for line in &lines { p { (capital(line)) "." } }
            @for path in ways(question) { (path) }
            @if !deterred.is_empty() {
                p { "Moves that tempt, and what deters them:" }
                ul { @for text in deterred.iter().take(MOST_LISTED) { li { (text) } } }
                @if deterred.len() > MOST_LISTED { p { "And " (deterred.len() - MOST_LISTED) " more." } }
            }
            @if !deciding.is_empty() {
                p { "Decided by:" }
                ul.plain { @for one in deciding { li { (assumption_link(book, one, name)) } } }
            }
            (where_line(book, &texts))
        }
    }
}

/// The ways out, step by step, where the answer is no.
fn ways(question: &Question) -> Vec<Markup> {
    let mut told: Vec<&Vec<crate::answer::Step>> = Vec::new();
    for verdict in question
        .verdicts
        .iter()
        .filter(|verdict| !verdict.holds && verdict.path.len() > 1)
    {
        if !told.contains(&&verdict.path) {
            told.push(&verdict.path);
        }
    }
    let one = |path: &&Vec<crate::answer::Step>| {
        html! { ol.path { @for step in *path { li { (step.in_full()) (step.against_advice()) } } } }
    };
    told.iter().map(one).collect()
}

pub(crate) fn deterred(question: &Question) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for temptation in question
        .verdicts
        .iter()
        .flat_map(|verdict| &verdict.temptations)
    {
        let Some(sanction) = &temptation.sanction else {
            continue;
        };
        let line = format!(
            "{}: {}.",
            temptation.step.in_words(),
            sanction_in_words(sanction)
        );
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

fn equilibria(page: &AccountPage) -> Markup {
    if page.equilibria.is_empty() {
        return html! {};
    }
    let hidden = page
        .equilibria_total
        .saturating_sub(page.equilibria.len() as u64);
    let table = html! {
        table {
            caption {
                "Equilibria, those under most kinds of foresight first"
                @if hidden > 0 { "; " (grouped(hidden)) " more are not listed" }
            }
            thead { tr {
                th scope="col" { "State" } th scope="col" { "Under" }
                th.number scope="col" { "Moves from now" } th scope="col" { "Remarks" }
            } }
            tbody { @for row in &page.equilibria {
                tr {
                    th scope="row" { (row.state.label) " " span.name { (row.state.id) } }
                    td { (under(&row.concepts, page.equilibria_by_concept.len())) }
                    td.number { @match row.moves { Some(moves) => (moves), None => "out of reach" } }
                    td { (row_remarks(row)) }
                }
            } }
        }
    };
    html! {
        details { summary { "Equilibria (" (grouped(page.equilibria_total)) ")" } (scroller(&of("Equilibria", &page.account), table)) }
    }
}

pub(crate) fn under(concepts: &[String], all: usize) -> String {
    if concepts.len() == all {
        return "every foresight".to_owned();
    }
    let names: Vec<String> = concepts
        .iter()
        .map(|concept| foresight_name(concept))
        .collect();
    capital(&and_list(&names))
}

pub(crate) fn row_remarks(row: &crate::answer::EquilibriumRow) -> String {
    let mut remarks = Vec::new();
    if row.is_status_quo {
        remarks.push("as things stand".to_owned());
    }
    if row.moves.is_some_and(|moves| moves > 0) && row.improvements.is_none() {
        remarks.push("not by improvements alone".to_owned());
    }
    if !row.rests_on_ties.is_empty() {
        remarks.push(format!(
            "{} could leave without loss",
            and_list(&row.rests_on_ties)
        ));
    }
    remarks.join("; ")
}

/// Which states are stable for whom, where they are few enough to list.
fn stable(stability: &Stability) -> Markup {
    if stability.states.is_empty() || stability.states.len() > MOST_STATES {
        return html! {};
    }
    let mark = |state: &str, actor: &str| {
        let under: Vec<String> = stability
            .concepts
            .iter()
            .filter(|(_, one)| {
                one.stable
                    .get(actor)
                    .is_some_and(|ids| ids.iter().any(|id| id == state))
            })
            .map(|(concept, _)| foresight_name(concept))
            .collect();
        if under.len() == stability.concepts.len() {
            "all".to_owned()
        } else if under.is_empty() {
            "none".to_owned()
        } else {
            capital(&and_list(&under))
        }
    };
    let table = html! {
        table {
            caption {
                "For whom each state is stable, and with which foresight"
                @if stability.left_out > 0 { "; " (grouped(stability.left_out)) " states that are neither equilibria nor where things stand are left out" }
            }
            thead { tr { th scope="col" { "State" } @for actor in &stability.actors { th scope="col" { (actor) } } } }
            tbody { @for state in &stability.states {
                tr {
                    th scope="row" { (state.label) " " span.name { (state.id) } }
                    @for actor in &stability.actors { td { (mark(&state.id, actor)) } }
                }
            } }
        }
    };
    html! { details { summary { "Stability, actor by actor" } (scroller(&of("Stability, actor by actor", &stability.account), table)) } }
}

fn remarks(page: &AccountPage) -> Markup {
    let mut lines: Vec<String> = Vec::new();
    for tie in &page.ties {
        lines.push(format!(
            "{} could {} without loss.",
            tie.actor,
            tie.step.infinitive()
        ));
    }
    lines.extend(page.remarks.iter().cloned());
    html! { @if !lines.is_empty() { ul.remarks { @for line in &lines { li { (line) } } } } }
}
