//! Every diagnostic of this room: its code and what it means in one line.

/// Code and one-line meaning, in alphabetical order.
pub const CODES: &[(&str, &str)] = &[
    (
        "adjustment-without-place",
        "an adjustment has no state to be placed next to",
    ),
    (
        "consequence-circle",
        "a move sets off consequences that go round in a circle",
    ),
    (
        "consequence-never-fires",
        "a forced consequence changes nothing in any option vector",
    ),
    (
        "consequence-undoes",
        "a move sets off consequences that undo a one-way option",
    ),
    ("no-feasible-state", "the rules leave no state"),
    ("observed-infeasible", "the observed outcome breaks a rule"),
    ("ranking-incomplete", "a direct ranking leaves states out"),
    (
        "rule-never-applies",
        "a rule excludes no state that the other rules allow",
    ),
    (
        "same-everywhere",
        "a statement is true in every state or in none",
    ),
    (
        "state-covers-nothing",
        "a named state covers no feasible option vector",
    ),
    (
        "states-overlap",
        "two named states cover the same option vector",
    ),
    ("status-quo-infeasible", "the status quo breaks a rule"),
    (
        "too-many-options",
        "the options need more bits than a state can hold",
    ),
    (
        "too-many-states",
        "the conflict has more states or moves than the engine can hold",
    ),
];
