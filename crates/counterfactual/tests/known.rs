//! Games whose values are known, and random games whose values another method finds.

#[allow(dead_code, reason = "each test uses some of the games")]
#[path = "../../../benches/src/games.rs"]
mod games;

use counterfactual::{Ending, Found, Limits, NoMinimising, Variant, minimise};
use equilibrium::extreme::{Limits as Bounds, extreme_while};
use equilibrium::mixed;
use game::Tree;
use game::gambit::read_efg;
use game::reduced::reduced;
use proptest::prelude::*;

const VARIANTS: [Variant; 3] = [Variant::Plus, Variant::Discounted, Variant::Predictive];

fn run(tree: &Tree, variant: Variant, iterations: u64, exploitability: f64) -> Found {
    let limits = Limits {
        iterations,
        exploitability,
    };
    minimise(tree, variant, limits, &mut |_| true).expect("two players with perfect recall")
}

/// In a game whose payoffs sum to 0, what both pay at an exploitability is within both regrets of
/// the value.
fn assert_value(found: &Found, value: f64, within: f64) {
    let regrets = &found.certificate.regrets;
    assert!(regrets.iter().all(|regret| *regret >= -1e-9), "{regrets:?}");
    let paid = found.certificate.payoffs[0];
    let bound = regrets[0].max(regrets[1]) + within;
    assert!(
        (paid - value).abs() <= bound,
        "{paid} is not {value}, regrets {regrets:?}"
    );
}

#[test]
fn kuhns_poker_is_worth_minus_an_eighteenth() {
    let tree = games::kuhn(3).expect("a game");
    assert_eq!(tree.nodes().len(), 58);
    for variant in VARIANTS {
        let found = run(&tree, variant, 100_000, 1e-5);
        assert_eq!(found.ending, Ending::Reached, "{variant:?}");
        assert!(found.certificate.exploitability() <= 1.01e-5);
        assert!(found.is_constant_sum);
        assert_value(&found, -1.0 / 18.0, 1e-12);
    }
}

/// Sizes as OpenSpiel gives them; the value as published, for instance with its tests.
#[test]
fn leduc_poker_has_its_published_size_and_value() {
    let tree = games::leduc().expect("a game");
    assert_eq!(tree.nodes().len(), 9_457);
    assert_eq!(tree.information_sets().len(), 936);
    for variant in VARIANTS {
        let found = run(&tree, variant, 5_000, 1e-3);
        assert_eq!(found.ending, Ending::Reached, "{variant:?}");
        assert_value(&found, -0.085_606, 1e-6);
    }
}

#[test]
fn liars_dice_has_its_published_size() {
    let tree = games::liars_dice(6).expect("a game");
    assert_eq!(tree.information_sets().len(), 24_576);
    let small = games::liars_dice(2).expect("a game");
    assert_eq!(small.nodes().len(), 1 + 2 + 4 * (16 + 15));
}

#[test]
fn work_that_is_stopped_says_so_and_still_answers() {
    let tree = games::kuhn(3).expect("a game");
    let limits = Limits {
        iterations: 1_000,
        exploitability: 0.0,
    };
    let found = minimise(&tree, Variant::Plus, limits, &mut |progress| {
        progress.iterations < 10
    })
    .expect("two players with perfect recall");
    assert_eq!((found.ending, found.iterations), (Ending::Stopped, 10));
    for weights in &found.behaviour {
        assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }
    let none = Limits {
        iterations: 0,
        ..limits
    };
    let found = minimise(&tree, Variant::Plus, none, &mut |_| true).expect("a game for two");
    assert_eq!((found.ending, found.iterations), (Ending::Iterations, 0));
}

