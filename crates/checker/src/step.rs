//! What single moves do: directions, forced consequences, feasibility, consent.

use std::collections::BTreeSet;

use model::conflict::{
    ActorId, Assignment, Conflict, Direction, Level, ListedState, NamedStateId, OptionId, RuleBody,
    Strength,
};
use model::formula::Formula;

use crate::definitions::Actor;
use crate::world::{Limits, WorldError};

/// What a state is in terms of the model: option values (none where left open) and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Option values.
    pub levels: Vec<Option<Level>>,
    /// Its name, where states are named.
    pub named: Option<NamedStateId>,
}

impl Place {
    /// A vector; it carries the name of the state that covers it.
    pub fn vector(levels: &[Level], covered_by: Option<&Place>) -> Self {
        Place {
            levels: levels.iter().copied().map(Some).collect(),
            named: covered_by.and_then(|place| place.named),
        }
    }

    /// A listed state.
    pub fn listed(state: &ListedState, at: u32) -> Self {
        Place {
            levels: state.pattern.clone(),
            named: Some(NamedStateId(at)),
        }
    }

    /// Whether a vector matches: each option that is not left open has this value.
    pub fn covers(&self, vector: &[Level]) -> bool {
        self.levels
            .iter()
            .zip(vector)
            .all(|(own, level)| own.is_none_or(|own| own == *level))
    }

    /// Truth of a formula; an option left open counts as at its lowest value.
    pub fn holds(&self, formula: &Formula) -> bool {
        let level = |option: OptionId| {
            self.levels
                .get(option.index())
                .copied()
                .flatten()
                .unwrap_or_default()
        };
        formula.holds(&level, self.named)
    }

    /// Leaves open what differs from a vector.
    pub fn leave_open_where_unlike(&mut self, vector: &[Level]) {
        for (own, level) in self.levels.iter_mut().zip(vector) {
            if *own != Some(*level) {
                *own = None;
            }
        }
    }
}

/// The bodies of the binding rules.
fn binding(conflict: &Conflict) -> impl Iterator<Item = &RuleBody> {
    let binding = conflict
        .rules
        .iter()
        .filter(|rule| rule.strength == Strength::Binding);
    binding.map(|rule| &rule.body)
}

/// Whether the rules allow a vector: every constraint holds and no consequence would fire.
fn is_feasible(conflict: &Conflict, vector: &[Level]) -> bool {
    let place = Place::vector(vector, None);
    binding(conflict).all(|rule| match rule {
        RuleBody::Constraint(formula) => place.holds(formula),
        RuleBody::Consequence { trigger, sets } => fired(trigger, sets, vector) == vector,
        RuleBody::Consent { .. } | RuleBody::NoMove { .. } => true,
    })
}

/// All vectors that the rules allow, the first option changing fastest.
pub(crate) fn feasible_vectors(
    conflict: &Conflict,
    limits: Limits,
) -> Result<Vec<Assignment>, WorldError> {
    let sizes: Vec<u8> = conflict
        .options
        .iter()
        .map(|option| option.level_count())
        .collect();
    let count = sizes
        .iter()
        .try_fold(1_u64, |product, size| product.checked_mul((*size).into()));
    let count = count.unwrap_or(u64::MAX);
    if count > limits.vectors {
        let what = "vectors of option values";
        return Err(WorldError::TooLarge {
            what,
            count,
            limit: limits.vectors,
        });
    }
    let mut feasible = Vec::new();
    let mut vector = vec![Level(0); sizes.len()];
    loop {
        if is_feasible(conflict, &vector) {
            feasible.push(vector.clone());
        }
        if !advance(&mut vector, &sizes) {
            return Ok(feasible);
        }
    }
}

/// The next vector, or false after the last.
fn advance(vector: &mut [Level], sizes: &[u8]) -> bool {
    for (level, size) in vector.iter_mut().zip(sizes) {
        level.0 += 1;
        if level.0 < *size {
            return true;
        }
        level.0 = 0;
    }
    false
}

/// What one forced consequence makes of a vector.
fn fired(trigger: &Formula, sets: &[(OptionId, Level)], vector: &[Level]) -> Assignment {
    let mut after = vector.to_vec();
    if Place::vector(vector, None).holds(trigger) {
        for (option, level) in sets {
            if let Some(value) = after.get_mut(option.index()) {
                *value = *level;
            }
        }
    }
    after
}

/// Where forced consequences lead: fired in file order, round after round, until none changes
/// anything.
pub(crate) fn settle(conflict: &Conflict, vector: &[Level]) -> Result<Assignment, WorldError> {
    let mut current = vector.to_vec();
    let mut seen = BTreeSet::new();
    while seen.insert(current.clone()) {
        let mut changed = false;
        for rule in binding(conflict) {
            if let RuleBody::Consequence { trigger, sets } = rule {
                let after = fired(trigger, sets, &current);
                changed |= after != current;
                current = after;
            }
        }
        if !changed {
            return Ok(current);
        }
    }
    let letters = conflict
        .options
        .iter()
        .zip(vector)
        .map(|(option, level)| option.level_name(*level));
    Err(WorldError::Circle(letters.collect::<Vec<_>>().join(" ")))
}

/// How many settings of their own options all actors have together.
pub(crate) fn settings(conflict: &Conflict) -> u64 {
    let of = |actor: usize| {
        let own = conflict
            .options
            .iter()
            .filter(|o| o.owner.map(ActorId::index) == Some(actor));
        own.fold(1_u64, |product, option| {
            product.saturating_mul(option.level_count().into())
        })
    };
    (0..conflict.actors.len()).fold(0, |sum, actor| sum.saturating_add(of(actor)))
}

/// Where one actor can get from a vector: every setting of its own options that their directions
/// allow, followed by forced consequences. Feasibility is not asked here.
pub(crate) fn moves(
    conflict: &Conflict,
    actor: Actor,
    from: &[Level],
) -> Result<Vec<Assignment>, WorldError> {
    let mut changed: Vec<Assignment> = vec![from.to_vec()];
    for (at, option) in conflict.options.iter().enumerate() {
        if option.owner.map(ActorId::index) != Some(actor) {
            continue;
        }
        let Some(&before) = from.get(at) else {
            continue;
        };
        let allowed = (0..option.level_count())
            .map(Level)
            .filter(|after| match option.direction {
                Direction::Both => true,
                Direction::Up => *after >= before,
                Direction::Down => *after <= before,
                Direction::Fixed => *after == before,
            });
        let allowed: Vec<Level> = allowed.collect();
        changed = changed
            .iter()
            .flat_map(|vector| {
                allowed.iter().map(|level| {
                    let mut vector = vector.clone();
                    if let Some(value) = vector.get_mut(at) {
                        *value = *level;
                    }
                    vector
                })
            })
            .collect();
    }
    changed.retain(|vector| vector != from);
    changed
        .iter()
        .map(|vector| settle(conflict, vector))
        .collect()
}

/// Whether consent rules and rules about single moves leave a move open.
pub(crate) fn is_open(conflict: &Conflict, actor: Actor, from: &Place, to: &Place) -> bool {
    binding(conflict).all(|rule| match rule {
        RuleBody::Consent { what, of: _, by } => {
            from.holds(what) || !to.holds(what) || from.holds(by)
        }
        RuleBody::NoMove {
            from: start,
            to: end,
            by,
        } => {
            let concerned = by
                .as_ref()
                .is_none_or(|who| who.iter().any(|w| w.index() == actor));
            !(concerned && from.holds(start) && to.holds(end))
        }
        RuleBody::Constraint(_) | RuleBody::Consequence { .. } => true,
    })
}
