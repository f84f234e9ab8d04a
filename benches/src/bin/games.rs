//! Games with hidden cards and dice: written as files for other programs, or the speed of regret
//! minimisation on them as a Markdown table.
//!
//! `games FOLDER` writes `kuhn.efg` and others; `games` measures;
//! `games --measure NAME ITERATIONS` prints the iterations of CFR+ a second in one of them, and the
//! exploitability that is left.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use benches::games::{kuhn, leduc, liars_dice};
use counterfactual::{Found, Limits, Variant, minimise};
use game::Tree;
use game::gambit::write_efg;

#[expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a measuring program speaks to a terminal"
)]
fn main() -> ExitCode {
    let games = [
        ("kuhn", kuhn(3)),
        ("kuhn-4", kuhn(4)),
        ("kuhn-5", kuhn(5)),
        ("leduc", leduc()),
        ("liars-dice", liars_dice(6)),
    ];
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (folder, one) = match arguments.as_slice() {
        [] => (None, None),
        [folder] => (Some(folder), None),
        [flag, name, iterations] if flag == "--measure" => match iterations.parse() {
            Ok(iterations) => (None, Some((name.as_str(), iterations))),
            Err(_) => return usage(),
        },
        _ => return usage(),
    };
    if arguments.is_empty() {
        println!("| game | nodes | variant | iterations | a second | value | exploitability |");
        println!("|---|--:|---|--:|--:|--:|--:|");
    }
    for (name, tree) in games {
        let tree = match tree {
            Ok(tree) => tree,
            Err(error) => {
                eprintln!("{name}: {error}");
                return ExitCode::FAILURE;
            }
        };
        match folder {
            _ if one.is_some_and(|(wanted, _)| wanted != name) => {}
            None if let Some((_, iterations)) = one => {
                let Some((speed, found)) = timed(&tree, Variant::Plus, iterations) else {
                    return ExitCode::FAILURE;
                };
                println!("{speed} {}", found.certificate.exploitability());
            }
            Some(folder) => {
                let path = Path::new(folder).join(format!("{name}.efg"));
                let written = File::create(&path)
                    .and_then(|file| write_efg(&tree, &mut BufWriter::new(file)));
                if let Err(error) = written {
                    eprintln!("{}: {error}", path.display());
                    return ExitCode::FAILURE;
                }
            }
            None => measure(name, &tree),
        }
    }
    ExitCode::SUCCESS
}

#[expect(
    clippy::print_stderr,
    reason = "a measuring program speaks to a terminal"
)]
fn usage() -> ExitCode {
    eprintln!("usage: games [FOLDER | --measure NAME ITERATIONS]");
    ExitCode::from(2)
}

#[expect(
    clippy::print_stdout,
    reason = "a measuring program speaks to a terminal"
)]
fn measure(name: &str, tree: &Tree) {
    let iterations = if tree.nodes().len() > 100_000 {
        2_000
    } else {
        50_000
    };
    for variant in [Variant::Plus, Variant::Discounted, Variant::Predictive] {
        let Some((speed, found)) = timed(tree, variant, iterations) else {
            continue;
        };
        println!(
            "| {name} | {} | {variant:?} | {} | {speed:.0} | {:.6} | {:.1e} |",
            tree.nodes().len(),
            found.iterations,
            found.certificate.payoffs[0],
            found.certificate.exploitability(),
        );
    }
}

/// Iterations a second, and what they lead to. Setting up and checking the answer are not counted.
fn timed(tree: &Tree, variant: Variant, iterations: u64) -> Option<(f64, Found)> {
    let limits = Limits {
        iterations,
        exploitability: 0.0,
    };
    let mut started = None;
    let mut ended = None;
    let found = minimise(tree, variant, limits, &mut |_| {
        started.get_or_insert_with(Instant::now);
        ended = Some(Instant::now());
        true
    });
    let seconds = ended?.duration_since(started?).as_secs_f64();
    let found = found.ok()?;
    Some((found.iterations as f64 / seconds, found))
}
