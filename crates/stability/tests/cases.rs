//! The cases of the library: the engine agrees with the definitions, and the checker with both.

mod reference;

use std::fs;
use std::path::{Path, PathBuf};

use checker::world::Limits;
use graph::Control;
use model::conflict::Case;
use model::{LoadError, Loader};
use reference::{BASIC, Pair};
use serde_json::json;
use stability::Analysis;
use stability::certificate::{Names, certify};

struct Disk;

impl Loader for Disk {
    fn read(&mut self, path: &str) -> Result<String, LoadError> {
        fs::read_to_string(path).map_err(|error| LoadError::Other(error.to_string()))
    }
}

fn conflict_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            conflict_files(&path, found);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "conflict")
        {
            found.push(path);
        }
    }
}

/// All cases that stand on their own (included files do not).
fn cases() -> Vec<(String, Case)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let mut files = Vec::new();
    conflict_files(&folder, &mut files);
    let load = |path: &PathBuf| {
        let name = path.to_string_lossy().into_owned();
        model::load(&name, &mut Disk).case.map(|case| (name, case))
    };
    let cases: Vec<_> = files.iter().filter_map(load).collect();
    assert!(cases.len() >= 10, "only {} cases load", cases.len());
    cases
}

#[test]
fn the_engine_agrees_with_the_definitions_on_every_case() {
    let mut compared = 0;
    for (name, case) in cases() {
        for conflict in case.accounts.iter().chain([&case.base]) {
            let Some(pair) = Pair::read(conflict) else {
                continue;
            };
            let analysis =
                Analysis::run(pair.graph(), &pair.built.ranks, &Control::default()).expect("run");
            let mut ends = Vec::new();
            for actor in pair.actors() {
                for (state, engine) in pair.to_engine.iter().enumerate() {
                    pair.graph().moves(actor, *engine, &mut ends);
                    let expected = pair.model().moves(actor.index(), state).collect();
                    assert_eq!(pair.states(&ends), expected, "{name}");
                }
                for concept in BASIC {
                    let expected = pair.model().stable(concept, actor.index());
                    assert_eq!(
                        pair.set(analysis.stable(concept, actor)),
                        expected,
                        "{name}"
                    );
                }
            }
            compared += 1;
        }
    }
    assert!(compared >= 20, "only {compared} conflicts have states");
}

#[test]
fn the_checker_accepts_the_certificates_of_every_case() {
    for (name, case) in cases() {
        for conflict in case.analysed() {
            let Some(pair) = Pair::read(conflict) else {
                continue;
            };
            let (graph, control) = (pair.graph(), Control::default());
            let Some(start) = graph.status_quo() else {
                continue;
            };
            let analysis = Analysis::run(graph, &pair.built.ranks, &control).expect("run");
            let mut states = graph::StateSet::new(graph.index_len());
            states.insert(start);
            let names = Names::new(graph, &conflict.actors);
            let found = certify(&analysis, names, &states, &BASIC, 1000, &control).expect("few");
            let account = conflict
                .account
                .as_ref()
                .map(|account| json!({"name": account.name}));
            let answer = json!({"version": 1, "account": account, "certificates": found});
            let findings = checker::verify(&case, &answer.to_string(), Limits::default())
                .unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(findings.is_sound(), "{name}: {:?}", findings.wrong);
            assert_eq!(findings.checked, found.len() as u64);
        }
    }
}
