//! Documents for measuring: made from a seed, with planted passages that they share.
//!
//! Words come from a vocabulary of fifty thousand with frequencies after Zipf's law (the k-th word
//! is about 1/k as frequent as the first), so that short runs repeat by chance as they do in
//! language.

use crate::Random;

/// Number of different words.
const VOCABULARY: u64 = 50_000;
/// Bytes of a document.
const BYTES: usize = 5_000;
/// Words of a planted passage.
const PASSAGE: (u64, u64) = (20, 40);

/// Documents with what was planted in them.
pub struct Documents {
    /// The texts.
    pub texts: Vec<String>,
    /// Passages planted word for word, with the documents that have them.
    pub exact: Vec<Planted>,
    /// Passages planted with words altered, in two documents each.
    pub altered: Vec<Planted>,
}

/// A planted passage.
pub struct Planted {
    /// Its words (in the first document).
    pub words: String,
    /// The documents, ascending.
    pub documents: Vec<usize>,
}

/// So many documents of five kilobytes, with a planted passage for every two and a half of them:
/// four in five word for word in two to nine documents (every fiftieth in a hundred), one in five
/// with two words altered in the second of two documents.
#[must_use]
pub fn documents(count: usize, seed: u64) -> Documents {
    let mut random = Random(seed);
    let mut paragraphs: Vec<Vec<String>> = vec![Vec::new(); count];
    let mut made = Documents {
        texts: Vec::new(),
        exact: Vec::new(),
        altered: Vec::new(),
    };
    for number in 0..count * 2 / 5 {
        let length = PASSAGE.0 + random.below(PASSAGE.1 - PASSAGE.0);
        let words: Vec<String> = (0..length).map(|_| word(&mut random)).collect();
        let passage = words.join(" ");
        let is_altered = number % 5 == 4;
        let wide = match (is_altered, number % 50) {
            (true, _) => 2,
            (false, 0) => 100,
            (false, _) => 2 + random.below(8) as usize,
        };
        let chosen = choose(count, wide.min(count), &mut random);
        for (place, document) in chosen.iter().enumerate() {
            let text = if is_altered && place > 0 {
                let mut other = words.clone();
                for at in [length / 3, 2 * length / 3] {
                    other[at as usize] = format!("altered{number}at{at}");
                }
                other.join(" ")
            } else {
                passage.clone()
            };
            paragraphs[*document].push(text);
        }
        let planted = Planted {
            words: passage,
            documents: chosen,
        };
        if is_altered {
            made.altered.push(planted);
        } else {
            made.exact.push(planted);
        }
    }
    for planted in paragraphs {
        made.texts.push(document(planted, &mut random));
    }
    made
}

/// The planted paragraphs among paragraphs of random words.
fn document(planted: Vec<String>, random: &mut Random) -> String {
    let mut text = String::new();
    let mut planted = planted.into_iter();
    while text.len() < BYTES {
        for _ in 0..60 + random.below(60) {
            text.push_str(&word(random));
            text.push(if random.below(12) == 0 { ',' } else { ' ' });
            if text.ends_with(',') {
                text.push(' ');
            }
        }
        text.push_str(".\n\n");
        if let Some(passage) = planted.next() {
            text.push_str(&passage);
            text.push_str(".\n\n");
        }
    }
    for passage in planted {
        text.push_str(&passage);
        text.push_str(".\n\n");
    }
    text
}

/// So many different documents, ascending.
fn choose(count: usize, wanted: usize, random: &mut Random) -> Vec<usize> {
    let mut chosen = Vec::new();
    while chosen.len() < wanted {
        let document = random.below(count as u64) as usize;
        if let Err(at) = chosen.binary_search(&document) {
            chosen.insert(at, document);
        }
    }
    chosen
}

/// A word: rank r with probability about 1/r.
fn word(random: &mut Random) -> String {
    let unit = random.below(1 << 32) as f64 / (1_u64 << 32) as f64;
    let mut rank = (VOCABULARY as f64).powf(unit) as u64;
    let mut word = String::new();
    // Frequent words are short.
    loop {
        for sign in [
            b"bdfgklmnprstvz"[(rank % 14) as usize],
            b"aeiou"[(rank / 14 % 5) as usize],
        ] {
            word.push(char::from(sign));
        }
        rank /= 70;
        if rank == 0 {
            return word;
        }
    }
}
