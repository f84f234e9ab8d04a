//! Titles that passages give to people who hold, held or will hold a declared office.
//!
//! In: the documents as they were read, and the offices with their terms. Out: a warning where a
//! title does not fit the terms on the date that counts for the passage: its resolved date, else
//! that of its document, else that of the model.

use std::collections::BTreeMap;

use syntax::ast::{self, Item};
use syntax::diagnostic::{Diagnostic, Span};

use super::scope::Scope;
use super::titled::{Claimed, Mention, mentions};
use crate::codes;
use crate::concept::{date_text, when_text};
use crate::conflict::Date;
use crate::evidence::{Holder, When};
use crate::fold::fold;
use crate::sink::Sink;

/// Most words of a title that is looked for.
pub(crate) const LONGEST_TITLE: usize = 8;

/// Most people with one last name whose terms are compared.
const NAMESAKES: usize = 64;

/// Somebody who holds, held or will hold an office.
#[derive(Debug)]
pub(crate) struct Person {
    /// The name as the office gives it.
    pub(crate) name: String,
    /// The name in folded words.
    pub(crate) words: Vec<String>,
    /// First and last days in office; a last day may be open.
    terms: Vec<(Date, Option<Date>)>,
}

/// The offices of one title, whoever they belong to.
#[derive(Debug, Default)]
pub(crate) struct Title {
    /// The title as the first office gives it.
    shown: String,
    people: Vec<Person>,
    /// The people by their last name.
    pub(crate) by_last_name: BTreeMap<String, Vec<usize>>,
}

impl Title {
    /// The person with a number.
    pub(crate) fn person(&self, number: usize) -> Option<&Person> {
        self.people.get(number)
    }

    fn add(&mut self, holder: &Holder) {
        let words = name_words(&holder.person);
        let Some(last) = words.last().cloned() else {
            return;
        };
        let term = (holder.from, holder.until);
        let namesakes = self.by_last_name.entry(last).or_default();
        let people = &mut self.people;
        let known = namesakes
            .iter()
            .copied()
            .find(|number| people.get(*number).is_some_and(|p| p.words == words));
        if let Some(person) = known.and_then(|number| people.get_mut(number)) {
            person.terms.push(term);
        } else if namesakes.len() <= NAMESAKES {
            namesakes.push(people.len());
            people.push(Person {
                name: holder.person.clone(),
                words,
                terms: vec![term],
            });
        }
    }
}

/// The folded words of a name, without `Jr.` and the like.
fn name_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = fold(name).into_iter().map(|word| word.text).collect();
    let generation = |word: &String| matches!(word.as_str(), "jr" | "sr" | "ii" | "iii" | "iv");
    while words.len() > 1 && words.last().is_some_and(generation) {
        words.pop();
    }
    words
}

/// The titles of all offices, by their folded words with a space between.
fn titles(scope: &Scope) -> BTreeMap<String, Title> {
    let mut titles: BTreeMap<String, Title> = BTreeMap::new();
    for office in &scope.evidence.offices {
        let words: Vec<String> = fold(&office.title)
            .into_iter()
            .map(|word| word.text)
            .collect();
        if words.is_empty() || words.len() > LONGEST_TITLE {
            continue;
        }
        let title = titles.entry(words.join(" ")).or_default();
        if title.shown.is_empty() {
            title.shown.clone_from(&office.title);
        }
        for holder in &office.holders {
            title.add(holder);
        }
    }
    titles
}

/// Compares the titles in all passages with the terms of the offices. Linear in the text of the
/// passages, times the few people of one name.
pub(crate) fn report_titles(scope: &Scope, sink: &mut Sink, items: &[Item], as_of: Option<Date>) {
    let titles = titles(scope);
    if titles.is_empty() {
        return;
    }
    for item in items {
        let Item::Document(document) = item else {
            continue;
        };
        let written = document.date.map(|date| date.when);
        for passage in &document.passages {
            let told = passage.when.as_ref().and_then(|when| when.resolved);
            let dates = Dates {
                told: told.map(|date| date.when),
                written: written.or(as_of.map(When::Day)),
            };
            let texts = [Some(&passage.words), passage.speaker_as_given.as_ref()];
            for text in texts.into_iter().flatten() {
                report_text(sink, &titles, text, &dates);
            }
        }
    }
}

/// The dates that count for a passage.
struct Dates {
    /// The date that it speaks of.
    told: Option<When>,
    /// The date of its document, else of the model.
    written: Option<When>,
}

fn report_text(sink: &mut Sink, titles: &BTreeMap<String, Title>, text: &ast::Text, dates: &Dates) {
    for mention in mentions(titles, &text.text) {
        let Some(when) = dates.told.or(dates.written) else {
            return;
        };
        let fit = fit(&mention, when);
        // Whoever writes later of a past day says `former` rightly.
        let looking_back = mention.claimed == Claimed::Former
            && dates
                .written
                .is_some_and(|written| matches!(self::fit(&mention, written), Fit::Always));
        match fit {
            _ if looking_back => {}
            Fit::Always => {}
            Fit::Never => sink.push(wrong(&mention, when, text.span)),
            Fit::Sometimes => sink.push(open(&mention, when, text.span)),
        }
    }
}

