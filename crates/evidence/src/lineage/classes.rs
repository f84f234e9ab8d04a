//! From the passages of a claim to its origins, and which of these are certainly one.
//!
//! In: the evidence, a claim, what documents have in common. Out: [`Classes`].

use model::evidence::{
    Claim, Document, DocumentId, Evidence, OriginId, Passage, PassageId, Speaker,
};

use super::kin::Kin;
use super::words::{overlap, words};

/// Least number of words that two passages must share for their speakers to be one without a word
/// of the analyst's. The length of a shingle in near-duplicate search (Broder 1997): shorter runs
/// are names, titles and idioms.
pub(super) const LEAST_SAME: usize = 8;

/// Who a passage leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Root {
    /// A declared origin.
    Origin(OriginId),
    /// The author of a document.
    Author(DocumentId),
}

/// Origins that are certainly one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// The origins, in the order of the passages.
    pub roots: Vec<Root>,
    /// The passages that lead to them.
    pub passages: Vec<PassageId>,
}

/// What makes passages lead to one origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sameness {
    /// They are traced to the same declared origin.
    Source {
        /// Which.
        origin: OriginId,
        /// The passages, at least two.
        passages: Vec<PassageId>,
    },
    /// Their documents name the same author, who says it in them.
    Author {
        /// The name.
        name: String,
        /// The passages, at least two.
        passages: Vec<PassageId>,
    },
    /// They have the same words.
    Words {
        /// Number of words that the shortest has.
        count: usize,
        /// The passages, at least two.
        passages: Vec<PassageId>,
    },
    /// They lie in words that the file takes to be of one source.
    Shared {
        /// Position in [`Evidence::shared`].
        shared: usize,
        /// The passages, at least two.
        passages: Vec<PassageId>,
    },
}

/// A passage that is listed and not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uncounted {
    /// The passage.
    pub passage: PassageId,
    /// Whose words they are: [`Speaker::Comment`] or [`Speaker::Boilerplate`].
    pub voice: Speaker,
}

/// What became of a claim's passages.
#[derive(Debug, Default)]
pub(super) struct Classes {
    pub classes: Vec<Class>,
    pub same: Vec<Sameness>,
    pub uncounted: Vec<Uncounted>,
}

/// A passage that counts.
struct Counted<'e> {
    id: PassageId,
    document: &'e Document,
    root: Root,
    words: Vec<String>,
}

pub(super) fn classes(evidence: &Evidence, claim: &Claim, kin: &Kin) -> Classes {
    let mut found = Classes::default();
    let mut counted: Vec<Counted<'_>> = Vec::new();
    for &id in &claim.passages {
        let Some((document, passage)) = lookup(evidence, id) else {
            continue;
        };
        if counted.iter().any(|other| other.id == id) {
            continue;
        }
        match voice(document, passage) {
            Speaker::Origin(origin) => counted.push(Counted {
                id,
                document,
                root: Root::Origin(origin),
                words: words(&passage.words),
            }),
            Speaker::Author => counted.push(Counted {
                id,
                document,
                root: Root::Author(id.document),
                words: words(&passage.words),
            }),
            voice => found.uncounted.push(Uncounted { passage: id, voice }),
        }
    }
    let mut merged = Merged::new(counted.len());
    found.same = same_roots(&counted, &mut merged);
    found.same.extend(same_words(&counted, &mut merged));
    found
        .same
        .extend(same_run(evidence, kin, &counted, &mut merged));
    found.classes = merged.classes(&counted);
    found
}

/// A passage with its document.
pub(super) fn lookup(evidence: &Evidence, id: PassageId) -> Option<(&Document, &Passage)> {
    let document = evidence.documents.get(id.document.0 as usize)?;
    Some((document, document.passages.get(id.passage as usize)?))
}

/// Who speaks: as traced; where that is not said, whose lines they are, else the author.
fn voice(document: &Document, passage: &Passage) -> Speaker {
    let of_line = || {
        let line = passage.line?;
        let holds = |(first, last): &(u32, u32)| (*first..=*last).contains(&line);
        let mut voices = document.voices.iter();
        let voice = voices.find(|voice| voice.lines.iter().any(holds))?;
        Some(voice.voice)
    };
    passage.speaker.or_else(of_line).unwrap_or(Speaker::Author)
}

