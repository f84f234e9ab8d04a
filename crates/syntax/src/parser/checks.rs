//! Checks.

use super::{Parser, Step};
use crate::kind::SyntaxKind as K;

impl Parser<'_> {
    /// `check "name" expected to fail: BODY`, from behind `check`.
    pub(super) fn check(&mut self) -> Step {
        let named = self.at(K::Text)
            && (self.nth(1) == K::Colon
                || matches!(
                    self.nth_word(1),
                    "expected"
                        | "always"
                        | "not"
                        | "equilibria"
                        | "status"
                        | "observed"
                        | "play"
                        | "some"
                ));
        if named {
            self.text("the name of the check")?;
        }
        let fails = self.at_words(&["expected", "to"]);
        if fails {
            self.words(&["expected", "to", "fail"])?;
        }
        if (named || fails) && !self.eat(K::Colon) {
            return Err(self.expected_word(&[":"]));
        }
        self.check_body()
    }

    fn check_body(&mut self) -> Step {
        let always = self.at_word("always") || self.at_words(&["not", "always"]);
        if always {
            return self.always_under();
        }
        if self.at_word("equilibria") && self.nth_word(1) != "is" {
            return self.equilibria();
        }
        if self.at_words(&["play", "ends"]) || self.at_words(&["some", "play", "ends"]) {
            return self.play_ends();
        }
        if matches!(self.nth_word(1), "states" | "state") && self.ends_before(self.pos + 2) {
            return self.node(K::StateCount, |p| {
                p.number("the number of states")?;
                p.bump();
                Ok(())
            });
        }
        self.state_check()
    }

    /// `[not] always F under X [by any improvement]`
    fn always_under(&mut self) -> Step {
        self.node(K::AlwaysUnder, |p| {
            p.eat_word("not");
            p.words(&["always"])?;
            p.formula()?;
            p.under()?;
            if p.eat_word("by") {
                p.words(&["any", "improvement"])?;
            }
            Ok(())
        })
    }

    /// `[some] play ends with F [with probability E] [where p = E, q = E]`
    fn play_ends(&mut self) -> Step {
        self.node(K::PlayEnds, |p| {
            p.eat_word("some");
            p.words(&["play", "ends", "with"])?;
            p.formula()?;
            if p.eat_word("with") {
                p.words(&["probability"])?;
                p.expression()?;
            }
            if p.eat_word("where") {
                p.setting()?;
                while p.eat(K::Comma) {
                    p.setting()?;
                }
            }
            Ok(())
        })
    }

    fn setting(&mut self) -> Step {
        self.node(K::Setting, |p| {
            p.name("the name of a parameter")?;
            if !p.eat(K::Equal) {
                return Err(p.expected_word(&["="]));
            }
            p.expression()
        })
    }

    /// `equilibria under X are S, T`
    fn equilibria(&mut self) -> Step {
        self.node(K::Equilibria, |p| {
            p.bump();
            p.under()?;
            p.words(&["are"])?;
            if p.at_word("none") && p.ends_before(p.pos + 1) {
                p.bump();
                return Ok(());
            }
            p.state_ref()?;
            while p.eat(K::Comma) {
                p.state_ref()?;
            }
            Ok(())
        })
    }

    /// `S is [not] equilibrium|stable|reachable …`
    fn state_check(&mut self) -> Step {
        let start = self.checkpoint();
        self.state_ref()?;
        self.words(&["is"])?;
        self.eat_word("not");
        match self.nth_word(0) {
            "equilibrium" => {
                self.start_at(start, K::Equilibrium);
                self.bump();
                self.under()?;
            }
            "stable" => {
                self.start_at(start, K::Stable);
                self.words(&["stable", "for"])?;
                self.names("the name of an actor")?;
                self.under()?;
            }
            "reachable" => {
                self.start_at(start, K::Reachable);
                self.bump();
                if self.eat_word("by") {
                    self.words(&["improvements"])?;
                }
            }
            _ => return Err(self.expected_word(&["equilibrium", "stable", "reachable"])),
        }
        self.finish();
        Ok(())
    }

    fn state_ref(&mut self) -> Step {
        self.node(K::StateRef, |p| {
            if p.at_words(&["status", "quo"]) {
                p.bump();
                p.bump();
                return Ok(());
            }
            if p.at_word("observed") && matches!(p.nth_word(1), "is" | "") {
                p.bump();
                return Ok(());
            }
            p.formula()
        })
    }

    /// `under nash, seq`
    fn under(&mut self) -> Step {
        if !self.at_clause("under") {
            return Err(self.expected_word(&["under"]));
        }
        self.start(K::Clause);
        self.bump();
        self.names("the name of a concept such as `nash` or `seq`")?;
        self.finish();
        Ok(())
    }
}
