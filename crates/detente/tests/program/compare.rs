//! Theorems of the comparison of accounts and of the timeline, against readings that share nothing
//! with them but the graph: each changed conflict written out as a file of its own, and moves
//! followed from the definitions.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::courses::{Random, predicted, random_model};
use detente::answers::compare::{Request, compare};
use detente::answers::questions::questions;
use detente::answers::reasons::WaysOut;
use detente::answers::{holds, timeline};
use detente::disk::Disk;
use detente::error::AnswerError;
use detente::study::World;
use graph::{Control, Limits};
use model::conflict::{Case, Concept, Conflict};
use model::{LoadOptions, MemoryLoader};
use report::answer::{Comparison, SeparatorKind, Supposed};
use stability::Choice;

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases")
}

fn load(text: &str) -> Case {
    load_with(text, &LoadOptions::default())
}

fn load_with(text: &str, options: &LoadOptions) -> Case {
    let mut files = MemoryLoader::new().with("m.conflict", text);
    let checked = model::load_with("m.conflict", options, &mut files);
    let diagnostics = checked.diagnostics;
    checked
        .case
        .unwrap_or_else(|| panic!("{text}\n{diagnostics:?}"))
}

fn read(case: &str, options: &LoadOptions) -> Case {
    let path = cases().join(case);
    let name = path.to_str().expect("paths here are text");
    let checked = model::load_with(name, options, &mut Disk::new());
    checked.case.expect("the cases have no mistakes")
}

fn compared(case: &Case) -> Comparison {
    let accounts: Vec<&Conflict> = case.analysed().iter().collect();
    compare(case, &accounts, &Request::default(), &Control::default()).expect("it can be compared")
}

/// Which questions hold under which of the five concepts, asked of one conflict alone.
fn verdicts(conflict: &Conflict) -> Vec<(String, Vec<bool>)> {
    let control = Control::default();
    let world = World::build(conflict, &Limits::default(), &control).expect("it has states");
    let study = world.study(&control).expect("nobody interrupts");
    let start = study.graph().status_quo().expect("it has a status quo");
    let asked = questions(&study, start);
    let one = |asked: &detente::answers::questions::Asked| {
        let verdicts = detente::concepts::BASIC.map(|concept| {
            let choice = Choice::MostPreferred;
            let ways = WaysOut::default();
            let found = holds::holds(&study, start, &asked.inside, concept, choice, &ways);
            found.expect("it can be answered").holds
        });
        (asked.name.clone(), verdicts.to_vec())
    };
    asked.iter().map(one).collect()
}

/// The cells of one column, by account, as `verdicts` gives them.
fn column(comparison: &Comparison, name: &str) -> Vec<Vec<(String, Vec<bool>)>> {
    let place = comparison.suppositions.iter().position(|s| s.name == name);
    let place = place.unwrap_or_else(|| panic!("no column {name}"));
    let accounts = 0..comparison.accounts.len();
    accounts
        .map(|account| {
            let questions = comparison.questions.iter();
            questions
                .filter_map(|question| match &question.rows[account].cells[place] {
                    Supposed::Asked { verdicts } => Some((
                        question.name.clone(),
                        verdicts.iter().map(|v| v.holds).collect(),
                    )),
                    Supposed::DoesNotArise { .. } => None,
                })
                .collect()
        })
        .collect()
}

#[test]
fn an_account_and_its_copy_are_alike_under_every_concept_and_nothing_separates_them() {
    let mut random = Random::new(7);
    for _ in 0..60 {
        let text = format!(
            "{}account one\nend\naccount two extends one\nend\n",
            random_model(&mut random)
        );
        let comparison = compared(&load(&text));
        assert_eq!(comparison.alike.len(), 1, "{text}");
        assert_eq!(comparison.alike[0].accounts, ["one", "two"], "{text}");
        assert_eq!(comparison.alike[0].concepts.len(), 5, "{text}");
        assert!(comparison.separations[0].by.is_empty(), "{text}");
        assert!(comparison.divides.is_empty(), "{text}");
        assert!(comparison.accounts.iter().all(|a| a.own.is_empty()));
        let assumptions = &comparison.accounts[0].assumptions;
        assert_eq!(
            comparison.shared.len() as u64,
            assumptions.total(),
            "{text}"
        );
        for question in &comparison.questions {
            assert_eq!(question.rows[0].cells, question.rows[1].cells, "{text}");
        }
    }
}

