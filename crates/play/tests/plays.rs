//! Plays become the trees that the words say: who moves when, who knows what, what it pays.

use equilibrium::backward::backward;
use game::Rational;
use game::gambit::{read_efg, write_efg};
use game::recall::forgettings;
use graph::{Control, Graph, Limits as GraphLimits};
use model::MemoryLoader;
use model::conflict::{Conflict, ParameterId};
use play::values::Values;
use play::{Limits, Played, play};

fn conflict(text: &str) -> Conflict {
    let mut loader = MemoryLoader::new().with("a.conflict", text);
    let checked = model::load("a.conflict", &mut loader);
    let messages: Vec<String> = checked
        .diagnostics
        .iter()
        .filter(|message| message.severity == syntax::diagnostic::Severity::Error)
        .map(|message| format!("{}: {}", message.code, message.message))
        .collect();
    assert!(messages.is_empty(), "{messages:#?}");
    checked.case.expect("a model").base
}

fn played(conflict: &Conflict) -> Result<Played, String> {
    played_with(conflict, &[])
}

fn played_with(
    conflict: &Conflict,
    replaced: &[(ParameterId, Rational)],
) -> Result<Played, String> {
    let stop = std::sync::Arc::default();
    let control = Control::new(stop, None);
    let built = Graph::build(conflict, &GraphLimits::default(), &control).expect("a graph");
    let values = Values::new(conflict, replaced);
    let ranked = Some((&built.graph, &built.ranks));
    let limits = Limits { nodes: 10_000 };
    let played = play(conflict, &values, ranked, limits, &|| true)
        .map_err(|message| format!("{}: {}", message.code, message.message))?;
    // Whatever is played is the same game once it has been a file.
    let read = read_efg(efg(&played).as_bytes()).expect("a game");
    assert_eq!(read, played.tree);
    Ok(played)
}

fn efg(played: &Played) -> String {
    let mut bytes = Vec::new();
    write_efg(&played.tree, &mut bytes).expect("written");
    String::from_utf8(bytes).expect("UTF-8")
}

const DETERRENCE: &str = r#"
conflict "Deterrence"
actor Challenger
  option attack
actor Defender
  option fight
rule reply fight requires attack
parameter p = 1/3
parameter cost = 2
type resolve of Defender
  firm p
  soft 1 - p
status quo none
utility of Challenger
  1 if attack and not fight
  -cost if fight
utility of Defender
  -2 if attack and not fight and resolve = firm
  -1 if attack and not fight and resolve = soft
  -3/2 if fight
play
  Challenger chooses attack
  Defender chooses fight if attack
"#;

#[test]
fn who_knows_what_is_in_the_information_sets() {
    let conflict = conflict(DETERRENCE);
    let played = played(&conflict).expect("a game");
    let tree = &played.tree;
    // Nature, two nodes of the challenger in one set, two of the defender in a set each.
    assert_eq!(tree.nodes().len(), 1 + 2 * (1 + 1 + 1 + 2));
    let sets: Vec<(&str, usize)> = tree
        .information_sets()
        .iter()
        .map(|set| (&*set.name, set.members.len()))
        .collect();
    assert_eq!(
        sets,
        [
            ("attack", 2),
            ("firm: fight after attack", 1),
            ("soft: fight after attack", 1)
        ]
    );
    assert!(forgettings(tree).is_empty());
    let text = efg(&played);
    assert!(text.contains("\"firm\" 1/3 \"soft\" 2/3"), "{text}");
    assert!(text.contains("{ -2, -3/2 }"), "{text}");
}

#[test]
fn parameters_can_be_given_other_values() {
    let conflict = conflict(DETERRENCE);
    let half = Rational::ONE / Rational::from(2);
    let played = played_with(&conflict, &[(ParameterId(0), half)]).expect("a game");
    assert!(efg(&played).contains("\"firm\" 1/2 \"soft\" 1/2"));
    let certain = played_with(&conflict, &[(ParameterId(0), Rational::ONE)]).expect("a game");
    assert!(
        certain.tree.chances().is_empty(),
        "what is certain is no draw"
    );
    let wrong = played_with(&conflict, &[(ParameterId(0), Rational::from(2))]);
    assert_eq!(
        wrong.expect_err("no probability"),
        "bad-probability: a probability of `resolve` is -1, below 0"
    );
}

#[test]
fn moves_at_the_same_time_are_not_seen() {
    let text = "
actor East
  option hold
actor West
  option hold
status quo East.hold, West.hold
utility of East
  1 if East.hold and not West.hold
  -3 if East.hold and West.hold
utility of West
  1 if West.hold and not East.hold
  -3 if East.hold and West.hold
play
  East, West choose East.hold, West.hold
";
    let played = played(&conflict(text)).expect("a game");
    assert_eq!(played.tree.nodes().len(), 7);
    let sets: Vec<usize> = played
        .tree
        .information_sets()
        .iter()
        .map(|set| set.members.len())
        .collect();
    assert_eq!(sets, [1, 2]);
}

