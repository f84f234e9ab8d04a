//! Documents, passages and claims: where each assumption comes from.
//!
//! In: a case, and its documents where they are at hand. Out: [`Sources`]. What is one origin and
//! what is not is decided in `evidence::lineage`; here it is only asked and named.

use evidence::lineage::{self, ClaimOrigins, Class, Kin, Root};
use evidence::similar::altered;
use evidence::{Library, Located, Page, Reading};
use graph::Control;
use model::conflict::{Case, Conflict};
use model::evidence::{
    Claim, Document, DocumentId, Evidence, OriginId, Passage, PassageId, Reliability, Speaker,
};
use model::when_text;
use report::answer::{
    AlteredWords, AttributionShift, ClaimLineage, DocumentStanding, OriginCount, PassageStanding,
    SourceDocument, SourcePassage, Sources, SupportingOrigin, VERSION, WordUse,
};

use super::assumptions;
use super::outline::{lay_over, unless_all};
use crate::error::AnswerError;

mod shared;

use shared::Shared;

/// Everything that a case says of its sources. `library` holds the documents at hand; without it
/// nothing is compared, and only what the file says of shared words counts. `file` is the model's
/// name as it is shown. Quadratic in the passages of a claim; looking for shared words is linear
/// in the text of the documents.
///
/// # Errors
/// If the documents have too many words to be compared, or when the host stops the work.
pub fn sources(
    case: &Case,
    library: Option<&Library>,
    file: &str,
    control: &Control,
) -> Result<Sources, AnswerError> {
    let evidence = &*case.base.evidence;
    let shared = Shared::find(evidence, library, control)?;
    let claims = evidence.claims.iter();
    let mut remarks = remarks(evidence, library);
    remarks.extend(shared.remarks.iter().cloned());
    Ok(Sources {
        version: VERSION,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        file: file.to_owned(),
        title: case.base.title.clone(),
        documents: documents(evidence, library),
        passages: passages(case, evidence, library),
        claims: claims
            .map(|one| claim(evidence, one, &shared.kin))
            .collect(),
        shifts: shifts(evidence, &shared),
        altered: altered_words(evidence),
        families: shared.families(evidence),
        independent: shared.independent(evidence, library),
        remarks,
        shared: shared.runs,
    })
}

fn documents(evidence: &Evidence, library: Option<&Library>) -> Vec<SourceDocument> {
    let numbered = numbered(evidence);
    let found = numbered.map(|(id, document)| SourceDocument {
        name: document.name.clone(),
        title: document.title.clone(),
        author: document.author.clone(),
        outlet: document.outlet.clone(),
        date: document.date.map(when_text),
        url: document.url.clone(),
        file: document.file.clone(),
        sha256: document.sha256.clone(),
        reliability: document.reliability.map(reliability),
        standing: match library.map(|library| library.reading(id)) {
            Some(Reading::AtHand(page)) if page.changed => DocumentStanding::Changed {
                sha256: page.sha256.clone(),
            },
            Some(Reading::AtHand(_)) => DocumentStanding::AtHand,
            Some(Reading::Unreadable(why)) => DocumentStanding::Unreadable { why: why.clone() },
            Some(Reading::NotAtHand) | None => DocumentStanding::NotAtHand,
        },
        passages: document.passages.len() as u64,
    });
    found.collect()
}

fn numbered(evidence: &Evidence) -> impl Iterator<Item = (DocumentId, &Document)> {
    (0..).map(DocumentId).zip(&evidence.documents)
}

fn passages(case: &Case, evidence: &Evidence, library: Option<&Library>) -> Vec<SourcePassage> {
    let supports = supports(case);
    let mut found = Vec::new();
    for (id, document) in numbered(evidence) {
        let page = library.and_then(|library| library.page(id));
        for (number, passage) in (0..).zip(&document.passages) {
            let id = PassageId {
                document: id,
                passage: number,
            };
            let rests = supports.iter().filter(|(passage, _)| *passage == id);
            let rests = rests.map(|(_, what)| what.clone()).collect();
            found.push(source_passage(evidence, document, passage, page, rests));
        }
    }
    found
}

fn source_passage(
    evidence: &Evidence,
    document: &Document,
    passage: &Passage,
    page: Option<&Page>,
    supports: Vec<String>,
) -> SourcePassage {
    let when = passage.when.as_ref();
    SourcePassage {
        name: format!("{}.{}", document.name, passage.name),
        document: document.name.clone(),
        words: passage.words.clone(),
        traced: traced(evidence, passage.speaker),
        speaker_as_given: passage.speaker_as_given.clone(),
        verb: passage.verb.clone(),
        hedge: passage.hedge.clone(),
        line: passage.line.map(u64::from),
        when: when.map(|when| when.words.clone()),
        resolved: when.and_then(|when| when.resolved).map(when_text),
        credibility: passage.credibility.map(|grade| grade.0),
        note: passage.note.clone(),
        standing: match page {
            Some(page) => standing(&passage.words, page.locate(passage)),
            None => PassageStanding::NotCompared,
        },
        supports,
    }
}

