//! The smallest changes of an answer in a few clauses, for pages that say much else.

use super::words::{mark, turned, why};
use crate::answer::{
    AccountPage, Block, ChangeQuestion, ChangeSet, Dependence, Holds, Turn, TurnedMove, and_list,
};

/// Sets of edits named; the others are counted.
const MOST_NAMED: usize = 2;
/// Assumptions named.
const MOST_DEPENDED: usize = 5;

/// Whether the mark of its grade stands behind each assumption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marks {
    /// It does.
    Shown,
    /// The page shows grades in another way.
    Elsewhere,
}

impl Marks {
    fn after(self, text: &str, grade: &str) -> String {
        match self {
            Marks::Shown => format!("{text} {}", mark(grade)),
            Marks::Elsewhere => text.to_owned(),
        }
    }
}

/// What is said of the changes of one answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Smallest {
    /// `breaks if`, `is restored if`, `any one of these turns it:`.
    pub term: &'static str,
    /// The rest of the sentence.
    pub text: String,
}

/// What breaks the answer, what restores it, and on which assumptions alone it depends.
fn smallest(question: &ChangeQuestion, marks: Marks) -> Vec<Smallest> {
    let mut found = Vec::new();
    for (holds, term) in [(true, "breaks if"), (false, "is restored if")] {
        let concerned: Vec<&str> = question
            .verdicts
            .iter()
            .filter(|verdict| verdict.holds == holds)
            .map(|verdict| verdict.concept.as_str())
            .collect();
        if !concerned.is_empty() {
            let text = turning(question, &concerned, !holds, marks);
            found.push(Smallest { term, text });
        }
    }
    let alone: Vec<String> = question
        .assumptions
        .iter()
        .filter(|one| one.dependence.contains(&Dependence::Alone))
        .map(|one| marks.after(&one.assumption.what, &one.assumption.grade))
        .collect();
    if !alone.is_empty() {
        let mut text = alone
            .iter()
            .take(MOST_DEPENDED)
            .cloned()
            .collect::<Vec<_>>()
            .join("; ");
        if let more @ 1.. = alone.len().saturating_sub(MOST_DEPENDED) {
            text.push_str(&format!("; and {more} more"));
        }
        found.push(Smallest {
            term: "any one of these turns it:",
            text,
        });
    }
    found
}

/// The cheapest sets that turn the answer to `holds` under some of the concepts.
fn turning(question: &ChangeQuestion, concerned: &[&str], holds: bool, marks: Marks) -> String {
    let turns = |turn: &&Turn| turn.holds == holds;
    let sets: Vec<&ChangeSet> = question
        .changes
        .iter()
        .filter(|set| set.turns.iter().any(|turn| turns(&turn)))
        .collect();
    let size = question
        .verdicts
        .iter()
        .map(|v| v.complete_to)
        .max()
        .unwrap_or(0);
    if sets.is_empty() {
        return match size {
            0 => "too many changes to look at; ask `detente change`".to_owned(),
            1 => "no single change does".to_owned(),
            size => format!("no {size} changes together do"),
        };
    }
    // Of several changes of the same assumptions the first stands for all.
    let assumptions = |set: &ChangeSet| -> Vec<String> {
        set.edits
            .iter()
            .map(|edit| edit.assumption.what.clone())
            .collect()
    };
    let mut distinct: Vec<&ChangeSet> = Vec::new();
    for set in &sets {
        if !distinct
            .iter()
            .any(|other| assumptions(other) == assumptions(set))
        {
            distinct.push(set);
        }
    }
    let clauses = distinct.iter().take(MOST_NAMED).map(|set| {
        let edits: Vec<String> = set
            .edits
            .iter()
            .map(|edit| marks.after(&edit.what, &edit.assumption.grade))
            .collect();
        let under: Vec<String> = set
            .turns
            .iter()
            .filter(turns)
            .map(|turn| turn.concept.clone())
            .collect();
        let under = if under.len() == concerned.len() {
            String::new()
        } else {
            format!(" (under {})", under.join(", "))
        };
        let first = set.turns.first().filter(turns);
        let follows = first.and_then(follows);
        let follows = follows.map(|text| format!(": {text}")).unwrap_or_default();
        format!("{}{under}{follows}", and_list(&edits))
    });
    let mut text = clauses.collect::<Vec<_>>().join("; or if ");
    match distinct.len().saturating_sub(MOST_NAMED) {
        0 => {}
        1 => text.push_str("; or by a change elsewhere"),
        more => text.push_str(&format!("; or by a change in one of {more} other places")),
    }
    text
}

/// The path that appears with the sanction that is gone, or what stops the path that disappears.
fn follows(turn: &Turn) -> Option<String> {
    let answer = turn.answer.as_ref()?;
    if turn.holds {
        return turned(turn).next().or_else(|| Some(why(answer)));
    }
    let is_deterred = |moved: &&TurnedMove| matches!(moved.because, Some(Block::Deterred { .. }));
    let gone = turn.moves.iter().zip(turned(turn));
    let gone = gone
        .filter(|(moved, _)| is_deterred(moved))
        .map(|(_, text)| format!(" ({text})"));
    Some(format!("{}{}", why(answer), gone.collect::<String>()))
}

/// What follows from a change.
pub(crate) fn then(answer: &Holds) -> String {
    if !answer.holds && answer.path.is_empty() {
        return "then it is not so from the start".to_owned();
    }
    why(answer)
}

/// One line a question and kind: `“Is the leadership spared?” breaks if …`.
pub(crate) fn sentences(account: &AccountPage, marks: Marks) -> Vec<(String, Vec<Smallest>)> {
    let name = |question: &ChangeQuestion| {
        question
            .label
            .clone()
            .unwrap_or_else(|| question.claim.clone())
    };
    let questions = account.changes.iter();
    questions
        .map(|question| (name(question), smallest(question, marks)))
        .collect()
}
