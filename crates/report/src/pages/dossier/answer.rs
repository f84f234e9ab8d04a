//! The questions and the answers in words, and what they rest on.

use super::{bullet, bullets, sentence, where_line};
use crate::answer::{Question, and_list};
use crate::html::answers::{deciding, grouped, shared_rules};
use crate::html::book::Book;
use crate::html::parts::capital;
use crate::page::{Align, Block, Entry, Line, Page, Table, Tone};
use crate::pages::brief::{Answered, answers, every, grade_meaning, grade_word};
use crate::pages::words::{Rules, mark};

const GRADES: [&str; 4] = ["stated", "supported", "assumed", "unsourced"];

pub(super) fn put(book: &Book<'_>, page: &mut Page) {
    let analysis = &book.dossier.analysis;
    let Some(first) = analysis.accounts.first() else {
        return;
    };
    page.heading("The answer");
    if first.questions.is_empty() {
        page.text(
            "The model says nothing of where the conflict stands, so it is not asked what holds \
             from there.",
        );
        return;
    }
    for (question, answered) in first.questions.iter().zip(answers(analysis)) {
        one(book, question, &answered, page);
    }
    page.text(
        "These answers are conditional: they hold if the model’s assumptions hold, and the next \
         part says how each assumption is sourced. Foresight is how far the actors look ahead; \
         what each kind means stands under “Method and versions”.",
    );
}

fn one(book: &Book<'_>, question: &Question, answered: &Answered, page: &mut Page) {
    let accounts = &book.dossier.analysis.accounts;
    page.subheading(answered.question.clone());
    let sentence_of = answered.sentence();
    let rest = sentence_of.trim_start_matches(answered.verdict).to_owned();
    page.text(Line::toned(answered.verdict, Tone::Strong).and(rest));
    let shared = shared_rules(accounts, question);
    let rules = match shared {
        Some(_) => Rules::Elsewhere,
        None => Rules::Named,
    };
    if let Some(text) = &shared {
        page.text(capital(&format!("in {} {text}.", every(accounts.len()))));
    }
    let groups = grouped(accounts, question, rules);
    let entries = groups.iter().map(|(names, lines)| {
        let term = match groups.len() {
            1 => Line::default(),
            _ => Line::plain(and_list(names)),
        };
        let lines = lines.iter().map(|line| sentence(line).into()).collect();
        Entry { term, lines }
    });
    bullets(entries.collect(), page);
    let mut texts: Vec<&str> = groups
        .iter()
        .flat_map(|(_, lines)| lines)
        .map(String::as_str)
        .collect();
    texts.extend(shared.as_deref());
    where_line(book, &texts, page);
    let deciding = deciding(accounts, question);
    if !deciding.is_empty() {
        page.text("Assumptions that decide this answer:");
        let entries = deciding
            .iter()
            .map(|(one, _)| bullet(graded(&one.grade, &one.what)));
        bullets(entries.collect(), page);
    }
}

/// `supported: Israel prefers: lead`.
pub(super) fn graded(grade: &str, what: &str) -> Line {
    Line::plain(format!("{} ", mark(grade)))
        .with(grade_word(grade), Tone::Strong)
        .and(format!(": {what}"))
}

/// How the assumptions are sourced, at a glance.
pub(super) fn rests(book: &Book<'_>, page: &mut Page) {
    let pages = &book.dossier.analysis.accounts;
    let totals = || pages.iter().map(|one| one.assumptions.total());
    if totals().all(|total| total == 0) {
        return;
    }
    page.heading("What it rests on");
    let bare =
        |one: &crate::answer::AccountPage| one.assumptions.unsourced == one.assumptions.total();
    if pages.iter().all(bare) {
        page.text(format!(
            "The model makes {} assumptions, and none of them names a source. The answers show \
             what follows from them, not whether they are so.",
            totals().max().unwrap_or(0)
        ));
        return;
    }
    let head = if book.has_accounts() {
        "Account"
    } else {
        "Model"
    };
    let mut columns = vec![(head.to_owned(), Align::Left)];
    columns.extend(GRADES.map(|grade| (capital(grade_word(grade)), Align::Right)));
    let mut table = Table::new(columns);
    for one in pages {
        let name = match &one.account {
            Some(account) => match &account.label {
                Some(label) => {
                    Line::toned(account.name.clone(), Tone::Strong).and(format!(": {label}"))
                }
                None => Line::toned(account.name.clone(), Tone::Strong),
            },
            None => "as a whole".into(),
        };
        let summary = &one.assumptions;
        let counts = [
            summary.stated,
            summary.supported,
            summary.assumed,
            summary.unsourced,
        ];
        let counts = counts.map(|count| Line::plain(count.to_string()));
        table.row(std::iter::once(name).chain(counts));
    }
    page.push(Block::Table(table));
    let meanings = GRADES.map(|grade| Entry {
        term: capital(grade_word(grade)).into(),
        lines: vec![grade_meaning(grade).into()],
    });
    page.push(Block::List(meanings.to_vec()));
}
