//! "Did you mean …?"

/// The candidate nearest to a word, if it is near enough to be a slip.
/// Cost: the product of the lengths for each candidate.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (word.chars().count() / 3).clamp(1, 3);
    candidates
        .into_iter()
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|&(distance, _)| distance <= allowed)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// Number of letters to change, add, leave out or swap with a neighbour, letter case aside.
fn distance(a: &str, b: &str) -> usize {
    let letters = |text: &str| text.to_lowercase().chars().take(64).collect::<String>();
    strsim::osa_distance(&letters(a), &letters(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_found_and_other_words_are_not() {
        let names = ["threshold", "norm", "managed"];
        assert_eq!(nearest("treshold", names), Some("threshold"));
        assert_eq!(nearest("Norm", names), Some("norm"));
        assert_eq!(nearest("nrom", names), Some("norm"));
        assert_eq!(nearest("escalation", names), None);
        assert_eq!(nearest("x", ["y"]), Some("y"));
        assert_eq!(nearest("", ["long"]), None);
    }
}
