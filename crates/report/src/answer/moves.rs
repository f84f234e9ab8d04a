//! States, actors and moves as a reader sees them.

use serde::{Deserialize, Serialize};

/// A state by its identifier, with words that say what it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StateRef {
    /// The identifier: as typed in graph form, else one sign for each option in file order.
    pub id: String,
    /// What holds there: the options taken, or the state's label.
    pub label: String,
}

impl StateRef {
    /// The words first, then the identifier where it adds something.
    #[must_use]
    pub fn in_words(&self) -> String {
        if self.label.is_empty() || self.label == self.id {
            self.id.clone()
        } else {
            format!("{} ({})", self.label, self.id)
        }
    }
}

/// An actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActorRef {
    /// Its name in the file.
    pub name: String,
    /// Its label, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountRef {
    /// Its name in the file.
    pub name: String,
    /// Its label, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// What happens to an option in a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// A yes/no option goes from no to yes.
    TakesUp,
    /// A yes/no option goes from yes to no.
    Drops,
    /// An option with levels changes its level.
    Sets,
}

/// One option's change in a move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The option's name.
    pub option: String,
    /// The option's label, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What happens to it.
    pub kind: ChangeKind,
    /// The value before: `Y`, `N` or a level.
    pub before: String,
    /// The value after.
    pub after: String,
    /// Whether a forced consequence made the change, not the mover.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub forced: bool,
}

/// One move of one actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Who moves. Members of a coalition are joined by `+`.
    pub actor: String,
    /// Where the move starts.
    pub from: StateRef,
    /// Where it ends.
    pub to: StateRef,
    /// What changes: the mover's own options first, then forced consequences. Empty where states
    /// have no options.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// Whether the mover strictly prefers where it ends.
    pub improvement: bool,
    /// Advisory rules that hold before and are broken after the move.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub advice_broken: Vec<String>,
}

impl Step {
    /// The move as a clause: `Israel takes up lead, and that ends talks`.
    #[must_use]
    pub fn in_words(&self) -> String {
        format!("{} {}", self.actor, self.action(Detail::Names, Form::Says))
    }

    /// ` (against advisory rule x)`, or nothing.
    #[must_use]
    pub fn against_advice(&self) -> String {
        match self.advice_broken.as_slice() {
            [] => String::new(),
            [one] => format!(" (against advisory rule {one})"),
            many => format!(" (against advisory rules {})", and_list(many)),
        }
    }

    /// The move as a clause with the labels of the options in brackets.
    #[must_use]
    pub fn in_full(&self) -> String {
        format!("{} {}", self.actor, self.action(Detail::Labels, Form::Says))
    }

    /// What the mover itself does, to follow `would` or `will not`: `take up lead`.
    #[must_use]
    pub fn infinitive(&self) -> String {
        let own = self.changes.iter().filter(|change| !change.forced);
        let own = clause(own, Detail::Names, Form::Bare);
        if own.is_empty() {
            self.action(Detail::Names, Form::Bare)
        } else {
            own
        }
    }

    fn action(&self, detail: Detail, form: Form) -> String {
        let own = clause(self.changes.iter().filter(|c| !c.forced), detail, form);
        let forced = clause(
            self.changes.iter().filter(|c| c.forced),
            detail,
            Form::Forced,
        );
        let moves = form.verb(["moves", "move", "moves"]);
        match (own.is_empty(), forced.is_empty()) {
            (true, true) => format!("{moves} to {}", self.to.in_words()),
            (false, true) => own,
            (true, false) => format!("{moves}, and that {forced}"),
            (false, false) => format!("{own}, and that {forced}"),
        }
    }
}

impl Change {
    /// The change, to follow `cannot`: `take up lead`.
    #[must_use]
    pub fn infinitive(&self) -> String {
        clause(std::iter::once(self), Detail::Names, Form::Bare)
    }

