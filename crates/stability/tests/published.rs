//! Published conflicts come out as published.
//!
//! Each file of `published/` holds a conflict with the values of an independent program
//! (`oracle`) and values from the literature or from tools (`expected`). Of the latter, those with
//! `"compare": false` are remarks in another form, and `partial` names the only states that the
//! source shows. Where sources disagree the definitions decide, and the file says so.

mod reference;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use graph::{Control, StateSet};
use model::conflict::{ActorId, Concept};
use reference::{BASIC, Pair};
use serde_json::Value;
use stability::{Analysis, CoalitionLimits, Coalitions, Evolution, Foresight, Moving};
use syntax::diagnostic::FileId;

fn published() -> Vec<(String, Value, Pair)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/published");
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths.into_iter().map(|path| read(&path)).collect()
}

fn read(path: &Path) -> (String, Value, Pair) {
    let name = path
        .file_stem()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    let text = fs::read_to_string(path).expect("readable");
    let value: Value = serde_json::from_str(&text).expect("JSON");
    let read = model::interchange::from_json(FileId(0), &text);
    let case = read
        .case
        .unwrap_or_else(|| panic!("{name}: {:?}", read.diagnostics));
    let pair = Pair::read(&case.base).expect("a consistent model");
    (name, value, pair)
}

/// What both the engine and the reference say, as ids.
struct Results<'a> {
    pair: &'a Pair,
    analysis: Analysis<'a>,
}

impl<'a> Results<'a> {
    fn new(pair: &'a Pair) -> Self {
        let analysis = Analysis::run(pair.graph(), &pair.built.ranks, &Control::default());
        Results {
            pair,
            analysis: analysis.expect("not interrupted"),
        }
    }

    fn ids(&self, set: &StateSet) -> BTreeSet<String> {
        set.iter()
            .map(|state| self.pair.graph().id(state))
            .collect()
    }

    fn stable(&self, concept: Concept, actor: ActorId) -> StateSet {
        if BASIC.contains(&concept) {
            return self.analysis.stable(concept, actor).clone();
        }
        let control = Control::default();
        Foresight::new(self.pair.graph(), &self.pair.built.ranks, concept, &control)
            .expect("two actors")
            .stable(actor, &control)
            .expect("not interrupted")
    }

    fn equilibria(&self, concept: Concept) -> StateSet {
        self.pair
            .actors()
            .fold(self.pair.graph().all(), |mut all, actor| {
                all.intersect_with(&self.stable(concept, actor));
                all
            })
    }
}

fn ids(value: &Value) -> BTreeSet<String> {
    let ids = value.as_array().expect("a list of states");
    ids.iter().map(Value::to_string).collect()
}

#[test]
fn every_value_of_the_independent_program_comes_out() {
    let mut compared = 0;
    for (name, value, pair) in published() {
        let results = Results::new(&pair);
        for (key, expected) in value["oracle"].as_object().expect("an oracle") {
            let Some(concept) = model::concept_from_name(key) else {
                assert!(
                    ["note", "coalition_unstable_states"].contains(&key.as_str()),
                    "{key}"
                );
                continue;
            };
            let per_dm = expected["per_dm"].as_array().expect("one list an actor");
            assert_eq!(per_dm.len(), pair.model().actors());
            for (actor, stable) in pair.actors().zip(per_dm) {
                let found = results.ids(&results.stable(concept, actor));
                assert_eq!(found, ids(stable), "{name}: {key} for {actor:?}");
            }
            let found = results.ids(&results.equilibria(concept));
            assert_eq!(found, ids(&expected["equilibria"]), "{name}: {key}");
            compared += 1;
        }
    }
    assert_eq!(
        compared, 58,
        "four files with twelve concepts, two with five"
    );
}

