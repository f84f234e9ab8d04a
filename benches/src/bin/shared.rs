//! How the search for shared words grows with the number of documents, as Markdown tables.
//!
//! Each row is measured in a process of its own, so that its peak memory is its own:
//! `shared DOCUMENTS` measures one row; `shared write DOCUMENTS FOLDER` writes the documents for
//! other programs, with a list of the altered passages.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

use benches::documents::{Documents, Planted, documents};
use benches::peak_megabytes;
use evidence::Text;
use evidence::shared::{Found, Options, shared_runs};
use evidence::similar::{self, Alike, near_duplicates};

const SEED: u64 = 20_250_616;
const SIZES: [usize; 5] = [500, 1_000, 2_000, 5_000, 10_000];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => table(),
        ["write", count, folder] => match count.parse() {
            Ok(count) => write(count, Path::new(folder)),
            Err(_) => usage(),
        },
        [count] => match count.parse() {
            Ok(count) => one(count),
            Err(_) => usage(),
        },
        _ => usage(),
    }
}

#[expect(
    clippy::print_stderr,
    reason = "a measuring program speaks to a terminal"
)]
fn usage() -> ExitCode {
    eprintln!("usage: shared [DOCUMENTS | write DOCUMENTS FOLDER]");
    ExitCode::from(2)
}

/// Measures one row.
#[expect(
    clippy::print_stdout,
    reason = "a measuring program speaks to a terminal"
)]
fn one(count: usize) -> ExitCode {
    let made = documents(count, SEED);
    let texts: Vec<Text<'_>> = made.texts.iter().map(|text| Text::new(text)).collect();
    let started = Instant::now();
    let Ok(found) = shared_runs(&texts, &Options::default(), &|| false) else {
        return ExitCode::FAILURE;
    };
    let exact = started.elapsed().as_secs_f64();
    let exact_peak = peak_megabytes();
    let started = Instant::now();
    let options = similar::Options::default();
    let Ok(alike) = near_duplicates(&texts, &options, &|| false) else {
        return ExitCode::FAILURE;
    };
    let near = started.elapsed().as_secs_f64();
    println!(
        "{}|{exact}|{exact_peak}|{near}|{}|{}|{}/{}|{}/{}",
        found.words,
        peak_megabytes(),
        found.runs.len() as u64 + found.more,
        exact_found(&made, &found),
        made.exact.len(),
        altered_found(&made, &alike),
        made.altered.len(),
    );
    ExitCode::SUCCESS
}

/// How many of the passages planted word for word lie in a run that all their documents have.
fn exact_found(made: &Documents, found: &Found) -> usize {
    let is_found = |planted: &&Planted| {
        found.runs.iter().any(|run| {
            let documents: BTreeSet<usize> = run.places.iter().map(|place| place.text).collect();
            let all = planted.documents.iter().all(|one| documents.contains(one));
            all && run.places.first().is_some_and(|place| {
                made.texts[place.text][place.start..place.end].contains(&planted.words)
            })
        })
    };
    made.exact.iter().filter(is_found).count()
}

/// How many of the altered passages are found as a pair in their documents.
fn altered_found(made: &Documents, alike: &Alike) -> usize {
    let pairs: BTreeSet<(usize, usize)> = alike
        .pairs
        .iter()
        .map(|pair| (pair.a.text, pair.b.text))
        .collect();
    let is_found = |planted: &&Planted| match planted.documents.as_slice() {
        [one, other] => pairs.contains(&(*one, *other)),
        _ => false,
    };
    made.altered.iter().filter(is_found).count()
}

/// Writes the documents as files, and `altered.csv` with the pairs of documents that have an
/// altered passage.
fn write(count: usize, folder: &Path) -> ExitCode {
    let made = documents(count, SEED);
    let mut pairs = String::new();
    for planted in &made.altered {
        if let [one, other] = planted.documents.as_slice() {
            pairs += &format!("{one},{other}\n");
        }
    }
    let mut written = std::fs::write(folder.join("altered.csv"), pairs);
    for (number, text) in made.texts.iter().enumerate() {
        written =
            written.and_then(|()| std::fs::write(folder.join(format!("{number:05}.txt")), text));
    }
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

#[expect(
    clippy::print_stdout,
    reason = "a measuring program speaks to a terminal"
)]
fn table() -> ExitCode {
    println!("### words that documents of 5 kB share\n");
    println!(
        "| documents | words | shared runs | time | peak memory | nearly equal passages: time | peak memory | planted runs found | altered passages found |"
    );
    println!("|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    let Ok(program) = std::env::current_exe() else {
        return ExitCode::FAILURE;
    };
    for size in SIZES {
        let output = Command::new(&program).arg(size.to_string()).output();
        let Some(text) = output
            .ok()
            .and_then(|output| String::from_utf8(output.stdout).ok())
        else {
            return ExitCode::FAILURE;
        };
        let fields: Vec<&str> = text.trim().split('|').collect();
        let [words, exact, exact_peak, near, peak, runs, planted, altered] = fields.as_slice()
        else {
            return ExitCode::FAILURE;
        };
        let number = |field: &str| field.parse::<f64>().unwrap_or(f64::NAN);
        println!(
            "| {size} | {words} | {runs} | {:.2} s | {:.0} MB | {:.2} s | {:.0} MB | {planted} | {altered} |",
            number(exact),
            number(exact_peak),
            number(near),
            number(peak),
        );
    }
    println!();
    ExitCode::SUCCESS
}
