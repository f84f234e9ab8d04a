//! What holds for any text: nothing panics, layout does not matter, accounts do what their edits
//! say, and JSON comes back from text.

mod support;

use model::conflict::{Case, Level, PreferenceKind, Start};
use model::interchange::{from_json, to_conflict_text, to_json};
use model::{MemoryLoader, load};
use proptest::prelude::*;
use support::describe;
use syntax::diagnostic::{FileId, Severity};

/// Words and signs of the language, so that random texts get past the parser.
const PIECES: &[&str] = &[
    "actor",
    "A",
    "B",
    "option",
    "x",
    "y",
    "z",
    "levels",
    "none,",
    "low",
    "irreversible",
    "nature",
    "rule",
    "r",
    "never",
    "always",
    "requires",
    "stop without",
    "ends",
    "when",
    "then",
    "and",
    "or",
    "not",
    "if",
    "iff",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "=",
    ">=",
    "->",
    "<->",
    "A.x",
    "prefers",
    "weighs",
    "ranks",
    "revises",
    "adjusts",
    "3 for",
    "-9223372036854775808 for",
    "rest",
    "gap",
    "add",
    "drop",
    "replace",
    "with",
    "move",
    "first",
    "last",
    "before",
    "put",
    "above",
    "level with",
    "account",
    "one",
    "extends",
    "two",
    "end",
    "status quo",
    "observed",
    "event",
    "e",
    "happened",
    "on 2025-01-01",
    "as of 2025-01-01",
    "set",
    "state",
    "s1",
    "is",
    "Y-N",
    "YN",
    "merges",
    "moves",
    "check",
    "under",
    "nash",
    "l2",
    "equilibrium",
    "stable for",
    "states",
    "5",
    "at most 1 of",
    "document",
    "d",
    "passage",
    "p",
    "\"words\"",
    "from",
    "d.p",
    "assumed \"so\"",
    "origin",
    "o",
    "via",
    "office \"O\" of",
    "held by \"H\" from 2020-01-01",
    "include \"m\"",
    "date 2025-06",
    "voice comment lines 1 to 3",
    "voice boilerplate lines 2",
    "reliability B",
    "line 2",
    "speaker comment",
    "characters 3 to 5",
    "when \"then\" is 2025",
    "as \"former O H, O H\"",
    "anonymous",
    "perhaps o",
    "other than o",
    "claim",
    "shared",
    "in d",
    "words 3",
    "accepted \"so\"",
    "against d.p",
    "what if",
    "set x",
    "costly rule",
    "advisory rule",
    "weaken rule",
    "to advisory",
    "\n",
    "\n  ",
    "\n\n",
    "#",
    "\0",
];

fn text_of_pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..120).prop_map(|pieces| pieces.join(" "))
}

/// Loads one file, which may include itself as `m`, and checks what always holds.
fn loads(text: &str) {
    let mut loader = MemoryLoader::new().with("m", text);
    let checked = load("m", &mut loader);
    let errors = checked
        .diagnostics
        .iter()
        .any(|d| d.severity == Severity::Error);
    assert_eq!(
        checked.case.is_none(),
        errors,
        "there is a case exactly where there is no error"
    );
    let places: Vec<_> = checked.diagnostics.iter().map(|d| d.span).collect();
    assert!(places.is_sorted(), "messages are sorted by place");
    support::render(&checked.sources, &checked.diagnostics);
    if let Some(case) = &checked.case {
        let _ = to_conflict_text(case);
        let _ = to_json(&case.base, None);
        describe(case);
    }
}

fn case_of(text: &str) -> Case {
    let mut loader = MemoryLoader::new().with("m.conflict", text);
    let checked = load("m.conflict", &mut loader);
    checked
        .case
        .unwrap_or_else(|| panic!("{text}\n{:?}", checked.diagnostics))
}

/// Formulas over `x`, `y`, `z`.
fn formula() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec!["x", "y", "z", "tariff = low", "tariff >= low"]);
    leaf.prop_map(str::to_owned)
        .prop_recursive(3, 12, 3, |inner| {
            prop_oneof![
                inner.clone().prop_map(|a| format!("not ({a})")),
                (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) and ({b})")),
                (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) or ({b})")),
                (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) if ({b})")),
                (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) unless ({b})")),
                (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) iff ({b})")),
                prop::collection::vec(inner, 1..4)
                    .prop_map(|all| format!("(at most 1 of ({}))", all.join("), ("))),
            ]
        })
}

