//! Builds a tree node by node, in prefix order, and refuses what is no game.

use std::collections::BTreeMap;

use crate::Rational;
use crate::number::{Number, sum};
use crate::tree::{
    Chance, ChanceId, InformationSet, InformationSetId, Mover, Node, NodeId, Outcome, OutcomeId,
    Player, PlayerId, Tree,
};

/// Nodes that one tree may have: their numbers fit in 32 bits with room to spare.
pub const MOST_NODES: usize = 1 << 30;

/// Why something is no part of a game.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// A move of a player who is not in the list of players.
    #[error("there is no player {number}: the game has {players}")]
    NoSuchPlayer {
        /// The player's number, counted from 1.
        number: i64,
        /// How many players there are.
        players: usize,
    },
    /// An information set or chance move without actions.
    #[error("a move needs at least one action")]
    NoActions,
    /// An information set or chance move that was described differently before.
    #[error("{what} {number} was described before with {before}, here with {here}")]
    Redescribed {
        /// "information set", "chance move" or "outcome".
        what: &'static str,
        /// Its number in the file.
        number: i64,
        /// How it was described.
        before: String,
        /// How it is described now.
        here: String,
    },
    /// A number that stands for nothing yet.
    #[error("{what} {number} is used before it is described")]
    Undescribed {
        /// "information set", "chance move" or "outcome".
        what: &'static str,
        /// Its number in the file.
        number: i64,
    },
    /// An information set or chance move that no node belongs to.
    #[error("{what} {number} has no node")]
    Unused {
        /// "information set" or "chance move".
        what: &'static str,
        /// Its number in the file.
        number: i64,
    },
    /// A negative probability.
    #[error("the probability {0} is negative")]
    NegativeProbability(Number),
    /// Probabilities that do not sum to 1.
    #[error("the probabilities sum to {0}, not to 1")]
    ProbabilitySum(Number),
    /// An outcome with too few or too many payoffs.
    #[error("an outcome needs one payoff for each of the {players} players, and has {payoffs}")]
    PayoffCount {
        /// How many players there are.
        players: usize,
        /// How many payoffs there are.
        payoffs: usize,
    },
    /// A node after the tree is complete.
    #[error("the tree is complete before this node")]
    TreeComplete,
    /// Missing nodes at the end.
    #[error("the tree is not complete: {0} actions lead nowhere")]
    TreeIncomplete(u64),
    /// No node at all.
    #[error("the tree is not complete: it has no node")]
    NoNode,
    /// More than [`MOST_NODES`].
    #[error("more than {MOST_NODES} nodes")]
    TooManyNodes,
}

/// A tree under construction. Every check is made where its part is added.
pub struct TreeBuilder {
    tree: Tree,
    // Ordered maps: a file cannot choose numbers that make them slow.
    sets: BTreeMap<(PlayerId, i64), InformationSetId>,
    chances: BTreeMap<i64, ChanceId>,
    outcomes: BTreeMap<i64, OutcomeId>,
    /// Nodes whose subtrees are not complete, with how many are missing and the next action.
    open: Vec<Open>,
}

struct Open {
    node: NodeId,
    next: u32,
    actions: u32,
}

impl TreeBuilder {
    /// An empty tree for the named players.
    pub fn new(title: impl Into<Box<str>>, players: impl IntoIterator<Item = Box<str>>) -> Self {
        let players = players.into_iter().map(|name| Player {
            name,
            information_sets: Vec::new(),
        });
        Self {
            tree: Tree {
                title: title.into(),
                comment: "".into(),
                players: players.collect(),
                information_sets: Vec::new(),
                chances: Vec::new(),
                outcomes: Vec::new(),
                nodes: Vec::new(),
            },
            // Ordered maps: a file cannot choose numbers that make them slow.
            sets: BTreeMap::new(),
            chances: BTreeMap::new(),
            outcomes: BTreeMap::new(),
            open: Vec::new(),
        }
    }

    /// Sets the comment.
    pub fn comment(&mut self, comment: impl Into<Box<str>>) {
        self.tree.comment = comment.into();
    }

    /// How many players there are.
    #[must_use]
    pub fn player_count(&self) -> usize {
        self.tree.players.len()
    }

    /// The player with this number, counted from 1 as in files.
    ///
    /// # Errors
    /// There is none.
    pub fn player(&self, number: i64) -> Result<PlayerId, Flaw> {
        let players = self.tree.players.len();
        match usize::try_from(number) {
            Ok(index) if (1..=players).contains(&index) => Ok(PlayerId(index as u32 - 1)),
            _ => Err(Flaw::NoSuchPlayer { number, players }),
        }
    }

