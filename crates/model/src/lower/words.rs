//! Parts of a model in the user's words, in one layout whatever the layout of the file.

use syntax::ast::{self, AdjustmentKind, CheckBody, FormulaKind, RuleBody, StateRef, Value};
use syntax::{print_formula, quote_name};

fn path(path: &ast::Path) -> String {
    let parts: Vec<String> = path
        .parts
        .iter()
        .map(|name| quote_name(&name.text))
        .collect();
    parts.join(".")
}

fn paths(paths: &[ast::Path]) -> String {
    paths.iter().map(path).collect::<Vec<_>>().join(", ")
}

fn names(names: &[ast::Name]) -> String {
    let names: Vec<String> = names.iter().map(|name| quote_name(&name.text)).collect();
    names.join(", ")
}

fn assignment(assignment: &ast::Assignment) -> String {
    let target = path(&assignment.target);
    match &assignment.value {
        Value::Yes => target,
        Value::No => format!("not {target}"),
        Value::Level(level) => format!("{target} = {}", quote_name(&level.text)),
    }
}

/// `lead forbidden while veto`
pub(crate) fn rule_body(body: &RuleBody) -> String {
    let f = print_formula;
    let by = |actors: &[ast::Name]| match actors {
        [] => String::new(),
        some => format!(" by {}", names(some)),
    };
    match body {
        RuleBody::Forbidden { what, while_ } => {
            format!("{} forbidden while {}", f(what), f(while_))
        }
        RuleBody::Requires { what, needs } => format!("{} requires {}", f(what), f(needs)),
        RuleBody::Always(formula) if matches!(formula.kind, FormulaKind::Count { .. }) => {
            f(formula)
        }
        RuleBody::Always(formula) => format!("always {}", f(formula)),
        RuleBody::Never(formula) => format!("never {}", f(formula)),
        RuleBody::StopWithout { options, without } => {
            format!("{} stop without {}", paths(options), f(without))
        }
        RuleBody::Ends { when, options } => format!("{} ends {}", f(when), paths(options)),
        RuleBody::WhenThen { when, then } => {
            let then: Vec<String> = then.iter().map(assignment).collect();
            format!("when {} then {}", f(when), then.join(", "))
        }
        RuleBody::Consent { what, of, by } => {
            format!(
                "{} needs consent of {} by {}",
                f(what),
                quote_name(&of.text),
                f(by)
            )
        }
        RuleBody::NoMove {
            from,
            to,
            by: actors,
        } => {
            format!("no move from {} to {}{}", f(from), f(to), by(actors))
        }
        RuleBody::OneWay {
            from,
            to,
            by: actors,
        } => {
            format!("one way from {} to {}{}", f(from), f(to), by(actors))
        }
    }
}

fn relation(kind: AdjustmentKind) -> &'static str {
    match kind {
        AdjustmentKind::Above => "above",
        AdjustmentKind::Below => "below",
        AdjustmentKind::LevelWith => "level with",
    }
}

/// `put widen below not veto`
pub(crate) fn adjustment(written: &ast::Adjustment) -> String {
    format!(
        "put {} {} {}",
        print_formula(&written.states),
        relation(written.kind),
        print_formula(&written.reference)
    )
}

fn state(state: &StateRef) -> String {
    match state {
        StateRef::StatusQuo(_) => "status quo".to_owned(),
        StateRef::Observed(_) => "observed".to_owned(),
        StateRef::Formula(formula) => print_formula(formula),
    }
}

/// `status quo is equilibrium under nash, seq`
pub(crate) fn check(body: &CheckBody) -> String {
    let not = |negated: bool| if negated { "not " } else { "" };
    match body {
        CheckBody::Equilibrium {
            state: s,
            negated,
            under,
        } => {
            format!(
                "{} is {}equilibrium under {}",
                state(s),
                not(*negated),
                names(under)
            )
        }
        CheckBody::Stable {
            state: s,
            negated,
            actors,
            under,
        } => format!(
            "{} is {}stable for {} under {}",
            state(s),
            not(*negated),
            names(actors),
            names(under)
        ),
        CheckBody::Equilibria { under, states } => {
            let states: Vec<String> = states.iter().map(state).collect();
            let states = if states.is_empty() {
                "none".to_owned()
            } else {
                states.join(", ")
            };
            format!("equilibria under {} are {states}", names(under))
        }
        CheckBody::Reachable {
            state: s,
            negated,
            by_improvements,
        } => {
            let how = if *by_improvements {
                " by improvements"
            } else {
                ""
            };
            format!("{} is {}reachable{how}", state(s), not(*negated))
        }
        CheckBody::Always {
            negated,
            formula,
            under,
            any_improvement,
        } => {
            let how = if *any_improvement {
                " by any improvement"
            } else {
                ""
            };
            let formula = print_formula(formula);
            format!(
                "{}always {formula} under {}{how}",
                not(*negated),
                names(under)
            )
        }
        CheckBody::StateCount(count) => format!("{} states", count.value),
    }
}