fn standing(words: &str, located: Located) -> PassageStanding {
    match located {
        Located::Found { .. } => PassageStanding::Found,
        Located::Moved { line, .. } => PassageStanding::Moved { line },
        Located::Repeated { lines } => PassageStanding::Repeated { lines },
        Located::Altered { line, nearest, .. } => {
            let differing = altered(words, &nearest);
            PassageStanding::Altered {
                line,
                differing: differing
                    .map(|found| (found.first, found.second))
                    .unwrap_or_default(),
                nearest,
            }
        }
        Located::Missing => PassageStanding::Missing,
    }
}

/// The speaker, and those who passed the words on, nearest to the document last.
fn traced(evidence: &Evidence, speaker: Option<Speaker>) -> Vec<String> {
    match speaker {
        None => Vec::new(),
        Some(Speaker::Author) => vec!["the author".to_owned()],
        Some(Speaker::Comment) => vec!["a reader's comment".to_owned()],
        Some(Speaker::Boilerplate) => vec!["boilerplate".to_owned()],
        Some(Speaker::Origin(origin)) => {
            let mut chain = vec![origin_name(evidence, origin)];
            chain.extend(via(evidence, origin));
            chain
        }
    }
}

fn origin_name(evidence: &Evidence, origin: OriginId) -> String {
    lineage::root_name(evidence, Root::Origin(origin))
}

fn via(evidence: &Evidence, origin: OriginId) -> Vec<String> {
    let origin = evidence.origins.get(origin.0 as usize);
    let via = origin
        .map(|origin| origin.via.as_slice())
        .unwrap_or_default();
    via.iter().map(|&one| origin_name(evidence, one)).collect()
}

/// Which assumptions rest on which passage, in the order of the assumptions.
fn supports(case: &Case) -> Vec<(PassageId, String)> {
    let conflicts: Vec<&Conflict> = case.analysed().iter().collect();
    let mut laid: Vec<((PassageId, String), Vec<String>)> = Vec::new();
    for conflict in &conflicts {
        let mut bases = assumptions::all(conflict);
        if let Some(account) = &conflict.account {
            bases.push((format!("account {}", account.name), &account.basis));
        }
        for (what, basis) in bases {
            let against = basis.against.iter();
            let against = against.map(|&id| (id, format!("against {what}")));
            let passages = basis.passages.iter().map(|&id| (id, what.clone()));
            for rests in passages.chain(against) {
                lay_over(&mut laid, conflict, rests, |a, b| a == b);
            }
        }
    }
    let named = laid.into_iter().map(|((id, what), names)| {
        // Of an account itself there is no need to say whose it is.
        let names = if what.contains("account ") {
            Vec::new()
        } else {
            unless_all(names, &conflicts)
        };
        if names.is_empty() {
            (id, what)
        } else {
            (id, format!("{what} ({})", names.join(", ")))
        }
    });
    named.collect()
}

fn claim(evidence: &Evidence, claim: &Claim, kin: &Kin) -> ClaimLineage {
    let found = lineage::claim_origins(evidence, claim, kin);
    let names = |passages: &[PassageId]| -> Vec<String> {
        let names = passages.iter();
        names
            .map(|&id| lineage::passage_name(evidence, id))
            .collect()
    };
    ClaimLineage {
        name: claim.name.clone(),
        label: claim.label.clone(),
        documents: found
            .documents
            .iter()
            .filter_map(|id| evidence.documents.get(id.0 as usize))
            .map(|document| document.name.clone())
            .collect(),
        passages: names(&claim.passages),
        against: names(&claim.against),
        count: OriginCount {
            certified: found.certified() as u64,
            possible: found.possible() as u64,
        },
        origins: supporting(evidence, &found),
        why: lineage::reasons(evidence, &found),
        credibility: claim.credibility.map(|grade| grade.0),
        note: claim.note.clone(),
    }
}

/// One entry for each class of origins, under the names of all that are one.
fn supporting(evidence: &Evidence, found: &ClaimOrigins) -> Vec<SupportingOrigin> {
    let name = |class: &Class| -> String {
        let names = class.roots.iter();
        let names: Vec<String> = names
            .map(|&root| lineage::root_name(evidence, root))
            .collect();
        names.join(" = ")
    };
    let classes = found.classes.iter().enumerate();
    let entries = classes.map(|(index, class)| {
        let origins: Vec<OriginId> = class
            .roots
            .iter()
            .filter_map(|root| match root {
                Root::Origin(origin) => Some(*origin),
                Root::Author(_) => None,
            })
            .collect();
        let declared = origins
            .iter()
            .filter_map(|id| evidence.origins.get(id.0 as usize));
        let grade = declared.clone().find_map(|origin| origin.reliability);
        let mut passed_on: Vec<String> = Vec::new();
        for one in origins.iter().flat_map(|&origin| via(evidence, origin)) {
            if !passed_on.contains(&one) {
                passed_on.push(one);
            }
        }
        let others = found.open.iter().filter_map(|open| {
            let other = match (open.first == index, open.second == index) {
                (true, _) => open.second,
                (_, true) => open.first,
                _ => return None,
            };
            found.classes.get(other)
        });
        SupportingOrigin {
            origin: name(class),
            anonymous: declared.clone().any(|origin| origin.anonymous),
            reliability: grade.map(reliability),
            via: passed_on,
            passages: class
                .passages
                .iter()
                .map(|&id| lineage::passage_name(evidence, id))
                .collect(),
            may_be: others.map(name).collect(),
        }
    });
    entries.collect()
}

