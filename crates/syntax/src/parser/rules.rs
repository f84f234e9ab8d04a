//! Rules and their edits in accounts.

use super::{Parser, Step};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::kind::SyntaxKind as K;
use crate::words;

/// The forms of a rule, for messages.
const FORMS: &str = "write `always …`, `never …`, `… requires …`, `… forbidden while …`, \
                     `… stop without …`, `… ends …`, `… needs consent of … by …`";

impl Parser<'_> {
    /// `[advisory|costly] rule NAME BODY` with its basis.
    pub(super) fn rule(&mut self) -> Step {
        if !self.eat_word("advisory") {
            self.eat_word("costly");
        }
        self.words(&["rule"])?;
        self.rule_rest()
    }

    fn rule_rest(&mut self) -> Step {
        self.name("the name of the rule")?;
        self.rule_body()?;
        self.basis()
    }

    fn rule_body(&mut self) -> Step {
        match (self.nth_word(0), self.nth_word(1)) {
            ("always", _) => self.word_and_formula(K::Always),
            ("never", _) => self.word_and_formula(K::Never),
            ("when", _) => self.when_then(),
            ("no", "move") => self.transition(K::NoMove),
            ("one", "way") => self.transition(K::OneWay),
            _ if self.stop_follows() => self.stop_without(),
            _ => self.formula_first(),
        }
    }

    fn word_and_formula(&mut self, kind: K) -> Step {
        self.node(kind, |p| {
            p.bump();
            p.formula()
        })
    }

    fn when_then(&mut self) -> Step {
        self.node(K::WhenThen, |p| {
            p.bump();
            p.formula()?;
            p.words(&["then"])?;
            p.assignments("the name of an option")
        })
    }

    /// `no move from F to G by A`, `one way from F to G by A`
    fn transition(&mut self, kind: K) -> Step {
        self.node(kind, |p| {
            p.bump();
            p.bump();
            p.words(&["from"])?;
            p.formula()?;
            p.words(&["to"])?;
            p.formula()?;
            if p.eat_word("by") {
                p.names("the name of an actor")?;
            }
            Ok(())
        })
    }

    /// Whether the line goes `a, b stop`.
    fn stop_follows(&self) -> bool {
        let mut ahead = 0;
        loop {
            if !matches!(self.nth_here(ahead), K::Word | K::Text) {
                return false;
            }
            ahead += 1;
            match self.nth_here(ahead) {
                K::Comma | K::Dot => ahead += 1,
                K::Word => {
                    return matches!(self.lines.word(self.pos + ahead), "stop" | "stops");
                }
                _ => return false,
            }
        }
    }

    /// As `nth`, for a scan that has looked at every token before.
    fn nth_here(&self, ahead: usize) -> K {
        if self.ends_before(self.pos + ahead) {
            return K::LineEnd;
        }
        self.lines
            .tokens
            .get(self.pos + ahead)
            .map_or(K::LineEnd, |token| token.kind)
    }

    fn stop_without(&mut self) -> Step {
        self.node(K::StopWithout, |p| {
            p.paths("the name of an option")?;
            p.bump();
            p.words(&["without"])?;
            p.formula()
        })
    }

    /// The forms that begin with a formula.
    fn formula_first(&mut self) -> Step {
        let start = self.checkpoint();
        let counts = matches!(self.nth_word(0), "at" | "exactly");
        let from = self.span();
        self.formula()?;
        match self.nth_word(0) {
            "forbidden" => {
                self.start_at(start, K::Forbidden);
                self.words(&["forbidden", "while"])?;
                self.formula()?;
            }
            "requires" => {
                self.start_at(start, K::Requires);
                self.bump();
                self.formula()?;
            }
            "ends" | "end" => {
                self.start_at(start, K::Ends);
                self.bump();
                self.paths("the name of an option")?;
            }
            "needs" => {
                self.start_at(start, K::Consent);
                self.words(&["needs", "consent", "of"])?;
                self.name("the name of an actor")?;
                self.words(&["by"])?;
                self.formula()?;
            }
            _ if counts => self.start_at(start, K::Counted),
            _ => return Err(self.incomplete_rule(from)),
        }
        self.finish();
        Ok(())
    }

    fn incomplete_rule(&mut self, from: crate::diagnostic::Span) -> super::Broken {
        if let Some(broken) = self.broken_token() {
            return broken;
        }
        let candidates = [
            "forbidden",
            "requires",
            "stop",
            "stops",
            "ends",
            "needs",
            "and",
            "or",
            "if",
            "iff",
            "unless",
        ];
        let near = words::nearest(self.nth_word(0), &candidates);
        let ended = self.at_end() || words::CLAUSE_WORDS.contains(&self.nth_word(0));
        let diagnostic = if ended {
            Diagnostic::error(
                codes::INCOMPLETE_RULE,
                from.to(self.span_before()),
                "this rule gives a formula but does not say how it binds",
            )
        } else {
            let found = self.found();
            Diagnostic::error(
                codes::INCOMPLETE_RULE,
                self.span(),
                format!(
                    "expected `requires`, `forbidden while` or another form of rule, found {found}"
                ),
            )
        };
        let diagnostic = match near {
            Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
            None => diagnostic.hint(FORMS),
        };
        self.fail(diagnostic)
    }

    /// `drop rule r`, `replace rule r …`, `weaken rule r to advisory`
    pub(super) fn rule_edit(&mut self) {
        match self.nth_word(0) {
            "drop" => self.simple(K::DropRule, |p| {
                p.bump();
                p.name("the name of a rule")
            }),
            "replace" => self.simple(K::ReplaceRule, |p| {
                p.bump();
                p.rule_rest()
            }),
            _ => self.simple(K::WeakenRule, |p| {
                p.bump();
                p.name("the name of a rule")?;
                p.words(&["to"])?;
                if !p.eat_word("advisory") && !p.eat_word("costly") {
                    return Err(p.expected_word(&["advisory", "costly"]));
                }
                p.basis()
            }),
        }
    }
}