#[test]
fn every_published_value_comes_out() {
    let mut compared = 0;
    for (name, value, pair) in published() {
        let results = Results::new(&pair);
        for expected in value["expected"].as_array().expect("a list") {
            let concept = expected["concept"].as_str().expect("a name");
            if expected["compare"] == Value::Bool(false) {
                continue;
            }
            // Simultaneous stability is not one of our concepts.
            let Some(concept) = model::concept_from_name(concept) else {
                assert!(["sim", "seqsim"].contains(&concept), "{concept}");
                continue;
            };
            let mut found = results.ids(&results.equilibria(concept));
            if let Some(shown) = expected.get("partial") {
                found = &found & &ids(shown);
            }
            assert_eq!(found, ids(&expected["states"]), "{name}: {expected}");
            compared += 1;
        }
    }
    assert!(compared >= 30, "{compared} values");
}

#[test]
fn every_published_coalition_comes_out() {
    let mut compared = 0;
    for (name, value, pair) in published() {
        let Some(expected) = value["oracle"]["coalition_unstable_states"].as_object() else {
            continue;
        };
        for (members, concepts) in expected {
            let members: Vec<ActorId> = members
                .split('+')
                .map(|name| pair.world.actors.iter().position(|known| known == name))
                .map(|actor| reference::build::actor_id(actor.expect("a known actor")))
                .collect();
            let found = stability::analyse_coalitions(
                pair.graph(),
                &pair.built.ranks,
                &Coalitions::Named(vec![members.clone()]),
                CoalitionLimits::default(),
                &Control::default(),
            )
            .expect("small");
            for (concept, unstable) in concepts.as_object().expect("concepts") {
                let concept = model::concept_from_name(concept).expect("a concept");
                let stable = found.coalitions[0].stable(concept).expect("of coalitions");
                let found: BTreeSet<String> = pair
                    .graph()
                    .states()
                    .filter(|state| !stable.contains(*state))
                    .map(|state| pair.graph().id(state))
                    .collect();
                assert_eq!(found, ids(unstable), "{name}: {concept:?} of {members:?}");
                compared += 1;
            }
        }
    }
    assert!(compared >= 16, "{compared} coalition results");
}

/// Kinsara's handout on Elmira: from the status quo s1 the only improvement is the local
/// government's to s5, where it ends; the ministry and the company together can go on to s8.
#[test]
fn elmira_goes_from_its_status_quo_to_s5_and_by_a_coalition_to_s8() {
    let (_, _, pair) = published()
        .into_iter()
        .find(|(name, ..)| name == "elmira_9state")
        .expect("there");
    let (graph, ranks, control) = (pair.graph(), &pair.built.ranks, Control::default());
    let [s1, s5, s8] = ["s1", "s5", "s8"].map(|id| graph.find_id(&id[1..]).expect("a state"));
    let evolution = Evolution::search(graph, ranks, s1, Moving::ByImprovements, &control)
        .expect("not interrupted");
    assert_eq!(evolution.by_step(), [vec![s1], vec![s5]]);
    let path = evolution.shortest_path(s5).expect("reached");
    assert_eq!(pair.world.name(path.steps[0].actor.index()), "LocalGov");
    let joint = pair
        .model()
        .joint_improvements(&[0, 1], pair.to_reference[&s5]);
    assert!(joint.contains(&pair.to_reference[&s8]));
}

/// Moves computed from options and directions are the moves that the files list, where states are
/// single option vectors.
#[test]
fn moves_follow_from_options() {
    let mut compared = 0;
    for (name, mut value, listed) in published() {
        if name == "elmira_9state" {
            continue;
        }
        value.as_object_mut().expect("an object").remove("moves");
        let text = value.to_string();
        let case = model::interchange::from_json(FileId(0), &text)
            .case
            .expect("consistent");
        let followed = Pair::read(&case.base).expect("consistent");
        assert_eq!(
            followed.model().moves,
            relabelled(&followed, &listed),
            "{name}"
        );
        compared += 1;
    }
    assert_eq!(compared, 5);
}

/// The moves of `of` in the numbers of `like`.
fn relabelled(like: &Pair, of: &Pair) -> Vec<Vec<checker::definitions::Set>> {
    let number = |state: usize| {
        like.world
            .state(of.world.id(state))
            .expect("the same states")
    };
    (0..of.model().actors())
        .map(|actor| {
            let mut rows = vec![checker::definitions::Set::new(); like.model().states];
            for state in 0..of.model().states {
                rows[number(state)] = of.model().moves(actor, state).map(number).collect();
            }
            rows
        })
        .collect()
}
