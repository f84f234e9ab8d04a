//! The game tree: nodes in prefix order, information sets, outcomes.
//!
//! Nodes are numbered as they stand in the file, a node before its subtrees and these from left
//! to right. So the subtree of a node is a range of numbers, walking forward meets parents before
//! children, and walking backward children before parents: no walk needs recursion.

use std::ops::Range;

use crate::Rational;
use crate::number::{Number, sum};

/// A player, counted from 0 in the order of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlayerId(pub u32);

/// A node, counted from 0 in prefix order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// An information set of a player, counted over all players in the order of appearance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InformationSetId(pub u32);

/// A chance move with its probabilities, counted in the order of appearance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChanceId(pub u32);

/// An outcome, counted from 0 in the order of appearance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutcomeId(pub u32);

macro_rules! index {
    ($($id:ident),*) => {$(
        impl $id {
            /// The number as an index.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}
index!(PlayerId, NodeId, InformationSetId, ChanceId, OutcomeId);

/// A game in extensive form. Made by a [`crate::TreeBuilder`], which checks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    pub(crate) title: Box<str>,
    pub(crate) comment: Box<str>,
    pub(crate) players: Vec<Player>,
    pub(crate) information_sets: Vec<InformationSet>,
    pub(crate) chances: Vec<Chance>,
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) nodes: Vec<Node>,
}

/// A player and where it moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Player {
    /// Its name.
    pub name: Box<str>,
    /// Its information sets, in the order of appearance.
    pub information_sets: Vec<InformationSetId>,
}

/// Nodes that their player cannot tell apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InformationSet {
    /// Who moves.
    pub player: PlayerId,
    /// The number in the file, unique for each player.
    pub number: i64,
    /// The name in the file, often empty.
    pub name: Box<str>,
    /// The names of the actions, at least one.
    pub actions: Vec<Box<str>>,
    /// Its nodes, in prefix order, at least one.
    pub members: Vec<NodeId>,
}

/// A move of chance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chance {
    /// The number in the file.
    pub number: i64,
    /// The name in the file, often empty.
    pub name: Box<str>,
    /// The names of the actions and their probabilities, which sum to 1.
    pub actions: Vec<(Box<str>, Number)>,
    /// Its nodes, in prefix order, at least one.
    pub members: Vec<NodeId>,
}

/// What is paid where a node is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The number in the file, never 0.
    pub number: i64,
    /// The name in the file, often empty.
    pub name: Box<str>,
    /// One payoff for each player.
    pub payoffs: Vec<Number>,
}

/// A node of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The name in the file, often empty.
    pub name: Box<str>,
    /// The node before it; the root has none.
    pub parent: Option<NodeId>,
    /// Which action of the parent leads here, counted from 0.
    pub action: u32,
    /// Who moves here.
    pub mover: Mover,
    /// What is paid here, at the end of the game or on the way.
    pub outcome: Option<OutcomeId>,
    /// The first node after its subtree.
    pub(crate) end: u32,
}

/// Who moves at a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mover {
    /// The game is over.
    Nobody,
    /// A player, who knows no more than the information set.
    Player(InformationSetId),
    /// Chance.
    Chance(ChanceId),
}

impl Tree {
    /// The title of the game.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The comment of the file.
    #[must_use]
    pub fn comment(&self) -> &str {
        &self.comment
    }

    /// The players in the order of the file.
    #[must_use]
    pub fn players(&self) -> &[Player] {
        &self.players
    }

    /// The players by number.
    pub fn player_ids(&self) -> impl DoubleEndedIterator<Item = PlayerId> + use<> {
        (0..self.players.len() as u32).map(PlayerId)
    }

    /// The information sets of all players, in the order of appearance.
    #[must_use]
    pub fn information_sets(&self) -> &[InformationSet] {
        &self.information_sets
    }

    /// One information set.
    #[must_use]
    pub fn information_set(&self, id: InformationSetId) -> &InformationSet {
        &self.information_sets[id.index()]
    }

