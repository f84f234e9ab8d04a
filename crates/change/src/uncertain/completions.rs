//! The orders that a preference leaves open, and each way to complete it.
//!
//! A completion puts the statements of each group `{ , }` in one order, each in a place of the
//! group, and the states of each level `{ , }` of a ranking in one strict order.

use graph::{Control, Graph, Interrupted, Ranks, StateId, StateSet};
use indexmap::IndexMap;
use model::conflict::{ActorId, Conflict, OptionId, Preference, PreferenceKind, RankLevel};
use model::formula::{Formula, LevelSet};

use super::sample::Draw;

/// Most completions of one actor that are listed.
const MOST_OF_ONE: u64 = 40_320;

/// Some things whose mutual order is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// Whose order.
    pub actor: ActorId,
    /// What is not in order.
    pub kind: OpenKind,
}

/// What is not in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenKind {
    /// Statements, by position in the actor's list.
    Statements(Vec<usize>),
    /// The states of a level, by position of the level in the actor's ranking.
    Level {
        /// The level.
        level: usize,
        /// Its states, ascending.
        states: Vec<StateId>,
    },
}

impl Open {
    fn len(&self) -> usize {
        match &self.kind {
            OpenKind::Statements(places) => places.len(),
            OpenKind::Level { states, .. } => states.len(),
        }
    }
}

/// A conflict with the orders that it leaves open.
#[derive(Clone, Debug)]
pub struct Completions<'a> {
    pub(super) graph: &'a Graph,
    /// The preferences as written.
    pub(super) preferences: &'a [Preference],
    /// Number of options.
    options: usize,
    open: Vec<Open>,
}

/// The different orders of one actor, each with the number of completions that give it.
pub(super) type Orders = Vec<(Vec<u32>, u64)>;

impl<'a> Completions<'a> {
    /// What the preferences of a conflict leave open.
    #[must_use]
    pub fn of(graph: &'a Graph, conflict: &'a Conflict) -> Self {
        let mut open = Vec::new();
        for (actor, preference) in graph.actors().zip(&conflict.preferences) {
            let kinds = match &preference.kind {
                PreferenceKind::Statements(_) => groups(preference),
                PreferenceKind::Ranking(levels) => unordered_levels(graph, levels),
                PreferenceKind::Indifferent | PreferenceKind::Weights(_) => Vec::new(),
            };
            open.extend(kinds.into_iter().map(|kind| Open { actor, kind }));
        }
        open.retain(|open| open.len() > 1);
        Completions {
            graph,
            preferences: &conflict.preferences,
            options: conflict.options.len(),
            open,
        }
    }

    /// What is open, actor by actor.
    #[must_use]
    pub fn open(&self) -> &[Open] {
        &self.open
    }

    /// What is open for one actor.
    pub fn open_to(&self, actor: ActorId) -> impl Iterator<Item = &Open> {
        self.open.iter().filter(move |open| open.actor == actor)
    }

    /// The number of completions; none where it does not fit 64 bits.
    #[must_use]
    pub fn count(&self) -> Option<u64> {
        count(self.open.iter())
    }

    /// All different orders of an actor; none where there are too many completions to list.
    pub(super) fn orders(
        &self,
        actor: ActorId,
        control: &Control,
    ) -> Result<Option<Orders>, Interrupted> {
        let open: Vec<&Open> = self.open_to(actor).collect();
        let Some(count) = count(open.iter().copied()).filter(|count| *count <= MOST_OF_ONE) else {
            return Ok(None);
        };
        let mut found: IndexMap<Vec<u32>, u64> = IndexMap::new();
        for number in 0..count {
            let mut rest = number;
            let permutations: Vec<Vec<usize>> = open
                .iter()
                .map(|open| permutation(open.len(), &mut rest))
                .collect();
            let ranks = self.ranks(actor, &permutations, control)?;
            *found.entry(ranks).or_default() += 1;
        }
        Ok(Some(found.into_iter().collect()))
    }

    /// A random order of an actor: each completion is equally likely.
    pub(super) fn draw(
        &self,
        actor: ActorId,
        draw: &mut Draw,
        control: &Control,
    ) -> Result<Vec<u32>, Interrupted> {
        let open = self.open_to(actor);
        let permutations: Vec<Vec<usize>> = open.map(|open| draw.permutation(open.len())).collect();
        self.ranks(actor, &permutations, control)
    }

