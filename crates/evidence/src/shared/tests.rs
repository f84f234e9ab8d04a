//! Shared runs against a search that tries everything.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;

/// All places of all runs: word positions by run.
type Occurrences<'a> = BTreeMap<Vec<&'a str>, Vec<(usize, usize)>>;

fn occurrences<'a>(texts: &[Vec<&'a str>]) -> Occurrences<'a> {
    let mut all = Occurrences::new();
    for (number, words) in texts.iter().enumerate() {
        for start in 0..words.len() {
            for end in start + 1..=words.len() {
                let places = all.entry(words[start..end].to_vec()).or_default();
                places.push((number, start));
            }
        }
    }
    all
}

fn texts_of(places: &[(usize, usize)]) -> BTreeSet<usize> {
    places.iter().map(|(text, _)| *text).collect()
}

/// The definition: no run with one word more, on either side, is in the same texts.
fn naive(texts: &[Vec<&str>], least: usize) -> BTreeSet<(usize, Vec<(usize, usize)>)> {
    let all = occurrences(texts);
    let mut longer = BTreeSet::new();
    for (run, places) in &all {
        for part in [&run[1..], &run[..run.len() - 1]] {
            if all
                .get(part)
                .is_some_and(|other| texts_of(other) == texts_of(places))
            {
                longer.insert(part.to_vec());
            }
        }
    }
    all.iter()
        .filter(|(run, places)| {
            run.len() >= least && texts_of(places).len() >= 2 && !longer.contains(*run)
        })
        .map(|(run, places)| (run.len(), places.clone()))
        .collect()
}

fn found(texts: &[String], options: &Options) -> Found {
    let texts: Vec<Text<'_>> = texts.iter().map(|text| Text::new(text)).collect();
    shared_runs(&texts, options, &|| false).expect("nobody stops it")
}

/// The words of a text made of letters with single spaces: byte 2k is word k.
fn by_words(found: &Found) -> BTreeSet<(usize, Vec<(usize, usize)>)> {
    let runs = found.runs.iter().map(|run| {
        let places = run.places.iter();
        (
            run.words,
            places.map(|place| (place.text, place.start / 2)).collect(),
        )
    });
    runs.collect()
}

fn letters(kinds: usize, most: usize) -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(
        prop::sample::select(&["a", "b", "c", "d"][..kinds]),
        0..most,
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn runs_are_those_of_the_definition(
        texts in (1_usize..5).prop_flat_map(|kinds| prop::collection::vec(letters(kinds, 12), 0..5)),
        least in 1_usize..4,
    ) {
        let raw: Vec<String> = texts.iter().map(|words| words.join(" ")).collect();
        let options = Options { least_words: least, ..Options::default() };
        let found = found(&raw, &options);
        prop_assert_eq!(by_words(&found), naive(&texts, least));
        prop_assert_eq!(found.more, 0);
        for run in &found.runs {
            let in_texts: BTreeSet<usize> = run.places.iter().map(|place| place.text).collect();
            prop_assert_eq!(run.texts, in_texts.len());
            prop_assert!(run.places.is_sorted());
            for place in &run.places {
                prop_assert_eq!(place.end - place.start, 2 * run.words - 1);
            }
        }
        let order: Vec<_> = found.runs.iter().map(|run| std::cmp::Reverse(run.words)).collect();
        prop_assert!(order.is_sorted());
    }

    #[test]
    fn bounds_leave_out_the_shortest_and_count_them(
        texts in prop::collection::vec(letters(2, 12), 2..5),
        most in 0_usize..4,
    ) {
        let raw: Vec<String> = texts.iter().map(|words| words.join(" ")).collect();
        let all = found(&raw, &Options { least_words: 1, ..Options::default() });
        let bounded = Options { least_words: 1, most_runs: most, most_places: 1 };
        let some = found(&raw, &bounded);
        prop_assert_eq!(some.runs.len(), all.runs.len().min(most));
        prop_assert_eq!(some.runs.len() as u64 + some.more, all.runs.len() as u64);
        for (one, whole) in some.runs.iter().zip(&all.runs) {
            prop_assert_eq!((one.words, one.texts), (whole.words, whole.texts));
            prop_assert_eq!(&one.places[..], &whole.places[..1]);
            prop_assert_eq!(one.more_places, whole.places.len() as u64 - 1);
        }
    }
}

