//! The checker finds nothing wrong with what the engine certifies.

mod reference;

use checker::world::Limits;
use graph::{Control, StateSet};
use model::conflict::{Case, Concept};
use reference::random::{KINDS, Random};
use reference::{BASIC, Pair};
use serde_json::{Value, json};
use stability::certificate::{Names, certify};
use stability::{Analysis, Choice, CoalitionLimits, Coalitions, Foresight, Query};

/// Everything that the engine can say about a conflict, as one answer.
fn full_answer(random: &mut Random, case: &Case, pair: &Pair) -> Value {
    let (graph, ranks, control) = (pair.graph(), &pair.built.ranks, Control::default());
    let analysis = Analysis::run(graph, ranks, &control).expect("not interrupted");
    let names = Names::new(graph, &case.base.actors);
    let certificates = certify(&analysis, names, &graph.all(), &BASIC, 100_000, &control);
    json!({
        "version": 1,
        "actors": pair.world.actors,
        "states": ids(pair, &graph.all()).iter().map(|id| json!({"id": id})).collect::<Vec<_>>(),
        "concepts": concepts(pair, &analysis),
        "coalitions": coalitions(pair),
        "certificates": certificates.expect("few"),
        "holds": holds(random, pair, &analysis, names),
    })
}

fn ids(pair: &Pair, set: &StateSet) -> Vec<String> {
    set.iter().map(|state| pair.graph().id(state)).collect()
}

fn concepts(pair: &Pair, analysis: &Analysis<'_>) -> Value {
    let mut concepts = serde_json::Map::new();
    for concept in BASIC {
        let stable = |actor| analysis.stable(concept, actor).clone();
        concepts.insert(concept.name(), table(pair, &stable));
    }
    let control = Control::default();
    for concept in [Concept::Limited(2), Concept::NonMyopic] {
        if pair.model().actors() == 2 {
            let foresight = Foresight::new(pair.graph(), &pair.built.ranks, concept, &control);
            let foresight = foresight.expect("two actors");
            let stable = |actor| foresight.stable(actor, &control).expect("not interrupted");
            concepts.insert(concept.name(), table(pair, &stable));
        }
    }
    Value::Object(concepts)
}

fn table(pair: &Pair, stable: &dyn Fn(model::conflict::ActorId) -> StateSet) -> Value {
    let mut by_actor = serde_json::Map::new();
    let mut equilibria = pair.graph().all();
    for actor in pair.actors() {
        let states = stable(actor);
        equilibria.intersect_with(&states);
        by_actor.insert(
            pair.world.actors[actor.index()].clone(),
            json!(ids(pair, &states)),
        );
    }
    json!({"stable": by_actor, "equilibria": ids(pair, &equilibria)})
}

fn coalitions(pair: &Pair) -> Value {
    let found = stability::analyse_coalitions(
        pair.graph(),
        &pair.built.ranks,
        &Coalitions::Named(vec![pair.actors().take(2).collect()]),
        CoalitionLimits::default(),
        &Control::default(),
    );
    let of = |coalition: &stability::CoalitionStability| {
        let members: Vec<_> = coalition
            .members
            .iter()
            .map(|actor| &pair.world.actors[actor.index()])
            .collect();
        json!({"members": members, "stable": {
            "cnash": ids(pair, &coalition.nash),
            "cgmr": ids(pair, &coalition.gmr),
            "csmr": ids(pair, &coalition.smr),
            "cseq": ids(pair, &coalition.seq),
        }})
    };
    found.expect("small").coalitions.iter().map(of).collect()
}

fn holds(
    random: &mut Random,
    pair: &Pair,
    analysis: &Analysis<'_>,
    names: Names<'_>,
) -> Vec<Value> {
    let mut answers = Vec::new();
    let foresight = [Concept::Limited(3), Concept::NonMyopic];
    let foresight = foresight.into_iter().filter(|_| pair.model().actors() == 2);
    for concept in BASIC.into_iter().chain(foresight) {
        for choice in [Choice::MostPreferred, Choice::AnyUndeterred] {
            let mut outcome = pair.graph().all();
            if random.once_in(2) {
                outcome.remove(pair.to_engine[random.below(pair.to_engine.len())]);
            }
            let query = Query {
                start: pair.to_engine[random.below(pair.to_engine.len())],
                outcome: &outcome,
                concept,
                choice,
                list_at_most: 1000,
            };
            let answer = stability::holds(analysis, query, &Control::default()).expect("defined");
            answers.push(json!(names.holds_certificate(None, &query, &answer)));
        }
    }
    answers
}

#[test]
fn nothing_that_the_engine_certifies_is_wrong() {
    let mut claims = 0;
    for kind in KINDS {
        for actors in 2..=4 {
            for seed in 0..25 {
                let mut random = Random::new(11 << 60 ^ (actors as u64) << 40 ^ seed);
                let base = reference::random::conflict(&mut random, kind, actors);
                let Some(pair) = Pair::read(&base) else {
                    continue;
                };
                let case = Case {
                    base,
                    accounts: Vec::new(),
                    what_ifs: Vec::new(),
                    views: Vec::new(),
                };
                let answer = full_answer(&mut random, &case, &pair).to_string();
                let findings = checker::verify(&case, &answer, Limits::default())
                    .unwrap_or_else(|error| panic!("{error}"));
                assert!(findings.is_sound(), "{:#?}\n{answer}", findings.wrong);
                assert!(findings.unchecked.is_empty(), "{:?}", findings.unchecked);
                claims += findings.checked;
            }
        }
    }
    assert!(claims > 50_000, "{claims} claims");
}
