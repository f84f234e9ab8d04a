//! Names of solution concepts, and dates as text.

use crate::conflict::{Concept, Date};
use crate::evidence::When;

/// The names of all concepts but `l1`, `l2`, …
const NAMES: [(Concept, &str); 10] = [
    (Concept::Nash, "nash"),
    (Concept::Gmr, "gmr"),
    (Concept::Smr, "smr"),
    (Concept::Seq, "seq"),
    (Concept::Sseq, "sseq"),
    (Concept::NonMyopic, "nm"),
    (Concept::CoalitionNash, "cnash"),
    (Concept::CoalitionGmr, "cgmr"),
    (Concept::CoalitionSmr, "csmr"),
    (Concept::CoalitionSeq, "cseq"),
];

/// The names that can stand after `under`, for suggestions; `l1` stands for its family.
pub(crate) fn concept_names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|(_, name)| *name).chain(["l1"])
}

/// The concept with this name, in any letter case: `nash`, `gmr`, `smr`, `seq`, `sseq`, `l1`,
/// `l2`, …, `nm`, `cnash`, `cgmr`, `csmr`, `cseq`.
#[must_use]
pub fn concept_from_name(name: &str) -> Option<Concept> {
    let name = name.to_ascii_lowercase();
    if let Some((concept, _)) = NAMES.iter().find(|(_, known)| *known == name) {
        return Some(*concept);
    }
    let digits = name.strip_prefix('l')?;
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let horizon: u16 = digits.parse().ok()?;
    (horizon > 0).then_some(Concept::Limited(horizon))
}

impl Concept {
    /// The name under which the language knows the concept.
    #[must_use]
    pub fn name(self) -> String {
        if let Concept::Limited(horizon) = self {
            return format!("l{horizon}");
        }
        NAMES
            .iter()
            .find(|(concept, _)| *concept == self)
            .map_or_else(String::new, |(_, name)| (*name).to_owned())
    }

    /// Whether the concept is defined for two actors only.
    #[must_use]
    pub fn needs_two_actors(self) -> bool {
        matches!(self, Concept::Limited(_) | Concept::NonMyopic)
    }

    /// Whether the concept speaks of coalitions.
    #[must_use]
    pub fn is_coalitional(self) -> bool {
        matches!(
            self,
            Concept::CoalitionNash
                | Concept::CoalitionGmr
                | Concept::CoalitionSmr
                | Concept::CoalitionSeq
        )
    }
}

/// The date as the language writes it: `2025-06-16`.
#[must_use]
pub fn date_text(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

/// The date as the language writes it: `2025-06-16`, `2025-06` or `2025`.
#[must_use]
pub fn when_text(when: When) -> String {
    match when {
        When::Day(date) => date_text(date),
        When::Month(year, month) => format!("{year:04}-{month:02}"),
        When::Year(year) => format!("{year:04}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use syntax::parse_date;

    #[test]
    fn concepts_are_known_by_name() {
        for (concept, name) in NAMES {
            assert_eq!(concept_from_name(name), Some(concept));
            assert_eq!(concept.name(), name);
        }
        assert_eq!(concept_from_name("L12"), Some(Concept::Limited(12)));
        assert_eq!(Concept::Limited(3).name(), "l3");
        for wrong in ["", "l", "l0", "l+1", "l99999", "nashh"] {
            assert_eq!(concept_from_name(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn dates_are_those_of_the_calendar() {
        let date = parse_date("2024-02-29");
        assert_eq!(date.map(date_text).as_deref(), Some("2024-02-29"));
        for wrong in [
            "2025-02-29",
            "2025-13-01",
            "2025-00-10",
            "2025-1-1",
            "+025-01-01",
        ] {
            assert_eq!(parse_date(wrong), None, "{wrong}");
        }
    }
}
