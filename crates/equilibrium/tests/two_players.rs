//! Games for two against a reference that tries everything.

use std::collections::BTreeSet;

use equilibrium::Completeness;
use equilibrium::components::components;
use equilibrium::extreme::{Extreme, Limits, extreme};
use equilibrium::mixed::{Mixed, certificate};
use equilibrium::pure::pure;
use game::strategic::{Payoffs, StrategicPlayer};
use game::{Number, Rational, Strategic};
use proptest::prelude::*;

fn game(
    rows: usize,
    columns: usize,
    payoff: impl Fn(usize, usize) -> (Rational, Rational),
) -> Strategic {
    let player = |name: &str, strategies: usize| StrategicPlayer {
        name: name.into(),
        strategies: (0..strategies)
            .map(|at| format!("{name}{at}").into())
            .collect(),
    };
    let cells = (0..columns).flat_map(|column| (0..rows).map(move |row| (row, column)));
    let listed = cells.flat_map(|(row, column)| <[Rational; 2]>::from(payoff(row, column)));
    let payoffs = Payoffs::Listed(listed.map(Number::from).collect());
    Strategic::new(
        "",
        "",
        vec![player("r", rows), player("c", columns)],
        payoffs,
    )
    .expect("a table that fits")
}

fn all(game: &Strategic) -> BTreeSet<Mixed> {
    let Extreme {
        equilibria,
        completeness,
    } = extreme(game, Limits::default()).expect("two players");
    assert_eq!(completeness, Completeness::Complete);
    equilibria.into_iter().collect()
}

/// Payoff tables of small integers: with few values, ties are everywhere.
#[derive(Clone, Debug)]
struct Table {
    rows: usize,
    columns: usize,
    payoffs: Vec<(i64, i64)>,
}

impl Table {
    fn game(&self) -> Strategic {
        game(self.rows, self.columns, |row, column| {
            let (one, two) = self.payoffs[row * self.columns + column];
            (Rational::from(one), Rational::from(two))
        })
    }
}

fn tables(most: usize) -> impl Strategy<Value = Table> {
    (1..=most, 1..=most, 0i64..8).prop_flat_map(|(rows, columns, range)| {
        prop::collection::vec((-range..=range, -range..=range), rows * columns).prop_map(
            move |payoffs| Table {
                rows,
                columns,
                payoffs,
            },
        )
    })
}

mod reference {
    //! Every choice of inequalities that could meet in a point is solved; every pair of the points
    //! found is asked whether it is an equilibrium.

    use super::*;

    /// Extreme points of each player's side: all weights and values at which as many
    /// inequalities are equations as there are unknowns.
    pub(super) fn extreme_equilibria(game: &Strategic) -> BTreeSet<Mixed> {
        let rows = game.players()[0].strategies.len();
        let columns = game.players()[1].strategies.len();
        let payoff = |row: usize, column: usize, player: u32| {
            let cell = game.cell(&[row, column]);
            game.payoff(cell, game::tree::PlayerId(player))
                .expect("a payoff")
                .value()
        };
        let first = points(rows, columns, |own, other| payoff(own, other, 1));
        let second = points(columns, rows, |own, other| payoff(other, own, 0));
        let pairs = first
            .iter()
            .flat_map(|x| second.iter().map(move |y| vec![x.clone(), y.clone()]));
        pairs
            .filter(|pair| certificate(game, pair).is_equilibrium())
            .collect()
    }

    /// Vertices of { (weights, value) : weights ≥ 0, sum 1, other's payoffs ≤ value }.
    fn points(
        own: usize,
        other: usize,
        payoff: impl Fn(usize, usize) -> Rational,
    ) -> BTreeSet<Vec<Rational>> {
        let unknowns = own + 1;
        let unit = |at: usize| {
            (0..unknowns)
                .map(|one| Rational::from(u8::from(one == at)))
                .collect::<Vec<_>>()
        };
        let mut inequalities: Vec<Vec<Rational>> = (0..own).map(unit).collect();
        for column in 0..other {
            let mut row: Vec<Rational> = (0..own).map(|at| -payoff(at, column)).collect();
            row.push(Rational::ONE);
            inequalities.push(row);
        }
        let mut found = BTreeSet::new();
        for chosen in 0u32..1 << inequalities.len() {
            if chosen.count_ones() as usize != own {
                continue;
            }
            // The weights sum to 1, and the chosen inequalities are equations.
            let mut system = vec![vec![Rational::ONE; own]];
            system[0].extend([Rational::ZERO, Rational::ONE]);
            for (at, row) in inequalities.iter().enumerate() {
                if chosen >> at & 1 == 1 {
                    let mut row = row.clone();
                    row.push(Rational::ZERO);
                    system.push(row);
                }
            }
            if let Some(point) = solve(system)
                && inequalities
                    .iter()
                    .all(|row| dot(row, &point) >= Rational::ZERO)
            {
                found.insert(point[..own].to_vec());
            }
        }
        found
    }