#[test]
fn the_matrix_cell_is_what_holds_says_of_the_conflict_with_the_event() {
    let mut seen = 0;
    for name in [
        "combined-2025/combined-2025.conflict",
        "river/river.conflict",
        "tariff/tariff.conflict",
        "accounts/saving-face.conflict",
    ] {
        let case = read(name, &LoadOptions::default());
        let comparison = compared(&case);
        let mut columns = vec![("as it stands".to_owned(), Vec::new())];
        let events = case.base.events.iter().filter(|event| !event.happened);
        columns.extend(events.map(|event| (event.name.clone(), vec![event.name.clone()])));
        for (column_name, events) in columns {
            let options = LoadOptions {
                events,
                ..LoadOptions::default()
            };
            let supposed = read(name, &options);
            let cells = column(&comparison, &column_name);
            for (conflict, cells) in supposed.analysed().iter().zip(cells) {
                // An account in which the event has happened has no such cell.
                if !cells.is_empty() {
                    assert_eq!(cells, verdicts(conflict), "{name}: {column_name}");
                    seen += 1;
                }
            }
        }
    }
    assert!(seen >= 20, "only {seen} cells compared");
}

#[test]
fn the_matrix_cell_is_what_holds_says_of_the_file_with_the_change_written_into_it() {
    let before = "actor A\n  option a\n  option x\nactor B\n  option b\n";
    let after = "A prefers\n  x\n  a if b\nB prefers\n  b\n  not a\n\
                 outcome calm: not x\naccount one\nend\naccount two\n  A prefers\n    not x\nend\n";
    let rule = "rule r  x forbidden while b\n";
    let start = "status quo b\n";
    let written = [
        ("gone", before.to_owned() + start + after),
        (
            "advice",
            before.to_owned() + "advisory " + rule + start + after,
        ),
        ("moved", before.to_owned() + rule + "status quo a\n" + after),
    ];
    let text = before.to_owned()
        + rule
        + start
        + after
        + "what if gone\n  drop rule r\nwhat if advice\n  weaken rule r to advisory\n\
           what if moved\n  set a, not b\nend\n";
    let comparison = compared(&load(&text));
    for (name, text) in written {
        let cells = column(&comparison, name);
        for (conflict, cells) in load(&text).analysed().iter().zip(cells) {
            assert_eq!(cells, verdicts(conflict), "{name}");
        }
    }
}

