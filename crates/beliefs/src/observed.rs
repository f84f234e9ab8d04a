//! A history in words, and the nodes of the tree that it may have led to.
//!
//! A history is a list of moves in the order of the play: `challenge, not fight`. A move is named by
//! its action, or by one part of it where it decides several things (`lead, not veto`), with its player
//! in front where that is needed (`US.veto`). Words that can belong to one move do, unless a semicolon
//! parts them. `nothing` is a move in which nothing is chosen, `?` one that was not seen. Moves of
//! chance may be left out; they were not seen then.

use game::tree::{Mover, NodeId, Tree};

/// A word of a history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub text: String,
    /// Whether a semicolon stands before it, so that it begins a move.
    pub begins: bool,
}

/// A move that was observed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observed {
    /// The words, as they were written.
    pub words: String,
    /// The nodes that the play may have come to, in the order of the tree.
    pub nodes: Vec<NodeId>,
}

/// Why a history is none of the play.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotPlayed {
    /// A word is missing between two separators.
    #[error("move {number} is empty; write `?` for a move that was not seen")]
    Empty {
        /// Which move, from 1.
        number: usize,
    },
    /// A quotation mark is not closed.
    #[error("a quotation mark is not closed")]
    Quote,
    /// A move is not possible where it stands.
    #[error("move {number}, `{word}`, is not possible there")]
    Impossible {
        /// Which move, from 1.
        number: usize,
        /// What was written.
        word: String,
        /// What is possible there, in the words that may be written; empty where the play is over.
        possible: Vec<String>,
    },
}

/// What stands for a move that was not seen.
const UNSEEN: &str = "?";
/// What stands for a move in which nothing is chosen.
const NOTHING: &str = "nothing";
/// What stands before an option that is not taken.
const NOT: &str = "not ";

/// Splits a history into its words. An empty text is the start of the play.
///
/// # Errors
/// A word is missing, or a quotation mark is not closed.
pub fn words(text: &str) -> Result<Vec<Word>, NotPlayed> {
    if text.trim().is_empty() {
        return Ok(Vec::new());
    }
    let mut words = Vec::new();
    let mut word = String::new();
    let mut begins = true;
    let mut quoted = false;
    for letter in text.chars().chain([',']) {
        match letter {
            '"' => quoted = !quoted,
            ',' | ';' if !quoted => {
                let text = word.split_whitespace().collect::<Vec<_>>().join(" ");
                if text.is_empty() {
                    let number = words.len() + 1;
                    return Err(NotPlayed::Empty { number });
                }
                words.push(Word { text, begins });
                word.clear();
                begins = letter == ';';
            }
            other => word.push(other),
        }
    }
    if quoted {
        return Err(NotPlayed::Quote);
    }
    Ok(words)
}

/// The nodes that a history may have led to, move by move. Cost: the moves times the tree.
///
/// Some lines of a play leave nothing to choose, and have no move in the tree. `idle` says whether a word
/// only states what is so at a node anyway; such a word goes with the move before it.
///
/// # Errors
/// A move is not possible where it stands.
pub fn follow(
    tree: &Tree,
    words: &[Word],
    idle: &dyn Fn(NodeId, &str) -> bool,
) -> Result<Vec<Observed>, NotPlayed> {
    let mut moves: Vec<Observed> = Vec::new();
    let mut rest = words;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        let root = [NodeId(0)];
        let from = moves.last().map_or(&root[..], |last| &last.nodes);
        let mut found = Vec::new();
        for node in from {
            step(tree, *node, &first.text, &mut found);
        }
        if found.is_empty() && from.iter().all(|node| idle(*node, &first.text)) {
            match moves.last_mut() {
                Some(last) => last.words = format!("{}, {}", last.words, first.text),
                None => moves.push(Observed {
                    words: first.text.clone(),
                    nodes: root.to_vec(),
                }),
            }
            continue;
        }
        if found.is_empty() {
            return Err(NotPlayed::Impossible {
                number: moves.len() + 1,
                word: first.text.clone(),
                possible: possible(tree, from),
            });
        }
        let mut said = first.text.clone();
        while let Some((next, after)) = rest.split_first() {
            let more: Vec<Step> = found
                .iter()
                .filter_map(|one| one.with(tree, &next.text))
                .collect();
            if next.begins || more.is_empty() {
                break;
            }
            found = more;
            rest = after;
            said = format!("{said}, {}", next.text);
        }
        let mut nodes: Vec<NodeId> = found.into_iter().map(|one| one.to).collect();
        nodes.sort_unstable();
        moves.push(Observed { words: said, nodes });
    }
    Ok(moves)
}

