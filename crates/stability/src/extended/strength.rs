//! Strength of preference: s ≫_i q (much preferred), s >_i q (mildly preferred), s ~_i q.
//!
//! A state is strongly stable for i when every improvement of i, mild or strong, is deterred by a
//! state that is much worse:
//!
//! - strongly GMR: every s₁ ∈ R_i^{+,++}(s) has an s₂ ∈ R_{N∖i}(s₁) with s ≫_i s₂;
//! - strongly SMR: besides, s ≫_i s₃ for every s₃ ∈ R_i(s₂);
//! - strongly SEQ: every s₁ ∈ R_i^{+,++}(s) has an s₂ ∈ R^{+,++}_{N∖i}(s₁) with s ≫_i s₂.
//!
//! Weakly stable is stable but not strongly so. Nash stability does not split. Hamouda, Kilgour &
//! Hipel (2004), "Strength of preference in the graph model for conflict resolution", Group Decision
//! and Negotiation 13; (2006) for several actors, Applied Mathematics and Computation 179.

use graph::{Graph, Ranks, StateId, StateSet};
use model::conflict::{ActorId, Preference, PreferenceKind, RankLevel, Statement};

use super::{ExtendedError, Judgement, Pairs};

/// An order with the pairs that are far apart.
#[derive(Clone, Copy, Debug)]
pub struct Strength<'a> {
    /// The order.
    pub ranks: &'a Ranks,
    /// Pairs (s, q) with s ≫ q.
    pub much: &'a Pairs,
}

impl Judgement for Strength<'_> {
    fn tempts(&self, actor: ActorId, from: StateId, to: StateId) -> bool {
        self.ranks.prefers(actor, to, from)
    }

    fn willing(&self, mover: ActorId, from: StateId, to: StateId) -> bool {
        self.ranks.prefers(mover, to, from)
    }

    fn deters(&self, actor: ActorId, from: StateId, end: StateId) -> bool {
        self.much.contains(actor, from, end)
    }
}

/// Whether a preference says anything of strength.
#[must_use]
pub fn is_graded(preference: &Preference) -> bool {
    match &preference.kind {
        PreferenceKind::Statements(statements) => statements.iter().any(|s| s.strongly),
        PreferenceKind::Ranking(levels) => levels.iter().any(|level| level.gap_below),
        PreferenceKind::Indifferent | PreferenceKind::Weights(_) => false,
    }
}

/// The pairs s ≫_i q of a conflict: better in rank, and of two states that first differ at a
/// statement marked `strongly`, or with a `gap` between their levels. Cost: for each graded
/// preference one comparison of each pair of states.
///
/// # Errors
/// If the model is too large.
pub fn much_preferred(
    graph: &Graph,
    ranks: &Ranks,
    preferences: &[Preference],
) -> Result<Pairs, ExtendedError> {
    let mut much = Pairs::none(graph)?;
    let states: Vec<StateId> = graph.states().collect();
    for (actor, preference) in graph.actors().zip(preferences) {
        if !is_graded(preference) {
            continue;
        }
        let far_apart: Box<dyn Fn(StateId, StateId) -> bool> = match &preference.kind {
            PreferenceKind::Statements(statements) => {
                Box::new(first_differ_strongly(graph, statements))
            }
            PreferenceKind::Ranking(levels) => Box::new(gap_between(graph, levels)),
            PreferenceKind::Indifferent | PreferenceKind::Weights(_) => continue,
        };
        for better in &states {
            for worse in &states {
                if ranks.prefers(actor, *better, *worse) && far_apart(*better, *worse) {
                    much.insert(actor, *better, *worse);
                }
            }
        }
    }
    Ok(much)
}

fn first_differ_strongly(
    graph: &Graph,
    statements: &[Statement],
) -> impl Fn(StateId, StateId) -> bool + use<> {
    let truths: Vec<(bool, StateSet)> = statements
        .iter()
        .map(|statement| (statement.strongly, graph.select(&statement.formula)))
        .collect();
    move |left, right| {
        let mut truths = truths.iter();
        let first = truths.find(|(_, truth)| truth.contains(left) != truth.contains(right));
        first.is_some_and(|(strongly, _)| *strongly)
    }
}

fn gap_between(graph: &Graph, levels: &[RankLevel]) -> impl Fn(StateId, StateId) -> bool + use<> {
    let mut above = vec![u32::MAX; graph.index_len()];
    let mut gaps = 0;
    let mut of_rest = 0;
    for level in levels {
        if level.rest {
            of_rest = gaps;
        }
        for state in level
            .select
            .iter()
            .flat_map(|f| graph.select(f).iter().collect::<Vec<_>>())
        {
            if let Some(entry) = above.get_mut(state.index()) {
                *entry = gaps.min(*entry);
            }
        }
        gaps += u32::from(level.gap_below);
    }
    for entry in above.iter_mut().filter(|entry| **entry == u32::MAX) {
        *entry = of_rest;
    }
    move |left, right| above.get(left.index()) != above.get(right.index())
}
