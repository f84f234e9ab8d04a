//! The game lens: parameters, private types, utilities, what actors observe, and the play.

use super::{Parser, Step};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::kind::SyntaxKind as K;
use crate::words;

impl Parser<'_> {
    /// `parameter NAME "label" in 0..5 = 2`
    pub(super) fn parameter(&mut self) -> Step {
        self.name("the name of the parameter")?;
        self.optional_text()?;
        if self.at_word("in") {
            self.start(K::Range);
            self.bump();
            self.expression()?;
            for _ in 0..2 {
                if !self.eat(K::Dot) {
                    let hints = ["a range is written `in 0..5`"];
                    return Err(self.expected_with(codes::EXPECTED_WORD, "`..`", &hints));
                }
            }
            self.expression()?;
            self.finish();
        }
        if self.eat(K::Equal) {
            self.expression()?;
        } else if !self.at_end() && !self.basis_follows() {
            return Err(self.expected_word(&["in", "="]));
        }
        self.basis()
    }

    /// `type NAME of X` and a line for each value it can have.
    pub(super) fn private_type(&mut self) {
        self.start(K::Type);
        self.line(K::Header, |p| {
            p.bump();
            p.name("the name of the type")?;
            p.words(&["of"])?;
            p.name("the name of the actor whose type it is")?;
            p.optional_text()?;
            p.basis()
        });
        while self.at_block_line() {
            self.line(K::TypeLine, |p| {
                p.name("one of the values of the type")?;
                p.expression()?;
                p.basis()
            });
        }
        self.finish();
    }

    /// `utility of X` and its terms.
    pub(super) fn utility(&mut self) {
        self.start(K::Utility);
        self.line(K::Header, |p| {
            p.bump();
            p.words(&["of"])?;
            p.name("the name of an actor")
        });
        while self.at_block_line() {
            self.line(K::Term, |p| {
                p.expression()?;
                p.condition()?;
                p.basis()
            });
        }
        self.finish();
    }

    /// `X observes a, b`, `X observes everything`, `X observes nothing`
    pub(super) fn observes(&mut self) -> Step {
        self.name("the name of an actor")?;
        if self.at(K::Comma) {
            let span = self.span();
            return Err(self.fail(
                Diagnostic::error(codes::ONE_ACTOR, span, "`observes` belongs to one actor")
                    .hint("write a line for each of them"),
            ));
        }
        self.bump();
        if matches!(self.nth_word(0), "everything" | "nothing")
            && !matches!(self.nth(1), K::Comma | K::Dot)
        {
            self.bump();
        } else {
            self.paths("the name of an option or a type")?;
        }
        self.basis()
    }

    /// `if F`, `unless F`, or nothing.
    fn condition(&mut self) -> Step {
        if !matches!(self.nth_word(0), "if" | "unless") {
            return Ok(());
        }
        self.node(K::Condition, |p| {
            p.bump();
            p.formula()
        })
    }

    /// `play` and its lines.
    pub(super) fn play(&mut self) {
        self.start(K::Play);
        self.line(K::Header, |p| {
            p.bump();
            Ok(())
        });
        self.play_lines(0);
        self.finish();
    }

    /// The lines of a play, or of a part that is repeated within `depth` others, with its `end`.
    fn play_lines(&mut self, depth: usize) {
        while self.pos < self.lines.tokens.len() {
            self.crossed = self.pos;
            if self.lines.starts_choice(self.pos) {
                self.line(K::Choose, Self::choose);
                continue;
            }
            match self.nth_word(0) {
                "chance" => self.simple(K::Chance, Self::chance),
                "set" => self.simple(K::SetStep, |p| {
                    p.assignments("the name of an option")?;
                    p.condition()?;
                    p.basis()
                }),
                "ends" => self.simple(K::EndsIf, |p| {
                    if !matches!(p.nth_word(0), "if" | "unless") {
                        return Err(p.expected_word(&["if", "unless"]));
                    }
                    p.condition()
                }),
                "repeat" => self.repeat(depth),
                "end" if depth > 0 => {
                    self.simple(K::End, |_| Ok(()));
                    return;
                }
                _ if self.begins_nothing() && self.at_part().is_none() => {
                    self.line(K::Error, |p| {
                        let hint = p.play_line_meant();
                        Err(p.expected_with(codes::EXPECTED_WORD, "a line of the play", &[&hint]))
                    });
                }
                _ => {
                    if depth > 0 {
                        let span = self.span_before();
                        self.report(
                            Diagnostic::error(
                                codes::EXPECTED_WORD,
                                span,
                                "this `repeat` has no `end`",
                            )
                            .hint("write `end` behind the lines that are repeated"),
                        );
                    }
                    return;
                }
            }
        }
    }

    /// What a line of a play that cannot be read may have been.
    fn play_line_meant(&self) -> String {
        let (first, second) = (self.nth_word(0), self.nth_word(1));
        let verbs = words::nearest(second, words::CHOICE_WORDS);
        match (verbs, words::nearest(first, words::PLAY_WORDS)) {
            (Some(_), _) => format!("did you mean `{first} chooses`?"),
            (None, Some(near)) => format!("did you mean `{near}`?"),
            (None, None) => {
                "a line of a play is `X chooses a`, `chance a 1/3`, `set a`, `ends if F` \
                             or `repeat 3 times`"
                    .to_owned()
            }
        }
    }

    /// `X chooses a if F`, `X, Y choose a, b`
    fn choose(&mut self) -> Step {
        self.start(K::Names);
        self.name("the name of an actor")?;
        while self.eat(K::Comma) {
            self.name("the name of an actor")?;
        }
        self.finish();
        self.bump();
        self.paths("the name of an option")?;
        self.condition()?;
        self.basis()
    }

    /// `chance a 1/3`, `chance a: low 1/3, high 2/3`
    fn chance(&mut self) -> Step {
        self.path("the name of an option")?;
        if self.eat(K::Colon) {
            self.likelihood()?;
            while self.eat(K::Comma) {
                self.likelihood()?;
            }
        } else {
            self.expression()?;
        }
        self.condition()?;
        self.basis()
    }

    fn likelihood(&mut self) -> Step {
        self.node(K::Likelihood, |p| {
            p.name("the name of a level")?;
            p.expression()
        })
    }

    /// `repeat 3 times paid`, `repeat 3 times discounted by d`
    fn repeat(&mut self, depth: usize) {
        self.start(K::Repeat);
        self.line(K::Header, |p| {
            p.bump();
            p.number("how many times")?;
            p.words(&["times"])?;
            if p.eat_word("discounted") {
                p.words(&["by"])?;
                return p.expression();
            }
            p.eat_word("paid");
            Ok(())
        });
        if depth >= 8 {
            let span = self.span_before();
            self.report(Diagnostic::error(
                codes::TOO_DEEP,
                span,
                "repeats within repeats go more than 8 levels deep",
            ));
        } else {
            self.play_lines(depth + 1);
        }
        self.finish();
    }

    fn basis_follows(&self) -> bool {
        crate::words::BASIS_WORDS.contains(&self.nth_word(0))
    }
}
