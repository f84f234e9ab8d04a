//! What is believed along a play of a game, what private types reveal, and what information is worth.
//!
//! In: a game tree and behaviour in it, with the beliefs of a sequential equilibrium where there are
//! some. Out: exact probabilities and payoffs. Nothing here solves a game or knows of conflicts.
//!
//! - [`observed`]: a history in words, and the nodes of the tree that it may have led to.
//! - [`course`]: how likely a history is, and what is believed after each of its moves.
//! - [`outlook`]: where players move next, what they believe there, and where the play ends from there.
//! - [`class`]: whether the types of a player pool, separate, or do so in part.
//! - [`information`]: games in which a player learns something more, and what that is worth to it.

pub mod class;
pub mod course;
pub mod information;
pub mod observed;
pub mod outlook;