    /// The moves of chance, in the order of appearance.
    #[must_use]
    pub fn chances(&self) -> &[Chance] {
        &self.chances
    }

    /// One move of chance.
    #[must_use]
    pub fn chance(&self, id: ChanceId) -> &Chance {
        &self.chances[id.index()]
    }

    /// The outcomes, in the order of appearance.
    #[must_use]
    pub fn outcomes(&self) -> &[Outcome] {
        &self.outcomes
    }

    /// One outcome.
    #[must_use]
    pub fn outcome(&self, id: OutcomeId) -> &Outcome {
        &self.outcomes[id.index()]
    }

    /// The nodes in prefix order, the root first. There is at least one.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The nodes by number.
    pub fn node_ids(&self) -> impl DoubleEndedIterator<Item = NodeId> + use<> {
        (0..self.nodes.len() as u32).map(NodeId)
    }

    /// One node.
    #[must_use]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// The nodes that follow a node, one for each action. Constant time for each.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = self.nodes[id.index()].end;
        let mut next = id.0 + 1;
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let child = NodeId(next);
                next = self.nodes[child.index()].end;
                child
            })
        })
    }

    /// The numbers of a node and all nodes after it.
    #[must_use]
    pub fn subtree(&self, id: NodeId) -> Range<u32> {
        id.0..self.nodes[id.index()].end
    }

    /// How many actions can be taken at a node.
    #[must_use]
    pub fn action_count(&self, mover: Mover) -> usize {
        match mover {
            Mover::Nobody => 0,
            Mover::Player(set) => self.information_set(set).actions.len(),
            Mover::Chance(chance) => self.chance(chance).actions.len(),
        }
    }

    /// The way from the root to a node: each node on it and the action taken there.
    #[must_use]
    pub fn path(&self, to: NodeId) -> Vec<(NodeId, u32)> {
        let mut steps = Vec::new();
        let mut at = to;
        while let Some(parent) = self.node(at).parent {
            steps.push((parent, self.node(at).action));
            at = parent;
        }
        steps.reverse();
        steps
    }

    /// How many moves the longest play takes. Linear in the tree.
    #[must_use]
    pub fn depth(&self) -> usize {
        let mut depths = vec![0usize; self.nodes.len()];
        for id in self.node_ids().skip(1) {
            if let Some(parent) = self.node(id).parent {
                depths[id.index()] = depths[parent.index()] + 1;
            }
        }
        depths.into_iter().max().unwrap_or(0)
    }

    /// Whether each player who moves knows the whole history: every information set has one node.
    #[must_use]
    pub fn has_perfect_information(&self) -> bool {
        self.information_sets
            .iter()
            .all(|set| set.members.len() == 1)
    }

    /// Whether payoffs of the two players sum to the same number at every end of the game.
    ///
    /// Payoffs paid on the way count. `false` where there are not two players. Linear in the tree.
    #[must_use]
    pub fn is_constant_sum(&self) -> bool {
        if self.players.len() != 2 {
            return false;
        }
        // The inner nodes on the way here, and what is paid down to each.
        let mut way: Vec<(NodeId, Rational)> = Vec::new();
        let mut constant: Option<Rational> = None;
        for id in self.node_ids() {
            let node = self.node(id);
            while way.pop_if(|(at, _)| Some(*at) != node.parent).is_some() {}
            let here = node.outcome.map_or(Rational::ZERO, |outcome| {
                sum(self.outcome(outcome).payoffs.iter().map(Number::value))
            });
            let total = way.last().map_or(Rational::ZERO, |(_, paid)| paid.clone()) + here;
            if node.mover != Mover::Nobody {
                way.push((id, total));
                continue;
            }
            match &constant {
                Some(constant) if *constant != total => return false,
                Some(_) => {}
                None => constant = Some(total),
            }
        }
        true
    }
}
