//! Words that documents share: found, and set against what the file says of them.

use evidence::Library;
use evidence::lineage::words::{contains, words};
use evidence::lineage::{CommonRun, Judged, Kin};
use evidence::shared::{Options, Run, Stopped, shared_runs};
use evidence::words::Text;
use graph::Control;
use model::evidence::{DocumentId, Evidence, Judgement, PassageId, SharedWords};
use report::answer::{SharedRun, SharedStanding};

use super::{lookup, numbered};
use crate::error::AnswerError;

/// Most runs that are proposed.
const MOST_PROPOSED: usize = 200;

/// What documents share.
pub(super) struct Shared {
    /// Which documents hang together.
    pub kin: Kin,
    /// The runs, those that the file judges first.
    pub runs: Vec<SharedRun>,
    /// What was left out.
    pub remarks: Vec<String>,
}

/// A run of words that was found, in the user's terms.
struct FoundRun {
    common: CommonRun,
    words: String,
    places: Vec<(DocumentId, u64)>,
}

impl Shared {
    pub(super) fn find(
        evidence: &Evidence,
        library: Option<&Library>,
        control: &Control,
    ) -> Result<Shared, AnswerError> {
        let mut remarks = Vec::new();
        let found = match library {
            Some(library) => search(evidence, library, control, &mut remarks)?,
            None => Vec::new(),
        };
        let common: Vec<CommonRun> = found.iter().map(|run| run.common.clone()).collect();
        let kin = Kin::new(evidence, &common);
        let judged = evidence.shared.iter().enumerate();
        let mut runs: Vec<SharedRun> = judged
            .map(|(index, item)| {
                let fitting = found.iter().zip(kin.judged());
                let fitting = fitting.filter(|(_, judged)| **judged == Judged::By(index));
                let longest = fitting.map(|(run, _)| run);
                let longest = longest.max_by_key(|run| run.common.words.len());
                judged_run(evidence, item, longest)
            })
            .collect();
        let fresh = found.iter().zip(kin.judged());
        let fresh = fresh.filter(|(_, judged)| **judged == Judged::Proposed);
        runs.extend(fresh.map(|(run, _)| proposed_run(evidence, run)));
        Ok(Shared { kin, runs, remarks })
    }

    pub(super) fn families(&self, evidence: &Evidence) -> Vec<Vec<String>> {
        let families = self.kin.families().into_iter();
        let named = families.map(|members| {
            let members = members.into_iter();
            members.filter_map(|id| name(evidence, id)).collect()
        });
        named.collect()
    }

    /// The documents at hand that share no text with another.
    pub(super) fn independent(
        &self,
        evidence: &Evidence,
        library: Option<&Library>,
    ) -> Vec<String> {
        let families = self.kin.families();
        let alone = numbered(evidence).filter(|(id, _)| {
            let at_hand = library.is_some_and(|library| library.page(*id).is_some());
            at_hand && families.iter().all(|members| !members.contains(id))
        });
        alone.map(|(_, document)| document.name.clone()).collect()
    }

    /// Number of words in the longest run in which all of these passages lie.
    pub(super) fn length_around(&self, evidence: &Evidence, passages: &[PassageId]) -> Option<u64> {
        let names: Vec<String> = passages
            .iter()
            .map(|&id| evidence::lineage::passage_name(evidence, id))
            .collect();
        let around = self
            .runs
            .iter()
            .filter(|run| names.iter().all(|name| run.passages.contains(name)));
        around.map(|run| run.length).max()
    }
}

fn name(evidence: &Evidence, id: DocumentId) -> Option<String> {
    let document = evidence.documents.get(id.0 as usize)?;
    Some(document.name.clone())
}

