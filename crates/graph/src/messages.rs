//! What is said when a graph cannot be built.

use model::conflict::{ActorId, Conflict, OptionId, PreferenceKind, RuleId, States};
use syntax::diagnostic::{Diagnostic, Span};

use crate::build::{BuildError, DENSE_BITS, Limits, dense_memory};
use crate::count::Diagram;
use crate::dense::StepDefect;
use crate::explicit::{ExplicitError, VECTOR_LIMIT};
use crate::graph::Graph;
use crate::layout::{Code, MAX_BITS};
use crate::ranking::RankError;
use crate::step::Step;

fn too_large(diagnostic: Diagnostic) -> BuildError {
    BuildError::TooLarge(Box::new(diagnostic))
}

/// A span that stands for the whole conflict.
fn whole(conflict: &Conflict) -> Span {
    conflict
        .status_quo_span
        .or_else(|| conflict.account.as_ref().map(|account| account.span))
        .or_else(|| conflict.actors.first().map(|actor| actor.span))
        .unwrap_or_default()
}

pub(crate) fn too_many_bits(conflict: &Conflict, bits: u32) -> BuildError {
    too_large(
        Diagnostic::error(
            "too-many-options",
            whole(conflict),
            format!(
                "{} options need {bits} bits, and a state holds at most {MAX_BITS}",
                conflict.options.len()
            ),
        )
        .hint("merge options that always change together, or leave out options that nothing depends on"),
    )
}

pub(crate) fn too_many_states(
    conflict: &Conflict,
    step: &Step,
    diagram: Option<&Diagram>,
    limits: &Limits,
) -> BuildError {
    let bits = step.layout.bits();
    let count = match diagram {
        Some(diagram) => grouped(&diagram.count()),
        None => format!("up to 2^{bits}"),
    };
    let gib = |bytes: u64| bytes as f64 / f64::from(1 << 30);
    let need = if bits <= DENSE_BITS {
        format!(
            "holding them takes about {:.1} GiB, and {:.1} GiB are allowed",
            gib(dense_memory(conflict, bits)),
            gib(limits.memory)
        )
    } else {
        format!(
            "the engine holds at most 2^{DENSE_BITS} option vectors, or {VECTOR_LIMIT} listed states"
        )
    };
    too_large(
        Diagnostic::error(
            "too-many-states",
            whole(conflict),
            format!("{} options leave {count} feasible states: {need}", conflict.options.len()),
        )
        .hint("add the rules that say which combinations cannot occur (`requires`, `forbidden while`, `at most one of`)")
        .hint("or leave out options that do not bear on the question; each yes/no option doubles the number of states"),
    )
}

