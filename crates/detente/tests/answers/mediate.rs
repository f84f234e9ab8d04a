//! What a mediator could do: outcomes and steps as the definitions say, put to other commands.

use detente::answers::mediation::mediation;
use detente::concepts::BASIC;
use detente::study::World;
use graph::{Control, Limits, StateId};
use model::conflict::Case;
use report::answer::{MediationAccount, MediationRun, VERSION, WayKind};
use stability::{Choice, course};

use super::common::{load, read, schema};

const CASES: [&str; 5] = [
    "combined-2025/combined-2025.conflict",
    "river/river.conflict",
    "strike/strike.conflict",
    "supply-contract/supply-contract.conflict",
    "published/chicken.conflict",
];

/// Answers all accounts of a case and hands each over with its world.
fn each(case: &Case, look: impl Fn(&World<'_>, &MediationAccount)) {
    let control = Control::default();
    for conflict in case.analysed() {
        let world = World::build(conflict, &Limits::default(), &control).expect("it has states");
        let study = world.study(&control).expect("nobody interrupts");
        let found = mediation(&study, &BASIC, &control).expect("it can be answered");
        look(&world, &found);
    }
}

fn state(world: &World<'_>, id: &str) -> StateId {
    world
        .graph
        .find_id(id)
        .expect("the answer names states of the model")
}

#[test]
fn agreements_are_better_for_somebody_worse_for_nobody_and_equilibria() {
    for name in CASES {
        each(&read(name), |world, found| {
            let control = Control::default();
            let study = world.study(&control).expect("nobody interrupts");
            let now = state(world, &found.now.id);
            for agreement in &found.agreements {
                let then = state(world, &agreement.outcome.state.id);
                let mut better = 0;
                for actor in world.graph.actors() {
                    let (before, after) =
                        (world.ranks.rank(actor, now), world.ranks.rank(actor, then));
                    assert!(after >= before, "{name}");
                    better += usize::from(after > before);
                }
                assert_eq!(better, agreement.outcome.better.len(), "{name}");
                assert!(better > 0 && agreement.outcome.worse.is_empty(), "{name}");
                for concept in BASIC {
                    let said = agreement.outcome.under.contains(&concept.name());
                    assert_eq!(
                        said,
                        study.analysis.equilibria(concept).contains(then),
                        "{name}"
                    );
                }
                if let Some(path) = &agreement.path {
                    let end = path.last().map_or(&found.now, |step| &step.to);
                    assert_eq!(end, &agreement.outcome.state, "{name}");
                }
            }
        });
    }
}

#[test]
fn after_a_move_the_conflict_rests_where_undeterred_moves_end() {
    let mut seen = 0;
    for name in CASES {
        each(&read(name), |world, found| {
            let control = Control::default();
            let study = world.study(&control).expect("nobody interrupts");
            for way in found.ways.iter().filter(|way| way.kind == WayKind::Move) {
                for rest in &way.rests {
                    let end = state(world, &rest.state.id);
                    for concept in BASIC {
                        let stays = course(
                            &study.analysis,
                            end,
                            concept,
                            Choice::MostPreferred,
                            1000,
                            &control,
                        )
                        .expect("it can be followed");
                        let rests = stays.visited.len() == 1;
                        assert!(rests || !rest.under.contains(&concept.name()), "{name}");
                    }
                }
            }
        });
        seen += 1;
    }
    assert_eq!(seen, CASES.len());
}

#[test]
fn in_chicken_swerving_together_is_nobodys_rest_but_where_one_swerves_is() {
    // The published ranking: each likes best that the other alone swerves, then that both do.
    let case = read("published/chicken.conflict");
    each(&case, |_, found| {
        let nash = |rest: &&report::answer::Resting| rest.under.iter().any(|u| u == "nash");
        assert!(
            found
                .rests
                .iter()
                .filter(nash)
                .all(|rest| rest.state.id != "YY")
        );
    });
}

#[test]
fn answers_fit_the_schema_and_the_schema_refuses_what_it_should() {
    let schema = schema("mediate");
    for name in CASES {
        let case = read(name);
        let accounts = std::cell::RefCell::new(Vec::new());
        each(&case, |_, found| accounts.borrow_mut().push(found.clone()));
        let answer = MediationRun {
            version: VERSION,
            program: "0".to_owned(),
            file: name.to_owned(),
            title: case.base.title.clone(),
            concepts: BASIC.iter().map(|concept| concept.name()).collect(),
            accounts: accounts.into_inner(),
        };
        let mut value = serde_json::to_value(answer).expect("answers are JSON");
        let errors: Vec<String> = schema.iter_errors(&value).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
        value["accounts"][0]["now"] = serde_json::json!("here");
        assert!(!schema.is_valid(&value), "{name}");
    }
}

#[test]
fn where_too_many_moves_follow_it_says_so_and_lists_no_state_as_rest() {
    // Fourteen actors with one option each, and each wants its own: from every one of 2^14 states
    // everybody that can moves on.
    let names = [
        "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N",
    ];
    let mut text = String::new();
    for name in names {
        text += &format!("actor {name}\n  option take{name}\n");
    }
    text += "status quo none\n";
    for name in names {
        text += &format!("{name} prefers\n  take{name}\n");
    }
    let case = load(&text);
    let control = Control::default();
    let world = World::build(&case.base, &Limits::default(), &control).expect("it has states");
    let study = world.study(&control).expect("nobody interrupts");
    let answer = mediation(&study, &BASIC, &control);
    let error = answer.expect_err("too many moves follow").to_string();
    assert!(
        error.contains("more than 10000 moves can follow"),
        "{error}"
    );
}
