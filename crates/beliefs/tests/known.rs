//! Histories, classes and values of information in games whose answers are known.

use beliefs::class::{Class, class};
use beliefs::course::{Assessment, Moment, course, posterior};
use beliefs::information::{Fact, informed, unknown, worth_in_secret};
use beliefs::observed::{NotPlayed, Observed, follow, words};
use beliefs::outlook::{from_here, next_sets, told_apart};
use equilibrium::sequential::{Limits, Sequential, sequential};
use game::Rational;
use game::gambit::read_efg;
use game::tree::{ChanceId, Mover, PlayerId, Tree};

const SENDER: PlayerId = PlayerId(0);
const RECEIVER: PlayerId = PlayerId(1);
const TYPE: ChanceId = ChanceId(0);

fn tree(text: &str) -> Tree {
    read_efg(text.as_bytes()).expect("a game")
}

fn solved(tree: &Tree) -> Sequential {
    sequential(tree, Limits::default(), &|| true).expect("solved")
}

fn fraction(over: i64, under: i64) -> Rational {
    Rational::from(over) / Rational::from(under)
}

/// Beer and quiche (Cho and Kreps 1987) with the weak type's likelihood.
fn beer(weak: &str, strong: &str) -> Tree {
    tree(&format!(
        r#"EFG 2 R "beer" {{ "Sender" "Receiver" }}
c "" 1 "" {{ "strong" {strong} "weak" {weak} }} 0
p "" 1 1 "" {{ "beer" "quiche" }} 0
p "" 2 1 "" {{ "fight" "not" }} 0
t "" 1 "" {{ 1, 0 }}
t "" 2 "" {{ 3, 1 }}
p "" 2 2 "" {{ "fight" "not" }} 0
t "" 3 "" {{ 0, 0 }}
t "" 4 "" {{ 2, 1 }}
p "" 1 2 "" {{ "beer" "quiche" }} 0
p "" 2 1 "" {{ "fight" "not" }} 0
t "" 5 "" {{ 0, 1 }}
t "" 6 "" {{ 2, 0 }}
p "" 2 2 "" {{ "fight" "not" }} 0
t "" 7 "" {{ 1, 1 }}
t "" 8 "" {{ 3, 0 }}
"#
    ))
}

/// The moments of a history in the equilibrium with this number.
fn moments(
    tree: &Tree,
    found: &Sequential,
    number: usize,
    text: &str,
) -> (Vec<Observed>, Vec<Moment>) {
    let moves = follow(tree, &words(text).expect("words"), &|_, _| false).expect("it is possible");
    let one = &found.assessments[number];
    let assessment = Assessment {
        behaviour: &one.behaviour,
        beliefs: Some(&one.beliefs),
    };
    let moments = course(tree, assessment, &moves);
    (moves, moments)
}

/// How likely the first type is after the whole history.
fn first_type(tree: &Tree, moves: &[Observed], moments: &[Moment]) -> Rational {
    let nodes = &moves.last().expect("a move").nodes;
    let moment = moments.last().expect("a moment");
    posterior(tree, nodes, moment, TYPE).expect("it is known")[0].clone()
}

#[test]
fn a_bluff_makes_beer_worth_half() {
    // Three in four are weak, and these take beer one time in three: 1/4 : 1/4 after beer.
    let game = beer("3/4", "1/4");
    let found = solved(&game);
    let (moves, after) = moments(&game, &found, 0, "beer");
    assert_eq!(after[1].likely, fraction(1, 2));
    assert_eq!(first_type(&game, &moves, &after), fraction(1, 2));
    let (moves, after) = moments(&game, &found, 0, "quiche");
    assert_eq!(after[1].likely, fraction(1, 2));
    assert_eq!(first_type(&game, &moves, &after), Rational::ZERO);
    // What the receiver does tells nothing of the type.
    let (moves, after) = moments(&game, &found, 0, "beer, fight");
    assert_eq!(after[2].likely, fraction(1, 4));
    assert_eq!(first_type(&game, &moves, &after), fraction(1, 2));
    let kind = class(
        &game,
        &found.assessments[0].behaviour,
        SENDER,
        TYPE,
        &[TYPE],
    );
    assert_eq!(kind, Some(Class::SemiSeparating));
}

