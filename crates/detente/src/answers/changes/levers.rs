//! Which edits may be made: all of them, those of some actors, those of assumptions without a
//! passage.

use model::conflict::{ActorId, Conflict, RuleBody};
use model::edit::{Edit, LineChange, edits};
use model::evidence::Grade;
use model::formula::Formula;

/// A choice among the edits of a conflict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levers {
    /// Only what these actors prefer, their options and moves, and rules that name an option of
    /// theirs or ask for their consent; all where empty.
    pub actors: Vec<String>,
    /// Only assumptions that no passage states or supports.
    pub unsourced: Sourced,
}

/// Which assumptions may be changed, by how they are sourced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sourced {
    /// Any.
    #[default]
    Whatever,
    /// Only those that no passage states or supports.
    Without,
}

impl Levers {
    /// The edits that may be made.
    #[must_use]
    pub fn of(&self, conflict: &Conflict) -> Vec<Edit> {
        let named = |actor: ActorId| {
            let name = conflict.actors.get(actor.index()).map(|a| &a.name);
            name.is_some_and(|name| self.actors.contains(name))
        };
        let mut all = edits(conflict);
        if !self.actors.is_empty() {
            all.retain(|edit| owners(conflict, *edit).into_iter().any(named));
        }
        if self.unsourced == Sourced::Without {
            all.retain(|edit| is_weak(conflict, *edit));
        }
        all
    }

    /// In words; none for all edits.
    #[must_use]
    pub fn in_words(&self) -> Option<String> {
        let whose = (!self.actors.is_empty())
            .then(|| format!("of {}", report::answer::and_list(&self.actors)));
        match (whose, self.unsourced) {
            (None, Sourced::Whatever) => None,
            (None, Sourced::Without) => Some("only assumptions without a passage".to_owned()),
            (Some(whose), Sourced::Whatever) => Some(format!("only the levers {whose}")),
            (Some(whose), Sourced::Without) => Some(format!(
                "only the levers {whose}, and only assumptions without a passage"
            )),
        }
    }
}

/// Whether no passage states or supports what an edit changes.
#[must_use]
pub fn is_weak(conflict: &Conflict, edit: Edit) -> bool {
    edit.basis(conflict)
        .is_none_or(|basis| matches!(basis.grade(), Grade::Assumed | Grade::Unsourced))
}

/// The edits that give up the assumptions which no passage states or supports: statements dropped,
/// rules that no longer bind, options that become reversible, events that do not happen.
#[must_use]
pub fn giving_up(conflict: &Conflict) -> Vec<Edit> {
    let gives_up = |edit: &Edit| match edit {
        Edit::Line { change, .. } => *change == LineChange::Drop,
        Edit::Unbind(_) | Edit::DoesNotHappen(_) => true,
        Edit::Direction { direction, .. } => *direction == model::conflict::Direction::Both,
        Edit::Bind(_) | Edit::Return { .. } | Edit::NoReturn { .. } | Edit::Happens(_) => false,
    };
    let mut all = edits(conflict);
    all.retain(|edit| gives_up(edit) && is_weak(conflict, *edit));
    all
}

/// The actors in whose hands an edit is.
fn owners(conflict: &Conflict, edit: Edit) -> Vec<ActorId> {
    if let Some(actor) = edit.actor(conflict) {
        return vec![actor];
    }
    let (Edit::Unbind(rule) | Edit::Bind(rule)) = edit else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut named = |formula: &Formula| {
        formula.for_each_option(&mut |option| {
            let option = conflict.options.get(option.index());
            found.extend(option.and_then(|option| option.owner));
        });
    };
    match conflict.rules.get(rule.index()).map(|rule| &rule.body) {
        Some(RuleBody::Constraint(formula)) => named(formula),
        Some(RuleBody::Consequence { trigger, sets }) => {
            named(trigger);
            for (option, _) in sets {
                let option = conflict.options.get(option.index());
                found.extend(option.and_then(|option| option.owner));
            }
        }
        Some(RuleBody::Consent { what, of, by }) => {
            named(what);
            named(by);
            found.push(*of);
        }
        Some(RuleBody::NoMove { from, to, by }) => {
            named(from);
            named(to);
            found.extend(by.iter().flatten());
        }
        None => {}
    }
    found
}