fn shifts(evidence: &Evidence, shared: &Shared) -> Vec<AttributionShift> {
    let found = lineage::shifts(evidence).into_iter().filter_map(|shift| {
        let mut traced: Vec<String> = Vec::new();
        for passage in shift.passages.iter().filter_map(|&id| lookup(evidence, id)) {
            let speaker = match passage.speaker {
                Some(Speaker::Origin(origin)) => Some(origin_name(evidence, origin)),
                Some(Speaker::Author) => Some("the author".to_owned()),
                _ => None,
            };
            traced.extend(speaker.filter(|speaker| !traced.contains(speaker)));
        }
        let first = lookup(evidence, *shift.passages.first()?)?;
        Some(AttributionShift {
            words: first.words.clone(),
            run: shared.length_around(evidence, &shift.passages),
            uses: shift
                .passages
                .iter()
                .filter_map(|&id| word_use(evidence, id))
                .collect(),
            traced,
        })
    });
    found.collect()
}

/// Most pairs of passages that are shown side by side.
const MOST_ALTERED: usize = 200;
/// Most passages that are compared with each other.
const MOST_COMPARED: usize = 1_000;

/// Pairs of passages of different documents that are nearly the same.
fn altered_words(evidence: &Evidence) -> Vec<AlteredWords> {
    let mut quoted: Vec<(PassageId, &Passage)> = Vec::new();
    for (document, one) in numbered(evidence) {
        let passages = (0..).zip(&one.passages);
        quoted.extend(passages.map(|(passage, found)| (PassageId { document, passage }, found)));
    }
    quoted.truncate(MOST_COMPARED);
    let mut found = Vec::new();
    for (index, (later, second)) in quoted.iter().enumerate() {
        for (earlier, first) in quoted.iter().take(index) {
            if earlier.document == later.document || found.len() >= MOST_ALTERED {
                continue;
            }
            let Some(difference) = altered(&first.words, &second.words) else {
                continue;
            };
            let uses = word_use(evidence, *earlier).zip(word_use(evidence, *later));
            found.extend(uses.map(|(first, second)| AlteredWords {
                first,
                second,
                differing: (difference.first, difference.second),
            }));
        }
    }
    found
}

fn lookup(evidence: &Evidence, id: PassageId) -> Option<&Passage> {
    let document = evidence.documents.get(id.document.0 as usize)?;
    document.passages.get(id.passage as usize)
}

fn word_use(evidence: &Evidence, id: PassageId) -> Option<WordUse> {
    let passage = lookup(evidence, id)?;
    Some(WordUse {
        passage: lineage::passage_name(evidence, id),
        words: passage.words.clone(),
        speaker_as_given: passage.speaker_as_given.clone(),
        verb: passage.verb.clone(),
        hedge: passage.hedge.clone(),
    })
}

/// What could not be compared, and why.
fn remarks(evidence: &Evidence, library: Option<&Library>) -> Vec<String> {
    let mut remarks = Vec::new();
    let Some(library) = library else {
        if !evidence.documents.is_empty() {
            remarks.push(
                "The documents were not looked at: shared words and drift are only what the file \
                 says. `--documents FOLDER` compares with the documents."
                    .to_owned(),
            );
        }
        return remarks;
    };
    let absent: Vec<&str> = numbered(evidence)
        .filter(|(id, _)| library.page(*id).is_none())
        .map(|(_, document)| document.name.as_str())
        .collect();
    if !absent.is_empty() {
        remarks.push(format!(
            "Not compared, because not at hand: {}.",
            model::listed(&absent, 12)
        ));
    }
    for (id, document) in numbered(evidence) {
        let page = library.page(id);
        let assumed = page.map(|page| page.remarks.as_slice()).unwrap_or_default();
        remarks.extend(
            assumed
                .iter()
                .map(|remark| format!("`{}`: {remark}", document.name)),
        );
    }
    remarks
}

fn reliability(grade: Reliability) -> String {
    let letter = match grade {
        Reliability::A => "A",
        Reliability::B => "B",
        Reliability::C => "C",
        Reliability::D => "D",
        Reliability::E => "E",
        Reliability::F => "F",
    };
    letter.to_owned()
}
