//! From the items of all files to a [`Case`].

mod accounts;
mod basis;
mod checks;
mod claims;
mod declare;
mod draft;
mod evidence;
mod finish;
mod formulas;
mod game;
mod game_words;
mod graph_form;
mod offices;
mod origins;
mod prefs;
mod revise;
mod rules;
mod scope;
mod start;
mod titled;
mod titles;
mod views;
mod voices;
mod what_if;
mod words;

use std::sync::Arc;

use syntax::ast::{DateLiteral, Formula, Item};
use syntax::diagnostic::{Diagnostic, FileId, Span};

use self::draft::{Draft, Editor, Part};
use self::finish::Common;
use self::scope::{Scope, Table};
use crate::codes;
use crate::concept::{date_text, when_text};
use crate::conflict::{Case, Conflict, Date};
use crate::formula::Formula as Resolved;
use crate::sink::{Sink, nowhere};

/// What the host says beside the files.
pub(crate) struct Given<'g> {
    /// A date that replaces `as of`.
    pub(crate) as_of: Option<Date>,
    /// Events that have happened.
    pub(crate) events: &'g [String],
}

/// Lowers all items. The case is complete only where the sink has no error afterwards.
pub(crate) fn lower(sink: &mut Sink, items: &[Item], given: &Given<'_>) -> Case {
    let title = title(sink, items);
    let as_of = given.as_of.or_else(|| as_of(sink, items));
    let mut scope = Scope::default();
    origins::origins(&mut scope, sink, items);
    evidence::documents(&mut scope, sink, items);
    claims::claims(&mut scope, sink, items);
    declare::actors(&mut scope, sink, items);
    declare::states(&mut scope, sink, items);
    game::game(&mut scope, sink, items);
    offices::offices(&mut scope, sink, items, as_of);
    titles::report_titles(&scope, sink, items, as_of);
    report_nothing(sink, &scope);
    report_later_documents(sink, &scope, as_of);

    let mut event_ids: Table<usize> = Table::new();
    let events = start::events(&scope, sink, items, &mut event_ids);
    let common = Common {
        evidence: Arc::new(scope.evidence.clone()),
        title,
        as_of,
        events,
        forced: start::forced(sink, &event_ids, given.events),
        moves: graph_form::moves(&scope, sink, items),
        scope: &scope,
    };
    let mut base = Draft::empty(scope.actors.len());
    let mut editor = Editor::new(&scope, &event_ids, sink, &mut base, Part::Base);
    for item in items {
        editor.apply(item);
    }
    let (accounts, drafts) = accounts::accounts(&common, sink, items, &event_ids, &base);
    let analysed = if drafts.is_empty() {
        vec![(base.clone(), None)]
    } else {
        let infos = accounts.iter().map(|account| account.account.clone());
        drafts.into_iter().zip(infos).collect()
    };
    let what_ifs = what_if::what_ifs(&common, sink, items, &event_ids, &analysed);
    let views = views::views(&common, sink, items, &event_ids, &analysed);
    Case {
        base: common.finish(sink, base, None),
        accounts,
        what_ifs,
        views,
    }
}

/// The title: that of the file which the user named, else the first of an included one.
fn title(sink: &mut Sink, items: &[Item]) -> Option<String> {
    let titles = items.iter().filter_map(|item| match item {
        Item::Title(title) => Some(title),
        _ => None,
    });
    let mut first: Option<&syntax::ast::Text> = None;
    for title in titles {
        match first {
            Some(first) if first.span.file == title.span.file => {
                let message = "the title is given twice";
                sink.push(
                    Diagnostic::error(codes::DUPLICATE_ITEM, title.span, message)
                        .label(first.span, "the first is here"),
                );
            }
            Some(first) if first.span.file == FileId(0) || title.span.file != FileId(0) => {}
            _ => first = Some(title),
        }
    }
    first.map(|title| title.text.clone())
}

fn as_of(sink: &mut Sink, items: &[Item]) -> Option<Date> {
    let mut first: Option<DateLiteral> = None;
    for item in items {
        let Item::AsOf(date) = item else {
            continue;
        };
        if let Some(first) = first {
            let message = "the date of the model is given twice";
            sink.push(
                Diagnostic::error(codes::DUPLICATE_ITEM, date.span, message)
                    .label(first.span, "the first is here"),
            );
        } else {
            first = Some(*date);
        }
    }
    first.map(|date| date.date)
}

/// Reports a conflict without actors, or without options and states.
fn report_nothing(sink: &mut Sink, scope: &Scope) {
    if scope.actors.is_empty() {
        sink.push(
            Diagnostic::error(codes::NO_ACTORS, nowhere(), "the conflict has no actor").hint(
                "an actor with an option is written `actor Name` and, below it, `option name`",
            ),
        );
    } else if scope.options.is_empty() && scope.state_ids.is_empty() {
        let span = scope
            .actors
            .first()
            .map_or_else(nowhere, |actor| actor.span);
        sink.push(
            Diagnostic::error(
                codes::NO_STATES,
                span,
                "no actor has an option, and no state is listed",
            )
            .hint("give the actors options, or list states and moves by name"),
        );
    }
}

/// Reports documents that are younger than the model says it is.
fn report_later_documents(sink: &mut Sink, scope: &Scope, as_of: Option<Date>) {
    for document in &scope.evidence.documents {
        let (Some(when), Some(as_of)) = (document.date, as_of) else {
            continue;
        };
        let span: Span = document.span;
        if when.first_day() > as_of {
            let message = format!(
                "`{}` is of {}, after the date of the model, {}",
                document.name,
                when_text(when),
                date_text(as_of)
            );
            sink.push(Diagnostic::advice(codes::LATER_DOCUMENT, span, message));
        } else if when.last_day() > as_of {
            let message = format!(
                "`{}` is of {}, before or after the date of the model, {}",
                document.name,
                when_text(when),
                date_text(as_of)
            );
            sink.push(Diagnostic::advice(codes::AMBIGUOUS_DATE, span, message));
        }
    }
}

/// Resolves a formula, for example one typed on a command line, against a checked conflict.
///
/// # Errors
/// Every name that is not known or can mean several things, as diagnostics with the formula's
/// spans. Cost: linear in the conflict and the formula.
pub fn resolve_formula(
    conflict: &Conflict,
    formula: &Formula,
) -> Result<Resolved, Vec<Diagnostic>> {
    let scope = Scope::of(conflict);
    let mut sink = Sink::default();
    scope
        .formula(&mut sink, formula)
        .ok_or_else(|| sink.finish())
}