#[test]
fn what_is_not_observed_is_not_known_until_something_else_shows_it() {
    let text = "
actor A
  option x
  option y
actor B
  option z
  option w
B observes y
status quo none
utility of A
  1 if x
utility of B
  1 if x iff z
play
  A chooses x
  B chooses z
  A chooses y if x
  B chooses w
";
    let played = played(&conflict(text)).expect("a game");
    let tree = &played.tree;
    let of_b: Vec<(String, usize)> = tree
        .information_sets()
        .iter()
        .filter(|set| set.player.0 == 1)
        .map(|set| (set.name.to_string(), set.members.len()))
        .collect();
    // B does not see x. It sees y, which can only have been chosen after x; `not y` and `no x` look
    // alike.
    assert_eq!(
        of_b,
        [
            ("z".to_owned(), 2),
            ("w after y, z".to_owned(), 1),
            ("w after z".to_owned(), 2),
            ("w after y".to_owned(), 1),
            ("w".to_owned(), 2),
        ]
    );
    assert!(forgettings(tree).is_empty());
}

#[test]
fn the_same_state_on_two_ways_is_known_apart() {
    let text = "
actor A
  option x
actor B
  option y
status quo none
utility of A
  1 if x
utility of B
  1 if y
play
  repeat 2 times
    A chooses x
  end
  B chooses y
";
    let played = played(&conflict(text)).expect("a game");
    assert!(played.tree.has_perfect_information());
    // A chooses twice, and each of its four histories is one of B's sets.
    assert_eq!(played.tree.information_sets().len(), 1 + 2 + 4);
}

#[test]
fn rounds_are_paid_with_their_discount() {
    let text = "
actor A
  option x
parameter delta = 1/2
status quo none
utility of A
  4 if x
play
  repeat 3 times discounted by delta
    A chooses x
  end
";
    let played = played(&conflict(text)).expect("a game");
    let found = backward(&played.tree, 10).expect("solved");
    assert_eq!(found.profiles.len(), 1);
    let best = played
        .tree
        .outcomes()
        .iter()
        .map(|outcome| outcome.payoffs[0].value());
    // 4 + 4/2 + 4/4
    assert_eq!(best.max(), Some(Rational::from(7)));
}

#[test]
fn moves_are_those_of_the_conflict() {
    let text = "
actor A
  option lead irreversible
  option strikes
actor B
  option veto
  option supply
rule binding lead forbidden while veto
rule needs strikes stop without supply
status quo strikes, supply
A prefers
  lead
  strikes
B prefers
  not lead
  veto
play
  B chooses veto, supply
  A chooses lead, strikes
  A chooses lead
";
    let conflict = conflict(text);
    let played = played(&conflict).expect("a game");
    let tree = &played.tree;
    let actions: Vec<String> = tree
        .information_sets()
        .iter()
        .map(|set| format!("{}: {}", set.name, set.actions.join(" | ")))
        .collect();
    assert_eq!(
        actions,
        [
            "veto, supply after strikes, supply: veto, supply | veto, not supply | not veto, supply | not veto, not supply",
            // With the veto A cannot lead.
            "lead, strikes after strikes, veto, supply: not lead, strikes | not lead, not strikes",
            // Without the supply strikes would stop at once: the choice is about `lead` alone.
            "lead, strikes after strikes, supply: lead, strikes | lead, not strikes | not lead, strikes | not lead, not strikes",
            "lead after strikes, supply: lead | not lead",
            "lead after supply: lead | not lead",
            "lead, strikes after none: lead, strikes | not lead, strikes",
            "lead: lead | not lead",
        ]
        .map(|line| line.replace(" after none", "")),
        "{actions:#?}"
    );
    // Every node knows its state, and every state is one of the conflict.
    let step = graph::step::Step::new(&conflict).expect("a step");
    assert_eq!(played.states.len(), tree.nodes().len());
    assert!(played.states.iter().all(|code| step.is_state(*code)));
    assert_eq!(played.ranked.len(), 2);
}

#[test]
fn what_leads_to_no_state_is_an_error() {
    let head = "
actor A
  option x
actor B
  option y
nature
  option storm
rule apart never x and y
rule calm never storm and x
status quo none
utility of A
  1 if x
utility of B
  1 if y
play
";
    let cases = [
        (
            "  A, B choose x, y\n",
            "`A, B choose x, y` can lead to x, y, which is no state of the conflict",
        ),
        (
            "  A chooses x\n  chance storm 1/2\n",
            "`chance storm 1/2` can lead to x, storm, which is no state of the conflict",
        ),
        (
            "  A chooses x\n  set y\n",
            "`set y` can lead to x, y, which is no state of the conflict",
        ),
    ];
    for (lines, expected) in cases {
        let error = played(&conflict(&format!("{head}{lines}"))).expect_err("an error");
        assert_eq!(error, format!("leads-nowhere: {expected}"));
    }
    let fine = format!("{head}  A chooses x\n  chance storm 1/2 if not x\n");
    assert_eq!(
        played(&conflict(&fine)).expect("a game").tree.nodes().len(),
        5
    );
}

#[test]
fn sizes_are_known_before_anything_is_built() {
    let text = "
actor A
  option x
  option y
status quo none
utility of A
  1 if x
play
  repeat 40 times
    A chooses x, y
  end
";
    let error = played(&conflict(text)).expect_err("too large");
    assert_eq!(
        error,
        "play-too-large: the play leads to a tree of more nodes than could be counted; at most 10000 are built"
    );
    let fewer = text.replace("40 times", "8 times");
    let nodes = (4u64.pow(9) - 1) / 3;
    assert_eq!(
        played(&conflict(&fewer)).expect_err("too large"),
        format!(
            "play-too-large: the play leads to a tree of {nodes} nodes; at most 10000 are built"
        )
    );
    let few = text.replace("40 times", "4 times");
    let built = played(&conflict(&few)).expect("a game");
    assert_eq!(built.tree.nodes().len() as u64, (4u64.pow(5) - 1) / 3);
}
