//! Every store gives the same states, moves and ranks, and they are what the definitions say.

use std::collections::{BTreeMap, BTreeSet};

use graph::dense::Dense;
use graph::explicit::Explicit;
use graph::layout::Code;
use graph::step::{Settled, Step};
use graph::{BuildError, Built, Control, Graph, Limits, StateId, count::Diagram};
use model::conflict::{ActorId, Conflict, Direction, OptionId, RuleBody};
use model::{MemoryLoader, load};
use proptest::prelude::*;

fn conflict(text: &str) -> Conflict {
    let mut loader = MemoryLoader::new().with("test.conflict", text);
    let checked = load("test.conflict", &mut loader);
    match checked.case {
        Some(case) => case.base,
        None => panic!("{text}\n{:#?}", checked.diagnostics),
    }
}

fn build(text: &str) -> Result<Built, BuildError> {
    Graph::build(&conflict(text), &Limits::default(), &Control::default())
}

fn built(text: &str) -> Built {
    build(text).unwrap_or_else(|error| panic!("{text}\n{error:#?}"))
}

fn ids(graph: &Graph) -> Vec<String> {
    graph.states().map(|state| graph.id(state)).collect()
}

fn codes_of(error: Result<Built, BuildError>) -> Vec<&'static str> {
    match error {
        Ok(_) => Vec::new(),
        Err(BuildError::Model(all)) => all.iter().map(|one| one.code).collect(),
        Err(BuildError::TooLarge(one)) => vec![one.code],
        Err(BuildError::Interrupted) => vec!["interrupted"],
    }
}

/// A random model in option form, as text: levels, one-way options, constraints, consequences,
/// consent.
fn models() -> impl Strategy<Value = String> {
    let option = (0_u8..4, 0_u8..5);
    let rule = (0_u8..7, 0_usize..6, 0_usize..6, 0_usize..6);
    (
        proptest::collection::vec(option, 2..6),
        proptest::collection::vec(rule, 0..4),
        1_usize..4,
    )
        .prop_map(|(options, rules, actors)| text(&options, &rules, actors))
}

fn text(options: &[(u8, u8)], rules: &[(u8, usize, usize, usize)], actors: usize) -> String {
    let mut text = String::from("conflict \"random\"\n");
    for actor in 0..actors.min(options.len()) {
        text += &format!("actor A{actor}\n");
        let own = options
            .iter()
            .enumerate()
            .filter(|(at, _)| at % actors == actor);
        for (at, (levels, direction)) in own {
            text += &format!("  option o{at}");
            if *levels == 3 {
                text += " levels low, mid, high";
            }
            text += match direction {
                2 => " irreversible\n",
                3 => " irreversible once dropped\n",
                4 => " fixed\n",
                _ => "\n",
            };
        }
    }
    let atom = |at: usize| {
        let at = at % options.len();
        if options[at].0 == 3 {
            format!("o{at} = mid")
        } else {
            format!("o{at}")
        }
    };
    for (at, (kind, a, b, c)) in rules.iter().enumerate() {
        let (a, b, c) = (atom(*a), atom(*b), atom(*c));
        text += &match kind {
            0 => format!("rule r{at} {a} forbidden while {b}\n"),
            1 => format!("rule r{at} always {a} or {b} or not {c}\n"),
            2 => format!("rule r{at} at most one of {a}, {b}, not {c}\n"),
            3 => format!("rule r{at} when {a} and {b} then {c}\n"),
            4 => format!("rule r{at} when not {a} and {c} then not {b}\n").replace("not not ", ""),
            5 => format!("rule r{at} {a} needs consent of A0 by {b}\n"),
            _ => format!("rule r{at} no move from {a} to {b} and {c}\n"),
        };
    }
    text + "status quo none\n"
}

