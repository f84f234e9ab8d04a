//! Sequential and perfect Bayesian equilibria of trees with perfect recall (Kreps and Wilson 1982;
//! Fudenberg and Tirole 1991).
//!
//! In: a tree. Out: assessments: behaviour that is optimal at every information set given beliefs
//! there, and beliefs that are limits of those under trembles.
//!
//! The method goes through the supports of behaviour, information set by information set
//! (`supports` leaves out actions that never can be optimal). Where several actions are taken at a
//! set that is reached, they pay the same; that gives equations (`multilinear`) for how likely they
//! are, which are solved exactly where they can be solved one after the other. Whether beliefs exist
//! where nobody gets is asked in `beliefs`.

mod beliefs;
mod multilinear;
mod supports;

use game::Rational;
use game::recall::forgettings;
use game::tree::{InformationSetId, Mover, NodeId, Tree};

use crate::Completeness;
use crate::behaviour::Behaviour;
use multilinear::{Multilinear, Solved, solve};

/// How much is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Equilibria that are listed.
    pub equilibria: usize,
    /// Supports that are tried.
    pub supports: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            equilibria: 10_000,
            supports: 300_000,
        }
    }
}

/// What beliefs must be where nobody gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// Limits of beliefs under small trembles, the same trembles everywhere: sequential equilibria.
    Trembles,
    /// What the rule of Bayes says, where it says something, and else anything, at each set by itself:
    /// perfect Bayesian equilibria. After a surprise, chance and what is done are as likely as before,
    /// and what takes one more surprise is impossible; so behaviour is an equilibrium in each subgame.
    Bayes,
}

/// An equilibrium with what is believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// What is done at each information set.
    pub behaviour: Behaviour,
    /// For each information set, how likely each of its nodes is held to be there.
    pub beliefs: Vec<Vec<Rational>>,
    /// Whether some beliefs that trembles lead to support it, so that it is sequential; nothing where that
    /// is not known.
    pub consistent: Option<bool>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Sequential {
    /// The equilibria. Of those that differ only in what is done where nobody gets, pure ones are
    /// listed, and one that mixes there only where no pure one does the same on the way. Where
    /// equilibria fill a stretch, its ends are listed.
    pub assessments: Vec<Assessment>,
    /// Whether every other equilibrium ends like one of these, or like a mixture of them.
    pub completeness: Completeness,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoSequential {
    /// Somebody forgets.
    #[error("sequential equilibria are looked for where nobody forgets, and {0} does")]
    Forgets(String),
    /// More supports than may be tried.
    #[error("there are more than {0} supports to try")]
    TooLarge(u64),
}

/// How many supports [`sequential`] goes through at most: what its cost is to be judged by beforehand.
/// Linear in the tree, for each round of actions that are taken out.
#[must_use]
pub fn supports(tree: &Tree) -> u64 {
    let own = supports::possible(tree);
    own.iter()
        .map(|actions| supports::count(actions))
        .fold(1, u64::saturating_mul)
}

/// The sequential equilibria of a tree. Cost: the number of supports that could be optimal, times
/// the tree.
///
/// # Errors
/// A player forgets, or there are too many supports.
pub fn sequential(
    tree: &Tree,
    limits: Limits,
    goes_on: &dyn Fn() -> bool,
) -> Result<Sequential, NoSequential> {
    assessments(tree, Demand::Trembles, limits, goes_on)
}

/// The equilibria of a tree that beliefs of a kind support, at the cost of [`sequential`].
///
/// # Errors
/// A player forgets, or there are too many supports.
pub fn assessments(
    tree: &Tree,
    demand: Demand,
    limits: Limits,
    goes_on: &dyn Fn() -> bool,
) -> Result<Sequential, NoSequential> {
    if let Some(found) = forgettings(tree).first() {
        let name = &tree.players()[found.player.index()].name;
        return Err(NoSequential::Forgets(name.to_string()));
    }
    let mut search = Search {
        tree,
        demand,
        limits,
        goes_on,
        tried: 0,
        answer: Sequential {
            assessments: Vec::new(),
            completeness: Completeness::Complete,
        },
    };
    let possible = supports::possible(tree);
    for hidden in [Hidden::Determined, Hidden::OneMixes] {
        search.all(&possible, hidden)?;
    }
    if search.answer.assessments.is_empty() {
        // There always is one.
        search.answer.completeness = Completeness::Incomplete;
    }
    Ok(search.answer)
}

/// Where actions may mix.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hidden {
    /// Where it is determined what is believed, whatever the trembles are: where an information set
    /// is reached, and where it is not but all its nodes are told apart by chance and what is done.
    Determined,
    /// And at one other information set, between two actions.
    OneMixes,
}

