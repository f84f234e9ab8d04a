//! What cannot be answered is said, with numbers.

mod reference;

use graph::Control;
use model::conflict::{Concept, Conflict, Direction};
use reference::{Pair, build};
use stability::certificate::{CertifyError, Names, certify};
use stability::{
    Analysis, Choice, CoalitionError, CoalitionLimits, Coalitions, Foresight, ForesightError,
    HoldsError, Query, Verdict,
};

/// Three actors with two free options each and no preferences.
fn three_actors() -> Conflict {
    let mut conflict = build::conflict(3);
    conflict.options = (0..6)
        .map(|at| build::option(at, Some(at / 2), 2, Direction::Both))
        .collect();
    conflict
}

fn coalitions(pair: &Pair, asked: &Coalitions, limits: CoalitionLimits) -> CoalitionError {
    stability::analyse_coalitions(
        pair.graph(),
        &pair.built.ranks,
        asked,
        limits,
        &Control::default(),
    )
    .expect_err("refused")
}

#[test]
fn foresight_needs_two_actors() {
    let pair = Pair::read(&three_actors()).expect("consistent");
    let control = Control::default();
    let error = Foresight::new(
        pair.graph(),
        &pair.built.ranks,
        Concept::NonMyopic,
        &control,
    )
    .expect_err("three actors");
    assert_eq!(error, ForesightError::NotTwoActors(3));
    assert_eq!(
        error.to_string(),
        "limited and non-myopic foresight are defined for two actors; this conflict has 3"
    );
}

#[test]
fn coalition_work_is_announced_before_it_starts() {
    let pair = Pair::read(&three_actors()).expect("consistent");
    let limits = CoalitionLimits {
        work: 100_000,
        ..CoalitionLimits::default()
    };
    let error = coalitions(&pair, &Coalitions::All, limits);
    assert_eq!(
        error.to_string(),
        "64 states with 384 moves or more and 7 coalitions are too many: states × moves × coalitions may \
         be at most 100000"
    );
}

#[test]
fn coalitions_need_known_members() {
    let pair = Pair::read(&three_actors()).expect("consistent");
    let named = |members| Coalitions::Named(vec![members]);
    let limits = CoalitionLimits::default();
    assert_eq!(
        coalitions(&pair, &named(Vec::new()), limits),
        CoalitionError::Empty
    );
    let stranger = build::actor_id(3);
    assert_eq!(
        coalitions(&pair, &named(vec![stranger]), limits),
        CoalitionError::NoSuchActor(stranger)
    );
}

#[test]
fn members_may_be_named_in_any_order_and_twice() {
    let pair = Pair::read(&three_actors()).expect("consistent");
    let [a, b] = [0, 2].map(build::actor_id);
    let found = stability::analyse_coalitions(
        pair.graph(),
        &pair.built.ranks,
        &Coalitions::Named(vec![vec![b, a, b]]),
        CoalitionLimits::default(),
        &Control::default(),
    )
    .expect("small");
    assert_eq!(found.coalitions[0].members, [a, b]);
    let all = found
        .stable_against_all(Concept::CoalitionNash)
        .expect("a coalition concept");
    assert_eq!(
        all.len(),
        64,
        "nobody can improve where all are indifferent"
    );
    assert_eq!(found.stable_against_all(Concept::Nash), None);
}

#[test]
fn always_is_not_asked_of_coalitions() {
    let pair = Pair::read(&three_actors()).expect("consistent");
    let control = Control::default();
    let analysis =
        Analysis::run(pair.graph(), &pair.built.ranks, &control).expect("not interrupted");
    let all = pair.graph().all();
    let mut query = Query {
        start: pair.to_engine[0],
        outcome: &all,
        concept: Concept::CoalitionSeq,
        choice: Choice::MostPreferred,
        list_at_most: 0,
    };
    let error = stability::holds(&analysis, query, &control).expect_err("coalitional");
    assert_eq!(error, HoldsError::Coalitional(Concept::CoalitionSeq));
    query.concept = Concept::Seq;
    let none = graph::StateSet::new(pair.graph().index_len());
    query.outcome = &none;
    let answer = stability::holds(&analysis, query, &control).expect("defined");
    let Verdict::Fails(path) = answer.verdict else {
        panic!("it is false from the start")
    };
    assert!(path.steps.is_empty());
}

#[test]
fn certificates_are_bounded_and_rest_on_sanctions() {
    let pair = Pair::read(&three_actors()).expect("consistent");
    let control = Control::default();
    let analysis =
        Analysis::run(pair.graph(), &pair.built.ranks, &control).expect("not interrupted");
    let conflict = three_actors();
    let names = Names::new(pair.graph(), &conflict.actors);
    let all = pair.graph().all();
    let of = |concepts: &[Concept], limit| {
        certify(&analysis, names, &all, concepts, limit, &control).map(|found| found.len())
    };
    assert_eq!(of(&[Concept::Seq], 192), Ok(192));
    let too_many = CertifyError::TooMany {
        count: 192,
        limit: 191,
    };
    assert_eq!(of(&[Concept::Seq], 191), Err(too_many));
    let limited = Concept::Limited(2);
    assert_eq!(of(&[limited], 192), Err(CertifyError::NotBasic(limited)));
}

/// Play that goes round a circle: NM stability is judged over the whole cycle of anticipations.
#[test]
fn anticipations_that_go_round_are_judged_over_the_whole_cycle() {
    let mut found = Vec::new();
    for seed in 0..400 {
        let mut random = reference::random::Random::new(12 << 60 ^ seed);
        let conflict = reference::random::conflict(&mut random, reference::random::Kind::Arcs, 2);
        let Some(pair) = Pair::read(&conflict) else {
            continue;
        };
        let concept = Concept::NonMyopic;
        let foresight = Foresight::new(
            pair.graph(),
            &pair.built.ranks,
            concept,
            &Control::default(),
        );
        let period = foresight.expect("two actors").period();
        assert_eq!(period, pair.model().recurring_foresight().len());
        found.push(period);
    }
    assert!(
        found.contains(&1) && found.iter().any(|period| *period > 2),
        "{found:?}"
    );
}
