//! Conflicts built by hand, without a file.

use std::sync::Arc;

use model::conflict::{
    Actor, ActorId, Conflict, Direction, Level, ListedState, NamedStateId, OptionDef, OptionId,
    Preference, PreferenceKind, RankLevel, Rule, RuleBody, Start, Statement, States, Strength,
};
use model::evidence::Basis;
use model::formula::{Formula, LevelSet};
use syntax::diagnostic::Span;

/// A conflict with these actors and nothing else.
pub fn conflict(actors: usize) -> Conflict {
    let actor = |at: usize| Actor {
        name: format!("a{at}"),
        label: None,
        span: Span::default(),
    };
    Conflict {
        title: None,
        as_of: None,
        account: None,
        notes: Vec::new(),
        actors: (0..actors).map(actor).collect(),
        options: Vec::new(),
        states: States::FromOptions { merged: Vec::new() },
        rules: Vec::new(),
        preferences: (0..actors)
            .map(|_| preference(PreferenceKind::Indifferent))
            .collect(),
        attitudes: Vec::new(),
        status_quo: Start::Unknown,
        before_events: Start::Unknown,
        set_after_events: Vec::new(),
        status_quo_basis: Basis::default(),
        status_quo_span: None,
        observed: None,
        events: Vec::new(),
        outcomes: Vec::new(),
        checks: Vec::new(),
        game: model::conflict::GameLens::default(),
        evidence: Arc::default(),
    }
}

pub fn option(at: usize, owner: Option<usize>, levels: u8, direction: Direction) -> OptionDef {
    let level = |level: u8| format!("v{level}");
    OptionDef {
        name: format!("o{at}"),
        label: None,
        owner: owner.map(actor_id),
        levels: if levels == 2 {
            Vec::new()
        } else {
            (0..levels).map(level).collect()
        },
        direction,
        basis: Basis::default(),
        span: Span::default(),
    }
}

pub fn rule(at: usize, body: RuleBody) -> Rule {
    Rule {
        name: format!("r{at}"),
        strength: Strength::Binding,
        body,
        text: String::new(),
        basis: Basis::default(),
        span: Span::default(),
    }
}

pub fn listed(name: &str, pattern: Vec<Option<Level>>) -> ListedState {
    ListedState {
        name: name.to_owned(),
        label: None,
        pattern,
        span: Span::default(),
    }
}

pub fn preference(kind: PreferenceKind) -> Preference {
    Preference {
        kind,
        adjustments: Vec::new(),
        unknown: Vec::new(),
        span: None,
    }
}

pub fn statement(formula: Formula) -> Statement {
    Statement {
        name: None,
        strongly: false,
        unordered_group: None,
        from_rule: None,
        formula,
        text: String::new(),
        basis: Basis::default(),
        span: Span::default(),
    }
}

pub fn rank_level(select: Vec<Formula>) -> RankLevel {
    RankLevel {
        select,
        rest: false,
        unordered: false,
        gap_below: false,
        basis: Basis::default(),
        span: Span::default(),
    }
}

/// A conflict in graph form: for each actor its arcs and its ranking in levels, best first.
pub fn graph_form(
    names: &[String],
    actors: &[String],
    arcs: Vec<Vec<(usize, usize)>>,
    rankings: Vec<Vec<Vec<usize>>>,
) -> Conflict {
    let mut built = conflict(actors.len());
    for (actor, name) in built.actors.iter_mut().zip(actors) {
        actor.name.clone_from(name);
    }
    let moves = arcs.into_iter().map(|arcs| {
        let mut arcs: Vec<_> = arcs
            .into_iter()
            .map(|(from, to)| (state_id(from), state_id(to)))
            .collect();
        arcs.sort_unstable();
        arcs.dedup();
        arcs
    });
    built.states = States::Listed {
        states: names.iter().map(|name| listed(name, Vec::new())).collect(),
        moves: Some(moves.collect()),
    };
    let ranking = |levels: Vec<Vec<usize>>| {
        let level = |states: Vec<usize>| {
            rank_level(
                states
                    .into_iter()
                    .map(|at| Formula::State(state_id(at)))
                    .collect(),
            )
        };
        preference(PreferenceKind::Ranking(
            levels.into_iter().map(level).collect(),
        ))
    };
    built.preferences = rankings.into_iter().map(ranking).collect();
    built
}

pub fn actor_id(at: usize) -> ActorId {
    ActorId(u16::try_from(at).expect("few actors"))
}

pub fn state_id(at: usize) -> NamedStateId {
    NamedStateId(u32::try_from(at).expect("few states"))
}

pub fn option_id(at: usize) -> OptionId {
    OptionId(u16::try_from(at).expect("few options"))
}

/// The option has this level.
pub fn is(option: usize, level: u8) -> Formula {
    Formula::Option(option_id(option), LevelSet::one(Level(level)))
}
