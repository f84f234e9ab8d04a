//! Growth curves: how time and memory grow with the number of states, as Markdown tables.
//!
//! `growth` prints the tables of the book's page on performance. Each row is measured in a process
//! of its own, so that its peak memory is its own: `growth FAMILY ACTORS OPTIONS` measures one row.

use std::process::{Command, ExitCode};
use std::time::Instant;

use benches::{Shape, conflict, matrix, peak_megabytes, random_rankings};
use graph::{Control, Graph, Limits};
use stability::{Analysis, concepts::BASIC};

/// What one measurement found.
struct Row {
    states: usize,
    seconds: f64,
    megabytes: f64,
}

const FAMILIES: [(&str, &str); 5] = [
    ("free-statements", "free options, prioritised statements"),
    ("free-rankings", "free options, random strict rankings"),
    (
        "restricted-statements",
        "a third infeasible, one-way options, a forced consequence; statements",
    ),
    (
        "restricted-rankings",
        "the same with random strict rankings",
    ),
    ("matrix", "the matrix method, free options, statements"),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [] => tables(),
        [family, actors, options] => match (actors.parse(), options.parse()) {
            (Ok(actors), Ok(options)) => one(family, actors, options),
            _ => usage(),
        },
        _ => usage(),
    }
}

#[expect(
    clippy::print_stderr,
    reason = "a measuring program speaks to a terminal"
)]
fn usage() -> ExitCode {
    eprintln!("usage: growth [FAMILY ACTORS OPTIONS]");
    ExitCode::from(2)
}

/// Measures one row and prints states, seconds and peak megabytes.
#[expect(
    clippy::print_stdout,
    reason = "a measuring program speaks to a terminal"
)]
fn one(family: &str, actors: u16, options: u16) -> ExitCode {
    let shape = if family.starts_with("restricted") {
        Shape::Restricted
    } else {
        Shape::Free
    };
    let model = conflict(actors, options, shape, 7);
    let control = Control::default();
    let limits = Limits { memory: 16 << 30 };
    let mut started = Instant::now();
    let Ok(mut built) = Graph::build(&model, &limits, &control) else {
        return ExitCode::FAILURE;
    };
    if family.ends_with("rankings") {
        built.ranks = random_rankings(&built.graph, 5);
        started = Instant::now();
    }
    let found: usize = if family == "matrix" {
        matrix::equilibria(&built.graph, &built.ranks).iter().sum()
    } else {
        let Ok(analysis) = Analysis::run(&built.graph, &built.ranks, &control) else {
            return ExitCode::FAILURE;
        };
        BASIC.iter().map(|c| analysis.equilibria(*c).len()).sum()
    };
    let seconds = started.elapsed().as_secs_f64();
    println!(
        "{} {seconds} {} {found}",
        built.graph.count(),
        peak_megabytes()
    );
    ExitCode::SUCCESS
}

fn measured(family: &str, actors: u16, options: u16) -> Option<Row> {
    let program = std::env::current_exe().ok()?;
    let output = Command::new(program)
        .args([family, &actors.to_string(), &options.to_string()])
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let mut words = text.split_whitespace();
    Some(Row {
        states: words.next()?.parse().ok()?,
        seconds: words.next()?.parse().ok()?,
        megabytes: words.next()?.parse().ok()?,
    })
}

#[expect(
    clippy::print_stdout,
    reason = "a measuring program speaks to a terminal"
)]
fn tables() -> ExitCode {
    let floor = nanoseconds_per_rank();
    println!(
        "Reading one rank of four bytes from memory takes {floor:.2} ns here, on all cores.\n"
    );
    for (family, title) in FAMILIES {
        println!("### {title}\n");
        println!(
            "| actors | options | states | time | peak memory | ns per state and actor | times the memory floor |"
        );
        println!("|--:|--:|--:|--:|--:|--:|--:|");
        let sizes: &[(u16, u16)] = match family {
            "matrix" => &[(2, 8), (2, 10), (2, 12), (2, 14)],
            _ => &[(2, 14), (4, 8), (4, 12), (4, 16), (4, 20), (4, 24)],
        };
        for (actors, options) in sizes {
            if let Some(row) = measured(family, *actors, *options) {
                let each = row.seconds * 1e9 / row.states as f64 / f64::from(*actors);
                println!(
                    "| {actors} | {options} | {} | {} | {:.0} MB | {each:.1} | {:.0} |",
                    row.states,
                    duration(row.seconds),
                    row.megabytes,
                    each / floor
                );
            }
        }
        println!();
    }
    ExitCode::SUCCESS
}

fn duration(seconds: f64) -> String {
    if seconds < 1.0 {
        format!("{:.1} ms", seconds * 1e3)
    } else {
        format!("{seconds:.1} s")
    }
}

/// How long it takes to read four bytes from memory when all cores stream through a large array.
fn nanoseconds_per_rank() -> f64 {
    let ranks: Vec<u32> = (0..1_u32 << 26).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let started = Instant::now();
    let sum: u64 = std::thread::scope(|scope| {
        let parts = ranks.chunks(ranks.len().div_ceil(threads));
        let workers: Vec<_> = parts
            .map(|part| scope.spawn(move || part.iter().map(|rank| u64::from(*rank)).sum::<u64>()))
            .collect();
        workers
            .into_iter()
            .filter_map(|worker| worker.join().ok())
            .sum()
    });
    std::hint::black_box(sum);
    started.elapsed().as_secs_f64() * 1e9 / ranks.len() as f64
}