#[test]
fn other_games_are_refused() {
    let of = |text: &str| read_efg(text.as_bytes()).expect("a game");
    let one = of("EFG 2 R \"one\" { \"A\" }\nt \"\" 1 \"\" { 3 }\n");
    let limits = Limits {
        iterations: 1,
        exploitability: 0.0,
    };
    let refused = |tree: &Tree| minimise(tree, Variant::Plus, limits, &mut |_| true);
    assert_eq!(refused(&one), Err(NoMinimising::NotTwo(1)));
    let driver = of("EFG 2 R \"driver\" { \"A\" \"B\" }\n\
                     p \"\" 1 1 \"\" { \"x\" \"y\" } 0\n\
                     p \"\" 1 1 \"\" { \"x\" \"y\" } 0\n\
                     t \"\" 1 \"\" { 3 3 }\nt \"\" 2 \"\" { 1 1 }\nt \"\" 3 \"\" { 1 1 }\n");
    assert_eq!(refused(&driver), Err(NoMinimising::Forgets("A".into())));
}

/// In a game whose payoffs do not sum to a constant, dominated actions still die out.
#[test]
fn dominated_actions_die_out_in_other_games() {
    let dilemma = "EFG 2 R \"dilemma\" { \"A\" \"B\" }\n\
                   p \"\" 1 1 \"\" { \"keep\" \"break\" } 0\n\
                   p \"\" 2 1 \"\" { \"keep\" \"break\" } 0\n\
                   t \"\" 1 \"\" { 3 3 }\nt \"\" 2 \"\" { 0 4 }\n\
                   p \"\" 2 1 \"\" { \"keep\" \"break\" } 0\n\
                   t \"\" 3 \"\" { 4 0 }\nt \"\" 4 \"\" { 1 1 }\n";
    let tree = read_efg(dilemma.as_bytes()).expect("a game");
    for variant in VARIANTS {
        let found = run(&tree, variant, 10_000, 1e-6);
        assert!(!found.is_constant_sum);
        assert_eq!(found.ending, Ending::Reached);
        for weights in &found.behaviour {
            assert!(weights[1] > 0.999, "{variant:?}: {weights:?}");
        }
    }
}

/// A tree whose payoffs sum to 0: chance, then the first player who sees half of it, then the
/// second who sees the other half and sometimes the move.
fn hidden(payoffs: &[i8], sees: bool) -> Tree {
    let mut text = String::from(
        "EFG 2 R \"random\" { \"A\" \"B\" }\nc \"\" 1 \"\" { \"1\" 1/2 \"2\" 1/3 \"3\" 1/6 } 0\n",
    );
    let mut payoffs = payoffs.iter().enumerate();
    for deal in 0..3 {
        let set = 1 + deal / 2;
        text += &format!("p \"\" 1 {set} \"\" {{ \"l\" \"r\" \"o\" }} 0\n");
        for action in 0..3 {
            let known = deal % 2 * 3 + if sees { action } else { 0 } + 1;
            text += &format!("p \"\" 2 {known} \"\" {{ \"u\" \"d\" }} 0\n");
            for _ in 0..2 {
                let (place, payoff) = payoffs.next().expect("eighteen payoffs");
                text += &format!(
                    "t \"\" {} \"\" {{ {payoff} {} }}\n",
                    place + 1,
                    -i16::from(*payoff)
                );
            }
        }
    }
    read_efg(text.as_bytes()).expect("a game")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// The exact value of the game lies within the regrets of what each variant finds.
    #[test]
    fn variants_agree_with_the_exact_value(payoffs in prop::collection::vec(-5i8..=5, 18), sees: bool) {
        let tree = hidden(&payoffs, sees);
        let table = reduced(&tree).expect("a small table");
        let bounds = Bounds { equilibria: 1, ..Bounds::default() };
        let exact = extreme_while(&table.game, bounds, &|| true).expect("a game for two");
        let one = exact.equilibria.first().expect("every finite game has an equilibrium");
        let value = mixed::certificate(&table.game, one).payoffs[0].to_f64().value();
        for variant in VARIANTS {
            let found = run(&tree, variant, 100_000, 1e-3);
            prop_assert_eq!(found.ending, Ending::Reached, "{:?}", variant);
            assert_value(&found, value, 1e-9);
        }
    }
}
