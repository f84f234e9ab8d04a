//! Passages of different texts that are nearly the same.
//!
//! In: texts. Out: [`Alike`], pairs of passages with the words in which they differ.
//!
//! Likely pairs are those that share a key (see [`super::signature`]); each of them is then
//! compared shingle by shingle, so that what is listed is true.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::passages::{Passage, Shingle, passages};
use super::signature::{BANDS, Functions};
use super::table::{Extent, Table};
use crate::shared::row::Row;
use crate::shared::{Place, Stopped, ask};
use crate::words::Text;

/// Of more passages with one key than this, each is compared with this many behind it.
const MOST_IN_BUCKET: usize = 32;

/// What to look for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Passages of fewer words are left out. At least 3.
    pub least_words: usize,
    /// Least resemblance, from 0 to 1. Below about 0.4 pairs are missed more and more.
    pub least_resemblance: f64,
    /// At most so many pairs are listed, the most alike.
    pub most_pairs: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            least_words: 12,
            least_resemblance: 0.5,
            most_pairs: 1_000,
        }
    }
}

/// Two passages that are nearly the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// One.
    pub a: Place,
    /// The other, in a later text.
    pub b: Place,
    /// Triples of neighbouring words that both have, over those that one of them has (Jaccard's
    /// coefficient), from 0 to 1. Less than 1 unless the same triples stand in another order.
    pub resemblance: f64,
    /// Words of the first that are not in the second, as written, in order; and the reverse.
    pub differing: (Vec<String>, Vec<String>),
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alike {
    /// The pairs: most alike first, then by place.
    pub pairs: Vec<Pair>,
    /// Pairs left out by [`Options::most_pairs`].
    pub more: u64,
    /// Likely pairs that were not compared, because very many passages resemble each other.
    pub not_compared: u64,
}

/// Passages of different texts that are nearly the same, but not the same word for word (those are
/// found by [`crate::shared::shared_runs`]).
///
/// A passage is a paragraph; one of more than 200 words is cut after each 200. Paragraphs end at
/// blank lines, and in texts with lines of more than 200 bytes at every line end. Of passages that
/// are equal word for word the first one stands for all. What is listed is certain; of pairs with a
/// resemblance of 0.5 one in two hundred is missed, of 0.65 and more hardly any.
///
/// Time and memory grow linearly with the number of words, and with the number of passages that
/// share a key: of those each is compared with 32 others at most.
///
/// # Errors
/// If `stop` says so, or if there are too many words to be numbered.
pub fn near_duplicates(
    texts: &[Text<'_>],
    options: &Options,
    stop: &dyn Fn() -> bool,
) -> Result<Alike, Stopped> {
    let row = Row::new(texts, stop)?;
    let groups = groups(passages(texts, &row, options.least_words.max(3)), &row);
    let functions = Functions::new();
    let mut compared = Vec::with_capacity(groups.len());
    for group in &groups {
        ask(stop)?;
        let shingles = group.first().map(|first| first.shingles(&row));
        let shingles = shingles.unwrap_or_default();
        let keys = functions.keys(&shingles);
        compared.push(Compared { shingles, keys });
    }
    let (mut close, not_compared) = close_pairs(&compared, options, stop)?;
    close.retain(|pair| members(&groups, pair).is_some());
    close.sort_by(Close::order);
    let more = close.len().saturating_sub(options.most_pairs) as u64;
    close.truncate(options.most_pairs);
    let mut pairs = Vec::with_capacity(close.len());
    for found in &close {
        ask(stop)?;
        if let Some((a, b)) = members(&groups, found) {
            pairs.push(pair(a, b, found.resemblance, texts, &row));
        }
    }
    Ok(Alike {
        pairs,
        more,
        not_compared,
    })
}

/// What is compared of a passage.
struct Compared {
    shingles: Vec<Shingle>,
    keys: [u32; BANDS],
}

/// Two groups whose passages are nearly the same.
struct Close {
    one: usize,
    other: usize,
    resemblance: f64,
}

impl Close {
    fn order(&self, other: &Close) -> Ordering {
        let alike = other.resemblance.total_cmp(&self.resemblance);
        alike.then((self.one, self.other).cmp(&(other.one, other.other)))
    }
}

/// Passages that are equal word for word, together; in the order of the first of each.
fn groups(passages: Vec<Passage>, row: &Row) -> Vec<Vec<Passage>> {
    let mut groups: Vec<Vec<Passage>> = Vec::new();
    let mut number_of: BTreeMap<&[u32], usize> = BTreeMap::new();
    for passage in passages {
        let number = *number_of.entry(passage.signs(row)).or_insert(groups.len());
        match groups.get_mut(number) {
            Some(group) => group.push(passage),
            None => groups.push(vec![passage]),
        }
    }
    groups
}

/// One passage of each group, of different texts, in the order of the texts.
fn members<'g>(groups: &'g [Vec<Passage>], pair: &Close) -> Option<(&'g Passage, &'g Passage)> {
    let (one, other) = (groups.get(pair.one)?, groups.get(pair.other)?);
    let (first, second) = (one.first()?, other.first()?);
    let elsewhere = |group: &'g [Passage], text| group.iter().find(|passage| passage.text != text);
    let (a, b) = if first.text == second.text {
        match elsewhere(other, first.text) {
            Some(second) => (first, second),
            None => (elsewhere(one, second.text)?, second),
        }
    } else {
        (first, second)
    };
    Some(if a.text < b.text { (a, b) } else { (b, a) })
}

