//! The answers of `uncertain`: parts only where the file has what they are about, and the schema.

use detente::answers::uncertain::{Request, uncertain, views};
use detente::study::World;
use graph::{Control, Limits};
use model::conflict::Case;
use report::answer::{ShareVerdict, UncertainAccount, Uncertainty, VERSION};

use super::common::{load, read, schema};

fn answers(case: &Case) -> Vec<UncertainAccount> {
    let control = Control::default();
    let analysed = case.analysed().iter();
    analysed
        .map(|conflict| {
            let world = World::build(conflict, &Limits::default(), &control).expect("it is small");
            let study = world.study(&control).expect("nobody interrupts");
            uncertain(&study, &views(case, conflict), &Request::default())
                .expect("it can be answered")
        })
        .collect()
}

#[test]
fn answers_fit_the_schema_and_the_schema_refuses_what_it_should() {
    let validator = schema("uncertain");
    for name in [
        "supply-contract/supply-contract.conflict",
        "strike/strike.conflict",
        "river/river.conflict",
        "published/chicken.conflict",
    ] {
        let answer = Uncertainty {
            version: VERSION,
            program: "0".to_owned(),
            file: name.to_owned(),
            title: None,
            as_of: None,
            warnings: 0,
            concepts: vec!["nash".to_owned()],
            accounts: answers(&read(name)),
        };
        let mut value = serde_json::to_value(answer).expect("answers are JSON");
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|e| e.to_string())
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
        value["accounts"][0]["open"] = serde_json::json!([{"actor": 1}]);
        assert!(!validator.is_valid(&value), "{name}");
    }
}

#[test]
fn parts_appear_only_where_the_file_has_them() {
    let plain = answers(&read("published/chicken.conflict"));
    for account in &plain {
        assert!(account.open.is_empty() && account.completions.is_none());
        assert!(account.unknown.is_none() && account.strength.is_none());
    }
    let strike = answers(&read("strike/strike.conflict"));
    assert!(strike.iter().all(|account| account.strength.is_some()));
    assert!(strike.iter().all(|account| account.completions.is_none()));
    let contract = answers(&read("supply-contract/supply-contract.conflict"));
    for account in &contract {
        let over = account.completions.as_ref().expect("an order is open");
        assert_eq!((over.completions, over.exact), (Some(2), true));
        // A supplier that never claims the penalty ranks no two states by that statement.
        let is_mild = account.account.as_ref().is_some_and(|a| a.name == "mild");
        assert_eq!(account.unknown.is_none(), is_mild);
        assert!(account.strength.is_some());
    }
}

/// A gate that its owner opens if it would rather have the money than the peace: with the order
/// open, one of two completions keeps it shut.
#[test]
fn an_order_decides_half_of_the_completions() {
    let case = load(
        "actor A\n  option open\nstatus quo none\noutcome shut: not open\n\
         A prefers\n  {open, not open}\n",
    );
    let [account] = answers(&case).try_into().expect("one account");
    let over = account.completions.expect("an order is open");
    let shares = &over.outcomes[0].shares;
    assert!(shares.iter().all(|share| {
        (share.verdict, share.count, share.of) == (ShareVerdict::Possibly, 1, 2)
            && share.at_least == 0.5
            && share.at_most == 0.5
    }));
    // Each of the two states is an equilibrium in one of the two.
    assert_eq!(over.equilibria.len(), 2);
    // With chances taken neither state is stable; with certain gains only, both are.
    let unknown = account.unknown.expect("the pair is unknown");
    for row in &unknown.equilibria {
        assert_eq!(row.indices["nash"], ["b", "d"]);
    }
    assert_eq!(unknown.equilibria.len(), 2);
}

/// What cannot be compared has no completion, and is unknown.
#[test]
fn what_cannot_be_compared_is_unknown_and_has_no_completions() {
    let case = load(
        "actor A\n  option open\nstatus quo none\n\
         A prefers\n  open\nA cannot compare open with not open\n",
    );
    let [account] = answers(&case).try_into().expect("one account");
    assert!(account.completions.is_none());
    assert_eq!(account.open.len(), 1);
    assert_eq!(account.unknown.expect("the pair is unknown").pairs["A"], 1);
}

/// Each of two neighbours keeps a gate; each would rather have the other's shut. Who favours the
/// other opens.
#[test]
fn who_favours_another_does_what_that_one_prefers() {
    let text = |attitude: &str| {
        format!(
            "actor A\n  option open\nactor B\n  option wide\nstatus quo none\n\
             A prefers\n  not open\n  not wide\nB prefers\n  open\n  not wide\n{attitude}"
        )
    };
    let [selfish] = answers(&load(&text(""))).try_into().expect("one account");
    assert!(selfish.attitudes.is_none());
    let kind = text("A favours B\nA disregards A\n");
    let [kind] = answers(&load(&kind)).try_into().expect("one account");
    let with = kind.attitudes.expect("the file has attitudes");
    let row = |id: &str| with.equilibria.iter().find(|row| row.state.id == id);
    // Nobody gains from shut gates any more: A opens for B.
    assert!(
        !row("NN")
            .expect("it was one")
            .concepts
            .contains(&"nash".to_owned())
    );
    assert!(
        row("YN")
            .expect("it is one")
            .concepts
            .contains(&"nash".to_owned())
    );
    assert!(
        !row("YN")
            .expect("it is one")
            .usual
            .contains(&"nash".to_owned())
    );
}

/// A strikes only because it believes that B will not answer.
#[test]
fn an_outcome_is_an_equilibrium_when_each_finds_it_stable_in_its_own_view() {
    let case = load(
        "actor A\n  option strike\nactor B\n  option answer\nstatus quo none\n\
         A prefers\n  not answer\n  strike\nB prefers\n  answer iff strike\n\
         A sees \"B as timid\"\n  B prefers\n    not answer\nend\n",
    );
    let [account] = answers(&case).try_into().expect("one account");
    let seen = account.views.expect("A has a view");
    assert_eq!((seen.views[0].unseen, seen.views[0].imagined), (0, 0));
    // As it stands peace is sequentially stable: A would be answered. As A sees it, it is not.
    let peace = seen
        .equilibria
        .iter()
        .find(|row| row.state.id == "NN")
        .expect("it is listed");
    assert!(peace.usual.contains(&"seq".to_owned()));
    assert!(!peace.concepts.contains(&"seq".to_owned()));
}

/// What a rule of a view forbids, its actor does not see and cannot judge.
#[test]
fn states_that_an_actor_does_not_see_are_not_judged() {
    let case = load(
        "actor A\n  option strike\nactor B\n  option answer\nstatus quo none\n\
         A prefers\n  strike\nB prefers\n  answer iff strike\n\
         A sees\n  rule never-both  never strike and answer\nend\n",
    );
    let [account] = answers(&case).try_into().expect("one account");
    let seen = account.views.expect("A has a view");
    assert_eq!(seen.views[0].unseen, 1);
    let both = seen
        .not_judged
        .iter()
        .find(|row| row.state.id == "YY")
        .expect("B finds it stable");
    assert_eq!(both.unseen_by, ["A"]);
    assert!(
        seen.equilibria
            .iter()
            .all(|row| row.state.id != "YY" || row.concepts.is_empty())
    );
}
