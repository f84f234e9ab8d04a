//! Preference blocks.

use syntax::ast::{self, PreferenceBody, PreferenceLine, RankLine};
use syntax::diagnostic::{Diagnostic, Span};

use super::declare::too_many;
use super::scope::Scope;
use crate::codes;
use crate::conflict::{Adjustment, CannotCompare, PreferenceKind, RankLevel, Statement, Weight};
use crate::formula::Formula;
use crate::limits;
use crate::logic::canonical;
use crate::sink::Sink;

/// A statement with its canonical form, by which it is found again.
#[derive(Clone, Debug)]
pub(crate) struct DraftStatement {
    pub(crate) statement: Statement,
    pub(crate) canonical: Formula,
}

/// The main block of a preference while accounts still edit it.
#[derive(Clone, Debug, Default)]
pub(crate) enum DraftKind {
    #[default]
    Indifferent,
    Statements(Vec<DraftStatement>),
    Weights(Vec<Weight>),
    Ranking(Vec<RankLevel>),
}

/// A preference while accounts still edit it.
#[derive(Clone, Debug, Default)]
pub(crate) struct DraftPreference {
    pub(crate) kind: DraftKind,
    pub(crate) adjustments: Vec<Adjustment>,
    pub(crate) unknown: Vec<CannotCompare>,
    pub(crate) span: Option<Span>,
}

impl DraftPreference {
    /// Number of lines, for the bound on all accounts together.
    pub(crate) fn len(&self) -> usize {
        let main = match &self.kind {
            DraftKind::Indifferent => 0,
            DraftKind::Statements(list) => list.len(),
            DraftKind::Weights(list) => list.len(),
            DraftKind::Ranking(list) => list.len(),
        };
        main + self.adjustments.len() + self.unknown.len()
    }

    /// Adds a statement in the last place of a list of statements. Answers whether it could.
    pub(crate) fn add_last(&mut self, statement: DraftStatement) -> bool {
        if matches!(self.kind, DraftKind::Indifferent) {
            self.kind = DraftKind::Statements(Vec::new());
        }
        let DraftKind::Statements(list) = &mut self.kind else {
            return false;
        };
        if !list
            .iter()
            .any(|other| other.canonical == statement.canonical)
        {
            list.push(statement);
        }
        true
    }

    /// The kind as later rooms read it.
    pub(crate) fn into_kind(kind: DraftKind) -> PreferenceKind {
        match kind {
            DraftKind::Indifferent => PreferenceKind::Indifferent,
            DraftKind::Statements(list) => {
                PreferenceKind::Statements(list.into_iter().map(|entry| entry.statement).collect())
            }
            DraftKind::Weights(list) => PreferenceKind::Weights(list),
            DraftKind::Ranking(list) => PreferenceKind::Ranking(list),
        }
    }
}

/// The main block that a body gives; none for edits of another list.
pub(crate) fn main_block(
    scope: &Scope,
    sink: &mut Sink,
    actor: &ast::Name,
    body: &PreferenceBody,
) -> Option<DraftKind> {
    let lines = match body {
        PreferenceBody::Prefers(lines) => lines.len(),
        PreferenceBody::Weighs(lines) => lines.len(),
        PreferenceBody::Ranks(lines) => lines.len(),
        PreferenceBody::Revises(_) | PreferenceBody::Adjusts(_) => return None,
    };
    if too_many(
        sink,
        actor.span,
        "lines in one preference",
        lines,
        limits::STATEMENTS,
    ) {
        return Some(DraftKind::Indifferent);
    }
    match body {
        PreferenceBody::Prefers(lines) => Some(DraftKind::Statements(prefers(scope, sink, lines))),
        PreferenceBody::Weighs(lines) => Some(DraftKind::Weights(weighs(scope, sink, lines))),
        PreferenceBody::Ranks(lines) => Some(DraftKind::Ranking(ranks(scope, sink, lines))),
        PreferenceBody::Revises(_) | PreferenceBody::Adjusts(_) => None,
    }
}

fn prefers(scope: &Scope, sink: &mut Sink, lines: &[PreferenceLine]) -> Vec<DraftStatement> {
    let mut list = Vec::new();
    let mut group = 0_u32;
    for line in lines {
        match line {
            PreferenceLine::Statement(written) => {
                list.extend(statement(scope, sink, written));
            }
            PreferenceLine::Unordered(several) => {
                for written in several {
                    let entry = statement(scope, sink, written);
                    list.extend(entry.map(|mut entry| {
                        entry.statement.unordered_group = Some(group);
                        entry
                    }));
                }
                group = group.saturating_add(1);
            }
        }
    }
    report_repeated_names(sink, &list);
    list
}

/// Reports statements of one list that have the same name.
pub(crate) fn report_repeated_names(sink: &mut Sink, list: &[DraftStatement]) {
    let mut seen = std::collections::BTreeMap::new();
    for DraftStatement { statement, .. } in list {
        let Some(name) = &statement.name else {
            continue;
        };
        let key = crate::names::key(name);
        if let Some(other) = seen.insert(key, statement.span) {
            let (first, second) = (other.min(statement.span), other.max(statement.span));
            let message = format!("there is a statement `{name}` already");
            sink.push(
                Diagnostic::error(codes::DUPLICATE_NAME, second, message)
                    .label(first, "the first is here"),
            );
        }
    }
}

