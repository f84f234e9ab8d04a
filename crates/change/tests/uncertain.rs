//! Answers over completions, against completions written out by hand and read by the reference.

#[path = "../../stability/tests/reference/mod.rs"]
mod reference;

use std::collections::BTreeSet;

use change::uncertain::{Bounds, Completions, Coverage, Questions, Standing, tally, unknown_pairs};
use checker::world::{Limits, World};
use graph::Control;
use model::conflict::{Conflict, PreferenceKind, RankLevel, Statement};
use reference::random::{KINDS, Random, conflict};
use reference::{BASIC, Pair, build};

/// Random models in which at least one order is open, each with at most so many completions.
fn on_open_models(salt: u64, wanted: usize, most: u64, check: impl Fn(&Conflict, &Pair)) {
    let mut found = 0;
    for seed in 0..100_000 {
        let mut random = Random::new(salt << 56 ^ seed);
        let kind = KINDS[random.below(KINDS.len())];
        let actors = 2 + random.below(2);
        let mut model = conflict(&mut random, kind, actors);
        for preference in &mut model.preferences {
            leave_open(&mut random, &mut preference.kind);
            if !random.once_in(3) {
                preference.adjustments.clear();
            }
        }
        let Some(pair) = Pair::read(&model) else {
            continue;
        };
        let completions = Completions::of(pair.graph(), &model);
        if completions.open().is_empty() || completions.count().is_none_or(|count| count > most) {
            continue;
        }
        check(&model, &pair);
        found += 1;
        if found == wanted {
            return;
        }
    }
    panic!("only {found} models leave something open");
}

fn leave_open(random: &mut Random, kind: &mut PreferenceKind) {
    match kind {
        PreferenceKind::Statements(statements) if statements.len() > 1 => {
            let from = random.below(statements.len() - 1);
            let last = statements.len() - 1;
            for statement in &mut statements[from..=(from + 2).min(last)] {
                statement.unordered_group = Some(1);
            }
        }
        PreferenceKind::Ranking(levels) => {
            levels
                .iter_mut()
                .for_each(|level| level.unordered = random.once_in(3));
        }
        _ => {}
    }
}

/// All orders of a list.
fn orders<T: Clone>(things: &[T]) -> Vec<Vec<T>> {
    if things.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for at in 0..things.len() {
        let mut rest = things.to_vec();
        let first = rest.remove(at);
        for mut order in orders(&rest) {
            order.insert(0, first.clone());
            all.push(order);
        }
    }
    all
}

/// Every preference list that a list with one group can stand for.
fn of_statements(statements: &[Statement]) -> Vec<Vec<Statement>> {
    let first = statements.iter().position(|s| s.unordered_group.is_some());
    let Some(first) = first else {
        return vec![statements.to_vec()];
    };
    let last = statements
        .iter()
        .rposition(|s| s.unordered_group.is_some())
        .expect("there is one");
    let completed = orders(&statements[first..=last]).into_iter();
    completed
        .map(|order| [&statements[..first], &order, &statements[last + 1..]].concat())
        .collect()
}

/// Every ranking of single states that the unordered levels can stand for, in the reference's
/// states.
fn of_levels(world: &World, model: &Conflict, levels: &[RankLevel]) -> Vec<Vec<RankLevel>> {
    let mut ranked: BTreeSet<usize> = BTreeSet::new();
    let mut all: Vec<Vec<RankLevel>> = vec![Vec::new()];
    for level in levels {
        let selected: Vec<usize> = (0..world.model.states)
            .filter(|s| level.select.iter().any(|f| world.holds(f, *s)) && !ranked.contains(s))
            .collect();
        ranked.extend(&selected);
        let variants: Vec<Vec<RankLevel>> = if level.unordered && !level.rest {
            let one = |s: &usize| build::rank_level(vec![only(world, model, *s)]);
            let of_order = |order: Vec<usize>| order.iter().map(one).collect();
            orders(&selected).into_iter().map(of_order).collect()
        } else {
            vec![vec![level.clone()]]
        };
        all = all
            .iter()
            .flat_map(|left| {
                variants
                    .iter()
                    .map(move |right| [left.clone(), right.clone()].concat())
            })
            .collect();
    }
    all
}

