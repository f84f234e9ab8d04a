//! Which origins may be one although nothing says that they are.
//!
//! In: the classes of a claim's origins. Out: the pairs of classes that may be one, with the
//! reason. All other pairs are certainly different.

use model::evidence::{DocumentId, Evidence, Origin, OriginId};

use super::classes::{Class, Root};
use super::kin::{Kin, Kinship};

/// Two classes that may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// Position of one in the classes.
    pub first: usize,
    /// Position of the other, greater.
    pub second: usize,
    /// The origin of the first class of which there is doubt.
    pub one: Root,
    /// The origin of the second class.
    pub other: Root,
    /// Why they may be one.
    pub doubt: Doubt,
}

/// Why two origins may be one. The plainest reason first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// The file says that one is perhaps the other.
    Said,
    /// One passed on the words of the other, and may rest on it here too.
    PassedOn,
    /// The texts name neither.
    BothAnonymous,
    /// One is an author who names no source here, and may be retelling the other.
    Retelling(Kinship),
}

/// All pairs of classes that may be one: those of which some origins may be one, and none are said
/// to be different. Quadratic in the origins of the claim.
pub(super) fn open(evidence: &Evidence, classes: &[Class], kin: &Kin) -> Vec<Open> {
    let mut found = Vec::new();
    for (second, later) in classes.iter().enumerate() {
        for (first, earlier) in classes.iter().enumerate().take(second) {
            let open = between(evidence, earlier, later, kin);
            found.extend(open.map(|(doubt, one, other)| Open {
                first,
                second,
                one,
                other,
                doubt,
            }));
        }
    }
    found.sort_by_key(|open| (open.first, open.second));
    found
}

fn between(
    evidence: &Evidence,
    earlier: &Class,
    later: &Class,
    kin: &Kin,
) -> Option<(Doubt, Root, Root)> {
    let mut best: Option<(Doubt, Root, Root)> = None;
    for &one in &earlier.roots {
        for &other in &later.roots {
            let doubt = match (one, other) {
                (Root::Origin(a), Root::Origin(b)) => {
                    if is_other(evidence, a, b) {
                        return None;
                    }
                    between_origins(evidence, a, b)
                }
                (Root::Author(author), Root::Author(_)) => retelling(author, later, kin),
                (Root::Author(author), Root::Origin(_)) => retelling(author, later, kin),
                (Root::Origin(_), Root::Author(author)) => retelling(author, earlier, kin),
            };
            if let Some(doubt) = doubt
                && best.is_none_or(|(least, _, _)| doubt < least)
            {
                best = Some((doubt, one, other));
            }
        }
    }
    best
}

fn between_origins(evidence: &Evidence, a: OriginId, b: OriginId) -> Option<Doubt> {
    let (first, second) = (origin(evidence, a)?, origin(evidence, b)?);
    if first.perhaps.contains(&b) || second.perhaps.contains(&a) {
        Some(Doubt::Said)
    } else if first.via.contains(&b) || second.via.contains(&a) {
        Some(Doubt::PassedOn)
    } else {
        (first.anonymous && second.anonymous).then_some(Doubt::BothAnonymous)
    }
}

fn is_other(evidence: &Evidence, a: OriginId, b: OriginId) -> bool {
    let says =
        |one, other| origin(evidence, one).is_some_and(|origin| origin.other_than.contains(&other));
    says(a, b) || says(b, a)
}

fn origin(evidence: &Evidence, id: OriginId) -> Option<&Origin> {
    evidence.origins.get(id.0 as usize)
}

/// Whether an author may be retelling what a class says: one of its passages stands in the
/// author's document, or in one that hangs together with it.
fn retelling(author: DocumentId, told: &Class, kin: &Kin) -> Option<Doubt> {
    let documents = told.passages.iter().map(|passage| passage.document);
    let nearest = documents.filter_map(|document| kin.kinship(author, document));
    nearest.min().map(Doubt::Retelling)
}
