//! What would change an answer: on the cases of the library, against what their files say.

use change::smallest::{Budget, Until};
use detente::answers::changes::{Levers, Request, Sourced, account, usual};
use detente::concepts::BASIC;
use detente::study::World;
use graph::{Control, Limits};
use model::conflict::{Case, Conflict};
use report::answer::{ChangeAccount, ChangeRun, ChangeSet, Dependence, VERSION};

use super::common::{read, schema};

fn request(size: usize, levers: Levers) -> Request {
    Request {
        concepts: BASIC.to_vec(),
        levers,
        budget: Budget {
            size,
            evaluations: 1_000_000,
            until: Until::AllSizes,
        },
        explain: 4,
    }
}

fn answered(conflict: &Conflict, size: usize, levers: Levers) -> ChangeAccount {
    let control = Control::default();
    let world = World::build(conflict, &Limits::default(), &control).expect("it has states");
    let study = world.study(&control).expect("nobody interrupts");
    let start = world.graph.status_quo().expect("it has a status quo");
    let asked = usual(&study, start);
    account(&study, &asked, &request(size, levers)).expect("it can be answered")
}

fn named<'c>(case: &'c Case, account: &str) -> &'c Conflict {
    let is_named = |c: &&Conflict| {
        c.account
            .as_ref()
            .is_some_and(|found| found.name == account)
    };
    case.accounts
        .iter()
        .find(is_named)
        .expect("the case has the account")
}

fn edits(set: &ChangeSet) -> Vec<&str> {
    set.edits.iter().map(|edit| edit.what.as_str()).collect()
}

#[test]
fn restraint_in_the_threshold_account_hangs_on_the_binding_veto_and_on_its_events() {
    let case = read("combined-2025/combined-2025.conflict");
    let found = answered(named(&case, "threshold"), 2, Levers::default());
    let question = &found.questions[0];
    assert!(
        question
            .verdicts
            .iter()
            .all(|v| v.holds && v.complete_to == 2)
    );
    // The file says that the rule forbids the act while the veto stands, and that these events lift
    // it: each alone breaks restraint under every foresight.
    for alone in [
        "rule binding-veto no longer binds",
        "event american-killed happens",
    ] {
        let set = question
            .changes
            .iter()
            .find(|set| set.edits.len() == 1 && set.edits[0].what.starts_with(alone))
            .unwrap_or_else(|| panic!("{alone} breaks it"));
        assert_eq!(set.turns.len(), BASIC.len(), "{alone}");
        assert!(set.turns.iter().all(|turn| !turn.holds));
    }
    let veto = question
        .assumptions
        .iter()
        .find(|one| one.assumption.what == "rule binding-veto")
        .expect("the rule is an assumption");
    assert!(veto.dependence.iter().all(|d| *d == Dependence::Alone));
}

#[test]
fn all_sets_are_minimal_and_sorted_by_cost() {
    for case in [
        "combined-2025/combined-2025.conflict",
        "river/river.conflict",
        "strike/strike.conflict",
    ] {
        let case = read(case);
        for conflict in case.analysed() {
            for question in answered(conflict, 2, Levers::default()).questions {
                let costs: Vec<u64> = question.changes.iter().map(|set| set.cost).collect();
                assert!(costs.is_sorted());
                for set in &question.changes {
                    for turn in &set.turns {
                        let within = question.changes.iter().filter(|other| {
                            other.edits.len() < set.edits.len()
                                && other.turns.iter().any(|t| t.concept == turn.concept)
                                && edits(other).iter().all(|edit| edits(set).contains(edit))
                        });
                        assert_eq!(within.count(), 0, "{:?}", edits(set));
                    }
                }
            }
        }
    }
}

#[test]
fn levers_leave_what_is_in_other_hands_and_what_a_passage_supports() {
    let case = read("combined-2025/combined-2025.conflict");
    let conflict = named(&case, "threshold");
    let levers = Levers {
        actors: vec!["US".to_owned()],
        unsourced: Sourced::Whatever,
    };
    let found = answered(conflict, 1, levers);
    let all = found
        .questions
        .iter()
        .flat_map(|question| &question.changes);
    let mut seen = 0;
    for edit in all.flat_map(|set| &set.edits) {
        seen += 1;
        assert!(
            edit.actor.as_deref().is_none_or(|actor| actor == "US"),
            "{}",
            edit.what
        );
        assert!(!edit.what.starts_with("event"), "{}", edit.what);
    }
    assert!(seen > 0, "the ally has levers");
    let levers = Levers {
        actors: Vec::new(),
        unsourced: Sourced::Without,
    };
    let found = answered(conflict, 2, levers);
    for set in found
        .questions
        .iter()
        .flat_map(|question| &question.changes)
    {
        for edit in &set.edits {
            let grade = edit.assumption.grade.as_str();
            assert!(matches!(grade, "assumed" | "unsourced"), "{}", edit.what);
        }
    }
}

#[test]
fn answers_fit_the_schema_and_the_schema_refuses_what_it_should() {
    let schema = schema("change");
    for name in [
        "combined-2025/combined-2025.conflict",
        "supply-contract/supply-contract.conflict",
        "published/chicken.conflict",
    ] {
        let case = read(name);
        let accounts = case.analysed().iter();
        let answer = ChangeRun {
            version: VERSION,
            program: "0".to_owned(),
            file: name.to_owned(),
            title: case.base.title.clone(),
            concepts: BASIC.iter().map(|concept| concept.name()).collect(),
            size: 2,
            levers: None,
            accounts: accounts
                .map(|conflict| answered(conflict, 2, Levers::default()))
                .collect(),
        };
        let mut value = serde_json::to_value(answer).expect("answers are JSON");
        let errors: Vec<String> = schema.iter_errors(&value).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
        value["accounts"][0]["questions"][0]["verdicts"] = serde_json::json!([]);
        assert!(!schema.is_valid(&value), "{name}");
    }
}
