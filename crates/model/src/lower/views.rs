//! The conflict as actors see it: sets of changes made to every account.

use std::collections::BTreeMap;

use syntax::ast::{self, Item};
use syntax::diagnostic::{Diagnostic, Span};
use syntax::quote_name;

use super::finish::Common;
use super::scope::Table;
use super::what_if::{Asked, Asking, exceeds};
use super::words;
use crate::codes;
use crate::conflict::{ActorId, View};
use crate::sink::Sink;

/// All views in file order, each applied to every conflict that is analysed. An actor has one.
pub(crate) fn views(
    common: &Common<'_>,
    sink: &mut Sink,
    items: &[Item],
    events: &Table<usize>,
    asked: &[Asked],
) -> Vec<View> {
    let mut seen: BTreeMap<ActorId, Span> = BTreeMap::new();
    let mut declared: Vec<(ActorId, &ast::View)> = Vec::new();
    for item in items {
        let Item::View(written) = item else {
            continue;
        };
        let Some(actor) = common.scope.actor(sink, &written.actor) else {
            continue;
        };
        if let Some(first) = seen.insert(actor, written.actor.span) {
            let message = format!("what `{}` sees is given twice", written.actor.text);
            sink.push(
                Diagnostic::error(codes::DUPLICATE_ITEM, written.actor.span, message)
                    .label(first, "the first is here"),
            );
        } else {
            declared.push((actor, written));
        }
    }
    let changes: Vec<&[Item]> = declared
        .iter()
        .map(|(_, view)| view.items.as_slice())
        .collect();
    let Some((_, last)) = declared.last() else {
        return Vec::new();
    };
    if exceeds(sink, common, ("views", last.actor.span), &changes, asked) {
        return Vec::new();
    }
    let asking = Asking {
        common,
        events,
        asked,
    };
    let seen = declared.into_iter();
    seen.map(|(actor, written)| view(&asking, sink, actor, written))
        .collect()
}

fn view(asking: &Asking<'_>, sink: &mut Sink, actor: ActorId, written: &ast::View) -> View {
    let changed = asking.changed(sink, &written.items, None);
    if changed.conflicts.iter().all(Option::is_none) {
        let name = quote_name(&written.actor.text);
        let what = (format!("{name} sees"), written.actor.span);
        asking.report_without_place(sink, codes::VIEW_WITHOUT_PLACE, &what, &changed.misfits);
    }
    View {
        actor,
        label: written.label.as_ref().map(|label| label.text.clone()),
        basis: asking.common.scope.basis(sink, &written.basis),
        changes: words::changes(&written.items),
        conflicts: changed.conflicts,
        span: written.actor.span,
    }
}
