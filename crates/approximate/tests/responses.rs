//! Quantal responses: closed forms, one-dimensional references, and what may not change them.

mod support;

use approximate::Source;
use approximate::fit::fit;
use approximate::logit::{Branch, Crossings, Ended, Limits, Point, Reach, crossings, principal};
use approximate::refined::MOST_REGRET;
use equilibrium::behaviour;
use equilibrium::mixed::certificate;
use game::recall::{Forgotten, forgettings};
use game::tree::{Mover, NodeId, Tree};
use game::{Rational, Strategic};
use support::{Dice, poker, random_table, random_tree, scaled_table, table};

fn at(source: Source<'_>, rationality: f64) -> Point {
    let branch = principal(
        source,
        Reach::Rationality(rationality),
        Limits::default(),
        &|| true,
    );
    let branch = branch.expect("a small game");
    assert_eq!(branch.ended, Ended::Reached);
    let last = branch.points.last().expect("a point").clone();
    assert!((last.rationality - rationality).abs() <= 1e-12 * rationality);
    last
}

fn limit(source: Source<'_>) -> Branch {
    principal(source, Reach::Limit, Limits::default(), &|| true).expect("a small game")
}

fn logistic(number: f64) -> f64 {
    1.0 / (1.0 + (-number).exp())
}

#[test]
fn where_others_do_not_matter_the_logistic_function_is_the_answer() {
    // A prisoner's dilemma in which defection pays 1 more whatever the other does.
    let game = table(&[2, 2], &[3, 3, 4, 0, 0, 4, 1, 1]);
    for rationality in [0.1, 0.7, 3.0, 20.0] {
        let point = at(Source::Table(&game), rationality);
        for player in 0..2 {
            let defects = point.logs[2 * player + 1].exp();
            assert!((defects - logistic(rationality)).abs() < 1e-12);
        }
    }
}

/// Asymmetric matching pennies: one fixed point, found here by halving an interval.
#[test]
fn asymmetric_matching_pennies_mix_as_the_fixed_point_of_one_equation() {
    let game = table(&[2, 2], &[9, 0, 0, 1, 0, 1, 1, 0]);
    for rationality in [0.05, 0.3, 1.0, 4.0] {
        let reply = |second: f64| logistic(rationality * (9.0 * second - (1.0 - second)));
        let against = |first: f64| logistic(rationality * ((1.0 - first) - first));
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..200 {
            let middle = f64::midpoint(low, high);
            if reply(against(middle)) > middle {
                low = middle;
            } else {
                high = middle;
            }
        }
        let point = at(Source::Table(&game), rationality);
        assert!((point.logs[0].exp() - low).abs() < 1e-11);
        assert!((point.logs[2].exp() - against(low)).abs() < 1e-11);
    }
    let limit = limit(Source::Table(&game)).limit.expect("an equilibrium");
    let fraction = |over: i64, under: i64| Rational::from(over) / Rational::from(under);
    assert!(limit.exact);
    assert_eq!(limit.profile[0], [fraction(1, 2), fraction(1, 2)]);
    assert_eq!(limit.profile[1], [fraction(1, 10), fraction(9, 10)]);
}

/// What an action pays, from the definition: all ends of the game that it leads to.
fn naive_worth(tree: &Tree, logs: &[f64], starts: &[usize], set: usize, action: usize) -> f64 {
    let probability =
        |node: NodeId| match tree.node(node).parent.map(|parent| tree.node(parent).mover) {
            Some(Mover::Chance(chance)) => tree.chance(chance).actions
                [tree.node(node).action as usize]
                .1
                .value()
                .to_f64()
                .value(),
            Some(Mover::Player(set)) => {
                logs[starts[set.index()] + tree.node(node).action as usize].exp()
            }
            _ => 1.0,
        };
    let one = &tree.information_sets()[set];
    let (mut paid, mut reached) = (0.0, 0.0);
    for &member in &one.members {
        let mut reach = 1.0;
        let mut at = Some(member);
        while let Some(node) = at {
            reach *= probability(node);
            at = tree.node(node).parent;
        }
        reached += reach;
        let child = tree.children(member).nth(action).expect("an action");
        for end in tree.subtree(child).map(NodeId) {
            if tree.node(end).mover != Mover::Nobody {
                continue;
            }
            let (mut weight, mut payoff) = (reach, 0.0);
            let mut at = Some(end);
            while let Some(node) = at {
                if node > child {
                    weight *= probability(node);
                }
                if let Some(outcome) = tree.node(node).outcome {
                    let own = &tree.outcome(outcome).payoffs[one.player.index()];
                    payoff += own.value().to_f64().value();
                }
                at = tree.node(node).parent;
            }
            paid += weight * payoff;
        }
    }
    paid / reached
}

