//! What tells accounts apart by a move, by a `what if` block and by a rule that no longer binds,
//! against files into which the change is written by hand.

use std::collections::BTreeSet;

use crate::courses::{Predicted, Random, predicted, random_model};
use detente::answers::compare::{Request, compare};
use graph::Control;
use model::conflict::{Case, Concept, Conflict};
use model::{LoadOptions, MemoryLoader};
use report::answer::{Separator, SeparatorKind};

const CONCEPTS: [Concept; 2] = [Concept::Nash, Concept::Gmr];

/// A file with two accounts, in the parts that a change replaces.
#[derive(Clone)]
struct Model {
    /// What comes before the accounts, without the status quo.
    shared: String,
    /// The options taken where the conflict stands.
    start: BTreeSet<String>,
    /// What the second account changes.
    second: String,
}

impl Model {
    fn random(random: &mut Random) -> Model {
        let text = random_model(random);
        let (mut shared, mut start) = (String::new(), BTreeSet::new());
        for line in text.lines() {
            match line.strip_prefix("status quo ") {
                Some("none") => {}
                Some(taken) => {
                    start.insert(taken.to_owned());
                }
                None => {
                    shared.push_str(line);
                    shared.push('\n');
                }
            }
        }
        let second = random.pick(&[
            "A prefers\n    not p",
            "A prefers\n    q\n    p",
            "B prefers\n    p\n    not q",
            "rule extra  p forbidden while r",
            "rule extra  s requires q",
            "rule extra  q ends s",
        ]);
        Model {
            shared,
            start,
            second: second.to_owned(),
        }
    }

    fn text(&self) -> String {
        let start: Vec<&str> = self.start.iter().map(String::as_str).collect();
        let start = match start.as_slice() {
            [] => "none".to_owned(),
            some => some.join(", "),
        };
        format!(
            "{}status quo {start}\naccount one\nend\naccount two\n  {}\nend\n",
            self.shared, self.second
        )
    }

    /// The file with these options taken or, with `not`, dropped.
    fn standing(&self, set: &str) -> Model {
        let mut changed = self.clone();
        for entry in set.split(", ") {
            match entry.strip_prefix("not ") {
                Some(dropped) => changed.start.remove(dropped),
                None => changed.start.insert(entry.to_owned()),
            };
        }
        changed
    }

    /// The file without the rule.
    fn without(&self, rule: &str) -> Model {
        let head = format!("rule {rule} ");
        let mut changed = self.clone();
        let kept = self.shared.lines().filter(|line| !line.starts_with(&head));
        changed.shared = kept.map(|line| format!("{line}\n")).collect();
        if changed.second.starts_with(&head) {
            changed.second.clear();
        }
        changed
    }

    /// The file with a rule more.
    fn with_rule(&self, rule: &str) -> Model {
        let mut changed = self.clone();
        changed.shared.push_str(rule);
        changed.shared.push('\n');
        changed
    }

    /// What both accounts predict.
    fn predicts(&self, concept: Concept) -> [Option<Predicted>; 2] {
        match load(&self.text()) {
            Some(case) => [0, 1].map(|index| predicted(&case.accounts[index], concept)),
            None => [None, None],
        }
    }

    /// Where both accounts stand.
    fn stands(&self) -> [Option<String>; 2] {
        let start = |conflict: &Conflict| {
            let limits = graph::Limits::default();
            let built = graph::Graph::build(conflict, &limits, &Control::default()).ok()?;
            Some(built.graph.id(built.graph.status_quo()?))
        };
        match load(&self.text()) {
            Some(case) => [0, 1].map(|index| start(&case.accounts[index])),
            None => [None, None],
        }
    }
}

fn load(text: &str) -> Option<Case> {
    let mut files = MemoryLoader::new().with("m.conflict", text);
    model::load_with("m.conflict", &LoadOptions::default(), &mut files).case
}

/// Everything that tells the two accounts apart.
fn told(text: &str) -> Vec<Separator> {
    let case = load(text).unwrap_or_else(|| panic!("{text}"));
    let accounts: Vec<&Conflict> = case.analysed().iter().collect();
    let request = Request {
        concepts: CONCEPTS.to_vec(),
        pair: Some(("one".to_owned(), "two".to_owned())),
        ..Request::default()
    };
    let found = compare(&case, &accounts, &request, &Control::default()).expect("it is small");
    found.separations[0].by.clone()
}

fn named(separator: &Separator) -> impl Iterator<Item = Concept> {
    let under = separator.concepts.clone();
    CONCEPTS
        .into_iter()
        .filter(move |c| under.contains(&c.name()))
}

