//! Correlated equilibria against a reference that tries every corner, and against the book.

use equilibrium::correlated::{Certificate, Deviations, Goal, NotFound, certificate, correlated};
use equilibrium::extreme::{Limits, extreme};
use equilibrium::mixed;
use game::strategic::{Payoffs, Strategic, StrategicPlayer};
use game::tree::PlayerId;
use game::{Number, Rational};
use proptest::prelude::*;

const STEPS: u64 = 10_000;
const BOTH: [Deviations; 2] = [Deviations::Told, Deviations::Before];

fn game(sizes: &[usize], payoffs: Vec<Rational>) -> Strategic {
    let player = |&strategies: &usize| StrategicPlayer {
        name: "".into(),
        strategies: (0..strategies).map(|at| at.to_string().into()).collect(),
    };
    let payoffs = Payoffs::Listed(payoffs.into_iter().map(Number::from).collect());
    Strategic::new("", "", sizes.iter().map(player).collect(), payoffs).expect("a table that fits")
}

fn games(most: usize, players: usize) -> impl Strategy<Value = (Vec<usize>, Vec<i64>)> {
    (prop::collection::vec(1..=most, players), 1i64..6).prop_flat_map(|(sizes, range)| {
        let count = sizes.iter().product::<usize>() * sizes.len();
        (Just(sizes), prop::collection::vec(-range..=range, count))
    })
}

fn rationals(payoffs: &[i64]) -> Vec<Rational> {
    payoffs.iter().map(|&one| Rational::from(one)).collect()
}

fn wanted(goal: Goal, paid: &[Rational]) -> Rational {
    match goal {
        Goal::Total => paid.iter().fold(Rational::ZERO, |sum, one| sum + one),
        Goal::Highest(player) => paid[player.index()].clone(),
        Goal::Lowest(player) => -paid[player.index()].clone(),
    }
}

fn goals(players: usize) -> Vec<Goal> {
    let ids = (0..players as u32).map(PlayerId);
    let each = ids.flat_map(|player| [Goal::Highest(player), Goal::Lowest(player)]);
    [Goal::Total].into_iter().chain(each).collect()
}

fn is_draw(weights: &[Rational]) -> bool {
    let total = weights.iter().fold(Rational::ZERO, |sum, one| sum + one);
    total.is_one() && weights.iter().all(|weight| *weight >= Rational::ZERO)
}

fn leaves_no_gain(certificate: &Certificate) -> bool {
    certificate.gains.iter().all(Rational::is_zero)
}

/// What a draw pays that is best for a goal.
fn best(game: &Strategic, deviations: Deviations, goal: Goal) -> Rational {
    let weights = correlated(game, deviations, goal, STEPS, &|| true).expect("a small program");
    assert!(is_draw(&weights));
    let certificate = certificate(game, deviations, &weights);
    assert!(leaves_no_gain(&certificate), "{certificate:?}");
    wanted(goal, &certificate.payoffs)
}

mod reference {
    //! All corners of the set of correlated equilibria, as far as it has any: every choice of
    //! conditions that could meet in a point is solved.

    use super::*;

    pub(super) fn corners(game: &Strategic) -> Vec<Vec<Rational>> {
        let cells = game.cell_count();
        let mut conditions: Vec<Vec<Rational>> = (0..cells)
            .map(|cell| {
                (0..cells)
                    .map(|at| Rational::from(u8::from(at == cell)))
                    .collect()
            })
            .collect();
        for (player, own) in game.players().iter().enumerate() {
            let pays = |cell| {
                game.payoff(cell, PlayerId(player as u32))
                    .expect("a payoff")
                    .value()
            };
            for told in 0..own.strategies.len() {
                for other in (0..own.strategies.len()).filter(|&other| other != told) {
                    let loss = |cell: usize| {
                        let mut strategies = game.strategies(cell);
                        if strategies[player] != told {
                            return Rational::ZERO;
                        }
                        strategies[player] = other;
                        pays(cell) - pays(game.cell(&strategies))
                    };
                    conditions.push((0..cells).map(loss).collect());
                }
            }
        }
        let mut found = Vec::new();
        for chosen in 0u32..1 << conditions.len() {
            if chosen.count_ones() as usize != cells - 1 {
                continue;
            }
            let mut system = vec![vec![Rational::ONE; cells + 1]];
            for (at, row) in conditions.iter().enumerate() {
                if chosen >> at & 1 == 1 {
                    system.push(row.iter().cloned().chain([Rational::ZERO]).collect());
                }
            }
            if let Some(point) = solve(system)
                && conditions.iter().all(|row| {
                    let sum = row
                        .iter()
                        .zip(&point)
                        .fold(Rational::ZERO, |sum, (one, two)| sum + one * two);
                    sum >= Rational::ZERO
                })
            {
                found.push(point);
            }
        }
        found
    }