    /// An information set that is new, or the one that was described in the same way before.
    ///
    /// # Errors
    /// It has no actions, or its number was described differently before.
    pub fn information_set(
        &mut self,
        player: PlayerId,
        number: i64,
        name: Box<str>,
        actions: Vec<Box<str>>,
    ) -> Result<InformationSetId, Flaw> {
        if actions.is_empty() {
            return Err(Flaw::NoActions);
        }
        if let Some(&id) = self.sets.get(&(player, number)) {
            let set = self.tree.information_set(id);
            if set.name != name || set.actions != actions {
                let before = described(&set.name, &set.actions);
                return Err(redescribed(
                    "information set",
                    number,
                    before,
                    described(&name, &actions),
                ));
            }
            return Ok(id);
        }
        let id = InformationSetId(self.tree.information_sets.len() as u32);
        let members = Vec::new();
        let set = InformationSet {
            player,
            number,
            name,
            actions,
            members,
        };
        self.tree.information_sets.push(set);
        self.tree.players[player.index()].information_sets.push(id);
        self.sets.insert((player, number), id);
        Ok(id)
    }

    /// The information set that was described with this number.
    ///
    /// # Errors
    /// There is none.
    pub fn known_information_set(
        &self,
        player: PlayerId,
        number: i64,
    ) -> Result<InformationSetId, Flaw> {
        let what = "information set";
        self.sets
            .get(&(player, number))
            .copied()
            .ok_or(Flaw::Undescribed { what, number })
    }

    /// The name of an information set, to compare with a name given again.
    #[must_use]
    pub fn information_set_name(&self, id: InformationSetId) -> &str {
        &self.tree.information_set(id).name
    }

    /// The name of an outcome, for where it is used again without its name.
    #[must_use]
    pub fn outcome_name(&self, id: OutcomeId) -> &str {
        &self.tree.outcome(id).name
    }

    /// A chance move that is new, or the one that was described in the same way before.
    ///
    /// # Errors
    /// It has no actions, its probabilities are no probabilities, or its number was described
    /// differently before.
    pub fn chance(
        &mut self,
        number: i64,
        name: Box<str>,
        actions: Vec<(Box<str>, Number)>,
    ) -> Result<ChanceId, Flaw> {
        if actions.is_empty() {
            return Err(Flaw::NoActions);
        }
        if let Some(&id) = self.chances.get(&number) {
            let chance = self.tree.chance(id);
            if chance.name != name || chance.actions != actions {
                let before = weighted(&chance.name, &chance.actions);
                return Err(redescribed(
                    "chance move",
                    number,
                    before,
                    weighted(&name, &actions),
                ));
            }
            return Ok(id);
        }
        if let Some((_, negative)) = actions.iter().find(|(_, one)| one.value() < Rational::ZERO) {
            return Err(Flaw::NegativeProbability(negative.clone()));
        }
        let total = sum(actions.iter().map(|(_, probability)| probability.value()));
        if total != Rational::ONE {
            return Err(Flaw::ProbabilitySum(Number::from(total)));
        }
        let id = ChanceId(self.tree.chances.len() as u32);
        self.tree.chances.push(Chance {
            number,
            name,
            actions,
            members: Vec::new(),
        });
        self.chances.insert(number, id);
        Ok(id)
    }

    /// The chance move that was described with this number.
    ///
    /// # Errors
    /// There is none.
    pub fn known_chance(&self, number: i64) -> Result<ChanceId, Flaw> {
        let what = "chance move";
        self.chances
            .get(&number)
            .copied()
            .ok_or(Flaw::Undescribed { what, number })
    }

    /// An outcome that is new, or the one that was described in the same way before.
    ///
    /// # Errors
    /// It has not one payoff for each player, or its number was described differently before.
    pub fn outcome(
        &mut self,
        number: i64,
        name: Box<str>,
        payoffs: Vec<Number>,
    ) -> Result<OutcomeId, Flaw> {
        let players = self.tree.players.len();
        if payoffs.len() != players {
            return Err(Flaw::PayoffCount {
                players,
                payoffs: payoffs.len(),
            });
        }
        if let Some(&id) = self.outcomes.get(&number) {
            let outcome = self.tree.outcome(id);
            if outcome.name != name || outcome.payoffs != payoffs {
                let before = paid(&outcome.name, &outcome.payoffs);
                return Err(redescribed(
                    "outcome",
                    number,
                    before,
                    paid(&name, &payoffs),
                ));
            }
            return Ok(id);
        }
        let id = OutcomeId(self.tree.outcomes.len() as u32);
        self.tree.outcomes.push(Outcome {
            number,
            name,
            payoffs,
        });
        self.outcomes.insert(number, id);
        Ok(id)
    }

