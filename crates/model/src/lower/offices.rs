//! Offices and who held them when.

use syntax::ast::{self, Item};
use syntax::diagnostic::Diagnostic;

use super::scope::Scope;
use crate::codes;
use crate::concept::date_text;
use crate::conflict::Date;
use crate::evidence::{Holder, Office};
use crate::sink::Sink;

/// Declares the offices and who holds them, and compares their terms with the `as of` date.
pub(crate) fn offices(scope: &mut Scope, sink: &mut Sink, items: &[Item], as_of: Option<Date>) {
    for item in items {
        let Item::Office(office) = item else {
            continue;
        };
        let Some(actor) = scope.actor(sink, &office.actor) else {
            continue;
        };
        let holders: Vec<Holder> = office
            .holders
            .iter()
            .map(|holder| term(sink, holder))
            .collect();
        if let Some(date) = as_of
            && !holders.is_empty()
            && !holders.iter().any(|holder| holds_on(holder, date))
        {
            let message = format!(
                "nobody holds the office \"{}\" on {}, the date of the model",
                office.title.text,
                date_text(date)
            );
            sink.push(Diagnostic::warning(
                codes::NO_HOLDER,
                office.title.span,
                message,
            ));
        }
        scope.evidence.offices.push(Office {
            title: office.title.text.clone(),
            actor,
            holders,
        });
    }
}

fn holds_on(holder: &Holder, date: Date) -> bool {
    holder.from <= date && holder.until.is_none_or(|until| date <= until)
}

fn term(sink: &mut Sink, holder: &ast::Holder) -> Holder {
    if let Some(until) = holder.until
        && until.date < holder.from.date
    {
        let message = "this term ends before it begins";
        sink.push(
            Diagnostic::error(codes::BAD_TERM, until.span, message)
                .label(holder.from.span, "it begins here"),
        );
    }
    Holder {
        person: holder.person.text.clone(),
        from: holder.from.date,
        until: holder.until.map(|until| until.date),
    }
}
