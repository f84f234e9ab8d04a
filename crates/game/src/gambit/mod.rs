//! Files of the program Gambit: `.efg` for game trees, `.nfg` for strategic games.
//!
//! Readers take any byte stream and report all problems that they find, with line and column.
//! They keep no more than the game itself in memory. Writers give back what the readers read:
//! names, numbers as written, numbers of information sets and outcomes.

mod efg;
mod labels;
mod nfg;
mod parts;
mod problem;
mod words;
mod write;

pub use efg::read_efg;
pub use labels::{refused_in_table, refused_in_tree};
pub use nfg::read_nfg;
pub use problem::{MOST_PROBLEMS, Place, Problem, Unreadable, What};
pub use write::{write_efg, write_nfg};