fn same_roots(counted: &[Counted<'_>], merged: &mut Merged) -> Vec<Sameness> {
    let mut found = Vec::new();
    let origins = counted.iter().map(|one| match one.root {
        Root::Origin(origin) => Some(Ok(origin)),
        Root::Author(_) => one.document.author.as_deref().map(Err),
    });
    let keys: Vec<_> = origins.collect();
    for (index, key) in keys.iter().enumerate() {
        let is_first = keys.iter().take(index).all(|other| other != key);
        let Some(key) = key.filter(|_| is_first) else {
            continue;
        };
        let members: Vec<usize> = positions(&keys, |other| *other == Some(key));
        merged.join_all(&members);
        let passages = passages(counted, &members);
        if passages.len() > 1 {
            found.push(match key {
                Ok(origin) => Sameness::Source { origin, passages },
                Err(name) => Sameness::Author {
                    name: name.to_owned(),
                    passages,
                },
            });
        }
    }
    // An author without a name is one with itself.
    for (index, one) in counted.iter().enumerate() {
        let members = positions(counted, |other| other.root == one.root);
        if let Some(&first) = members.first() {
            merged.join(first, index);
        }
    }
    found
}

fn same_words(counted: &[Counted<'_>], merged: &mut Merged) -> Vec<Sameness> {
    let mut found: Vec<(Vec<usize>, Sameness)> = Vec::new();
    for one in counted {
        let members = positions(counted, |other| {
            let shorter = one.words.len().min(other.words.len());
            shorter >= LEAST_SAME && overlap(&one.words, &other.words)
        });
        merged.join_all(&members);
        let is_told = |(told, _): &(Vec<usize>, _)| members.iter().all(|at| told.contains(at));
        if members.len() < 2 || found.iter().any(is_told) {
            continue;
        }
        let lengths = members.iter().filter_map(|&at| counted.get(at));
        let same = Sameness::Words {
            count: lengths.map(|one| one.words.len()).min().unwrap_or(0),
            passages: passages(counted, &members),
        };
        found.push((members, same));
    }
    found.into_iter().map(|(_, same)| same).collect()
}

fn same_run(
    evidence: &Evidence,
    kin: &Kin,
    counted: &[Counted<'_>],
    merged: &mut Merged,
) -> Vec<Sameness> {
    let mut found = Vec::new();
    for (shared, item) in evidence.shared.iter().enumerate() {
        if !kin.is_accepted(shared) {
            continue;
        }
        let members = positions(counted, |one| {
            item.documents.contains(&one.id.document) && kin.lies_in(shared, &one.words)
        });
        let documents = members.iter().filter_map(|&at| counted.get(at));
        let mut documents: Vec<DocumentId> = documents.map(|one| one.id.document).collect();
        documents.dedup();
        if documents.len() > 1 {
            merged.join_all(&members);
            found.push(Sameness::Shared {
                shared,
                passages: passages(counted, &members),
            });
        }
    }
    found
}

fn positions<T>(all: &[T], test: impl Fn(&T) -> bool) -> Vec<usize> {
    let found = all.iter().enumerate().filter(|(_, one)| test(one));
    found.map(|(index, _)| index).collect()
}

fn passages(counted: &[Counted<'_>], members: &[usize]) -> Vec<PassageId> {
    let found = members.iter().filter_map(|&at| counted.get(at));
    found.map(|one| one.id).collect()
}

/// Which passages lead to one origin: each has the number of the first that it is one with.
struct Merged(Vec<usize>);

impl Merged {
    fn new(count: usize) -> Self {
        Merged((0..count).collect())
    }

    fn join_all(&mut self, members: &[usize]) {
        if let Some((&first, rest)) = members.split_first() {
            for &other in rest {
                self.join(first, other);
            }
        }
    }

    fn join(&mut self, first: usize, second: usize) {
        let (Some(&a), Some(&b)) = (self.0.get(first), self.0.get(second)) else {
            return;
        };
        let (least, most) = (a.min(b), a.max(b));
        for number in self.0.iter_mut().filter(|number| **number == most) {
            *number = least;
        }
    }

    fn classes(&self, counted: &[Counted<'_>]) -> Vec<Class> {
        let mut classes: Vec<(usize, Class)> = Vec::new();
        for (number, one) in self.0.iter().zip(counted) {
            let at = classes.iter().position(|(other, _)| other == number);
            let at = at.unwrap_or_else(|| {
                let empty = Class {
                    roots: Vec::new(),
                    passages: Vec::new(),
                };
                classes.push((*number, empty));
                classes.len() - 1
            });
            if let Some((_, class)) = classes.get_mut(at) {
                class.passages.push(one.id);
                if !class.roots.contains(&one.root) {
                    class.roots.push(one.root);
                }
            }
        }
        classes.into_iter().map(|(_, class)| class).collect()
    }
}
