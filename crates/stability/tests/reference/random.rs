//! Random conflicts of every kind that the language can say, from a seed.

use model::conflict::{
    Adjustment, AdjustmentKind, Conflict, Direction, Level, MergedState, OptionDef, Preference,
    PreferenceKind, RuleBody, Start, States, Weight,
};
use model::evidence::Basis;
use model::formula::{Formula, LevelSet};
use syntax::diagnostic::Span;

use super::build;

/// SplitMix64 (Steele, Lea & Flood 2014): small, and the same everywhere.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    /// True once in `times`.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// The kinds of models.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// All option vectors are states, all options free.
    Free,
    /// Option form with infeasible states, one-way and many-valued options, nature.
    Constrained,
    /// The same with forced consequences.
    Consequences,
    /// The same with consent and forbidden moves.
    Consent,
    /// Option form with merged states.
    Merged,
    /// States listed by patterns, moves from the options.
    Patterns,
    /// Typed states and arcs: moves need not be transitive.
    Arcs,
    /// Typed arcs, closed in part by rules about moves.
    GuardedArcs,
}

pub const KINDS: [Kind; 8] = [
    Kind::Free,
    Kind::Constrained,
    Kind::Consequences,
    Kind::Consent,
    Kind::Merged,
    Kind::Patterns,
    Kind::Arcs,
    Kind::GuardedArcs,
];

/// A random conflict of a kind with this many actors. It may contradict itself.
pub fn conflict(random: &mut Random, kind: Kind, actors: usize) -> Conflict {
    match kind {
        Kind::Arcs | Kind::GuardedArcs => arcs(random, kind, actors),
        _ => option_form(random, kind, actors),
    }
}

/// Two or three actors with seven to nine options in all.
pub fn large(random: &mut Random, kind: Kind) -> Conflict {
    let actors = 2 + random.below(2);
    let options = (0..7 + random.below(3)).map(|at| {
        let directions = [
            Direction::Both,
            Direction::Both,
            Direction::Both,
            Direction::Up,
        ];
        let direction = if kind == Kind::Free {
            Direction::Both
        } else {
            *random.pick(&directions)
        };
        let levels = if kind != Kind::Free && at == 0 { 3 } else { 2 };
        build::option(at, Some(at % actors), levels, direction)
    });
    let options = options.collect();
    with_options(random, kind, actors, options)
}

/// Three actors with fifteen options, of which two or three can be taken together.
pub fn sparse(random: &mut Random) -> Conflict {
    let options: Vec<OptionDef> = (0..15)
        .map(|at| {
            let directions = [
                Direction::Both,
                Direction::Both,
                Direction::Up,
                Direction::Down,
            ];
            build::option(at, Some(at % 3), 2, *random.pick(&directions))
        })
        .collect();
    let all = (0..options.len()).map(|at| build::is(at, 1)).collect();
    let few = Formula::Count {
        least: 2,
        most: 2 + random.below(2) as u32,
        of: all,
    };
    let kinds = [Kind::Constrained, Kind::Consequences, Kind::Consent];
    let kind = *random.pick(&kinds);
    let mut built = with_options(random, kind, 3, options);
    let at = built.rules.len();
    built.rules.push(build::rule(at, RuleBody::Constraint(few)));
    built
}

fn option_form(random: &mut Random, kind: Kind, actors: usize) -> Conflict {
    let options = options(random, kind, actors);
    with_options(random, kind, actors, options)
}

fn with_options(
    random: &mut Random,
    kind: Kind,
    actors: usize,
    options: Vec<OptionDef>,
) -> Conflict {
    let mut built = build::conflict(actors);
    built.options = options;
    let count = built.options.len();
    let mut bodies = Vec::new();
    if kind != Kind::Free {
        for _ in 0..random.below(3) {
            bodies.push(RuleBody::Constraint(Formula::Not(Box::new(conjunction(
                random,
                &built.options,
            )))));
        }
    }
    if kind == Kind::Consequences || (kind == Kind::Merged && random.once_in(4)) {
        for _ in 0..1 + random.below(2) {
            bodies.push(consequence(random, &built.options));
        }
    }
    if kind == Kind::Consent || (kind == Kind::Merged && random.once_in(4)) {
        for _ in 0..1 + random.below(2) {
            bodies.push(guard(random, actors, &mut |random| {
                conjunction(random, &built.options)
            }));
        }
    }
    built.rules = bodies
        .into_iter()
        .enumerate()
        .map(|(at, body)| build::rule(at, body))
        .collect();
    if kind == Kind::Merged {
        let merged = MergedState {
            name: "m0".to_owned(),
            label: None,
            formula: conjunction(random, &built.options),
            span: Span::default(),
        };
        built.states = States::FromOptions {
            merged: vec![merged],
        };
    }
    if kind == Kind::Patterns {
        built.states = patterns(random, &built.options);
    }
    built.status_quo = Start::Unknown;
    if random.once_in(2) {
        let levels = built
            .options
            .iter()
            .map(|option| level(random, option))
            .collect();
        built.status_quo = Start::Options(levels);
    }
    let named = match &built.states {
        States::FromOptions { merged } => merged.len(),
        States::Listed { states, .. } => states.len(),
    };
    let preferences = (0..actors).map(|_| {
        preference(random, &mut |random| match (named, count) {
            (1.., _) if random.once_in(4) => Formula::State(build::state_id(random.below(named))),
            _ => formula(random, &built.options, 2),
        })
    });
    built.preferences = preferences.collect();
    built
}