/// States by trying every option vector against the definitions, without the engine's packing.
fn naive_states(conflict: &Conflict) -> BTreeSet<Vec<u8>> {
    let mut all: Vec<Vec<u8>> = vec![Vec::new()];
    for option in &conflict.options {
        all = all
            .iter()
            .flat_map(|vector| {
                (0..option.level_count()).map(|level| {
                    let mut longer = vector.clone();
                    longer.push(level);
                    longer
                })
            })
            .collect();
    }
    all.retain(|vector| {
        let level = |option: OptionId| model::conflict::Level(vector[option.index()]);
        conflict.rules.iter().all(|rule| match &rule.body {
            RuleBody::Constraint(formula) => formula.holds(&level, None),
            RuleBody::Consequence { trigger, sets } => {
                !trigger.holds(&level, None)
                    || sets.iter().all(|(option, value)| level(*option) == *value)
            }
            RuleBody::Consent { .. } | RuleBody::NoMove { .. } => true,
        })
    });
    all.into_iter().collect()
}

fn vector(graph: &Graph, conflict: &Conflict, state: StateId) -> Vec<u8> {
    (0..conflict.options.len())
        .map(|option| {
            graph
                .level(state, OptionId(option as u16))
                .unwrap_or_default()
                .0
        })
        .collect()
}

/// All arcs of a graph, by option vectors.
fn arcs(graph: &Graph, conflict: &Conflict) -> BTreeMap<(u16, Vec<u8>), BTreeSet<Vec<u8>>> {
    let mut arcs = BTreeMap::new();
    let mut ends = Vec::new();
    for actor in graph.actors() {
        for state in graph.states() {
            graph.moves(actor, state, &mut ends);
            let ends = ends
                .iter()
                .map(|end| vector(graph, conflict, *end))
                .collect();
            arcs.insert((actor.0, vector(graph, conflict, state)), ends);
        }
    }
    arcs
}

/// The same arcs from the definition of a move.
fn naive_arcs(conflict: &Conflict) -> BTreeMap<(u16, Vec<u8>), BTreeSet<Vec<u8>>> {
    let states = naive_states(conflict);
    let mut arcs: BTreeMap<(u16, Vec<u8>), BTreeSet<Vec<u8>>> = BTreeMap::new();
    for actor in 0..conflict.actors.len() as u16 {
        for state in &states {
            let ends = arcs.entry((actor, state.clone())).or_default();
            for changed in changes(conflict, ActorId(actor), state) {
                if let Some(end) = settle(conflict, changed)
                    && end != *state
                    && states.contains(&end)
                    && open(conflict, ActorId(actor), state, &end)
                {
                    ends.insert(end);
                }
            }
        }
    }
    arcs
}

fn changes(conflict: &Conflict, actor: ActorId, state: &[u8]) -> Vec<Vec<u8>> {
    let mut all = vec![state.to_vec()];
    for (at, option) in conflict.options.iter().enumerate() {
        if option.owner != Some(actor) {
            continue;
        }
        let levels = (0..option.level_count()).filter(|level| match option.direction {
            Direction::Both => true,
            Direction::Up => *level >= state[at],
            Direction::Down => *level <= state[at],
            Direction::Fixed => *level == state[at],
        });
        let levels: Vec<u8> = levels.collect();
        all = all
            .iter()
            .flat_map(|vector| {
                levels.iter().map(|level| {
                    let mut changed = vector.clone();
                    changed[at] = *level;
                    changed
                })
            })
            .collect();
    }
    all.retain(|vector| vector != state);
    all
}

fn settle(conflict: &Conflict, mut vector: Vec<u8>) -> Option<Vec<u8>> {
    let mut seen = BTreeSet::new();
    while seen.insert(vector.clone()) {
        let before = vector.clone();
        let mut pending = false;
        for rule in &conflict.rules {
            if let RuleBody::Consequence { trigger, sets } = &rule.body {
                let now = vector.clone();
                let level = |option: OptionId| model::conflict::Level(now[option.index()]);
                let early = |option: OptionId| model::conflict::Level(before[option.index()]);
                pending |= trigger.holds(&early, None)
                    && sets.iter().any(|(option, value)| early(*option) != *value);
                if trigger.holds(&level, None) {
                    for (option, value) in sets {
                        vector[option.index()] = value.0;
                    }
                }
            }
        }
        if !pending {
            return Some(before);
        }
    }
    None
}

