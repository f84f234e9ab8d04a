//! Ranks against the definitions of preference.

use graph::{Built, Control, Graph, Limits, StateId};
use model::conflict::{ActorId, PreferenceKind};
use model::{MemoryLoader, load};
use proptest::prelude::*;

const HEAD: &str = "actor A\n  option a\n  option b\n  option c\nactor B\n  option d\n  option e levels low, mid, high\nstatus quo none\n";

fn built(text: &str) -> (model::conflict::Conflict, Built) {
    let mut loader = MemoryLoader::new().with("test.conflict", text);
    let checked = load("test.conflict", &mut loader);
    let Some(case) = checked.case else {
        panic!("{text}\n{:#?}", checked.diagnostics)
    };
    let built = Graph::build(&case.base, &Limits::default(), &Control::default())
        .unwrap_or_else(|error| panic!("{text}\n{error:#?}"));
    (case.base, built)
}

fn order(built: &Built) -> Vec<Vec<String>> {
    let mut states: Vec<StateId> = built.graph.states().collect();
    states.sort_by_key(|state| std::cmp::Reverse(built.ranks.rank(ActorId(0), *state)));
    states
        .chunk_by(|a, b| built.ranks.rank(ActorId(0), *a) == built.ranks.rank(ActorId(0), *b))
        .map(|level| level.iter().map(|state| built.graph.id(*state)).collect())
        .collect()
}

fn formulas() -> impl Strategy<Value = String> {
    let atom = prop_oneof![
        Just("a".to_owned()),
        Just("b".to_owned()),
        Just("c".to_owned()),
        Just("d".to_owned()),
        Just("e = mid".to_owned()),
        Just("e >= mid".to_owned()),
    ];
    atom.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|f| format!("not ({f})")),
            (inner.clone(), inner.clone()).prop_map(|(f, g)| format!("({f}) and ({g})")),
            (inner.clone(), inner.clone()).prop_map(|(f, g)| format!("({f}) or ({g})")),
            (inner.clone(), inner.clone()).prop_map(|(f, g)| format!("({f}) if ({g})")),
            (inner.clone(), inner.clone()).prop_map(|(f, g)| format!("({f}) iff ({g})")),
            (inner.clone(), inner).prop_map(|(f, g)| format!("exactly one of ({f}), ({g})")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_first_statement_at_which_two_states_differ_decides(
        statements in proptest::collection::vec(formulas(), 1..70)
    ) {
        let text = format!("{HEAD}A prefers\n  {}\n", statements.join("\n  "));
        let (conflict, built) = built(&text);
        let PreferenceKind::Statements(statements) = &conflict.preferences[0].kind else {
            panic!("statements")
        };
        let truths = |state| -> Vec<bool> {
            statements.iter().map(|s| built.graph.holds(&s.formula, state)).collect()
        };
        for left in built.graph.states() {
            for right in built.graph.states() {
                // Booleans and vectors compare lexicographically, true above false.
                prop_assert_eq!(
                    built.ranks.rank(ActorId(0), left).cmp(&built.ranks.rank(ActorId(0), right)),
                    truths(left).cmp(&truths(right))
                );
            }
        }
    }

    #[test]
    fn the_higher_sum_of_weights_is_better(
        weights in proptest::collection::vec((-9_i64..10, formulas()), 1..20)
    ) {
        let lines: Vec<String> = weights.iter().map(|(w, f)| format!("{w} for {f}")).collect();
        let (conflict, built) = built(&format!("{HEAD}A weighs\n  {}\n", lines.join("\n  ")));
        let PreferenceKind::Weights(weights) = &conflict.preferences[0].kind else {
            panic!("weights")
        };
        let sum = |state| -> i64 {
            weights
                .iter()
                .filter(|w| built.graph.holds(&w.formula, state))
                .map(|w| w.weight)
                .sum()
        };
        for left in built.graph.states() {
            for right in built.graph.states() {
                prop_assert_eq!(
                    built.ranks.rank(ActorId(0), left).cmp(&built.ranks.rank(ActorId(0), right)),
                    sum(left).cmp(&sum(right))
                );
            }
        }
    }
}

const SMALL: &str = "actor A\n  option a\nactor B\n  option b\nstatus quo none\n";

#[test]
fn a_ranking_takes_states_at_the_first_level_that_selects_them() {
    let (_, built) = built(&format!("{SMALL}A ranks\n  YN\n  [b, NN]\n  rest\n"));
    assert_eq!(order(&built), [vec!["YN"], vec!["NN", "NY", "YY"]]);
}

#[test]
fn rest_takes_what_no_other_line_names_wherever_it_stands() {
    let (_, built) = built(&format!("{SMALL}A ranks\n  rest\n  YN\n  NN\n"));
    assert_eq!(order(&built), [vec!["NY", "YY"], vec!["YN"], vec!["NN"]]);
}

#[test]
fn adjustments_move_blocks_in_their_order() {
    let base = format!("{SMALL}A ranks\n  NN\n  YN\n  NY\n  YY\nA adjusts\n");
    let adjusted = |line: &str| order(&built(&format!("{base}  put {line}\n")).1);
    assert_eq!(
        adjusted("b above a and not b"),
        [["NN"], ["NY"], ["YY"], ["YN"]]
    );
    assert_eq!(
        adjusted("not b below a and b"),
        [["NY"], ["YY"], ["NN"], ["YN"]]
    );
    assert_eq!(
        adjusted("a level with NN"),
        [vec!["NN", "YN", "YY"], vec!["NY"]]
    );
}
