//! What would tell accounts apart: what shows before any irreversible act first, then the cheapest.

use std::cmp::Reverse;

use graph::{Control, Interrupted};
use report::answer::{Divide, DivideGroup, Separation, Separator, SeparatorKind};

use super::account::Viewed;
use super::outlook::{Difference, Keys, Outlook};
use super::suppose::Change;
use super::trials::Standing;
use super::{Request, by_concept};

/// Most accounts of which all pairs are told apart.
const MOST_ACCOUNTS: usize = 12;
/// Most separators listed for one pair among several, and most of one kind.
const MOST_LISTED: usize = 6;
const MOST_OF_A_KIND: usize = 2;
/// Most separators listed for a pair that is asked for.
const MOST_FOR_ONE: usize = 64;

/// What was found.
#[derive(Debug, Default)]
pub struct Told {
    /// Pair by pair.
    pub separations: Vec<Separation>,
    /// The fewest suppositions found that tell apart all pairs that anything tells apart.
    pub divides: Vec<Divide>,
}

/// Something that may tell accounts apart.
struct Subject<'v> {
    kind: SeparatorKind,
    what: String,
    /// One entry an account; none where it does not arise there.
    seen: Vec<Option<Seen<'v>>>,
}

/// What one account says of a subject.
struct Seen<'v> {
    what: Saying<'v>,
    text: String,
}

enum Saying<'v> {
    /// What would follow.
    Follows(&'v Outlook),
    /// Whether an actor could make a move without loss.
    Could(bool),
    /// That the move is not possible.
    Impossible,
    /// Nothing that can be set against what another account says.
    Nothing,
}

