//! Expressions over numbers and parameters: `*` and `/` bind more strongly than `+` and `-`.

use super::{Parser, Step};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::kind::SyntaxKind as K;

/// Expressions within expressions that are read; people write two or three.
const DEEPEST: usize = 100;

/// Digits that one number may have, before and behind the point together.
const MOST_DIGITS: usize = 15;

impl Parser<'_> {
    /// An expression.
    pub(super) fn expression(&mut self) -> Step {
        let start = self.checkpoint();
        self.product()?;
        if !self.at_sum() {
            return Ok(());
        }
        self.start_at(start, K::Sum);
        while self.at_sum() {
            // In `1 -2` the sign belongs to the number.
            if !self.at(K::Signed) {
                self.bump();
            }
            self.product()?;
        }
        self.finish();
        Ok(())
    }

    fn at_sum(&self) -> bool {
        self.at(K::Signed) || self.at(K::Plus) || self.at_minus()
    }

    fn at_minus(&self) -> bool {
        self.at(K::Pattern) && self.lines.text_of(self.pos) == "-"
    }

    fn product(&mut self) -> Step {
        let start = self.checkpoint();
        self.factor()?;
        if !self.at(K::Star) && !self.at(K::Slash) {
            return Ok(());
        }
        self.start_at(start, K::Product);
        while self.eat(K::Star) || self.eat(K::Slash) {
            self.factor()?;
        }
        self.finish();
        Ok(())
    }

    fn factor(&mut self) -> Step {
        match self.kind() {
            K::RoundOpen => {
                self.level_down()?;
                let opened = self.span();
                self.start(K::Group);
                self.bump();
                self.expression()?;
                if !self.eat(K::RoundClose) {
                    return Err(self.unclosed(opened, ")"));
                }
                self.finish();
                self.depth -= 1;
                Ok(())
            }
            K::Pattern if self.at_minus() => {
                self.level_down()?;
                self.start(K::Negative);
                self.bump();
                self.factor()?;
                self.finish();
                self.depth -= 1;
                Ok(())
            }
            K::Pattern => {
                let hints = ["write a space behind the minus sign"];
                Err(self.expected_with(codes::EXPECTED_NUMBER, "a number or a parameter", &hints))
            }
            K::Signed => self.amount(),
            K::Word
                if self
                    .lines
                    .text_of(self.pos)
                    .starts_with(|c: char| c.is_ascii_digit()) =>
            {
                self.amount()
            }
            K::Word if matches!(self.nth_word(0), "if" | "unless") => {
                Err(self.expected(codes::EXPECTED_NUMBER, "a number or a parameter"))
            }
            K::Word | K::Text => self.node(K::Variable, |p| p.name("the name of a parameter")),
            _ => Err(self.expected(codes::EXPECTED_NUMBER, "a number or a parameter")),
        }
    }

    /// `3`, `0.25`
    fn amount(&mut self) -> Step {
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let whole = self.lines.text_of(self.pos);
        let mut length = whole.len();
        if !digits(whole.strip_prefix('-').unwrap_or(whole)) {
            let hint = if whole.contains('-') {
                let spaced = whole.split('-').collect::<Vec<_>>().join(" - ");
                format!("to subtract, write spaces: `{spaced}`")
            } else {
                "a number is written `3` or `0.25`, a fraction `1/3`".to_owned()
            };
            return Err(self.expected_with(codes::EXPECTED_NUMBER, "a number", &[&hint]));
        }
        let behind_point = self.nth(1) == K::Dot
            && self.nth(2) == K::Word
            && digits(self.nth_word(2))
            && self.touches(0)
            && self.touches(1);
        if behind_point {
            length += self.nth_word(2).len();
        }
        if length > MOST_DIGITS {
            let span = self.span();
            return Err(self.fail(
                Diagnostic::error(
                    codes::NUMBER_TOO_LARGE,
                    span,
                    "this number has too many digits",
                )
                .hint(format!("at most {MOST_DIGITS}")),
            ));
        }
        self.node(K::Amount, |p| {
            p.bump();
            if behind_point {
                p.bump();
                p.bump();
            }
            Ok(())
        })
    }

    /// Whether nothing stands between a token and the next one.
    fn touches(&self, ahead: usize) -> bool {
        let at = |ahead: usize| self.lines.tokens.get(self.pos + ahead);
        match (at(ahead), at(ahead + 1)) {
            (Some(one), Some(next)) => one.end == next.start,
            _ => false,
        }
    }

    fn level_down(&mut self) -> Step {
        self.depth += 1;
        if self.depth <= DEEPEST {
            return Ok(());
        }
        let span = self.span();
        Err(self.fail(
            Diagnostic::error(
                codes::TOO_DEEP,
                span,
                format!("this expression is nested more than {DEEPEST} levels deep"),
            )
            .hint("give a part of it a name with `parameter`"),
        ))
    }
}