/// A formula for one state of the reference, by its id.
fn only(world: &World, model: &Conflict, state: usize) -> model::formula::Formula {
    use model::conflict::States;
    use model::formula::Formula;
    let id = world.id(state);
    let names: Vec<&str> = match &model.states {
        States::FromOptions { merged } => merged.iter().map(|m| m.name.as_str()).collect(),
        States::Listed { states, .. } => states.iter().map(|s| s.name.as_str()).collect(),
    };
    if let Some(at) = names.iter().position(|name| *name == id) {
        return Formula::State(build::state_id(at));
    }
    let values = (0..model.options.len()).map(|option| {
        let level = world
            .level(state, build::option_id(option))
            .expect("it is not merged");
        build::is(option, level.0)
    });
    Formula::And(values.collect())
}

/// Every completion as a conflict of its own.
fn written_out(model: &Conflict, world: &World) -> Vec<Conflict> {
    let mut all = vec![model.clone()];
    for (at, preference) in model.preferences.iter().enumerate() {
        let variants: Vec<PreferenceKind> = match &preference.kind {
            PreferenceKind::Statements(statements) => of_statements(statements)
                .into_iter()
                .map(PreferenceKind::Statements)
                .collect(),
            PreferenceKind::Ranking(levels) => of_levels(world, model, levels)
                .into_iter()
                .map(PreferenceKind::Ranking)
                .collect(),
            other => vec![other.clone()],
        };
        all = all
            .iter()
            .flat_map(|left| {
                variants.iter().map(move |kind| {
                    let mut completed = left.clone();
                    completed.preferences[at].kind = kind.clone();
                    completed
                })
            })
            .collect();
    }
    all
}

fn exactly(bounds: Bounds) -> Bounds {
    Bounds {
        exact_up_to: u64::MAX,
        exact_cells: u64::MAX,
        ..bounds
    }
}

#[test]
fn exact_counts_are_those_of_the_completions_written_out() {
    on_open_models(1, 200, 48, |model, pair| {
        let completions = Completions::of(pair.graph(), model);
        let questions = Questions {
            concepts: &BASIC,
            start: None,
            outcomes: &[],
        };
        let bounds = exactly(Bounds::default());
        let tally = tally(&completions, &questions, &bounds, &Control::default());
        let tally = tally.expect("it is small");
        let worlds: Vec<World> = written_out(model, &pair.world)
            .iter()
            .map(|conflict| World::new(conflict, Limits::default()).expect("it has states"))
            .collect();
        assert_eq!(tally.coverage(), Coverage::All(worlds.len() as u64));
        assert_eq!(completions.count(), Some(worlds.len() as u64));
        for concept in BASIC {
            let equilibria: Vec<_> = worlds.iter().map(|w| w.model.equilibria(concept)).collect();
            for (state, engine) in pair.to_engine.iter().enumerate() {
                let expected = equilibria.iter().filter(|all| all.contains(&state)).count();
                let share = tally.equilibrium(concept, *engine);
                assert_eq!(share.count, expected as u64, "{concept:?} at {state}");
                let standing = match expected {
                    0 => Standing::Never,
                    all if all == worlds.len() => Standing::Necessarily,
                    _ => Standing::Possibly,
                };
                assert_eq!(share.standing(), standing);
            }
        }
    });
}

