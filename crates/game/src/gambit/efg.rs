//! Reads `.efg` files, node by node.
//!
//! After a node that cannot be read, reading goes on at the next word `c`, `p` or `t`; the shape
//! of the tree is then no longer known, and no more is said about missing or surplus nodes.

use std::io::BufRead;

use rustc_hash::FxHashSet;

use super::problem::{Place, Unreadable, What};
use super::words::{Word, Words};
use crate::build::{Flaw, TreeBuilder};
use crate::number::Number;
use crate::tree::{ChanceId, InformationSetId, Mover, OutcomeId, PlayerId, Tree};

/// Reads a game tree.
///
/// Linear in the file, in memory of a small multiple of the tree.
///
/// # Errors
/// All problems that were found.
pub fn read_efg(input: impl BufRead) -> Result<Tree, Unreadable> {
    let mut words = Words::new(input);
    let Some(header) = words.header(
        ("EFG", "`EFG`, the first word of a game tree"),
        ("2", "`2`, the version of the format"),
    ) else {
        return Err(words.problems.into_unreadable());
    };
    let builder = TreeBuilder::new(header.title, header.players);
    let mut reader = Reader {
        words,
        builder,
        shape_lost: false,
        spoiled: FxHashSet::default(),
    };
    reader.body();
    let Reader {
        mut words, builder, ..
    } = reader;
    let end = words.place();
    match builder.finish() {
        Ok(tree) if words.problems.is_empty() => return Ok(tree),
        // Most often the rest of the file is missing, but only an intact one can say that.
        Err(flaw) if words.problems.is_empty() => words.problems.add(end, What::Flaw(flaw)),
        _ => {}
    }
    Err(words.problems.into_unreadable())
}

struct Reader<R> {
    words: Words<R>,
    builder: TreeBuilder,
    /// A node was lost, and with it how many nodes follow.
    shape_lost: bool,
    /// Moves whose description was refused: stand-ins are known under their numbers.
    spoiled: FxHashSet<(Option<PlayerId>, i64)>,
}

const NODE: &str = "a node: `p`, `c` or `t`";
const SET_NAME: &str = "the number of an outcome, or the name of the information set in quotes";

impl<R: BufRead> Reader<R> {
    fn body(&mut self) {
        if self.words.is_text()
            && let Some(comment) = self.words.text("")
        {
            self.builder.comment(comment);
        }
        while !self.words.problems.is_full() {
            let token = self.words.peek();
            let place = token.place;
            let letter = match &token.word {
                Word::End => return,
                Word::Bare(word) if matches!(&**word, "c" | "p" | "t") => word.as_bytes()[0],
                _ => {
                    self.words.unexpected::<()>(NODE);
                    self.lose();
                    continue;
                }
            };
            self.words.next();
            if self.node(place, letter).is_none() {
                self.lose();
            }
        }
    }

    /// Goes on to the next node.
    fn lose(&mut self) {
        self.shape_lost = true;
        loop {
            match &self.words.peek().word {
                Word::End => return,
                Word::Bare(word) if matches!(&**word, "c" | "p" | "t") => return,
                _ => self.words.next(),
            };
        }
    }

    fn node(&mut self, place: Place, letter: u8) -> Option<()> {
        let name = self.words.text("the name of the node in quotes")?;
        let mover = match letter {
            b'c' => self.chance()?.map(Mover::Chance),
            b'p' => self.player()?.map(Mover::Player),
            _ => Some(Mover::Nobody),
        };
        let outcome = self.outcome()?;
        let Some(mover) = mover else {
            self.shape_lost = true;
            return Some(());
        };
        if !self.shape_lost
            && let Err(flaw) = self.builder.node(name, mover, outcome)
        {
            self.words.problems.add(place, What::Flaw(flaw));
            self.shape_lost = true;
        }
        Some(())
    }

