//! What must be true of an actor's order for a state to be stable, in its shortest form.
//!
//! A [`Condition`] is a list of clauses that must all hold, one for each move that must not pay. A
//! clause is a list of alternatives of which one must hold: the move is no improvement, or a
//! sanction hurts. An alternative is a list of comparisons that must all hold. So the whole is a
//! monotone formula in comparisons "A likes `better` more than `worse`".

use graph::StateId;
use rustc_hash::FxHashSet;
use stability::Step;

/// The most alternatives of several comparisons that are compared with one another in one clause.
const MOST_COMPARED: usize = 1_000;
/// The most clauses that are compared with one another, and the most alternatives in all of them.
const MOST_CLAUSES: usize = 64;
const MOST_IN_CLAUSES: usize = 1_000;

/// The actor asked about strictly prefers `better` to `worse`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Comparison {
    /// The state that it likes more.
    pub better: StateId,
    /// The state that it likes less.
    pub worse: StateId,
}

/// One way in which a move does not pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// What must be so, ascending without repetition. Empty: nothing need be so.
    pub comparisons: Vec<Comparison>,
    /// The moves of others that make it a sanction, from where the move ends; empty where the move
    /// itself is no improvement.
    pub sanction: Vec<Step>,
}

/// Moves that must not pay, and the ways in which they do not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Where the moves end that must not pay: several where they ask for the same.
    pub moves: Vec<StateId>,
    /// The ways; fewest comparisons first. Empty: nothing keeps the actor from moving.
    pub alternatives: Vec<Alternative>,
}

/// A move that is deterred whatever the order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deterred {
    /// Where it ends.
    pub to: StateId,
    /// The sanction.
    pub sanction: Vec<Step>,
}

/// What must be true of an order for a state to be stable for one actor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Condition {
    /// What must all hold.
    pub clauses: Vec<Clause>,
    /// The moves that ask for nothing, since a sanction hurts under every order.
    pub deterred: Vec<Deterred>,
}

impl Condition {
    /// Whether every order will do.
    #[must_use]
    pub fn is_always(&self) -> bool {
        self.clauses.is_empty()
    }

    /// Whether no order will do.
    #[must_use]
    pub fn is_never(&self) -> bool {
        self.clauses
            .iter()
            .any(|clause| clause.alternatives.is_empty())
    }

    /// Adds a move with the ways in which it does not pay, in their shortest form. Says whether it
    /// could be done: not where too many ways would have to be compared.
    pub(super) fn add(&mut self, to: StateId, alternatives: Vec<Alternative>) -> bool {
        let Some(mut alternatives) = absorbed(alternatives) else {
            return false;
        };
        match alternatives.first_mut() {
            Some(first) if first.comparisons.is_empty() => {
                let sanction = std::mem::take(&mut first.sanction);
                self.deterred.push(Deterred { to, sanction });
            }
            _ => self.clauses.push(Clause {
                moves: vec![to],
                alternatives,
            }),
        }
        true
    }

    /// Leaves out clauses that follow from others, and joins those that say the same. In very
    /// large conditions all stay; they mean the same.
    pub(super) fn shorten(&mut self) {
        let in_all: usize = self.clauses.iter().map(|c| c.alternatives.len()).sum();
        if self.clauses.len() > MOST_CLAUSES || in_all > MOST_IN_CLAUSES {
            return;
        }
        let mut kept: Vec<Clause> = Vec::new();
        for clause in std::mem::take(&mut self.clauses) {
            if let Some(same) = kept
                .iter_mut()
                .find(|other| clause.follows_from(other) && other.follows_from(&clause))
            {
                same.moves.extend(&clause.moves);
            } else if !kept.iter().any(|other| clause.follows_from(other)) {
                kept.retain(|other| !other.follows_from(&clause));
                kept.push(clause);
            }
        }
        self.clauses = kept;
    }
}

impl Clause {
    /// Whether each alternative of `other` implies one of ours.
    fn follows_from(&self, other: &Clause) -> bool {
        other
            .alternatives
            .iter()
            .all(|theirs| self.alternatives.iter().any(|ours| theirs.implies(ours)))
    }
}

