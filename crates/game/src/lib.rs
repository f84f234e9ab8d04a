//! Games in extensive and in strategic form.
//!
//! In: the text of a `.efg` or `.nfg` file, or calls to a [`TreeBuilder`]. Out: a checked
//! [`Tree`] or [`Strategic`] game with exact numbers. Nothing here solves a game.
//!
//! - [`tree`]: the game tree, its nodes in prefix order; [`build`] checks it as it grows.
//! - [`strategic`]: the table of a strategic game.
//! - [`recall`]: whether each player remembers what it knew and did.
//! - [`sequence`]: what each player has done on the way to a node.
//! - [`reduced`]: the reduced strategic form of a tree; [`simultaneous`]: the way back.
//! - [`gambit`]: the file formats of the program Gambit.
//! - [`number`]: exact numbers that keep the text they were written with.

pub mod build;
pub mod gambit;
pub mod number;
pub mod recall;
pub mod reduced;
pub mod sequence;
pub mod simultaneous;
pub mod strategic;
pub mod tree;

pub use build::{Flaw, TreeBuilder};
pub use dashu_int::ops::{BitTest, Gcd};
pub use dashu_int::{IBig as Integer, UBig as Natural};
pub use dashu_ratio::RBig as Rational;
pub use number::Number;
pub use strategic::Strategic;
pub use tree::Tree;
