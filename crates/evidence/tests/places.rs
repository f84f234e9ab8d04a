//! Where words stand: quoted in other signs they are found at their place, places lead back, and
//! words that were changed since lead to what became of them.

use evidence::text::Extract;
use evidence::{Kind, Located, Page};
use model::evidence::Passage;
use proptest::prelude::*;

fn page(text: &str) -> Page {
    let extract = Extract {
        text: text.to_owned(),
        ..Extract::default()
    };
    Page::new(Kind::Plain, extract)
}

fn passage(words: &str) -> Passage {
    Passage {
        name: "p".to_owned(),
        words: words.to_owned(),
        ..Passage::default()
    }
}

/// Words that never stand twice, so that each stretch of them has one place.
fn text_of(count: usize) -> Vec<String> {
    let number = |n: usize| -> String {
        let letters = ["ba", "de", "fi", "go", "lu", "ma", "ne", "po", "ri", "tu"];
        let digits = format!("{:03}", n * 37 % 900 + 100);
        digits
            .bytes()
            .map(|digit| letters[usize::from(digit - b'0')])
            .collect()
    };
    (0..count).map(number).collect()
}

/// The same words in other signs.
fn disguised(words: &str, choices: &[u8]) -> String {
    let mut out = String::new();
    for (at, sign) in words.chars().enumerate() {
        let choice = choices.get(at % choices.len()).copied().unwrap_or(0);
        match (sign, choice % 4) {
            ('\'', 0) => out.push('’'),
            ('\'', 1) => out.push('`'),
            ('"', 0) => out.push('“'),
            ('"', 1) => out.push_str("''"),
            ('-', 0) => out.push('—'),
            ('-', 1) => out.push_str(" – "),
            (' ', 0) => out.push_str(" \u{a0}\n"),
            (' ', 1) => out.push('\u{2009}'),
            (other, 2) => {
                out.push(other);
                out.push('\u{ad}');
            }
            (other, _) => out.push(other),
        }
    }
    out
}

proptest! {
    #[test]
    fn words_in_other_signs_stand_at_their_place(
        start in 0_usize..90,
        length in 1_usize..30,
        seams in prop::collection::vec(0_u8..6, 100),
        ours in prop::collection::vec(any::<u8>(), 1..40),
        theirs in prop::collection::vec(any::<u8>(), 1..40),
    ) {
        let words = text_of(100);
        let end = (start + length).min(words.len());
        let seam = |at: usize| [" ", " ", "'s ", "-", ". \"", "\" "][usize::from(seams[at])];
        let join = |range: std::ops::Range<usize>| {
            let mut text = String::new();
            for at in range.clone() {
                text.push_str(&words[at]);
                if at + 1 < range.end {
                    text.push_str(seam(at));
                }
            }
            text
        };
        let before = disguised(&(join(0..start) + "; "), &theirs);
        let quoted = disguised(&join(start..end), &theirs);
        let after = disguised(&("; ".to_owned() + &join(end..words.len())), &theirs);
        let page = page(&format!("{before}{quoted}{after}"));
        let found = page.locate(&passage(&disguised(&join(start..end), &ours)));
        let Located::Found { range, line } = found else {
            return Err(TestCaseError::fail(format!("{found:?} of {quoted:?}")));
        };
        // Signs that are not seen may stand at either end.
        let trim = |text: &str| text.trim_matches(|c: char| c == '\u{ad}' || c.is_whitespace()).to_owned();
        prop_assert_eq!(trim(&page.text()[range.clone()]), trim(&quoted));
        let lines = page.text()[..range.start].matches('\n').count() as u64 + 1;
        prop_assert_eq!(line, lines);
        let (first, last) = page.characters(range.clone());
        let again: String = page.text().chars().skip(first as usize).take((last - first) as usize).collect();
        prop_assert_eq!(again.as_str(), &page.text()[range]);
    }

    #[test]
    fn a_changed_word_leads_to_the_nearest_words(
        start in 0_usize..80,
        length in 5_usize..20,
        edited in 1_usize..4,
        edit in 0_usize..3,
    ) {
        let words = text_of(100);
        let end = (start + length).min(words.len());
        let mut quote: Vec<String> = words[start..end].to_vec();
        let at = edited.min(quote.len() - 2);
        match edit {
            0 => quote[at] = "other".to_owned(),
            1 => { quote.remove(at); }
            _ => quote.insert(at, "further".to_owned()),
        }
        let text = words.join(" ");
        let found = page(&text).locate(&passage(&quote.join(" ")));
        let Located::Altered { nearest, .. } = found else {
            return Err(TestCaseError::fail(format!("{found:?}")));
        };
        prop_assert_eq!(nearest, words[start..end].join(" "));
    }
}

