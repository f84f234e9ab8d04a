//! Answers in a sentence, and the words for foresights and grades: for reports that a reader who
//! does not know the field can follow.

use super::words::{counted, question_text};
use crate::answer::{AccountPage, Analysis, DocumentStanding, Holds, Question, Sources, and_list};

/// One question with its answer in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answered {
    /// The question.
    pub question: String,
    /// One word or two: `Yes`, `No`, `It depends`.
    pub verdict: &'static str,
    /// The rest of the sentence: `in all five accounts, whatever the foresight`.
    pub extent: String,
}

impl Answered {
    /// The answer as a sentence: `Yes, in all five accounts, whatever the foresight.`
    pub(crate) fn sentence(&self) -> String {
        let sign = if self.verdict == DEPENDS { ":" } else { "," };
        format!("{}{sign} {}.", self.verdict, self.extent)
    }
}

const DEPENDS: &str = "It depends";

/// What to know before reading on: passages that their documents have not in these words, and
/// documents that give no text. One sentence each, with the names between backticks.
pub(crate) fn drift(sources: &Sources) -> Vec<String> {
    let passages = sources.passages.iter();
    let passages = passages.filter(|passage| passage.standing.is_drift());
    let passages: Vec<String> = passages.map(|one| format!("`{}`", one.name)).collect();
    let documents = sources.documents.iter().filter(|document| {
        let standing = &document.standing;
        matches!(standing, DocumentStanding::Unreadable { .. })
    });
    let documents: Vec<String> = documents.map(|one| format!("`{}`", one.name)).collect();
    let mut lines = Vec::new();
    if !passages.is_empty() {
        let are = counted(passages.len() as u64, "passage is", "passages are");
        lines.push(format!("{are} not as quoted: {}.", and_list(&passages)));
    }
    if !documents.is_empty() {
        let give = counted(documents.len() as u64, "document gives", "documents give");
        lines.push(format!("{give} no text: {}.", and_list(&documents)));
    }
    lines
}

/// The answers to the questions, in the order in which the first account asks them.
pub(crate) fn answers(analysis: &Analysis) -> Vec<Answered> {
    let Some(first) = analysis.accounts.first() else {
        return Vec::new();
    };
    let questions = first.questions.iter();
    questions
        .map(|question| answered(&analysis.accounts, question))
        .collect()
}

/// The same question in another account.
pub(crate) fn same_question<'a>(
    account: &'a AccountPage,
    question: &Question,
) -> Option<&'a Question> {
    let same = |other: &&Question| other.kind == question.kind && other.name == question.name;
    account.questions.iter().find(same)
}

fn answered(accounts: &[AccountPage], question: &Question) -> Answered {
    let found: Vec<(String, &Question)> = accounts
        .iter()
        .filter_map(|account| Some((named(account), same_question(account, question)?)))
        .collect();
    let all = |holds: bool| {
        let mut verdicts = found.iter().flat_map(|(_, q)| &q.verdicts);
        verdicts.all(|verdict| verdict.holds == holds)
    };
    let several = found.len() > 1;
    let (verdict, extent) = match (all(true), all(false), several) {
        (true, _, false) => ("Yes", "whatever the foresight".to_owned()),
        (_, true, false) => ("No", "whatever the foresight".to_owned()),
        (true, _, true) => (
            "Yes",
            format!("in {}, whatever the foresight", every(found.len())),
        ),
        (_, true, true) => (
            "No",
            format!("in {}, whatever the foresight", every(found.len())),
        ),
        (_, _, false) => (
            DEPENDS,
            found
                .first()
                .map(|(_, q)| by_foresight(&q.verdicts))
                .unwrap_or_default(),
        ),
        (_, _, true) => (DEPENDS, by_account(&found)),
    };
    Answered {
        question: question_text(question),
        verdict,
        extent,
    }
}

fn named(account: &AccountPage) -> String {
    let account = account.account.as_ref();
    account.map_or_else(String::new, |account| account.name.clone())
}

/// `all five accounts`, `both accounts`.
pub(crate) fn every(count: usize) -> String {
    match count {
        2 => "both accounts".to_owned(),
        _ => format!("all {} accounts", number(count)),
    }
}

/// Small numbers as words.
pub(crate) fn number(count: usize) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    WORDS
        .get(count)
        .map_or_else(|| super::words::grouped(count as u64), |w| (*w).to_owned())
}

/// `yes with sequential foresight, else no`.
pub(crate) fn by_foresight(verdicts: &[Holds]) -> String {
    let all: Vec<String> = verdicts
        .iter()
        .map(|verdict| verdict.concept.clone())
        .collect();
    let held = verdicts.iter().filter(|verdict| verdict.holds);
    let yes: Vec<String> = held.map(|verdict| verdict.concept.clone()).collect();
    match (yes.len(), all.len()) {
        (_, 0) => "not asked".to_owned(),
        (0, _) => "no, whatever the foresight".to_owned(),
        (some, all) if some == all => "yes, whatever the foresight".to_owned(),
        _ => format!("yes {}, else no", with_foresight(&yes, &all)),
    }
}

