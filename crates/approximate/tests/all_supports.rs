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

#[test]
fn games_for_two_have_the_equilibria_that_all_vertices_give() {
    let mut dice = Dice(23);
    let mut compared = 0;
    for round in 0..60 {
        let strategies: &[usize] = [&[2, 2][..], &[3, 3], &[3, 2], &[4, 3]][round % 4];
        // Many different payoffs: almost never a tie.
        let game = random_table(&mut dice, strategies, 10_000);
        let found = all(&game);
        let expected = extreme::extreme(&game, extreme::Limits::default()).expect("two players");
        if found.completeness == Completeness::Incomplete {
            continue;
        }
        compared += 1;
        assert_eq!(found.equilibria.len(), expected.equilibria.len(), "{round}");
        for one in &found.equilibria {
            let near = expected.equilibria.iter().any(|other| {
                let pairs = one.profile.iter().flatten().zip(other.iter().flatten());
                let apart = |(one, two): (&Rational, &Rational)| (one - two).to_f64().value().abs();
                pairs.map(apart).fold(0.0, f64::max) < 1e-9
            });
            assert!(near, "{round}");
        }
    }
    assert!(compared >= 58);
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