/// The accounts differ, in what both can say, under every concept that the separator names.
fn differs(separator: &Separator, changed: &Model, text: &str) {
    for concept in named(separator) {
        let [one, two] = changed.predicts(concept);
        assert!(one.is_some() && two.is_some(), "{separator:?}\n{text}");
        assert_ne!(one, two, "{separator:?}\n{text}");
    }
}

/// Whether the accounts predict the same under all concepts, as far as both predict anything.
fn same(model: &Model) -> bool {
    CONCEPTS
        .iter()
        .all(|&concept| match model.predicts(concept) {
            [Some(one), Some(two)] => one == two,
            _ => true,
        })
}

#[test]
fn a_move_that_separates_leads_to_where_the_accounts_predict_different_things() {
    let mut random = Random::new(11);
    let (mut possible, mut impossible) = (0, 0);
    for _ in 0..150 {
        let model = Model::random(&mut random);
        let text = model.text();
        if model.stands().contains(&None) {
            continue;
        }
        for separator in told(&text) {
            if separator.kind != SeparatorKind::Move {
                continue;
            }
            let option = separator.what.rsplit(' ').next().expect("an option");
            let moved = if separator.what.contains(" drops ") {
                model.standing(&format!("not {option}"))
            } else {
                model.standing(option)
            };
            let says = [&separator.in_first, &separator.in_second];
            if says.iter().any(|says| *says == "it cannot") {
                let (before, after) = (model.stands(), moved.stands());
                for (says, (before, after)) in says.iter().zip(before.iter().zip(&after)) {
                    let open = after.is_some() && before != after;
                    assert_eq!(*says != "it cannot", open, "{separator:?}\n{text}");
                }
                impossible += 1;
            } else {
                differs(&separator, &moved, &text);
                possible += 1;
            }
        }
    }
    assert!(
        possible > 20 && impossible > 5,
        "{possible} and {impossible}: the models are too dull"
    );
}

#[test]
fn a_what_if_separates_just_where_the_file_with_its_change_does() {
    let mut random = Random::new(23);
    let (mut separated, mut missed) = (0, 0);
    for _ in 0..500 {
        let model = Model::random(&mut random);
        let (change, changed) = match random.below(3) {
            0 => {
                let set = random.pick(&["r", "p", "s, not p", "p, r", "q, not p", "p, q, s"]);
                (format!("set {set}"), model.standing(set))
            }
            1 => {
                let rules = ["one", "two", "three"];
                let held = rules
                    .iter()
                    .find(|r| model.shared.contains(&format!("rule {r} ")));
                let Some(rule) = held else { continue };
                (format!("drop rule {rule}"), model.without(rule))
            }
            _ => {
                let rule = random.pick(&[
                    "rule new  r forbidden while q",
                    "rule new  p requires s",
                    "rule new  r ends p",
                ]);
                (rule.to_owned(), model.with_rule(rule))
            }
        };
        if model.stands().contains(&None) {
            continue;
        }
        let text = format!("{}what if w\n  {change}\n", model.text());
        let by = told(&text);
        let blocks: Vec<&Separator> = by
            .iter()
            .filter(|s| s.kind == SeparatorKind::WhatIf)
            .collect();
        for separator in &blocks {
            differs(separator, &changed, &text);
            separated += 1;
        }
        if same(&changed) {
            assert!(blocks.is_empty(), "{blocks:?}\n{text}");
        } else if same(&model) && blocks.is_empty() {
            // It is left out only where something cheaper shows the same.
            assert!(by.iter().any(|s| s.kind < SeparatorKind::WhatIf), "{text}");
            missed += 1;
        }
    }
    assert!(
        separated > 20,
        "{separated} separate and {missed} show nothing new: the models are too dull"
    );
}

#[test]
fn a_rule_that_no_longer_binds_separates_just_where_the_file_without_it_does() {
    let mut random = Random::new(37);
    let mut separated = 0;
    for _ in 0..200 {
        let model = Model::random(&mut random);
        let text = model.text();
        if model.stands().contains(&None) {
            continue;
        }
        let by = told(&text);
        for name in ["one", "two", "three", "extra"] {
            let head = format!("rule {name} no longer binds");
            let changed = model.without(name);
            let found: Vec<&Separator> = by
                .iter()
                .filter(|s| s.kind == SeparatorKind::Rule && s.what.starts_with(&head))
                .collect();
            for separator in &found {
                differs(separator, &changed, &text);
                separated += 1;
            }
            let has = changed.text() != text;
            if !has || same(&changed) {
                assert!(found.is_empty(), "{found:?}\n{text}");
            } else if same(&model) && found.is_empty() {
                assert!(by.iter().any(|s| s.kind < SeparatorKind::Rule), "{text}");
            }
        }
    }
    assert!(separated > 5, "{separated}: the models are too dull");
}