#[test]
fn off_the_path_the_beliefs_of_the_equilibrium_hold() {
    let game = beer("1/10", "9/10");
    let found = solved(&game);
    assert_eq!(found.assessments.len(), 2);
    for (number, one) in found.assessments.iter().enumerate() {
        let kind = class(&game, &one.behaviour, SENDER, TYPE, &[TYPE]);
        assert_eq!(kind, Some(Class::Pooling));
        let all_take_beer = one.behaviour[0][0] == Rational::ONE;
        let (on, off) = if all_take_beer {
            ("beer", "quiche")
        } else {
            ("quiche", "beer")
        };
        let (moves, after) = moments(&game, &found, number, on);
        assert_eq!(first_type(&game, &moves, &after), fraction(9, 10));
        let (moves, after) = moments(&game, &found, number, off);
        assert!(after[1].is_off_path());
        // To fight after the other breakfast is optimal only where the weak are at least as likely.
        let strong = first_type(&game, &moves, &after);
        assert!(strong <= fraction(1, 2), "{strong}");
        // Not to fight there is another slip, of one who does not know the type.
        let (moves, after) = moments(&game, &found, number, &format!("{off}, not"));
        assert!(after[2].is_off_path());
        assert_eq!(after[2].step, Some(Rational::ZERO));
        assert_eq!(first_type(&game, &moves, &after), strong);
    }
}

#[test]
fn signals_that_only_some_can_afford_separate() {
    // Spence (1973), in small: the signal costs the good type 1 and the bad one 3; to be taken for
    // good is worth 2.
    let game = tree(
        r#"EFG 2 R "spence" { "Sender" "Receiver" }
c "" 1 "" { "good" 1/2 "bad" 1/2 } 0
p "" 1 1 "" { "signal" "none" } 0
p "" 2 1 "" { "hire" "not" } 0
t "" 1 "" { 1, 1 }
t "" 2 "" { -1, 0 }
p "" 2 2 "" { "hire" "not" } 0
t "" 3 "" { 2, 1 }
t "" 4 "" { 0, 0 }
p "" 1 2 "" { "signal" "none" } 0
p "" 2 1 "" { "hire" "not" } 0
t "" 5 "" { -1, -2 }
t "" 6 "" { -3, 0 }
p "" 2 2 "" { "hire" "not" } 0
t "" 7 "" { 2, -2 }
t "" 8 "" { 0, 0 }
"#,
    );
    let found = solved(&game);
    let kinds: Vec<Option<Class>> = found
        .assessments
        .iter()
        .map(|one| class(&game, &one.behaviour, SENDER, TYPE, &[TYPE]))
        .collect();
    assert!(kinds.contains(&Some(Class::Separating)), "{kinds:?}");
    assert!(kinds.contains(&Some(Class::Pooling)), "{kinds:?}");
    let apart = kinds
        .iter()
        .position(|kind| *kind == Some(Class::Separating))
        .expect("there is one");
    let (moves, after) = moments(&game, &found, apart, "signal");
    assert_eq!(first_type(&game, &moves, &after), Rational::ONE);
}

/// An offer of a bet on what chance drew: see `information_may_hurt_who_is_known_to_have_it`.
fn bet() -> Tree {
    tree(
        r#"EFG 2 R "bet" { "Taker" "Maker" }
c "" 1 "" { "high" 1/2 "low" 1/2 } 0
p "" 2 1 "" { "offer" "keep" } 0
p "" 1 1 "" { "accept" "decline" } 0
t "" 1 "" { 4, -2 }
t "" 2 "" { 0, -1 }
t "" 3 "" { 0, 0 }
p "" 2 1 "" { "offer" "keep" } 0
p "" 1 1 "" { "accept" "decline" } 0
t "" 4 "" { -2, 4 }
t "" 5 "" { 0, -1 }
t "" 6 "" { 0, 0 }
"#,
    )
}

