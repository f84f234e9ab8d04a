//! The answers of `inverse` keep to the schema that the book prints, and large conflicts are
//! answered within bounds.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use detente::answers::inverse::{Request, inverse};
use detente::concepts::BASIC;
use detente::error::AnswerError;
use detente::study::World;
use graph::{Control, Limits};
use model::conflict::{Case, Concept};
use report::answer::{InverseAccount, InverseRun, InverseVerdict, VERSION};
use report::{pages, records};
use serde_json::Value;

use super::common::{load, read, schema};

/// All accounts of a case, each at its observed state.
fn asked(case: &Case, concepts: &[Concept], control: &Control) -> Result<InverseRun, AnswerError> {
    let accounts = case.analysed().iter().map(|conflict| {
        let quiet = Control::default();
        let world = World::build(conflict, &Limits::default(), &quiet).expect("it has states");
        let study = world.study(&quiet).expect("nobody interrupts");
        let observed = study.graph().observed();
        let state = observed.or_else(|| study.graph().states().next());
        let request = Request {
            state: state.expect("it has states"),
            actors: study.graph().actors().collect(),
            concepts: concepts.to_vec(),
            draws: 50,
            seed: 3,
        };
        let study = world.study(control)?;
        inverse(&study, &request)
    });
    Ok(InverseRun {
        version: VERSION,
        program: "test".to_owned(),
        file: "m.conflict".to_owned(),
        seed: 3,
        accounts: accounts.collect::<Result<_, _>>()?,
    })
}

fn answered(case: &Case) -> InverseRun {
    asked(case, &BASIC, &Control::default()).expect("nobody interrupts")
}

#[test]
fn answers_fit_the_schema_and_the_schema_refuses_what_it_should() {
    let schema = schema("inverse");
    for name in [
        "published/syria-iraq-1975.conflict",
        "published/elmira-9.conflict",
        "published/cuban-missile.conflict",
        "river/river.conflict",
        "strike/strike.conflict",
    ] {
        let run = answered(&read(name));
        let good = serde_json::to_value(&run).expect("answers are JSON");
        let errors = schema.iter_errors(&good).map(|error| error.to_string());
        let errors: Vec<String> = errors.collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
        for (key, wrong) in [
            ("version", Value::from(2)),
            ("seed", Value::from("no")),
            ("accounts", serde_json::json!([{"state": "YN"}])),
        ] {
            let mut bad = good.clone();
            bad[key] = wrong;
            assert!(!schema.is_valid(&bad), "{name}: {key} should be refused");
        }
        assert!(!pages::inverse(&run).blocks.is_empty());
        let rows = records::inverse(&run);
        assert!(rows.rows.iter().all(|row| row.len() == rows.header.len()));
    }
}

/// What the file prefers is one of the orders counted, where it has no ties.
#[test]
fn an_equilibrium_of_the_file_is_an_equilibrium_under_some_order() {
    for name in [
        "published/syria-iraq-1975.conflict",
        "published/elmira-12.conflict",
    ] {
        for account in answered(&read(name)).accounts {
            for found in account.actors.iter().flat_map(|actor| &actor.concepts) {
                if found.equilibrium_now {
                    assert!(found.equilibrium.share > 0.0, "{name}");
                }
                for standing in found.others.iter().chain([&found.own]) {
                    match standing.verdict {
                        InverseVerdict::Always => assert!(standing.stable_now, "{name}"),
                        InverseVerdict::Never => assert!(!standing.stable_now, "{name}"),
                        InverseVerdict::Depends | InverseVerdict::Drawn => {}
                    }
                }
            }
        }
    }
}

/// Two actors with this many free options each.
fn large(options: usize) -> Case {
    let mut text = String::new();
    for actor in ["A", "B"] {
        text.push_str(&format!("actor {actor}\n"));
        for option in 0..options {
            text.push_str(&format!("  option {}{option}\n", actor.to_lowercase()));
        }
    }
    text.push_str("status quo none\nA prefers\n  a1\nB prefers\n  b1 iff a1\n");
    load(&text)
}

#[test]
fn what_cannot_be_counted_is_drawn_with_an_interval_and_a_page_stays_short() {
    let run = answered(&large(7));
    let account: &InverseAccount = &run.accounts[0];
    assert_eq!(account.states, 1 << 14);
    assert_eq!(account.orders, None, "nobody reads 60,000 digits");
    let gmr = &account.actors[0].concepts[4];
    assert_eq!(gmr.concept, "gmr");
    let drawn = gmr.own.share.drawn.as_ref().expect("too large to count");
    assert!(drawn.draws >= 50 && drawn.low <= gmr.own.share.share);
    let nash = &account.actors[0].concepts[0];
    assert_eq!(nash.own.share.fraction.as_deref(), Some("1/128"));
    let page = report::text::render(&pages::inverse(&run), report::text::Style::default());
    assert!(page.lines().count() < 400, "{}", page.lines().count());
}

#[test]
fn it_can_be_stopped() {
    let stop = Arc::new(AtomicBool::new(false));
    let seen = stop.clone();
    let control = Control::new(
        stop,
        Some(Arc::new(move |what: &str| {
            if what.starts_with("counting orders") {
                seen.store(true, Ordering::Relaxed);
            }
        })),
    );
    let found = asked(&large(3), &BASIC, &control);
    assert!(matches!(found, Err(AnswerError::Interrupted)));
}

#[test]
fn other_concepts_are_declined() {
    let case = read("published/chicken.conflict");
    for concept in [Concept::NonMyopic, Concept::CoalitionNash] {
        let found = asked(&case, &[concept], &Control::default());
        assert!(matches!(found, Err(AnswerError::Question(_))));
    }
    assert_eq!(answered(&case).accounts[0].actors.len(), 2);
}
