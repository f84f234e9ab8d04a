//! Game trees, read from `.efg` files.
//!
//! In: the text of a file. Out: a [`Tree`] with its nodes in the order of the file. What is wrong
//! with a file is said in short: whoever reads answers about it has read the file before.

use std::collections::BTreeMap;

use super::number::{self, Exact};
use super::words::Words;

/// A game tree.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) title: String,
    pub(super) comment: String,
    pub(super) players: Vec<String>,
    /// The information sets of all players, in the order in which their first nodes stand.
    pub(super) sets: Vec<Set>,
    /// The moves of chance: each action with its probability.
    pub(super) chances: Vec<Vec<(String, Exact)>>,
    /// What outcomes pay each player.
    pub(super) outcomes: Vec<Vec<Exact>>,
    /// The nodes, each before what follows it.
    pub(super) nodes: Vec<Node>,
}

/// An information set.
#[derive(Debug)]
pub(super) struct Set {
    pub(super) player: usize,
    number: i64,
    name: String,
    pub(super) actions: Vec<String>,
    pub(super) nodes: Vec<usize>,
}

/// A node.
#[derive(Debug)]
pub(super) struct Node {
    /// The node before, and the action that leads here.
    pub(super) before: Option<(usize, usize)>,
    pub(super) mover: Mover,
    /// What is paid here.
    pub(super) outcome: Option<usize>,
    /// The nodes after it, one for each action.
    pub(super) after: Vec<usize>,
}

/// Who moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mover {
    /// The game is over.
    Nobody,
    /// Chance.
    Chance(usize),
    /// A player, at an information set.
    Player(usize),
}

impl Tree {
    /// Reads a file.
    pub(super) fn read(text: &str) -> Result<Tree, String> {
        let mut words = Words::new(text)?;
        let (title, players) = words.header("EFG")?;
        let comment = words.text()?.unwrap_or_default();
        let mut reader = Reader {
            tree: Tree {
                title,
                comment,
                players,
                sets: Vec::new(),
                chances: Vec::new(),
                outcomes: Vec::new(),
                nodes: Vec::new(),
            },
            sets: BTreeMap::new(),
            chances: BTreeMap::new(),
            outcomes: BTreeMap::new(),
        };
        let mut open: Vec<usize> = Vec::new();
        while words.peek().is_some() {
            let (mover, outcome) = reader.node(&mut words)?;
            let tree = &mut reader.tree;
            let id = tree.nodes.len();
            while let Some(last) = open.last()
                && tree.nodes[*last].after.len() == tree.actions(tree.nodes[*last].mover)
            {
                open.pop();
            }
            let before = match open.last() {
                Some(parent) => Some((*parent, tree.nodes[*parent].after.len())),
                None if id == 0 => None,
                None => return Err("nodes stand after the end of the tree".to_owned()),
            };
            if let Some((parent, _)) = before {
                tree.nodes[parent].after.push(id);
            }
            if let Mover::Player(set) = mover {
                tree.sets[set].nodes.push(id);
            }
            tree.nodes.push(Node {
                before,
                mover,
                outcome,
                after: Vec::new(),
            });
            open.push(id);
        }
        let tree = reader.tree;
        let whole = |node: &Node| node.after.len() == tree.actions(node.mover);
        if tree.nodes.is_empty() || !tree.nodes.iter().all(whole) {
            return Err("nodes are missing at its end".to_owned());
        }
        Ok(tree)
    }

    /// How many actions a mover has.
    pub(super) fn actions(&self, mover: Mover) -> usize {
        match mover {
            Mover::Nobody => 0,
            Mover::Chance(chance) => self.chances[chance].len(),
            Mover::Player(set) => self.sets[set].actions.len(),
        }
    }

    /// The information sets of a player, in their order.
    pub(super) fn own(&self, player: usize) -> Vec<usize> {
        let sets = 0..self.sets.len();
        sets.filter(|set| self.sets[*set].player == player)
            .collect()
    }

    /// What an information set is called in answers: its name, where that tells it apart from the
    /// player's others, else its number.
    pub(super) fn set_name(&self, set: usize) -> String {
        let here = &self.sets[set];
        let same = |other: &&Set| other.player == here.player && other.name == here.name;
        if here.name.trim().is_empty() || self.sets.iter().filter(same).count() > 1 {
            format!("set {}", here.number)
        } else {
            here.name.clone()
        }
    }

    /// What an action is called in answers: its name or its number.
    pub(super) fn action_name(&self, mover: Mover, action: usize) -> String {
        let name = match mover {
            Mover::Nobody => return String::new(),
            Mover::Chance(chance) => &self.chances[chance][action].0,
            Mover::Player(set) => &self.sets[set].actions[action],
        };
        if name.trim().is_empty() {
            format!("action {}", action + 1)
        } else {
            name.clone()
        }
    }

    /// The way to a node: each node on it and the action taken there, from the start on.
    pub(super) fn way(&self, node: usize) -> Vec<(usize, usize)> {
        let mut way = Vec::new();
        let mut at = node;
        while let Some(step) = self.nodes[at].before {
            way.push(step);
            at = step.0;
        }
        way.reverse();
        way
    }

