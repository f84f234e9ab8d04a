//! The command line of Détente.
fn main() {}
