//! Judges who were never to be asked, and what they believe about the slip that brought the matter to them.

use equilibrium::Completeness;
use game::tree::Tree;

use crate::written::Written;
use crate::{bayesian, behaviours, solved, tree};

/// After the first player slips to B or to C, chance decides whether the second or the third is asked, and
/// neither knows which slip it was. Only x of the second and y of the third keep the first from both; the
/// second plays x if it holds B for at least twice as likely as C, the third y if it is the other way round.
fn two_judges() -> Tree {
    tree(
        r#"EFG 2 R "judges" { "First" "Second" "Third" }
p "" 1 1 "" { "A" "B" "C" } 0
t "" 1 "" { 1, 0, 0 }
c "" 1 "" { "second" 1/2 "third" 1/2 } 0
p "" 2 1 "" { "x" "y" } 0
t "" 2 "" { 0, 1, 0 }
t "" 3 "" { 3, 0, 0 }
p "" 3 1 "" { "x" "y" } 0
t "" 4 "" { 3, 0, 2 }
t "" 5 "" { 0, 0, 0 }
c "" 2 "" { "second" 1/2 "third" 1/2 } 0
p "" 2 1 "" { "x" "y" } 0
t "" 6 "" { 0, 0, 0 }
t "" 7 "" { 3, 2, 0 }
p "" 3 1 "" { "x" "y" } 0
t "" 8 "" { 3, 0, 0 }
t "" 9 "" { 0, 0, 1 }
"#,
    )
}

/// Who knows the same must believe the same where trembles make beliefs (Kreps and Wilson 1982), but not
/// where only the rule of Bayes does (Fudenberg and Tirole 1991).
#[test]
fn beliefs_of_two_about_the_same_slip_may_differ_unless_trembles_make_them() {
    let game = two_judges();
    // The second plays x, which suits a belief in B; the third y, which suits one in C.
    let odd = "1,0,0 1,0 0,1";
    assert!(!behaviours(&solved(&game)).contains(&odd.to_owned()));
    let found = bayesian(&game);
    assert!(behaviours(&found).contains(&odd.to_owned()));
    let consistent: Vec<Option<bool>> = found
        .assessments
        .iter()
        .filter(|one| one.behaviour[0][0] == game::Rational::ONE)
        .map(|one| one.consistent)
        .collect();
    assert_eq!(consistent, [Some(false)]);
}

/// The first should stop; after a slip to one of several actions chance asks one of the judges who confuse it
/// with another. A judge may bet on the one (1 if right), on the other (1 if right), or not (`safe` for sure).
fn judges(slips: usize, confusing: &[(usize, usize)], safe: &str) -> Tree {
    let named = |prefix: &str, count: usize| -> Vec<String> {
        (0..count).map(|one| format!("{prefix}{one}")).collect()
    };
    let mut players = vec!["First".to_owned()];
    players.extend(named("J", confusing.len()));
    let mut actions = vec!["stop".to_owned()];
    actions.extend(named("", slips));
    let mut game = Written::new(&players);
    game.asks(1, 1, &actions);
    let nothing = || vec!["0"; players.len()];
    let mut stopped = nothing();
    stopped[0] = "1";
    game.pays(&stopped);
    for slip in 0..slips {
        let asked: Vec<usize> = (0..confusing.len())
            .filter(|judge| confusing[*judge].0 == slip || confusing[*judge].1 == slip)
            .collect();
        let likely = format!("1/{}", asked.len());
        let chances: Vec<(String, &str)> = asked
            .iter()
            .map(|judge| (judge.to_string(), likely.as_str()))
            .collect();
        game.chance(&chances);
        for judge in asked {
            game.asks(judge + 2, 1, &["one", "other", "safe"]);
            let (one, other) = confusing[judge];
            let won = |bet: usize| if bet == slip { "1" } else { "0" };
            for gained in [won(one), won(other), safe] {
                let mut paid = nothing();
                paid[judge + 1] = gained;
                game.pays(&paid);
            }
        }
    }
    game.read()
}

/// What two judges believe about 0 against 1 and 1 against 2 binds the third, who compares 0 and 2 (Kreps and
/// Wilson 1982, lemma A1).
#[test]
fn beliefs_at_three_sets_may_contradict_each_other() {
    let found = solved(&judges(3, &[(0, 1), (1, 2), (0, 2)], "9/10"));
    let all = behaviours(&found);
    // In the tree the third judge comes before the second.
    let done = |[first, second, third]: [&str; 3]| format!("1,0,0,0 {first} {third} {second}");
    let (one, other, safe) = ("1,0,0", "0,1,0", "0,0,1");
    assert!(all.contains(&done([safe, safe, safe])));
    assert!(all.contains(&done([one, one, one])));
    assert!(all.contains(&done([safe, one, one])));
    // 0 before 1, 1 before 2, 2 before 0: no order is that.
    assert!(!all.contains(&done([one, one, other])));
    // 0 and 1 nearly alike, 2 far likelier than 1, and yet 0 far likelier than 2.
    assert!(!all.contains(&done([safe, other, one])));
}

/// Four slips, each far less likely than the one before.
#[test]
fn slips_may_need_as_many_ranks_as_there_are() {
    let found = solved(&judges(4, &[(0, 1), (1, 2), (2, 3)], "999/1000"));
    let all = behaviours(&found);
    assert!(all.contains(&"1,0,0,0,0 1,0,0 1,0,0 1,0,0".to_owned()));
    assert_eq!(found.completeness, Completeness::Complete);
}
