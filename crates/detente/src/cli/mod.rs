//! The command line: arguments in, one answer out.

mod args;
mod commands;
mod counts;
mod failure;
mod host;
mod names;
mod open;
mod progress;
mod results;
mod state;
mod watched;

use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};
use failure::{Failure, Outcome};
use host::Host;

/// Runs one command with the arguments of the process.
#[must_use]
pub fn run() -> ExitCode {
    if let Some(code) = crate::apart::serve() {
        return code;
    }
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    let host = Host::new(&cli);
    match dispatch(&host, &cli.command) {
        Ok(outcome) => outcome.code(),
        Err(failure) => {
            report(&host, &failure);
            failure.code()
        }
    }
}

/// Help and version are answers; all else is wrong use.
fn usage(error: &clap::Error) -> ExitCode {
    // A reader that has gone away cannot be told.
    let _ = error.print();
    if error.use_stderr() {
        Failure::Usage(String::new()).code()
    } else {
        Outcome::Good.code()
    }
}

fn report(host: &Host, failure: &Failure) {
    let Some(message) = failure.message() else {
        return;
    };
    let doing = match (failure, host.last_step()) {
        (Failure::Interrupted, Some(step)) => format!(" while {step}; no answer was written"),
        (Failure::Interrupted, None) => "; no answer was written".to_owned(),
        _ => String::new(),
    };
    host.tell(&format!("detente: {message}{doing}\n"));
}

fn dispatch(host: &Host, command: &Command) -> Result<Outcome, Failure> {
    match command {
        Command::Analyze(args) => commands::analyze::run(host, args),
        Command::Stability(args) => commands::stability::run(host, args),
        Command::Explain(args) => commands::explain::run(host, args),
        Command::Paths(args) => commands::paths::run(host, args),
        Command::Holds(args) => commands::holds::run(host, args),
        Command::Change(args) => commands::change::run(host, args),
        Command::Compare(args) => commands::compare::run(host, args),
        Command::Uncertain(args) => commands::uncertain::run(host, args),
        Command::Inverse(args) => commands::inverse::run(host, args),
        Command::Sweep(args) => commands::sweep::run(host, args),
        Command::Mediate(args) => commands::mediate::run(host, args),
        Command::Timeline(args) => commands::timeline::run(host, args),
        Command::Sources(args) => commands::sources::run(host, args),
        Command::Shared(args) => commands::shared::run(host, args),
        Command::Play(args) => commands::play::run(host, args),
        Command::Game(args) => commands::game::run(host, args),
        Command::Check(args) => commands::check::run(host, args),
        Command::Fmt(args) => commands::fmt::run(host, args),
        Command::Graph(args) => commands::graph::run(host, args),
        Command::Report(args) => commands::report::run(host, args),
        Command::Import(args) => commands::import::run(host, args),
        Command::Export(args) => commands::export::run(host, args),
        Command::Verify(args) => commands::verify::run(host, args),
        Command::New(args) => commands::new::run(host, args),
        Command::Completions(args) => commands::completions::run(host, args),
    }
}
