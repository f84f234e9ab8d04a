//! What one account predicts from a start, by names that other accounts share.

use std::collections::{BTreeMap, BTreeSet};

use graph::StateId;
use indexmap::IndexSet;
use model::conflict::{ActorId, Concept, Direction};
use stability::{Choice, Course, course};

use crate::answers::questions::Asked;
use crate::error::AnswerError;
use crate::naming::options;
use crate::study::Study;

/// Most moves of one prediction that are kept.
const MOST_MOVES: usize = 1 << 16;
/// Most moves of one prediction that are put into words one by one.
const MOST_WORDED: usize = 256;
/// Most moves that a prediction in words tells, and most that it offers side by side.
const MOST_TOLD: usize = 4;
const MOST_OFFERED: usize = 3;

/// Names of states and actors by number, shared by all accounts.
#[derive(Debug, Default)]
pub struct Keys {
    names: IndexSet<String>,
    /// States in words, where predictions are put into words.
    labels: BTreeMap<usize, String>,
}

impl Keys {
    fn of(&mut self, name: String) -> usize {
        self.names.insert_full(name).0
    }

    fn name(&self, key: usize) -> &str {
        self.names.get_index(key).map_or("?", String::as_str)
    }

    fn state(&self, key: usize) -> &str {
        let label = self.labels.get(&key).map(String::as_str);
        label.unwrap_or_else(|| self.name(key))
    }
}

/// A move that is made. The same move is the same whatever is said of it: one account may say that
/// it goes against a rule that another does not have.
#[derive(Clone, Copy, Debug)]
pub struct Act {
    actor: usize,
    to: usize,
    /// Whether it cannot be undone.
    irreversible: bool,
    /// The move in words, in predictions of few moves.
    words: Option<usize>,
}

impl Act {
    fn key(&self) -> (usize, usize, bool) {
        (self.actor, self.to, self.irreversible)
    }
}

impl PartialEq for Act {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Act {}

impl PartialOrd for Act {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Act {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}

/// Which common moves a walk follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Through {
    /// Such as can be undone.
    Reversible,
    /// All.
    Any,
}

/// A state at which two predictions part, with the moves that each makes there.
type Parting<'p> = (usize, &'p BTreeSet<Act>, &'p BTreeSet<Act>);

/// What follows under one concept.
#[derive(Clone, Debug)]
pub struct Prediction {
    /// The states visited, each with the moves made there.
    decisions: BTreeMap<usize, BTreeSet<Act>>,
    /// Whether all are listed.
    complete: bool,
    /// In words; empty where nothing follows.
    pub follows: String,
    /// Which questions are answered with yes, by name.
    pub holds: BTreeMap<String, bool>,
}

/// What an account predicts from one start.
#[derive(Clone, Debug)]
pub struct Outlook {
    start: usize,
    /// Whether the supposition itself takes an irreversible option.
    pub irreversible_at_once: bool,
    /// What consequences change at once, in words: `ends strikes`.
    pub at_once: String,
    /// One entry a concept.
    pub by_concept: Vec<Prediction>,
}

/// How two predictions differ, the more telling the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// In nothing.
    None,
    /// In something that shows only by an irreversible act, or after one.
    Late,
    /// In something that shows before any irreversible act, if what is then seen fits only one.
    EarlyPerhaps,
    /// In something that shows before any irreversible act: no move fits both.
    Early,
}

impl Difference {
    /// Whether it shows before any irreversible act.
    pub fn is_early(self) -> bool {
        self >= Difference::EarlyPerhaps
    }
}