struct Search<'s> {
    tree: &'s Tree,
    demand: Demand,
    limits: Limits,
    goes_on: &'s dyn Fn() -> bool,
    tried: u64,
    answer: Sequential,
}

impl Search<'_> {
    fn all(&mut self, possible: &[Vec<u32>], hidden: Hidden) -> Result<(), NoSequential> {
        let mut walk = supports::Walk::new(self.tree, possible, hidden);
        while let Some(taken) = walk.next() {
            self.tried += 1;
            if self.tried > self.limits.supports {
                return Err(NoSequential::TooLarge(self.limits.supports));
            }
            let full = self.answer.assessments.len() >= self.limits.equilibria;
            if full || !(self.goes_on)() {
                self.answer.completeness = Completeness::Incomplete;
                return Ok(());
            }
            match behaviours(self.tree, taken) {
                Some(found) => found.into_iter().for_each(|one| self.judge(one, hidden)),
                None => self.answer.completeness = Completeness::Incomplete,
            }
        }
        Ok(())
    }

    /// Keeps behaviour that beliefs support. Behaviour that mixes where nobody gets is kept only
    /// where no other does the same on the way.
    fn judge(&mut self, behaviour: Behaviour, hidden: Hidden) {
        let known = |other: &Assessment| match hidden {
            Hidden::Determined => other.behaviour == behaviour,
            Hidden::OneMixes => beliefs::same_on_the_way(self.tree, &other.behaviour, &behaviour),
        };
        // One that is sequential makes up for all others, one that is not for those that are not either.
        let listed = |consistent: Option<bool>| {
            let mut others = self.answer.assessments.iter();
            others
                .any(|other| (other.consistent.max(consistent) == other.consistent) && known(other))
        };
        if listed(Some(true)) {
            return;
        }
        match beliefs::assess(self.tree, &behaviour, self.demand) {
            beliefs::Verdict::Supported(_, consistent) if listed(consistent) => {}
            beliefs::Verdict::Supported(beliefs, consistent) => {
                self.answer.assessments.push(Assessment {
                    behaviour,
                    beliefs,
                    consistent,
                });
            }
            beliefs::Verdict::Open => self.answer.completeness = Completeness::Incomplete,
            beliefs::Verdict::Unsupported => {}
        }
    }
}

/// Behaviour with given supports at which all actions taken pay the same where they are reached;
/// nothing where the equations could not be solved. Of a stretch of such behaviour its ends are
/// given that are no smaller supports' business.
fn behaviours(tree: &Tree, taken: &[Vec<u32>]) -> Option<Vec<Behaviour>> {
    let (weights, unknowns) = unknown_weights(tree, taken);
    let equations = if unknowns == 0 {
        Vec::new()
    } else {
        equations(tree, taken, &weights)
    };
    let values = match solve(&equations, unknowns) {
        Solved::Values(values) => values,
        Solved::Nothing => return Some(Vec::new()),
        Solved::Open => return None,
    };
    let at = |open: &Rational| -> Behaviour {
        let all: Vec<Rational> = values
            .iter()
            .map(|value| value.clone().unwrap_or_else(|| open.clone()))
            .collect();
        weights
            .iter()
            .map(|own| own.iter().map(|weight| weight.at(&all)).collect())
            .collect()
    };
    match values.iter().filter(|value| value.is_none()).count() {
        0 => Some(vec![at(&Rational::ZERO)]),
        1 => {
            let ends = [at(&Rational::ZERO), at(&Rational::ONE)];
            let Some((low, high)) = beliefs::stretch(tree, taken, &ends) else {
                return Some(Vec::new());
            };
            let mut found: Vec<Behaviour> = [&low, &high]
                .into_iter()
                .filter(|end| **end > Rational::ZERO && **end < Rational::ONE)
                .map(at)
                .collect();
            found.dedup();
            Some(found)
        }
        _ => None,
    }
}

