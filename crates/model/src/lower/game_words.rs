//! The game lens in the user's words, in one layout whatever the layout of the file.

use syntax::ast::{self, Expression, ExpressionKind, Observed, Pay, PlayStep, Product};
use syntax::{print_formula, quote_name};

use super::words::{assignment, names, paths};

/// `(1 - p) * 3`
pub(crate) fn expression(written: &Expression) -> String {
    match &written.kind {
        ExpressionKind::Number {
            numerator,
            denominator,
        } => number(*numerator, *denominator),
        ExpressionKind::Name(name) => quote_name(&name.text),
        ExpressionKind::Negative(inner) => format!("-{}", factor(inner)),
        ExpressionKind::Sum(parts) => {
            let mut text = String::new();
            for (place, (part, less)) in parts.iter().enumerate() {
                text += match (place, less) {
                    (0, false) => "",
                    (0, true) => "-",
                    (_, false) => " + ",
                    (_, true) => " - ",
                };
                text += &match part.kind {
                    ExpressionKind::Sum(_) => factor(part),
                    _ => expression(part),
                };
            }
            text
        }
        ExpressionKind::Product(parts) => {
            let mut text = String::new();
            for (place, part) in parts.iter().enumerate() {
                let (sign, part) = match part {
                    Product::Times(part) => (" * ", part),
                    Product::Over(part) => ("/", part),
                };
                if place > 0 {
                    text += sign;
                }
                text += &factor(part);
            }
            text
        }
    }
}

/// An expression as part of a product.
fn factor(written: &Expression) -> String {
    let text = expression(written);
    match written.kind {
        ExpressionKind::Sum(_) | ExpressionKind::Product(_) => format!("({text})"),
        _ => text,
    }
}

/// `0.25`
fn number(numerator: i64, denominator: i64) -> String {
    let behind = denominator.checked_ilog10().unwrap_or(0) as usize;
    if behind == 0 {
        return numerator.to_string();
    }
    let sign = if numerator < 0 { "-" } else { "" };
    let digits = numerator.unsigned_abs().to_string();
    let digits = format!("{digits:0>width$}", width = behind + 1);
    let (whole, rest) = digits.split_at(digits.len() - behind);
    format!("{sign}{whole}.{rest}")
}

/// `if lead`, with a space before it, or nothing.
fn condition(written: Option<&ast::Condition>) -> String {
    let Some(written) = written else {
        return String::new();
    };
    let word = if written.unless { "unless" } else { "if" };
    format!(" {word} {}", print_formula(&written.formula))
}

/// A condition as a formula: `lead`, `not (lead)`, `true`.
pub(crate) fn formula(written: Option<&ast::Condition>) -> String {
    match written {
        None => "true".to_owned(),
        Some(written) if written.unless => format!("not ({})", print_formula(&written.formula)),
        Some(written) => print_formula(&written.formula),
    }
}

/// `some play ends with war with probability p where p = 1/3`
pub(crate) fn play_ends(
    some: bool,
    formula: &ast::Formula,
    probability: Option<&Expression>,
    values: &[(ast::Name, Expression)],
) -> String {
    let mut text = if some { "some " } else { "" }.to_owned();
    text += &format!("play ends with {}", print_formula(formula));
    if let Some(probability) = probability {
        text += &format!(" with probability {}", expression(probability));
    }
    let set = |(name, value): &(ast::Name, Expression)| {
        format!("{} = {}", quote_name(&name.text), expression(value))
    };
    let values: Vec<String> = values.iter().map(set).collect();
    if !values.is_empty() {
        text += &format!(" where {}", values.join(", "));
    }
    text
}

/// `-cost if widen`
pub(crate) fn term(written: &ast::Term) -> String {
    format!(
        "{}{}",
        expression(&written.amount),
        condition(written.condition.as_ref())
    )
}

/// `parameter cost = 2`
pub(crate) fn parameter(written: &ast::Parameter) -> String {
    let name = quote_name(&written.name.text);
    match &written.value {
        Some(value) => format!("parameter {name} = {}", expression(value)),
        None => format!("parameter {name}"),
    }
}

/// `utility of US: 3 if talks; -cost if widen`
pub(crate) fn utility(written: &ast::Utility) -> String {
    let terms: Vec<String> = written.terms.iter().map(term).collect();
    format!(
        "utility of {}: {}",
        quote_name(&written.actor.text),
        terms.join("; ")
    )
}

/// `US observes strikes, lead`
pub(crate) fn observes(written: &ast::Observes) -> String {
    let what = match &written.what {
        Observed::Everything => "everything".to_owned(),
        Observed::These(none) if none.is_empty() => "nothing".to_owned(),
        Observed::These(some) => paths(some),
    };
    format!("{} observes {what}", quote_name(&written.actor.text))
}

/// `play: Israel chooses lead; US chooses veto if lead`
pub(crate) fn play(written: &ast::Play) -> String {
    let steps: Vec<String> = written.steps.iter().map(play_step).collect();
    format!("play: {}", steps.join("; "))
}

/// `Israel chooses lead unless veto`
pub(crate) fn play_step(written: &PlayStep) -> String {
    match written {
        PlayStep::Choose(choice) => {
            let verb = if choice.actors.len() == 1 {
                "chooses"
            } else {
                "choose"
            };
            format!(
                "{} {verb} {}{}",
                names(&choice.actors),
                paths(&choice.options),
                condition(choice.condition.as_ref())
            )
        }
        PlayStep::Chance(chance) => {
            let option = paths(std::slice::from_ref(&chance.option));
            let likely = match &chance.probability {
                Some(probability) => format!(" {}", expression(probability)),
                None => {
                    let level = |(name, probability): &(ast::Name, Expression)| {
                        format!("{} {}", quote_name(&name.text), expression(probability))
                    };
                    let levels: Vec<String> = chance.levels.iter().map(level).collect();
                    format!(": {}", levels.join(", "))
                }
            };
            format!(
                "chance {option}{likely}{}",
                condition(chance.condition.as_ref())
            )
        }
        PlayStep::Set(set) => {
            let sets: Vec<String> = set.sets.iter().map(assignment).collect();
            format!(
                "set {}{}",
                sets.join(", "),
                condition(set.condition.as_ref())
            )
        }
        PlayStep::Ends(when) => format!("ends{}", condition(Some(when))),
        PlayStep::Repeat(repeat) => {
            let pay = match &repeat.pay {
                Pay::No => String::new(),
                Pay::EachTime => " paid".to_owned(),
                Pay::Discounted(discount) => format!(" discounted by {}", expression(discount)),
            };
            let steps: Vec<String> = repeat.steps.iter().map(play_step).collect();
            format!(
                "repeat {} times{pay}: {}",
                repeat.times.value,
                steps.join("; ")
            )
        }
    }
}