fn options(random: &mut Random, kind: Kind, actors: usize) -> Vec<OptionDef> {
    let mut options = Vec::new();
    let most = if actors <= 3 { 2 } else { 1 };
    let plain = kind == Kind::Free;
    for actor in 0..actors {
        let own = 1 + random.below(most);
        for _ in 0..own {
            let levels = if !plain && own == 1 && random.once_in(6) {
                3
            } else {
                2
            };
            let direction = *random.pick(&[
                Direction::Both,
                Direction::Both,
                Direction::Both,
                Direction::Up,
                Direction::Down,
                Direction::Fixed,
            ]);
            let direction = if plain { Direction::Both } else { direction };
            options.push(build::option(options.len(), Some(actor), levels, direction));
        }
    }
    if !plain && actors < 4 && random.once_in(5) {
        options.push(build::option(options.len(), None, 2, Direction::Both));
    }
    options
}

fn level(random: &mut Random, option: &OptionDef) -> Level {
    Level(random.below(usize::from(option.level_count())) as u8)
}

fn literal(random: &mut Random, options: &[OptionDef]) -> Formula {
    let at = random.below(options.len());
    let levels = usize::from(options[at].level_count());
    Formula::Option(
        build::option_id(at),
        LevelSet(1 + random.below((1 << levels) - 2) as u64),
    )
}

fn conjunction(random: &mut Random, options: &[OptionDef]) -> Formula {
    let parts = 1 + random.below(3);
    Formula::And((0..parts).map(|_| literal(random, options)).collect())
}

fn formula(random: &mut Random, options: &[OptionDef], depth: usize) -> Formula {
    let part = |random: &mut Random| formula(random, options, depth.saturating_sub(1));
    match if depth == 0 { 0 } else { random.below(7) } {
        0 | 1 => literal(random, options),
        2 => Formula::Not(Box::new(part(random))),
        3 => Formula::And(vec![part(random), part(random)]),
        4 => Formula::Or(vec![part(random), part(random)]),
        5 => Formula::Iff(Box::new(part(random)), Box::new(part(random))),
        _ => {
            let of: Vec<Formula> = (0..3).map(|_| part(random)).collect();
            Formula::Count {
                least: random.below(2) as u32,
                most: 1 + random.below(2) as u32,
                of,
            }
        }
    }
}

fn consequence(random: &mut Random, options: &[OptionDef]) -> RuleBody {
    let sets = (0..1 + random.below(2)).map(|_| {
        let at = random.below(options.len());
        let level = if random.once_in(3) {
            level(random, &options[at])
        } else {
            Level(0)
        };
        (build::option_id(at), level)
    });
    let sets = sets.collect();
    RuleBody::Consequence {
        trigger: conjunction(random, options),
        sets,
    }
}

fn guard(
    random: &mut Random,
    actors: usize,
    what: &mut dyn FnMut(&mut Random) -> Formula,
) -> RuleBody {
    let of = build::actor_id(random.below(actors));
    if random.once_in(2) {
        return RuleBody::Consent {
            what: what(random),
            of,
            by: what(random),
        };
    }
    let by = if random.once_in(2) {
        None
    } else {
        Some(vec![of])
    };
    RuleBody::NoMove {
        from: what(random),
        to: what(random),
        by,
    }
}

/// Distinct vectors by name, the first with one option left open.
fn patterns(random: &mut Random, options: &[OptionDef]) -> States {
    let mut vectors: Vec<Vec<Option<Level>>> = Vec::new();
    let open = random.below(options.len());
    for at in 0..3 + random.below(6) {
        let mut vector: Vec<Option<Level>> = options
            .iter()
            .map(|option| Some(level(random, option)))
            .collect();
        if at == 0 {
            vector[open] = None;
        }
        vectors.push(vector);
    }
    let overlap = |a: &Vec<Option<Level>>, b: &Vec<Option<Level>>| {
        a.iter()
            .zip(b)
            .all(|(a, b)| a.is_none() || b.is_none() || a == b)
    };
    let mut kept: Vec<Vec<Option<Level>>> = Vec::new();
    for vector in vectors {
        if !kept.iter().any(|other| overlap(other, &vector)) {
            kept.push(vector);
        }
    }
    let name = |at: usize| format!("s{at}");
    let states = kept.into_iter().enumerate();
    let states = states
        .map(|(at, pattern)| build::listed(&name(at), pattern))
        .collect();
    States::Listed {
        states,
        moves: None,
    }
}