    /// The change, to follow its owner's name: `takes up lead`.
    #[must_use]
    pub fn in_words(&self) -> String {
        clause(std::iter::once(self), Detail::Names, Form::Says)
    }
}

/// What consequences change, to follow `that`: `ends talks, brings calm`.
#[must_use]
pub fn consequences_in_words(changes: &[Change]) -> String {
    clause(changes.iter(), Detail::Names, Form::Forced)
}

/// Moves one after the other: `A takes up x, then B drops y`.
#[must_use]
pub fn sequence_in_words(steps: &[Step]) -> String {
    let steps: Vec<String> = steps
        .iter()
        .map(|step| format!("{}{}", step.in_words(), step.against_advice()))
        .collect();
    steps.join(", then ")
}

#[derive(Clone, Copy)]
enum Detail {
    Names,
    Labels,
}

/// The form of the verbs.
#[derive(Clone, Copy)]
enum Form {
    /// `takes up`.
    Says,
    /// `take up`.
    Bare,
    /// What a forced consequence does: `brings`, `ends`.
    Forced,
}

impl Form {
    fn verb(self, [says, bare, forced]: [&'static str; 3]) -> &'static str {
        match self {
            Form::Says => says,
            Form::Bare => bare,
            Form::Forced => forced,
        }
    }
}

/// `takes up a and b, drops c`.
fn clause<'a>(changes: impl Iterator<Item = &'a Change>, detail: Detail, form: Form) -> String {
    let (mut up, mut down, mut set) = (Vec::new(), Vec::new(), Vec::new());
    for change in changes {
        let name = match (&change.label, detail) {
            (Some(label), Detail::Labels) if label != &change.option => {
                format!("{} ({label})", change.option)
            }
            _ => change.option.clone(),
        };
        match change.kind {
            ChangeKind::TakesUp => up.push(name),
            ChangeKind::Drops => down.push(name),
            ChangeKind::Sets => set.push(format!("{name} to {}", change.after)),
        }
    }
    [
        (["takes up", "take up", "brings"], up),
        (["drops", "drop", "ends"], down),
        (["sets", "set", "sets"], set),
    ]
    .into_iter()
    .filter(|(_, names)| !names.is_empty())
    .map(|(verbs, names)| format!("{} {}", form.verb(verbs), and_list(&names)))
    .collect::<Vec<_>>()
    .join(", ")
}

/// `a`, `a and b`, `a, b and c`.
#[must_use]
pub fn and_list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(id: &str) -> StateRef {
        StateRef {
            id: id.into(),
            label: id.to_lowercase(),
        }
    }

    fn change(option: &str, kind: ChangeKind, forced: bool) -> Change {
        Change {
            option: option.into(),
            label: Some(format!("the {option}")),
            kind,
            before: "N".into(),
            after: "Y".into(),
            forced,
        }
    }

    #[test]
    fn a_step_reads_as_a_sentence() {
        let step = Step {
            actor: "Israel".into(),
            from: state("NNY"),
            to: state("YYN"),
            changes: vec![
                change("strikes", ChangeKind::TakesUp, false),
                change("lead", ChangeKind::TakesUp, false),
                change("talks", ChangeKind::Drops, true),
            ],
            improvement: true,
            advice_broken: Vec::new(),
        };
        assert_eq!(
            step.in_words(),
            "Israel takes up strikes and lead, and that ends talks"
        );
        assert_eq!(step.infinitive(), "take up strikes and lead");
        assert_eq!(
            step.in_full(),
            "Israel takes up strikes (the strikes) and lead (the lead), and that ends talks (the talks)"
        );
    }

    #[test]
    fn a_step_between_bare_states_names_the_state() {
        let step = Step {
            actor: "A".into(),
            from: state("S1"),
            to: StateRef {
                id: "s2".into(),
                label: "war".into(),
            },
            changes: Vec::new(),
            improvement: false,
            advice_broken: Vec::new(),
        };
        assert_eq!(step.in_words(), "A moves to war (s2)");
    }
}