fn open(conflict: &Conflict, actor: ActorId, from: &[u8], to: &[u8]) -> bool {
    let before = |option: OptionId| model::conflict::Level(from[option.index()]);
    let after = |option: OptionId| model::conflict::Level(to[option.index()]);
    conflict.rules.iter().all(|rule| match &rule.body {
        RuleBody::Consent { what, by, .. } => {
            what.holds(&before, None) || !what.holds(&after, None) || by.holds(&before, None)
        }
        RuleBody::NoMove { from, to, by } => {
            by.as_ref().is_some_and(|by| !by.contains(&actor))
                || !from.holds(&before, None)
                || !to.holds(&after, None)
        }
        RuleBody::Constraint(_) | RuleBody::Consequence { .. } => true,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn states_and_moves_follow_the_definitions(text in models()) {
        let mut loader = MemoryLoader::new().with("test.conflict", text.as_str());
        let checked = load("test.conflict", &mut loader);
        // Some random rules are refused by the model itself (a one-way option undone for sure).
        prop_assume!(checked.case.is_some());
        let conflict = checked.case.map(|case| case.base).unwrap_or_else(|| unreachable!());
        match Graph::build(&conflict, &Limits::default(), &Control::default()) {
            Ok(built) => {
                let states: BTreeSet<_> = built
                    .graph
                    .states()
                    .map(|state| vector(&built.graph, &conflict, state))
                    .collect();
                prop_assert_eq!(&states, &naive_states(&conflict));
                prop_assert_eq!(built.graph.count(), states.len());
                prop_assert_eq!(arcs(&built.graph, &conflict), naive_arcs(&conflict));
            }
            Err(BuildError::Model(all)) => {
                let known = ["no-feasible-state", "status-quo-infeasible", "consequence-circle", "consequence-undoes"];
                prop_assert!(all.iter().all(|one| known.contains(&one.code)), "{:?}", all);
            }
            Err(other) => prop_assert!(false, "{:?}", other),
        }
    }

    #[test]
    fn the_diagram_counts_and_lists_what_the_dense_store_finds(text in models()) {
        let mut loader = MemoryLoader::new().with("test.conflict", text.as_str());
        let checked = load("test.conflict", &mut loader);
        prop_assume!(checked.case.is_some());
        let conflict = checked.case.map(|case| case.base).unwrap_or_else(|| unreachable!());
        let step = Step::new(&conflict).unwrap_or_else(|bits| panic!("{bits} bits"));
        let dense = Dense::new(step.clone(), &Control::default()).unwrap_or_else(|_| unreachable!());
        let diagram = Diagram::new(&step).unwrap_or_else(|| unreachable!());
        prop_assert_eq!(diagram.count(), dense.count().to_string());
        let listed: Vec<Code> = dense.states().iter().map(|state| Code::from(state.0)).collect();
        prop_assert_eq!(diagram.states(1 << 20), Some(listed.clone()));
        if !listed.is_empty() && dense.defect().is_none() {
            let explicit = Explicit::from_codes(&step, &listed, &[]).unwrap_or_else(|e| panic!("{e:?}"));
            for actor in 0..conflict.actors.len() {
                let actor = ActorId(actor as u16);
                for (at, code) in listed.iter().enumerate() {
                    let mut ends = BTreeSet::new();
                    dense.for_each_move(actor, StateId(*code as u32), &mut |end| {
                        ends.insert(Code::from(end.0));
                    });
                    let arcs = explicit.arcs(actor).unwrap_or_else(|| unreachable!());
                    let same: BTreeSet<Code> = arcs
                        .from(StateId(at as u32))
                        .iter()
                        .map(|end| listed[end.index()])
                        .collect();
                    prop_assert_eq!(ends, same);
                }
            }
        }
    }

    #[test]
    fn settling_ends_where_nothing_is_pending(text in models(), start in 0_u32..243) {
        let mut loader = MemoryLoader::new().with("test.conflict", text.as_str());
        let checked = load("test.conflict", &mut loader);
        prop_assume!(checked.case.is_some());
        let conflict = checked.case.map(|case| case.base).unwrap_or_else(|| unreachable!());
        let step = Step::new(&conflict).unwrap_or_else(|bits| panic!("{bits} bits"));
        let start = Code::from(start) & ((1 << step.layout.bits()) - 1);
        if let Settled::At(end) = step.settle(start) {
            prop_assert!(step.consequences.iter().all(|c| !c.is_pending(end)));
        }
    }
}

const TWO: &str = "actor A\n  option a\n  option b\nactor B\n  option c\n";

#[test]
fn states_are_numbered_with_the_first_option_fastest() {
    let built = built(&format!("{TWO}status quo none\n"));
    let expected = ["NNN", "YNN", "NYN", "YYN", "NNY", "YNY", "NYY", "YYY"];
    assert_eq!(ids(&built.graph), expected);
}

#[test]
fn levels_are_joined_by_hyphens() {
    let built =
        built("actor A\n  option a\n  option t levels none, low, high\nstatus quo a, t = high\n");
    let status_quo = built.graph.status_quo().map(|state| built.graph.id(state));
    assert_eq!(status_quo.as_deref(), Some("Y-high"));
    assert_eq!(built.graph.count(), 6);
}

#[test]
fn a_ban_keeps_the_ally_from_withdrawing_and_a_consequence_does_not() {
    let base = "actor Israel\n  option strikes\nactor US\n  option enable\n";
    let end = "status quo strikes, enable\n";
    let moves = |rule: &str| {
        let built = built(&format!("{base}rule supply {rule}\n{end}"));
        let mut ends = Vec::new();
        let from = built.graph.status_quo().unwrap_or(StateId(0));
        built.graph.moves(ActorId(1), from, &mut ends);
        ends.iter()
            .map(|end| built.graph.id(*end))
            .collect::<Vec<_>>()
    };
    assert!(moves("strikes requires enable").is_empty());
    assert_eq!(moves("strikes stop without enable"), ["NN"]);
}

#[test]
fn merged_states_take_all_moves_of_their_members() {
    let built = built(&format!(
        "{TWO}state out \"all is over\" merges c\nstatus quo none\n"
    ));
    assert_eq!(ids(&built.graph), ["NNN", "YNN", "NYN", "YYN", "out"]);
    let mut ends = Vec::new();
    let out = built.graph.find_id("out").unwrap_or(StateId(0));
    built.graph.moves(ActorId(1), out, &mut ends);
    assert_eq!(
        ends.len(),
        4,
        "withdrawing c leads back to each of the four"
    );
    built.graph.moves(ActorId(0), out, &mut ends);
    assert!(
        ends.is_empty(),
        "moves within the merged state are no moves"
    );
}

#[test]
fn contradicting_rules_are_named_alone() {
    let text = format!(
        "{TWO}rule one always a or b\nrule two never a\nrule three c requires b\nrule four never b\nstatus quo none\n"
    );
    let Err(BuildError::Model(all)) = build(&text) else {
        panic!("must fail")
    };
    assert_eq!(all[0].code, "no-feasible-state");
    assert_eq!(all[0].labels.len(), 2, "one, two and four, not three");
}

#[test]
fn what_needs_states_to_see_is_reported() {
    let cases: [(&str, &[&str]); 5] = [
        (
            "rule r always a\nstatus quo none\n",
            &["status-quo-infeasible"],
        ),
        ("A ranks\n  YYY\nstatus quo none\n", &["ranking-incomplete"]),
        (
            "rule x when a and c then b\nrule y when a and b then not b\nstatus quo none\n",
            &["consequence-circle"],
        ),
        (
            "state x \"x\" merges a\nstate y \"y\" merges b\nstatus quo none\n",
            &["states-overlap"],
        ),
        (
            "status quo none\nobserved a\nrule r never a\n",
            &["observed-infeasible"],
        ),
    ];
    for (end, expected) in cases {
        assert_eq!(codes_of(build(&format!("{TWO}{end}"))), expected, "{end}");
    }
}

#[test]
fn a_consequence_that_undoes_a_one_way_option_is_an_error_where_it_happens() {
    let head =
        "actor A\n  option a irreversible\nactor B\n  option c\nrule r c ends a\nstatus quo none\n";
    assert_eq!(codes_of(build(head)), ["consequence-undoes"]);
    let excluded = format!("{head}rule s no move from a to c\nrule t c forbidden while a\n");
    assert_eq!(
        codes_of(build(&excluded)),
        ["consequence-undoes"],
        "c drops a in the same move"
    );
    let never = format!("{head}rule s always not c\n");
    assert!(codes_of(build(&never)).is_empty(), "no state has c");
    // The same in a sparse store: forty more options, all but one combination excluded.
    let mut sparse = String::from("actor A\n  option a irreversible\nactor B\n  option c\n");
    let names: Vec<String> = (0..40).map(|option| format!("o{option}")).collect();
    for name in &names {
        sparse += &format!("  option {name} fixed\n");
    }
    sparse += &format!(
        "rule s never ({})\nrule r c ends a\nstatus quo none\n",
        names.join(" or ")
    );
    let Err(error) = build(&sparse) else {
        panic!("must fail")
    };
    assert!(
        matches!(&error, BuildError::Model(all) if all[0].code == "consequence-undoes"),
        "{error:?}"
    );
}

#[test]
fn warnings_that_need_states() {
    let text = format!(
        "{TWO}rule one never a and b\nrule two never a and b and c\nA prefers\n  not (a and b)\n  c\nB prefers\n  a\nstatus quo none\n"
    );
    let codes: Vec<_> = built(&text).warnings.iter().map(|w| w.code).collect();
    assert_eq!(codes, ["rule-never-applies", "same-everywhere"]);
}

#[test]
fn too_many_states_are_counted_before_any_work() {
    let mut text = String::from("actor A\n");
    for option in 0..100 {
        text += &format!("  option o{option}\n");
    }
    text += "rule one at least one of o0, o1\nstatus quo o0\n";
    let Err(BuildError::TooLarge(diagnostic)) = build(&text) else {
        panic!("must fail")
    };
    assert_eq!(diagnostic.code, "too-many-states");
    // 3/4 of 2^100 is 9.5 × 10^29.
    assert!(
        diagnostic.message.contains("9.5 × 10^29"),
        "{}",
        diagnostic.message
    );
}

#[test]
fn many_options_with_few_states_are_fine() {
    let mut text = String::new();
    for actor in 0..2 {
        text += &format!("actor A{actor}\n");
        for option in 0..40 {
            text += &format!("  option o{actor}x{option}\n");
        }
        let all: Vec<String> = (0..40).map(|o| format!("o{actor}x{o}")).collect();
        text += &format!("rule r{actor} exactly one of {}\n", all.join(", "));
    }
    text += "status quo o0x0, o1x0\n";
    let built = built(&text);
    assert_eq!(built.graph.count(), 1600);
    let mut ends = Vec::new();
    let from = built.graph.status_quo().unwrap_or(StateId(0));
    built.graph.moves(ActorId(0), from, &mut ends);
    assert_eq!(ends.len(), 39);
}

#[test]
fn more_bits_than_a_state_holds() {
    let mut text = String::from("actor A\n");
    for option in 0..200 {
        text += &format!("  option o{option}\n");
    }
    assert_eq!(
        codes_of(build(&(text + "status quo none\n"))),
        ["too-many-options"]
    );
}
