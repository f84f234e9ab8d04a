//! How much of everything a model may hold. Beyond these a message says so; nothing is cut off
//! silently.

/// Most bytes of all files together.
pub(crate) const BYTES: usize = 64 << 20;
/// Most files of one model.
pub(crate) const FILES: usize = 1_000;
/// Deepest chain of includes.
pub(crate) const INCLUDE_DEPTH: usize = 64;
/// Most actors.
pub(crate) const ACTORS: usize = 1_000;
/// Most options over all actors.
pub(crate) const OPTIONS: usize = 1_000;
/// Most levels of one option.
pub(crate) const LEVELS: usize = 64;
/// Most parameters.
pub(crate) const PARAMETERS: usize = 1_000;
/// Most private types.
pub(crate) const TYPES: usize = 100;
/// Most times that a part of a play is repeated.
pub(crate) const ROUNDS: u32 = 1_000;
/// Most rules.
pub(crate) const RULES: usize = 65_535;
/// Most lines in one actor's preference.
pub(crate) const STATEMENTS: usize = 65_535;
/// Highest cost of a change.
pub(crate) const COST: u32 = 1_000_000;
/// Most listed or merged states.
pub(crate) const STATES: usize = 1_000_000;
/// Most accounts.
pub(crate) const ACCOUNTS: usize = 1_000;
/// Most `what if` blocks.
pub(crate) const WHAT_IFS: usize = 1_000;
/// Most rules and statements over all accounts together, and over all accounts with the changes of
/// all `what if` blocks made.
pub(crate) const ACCOUNT_PARTS: usize = 1_000_000;
/// Most steps that searching for overlapping states may take.
pub(crate) const OVERLAP_STEPS: usize = 20_000_000;
/// Most combinations of option values that are tried for one formula.
pub(crate) const COMBINATIONS: u64 = 1 << 16;
/// Most steps over all formulas that are tried for being always or never true.
pub(crate) const LOGIC_STEPS: u64 = 20_000_000;
