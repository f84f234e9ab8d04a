//! The smallest changes that turn a check: on the cases of the library, what is said of a check
//! agrees with `check`, for the file as it stands and after each set of changes.

use std::path::{Path, PathBuf};

use change::Subject;
use change::smallest::Budget;
use detente::answers::changes::{Levers, Question, Request, account, edit_in_words, of_check};
use detente::answers::checks::checks;
use detente::concepts::BASIC;
use detente::disk::Disk;
use detente::study::World;
use graph::{Control, Limits};
use model::LoadOptions;
use model::conflict::{Case, Check, CheckBody, Concept, Conflict};
use model::edit::{Edit, edited, edits};
use report::answer::{ChangeSet, CheckOutcome};

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases")
}

fn read(case: &str) -> Case {
    let path = cases().join(case);
    let name = path.to_str().expect("paths here are text");
    let checked = model::load_with(name, &LoadOptions::default(), &mut Disk::new());
    checked.case.expect("the cases have no mistakes")
}

/// Whether what a check claims is so in a conflict, as `check` says; none where the state that it
/// speaks of is not feasible.
fn is_so(conflict: &Conflict, check: &Check) -> Option<bool> {
    let asked = Conflict {
        checks: vec![check.clone()],
        ..conflict.clone()
    };
    let control = Control::default();
    let world = World::build(&asked, &Limits::default(), &control).expect("it has states");
    let study = world.study(&control).expect("nobody interrupts");
    let found = checks(&study, &|_| None).expect("nobody interrupts");
    match found.checks[0].outcome {
        CheckOutcome::Passed | CheckOutcome::PassedUnexpectedly => Some(true),
        CheckOutcome::Failed | CheckOutcome::FailedAsExpected => Some(false),
        CheckOutcome::Unanswerable => {
            let why = &found.checks[0].found;
            assert_eq!(why, &["no state of the conflict is meant by it"]);
            None
        }
    }
}

/// The part of a check that a question asks under one concept; whether it claims that it is so.
fn part(check: &Check, question: &Question, concept: Concept) -> (Check, bool) {
    let mut part = check.clone();
    let says = match &mut part.body {
        CheckBody::Always { holds, under, .. } | CheckBody::Equilibrium { holds, under, .. } => {
            *under = vec![concept];
            *holds
        }
        CheckBody::Stable {
            holds,
            under,
            actors,
            ..
        } => {
            *under = vec![concept];
            let Subject::Stable {
                actors: Some(whose),
                ..
            } = &question.subject
            else {
                panic!("it is about some actors");
            };
            actors.clone_from(whose);
            *holds
        }
        _ => panic!("such checks are refused"),
    };
    (part, says)
}

fn own(conflict: &Conflict, set: &ChangeSet) -> Option<Vec<Edit>> {
    let all = edits(conflict);
    let named = |what: &String| {
        let mut found = all
            .iter()
            .filter(|edit| edit_in_words(conflict, **edit).what == *what);
        match (found.next(), found.next()) {
            (Some(one), None) => Some(*one),
            _ => None,
        }
    };
    set.edits.iter().map(|edit| named(&edit.what)).collect()
}

/// Asks a check of an account; answers how many sets turned it.
fn agrees(conflict: &Conflict, check: &Check) -> usize {
    let control = Control::default();
    let world = World::build(conflict, &Limits::default(), &control).expect("it has states");
    let study = world.study(&control).expect("nobody interrupts");
    let asked = of_check(&study, check).expect("it is of the three kinds");
    let request = Request {
        concepts: BASIC.to_vec(),
        levers: Levers::default(),
        budget: Budget {
            size: 1,
            ..Budget::default()
        },
        explain: 1,
    };
    let answer = account(&study, &asked, &request).expect("it can be answered");
    let mut turned = 0;
    for (question, found) in asked.iter().zip(&answer.questions) {
        assert_eq!(found.name, check.name);
        assert_eq!(found.verdicts.len(), question.under.len());
        for (concept, verdict) in question.under.iter().zip(&found.verdicts) {
            let (part, says) = part(check, question, *concept);
            assert_eq!(
                Some(verdict.holds == says),
                is_so(conflict, &part),
                "{}",
                check.text
            );
        }
        for set in &found.changes {
            let Some(own) = own(conflict, set) else {
                continue;
            };
            let changed = edited(conflict, &own).expect("the set leaves a model");
            for turn in &set.turns {
                let concept = model::concept_from_name(&turn.concept).expect("a concept");
                let (part, says) = part(check, question, concept);
                // A state that is not feasible any more is stable for nobody.
                let so = is_so(&changed, &part).unwrap_or(!says);
                assert_eq!(turn.holds == says, so, "{}", check.text);
                turned += 1;
            }
        }
    }
    turned
}

#[test]
fn checks_of_the_cases_turn_as_it_is_said() {
    let mut turned = 0;
    for case in [
        "tariff/tariff.conflict",
        "strike/strike.conflict",
        "published/cuban-missile.conflict",
    ] {
        let case = read(case);
        for conflict in case.analysed() {
            for check in &conflict.checks {
                let of_kind = matches!(
                    check.body,
                    CheckBody::Always { .. }
                        | CheckBody::Equilibrium { .. }
                        | CheckBody::Stable { .. }
                );
                if of_kind {
                    turned += agrees(conflict, check);
                }
            }
        }
    }
    assert!(turned > 100, "{turned}");
}

#[test]
fn what_several_actors_would_all_leave_is_asked_of_each() {
    let case = read("tariff/tariff.conflict");
    let is_bargain = |c: &&Conflict| c.account.as_ref().is_some_and(|a| a.name == "bargain");
    let conflict = case.accounts.iter().find(is_bargain).expect("an account");
    let stable = conflict
        .checks
        .iter()
        .find(|check| matches!(check.body, CheckBody::Stable { .. }));
    let mut check = stable.expect("it has such a check").clone();
    let CheckBody::Stable { actors, under, .. } = &mut check.body else {
        panic!("it is one");
    };
    *actors = vec![model::conflict::ActorId(0), model::conflict::ActorId(2)];
    *under = vec![Concept::Nash, Concept::CoalitionNash];
    let control = Control::default();
    let world = World::build(conflict, &Limits::default(), &control).expect("it has states");
    let study = world.study(&control).expect("nobody interrupts");
    let asked = of_check(&study, &check).expect("it is of the three kinds");
    let texts: Vec<(&str, &[Concept])> = asked
        .iter()
        .map(|question| (question.text.as_str(), question.under.as_slice()))
        .collect();
    assert_eq!(
        texts,
        [
            ("status quo is stable for Alba", &[Concept::Nash][..]),
            ("status quo is stable for Cadia", &[Concept::Nash][..]),
            (
                "status quo is stable for Alba and Cadia",
                &[Concept::CoalitionNash][..]
            ),
        ]
    );
}

#[test]
fn checks_of_other_kinds_are_refused_with_the_reason() {
    let case = read("tariff/tariff.conflict");
    let conflict = &case.accounts[0];
    let control = Control::default();
    let world = World::build(conflict, &Limits::default(), &control).expect("it has states");
    let study = world.study(&control).expect("nobody interrupts");
    let count = conflict.checks.iter().find(|c| c.name == "120 states");
    let refused = of_check(&study, count.expect("it counts its states")).expect_err("refused");
    assert!(
        refused
            .to_string()
            .starts_with("the check `120 states` is not about one equilibrium"),
        "{refused}"
    );
}
