//! The play as a list of single steps, its repetitions written out.

use game::Rational;
use graph::layout::Code;
use graph::step::Step;
use model::conflict::{ActorId, Conflict, Level, OptionId, Pay, PlayStep, StepKind};
use model::formula::Formula;
use syntax::diagnostic::{Diagnostic, Span};

use crate::codes;
use crate::values::Values;

/// Steps that a play may have when its repetitions are written out.
const MOST_STEPS: usize = 100_000;

/// Settings of its options that one choice may be between.
const MOST_ACTIONS: usize = 1_000;

/// One step.
#[derive(Clone, Debug)]
pub struct Instruction {
    /// What happens.
    pub kind: InstructionKind,
    /// When; in a group of simultaneous moves this is said of the first.
    pub condition: Formula,
    /// Where it stands.
    pub span: Span,
    /// The line in the user's words.
    pub text: String,
}

/// What happens in one step.
#[derive(Clone, Debug)]
pub enum InstructionKind {
    /// Nature draws a private type.
    Draw {
        /// Which.
        number: usize,
        /// How likely each of its values is.
        probabilities: Vec<Rational>,
    },
    /// An actor decides about some of its options.
    Move {
        /// Who.
        actor: ActorId,
        /// About which options.
        options: Vec<OptionId>,
        /// How many further moves are made at the same time as this one.
        together: usize,
    },
    /// Chance decides about an option.
    Chance {
        /// Which.
        option: OptionId,
        /// The values and how likely they are.
        levels: Vec<(Level, Rational)>,
    },
    /// Options change by themselves.
    Set {
        /// Which bits.
        mask: Code,
        /// To what.
        value: Code,
    },
    /// The play is over.
    End,
    /// Everybody is paid for the state reached, times this.
    Pay(Rational),
}

/// A play as a list of steps.
#[derive(Clone, Debug)]
pub struct Program {
    /// The steps.
    pub steps: Vec<Instruction>,
    /// Whether utilities are paid where the play ends.
    pub pays_at_end: bool,
}

impl Program {
    /// Writes out the play of a conflict.
    ///
    /// # Errors
    /// There is no play, an expression has no value, probabilities are none, or the play has too
    /// many steps.
    pub fn new(conflict: &Conflict, step: &Step, values: &Values) -> Result<Self, Box<Diagnostic>> {
        let Some(span) = conflict.game.span else {
            let start = conflict.status_quo_span.unwrap_or(conflict.actors[0].span);
            let wrong = Diagnostic::error(codes::NO_PLAY, start, "the conflict has no play");
            return Err(Box::new(wrong.hint(
                "write `play` and below it who chooses what, for example `US chooses veto`",
            )));
        };
        let mut writer = Writer {
            conflict,
            step,
            values,
            steps: Vec::new(),
            pays: false,
        };
        writer.types()?;
        writer.all(&conflict.game.steps, span)?;
        Ok(Program {
            steps: writer.steps,
            pays_at_end: !writer.pays,
        })
    }
}

struct Writer<'w> {
    conflict: &'w Conflict,
    step: &'w Step,
    values: &'w Values,
    steps: Vec<Instruction>,
    pays: bool,
}

