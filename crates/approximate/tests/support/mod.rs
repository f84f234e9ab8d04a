//! Games for the tests.

#![allow(dead_code, reason = "each test takes what it needs")]

use game::build::TreeBuilder;
use game::strategic::{Payoffs, StrategicPlayer};
use game::tree::{Mover, Tree};
use game::{Number, Rational, Strategic};

/// A table with these numbers of strategies, payoffs listed cell by cell.
pub fn table(strategies: &[usize], payoffs: &[i64]) -> Strategic {
    scaled_table(strategies, payoffs, &Rational::ONE, &Rational::ZERO)
}

/// The same with `scale · payoff + shift` for each payoff.
pub fn scaled_table(
    strategies: &[usize],
    payoffs: &[i64],
    scale: &Rational,
    shift: &Rational,
) -> Strategic {
    let players = strategies.iter().enumerate();
    let players = players.map(|(player, &count)| StrategicPlayer {
        name: format!("P{player}").into(),
        strategies: (0..count).map(|one| format!("s{one}").into()).collect(),
    });
    let payoffs = payoffs
        .iter()
        .map(|&payoff| Number::from(Rational::from(payoff) * scale + shift));
    Strategic::new(
        "",
        "",
        players.collect(),
        Payoffs::Listed(payoffs.collect()),
    )
    .expect("a table")
}

/// Pseudo-random numbers, the same each time.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: u64) -> u64 {
        // xorshift64* (Marsaglia 2003; Vigna 2016).
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % sides
    }
}

/// A random table with payoffs between 0 and `most`.
pub fn random_table(dice: &mut Dice, strategies: &[usize], most: u64) -> Strategic {
    let cells: usize = strategies.iter().product();
    let payoffs: Vec<i64> = (0..cells * strategies.len())
        .map(|_| dice.roll(most + 1) as i64)
        .collect();
    table(strategies, &payoffs)
}

/// A random tree: chance, information sets that come back, outcomes on the way, forgetful players.
pub fn random_tree(dice: &mut Dice, players: usize, most_nodes: usize) -> Tree {
    let names = (0..players).map(|player| format!("P{player}").into());
    let mut builder = TreeBuilder::new("", names);
    let mut outcomes = 0;
    for count in 0.. {
        let kind = if count >= most_nodes { 0 } else { dice.roll(6) };
        let actions = 2 + dice.roll(2) as usize;
        let mover = match kind {
            0 | 1 if count > 0 => Mover::Nobody,
            2 => {
                let weight = Rational::ONE / Rational::from(actions as u64);
                let listed = (0..actions)
                    .map(|one| (format!("c{one}").into(), Number::from(weight.clone())));
                let number = actions as i64;
                Mover::Chance(
                    builder
                        .chance(number, "".into(), listed.collect())
                        .expect("chance"),
                )
            }
            _ => {
                let player = builder
                    .player(1 + dice.roll(players as u64) as i64)
                    .expect("a player");
                let number = 10 * dice.roll(4) as i64 + actions as i64;
                let listed = (0..actions).map(|one| format!("a{one}").into()).collect();
                Mover::Player(
                    builder
                        .information_set(player, number, "".into(), listed)
                        .expect("a set"),
                )
            }
        };
        let pays = mover == Mover::Nobody || dice.roll(8) == 0;
        let outcome = pays.then(|| {
            outcomes += 1;
            let payoffs = (0..players).map(|_| Number::from(dice.roll(10) as i64));
            builder
                .outcome(outcomes, "".into(), payoffs.collect())
                .expect("payoffs")
        });
        builder.node("".into(), mover, outcome).expect("a node");
        if builder.is_complete() {
            break;
        }
    }
    builder.finish().expect("a tree")
}

/// Kuhn's poker with this many cards: one bet of 1 after an ante of 1.
pub fn poker(cards: usize) -> Tree {
    let mut builder = TreeBuilder::new("", ["First".into(), "Second".into()]);
    let deals: Vec<(usize, usize)> = (0..cards)
        .flat_map(|one| (0..cards).map(move |two| (one, two)))
        .filter(|(one, two)| one != two)
        .collect();
    let weight = Rational::ONE / Rational::from(deals.len() as u64);
    let listed = deals
        .iter()
        .map(|(one, two)| (format!("{one}{two}").into(), Number::from(weight.clone())));
    let deal = builder
        .chance(1, "".into(), listed.collect())
        .expect("chance");
    builder
        .node("".into(), Mover::Chance(deal), None)
        .expect("a node");
    for (one, two) in deals {
        let won = if one > two { 1 } else { -1 };
        let first = |place: i64| (0, one as i64 + 100 * place);
        let second = |place: i64| (1, two as i64 + 100 * place);
        // Check or bet; then check or bet, and fold or call.
        choose(&mut builder, first(1));
        choose(&mut builder, second(1));
        pay(&mut builder, won);
        choose(&mut builder, first(2));
        pay(&mut builder, -1);
        pay(&mut builder, 2 * won);
        choose(&mut builder, second(2));
        pay(&mut builder, 1);
        pay(&mut builder, 2 * won);
    }
    builder.finish().expect("a tree")
}

fn choose(builder: &mut TreeBuilder, (player, number): (i64, i64)) {
    let player = builder.player(player + 1).expect("a player");
    let set = builder
        .information_set(player, number, "".into(), vec!["pass".into(), "bet".into()])
        .expect("a set");
    builder
        .node("".into(), Mover::Player(set), None)
        .expect("a node");
}

fn pay(builder: &mut TreeBuilder, won: i64) {
    let outcome = builder
        .outcome(
            won + 10,
            "".into(),
            vec![Number::from(won), Number::from(-won)],
        )
        .expect("payoffs");
    builder
        .node("".into(), Mover::Nobody, Some(outcome))
        .expect("a node");
}
