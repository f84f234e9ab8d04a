//! How large the tree will be, before it is built.

use rustc_hash::FxHashMap;
use syntax::diagnostic::Diagnostic;

use crate::machine::{Machine, Next, Position};

/// Positions that are told apart while counting.
const MOST_POSITIONS: usize = 1_000_000;

/// How large a tree is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// All nodes; `u64::MAX` stands for so many and more.
    pub nodes: u64,
    /// The ends among them.
    pub ends: u64,
}

/// Counts the nodes without building them: positions that are alike are counted once. Nothing
/// where more than a million different positions can be reached.
///
/// # Errors
/// Something in the play leads to what is no state.
pub fn size(machine: &Machine<'_>, start: Position) -> Result<Option<Size>, Box<Diagnostic>> {
    let mut known: FxHashMap<Position, Size> = FxHashMap::default();
    let mut open = vec![Open::new(machine, start)?];
    loop {
        let Some(last) = open.last_mut() else {
            return Ok(None);
        };
        if let Some(child) = last.children.pop() {
            match known.get(&child) {
                Some(size) => last.size = last.size.and(*size),
                None => {
                    let next = Open::new(machine, child)?;
                    open.push(next);
                }
            }
            continue;
        }
        let Some(done) = open.pop() else {
            return Ok(None);
        };
        match open.last_mut() {
            Some(parent) => parent.size = parent.size.and(done.size),
            None => return Ok(Some(done.size)),
        }
        if known.len() >= MOST_POSITIONS {
            return Ok(None);
        }
        known.insert(done.position, done.size);
    }
}

/// A position whose subtree is being counted.
struct Open {
    position: Position,
    children: Vec<Position>,
    size: Size,
}

impl Open {
    fn new(machine: &Machine<'_>, position: Position) -> Result<Self, Box<Diagnostic>> {
        let mut at = position.clone();
        let next = machine.next(&mut at, &mut Vec::new())?;
        let children: Vec<Position> = match next {
            Next::Over => Vec::new(),
            Next::Chance { branches, .. } => branches.into_iter().map(|(_, _, to)| to).collect(),
            Next::Move { branches, .. } => branches.into_iter().map(|(_, to)| to).collect(),
        };
        Ok(Open {
            position,
            size: Size {
                nodes: 1,
                ends: u64::from(children.is_empty()),
            },
            children,
        })
    }
}

impl Size {
    fn and(self, other: Size) -> Size {
        Size {
            nodes: self.nodes.saturating_add(other.nodes),
            ends: self.ends.saturating_add(other.ends),
        }
    }
}