#[test]
fn on_random_trees_everybody_responds_to_what_actions_pay() {
    let mut dice = Dice(7);
    for _ in 0..60 {
        let players = 1 + dice.roll(3) as usize;
        let tree = random_tree(&mut dice, players, 40);
        if tree.information_sets().is_empty() {
            continue;
        }
        let point = at(Source::Tree(&tree), 0.8);
        let mut starts = vec![0];
        for set in tree.information_sets() {
            starts.push(starts[starts.len() - 1] + set.actions.len());
        }
        for (index, set) in tree.information_sets().iter().enumerate() {
            let worth = |action| naive_worth(&tree, &point.logs, &starts, index, action);
            for action in 1..set.actions.len() {
                let wanted = 0.8 * (worth(action) - worth(0));
                let found = point.logs[starts[index] + action] - point.logs[starts[index]];
                assert!((wanted - found).abs() < 1e-10, "{wanted} {found}");
            }
        }
    }
}

#[test]
fn units_and_zero_points_of_payoffs_change_nothing() {
    let mut dice = Dice(11);
    for strategies in [&[2, 3][..], &[3, 3], &[2, 2, 2], &[3, 2, 2]] {
        let cells: usize = strategies.iter().product();
        let payoffs: Vec<i64> = (0..cells * strategies.len())
            .map(|_| dice.roll(20) as i64)
            .collect();
        let plain = table(strategies, &payoffs);
        let (point, end) = (at(Source::Table(&plain), 0.5), limit(Source::Table(&plain)));
        let billion = Rational::from(1_000_000_000);
        for (scale, units) in [(billion.clone(), 1e9), (Rational::ONE / &billion, 1e-9)] {
            for shift in [Rational::ZERO, -&billion] {
                let other = scaled_table(strategies, &payoffs, &scale, &shift);
                let there = at(Source::Table(&other), 0.5 / units);
                for (one, two) in point.logs.iter().zip(&there.logs) {
                    assert!((one - two).abs() < 1e-10);
                }
                let found = limit(Source::Table(&other)).limit.expect("an equilibrium");
                let expected = end.limit.as_ref().expect("an equilibrium");
                for (one, two) in found
                    .profile
                    .iter()
                    .flatten()
                    .zip(expected.profile.iter().flatten())
                {
                    assert!((one - two).to_f64().value().abs() < 1e-9);
                }
            }
        }
    }
}

#[test]
fn a_strategy_written_twice_is_played_half_as_often_each_time() {
    // Logit counts names of strategies: the copy takes part of the weight, as in closed form here.
    let game = table(&[3, 1], &[1, 0, 1, 0, 0, 0]);
    let point = at(Source::Table(&game), 2.0);
    let likely = 2.0f64.exp() / (2.0 * 2.0f64.exp() + 1.0);
    assert!((point.logs[0].exp() - likely).abs() < 1e-12);
    assert!((point.logs[1].exp() - likely).abs() < 1e-12);
    let end = limit(Source::Table(&game)).limit.expect("an equilibrium");
    assert!(end.exact);
}

#[test]
fn random_games_with_ties_lead_to_equilibria() {
    let mut dice = Dice(5);
    for round in 0..120 {
        let strategies: &[usize] = match round % 4 {
            0 => &[3, 3],
            1 => &[2, 2, 2],
            2 => &[3, 2, 3],
            _ => &[2, 2, 2, 2],
        };
        // Few different payoffs make many ties.
        let most = [1, 2, 30][round % 3];
        let game = random_table(&mut dice, strategies, most);
        let branch = limit(Source::Table(&game));
        let Some(end) = branch.limit else {
            panic!("{round}: {:?} after {}", branch.ended, branch.points.len());
        };
        let bound = Rational::try_from(MOST_REGRET * most as f64).expect("a number");
        for regret in certificate(&game, &end.profile).regrets {
            assert!(regret <= bound);
        }
    }
}