/// Pairs that share a key and are alike, each once, and how many were not compared.
fn close_pairs(
    compared: &[Compared],
    options: &Options,
    stop: &dyn Fn() -> bool,
) -> Result<(Vec<Close>, u64), Stopped> {
    let mut close: Vec<Close> = Vec::new();
    let mut not_compared = 0;
    let mut order: Vec<usize> = (0..compared.len()).collect();
    for band in 0..BANDS {
        let key = |number: usize| compared[number].keys[band];
        order.sort_unstable_by_key(|number| (key(*number), *number));
        for bucket in order.chunk_by(|one, other| key(*one) == key(*other)) {
            ask(stop)?;
            for (at, one) in bucket.iter().enumerate() {
                let behind = &bucket[at + 1..];
                let near = &behind[..behind.len().min(MOST_IN_BUCKET)];
                not_compared += (behind.len() - near.len()) as u64;
                let found = near.iter().filter_map(|other| {
                    let (a, b) = (&compared[*one], &compared[*other]);
                    // Compared already for an earlier key.
                    let known = a.keys[..band]
                        .iter()
                        .zip(&b.keys[..band])
                        .any(|(a, b)| a == b);
                    let resemblance = (!known).then(|| resemblance(&a.shingles, &b.shingles))?;
                    (resemblance >= options.least_resemblance).then_some(Close {
                        one: *one,
                        other: *other,
                        resemblance,
                    })
                });
                close.extend(found);
            }
        }
    }
    Ok((close, not_compared))
}

/// Shingles in both over shingles in one of them. Linear.
fn resemblance(one: &[Shingle], other: &[Shingle]) -> f64 {
    let (mut a, mut b) = (one.iter().peekable(), other.iter().peekable());
    let mut both = 0_usize;
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        match x.cmp(y) {
            Ordering::Less => drop(a.next()),
            Ordering::Greater => drop(b.next()),
            Ordering::Equal => {
                both += 1;
                a.next();
                b.next();
            }
        }
    }
    let either = one.len() + other.len() - both;
    if either == 0 {
        return 0.0;
    }
    both as f64 / either as f64
}

