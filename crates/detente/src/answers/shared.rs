//! What plain documents have in common, without a model.
//!
//! In: documents as they were read. Out: [`SharedTexts`]. What is shared is found in
//! `evidence::shared` and `evidence::similar`; here it is only asked and named.

use evidence::shared::{Options, Place, Run, Stopped, shared_runs};
use evidence::similar::{self, near_duplicates};
use evidence::words::{Text, each_word};
use evidence::{Page, Reading};
use graph::Control;
use report::answer::{
    ComparedText, NearPassage, NearPassages, SharedTexts, TextPlace, TextRun, VERSION,
};

use crate::error::AnswerError;

/// A document to compare.
#[derive(Clone, Debug)]
pub struct Document {
    /// The name it has in the answer; each has its own.
    pub name: String,
    /// The file, as it is shown.
    pub file: String,
    /// What came of reading it.
    pub reading: Reading,
}

/// What to look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// Runs of fewer words are left out. At least 1.
    pub least_words: usize,
    /// At most so many runs, and so many pairs of passages, are listed.
    pub most: usize,
}

/// A document that gave a text.
struct Read<'d> {
    name: &'d str,
    page: &'d Page,
}

/// What documents have in common. Time and memory grow linearly with their words, apart from a
/// logarithmic factor for what repeats.
///
/// # Errors
/// If there are too many words to be compared, or when the host stops the work.
pub fn shared(
    documents: &[Document],
    request: &Request,
    control: &Control,
) -> Result<SharedTexts, AnswerError> {
    let read: Vec<Read<'_>> = documents.iter().filter_map(read).collect();
    let texts: Vec<Text<'_>> = read.iter().map(|one| Text::of_page(one.page)).collect();
    let stop = || control.check().is_err();
    control.step("looking for words that documents share")?;
    let options = Options {
        least_words: request.least_words,
        ..Options::default()
    };
    let found = shared_runs(&texts, &options, &stop).map_err(stopped)?;
    control.step("looking for passages that are nearly the same")?;
    let options = similar::Options {
        most_pairs: request.most,
        ..similar::Options::default()
    };
    let alike = near_duplicates(&texts, &options, &stop).map_err(stopped)?;
    let mut remarks = same_files(documents);
    if read.len() < 2 {
        remarks.push("Fewer than two documents could be read: there is nothing to compare.".into());
    }
    let cut = found.runs.iter().any(|run| run.more_places > 0);
    if found.more > 0 || cut {
        remarks
            .push("Very much is shared: which documents hang together may be incomplete.".into());
    }
    let listed = found.runs.len().min(request.most);
    let more_runs = found.more + (found.runs.len() - listed) as u64;
    remarks.extend(left_out(more_runs, "shorter run", "of shared words"));
    remarks.extend(left_out(
        alike.more,
        "pair",
        "of passages that are less alike",
    ));
    if alike.not_compared > 0 {
        remarks.push(format!(
            "{} pairs of passages were not compared, because very many resemble each other.",
            alike.not_compared
        ));
    }
    let (families, independent) = families(&read, &found.runs);
    let runs = found.runs.iter().take(request.most);
    Ok(SharedTexts {
        version: VERSION,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        least_words: request.least_words as u64,
        documents: documents.iter().map(compared).collect(),
        runs: runs.filter_map(|one| run(&read, one)).collect(),
        more_runs,
        near: alike
            .pairs
            .iter()
            .filter_map(|one| near(&read, one))
            .collect(),
        more_near: alike.more,
        families,
        independent,
        remarks,
    })
}

fn stopped(why: Stopped) -> AnswerError {
    match why {
        Stopped::Interrupted => AnswerError::Interrupted,
        Stopped::TooLarge => AnswerError::TooLarge(why.to_string()),
    }
}

fn read(document: &Document) -> Option<Read<'_>> {
    match &document.reading {
        Reading::AtHand(page) => Some(Read {
            name: &document.name,
            page,
        }),
        Reading::Unreadable(_) | Reading::NotAtHand => None,
    }
}