#[test]
fn information_may_hurt_who_is_known_to_have_it() {
    // Nobody knows the draw: the bet is offered and accepted, and pays both 1. Who learned it in secret
    // would accept only where it is high: 2. If that is known, nobody offers: 0.
    let game = bet();
    let found = solved(&game);
    assert_eq!(found.assessments.len(), 1);
    let taker = SENDER;
    let facts = unknown(&game, taker);
    assert_eq!(facts, [Fact::Draw(TYPE)]);
    let new = informed(&game, taker, &facts[0]).expect("a game");
    assert_eq!(new.tree.information_sets().len(), 3);
    assert_eq!(&*new.tree.information_sets()[1].name, ", knowing high");
    let secret = worth_in_secret(&game, &found.assessments[0].behaviour, taker, &new);
    assert_eq!(secret, Some(Rational::ONE));
    let resolved = solved(&new.tree);
    let payoffs: Vec<Rational> = resolved
        .assessments
        .iter()
        .map(|one| {
            equilibrium::behaviour::certificate(&new.tree, &one.behaviour).payoffs[0].clone()
        })
        .collect();
    assert_eq!(payoffs, [Rational::ZERO]);
}

#[test]
fn a_hidden_move_can_be_learned() {
    // Matching pennies: who learns the other's move wins for sure.
    let game = tree(
        r#"EFG 2 R "pennies" { "One" "Two" }
p "" 1 1 "" { "heads" "tails" } 0
p "" 2 1 "" { "heads" "tails" } 0
t "" 1 "" { 1, -1 }
t "" 2 "" { -1, 1 }
p "" 2 1 "" { "heads" "tails" } 0
t "" 3 "" { -1, 1 }
t "" 4 "" { 1, -1 }
"#,
    );
    let half = vec![vec![fraction(1, 2); 2]; 2];
    let facts = unknown(&game, RECEIVER);
    assert_eq!(facts.len(), 1);
    assert!(unknown(&game, SENDER).is_empty());
    let new = informed(&game, RECEIVER, &facts[0]).expect("a game");
    assert_eq!(
        worth_in_secret(&game, &half, RECEIVER, &new),
        Some(Rational::ONE)
    );
}

#[test]
fn histories_are_read_as_they_are_written() {
    let game = tree(
        r#"EFG 2 R "options" { "A" "B" }
p "" 1 1 "" { "x, y" "x, not y" "not x, y" "not x, not y" } 0
p "" 2 1 "" { "z" "not z" } 0
t "" 1 "" { 0, 0 }
t "" 2 "" { 0, 0 }
p "" 2 2 "" { "z" "not z" } 0
t "" 3 "" { 0, 0 }
t "" 4 "" { 0, 0 }
p "" 2 3 "" { "z" "not z" } 0
t "" 5 "" { 0, 0 }
t "" 6 "" { 0, 0 }
p "" 2 4 "" { "z" "not z" } 0
t "" 7 "" { 0, 0 }
t "" 8 "" { 0, 0 }
"#,
    );
    let ends = |text: &str| -> Vec<Vec<u32>> {
        let moves =
            follow(&game, &words(text).expect("words"), &|_, _| false).expect("it is possible");
        moves
            .iter()
            .map(|one| one.nodes.iter().map(|node| node.0).collect())
            .collect()
    };
    assert_eq!(ends(""), Vec::<Vec<u32>>::new());
    assert_eq!(ends("x, y"), [vec![1]]);
    assert_eq!(ends("x, y, z"), [vec![1], vec![2]]);
    assert_eq!(ends("y , x; not  z"), [vec![1], vec![3]]);
    assert_eq!(ends("x"), [vec![1, 4]]);
    assert_eq!(ends("x, z"), [vec![1, 4], vec![2, 5]]);
    assert_eq!(ends("A.x, not A.y"), [vec![4]]);
    assert_eq!(ends("nothing, B.z"), [vec![10], vec![11]]);
    assert_eq!(ends("?, not z"), [vec![1, 4, 7, 10], vec![3, 6, 9, 12]]);
    let wrong = |text: &str| {
        words(text)
            .and_then(|words| follow(&game, &words, &|_, _| false))
            .expect_err("wrong")
    };
    let possible = ["z", "not z"].map(str::to_owned).to_vec();
    let word = "x".to_owned();
    // A semicolon parts what could be one move.
    assert_eq!(
        wrong("y; x"),
        NotPlayed::Impossible {
            number: 2,
            word: word.clone(),
            possible
        }
    );
    assert_eq!(
        wrong("x, z, x"),
        NotPlayed::Impossible {
            number: 3,
            word,
            possible: Vec::new()
        }
    );
    assert_eq!(wrong("x,, y"), NotPlayed::Empty { number: 2 });
    assert_eq!(wrong("\"x"), NotPlayed::Quote);
}