impl Writer<'_> {
    fn types(&mut self) -> Result<(), Box<Diagnostic>> {
        for (number, drawn) in self.conflict.game.types.iter().enumerate() {
            let mut probabilities = Vec::new();
            for value in &drawn.values {
                probabilities.push(self.values.at(
                    self.conflict,
                    &value.probability,
                    drawn.span,
                )?);
            }
            check(&probabilities, drawn.span, &drawn.name)?;
            self.steps.push(Instruction {
                kind: InstructionKind::Draw {
                    number,
                    probabilities,
                },
                condition: Formula::Constant(true),
                span: drawn.span,
                text: format!("type {}", drawn.name),
            });
        }
        Ok(())
    }

    fn all(&mut self, steps: &[PlayStep], span: Span) -> Result<(), Box<Diagnostic>> {
        for step in steps {
            self.one(step)?;
            if self.steps.len() > MOST_STEPS {
                let message = format!(
                    "with its repetitions written out the play has more than {MOST_STEPS} steps"
                );
                return Err(Box::new(Diagnostic::error(
                    codes::PLAY_TOO_LARGE,
                    span,
                    message,
                )));
            }
        }
        Ok(())
    }

    fn one(&mut self, step: &PlayStep) -> Result<(), Box<Diagnostic>> {
        let kind = match &step.kind {
            StepKind::Choose(choosers) => {
                self.check_actions(choosers, step.span)?;
                for (place, (actor, options)) in choosers.iter().enumerate() {
                    let kind = InstructionKind::Move {
                        actor: *actor,
                        options: options.clone(),
                        together: choosers.len() - 1 - place,
                    };
                    self.push(kind, step);
                }
                return Ok(());
            }
            StepKind::Chance { option, levels } => {
                let mut weighed = Vec::new();
                for (level, probability) in levels {
                    let value = self.values.at(self.conflict, probability, step.span)?;
                    weighed.push((*level, value));
                }
                let probabilities: Vec<Rational> =
                    weighed.iter().map(|(_, value)| value.clone()).collect();
                let name = self.conflict.options.get(option.index());
                check(
                    &probabilities,
                    step.span,
                    name.map_or("", |option| option.name.as_str()),
                )?;
                InstructionKind::Chance {
                    option: *option,
                    levels: weighed,
                }
            }
            StepKind::Set(sets) => {
                let (mut mask, mut value) = (0, 0);
                for (option, level) in sets {
                    let field = self.step.layout.field(*option);
                    mask |= field.mask();
                    value |= field.put(*level);
                }
                InstructionKind::Set { mask, value }
            }
            StepKind::End => InstructionKind::End,
            StepKind::Repeat { times, pay, steps } => return self.repeat(step, *times, pay, steps),
        };
        self.push(kind, step);
        Ok(())
    }

    /// Refuses choices between more settings of options than anybody could list.
    fn check_actions(
        &self,
        choosers: &[(ActorId, Vec<OptionId>)],
        span: Span,
    ) -> Result<(), Box<Diagnostic>> {
        for (_, options) in choosers {
            let settings = options.iter().fold(1usize, |product, option| {
                let levels = self.step.layout.field(*option).levels;
                product.saturating_mul(usize::from(levels))
            });
            if settings > MOST_ACTIONS {
                let message =
                    format!("this is a choice between {settings} settings; at most {MOST_ACTIONS}");
                return Err(Box::new(
                    Diagnostic::error(codes::PLAY_TOO_LARGE, span, message)
                        .hint("let the options be chosen one after the other"),
                ));
            }
        }
        Ok(())
    }

    fn repeat(
        &mut self,
        step: &PlayStep,
        times: u32,
        pay: &Pay,
        steps: &[PlayStep],
    ) -> Result<(), Box<Diagnostic>> {
        let discount = match pay {
            Pay::No => None,
            Pay::EachTime => Some(Rational::ONE),
            Pay::Discounted(discount) => {
                Some(self.values.at(self.conflict, discount, step.span)?)
            }
        };
        self.pays |= discount.is_some();
        let mut worth = Rational::ONE;
        for _ in 0..times {
            self.all(steps, step.span)?;
            if let Some(discount) = &discount {
                self.push(InstructionKind::Pay(worth.clone()), step);
                worth *= discount;
            }
        }
        Ok(())
    }

    fn push(&mut self, kind: InstructionKind, step: &PlayStep) {
        self.steps.push(Instruction {
            kind,
            condition: step.condition.clone(),
            span: step.span,
            text: step.text.clone(),
        });
    }
}

/// Refuses what are no probabilities.
fn check(probabilities: &[Rational], span: Span, of: &str) -> Result<(), Box<Diagnostic>> {
    let wrong = |message| {
        Err(Box::new(Diagnostic::error(
            codes::BAD_PROBABILITY,
            span,
            message,
        )))
    };
    if let Some(negative) = probabilities.iter().find(|one| **one < Rational::ZERO) {
        return wrong(format!("a probability of `{of}` is {negative}, below 0"));
    }
    let sum = probabilities
        .iter()
        .fold(Rational::ZERO, |sum, one| sum + one);
    if sum != Rational::ONE {
        return wrong(format!(
            "the probabilities of `{of}` sum to {sum}, not to 1"
        ));
    }
    Ok(())
}