fn compared(document: &Document) -> ComparedText {
    let (name, file) = (document.name.clone(), document.file.clone());
    match &document.reading {
        Reading::AtHand(page) => {
            let mut words = 0;
            each_word(&Text::of_page(page), |_, _| words += 1);
            ComparedText {
                name,
                file,
                kind: Some(page.kind.name().to_owned()),
                sha256: Some(page.sha256.clone()),
                words,
                unreadable: None,
                remarks: page.remarks.clone(),
            }
        }
        Reading::Unreadable(why) => ComparedText {
            name,
            file,
            unreadable: Some(why.clone()),
            ..ComparedText::default()
        },
        Reading::NotAtHand => ComparedText {
            name,
            file,
            unreadable: Some("there is no such file".to_owned()),
            ..ComparedText::default()
        },
    }
}

/// `3 shorter runs of shared words are left out.`
fn left_out(count: u64, one: &str, of: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {one} {of} is left out.")),
        count => Some(format!("{count} {one}s {of} are left out.")),
    }
}

/// Says which files are the same byte for byte.
fn same_files(documents: &[Document]) -> Vec<String> {
    let mut copies: Vec<(&str, Vec<String>)> = Vec::new();
    for (name, page) in documents
        .iter()
        .filter_map(read)
        .map(|one| (one.name, one.page))
    {
        let name = format!("`{name}`");
        match copies.iter_mut().find(|(hash, _)| *hash == page.sha256) {
            Some((_, names)) => names.push(name),
            None => copies.push((page.sha256.as_str(), vec![name])),
        }
    }
    let copies = copies.into_iter().filter(|(_, names)| names.len() > 1);
    copies
        .map(|(_, names)| format!("The same file, byte for byte: {}.", names.join(", ")))
        .collect()
}

fn place(read: &[Read<'_>], place: &Place) -> Option<TextPlace> {
    let one = read.get(place.text)?;
    Some(TextPlace {
        document: one.name.to_owned(),
        line: one.page.line(place.start),
    })
}

/// The words at a place, with single spaces.
fn words(read: &[Read<'_>], place: &Place) -> Option<String> {
    let raw = read.get(place.text)?.page.text();
    let raw = raw.get(place.start..place.end)?.split_whitespace();
    Some(raw.collect::<Vec<_>>().join(" "))
}

fn run(read: &[Read<'_>], run: &Run) -> Option<TextRun> {
    Some(TextRun {
        words: words(read, run.places.first()?)?,
        length: run.words as u64,
        documents: run.texts as u64,
        places: run
            .places
            .iter()
            .filter_map(|one| place(read, one))
            .collect(),
        more_places: run.more_places,
    })
}

fn near(read: &[Read<'_>], pair: &similar::Pair) -> Option<NearPassages> {
    let side = |at: &Place| {
        Some(NearPassage {
            place: place(read, at)?,
            words: words(read, at)?,
        })
    };
    Some(NearPassages {
        first: side(&pair.a)?,
        second: side(&pair.b)?,
        resemblance: (pair.resemblance * 1_000.0).round() / 1_000.0,
        differing: pair.differing.clone(),
    })
}

/// Documents that hang together by runs, and those that are alone, each in the order given.
fn families(read: &[Read<'_>], runs: &[Run]) -> (Vec<Vec<String>>, Vec<String>) {
    let mut leads: Vec<usize> = (0..read.len()).collect();
    for run in runs {
        let mut texts = run.places.iter().map(|place| place.text);
        let Some(first) = texts.next() else { continue };
        for text in texts {
            let (one, other) = (leader(&mut leads, first), leader(&mut leads, text));
            if let Some(lead) = leads.get_mut(one.max(other)) {
                *lead = one.min(other);
            }
        }
    }
    let mut groups: Vec<Vec<String>> = vec![Vec::new(); read.len()];
    for (number, one) in read.iter().enumerate() {
        let lead = leader(&mut leads, number);
        if let Some(group) = groups.get_mut(lead) {
            group.push(one.name.to_owned());
        }
    }
    groups.retain(|group| !group.is_empty());
    let (families, alone): (Vec<_>, Vec<_>) = groups.into_iter().partition(|group| group.len() > 1);
    (families, alone.concat())
}

/// The first document of a family. Shortens the way for the next time.
fn leader(leads: &mut [usize], of: usize) -> usize {
    let mut at = of;
    while let Some(next) = leads.get(at).copied().filter(|next| *next != at) {
        let beyond = leads.get(next).copied().unwrap_or(next);
        if let Some(lead) = leads.get_mut(at) {
            *lead = beyond;
        }
        at = next;
    }
    at
}
