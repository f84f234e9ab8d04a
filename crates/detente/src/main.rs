//! The program `detente`.

use std::process::ExitCode;

fn main() -> ExitCode {
    detente::cli::run()
}