#[test]
fn a_part_is_listed_only_where_further_texts_have_it() {
    let texts = [
        "x one two three four y",
        "one two three four z",
        "w two three v",
    ];
    let texts: Vec<String> = texts.map(str::to_owned).to_vec();
    let options = Options {
        least_words: 2,
        ..Options::default()
    };
    let runs: Vec<(usize, usize)> = found(&texts, &options)
        .runs
        .iter()
        .map(|run| (run.words, run.texts))
        .collect();
    assert_eq!(runs, [(4, 2), (2, 3)]);
}

#[test]
fn a_notice_in_the_middle_does_not_hide_what_is_copied() {
    let first = "The bridge was closed on Monday. ADVERTISEMENT It opens in May.";
    let second = "the bridge was closed on monday; it opens in may";
    let notice = first.find("ADV").unwrap_or(0);
    let texts = [
        Text {
            text: first,
            skip: std::iter::once(notice..notice + 14).collect(),
        },
        Text::new(second),
    ];
    let found = shared_runs(&texts, &Options::default(), &|| false).expect("nobody stops it");
    assert_eq!(found.runs.len(), 1);
    assert_eq!(found.runs[0].words, 10);
    let whole = |place: &Place| &texts[place.text].text[place.start..place.end];
    let raw: Vec<&str> = found.runs[0].places.iter().map(whole).collect();
    assert_eq!(raw, [&first[..first.len() - 1], second]);
}

#[test]
fn what_repeats_without_end_stays_bounded() {
    // One word, many times; equal texts; a Fibonacci word.
    let same = vec!["buffalo ".repeat(300_000), "buffalo ".repeat(200_000)];
    let runs = found(&same, &Options::default()).runs;
    assert_eq!(runs.len(), 1);
    assert_eq!((runs[0].words, runs[0].texts), (200_000, 2));
    assert_eq!(runs[0].places.len() as u64 + runs[0].more_places, 100_002);

    let equal = vec!["a b c d e f g h i j k l ".repeat(8); 5_000];
    let runs = found(&equal, &Options::default()).runs;
    assert_eq!(runs.len(), 1);
    assert_eq!((runs[0].words, runs[0].texts), (96, 5_000));

    let mut word = ("a ".to_owned(), "a b ".to_owned());
    while word.1.len() < 400_000 {
        word = (word.1.clone(), word.1 + &word.0);
    }
    let options = Options {
        most_runs: 10,
        ..Options::default()
    };
    let fibonacci = found(&[word.0, word.1], &options);
    assert_eq!(
        fibonacci.runs.len(),
        1,
        "the shorter text is a part of the longer one"
    );
}

#[test]
fn texts_that_shrink_give_a_run_each() {
    let words: Vec<String> = (0..400).map(|number| format!("w{number}")).collect();
    let texts: Vec<String> = (0..300).map(|cut| words[cut..].join(" ")).collect();
    let options = Options {
        most_runs: 20,
        ..Options::default()
    };
    let found = found(&texts, &options);
    // The tail of each text but the first is in all texts that are at least as long.
    assert_eq!(found.runs.len() as u64 + found.more, 299);
    let first: Vec<(usize, usize)> = found
        .runs
        .iter()
        .map(|run| (run.words, run.texts))
        .collect();
    assert_eq!(first[..3], [(399, 2), (398, 3), (397, 4)]);
}

#[test]
fn stopping_stops() {
    let texts = [Text::new("a b"), Text::new("a b")];
    let stopped = shared_runs(&texts, &Options::default(), &|| true);
    assert_eq!(stopped, Err(Stopped::Interrupted));
}