/// `16777216` as `16,777,216`; very long numbers as a power of ten.
fn grouped(digits: &str) -> String {
    if digits.len() > 18 {
        let (head, rest) = digits.split_at(1);
        let tenths = rest.get(..1).unwrap_or("0");
        return format!("about {head}.{tenths} × 10^{}", digits.len() - 1);
    }
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

pub(crate) fn explicit_error(
    conflict: &Conflict,
    step: &Step,
    error: &ExplicitError,
) -> BuildError {
    let named = |state: &model::conflict::NamedStateId| {
        match &conflict.states {
            States::FromOptions { merged } => merged
                .get(state.index())
                .map(|state| (state.name.clone(), state.span)),
            States::Listed { states, .. } => states
                .get(state.index())
                .map(|state| (state.name.clone(), state.span)),
        }
        .unwrap_or_default()
    };
    match error {
        ExplicitError::Defect(defect) => step_defect(conflict, step, defect),
        ExplicitError::TooMany { what, limit } => too_large(
            Diagnostic::error(
                "too-many-states",
                whole(conflict),
                format!("there are more than {limit} {what}"),
            )
            .hint("add rules that exclude combinations, or leave out options"),
        ),
        ExplicitError::Overlap(first, second) => {
            let ((first, first_span), (second, second_span)) = (named(first), named(second));
            BuildError::Model(vec![
                Diagnostic::error(
                    "states-overlap",
                    second_span,
                    format!("the states {first} and {second} cover the same option vector"),
                )
                .label(first_span, format!("{first} covers it too"))
                .hint("narrow one of the two, so that every option vector has one state"),
            ])
        }
        ExplicitError::Empty(state) => {
            let (name, span) = named(state);
            BuildError::Model(vec![
                Diagnostic::error(
                    "state-covers-nothing",
                    span,
                    format!("no feasible option vector belongs to the state {name}"),
                )
                .hint("check its pattern against the rules"),
            ])
        }
    }
}

pub(crate) fn no_state(conflict: &Conflict, step: &Step) -> BuildError {
    let culprits = core_of(step);
    let mut diagnostic = Diagnostic::error(
        "no-feasible-state",
        culprits
            .first()
            .and_then(|rule| conflict.rules.get(rule.index()))
            .map_or_else(|| whole(conflict), |rule| rule.span),
        "the rules leave no state at all",
    );
    for rule in culprits.iter().skip(1) {
        if let Some(rule) = conflict.rules.get(rule.index()) {
            diagnostic = diagnostic.label(rule.span, format!("together with {}", rule.name));
        }
    }
    BuildError::Model(vec![
        diagnostic.hint("these rules contradict each other: weaken or drop one of them"),
    ])
}

/// A smallest-by-deletion set of rules that leaves no state.
fn core_of(step: &Step) -> Vec<RuleId> {
    let mut kept: Vec<RuleId> = step
        .constraints
        .iter()
        .map(|(rule, _)| *rule)
        .chain(step.consequences.iter().map(|c| c.rule))
        .collect();
    kept.sort_unstable();
    kept.dedup();
    if kept.len() > 200 {
        return kept;
    }
    for candidate in kept.clone() {
        let mut reduced = step.clone();
        let stays = |rule: &RuleId| *rule != candidate && kept.contains(rule);
        reduced.constraints.retain(|(rule, _)| stays(rule));
        reduced.consequences.retain(|c| stays(&c.rule));
        let empty = Diagram::new(&reduced).is_some_and(|diagram| diagram.count() == "0");
        if empty {
            kept.retain(|rule| *rule != candidate);
        }
    }
    kept
}

pub(crate) fn step_defect(conflict: &Conflict, step: &Step, defect: &StepDefect) -> BuildError {
    let letters = |code: &Code| letters(conflict, step, *code);
    let actor = |actor: &ActorId| {
        conflict
            .actors
            .get(actor.index())
            .map_or("an actor", |actor| actor.name.as_str())
    };
    let rules = |code: Code| {
        step.consequences
            .iter()
            .filter(move |consequence| consequence.is_pending(code))
            .filter_map(|consequence| conflict.rules.get(consequence.rule.index()))
    };
    let diagnostic = match defect {
        StepDefect::Circle {
            actor: who,
            from,
            to,
        } => {
            let mut involved = rules(*to);
            let span = involved.next().map_or(whole(conflict), |rule| rule.span);
            Diagnostic::error(
                "consequence-circle",
                span,
                format!(
                    "when {} moves from {} to {}, forced consequences go round in a circle",
                    actor(who),
                    letters(from),
                    letters(to)
                ),
            )
            .hint("let one of the rules involved apply only where the other does not")
        }
        StepDefect::Undone {
            actor: who,
            from,
            to,
            option,
        } => {
            let option = conflict.options.get(option.index());
            let name = option.map_or("?", |option| option.name.as_str());
            let span = step
                .consequences
                .iter()
                .find(|c| {
                    let field = step.layout.field(OptionId(
                        conflict
                            .options
                            .iter()
                            .position(|o| Some(o) == option)
                            .unwrap_or(0) as u16,
                    ));
                    c.mask & field.mask() != 0
                })
                .and_then(|c| conflict.rules.get(c.rule.index()))
                .map_or(whole(conflict), |rule| rule.span);
            Diagnostic::error(
                "consequence-undoes",
                span,
                format!(
                    "when {} moves from {}, a forced consequence leads to {} and undoes {name}, which cannot be undone",
                    actor(who),
                    letters(from),
                    letters(to)
                ),
            )
            .label(option.map_or(span, |option| option.span), format!("{name} is one-way"))
            .hint(format!("leave {name} out of the consequence, or make it reversible"))
        }
    };
    BuildError::Model(vec![diagnostic])
}

/// A code in letters, for messages.
fn letters(conflict: &Conflict, step: &Step, code: Code) -> String {
    let many_valued = conflict.options.iter().any(|option| !option.is_binary());
    let letters: Vec<&str> = conflict
        .options
        .iter()
        .zip(step.layout.fields())
        .map(|(option, field)| option.level_name(field.get(code)))
        .collect();
    letters.join(if many_valued { "-" } else { "" })
}

pub(crate) fn infeasible(
    conflict: &Conflict,
    graph: &Graph,
    code: Code,
    kind: &'static str,
    what: &str,
) -> Diagnostic {
    let step = &graph.step;
    let span = conflict.status_quo_span.unwrap_or_else(|| whole(conflict));
    let broken: Vec<_> = step
        .constraints
        .iter()
        .filter(|(_, rule)| !rule.holds(code))
        .map(|(rule, _)| *rule)
        .chain(
            step.consequences
                .iter()
                .filter(|c| c.is_pending(code))
                .map(|c| c.rule),
        )
        .filter_map(|rule| conflict.rules.get(rule.index()))
        .collect();
    let letters = letters(conflict, step, code);
    let message = match broken.first() {
        Some(rule) => format!(
            "the {what} {letters} breaks the rule {}: {}",
            rule.name, rule.text
        ),
        None => format!("the {what} {letters} is not a state of the conflict"),
    };
    let mut diagnostic = Diagnostic::error(kind, span, message);
    for rule in broken {
        diagnostic = diagnostic.label(rule.span, format!("{} is broken here", rule.name));
    }
    diagnostic.hint(format!("change the {what}, or weaken the rule"))
}

pub(crate) fn rank_error(conflict: &Conflict, graph: &Graph, error: RankError) -> BuildError {
    let RankError::Unranked(unranked) = error else {
        return BuildError::Interrupted;
    };
    let actor = conflict.actors.get(unranked.actor.index());
    let name = actor.map_or("?", |actor| actor.name.as_str());
    let span = conflict
        .preferences
        .get(unranked.actor.index())
        .filter(|preference| matches!(preference.kind, PreferenceKind::Ranking(_)))
        .and_then(|preference| preference.span)
        .unwrap_or_else(|| whole(conflict));
    let examples: Vec<String> = unranked.examples.iter().map(|s| graph.id(*s)).collect();
    let more = if unranked.count > examples.len() {
        ", …"
    } else {
        ""
    };
    BuildError::Model(vec![
        Diagnostic::error(
            "ranking-incomplete",
            span,
            format!(
                "the ranking of {name} leaves out {} of {} states: {}{more}",
                unranked.count,
                graph.count(),
                examples.join(", ")
            ),
        )
        .hint("name them, or end the ranking with `rest` to put all others level at the bottom"),
    ])
}
