//! Every diagnostic of this room: its code and what it means in one line.

/// Code and one-line meaning, in alphabetical order.
pub const CODES: &[(&str, &str)] = &[
    (
        BAD_PROBABILITY,
        "probabilities are negative or do not sum to 1",
    ),
    (
        LEADS_NOWHERE,
        "something in a play leads to what is no state",
    ),
    (NO_PLAY, "the conflict has no play"),
    (NO_VALUE, "a parameter or an expression has no value"),
    (PLAY_TOO_LARGE, "a play leads to a larger tree than allowed"),
];

/// Probabilities are negative or do not sum to 1.
pub const BAD_PROBABILITY: &str = "bad-probability";
/// Something in a play leads to what is no state.
pub const LEADS_NOWHERE: &str = "leads-nowhere";
/// The conflict has no play.
pub const NO_PLAY: &str = "no-play";
/// A parameter or an expression has no value.
pub const NO_VALUE: &str = "no-value";
/// A play leads to a larger tree than allowed.
pub const PLAY_TOO_LARGE: &str = "play-too-large";