fn pair(a: &Passage, b: &Passage, resemblance: f64, texts: &[Text<'_>], row: &Row) -> Pair {
    let place = |passage: &Passage| {
        let start = row.bytes.get(passage.start).map_or(0, |bytes| bytes.0);
        let end = row.bytes.get(passage.end - 1).map_or(0, |bytes| bytes.1);
        Place {
            text: passage.text,
            start: start as usize,
            end: end as usize,
        }
    };
    let (only_a, only_b) = Table::new(a.signs(row), b.signs(row), Extent::Whole).differing();
    let written = |passage: &Passage, places: Vec<usize>| {
        let text = texts.get(passage.text).map_or("", |text| text.text);
        let words = places.into_iter().filter_map(|at| {
            let (start, end) = *row.bytes.get(passage.start + at)?;
            Some(text.get(start as usize..end as usize)?.to_owned())
        });
        words.collect()
    };
    Pair {
        a: place(a),
        b: place(b),
        resemblance,
        differing: (written(a, only_a), written(b, only_b)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(texts: &[String], options: &Options) -> Alike {
        let texts: Vec<Text<'_>> = texts.iter().map(|text| Text::new(text)).collect();
        near_duplicates(&texts, options, &|| false).expect("nobody stops it")
    }

    /// Pseudo-random numbers below a bound (a linear congruence is random enough here).
    fn numbers(mut seed: u64) -> impl FnMut(u64) -> u64 {
        move |below| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        }
    }

    #[test]
    fn an_altered_paragraph_is_found_with_its_differing_words() {
        let first = "The council met on Tuesday.\n\nThe bridge over the river will stay closed until \
                     the engineers have finished their report, the mayor told the paper.";
        let second = "The bridge over the river will remain closed until the engineers have \
                      finished their report, the mayor told reporters.\n\nNothing else happened.";
        let found = alike(&[first.to_owned(), second.to_owned()], &Options::default());
        assert_eq!(found.pairs.len(), 1);
        let pair = &found.pairs[0];
        let words = |words: &[String]| words.join(" ");
        assert_eq!(words(&pair.differing.0), "stay the paper");
        assert_eq!(words(&pair.differing.1), "remain reporters");
        assert!(first[pair.a.start..pair.a.end].starts_with("The bridge"));
        assert!(second[pair.b.start..pair.b.end].ends_with("reporters"));
    }

    #[test]
    fn equal_and_unlike_passages_are_no_pairs() {
        let same = "one two three four five six seven eight nine ten eleven twelve thirteen";
        let other =
            "a quite different paragraph of more than twelve words that shares none of them";
        let texts = [same, same, other].map(str::to_owned);
        assert_eq!(alike(&texts, &Options::default()), Alike::default());
        assert_eq!(alike(&[], &Options::default()), Alike::default());
    }

    /// Of pairs at a resemblance from 0.5 to 0.6 the bands miss one in two hundred or fewer; with
    /// four hundred pairs, more than eight misses would be no chance.
    #[test]
    fn hardly_a_pair_is_missed_and_none_is_wrong() {
        let mut below = numbers(11);
        let mut texts = (Vec::new(), Vec::new());
        let mut expected = 0;
        for _ in 0..400 {
            let words: Vec<u64> = (0..60).map(|_| below(5_000)).collect();
            let mut changed = words.clone();
            for part in 0..5 {
                changed[part * 12 + below(8) as usize + 2] = 5_000 + below(5_000);
            }
            let text = |words: &[u64]| {
                let words: Vec<String> = words.iter().map(|word| format!("w{word}")).collect();
                words.join(" ")
            };
            texts.0.push(text(&words));
            texts.1.push(text(&changed));
            expected += 1;
        }
        let texts = [texts.0.join("\n\n"), texts.1.join("\n\n")];
        let found = alike(&texts, &Options::default());
        assert!(
            found.pairs.len() >= expected - 8,
            "{} of {expected}",
            found.pairs.len()
        );
        for pair in &found.pairs {
            // Five words of sixty changed: fifteen shingles of fifty-eight on each side.
            assert!(
                (pair.resemblance - 43.0 / 73.0).abs() < 1e-9,
                "{}",
                pair.resemblance
            );
            assert_eq!(pair.differing.0.len(), 5);
            assert_eq!(pair.differing.1.len(), 5);
        }
    }

    #[test]
    fn very_many_alike_are_bounded_and_counted() {
        let texts: Vec<String> = (0..2_000)
            .map(|number| format!("dear reader{number} the bridge over the river will stay closed until the engineers have finished"))
            .collect();
        let options = Options {
            most_pairs: 10,
            ..Options::default()
        };
        let found = alike(&texts, &options);
        assert_eq!(found.pairs.len(), 10);
        assert!(found.more > 0 && found.not_compared > 0);
    }
}
