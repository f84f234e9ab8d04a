//! The words of the language, and the nearest one to a misspelt word.

/// Words that begin an item, for "did you mean".
pub(crate) const ITEM_WORDS: &[&str] = &[
    "conflict",
    "as",
    "include",
    "note",
    "document",
    "origin",
    "office",
    "actor",
    "nature",
    "state",
    "rule",
    "advisory",
    "costly",
    "status",
    "observed",
    "event",
    "outcome",
    "check",
    "account",
    "drop",
    "replace",
    "weaken",
    "end",
    "option",
    "passage",
    "held",
    "claim",
    "shared",
    "what",
    "set",
    "parameter",
    "type",
    "utility",
    "play",
];

/// Words that come after the name of an actor and make a block of it.
pub(crate) const BLOCK_WORDS: &[&str] =
    &["prefers", "weighs", "ranks", "revises", "adjusts", "moves"];

/// Words that come after the name of an actor and say what it makes of others.
pub(crate) const ATTITUDE_WORDS: &[&str] = &["favours", "opposes", "disregards"];

/// Words that begin a line of a `play`.
pub(crate) const PLAY_WORDS: &[&str] = &["chance", "set", "repeat", "ends", "end"];

/// Words behind the names of those who move in a `play`.
pub(crate) const CHOICE_WORDS: &[&str] = &["chooses", "choose"];

/// Words that go on with the line before when they start a line.
pub(crate) const CLAUSE_WORDS: &[&str] = &[
    "from",
    "against",
    "assumed",
    "note",
    "speaker",
    "as",
    "verb",
    "hedge",
    "line",
    "prefix",
    "suffix",
    "characters",
    "when",
    "credibility",
    "file",
    "sha256",
    "date",
    "author",
    "outlet",
    "url",
    "reliability",
    "voice",
    "anonymous",
    "via",
    "perhaps",
    "other",
    "in",
    "words",
    "accepted",
    "rejected",
    "under",
    "change",
];

/// Words that begin a basis or end what stands before it.
pub(crate) const BASIS_WORDS: &[&str] = &["from", "against", "assumed", "note", "change"];

/// Words that can stand between two formulas.
pub(crate) const CONNECTIVES: &[&str] = &["and", "or", "if", "iff", "only", "unless"];

/// Words that are never a formula by themselves.
pub(crate) const NEVER_ATOMS: &[&str] = &[
    "and",
    "or",
    "not",
    "if",
    "iff",
    "only",
    "unless",
    "forbidden",
    "requires",
    "needs",
    "always",
    "never",
    "when",
    "then",
    "stop",
    "stops",
];

/// Words that come after a formula or between two of them.
pub(crate) const AFTER_FORMULA: &[&str] = &[
    "from", "against", "assumed", "note", "change", "under", "with", "by", "to", "of", "before",
    "after", "above", "below", "while", "without", "ends", "end", "is", "are",
];

/// Words that have a meaning somewhere and are therefore written in quotes as names, beyond those
/// in the lists above.
const OTHER_WORDS: &[&str] = &[
    "true",
    "false",
    "at",
    "exactly",
    "least",
    "most",
    "one",
    "none",
    "first",
    "last",
    "strongly",
    "gap",
    "rest",
    "put",
    "add",
    "move",
    "set",
    "happened",
    "did",
    "on",
    "once",
    "dropped",
    "irreversible",
    "fixed",
    "levels",
    "level",
    "merges",
    "extends",
    "until",
    "equilibria",
    "equilibrium",
    "stable",
    "reachable",
    "expected",
    "quo",
    "cannot",
    "compare",
    "no",
    "for",
    "states",
    "way",
    "consent",
    "comment",
    "boilerplate",
    "than",
    "lines",
    "sees",
    "observes",
    "everything",
    "nothing",
    "times",
    "some",
    "where",
    "probability",
    "discounted",
    "paid",
];

/// A hint for a line that starts with a connective.
pub(crate) fn goes_on(connective: &str) -> String {
    let connective = if connective == "only" {
        "only if"
    } else {
        connective
    };
    format!("to go on with the line before, end that line with `{connective}`")
}

/// Whether a bare word could be read as something other than a name.
pub(crate) fn is_keyword(word: &str) -> bool {
    [
        ITEM_WORDS,
        BLOCK_WORDS,
        ATTITUDE_WORDS,
        PLAY_WORDS,
        CHOICE_WORDS,
        CLAUSE_WORDS,
        CONNECTIVES,
        NEVER_ATOMS,
        AFTER_FORMULA,
        OTHER_WORDS,
    ]
    .iter()
    .any(|list| list.contains(&word))
}

/// The candidate nearest to `word`, when it is near enough to be a slip of the keyboard: one
/// change for words of up to five letters, two for longer ones. The earliest wins among equals.
/// Takes time proportional to the length of the word times that of all candidates.
pub(crate) fn nearest<'c>(word: &str, candidates: &[&'c str]) -> Option<&'c str> {
    let letters = word.chars().count();
    if !(3..=24).contains(&letters) {
        return None;
    }
    let limit = if letters <= 5 { 1 } else { 2 };
    let lowered = word.to_lowercase();
    candidates
        .iter()
        .filter(|candidate| **candidate != word && candidate.chars().count() > limit)
        .map(|candidate| (strsim::osa_distance(&lowered, candidate), *candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_keyboard_find_their_word() {
        assert_eq!(nearest("actr", ITEM_WORDS), Some("actor"));
        assert_eq!(nearest("acount", ITEM_WORDS), Some("account"));
        assert_eq!(nearest("cehck", ITEM_WORDS), Some("check"));
        assert_eq!(nearest("Rule", ITEM_WORDS), Some("rule"));
        assert_eq!(nearest("prefer", BLOCK_WORDS), Some("prefers"));
        assert_eq!(nearest("banana", ITEM_WORDS), None);
        assert_eq!(nearest("us", ITEM_WORDS), None);
        assert_eq!(nearest("hello", ITEM_WORDS), None);
    }
}
