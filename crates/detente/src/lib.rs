//! The façade of Détente: open a case, find its states, ask questions, get typed answers.
//!
//! In: text and paths through a host. Out: values of [`report::answer`]. The command line is a
//! thin layer over this library; tests use it directly.
//!
//! ```
//! use detente::{answers, study::World};
//! use graph::{Control, Limits};
//!
//! let text = "actor A\n  option a\nactor B\n  option b\nstatus quo none\n\
//!             A prefers\n  a\nB prefers\n  b iff a\n";
//! let mut files = model::MemoryLoader::new().with("small.conflict", text);
//! let case = model::load("small.conflict", &mut files).case.expect("it has no mistakes");
//! let control = Control::default();
//! let world = World::build(&case.base, &Limits::default(), &control).expect("it has states");
//! let study = world.study(&control).expect("nobody interrupts");
//! let page = answers::analysis::page(&study, &|_| None).expect("it can be answered");
//! assert_eq!(page.states, 4);
//! assert_eq!(page.equilibria_by_concept["nash"], 1);
//! ```

pub mod answers;
pub mod apart;
pub mod cli;
pub mod concepts;
pub mod disk;
pub mod error;
pub mod fingerprint;
pub mod naming;
pub mod study;
pub mod suggest;
pub mod tables;