    /// The outer result is whether the words are well formed, the inner one whether they make
    /// sense.
    fn player(&mut self) -> Option<Option<InformationSetId>> {
        let (place, number) = self.words.integer("the number of a player")?;
        let player = self.report(place, self.builder.player(number));
        let (place, number) = self.words.integer("the number of an information set")?;
        let described =
            self.described(|words| words.text("the name of an action in quotes, or `}`"))?;
        let Some(player) = player else {
            return Some(None);
        };
        let known = self.builder.known_information_set(player, number);
        let (name, actions) = match (described, known) {
            (
                Described {
                    name: None,
                    actions: None,
                },
                known,
            ) => return Some(self.report(place, known)),
            (
                Described {
                    name,
                    actions: None,
                },
                Ok(known),
            ) => {
                let before = self.builder.information_set_name(known);
                if name.as_deref().is_none_or(|name| name == before) {
                    return Some(Some(known));
                }
                let what = What::Flaw(Flaw::Redescribed {
                    what: "information set",
                    number,
                    before: format!("the name {before:?}"),
                    here: format!("the name {:?}", name.unwrap_or_default()),
                });
                self.words.problems.add(place, what);
                return Some(Some(known));
            }
            (Described { actions: None, .. }, known) => return Some(self.report(place, known)),
            (
                Described {
                    name,
                    actions: Some(actions),
                },
                Ok(known),
            ) => {
                let before = || self.builder.information_set_name(known).into();
                (name.unwrap_or_else(before), actions)
            }
            (
                Described {
                    name,
                    actions: Some(actions),
                },
                Err(_),
            ) => (name.unwrap_or_default(), actions),
        };
        let set = self.builder.information_set(player, number, name, actions);
        Some(self.report(place, set))
    }

    fn chance(&mut self) -> Option<Option<ChanceId>> {
        let (place, number) = self.words.integer("the number of a chance move")?;
        let described = self.described(|words| {
            let name = words.text("the name of an action in quotes, or `}`")?;
            words.skip_comma();
            Some((name, words.number("the probability of the action")?))
        })?;
        let known = self.builder.known_chance(number);
        let Some(actions) = described.actions else {
            return Some(self.report(place, known));
        };
        if self.spoiled.contains(&(None, number)) {
            return Some(known.ok());
        }
        let name = described.name.unwrap_or_default();
        let refused = match self.builder.chance(number, name.clone(), actions.clone()) {
            Ok(chance) => return Some(Some(chance)),
            Err(refused) => refused,
        };
        let stands_in = matches!(
            refused,
            Flaw::ProbabilitySum(_) | Flaw::NegativeProbability(_)
        );
        self.words.problems.add(place, What::Flaw(refused));
        if !stands_in {
            return Some(None);
        }
        // Only for the rest of the reading, so that the same mistake is not reported again.
        self.spoiled.insert((None, number));
        let certain = |(index, (name, _))| (name, Number::from(i64::from(index == 0)));
        let stand_in = actions.into_iter().enumerate().map(certain).collect();
        Some(self.builder.chance(number, name, stand_in).ok())
    }

    /// An optional name and an optional list of actions.
    fn described<T>(
        &mut self,
        action: impl FnMut(&mut Words<R>) -> Option<T>,
    ) -> Option<Described<T>> {
        let name = if self.words.is_text() {
            Some(self.words.text(SET_NAME)?)
        } else {
            None
        };
        let listed = self.words.is(&Word::Open);
        let actions = if listed {
            Some(self.words.list("the actions in braces", action)?)
        } else {
            None
        };
        Some(Described { name, actions })
    }

    fn outcome(&mut self) -> Option<Option<OutcomeId>> {
        let (place, number) = self
            .words
            .integer("the number of an outcome, 0 where nothing is paid")?;
        let name = if self.words.is_text() {
            Some(self.words.text("")?)
        } else {
            None
        };
        let listed = self.words.is(&Word::Open);
        let payoffs = if listed {
            Some(self.words.list("the payoffs in braces", |words| {
                words.number("a payoff, or `}`")
            })?)
        } else {
            None
        };
        if number == 0 {
            if name.is_some() || payoffs.is_some() {
                self.words.problems.add(place, What::NullOutcome);
            }
            return Some(None);
        }
        let known = self.builder.known_outcome(number);
        let Some(mut payoffs) = payoffs else {
            return Some(self.report(place, known));
        };
        let name = match (name, &known) {
            (Some(name), _) => name,
            (None, Ok(known)) => self.builder.outcome_name(*known).into(),
            (None, Err(_)) => "".into(),
        };
        let players = self.builder.player_count();
        if payoffs.len() != players {
            let flaw = Flaw::PayoffCount {
                players,
                payoffs: payoffs.len(),
            };
            self.words.problems.add(place, What::Flaw(flaw));
            if known.is_ok() {
                return Some(known.ok());
            }
            payoffs.resize(players, Number::from(0));
        }
        let outcome = self.builder.outcome(number, name, payoffs);
        Some(self.report(place, outcome))
    }

    fn report<T>(&mut self, place: Place, result: Result<T, Flaw>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(flaw) => {
                self.words.problems.add(place, What::Flaw(flaw));
                None
            }
        }
    }
}

struct Described<T> {
    name: Option<Box<str>>,
    actions: Option<Vec<T>>,
}
