//! Accounts side by side, what would tell them apart, and what would change the answer.

use super::answer::graded;
use super::{accounts_named, bullet, bullets, drawing, sentence, where_line};
use crate::answer::{
    ComparedQuestion, Comparison, Divide, Separation, Separator, Supposed, Supposition,
    SuppositionKind, and_list,
};
use crate::drawing::name_of_pivots;
use crate::html::accounts::{alike, supposition};
use crate::html::apart::kind;
use crate::html::book::Book;
use crate::html::change::{breaks, changes};
use crate::html::parts::capital;
use crate::page::{Align, Block, Entry, Line, Page, Table, Tone};
use crate::pages::brief::{foresight_name, under};
use crate::pages::smallest::{Marks, sentences};
use crate::pages::words::{counted, why, yes_no};

/// Most things named for one pair of accounts; the data have all.
const MOST_SEPARATORS: usize = 3;

pub(super) fn put(book: &Book<'_>, page: &mut Page) {
    let comparison = &book.dossier.comparison;
    if comparison.questions.is_empty()
        || (comparison.accounts.len() < 2 && comparison.suppositions.len() < 2)
    {
        return;
    }
    page.heading("Accounts side by side");
    page.text(
        "Each row is an account, each column supposes one thing. A number after an answer names \
         its reason below the table.",
    );
    suppositions(comparison, page);
    for question in &comparison.questions {
        matrix(book, question, page);
    }
    explained(comparison, page);
    shared(comparison, page);
}

fn suppositions(comparison: &Comparison, page: &mut Page) {
    let supposed = comparison.suppositions.iter();
    let supposed = supposed.filter(|one| one.kind != SuppositionKind::AsItStands);
    let entries = supposed.map(|one| Entry {
        term: supposition(one).into(),
        lines: vec![supposed_in_words(one).into()],
    });
    bullets(entries.collect(), page);
}

fn supposed_in_words(one: &Supposition) -> String {
    let kind = match one.kind {
        SuppositionKind::Event => "An event of the file.",
        _ => "A question of the file.",
    };
    let mut text = format!("{kind} {}", sentence(&and_list(&one.changes)));
    if one.irreversible {
        text.push_str(" It takes an irreversible option.");
    }
    text
}

/// The table of one question, and under it each reason once, in the order of first use.
fn matrix(book: &Book<'_>, question: &ComparedQuestion, page: &mut Page) {
    let label = question.label.clone();
    page.subheading(label.unwrap_or_else(|| capital(&question.name)));
    let mut reasons: Vec<String> = Vec::new();
    let head = if book.has_accounts() { "Account" } else { "" };
    let mut columns = vec![(head.to_owned(), Align::Left)];
    let supposed = book.dossier.comparison.suppositions.iter();
    columns.extend(supposed.map(|one| (supposition(one), Align::Left)));
    let mut table = Table::new(columns);
    for row in &question.rows {
        let account = row.account.as_ref();
        let name = account.map_or("the model", |account| account.name.as_str());
        let mut cells = vec![Line::toned(name, Tone::Strong)];
        cells.extend(row.cells.iter().map(|one| cell(one, &mut reasons)));
        table.row(cells);
    }
    page.push(Block::Table(table));
    let entries = reasons.iter().enumerate().map(|(index, text)| Entry {
        term: format!("{}.", index + 1).into(),
        lines: vec![sentence(text).into()],
    });
    bullets(entries.collect(), page);
    let texts: Vec<&str> = reasons.iter().map(String::as_str).collect();
    where_line(book, &texts, page);
}

fn cell(cell: &Supposed, reasons: &mut Vec<String>) -> Line {
    match cell {
        Supposed::DoesNotArise { why } => {
            let number = numbered(format!("does not arise: {why}"), reasons);
            Line::plain(format!("does not arise [{number}]"))
        }
        Supposed::Asked { verdicts } => {
            let groups = alike(verdicts);
            let mut line = Line::default();
            for (index, (names, verdict)) in groups.iter().enumerate() {
                if index > 0 {
                    line = line.and("; ");
                }
                line.0.extend(yes_no(verdict.holds).0);
                line = line.and(format!(" [{}]", numbered(why(verdict), reasons)));
                if groups.len() > 1 {
                    let all: Vec<String> = verdicts.iter().map(|one| one.concept.clone()).collect();
                    line = line.and(format!(" {}", under(names, &all).unwrap_or_default()));
                }
            }
            line
        }
    }
}

fn numbered(reason: String, reasons: &mut Vec<String>) -> usize {
    match reasons.iter().position(|other| *other == reason) {
        Some(index) => index + 1,
        None => {
            reasons.push(reason);
            reasons.len()
        }
    }
}

