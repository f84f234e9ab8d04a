//! A conflict with factors at given values.

use model::conflict::{ActorId, Conflict, Direction, Level, PreferenceKind};
use model::edit::{Edit, edited, restarted};
use model::formula::Formula;

use super::Factor;

/// What becomes of the lines of one actor's preference.
#[derive(Debug, Default)]
struct Lines {
    /// The lines in a new order, if it is new.
    order: Option<Vec<usize>>,
    /// Lines whose new places are set.
    places: Vec<(usize, usize)>,
    dropped: Vec<usize>,
    reversed: Vec<usize>,
    weights: Vec<(usize, i64)>,
}

/// The conflict with each factor at a value (by its number). None where these values do not go
/// together (two lines in one place), or where no listed state is as the options would stand.
/// Cost: a copy of the conflict.
#[must_use]
pub fn varied(conflict: &Conflict, factors: &[Factor], values: &[u64]) -> Option<Conflict> {
    let mut changed = conflict.clone();
    let mut by_actor: Vec<Lines> = Vec::new();
    by_actor.resize_with(conflict.preferences.len(), Lines::default);
    let mut edits = Vec::new();
    let mut starts = Vec::new();
    for (factor, &value) in factors.iter().zip(values) {
        if factor.as_written(conflict) == Some(value) && !matches!(factor, Factor::Place(..)) {
            continue;
        }
        let lines = |actor: &ActorId| actor.index();
        match factor {
            Factor::Event(at) if value == 0 => edits.push(Edit::DoesNotHappen(*at)),
            Factor::Event(at) => edits.push(Edit::Happens(*at)),
            Factor::Rule(rule) if value == 0 => edits.push(Edit::Unbind(*rule)),
            Factor::Rule(rule) => edits.push(Edit::Bind(*rule)),
            Factor::Irreversible(option) => edits.push(Edit::Direction {
                option: *option,
                direction: if value == 0 {
                    Direction::Both
                } else {
                    Direction::Up
                },
            }),
            Factor::Start(option) => starts.push((*option, Level(u8::try_from(value).ok()?))),
            Factor::Line(actor, at) => {
                let own = by_actor.get_mut(lines(actor))?;
                match value {
                    0 => {}
                    1 => own.dropped.push(*at),
                    _ => own.reversed.push(*at),
                }
            }
            Factor::Place(actor, at) => {
                let place = usize::try_from(value).ok()?;
                by_actor.get_mut(lines(actor))?.places.push((*at, place));
            }
            Factor::Order(actor) => {
                let own = by_actor.get_mut(lines(actor))?;
                own.order = Some(factor.order(conflict, value));
            }
            Factor::Weight {
                actor,
                at,
                values: all,
            } => {
                let weight = *all.get(usize::try_from(value).ok()?)?;
                by_actor.get_mut(lines(actor))?.weights.push((*at, weight));
            }
        }
    }
    if !edits.is_empty() {
        changed = edited(&changed, &edits)?;
    }
    if !starts.is_empty() {
        changed.set_after_events.extend(starts);
        changed.status_quo = restarted(&changed)?;
    }
    for (preference, own) in changed.preferences.iter_mut().zip(&by_actor) {
        change_lines(&mut preference.kind, own)?;
    }
    Some(changed)
}

impl Factor {
    /// The order of lines that a value of [`Factor::Order`] stands for, as places in the file;
    /// empty for other factors.
    #[must_use]
    pub fn order(&self, conflict: &Conflict, value: u64) -> Vec<usize> {
        match self {
            Factor::Order(actor) => permutation(count(conflict, *actor), value),
            _ => Vec::new(),
        }
    }
}

fn count(conflict: &Conflict, actor: ActorId) -> usize {
    match conflict.preferences.get(actor.index()).map(|p| &p.kind) {
        Some(PreferenceKind::Statements(lines)) => lines.len(),
        Some(PreferenceKind::Ranking(lines)) => lines.len(),
        _ => 0,
    }
}

/// The permutation of so many things with this number, in lexicographic order.
fn permutation(count: usize, number: u64) -> Vec<usize> {
    let mut left: Vec<usize> = (0..count).collect();
    let mut rest = number;
    let mut order = Vec::with_capacity(count);
    for place in 0..count {
        let block: u64 = (1..(count - place) as u64).product();
        let at = usize::try_from(rest / block).unwrap_or(usize::MAX);
        rest %= block;
        if at < left.len() {
            order.push(left.remove(at));
        }
    }
    order
}

fn change_lines(kind: &mut PreferenceKind, own: &Lines) -> Option<()> {
    match kind {
        PreferenceKind::Indifferent => {}
        PreferenceKind::Statements(lines) => {
            reverse(lines, &own.reversed, |line| &mut line.formula);
            *lines = placed(lines, own)?;
        }
        PreferenceKind::Weights(lines) => {
            reverse(lines, &own.reversed, |line| &mut line.formula);
            for &(at, weight) in &own.weights {
                lines.get_mut(at)?.weight = weight;
            }
            *lines = placed(lines, own)?;
        }
        PreferenceKind::Ranking(lines) => *lines = placed(lines, own)?,
    }
    Some(())
}

fn reverse<L>(lines: &mut [L], reversed: &[usize], formula: impl Fn(&mut L) -> &mut Formula) {
    for at in reversed {
        if let Some(line) = lines.get_mut(*at) {
            let formula = formula(line);
            *formula = Formula::Not(Box::new(formula.clone()));
        }
    }
}

/// The lines in their new order, without those dropped. Lines whose places are set stand there;
/// the others fill the places left, in the order of the file.
fn placed<L: Clone>(lines: &[L], own: &Lines) -> Option<Vec<L>> {
    let mut order: Vec<usize> = own
        .order
        .clone()
        .unwrap_or_else(|| (0..lines.len()).collect());
    if !own.places.is_empty() {
        let mut slots: Vec<Option<usize>> = vec![None; lines.len()];
        for &(at, place) in &own.places {
            let slot = slots.get_mut(place)?;
            if slot.is_some() {
                return None;
            }
            *slot = Some(at);
        }
        let set = |at: &usize| own.places.iter().all(|(moved, _)| moved != at);
        let mut others = order.into_iter().filter(set);
        order = slots
            .into_iter()
            .filter_map(|slot| slot.or_else(|| others.next()))
            .collect();
    }
    order.retain(|at| !own.dropped.contains(at));
    Some(
        order
            .into_iter()
            .filter_map(|at| lines.get(at).cloned())
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn permutations_come_in_lexicographic_order_and_each_once() {
        let all: Vec<Vec<usize>> = (0..24).map(|number| permutation(4, number)).collect();
        let mut sorted = all.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(all, sorted);
        assert_eq!(all.first(), Some(&vec![0, 1, 2, 3]));
        assert_eq!(all.last(), Some(&vec![3, 2, 1, 0]));
    }

    #[test]
    fn lines_with_a_place_stand_there_and_the_others_keep_their_order() {
        let own = Lines {
            places: vec![(3, 0), (0, 2)],
            ..Lines::default()
        };
        let lines = ["a", "b", "c", "d"];
        assert_eq!(placed(&lines, &own), Some(vec!["d", "b", "a", "c"]));
        let own = Lines {
            places: vec![(3, 0), (0, 0)],
            ..Lines::default()
        };
        assert_eq!(placed(&lines, &own), None);
    }
}
