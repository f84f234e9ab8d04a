//! Support enumeration: published counts, other solvers, and theorems.

mod support;

use std::collections::BTreeSet;

use approximate::Source;
use approximate::logit::{Reach, principal};
use approximate::refined::MOST_REGRET;
use approximate::support::{Found, Limits, supports};
use equilibrium::Completeness;
use equilibrium::extreme;
use equilibrium::mixed::{Mixed, certificate};
use equilibrium::pure::pure;
use game::tree::PlayerId;
use game::{Rational, Strategic};
use support::{Dice, random_table, table};

fn all(game: &Strategic) -> Found {
    supports(game, Limits::default(), &|| true).expect("a small game")
}

/// McKelvey and McLennan (1997): as many equilibria as a 2×2×2 game can have if they are isolated.
#[test]
fn nine_equilibria_of_three_players_with_two_strategies_each() {
    let cells = [
        [9, 8, 12],
        [0, 0, 0],
        [0, 0, 0],
        [9, 8, 2],
        [0, 0, 0],
        [3, 4, 6],
        [3, 4, 6],
        [0, 0, 0],
    ];
    let found = all(&table(&[2, 2, 2], cells.as_flattened()));
    assert_eq!(found.completeness, Completeness::Complete);
    assert_eq!(found.equilibria.len(), 9);
    let mixed = |profile: &Mixed| profile.iter().flatten().all(|one| !one.is_zero());
    let totally = found.equilibria.iter().filter(|one| mixed(&one.profile));
    assert_eq!(totally.count(), 2);
}

/// Nau, Gomez Canovas and Hansen (2004): rational payoffs, one equilibrium, irrational probabilities.
#[test]
fn an_equilibrium_that_no_fraction_describes() {
    let cells = [
        [3, 0, 2],
        [0, 1, 0],
        [0, 2, 0],
        [1, 0, 0],
        [1, 0, 0],
        [0, 3, 0],
        [0, 1, 0],
        [2, 0, 3],
    ];
    let game = table(&[2, 2, 2], cells.as_flattened());
    let found = all(&game);
    assert_eq!(found.completeness, Completeness::Complete);
    assert_eq!(found.equilibria.len(), 1);
    let one = &found.equilibria[0];
    assert!(!one.exact);
    let most = Rational::try_from(MOST_REGRET * 3.0).expect("a number");
    for regret in certificate(&game, &one.profile).regrets {
        assert!(regret <= most);
    }
    let branch = principal(
        Source::Table(&game),
        Reach::Limit,
        Default::default(),
        &|| true,
    );
    let limit = branch.expect("small").limit.expect("an equilibrium");
    let pairs = limit
        .profile
        .iter()
        .flatten()
        .zip(one.profile.iter().flatten());
    for (one, two) in pairs {
        assert!((one - two).to_f64().value().abs() < 1e-11);
    }
}

/// A third player, who has a best reply to whatever the two do and nothing to do with them, keeps the
/// answer from being read off that of the game for two.
#[test]
fn games_for_two_have_the_equilibria_that_all_vertices_give_also_beside_a_third_player() {
    let mut dice = Dice(23);
    let mut compared = 0;
    for round in 0..60 {
        let strategies: &[usize] = [&[2, 2][..], &[3, 3], &[3, 2], &[4, 3]][round % 4];
        // Many different payoffs: almost never a tie.
        let game = random_table(&mut dice, strategies, 10_000);
        let beside = beside_a_third_player(&mut dice, &game, strategies);
        let expected = extreme::extreme(&game, extreme::Limits::default()).expect("two players");
        let (found, with_a_third) = (all(&game), all(&beside));
        assert_eq!(found.completeness, Completeness::Complete, "{round}");
        let listed: Vec<&Mixed> = found.equilibria.iter().map(|one| &one.profile).collect();
        assert_eq!(
            listed,
            expected.equilibria.iter().collect::<Vec<_>>(),
            "{round}"
        );
        if with_a_third.completeness == Completeness::Incomplete {
            continue;
        }
        compared += 1;
        assert_eq!(with_a_third.equilibria.len(), listed.len(), "{round}");
        for one in &with_a_third.equilibria {
            let near = listed.iter().any(|other| {
                let pairs = one.profile.iter().flatten().zip(other.iter().flatten());
                let apart = |(one, two): (&Rational, &Rational)| (one - two).to_f64().value().abs();
                pairs.map(apart).fold(0.0, f64::max) < 1e-9
            });
            assert!(near, "{round}");
        }
    }
    assert!(compared >= 58, "{compared}");
}

