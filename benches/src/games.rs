//! Games with hidden cards and dice, by the rules of OpenSpiel, as trees of any size.

use std::collections::BTreeMap;

use game::tree::{Mover, PlayerId};
use game::{Flaw, Number, Rational, Tree, TreeBuilder};

/// Writes a tree for two, node by node, from the start.
struct Writer {
    builder: TreeBuilder,
    /// The numbers of information sets by what their player knows.
    known: [BTreeMap<String, i64>; 2],
    chances: i64,
    outcomes: BTreeMap<i64, i64>,
}

impl Writer {
    fn new(title: &str) -> Writer {
        Writer {
            builder: TreeBuilder::new(title, ["First".into(), "Second".into()]),
            known: [BTreeMap::new(), BTreeMap::new()],
            chances: 0,
            outcomes: BTreeMap::new(),
        }
    }

    /// Chance draws one of these, all as likely.
    fn draw(&mut self, names: &[String]) -> Result<(), Flaw> {
        self.chances += 1;
        let likely = Number::from(Rational::ONE / Rational::from(names.len() as u64));
        let actions = names
            .iter()
            .map(|name| (name.as_str().into(), likely.clone()));
        let chance = self
            .builder
            .chance(self.chances, "".into(), actions.collect())?;
        self.builder.node("".into(), Mover::Chance(chance), None)?;
        Ok(())
    }

    /// A player who knows this chooses.
    fn choose(&mut self, player: usize, knows: &str, actions: &[String]) -> Result<(), Flaw> {
        let known = &mut self.known[player];
        // Programs refuse labels with spaces at their ends, or several in a row.
        let label = knows.split_whitespace().collect::<Vec<_>>().join(" ");
        let next = known.len() as i64 + 1;
        let number = *known.entry(knows.to_owned()).or_insert(next);
        let actions = actions.iter().map(|name| name.as_str().into()).collect();
        let player = PlayerId(player as u32);
        let set = self
            .builder
            .information_set(player, number, label.as_str().into(), actions)?;
        self.builder.node("".into(), Mover::Player(set), None)?;
        Ok(())
    }

    /// The first player wins this much from the second.
    fn end(&mut self, wins: i64) -> Result<(), Flaw> {
        let next = self.outcomes.len() as i64 + 1;
        let number = *self.outcomes.entry(wins).or_insert(next);
        let payoffs = vec![Number::from(wins), Number::from(-wins)];
        let outcome = self.builder.outcome(number, "".into(), payoffs)?;
        self.builder.node("".into(), Mover::Nobody, Some(outcome))?;
        Ok(())
    }
}

