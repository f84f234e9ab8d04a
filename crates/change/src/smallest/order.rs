//! How an actor compares two states after edits of its preference, and which edits would matter.

use std::cmp::Ordering;

use graph::Ranks;
use model::conflict::{ActorId, Conflict, PreferenceKind};
use model::edit::{Edit, LineChange, new_order};

use super::edit_set::Notes;

/// The numbers of the edits of one line.
#[derive(Clone, Copy, Debug, Default)]
struct LineEdits {
    drop: Option<usize>,
    reverse: Option<usize>,
    swap_with_next: Option<usize>,
    put_first: Option<usize>,
}

/// The edits of one actor's lines.
#[derive(Clone, Debug, Default)]
pub(crate) struct ActorEdits {
    by_line: Vec<LineEdits>,
}

impl ActorEdits {
    /// Looks up the edits of an actor's lines.
    pub(crate) fn of(conflict: &Conflict, edits: &[Edit], whose: ActorId) -> Self {
        let count = match conflict.preferences.get(whose.index()).map(|p| &p.kind) {
            Some(PreferenceKind::Statements(lines)) => lines.len(),
            Some(PreferenceKind::Weights(lines)) => lines.len(),
            Some(PreferenceKind::Ranking(lines)) => lines.len(),
            Some(PreferenceKind::Indifferent) | None => 0,
        };
        let mut by_line = vec![LineEdits::default(); count];
        for (number, edit) in edits.iter().enumerate() {
            if let Edit::Line { actor, at, change } = *edit
                && actor == whose
                && let Some(line) = by_line.get_mut(at)
            {
                let place = match change {
                    LineChange::Drop => &mut line.drop,
                    LineChange::Reverse => &mut line.reverse,
                    LineChange::SwapWithNext => &mut line.swap_with_next,
                    LineChange::PutFirst => &mut line.put_first,
                };
                *place = Some(number);
            }
        }
        ActorEdits { by_line }
    }

    fn line(&self, at: usize) -> LineEdits {
        self.by_line.get(at).copied().unwrap_or_default()
    }
}

/// The order of states that an actor's edited preference gives.
#[derive(Clone, Debug)]
pub(crate) enum Order {
    /// All states level.
    Indifferent,
    /// Statements in their new order, each with whether it is reversed.
    Statements(Vec<(usize, Sense)>),
    /// Weights of lines, reversed or not.
    Weights(Vec<(usize, Sense, i64)>),
    /// Levels of a ranking in their new order.
    Levels(Vec<usize>),
    /// Ranks as computed from the whole edited conflict.
    Ranks(ActorId, std::sync::Arc<Ranks>),
}

/// Whether a line counts as written or negated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    AsWritten,
    Reversed,
}

impl Sense {
    fn of(self, truth: bool) -> bool {
        truth != (self == Sense::Reversed)
    }
}

impl Order {
    /// The order after edits of an actor's lines, given as (line, change).
    pub(crate) fn new(kind: &PreferenceKind, made: &[(usize, LineChange)]) -> Self {
        let sense = |at: usize| {
            if made.contains(&(at, LineChange::Reverse)) {
                Sense::Reversed
            } else {
                Sense::AsWritten
            }
        };
        match kind {
            PreferenceKind::Indifferent => Order::Indifferent,
            PreferenceKind::Statements(lines) => Order::Statements(
                new_order(lines.len(), made)
                    .into_iter()
                    .map(|at| (at, sense(at)))
                    .collect(),
            ),
            PreferenceKind::Weights(lines) => Order::Weights(
                new_order(lines.len(), made)
                    .into_iter()
                    .filter_map(|at| Some((at, sense(at), lines.get(at)?.weight)))
                    .collect(),
            ),
            PreferenceKind::Ranking(lines) => Order::Levels(new_order(lines.len(), made)),
        }
    }

    /// How the actor likes `left` compared with `right`, given which lines are true at each (by
    /// their place in the file). Notes the edits that could make a difference.
    pub(crate) fn compare(
        &self,
        left: &Truths,
        right: &Truths,
        edits: &ActorEdits,
        notes: &Notes,
    ) -> Ordering {
        match self {
            Order::Indifferent | Order::Ranks(..) => Ordering::Equal,
            Order::Statements(lines) => by_statements(lines, left, right, edits, notes),
            Order::Weights(lines) => by_weights(lines, left, right, edits, notes),
            Order::Levels(lines) => by_levels(lines, left, right, edits, notes),
        }
    }
}

/// Which lines of one actor are true at a state, one bit a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Truths(pub(crate) Vec<u64>);

impl Truths {
    fn has(&self, line: usize) -> bool {
        self.0
            .get(line / 64)
            .is_some_and(|word| word >> (line % 64) & 1 == 1)
    }
}

/// The first statement that is true at one of the states and not at the other decides.
///
/// As long as it stands as it does and no other statement on which the states differ comes before
/// it, nothing changes; and where the states differ on no statement, nothing ever does.
fn by_statements(
    lines: &[(usize, Sense)],
    left: &Truths,
    right: &Truths,
    edits: &ActorEdits,
    notes: &Notes,
) -> Ordering {
    let differs = |line: usize| left.has(line) != right.has(line);
    let Some(&(decider, sense)) = lines.iter().find(|(line, _)| differs(*line)) else {
        return Ordering::Equal;
    };
    let own = edits.line(decider);
    let next = own.swap_with_next.filter(|_| differs(decider + 1));
    let others = lines
        .iter()
        .filter(|(line, _)| *line != decider && differs(*line));
    let first = others.filter_map(|(line, _)| edits.line(*line).put_first);
    [own.drop, own.reverse, next]
        .into_iter()
        .flatten()
        .chain(first)
        .for_each(|edit| notes.add(edit));
    if sense.of(left.has(decider)) {
        Ordering::Greater
    } else {
        Ordering::Less
    }
}

/// Sums of weights; every line on which the states differ counts.
fn by_weights(
    lines: &[(usize, Sense, i64)],
    left: &Truths,
    right: &Truths,
    edits: &ActorEdits,
    notes: &Notes,
) -> Ordering {
    let mut difference = 0_i128;
    for &(line, sense, weight) in lines {
        if left.has(line) == right.has(line) {
            continue;
        }
        let own = edits.line(line);
        own.drop
            .into_iter()
            .chain(own.reverse)
            .for_each(|edit| notes.add(edit));
        difference += i128::from(weight) * if sense.of(left.has(line)) { 1 } else { -1 };
    }
    difference.cmp(&0)
}

/// The first level that one of the states belongs to is better. Only edits that move a level which
/// one of the two could belong to matter.
fn by_levels(
    lines: &[usize],
    left: &Truths,
    right: &Truths,
    edits: &ActorEdits,
    notes: &Notes,
) -> Ordering {
    let concerned = |line: usize| left.has(line) || right.has(line);
    for &line in lines {
        let own = edits.line(line);
        let swap = own
            .swap_with_next
            .filter(|_| concerned(line) || concerned(line + 1));
        let first = own.put_first.filter(|_| concerned(line));
        swap.into_iter()
            .chain(first)
            .for_each(|edit| notes.add(edit));
    }
    let level = |truths: &Truths| lines.iter().position(|line| truths.has(*line));
    match (level(left), level(right)) {
        (Some(left), Some(right)) => right.cmp(&left),
        _ => Ordering::Equal,
    }
}