fn beside_a_third_player(dice: &mut Dice, game: &Strategic, strategies: &[usize]) -> Strategic {
    let mut payoffs = Vec::new();
    for _ in 0..2 {
        for cell in 0..game.cell_count() {
            let own = [0, 1].map(|player| game.payoff(cell, PlayerId(player)).expect("a payoff"));
            payoffs.extend(own.map(|paid| i64::try_from(paid.value().numerator()).expect("small")));
            payoffs.push(dice.roll(10_001) as i64);
        }
    }
    table(&[strategies, &[2]].concat(), &payoffs)
}

/// What is left to two players is solved exactly, wherever the others stand in the order.
#[test]
fn players_without_a_choice_change_nothing() {
    // Matching pennies between the first and the third; the second is paid more for its second strategy.
    let mut cells = Vec::new();
    for third in 0..2 {
        for second in 0..2 {
            for first in 0..2 {
                let won = if first == third { 3 } else { 0 };
                cells.push([won, second, 1 - won]);
            }
        }
    }
    let found = all(&table(&[2, 2, 2], cells.as_flattened()));
    assert_eq!(found.completeness, Completeness::Complete);
    let half = || Rational::from(1) / Rational::from(2);
    let expected: Mixed = vec![
        vec![half(), half()],
        vec![Rational::ZERO, Rational::ONE],
        vec![half(), half()],
    ];
    let [one] = found.equilibria.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!(one.profile, expected);
    assert!(one.exact);
    // One player alone takes what pays most.
    let alone = all(&table(&[3], &[1, 5, 2]));
    assert_eq!(
        alone.equilibria[0].profile,
        [[0, 1, 0].map(Rational::from).to_vec()]
    );
    assert_eq!(alone.completeness, Completeness::Complete);
}

/// The number of equilibria of almost all games is odd (Wilson 1971).
#[test]
fn random_games_for_three_have_an_odd_number_and_all_pure_ones() {
    let mut dice = Dice(29);
    let mut compared = 0;
    for round in 0..40 {
        let strategies: &[usize] = [&[2, 2, 2][..], &[3, 2, 2], &[2, 2, 2, 2]][round % 3];
        let game = random_table(&mut dice, strategies, 10_000);
        let found = all(&game);
        for one in &found.equilibria {
            for regret in certificate(&game, &one.profile).regrets {
                assert!(regret <= Rational::try_from(1e-8).expect("a number"));
            }
        }
        let listed: BTreeSet<&Mixed> = found.equilibria.iter().map(|one| &one.profile).collect();
        for profile in pure(&game, 100).profiles {
            let weights = |(&played, count): (&usize, &usize)| {
                (0..*count)
                    .map(|one| Rational::from(u8::from(one == played)))
                    .collect()
            };
            let mixture: Mixed = profile.iter().zip(strategies).map(weights).collect();
            assert!(listed.contains(&mixture), "{round}");
        }
        if found.completeness == Completeness::Complete {
            compared += 1;
            assert_eq!(found.equilibria.len() % 2, 1, "{round}");
        }
    }
    assert!(compared >= 36, "{compared}");
}

#[test]
fn where_equilibria_are_not_isolated_the_answer_says_that_it_is_not_complete() {
    let found = all(&table(&[2, 2], &[0; 8]));
    assert_eq!(found.completeness, Completeness::Incomplete);
    assert!(!found.equilibria.is_empty());
    let found = all(&table(&[2, 2, 2], &[0; 24]));
    assert_eq!(found.completeness, Completeness::Incomplete);
}

#[test]
fn work_can_be_stopped() {
    let game = table(&[2, 2], &[3, 3, 4, 0, 0, 4, 1, 1]);
    let found = supports(&game, Limits::default(), &|| false).expect("small");
    assert_eq!(found.completeness, Completeness::Incomplete);
}
