//! The same words, said to be of different speakers.
//!
//! In: the evidence. Out: [`Shift`]s. Only what documents say of their speakers is compared; who
//! the analyst takes the speaker to be is another matter.

use model::evidence::{Evidence, PassageId};

use super::classes::lookup;
use super::words::{overlap, words};

/// Least number of words of which a quotation is told from a phrase that anybody uses.
pub const LEAST_QUOTED: usize = 5;

/// Passages with the same words, given to at least two speakers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// The passages, in file order.
    pub passages: Vec<PassageId>,
    /// Number of words of the shortest.
    pub count: usize,
}

/// Every group of passages of which one stands whole in the next, of at least [`LEAST_QUOTED`]
/// words, and of which at least two are given to different speakers. Quadratic in the number of
/// passages that give a speaker.
#[must_use]
pub fn shifts(evidence: &Evidence) -> Vec<Shift> {
    let mut quoted: Vec<(PassageId, Vec<String>, String)> = Vec::new();
    for (document, number) in evidence.documents.iter().zip(0..) {
        for passage in 0..u32::try_from(document.passages.len()).unwrap_or(u32::MAX) {
            let id = PassageId {
                document: model::evidence::DocumentId(number),
                passage,
            };
            let Some((_, found)) = lookup(evidence, id) else {
                continue;
            };
            let Some(speaker) = &found.speaker_as_given else {
                continue;
            };
            let said = words(&found.words);
            if said.len() >= LEAST_QUOTED {
                quoted.push((id, said, words(speaker).join(" ")));
            }
        }
    }
    let mut group: Vec<usize> = (0..quoted.len()).collect();
    for (second, (_, later, _)) in quoted.iter().enumerate() {
        for (first, (_, earlier, _)) in quoted.iter().enumerate().take(second) {
            if overlap(earlier, later) {
                let joined = (group.get(first).copied(), group.get(second).copied());
                if let (Some(a), Some(b)) = joined {
                    let is_most = |number: &&mut usize| **number == a.max(b);
                    group
                        .iter_mut()
                        .filter(is_most)
                        .for_each(|number| *number = a.min(b));
                }
            }
        }
    }
    let mut found = Vec::new();
    for head in 0..quoted.len() {
        let members = group
            .iter()
            .zip(&quoted)
            .filter(|(number, _)| **number == head);
        let members: Vec<_> = members.map(|(_, member)| member).collect();
        let mut speakers = members.iter().map(|(_, _, speaker)| speaker);
        let first = speakers.next();
        if !speakers.any(|speaker| Some(speaker) != first) {
            continue;
        }
        found.push(Shift {
            passages: members.iter().map(|(id, _, _)| *id).collect(),
            count: members
                .iter()
                .map(|(_, said, _)| said.len())
                .min()
                .unwrap_or(0),
        });
    }
    found
}