#[test]
fn what_is_alike_and_what_separates_is_so_by_the_definitions() {
    let mut random = Random::new(2025);
    let (mut separated, mut alike) = (0, 0);
    let basic = [Concept::Nash, Concept::Gmr];
    for _ in 0..120 {
        let shared = random_model(&mut random);
        let text = format!(
            "{shared}event e: set {}\naccount one\nend\naccount two\n  {}\nend\n",
            random.pick(&["p, r", "not p, q, s", "r, s, not q", "p, q, s"]),
            random.pick(&[
                "A prefers\n    not p",
                "A prefers\n    q\n    p",
                "B prefers\n    p\n    not q",
                "rule extra  p forbidden while q",
            ])
        );
        let case = load(&text);
        let request = Request {
            concepts: basic.to_vec(),
            pair: Some(("one".to_owned(), "two".to_owned())),
            ..Request::default()
        };
        let accounts: Vec<&Conflict> = case.analysed().iter().collect();
        let control = Control::default();
        let comparison = compare(&case, &accounts, &request, &control).expect("it is small");
        let by = &comparison.separations[0].by;
        let names: [BTreeSet<String>; 2] =
            [SeparatorKind::Observation, SeparatorKind::Event].map(|kind| {
                let of_kind = by
                    .iter()
                    .filter(|s| s.kind == kind && !s.what.starts_with("whether"));
                of_kind.flat_map(|s| s.concepts.clone()).collect()
            });
        let with_event = LoadOptions {
            events: vec!["e".to_owned()],
            ..LoadOptions::default()
        };
        let supposed = load_with(&text, &with_event);
        for concept in basic {
            let apart = |case: &Case| {
                let of = |index: usize| predicted(&case.accounts[index], concept);
                of(0) != of(1)
            };
            let named = comparison
                .alike
                .iter()
                .any(|a| a.concepts.contains(&concept.name()));
            assert_eq!(named, !apart(&case), "{concept:?}\n{text}");
            alike += usize::from(named);
            // Of several ways in which they differ, only the most telling is listed.
            if names[0].contains(&concept.name()) {
                assert!(apart(&case), "{concept:?}\n{text}");
            }
            if names[1].contains(&concept.name()) {
                assert!(apart(&supposed), "{concept:?}\n{text}");
                separated += 1;
            }
        }
        if names[0].is_empty() {
            assert!(
                basic.iter().all(|&concept| {
                    predicted(&case.accounts[0], concept) == predicted(&case.accounts[1], concept)
                }),
                "{text}"
            );
        }
    }
    assert!(
        separated > 3 && alike > 20,
        "{separated} and {alike}: the models are too dull"
    );
}

#[test]
fn an_account_explains_what_its_own_moves_lead_to_and_keep() {
    let text = "actor A\n  option a\nactor B\n  option b\nstatus quo none\nobserved a, b\n\
                A prefers\n  a\nB prefers\n  b iff a\naccount yes\nend\n\
                account no\n  B prefers\n    not b\nend\n";
    let comparison = compared(&load(text));
    let explained = |index: usize| comparison.accounts[index].explained.iter();
    // Under gmr B is deterred: A could take its own step back, whatever that costs A. Under smr B
    // would then follow it back, and is no worse off than before.
    let under: Vec<&str> = explained(0)
        .filter(|e| e.is_explained())
        .map(|e| e.concept.as_str())
        .collect();
    assert_eq!(under, ["nash", "seq", "sseq", "smr"]);
    assert!(explained(1).all(|e| !e.reached));
}

#[test]
fn the_ally_s_supply_tells_the_veto_from_managed_escalation_before_anything_irreversible() {
    let case = read(
        "combined-2025/combined-2025.conflict",
        &LoadOptions::default(),
    );
    let comparison = compared(&case);
    assert_eq!(
        comparison.alike[0].accounts.len(),
        5,
        "nothing tells them apart as it stands"
    );
    for veto in ["threshold", "escalation"] {
        let pair = comparison
            .separations
            .iter()
            .find(|s| s.first == veto && s.second == "managed");
        let first = &pair.expect("all pairs are told apart").by[0];
        assert!(first.before_irreversible && first.certain);
        assert_eq!(first.what, "US drops enable");
        assert_eq!(first.in_first, "nothing follows");
        assert!(
            first.in_second.contains("that ends strikes at once"),
            "{first:?}"
        );
        assert_eq!(first.concepts.len(), 5);
    }
    assert_eq!(comparison.divides[0].what, "US drops enable");
}

