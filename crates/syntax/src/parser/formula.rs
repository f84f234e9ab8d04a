//! Formulas. From strongest to weakest: `not`, `and`, `or`, then `if`, `only if`, `unless`, `iff`,
//! of which one formula has at most one without brackets.

use super::{Broken, Parser, Step};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::kind::SyntaxKind;
use crate::words;

/// Formulas within formulas that are read; people write two or three.
const DEEPEST: usize = 200;

impl Parser<'_> {
    /// A formula.
    pub(super) fn formula(&mut self) -> Step {
        let start = self.checkpoint();
        self.disjunction()?;
        let Some((kind, length)) = self.weak_connective() else {
            return Ok(());
        };
        self.start_at(start, kind);
        for _ in 0..length {
            self.bump();
        }
        self.disjunction()?;
        self.finish();
        if self.weak_connective().is_some() {
            return Err(self.mixed_connectives());
        }
        Ok(())
    }

    // Messages are made apart from the functions that call themselves, which keeps what each level
    // of a formula needs of the stack small.
    #[inline(never)]
    fn mixed_connectives(&mut self) -> Broken {
        let span = self.span();
        self.fail(
            Diagnostic::error(
                codes::MIXED_CONNECTIVES,
                span,
                "`if`, `only if`, `unless` and `iff` do not follow each other without brackets",
            )
            .here("a second one in the same formula")
            .hint("write brackets, as in `(a if b) iff c` or `a if (b iff c)`"),
        )
    }

    /// Formulas separated by commas.
    pub(super) fn formulas(&mut self) -> Step {
        self.formula()?;
        while self.eat(SyntaxKind::Comma) {
            self.formula()?;
        }
        Ok(())
    }

    fn weak_connective(&self) -> Option<(SyntaxKind, usize)> {
        match self.nth_word(0) {
            "if" => Some((SyntaxKind::If, 1)),
            "only" if self.nth_word(1) == "if" => Some((SyntaxKind::OnlyIf, 2)),
            "unless" => Some((SyntaxKind::Unless, 1)),
            "iff" => Some((SyntaxKind::Iff, 1)),
            _ => None,
        }
    }

    fn disjunction(&mut self) -> Step {
        self.chain("or", SyntaxKind::Or, Self::conjunction)
    }

    fn conjunction(&mut self) -> Step {
        self.chain("and", SyntaxKind::And, Self::negation)
    }

    fn chain(&mut self, word: &str, kind: SyntaxKind, operand: impl Fn(&mut Self) -> Step) -> Step {
        let start = self.checkpoint();
        operand(self)?;
        if !self.at_word(word) {
            return Ok(());
        }
        self.start_at(start, kind);
        while self.eat_word(word) {
            operand(self)?;
        }
        self.finish();
        Ok(())
    }

    fn negation(&mut self) -> Step {
        if !self.at_word("not") {
            return self.operand();
        }
        self.deeper()?;
        self.start(SyntaxKind::Not);
        self.bump();
        self.negation()?;
        self.finish();
        self.depth -= 1;
        Ok(())
    }

    fn deeper(&mut self) -> Step {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.too_deep());
        }
        Ok(())
    }

    #[inline(never)]
    fn too_deep(&mut self) -> Broken {
        let span = self.span();
        self.fail(
            Diagnostic::error(
                codes::TOO_DEEP,
                span,
                format!("this formula is nested more than {DEEPEST} levels deep"),
            )
            .hint("split it into several statements or rules"),
        )
    }

    fn operand(&mut self) -> Step {
        match self.kind() {
            SyntaxKind::RoundOpen => self.bracket(),
            SyntaxKind::Pattern => self.atom(),
            SyntaxKind::Text => self.atom(),
            SyntaxKind::Word => match self.nth_word(0) {
                "true" | "false" => self.node(SyntaxKind::Constant, |p| {
                    p.bump();
                    Ok(())
                }),
                "at" | "exactly" if self.count_follows() => self.count(),
                word if words::NEVER_ATOMS.contains(&word) || self.keyword_here(word) => {
                    Err(self.keyword_as_formula(word))
                }
                _ => self.atom(),
            },
            _ => Err(self.expected(codes::EXPECTED_FORMULA, "a formula")),
        }
    }

    #[inline(never)]
    fn keyword_as_formula(&mut self, word: &str) -> Broken {
        let starts = self.pos == self.line_start;
        let hint = if starts && words::CONNECTIVES.contains(&word) {
            words::goes_on(word)
        } else {
            format!("an option of this name is written \"{word}\"")
        };
        self.expected_with(codes::EXPECTED_FORMULA, "a formula", &[&hint])
    }

    /// Whether a word that comes after formulas is meant as such here, because what follows it
    /// cannot follow a name.
    fn keyword_here(&self, word: &str) -> bool {
        if !words::AFTER_FORMULA.contains(&word) {
            return false;
        }
        match self.nth(1) {
            SyntaxKind::Text | SyntaxKind::RoundOpen | SyntaxKind::Pattern => true,
            SyntaxKind::Word => {
                let next = self.nth_word(1);
                !words::CONNECTIVES.contains(&next) && !words::AFTER_FORMULA.contains(&next)
            }
            _ => false,
        }
    }

    fn bracket(&mut self) -> Step {
        self.deeper()?;
        let opened = self.span();
        self.start(SyntaxKind::Bracket);
        self.bump();
        self.formula()?;
        if !self.at(SyntaxKind::RoundClose) {
            return Err(self.unclosed(opened, ")"));
        }
        self.bump();
        self.finish();
        self.depth -= 1;
        Ok(())
    }

    /// Reports what stands where a bracket should be closed.
    #[inline(never)]
    pub(super) fn unclosed(&mut self, opened: crate::diagnostic::Span, close: &str) -> Broken {
        if let Some(broken) = self.broken_token() {
            return broken;
        }
        let found = self.found();
        let mut diagnostic = Diagnostic::error(
            codes::UNCLOSED_BRACKET,
            self.span(),
            format!("expected `{close}`, found {found}"),
        )
        .label(opened, "opened here");
        if let Some(near) = words::nearest(self.nth_word(0), words::CONNECTIVES) {
            diagnostic = diagnostic.hint(format!("did you mean `{near}`?"));
        }
        self.fail(diagnostic)
    }

    /// A name, or a name compared with a level.
    #[inline(never)]
    fn atom(&mut self) -> Step {
        let start = self.checkpoint();
        self.path("the name of an option or a state")?;
        let compared = matches!(
            self.kind(),
            SyntaxKind::Equal
                | SyntaxKind::NotEqual
                | SyntaxKind::Less
                | SyntaxKind::LessOrEqual
                | SyntaxKind::Greater
                | SyntaxKind::GreaterOrEqual
        );
        if compared {
            self.start_at(start, SyntaxKind::Compare);
            self.bump();
            if matches!(self.kind(), SyntaxKind::Equal | SyntaxKind::Greater) {
                let hints = ["the signs are `=`, `!=`, `<`, `<=`, `>` and `>=`"];
                return Err(self.expected_with(
                    codes::EXPECTED_NAME,
                    "the name of a level",
                    &hints,
                ));
            }
            self.name("the name of a level")?;
        } else {
            self.start_at(start, SyntaxKind::Atom);
        }
        self.finish();
        Ok(())
    }

    fn count_follows(&self) -> bool {
        match self.nth_word(0) {
            "at" => matches!(self.nth_word(1), "least" | "most"),
            _ => {
                self.nth_word(2) == "of"
                    || self.nth_word(1) == "one"
                    || self.nth_word(1).starts_with(|c: char| c.is_ascii_digit())
            }
        }
    }

    /// `at least one of F, G`, `at most 2 of F, G`, `exactly one of F, G`
    fn count(&mut self) -> Step {
        self.deeper()?;
        self.start(SyntaxKind::Count);
        if self.eat_word("at") {
            self.bump();
        } else {
            self.words(&["exactly"])?;
        }
        if self.at_word("one") {
            self.node(SyntaxKind::Number, |p| {
                p.bump();
                Ok(())
            })?;
        } else if self.at(SyntaxKind::Signed) {
            return Err(self.expected(codes::EXPECTED_NUMBER, "a number that is not negative"));
        } else {
            self.number("`one` or a number")?;
        }
        self.words(&["of"])?;
        self.disjunction()?;
        while self.eat(SyntaxKind::Comma) {
            self.disjunction()?;
        }
        self.finish();
        self.depth -= 1;
        Ok(())
    }
}
