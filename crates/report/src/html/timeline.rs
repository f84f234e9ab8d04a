//! What held when.

use maud::{Markup, html};

use super::book::Book;
use super::parts::{capital, scroller, yes_no};
use crate::answer::{Moment, MomentQuestion, and_list};
use crate::pages::brief::foresight_name;

pub(super) fn section(book: &Book<'_>) -> Option<Markup> {
    let timeline = book.dossier.timeline.as_ref()?;
    if timeline.moments.len() < 2 {
        return None;
    }
    Some(html! {
        p { "The same rules, with the events known by each date." }
        @for moment in &timeline.moments { (one(moment, &timeline.concepts)) }
        @for remark in &timeline.remarks { p.note { (remark) } }
    })
}

fn one(moment: &Moment, concepts: &[String]) -> Markup {
    let title = moment.date.as_deref().unwrap_or("Before the first event");
    let questions: Vec<&MomentQuestion> = moment
        .accounts
        .first()
        .map(|a| a.questions.iter().collect())
        .unwrap_or_default();
    let table = html! {
        table {
            caption { "What held from then on" }
            thead { tr {
                th scope="col" { "Account" }
                @for question in &questions { th scope="col" { (capital(&question.name)) } }
            } }
            tbody { @for account in &moment.accounts {
                tr {
                    th scope="row" { (account.account.as_ref().map_or("the model", |one| one.name.as_str())) }
                    @for question in &account.questions { td { (held(question, concepts)) } }
                }
            } }
        }
    };
    html! {
        div.moment {
            h3 { @match &moment.date { Some(date) => time datetime=(date) { (date) }, None => (title) } }
            @if !moment.events.is_empty() { p { (capital(&and_list(&moment.events))) "." } }
            @if !moment.offices.is_empty() { p { (capital(&and_list(&moment.offices))) "." } }
            (scroller(&format!("What held: {title}"), table))
        }
    }
}

fn held(question: &MomentQuestion, concepts: &[String]) -> Markup {
    let all = question.holds.iter().all(|held| *held);
    let none = question.holds.iter().all(|held| !*held);
    let under: Vec<String> = concepts
        .iter()
        .zip(&question.holds)
        .filter(|(_, held)| **held)
        .map(|(c, _)| foresight_name(c))
        .collect();
    html! {
        @if all { (yes_no(true)) } @else if none { (yes_no(false)) } @else { "with " (and_list(&under)) " foresight only" }
        @if !question.why.is_empty() { span.label { (question.why) } }
    }
}
