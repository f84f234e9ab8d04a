//! Unknown preference and strength agree with the definitions on random models, and keep to the
//! propositions of their papers.

mod reference;

use std::collections::BTreeSet;

use checker::definitions::strength::Graded;
use checker::definitions::unknown::{Counts, Doubt};
use graph::{Control, StateSet};
use model::conflict::{ActorId, Concept, Conflict};
use reference::Pair;
use reference::random::{KINDS, Random, conflict};
use stability::Analysis;
use stability::extended::strength::{Strength, much_preferred};
use stability::extended::unknown::{INDICES, Index, Unknown};
use stability::extended::{CONCEPTS, Pairs, stable};

/// Models of each kind.
const SHARE: u64 = 60;

fn on_random_models(
    salt: u64,
    change: impl Fn(&mut Random, &mut Conflict),
    check: impl Fn(&mut Random, &Conflict, &Pair),
) {
    for kind in KINDS {
        let mut left = SHARE;
        for seed in 0..50 * SHARE {
            let mut random = Random::new(salt << 56 ^ (kind as u64) << 48 ^ seed);
            let actors = 2 + random.below(2);
            let mut model = conflict(&mut random, kind, actors);
            change(&mut random, &mut model);
            if let Some(pair) = Pair::read(&model) {
                check(&mut random, &model, &pair);
                left -= 1;
            }
            if left == 0 {
                break;
            }
        }
        assert_eq!(left, 0, "too few of {kind:?} are consistent");
    }
}

/// Random pairs that are not known, for both readings; about one of `times`.
fn doubt<'a>(random: &mut Random, pair: &'a Pair, times: usize) -> (Doubt<'a>, Pairs) {
    let mut pairs = Pairs::none(pair.graph()).expect("it is small");
    let mut unknown = vec![BTreeSet::new(); pair.model().actors()];
    for actor in pair.actors() {
        for left in 0..pair.model().states {
            for right in 0..left {
                if times > 0 && random.once_in(times) {
                    pairs.insert_both(actor, pair.to_engine[left], pair.to_engine[right]);
                    unknown[actor.index()].extend([(left, right), (right, left)]);
                }
            }
        }
    }
    let model = pair.model();
    (Doubt { model, unknown }, pairs)
}

fn counts(index: Index) -> (Counts, Counts) {
    match index {
        Index::A => (Counts::Possible, Counts::Certain),
        Index::B => (Counts::Certain, Counts::Certain),
        Index::C => (Counts::Possible, Counts::Possible),
        Index::D => (Counts::Certain, Counts::Possible),
    }
}

fn under(pair: &Pair, pairs: &Pairs, index: Index, concept: Concept, actor: ActorId) -> StateSet {
    let unknown = Unknown {
        ranks: &pair.built.ranks,
        pairs,
        index,
    };
    stable(pair.graph(), &unknown, concept, actor, &Control::default()).expect("it is small")
}

#[test]
fn unknown_preference_agrees_with_the_definitions() {
    on_random_models(
        1,
        |_, _| {},
        |random, _, pair| {
            let (doubt, pairs) = doubt(random, pair, 4);
            for actor in pair.actors() {
                for concept in CONCEPTS {
                    for index in INDICES {
                        let (leaves, fears) = counts(index);
                        assert_eq!(
                            pair.set(&under(pair, &pairs, index, concept, actor)),
                            doubt.stable(concept, leaves, fears, actor.index()),
                            "{concept:?} {index:?} {actor:?}"
                        );
                    }
                }
            }
        },
    );
}

#[test]
fn index_a_implies_b_and_c_implies_d() {
    on_random_models(
        2,
        |_, _| {},
        |random, _, pair| {
            let (_, pairs) = doubt(random, pair, 3);
            for actor in pair.actors() {
                for concept in CONCEPTS {
                    let [a, b, c, d] =
                        INDICES.map(|index| under(pair, &pairs, index, concept, actor));
                    assert!(a.is_subset(&b), "a implies b under {concept:?}");
                    assert!(c.is_subset(&d), "c implies d under {concept:?}");
                    // What deters by a certain loss deters by a possible one.
                    assert!(a.is_subset(&c) && b.is_subset(&d));
                }
            }
        },
    );
}

