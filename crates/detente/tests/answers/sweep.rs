//! The answers of `sweep`: what it says of whole grids against what the cases' own answers are, its
//! results read again, and the schema.

use change::sweep::Design;
use detente::answers::questions::questions;
use detente::answers::sweep::results::Layout;
use detente::answers::sweep::{Account, Named, Request, design, usual};
use detente::concepts::BASIC;
use detente::study::World;
use graph::{Control, Limits};
use model::conflict::{Case, Conflict};
use report::answer::{SweepAccount, SweepDesign, SweepRun, VERSION};
use report::{pages, records};
use stability::{Choice, Query, Verdict, holds};

use super::common::{load, read, schema};

fn request(vary: &[&str], design: Option<Design>) -> Request {
    Request {
        vary: vary
            .iter()
            .map(|written| Named::parse(written).expect("it is right"))
            .collect(),
        design,
        runs: Some(40),
        seed: 3,
        concepts: BASIC.to_vec(),
    }
}

fn account<'c>(conflict: &'c Conflict, chosen: Design, request: &Request) -> Account<'c> {
    let control = Control::default();
    let world = World::build(conflict, &Limits::default(), &control).expect("it has states");
    let study = world.study(&control).expect("nobody interrupts");
    let start = world.graph.status_quo().expect("it has a status quo");
    Account::new(conflict, questions(&study, start), chosen, request).expect("it can be swept")
}

fn answered(account: &Account<'_>) -> SweepAccount {
    let control = Control::default();
    let points: Vec<Vec<u64>> = (0..account.plan.len())
        .map(|at| account.plan.point(at))
        .collect();
    let observed = account.observe(&points, &control).expect("it can be asked");
    account
        .answer(&observed, &control)
        .expect("nobody interrupts")
}

fn run(case: &Case, file: &str, vary: &[&str], design: Design) -> SweepRun {
    let mut request = request(vary, Some(design));
    if vary.is_empty() {
        request.vary = usual(&case.analysed().iter().collect::<Vec<_>>());
    }
    let accounts = case.analysed().iter().map(|conflict| {
        let account = account(conflict, design, &request);
        answered(&account)
    });
    SweepRun {
        version: VERSION,
        program: "0".to_owned(),
        file: file.to_owned(),
        title: case.base.title.clone(),
        model: "0".repeat(64),
        concepts: BASIC.iter().map(|concept| concept.name()).collect(),
        design: SweepDesign::Grid,
        runs: None,
        seed: None,
        accounts: accounts.collect(),
    }
}

#[test]
fn at_the_files_own_values_it_says_what_holds_says() {
    let control = Control::default();
    for (name, vary) in [
        ("combined-2025/combined-2025.conflict", "rule:binding-veto"),
        ("river/river.conflict", "place:Upland:1"),
        ("strike/strike.conflict", "line:Union:2"),
        ("tariff/tariff.conflict", "order:Alba"),
    ] {
        let case = read(name);
        let vary = if case.analysed().iter().all(|c| {
            Named::parse(vary)
                .expect("it is right")
                .in_account(c)
                .is_none()
        }) {
            format!("line:{}:1", case.base.actors[0].name)
        } else {
            vary.to_owned()
        };
        for conflict in case.analysed() {
            let request = request(&[&vary], Some(Design::Grid));
            if request.vary[0].in_account(conflict).is_none() {
                continue;
            }
            let account = account(conflict, Design::Grid, &request);
            let own: Option<Vec<u64>> = account
                .factors
                .iter()
                .map(|factor| factor.as_written(conflict))
                .collect();
            let own = own.expect("the file's values are among them");
            let seen = account.observe(&[own], &control).expect("it can be asked");
            let world =
                World::build(conflict, &Limits::default(), &control).expect("it has states");
            let study = world.study(&control).expect("nobody interrupts");
            let start = world.graph.status_quo().expect("it has a status quo");
            for (at, concept) in BASIC.into_iter().enumerate() {
                for (question, asked) in account.asked.iter().enumerate() {
                    let query = Query {
                        start,
                        outcome: &asked.inside(&world.graph, start),
                        concept,
                        choice: Choice::MostPreferred,
                        list_at_most: 0,
                    };
                    let answer = holds(&study.analysis, query, &control).expect("it can be asked");
                    assert_eq!(
                        seen[0].holds(at, question),
                        Some(answer.verdict == Verdict::Holds),
                        "{name} {vary} {}",
                        asked.name
                    );
                }
            }
        }
    }
}

/// One actor that takes what it likes: `a` is taken if it is liked, and then only where the rule
/// does not forbid it.
const SMALL: &str = "actor A\n  option a\nactor B\n  option b\nrule ban a forbidden while b\n\
                     status quo none\noutcome kept \"Kept?\": not a\nA prefers\n  a\nB prefers\n  b\n";