/// How a title fits the days of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    Always,
    Sometimes,
    Never,
}

/// Compares on every day on which something can change: it fits if it fits any of the people meant.
fn fit(mention: &Mention<'_>, when: When) -> Fit {
    let mut days = vec![when.first_day(), when.last_day()];
    for person in &mention.people {
        for (from, until) in &person.terms {
            let edges = [Some(*from), *until].into_iter().flatten();
            days.extend(edges.flat_map(|day| [before(day), day, after(day)]));
        }
    }
    days.retain(|day| when.can_be(*day));
    let fits = |day: &Date| {
        let mut people = mention.people.iter();
        people.any(|person| person.fits(mention.claimed, *day))
    };
    match (days.iter().any(fits), days.iter().all(fits)) {
        (_, true) => Fit::Always,
        (true, false) => Fit::Sometimes,
        (false, false) => Fit::Never,
    }
}

impl Person {
    /// Whether a title fits on a day. On the first and last day of a term both sides fit.
    fn fits(&self, claimed: Claimed, day: Date) -> bool {
        let mut terms = self.terms.iter();
        match claimed {
            Claimed::Holds => {
                terms.any(|(from, until)| *from <= day && until.is_none_or(|until| day <= until))
            }
            Claimed::Held => terms.any(|(from, _)| *from <= day),
            Claimed::Former => {
                let inside = |(from, until): &(Date, Option<Date>)| {
                    *from < day && until.is_none_or(|until| day < until)
                };
                let past = |(_, until): &(Date, Option<Date>)| until.is_some_and(|u| u <= day);
                terms.clone().any(past) && !terms.any(inside)
            }
        }
    }

    fn terms_text(&self) -> String {
        let terms = self.terms.iter().take(4).map(|(from, until)| match until {
            Some(until) => format!("from {} until {}", date_text(*from), date_text(*until)),
            None => format!("from {} on", date_text(*from)),
        });
        terms.collect::<Vec<_>>().join(", ")
    }
}

fn wrong(mention: &Mention<'_>, when: When, span: Span) -> Diagnostic {
    let name = mention.people.first().map_or("", |person| &person.name);
    let title = &mention.title.shown;
    let date = match when {
        When::Day(_) => format!("on {}", when_text(when)),
        When::Month(..) | When::Year(_) => format!("in {}", when_text(when)),
    };
    let message = match mention.claimed {
        Claimed::Holds => format!("{name} does not hold the office \"{title}\" {date}"),
        Claimed::Held => format!("{name} has not held the office \"{title}\" {date} or before"),
        Claimed::Former => {
            format!("{name} is not a former holder of the office \"{title}\" {date}")
        }
    };
    terms(
        Diagnostic::warning(codes::WRONG_TITLE, span, message),
        mention,
    )
    .hint("if the words are of another day, say so: `when \"…\" is DATE`")
}

fn open(mention: &Mention<'_>, when: When, span: Span) -> Diagnostic {
    let name = mention.people.first().map_or("", |person| &person.name);
    let message = format!(
        "a term of {name} in the office \"{}\" begins or ends in {}: that date alone does not say \
         whether the title fits",
        mention.title.shown,
        when_text(when)
    );
    terms(
        Diagnostic::warning(codes::AMBIGUOUS_DATE, span, message),
        mention,
    )
    .hint("give the day, as in `when \"…\" is 2025-01-19`")
}

/// Adds who held the office when.
fn terms(mut diagnostic: Diagnostic, mention: &Mention<'_>) -> Diagnostic {
    for person in mention.people.iter().take(3) {
        let hint = format!(
            "`{}` is taken to mean {}, in office {}",
            mention.words,
            person.name,
            person.terms_text()
        );
        diagnostic = diagnostic.hint(hint);
    }
    diagnostic
}

fn after(day: Date) -> Date {
    let month = When::Month(day.year, day.month);
    match (day < month.last_day(), day.month) {
        (true, _) => Date {
            day: day.day + 1,
            ..day
        },
        (false, 12) => When::Year(day.year.saturating_add(1)).first_day(),
        (false, month) => When::Month(day.year, month + 1).first_day(),
    }
}

fn before(day: Date) -> Date {
    match (day.day, day.month) {
        (1, 1) => When::Year(day.year.saturating_sub(1)).last_day(),
        (1, month) => When::Month(day.year, month - 1).last_day(),
        (number, _) => Date {
            day: number - 1,
            ..day
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_days_are_those_of_the_calendar() {
        let day = |text| syntax::parse_date(text).expect("a date");
        for (first, second) in [
            ("2024-02-28", "2024-02-29"),
            ("2024-02-29", "2024-03-01"),
            ("2025-02-28", "2025-03-01"),
            ("2025-12-31", "2026-01-01"),
            ("2025-06-15", "2025-06-16"),
        ] {
            assert_eq!(after(day(first)), day(second));
            assert_eq!(before(day(second)), day(first));
        }
    }
}