/// A move that fits what was observed.
struct Step {
    to: NodeId,
    /// The parts of the action that have been named.
    named: Vec<usize>,
}

impl Step {
    /// The same move, if the word names another part of its action.
    fn with(&self, tree: &Tree, word: &str) -> Option<Step> {
        if matches!(word, UNSEEN | NOTHING) {
            return None;
        }
        let (player, name) = action(tree, self.to)?;
        let part = parts(name)
            .enumerate()
            .find(|(place, part)| !self.named.contains(place) && is_part(player, part, word))?;
        let mut named = self.named.clone();
        named.push(part.0);
        Some(Step { to: self.to, named })
    }
}

/// Adds the moves from a node on that fit a word. Moves of chance that do not are passed over.
fn step(tree: &Tree, node: NodeId, word: &str, found: &mut Vec<Step>) {
    let before = found.len();
    for child in tree.children(node) {
        if let Some((player, name)) = action(tree, child)
            && let Some(named) = fits(player, name, word)
            && (player.is_some() || word != UNSEEN)
        {
            found.push(Step { to: child, named });
        }
    }
    if found.len() == before && matches!(tree.node(node).mover, Mover::Chance(_)) {
        for child in tree.children(node) {
            step(tree, child, word, found);
        }
    }
}

/// The player, unless it is chance, and the name of the action that leads to a node.
fn action(tree: &Tree, node: NodeId) -> Option<(Option<&str>, &str)> {
    let parent = tree.node(node).parent?;
    let action = tree.node(node).action as usize;
    match tree.node(parent).mover {
        Mover::Nobody => None,
        Mover::Chance(chance) => Some((None, &tree.chance(chance).actions[action].0)),
        Mover::Player(set) => {
            let set = tree.information_set(set);
            let player = &tree.players()[set.player.index()].name;
            Some((Some(player), &set.actions[action]))
        }
    }
}

fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(", ")
}

/// Which parts of an action a word names; nothing where it does not fit.
fn fits(player: Option<&str>, name: &str, word: &str) -> Option<Vec<usize>> {
    let all = || (0..parts(name).count()).collect();
    let nothing = word == NOTHING && parts(name).all(|part| part.starts_with(NOT));
    if word == UNSEEN || word == name || nothing {
        return Some(all());
    }
    let part = parts(name).position(|part| is_part(player, part, word))?;
    Some(vec![part])
}

fn is_part(player: Option<&str>, part: &str, word: &str) -> bool {
    let spaced = |text: &str| text.replace(" = ", "=");
    let (part, word) = (spaced(part), spaced(word));
    let owned = player.map(|player| match part.strip_prefix(NOT) {
        Some(option) => format!("{NOT}{player}.{option}"),
        None => format!("{player}.{part}"),
    });
    part == word || owned.is_some_and(|owned| owned == word)
}

/// What is possible after some nodes, each once.
fn possible(tree: &Tree, from: &[NodeId]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut open: Vec<NodeId> = from.iter().rev().copied().collect();
    while let Some(node) = open.pop() {
        let chance = matches!(tree.node(node).mover, Mover::Chance(_));
        for child in tree.children(node) {
            if let Some((_, name)) = action(tree, child)
                && !words.iter().any(|word| word == name)
            {
                words.push(name.to_owned());
            }
            if chance {
                open.push(child);
            }
        }
    }
    words
}