#[test]
fn chance_may_be_seen_or_not() {
    let game = beer("1/10", "9/10");
    let nodes = |text: &str| -> usize {
        let moves =
            follow(&game, &words(text).expect("words"), &|_, _| false).expect("it is possible");
        moves.last().expect("a move").nodes.len()
    };
    assert_eq!(nodes("beer"), 2);
    assert_eq!(nodes("weak, beer"), 1);
    assert_eq!(nodes("?"), 4);
    // The receiver moves next at one set, whose nodes the type tells apart.
    let moves =
        follow(&game, &words("beer").expect("words"), &|_, _| false).expect("it is possible");
    let sets = next_sets(&game, &moves[0].nodes, RECEIVER);
    assert_eq!(sets.len(), 1);
    assert_eq!(told_apart(&game, sets[0]), [["strong"], ["weak"]]);
    assert!(next_sets(&game, &moves[0].nodes, SENDER).is_empty());
}

/// A game of two types, two messages and two replies with random payoffs, and random behaviour with
/// eighths as probabilities.
fn random(numbers: &[i64]) -> (Tree, Vec<Vec<Rational>>) {
    let mut text = String::from(
        "EFG 2 R \"random\" { \"Sender\" \"Receiver\" }\nc \"\" 1 \"\" { \"a\" 2/5 \"b\" 3/5 } 0\n",
    );
    let mut next = numbers.iter();
    let mut number = 0;
    for kind in 1..=2 {
        text += &format!("p \"\" 1 {kind} \"\" {{ \"left\" \"right\" }} 0\n");
        for message in 1..=2 {
            text += &format!("p \"\" 2 {message} \"\" {{ \"up\" \"down\" }} 0\n");
            for _ in 0..2 {
                number += 1;
                let mut pay = || next.next().expect("enough payoffs");
                text += &format!("t \"\" {number} \"\" {{ {}, {} }}\n", pay(), pay());
            }
        }
    }
    let game = tree(&text);
    let behaviour = game
        .information_sets()
        .iter()
        .map(|_| {
            let weight = fraction(next.next().expect("a weight").rem_euclid(9), 8);
            vec![weight.clone(), Rational::ONE - weight]
        })
        .collect();
    (game, behaviour)
}

/// How likely each end is and by which actions it comes about, from the definition.
fn plays(game: &Tree, behaviour: &[Vec<Rational>]) -> Vec<(Vec<String>, Rational)> {
    let ends = game
        .node_ids()
        .filter(|id| game.node(*id).mover == Mover::Nobody);
    ends.map(|end| {
        let mut names = Vec::new();
        let mut likely = Rational::ONE;
        for (at, action) in game.path(end) {
            let (name, weight) = match game.node(at).mover {
                Mover::Nobody => unreachable!("an end has no actions"),
                Mover::Chance(chance) => {
                    let (name, weight) = &game.chance(chance).actions[action as usize];
                    (name, weight.value())
                }
                Mover::Player(set) => (
                    &game.information_set(set).actions[action as usize],
                    behaviour[set.index()][action as usize].clone(),
                ),
            };
            names.push(name.to_string());
            likely *= weight;
        }
        (names, likely)
    })
    .collect()
}

