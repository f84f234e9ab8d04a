//! Names, literals and clauses: the parts that many lines share.

use super::{Parser, Step};
use crate::ast::When;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::kind::SyntaxKind;
use crate::lines::Break;
use crate::literal::{self, DateFault, NumberFault, TextFault};

/// A clause: the word that begins it, and what reads it from there.
pub(super) type Clause<P> = (&'static str, fn(&mut P) -> Step);

impl Parser<'_> {
    /// One token as a node.
    pub(super) fn leaf(&mut self, kind: SyntaxKind) -> Step {
        self.node(kind, |p| {
            p.bump();
            Ok(())
        })
    }

    /// A name, bare or quoted. `what` says whose, for the message.
    pub(super) fn name(&mut self, what: &str) -> Step {
        match self.kind() {
            SyntaxKind::Word => {}
            SyntaxKind::Text => self.check_text()?,
            _ => return Err(self.expected(codes::EXPECTED_NAME, what)),
        }
        self.leaf(SyntaxKind::Name)
    }

    /// The name of a state, or a pattern.
    pub(super) fn name_or_pattern(&mut self, what: &str) -> Step {
        if self.at(SyntaxKind::Pattern) {
            return self.leaf(SyntaxKind::Name);
        }
        self.name(what)
    }

    /// A text in quotes.
    pub(super) fn text(&mut self, what: &str) -> Step {
        if !self.at(SyntaxKind::Text) {
            return Err(self.expected_with(
                codes::EXPECTED_TEXT,
                what,
                &["a text stands in straight double quotes"],
            ));
        }
        self.check_text()?;
        self.leaf(SyntaxKind::Literal)
    }

    /// A text, if one stands here.
    pub(super) fn optional_text(&mut self) -> Step {
        match self.kind() {
            SyntaxKind::Text => self.text("a text"),
            SyntaxKind::OpenText | SyntaxKind::CurlyText => {
                Err(self.expected(codes::EXPECTED_TEXT, "a text"))
            }
            _ => Ok(()),
        }
    }

    fn check_text(&mut self) -> Step {
        let Some(token) = self.lines.tokens.get(self.pos).copied() else {
            return Ok(());
        };
        let text = self.lines.text_of(self.pos);
        let Err(fault) = literal::decode_text(text) else {
            return Ok(());
        };
        let (at, length) = match fault {
            TextFault::Escape(at) => (at, 1 + text.get(at + 1..).map_or(0, first_length)),
            TextFault::Control(at) => (at, text.get(at..).map_or(1, first_length)),
        };
        let start = token.start + u32::try_from(at).unwrap_or(0);
        let span = self.span_of(start, start + u32::try_from(length).unwrap_or(1));
        Err(self.fail(match fault {
            TextFault::Escape(_) => Diagnostic::error(
                codes::BAD_ESCAPE,
                span,
                "this backslash is followed by something unknown",
            )
            .hint("the escapes are `\\\"`, `\\\\` and `\\n`; write a backslash as `\\\\`"),
            TextFault::Control(_) => Diagnostic::error(
                codes::ODD_CHARACTER,
                span,
                "a text cannot hold a control character",
            ),
        }))
    }

    /// A date.
    pub(super) fn date(&mut self) -> Step {
        let hints = if self.open_date() {
            ["here the day has to be known as well: 2025-06-16"]
        } else {
            ["a date is year, month and day: 2025-06-16"]
        };
        match literal::decode_date(self.nth_word(0)) {
            Ok(_) => self.leaf(SyntaxKind::Date),
            Err(DateFault::Shape) => {
                Err(self.expected_with(codes::EXPECTED_DATE, "a date", &hints))
            }
            Err(DateFault::Calendar(last)) => {
                let message = format!("there is no date `{}`", self.nth_word(0));
                let hint = match last {
                    Some(last) => format!("that month has the days 1 to {last}"),
                    None => "months are 01 to 12".to_owned(),
                };
                let diagnostic =
                    Diagnostic::error(codes::NO_SUCH_DATE, self.span(), message).hint(hint);
                Err(self.fail(diagnostic))
            }
        }
    }

    /// A date that may leave the day or the month open.
    pub(super) fn when(&mut self) -> Step {
        if matches!(self.kind(), SyntaxKind::Word) && self.open_date() {
            return self.leaf(SyntaxKind::Date);
        }
        if literal::decode_when(self.nth_word(0)) == Err(DateFault::Calendar(None)) {
            let message = format!("there is no date `{}`", self.nth_word(0));
            let diagnostic = Diagnostic::error(codes::NO_SUCH_DATE, self.span(), message)
                .hint("months are 01 to 12");
            return Err(self.fail(diagnostic));
        }
        self.date()
    }

    /// Whether a month or a year stands here.
    fn open_date(&self) -> bool {
        matches!(
            literal::decode_when(self.nth_word(0)),
            Ok(When::Month(..) | When::Year(_))
        )
    }

    /// A whole number; `what` says of what.
    pub(super) fn number(&mut self, what: &str) -> Step {
        let word = match self.kind() {
            SyntaxKind::Word | SyntaxKind::Signed => self.lines.text_of(self.pos),
            _ => "",
        };
        match literal::decode_number(word) {
            Ok(_) => self.leaf(SyntaxKind::Number),
            Err(NumberFault::Shape) => Err(self.expected(codes::EXPECTED_NUMBER, what)),
            Err(NumberFault::Size) => {
                let span = self.span();
                Err(self.fail(
                    Diagnostic::error(codes::NUMBER_TOO_LARGE, span, "this number is too large")
                        .hint(format!("numbers go from {} to {}", i64::MIN, i64::MAX)),
                ))
            }
        }
    }

    /// One or two names with a dot between them.
    pub(super) fn path(&mut self, what: &str) -> Step {
        self.start(SyntaxKind::Path);
        self.name_or_pattern(what)?;
        if self.eat(SyntaxKind::Dot) {
            self.name("a name after the dot")?;
        }
        self.finish();
        Ok(())
    }

    /// Names separated by commas, as a node.
    pub(super) fn names(&mut self, what: &str) -> Step {
        self.start(SyntaxKind::Names);
        self.name(what)?;
        while self.eat(SyntaxKind::Comma) {
            self.name(what)?;
        }
        self.finish();
        Ok(())
    }

    /// Paths separated by commas.
    pub(super) fn paths(&mut self, what: &str) -> Step {
        self.path(what)?;
        while self.eat(SyntaxKind::Comma) {
            self.path(what)?;
        }
        Ok(())
    }

    /// Whether this clause starts here, be it on a line of its own.
    pub(super) fn at_clause(&mut self, word: &str) -> bool {
        if self.lines.word(self.pos) != word {
            return false;
        }
        if self.at_end() {
            let soft = self
                .lines
                .tokens
                .get(self.pos)
                .is_some_and(|token| token.line == Break::Soft);
            if !soft {
                return false;
            }
            self.crossed = self.pos;
        }
        true
    }

    /// Reports a clause that stands twice.
    pub(super) fn once(&mut self, seen: &mut Vec<&'static str>, word: &'static str) -> Step {
        if seen.contains(&word) {
            let span = self.span();
            return Err(self.fail(
                Diagnostic::error(
                    codes::REPEATED_CLAUSE,
                    span,
                    format!("`{word}` stands here a second time"),
                )
                .hint("each clause stands once"),
            ));
        }
        seen.push(word);
        Ok(())
    }

    /// Clauses in any order, each at most once.
    pub(super) fn clauses(&mut self, seen: &mut Vec<&'static str>, table: &[Clause<Self>]) -> Step {
        while let Some((word, read)) = table.iter().find(|(word, _)| self.at_clause(word)) {
            self.once(seen, word)?;
            read(self)?;
        }
        Ok(())
    }

    /// A clause of a word and what comes after it, as a node.
    pub(super) fn clause(
        &mut self,
        kind: SyntaxKind,
        rest: impl FnOnce(&mut Self) -> Step,
    ) -> Step {
        self.node(kind, |p| {
            p.bump();
            rest(p)
        })
    }

    /// `from a.b, c.d against e.f assumed "…" note "…" change costs 3`, in any order, each at most
    /// once.
    pub(super) fn basis(&mut self) -> Step {
        self.clauses(
            &mut Vec::new(),
            &[
                ("from", |p| p.passages_clause(SyntaxKind::From)),
                ("against", |p| p.passages_clause(SyntaxKind::Against)),
                ("assumed", |p| {
                    p.clause(SyntaxKind::Assumed, |p| {
                        p.text("a text that says what is assumed")
                    })
                }),
                ("note", Self::note_clause),
                ("change", Self::change_clause),
            ],
        )
    }

    /// `change costs 3` or `change impossible`
    fn change_clause(&mut self) -> Step {
        self.clause(SyntaxKind::Change, |p| {
            if p.eat_word("costs") {
                return p.number("a whole number, what the change costs");
            }
            if p.eat_word("impossible") {
                return Ok(());
            }
            Err(p.expected_with(
                codes::EXPECTED_WORD,
                "`costs` and a number, or `impossible`",
                &["`change costs 3` and `change impossible` say what it takes to change this"],
            ))
        })
    }

    /// `note "…"`
    pub(super) fn note_clause(&mut self) -> Step {
        self.clause(SyntaxKind::Note, |p| p.text("the text of the note"))
    }

    /// `from` or `against` and passages.
    pub(super) fn passages_clause(&mut self, kind: SyntaxKind) -> Step {
        let what = "a passage such as `document.passage`";
        self.clause(kind, |p| {
            p.path(what)?;
            while p.at(SyntaxKind::Comma) && p.passage_follows() {
                p.bump();
                p.path(what)?;
            }
            Ok(())
        })
    }

    /// Whether the comma here goes on with passages. In a list of statements it need not.
    fn passage_follows(&self) -> bool {
        !self.in_list || self.nth(2) == SyntaxKind::Dot
    }

    /// A clause of a word and names separated by commas.
    pub(super) fn names_clause(&mut self, words: &[&str], what: &str) -> Step {
        self.node(SyntaxKind::Clause, |p| {
            p.words(words)?;
            p.names(what)
        })
    }

    /// `reliability C`
    pub(super) fn reliability(&mut self) -> Step {
        self.grade(
            "a letter from `A` to `F`",
            "`A` is completely reliable, `E` unreliable, `F` cannot be judged",
            |word| matches!(word, "A" | "B" | "C" | "D" | "E" | "F"),
        )
    }

    /// `credibility 3`
    pub(super) fn credibility(&mut self) -> Step {
        self.grade(
            "a number from 1 to 6",
            "1 is confirmed by other sources, 5 improbable, 6 cannot be judged",
            |word| matches!(word, "1" | "2" | "3" | "4" | "5" | "6"),
        )
    }

    /// A clause of a word and a grade of the Admiralty code.
    fn grade(&mut self, what: &str, hint: &str, fits: fn(&str) -> bool) -> Step {
        self.clause(SyntaxKind::Clause, |p| {
            if !fits(p.nth_word(0)) {
                return Err(p.expected_with(codes::EXPECTED_GRADE, what, &[hint]));
            }
            p.leaf(SyntaxKind::Grade)
        })
    }

    /// A clause of a word and a text.
    pub(super) fn text_clause(&mut self) -> Step {
        self.clause(SyntaxKind::Clause, |p| p.text("a text in quotes"))
    }

    /// `a`, `not a`, `a = b`, or a pattern; separated by commas.
    pub(super) fn assignments(&mut self, what: &str) -> Step {
        self.assignment(what)?;
        while self.eat(SyntaxKind::Comma) {
            self.assignment(what)?;
        }
        Ok(())
    }

    fn assignment(&mut self, what: &str) -> Step {
        self.start(SyntaxKind::Assignment);
        let negated = self.eat_word("not");
        if matches!(
            self.nth_word(0),
            "and" | "or" | "if" | "iff" | "only" | "unless" | "not"
        ) {
            return Err(self.expected_with(
                codes::EXPECTED_NAME,
                what,
                &["values are separated by commas"],
            ));
        }
        self.path(what)?;
        if !negated && self.eat(SyntaxKind::Equal) {
            self.name("the name of a level")?;
        }
        self.finish();
        Ok(())
    }
}

/// Length in bytes of the first letter.
fn first_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}