/// The probability of each action, with an unknown for each but the last of those taken.
fn unknown_weights(tree: &Tree, taken: &[Vec<u32>]) -> (Vec<Vec<Multilinear>>, u16) {
    let mut unknowns = 0u16;
    let mut weights = Vec::new();
    for (set, taken) in tree.information_sets().iter().zip(taken) {
        let mut own = vec![Multilinear::zero(); set.actions.len()];
        let mut rest = Multilinear::constant(Rational::ONE);
        for (place, action) in taken.iter().enumerate() {
            own[*action as usize] = if place + 1 == taken.len() {
                rest.clone()
            } else {
                let unknown = Multilinear::unknown(unknowns);
                unknowns += 1;
                rest = rest.minus(&unknown);
                unknown
            };
        }
        weights.push(own);
    }
    (weights, unknowns)
}

/// For each information set that mixes and of which it is known what is believed, that each action
/// taken pays as much as the first.
fn equations(tree: &Tree, taken: &[Vec<u32>], weights: &[Vec<Multilinear>]) -> Vec<Multilinear> {
    let weight = |node: NodeId| -> Multilinear {
        let action = tree.node(node).action as usize;
        match tree.node(node).parent.map(|parent| tree.node(parent).mover) {
            None | Some(Mover::Nobody) => Multilinear::constant(Rational::ONE),
            Some(Mover::Chance(chance)) => {
                Multilinear::constant(tree.chance(chance).actions[action].1.value())
            }
            Some(Mover::Player(set)) => weights[set.index()][action].clone(),
        }
    };
    // How likely nodes are given the trembles that lead there, which count as certain.
    let mut reach = vec![Multilinear::constant(Rational::ONE); tree.nodes().len()];
    for id in tree.node_ids().skip(1) {
        let Some(parent) = tree.node(id).parent else {
            continue;
        };
        let trembles = set_at(tree, parent)
            .is_some_and(|set| !taken[set.index()].contains(&tree.node(id).action));
        reach[id.index()] = if trembles {
            reach[parent.index()].clone()
        } else {
            reach[parent.index()].times(&weight(id))
        };
    }
    let players = tree.players().len();
    let mut values = vec![vec![Multilinear::zero(); players]; tree.nodes().len()];
    for id in tree.node_ids().rev() {
        if let Some(outcome) = tree.node(id).outcome {
            let payoffs = &tree.outcome(outcome).payoffs;
            for (value, payoff) in values[id.index()].iter_mut().zip(payoffs) {
                *value = value.plus(&Multilinear::constant(payoff.value()));
            }
        }
        if let Some(parent) = tree.node(id).parent {
            let weight = weight(id);
            let own = values[id.index()].clone();
            for (sum, value) in values[parent.index()].iter_mut().zip(own) {
                *sum = sum.plus(&value.times(&weight));
            }
        }
    }
    let mut equations = Vec::new();
    let believed = supports::believed(tree, taken);
    for ((set, taken), believed) in tree.information_sets().iter().zip(taken).zip(believed) {
        let player = set.player.index();
        let (Some((first, others)), Some(believed)) = (taken.split_first(), believed) else {
            continue;
        };
        for other in others {
            let mut sum = Multilinear::zero();
            for node in believed.iter().map(|place| &set.members[*place]) {
                let pays = |action: u32| {
                    let child = tree.children(*node).nth(action as usize).unwrap_or(*node);
                    &values[child.index()][player]
                };
                let difference = pays(*first).minus(pays(*other));
                sum = sum.plus(&reach[node.index()].times(&difference));
            }
            equations.push(sum);
        }
    }
    equations
}

/// The information set of a node where a player moves.
fn set_at(tree: &Tree, node: NodeId) -> Option<InformationSetId> {
    match tree.node(node).mover {
        Mover::Player(set) => Some(set),
        Mover::Nobody | Mover::Chance(_) => None,
    }
}