    /// The one solution of a square system, by elimination.
    fn solve(mut system: Vec<Vec<Rational>>) -> Option<Vec<Rational>> {
        let size = system.len();
        for column in 0..size {
            let pivot = (column..size).find(|&row| !system[row][column].is_zero())?;
            system.swap(column, pivot);
            let lead = system[column][column].clone();
            for entry in &mut system[column] {
                *entry /= &lead;
            }
            let solved = system[column].clone();
            for (row, entries) in system.iter_mut().enumerate() {
                if row != column {
                    let factor = entries[column].clone();
                    for (entry, other) in entries.iter_mut().zip(&solved) {
                        *entry -= other * &factor;
                    }
                }
            }
        }
        Some(system.into_iter().filter_map(|mut row| row.pop()).collect())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_corner_is_better((sizes, payoffs) in games(2, 2)) {
        let game = game(&sizes, rationals(&payoffs));
        let corners = reference::corners(&game);
        prop_assert!(!corners.is_empty());
        for goal in goals(2) {
            let paid = |weights: &Vec<Rational>| wanted(goal, &certificate(&game, Deviations::Told, weights).payoffs);
            prop_assert_eq!(corners.iter().map(paid).max(), Some(best(&game, Deviations::Told, goal)));
        }
    }

    /// An equilibrium is a correlated one, and a correlated one a coarse one.
    #[test]
    fn wider_sets_reach_further((sizes, payoffs) in games(3, 2)) {
        let game = game(&sizes, rationals(&payoffs));
        let equilibria = extreme(&game, Limits::default()).expect("two players").equilibria;
        for goal in goals(2) {
            let paid = |mixture| wanted(goal, &mixed::certificate(&game, mixture).payoffs);
            let [told, before] = BOTH.map(|deviations| best(&game, deviations, goal));
            prop_assert!(equilibria.iter().map(paid).max() <= Some(told.clone()));
            prop_assert!(told <= before);
        }
    }

    /// Three players; and payoffs in other units, from another zero, are the same game.
    #[test]
    fn units_do_not_matter((sizes, payoffs) in games(3, 3), tiny in any::<bool>(), shift in any::<i32>()) {
        let billion = Rational::from(1_000_000_000);
        let factor = if tiny { Rational::ONE / &billion } else { billion };
        let shift = Rational::from(shift);
        let moved = rationals(&payoffs).into_iter().map(|one| one * &factor + &shift).collect();
        let (one, two) = (game(&sizes, rationals(&payoffs)), game(&sizes, moved));
        for deviations in BOTH {
            let highest = Goal::Highest(PlayerId(2));
            prop_assert_eq!(best(&one, deviations, highest) * &factor + &shift, best(&two, deviations, highest));
        }
    }
}

/// Chicken: a device can bring both to 5¼, more than any equilibrium that is fair (Aumann 1974; the
/// numbers are those of Myerson 1991, chapter 6).
#[test]
fn a_device_helps_in_chicken() {
    // Cells by column; rows and columns are: swerve, straight.
    let game = game(&[2, 2], rationals(&[6, 6, 7, 2, 2, 7, 0, 0]));
    let weights =
        correlated(&game, Deviations::Told, Goal::Total, STEPS, &|| true).expect("a small program");
    let fraction = |over: i64, under: i64| Rational::from(over) / Rational::from(under);
    assert_eq!(
        weights,
        [
            fraction(1, 2),
            fraction(1, 4),
            fraction(1, 4),
            Rational::ZERO
        ]
    );
    let certificate = certificate(&game, Deviations::Told, &weights);
    assert_eq!(certificate.payoffs, [fraction(21, 4), fraction(21, 4)]);
    // Told or not, always going straight would be no better than this.
    assert!(leaves_no_gain(&certificate));
    let both_swerve = [
        Rational::ONE,
        Rational::ZERO,
        Rational::ZERO,
        Rational::ZERO,
    ];
    let gains = equilibrium::correlated::certificate(&game, Deviations::Told, &both_swerve).gains;
    assert_eq!(gains, [Rational::ONE, Rational::ONE]);
}

#[test]
fn limits_are_said() {
    let game = game(&[2, 2], rationals(&[6, 6, 7, 2, 2, 7, 0, 0]));
    let stopped = correlated(&game, Deviations::Told, Goal::Total, 0, &|| true);
    assert_eq!(stopped, Err(NotFound::Limit(0)));
    let large = self::game(&[100, 100], rationals(&vec![0; 20_000]));
    let found = correlated(&large, Deviations::Told, Goal::Total, STEPS, &|| true);
    assert_eq!(found, Err(NotFound::TooLarge));
}
