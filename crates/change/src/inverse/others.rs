//! When a state is stable for another actor than the one whose order is asked about.
//!
//! Where that other actor gains, and what hurts it, does not depend on the order asked about. Only
//! under SEQ and SSEQ does anything: a sanction is made of improvements, and some of its moves may
//! be moves of the actor asked about. So each sequence of moves is followed together with the
//! comparisons that make those moves improvements.

use std::collections::VecDeque;

use graph::{Control, Graph, Interrupted, Ranks, StateId};
use model::conflict::{ActorId, Concept};
use rustc_hash::FxHashMap;
use stability::concepts::{Sanction, Sanctioners, sanction};
use stability::{Analysis, Step};

use super::condition::{Alternative, Comparison, Condition, implied};

/// The most sequences that are followed for one condition.
const MOST_SEQUENCES: usize = 20_000;
/// The most comparisons on the way of one sequence.
const MOST_ON_THE_WAY: usize = 32;

/// The condition on the order of `asked` under which `state` is stable for `other`; none if too
/// many sequences would have to be followed.
pub(super) fn other(
    analysis: &Analysis<'_>,
    (asked, other): (ActorId, ActorId),
    state: StateId,
    concept: Concept,
    control: &Control,
) -> Result<Option<Condition>, Interrupted> {
    let mut condition = Condition::default();
    let credible = sanction(concept).filter(|found| found.by == Sanctioners::Improvements);
    let Some(sanction) = credible else {
        let why = stability::explain(analysis, concept, other, state, control)?;
        for improvement in why.improvements {
            let ways = improvement.sanction.map(|found| Alternative {
                comparisons: Vec::new(),
                sanction: found.steps,
            });
            condition.add(improvement.to, ways.into_iter().collect());
        }
        return Ok(Some(condition));
    };
    let mut moves = Vec::new();
    analysis.graph.moves(other, state, &mut moves);
    moves.retain(|to| analysis.ranks.prefers(other, *to, state));
    let mut room = MOST_SEQUENCES;
    for to in moves {
        let mut search = Sequences {
            graph: analysis.graph,
            ranks: analysis.ranks,
            asked,
            other,
            state,
            sanction,
            found: Vec::new(),
            reached: FxHashMap::default(),
            open: VecDeque::new(),
            all: Vec::new(),
            room,
        };
        if !search.run(to, control)? || !condition.add(to, search.found) {
            return Ok(None);
        }
        room = search.room;
    }
    condition.shorten();
    Ok(Some(condition))
}

/// A sequence of moves of everybody but `other`, as far as it has been followed.
#[derive(Clone)]
struct Sequence {
    at: StateId,
    /// The last step and the number of the sequence before it; none at the start.
    arrival: Option<(ActorId, usize)>,
    /// What makes its moves improvements, ascending without repetition.
    asks: Vec<Comparison>,
}

/// All sequences from one improvement, but those that another one makes needless: it stands where
/// they do, with the same last mover, and asks for no more.
struct Sequences<'a> {
    graph: &'a Graph,
    ranks: &'a Ranks,
    asked: ActorId,
    other: ActorId,
    state: StateId,
    sanction: Sanction,
    found: Vec<Alternative>,
    reached: FxHashMap<(StateId, ActorId), Vec<usize>>,
    open: VecDeque<usize>,
    all: Vec<Sequence>,
    room: usize,
}

impl Sequences<'_> {
    /// Follows all sequences, shortest first. Says whether there was room for all.
    fn run(&mut self, to: StateId, control: &Control) -> Result<bool, Interrupted> {
        self.all.push(Sequence {
            at: to,
            arrival: None,
            asks: Vec::new(),
        });
        self.open.push_back(0);
        let mut ends = Vec::new();
        while let Some(number) = self.open.pop_front() {
            control.check()?;
            let Some(sequence) = self.all.get(number).cloned() else {
                continue;
            };
            if self.needless(&sequence.asks) {
                continue;
            }
            let last = sequence.arrival.map_or(self.other, |(last, _)| last);
            let movers = self.graph.actors();
            let other = self.other;
            let movers = movers.filter(|mover| *mover != other && *mover != last);
            for mover in movers {
                self.graph.moves(mover, sequence.at, &mut ends);
                for &end in &ends {
                    if !self.follow(&sequence, number, mover, end) {
                        return Ok(false);
                    }
                }
            }
        }
        Ok(true)
    }

    /// Follows one more move. Says whether there was room.
    fn follow(&mut self, sequence: &Sequence, number: usize, mover: ActorId, end: StateId) -> bool {
        let mut asks = sequence.asks.clone();
        if mover == self.asked {
            let gain = Comparison {
                better: end,
                worse: sequence.at,
            };
            let loss = Comparison {
                better: sequence.at,
                worse: end,
            };
            if implied(&asks, loss) {
                return true;
            }
            if let Err(place) = asks.binary_search(&gain) {
                asks.insert(place, gain);
            }
        } else if !self.ranks.prefers(mover, end, sequence.at) {
            return true;
        }
        if asks.len() > MOST_ON_THE_WAY {
            return false;
        }
        let others = self.reached.entry((end, mover)).or_default();
        let all = &self.all;
        let no_more = |than: &usize| {
            let known = all.get(*than).map(|known| known.asks.as_slice());
            known.is_some_and(|known| is_part(known, &asks))
        };
        if others.iter().any(no_more) {
            return true;
        }
        let Some(left) = self.room.checked_sub(1) else {
            return false;
        };
        self.room = left;
        let next = self.all.len();
        others.push(next);
        self.all.push(Sequence {
            at: end,
            arrival: Some((mover, number)),
            asks: asks.clone(),
        });
        let (graph, ranks) = (self.graph, self.ranks);
        let hurts = self
            .sanction
            .hurts((graph, ranks), self.other, self.state, end);
        if !hurts {
            self.open.push_back(next);
        } else if !self.needless(&asks) {
            let sanction = self.steps(next);
            self.found.push(Alternative {
                comparisons: asks,
                sanction,
            });
        }
        true
    }

    /// Whether a sanction that asks for no more has been found.
    fn needless(&self, asks: &[Comparison]) -> bool {
        let mut found = self.found.iter();
        found.any(|known| is_part(&known.comparisons, asks))
    }

    /// The moves of a sequence.
    fn steps(&self, number: usize) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut at = self.all.get(number);
        while let Some(sequence) = at {
            let Some((actor, before)) = sequence.arrival else {
                break;
            };
            steps.push(Step {
                actor,
                to: sequence.at,
            });
            at = self.all.get(before);
        }
        steps.reverse();
        steps
    }
}

/// Whether every comparison of one ascending list is in another.
fn is_part(part: &[Comparison], whole: &[Comparison]) -> bool {
    part.iter().all(|one| whole.binary_search(one).is_ok())
}
