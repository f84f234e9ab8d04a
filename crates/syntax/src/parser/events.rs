//! Where the conflict stands: the status quo, the observed outcome, events, outcomes.

use super::{Parser, Step};
use crate::kind::SyntaxKind as K;

impl Parser<'_> {
    /// `status quo …` or `observed …`
    pub(super) fn starting_point(&mut self) {
        if self.at_word("observed") {
            self.simple(K::Observed, Self::assignments_or_none);
        } else {
            self.simple(K::StatusQuo, |p| {
                p.words(&["quo"])?;
                p.assignments_or_none()
            });
        }
    }

    fn assignments_or_none(&mut self) -> Step {
        let none = self.at_word("none") && !matches!(self.nth(1), K::Comma | K::Equal | K::Dot);
        if none {
            self.bump();
        } else {
            self.assignments("an option, a pattern, the name of a state, or `none`")?;
        }
        self.basis()
    }

    /// An event, or the news that it happened.
    pub(super) fn event(&mut self) {
        if self.event_state_follows() {
            self.simple(K::EventState, |p| {
                p.name("the name of an event")?;
                if p.eat_word("did") {
                    return p.words(&["not", "happen"]);
                }
                p.words(&["happened"])
            });
        } else {
            self.simple(K::Event, Self::event_rest);
        }
    }

    /// Whether this `event` says that one happened, rather than what it is.
    pub(super) fn event_state_follows(&self) -> bool {
        matches!(self.nth_word(2), "happened" | "did")
    }

    fn event_rest(&mut self) -> Step {
        self.name("the name of the event")?;
        self.optional_text()?;
        if self.eat_word("on") {
            self.when()?;
        }
        if !self.eat(K::Colon) {
            return Err(self.expected_word(&[":", "happened", "did not happen"]));
        }
        self.words(&["set"])?;
        self.assignments("the name of an option")?;
        self.basis()
    }

    /// `outcome NAME "question": F`
    pub(super) fn outcome(&mut self) -> Step {
        self.name("the name of the outcome")?;
        self.optional_text()?;
        if !self.eat(K::Colon) {
            return Err(self.expected_word(&[":"]));
        }
        self.formula()
    }
}
