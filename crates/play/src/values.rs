//! The values of parameters and expressions, exactly.

use game::Rational;
use model::conflict::{Conflict, Expression, ParameterId};
use syntax::diagnostic::{Diagnostic, Span};

use crate::codes;

/// The value of each parameter of a conflict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values(Vec<Option<Rational>>);

impl Values {
    /// The values that the conflict gives, with some replaced.
    #[must_use]
    pub fn new(conflict: &Conflict, replaced: &[(ParameterId, Rational)]) -> Self {
        let mut values = Values(Vec::new());
        for (number, parameter) in conflict.game.parameters.iter().enumerate() {
            let other = replaced.iter().find(|(id, _)| id.index() == number);
            let value = match (other, &parameter.value) {
                (Some((_, value)), _) => Some(value.clone()),
                (None, Some(written)) => values.of(written).ok(),
                (None, None) => None,
            };
            values.0.push(value);
        }
        values
    }

    /// The value of a parameter.
    #[must_use]
    pub fn get(&self, id: ParameterId) -> Option<&Rational> {
        self.0.get(id.index())?.as_ref()
    }

    /// The value of an expression. Linear in its size.
    ///
    /// # Errors
    /// A parameter in it has no value, or something is divided by 0.
    pub fn of(&self, expression: &Expression) -> Result<Rational, NoValue> {
        Ok(match expression {
            Expression::Number {
                numerator,
                denominator,
            } => Rational::from(*numerator) / Rational::from(*denominator),
            Expression::Parameter(id) => self.get(*id).cloned().ok_or(NoValue::Unknown(*id))?,
            Expression::Negative(inner) => -self.of(inner)?,
            Expression::Sum(parts) => {
                let mut sum = Rational::ZERO;
                for (part, less) in parts {
                    let value = self.of(part)?;
                    sum = if *less { sum - value } else { sum + value };
                }
                sum
            }
            Expression::Product(parts) => {
                let mut product = Rational::ONE;
                for (part, over) in parts {
                    let value = self.of(part)?;
                    if *over && value.is_zero() {
                        return Err(NoValue::Division);
                    }
                    product = if *over {
                        product / value
                    } else {
                        product * value
                    };
                }
                product
            }
        })
    }

    /// As [`Self::of`], with a message that points to where the expression stands.
    pub(crate) fn at(
        &self,
        conflict: &Conflict,
        expression: &Expression,
        span: Span,
    ) -> Result<Rational, Box<Diagnostic>> {
        self.of(expression)
            .map_err(|why| Box::new(why.message(conflict, span)))
    }
}

/// Why an expression has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoValue {
    /// This parameter has none.
    Unknown(ParameterId),
    /// Something is divided by 0.
    Division,
}

impl NoValue {
    fn message(self, conflict: &Conflict, span: Span) -> Diagnostic {
        match self {
            NoValue::Unknown(id) => {
                let parameter = conflict.game.parameters.get(id.index());
                let name = parameter.map_or("", |parameter| parameter.name.as_str());
                let message = format!("the parameter `{name}` has no value");
                let wrong = Diagnostic::error(codes::NO_VALUE, span, message).hint(format!(
                    "give it one where it is declared, `parameter {name} = …`, or with `--set {name}=…`"
                ));
                match parameter {
                    Some(parameter) => wrong.label(parameter.span, "declared here"),
                    None => wrong,
                }
            }
            NoValue::Division => Diagnostic::error(
                codes::NO_VALUE,
                span,
                "with these parameters something is divided by 0",
            ),
        }
    }
}
