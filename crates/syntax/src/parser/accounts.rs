//! Accounts, `what if` blocks and views: which items they may hold, and where they end.

use super::{Parser, Part, Step};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::kind::SyntaxKind as K;

impl Part {
    /// The part in messages.
    fn name(self) -> &'static str {
        match self {
            Part::Account => "an account",
            Part::WhatIf => "a `what if`",
            Part::View => "what an actor `sees`",
        }
    }
}

impl Parser<'_> {
    /// An account, a `what if` or a view, up to `end`, the next of them or the end of the file.
    pub(super) fn part(&mut self, part: Part) {
        match part {
            Part::Account => {
                self.start(K::Account);
                self.line(K::Header, Self::account_header);
            }
            Part::WhatIf => {
                self.start(K::WhatIf);
                self.line(K::Header, Self::what_if_header);
            }
            Part::View => {
                self.start(K::View);
                self.line(K::Header, Self::view_header);
            }
        }
        self.inside = Some(part);
        while self.pos < self.lines.tokens.len() {
            self.crossed = self.pos;
            if self.at_part().is_some() {
                break;
            }
            if self.at_word("end") && !self.lines.starts_actor_block(self.pos) {
                self.line(K::End, |p| {
                    p.bump();
                    Ok(())
                });
                break;
            }
            self.item();
        }
        self.inside = None;
        self.finish();
    }

    /// The part that begins here, unless it is a block of an actor of that name.
    pub(super) fn at_part(&self) -> Option<Part> {
        if self.lines.starts_actor_block(self.pos) {
            None
        } else if self.lines.starts_view(self.pos) {
            Some(Part::View)
        } else if self.at_word("account") {
            Some(Part::Account)
        } else {
            self.at_words(&["what", "if"]).then_some(Part::WhatIf)
        }
    }

    fn account_header(&mut self) -> Step {
        self.bump();
        self.name("the name of the account")?;
        self.optional_text()?;
        if self.eat_word("extends") {
            self.name("the name of another account")?;
        }
        self.basis()
    }

    fn what_if_header(&mut self) -> Step {
        self.bump();
        self.bump();
        self.name("the name of the question")?;
        self.optional_text()?;
        self.basis()
    }

    /// `US sees "label"`
    fn view_header(&mut self) -> Step {
        self.name("the name of an actor")?;
        if self.at(K::Comma) {
            let span = self.span();
            return Err(self.fail(
                Diagnostic::error(codes::ONE_ACTOR, span, "a view belongs to one actor")
                    .hint("write what each of them `sees`"),
            ));
        }
        self.words(&["sees"])?;
        self.optional_text()?;
        self.basis()
    }

    /// A line that begins with `what` alone.
    pub(super) fn unfinished_what_if(&mut self) {
        self.line(K::Error, |p| {
            p.bump();
            p.words(&["if"])
        });
    }

    /// Why the item that begins here cannot stand where it stands, if it cannot.
    pub(super) fn misplaced(&self) -> Option<Diagnostic> {
        let word = self.nth_word(0);
        match self.inside {
            Some(part) => self.misplaced_inside(word, part),
            None => self.misplaced_outside(word),
        }
    }

    fn misplaced_inside(&self, word: &str, part: Part) -> Option<Diagnostic> {
        let what = match (self.block_word(), word, part) {
            ("moves", ..) => "a block of `moves`".to_owned(),
            ("", "event", _) if !self.event_state_follows() => {
                "the definition of an event".to_owned()
            }
            ("", "as", _) => "`as of`".to_owned(),
            (
                "",
                "conflict" | "include" | "document" | "origin" | "office" | "claim" | "shared"
                | "actor" | "nature" | "state" | "type",
                _,
            )
            | ("", "observed" | "outcome" | "check", Part::WhatIf | Part::View) => {
                format!("`{word}`")
            }
            ("", "set", Part::Account | Part::View) => return Some(self.only_in_what_if()),
            _ => return None,
        };
        let diagnostic = Diagnostic::error(
            codes::NOT_IN_ACCOUNT,
            self.span(),
            format!("{what} cannot stand inside {}", part.name()),
        );
        Some(match part {
            Part::Account => {
                diagnostic.hint("close the account with `end` first, or move this before it")
            }
            Part::WhatIf => {
                diagnostic.hint("close the `what if` with `end` first, or move this before it")
            }
            Part::View => {
                diagnostic.hint("close the view with `end` first, or move this before it")
            }
        })
    }

    fn misplaced_outside(&self, word: &str) -> Option<Diagnostic> {
        let what = match (self.block_word(), word) {
            ("revises", _) => "a block of `revises`".to_owned(),
            ("", "drop" | "replace" | "weaken") if self.nth_word(1) == "rule" => {
                format!("`{word} rule`")
            }
            ("", "set") => return Some(self.only_in_what_if()),
            _ => return None,
        };
        let diagnostic = Diagnostic::error(
            codes::ONLY_IN_ACCOUNT,
            self.span(),
            format!("{what} can stand only inside an account, a `what if` or a view"),
        );
        Some(
            diagnostic.hint(
                "it changes what stands outside; begin with `account NAME` or `what if NAME`",
            ),
        )
    }

    fn only_in_what_if(&self) -> Diagnostic {
        Diagnostic::error(
            codes::ONLY_IN_WHAT_IF,
            self.span(),
            "`set` can stand only inside a `what if`",
        )
        .hint("outside, `status quo` says where the conflict stands, and an event changes it")
    }
}
