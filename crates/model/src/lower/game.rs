//! The game lens: parameters, private types, utilities, sight and the play.

use syntax::ast::{self, ExpressionKind, Item, Observed};
use syntax::diagnostic::{Diagnostic, Span};

use super::declare::too_many;
use super::game_words as words;
use super::scope::{Scope, declare, duplicate, look_up};
use crate::codes;
use crate::conflict::{
    ActorId, Direction, Expression, Level, OptionDef, OptionId, Parameter, ParameterId, Pay,
    PlayStep, PrivateType, Sight, StepKind, Term, TypeValue, Utility,
};
use crate::formula::Formula;
use crate::limits;
use crate::names;
use crate::sink::Sink;

/// What items of the game lens have said so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct DraftGame {
    /// Values that replace those of the declarations, by parameter.
    pub(crate) values: std::collections::BTreeMap<ParameterId, Expression>,
    /// By actor.
    pub(crate) utilities: std::collections::BTreeMap<ActorId, Utility>,
    /// By actor.
    pub(crate) sight: std::collections::BTreeMap<ActorId, Sight>,
    /// The play and where it stands.
    pub(crate) play: Option<(Vec<PlayStep>, Span)>,
}

/// Declares all parameters and private types, and the scope in which types are known.
pub(crate) fn game(scope: &mut Scope, sink: &mut Sink, items: &[Item]) {
    for item in items {
        if let Item::Parameter(parameter) = item {
            declare_parameter(scope, sink, parameter);
        }
    }
    let mut lens: Option<Scope> = None;
    for item in items {
        if let Item::Type(written) = item {
            let lens = lens.get_or_insert_with(|| scope.clone());
            declare_type(scope, lens, sink, written);
        }
    }
    scope.lens = lens.map(Box::new);
}

fn declare_parameter(scope: &mut Scope, sink: &mut Sink, written: &ast::Parameter) {
    let number = scope.parameters.len();
    if too_many(
        sink,
        written.name.span,
        "parameters",
        number + 1,
        limits::PARAMETERS,
    ) {
        return;
    }
    let id = ParameterId(u16::try_from(number).unwrap_or(u16::MAX));
    // Its own value may speak of the parameters before it.
    let value = written
        .value
        .as_ref()
        .and_then(|value| expression(scope, sink, value));
    let range = written.range.as_ref().and_then(|(least, most)| {
        Some((
            expression(scope, sink, least)?,
            expression(scope, sink, most)?,
        ))
    });
    if !declare(
        sink,
        &mut scope.parameter_ids,
        &written.name,
        "a parameter",
        id,
    ) {
        return;
    }
    let basis = scope.basis(sink, &written.basis);
    scope.parameters.push(Parameter {
        name: written.name.text.clone(),
        label: written.label.as_ref().map(|label| label.text.clone()),
        range,
        value,
        basis,
        span: written.name.span,
    });
}

fn declare_type(scope: &mut Scope, lens: &mut Scope, sink: &mut Sink, written: &ast::PrivateType) {
    let Some(actor) = scope.actor(sink, &written.actor) else {
        return;
    };
    let key = names::key(&written.name.text).into_owned();
    let taken = lens.options_by_owner.get(&(Some(actor), key.clone()));
    if let Some(first) = taken.and_then(|first| lens.option(*first)) {
        let what = format!("an option or a type of `{}` called", written.actor.text);
        sink.push(duplicate(&written.name, &what, first.span));
        return;
    }
    let count = written.values.len();
    if count < 2 {
        let message = format!("`{}` has fewer than two values", written.name.text);
        sink.push(
            Diagnostic::error(codes::TOO_FEW_LEVELS, written.name.span, message)
                .hint("each value stands on a line of its own, with how likely it is: `firm 1/3`"),
        );
        return;
    }
    if too_many(
        sink,
        written.name.span,
        "values of one type",
        count,
        limits::LEVELS,
    ) || too_many(
        sink,
        written.name.span,
        "types",
        scope.types.len() + 1,
        limits::TYPES,
    ) {
        return;
    }
    let mut values: Vec<TypeValue> = Vec::new();
    for (place, value) in written.values.iter().enumerate() {
        let same =
            |other: &&ast::TypeValue| names::key(&other.name.text) == names::key(&value.name.text);
        if let Some(first) = written.values.iter().take(place).find(same) {
            let what = format!("a value of `{}` called", written.name.text);
            sink.push(duplicate(&value.name, &what, first.name.span));
        }
        values.push(TypeValue {
            name: value.name.text.clone(),
            probability: expression(scope, sink, &value.probability)
                .unwrap_or(Expression::whole(0)),
            basis: scope.basis(sink, &value.basis),
        });
    }
    let basis = scope.basis(sink, &written.basis);
    let id = OptionId(u16::try_from(lens.options.len()).unwrap_or(u16::MAX));
    lens.options_by_owner.insert((Some(actor), key.clone()), id);
    lens.options_by_name.entry(key).or_default().push(id);
    lens.options.push(OptionDef {
        name: written.name.text.clone(),
        label: None,
        owner: Some(actor),
        levels: values.iter().map(|value| value.name.clone()).collect(),
        direction: Direction::Fixed,
        basis: basis.clone(),
        span: written.name.span,
    });
    scope.types.push(PrivateType {
        name: written.name.text.clone(),
        label: written.label.as_ref().map(|label| label.text.clone()),
        actor,
        values,
        basis,
        span: written.name.span,
    });
}

