//! The sequence form of a game for two: what each pair of sequences pays.
//!
//! A player's sequence is what it did itself on the way to a node. Instead of plans, of which there
//! are exponentially many, a player weighs its sequences: a realisation plan gives the empty
//! sequence 1, and shares the weight of a sequence among its continuations at each information
//! set that comes next. With perfect recall, realisation plans do what mixtures of plans do (von
//! Stengel 1996). A strategic game is the case of one information set each.

use std::collections::BTreeMap;

use game::strategic::Strategic;
use game::tree::{InformationSetId, Mover, PlayerId, Tree};
use game::{Number, Rational, recall};

use crate::behaviour::Behaviour;

/// The sequence form. Its size is linear in the tree.
#[derive(Clone, Debug)]
pub struct SequenceForm {
    /// The sequences of each player.
    pub sides: [Side; 2],
    /// The pairs of sequences after which something is paid, in their order.
    pub cells: Vec<Cell>,
}

/// The sequences of one player; the empty one has number 0.
#[derive(Clone, Debug, Default)]
pub struct Side {
    /// The information sets, each after those that the player must pass first.
    pub sets: Vec<SideSet>,
    /// How many sequences there are.
    pub sequences: usize,
}

/// An information set of one player.
#[derive(Clone, Copy, Debug)]
pub struct SideSet {
    /// Which it is; nothing in a strategic game.
    pub id: Option<InformationSetId>,
    /// The sequence before it.
    pub before: usize,
    /// The sequence that ends with its first action; those of the other actions follow.
    pub first: usize,
    /// How many actions there are.
    pub actions: usize,
}

/// What is paid after a pair of sequences.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The sequence of each player.
    pub sequences: [usize; 2],
    /// How likely chance lets the pair end the game.
    pub chance: Rational,
    /// The payoffs of all ends after the pair, each times the probability of chance.
    pub payoffs: [Rational; 2],
}

/// Weights of the sequences of one player.
pub type Plan = Vec<Rational>;

/// Why a game has no sequence form here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoSequenceForm {
    /// Not two players.
    #[error("the sequence form is for two players, and this game has {0}")]
    NotForTwo(usize),
    /// A player without perfect recall.
    #[error("the sequence form needs perfect recall, and {0} forgets")]
    Forgets(String),
}

impl Side {
    fn new(sets: Vec<SideSet>) -> Self {
        let sequences = 1 + sets.iter().map(|set| set.actions).sum::<usize>();
        Self { sets, sequences }
    }

    /// The sequences that continue at a set.
    pub fn continuations(set: &SideSet) -> std::ops::Range<usize> {
        set.first..set.first + set.actions
    }

    /// A realisation plan with the shares that these weights have at each set. Where all weights of
    /// a set are 0, its first action gets all.
    #[must_use]
    pub fn shared_out(&self, weights: &[Rational]) -> Plan {
        let mut plan = vec![Rational::ZERO; self.sequences];
        plan[0] = Rational::ONE;
        for set in &self.sets {
            let before = plan[set.before].clone();
            if before.is_zero() {
                continue;
            }
            let own = Self::continuations(set);
            let total = game::number::sum(weights[own.clone()].iter().cloned());
            if total.is_zero() {
                plan[set.first] = before;
                continue;
            }
            for sequence in own {
                plan[sequence] = &weights[sequence] * &before / &total;
            }
        }
        plan
    }
}

impl SequenceForm {
    /// The sequence form of a tree.
    ///
    /// # Errors
    /// There are not two players, or one forgets.
    pub fn of_tree(tree: &Tree) -> Result<Self, NoSequenceForm> {
        if tree.players().len() != 2 {
            return Err(NoSequenceForm::NotForTwo(tree.players().len()));
        }
        if let Some(one) = recall::forgettings(tree).first() {
            let name = tree.players()[one.player.index()].name.to_string();
            return Err(NoSequenceForm::Forgets(name));
        }
        let numbers = first_numbers(tree);
        let mut before = vec![0; tree.information_sets().len()];
        let mut cells: BTreeMap<[usize; 2], (Rational, [Rational; 2])> = BTreeMap::new();
        let start = Way {
            own: [0, 0],
            chance: Rational::ONE,
            paid: [Rational::ZERO, Rational::ZERO],
        };
        let mut ways: Vec<Way> = Vec::with_capacity(tree.nodes().len());
        for id in tree.node_ids() {
            let node = tree.node(id);
            let mut way = match node.parent {
                None => start.clone(),
                Some(parent) => {
                    ways[parent.index()].step(tree, tree.node(parent).mover, node.action, &numbers)
                }
            };
            if let Some(outcome) = node.outcome {
                for (paid, payoff) in way.paid.iter_mut().zip(&tree.outcome(outcome).payoffs) {
                    *paid += payoff.value();
                }
            }
            match node.mover {
                Mover::Player(set) => {
                    before[set.index()] = way.own[tree.information_set(set).player.index()];
                }
                Mover::Nobody if !way.chance.is_zero() => {
                    let (chance, payoffs) = cells.entry(way.own).or_default();
                    *chance += &way.chance;
                    for (sum, paid) in payoffs.iter_mut().zip(&way.paid) {
                        *sum += paid * &way.chance;
                    }
                }
                Mover::Nobody | Mover::Chance(_) => {}
            }
            ways.push(way);
        }
        let side = |player: usize| {
            let own = tree.players()[player].information_sets.iter();
            let set = |&id: &InformationSetId| SideSet {
                id: Some(id),
                before: before[id.index()],
                first: numbers[id.index()],
                actions: tree.information_set(id).actions.len(),
            };
            Side::new(own.map(set).collect())
        };
        Ok(Self {
            sides: [side(0), side(1)],
            cells: cells.into_iter().map(Cell::new).collect(),
        })
    }

