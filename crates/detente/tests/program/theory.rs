//! The models of `cases/theory`: the closed forms of their READMEs against the exact thresholds of one
//! parameter and the exact curves of two. Every model has both.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/theory")
}

/// The answer of `play` on a model.
fn play(name: &str, arguments: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_detente"))
        .args(["play", "--format", "json"])
        .args(arguments)
        .arg(cases().join(name).join(format!("{name}.conflict")))
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{name} {arguments:?}: {said}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// Thresholds of one parameter at the values of the file, or at others.
type Line = (
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
);

const LINES: &[Line] = &[
    // 1/(1 + cost)
    ("unilateral-deterrence", "p", "", &["1/3"]),
    ("unilateral-deterrence", "p", "cost=7", &["1/8"]),
    // (1 + g)/(d + g)
    ("audience-costs", "p", "", &["2/3"]),
    ("audience-costs", "p", "d=5,g=2", &["3/7"]),
    // 1/s and 1/(1 + h)
    ("mutual-deterrence", "p", "", &["1/3", "2/3"]),
    ("mutual-deterrence", "p", "s=4,h=1/4", &["1/4", "4/5"]),
    // (z - 1)/(z - u)
    ("extended-deterrence", "p", "", &["2/3"]),
    ("extended-deterrence", "p", "z=5/4", &["1/3"]),
    // p and √p
    ("reputation", "b", "", &["1/8", "√2/4"]),
    // l/h, and q* + (1 - q*) n
    ("strike-screening", "p", "", &["5/8", "25/34"]),
    ("strike-screening", "p", "delta=1/2", &["5/11"]),
    // (big - small)/(big - m + c)
    ("risk-return", "p", "", &["3/5"]),
    ("risk-return", "p", "c=2/5", &["3/7"]),
    // q* = (1 + c)/(1 + c + t (cost - c)) and q*/(1 + r cost + (1 - r) c)
    ("brinkmanship", "p", "", &["6/13", "120/481"]),
    // 1/(1 + w) and (1 + s)/(1 + w)
    ("protectors-dilemma", "fully", "", &["1/3", "2/3"]),
    // d = beta (b + d); e = beta (c - a)
    ("inspection", "d", "", &["8"]),
    ("inspection", "e", "", &["6/5"]),
    // 1 - q later with f above later; later and 1 - later
    ("consultation", "f", "", &["1/4", "3/4"]),
    ("consultation", "f", "q=1/4", &["1/4", "3/4", "13/16"]),
    // With f/r* below f + l: f/r* = 1/(1 + k)
    ("asymmetric-escalation", "f=0..2/5", "l=3/5", &["4/15"]),
    ("asymmetric-escalation", "l=0..1/2", "f=1/2", &["1/6"]),
    // q* = loss/(1 + loss), and k = gain
    ("reassurance", "p", "", &["1/2"]),
    ("reassurance", "k", "", &["2"]),
    // q* = (1 + g)/(d + g) where e > 1, and e = 1 where p > q*
    ("opposition-signal", "p", "e=3/2", &["2/3"]),
    ("opposition-signal", "e", "p=3/4", &["1"]),
];

#[test]
fn thresholds_of_one_parameter_are_those_of_the_closed_form() {
    for &(name, parameter, set, thresholds) in LINES {
        let mut arguments = vec!["--vary", parameter];
        if !set.is_empty() {
            arguments.extend(["--set", set]);
        }
        let answer = play(name, &arguments);
        let regions = &answer["accounts"][0]["regions"];
        assert_eq!(regions["complete"], true, "{name}");
        let found: Vec<&str> = regions["stretches"]
            .as_array()
            .expect("stretches")
            .iter()
            .filter_map(|one| one["to"]["exact"].as_str())
            .collect();
        for threshold in thresholds {
            assert!(
                found.contains(threshold),
                "{name} {parameter} {set}: {found:?}"
            );
        }
    }
}

/// Boundaries of two parameters: all of them, each as often as it changes what lies beside it.
type Plane = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

const PLANES: &[Plane] = &[
    // p = 1/(1 + cost)
    (
        "unilateral-deterrence",
        &["--vary", "p", "--vary", "cost=0..10"],
        &["p = 1/(1 + cost)"],
    ),
    // p = (1 + g)/(d + g) with g = 1
    (
        "audience-costs",
        &["--vary", "p", "--vary", "d=1..5"],
        &["p = 2/(1 + d)"],
    ),
    // a = w with w = 2, whatever p is
    (
        "audience-costs",
        &["--vary", "p", "--vary", "a=0..5"],
        &["a = 2", "p = 2/3"],
    ),
    // p = 1/s, p = 1/(1 + s) and, with h = 1/2, p = 1/(1 + h)
    (
        "mutual-deterrence",
        &["--vary", "p", "--vary", "s=1..6"],
        &["p = 1/s", "p = 1/(1 + s)", "p = 2/3"],
    ),
    // bold = (z - 1)/(z - u) with u = 1/2; deter = (1 - k)/(1 - k + w) = 1/5
    (
        "extended-deterrence",
        &["--vary", "p", "--vary", "z=1..5"],
        &["p = (2*z - 2)/(2*z - 1)", "p = 1/5"],
    ),
    // deter with k = 1/2, where p is above bold = 2/3
    (
        "extended-deterrence",
        &["--vary", "p", "--vary", "w=0..10"],
        &["p = 1/(1 + 2*w)", "p = 2/3"],
    ),
    // p = b and p = b²
    (
        "reputation",
        &["--vary", "b", "--vary", "p"],
        &["b = p", "p = b²"],
    ),
    // With l = 1/2, h = 4/5, rich = 6/5: n = l (1 - delta)/(h - delta l) left of
    // delta = (rich - h)/(rich - l); q* = l/h and q* + (1 - q*) n right of it
    (
        "strike-screening",
        &["--vary", "p", "--vary", "delta"],
        &[
            "delta = 4/7",
            "p = (5*delta - 5)/(5*delta - 8)",
            "p = 5/8",
            "p = (40*delta - 55)/(40*delta - 64)",
        ],
    ),
    // p = (big - small)/(big - m + c) with small = m = 1/2, c = 1/5
    (
        "risk-return",
        &["--vary", "p", "--vary", "big=61/100..89/100"],
        &["p = (10*big - 5)/(10*big - 3)"],
    ),
    // With c = 1/2, cost = 4, r = 1/10: q* = 3/(3 + 7 t), and 20/37 of it
    (
        "brinkmanship",
        &["--vary", "p", "--vary", "t=3/10..1"],
        &["p = 3/(3 + 7*t)", "p = 60/(111 + 259*t)"],
    ),
    // 1/(1 + w) and (1 + s)/(1 + w) with s = 1, for the full commitment and for the partial one, 1/2
    (
        "protectors-dilemma",
        &["--vary", "fully=1/5..1", "--vary", "w=0..5"],
        &["fully = 1/(1 + w)", "fully = 2/(1 + w)", "w = 1", "w = 3"],
    ),
    // beta = d/(b + d) with b = 2; e = beta (c - a) with e = 1/4, c - a = 3/2
    (
        "inspection",
        &["--vary", "beta", "--vary", "d=0..4"],
        &["beta = d/(2 + d)", "beta = 1/6"],
    ),
    // e = beta (c - a); beta = d/(b + d) with d = 1
    (
        "inspection",
        &["--vary", "e=0..2", "--vary", "beta"],
        &["e = 3/2*beta", "beta = 1/3"],
    ),
    // With r* = 2/5, k = 1/2: f/(f + l) = r*, f + l = 1/(1 + k), f/r* = 1/(1 + k)
    (
        "asymmetric-escalation",
        &["--vary", "f=0..1/2", "--vary", "l=0..1/2"],
        &["f = 2/3*l", "f = 2/3 - l", "f = 4/15"],
    ),
    // f = later, f = 1 - later and f = 1 - q later with later = 3/4
    (
        "consultation",
        &["--vary", "f=0..1", "--vary", "q"],
        &["f = 3/4", "f = 1/4", "f = 1 - 3/4*q"],
    ),
    // q* = loss/(1 + loss)
    (
        "reassurance",
        &["--vary", "p", "--vary", "loss=0..4"],
        &["p = loss/(1 + loss)"],
    ),
    // k = gain with gain = 2, and q* = 1/2
    (
        "reassurance",
        &["--vary", "p", "--vary", "k=1..4"],
        &["k = 2", "p = 1/2"],
    ),
    // e = 1, and q* = (1 + g)/(d + g) = 2/3 above it
    (
        "opposition-signal",
        &["--vary", "p", "--vary", "e=0..2"],
        &["e = 1", "p = 2/3"],
    ),
];

#[test]
fn boundaries_of_two_parameters_are_those_of_the_closed_form() {
    for &(name, arguments, equations) in PLANES {
        let answer = play(name, arguments);
        let plane = &answer["accounts"][0]["plane"];
        assert_eq!(plane["complete"], true, "{name}");
        let found: BTreeSet<&str> = plane["boundaries"]
            .as_array()
            .expect("boundaries")
            .iter()
            .filter_map(|one| one["equation"].as_str())
            .collect();
        let expected: BTreeSet<&str> = equations.iter().copied().collect();
        assert_eq!(found, expected, "{name} {arguments:?}");
    }
}

#[test]
fn every_model_is_compared_in_both_ways() {
    let models: BTreeSet<String> = std::fs::read_dir(cases())
        .expect("the models are there")
        .filter_map(Result::ok)
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    let lines: BTreeSet<String> = LINES.iter().map(|line| line.0.to_owned()).collect();
    let planes: BTreeSet<String> = PLANES.iter().map(|plane| plane.0.to_owned()).collect();
    assert_eq!((&lines, &planes), (&models, &models));
}
