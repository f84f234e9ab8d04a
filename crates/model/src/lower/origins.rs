//! Origins, who passed their words on, and which of them may be the same.

use std::collections::BTreeMap;

use syntax::ast::{self, Item};
use syntax::diagnostic::{Diagnostic, Span};

use super::evidence::{reliability, text, voice};
use super::scope::{Scope, declare, look_up};
use crate::codes;
use crate::evidence::{Origin, OriginId};
use crate::sink::Sink;

/// Declares origins and what is said of pairs of them.
pub(crate) fn origins(scope: &mut Scope, sink: &mut Sink, items: &[Item]) {
    let mut declared = Vec::new();
    for item in items {
        if let Item::Origin(origin) = item {
            declare_origin(scope, sink, origin, &mut declared);
        }
    }
    let mut pairs = Pairs::new();
    for (index, origin) in declared.iter().enumerate() {
        let via = named(scope, sink, &origin.via);
        let id = OriginId(u32::try_from(index).unwrap_or(u32::MAX));
        let perhaps = related(
            scope,
            sink,
            &mut pairs,
            (id, Relation::Perhaps),
            &origin.perhaps,
        );
        let other_than = related(
            scope,
            sink,
            &mut pairs,
            (id, Relation::Other),
            &origin.other_than,
        );
        if let Some(slot) = scope.evidence.origins.get_mut(index) {
            slot.via = via.into_iter().map(|(id, _)| id).collect();
            slot.perhaps = perhaps;
            slot.other_than = other_than;
        }
    }
    report_circles(scope, sink);
}

/// The origins of these names; those that are not known are reported and left out.
fn named<'n>(
    scope: &Scope,
    sink: &mut Sink,
    names: &'n [ast::Name],
) -> Vec<(OriginId, &'n ast::Name)> {
    let found = names
        .iter()
        .filter_map(|name| Some((look_up(sink, &scope.origin_ids, name, "origin")?, name)));
    found.collect()
}

/// What can be said of two origins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    /// They may be the same.
    Perhaps,
    /// They are certainly not.
    Other,
}

/// What was said of two origins, the smaller first, and where.
type Pairs = BTreeMap<(OriginId, OriginId), (Relation, Span)>;

/// The origins that a clause relates one origin to. What contradicts itself is reported and left
/// out, what is said twice is reported.
fn related(
    scope: &Scope,
    sink: &mut Sink,
    pairs: &mut Pairs,
    (origin, relation): (OriginId, Relation),
    names: &[ast::Name],
) -> Vec<OriginId> {
    let mut kept = Vec::new();
    for (other, name) in named(scope, sink, names) {
        if other == origin {
            let message = match relation {
                Relation::Perhaps => format!("`{}` is the same as itself in any case", name.text),
                Relation::Other => format!("`{}` cannot be other than itself", name.text),
            };
            sink.push(Diagnostic::error(
                codes::ORIGIN_CONTRADICTION,
                name.span,
                message,
            ));
            continue;
        }
        let pair = (origin.min(other), origin.max(other));
        match pairs.get(&pair) {
            None => {
                pairs.insert(pair, (relation, name.span));
                kept.push(other);
            }
            Some((before, first)) if *before == relation => {
                let message = "the same is said of these two origins already";
                sink.push(
                    Diagnostic::warning(codes::REPEATED_ORIGIN, name.span, message)
                        .label(*first, "the first is here"),
                );
            }
            Some((_, first)) => {
                let message = "two origins cannot be the same, perhaps, and certainly not";
                sink.push(
                    Diagnostic::error(codes::ORIGIN_CONTRADICTION, name.span, message)
                        .label(*first, "the other is said here")
                        .hint("keep either `perhaps` or `other than`"),
                );
            }
        }
    }
    kept
}

fn declare_origin<'i>(
    scope: &mut Scope,
    sink: &mut Sink,
    origin: &'i ast::Origin,
    declared: &mut Vec<&'i ast::Origin>,
) {
    if voice(&origin.name.text).is_some() {
        let message = format!("`{}` is a voice and cannot be an origin", origin.name.text);
        sink.push(Diagnostic::error(
            codes::RESERVED_NAME,
            origin.name.span,
            message,
        ));
        return;
    }
    let id = OriginId(u32::try_from(declared.len()).unwrap_or(u32::MAX));
    if !declare(sink, &mut scope.origin_ids, &origin.name, "an origin", id) {
        return;
    }
    declared.push(origin);
    scope.evidence.origins.push(Origin {
        name: origin.name.text.clone(),
        label: text(origin.label.as_ref()),
        via: Vec::new(),
        anonymous: origin.anonymous,
        perhaps: Vec::new(),
        other_than: Vec::new(),
        reliability: origin.reliability.map(reliability),
        note: text(origin.note.as_ref()),
        span: origin.name.span,
    });
}

/// Origins that pass on what they passed on themselves. Linear: origins that lead nowhere new are
/// peeled off first, and what remains lies on or leads into a circle.
fn report_circles(scope: &Scope, sink: &mut Sink) {
    let origins = &scope.evidence.origins;
    let mut waiting: Vec<usize> = origins.iter().map(|origin| origin.via.len()).collect();
    let mut passed_to: Vec<Vec<usize>> = vec![Vec::new(); origins.len()];
    for (index, origin) in origins.iter().enumerate() {
        for OriginId(via) in &origin.via {
            if let Some(list) = usize::try_from(*via)
                .ok()
                .and_then(|via| passed_to.get_mut(via))
            {
                list.push(index);
            }
        }
    }
    let mut free: Vec<usize> = (0..origins.len())
        .filter(|o| waiting.get(*o) == Some(&0))
        .collect();
    while let Some(origin) = free.pop() {
        for next in passed_to.get(origin).into_iter().flatten() {
            if let Some(count) = waiting.get_mut(*next) {
                *count -= 1;
                if *count == 0 {
                    free.push(*next);
                }
            }
        }
    }
    for (origin, waiting) in origins.iter().zip(waiting) {
        if waiting > 0 {
            let message = format!("what `{}` says is passed on in a circle", origin.name);
            sink.push(Diagnostic::error(
                codes::ORIGIN_CIRCLE,
                origin.span,
                message,
            ));
        }
    }
}
