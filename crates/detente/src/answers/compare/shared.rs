//! Which assumptions all accounts make, and which only one.

use model::conflict::Conflict;
use report::answer::{Assumption, SharedAssumption};

use super::account::Viewed;
use crate::answers::assumptions::{self, Entry};

/// The assumptions that every account makes, in file order; none for fewer than two accounts. Two
/// accounts make the same assumption where its words are the same, whatever its place in an order.
pub fn shared(accounts: &[&Conflict]) -> Vec<SharedAssumption> {
    let all: Vec<Vec<Entry>> = accounts.iter().map(|c| assumptions::entries(c)).collect();
    let Some((first, others)) = all.split_first().filter(|(_, others)| !others.is_empty()) else {
        return Vec::new();
    };
    let mut found: Vec<SharedAssumption> = Vec::new();
    for entry in first {
        let again = others
            .iter()
            .map(|other| other.iter().find(|o| o.words == entry.words));
        let again: Option<Vec<&Entry>> = again.collect();
        let Some(again) = again else { continue };
        let repeated = found.iter().any(|s| s.assumption == entry.assumption);
        if !repeated {
            found.push(SharedAssumption {
                sourced_differently: again.iter().any(|o| !same_source(entry, o)),
                assumption: entry.assumption.clone(),
            });
        }
    }
    found
}

fn same_source(one: &Entry, other: &Entry) -> bool {
    let (one, other) = (&one.assumption, &other.assumption);
    (&one.grade, &one.from, &one.assumed) == (&other.grade, &other.from, &other.assumed)
}

/// Notes with each account the assumptions that it alone makes, worst sourced first.
pub fn mark_own(accounts: &[&Conflict], viewed: &mut [Viewed]) {
    if accounts.len() < 2 {
        return;
    }
    let all: Vec<Vec<Entry>> = accounts.iter().map(|c| assumptions::entries(c)).collect();
    let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for entries in &all {
        let mut words: Vec<&str> = entries.iter().map(|entry| entry.words.as_str()).collect();
        words.sort_unstable();
        words.dedup();
        for words in words {
            *counts.entry(words).or_default() += 1;
        }
    }
    for (entries, one) in all.iter().zip(viewed) {
        let alone = |entry: &&Entry| counts.get(entry.words.as_str()) == Some(&1);
        let own = entries.iter().filter(alone).map(|e| e.assumption.clone());
        let mut own: Vec<Assumption> = own.collect();
        assumptions::sort(&mut own);
        one.accounted.own = own;
    }
}
