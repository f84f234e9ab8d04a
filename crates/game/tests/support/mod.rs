//! Random games for property tests.

use game::build::TreeBuilder;
use game::tree::{Mover, Tree};
use game::{Number, Rational};
use proptest::prelude::*;

/// How a random tree is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    pub players: usize,
    pub most_nodes: usize,
    pub most_actions: usize,
    /// Payoffs lie between minus this and this.
    pub payoff: i64,
}

/// Any tree: chance, shared information sets, names in quotes, outcomes on the way.
pub fn trees(shape: Shape) -> impl Strategy<Value = Tree> {
    let players = 1..=shape.players;
    (
        players,
        prop::collection::vec(any::<[u8; 4]>(), 1..shape.most_nodes),
        names(),
    )
        .prop_map(move |(players, choices, names)| tree(shape, players, &choices, &names))
}

fn names() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec("[a-zé \\\\\"]{0,4}", 4)
}

/// One choice of bytes makes one node, until they are used up; then all open ends become ends.
fn tree(shape: Shape, players: usize, choices: &[[u8; 4]], names: &[String]) -> Tree {
    let named = (0..players).map(|player| names[player % names.len()].as_str().into());
    let mut builder = TreeBuilder::new(names[0].as_str(), named);
    builder.comment(names[1].as_str());
    let mut choices = choices.iter();
    let mut ends: i64 = 0;
    loop {
        let [kind, which, extra, paid] = choices.next().copied().unwrap_or([0, 0, 0, 255]);
        let actions = 1 + usize::from(extra) % shape.most_actions;
        let name = |index: usize| -> Box<str> { names[index % names.len()].as_str().into() };
        let mover = match kind % 4 {
            0 => Mover::Nobody,
            1 => {
                let weights: Vec<i64> = (0..actions as i64)
                    .map(|at| 1 + (at * i64::from(which)) % 3)
                    .collect();
                let total: i64 = weights.iter().sum();
                let weighed =
                    |weight: i64| Number::from(Rational::from(weight) / Rational::from(total));
                let listed = weights
                    .iter()
                    .enumerate()
                    .map(|(at, &weight)| (name(at), weighed(weight)));
                let number = i64::from(which) * 100 + actions as i64;
                Mover::Chance(
                    builder
                        .chance(number, name(2), listed.collect())
                        .expect("probabilities"),
                )
            }
            _ => {
                let player = builder
                    .player(1 + i64::from(which) % players as i64)
                    .expect("a player");
                let number = i64::from(extra);
                let listed = (0..actions).map(name).collect();
                Mover::Player(
                    builder
                        .information_set(player, number, name(3), listed)
                        .expect("a set"),
                )
            }
        };
        let pays = mover == Mover::Nobody || paid % 8 == 0;
        let outcome = pays.then(|| {
            ends += 1;
            let payoff = |player: usize| {
                let value = i64::from(paid) * 7 + i64::from(which) * 5 * player as i64 + ends;
                Number::from(value % (2 * shape.payoff + 1) - shape.payoff)
            };
            builder
                .outcome(
                    ends,
                    name(ends as usize),
                    (0..players).map(payoff).collect(),
                )
                .expect("payoffs")
        });
        builder
            .node(name(usize::from(extra)), mover, outcome)
            .expect("a node");
        if builder.is_complete() {
            return builder.finish().expect("a complete tree");
        }
    }
}
