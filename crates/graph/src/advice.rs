//! Warnings that only the states of a conflict show.

use model::conflict::{Conflict, PreferenceKind};
use model::formula::Formula;
use syntax::diagnostic::{Diagnostic, Span};

use crate::dense::Dense;
use crate::graph::{Graph, Store};

/// The largest model for which rules are tried one by one.
const RULE_BITS: u32 = 20;

/// The most evaluations of a rule on 64 states that are spent on advice.
const EVALUATIONS: usize = 10_000_000;

/// All warnings and advice, in the order of rules and preferences.
pub(crate) fn warnings(conflict: &Conflict, graph: &Graph) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if let Store::Dense(dense) = graph.store()
        && graph.step().layout.bits() <= RULE_BITS
        && dense.states().words().len() * conflict.rules.len() <= EVALUATIONS
    {
        idle_constraints(conflict, dense, &mut found);
        idle_consequences(conflict, dense, &mut found);
    }
    if graph.count() > 1 && graph.count() <= 1 << RULE_BITS {
        for (formula, span, what) in preference_formulas(conflict) {
            same_everywhere(graph, formula, span, &what, &mut found);
        }
    }
    for preference in &conflict.preferences {
        for adjustment in &preference.adjustments {
            let mut reference = graph.select(&adjustment.reference);
            reference.subtract(&graph.select(&adjustment.states));
            if reference.is_empty() {
                found.push(Diagnostic::warning(
                    "adjustment-without-place",
                    adjustment.span,
                    format!(
                        "`{}` changes nothing: there is no state to be placed next to",
                        adjustment.text
                    ),
                ));
            }
        }
    }
    found
}

fn idle_constraints(conflict: &Conflict, dense: &Dense, found: &mut Vec<Diagnostic>) {
    let step = dense.step();
    let mut idle = vec![true; step.constraints.len()];
    for word in 0..dense.states().words().len() as u64 {
        let free = step.valid_word(word) & !step.pending_word(word);
        let truths: Vec<u64> = step.constraints.iter().map(|(_, r)| r.word(word)).collect();
        // What all rules after each one allow, from the last backwards.
        let mut after = vec![low_bits(dense.index_len()); truths.len() + 1];
        for at in (0..truths.len()).rev() {
            after[at] = after[at + 1] & truths[at];
        }
        let mut before = free;
        for (at, truth) in truths.iter().enumerate() {
            idle[at] &= before & !truth & after[at + 1] == 0;
            before &= truth;
        }
    }
    for ((rule, _), idle) in step.constraints.iter().zip(idle) {
        if let (true, Some(rule)) = (idle, conflict.rules.get(rule.index())) {
            found.push(
                Diagnostic::warning(
                    "rule-never-applies",
                    rule.span,
                    format!(
                        "the rule {} excludes no state that the other rules allow",
                        rule.name
                    ),
                )
                .hint("drop it, or check that it says what was meant"),
            );
        }
    }
}

/// Bits of a word that are indices at all, for stores of fewer than 64 indices.
fn low_bits(len: usize) -> u64 {
    if len < 64 { (1 << len) - 1 } else { u64::MAX }
}

fn idle_consequences(conflict: &Conflict, dense: &Dense, found: &mut Vec<Diagnostic>) {
    let step = dense.step();
    for consequence in &step.consequences {
        let fires = (0..dense.index_len() as u32).any(|vector| {
            let code = crate::layout::Code::from(vector);
            step.layout.is_valid(code) && consequence.is_pending(code)
        });
        if let (false, Some(rule)) = (fires, conflict.rules.get(consequence.rule.index())) {
            found.push(
                Diagnostic::warning(
                    "consequence-never-fires",
                    rule.span,
                    format!(
                        "the forced consequence {} changes nothing in any state",
                        rule.name
                    ),
                )
                .hint("drop it, or check that it says what was meant"),
            );
        }
    }
}

fn preference_formulas(conflict: &Conflict) -> Vec<(&Formula, Span, String)> {
    let mut all = Vec::new();
    for (actor, preference) in conflict.actors.iter().zip(&conflict.preferences) {
        let what = |text: &str| format!("`{text}` among the preferences of {}", actor.name);
        match &preference.kind {
            PreferenceKind::Statements(statements) => all.extend(
                statements
                    .iter()
                    .filter(|statement| statement.from_rule.is_none())
                    .map(|s| (&s.formula, s.span, what(&s.text))),
            ),
            PreferenceKind::Weights(weights) => {
                all.extend(weights.iter().map(|w| (&w.formula, w.span, what(&w.text))));
            }
            PreferenceKind::Indifferent | PreferenceKind::Ranking(_) => {}
        }
    }
    // Ten thousand statements on a large model would take longer than the analysis itself.
    all.truncate(500);
    all
}

fn same_everywhere(
    graph: &Graph,
    formula: &Formula,
    span: Span,
    what: &str,
    found: &mut Vec<Diagnostic>,
) {
    let count = graph.select(formula).len();
    let truth = match count {
        0 => "false",
        all if all == graph.count() => "true",
        _ => return,
    };
    found.push(
        Diagnostic::warning(
            "same-everywhere",
            span,
            format!("{what} is {truth} in every feasible state, so it decides nothing"),
        )
        .hint("drop it, or check the rules that make it so"),
    );
}