fn texts(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Kuhn's poker (Kuhn 1950) with so many cards, each better than the one before. Value for the first
/// player with three cards: −1/18.
///
/// # Errors
/// None: the rules make a game.
pub fn kuhn(count: usize) -> Result<Tree, Flaw> {
    let mut writer = Writer::new("Kuhn poker");
    let cards: Vec<String> = match count {
        3 => texts(&["J", "Q", "K"]),
        _ => (1..=count).map(|card| card.to_string()).collect(),
    };
    writer.draw(&cards)?;
    for first in 0..count {
        let others: Vec<usize> = (0..count).filter(|card| *card != first).collect();
        let names: Vec<String> = others.iter().map(|&card| cards[card].clone()).collect();
        writer.draw(&names)?;
        for second in others {
            kuhn_bets(&mut writer, [first, second], &cards, "")?;
        }
    }
    writer.builder.finish()
}

fn kuhn_bets(
    writer: &mut Writer,
    cards: [usize; 2],
    names: &[String],
    so_far: &str,
) -> Result<(), Flaw> {
    let higher = if cards[0] > cards[1] { 1 } else { -1 };
    match so_far {
        "pp" => return writer.end(higher),
        "bb" | "pbb" => return writer.end(2 * higher),
        "bp" => return writer.end(1),
        "pbp" => return writer.end(-1),
        _ => {}
    }
    let player = so_far.len() % 2;
    let knows = format!("{} {so_far}", names[cards[player]]);
    writer.choose(player, &knows, &texts(&["pass", "bet"]))?;
    for action in ["p", "b"] {
        kuhn_bets(writer, cards, names, &format!("{so_far}{action}"))?;
    }
    Ok(())
}

/// Leduc poker (Southey et al. 2005): six cards of three ranks, two rounds of betting, a card for
/// all before the second. Value for the first player: about −0.0856.
///
/// # Errors
/// None: the rules make a game.
pub fn leduc() -> Result<Tree, Flaw> {
    let mut writer = Writer::new("Leduc poker");
    let names =
        |free: &[usize]| -> Vec<String> { free.iter().map(|&card| card_name(card)).collect() };
    let all: Vec<usize> = (0..6).collect();
    writer.draw(&names(&all))?;
    for first in 0..6 {
        let free: Vec<usize> = (0..6).filter(|card| *card != first).collect();
        writer.draw(&names(&free))?;
        for second in free {
            let table = Leduc {
                cards: [first, second],
                shared: None,
                paid: [1, 1],
                raises: 0,
                turn: 0,
                checked: 0,
                history: String::new(),
            };
            table.write(&mut writer)?;
        }
    }
    writer.builder.finish()
}

fn card_name(card: usize) -> String {
    let rank = ["J", "Q", "K"][card / 2];
    format!("{rank}{}", card % 2 + 1)
}

/// A state of Leduc poker.
#[derive(Clone)]
struct Leduc {
    cards: [usize; 2],
    shared: Option<usize>,
    /// What each has put in.
    paid: [i64; 2],
    /// Raises in this round.
    raises: u32,
    turn: usize,
    /// Players who have called since the last raise.
    checked: u32,
    history: String,
}

impl Leduc {
    fn write(&self, writer: &mut Writer) -> Result<(), Flaw> {
        let shared = self.shared.map_or_else(String::new, card_name);
        let knows = format!(
            "{} {shared} {}",
            card_name(self.cards[self.turn]),
            self.history
        );
        let owes = self.paid[1 - self.turn] - self.paid[self.turn];
        let mut actions = Vec::new();
        if owes > 0 {
            actions.push("fold");
        }
        actions.push("call");
        if self.raises < 2 {
            actions.push("raise");
        }
        writer.choose(self.turn, &knows, &texts(&actions))?;
        for action in actions {
            let mut next = self.clone();
            next.turn = 1 - self.turn;
            match action {
                "fold" => {
                    let lost = self.paid[self.turn];
                    writer.end(if self.turn == 0 { -lost } else { lost })?;
                    continue;
                }
                "raise" => {
                    let size = if self.shared.is_some() { 4 } else { 2 };
                    next.paid[self.turn] = self.paid[1 - self.turn] + size;
                    next.raises += 1;
                    // Who raises has settled; the other has not.
                    next.checked = 1;
                    next.history.push('r');
                    next.write(writer)?;
                }
                _ => {
                    next.paid[self.turn] = self.paid[1 - self.turn];
                    next.checked += 1;
                    next.history.push('c');
                    if next.checked < 2 {
                        next.write(writer)?;
                    } else {
                        next.settle(writer)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// The end of a round.
    fn settle(&self, writer: &mut Writer) -> Result<(), Flaw> {
        if self.shared.is_some() {
            return writer.end(self.won());
        }
        let free: Vec<usize> = (0..6).filter(|card| !self.cards.contains(card)).collect();
        let names: Vec<String> = free.iter().map(|&card| card_name(card)).collect();
        writer.draw(&names)?;
        for shared in free {
            let mut next = self.clone();
            next.shared = Some(shared);
            (next.raises, next.turn, next.checked) = (0, 0, 0);
            next.history.push('/');
            next.write(writer)?;
        }
        Ok(())
    }

    /// What the first player wins when cards are shown.
    fn won(&self) -> i64 {
        let strength = |card: usize| {
            let pair = self.shared.is_some_and(|shared| shared / 2 == card / 2);
            card / 2 + if pair { 3 } else { 0 }
        };
        let [first, second] = self.cards.map(strength);
        match first.cmp(&second) {
            std::cmp::Ordering::Greater => self.paid[1],
            std::cmp::Ordering::Less => -self.paid[0],
            std::cmp::Ordering::Equal => 0,
        }
    }
}

/// Liar's dice with one die for each player: each bids more than the last bid or calls it a lie;
/// the highest face counts as any. OpenSpiel's game `liars_dice` with six sides.
///
/// # Errors
/// None: the rules make a game.
pub fn liars_dice(sides: usize) -> Result<Tree, Flaw> {
    let mut writer = Writer::new("Liar's dice");
    let faces: Vec<String> = (1..=sides).map(|face| face.to_string()).collect();
    writer.draw(&faces)?;
    for first in 1..=sides {
        writer.draw(&faces)?;
        for second in 1..=sides {
            let mut bids = Vec::new();
            bid(&mut writer, [first, second], sides, &mut bids)?;
        }
    }
    writer.builder.finish()
}

fn bid(
    writer: &mut Writer,
    dice: [usize; 2],
    sides: usize,
    bids: &mut Vec<usize>,
) -> Result<(), Flaw> {
    let player = bids.len() % 2;
    let text = |bid: usize| format!("{}x{}", bid / sides + 1, bid % sides + 1);
    let higher: Vec<usize> = (bids.last().map_or(0, |bid| bid + 1)..2 * sides).collect();
    let mut actions: Vec<String> = higher.iter().map(|&bid| text(bid)).collect();
    if !bids.is_empty() {
        actions.push("liar".to_owned());
    }
    let said: Vec<String> = bids.iter().map(|&bid| text(bid)).collect();
    writer.choose(
        player,
        &format!("{} {}", dice[player], said.join(" ")),
        &actions,
    )?;
    for next in higher {
        bids.push(next);
        bid(writer, dice, sides, bids)?;
        bids.pop();
    }
    if let Some(&last) = bids.last() {
        let face = last % sides + 1;
        let shown = dice
            .iter()
            .filter(|die| **die == face || **die == sides)
            .count();
        let bidder_wins = shown > last / sides;
        // Who calls it a lie is on turn; the other made the bid.
        let first_wins = bidder_wins == (player == 1);
        writer.end(if first_wins { 1 } else { -1 })?;
    }
    Ok(())
}