const HEAD: &str = "actor A\n  option x\n  option y\nactor B\n  option z\n  \
                    option tariff levels none, low, high\nstatus quo none\n";

fn model(statements: &[String], rest: &str) -> String {
    let lines: Vec<String> = statements
        .iter()
        .map(|line| format!("  {line}\n"))
        .collect();
    format!("{HEAD}B prefers\n  z\nA prefers\n{}{rest}", lines.concat())
}

fn texts(case: &Case, account: usize) -> Vec<String> {
    let conflict = case.accounts.get(account).unwrap_or(&case.base);
    let PreferenceKind::Statements(list) = &conflict.preferences[0].kind else {
        panic!("a list of statements");
    };
    list.iter()
        .map(|statement| statement.text.clone())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn loading_any_text_never_panics(text in any::<String>()) {
        loads(&text);
    }

    #[test]
    fn loading_words_of_the_language_never_panics(text in text_of_pieces()) {
        loads(&text);
    }

    #[test]
    fn loading_the_head_of_a_model_and_any_words_never_panics(text in text_of_pieces()) {
        loads(&format!("{HEAD}{text}"));
    }

    #[test]
    fn loading_a_good_model_with_slips_never_panics(
        which in any::<prop::sample::Index>(),
        slips in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..4), 1..5),
    ) {
        let models = good_models();
        let mut words: Vec<String> = which.get(&models).split_inclusive([' ', '\n', ',']).map(str::to_owned).collect();
        for (place, other, slip) in slips {
            let (place, other) = (place.index(words.len()), other.index(words.len()));
            match slip {
                0 => words.swap(place, other),
                1 => words[place] = words[other].clone(),
                2 => words.insert(place, words[other].clone()),
                _ => words[place] = String::new(),
            }
        }
        loads(&words.concat());
    }

    #[test]
    fn loading_any_json_never_panics(text in r#"[\[\]{}",:0-9a-zYN"\\ -]{0,80}"#) {
        loads(&format!("{{{text}"));
        loads(&format!(r#"{{"decision_makers":["A"],"states":[{{"id":1}}],"moves":{{"A":{text}"#));
    }

    #[test]
    fn layout_does_not_matter(
        statements in prop::collection::vec(formula(), 1..6),
        rule in formula(),
        indent in 0_usize..5,
        comment in "[a-z \"]{0,12}",
    ) {
        let text = model(&statements, &format!("rule r always {rule}\n"));
        let mut spaced = String::new();
        for line in text.lines() {
            let line = line.replace(" and ", " and\n      ").replace('(', "( ").replace(',', " ,\n ");
            spaced.push_str(&format!("{}{}  # {comment}\n\n", " ".repeat(indent), line.trim_start()));
        }
        let mut loader = MemoryLoader::new().with("m.conflict", spaced.clone());
        // A rule may contradict itself; then both layouts say so.
        let Some(other) = load("m.conflict", &mut loader).case else {
            let mut loader = MemoryLoader::new().with("m.conflict", text);
            prop_assert!(load("m.conflict", &mut loader).case.is_none());
            return Ok(());
        };
        prop_assert_eq!(describe(&case_of(&text)), describe(&other), "{}", spaced);
    }

    #[test]
    fn formulas_come_back_from_their_text(statements in prop::collection::vec(formula(), 1..5)) {
        let case = case_of(&model(&statements, ""));
        let again = case_of(&model(&texts(&case, 0), ""));
        prop_assert_eq!(describe(&case), describe(&again));
        let written = to_conflict_text(&case);
        let (first, second) = (&case.base.preferences, &case_of(&written).base.preferences);
        for (a, b) in first.iter().zip(second) {
            let (PreferenceKind::Statements(a), PreferenceKind::Statements(b)) = (&a.kind, &b.kind) else {
                panic!("statements");
            };
            for (a, b) in a.iter().zip(b) {
                for bits in 0_u32..24 {
                    let level = |o: model::conflict::OptionId| model::conflict::Level(match o.index() {
                        3 => u8::try_from(bits / 8).unwrap(),
                        other => u8::try_from(bits >> other & 1).unwrap(),
                    });
                    prop_assert_eq!(
                        a.formula.holds(&level, None),
                        b.formula.holds(&level, None),
                        "{}\n{}", a.text, written
                    );
                }
            }
        }
    }

    #[test]
    fn dropping_what_was_added_gives_the_list_back(
        statements in prop::collection::vec(formula(), 1..6),
        at in any::<prop::sample::Index>(),
    ) {
        let mut names: Vec<String> = Vec::new();
        for (number, statement) in statements.iter().enumerate() {
            names.push(format!("s{number}: {statement}"));
        }
        let neighbour = at.index(statements.len());
        let rest = format!(
            "account one\n  A revises\n    add new: x after s{neighbour}\n\
             account two extends one\n  A revises\n    drop new\n"
        );
        let case = case_of(&model(&names, &rest));
        let mut expected = texts(&case, 9);
        prop_assert_eq!(texts(&case, 1), expected.clone());
        expected.insert(neighbour + 1, "x".to_owned());
        prop_assert_eq!(texts(&case, 0), expected);
    }

    #[test]
    fn moving_first_and_dropping_agree_with_the_list(
        count in 2_usize..7,
        at in any::<prop::sample::Index>(),
    ) {
        let statements: Vec<String> = (0..count).map(|n| format!("s{n}: x and y")).collect();
        let place = at.index(count);
        let rest = format!(
            "account one\n  A revises\n    move s{place} first\naccount two\n  A revises\n    drop s{place}\n"
        );
        let case = case_of(&model(&statements, &rest));
        let named = |account: usize| -> Vec<String> {
            let PreferenceKind::Statements(list) = &case.accounts[account].preferences[0].kind else {
                panic!("a list of statements");
            };
            list.iter().filter_map(|s| s.name.clone()).collect()
        };
        let mut others: Vec<String> = (0..count).filter(|n| *n != place).map(|n| format!("s{n}")).collect();
        prop_assert_eq!(named(1), others.clone());
        others.insert(0, format!("s{place}"));
        prop_assert_eq!(named(0), others);
    }

    #[test]
    fn a_what_if_is_an_account_that_extends_each_account_by_the_same_changes(
        accounts in prop::sample::subsequence(ACCOUNTS.to_vec(), 0..=ACCOUNTS.len()),
        changes in prop::sample::subsequence(CHANGES.to_vec(), 0..=4),
    ) {
        let changes = changes.concat();
        let given = format!("{WHAT_IF_BASE}{}", accounts.concat());
        let asked = load_text(&format!("{given}what if q\n{changes}"));
        let names: Vec<Option<&str>> = if accounts.is_empty() {
            vec![None]
        } else {
            accounts.iter().map(|text| text.split_whitespace().nth(1)).collect()
        };
        let extended = names.iter().map(|name| {
            let extends = name.map_or(String::new(), |name| format!(" extends {name}"));
            let case = load_text(&format!("{given}account z{extends}\n{changes}"))?;
            case.accounts.last().map(support::describe_changes)
        });
        let extended: Vec<Option<String>> = extended.collect();
        match asked {
            None => prop_assert!(extended.iter().all(Option::is_none), "{}", changes),
            Some(case) => {
                let found = case.what_ifs[0].conflicts.iter();
                let found = found.map(|conflict| conflict.as_ref().map(support::describe_changes));
                prop_assert_eq!(found.collect::<Vec<_>>(), extended, "{}{}", given, changes);
                prop_assert!(case.what_ifs[0].conflicts.iter().any(Option::is_some));
            }
        }
    }

    #[test]
    fn set_changes_the_options_that_it_names_and_no_other(
        happened in any::<bool>(),
        sets in prop::sample::subsequence(vec![(0, "x"), (1, "y"), (2, "z")], 1..=3),
        values in prop::collection::vec(any::<bool>(), 3..=3),
    ) {
        let event = if happened { "event e happened\n" } else { "" };
        let entries: Vec<String> = sets
            .iter()
            .map(|(number, name)| if values[*number] { (*name).to_owned() } else { format!("not {name}") })
            .collect();
        let text = format!(
            "{WHAT_IF_BASE}{event}what if q\n  set {}\n",
            entries.join(", ")
        );
        let case = case_of(&text);
        let changed = case.what_ifs[0].conflicts[0].as_ref().expect("it suits the conflict");
        let (Start::Options(before), Start::Options(after)) =
            (&case.base.status_quo, &changed.status_quo)
        else {
            panic!("options");
        };
        for (number, (before, after)) in before.iter().zip(after).enumerate() {
            let named = sets.iter().any(|(named, _)| *named == number);
            let expected = if named { Level(u8::from(values[number])) } else { *before };
            prop_assert_eq!(*after, expected);
        }
    }

    #[test]
    fn graph_forms_come_back_from_text(
        states in 1_usize..6,
        arcs in prop::collection::vec((0_usize..6, 0_usize..6), 1..12),
        names in prop::collection::vec("[a-zA-Z\"# éж-]{1,8}", 2..=2),
    ) {
        prop_assume!(names[0] != names[1]);
        let json = graph_form(states, &arcs, &names);
        let read = from_json(FileId(0), &json);
        let Some(case) = read.case else {
            panic!("{json}\n{:?}", read.diagnostics);
        };
        let text = to_conflict_text(&case);
        prop_assert_eq!(describe(&case), describe(&case_of(&text)), "{}", text);
        let again = to_json(&case.base, None).expect("a graph form can be written");
        let again = from_json(FileId(0), &again).case.expect("what is written can be read");
        prop_assert_eq!(describe(&case), describe(&again));
    }
}

/// A conflict to ask questions of.
const WHAT_IF_BASE: &str = "as of 2025-06-16\nactor A\n  option x\n  option y\nactor B\n  \
    option z\nrule r  x requires y\nadvisory rule q  never z\nevent e: set z\n\
    event f on 2025-01-01: set x\nstatus quo y\nA prefers\n  s: x\n  y if z\nB weighs\n  2 for z\n";

/// Accounts of it, by name.
const ACCOUNTS: [&str; 4] = [
    "account one\n  drop rule r\n",
    "account two\n  A revises\n    drop s\n",
    "account three\n  rule extra  never x and z\n  event e happened\n",
    "account four\n  A ranks\n    x\n    rest\n  weaken rule r to costly\n",
];

/// Changes, some of which some accounts have no place for, and one that nobody has.
const CHANGES: [&str; 12] = [
    "  drop rule r\n",
    "  weaken rule r to advisory\n",
    "  rule extra  never y and z\n",
    "  replace rule extra  never x\n",
    "  A revises\n    drop s\n",
    "  A revises\n    add t: z before s\n    move s last\n",
    "  A adjusts\n    put x above z\n",
    "  B prefers\n    z\n",
    "  event e happened\n",
    "  event f did not happen\n",
    "  status quo x, y, z\n",
    "  drop rule nowhere\n",
];

fn load_text(text: &str) -> Option<Case> {
    let mut loader = MemoryLoader::new().with("m.conflict", text);
    load("m.conflict", &mut loader).case
}

/// The good examples, as they stand.
fn good_models() -> Vec<String> {
    let mut folders = vec![support::tests().join("good"), support::tests().join("data")];
    let mut models = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("the folder can be listed").path();
            let known = ["conflict", "json"].map(std::ffi::OsStr::new);
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|ending| known.contains(&ending))
            {
                models.push(std::fs::read_to_string(path).expect("a model is text"));
            }
        }
    }
    models.sort();
    models
}

/// A random conflict in graph form. Every state is ranked; ids and names are of every kind.
fn graph_form(states: usize, arcs: &[(usize, usize)], names: &[String]) -> String {
    let id = |state: usize| match state % 3 {
        0 => serde_json::json!(state),
        1 => serde_json::json!(format!("Y{state}")),
        _ => serde_json::json!(format!("rest {state}")),
    };
    let key = |state: usize| id(state).as_str().map_or(state.to_string(), str::to_owned);
    let mut moves = serde_json::Map::new();
    for (from, to) in arcs {
        let (from, to) = (from % states, to % states);
        if from != to {
            moves
                .entry(key(from))
                .or_insert_with(|| serde_json::json!([]))
                .as_array_mut()
                .expect("a list")
                .push(id(to));
        }
    }
    let ranking: Vec<_> = (0..states).map(id).collect();
    serde_json::json!({
        "decision_makers": names,
        "states": (0..states).map(|state| serde_json::json!({"id": id(state)})).collect::<Vec<_>>(),
        "moves": {names[0].clone(): moves},
        "preferences_most_to_least": {names[0].clone(): ranking, names[1].clone(): [ranking]},
    })
    .to_string()
}
