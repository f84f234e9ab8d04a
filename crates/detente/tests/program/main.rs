//! The program as its users meet it: what it is asked on the command line, and everything it says and writes.

mod beliefs;
mod change_checks;
mod compare;
mod courses;
mod documents;
mod exchange;
mod game;
mod hostile;
mod pages;
mod plays;
mod report;
mod report_formats;
mod schema;
mod separators;
mod sources;
mod sweeps;
mod theory;
mod turns;
mod units;
mod verify;