#[test]
fn shares_and_indices_are_those_worked_out_by_hand() {
    let case = load(SMALL);
    // `a` stays untaken where A does not care for it or dislikes it. Where it likes it, it takes
    // it at once: the ban needs b.
    let answer = run(&case, "m.conflict", &["line:A:1", "rule:ban"], Design::Grid);
    let nash = &answer.accounts[0].questions[0].verdicts[0];
    assert_eq!((nash.held, nash.of), (4, 6));
    let line = &nash.factors[0];
    let held: Vec<(&str, u64, u64)> = line
        .values
        .iter()
        .map(|value| (value.value.as_str(), value.held, value.of))
        .collect();
    assert_eq!(
        held,
        [("kept", 0, 2), ("dropped", 2, 2), ("reversed", 2, 2)]
    );
    let index = line.sobol.expect("the answer varies");
    assert!((index.first, index.total) == (1.0, 1.0));
    let rule = nash.factors[1].sobol.expect("the answer varies");
    assert!((rule.first, rule.total) == (0.0, 0.0));
}

#[test]
fn over_a_weight_the_boundaries_are_those_worked_out_by_hand() {
    let case = load(
        "actor A\n  option a\nactor B\n  option b\nstatus quo none\n\
         outcome kept \"Kept?\": not a\nA weighs\n  3 for not a\n  1 for a\nB prefers\n  b\n",
    );
    let answer = run(&case, "m.conflict", &["weight:A:2=0..6"], Design::Grid);
    let nash = &answer.accounts[0].questions[0].verdicts[0];
    // As long as `a` does not weigh more than `not a`.
    let stretches: Vec<_> = nash.factors[0]
        .stretches
        .iter()
        .map(|s| ((s.from, s.from_included), (s.to, s.to_included), s.holds))
        .collect();
    assert_eq!(
        stretches,
        [
            ((0, true), (3, true), Some(true)),
            ((3, false), (6, true), Some(false))
        ]
    );
}

#[test]
fn what_has_no_model_is_counted_and_gives_no_indices() {
    let case = load(
        "actor A\n  option a\nactor B\n  option b\nrule no a requires b\nstatus quo none\n\
         A prefers\n  a\n  b\nB prefers\n  b\n",
    );
    let answer = run(&case, "m.conflict", &["start:a", "rule:no"], Design::Grid);
    let account = &answer.accounts[0];
    assert_eq!((account.points, account.no_model), (4, 1));
    let verdict = &account.questions[0].verdicts[0];
    assert!(verdict.of == 3 && verdict.factors.iter().all(|f| f.sobol.is_none()));
}

#[test]
fn rows_read_again_are_what_was_seen_and_rows_of_others_are_refused() {
    let case = read("strike/strike.conflict");
    let request = request(
        &["place:Union:2", "rule:plant-agrees", "start:strike"],
        None,
    );
    let conflicts: Vec<&Conflict> = case.analysed().iter().collect();
    let chosen = design(&conflicts, &request).expect("it can be chosen");
    assert_eq!(chosen, Design::Grid);
    let accounts: Vec<Account<'_>> = case
        .analysed()
        .iter()
        .map(|conflict| account(conflict, chosen, &request))
        .collect();
    let layout = Layout::new(&"ab".repeat(32), &accounts);
    let control = Control::default();
    for account in &accounts {
        let points: Vec<Vec<u64>> = (0..account.plan.len())
            .map(|at| account.plan.point(at))
            .collect();
        let observed = account.observe(&points, &control).expect("it can be asked");
        for (number, (point, seen)) in (0..).zip(points.iter().zip(&observed)) {
            let rows = layout.rows(account, (number, point), seen);
            assert_eq!(rows.len(), BASIC.len());
            assert!(rows.iter().all(|row| row.len() == layout.header().len()));
            let again = layout.read(account, (number, point), &rows);
            assert_eq!(again.as_ref(), Some(seen));
            assert_eq!(layout.read(account, (number + 1, point), &rows), None);
            let mut damaged = rows.clone();
            damaged[0].pop();
            assert_eq!(layout.read(account, (number, point), &damaged), None);
        }
    }
}

#[test]
fn answers_fit_the_schema_and_the_schema_refuses_what_it_should() {
    let schema = schema("sweep");
    for (name, vary, design) in [
        ("strike/strike.conflict", "rule:plant-agrees", Design::Grid),
        ("strike/strike.conflict", "order:Union", Design::Saltelli),
        ("strike/strike.conflict", "place:Union:1", Design::Morris),
        (
            "strike/strike.conflict",
            "weight:Mediator:1=0..6",
            Design::Sobol,
        ),
    ] {
        let answer = run(&read(name), name, &[vary, "start:strike"], design);
        let _ = (pages::sweep(&answer), records::sweep(&answer));
        let mut value = serde_json::to_value(answer).expect("answers are JSON");
        let errors: Vec<String> = schema.iter_errors(&value).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
        value["accounts"][0]["questions"][0]["verdicts"][0]["at_most"] = serde_json::json!(1.5);
        assert!(!schema.is_valid(&value), "{name}");
    }
}
