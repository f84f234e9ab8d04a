//! Accounts: which items they may hold, and where they end.

use super::{Parser, Step};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::kind::SyntaxKind as K;

impl Parser<'_> {
    /// `account …` up to `end`, the next `account` or the end of the file.
    pub(super) fn account(&mut self) {
        self.start(K::Account);
        self.line(K::Header, Self::account_header);
        self.in_account = true;
        while self.pos < self.lines.tokens.len() {
            self.crossed = self.pos;
            if self.at_account() {
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
        self.in_account = false;
        self.finish();
    }

    /// Whether an account begins here, and not a block of an actor of that name.
    pub(super) fn at_account(&self) -> bool {
        self.at_word("account") && !self.lines.starts_actor_block(self.pos)
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

    /// Why the item that begins here cannot stand where it stands, if it cannot.
    pub(super) fn misplaced(&self) -> Option<Diagnostic> {
        let word = self.nth_word(0);
        if self.in_account {
            self.misplaced_inside(word)
        } else {
            self.misplaced_outside(word)
        }
    }

    fn misplaced_inside(&self, word: &str) -> Option<Diagnostic> {
        let what = match (self.block_word(), word) {
            ("moves", _) => "a block of `moves`".to_owned(),
            ("", "event") if !self.event_state_follows() => "the definition of an event".to_owned(),
            ("", "as") => "`as of`".to_owned(),
            (
                "",
                "conflict" | "include" | "document" | "origin" | "office" | "actor" | "nature"
                | "state",
            ) => format!("`{word}`"),
            _ => return None,
        };
        let diagnostic = Diagnostic::error(
            codes::NOT_IN_ACCOUNT,
            self.span(),
            format!("{what} cannot stand inside an account"),
        );
        Some(diagnostic.hint("close the account with `end` first, or move this before it"))
    }

    fn misplaced_outside(&self, word: &str) -> Option<Diagnostic> {
        let what = match (self.block_word(), word) {
            ("revises", _) => "a block of `revises`".to_owned(),
            ("", "drop" | "replace" | "weaken") if self.nth_word(1) == "rule" => {
                format!("`{word} rule`")
            }
            _ => return None,
        };
        let diagnostic = Diagnostic::error(
            codes::ONLY_IN_ACCOUNT,
            self.span(),
            format!("{what} can stand only inside an account"),
        );
        Some(
            diagnostic
                .hint("it changes what stands outside all accounts; begin with `account NAME`"),
        )
    }
}
