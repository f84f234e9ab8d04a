//! Labels that the format has room for and the program Gambit does not take.

use crate::strategic::{Payoffs, Strategic};
use crate::tree::Tree;

/// The first label that Gambit 16.7 refuses to read, other than the game's title and comment: those with
/// letters that are not printable ASCII, with a space at an end, or with two spaces in a row.
#[must_use]
pub fn refused_in_tree(tree: &Tree) -> Option<&str> {
    let players = tree.players().iter().map(|player| &player.name);
    let sets = tree
        .information_sets()
        .iter()
        .flat_map(|set| set.actions.iter().chain([&set.name]));
    let chances = tree.chances().iter().flat_map(|chance| {
        let actions = chance.actions.iter().map(|(name, _)| name);
        actions.chain([&chance.name])
    });
    let outcomes = tree.outcomes().iter().map(|outcome| &outcome.name);
    let nodes = tree.nodes().iter().map(|node| &node.name);
    first(
        players
            .chain(sets)
            .chain(chances)
            .chain(outcomes)
            .chain(nodes),
    )
}

/// As [`refused_in_tree`].
#[must_use]
pub fn refused_in_table(game: &Strategic) -> Option<&str> {
    let players = game.players().iter();
    let names = players.flat_map(|player| player.strategies.iter().chain([&player.name]));
    let outcomes = match game.payoffs() {
        Payoffs::Outcomes { outcomes, .. } => outcomes.as_slice(),
        Payoffs::Listed(_) => &[],
    };
    first(names.chain(outcomes.iter().map(|outcome| &outcome.name)))
}

fn first<'l>(labels: impl Iterator<Item = &'l Box<str>>) -> Option<&'l str> {
    labels.map(|label| &**label).find(|label| is_refused(label))
}

fn is_refused(label: &str) -> bool {
    let printable = label.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    !printable || label.trim_matches(' ') != label || label.contains("  ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As pygambit 16.7.0 does, asked with each of these as a player's name.
    #[test]
    fn labels_are_refused_as_gambit_does() {
        for refused in ["\u{e9}", " a", "a ", "a  b", "a\tb"] {
            assert!(is_refused(refused), "{refused:?}");
        }
        for taken in ["", "a", "a b", "1/2", "\"quoted\""] {
            assert!(!is_refused(taken), "{taken:?}");
        }
    }
}
