//! Models for measuring: made from a seed, in every size.
//!
//! Four families: free options with random rankings, free options with prioritised statements, and
//! both with a third of the states infeasible, one-way options and a forced consequence. Beside
//! them [`matrix`], the method that the field's programs use, as a yardstick. [`documents`] are texts
//! that share planted passages; [`games`] are games with hidden cards and dice.

pub mod documents;
pub mod games;
pub mod matrix;

use std::sync::Arc;

use graph::{Graph, Ranks};
use model::conflict::{
    Actor, ActorId, Conflict, Direction, Level, OptionDef, OptionId, Preference, PreferenceKind,
    Rule, RuleBody, Start, Statement, States, Strength,
};
use model::evidence::{Basis, Evidence};
use model::formula::{Formula, LevelSet};
use syntax::diagnostic::Span;

/// A small generator of pseudo-random numbers (SplitMix64), so that models need no library.
#[derive(Clone, Debug)]
pub struct Random(pub u64);

impl Random {
    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.draw() % bound.max(1)
    }
}

/// Which restrictions a model has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Every option vector is a state, every option is free.
    Free,
    /// About a third of the option vectors infeasible, one option of each actor irreversible, one
    /// forced consequence.
    Restricted,
}

/// A conflict with `options` yes/no options dealt evenly to `actors` actors, each with twelve
/// random prioritised statements.
#[must_use]
pub fn conflict(actors: u16, options: u16, shape: Shape, seed: u64) -> Conflict {
    let mut random = Random(seed);
    let per_actor = options / actors;
    Conflict {
        title: None,
        as_of: None,
        account: None,
        notes: Vec::new(),
        actors: (0..actors)
            .map(|actor| Actor {
                name: format!("A{actor}"),
                label: None,
                span: Span::default(),
            })
            .collect(),
        options: (0..options)
            .map(|option| OptionDef {
                name: format!("o{option}"),
                label: None,
                owner: Some(ActorId((option / per_actor.max(1)).min(actors - 1))),
                levels: Vec::new(),
                direction: if shape == Shape::Restricted && option % per_actor.max(1) == 0 {
                    Direction::Up
                } else {
                    Direction::Both
                },
                basis: Basis::default(),
                span: Span::default(),
            })
            .collect(),
        states: States::FromOptions { merged: Vec::new() },
        rules: match shape {
            Shape::Free => Vec::new(),
            Shape::Restricted => rules(options),
        },
        preferences: (0..actors)
            .map(|_| Preference {
                kind: PreferenceKind::Statements(
                    (0..12).map(|_| statement(&mut random, options)).collect(),
                ),
                adjustments: Vec::new(),
                unknown: Vec::new(),
                span: None,
            })
            .collect(),
        attitudes: Vec::new(),
        status_quo: Start::Options(vec![Level(0); usize::from(options)]),
        before_events: Start::Options(vec![Level(0); usize::from(options)]),
        set_after_events: Vec::new(),
        status_quo_basis: Basis::default(),
        status_quo_span: None,
        observed: None,
        events: Vec::new(),
        outcomes: Vec::new(),
        checks: Vec::new(),
        game: model::conflict::GameLens::default(),
        evidence: Arc::new(Evidence::default()),
    }
}

fn taken(option: u16) -> Formula {
    Formula::Option(OptionId(option), LevelSet(2))
}

fn statement(random: &mut Random, options: u16) -> Statement {
    let mut literal = || {
        let formula = taken(random.below(u64::from(options)) as u16);
        if random.below(2) == 0 {
            formula
        } else {
            formula.negated()
        }
    };
    let formula = Formula::Or(vec![literal(), Formula::And(vec![literal(), literal()])]);
    Statement {
        name: None,
        strongly: false,
        unordered_group: None,
        from_rule: None,
        text: String::new(),
        formula,
        basis: Basis::default(),
        span: Span::default(),
    }
}

/// A constraint and a forced consequence that leave 21 of 32 option vectors, about two thirds: the
/// last option but one of the last actor stops without the third of the first.
fn rules(options: u16) -> Vec<Rule> {
    let rule = |name: &str, body| Rule {
        name: name.into(),
        strength: Strength::Binding,
        body,
        text: String::new(),
        basis: Basis::default(),
        span: Span::default(),
    };
    let together = [1, options / 2, options - 1].map(taken).to_vec();
    vec![
        rule(
            "exclusive",
            RuleBody::Constraint(Formula::And(together).negated()),
        ),
        rule(
            "supply",
            RuleBody::Consequence {
                trigger: taken(2).negated(),
                sets: vec![(OptionId(options - 2), Level(0))],
            },
        ),
    ]
}

/// A strict ranking for every actor: each a random permutation of the states.
#[must_use]
pub fn random_rankings(graph: &Graph, seed: u64) -> Ranks {
    let mut random = Random(seed);
    let states: Vec<usize> = graph.states().map(graph::StateId::index).collect();
    Ranks::from_vectors(
        (0..graph.actor_count())
            .map(|_| {
                let mut order: Vec<u32> = (1..=states.len() as u32).collect();
                for at in (1..order.len()).rev() {
                    order.swap(at, random.below(at as u64 + 1) as usize);
                }
                let mut ranks = vec![0; graph.index_len()];
                for (state, rank) in states.iter().zip(order) {
                    ranks[*state] = rank;
                }
                ranks
            })
            .collect(),
    )
}

/// The peak memory of this process, where the system tells.
#[must_use]
pub fn peak_megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
    kilobytes.map_or(f64::NAN, |kilobytes| kilobytes / 1000.0)
}