/// Whether each account explains what was observed.
fn explained(comparison: &Comparison, page: &mut Page) {
    let asked =
        |one: &crate::answer::Accounted| one.observed.is_some() && !one.explained.is_empty();
    if !comparison.accounts.iter().any(asked) {
        return;
    }
    page.subheading("What was observed");
    page.text(
        "Does the account explain what was observed: do undeterred moves lead there, and does it \
         then stay?",
    );
    let mut columns = vec![("Account".to_owned(), Align::Left)];
    let concepts = comparison.concepts.iter();
    columns.extend(concepts.map(|concept| (capital(&foresight_name(concept)), Align::Left)));
    columns.push(("Assumptions of its own".to_owned(), Align::Right));
    let mut table = Table::new(columns);
    for one in &comparison.accounts {
        let name = one
            .account
            .as_ref()
            .map_or("the model", |account| account.name.as_str());
        let mut row = vec![Line::toned(name, Tone::Strong)];
        row.extend(comparison.concepts.iter().map(|concept| {
            let found = one.explained.iter().find(|found| found.concept == *concept);
            found.map_or_else(Line::default, |found| yes_no(found.is_explained()))
        }));
        row.push(one.own.len().to_string().into());
        table.row(row);
    }
    page.push(Block::Table(table));
}

/// What every account assumes, and which accounts nothing tells apart.
fn shared(comparison: &Comparison, page: &mut Page) {
    if comparison.accounts.len() < 2 {
        return;
    }
    for one in &comparison.alike {
        let under: Vec<String> = one
            .concepts
            .iter()
            .map(|name| foresight_name(name))
            .collect();
        let under = match under.len() < comparison.concepts.len() {
            true => format!(" with {} foresight", and_list(&under)),
            false => String::new(),
        };
        page.text(format!(
            "As things stand, nothing that could be observed tells {} apart{under}.",
            and_list(&one.accounts)
        ));
    }
    if comparison.shared.is_empty() {
        return;
    }
    page.subheading("Assumptions that every account makes");
    let entries = comparison.shared.iter().map(|one| {
        let line = graded(&one.assumption.grade, &one.assumption.what);
        bullet(match one.sourced_differently {
            true => line.and(" (the accounts source it differently)"),
            false => line,
        })
    });
    bullets(entries.collect(), page);
}

/// What would tell accounts apart, cheapest first.
pub(super) fn apart(book: &Book<'_>, page: &mut Page) {
    let comparison = &book.dossier.comparison;
    if comparison.separations.is_empty() {
        return;
    }
    page.heading("What would tell the accounts apart");
    if !comparison.divides.is_empty() {
        page.text(
            "Few things would tell the accounts apart, between them all pairs that anything tells \
             apart; what shows before any irreversible act comes first.",
        );
    }
    for divide in &comparison.divides {
        one_divide(book, divide, page);
    }
    let all = comparison.concepts.len();
    let (told, untold): (Vec<&Separation>, Vec<&Separation>) = comparison
        .separations
        .iter()
        .partition(|one| !one.by.is_empty());
    for pair in told {
        page.subheading(format!("{} or {}?", pair.first, pair.second));
        let shown = pair.by.iter().take(MOST_SEPARATORS);
        let mut entries: Vec<Entry> = shown.map(|by| separator(pair, by, all)).collect();
        let more = pair.more + pair.by.len().saturating_sub(MOST_SEPARATORS) as u64;
        if more > 0 {
            entries.push(bullet(format!("and {more} more")));
        }
        page.push(Block::List(entries));
        let texts = pair.by.iter().take(MOST_SEPARATORS);
        let texts = texts.flat_map(|by| [by.what.as_str(), &by.in_first, &by.in_second]);
        where_line(book, &texts.collect::<Vec<_>>(), page);
    }
    if !untold.is_empty() {
        let pairs = untold
            .iter()
            .map(|one| format!("{} and {}", one.first, one.second));
        page.text(format!(
            "Nothing that was tried tells these apart: {}.",
            pairs.collect::<Vec<_>>().join("; ")
        ));
    }
    for remark in &comparison.remarks {
        page.text(sentence(remark));
    }
}

/// One thing, with what each account says of it.
fn one_divide(book: &Book<'_>, divide: &Divide, page: &mut Page) {
    page.subheading(capital(&divide.what));
    let shows = if divide.before_irreversible {
        "It shows before any irreversible act"
    } else {
        "It shows only after an irreversible act"
    };
    page.text(format!(
        "{}. {shows}, and tells {} apart.",
        capital(kind(divide.kind)),
        counted(divide.tells_apart, "pair of accounts", "pairs of accounts")
    ));
    let entries = divide.groups.iter().map(|group| Entry {
        term: and_list(&group.accounts).into(),
        lines: vec![sentence(&group.follows).into()],
    });
    bullets(entries.collect(), page);
    let mut texts: Vec<&str> = divide
        .groups
        .iter()
        .map(|group| group.follows.as_str())
        .collect();
    texts.push(&divide.what);
    where_line(book, &texts, page);
}