/// Resolves one statement.
pub(crate) fn statement(
    scope: &Scope,
    sink: &mut Sink,
    written: &ast::Statement,
) -> Option<DraftStatement> {
    let basis = scope.basis(sink, &written.basis);
    let formula = scope.formula(sink, &written.formula)?;
    let start = written
        .name
        .as_ref()
        .map_or(written.formula.span, |name| name.span);
    Some(DraftStatement {
        canonical: canonical(&formula, &scope.options),
        statement: Statement {
            name: written.name.as_ref().map(|name| name.text.clone()),
            strongly: written.strongly,
            unordered_group: None,
            from_rule: None,
            formula,
            text: syntax::print_formula(&written.formula),
            basis,
            span: start.to(written.formula.span),
        },
    })
}

fn weighs(scope: &Scope, sink: &mut Sink, lines: &[ast::Weight]) -> Vec<Weight> {
    let mut list = Vec::new();
    let (mut gains, mut losses) = (0_i64, 0_i64);
    let mut overflow = None;
    for line in lines {
        let basis = scope.basis(sink, &line.basis);
        let weight = line.weight.value;
        let sum = if weight > 0 {
            gains.checked_add(weight).map(|sum| gains = sum)
        } else {
            losses.checked_add(weight).map(|sum| losses = sum)
        };
        if sum.is_none() {
            overflow.get_or_insert(line.weight.span);
        }
        if weight == 0 {
            let message = "a weight of 0 never matters";
            sink.push(Diagnostic::advice(
                codes::NEVER_DECIDES,
                line.weight.span,
                message,
            ));
        }
        let Some(formula) = scope.formula(sink, &line.formula) else {
            continue;
        };
        list.push(Weight {
            weight,
            formula,
            text: syntax::print_formula(&line.formula),
            basis,
            span: line.weight.span.to(line.formula.span),
        });
    }
    if let Some(span) = overflow {
        let message = "the sum of the weights up to here is too large";
        sink.push(
            Diagnostic::error(codes::WEIGHT_OVERFLOW, span, message)
                .hint("weights and their sums stay below 9,223,372,036,854,775,807"),
        );
    }
    list
}

fn ranks(scope: &Scope, sink: &mut Sink, lines: &[RankLine]) -> Vec<RankLevel> {
    let mut levels: Vec<RankLevel> = Vec::new();
    let mut rest: Option<Span> = None;
    let mut named = std::collections::BTreeMap::new();
    for line in lines {
        let (states, basis, unordered) = match line {
            RankLine::Gap(span) => {
                gap(sink, &mut levels, *span);
                continue;
            }
            RankLine::Rest(span) => {
                if let Some(first) = rest.replace(*span) {
                    let message = "`rest` stands twice in this ranking";
                    sink.push(
                        Diagnostic::error(codes::RANKED_TWICE, *span, message)
                            .label(first, "the first is here"),
                    );
                    continue;
                }
                levels.push(rest_level(*span));
                continue;
            }
            RankLine::Level { states, basis } => (states, basis, false),
            RankLine::Unordered { states, basis } => (states, basis, true),
        };
        let basis = scope.basis(sink, basis);
        let select = scope.formulas(sink, states);
        let (Some(first), Some(last)) = (states.first(), states.last()) else {
            continue;
        };
        for (state, formula) in states.iter().zip(select.iter().flatten()) {
            if !matches!(formula, Formula::State(_)) {
                continue;
            }
            if let Some(first) = named.insert(formula.clone(), state.span) {
                let message = format!("`{}` is ranked already", syntax::print_formula(state));
                sink.push(
                    Diagnostic::error(codes::RANKED_TWICE, state.span, message)
                        .label(first, "the first is here"),
                );
            }
        }
        levels.push(RankLevel {
            select: select.unwrap_or_default(),
            rest: false,
            unordered,
            gap_below: false,
            basis,
            span: first.span.to(last.span),
        });
    }
    levels
}

fn gap(sink: &mut Sink, levels: &mut [RankLevel], span: Span) {
    match levels.last_mut() {
        Some(level) if !level.gap_below => level.gap_below = true,
        _ => {
            let message = "a `gap` needs states above it";
            sink.push(Diagnostic::warning(codes::EMPTY_GAP, span, message));
        }
    }
}

fn rest_level(span: Span) -> RankLevel {
    RankLevel {
        select: Vec::new(),
        rest: true,
        unordered: false,
        gap_below: false,
        basis: crate::evidence::Basis::default(),
        span,
    }
}

/// Resolves one adjustment.
pub(crate) fn adjustment(
    scope: &Scope,
    sink: &mut Sink,
    written: &ast::Adjustment,
) -> Option<Adjustment> {
    let basis = scope.basis(sink, &written.basis);
    let (states, reference) = scope.pair(sink, &written.states, &written.reference)?;
    Some(Adjustment {
        kind: written.kind,
        states,
        reference,
        text: super::words::adjustment(written),
        basis,
        span: written.states.span.to(written.reference.span),
    })
}

/// Resolves one `cannot compare`.
pub(crate) fn cannot_compare(
    scope: &Scope,
    sink: &mut Sink,
    written: &ast::CannotCompare,
) -> Option<CannotCompare> {
    let basis = scope.basis(sink, &written.basis);
    let (left, right) = scope.pair(sink, &written.left, &written.right)?;
    Some(CannotCompare {
        left,
        right,
        basis,
        span: written.actor.span.to(written.right.span),
    })
}