#[test]
fn random_trees_lead_to_where_no_information_set_gains_alone() {
    let mut dice = Dice(13);
    for round in 0..100 {
        let players = 1 + dice.roll(3) as usize;
        let tree = random_tree(&mut dice, players, 60);
        let branch = limit(Source::Tree(&tree));
        let Some(end) = branch.limit else {
            // Where a player comes through an information set twice, there may be no limit to find.
            let again = forgettings(&tree);
            let again = again.iter().any(|one| one.what == Forgotten::BeingHere);
            assert!(again, "{round}: {:?}", branch.ended);
            continue;
        };
        // Payoffs on the way add up, so the range is at least 1 and at most 9 for each node.
        assert!(end.gap <= 1e-10, "{round}: {}", end.gap);
        let certificate = behaviour::certificate(&tree, &end.profile);
        assert_eq!(certificate.regrets, end.regrets);
        for regret in certificate.regrets.into_iter().flatten() {
            assert!(regret.to_f64().value() <= 1e-10, "{round}: {regret}");
        }
    }
}

#[test]
fn poker_has_its_value() {
    let end = limit(Source::Tree(&poker(3)))
        .limit
        .expect("an equilibrium");
    assert_eq!(end.payoffs[0], Rational::from(-1) / Rational::from(18));
    let end = limit(Source::Tree(&poker(4)))
        .limit
        .expect("an equilibrium");
    assert!(end.exact);
    assert_eq!(end.payoffs[0], -end.payoffs[1].clone());
}

#[test]
fn the_rationality_that_made_the_counts_is_found_again() {
    let mut dice = Dice(3);
    for _ in 0..10 {
        let game = random_table(&mut dice, &[3, 2, 2], 9);
        let source = Source::Table(&game);
        let point = at(source, 0.4);
        let compact = source.compact().expect("small");
        let chances: Vec<f64> = point.logs.iter().map(|log| 1e6 * log.exp()).collect();
        let found = fit(
            source,
            &compact.by_agent(&chances),
            Limits::default(),
            &|| true,
        )
        .expect("a fit");
        assert!(
            (found.point.rationality - 0.4).abs() < 1e-5,
            "{}",
            found.point.rationality
        );
        assert!(!found.unbounded);
        // No other behaviour on the branch explains the counts better.
        let here: f64 = chances
            .iter()
            .zip(&point.logs)
            .map(|(count, log)| count * log)
            .sum();
        assert!(found.log_likelihood >= here - 1e-6 * here.abs());
    }
}

#[test]
fn best_replies_ask_for_ever_more_rationality() {
    let game: Strategic = table(&[2, 2], &[3, 3, 4, 0, 0, 4, 1, 1]);
    let counts = vec![vec![0.0, 10.0], vec![0.0, 10.0]];
    let found = fit(Source::Table(&game), &counts, Limits::default(), &|| true).expect("a fit");
    assert!(found.unbounded);
    assert!(found.log_likelihood > -1e-9);
}

#[test]
fn work_can_be_stopped() {
    let game = table(&[2, 2], &[9, 0, 0, 1, 0, 1, 1, 0]);
    let branch = principal(
        Source::Table(&game),
        Reach::Limit,
        Limits::default(),
        &|| false,
    );
    assert_eq!(branch.expect("small").ended, Ended::Stopped);
    let branch = principal(
        Source::Table(&game),
        Reach::Limit,
        Limits { steps: 2 },
        &|| true,
    );
    assert_eq!(branch.expect("small").ended, Ended::Steps);
}

fn all_crossings(game: &Strategic, rationality: f64) -> Crossings {
    let found = crossings(Source::Table(game), rationality, Limits::default(), &|| {
        true
    });
    found.expect("a small game")
}

