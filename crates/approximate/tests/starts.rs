//! Global Newton method and simplicial subdivision: against all equilibria, and on what is hard.

mod support;

use approximate::refined::MOST_REGRET;
use approximate::several::{Found, Limits};
use approximate::support::{self as all, supports};
use approximate::{newton::newton, simplicial::simplicial};
use equilibrium::Completeness;
use equilibrium::mixed::certificate;
use game::{Rational, Strategic};
use support::{Dice, random_table, table};

type Method = fn(&Strategic, Limits, &dyn Fn() -> bool) -> Found;

const METHODS: [(&str, Method); 2] = [
    ("newton", |game, limits, goes_on| {
        newton(game, limits, goes_on).expect("a small game")
    }),
    ("simplicial", |game, limits, goes_on| {
        simplicial(game, limits, goes_on).expect("a small game")
    }),
];

fn check(game: &Strategic, found: &Found, range: f64, name: &str) {
    let most = Rational::try_from(MOST_REGRET * range).expect("a number");
    for one in &found.equilibria {
        let certificate = certificate(game, &one.profile);
        assert!(
            certificate.regrets.iter().all(|regret| *regret <= most),
            "{name}"
        );
        if one.exact {
            assert!(certificate.regrets.iter().all(Rational::is_zero), "{name}");
        }
    }
}

#[test]
fn every_start_in_a_random_game_leads_to_an_equilibrium_that_support_enumeration_lists() {
    let mut dice = Dice(31);
    let limits = Limits {
        starts: 4,
        ..Limits::default()
    };
    for round in 0..24 {
        let strategies: &[usize] = [&[3, 3][..], &[2, 2, 2], &[3, 2, 2], &[2, 2, 2, 2]][round % 4];
        let game = random_table(&mut dice, strategies, 10_000);
        let expected = supports(&game, all::Limits::default(), &|| true).expect("small");
        for (name, method) in METHODS {
            let found = method(&game, limits, &|| true);
            assert_eq!(found.lost, 0, "{round} {name}");
            assert!(!found.equilibria.is_empty());
            check(&game, &found, 1e4, name);
            if expected.completeness == Completeness::Incomplete {
                continue;
            }
            for one in &found.equilibria {
                let near = expected.equilibria.iter().any(|other| {
                    let pairs = one.profile.iter().flatten();
                    let pairs = pairs.zip(other.profile.iter().flatten());
                    let apart = |(one, two): (&Rational, &Rational)| (one - two).to_f64().value();
                    pairs.map(|pair| apart(pair).abs()).fold(0.0, f64::max) < 1e-9
                });
                assert!(near, "{round} {name}");
            }
        }
    }
}

#[test]
fn games_with_ties_have_an_equilibrium_too() {
    let mut dice = Dice(37);
    let limits = Limits {
        starts: 3,
        ..Limits::default()
    };
    for round in 0..60 {
        let strategies: &[usize] = match round % 5 {
            0 => &[3, 3],
            1 => &[2, 2, 2],
            2 => &[3, 1, 3],
            3 => &[4, 3, 2],
            _ => &[2, 2, 2, 2],
        };
        // Few different payoffs make many ties, and equilibria that are not isolated.
        let most = [1, 2, 30][round % 3];
        let game = random_table(&mut dice, strategies, most);
        for (name, method) in METHODS {
            let found = method(&game, limits, &|| true);
            check(&game, &found, most as f64, name);
            assert!(!found.equilibria.is_empty(), "{round} {name}");
        }
    }
}

#[test]
fn larger_games_for_several_players() {
    let mut dice = Dice(41);
    let limits = Limits {
        starts: 2,
        ..Limits::default()
    };
    for strategies in [&[5, 5, 5][..], &[4, 4, 4, 4], &[3, 3, 3, 3, 3], &[9, 8]] {
        let game = random_table(&mut dice, strategies, 1_000);
        for (name, method) in METHODS {
            let found = method(&game, limits, &|| true);
            assert_eq!(found.lost, 0, "{strategies:?} {name}");
            check(&game, &found, 1e3, name);
            assert!(!found.equilibria.is_empty(), "{strategies:?} {name}");
        }
    }
}

/// McKelvey and McLennan (1997): nine equilibria, as many as such a game can have if they are isolated.
#[test]
fn several_curves_bring_many_of_nine_equilibria() {
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
    let game = table(&[2, 2, 2], cells.as_flattened());
    for (name, method) in METHODS {
        let found = method(&game, Limits::default(), &|| true);
        check(&game, &found, 12.0, name);
        assert!(found.equilibria.len() >= 3, "{name}");
    }
}

#[test]
fn work_can_be_stopped_and_bounded() {
    let game = table(&[2, 2], &[9, 0, 0, 1, 0, 1, 1, 0]);
    for (name, method) in METHODS {
        let found = method(&game, Limits::default(), &|| false);
        assert!(found.equilibria.is_empty(), "{name}");
        let limits = Limits {
            steps: 3,
            ..Limits::default()
        };
        let found = method(&game, limits, &|| true);
        assert!(found.lost >= 1, "{name}");
        let found = method(&table(&[1, 1], &[4, 5]), Limits::default(), &|| true);
        assert_eq!(found.equilibria.len(), 1, "{name}");
    }
}