#[test]
fn unknown_pairs_are_those_that_completions_order_differently() {
    on_open_models(2, 200, 120, |model, pair| {
        let completions = Completions::of(pair.graph(), model);
        let bounds = Bounds {
            exact_cells: 1 << 40,
            ..Bounds::default()
        };
        let pairs = unknown_pairs(&completions, &bounds, &Control::default());
        let pairs = pairs
            .expect("it is small")
            .expect("there are few completions");
        let worlds: Vec<World> = written_out(model, &pair.world)
            .iter()
            .map(|conflict| World::new(conflict, Limits::default()).expect("it has states"))
            .collect();
        for actor in pair.actors() {
            for left in 0..pair.model().states {
                for right in 0..pair.model().states {
                    let order = |w: &World| {
                        let rank = |s| w.model.rank(actor.index(), s);
                        rank(left).cmp(&rank(right))
                    };
                    let differ = worlds
                        .windows(2)
                        .any(|two| order(&two[0]) != order(&two[1]));
                    let (l, r) = (pair.to_engine[left], pair.to_engine[right]);
                    assert_eq!(pairs.contains(actor, l, r), differ, "{left} {right}");
                }
            }
        }
    });
}

/// On 500 models, each with every state and concept: the exact share is in the 95 % interval of the
/// drawn one about as often as that says. One seed for all, so the test does not change from run to
/// run; intervals of one model hang together, so the bound is a little lower than 95 %.
#[test]
fn exact_and_drawn_answers_agree_on_500_models() {
    use std::cell::Cell;
    let (inside, all) = (Cell::new(0_u32), Cell::new(0_u32));
    on_open_models(3, 500, 120, |model, pair| {
        let completions = Completions::of(pair.graph(), model);
        let questions = Questions {
            concepts: &BASIC,
            start: None,
            outcomes: &[],
        };
        let ask = |bounds: Bounds| {
            tally(&completions, &questions, &bounds, &Control::default()).expect("it is small")
        };
        let exact = ask(exactly(Bounds::default()));
        let drawn = ask(Bounds {
            exact_up_to: 0,
            exact_cells: 0,
            draws: 60,
            seed: 7,
            ..Bounds::default()
        });
        let changes = completions.count() != Some(1);
        for concept in BASIC {
            for state in pair.graph().states() {
                let truth = exact.equilibrium(concept, state);
                let estimate = drawn.equilibrium(concept, state);
                // What is certain is found in every draw, or in none.
                match truth.standing() {
                    Standing::Necessarily => assert_eq!(estimate.count, estimate.of()),
                    Standing::Never => assert_eq!(estimate.count, 0),
                    _ if changes => {
                        let (low, high) = estimate.interval();
                        all.set(all.get() + 1);
                        let holds = low <= truth.share() && truth.share() <= high;
                        inside.set(inside.get() + u32::from(holds));
                    }
                    _ => {}
                }
            }
        }
    });
    let (inside, all) = (inside.get(), all.get());
    assert!(all > 500, "only {all} shares lie between 0 and 1");
    assert!(
        inside * 100 >= all * 92,
        "{inside} of {all} are in their interval"
    );
}

#[test]
fn the_same_seed_draws_the_same_and_another_seed_does_not() {
    let different = std::cell::Cell::new(0);
    on_open_models(4, 30, 5_000, |model, pair| {
        let completions = Completions::of(pair.graph(), model);
        let questions = Questions {
            concepts: &BASIC,
            start: None,
            outcomes: &[],
        };
        let draw = |seed| {
            let bounds = Bounds {
                exact_up_to: 0,
                exact_cells: 0,
                draws: 40,
                seed,
                ..Bounds::default()
            };
            let tally = tally(&completions, &questions, &bounds, &Control::default());
            let tally = tally.expect("it is small");
            let states = pair.graph().states();
            let counts = states.map(|s| BASIC.map(|c| tally.equilibrium(c, s).count));
            counts.collect::<Vec<_>>()
        };
        assert_eq!(draw(1), draw(1));
        different.set(different.get() + u32::from(draw(1) != draw(2)));
    });
    assert!(different.get() > 0);
}