#[test]
fn without_unknown_pairs_all_four_are_the_usual_concepts() {
    on_random_models(
        3,
        |_, _| {},
        |random, _, pair| {
            let (_, pairs) = doubt(random, pair, 0);
            let usual = Analysis::run(pair.graph(), &pair.built.ranks, &Control::default());
            let usual = usual.expect("nobody interrupts");
            for actor in pair.actors() {
                for concept in CONCEPTS {
                    for index in INDICES {
                        let found = under(pair, &pairs, index, concept, actor);
                        assert_eq!(
                            &found,
                            usual.stable(concept, actor),
                            "{concept:?} {index:?}"
                        );
                    }
                }
            }
        },
    );
}

/// Marks statements and levels at random.
fn grade(random: &mut Random, model: &mut Conflict) {
    use model::conflict::PreferenceKind;
    for preference in &mut model.preferences {
        match &mut preference.kind {
            PreferenceKind::Statements(statements) => {
                statements
                    .iter_mut()
                    .for_each(|s| s.strongly = random.once_in(2));
            }
            PreferenceKind::Ranking(levels) => {
                levels
                    .iter_mut()
                    .for_each(|l| l.gap_below = random.once_in(3));
            }
            PreferenceKind::Indifferent | PreferenceKind::Weights(_) => {}
        }
    }
}

/// The pairs that are far apart, read from the conflict with the reference's own states.
fn far_apart(model: &Conflict, pair: &Pair) -> Vec<BTreeSet<(usize, usize)>> {
    use model::conflict::PreferenceKind;
    let world = &pair.world;
    let level_of = |levels: &[model::conflict::RankLevel], s: usize| {
        let named = levels
            .iter()
            .position(|l| l.select.iter().any(|f| world.holds(f, s)));
        named
            .or_else(|| levels.iter().position(|l| l.rest))
            .expect("all states are ranked")
    };
    let apart = |kind: &PreferenceKind, s: usize, q: usize| match kind {
        PreferenceKind::Statements(statements) => statements
            .iter()
            .find(|x| world.holds(&x.formula, s) != world.holds(&x.formula, q))
            .is_some_and(|x| x.strongly),
        PreferenceKind::Ranking(levels) => {
            let (s, q) = (level_of(levels, s), level_of(levels, q));
            levels[s.min(q)..s.max(q)]
                .iter()
                .any(|level| level.gap_below)
        }
        _ => false,
    };
    let states = world.model.states;
    let of_actor = |(i, preference): (usize, &model::conflict::Preference)| {
        let pairs = (0..states).flat_map(|s| (0..states).map(move |q| (s, q)));
        let far =
            |&(s, q): &(usize, usize)| world.model.better(i, s, q) && apart(&preference.kind, s, q);
        pairs.filter(far).collect()
    };
    model.preferences.iter().enumerate().map(of_actor).collect()
}

#[test]
fn strength_agrees_with_the_definitions() {
    on_random_models(4, grade, |_, model, pair| {
        let graded = Graded {
            model: pair.model(),
            much: far_apart(model, pair),
        };
        let ranks = &pair.built.ranks;
        let much = much_preferred(pair.graph(), ranks, &model.preferences).expect("it is small");
        for actor in pair.actors() {
            for concept in CONCEPTS {
                let strength = Strength { ranks, much: &much };
                let found = stable(pair.graph(), &strength, concept, actor, &Control::default());
                assert_eq!(
                    pair.set(&found.expect("it is small")),
                    graded.strongly_stable(concept, actor.index()),
                    "{concept:?} {actor:?}"
                );
            }
        }
    });
}

#[test]
fn strongly_stable_is_stable_and_strong_sanctions_nest_as_the_concepts_do() {
    on_random_models(5, grade, |_, model, pair| {
        let ranks = &pair.built.ranks;
        let much = much_preferred(pair.graph(), ranks, &model.preferences).expect("it is small");
        let usual = Analysis::run(pair.graph(), ranks, &Control::default());
        let usual = usual.expect("nobody interrupts");
        for actor in pair.actors() {
            let strength = Strength { ranks, much: &much };
            let [nash, gmr, smr, seq] = CONCEPTS.map(|concept| {
                stable(pair.graph(), &strength, concept, actor, &Control::default())
                    .expect("it is small")
            });
            for (concept, strong) in CONCEPTS.iter().zip([&nash, &gmr, &smr, &seq]) {
                assert!(
                    strong.is_subset(usual.stable(*concept, actor)),
                    "{concept:?}"
                );
            }
            assert_eq!(
                &nash,
                usual.stable(Concept::Nash, actor),
                "Nash does not split"
            );
            assert!(smr.is_subset(&gmr), "strongly SMR is strongly GMR");
            assert!(seq.is_subset(&gmr), "strongly SEQ is strongly GMR");
        }
    });
}
