//! Words that documents share: found, and set against what the file says of them.

use evidence::Library;
use evidence::lineage::words::{contains, words};
use evidence::lineage::{CommonRun, Kin};
use model::evidence::{DocumentId, Evidence, Judgement, PassageId, SharedWords};
use report::answer::{SharedRun, SharedStanding};

use super::{lookup, numbered};

/// What documents share.
pub(super) struct Shared {
    /// Which documents hang together.
    pub kin: Kin,
    /// The runs, those that the file judges first.
    pub runs: Vec<SharedRun>,
}

impl Shared {
    pub(super) fn find(evidence: &Evidence, _library: Option<&Library>) -> Shared {
        let found: Vec<CommonRun> = Vec::new();
        let kin = Kin::new(evidence, &found);
        let judged = evidence.shared.iter();
        Shared {
            kin,
            runs: judged.map(|item| judged_run(evidence, item)).collect(),
        }
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

/// An item of the file, by its own words.
fn judged_run(evidence: &Evidence, item: &SharedWords) -> SharedRun {
    let own = words(&item.words);
    let length = item.length.map_or(own.len() as u64, u64::from);
    SharedRun {
        name: Some(item.name.clone()),
        words: item.words.clone(),
        length,
        places: item
            .documents
            .iter()
            .filter_map(|&id| Some((name(evidence, id)?, None)))
            .collect(),
        standing: match &item.judgement {
            Judgement::Accepted(why) => SharedStanding::Accepted { why: why.clone() },
            Judgement::Rejected(why) => SharedStanding::Rejected { why: why.clone() },
        },
        passages: touching(evidence, &item.documents, &own),
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
