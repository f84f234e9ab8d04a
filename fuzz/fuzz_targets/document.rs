//! Any bytes as a document of any kind: reading ends in a text or a message, and words that stand
//! in the text are found in it.

#![no_main]

use evidence::text::extract;
use evidence::{Kind, Located, Page};
use libfuzzer_sys::fuzz_target;
use model::evidence::Passage;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else {
        return;
    };
    let kind = Kind::ALL[usize::from(*first) % Kind::ALL.len()];
    let Ok(extract) = extract(kind, bytes) else {
        return;
    };
    for range in extract.main.iter().flatten() {
        assert!(extract.text.get(range.clone()).is_some());
    }
    let page = Page::new(kind, extract);
    let folded = page.folded().text();
    let length = folded.chars().count();
    let start = usize::from(*first) * length / 256;
    let words: String = folded.chars().skip(start).take(40).collect();
    let found = page.locate(&passage(&words));
    if let Some(range) = found.words() {
        assert!(page.text().get(range).is_some());
    }
    // Words that begin with a sign that only stands with the one before it may fold to others.
    if words.chars().all(|sign| sign.is_ascii_alphanumeric()) && !words.is_empty() {
        assert!(!matches!(found, Located::Altered { .. } | Located::Missing), "{words:?}");
    }
    let _ = page.locate(&passage(&format!("{words} and more words")));
});

fn passage(words: &str) -> Passage {
    Passage {
        name: "p".to_owned(),
        words: words.to_owned(),
        ..Passage::default()
    }
}
