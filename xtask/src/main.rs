//! `cargo xtask TASK`: everything a developer runs, by name.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "developer tasks speak to a terminal"
)]

use std::process::ExitCode;

use xtask::shell::Failure;

const USAGE: &str = "\
Usage: cargo xtask TASK

  test            install what the tests need, then run every test of the workspace
  browser         look at reports in a browser: accessibility, keyboard, print (part of test)
  check           format, lints, documentation
  ci              check and test: all of .ci/run but the clean clone
  clean-clone     clone HEAD to a temporary folder and run the README's commands there
  docs            run the commands in README and book, and write their real output in place
  features        test what reads documents without web pages, without PDF files, without both
  fuzz [SECONDS]  run each fuzz target for SECONDS (60)
  bench           run the benchmarks and refresh the tables in the book
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<(), Failure> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["test", extra @ ..] => xtask::tests::run(extra),
        ["browser"] => xtask::browser::run(),
        ["check"] => xtask::ci::check(),
        ["ci"] => xtask::ci::run(),
        ["clean-clone"] => xtask::clone::run(),
        ["docs"] => xtask::docs::update(),
        ["features"] => xtask::features::run(),
        ["fuzz"] => xtask::fuzz::run(60),
        ["fuzz", seconds] => match seconds.parse() {
            Ok(seconds) => xtask::fuzz::run(seconds),
            Err(_) => Err(Failure::new(format!("not a number of seconds: {seconds}"))),
        },
        ["bench", extra @ ..] => xtask::bench::run(extra),
        [] | ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            Ok(())
        }
        [other, ..] => Err(Failure::new(format!("no task `{other}`\n\n{USAGE}"))),
    }
}
