//! Saying once what is so in several accounts.

use crate::answer::AccountRef;
use crate::page::{Entry, Line, Tone};

/// Entries with the accounts that share the same lines; in the order of their first account.
pub(super) fn by_account(all: &[(Option<AccountRef>, Vec<Line>)]) -> Vec<Entry> {
    let mut groups: Vec<(Vec<&str>, &Vec<Line>)> = Vec::new();
    for (account, lines) in all {
        let name = account.as_ref().map_or("", |account| account.name.as_str());
        match groups.iter_mut().find(|(_, other)| *other == lines) {
            Some((names, _)) => names.push(name),
            None => groups.push((vec![name], lines)),
        }
    }
    let every = groups.len() == 1 && all.len() > 1;
    groups
        .into_iter()
        .filter(|(_, lines)| !lines.is_empty())
        .map(|(names, lines)| Entry {
            term: if every {
                Line::toned("every account", Tone::Strong)
            } else {
                Line::toned(names.join(", "), Tone::Strong)
            },
            lines: lines.clone(),
        })
        .collect()
}
