//! Rules: from their forms in the language to the four forms of [`RuleBody`].

use syntax::ast;
use syntax::diagnostic::Diagnostic;

use super::scope::Scope;
use super::words;
use crate::codes;
use crate::conflict::{Level, OptionId, Rule, RuleBody, Strength};
use crate::formula::{Formula, LevelSet};
use crate::sink::Sink;

/// A rule with what is needed where it is costly.
#[derive(Clone, Debug)]
pub(crate) struct DraftRule {
    /// The rule.
    pub(crate) rule: Rule,
    /// The options that its first formula names: their owners would rather see it kept.
    pub(crate) names: Vec<OptionId>,
}

impl DraftRule {
    /// The rule as a formula over states; none where it speaks of moves.
    pub(crate) fn as_formula(&self) -> Option<Formula> {
        match &self.rule.body {
            RuleBody::Constraint(formula) => Some(formula.clone()),
            RuleBody::Consequence { trigger, sets } => {
                let set = |(option, level): &(OptionId, Level)| {
                    Formula::Option(*option, LevelSet::one(*level))
                };
                let mut all: Vec<Formula> = sets.iter().map(set).collect();
                let all = match (all.len(), all.pop()) {
                    (1, Some(only)) => only,
                    (_, last) => {
                        all.extend(last);
                        Formula::And(all)
                    }
                };
                Some(Formula::Or(vec![trigger.clone().negated(), all]))
            }
            RuleBody::Consent { .. } | RuleBody::NoMove { .. } => None,
        }
    }
}

/// Resolves a rule, or reports every error in it.
pub(crate) fn rule(scope: &Scope, sink: &mut Sink, rule: &ast::Rule) -> Option<DraftRule> {
    let basis = scope.basis(sink, &rule.basis);
    let body = body(scope, sink, &rule.body);
    let body = body?;
    let mut names = Vec::new();
    first_options(&body, &rule.body, &mut names);
    names.sort_unstable();
    names.dedup();
    let moves_only = matches!(body, RuleBody::Consent { .. } | RuleBody::NoMove { .. });
    if moves_only && rule.strength == Strength::Costly {
        let message = format!(
            "the costly rule `{}` speaks of moves, not of states",
            rule.name.text
        );
        sink.push(
            Diagnostic::warning(codes::COSTLY_MOVE_RULE, rule.name.span, message)
                .hint("no preference can be made of it; it counts as advisory"),
        );
    }
    Some(DraftRule {
        rule: Rule {
            name: rule.name.text.clone(),
            strength: rule.strength,
            body,
            text: words::rule_body(&rule.body),
            basis,
            span: rule.span,
        },
        names,
    })
}

fn body(scope: &Scope, sink: &mut Sink, body: &ast::RuleBody) -> Option<RuleBody> {
    Some(match body {
        ast::RuleBody::Forbidden { what, while_ } => {
            let (what, while_) = scope.pair(sink, what, while_)?;
            RuleBody::Constraint(Formula::And(vec![what, while_]).negated())
        }
        ast::RuleBody::Requires { what, needs } => {
            let (what, needs) = scope.pair(sink, what, needs)?;
            RuleBody::Constraint(Formula::Or(vec![needs, what.negated()]))
        }
        ast::RuleBody::Always(formula) => RuleBody::Constraint(scope.formula(sink, formula)?),
        ast::RuleBody::Never(formula) => {
            RuleBody::Constraint(scope.formula(sink, formula)?.negated())
        }
        ast::RuleBody::StopWithout { options, without } => {
            let sets = dropped(scope, sink, options);
            RuleBody::Consequence {
                trigger: scope.formula(sink, without)?.negated(),
                sets: sets?,
            }
        }
        ast::RuleBody::Ends { when, options } => {
            let trigger = scope.formula(sink, when);
            let sets = dropped(scope, sink, options);
            RuleBody::Consequence {
                trigger: trigger?,
                sets: sets?,
            }
        }
        ast::RuleBody::WhenThen { when, then } => {
            let trigger = scope.formula(sink, when);
            let sets = scope.assignments(sink, then);
            RuleBody::Consequence {
                trigger: trigger?,
                sets: (sets.len() == then.len()).then_some(sets)?,
            }
        }
        ast::RuleBody::Consent { what, of, by } => {
            let formulas = scope.pair(sink, what, by);
            let of = scope.actor(sink, of);
            let (what, by) = formulas?;
            RuleBody::Consent { what, of: of?, by }
        }
        ast::RuleBody::NoMove { from, to, by } => no_move(scope, sink, from, to, by)?,
        ast::RuleBody::OneWay { from, to, by } => no_move(scope, sink, to, from, by)?,
    })
}

fn no_move(
    scope: &Scope,
    sink: &mut Sink,
    from: &ast::Formula,
    to: &ast::Formula,
    by: &[ast::Name],
) -> Option<RuleBody> {
    let formulas = scope.pair(sink, from, to);
    let actors = scope.actor_list(sink, by);
    if actors.len() < by.len() {
        return None;
    }
    let (from, to) = formulas?;
    Some(RuleBody::NoMove {
        from,
        to,
        by: (!by.is_empty()).then_some(actors),
    })
}

/// Each option at its lowest value, or none with every error reported.
fn dropped(
    scope: &Scope,
    sink: &mut Sink,
    options: &[ast::Path],
) -> Option<Vec<(OptionId, Level)>> {
    let resolved: Vec<Option<OptionId>> = options
        .iter()
        .map(|path| scope.option_at(sink, path))
        .collect();
    let mut sets: Vec<(OptionId, Level)> = Vec::new();
    for option in resolved {
        let set = (option?, Level(0));
        if !sets.contains(&set) {
            sets.push(set);
        }
    }
    Some(sets)
}

/// The options that the rule's first formula names.
fn first_options(body: &RuleBody, written: &ast::RuleBody, names: &mut Vec<OptionId>) {
    let mut note = |option: OptionId| names.push(option);
    match (body, written) {
        // `F forbidden while G` is `not (F and G)`; `F requires G` is `G or not F`.
        (RuleBody::Constraint(Formula::Not(both)), ast::RuleBody::Forbidden { .. }) => {
            if let Formula::And(parts) = both.as_ref()
                && let Some(first) = parts.first()
            {
                first.for_each_option(&mut note);
            }
        }
        (RuleBody::Constraint(Formula::Or(parts)), ast::RuleBody::Requires { .. }) => {
            if let Some(first) = parts.last() {
                first.for_each_option(&mut note);
            }
        }
        (RuleBody::Constraint(formula), _) => formula.for_each_option(&mut note),
        (RuleBody::Consequence { sets, .. }, ast::RuleBody::StopWithout { .. }) => {
            sets.iter().for_each(|(option, _)| note(*option));
        }
        (RuleBody::Consequence { trigger, .. }, _) => trigger.for_each_option(&mut note),
        (RuleBody::Consent { what: first, .. } | RuleBody::NoMove { from: first, .. }, _) => {
            first.for_each_option(&mut note);
        }
    }
}
