//! The documents of a model, read once for all that asks for them.
//!
//! In: the documents that a model names and a [`DocumentSource`]. Out: one [`Reading`] each.

use std::collections::BTreeMap;

use model::evidence::{Document, DocumentId, Evidence};
use sha2::{Digest, Sha256};

use crate::page::Page;
use crate::text::{self, Extract, Kind};

/// Where documents come from. The command line reads a folder, tests a map.
pub trait DocumentSource {
    /// The bytes of a document's file, or none where it is not at hand. `file` is relative and
    /// stays inside the folder of documents.
    ///
    /// # Errors
    /// Says why a file that is there cannot be read; the message ends up in a diagnostic.
    fn read(&mut self, file: &str) -> Result<Option<Vec<u8>>, String>;

    /// The text of a document of this kind. A host may do this elsewhere, under limits of its own,
    /// and then call [`text::extract`] there.
    ///
    /// # Errors
    /// Says why there is no text to be had; the message ends up in a diagnostic.
    fn extract(&mut self, kind: Kind, bytes: &[u8]) -> Result<Extract, String> {
        text::extract(kind, bytes)
    }
}

impl DocumentSource for BTreeMap<String, Vec<u8>> {
    fn read(&mut self, file: &str) -> Result<Option<Vec<u8>>, String> {
        Ok(self.get(file).cloned())
    }
}

/// What came of reading a document.
#[derive(Clone, Debug)]
pub enum Reading {
    /// Its text.
    AtHand(Box<Page>),
    /// Its file is there, but gives no text, and why.
    Unreadable(String),
    /// Its file is not there, or the model names no file.
    NotAtHand,
}

/// The documents of a model, in the order of [`Evidence::documents`].
#[derive(Clone, Debug, Default)]
pub struct Library {
    readings: Vec<Reading>,
}

impl Library {
    /// Reads all documents of a model. Linear in the size of their files.
    pub fn read(evidence: &Evidence, source: &mut dyn DocumentSource) -> Library {
        let documents = evidence.documents.iter();
        Library {
            readings: documents.map(|document| read(document, source)).collect(),
        }
    }

    /// What came of reading a document; [`Reading::NotAtHand`] for one that the model does not
    /// have.
    #[must_use]
    pub fn reading(&self, document: DocumentId) -> &Reading {
        let reading = self.readings.get(document.0 as usize);
        reading.unwrap_or(&Reading::NotAtHand)
    }

    /// The text of a document, where it is at hand.
    #[must_use]
    pub fn page(&self, document: DocumentId) -> Option<&Page> {
        match self.reading(document) {
            Reading::AtHand(page) => Some(page),
            Reading::Unreadable(_) | Reading::NotAtHand => None,
        }
    }
}

fn read(document: &Document, source: &mut dyn DocumentSource) -> Reading {
    let Some(file) = &document.file else {
        return Reading::NotAtHand;
    };
    match read_file(file, source) {
        Reading::AtHand(page) => {
            let sha256 = page.sha256.clone();
            let page = page
                .of_file(sha256, document.sha256.as_deref())
                .with_voices(&document.voices);
            Reading::AtHand(Box::new(page))
        }
        other => other,
    }
}

/// Reads one file, without anything that a model says of it. Linear in its size.
pub fn read_file(file: &str, source: &mut dyn DocumentSource) -> Reading {
    let bytes = match source.read(file) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return Reading::NotAtHand,
        Err(why) => return Reading::Unreadable(why),
    };
    let kind = Kind::of(file, &bytes);
    match source.extract(kind, &bytes) {
        Ok(mut extract) => {
            if Kind::by_name(file).is_some_and(|named| named != kind) {
                let remark = format!("read as {}, going by its first bytes", kind.name());
                extract.remarks.insert(0, remark);
            }
            let sha256 = Sha256::digest(&bytes);
            let sha256: String = sha256.iter().map(|byte| format!("{byte:02x}")).collect();
            Reading::AtHand(Box::new(Page::new(kind, extract).of_file(sha256, None)))
        }
        Err(why) => Reading::Unreadable(why),
    }
}