/// Both play one of three: the first pays 10 if both do; the second costs 1, but pays 20 more against the
/// third; the third pays 1 less than the second, so it is played less and less. Then the second loses its
/// appeal, but not before it has become a habit: the branch turns back, and once more.
#[test]
fn all_three_places_on_a_branch_that_turns_back_are_found() {
    let pays = [[10, 0, 0], [-1, -1, 19], [-2, -2, 18]];
    let cells = (0..9).flat_map(|cell| [pays[cell % 3][cell / 3], pays[cell / 3][cell % 3]]);
    let game = table(&[3, 3], &cells.collect::<Vec<i64>>());
    for rationality in [0.5, 0.8, 1.2] {
        let mut found: Vec<f64> = all_crossings(&game, rationality)
            .points
            .iter()
            .map(|point| {
                for action in 0..3 {
                    let apart = point.logs[action] - point.logs[3 + action];
                    assert!(apart.abs() < 1e-9, "both do the same");
                }
                point.logs[0] - point.logs[1]
            })
            .collect();
        found.sort_by(f64::total_cmp);
        // How much likelier the first is than the second, as the logarithm, solves one equation.
        let left = |first: f64| {
            let third = (-rationality).exp();
            let all = 1.0 + first.exp() + third;
            first - rationality * (10.0 * first.exp() / all + 1.0 - 20.0 * third / all)
        };
        let places = (-3_000..3_000).map(|place| f64::from(place) / 100.0 + 1e-3);
        let roots: Vec<f64> = places
            .filter(|place| (left(*place) < 0.0) != (left(place + 0.01) < 0.0))
            .collect();
        assert_eq!((found.len(), roots.len()), (3, 3));
        for (one, root) in found.iter().zip(roots) {
            assert!((root..=root + 0.01).contains(one), "{one} {root}");
        }
    }
}

/// The branch comes from rationality 0 and goes on to ever more, so it has each in between an odd number
/// of times.
#[test]
fn every_place_with_a_rationality_is_a_response_and_their_number_is_odd() {
    let mut dice = Dice(43);
    for _ in 0..20 {
        let payoffs: Vec<i64> = (0..18).map(|_| dice.roll(30) as i64).collect();
        let game = table(&[3, 3], &payoffs);
        for rationality in [0.1, 0.2, 0.3, 0.5, 1.0] {
            let found = all_crossings(&game, rationality);
            assert_eq!(found.ended, Ended::Reached);
            assert_eq!(found.points.len() % 2, 1);
            let first = at(Source::Table(&game), rationality);
            assert_eq!(found.points[0].logs, first.logs);
            for (number, point) in found.points.iter().enumerate() {
                assert!((point.rationality - rationality).abs() < 1e-12);
                responds(&payoffs, &point.logs, rationality);
                for other in &found.points[..number] {
                    let pairs = other.logs.iter().zip(&point.logs);
                    assert!(pairs.into_iter().any(|(one, two)| (one - two).abs() > 1e-6));
                }
            }
        }
    }
}

/// In a game of two with three strategies each, from the definition: all is taken as often as it pays.
fn responds(payoffs: &[i64], logs: &[f64], rationality: f64) {
    for player in 0..2 {
        let worth = |own: usize| -> f64 {
            let against = (0..3).map(|other| {
                let cell = [own + 3 * other, other + 3 * own][player];
                logs[3 * (1 - player) + other].exp() * payoffs[2 * cell + player] as f64
            });
            against.sum()
        };
        for own in 1..3 {
            let wanted = rationality * (worth(own) - worth(0));
            let found = logs[3 * player + own] - logs[3 * player];
            assert!((wanted - found).abs() < 1e-9, "{wanted} {found}");
        }
    }
}

#[test]
fn at_rationality_0_all_is_equally_likely_and_nothing_else_is() {
    let game = table(&[2, 2], &[9, 0, 0, 1, 0, 1, 1, 0]);
    let found = all_crossings(&game, 0.0);
    assert_eq!(found.points.len(), 1);
    assert!((found.points[0].logs[0] - 0.5f64.ln()).abs() < 1e-15);
}