    /// What a player has itself passed on the way to a node: information sets and actions.
    pub(super) fn passed(&self, node: usize, player: usize) -> Vec<(usize, usize)> {
        let own = |(at, action): (usize, usize)| match self.nodes[at].mover {
            Mover::Player(set) if self.sets[set].player == player => Some((set, action)),
            _ => None,
        };
        self.way(node).into_iter().filter_map(own).collect()
    }

    /// Whether a player always knows what it knew and did before.
    pub(super) fn remembers(&self, player: usize) -> bool {
        let same = |set: &Set| {
            let mut passed = set.nodes.iter().map(|node| self.passed(*node, player));
            let first = passed.next();
            passed.all(|other| Some(other) == first)
        };
        self.sets
            .iter()
            .filter(|set| set.player == player)
            .all(same)
    }

    /// What is paid on the way to each node and there, by player.
    pub(super) fn paid(&self) -> Vec<Vec<Exact>> {
        let mut paid: Vec<Vec<Exact>> = Vec::with_capacity(self.nodes.len());
        for node in &self.nodes {
            let mut sums = match node.before {
                Some((before, _)) => paid[before].clone(),
                None => vec![Exact::ZERO; self.players.len()],
            };
            if let Some(outcome) = node.outcome {
                for (sum, more) in sums.iter_mut().zip(&self.outcomes[outcome]) {
                    *sum += more;
                }
            }
            paid.push(sums);
        }
        paid
    }
}

struct Reader {
    tree: Tree,
    sets: BTreeMap<(usize, i64), usize>,
    chances: BTreeMap<i64, usize>,
    outcomes: BTreeMap<i64, usize>,
}

impl Reader {
    fn node(&mut self, words: &mut Words<'_>) -> Result<(Mover, Option<usize>), String> {
        let kind = words.must_bare("a node")?;
        words.must_text("the name of a node")?;
        let mover = match kind.as_str() {
            "t" => Mover::Nobody,
            "c" => Mover::Chance(self.chance(words)?),
            "p" => Mover::Player(self.set(words)?),
            other => return Err(format!("`{other}` stands where a node is expected")),
        };
        Ok((mover, self.outcome(words)?))
    }

    fn chance(&mut self, words: &mut Words<'_>) -> Result<usize, String> {
        let number = words.must_whole("the number of a chance move")?;
        words.text()?;
        let listed = words.list(|words| {
            let name = words.must_text("the name of an action")?;
            Ok((name, probability(words)?))
        })?;
        if let Some(known) = self.chances.get(&number) {
            return Ok(*known);
        }
        let actions = listed.ok_or_else(|| format!("chance move {number} is not described"))?;
        let sum = number::total(actions.iter().map(|(_, likely)| likely));
        if sum != Exact::ONE {
            return Err(format!(
                "chance move {number} has probabilities that sum to {sum}"
            ));
        }
        let id = self.tree.chances.len();
        self.tree.chances.push(actions);
        self.chances.insert(number, id);
        Ok(id)
    }

    fn set(&mut self, words: &mut Words<'_>) -> Result<usize, String> {
        let player = words.must_whole("the number of a player")?;
        let player = usize::try_from(player - 1)
            .ok()
            .filter(|player| *player < self.tree.players.len())
            .ok_or_else(|| format!("there is no player {player}"))?;
        let number = words.must_whole("the number of an information set")?;
        let name = words.text()?;
        let listed = words.list(|words| words.must_text("the name of an action"))?;
        if let Some(known) = self.sets.get(&(player, number)) {
            return Ok(*known);
        }
        let actions = listed.ok_or_else(|| format!("information set {number} is not described"))?;
        let id = self.tree.sets.len();
        self.tree.sets.push(Set {
            player,
            number,
            name: name.unwrap_or_default(),
            actions,
            nodes: Vec::new(),
        });
        self.sets.insert((player, number), id);
        Ok(id)
    }

    fn outcome(&mut self, words: &mut Words<'_>) -> Result<Option<usize>, String> {
        let number = words.must_whole("the number of an outcome")?;
        words.text()?;
        let listed = words.list(payoff)?;
        if number == 0 {
            return Ok(None);
        }
        if let Some(known) = self.outcomes.get(&number) {
            return Ok(Some(*known));
        }
        let payoffs = listed.ok_or_else(|| format!("outcome {number} is not described"))?;
        if payoffs.len() != self.tree.players.len() {
            return Err(format!("outcome {number} does not pay each player"));
        }
        let id = self.tree.outcomes.len();
        self.tree.outcomes.push(payoffs);
        self.outcomes.insert(number, id);
        Ok(Some(id))
    }
}

/// A number that is paid.
pub(super) fn payoff(words: &mut Words<'_>) -> Result<Exact, String> {
    let word = words.must_bare("a payoff")?;
    number::read(&word).ok_or_else(|| format!("`{word}` is no payoff"))
}

fn probability(words: &mut Words<'_>) -> Result<Exact, String> {
    let word = words.must_bare("a probability")?;
    number::read(&word)
        .filter(|likely| *likely >= Exact::ZERO)
        .ok_or_else(|| format!("`{word}` is no probability"))
}
