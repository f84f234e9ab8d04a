//! Games with hidden cards and dice: written as files for other programs, or the speed of regret
//! minimisation on them as a Markdown table.
//!
//! `games FOLDER` writes `kuhn.efg`, `leduc.efg` and `liars-dice.efg`; `games` measures.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use benches::games::{kuhn, leduc, liars_dice};
use counterfactual::{Limits, Variant, minimise};
use game::Tree;
use game::gambit::write_efg;

#[expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a measuring program speaks to a terminal"
)]
fn main() -> ExitCode {
    let games = [
        ("kuhn", kuhn()),
        ("leduc", leduc()),
        ("liars-dice", liars_dice(6)),
    ];
    let folder = std::env::args().nth(1);
    if folder.is_none() {
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
        match &folder {
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
        let limits = Limits {
            iterations,
            exploitability: 0.0,
        };
        let mut started = None;
        let mut ended = None;
        // Setting up and checking the answer are not counted.
        let found = minimise(tree, variant, limits, &mut |_| {
            started.get_or_insert_with(Instant::now);
            ended = Some(Instant::now());
            true
        });
        let (Ok(found), Some(started), Some(ended)) = (found, started, ended) else {
            continue;
        };
        let seconds = ended.duration_since(started).as_secs_f64();
        println!(
            "| {name} | {} | {variant:?} | {} | {:.0} | {:.6} | {:.1e} |",
            tree.nodes().len(),
            found.iterations,
            found.iterations as f64 / seconds,
            found.certificate.payoffs[0],
            found.certificate.exploitability(),
        );
    }
}
