//! A hash by which a saved answer can be told to belong to a model.

use model::{LoadOptions, Sources};
use sha2::{Digest, Sha256};

/// SHA-256 over all files of a model in canonical layout, and what the host said beside them. The
/// same for files that differ only in layout; 64 lower-case hexadecimal digits. Linear in the text.
#[must_use]
pub fn fingerprint(sources: &Sources, options: &LoadOptions) -> String {
    let mut hash = Sha256::new();
    for (_, source) in sources.iter() {
        let canonical = syntax::format(&source.text);
        put(&mut hash, canonical.as_ref().unwrap_or(&source.text));
    }
    put(
        &mut hash,
        &options.as_of.map(model::date_text).unwrap_or_default(),
    );
    for event in &options.events {
        put(&mut hash, event);
    }
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// A text with its length, so that no two lists of texts hash alike.
fn put(hash: &mut Sha256, text: &str) {
    hash.update((text.len() as u64).to_le_bytes());
    hash.update(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> String {
        let mut sources = Sources::default();
        sources.add("m.conflict", text);
        fingerprint(&sources, &LoadOptions::default())
    }

    #[test]
    fn layout_does_not_count_and_words_do() {
        let plain = of("actor A\n  option a\n");
        assert_eq!(plain, of("actor A\n      option    a\n"));
        assert_ne!(plain, of("actor A\n  option b\n"));
        assert_eq!(plain.len(), 64);
    }
}