    /// The ranks of an actor when each of its open groups is put in the order of a permutation.
    fn ranks(
        &self,
        actor: ActorId,
        permutations: &[Vec<usize>],
        control: &Control,
    ) -> Result<Vec<u32>, Interrupted> {
        let Some(written) = self.preferences.get(actor.index()) else {
            return Ok(Vec::new());
        };
        let mut preference = written.clone();
        // From the last to the first: a level that is split moves those after it.
        let open: Vec<&Open> = self.open_to(actor).collect();
        for (open, order) in open.iter().zip(permutations).rev() {
            match (&open.kind, &mut preference.kind) {
                (OpenKind::Statements(places), PreferenceKind::Statements(statements)) => {
                    let taken: Vec<_> = order
                        .iter()
                        .filter_map(|at| statements.get(*places.get(*at)?).cloned())
                        .collect();
                    for (place, statement) in places.iter().zip(taken) {
                        if let Some(entry) = statements.get_mut(*place) {
                            *entry = statement;
                        }
                    }
                }
                (OpenKind::Level { level, states }, PreferenceKind::Ranking(levels)) => {
                    let ordered = order.iter().filter_map(|at| states.get(*at));
                    let ordered: Vec<StateId> = ordered.copied().collect();
                    self.split(levels, *level, &ordered);
                }
                _ => {}
            }
        }
        let ranks = Ranks::of(self.graph, std::slice::from_ref(&preference), control);
        // A ranking that leaves states out was refused when the graph was built.
        ranks.map_or(Err(Interrupted), |ranks| {
            Ok(ranks.of_actor(ActorId(0)).to_vec())
        })
    }

    /// Puts one level for each state in the place of a level.
    fn split(&self, levels: &mut Vec<RankLevel>, at: usize, states: &[StateId]) {
        let Some(level) = levels.get(at).cloned() else {
            return;
        };
        let gap_below = level.gap_below;
        let mut split: Vec<RankLevel> = states
            .iter()
            .map(|state| RankLevel {
                select: vec![self.only(*state)],
                unordered: false,
                gap_below: false,
                ..level.clone()
            })
            .collect();
        if let Some(last) = split.last_mut() {
            last.gap_below = gap_below;
        }
        levels.splice(at..=at, split);
    }

    /// A formula that is true in one state alone.
    fn only(&self, state: StateId) -> Formula {
        if let Some(named) = self.graph.named(state) {
            return Formula::State(named);
        }
        let options = (0..self.options).map(|option| OptionId(option as u16));
        let values = options.filter_map(|option| {
            let level = self.graph.level(state, option)?;
            Some(Formula::Option(option, LevelSet::one(level)))
        });
        Formula::And(values.collect())
    }
}

fn count<'a>(open: impl Iterator<Item = &'a Open>) -> Option<u64> {
    let factors = open.flat_map(|open| 2..=open.len() as u64);
    factors
        .into_iter()
        .try_fold(1_u64, |product, factor| product.checked_mul(factor))
}

/// The permutation of so many things with this number; what is left of the number goes on to the
/// next permutation.
fn permutation(things: usize, number: &mut u64) -> Vec<usize> {
    let mut left: Vec<usize> = (0..things).collect();
    let mut order = Vec::with_capacity(things);
    while !left.is_empty() {
        let choices = left.len() as u64;
        let choice = *number % choices;
        *number /= choices;
        order.push(left.remove(choice as usize));
    }
    order
}

/// The groups of statements.
fn groups(preference: &Preference) -> Vec<OpenKind> {
    let PreferenceKind::Statements(statements) = &preference.kind else {
        return Vec::new();
    };
    let mut groups: IndexMap<u32, Vec<usize>> = IndexMap::new();
    for (place, statement) in statements.iter().enumerate() {
        if let Some(group) = statement.unordered_group {
            groups.entry(group).or_default().push(place);
        }
    }
    groups.into_values().map(OpenKind::Statements).collect()
}

/// The states of each unordered level: those that its formulas select and no level above.
fn unordered_levels(graph: &Graph, levels: &[RankLevel]) -> Vec<OpenKind> {
    let mut unranked = graph.all();
    let mut found = Vec::new();
    for (at, level) in levels.iter().enumerate() {
        let mut set = StateSet::new(graph.index_len());
        for formula in &level.select {
            set.union_with(&graph.select(formula));
        }
        set.intersect_with(&unranked);
        unranked.subtract(&set);
        if level.unordered && !level.rest {
            found.push(OpenKind::Level {
                level: at,
                states: set.iter().collect(),
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::permutation;

    #[test]
    fn numbers_below_the_factorial_give_each_permutation_once() {
        let mut all: Vec<Vec<usize>> = (0..24).map(|n| permutation(4, &mut { n })).collect();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 24);
    }
}