/// An expression with its parameters found, or an error.
pub(crate) fn expression(
    scope: &Scope,
    sink: &mut Sink,
    written: &ast::Expression,
) -> Option<Expression> {
    Some(match &written.kind {
        ExpressionKind::Number {
            numerator,
            denominator,
        } => Expression::Number {
            numerator: *numerator,
            denominator: *denominator,
        },
        ExpressionKind::Name(name) => Expression::Parameter(parameter(scope, sink, name)?),
        ExpressionKind::Negative(inner) => {
            Expression::Negative(Box::new(expression(scope, sink, inner)?))
        }
        ExpressionKind::Sum(parts) => Expression::Sum(
            parts
                .iter()
                .map(|(part, less)| Some((expression(scope, sink, part)?, *less)))
                .collect::<Option<_>>()?,
        ),
        ExpressionKind::Product(parts) => Expression::Product(
            parts
                .iter()
                .map(|part| {
                    Some(match part {
                        ast::Product::Times(part) => (expression(scope, sink, part)?, false),
                        ast::Product::Over(part) => (expression(scope, sink, part)?, true),
                    })
                })
                .collect::<Option<_>>()?,
        ),
    })
}

pub(crate) fn parameter(scope: &Scope, sink: &mut Sink, name: &ast::Name) -> Option<ParameterId> {
    if let Some((id, _)) = scope.parameter_ids.get(&*names::key(&name.text)) {
        return Some(*id);
    }
    let known = |part: &str| {
        part.bytes().all(|byte| byte.is_ascii_digit())
            || scope.parameter_ids.contains_key(&*names::key(part))
    };
    if name.text.contains('-') && name.text.split('-').all(known) {
        let message = format!("there is no parameter `{}`", name.text);
        let spaced = name.text.split('-').collect::<Vec<_>>().join(" - ");
        sink.push(
            Diagnostic::error(codes::UNKNOWN_NAME, name.span, message)
                .hint(format!("to subtract, write spaces: `{spaced}`")),
        );
        return None;
    }
    look_up(sink, &scope.parameter_ids, name, "parameter")
}

/// A condition as a formula; none where it does not resolve.
fn condition(scope: &Scope, sink: &mut Sink, written: Option<&ast::Condition>) -> Option<Formula> {
    let Some(written) = written else {
        return Some(Formula::Constant(true));
    };
    let formula = scope.lens().formula(sink, &written.formula)?;
    Some(if written.unless {
        formula.negated()
    } else {
        formula
    })
}

/// What an actor is paid.
pub(crate) fn utility(scope: &Scope, sink: &mut Sink, written: &ast::Utility) -> Utility {
    let mut terms = Vec::new();
    if !too_many(
        sink,
        written.actor.span,
        "terms of one utility",
        written.terms.len(),
        limits::STATEMENTS,
    ) {
        for term in &written.terms {
            let basis = scope.basis(sink, &term.basis);
            let amount = expression(scope, sink, &term.amount);
            let formula = condition(scope, sink, term.condition.as_ref());
            if let (Some(amount), Some(formula)) = (amount, formula) {
                terms.push(Term {
                    amount,
                    formula,
                    text: words::term(term),
                    formula_text: words::formula(term.condition.as_ref()),
                    basis,
                    span: term.span,
                });
            }
        }
    }
    Utility {
        terms,
        span: written.actor.span,
    }
}

/// What an actor learns.
pub(crate) fn sight(scope: &Scope, sink: &mut Sink, written: &Observed) -> Sight {
    match written {
        Observed::Everything => Sight::Everything,
        Observed::These(paths) => Sight::These(
            paths
                .iter()
                .filter_map(|path| scope.lens().option_at(sink, path))
                .collect(),
        ),
    }
}

/// The steps of a play.
pub(crate) fn steps(scope: &Scope, sink: &mut Sink, written: &[ast::PlayStep]) -> Vec<PlayStep> {
    written
        .iter()
        .filter_map(|step| self::step(scope, sink, step))
        .collect()
}