/// The runs of words that documents at hand have in common, longest first.
fn search(
    evidence: &Evidence,
    library: &Library,
    control: &Control,
    remarks: &mut Vec<String>,
) -> Result<Vec<FoundRun>, AnswerError> {
    let pages = numbered(evidence).filter_map(|(id, _)| Some((id, library.page(id)?)));
    let pages: Vec<_> = pages.collect();
    let texts: Vec<Text<'_>> = pages.iter().map(|(_, page)| Text::of_page(page)).collect();
    let options = Options {
        most_runs: MOST_PROPOSED,
        ..Options::default()
    };
    let stop = || control.check().is_err();
    let found = shared_runs(&texts, &options, &stop).map_err(|why| match why {
        Stopped::Interrupted => AnswerError::Interrupted,
        Stopped::TooLarge => AnswerError::TooLarge(why.to_string()),
    })?;
    if found.more > 0 {
        remarks.push(format!(
            "{} shorter runs of shared words are left out.",
            found.more
        ));
    }
    let in_terms = |run: &Run| {
        let mut places: Vec<(DocumentId, u64)> = Vec::new();
        let mut shown = None;
        for place in &run.places {
            let (id, page) = pages.get(place.text)?;
            let raw = page.text().get(place.start..place.end)?;
            shown.get_or_insert(raw);
            if places.iter().all(|(other, _)| other != id) {
                places.push((*id, page.line(place.start)));
            }
        }
        let shown = shown?.split_whitespace().collect::<Vec<_>>().join(" ");
        (places.len() > 1).then(|| FoundRun {
            common: CommonRun {
                documents: places.iter().map(|(id, _)| *id).collect(),
                words: words(&shown),
            },
            words: shown,
            places,
        })
    };
    Ok(found.runs.iter().filter_map(in_terms).collect())
}

/// An item of the file, with the whole of the run that it speaks of, if that was found.
fn judged_run(evidence: &Evidence, item: &SharedWords, found: Option<&FoundRun>) -> SharedRun {
    let own = words(&item.words);
    let length = item.length.map_or(own.len() as u64, u64::from);
    let line = |id: DocumentId| {
        let mut places = found.into_iter().flat_map(|run| &run.places);
        places
            .find(|(other, _)| *other == id)
            .map(|(_, line)| *line)
    };
    let documents = item.documents.iter();
    SharedRun {
        name: Some(item.name.clone()),
        words: found.map_or_else(|| item.words.clone(), |run| run.words.clone()),
        length: found.map_or(length, |run| run.common.words.len() as u64),
        places: documents
            .filter_map(|&id| Some((name(evidence, id)?, line(id))))
            .collect(),
        standing: match &item.judgement {
            Judgement::Accepted(why) => SharedStanding::Accepted { why: why.clone() },
            Judgement::Rejected(why) => SharedStanding::Rejected { why: why.clone() },
        },
        passages: touching(
            evidence,
            &item.documents,
            found.map_or(&own, |run| &run.common.words),
        ),
    }
}

fn proposed_run(evidence: &Evidence, run: &FoundRun) -> SharedRun {
    let places = run.places.iter();
    SharedRun {
        name: None,
        words: run.words.clone(),
        length: run.common.words.len() as u64,
        places: places
            .filter_map(|(id, line)| Some((name(evidence, *id)?, Some(*line))))
            .collect(),
        standing: SharedStanding::Proposed,
        passages: touching(evidence, &run.common.documents, &run.common.words),
    }
}

/// The passages of these documents that lie in the words, or contain them.
fn touching(evidence: &Evidence, documents: &[DocumentId], run: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for (id, document) in numbered(evidence).filter(|(id, _)| documents.contains(id)) {
        for number in 0..u32::try_from(document.passages.len()).unwrap_or(u32::MAX) {
            let id = PassageId {
                document: id,
                passage: number,
            };
            let quoted = lookup(evidence, id).map(|passage| words(&passage.words));
            let quoted = quoted.unwrap_or_default();
            if contains(run, &quoted) || contains(&quoted, run) {
                found.push(evidence::lineage::passage_name(evidence, id));
            }
        }
    }
    found
}