impl Alternative {
    /// Whether whoever has this also has `other`.
    fn implies(&self, other: &Alternative) -> bool {
        other
            .comparisons
            .iter()
            .all(|wanted| implied(&self.comparisons, *wanted))
    }
}

/// Whether a comparison follows from others: it is among them, or a chain of them leads from its
/// better state down to its worse one.
pub(super) fn implied(given: &[Comparison], wanted: Comparison) -> bool {
    if given.binary_search(&wanted).is_ok() {
        return true;
    }
    let mut seen = vec![wanted.better];
    let mut next = 0;
    while let Some(&at) = seen.get(next) {
        next += 1;
        for below in given.iter().filter(|one| one.better == at) {
            if below.worse == wanted.worse {
                return true;
            }
            // In a formula over one better state there are no chains to follow.
            if given.iter().any(|one| one.better == below.worse) && !seen.contains(&below.worse) {
                seen.push(below.worse);
            }
        }
    }
    false
}

/// Only the alternatives that no other one implies, fewest comparisons first; of equals the first.
fn absorbed(mut alternatives: Vec<Alternative>) -> Option<Vec<Alternative>> {
    alternatives.sort_by_key(|alternative| alternative.comparisons.len());
    if let Some(first) = alternatives.first()
        && first.comparisons.is_empty()
    {
        alternatives.truncate(1);
        return Some(alternatives);
    }
    let mut single: FxHashSet<Comparison> = FxHashSet::default();
    let mut kept: Vec<Alternative> = Vec::new();
    let mut longer = 0;
    for alternative in alternatives {
        match alternative.comparisons.as_slice() {
            [one] if !single.insert(*one) => continue,
            [_] => {}
            many => {
                let simply = many.iter().any(|one| single.contains(one));
                if simply || kept.iter().any(|other| alternative.implies(other)) {
                    continue;
                }
                longer += 1;
                if longer > MOST_COMPARED {
                    return None;
                }
            }
        }
        kept.push(alternative);
    }
    Some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn better(better: u32, worse: u32) -> Comparison {
        Comparison {
            better: StateId(better),
            worse: StateId(worse),
        }
    }

    fn one(comparisons: &[(u32, u32)]) -> Alternative {
        let mut comparisons: Vec<Comparison> =
            comparisons.iter().map(|(b, w)| better(*b, *w)).collect();
        comparisons.sort_unstable();
        Alternative {
            comparisons,
            sanction: Vec::new(),
        }
    }

    #[test]
    fn what_another_way_implies_is_left_out() {
        let mut condition = Condition::default();
        let ways = vec![one(&[(0, 1), (0, 2)]), one(&[(0, 1)]), one(&[(0, 3)])];
        assert!(condition.add(StateId(1), ways));
        assert_eq!(
            condition.clauses[0].alternatives,
            [one(&[(0, 1)]), one(&[(0, 3)])]
        );
    }

    #[test]
    fn a_chain_implies_its_ends() {
        let chain = one(&[(3, 2), (2, 1)]);
        assert!(implied(&chain.comparisons, better(3, 1)));
        assert!(!implied(&chain.comparisons, better(1, 3)));
        let mut condition = Condition::default();
        assert!(condition.add(StateId(9), vec![chain, one(&[(3, 1)])]));
        assert_eq!(condition.clauses[0].alternatives, [one(&[(3, 1)])]);
    }

    #[test]
    fn clauses_that_follow_are_left_out_and_equal_ones_are_joined() {
        let mut condition = Condition::default();
        assert!(condition.add(StateId(1), vec![one(&[(0, 1)]), one(&[(0, 2)])]));
        assert!(condition.add(StateId(2), vec![one(&[(0, 2)])]));
        assert!(condition.add(StateId(3), vec![one(&[(0, 2)])]));
        condition.shorten();
        assert_eq!(condition.clauses.len(), 1);
        assert_eq!(condition.clauses[0].moves, [StateId(2), StateId(3)]);
    }

    #[test]
    fn a_sanction_that_asks_for_nothing_settles_the_move() {
        let mut condition = Condition::default();
        assert!(condition.add(StateId(1), vec![one(&[(0, 1)]), one(&[])]));
        assert!(condition.is_always() && condition.deterred.len() == 1);
        assert!(condition.add(StateId(2), Vec::new()));
        assert!(condition.is_never());
    }
}