/// What an account predicts from `start`.
///
/// # Errors
/// As [`course`].
pub fn outlook(
    study: &Study<'_>,
    start: StateId,
    concepts: &[Concept],
    asked: &[Asked],
    keys: &mut Keys,
) -> Result<Outlook, AnswerError> {
    let graph = study.graph();
    let mut by_concept = Vec::with_capacity(concepts.len());
    for &concept in concepts {
        let choice = Choice::MostPreferred;
        let found = course(
            &study.analysis,
            start,
            concept,
            choice,
            MOST_MOVES,
            study.control,
        )?;
        let mut holds = BTreeMap::new();
        for question in asked {
            let inside = question.inside(graph, start);
            let all = found
                .visited
                .iter()
                .all(|(state, _)| inside.contains(*state));
            holds.insert(question.name.clone(), all);
        }
        let few = found
            .visited
            .iter()
            .map(|(_, moves)| moves.len())
            .sum::<usize>()
            <= MOST_WORDED;
        let mut decisions = BTreeMap::new();
        for (state, moves) in &found.visited {
            let acts = moves.iter().map(|step| Act {
                actor: keys.of(format!("actor {}", study.naming().actor(step.actor))),
                to: keys.of(graph.id(step.to)),
                irreversible: is_irreversible(study, step.actor, *state, step.to),
                words: few
                    .then(|| keys.of(study.naming().step(step.actor, *state, step.to).in_words())),
            });
            let acts: BTreeSet<Act> = acts.collect();
            let key = keys.of(graph.id(*state));
            if few {
                keys.labels
                    .entry(key)
                    .or_insert_with(|| study.naming().state(*state).in_words());
            }
            decisions.insert(key, acts);
        }
        by_concept.push(Prediction {
            decisions,
            complete: found.complete,
            follows: follows(study, &found),
            holds,
        });
    }
    Ok(Outlook {
        start: keys.of(graph.id(start)),
        irreversible_at_once: false,
        at_once: String::new(),
        by_concept,
    })
}

/// Whether a move changes an option that its owner cannot change back; where states have no
/// options, whether its mover cannot go straight back.
pub fn is_irreversible(study: &Study<'_>, actor: ActorId, from: StateId, to: StateId) -> bool {
    if study.conflict.options.is_empty() {
        let mut back = Vec::new();
        study.graph().moves(actor, to, &mut back);
        return !back.contains(&from);
    }
    let graph = study.graph();
    let mut one_way = options(study.conflict)
        .filter(|(_, option)| matches!(option.direction, Direction::Up | Direction::Down));
    one_way.any(|(id, _)| graph.level(from, id) != graph.level(to, id))
}

/// The moves that follow, as far as one comes after the other.
fn follows(study: &Study<'_>, found: &Course) -> String {
    let naming = study.naming();
    let moves: BTreeMap<StateId, &Vec<stability::Step>> = found
        .visited
        .iter()
        .map(|(state, moves)| (*state, moves))
        .collect();
    let Some(&(mut at, _)) = found.visited.first() else {
        return String::new();
    };
    let mut told: Vec<String> = Vec::new();
    let mut passed = vec![at];
    while let Some(made) = moves.get(&at).filter(|made| !made.is_empty()) {
        let words = |step: &&stability::Step| naming.step(step.actor, at, step.to).in_words();
        let plain = plainest(study, at, made);
        let mut offered: Vec<String> = plain.iter().take(MOST_OFFERED).map(words).collect();
        match plain.len().saturating_sub(MOST_OFFERED) {
            0 => {}
            1 => offered.push("another move".to_owned()),
            more => offered.push(format!("{more} other moves")),
        }
        told.push(offered.join(", or "));
        let [only] = plain.as_slice() else { break };
        at = only.to;
        let circular = passed.contains(&at);
        if circular || told.len() == MOST_TOLD {
            told.push("so on".to_owned());
            break;
        }
        passed.push(at);
    }
    told.join(", then ").replace(", then so on", ", and so on")
}

/// The moves of each actor that do not change what another of its moves changes and more: what it
/// adds there, it adds without gain.
fn plainest<'m>(
    study: &Study<'_>,
    at: StateId,
    made: &'m [stability::Step],
) -> Vec<&'m stability::Step> {
    let graph = study.graph();
    let changed = |step: &stability::Step| {
        let differs = |id| graph.level(at, id) != graph.level(step.to, id);
        let changed = options(study.conflict).filter(|(id, _)| differs(*id));
        changed
            .map(|(id, _)| (id, graph.level(step.to, id)))
            .collect::<BTreeSet<_>>()
    };
    if study.conflict.options.is_empty() || made.len() > MOST_WORDED {
        return made.iter().collect();
    }
    let all: Vec<_> = made.iter().map(|step| (step, changed(step))).collect();
    let plainer = |(step, set): &(&stability::Step, BTreeSet<_>)| {
        let mut others = all.iter().filter(|(other, _)| other.actor == step.actor);
        others.any(|(_, other)| other.len() < set.len() && other.is_subset(set))
    };
    let plain = all.iter().filter(|one| !plainer(one));
    plain.map(|(step, _)| *step).collect()
}

