//! What held when.

use super::{bullets, sentence};
use crate::answer::{Moment, MomentQuestion, and_list};
use crate::html::book::Book;
use crate::html::parts::capital;
use crate::page::{Align, Block, Line, Page, Table, Tone};
use crate::pages::brief::foresight_name;
use crate::pages::words::yes_no;

pub(super) fn put(book: &Book<'_>, page: &mut Page) {
    let Some(timeline) = &book.dossier.timeline else {
        return;
    };
    if timeline.moments.len() < 2 {
        return;
    }
    page.heading("Timeline");
    page.text("The same rules, with the events known by each date.");
    for moment in &timeline.moments {
        one(moment, &timeline.concepts, page);
    }
    let remarks = timeline.remarks.iter();
    bullets(
        remarks.map(|line| super::bullet(sentence(line))).collect(),
        page,
    );
}

fn one(moment: &Moment, concepts: &[String], page: &mut Page) {
    page.subheading(moment.date.as_deref().unwrap_or("Before the first event"));
    for happened in [&moment.events, &moment.offices] {
        if !happened.is_empty() {
            page.text(sentence(&and_list(happened)));
        }
    }
    let Some(first) = moment.accounts.first() else {
        return;
    };
    let mut columns = vec![("Account".to_owned(), Align::Left)];
    let questions = first.questions.iter();
    columns.extend(questions.map(|question| (capital(&question.name), Align::Left)));
    let mut table = Table::new(columns);
    for account in &moment.accounts {
        let name = account
            .account
            .as_ref()
            .map_or("the model", |one| one.name.as_str());
        let answers = account
            .questions
            .iter()
            .map(|question| held(question, concepts));
        table.row(std::iter::once(Line::toned(name, Tone::Strong)).chain(answers));
    }
    page.push(Block::Table(table));
}

fn held(question: &MomentQuestion, concepts: &[String]) -> Line {
    let under: Vec<String> = concepts
        .iter()
        .zip(&question.holds)
        .filter(|(_, held)| **held)
        .map(|(concept, _)| foresight_name(concept))
        .collect();
    let line = match under.len() {
        0 => yes_no(false),
        count if count == concepts.len() => yes_no(true),
        _ => Line::plain(format!("with {} foresight only", and_list(&under))),
    };
    match question.why.is_empty() {
        true => line,
        false => line.and(format!(": {}", question.why)),
    }
}