fn arcs(random: &mut Random, kind: Kind, actors: usize) -> Conflict {
    let states = 3 + random.below(if actors > 3 { 5 } else { 8 });
    let names: Vec<String> = (0..states).map(|at| format!("s{}", at + 1)).collect();
    let actor_names: Vec<String> = (0..actors).map(|at| format!("a{at}")).collect();
    let density = 2 + random.below(4);
    let arcs = (0..actors).map(|_| {
        let pairs = (0..states).flat_map(|from| (0..states).map(move |to| (from, to)));
        pairs
            .filter(|(from, to)| from != to && random.once_in(density))
            .collect()
    });
    let arcs = arcs.collect();
    let tied = random.once_in(2);
    let rankings = (0..actors).map(|_| ranking(random, states, tied)).collect();
    let mut built = build::graph_form(&names, &actor_names, arcs, rankings);
    if random.once_in(3) {
        for preference in &mut built.preferences {
            *preference = self::preference(random, &mut |random| some_states(random, states));
        }
    }
    if kind == Kind::GuardedArcs {
        let guard = guard(random, actors, &mut |random| some_states(random, states));
        built.rules = vec![build::rule(0, guard)];
    }
    if random.once_in(2) {
        built.status_quo = Start::Named(build::state_id(random.below(states)));
    }
    built
}

fn some_states(random: &mut Random, states: usize) -> Formula {
    let one = |random: &mut Random| Formula::State(build::state_id(random.below(states)));
    let any = Formula::Or((0..1 + random.below(3)).map(|_| one(random)).collect());
    if random.once_in(4) {
        any.negated()
    } else {
        any
    }
}

/// A random order of states in levels; strict, or with ties.
fn ranking(random: &mut Random, states: usize, tied: bool) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..states).collect();
    for at in (1..states).rev() {
        order.swap(at, random.below(at + 1));
    }
    let mut levels: Vec<Vec<usize>> = Vec::new();
    for state in order {
        match levels.last_mut() {
            Some(level) if tied && random.once_in(3) => level.push(state),
            _ => levels.push(vec![state]),
        }
    }
    levels
}

fn preference(random: &mut Random, formula: &mut dyn FnMut(&mut Random) -> Formula) -> Preference {
    let lines = 1 + random.below(5);
    let kind = match random.below(8) {
        0 => PreferenceKind::Indifferent,
        1 | 2 => PreferenceKind::Weights((0..lines).map(|_| weight(random, formula)).collect()),
        3 | 4 => PreferenceKind::Ranking(rank_levels(random, lines, formula)),
        _ => PreferenceKind::Statements(
            (0..lines)
                .map(|_| build::statement(formula(random)))
                .collect(),
        ),
    };
    let mut preference = build::preference(kind);
    if random.once_in(4) {
        preference.adjustments.push(adjustment(random, formula));
    }
    preference
}

fn weight(random: &mut Random, formula: &mut dyn FnMut(&mut Random) -> Formula) -> Weight {
    Weight {
        weight: random.below(9) as i64 - 4,
        formula: formula(random),
        text: String::new(),
        basis: Basis::default(),
        span: Span::default(),
    }
}

fn rank_levels(
    random: &mut Random,
    lines: usize,
    formula: &mut dyn FnMut(&mut Random) -> Formula,
) -> Vec<model::conflict::RankLevel> {
    let mut levels: Vec<_> = (0..lines)
        .map(|_| {
            let select = (0..1 + random.below(2)).map(|_| formula(random)).collect();
            let mut level = build::rank_level(select);
            level.unordered = random.once_in(5);
            level
        })
        .collect();
    let mut rest = build::rank_level(Vec::new());
    rest.rest = true;
    levels.insert(random.below(lines + 1), rest);
    levels
}

fn adjustment(random: &mut Random, formula: &mut dyn FnMut(&mut Random) -> Formula) -> Adjustment {
    let kinds = [
        AdjustmentKind::Above,
        AdjustmentKind::Below,
        AdjustmentKind::LevelWith,
    ];
    Adjustment {
        kind: *random.pick(&kinds),
        states: formula(random),
        reference: formula(random),
        text: String::new(),
        basis: Basis::default(),
        span: Span::default(),
    }
}