impl Prediction {
    /// Whether two accounts predict the same states and moves.
    pub fn agrees(&self, other: &Prediction) -> bool {
        self.complete && other.complete && self.decisions == other.decisions
    }

    /// The states at which two predictions from one start part: followed together, nearest first,
    /// as long as both make the same moves.
    fn apart<'p>(
        &'p self,
        other: &'p Prediction,
        start: usize,
        through: Through,
    ) -> Vec<Parting<'p>> {
        let mut seen = BTreeSet::from([start]);
        let mut open = std::collections::VecDeque::from([start]);
        let mut found = Vec::new();
        while let Some(state) = open.pop_front() {
            let pair = self.decisions.get(&state).zip(other.decisions.get(&state));
            let Some((left, right)) = pair else { continue };
            if left != right {
                found.push((state, left, right));
                continue;
            }
            let passable = |act: &&Act| through == Through::Any || !act.irreversible;
            let common = left.iter().filter(passable);
            open.extend(common.map(|act| act.to).filter(|to| seen.insert(*to)));
        }
        found
    }

    /// Whether it can be compared.
    pub fn is_complete(&self) -> bool {
        self.complete
    }
}

impl Outlook {
    /// Whether two accounts stand in the same state.
    pub fn starts_with(&self, other: &Outlook) -> bool {
        self.start == other.start
    }

    /// How the predictions of two accounts differ under one concept, by its position. They are
    /// followed together, as long as both make the same moves and these can be undone.
    pub fn difference(&self, other: &Outlook, concept: usize) -> Difference {
        let pair = self
            .by_concept
            .get(concept)
            .zip(other.by_concept.get(concept));
        let Some((one, two)) = pair.filter(|(a, b)| a.complete && b.complete) else {
            return Difference::None;
        };
        if self.irreversible_at_once || other.irreversible_at_once {
            let same = self.start == other.start && one.decisions == two.decisions;
            return if same {
                Difference::None
            } else {
                Difference::Late
            };
        }
        if self.start != other.start {
            return Difference::Early;
        }
        let mut worst = Difference::None;
        for (_, left, right) in one.apart(two, self.start, Through::Reversible) {
            let mut apart = left.symmetric_difference(right);
            worst = worst.max(if !apart.all(|act| !act.irreversible) {
                Difference::Late
            } else if left.is_disjoint(right) {
                Difference::Early
            } else {
                Difference::EarlyPerhaps
            });
        }
        if worst == Difference::None && one.decisions != two.decisions {
            return Difference::Late;
        }
        worst
    }

    /// Where the predictions of two accounts first part under one concept, in words: what both
    /// predict till then, and what each predicts next. None where moves are too many to have been
    /// put into words.
    pub fn parting(
        &self,
        other: &Outlook,
        concept: usize,
        keys: &Keys,
    ) -> Option<(String, String)> {
        let pair = self
            .by_concept
            .get(concept)
            .zip(other.by_concept.get(concept));
        let (one, two) = pair.filter(|_| self.start == other.start)?;
        let early = one.apart(two, self.start, Through::Reversible);
        let late = one.apart(two, self.start, Through::Any);
        let (state, left, right) = early.into_iter().chain(late).next()?;
        let before = if state == self.start {
            String::new()
        } else {
            format!("once at {}, ", keys.state(state))
        };
        let next = |acts: &BTreeSet<Act>| {
            let words: Option<Vec<String>> = acts
                .iter()
                .map(|act| act.words.map(|words| keys.name(words).to_owned()))
                .collect();
            words.map(|words| match words.as_slice() {
                [] => format!("{before}nobody moves"),
                some => format!("{before}{}", some.join(", or ")),
            })
        };
        Some((next(left)?, next(right)?))
    }

    /// What follows under one concept in words: consequences at once, then moves.
    pub fn in_words(&self, concept: usize) -> String {
        let follows = self
            .by_concept
            .get(concept)
            .map_or("", |p| p.follows.as_str());
        match (self.at_once.is_empty(), follows.is_empty()) {
            (true, true) => "nothing follows".to_owned(),
            (true, false) => follows.to_owned(),
            (false, true) => format!("that {} at once, and no more follows", self.at_once),
            (false, false) => format!("that {} at once, then {follows}", self.at_once),
        }
    }
}
