//! All edits of a conflict.

use super::{Edit, LineChange, binds};
use crate::conflict::{
    ActorId, Conflict, Direction, NamedStateId, OptionId, PreferenceKind, RuleId, States,
};

/// All edits that the conflict leaves open, in a fixed order: preferences by actor and line, rules,
/// options, moves, events. Those that the file says are impossible are left out.
/// Cost: linear in lines, rules, options and events; for moves in graph form, a binary search for
/// each.
#[must_use]
pub fn edits(conflict: &Conflict) -> Vec<Edit> {
    let mut found = Vec::new();
    for (actor, preference) in (0_u16..).map(ActorId).zip(&conflict.preferences) {
        lines(&mut found, actor, &preference.kind);
    }
    let rules = (0_u16..).map(RuleId).take(conflict.rules.len());
    found.extend(rules.map(|rule| {
        if binds(conflict, rule) {
            Edit::Unbind(rule)
        } else {
            Edit::Bind(rule)
        }
    }));
    directions(&mut found, conflict);
    arcs(&mut found, conflict);
    found.extend(conflict.events.iter().enumerate().map(|(at, event)| {
        if event.happened {
            Edit::DoesNotHappen(at)
        } else {
            Edit::Happens(at)
        }
    }));
    found.retain(|edit| edit.cost(conflict).is_some());
    found
}

/// The edits of an actor's main preference block.
fn lines(found: &mut Vec<Edit>, actor: ActorId, kind: &PreferenceKind) {
    use LineChange::{Drop, PutFirst, Reverse, SwapWithNext};
    let (count, changes): (usize, &[LineChange]) = match kind {
        PreferenceKind::Indifferent => (0, &[]),
        PreferenceKind::Statements(lines) => {
            (lines.len(), &[Drop, Reverse, SwapWithNext, PutFirst])
        }
        PreferenceKind::Weights(lines) => (lines.len(), &[Drop, Reverse]),
        PreferenceKind::Ranking(lines) => (lines.len(), &[SwapWithNext, PutFirst]),
    };
    for at in 0..count {
        let fits = |change: &&LineChange| match change {
            SwapWithNext => at + 1 < count,
            PutFirst => at > 1,
            Drop | Reverse => true,
        };
        found.extend(
            changes
                .iter()
                .filter(fits)
                .map(|&change| Edit::Line { actor, at, change }),
        );
    }
}

/// Options made reversible or irreversible. An option that nobody or its owner cannot change
/// (`fixed`) stays as it is. Where moves are listed, directions mean nothing.
fn directions(found: &mut Vec<Edit>, conflict: &Conflict) {
    if matches!(conflict.states, States::Listed { moves: Some(_), .. }) {
        return;
    }
    for (id, option) in (0_u16..).map(OptionId).zip(&conflict.options) {
        let new: &[Direction] = match option.direction {
            _ if option.owner.is_none() => &[],
            Direction::Fixed => &[],
            Direction::Both => &[Direction::Up, Direction::Down],
            Direction::Up | Direction::Down => &[Direction::Both],
        };
        found.extend(new.iter().map(|&direction| Edit::Direction {
            option: id,
            direction,
        }));
    }
}

/// Moves of graph form made reversible or irreversible.
fn arcs(found: &mut Vec<Edit>, conflict: &Conflict) {
    let States::Listed {
        moves: Some(moves), ..
    } = &conflict.states
    else {
        return;
    };
    for (actor, arcs) in (0_u16..).map(ActorId).zip(moves) {
        let has = |arc: &(NamedStateId, NamedStateId)| arcs.binary_search(arc).is_ok();
        found.extend(arcs.iter().map(|&(from, to)| {
            if has(&(to, from)) {
                Edit::NoReturn { actor, from, to }
            } else {
                Edit::Return {
                    actor,
                    from: to,
                    to: from,
                }
            }
        }));
    }
}