/// `yes in norm and threshold; no in escalation; in managed yes under nash, no under gmr`.
fn by_account(found: &[(String, &Question)]) -> String {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for (name, question) in found {
        let answer = by_foresight(&question.verdicts);
        match groups.iter_mut().find(|(other, _)| *other == answer) {
            Some((_, names)) => names.push(name.clone()),
            None => groups.push((answer, vec![name.clone()])),
        }
    }
    let clauses: Vec<String> = groups
        .into_iter()
        .map(|(answer, names)| format!("in {} {answer}", and_list(&names)))
        .collect();
    clauses.join("; ")
}

/// Some of all foresights, to follow an answer: `whatever the foresight`, `with any foresight but
/// Nash`, `with Nash and sequential foresight`.
pub(crate) fn with_foresight(some: &[String], all: &[String]) -> String {
    match under(some, all) {
        None => "whatever the foresight".to_owned(),
        Some(names) => match names.strip_prefix(ANY_BUT) {
            Some(others) => format!("with any foresight but{others}"),
            None => format!("with {names} foresight"),
        },
    }
}

/// Begins what [`under`] says of all foresights but a few.
const ANY_BUT: &str = "any but";

/// Some of all foresights by name; none where they are all.
pub(crate) fn under(some: &[String], all: &[String]) -> Option<String> {
    let name = |concept: &String| foresight_name(concept);
    let others: Vec<String> = all
        .iter()
        .filter(|one| !some.contains(one))
        .map(name)
        .collect();
    if others.is_empty() {
        return None;
    }
    if others.len() == 1 && some.len() > 2 {
        return Some(format!("{ANY_BUT} {}", and_list(&others)));
    }
    Some(and_list(&some.iter().map(name).collect::<Vec<_>>()))
}

/// A foresight's name in words.
pub(crate) fn foresight_name(concept: &str) -> String {
    match concept {
        "nash" => "Nash".to_owned(),
        "seq" => "sequential".to_owned(),
        "sseq" => "symmetric sequential".to_owned(),
        "smr" => "symmetric metarational".to_owned(),
        "gmr" => "general metarational".to_owned(),
        "nm" => "non-myopic".to_owned(),
        other => match other.strip_prefix('l').filter(|n| n.parse::<u16>().is_ok()) {
            Some(moves) => format!("limited ({moves} moves)"),
            None => other.to_owned(),
        },
    }
}

/// What a foresight means, in one plain sentence.
pub(crate) fn foresight_meaning(concept: &str) -> &'static str {
    match concept {
        "nash" => {
            "An actor looks at its own next move alone: it makes any move that leaves it better off."
        }
        "seq" => {
            "An actor looks at what the others would do next, and expects them to act in their own \
             interest: it leaves a move that they would answer so that it is no better off than now."
        }
        "sseq" => {
            "As sequential, and the actor also asks whether it could itself move out of that answer \
             to something better: only if it could not does it leave the move."
        }
        "smr" => {
            "As general metarational, and the actor also asks whether it could itself move out of \
             that answer to something better: only if it could not does it leave the move."
        }
        "gmr" => {
            "An actor looks at what the others could do next and expects the worst, even at their \
             own cost: it leaves a move that they could answer so that it is no better off than now."
        }
        "nm" => "An actor looks ahead without limit to where each move would end if both go on.",
        _ => "An actor looks a fixed number of moves ahead to where each move would end.",
    }
}

/// What a grade means, in one plain sentence.
pub(crate) fn grade_meaning(grade: &str) -> &'static str {
    match grade {
        "stated" => "A passage states it.",
        "supported" => "A passage supports it; its rank or strength is the analyst's assumption.",
        "assumed" => "The analyst assumes it and says so; no passage is cited.",
        _ => "Nothing is said of where it comes from.",
    }
}

/// A grade as a word for a reader: `unsourced` is `without a source`.
pub(crate) fn grade_word(grade: &str) -> &'static str {
    match grade {
        "stated" => "stated",
        "supported" => "supported",
        "assumed" => "assumed",
        _ => "no source",
    }
}

/// `5 accounts, 4 actors, 9 options, 96 to 128 states`.
pub(crate) fn extent(analysis: &Analysis) -> String {
    let accounts = &analysis.accounts;
    let states = || accounts.iter().map(|account| account.states);
    let (least, most) = (states().min().unwrap_or(0), states().max().unwrap_or(0));
    let first = accounts.first();
    let mut parts = Vec::new();
    if accounts.len() > 1 {
        parts.push(counted(accounts.len() as u64, "account", "accounts"));
    }
    parts.push(counted(
        first.map_or(0, |account| account.actors.len() as u64),
        "actor",
        "actors",
    ));
    let options = first.map_or(0, |account| account.options);
    if options > 0 {
        parts.push(counted(options, "option", "options"));
    }
    parts.push(if least == most {
        counted(most, "state", "states")
    } else {
        format!("{least} to {}", counted(most, "state", "states"))
    });
    parts.join(", ")
}
