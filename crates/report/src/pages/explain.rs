//! Why a state is stable or not, actor by actor.

use super::words::sanction_in_words;
use crate::answer::{Explanation, ExplanationRun, StandingReason};
use crate::page::{Block, Entry, Line, Page, Tone};

/// The page of `explain`.
#[must_use]
pub fn explain(run: &ExplanationRun) -> Page {
    let mut page = Page::default();
    for account in &run.accounts {
        let mut heading = Line::plain(account.state.in_words());
        if let Some(name) = &account.account {
            heading = heading.with(format!("  in account {}", name.name), Tone::Faint);
        }
        page.heading(heading);
        let mut entries: Vec<(Entry, Vec<&str>)> = Vec::new();
        for explanation in &account.explanations {
            let entry = entry(explanation);
            // Concepts that say the same of an actor are said together.
            match entries.iter_mut().find(|(other, _)| *other == entry) {
                Some((_, concepts)) => concepts.push(&explanation.concept),
                None => entries.push((entry, vec![&explanation.concept])),
            }
        }
        let entries = entries.into_iter().map(|(mut entry, concepts)| {
            entry.term = entry.term.and(format!(" under {}", concepts.join(", ")));
            entry
        });
        page.push(Block::List(entries.collect()));
    }
    page
}

fn entry(explanation: &Explanation) -> Entry {
    let actor = Line::toned(explanation.actor.clone(), Tone::Strong);
    let term = if explanation.stable {
        actor.and(": ").with("stable", Tone::Good)
    } else {
        actor.and(": ").with("not stable", Tone::Bad)
    };
    let lines = match &explanation.reason {
        StandingReason::NoImprovement => vec![Line::plain("it has no improvement")],
        StandingReason::Deterred { by } => by
            .iter()
            .map(|temptation| {
                let what = match (&temptation.sanction, temptation.expected.first()) {
                    (Some(sanction), _) => sanction_in_words(sanction),
                    (None, Some(end)) => format!("it expects that to end in {}", end.in_words()),
                    (None, None) => "deterred".to_owned(),
                };
                Line::plain(format!(
                    "it would {}, but {what}",
                    temptation.step.infinitive()
                ))
            })
            .collect(),
        StandingReason::Leaves { to } => to
            .iter()
            .map(|step| {
                Line::plain(format!("it would {}; nothing deters it", step.infinitive()))
                    .with(format!("  → {}", step.to.in_words()), Tone::Faint)
            })
            .collect(),
    };
    Entry { term, lines }
}
