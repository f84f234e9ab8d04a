//! What is supposed, and a conflict with the supposition made in it.

use std::borrow::Cow;

use model::conflict::{
    Case, Conflict, Event, Level, OptionId, PreferenceKind, Start, States, Strength, WhatIf,
};
use model::edit::{Edit, edited};
use report::answer::{Supposition, SuppositionKind};

use crate::naming::option_name;

/// A change to every account.
#[derive(Clone, Debug)]
pub enum Change<'c> {
    /// None: the conflict as it stands.
    AsItStands,
    /// An event happens. Given as the first account that has it sees it.
    Event(&'c Conflict, &'c Event),
    /// A `what if` block is applied.
    WhatIf(&'c WhatIf),
    /// A rule no longer binds. Given by its name and its words.
    Rule(&'c str, &'c str),
}

/// The conflict as it stands, the events that have not happened in every account, and the `what
/// if` blocks; only those named, where any are.
pub fn changes<'c>(case: &'c Case, accounts: &[&'c Conflict], named: &[String]) -> Vec<Change<'c>> {
    let wanted = |name: &String| named.is_empty() || named.contains(name);
    let mut found = vec![Change::AsItStands];
    let mut seen: Vec<&str> = Vec::new();
    for conflict in accounts {
        for event in &conflict.events {
            if !event.happened && wanted(&event.name) && !seen.contains(&event.name.as_str()) {
                seen.push(&event.name);
                found.push(Change::Event(conflict, event));
            }
        }
    }
    let blocks = case.what_ifs.iter().filter(|block| wanted(&block.name));
    found.extend(blocks.map(Change::WhatIf));
    found
}

/// The rules that bind, or cost something, in at least one account; each once.
pub fn rules<'c>(accounts: &[&'c Conflict]) -> Vec<Change<'c>> {
    let mut found: Vec<(&str, &str)> = Vec::new();
    for rule in accounts.iter().flat_map(|conflict| &conflict.rules) {
        let pair = (rule.name.as_str(), rule.text.as_str());
        if rule.strength != Strength::Advisory && !found.contains(&pair) {
            found.push(pair);
        }
    }
    let changes = found.into_iter();
    changes
        .map(|(name, text)| Change::Rule(name, text))
        .collect()
}

impl Change<'_> {
    /// As the answer describes it. Whether it is irreversible is seen only in the states.
    #[must_use]
    pub fn supposition(&self) -> Supposition {
        let (kind, name, label, changes) = match self {
            Change::AsItStands => (
                SuppositionKind::AsItStands,
                "as it stands".to_owned(),
                None,
                Vec::new(),
            ),
            Change::Event(conflict, event) => (
                SuppositionKind::Event,
                event.name.clone(),
                event.label.clone(),
                event
                    .sets
                    .iter()
                    .map(|&(option, level)| format!("set {}", assignment(conflict, option, level)))
                    .collect(),
            ),
            Change::WhatIf(block) => (
                SuppositionKind::WhatIf,
                block.name.clone(),
                block.label.clone(),
                block.changes.clone(),
            ),
            Change::Rule(name, text) => (
                SuppositionKind::WhatIf,
                format!("rule {name}"),
                None,
                vec![format!("{text}: no longer binding")],
            ),
        };
        Supposition {
            kind,
            name,
            label,
            changes,
            irreversible: false,
        }
    }

    /// The conflict with the change made, or why the account has no place for it. `place` is the
    /// conflict's position among those that `what if` blocks are applied to.
    ///
    /// # Errors
    /// Why the question does not arise.
    pub fn applied<'a>(
        &'a self,
        conflict: &'a Conflict,
        place: Option<usize>,
    ) -> Result<Cow<'a, Conflict>, String> {
        match self {
            Change::AsItStands => Ok(Cow::Borrowed(conflict)),
            Change::Event(_, event) => happened(conflict, &event.name).map(Cow::Owned),
            Change::WhatIf(block) => {
                let found = place.and_then(|place| block.conflicts.get(place)?.as_ref());
                found
                    .map(Cow::Borrowed)
                    .ok_or_else(|| "the account has no place for what it changes".to_owned())
            }
            Change::Rule(name, text) => unbound(conflict, name, text).map(Cow::Owned),
        }
    }
}

/// `lead`, `not lead`, `tariff=high`.
fn assignment(conflict: &Conflict, id: OptionId, level: Level) -> String {
    let Some(option) = conflict.options.get(id.index()) else {
        return "?".to_owned();
    };
    let name = option_name(conflict, option);
    match (option.is_binary(), level.0) {
        (true, 0) => format!("not {name}"),
        (true, _) => name,
        (false, _) => format!("{name}={}", option.level_name(level)),
    }
}

/// The conflict with one more event happened.
fn happened(conflict: &Conflict, name: &str) -> Result<Conflict, String> {
    let mut events = conflict.events.iter();
    let Some(number) = events.position(|event| event.name == name) else {
        return Err("the account does not know the event".to_owned());
    };
    if conflict.events.get(number).is_some_and(|e| e.happened) {
        return Err("the event has happened in this account".to_owned());
    }
    if start_values(conflict).is_none() {
        return Err("the account says nothing of where the conflict stands".to_owned());
    }
    edited(conflict, &[Edit::Happens(number)])
        .ok_or_else(|| "no state of the account is as the event would leave it".to_owned())
}

/// Where a conflict stands, option by option, before consequences fire.
pub fn start_values(conflict: &Conflict) -> Option<Vec<Level>> {
    match (&conflict.status_quo, &conflict.states) {
        (Start::Options(values), _) => Some(values.clone()),
        (Start::Named(id), States::Listed { states, .. }) => {
            let state = states.get(id.index())?;
            let levels = state.pattern.iter().map(|level| level.unwrap_or_default());
            Some(levels.collect())
        }
        _ => None,
    }
}

/// The conflict with a rule that no longer binds and costs nothing. What is advice shapes neither
/// states nor moves, so a rule dropped and a rule made advisory predict the same.
fn unbound(conflict: &Conflict, name: &str, text: &str) -> Result<Conflict, String> {
    let is_meant = |rule: &model::conflict::Rule| {
        rule.name == name && rule.text == text && rule.strength != Strength::Advisory
    };
    let Some(number) = conflict.rules.iter().position(is_meant) else {
        return Err("the account does not have the rule".to_owned());
    };
    let mut changed = conflict.clone();
    if let Some(rule) = changed.rules.get_mut(number) {
        rule.strength = Strength::Advisory;
    }
    for preference in &mut changed.preferences {
        if let PreferenceKind::Statements(statements) = &mut preference.kind {
            statements.retain(|s| s.from_rule.is_none_or(|rule| rule.index() != number));
        }
    }
    Ok(changed)
}