/// What a player is paid by the best of all its plans, each tried.
fn best_plan(game: &Tree, behaviour: &[Vec<Rational>], player: PlayerId) -> Rational {
    let own = &game.players()[player.index()].information_sets;
    (0..1u32 << own.len())
        .map(|plan| {
            let mut tried = behaviour.to_vec();
            for (place, set) in own.iter().enumerate() {
                let up = Rational::from(plan >> place & 1);
                tried[set.index()] = vec![up.clone(), Rational::ONE - up];
            }
            let ends = game
                .node_ids()
                .filter(|id| game.node(*id).mover == Mover::Nobody);
            let likely = plays(game, &tried);
            ends.zip(likely)
                .fold(Rational::ZERO, |sum, (end, (_, likely))| {
                    let outcome = game.node(end).outcome.expect("it is paid");
                    sum + likely * game.outcome(outcome).payoffs[player.index()].value()
                })
        })
        .max()
        .expect("a plan")
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(200))]

    /// What is believed is what all plays say that go with the history.
    #[test]
    fn beliefs_are_shares_of_all_plays(
        numbers in proptest::collection::vec(-9i64..10, 20),
        history in proptest::sample::select(vec![
            "left", "right", "left, up", "left, down", "right, up", "right, down", "?, up", "b, left",
        ]),
    ) {
        let (game, behaviour) = random(&numbers);
        let all = plays(&game, &behaviour);
        let wanted: Vec<&str> = history.split(", ").collect();
        let fits = |names: &[String]| {
            let typed = wanted[0] == "b";
            let names = if typed { names } else { &names[1..] };
            wanted.iter().zip(names).all(|(word, name)| *word == "?" || word == name)
        };
        let share = |also: &dyn Fn(&[String]) -> bool| {
            let fitting = all.iter().filter(|(names, _)| fits(names) && also(names));
            fitting.fold(Rational::ZERO, |sum, (_, likely)| sum + likely)
        };
        let moves = follow(&game, &words(history).expect("words"), &|_, _| false).expect("it is possible");
        let assessment = Assessment { behaviour: &behaviour, beliefs: None };
        let moments = course(&game, assessment, &moves);
        let last = moments.last().expect("a moment");
        let total = share(&|_| true);
        proptest::prop_assert_eq!(&last.likely, &total);
        if total.is_zero() {
            return Ok(());
        }
        let nodes = &moves.last().expect("a move").nodes;
        let believed = posterior(&game, nodes, last, TYPE).expect("it is known");
        proptest::prop_assert_eq!(&believed[0] * &total, share(&|names| names[0] == "a"));
        // Where the play ends from there.
        let ahead = from_here(&game, &behaviour, nodes, last.weights.as_ref().expect("known"));
        let ends = game.node_ids().filter(|id| game.node(*id).mover == Mover::Nobody);
        for (end, (names, likely)) in ends.zip(&all) {
            let expected = if fits(names) { likely / &total } else { Rational::ZERO };
            proptest::prop_assert_eq!(&ahead[end.index()], &expected);
        }
    }

    /// Blackwell: who learns more in secret is paid at least as much, and as much as the best of all
    /// plans that use what was learned.
    #[test]
    fn secret_information_never_hurts(numbers in proptest::collection::vec(-9i64..10, 20)) {
        let (game, behaviour) = random(&numbers);
        for player in game.player_ids() {
            for fact in unknown(&game, player) {
                let new = informed(&game, player, &fact).expect("a game");
                let worth = worth_in_secret(&game, &behaviour, player, &new).expect("no one forgets");
                proptest::prop_assert!(worth >= Rational::ZERO);
                let own: Vec<Vec<Rational>> =
                    new.of_old.iter().map(|old| behaviour[old.index()].clone()).collect();
                let expected = best_plan(&new.tree, &own, player) - best_plan(&game, &behaviour, player);
                proptest::prop_assert_eq!(worth, expected);
            }
        }
    }
}