fn separator(pair: &Separation, by: &Separator, all: usize) -> Entry {
    let shows = if by.before_irreversible {
        "It shows before any irreversible act"
    } else {
        "It shows only after an irreversible act"
    };
    let names: Vec<String> = by
        .concepts
        .iter()
        .map(|name| foresight_name(name))
        .collect();
    let under = match names.len() < all {
        true => format!(", with {} foresight", and_list(&names)),
        false => String::new(),
    };
    Entry {
        term: sentence(&by.what).into(),
        lines: vec![
            format!(
                "{}. In {}: {}; in {}: {}. {shows}{under}.",
                capital(kind(by.kind)),
                pair.first,
                by.in_first,
                pair.second,
                by.in_second
            )
            .into(),
        ],
    }
}

/// Suppositions that turn the answer, moves that break it, weak assumptions that it hangs on.
pub(super) fn change(book: &Book<'_>, page: &mut Page) {
    let turned = turned(book);
    let supposed = book.dossier.comparison.suppositions.len() > 1;
    let breaks = breaks(book);
    let weak = book.dossier.assumptions.iter();
    let weak = weak.filter(|one| !one.decides.is_empty() && one.assumption.grade != "stated");
    let smallest = smallest(book);
    let weak: Vec<Entry> = weak
        .map(|one| {
            let mut line = graded(&one.assumption.grade, &one.assumption.what);
            if let Some(words) = &one.assumption.assumed {
                line = line.and(format!(" — assumed: {words}"));
            }
            if !one.accounts.is_empty() {
                line = line.and(format!(" ({})", accounts_named(&one.accounts)));
            }
            bullet(line)
        })
        .collect();
    if !supposed && turned.is_empty() && breaks.is_empty() && weak.is_empty() && smallest.is_empty()
    {
        return;
    }
    page.heading("What would change the answer");
    if !smallest.is_empty() {
        page.subheading("The smallest changes that turn an answer");
        page.push(Block::List(smallest));
        for account in &book.dossier.analysis.accounts {
            drawing(book, &name_of_pivots(account.account.as_ref()), page);
        }
    }
    if !turned.is_empty() {
        page.subheading("What was supposed, and turns an answer");
        page.push(Block::List(turned));
    } else if supposed {
        page.text("Nothing that was supposed turns an answer in any account.");
    }
    if !breaks.is_empty() {
        page.subheading("Moves that would break an outcome");
        let entries = breaks.iter().map(|(names, text)| Entry {
            term: match book.has_accounts() {
                true => Line::plain(format!("{}:", capital(&accounts_named(names)))),
                false => Line::default(),
            },
            lines: vec![text.as_str().into()],
        });
        bullets(entries.collect(), page);
        let texts: Vec<&str> = breaks.iter().map(|(_, text)| text.as_str()).collect();
        where_line(book, &texts, page);
    }
    if !weak.is_empty() {
        page.subheading("Assumptions that an answer hangs on, and that no passage states in full");
        page.push(Block::List(weak));
    }
}

/// One entry for each account and question with its smallest changes.
fn smallest(book: &Book<'_>) -> Vec<Entry> {
    let accounts = book.dossier.analysis.accounts.iter();
    let entries = accounts.flat_map(|account| {
        let name = account.account.as_ref().map(|a| format!("{}: ", a.name));
        sentences(account, Marks::Elsewhere)
            .into_iter()
            .map(move |(question, all)| Entry {
                term: Line::plain(format!("{}{question}", name.clone().unwrap_or_default())),
                lines: all
                    .iter()
                    .map(|one| Line::plain(format!("{} {}.", capital(one.term), one.text)))
                    .collect(),
            })
    });
    entries.filter(|entry| !entry.lines.is_empty()).collect()
}

/// One entry for each supposition and question that it turns.
fn turned(book: &Book<'_>) -> Vec<Entry> {
    let comparison = &book.dossier.comparison;
    let mut entries = Vec::new();
    for (index, one) in comparison.suppositions.iter().enumerate().skip(1) {
        for question in &comparison.questions {
            let groups = changes(question, index);
            if groups.is_empty() {
                continue;
            }
            let title = question.label.clone();
            let title = title.unwrap_or_else(|| capital(&question.name));
            let clauses = groups
                .iter()
                .map(|(names, text)| match book.has_accounts() {
                    true => format!("in {} {text}", and_list(names)),
                    false => text.clone(),
                });
            entries.push(Entry {
                term: supposition(one).into(),
                lines: vec![
                    format!("“{title}” {}.", clauses.collect::<Vec<_>>().join("; ")).into(),
                ],
            });
        }
    }
    entries
}