    /// The sequence form of a strategic game.
    ///
    /// # Errors
    /// There are not two players.
    pub fn of_table(game: &Strategic) -> Result<Self, NoSequenceForm> {
        let [first, second] = game.players() else {
            return Err(NoSequenceForm::NotForTwo(game.players().len()));
        };
        let side = |strategies: usize| {
            Side::new(vec![SideSet {
                id: None,
                before: 0,
                first: 1,
                actions: strategies,
            }])
        };
        let paid = |cell, player| {
            game.payoff(cell, PlayerId(player))
                .map_or(Rational::ZERO, Number::value)
        };
        let cell = |at: usize| {
            let strategies = game.strategies(at);
            Cell {
                sequences: [strategies[0] + 1, strategies[1] + 1],
                chance: Rational::ONE,
                payoffs: [paid(at, 0), paid(at, 1)],
            }
        };
        Ok(Self {
            sides: [side(first.strategies.len()), side(second.strategies.len())],
            cells: (0..game.cell_count()).map(cell).collect(),
        })
    }

    /// How many sequences and information sets there are: the rows of the problems that solve the
    /// game.
    #[must_use]
    pub fn size(&self) -> usize {
        let sizes = self
            .sides
            .iter()
            .map(|side| side.sequences + side.sets.len() + 1);
        sizes.sum()
    }

    /// What both players are paid together, where that is always the same.
    #[must_use]
    pub fn constant_sum(&self) -> Option<Rational> {
        let mut sums = self
            .cells
            .iter()
            .map(|cell| (&cell.payoffs[0] + &cell.payoffs[1]) / &cell.chance);
        let first = sums.next()?;
        sums.all(|sum| sum == first).then_some(first)
    }

    /// What each sequence of a player adds against a plan of the other.
    #[must_use]
    pub fn worth(&self, player: usize, other: &Plan) -> Vec<Rational> {
        let mut worth = vec![Rational::ZERO; self.sides[player].sequences];
        for cell in &self.cells {
            let weight = &other[cell.sequences[1 - player]];
            if !weight.is_zero() {
                worth[cell.sequences[player]] += weight * &cell.payoffs[player];
            }
        }
        worth
    }

    /// The most that a player can get against a plan of the other, and the first best action of
    /// each of its sets.
    #[must_use]
    pub fn best_reply(&self, player: usize, other: &Plan) -> (Rational, Vec<usize>) {
        let side = &self.sides[player];
        let mut worth = self.worth(player, other);
        let mut best = vec![0; side.sets.len()];
        for (place, set) in side.sets.iter().enumerate().rev() {
            let mut at = set.first;
            for sequence in Side::continuations(set) {
                if worth[sequence] > worth[at] {
                    at = sequence;
                }
            }
            best[place] = at - set.first;
            let value = worth[at].clone();
            worth[set.before] += value;
        }
        (std::mem::take(&mut worth[0]), best)
    }

    /// What a player is paid.
    #[must_use]
    pub fn paid(&self, player: usize, plans: &[Plan; 2]) -> Rational {
        let worth = self.worth(player, &plans[1 - player]);
        worth
            .iter()
            .zip(&plans[player])
            .filter(|(_, weight)| !weight.is_zero())
            .fold(Rational::ZERO, |sum, (worth, weight)| sum + worth * weight)
    }

    /// Whether nobody gains by leaving its plan alone.
    #[must_use]
    pub fn is_equilibrium(&self, plans: &[Plan; 2]) -> bool {
        (0..2)
            .all(|player| self.best_reply(player, &plans[1 - player]).0 == self.paid(player, plans))
    }

    /// The behaviour that two plans come to, in a tree with this many information sets. Sets that a
    /// plan does not lead to get an action that is best against the other's plan.
    #[must_use]
    pub fn behaviour(&self, information_sets: usize, plans: &[Plan; 2]) -> Behaviour {
        let mut profile: Behaviour = vec![Vec::new(); information_sets];
        for (player, side) in self.sides.iter().enumerate() {
            let (_, best) = self.best_reply(player, &plans[1 - player]);
            for (set, best) in side.sets.iter().zip(best) {
                let Some(id) = set.id else { continue };
                let before = &plans[player][set.before];
                let share = |sequence: usize| {
                    if before.is_zero() {
                        Rational::from(u8::from(sequence == set.first + best))
                    } else {
                        &plans[player][sequence] / before
                    }
                };
                profile[id.index()] = Side::continuations(set).map(share).collect();
            }
        }
        profile
    }
}

impl Cell {
    fn new((sequences, (chance, payoffs)): ([usize; 2], (Rational, [Rational; 2]))) -> Self {
        Self {
            sequences,
            chance,
            payoffs,
        }
    }
}

/// For each information set, its player's number of the sequence that ends with its first action.
fn first_numbers(tree: &Tree) -> Vec<usize> {
    let mut numbers = vec![0; tree.information_sets().len()];
    for player in tree.players() {
        let mut next = 1;
        for id in &player.information_sets {
            numbers[id.index()] = next;
            next += tree.information_set(*id).actions.len();
        }
    }
    numbers
}

/// What happened on the way to a node.
#[derive(Clone)]
struct Way {
    own: [usize; 2],
    chance: Rational,
    paid: [Rational; 2],
}

impl Way {
    fn step(&self, tree: &Tree, mover: Mover, action: u32, numbers: &[usize]) -> Self {
        let mut way = self.clone();
        match mover {
            Mover::Nobody => {}
            Mover::Chance(chance) => {
                way.chance *= tree.chance(chance).actions[action as usize].1.value();
            }
            Mover::Player(set) => {
                let player = tree.information_set(set).player.index();
                way.own[player] = numbers[set.index()] + action as usize;
            }
        }
        way
    }
}
