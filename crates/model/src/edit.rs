//! Changes to single assumptions of a conflict: which there are, which go together, what they cost,
//! and a conflict with a set of them made.
//!
//! In: a checked [`Conflict`]. Out: [`Edit`]s ([`edits`]) and edited conflicts ([`edited`]). The
//! edits of a set are independent of their order: each says what becomes of one assumption as the
//! file has it.

mod apply;
mod list;

pub use self::apply::{edited, new_order, restarted};
pub use self::list::edits;

use crate::conflict::{
    ActorId, Conflict, Direction, NamedStateId, OptionId, PreferenceKind, RuleId, Strength,
};
use crate::evidence::{Basis, ChangeCost};

/// A change to one assumption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// To a line of an actor's main preference block, by its place in the list.
    Line {
        /// Whose.
        actor: ActorId,
        /// Which, from 0, the most important first.
        at: usize,
        /// What is done.
        change: LineChange,
    },
    /// A binding rule no longer binds. (A rule dropped and a rule made advisory shape the same
    /// states and moves, so they are one edit.)
    Unbind(RuleId),
    /// An advisory or costly rule becomes binding.
    Bind(RuleId),
    /// An option can be changed in these directions by its owner.
    Direction {
        /// Which option.
        option: OptionId,
        /// The new directions.
        direction: Direction,
    },
    /// Graph form: the move back from where a move leads becomes possible, so that the move is
    /// reversible.
    Return {
        /// Whose.
        actor: ActorId,
        /// Where the new move starts: the end of the move that becomes reversible.
        from: NamedStateId,
        /// Where it leads.
        to: NamedStateId,
    },
    /// Graph form: a move whose opposite exists is taken away, so that the opposite becomes
    /// irreversible.
    NoReturn {
        /// Whose.
        actor: ActorId,
        /// Where the lost move starts.
        from: NamedStateId,
        /// Where it led.
        to: NamedStateId,
    },
    /// An event happens, by its place in the list.
    Happens(usize),
    /// An event does not happen.
    DoesNotHappen(usize),
}

/// What becomes of a line of a preference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineChange {
    /// It no longer counts (statements and weights).
    Drop,
    /// Its negation counts in its place (statements and weights).
    Reverse,
    /// It changes places with the next line (statements and levels of a ranking).
    SwapWithNext,
    /// It comes first (statements and levels of a ranking; from the third line on, because for the
    /// second that is a swap).
    PutFirst,
}

impl Edit {
    /// Whether states or moves may differ after it. What is left are preferences and where the
    /// conflict stands.
    #[must_use]
    pub fn shapes_states_or_moves(self) -> bool {
        !matches!(
            self,
            Edit::Line { .. } | Edit::Happens(_) | Edit::DoesNotHappen(_)
        )
    }

    /// Whether two edits can be made together: they change different assumptions, or one changes
    /// the sense and the other the place of a line.
    #[must_use]
    pub fn goes_with(self, other: Edit) -> bool {
        match (self, other) {
            (
                Edit::Line { actor, at, change },
                Edit::Line {
                    actor: other_actor,
                    at: other_at,
                    change: other_change,
                },
            ) => actor != other_actor || lines_go_together((at, change), (other_at, other_change)),
            (Edit::Direction { option, .. }, Edit::Direction { option: other, .. }) => {
                option != other
            }
            // Of a move and its opposite at most one can be taken away, or neither was there.
            (
                Edit::NoReturn { actor, from, to },
                Edit::NoReturn {
                    actor: other_actor,
                    from: other_from,
                    to: other_to,
                },
            ) => self != other && (actor != other_actor || (from, to) != (other_to, other_from)),
            _ => self != other,
        }
    }

    /// What the edit changes: the basis of the assumption. None for moves in graph form, which
    /// carry none.
    #[must_use]
    pub fn basis(self, conflict: &Conflict) -> Option<&Basis> {
        match self {
            Edit::Line { actor, at, .. } => match &conflict.preferences.get(actor.index())?.kind {
                PreferenceKind::Indifferent => None,
                PreferenceKind::Statements(lines) => lines.get(at).map(|line| &line.basis),
                PreferenceKind::Weights(lines) => lines.get(at).map(|line| &line.basis),
                PreferenceKind::Ranking(lines) => lines.get(at).map(|line| &line.basis),
            },
            Edit::Unbind(rule) | Edit::Bind(rule) => {
                conflict.rules.get(rule.index()).map(|rule| &rule.basis)
            }
            Edit::Direction { option, .. } => conflict
                .options
                .get(option.index())
                .map(|option| &option.basis),
            Edit::Happens(event) | Edit::DoesNotHappen(event) => {
                conflict.events.get(event).map(|event| &event.basis)
            }
            Edit::Return { .. } | Edit::NoReturn { .. } => None,
        }
    }

    /// What the edit costs; none where the file says that the change is impossible. A swap changes
    /// two lines and costs as much as the dearer one.
    #[must_use]
    pub fn cost(self, conflict: &Conflict) -> Option<u32> {
        let of = |edit: Edit| match edit.basis(conflict).map(|basis| basis.change) {
            Some(ChangeCost::Costs(cost)) => Some(cost),
            Some(ChangeCost::Impossible) => None,
            None => Some(1),
        };
        let own = of(self)?;
        match self {
            Edit::Line {
                actor,
                at,
                change: LineChange::SwapWithNext,
            } => {
                let next = of(Edit::Line {
                    actor,
                    at: at + 1,
                    change: LineChange::SwapWithNext,
                })?;
                Some(own.max(next))
            }
            _ => Some(own),
        }
    }

    /// Whose preference, option or move it changes, if one actor's.
    #[must_use]
    pub fn actor(self, conflict: &Conflict) -> Option<ActorId> {
        match self {
            Edit::Line { actor, .. }
            | Edit::Return { actor, .. }
            | Edit::NoReturn { actor, .. } => Some(actor),
            Edit::Direction { option, .. } => conflict.options.get(option.index())?.owner,
            Edit::Unbind(_) | Edit::Bind(_) | Edit::Happens(_) | Edit::DoesNotHappen(_) => None,
        }
    }
}

/// Whether two edits of lines of one actor can be made together.
fn lines_go_together(one: (usize, LineChange), other: (usize, LineChange)) -> bool {
    use LineChange::{Drop, PutFirst, Reverse, SwapWithNext};
    let ((at, change), (other_at, other_change)) = (one, other);
    match (change, other_change) {
        // One line has one place.
        (PutFirst, PutFirst) => false,
        (SwapWithNext, SwapWithNext) => at.abs_diff(other_at) > 1,
        (SwapWithNext, Drop | PutFirst) => other_at != at && other_at != at + 1,
        (Drop | PutFirst, SwapWithNext) => at != other_at && at != other_at + 1,
        (SwapWithNext, Reverse) | (Reverse, SwapWithNext) => true,
        (PutFirst, Reverse) | (Reverse, PutFirst) => true,
        (Drop | Reverse, Drop | Reverse) | (PutFirst, Drop) | (Drop, PutFirst) => at != other_at,
    }
}

/// Whether a rule shapes states and moves.
fn binds(conflict: &Conflict, rule: RuleId) -> bool {
    conflict
        .rules
        .get(rule.index())
        .is_some_and(|rule| rule.strength == Strength::Binding)
}