#[test]
fn each_moment_is_the_model_as_of_that_date() {
    let text = "as of 2030-12-31\nactor A\n  option a\nactor B\n  option b\nstatus quo none\n\
                event first on 2030-02-01: set a\nevent second on 2030-05: set b\n\
                event undated: set not a\nevent later on 2031-01-01: set not b\n\
                A prefers\n  a iff b\nB prefers\n  b\noutcome quiet: not b\n";
    let mut files = MemoryLoader::new().with("m.conflict", text);
    let found = timeline::timeline(
        "m.conflict",
        &LoadOptions::default(),
        &mut files,
        &timeline::Request::default(),
        &Control::default(),
    )
    .expect("it can be answered");
    let dates: Vec<Option<&str>> = found.moments.iter().map(|m| m.date.as_deref()).collect();
    assert_eq!(dates, [None, Some("2030-02-01"), Some("2030-05-31")]);
    for (moment, as_of) in found
        .moments
        .iter()
        .zip(["2030-01-31", "2030-02-01", "2030-05-31"])
    {
        let options = LoadOptions {
            as_of: model::parse_date(as_of),
            ..LoadOptions::default()
        };
        let then = load_with(text, &options);
        let asked = moment.accounts[0].questions.iter();
        let asked: Vec<_> = asked.map(|q| (q.name.clone(), q.holds.clone())).collect();
        assert_eq!(asked, verdicts(&then.base), "as of {as_of}");
    }
    assert!(
        found.remarks.iter().any(|r| r.contains("undated")),
        "{:?}",
        found.remarks
    );
    assert!(
        found.remarks.iter().any(|r| r.contains("later")),
        "{:?}",
        found.remarks
    );
}

#[test]
fn too_many_accounts_and_suppositions_are_declined_before_the_work() {
    let mut text = "actor A\n  option a\nactor B\n  option b\nstatus quo none\n".to_owned();
    for event in 0..400 {
        text.push_str(&format!("event e{event}: set a\n"));
    }
    for account in 0..100 {
        text.push_str(&format!("account x{account}\nend\n"));
    }
    let case = load(&text);
    let accounts: Vec<&Conflict> = case.analysed().iter().collect();
    let refused = compare(&case, &accounts, &Request::default(), &Control::default());
    assert!(matches!(refused, Err(AnswerError::TooLarge(why)) if why.contains("40100")));
}

#[test]
fn a_comparison_can_be_stopped() {
    let stop = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(true));
    let case = read(
        "combined-2025/combined-2025.conflict",
        &LoadOptions::default(),
    );
    let accounts: Vec<&Conflict> = case.analysed().iter().collect();
    let refused = compare(
        &case,
        &accounts,
        &Request::default(),
        &Control::new(stop, None),
    );
    assert!(matches!(refused, Err(AnswerError::Interrupted)));
}

fn schema(name: &str) -> jsonschema::Validator {
    let path = cases().join("../book/src/schema").join(name);
    let text = std::fs::read_to_string(path).expect("the book has the schema");
    let schema: serde_json::Value = serde_json::from_str(&text).expect("the schema is JSON");
    jsonschema::validator_for(&schema).expect("the schema is a schema")
}

#[test]
fn answers_fit_the_schemas_and_the_schemas_refuse_what_they_should() {
    let (of_comparison, of_timeline) = (schema("compare-1.json"), schema("timeline-1.json"));
    for name in [
        "combined-2025/combined-2025.conflict",
        "river/river.conflict",
        "strike/strike.conflict",
        "tariff/tariff.conflict",
        "accounts/saving-face.conflict",
        "published/chicken.conflict",
    ] {
        let case = read(name, &LoadOptions::default());
        let mut value = serde_json::to_value(compared(&case)).expect("answers are JSON");
        let errors: Vec<String> = of_comparison
            .iter_errors(&value)
            .map(|e| e.to_string())
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
        value["separations"] = serde_json::json!([{"first": "a"}]);
        assert!(!of_comparison.is_valid(&value), "{name}");
        let path = cases().join(name);
        let found = timeline::timeline(
            path.to_str().expect("paths here are text"),
            &LoadOptions::default(),
            &mut Disk::new(),
            &timeline::Request::default(),
            &Control::default(),
        );
        let mut value = serde_json::to_value(found.expect("it can be answered")).expect("JSON");
        let errors: Vec<String> = of_timeline
            .iter_errors(&value)
            .map(|e| e.to_string())
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
        value["moments"] = serde_json::json!([]);
        assert!(!of_timeline.is_valid(&value), "{name}");
    }
}