/// Tells accounts apart: the pair asked for, or all pairs.
///
/// # Errors
/// When the host stops the work.
pub fn separations(
    viewed: &[Viewed],
    changes: &[Change<'_>],
    rules: &[Change<'_>],
    request: &Request,
    keys: &Keys,
    remarks: &mut Vec<String>,
    control: &Control,
) -> Result<Told, Interrupted> {
    let pairs = pairs(viewed, request, remarks);
    if pairs.is_empty() {
        return Ok(Told::default());
    }
    let subjects = subjects(viewed, changes, rules, request);
    let mut told = Told::default();
    let mut by_pair: Vec<Vec<(usize, Separator)>> = Vec::with_capacity(pairs.len());
    for &(first, second) in &pairs {
        control.check()?;
        let mut found = tell(&subjects, (first, second), request, keys);
        found.sort_by_key(|(index, separator)| {
            (
                !separator.before_irreversible,
                !separator.certain,
                separator.kind,
                !separator.verdict_differs,
                Reverse(separator.concepts.len()),
                *index,
            )
        });
        drop_repetitions(&mut found);
        by_pair.push(found);
    }
    told.divides = divides(&subjects, viewed, &pairs, &by_pair);
    for ((first, second), found) in pairs.iter().zip(by_pair) {
        let name = |index: &usize| viewed.get(*index).map(|one| one.name.clone());
        let (by, more) = listed(found, request);
        told.separations.push(Separation {
            first: name(first).unwrap_or_default(),
            second: name(second).unwrap_or_default(),
            by,
            more,
        });
    }
    Ok(told)
}

fn pairs(viewed: &[Viewed], request: &Request, remarks: &mut Vec<String>) -> Vec<(usize, usize)> {
    if let Some((first, second)) = &request.pair {
        let place = |name: &String| viewed.iter().position(|one| one.name == *name);
        return place(first).zip(place(second)).into_iter().collect();
    }
    let count = viewed.len().min(MOST_ACCOUNTS);
    if count < viewed.len() {
        remarks.push(format!(
            "Of {} accounts the first {count} are told apart, pair by pair; ask for others with --pair.",
            viewed.len()
        ));
    }
    let all = (0..count).flat_map(|first| (first + 1..count).map(move |second| (first, second)));
    all.collect()
}

/// Everything that may tell accounts apart, cheapest first.
fn subjects<'v>(
    viewed: &'v [Viewed],
    changes: &[Change<'_>],
    rules: &[Change<'_>],
    request: &Request,
) -> Vec<Subject<'v>> {
    let follows = |outlook: &'v Outlook| Seen {
        what: Saying::Follows(outlook),
        text: in_words(outlook, request),
    };
    let apart = viewed.windows(2).any(|pair| match pair {
        [a, b] => !same_start(a, b),
        _ => false,
    });
    let mut found = vec![Subject {
        kind: SeparatorKind::Observation,
        what: "what follows as the conflict stands".to_owned(),
        seen: viewed
            .iter()
            .map(|one| {
                let mut seen = follows(one.outlook(0)?);
                if apart {
                    seen.text = format!("it stands at {}; {}", one.stands, seen.text);
                }
                Some(seen)
            })
            .collect(),
    }];
    let mut small: Vec<&String> = Vec::new();
    for name in viewed
        .iter()
        .filter_map(|one| one.trials.as_ref())
        .flat_map(|t| t.keys())
    {
        if !small.contains(&name) {
            small.push(name);
        }
    }
    found.extend(small.iter().map(|name| Subject {
        kind: SeparatorKind::Observation,
        what: format!("whether {name} unprompted"),
        seen: viewed.iter().map(|one| Some(could(one, name))).collect(),
    }));
    found.extend(small.iter().map(|name| {
        Subject {
            kind: SeparatorKind::Move,
            what: (*name).clone(),
            seen: viewed
                .iter()
                .map(|one| {
                    let trials = one.trials.as_ref()?;
                    Some(
                        trials
                            .get(*name)
                            .map_or_else(impossible, |t| follows(&t.outlook)),
                    )
                })
                .collect(),
        }
    }));
    for (index, change) in changes.iter().enumerate().skip(1) {
        let supposition = change.supposition();
        found.push(Subject {
            kind: match change {
                Change::WhatIf(_) => SeparatorKind::WhatIf,
                _ => SeparatorKind::Event,
            },
            what: match &supposition.label {
                Some(label) => format!("{} ({label})", supposition.name),
                None => supposition.name,
            },
            seen: viewed
                .iter()
                .map(|one| one.outlook(index).map(follows))
                .collect(),
        });
    }
    for (index, rule) in rules.iter().enumerate() {
        let Change::Rule(name, text) = rule else {
            continue;
        };
        found.push(Subject {
            kind: SeparatorKind::Rule,
            what: format!("rule {name} no longer binds: {text}"),
            seen: viewed
                .iter()
                .map(|one| match one.rules.get(index)? {
                    Some(outlook) => Some(follows(outlook)),
                    // Without the rule, an account that never had it stands as it does.
                    None => one.outlook(0).map(follows),
                })
                .collect(),
        });
    }
    found
}

fn impossible<'v>() -> Seen<'v> {
    Seen {
        what: Saying::Impossible,
        text: "it cannot".to_owned(),
    }
}

/// Whether an actor could make a small move without loss.
fn could<'v>(viewed: &Viewed, name: &str) -> Seen<'v> {
    let Some(trials) = &viewed.trials else {
        return Seen {
            what: Saying::Nothing,
            text: String::new(),
        };
    };
    let Some(trial) = trials.get(name) else {
        return impossible_unprompted();
    };
    let (what, text) = match &trial.standing {
        Standing::Free => (Saying::Could(true), "it could, without loss".to_owned()),
        Standing::Gain => (Saying::Nothing, "it would gain by it".to_owned()),
        Standing::Loss(Some(statement)) => (
            Saying::Could(false),
            format!("it would not, preferring “{statement}”"),
        ),
        Standing::Loss(None) => (Saying::Could(false), "it would lose by it".to_owned()),
    };
    Seen { what, text }
}

fn impossible_unprompted<'v>() -> Seen<'v> {
    Seen {
        what: Saying::Could(false),
        text: "it cannot".to_owned(),
    }
}

fn same_start(one: &Viewed, other: &Viewed) -> bool {
    let pair = one.outlook(0).zip(other.outlook(0));
    pair.is_some_and(|(a, b)| a.starts_with(b))
}

fn in_words(outlook: &Outlook, request: &Request) -> String {
    let texts: Vec<String> = (0..request.concepts.len())
        .map(|concept| outlook.in_words(concept))
        .collect();
    by_concept(&request.concepts, &texts)
}

/// Everything that tells one pair apart, in the order of the subjects.
fn tell(
    subjects: &[Subject<'_>],
    pair: (usize, usize),
    request: &Request,
    keys: &Keys,
) -> Vec<(usize, Separator)> {
    let concepts = request.concepts.len();
    let mut watched = vec![Difference::None; concepts];
    let mut found = Vec::new();
    for (index, subject) in subjects.iter().enumerate() {
        let seen = (subject.seen.get(pair.0), subject.seen.get(pair.1));
        let (Some(Some(first)), Some(Some(second))) = seen else {
            continue;
        };
        let mut differences: Vec<Difference> = (0..concepts)
            .map(|concept| difference(&first.what, &second.what, concept))
            .collect();
        if index == 0 {
            watched.clone_from(&differences);
        } else {
            // What is seen by watching alone need not be supposed.
            for (difference, watched) in differences.iter_mut().zip(&watched) {
                if *watched >= *difference {
                    *difference = Difference::None;
                }
            }
        }
        let counted = differences
            .iter()
            .copied()
            .max()
            .unwrap_or(Difference::None);
        let under: Vec<usize> = (0..concepts)
            .filter(|&concept| {
                let found = differences.get(concept).copied();
                found.is_some_and(|found| found == counted && found != Difference::None)
            })
            .collect();
        if under.is_empty() {
            continue;
        }
        let name = |concept: &usize| request.concepts.get(*concept).map(|c| c.name());
        let (in_first, in_second) = texts(first, second, &under, keys);
        let separator = Separator {
            kind: subject.kind,
            what: subject.what.clone(),
            before_irreversible: counted.is_early(),
            certain: counted == Difference::Early,
            concepts: under.iter().filter_map(name).collect(),
            in_first,
            in_second,
            verdict_differs: verdict_differs(&first.what, &second.what, &under),
        };
        found.push((index, separator));
    }
    found
}

/// What each account says; where that is the same for a while, what it says where they part.
fn texts(first: &Seen<'_>, second: &Seen<'_>, under: &[usize], keys: &Keys) -> (String, String) {
    if first.text == second.text
        && let (Saying::Follows(one), Saying::Follows(two)) = (&first.what, &second.what)
        && let Some(parting) = under
            .iter()
            .find_map(|&concept| one.parting(two, concept, keys))
    {
        return parting;
    }
    (first.text.clone(), second.text.clone())
}

fn difference(first: &Saying<'_>, second: &Saying<'_>, concept: usize) -> Difference {
    match (first, second) {
        (Saying::Follows(one), Saying::Follows(two)) => one.difference(two, concept),
        (Saying::Could(one), Saying::Could(two)) if one != two => Difference::EarlyPerhaps,
        // The move itself, once seen, refutes the account in which it is not possible.
        (Saying::Impossible, Saying::Follows(outlook))
        | (Saying::Follows(outlook), Saying::Impossible) => {
            if outlook.irreversible_at_once {
                Difference::Late
            } else {
                Difference::Early
            }
        }
        _ => Difference::None,
    }
}

/// Whether a question that both accounts ask is answered differently.
fn verdict_differs(first: &Saying<'_>, second: &Saying<'_>, under: &[usize]) -> bool {
    let (Saying::Follows(one), Saying::Follows(two)) = (first, second) else {
        return false;
    };
    under.iter().any(|&concept| {
        let pair = one.by_concept.get(concept).zip(two.by_concept.get(concept));
        pair.is_some_and(|(one, two)| {
            let answers = |(name, holds): (&String, &bool)| {
                two.holds.get(name).is_some_and(|other| other != holds)
            };
            one.holds.iter().any(answers)
        })
    })
}

/// Of separators by which the same would be seen, keeps the first.
fn drop_repetitions(found: &mut Vec<(usize, Separator)>) {
    let mut seen: Vec<(String, String, Vec<String>)> = Vec::new();
    found.retain(|(_, separator)| {
        if separator.kind == SeparatorKind::Observation {
            return true;
        }
        let says = (
            separator.in_first.clone(),
            separator.in_second.clone(),
            separator.concepts.clone(),
        );
        let is_new = !seen.contains(&says);
        if is_new {
            seen.push(says);
        }
        is_new
    });
}

/// The separators to list, and the number of those left out.
fn listed(found: Vec<(usize, Separator)>, request: &Request) -> (Vec<Separator>, u64) {
    let all = found.len();
    let (most, of_a_kind) = if request.pair.is_some() {
        (MOST_FOR_ONE, MOST_FOR_ONE)
    } else {
        (MOST_LISTED, MOST_OF_A_KIND)
    };
    let mut listed: Vec<Separator> = Vec::new();
    for (_, separator) in found {
        let alike = listed.iter().filter(|other| other.kind == separator.kind);
        if listed.len() < most && alike.count() < of_a_kind {
            listed.push(separator);
        }
    }
    let more = (all - listed.len()) as u64;
    (listed, more)
}

/// Few subjects that together tell apart all pairs that anything tells apart: again and again the
/// one that tells most of those left, what shows before any irreversible act first.
fn divides(
    subjects: &[Subject<'_>],
    viewed: &[Viewed],
    pairs: &[(usize, usize)],
    by_pair: &[Vec<(usize, Separator)>],
) -> Vec<Divide> {
    let text = |subject: usize, account: usize| {
        let seen = subjects.get(subject)?.seen.get(account)?.as_ref()?;
        Some(seen.text.as_str())
    };
    let differs = |subject: usize, pair: usize| {
        pairs
            .get(pair)
            .is_some_and(|(first, second)| text(subject, *first) != text(subject, *second))
    };
    // How many concepts a subject tells a pair apart under, in words that differ.
    let tells = |subject: usize, pair: usize, (early, certain): (bool, bool)| {
        let found = by_pair.get(pair)?.iter().find(|(index, s)| {
            *index == subject
                && differs(subject, pair)
                && (s.before_irreversible || !early)
                && (s.certain || !certain)
        });
        found.map(|(_, separator)| separator.concepts.len())
    };
    let mut left: Vec<usize> = (0..by_pair.len()).collect();
    let mut chosen = Vec::new();
    for early in [(true, true), (true, false), (false, false)] {
        loop {
            let gains = |subject: usize| {
                let told = left.iter().filter_map(|&pair| tells(subject, pair, early));
                told.fold((0, 0), |(pairs, concepts), more| {
                    (pairs + 1, concepts + more)
                })
            };
            let best =
                (0..subjects.len()).max_by_key(|&subject| (gains(subject), Reverse(subject)));
            let Some(best) = best.filter(|&subject| gains(subject).0 > 0) else {
                break;
            };
            let told = gains(best).0;
            left.retain(|&pair| tells(best, pair, early).is_none());
            chosen.push((best, early, told));
        }
    }
    let divide = |(index, (early, certain), told): (usize, (bool, bool), u64)| {
        let subject = subjects.get(index)?;
        Some(Divide {
            kind: subject.kind,
            what: subject.what.clone(),
            before_irreversible: early,
            certain,
            groups: groups(subject, viewed),
            tells_apart: told,
        })
    };
    chosen.into_iter().filter_map(divide).collect()
}

/// The accounts by what they say of a subject.
fn groups(subject: &Subject<'_>, viewed: &[Viewed]) -> Vec<DivideGroup> {
    let mut groups: Vec<DivideGroup> = Vec::new();
    for (seen, one) in subject.seen.iter().zip(viewed) {
        let text = seen
            .as_ref()
            .map_or("does not arise", |seen| seen.text.as_str());
        match groups.iter_mut().find(|group| group.follows == text) {
            Some(group) => group.accounts.push(one.name.clone()),
            None => groups.push(DivideGroup {
                accounts: vec![one.name.clone()],
                follows: text.to_owned(),
            }),
        }
    }
    groups
}