    fn dot(one: &[Rational], two: &[Rational]) -> Rational {
        one.iter()
            .zip(two)
            .fold(Rational::ZERO, |sum, (one, two)| sum + one * two)
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
    #[test]
    fn extreme_equilibria_are_those_of_the_reference(table in tables(4)) {
        let game = table.game();
        prop_assert_eq!(all(&game), reference::extreme_equilibria(&game));
    }

    /// Payoffs in other units, and from another zero, are the same game.
    #[test]
    fn scaled_payoffs_have_the_same_equilibria(
        table in tables(4), over in 1i64..50, under in 1i64..50, shift in any::<i32>(), big in any::<bool>(),
    ) {
        let factor = if big { Rational::from(i64::MAX) * Rational::from(i64::MAX) } else { Rational::ONE };
        let scale = factor * Rational::from(over) / Rational::from(under);
        let scaled = game(table.rows, table.columns, |row, column| {
            let (one, two) = table.payoffs[row * table.columns + column];
            (Rational::from(one) * &scale + Rational::from(shift), Rational::from(two) * Rational::from(under))
        });
        prop_assert_eq!(all(&table.game()), all(&scaled));
    }

    /// A second copy of a strategy adds equilibria that use it in place of the first, and no other.
    #[test]
    fn a_copied_strategy_adds_no_new_play(table in tables(3)) {
        let copied = game(table.rows + 1, table.columns, |row, column| {
            let (one, two) = table.payoffs[row.min(table.rows - 1) * table.columns + column];
            (Rational::from(one), Rational::from(two))
        });
        let merged: BTreeSet<Mixed> = all(&copied)
            .into_iter()
            .map(|mut pair| {
                let copy = pair[0].pop().expect("the copy");
                *pair[0].last_mut().expect("the copied one") += copy;
                pair
            })
            .collect();
        let before = all(&table.game());
        prop_assert!(before.is_subset(&merged));
        for pair in &merged {
            prop_assert!(certificate(&table.game(), pair).is_equilibrium());
        }
    }

    /// Pure equilibria are the extreme ones that do not mix.
    #[test]
    fn pure_equilibria_are_extreme(table in tables(4)) {
        let game = table.game();
        let unmixed = all(&game).iter().filter(|pair| pair.iter().flatten().all(|weight| weight.is_zero() || weight.is_one())).count();
        let found = pure(&game, usize::MAX);
        prop_assert_eq!(found.count, unmixed as u64);
        prop_assert_eq!(found.profiles.len(), unmixed);
    }

    /// Each extreme equilibrium is in one component; within a subset any mixture is an
    /// equilibrium; and no subset can take in another strategy.
    #[test]
    fn components_hold_mixtures_of_equilibria(table in tables(4)) {
        let game = table.game();
        let equilibria: Vec<Mixed> = all(&game).into_iter().collect();
        let (found, completeness) = components(&equilibria);
        prop_assert_eq!(completeness, Completeness::Complete);
        let mut places: Vec<usize> = found.iter().flat_map(|one| one.extreme.clone()).collect();
        places.sort_unstable();
        prop_assert_eq!(places, (0..equilibria.len()).collect::<Vec<_>>());
        for component in &found {
            for &place in &component.extreme {
                let holds = |subset: &&equilibrium::components::NashSubset| {
                    subset.first.contains(&equilibria[place][0]) && subset.second.contains(&equilibria[place][1])
                };
                prop_assert!(component.subsets.iter().any(|one| holds(&one)));
            }
            for subset in &component.subsets {
                let middle = |list: &[Vec<Rational>]| -> Vec<Rational> {
                    let count = Rational::from(list.len());
                    (0..list[0].len()).map(|at| list.iter().fold(Rational::ZERO, |sum, one| sum + &one[at]) / &count).collect()
                };
                let mixture = vec![middle(&subset.first), middle(&subset.second)];
                prop_assert!(certificate(&game, &mixture).is_equilibrium());
                for other in &equilibria {
                    let fits = subset.second.iter().all(|second| equilibria.contains(&vec![other[0].clone(), second.clone()]));
                    prop_assert_eq!(fits, subset.first.contains(&other[0]));
                }
            }
        }
    }
}

/// Every pair of strategies is an equilibrium: one component, one subset.
#[test]
fn where_nothing_matters_everything_is_an_equilibrium() {
    let game = game(3, 4, |_, _| (Rational::ZERO, Rational::ZERO));
    let equilibria: Vec<Mixed> = all(&game).into_iter().collect();
    assert_eq!(equilibria.len(), 12);
    let (found, _) = components(&equilibria);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].subsets.len(), 1);
}

/// The identity game of n strategies has an equilibrium on each of the 2ⁿ - 1 sets of strategies
/// (Quint and Shubik 1997).
#[test]
fn coordination_has_an_equilibrium_for_each_set_of_strategies() {
    let game = game(6, 6, |row, column| {
        let paid = Rational::from(u8::from(row == column));
        (paid.clone(), paid)
    });
    assert_eq!(all(&game).len(), 63);
}

/// A limit that is too small is said, and what is found until then are equilibria.
#[test]
fn a_limit_is_said() {
    let game = game(5, 5, |row, column| {
        let paid = Rational::from(u8::from(row == column));
        (paid.clone(), paid)
    });
    for limits in [
        Limits {
            work: 500,
            ..Limits::default()
        },
        Limits {
            equilibria: 4,
            ..Limits::default()
        },
    ] {
        let found = extreme(&game, limits).expect("two players");
        assert_eq!(found.completeness, Completeness::Incomplete);
        for profile in &found.equilibria {
            assert!(certificate(&game, profile).is_equilibrium());
        }
    }
}
