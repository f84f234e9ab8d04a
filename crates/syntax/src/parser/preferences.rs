//! Blocks that begin with actors: what they prefer, and their moves.

use super::{Parser, Step};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::kind::SyntaxKind as K;
use crate::words;

impl Parser<'_> {
    /// A block or line that begins with the names of actors, if one begins here.
    pub(super) fn actor_block(&mut self) -> bool {
        if !self.lines.starts_actor_block(self.pos) {
            return false;
        }
        match self.block_word() {
            "moves" => self.block(K::Moves, K::ArcLine, Self::arc),
            "prefers" => self.block(K::Preference, K::Statement, Self::preference_line),
            "weighs" => self.block(K::Preference, K::Weight, Self::weight),
            "ranks" => self.block(K::Preference, K::Rank, Self::rank),
            "revises" => self.block(K::Preference, K::Revision, Self::revision),
            "adjusts" => self.block(K::Preference, K::Adjustment, Self::adjustment),
            _ if self.verb() == "observes" => {
                self.line(K::Observes, Self::observes);
            }
            _ if self.attitude_word() => {
                self.line(K::Attitude, Self::attitude);
            }
            _ => {
                self.line(K::CannotCompare, Self::cannot_compare);
            }
        }
        true
    }

    /// The word behind the names.
    pub(super) fn block_word(&self) -> &'static str {
        let word = self.verb();
        words::BLOCK_WORDS
            .iter()
            .find(|known| **known == word)
            .copied()
            .unwrap_or("")
    }

    /// The word behind a list of names, or nothing.
    fn verb(&self) -> &str {
        self.lines
            .after_names(self.pos)
            .map_or("", |verb| self.lines.word(verb))
    }

    /// Whether what an actor makes of others begins here.
    fn attitude_word(&self) -> bool {
        words::ATTITUDE_WORDS.contains(&self.verb())
    }

    /// `US favours Israel, US`
    fn attitude(&mut self) -> Step {
        self.name("the name of an actor")?;
        if self.at(K::Comma) {
            let span = self.span();
            return Err(self.fail(
                Diagnostic::error(codes::ONE_ACTOR, span, "an attitude belongs to one actor")
                    .hint("write a line for each of them"),
            ));
        }
        self.bump();
        self.start(K::Names);
        self.name("the name of an actor")?;
        while self.eat(K::Comma) {
            self.name("the name of an actor")?;
        }
        self.finish();
        self.basis()
    }

    fn block(&mut self, kind: K, line: K, body: impl Fn(&mut Self) -> Step) {
        self.start(kind);
        self.line(K::Header, |p| p.block_header(kind == K::Moves));
        while self.at_block_line() {
            self.line(line, &body);
        }
        self.finish();
    }

    fn block_header(&mut self, several: bool) -> Step {
        self.start(K::Names);
        self.name("the name of an actor")?;
        while self.at(K::Comma) {
            if !several {
                let span = self.span();
                return Err(self.fail(
                    Diagnostic::error(
                        codes::ONE_ACTOR,
                        span,
                        "a preference block belongs to one actor",
                    )
                    .hint("write a block for each of them"),
                ));
            }
            self.bump();
            self.name("the name of an actor")?;
        }
        self.finish();
        self.bump();
        if !self.at_end() {
            return Err(self.expected_with(
                codes::UNEXPECTED_WORDS,
                "the end of the line",
                &["the lines of the block begin on the next line"],
            ));
        }
        Ok(())
    }

    /// `X cannot compare F with G`
    fn cannot_compare(&mut self) -> Step {
        self.name("the name of an actor")?;
        self.words(&["cannot", "compare"])?;
        self.formula()?;
        self.words(&["with"])?;
        self.formula()?;
        self.basis()
    }

    /// `s1 -> s2, s3`, `s1 <-> s2`
    fn arc(&mut self) -> Step {
        let what = "the name of a state";
        self.name_or_pattern(what)?;
        if !self.eat(K::Arrow) && !self.eat(K::BothWays) {
            return Err(self.expected_word(&["->", "<->"]));
        }
        self.start(K::Names);
        self.name_or_pattern(what)?;
        while self.eat(K::Comma) {
            self.name_or_pattern(what)?;
        }
        self.finish();
        Ok(())
    }

    // Lines of `prefers`.

    fn preference_line(&mut self) -> Step {
        if !self.at(K::CurlyOpen) {
            return self.statement();
        }
        let opened = self.span();
        self.start(K::Unordered);
        self.bump();
        self.in_list = true;
        self.node(K::Statement, Self::statement)?;
        while self.eat(K::Comma) {
            self.node(K::Statement, Self::statement)?;
        }
        if !self.eat(K::CurlyClose) {
            return Err(self.unclosed(opened, "}"));
        }
        self.in_list = false;
        self.finish();
        self.basis()
    }

    /// `name: strongly F from …`
    fn statement(&mut self) -> Step {
        if matches!(self.kind(), K::Word | K::Text) && self.nth(1) == K::Colon {
            self.name("the name of the statement")?;
            self.bump();
        }
        self.strongly();
        self.formula()?;
        self.basis()
    }

    /// The word `strongly`, unless an option of that name stands here.
    fn strongly(&mut self) {
        let formula_follows = match self.nth(1) {
            K::Word => {
                let next = self.nth_word(1);
                !words::CONNECTIVES.contains(&next) && !words::AFTER_FORMULA.contains(&next)
            }
            K::Text | K::Pattern | K::RoundOpen => true,
            _ => false,
        };
        if self.at_word("strongly") && formula_follows {
            self.bump();
        }
    }

    // Lines of `weighs`, `ranks` and `adjusts`.

    /// `3 for F`
    fn weight(&mut self) -> Step {
        if !matches!(self.kind(), K::Word | K::Signed)
            || crate::literal::decode_number(self.lines.text_of(self.pos))
                == Err(crate::literal::NumberFault::Shape)
        {
            return Err(self.expected_with(
                codes::EXPECTED_NUMBER,
                "a weight",
                &["each line is a whole number, `for` and a formula: `3 for talks`"],
            ));
        }
        self.number("a weight")?;
        self.words(&["for"])?;
        self.formula()?;
        self.basis()
    }

    /// A level of states, `gap` or `rest`.
    fn rank(&mut self) -> Step {
        if matches!(self.nth_word(0), "gap" | "rest") && self.ends_before(self.pos + 1) {
            self.bump();
            return Ok(());
        }
        let close = match self.kind() {
            K::SquareOpen => (K::SquareClose, "]"),
            K::CurlyOpen => (K::CurlyClose, "}"),
            _ => {
                self.formula()?;
                if self.at(K::Comma) {
                    return Err(self.expected_with(
                        codes::UNEXPECTED_WORDS,
                        "the end of the line",
                        &["write `[a, b]` for states on one level, `{a, b}` if their order is not known"],
                    ));
                }
                return self.basis();
            }
        };
        let opened = self.span();
        self.bump();
        self.formulas()?;
        if !self.eat(close.0) {
            return Err(self.unclosed(opened, close.1));
        }
        self.basis()
    }

    /// `put F above G`
    fn adjustment(&mut self) -> Step {
        self.words(&["put"])?;
        self.formula()?;
        match self.nth_word(0) {
            "above" | "below" => self.bump(),
            "level" => self.words(&["level", "with"])?,
            _ => return Err(self.expected_word(&["above", "below", "level with"])),
        }
        self.formula()?;
        self.basis()
    }

    // Lines of `revises`.

    fn revision(&mut self) -> Step {
        match self.nth_word(0) {
            "drop" => {
                self.bump();
                self.formula()
            }
            "add" => {
                self.bump();
                self.revised_statement()?;
                self.position()?;
                self.basis()
            }
            "replace" => {
                self.bump();
                self.formula()?;
                self.words(&["with"])?;
                self.node(K::Statement, Self::statement)
            }
            "move" => {
                self.bump();
                self.formula()?;
                self.position()
            }
            _ => Err(self.expected_word(&["drop", "add", "replace", "move"])),
        }
    }

    /// A statement whose basis may come after its position.
    fn revised_statement(&mut self) -> Step {
        self.node(K::Statement, Self::statement)
    }

    /// `first`, `last`, `before F`, `after F`
    fn position(&mut self) -> Step {
        self.start(K::Position);
        match self.nth_word(0) {
            "first" | "last" => self.bump(),
            "before" | "after" => {
                self.bump();
                self.formula()?;
            }
            _ => return Err(self.expected_word(&["first", "last", "before", "after"])),
        }
        self.finish();
        Ok(())
    }
}
