//! Why the ends of a claim's interval are what they are, in sentences.
//!
//! In: [`ClaimOrigins`]. Out: one sentence for each thing that makes origins one, for each question
//! that stays open, for origins that are certainly different, and for what was not counted.

use model::evidence::{DocumentId, Evidence, Judgement, PassageId, Speaker};
use model::listed;

use super::classes::{Root, Sameness};
use super::cover::MOST_EXACT;
use super::doubt::{Doubt, Open};
use super::kin::Kinship;
use super::{ClaimOrigins, classes};

/// Most open questions that are told one by one.
const MOST_TOLD: usize = 12;
/// Most passages named in a sentence.
const MOST_NAMED: usize = 12;

/// The reasons, one sentence each, with a full stop and without a capital letter where a name
/// comes first.
#[must_use]
pub fn reasons(evidence: &Evidence, claim: &ClaimOrigins) -> Vec<String> {
    let mut said = Vec::new();
    if claim.classes.is_empty() {
        said.push("no passage that counts as evidence says it.".to_owned());
    } else if !claim.names_a_source() {
        let authors = if claim.classes.len() == 1 {
            "its author alone says it"
        } else {
            "their authors alone say it"
        };
        let documents = if claim.documents.len() == 1 {
            "the document names no source"
        } else {
            "no document names a source"
        };
        said.push(format!("{documents}: {authors}."));
    }
    said.extend(claim.same.iter().map(|same| sameness(evidence, same)));
    let told = claim.open.iter().take(MOST_TOLD);
    said.extend(told.map(|open| doubt(evidence, open)));
    if claim.open.len() > MOST_TOLD {
        let more = claim.open.len() - MOST_TOLD;
        said.push(format!("{more} more pairs of origins may be one."));
    }
    said.extend(apart(evidence, claim));
    if !claim.cover.exact {
        said.push(format!(
            "there are more than {MOST_EXACT} origins: the lower end is at least this, and was not \
             worked out exactly."
        ));
    }
    said.extend(claim.uncounted.iter().map(|one| {
        let voice = match one.voice {
            Speaker::Boilerplate => "boilerplate",
            _ => "a reader's comment",
        };
        let name = passage_name(evidence, one.passage);
        format!("`{name}` is {voice}: it is listed and not counted.")
    }));
    said
}

fn sameness(evidence: &Evidence, same: &Sameness) -> String {
    match same {
        Sameness::Source { origin, passages } => format!(
            "same named source: {} {} to {}.",
            names(evidence, passages),
            lead(passages),
            root_name(evidence, Root::Origin(*origin)),
        ),
        Sameness::Author { name, passages } => format!(
            "same author: {} {} {name}'s.",
            names(evidence, passages),
            if passages.len() == 2 {
                "are both"
            } else {
                "are all"
            },
        ),
        Sameness::Words { count, passages } => format!(
            "same words: {} share {count} words.",
            names(evidence, passages)
        ),
        Sameness::Shared { shared, passages } => {
            let item = evidence.shared.get(*shared);
            let name = item.map(|item| item.name.as_str()).unwrap_or_default();
            let why = match item.map(|item| &item.judgement) {
                Some(Judgement::Accepted(why) | Judgement::Rejected(why)) if !why.is_empty() => {
                    format!(" (“{why}”)")
                }
                _ => String::new(),
            };
            format!(
                "same words: {} lie in the shared words `{name}`, which the file accepts as of \
                 one source{why}.",
                names(evidence, passages)
            )
        }
    }
}

fn lead(passages: &[PassageId]) -> &'static str {
    if passages.len() == 2 {
        "both lead"
    } else {
        "all lead"
    }
}

fn doubt(evidence: &Evidence, open: &Open) -> String {
    let (one, other) = (
        root_name(evidence, open.one),
        root_name(evidence, open.other),
    );
    match open.doubt {
        Doubt::Said => format!("open: {one} and {other} are perhaps one, says the file."),
        Doubt::PassedOn => {
            format!("open: {one} and {other} may be one, for one passed on words of the other.")
        }
        Doubt::BothAnonymous => {
            format!("open: {one} and {other} may be one, for the texts name neither.")
        }
        Doubt::Retelling(kinship) => retelling(evidence, open, kinship),
    }
}

fn retelling(evidence: &Evidence, open: &Open, kinship: Kinship) -> String {
    let (author, told) = match (open.one, open.other) {
        (Root::Author(_), told) => (open.one, told),
        (told, author) => (author, told),
    };
    let shares = match kinship {
        Kinship::Same => "the same document cites it",
        Kinship::Accepted => "their documents share text that the file accepts as of one source",
        Kinship::Proposed => "their documents share text that the file does not judge",
    };
    format!(
        "open: {} names no source and may be retelling {}, for {shares}.",
        root_name(evidence, author),
        root_name(evidence, told)
    )
}

/// Those of which no two may be one, where the lower end is above one.
fn apart(evidence: &Evidence, claim: &ClaimOrigins) -> Option<String> {
    if claim.cover.apart.len() < 2 {
        return None;
    }
    let apart = claim.cover.apart.iter();
    let classes = apart.filter_map(|&at| claim.classes.get(at));
    let names: Vec<String> = classes
        .filter_map(|class| class.roots.first())
        .take(MOST_NAMED)
        .map(|root| root_name(evidence, *root))
        .collect();
    Some(format!(
        "certainly different, for nothing in the texts lets any two be one: {}.",
        names.join("; ")
    ))
}

/// `the author of a001`, or the label of an origin, or its name.
#[must_use]
pub fn root_name(evidence: &Evidence, root: Root) -> String {
    match root {
        Root::Author(document) => format!("the author of {}", document_name(evidence, document)),
        Root::Origin(id) => {
            let origin = evidence.origins.get(id.0 as usize);
            let name = origin.map(|origin| origin.label.as_ref().unwrap_or(&origin.name));
            name.cloned().unwrap_or_default()
        }
    }
}

fn document_name(evidence: &Evidence, id: DocumentId) -> &str {
    let document = evidence.documents.get(id.0 as usize);
    document
        .map(|document| document.name.as_str())
        .unwrap_or_default()
}

/// `a001.until-they-do`.
#[must_use]
pub fn passage_name(evidence: &Evidence, id: PassageId) -> String {
    let name = classes::lookup(evidence, id);
    name.map(|(document, passage)| format!("{}.{}", document.name, passage.name))
        .unwrap_or_default()
}

fn names(evidence: &Evidence, passages: &[PassageId]) -> String {
    let names: Vec<String> = passages
        .iter()
        .map(|&passage| passage_name(evidence, passage))
        .collect();
    match names.as_slice() {
        [one, other] => format!("`{one}` and `{other}`"),
        _ => listed(&names, MOST_NAMED),
    }
}
