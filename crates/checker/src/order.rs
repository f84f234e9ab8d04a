//! What actors prefer, as numbers: by comparing states two at a time.

use std::cmp::Ordering;

use model::conflict::{
    Adjustment, AdjustmentKind, Conflict, Preference, PreferenceKind, RankLevel,
};

use crate::definitions::State;
use crate::step::Place;
use crate::world::WorldError;

/// States in levels, best first.
type Levels = Vec<Vec<State>>;

/// For each actor and state a number: higher is better, equal is indifferent.
pub(crate) fn ranks(
    conflict: &Conflict,
    places: &[Place],
    ids: &[String],
) -> Result<Vec<Vec<u32>>, WorldError> {
    let actors = conflict.actors.iter().zip(&conflict.preferences);
    actors
        .map(|(actor, preference)| {
            let levels = levels(preference, places);
            let levels = preference
                .adjustments
                .iter()
                .fold(levels, |l, a| adjusted(l, a, places));
            let mut rank = vec![0; places.len()];
            for (worse, level) in levels.iter().rev().enumerate() {
                for state in level {
                    if let Some(rank) = rank.get_mut(*state) {
                        *rank = worse as u32 + 1;
                    }
                }
            }
            match rank.iter().position(|rank| *rank == 0) {
                None => Ok(rank),
                Some(left_out) => Err(WorldError::Unranked {
                    actor: actor.name.clone(),
                    state: ids.get(left_out).cloned().unwrap_or_default(),
                }),
            }
        })
        .collect()
}

/// The order of the main block.
fn levels(preference: &Preference, places: &[Place]) -> Levels {
    match &preference.kind {
        PreferenceKind::Indifferent => by_comparison(places, |_, _| Ordering::Equal),
        PreferenceKind::Statements(statements) => by_comparison(places, |left, right| {
            let verdicts = statements.iter().map(|statement| {
                left.holds(&statement.formula)
                    .cmp(&right.holds(&statement.formula))
            });
            verdicts
                .into_iter()
                .find(|verdict| verdict.is_ne())
                .unwrap_or(Ordering::Equal)
        }),
        PreferenceKind::Weights(weights) => {
            let score = |place: &Place| -> i128 {
                let true_ones = weights.iter().filter(|weight| place.holds(&weight.formula));
                true_ones.map(|weight| i128::from(weight.weight)).sum()
            };
            by_comparison(places, |left, right| score(left).cmp(&score(right)))
        }
        PreferenceKind::Ranking(levels) => by_list(levels, places),
    }
}

/// Sorts states by a comparison of two (`Greater` is better) and puts equal ones on one level.
fn by_comparison(places: &[Place], compare: impl Fn(&Place, &Place) -> Ordering) -> Levels {
    let mut order: Vec<(State, &Place)> = places.iter().enumerate().collect();
    order.sort_by(|(_, left), (_, right)| compare(right, left));
    let level_with =
        |left: &(State, &Place), right: &(State, &Place)| compare(left.1, right.1).is_eq();
    let levels = order.chunk_by(level_with);
    levels
        .map(|level| level.iter().map(|(state, _)| *state).collect())
        .collect()
}

/// Reads a direct ranking; where a level's mutual order is not known, the order written counts.
fn by_list(written: &[RankLevel], places: &[Place]) -> Levels {
    let mut free: Vec<State> = (0..places.len()).collect();
    let mut levels: Levels = Vec::new();
    let mut rest_at = None;
    for level in written {
        if level.rest {
            rest_at = Some(levels.len());
            levels.push(Vec::new());
            continue;
        }
        let together: Vec<&[model::formula::Formula]> = if level.unordered {
            level.select.iter().map(std::slice::from_ref).collect()
        } else {
            vec![&level.select]
        };
        for formulas in together {
            let selects = |s: &State| {
                places
                    .get(*s)
                    .is_some_and(|place| formulas.iter().any(|f| place.holds(f)))
            };
            let (taken, left) = free.into_iter().partition(selects);
            free = left;
            levels.push(taken);
        }
    }
    if let Some(rest) = rest_at.and_then(|at| levels.get_mut(at)) {
        *rest = free;
    }
    levels.retain(|level| !level.is_empty());
    levels
}

/// `put F above G` and the like: the states of F, in their order, go next to those of G that are
/// not in F.
fn adjusted(levels: Levels, adjustment: &Adjustment, places: &[Place]) -> Levels {
    let moves = |s: &State| {
        places
            .get(*s)
            .is_some_and(|place| place.holds(&adjustment.states))
    };
    let refers = |s: &State| {
        places
            .get(*s)
            .is_some_and(|place| place.holds(&adjustment.reference))
    };
    let part = |keep: &dyn Fn(&State) -> bool| -> Levels {
        let kept = levels
            .iter()
            .map(|level| level.iter().copied().filter(|s| keep(s)).collect());
        kept.filter(|level: &Vec<State>| !level.is_empty())
            .collect()
    };
    let moving = part(&|s| moves(s));
    let mut staying = part(&|s| !moves(s));
    let best = staying.iter().position(|level| level.iter().any(refers));
    let worst = staying.iter().rposition(|level| level.iter().any(refers));
    let (Some(best), Some(worst)) = (best, worst) else {
        return levels;
    };
    match adjustment.kind {
        AdjustmentKind::Above => {
            staying.splice(best..best, moving);
        }
        AdjustmentKind::Below => {
            staying.splice(worst + 1..worst + 1, moving);
        }
        AdjustmentKind::LevelWith => {
            if let Some(level) = staying.get_mut(best) {
                level.extend(moving.into_iter().flatten());
            }
        }
    }
    staying
}
