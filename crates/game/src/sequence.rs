//! Sequences: what a player itself has done on the way to a node.
//!
//! A sequence is a list of (information set, action) of one player, from the root on. Those of a
//! tree are numbered so that each is its longest part and one more move (von Stengel 1996).

use rustc_hash::FxHashMap;

use crate::tree::{InformationSetId, Mover, NodeId, PlayerId, Tree};

/// A sequence, counted over all players; all players share the empty one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SequenceId(pub u32);

impl SequenceId {
    /// Nothing done yet.
    pub const EMPTY: Self = Self(0);

    /// The number as an index.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A sequence other than the empty one: another sequence and one more move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sequence {
    /// The sequence without its last move. Its number is smaller.
    pub before: SequenceId,
    /// Where the last move is made.
    pub information_set: InformationSetId,
    /// The action taken there.
    pub action: u32,
}

/// All sequences of a tree.
#[derive(Clone, Debug, Default)]
pub struct Sequences {
    known: Vec<Sequence>,
}

impl Sequences {
    /// Numbers the sequences of all players, and calls `visit` at each node, in prefix order, with
    /// the sequence that leads each player there. Linear in the tree.
    pub fn walk(tree: &Tree, mut visit: impl FnMut(NodeId, &[SequenceId])) -> Self {
        let mut numbers: FxHashMap<(SequenceId, InformationSetId, u32), SequenceId> =
            FxHashMap::default();
        let mut known = Vec::new();
        let mut current = vec![SequenceId::EMPTY; tree.players().len()];
        // The inner nodes on the way here, and the mover's sequence before it moved.
        let mut way: Vec<(NodeId, Option<(PlayerId, SequenceId)>)> = Vec::new();
        for id in tree.node_ids() {
            let node = tree.node(id);
            while let Some((_, left)) = way.pop_if(|(at, _)| Some(*at) != node.parent) {
                if let Some((player, before)) = left {
                    current[player.index()] = before;
                }
            }
            if let Some((parent, Some((player, before)))) = way.last()
                && let Mover::Player(information_set) = tree.node(*parent).mover
            {
                let move_made = Sequence {
                    before: *before,
                    information_set,
                    action: node.action,
                };
                current[player.index()] = *numbers
                    .entry((*before, information_set, node.action))
                    .or_insert_with(|| {
                        known.push(move_made);
                        SequenceId(known.len() as u32)
                    });
            }
            visit(id, &current);
            match node.mover {
                Mover::Nobody => {}
                Mover::Chance(_) => way.push((id, None)),
                Mover::Player(set) => {
                    let player = tree.information_set(set).player;
                    way.push((id, Some((player, current[player.index()]))));
                }
            }
        }
        Self { known }
    }

    /// How many sequences there are, the empty one counted once.
    #[must_use]
    pub fn count(&self) -> usize {
        self.known.len() + 1
    }

    /// A sequence; nothing for the empty one.
    #[must_use]
    pub fn get(&self, id: SequenceId) -> Option<&Sequence> {
        self.known.get(id.index().checked_sub(1)?)
    }

    /// All sequences but the empty one, shorter before longer.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (SequenceId, &Sequence)> {
        self.known
            .iter()
            .enumerate()
            .map(|(index, one)| (SequenceId(index as u32 + 1), one))
    }
}
