//! Looking things up in a dossier while it is written.

use std::collections::BTreeMap;

use crate::answer::{Dossier, SourceDocument, SourcePassage, SourcedAssumption};
use crate::pages::brief::foresight_name;

/// A dossier with its passages, documents and names at hand.
pub(crate) struct Book<'a> {
    /// All that is to be written.
    pub dossier: &'a Dossier,
    passages: BTreeMap<&'a str, &'a SourcePassage>,
    documents: BTreeMap<&'a str, &'a SourceDocument>,
    /// What the names of options and actors stand for.
    glossary: BTreeMap<&'a str, String>,
}

impl<'a> Book<'a> {
    /// Opens a dossier. Linear in its size.
    pub(crate) fn new(dossier: &'a Dossier) -> Self {
        let sources = &dossier.sources;
        let passages = sources.passages.iter();
        let documents = sources.documents.iter();
        let mut glossary = BTreeMap::new();
        for actor in &dossier.outline.actors {
            if let Some(label) = actor.label.as_deref() {
                glossary.insert(actor.name.as_str(), label.to_owned());
            }
            for option in &actor.options {
                if let Some(label) = option.label.as_deref() {
                    glossary.insert(option.name.as_str(), label.to_owned());
                }
            }
        }
        for concept in ["seq", "sseq", "smr", "gmr"] {
            // The short names stand in some reasons; an option of that name goes first.
            glossary
                .entry(concept)
                .or_insert_with(|| foresight_name(concept));
        }
        glossary.retain(|name, label| name != label);
        Book {
            dossier,
            passages: passages.map(|one| (one.name.as_str(), one)).collect(),
            documents: documents.map(|one| (one.name.as_str(), one)).collect(),
            glossary,
        }
    }

    /// The passage of this name: `a001.window-shut`.
    pub(crate) fn passage(&self, name: &str) -> Option<&'a SourcePassage> {
        self.passages.get(name).copied()
    }

    /// The document of this name.
    pub(crate) fn document(&self, name: &str) -> Option<&'a SourceDocument> {
        self.documents.get(name).copied()
    }

    /// Where an assumption stands on the page, if it is written there.
    pub(crate) fn assumption_anchor(&self, what: &str, account: Option<&str>) -> Option<String> {
        let index = self.dossier.assumptions.iter().position(|one| {
            one.assumption.what == what
                && account.is_none_or(|name| {
                    one.accounts.is_empty() || one.accounts.iter().any(|other| other == name)
                })
        })?;
        Some(anchor_of(index))
    }

    /// The assumptions with their anchors.
    pub(crate) fn assumptions(&self) -> impl Iterator<Item = (String, &'a SourcedAssumption)> {
        let all = self.dossier.assumptions.iter().enumerate();
        all.map(|(index, one)| (anchor_of(index), one))
    }

    /// The names in a text that have a label, with it, in order of name.
    pub(crate) fn names_in(&self, texts: &[&str]) -> Vec<(&str, &str)> {
        let mut found = BTreeMap::new();
        for text in texts {
            for word in text.split(|c: char| !(c.is_alphanumeric() || "_-.".contains(c))) {
                let word = word.trim_end_matches('.');
                if let Some((name, label)) = self.glossary.get_key_value(word) {
                    found.insert(*name, label.as_str());
                }
            }
        }
        found.into_iter().collect()
    }

    /// The label of an account, if it has one.
    pub(super) fn account_label(&self, name: &str) -> Option<&'a str> {
        let pages = self.dossier.analysis.accounts.iter();
        let mut named = pages.filter_map(|page| page.account.as_ref());
        named.find(|account| account.name == name)?.label.as_deref()
    }

    /// Whether the accounts have names.
    pub(crate) fn has_accounts(&self) -> bool {
        let mut pages = self.dossier.analysis.accounts.iter();
        pages.any(|page| page.account.is_some())
    }
}

fn anchor_of(index: usize) -> String {
    format!("assumption-{}", index + 1)
}