fn step(scope: &Scope, sink: &mut Sink, written: &ast::PlayStep) -> Option<PlayStep> {
    let text = words::play_step(written);
    let (kind, when, basis, span) = match written {
        ast::PlayStep::Choose(choice) => (
            StepKind::Choose(choosers(scope, sink, choice)?),
            choice.condition.as_ref(),
            scope.basis(sink, &choice.basis),
            choice.span,
        ),
        ast::PlayStep::Chance(chance) => (
            self::chance(scope, sink, chance)?,
            chance.condition.as_ref(),
            scope.basis(sink, &chance.basis),
            chance.span,
        ),
        ast::PlayStep::Set(set) => (
            StepKind::Set(scope.assignments(sink, &set.sets)),
            set.condition.as_ref(),
            scope.basis(sink, &set.basis),
            set.span,
        ),
        ast::PlayStep::Ends(when) => (
            StepKind::End,
            Some(when),
            crate::evidence::Basis::default(),
            when.formula.span,
        ),
        ast::PlayStep::Repeat(repeat) => (
            self::repeat(scope, sink, repeat)?,
            None,
            crate::evidence::Basis::default(),
            repeat.times.span,
        ),
    };
    Some(PlayStep {
        kind,
        condition: condition(scope, sink, when)?,
        text,
        basis,
        span,
    })
}

/// Who chooses what. Every option must belong to one of those who choose, and nobody is left
/// without.
fn choosers(
    scope: &Scope,
    sink: &mut Sink,
    written: &ast::Choose,
) -> Option<Vec<(ActorId, Vec<OptionId>)>> {
    let actors = scope.actor_list(sink, &written.actors);
    let mut choosers: Vec<(ActorId, Vec<OptionId>)> = actors
        .into_iter()
        .map(|actor| (actor, Vec::new()))
        .collect();
    for path in &written.options {
        let option = scope.option_at(sink, path)?;
        let definition = scope.option(option)?;
        let owner = choosers
            .iter_mut()
            .find(|(actor, _)| definition.owner == Some(*actor));
        let Some((_, own)) = owner else {
            let message = format!(
                "`{}` is an option of {}, who does not choose here",
                definition.name,
                scope.owner_name(definition)
            );
            sink.push(
                Diagnostic::error(codes::NOT_ITS_OPTION, path.span, message)
                    .label(definition.span, "the option is here"),
            );
            return None;
        };
        if own.contains(&option) {
            let message = format!("`{}` is named twice", definition.name);
            sink.push(Diagnostic::error(codes::DUPLICATE_NAME, path.span, message));
        } else {
            own.push(option);
        }
    }
    let idle = choosers.iter().position(|(_, own)| own.is_empty());
    if let Some(name) = idle.and_then(|idle| written.actors.get(idle)) {
        let message = format!("`{}` has nothing to choose here", name.text);
        sink.push(
            Diagnostic::error(codes::NOT_ITS_OPTION, name.span, message)
                .hint("name an option of it, or leave it out"),
        );
        return None;
    }
    Some(choosers)
}

fn chance(scope: &Scope, sink: &mut Sink, written: &ast::Chance) -> Option<StepKind> {
    let option = scope.option_at(sink, &written.option)?;
    let definition = scope.option(option)?;
    let levels = match &written.probability {
        Some(probability) => {
            if !definition.is_binary() {
                let message = format!("`{}` has levels: say how likely each is", definition.name);
                sink.push(
                    Diagnostic::error(codes::LEVEL_NEEDED, written.option.span, message)
                        .label(definition.span, "the option is here")
                        .hint("for example `chance tariff: low 1/3, high 2/3`"),
                );
                return None;
            }
            let yes = expression(scope, sink, probability)?;
            let no = Expression::Sum(vec![(Expression::whole(1), false), (yes.clone(), true)]);
            vec![(Level(1), yes), (Level(0), no)]
        }
        None => {
            let mut levels = Vec::new();
            for (name, probability) in &written.levels {
                let level = scope.level(sink, option, name)?;
                if levels.iter().any(|(other, _)| *other == level) {
                    let message = format!("`{}` is named twice", name.text);
                    sink.push(Diagnostic::error(codes::DUPLICATE_NAME, name.span, message));
                    return None;
                }
                levels.push((level, expression(scope, sink, probability)?));
            }
            levels
        }
    };
    Some(StepKind::Chance { option, levels })
}

fn repeat(scope: &Scope, sink: &mut Sink, written: &ast::Repeat) -> Option<StepKind> {
    let times = u32::try_from(written.times.value).unwrap_or(0);
    if !(1..=limits::ROUNDS).contains(&times) {
        let message = format!("a part is repeated 1 to {} times", limits::ROUNDS);
        sink.push(Diagnostic::error(
            codes::BAD_COUNT,
            written.times.span,
            message,
        ));
        return None;
    }
    let pay = match &written.pay {
        ast::Pay::No => Pay::No,
        ast::Pay::EachTime => Pay::EachTime,
        ast::Pay::Discounted(discount) => Pay::Discounted(expression(scope, sink, discount)?),
    };
    let steps = steps(scope, sink, &written.steps);
    Some(StepKind::Repeat { times, pay, steps })
}
