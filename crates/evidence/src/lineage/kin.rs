//! Which documents have text in common, as the file judges it and as it was found.
//!
//! In: the evidence, and the runs of words that were found in the documents at hand. Out: [`Kin`].
//! Found runs that the file does not judge relate documents only as a possibility.

use model::evidence::{DocumentId, Evidence, Judgement};

use super::words::{contains, words};

/// Words that documents have in common, as found in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommonRun {
    /// The documents, at least two, in file order.
    pub documents: Vec<DocumentId>,
    /// The words, as [`words`] gives them.
    pub words: Vec<String>,
}

/// What the file says of a found run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judged {
    /// Nothing, or nothing of all documents in which the run was found.
    Proposed,
    /// What this item of [`Evidence::shared`] says.
    By(usize),
}

/// How two documents hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kinship {
    /// They are one document.
    Same,
    /// They share text that the file takes to be of one source, one with the other or by way of
    /// third documents.
    Accepted,
    /// They share text of which the file says nothing, one with the other or by way of third
    /// documents.
    Proposed,
}

/// What the documents of a model have in common.
#[derive(Clone, Debug, Default)]
pub struct Kin {
    /// For each item of [`Evidence::shared`], the runs of words that it speaks of: its own words,
    /// and the found runs of which they are a part.
    spoken_of: Vec<Vec<Vec<String>>>,
    accepted: Vec<bool>,
    judged: Vec<Judged>,
    /// For each document the first of its family, by accepted words alone.
    surely: Vec<u32>,
    /// For each document the first of its family, by accepted and by proposed words.
    perhaps: Vec<u32>,
}

impl Kin {
    /// What the file says of shared words, and what was found. Linear in the items times the runs
    /// times their lengths.
    #[must_use]
    pub fn new(evidence: &Evidence, found: &[CommonRun]) -> Kin {
        let count = u32::try_from(evidence.documents.len()).unwrap_or(u32::MAX);
        let mut kin = Kin {
            spoken_of: Vec::new(),
            accepted: Vec::new(),
            judged: vec![Judged::Proposed; found.len()],
            surely: (0..count).collect(),
            perhaps: Vec::new(),
        };
        for (index, item) in evidence.shared.iter().enumerate() {
            let own = words(&item.words);
            let accepted = matches!(item.judgement, Judgement::Accepted(_));
            let mut spoken_of = vec![own.clone()];
            for (run, judged) in found.iter().zip(&mut kin.judged) {
                let in_item = |document: &&DocumentId| item.documents.contains(document);
                if run.documents.iter().filter(in_item).count() < 2 {
                    continue;
                }
                let whole = item.length.map(|length| length as usize);
                let speaks = contains(&own, &run.words)
                    || contains(&run.words, &own) && (accepted || whole == Some(run.words.len()));
                if !speaks {
                    continue;
                }
                spoken_of.push(run.words.clone());
                if run.documents.iter().all(|one| item.documents.contains(one)) {
                    *judged = Judged::By(index);
                }
            }
            if accepted {
                join(&mut kin.surely, &item.documents);
            }
            kin.spoken_of.push(spoken_of);
            kin.accepted.push(accepted);
        }
        kin.perhaps = kin.surely.clone();
        for (run, judged) in found.iter().zip(&kin.judged) {
            if *judged == Judged::Proposed {
                join(&mut kin.perhaps, &run.documents);
            }
        }
        kin
    }

    /// Whether this item of [`Evidence::shared`] takes its words to be of one source.
    #[must_use]
    pub fn is_accepted(&self, shared: usize) -> bool {
        self.accepted.get(shared) == Some(&true)
    }

    /// Whether these words lie in the words that an item of [`Evidence::shared`] speaks of, or
    /// contain them.
    #[must_use]
    pub fn lies_in(&self, shared: usize, quoted: &[String]) -> bool {
        let mut runs = self.spoken_of.get(shared).into_iter().flatten();
        runs.any(|run| contains(run, quoted) || contains(quoted, run))
    }

    /// What the file says of each found run, in their order.
    #[must_use]
    pub fn judged(&self) -> &[Judged] {
        &self.judged
    }

    /// How two documents hang together, if they do.
    #[must_use]
    pub fn kinship(&self, one: DocumentId, other: DocumentId) -> Option<Kinship> {
        let meet = |families: &[u32]| {
            let family = |document: DocumentId| families.get(document.0 as usize);
            family(one).is_some() && family(one) == family(other)
        };
        if one == other {
            Some(Kinship::Same)
        } else if meet(&self.surely) {
            Some(Kinship::Accepted)
        } else {
            meet(&self.perhaps).then_some(Kinship::Proposed)
        }
    }

    /// The groups of at least two documents that hang together, by accepted and by proposed words,
    /// in file order.
    #[must_use]
    pub fn families(&self) -> Vec<Vec<DocumentId>> {
        let mut families: Vec<(u32, Vec<DocumentId>)> = Vec::new();
        for (document, &family) in (0..).map(DocumentId).zip(&self.perhaps) {
            match families.iter_mut().find(|(other, _)| *other == family) {
                Some((_, members)) => members.push(document),
                None => families.push((family, vec![document])),
            }
        }
        let families = families.into_iter().map(|(_, members)| members);
        families.filter(|members| members.len() > 1).collect()
    }
}

/// Makes one family of those of these documents.
fn join(families: &mut [u32], documents: &[DocumentId]) {
    let family =
        |families: &[u32], document: &DocumentId| families.get(document.0 as usize).copied();
    let Some(first) = documents.first().and_then(|one| family(families, one)) else {
        return;
    };
    for document in documents {
        let Some(other) = family(families, document) else {
            continue;
        };
        let current = documents.first().and_then(|one| family(families, one));
        let current = current.unwrap_or(first);
        let (least, most) = (current.min(other), current.max(other));
        for number in families.iter_mut().filter(|number| **number == most) {
            *number = least;
        }
    }
}