    /// The outcome that was described with this number.
    ///
    /// # Errors
    /// There is none.
    pub fn known_outcome(&self, number: i64) -> Result<OutcomeId, Flaw> {
        let what = "outcome";
        self.outcomes
            .get(&number)
            .copied()
            .ok_or(Flaw::Undescribed { what, number })
    }

    /// Adds the next node in prefix order.
    ///
    /// # Errors
    /// The tree is complete, or too large.
    pub fn node(
        &mut self,
        name: Box<str>,
        mover: Mover,
        outcome: Option<OutcomeId>,
    ) -> Result<NodeId, Flaw> {
        if self.tree.nodes.len() >= MOST_NODES {
            return Err(Flaw::TooManyNodes);
        }
        let id = NodeId(self.tree.nodes.len() as u32);
        let (parent, action) = match self.open.last_mut() {
            Some(open) => {
                open.next += 1;
                (Some(open.node), open.next - 1)
            }
            None if self.tree.nodes.is_empty() => (None, 0),
            None => return Err(Flaw::TreeComplete),
        };
        match mover {
            Mover::Nobody => {}
            Mover::Player(set) => self.tree.information_sets[set.index()].members.push(id),
            Mover::Chance(chance) => self.tree.chances[chance.index()].members.push(id),
        }
        self.tree.nodes.push(Node {
            name,
            parent,
            action,
            mover,
            outcome,
            end: id.0 + 1,
        });
        let actions = self.tree.action_count(mover) as u32;
        if actions > 0 {
            self.open.push(Open {
                node: id,
                next: 0,
                actions,
            });
        } else {
            self.close();
        }
        Ok(id)
    }

    /// Closes the subtrees that have all their nodes.
    fn close(&mut self) {
        let end = self.tree.nodes.len() as u32;
        while let Some(open) = self.open.pop_if(|open| open.next == open.actions) {
            self.tree.nodes[open.node.index()].end = end;
        }
    }

    /// Whether no node is missing.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.open.is_empty() && !self.tree.nodes.is_empty()
    }

    /// The finished tree.
    ///
    /// # Errors
    /// Nodes are missing, or an information set or chance move was described and has none.
    pub fn finish(self) -> Result<Tree, Flaw> {
        if self.tree.nodes.is_empty() {
            return Err(Flaw::NoNode);
        }
        if !self.is_complete() {
            let missing = self
                .open
                .iter()
                .map(|open| u64::from(open.actions - open.next))
                .sum();
            return Err(Flaw::TreeIncomplete(missing));
        }
        let sets = &self.tree.information_sets;
        if let Some(set) = sets.iter().find(|set| set.members.is_empty()) {
            return Err(Flaw::Unused {
                what: "information set",
                number: set.number,
            });
        }
        if let Some(chance) = self.tree.chances.iter().find(|one| one.members.is_empty()) {
            return Err(Flaw::Unused {
                what: "chance move",
                number: chance.number,
            });
        }
        Ok(self.tree)
    }
}

/// Descriptions longer than this are cut in a message.
const MOST_SHOWN: usize = 200;

fn redescribed(what: &'static str, number: i64, before: String, here: String) -> Flaw {
    let cut = |text: String| match text.char_indices().nth(MOST_SHOWN) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    };
    Flaw::Redescribed {
        what,
        number,
        before: cut(before),
        here: cut(here),
    }
}

fn described(name: &str, actions: &[Box<str>]) -> String {
    format!("the name {name:?} and the actions {actions:?}")
}

fn weighted(name: &str, actions: &[(Box<str>, Number)]) -> String {
    let actions: Vec<String> = actions
        .iter()
        .map(|(name, probability)| format!("{name:?} {}", probability.value()))
        .collect();
    format!("the name {name:?} and the actions {}", actions.join(", "))
}

fn paid(name: &str, payoffs: &[Number]) -> String {
    let payoffs: Vec<String> = payoffs
        .iter()
        .map(|payoff| payoff.value().to_string())
        .collect();
    format!("the name {name:?} and the payoffs {}", payoffs.join(", "))
}
