//! Ten thousand single edits, analysed anew one by one and by the search for smallest changes, as a
//! Markdown table.
//!
//! Of the fresh analyses a sample is timed, evenly drawn from the same edits and questions, and
//! scaled up; its verdicts are compared with those of the search.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use benches::{Random, Shape, conflict};
use change::smallest::{Budget, Found, Ground, Searcher};
use change::{Claim, Subject};
use graph::{Control, Graph, Limits};
use model::conflict::{Conflict, OptionId};
use model::edit::{Edit, edited, edits};
use model::formula::{Formula, LevelSet};
use stability::concepts::BASIC;
use stability::{Analysis, Choice, Query, Verdict, holds};

/// How many single edits are asked about.
const EDITS: usize = 10_000;
/// How many of them are analysed anew.
const SAMPLE: usize = 200;
const ACTORS: u16 = 4;
const OPTIONS: u16 = 16;

#[expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a measuring program speaks to a terminal"
)]
fn main() -> ExitCode {
    println!("### ten thousand single edits, each an answer\n");
    println!("| model | one by one, anew | by the search | times faster |");
    println!("|---|--:|--:|--:|");
    for (shape, name) in [
        (Shape::Free, "4 actors, 16 options, free"),
        (
            Shape::Restricted,
            "the same, a third infeasible, one-way options, a consequence",
        ),
    ] {
        let conflict = conflict(ACTORS, OPTIONS, shape, 7);
        match measure(&conflict) {
            Ok((fresh, searched)) => println!(
                "| {name} | {:.1} s | {:.2} s | {:.0} |",
                fresh.as_secs_f64(),
                searched.as_secs_f64(),
                fresh.as_secs_f64() / searched.as_secs_f64()
            ),
            Err(message) => {
                eprintln!("edits: {message}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

/// The time of all edits, fresh (scaled up from the sample) and searched.
fn measure(conflict: &Conflict) -> Result<(Duration, Duration), String> {
    let edits = edits(conflict);
    let claims = claims(EDITS.div_ceil(edits.len()));
    let control = Control::default();
    let budget = Budget {
        size: 1,
        ..Budget::default()
    };
    let begun = Instant::now();
    let mut found = Vec::with_capacity(claims.len());
    let ground = Ground::new(conflict, &edits, &control).map_err(|e| e.to_string())?;
    let searcher = Searcher::new(&ground);
    for claim in &claims {
        found.push(searcher.search(claim, budget).map_err(|e| e.to_string())?);
    }
    let asked = edits.len() * claims.len();
    let searched = begun.elapsed().mul_f64(EDITS as f64 / asked as f64);

    let step = asked / SAMPLE;
    let begun = Instant::now();
    for at in (0..SAMPLE).map(|number| number * step) {
        let (claim, edit) = (at / edits.len(), at % edits.len());
        let (Some(claim), Some(found), Some(&made)) =
            (claims.get(claim), found.get(claim), edits.get(edit))
        else {
            return Err("the sample is outside".to_owned());
        };
        let anew = fresh(conflict, claim, made);
        let expected = turned(found, edit);
        if anew.is_some_and(|truth| truth != expected) {
            return Err(format!("{made:?}: the search and a fresh analysis differ"));
        }
    }
    let fresh = begun.elapsed().mul_f64(EDITS as f64 / SAMPLE as f64);
    Ok((fresh, searched))
}

/// Whether the claim is true after an edit, as the search has it.
fn turned(found: &Found, edit: usize) -> bool {
    let turns = found.turning.iter().any(|turning| turning.edits == [edit]);
    found.truth != turns
}

/// Whether the claim is true after an edit, by a fresh analysis; none where that is no model.
fn fresh(conflict: &Conflict, claim: &Claim, edit: Edit) -> Option<bool> {
    let control = Control::default();
    let changed = edited(conflict, &[edit])?;
    let built = Graph::build(&changed, &Limits::default(), &control).ok()?;
    let analysis = Analysis::run(&built.graph, &built.ranks, &control).ok()?;
    let Subject::Always { inside, choice } = &claim.subject else {
        return None;
    };
    let query = Query {
        start: built.graph.status_quo()?,
        outcome: &built.graph.select(inside),
        concept: claim.concept,
        choice: *choice,
        list_at_most: 0,
    };
    Some(holds(&analysis, query, &control).ok()?.verdict == Verdict::Holds)
}

/// Questions whether two options stay as they are, under each concept in turn.
fn claims(count: usize) -> Vec<Claim> {
    let mut random = Random(11);
    let mut option = || OptionId(random.below(u64::from(OPTIONS)) as u16);
    (0..count)
        .map(|number| {
            let taken = |option| Formula::Option(option, LevelSet(2));
            let both = Formula::And(vec![taken(option()), taken(option())]);
            Claim {
                subject: Subject::Always {
                    inside: both.negated(),
                    choice: Choice::MostPreferred,
                },
                concept: BASIC.get(number % BASIC.len()).copied().unwrap_or(BASIC[0]),
            }
        })
        .collect()
}
