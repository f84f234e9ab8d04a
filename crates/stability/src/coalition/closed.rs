//! Where a coalition can get, when the order of movers makes no difference.
//!
//! Where every actor's moves are transitive, legal sequences reach what plain sequences reach. The
//! states that can be reached from each other then form components, and one answer serves a whole
//! component.

use crate::relation::{Relation, Scratch};

/// The components of a coalition's moves.
pub(super) struct Closed {
    /// The component of each state.
    component: Vec<u32>,
    /// The states, component by component, and where each component starts.
    members: Vec<u32>,
    starts: Vec<usize>,
    /// For each component, those with a move into it.
    before: Vec<Vec<u32>>,
}

impl Closed {
    /// Finds the components. Cost: one search each way for each component.
    pub(super) fn new(states: usize, moves: &[&Relation], back: &[&Relation]) -> Self {
        let mut closed = Closed {
            component: vec![u32::MAX; states],
            members: Vec::with_capacity(states),
            starts: vec![0],
            before: Vec::new(),
        };
        let (mut ahead, mut behind) = (Scratch::new(states), Scratch::new(states));
        for state in 0..states as u32 {
            if closed.of(state).is_some() {
                continue;
            }
            ahead.spread(moves, [state]);
            behind.spread(back, [state]);
            let both = ahead
                .reached()
                .iter()
                .filter(|other| behind.has_reached(**other));
            let number = closed.starts.len() as u32 - 1;
            for member in std::iter::once(&state).chain(both) {
                if let Some(slot) = closed.component.get_mut(*member as usize)
                    && *slot == u32::MAX
                {
                    *slot = number;
                    closed.members.push(*member);
                }
            }
            closed.starts.push(closed.members.len());
        }
        closed.before = closed.arcs_into(moves);
        closed
    }

    /// The members of each component.
    pub(super) fn components(&self) -> Vec<&[u32]> {
        let spans = self.starts.windows(2);
        spans
            .map(|span| match span {
                [start, end] => self.members.get(*start..*end).unwrap_or_default(),
                _ => &[],
            })
            .collect()
    }

    /// For each component whether one of the targets is in it or can be reached from it.
    pub(super) fn leading_to(&self, targets: impl IntoIterator<Item = u32>) -> Leading<'_> {
        let mut leads = vec![false; self.before.len()];
        let mut open: Vec<u32> = Vec::new();
        let mut mark = |component: u32, open: &mut Vec<u32>| {
            if let Some(leads) = leads.get_mut(component as usize)
                && !std::mem::replace(leads, true)
            {
                open.push(component);
            }
        };
        for target in targets {
            if let Some(component) = self.of(target) {
                mark(component, &mut open);
            }
        }
        while let Some(component) = open.pop() {
            for before in self.before.get(component as usize).into_iter().flatten() {
                mark(*before, &mut open);
            }
        }
        Leading {
            closed: self,
            leads,
        }
    }

    fn of(&self, state: u32) -> Option<u32> {
        let component = self.component.get(state as usize).copied();
        component.filter(|component| *component != u32::MAX)
    }

    fn arcs_into(&self, moves: &[&Relation]) -> Vec<Vec<u32>> {
        let mut before = vec![Vec::new(); self.starts.len() - 1];
        for (from, component) in self.component.iter().enumerate() {
            for to in moves.iter().flat_map(|moves| moves.from(from)) {
                if let Some(into) = self.of(*to)
                    && into != *component
                    && let Some(entry) = before.get_mut(into as usize)
                {
                    entry.push(*component);
                }
            }
        }
        for entry in &mut before {
            entry.sort_unstable();
            entry.dedup();
        }
        before
    }
}

/// The states from which a set can be reached.
pub(super) struct Leading<'a> {
    closed: &'a Closed,
    leads: Vec<bool>,
}

impl Leading<'_> {
    /// Whether the set can be reached from this state, or holds it.
    pub(super) fn has(&self, state: u32) -> bool {
        let component = self.closed.of(state);
        component.is_some_and(|component| self.leads.get(component as usize) == Some(&true))
    }
}