#[test]
fn clauses_in_another_order_are_near() {
    let page =
        page("First of all, nothing. When the talks begin, the strikes will end. And so on.");
    let found = page.locate(&passage("the strikes will end when the talks begin"));
    let Located::Altered { nearest, .. } = found else {
        panic!("{found:?}");
    };
    assert_eq!(nearest, "When the talks begin, the strikes will end");
}

#[test]
fn what_stands_around_tells_places_apart_and_the_position_only_after_that() {
    let page = page("a veto here,\nno veto there,\nsome veto anywhere\n");
    let lines = |passage: &Passage| match page.locate(passage) {
        Located::Found { line, .. } | Located::Moved { line, .. } => vec![line],
        Located::Repeated { lines } => lines,
        other => panic!("{other:?}"),
    };
    let mut veto = passage("veto");
    assert_eq!(lines(&veto), [1, 2, 3]);
    veto.line = Some(3);
    assert_eq!(lines(&veto), [3]);
    veto.prefix = Some("no ".to_owned());
    assert_eq!(lines(&veto), [2], "words around go before the line");
    assert!(matches!(page.locate(&veto), Located::Moved { .. }));
    veto.line = None;
    veto.prefix = None;
    veto.suffix = Some("anywhere".to_owned());
    assert_eq!(lines(&veto), [3]);
    veto.suffix = None;
    veto.characters = Some((16, 20));
    assert_eq!(lines(&veto), [2]);
}

#[test]
fn words_inside_other_words_do_not_count_beside_whole_ones() {
    let page = page("The vetoed veto stands.");
    let Located::Found { range, .. } = page.locate(&passage("veto")) else {
        panic!("one whole word");
    };
    assert_eq!(range, 11..15);
}

#[test]
fn words_broken_at_a_line_end_are_one_word_or_two() {
    let page = page("the incom-\npatibility of well-\nknown things");
    for words in [
        "the incompatibility of well-known things",
        "incompatibility",
        "well-known",
    ] {
        let found = page.locate(&passage(words));
        assert!(matches!(found, Located::Found { .. }), "{words}: {found:?}");
    }
    assert_eq!(page.locate(&passage("in-compatibility of")).words(), None);
}

#[test]
fn long_texts_and_long_passages_are_searched_in_bounded_time() {
    let page = page(&"the same words again and again ".repeat(100_000));
    let long = "some words that are not there the same again and ".repeat(2_000);
    assert_eq!(page.locate(&passage(&long)).words(), None);
    assert_eq!(page.locate(&passage("")), Located::Missing);
}

fn markdown(text: &str) -> Page {
    let extract = evidence::text::extract(Kind::Markdown, text.as_bytes());
    Page::new(Kind::Markdown, extract.expect("a text"))
}

#[test]
fn places_in_markdown_are_whole_characters_where_the_words_stand() {
    for (text, words, place) in [
        // A code span of two lines, the second behind the sign of a quotation.
        ("> say `réd`, then `one\n> twö` end\n", "twö", "twö"),
        ("> say `one\n> twö` end\n", "one twö end", "one\n> twö` end"),
        ("R&ouml;d was *th*ere", "Röd", "R&ouml;d"),
        ("a&amp;béé", "&béé", "&amp;béé"),
    ] {
        let page = markdown(text);
        let found = page.locate(&passage(words)).words();
        let found = found.unwrap_or_else(|| panic!("`{words}` is not found in `{text}`"));
        let found = page.text().get(found).expect("whole characters");
        assert!(
            found == place || place.starts_with(found) && text.contains('&'),
            "{found} for {words}"
        );
    }
    // Of any words of any text the place is one of whole characters.
    for text in [
        "-\té\tö",
        "letters enough for a text \0éö `a\né`",
        "`\n\n`é &#0;é",
        "|é|ö|\n|-|-|\n|ü\n|ß",
    ] {
        let page = markdown(text);
        let words = page.folded().text().to_owned();
        for (at, sign) in words.char_indices() {
            let range = page.folded().raw_range(at..at + sign.len_utf8());
            assert!(page.text().get(range).is_some(), "{text:?}: {sign}");
        }
    }
}

#[test]
fn words_of_two_lines_of_markdown_are_two_words() {
    let page =
        markdown("One *em*phasis\nline\n\n- item\n- other\n\n| a | b |\n|---|---|\n| c | d |\n");
    let mut words = Vec::new();
    evidence::words::each_word(&evidence::Text::of_page(&page), |word, _| {
        words.push(word.to_owned())
    });
    assert_eq!(
        words,
        [
            "one", "emphasis", "line", "item", "other", "a", "b", "c", "d"
        ]
    );
}
