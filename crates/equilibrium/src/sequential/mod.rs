//! Sequential and perfect Bayesian equilibria of trees with perfect recall (Kreps and Wilson 1982;
//! Fudenberg and Tirole 1991).
//!
//! In: a tree. Out: assessments: behaviour that is optimal at every information set given beliefs
//! there, and beliefs that are limits of those under trembles.
//!
//! The method goes through the supports of behaviour, information set by information set
//! (`supports` leaves out actions that never can be optimal). Where several actions are taken at a
//! set of which it is known what is believed, they pay the same; that gives `equations` for how likely
//! they are, which are solved exactly where they can be solved one after the other (`multilinear`). What
//! they leave open is a polytope, of which the corners are listed (`stretch`). Whether beliefs exist
//! where nobody gets is asked in `beliefs`, and whether trembles lead to them in `consistency`.

mod beliefs;
mod consistency;
mod equations;
mod multilinear;
mod relations;
mod stretch;
mod supports;

use game::Rational;
use game::recall::forgettings;
use game::tree::{InformationSetId, Mover, NodeId, Tree};

use crate::Completeness;
use crate::behaviour::Behaviour;
use equations::{Payoffs, unknown_weights};
use multilinear::{Solved, solve};
use stretch::{Left, Stretch};
use supports::{Combination, Supports, Walk};

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
    if !supports::all_are_tried(&possible) {
        search.answer.completeness = Completeness::Incomplete;
    }
    for hidden in [Hidden::Determined, Hidden::Mixes] {
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
    /// At another information set too.
    Mixes,
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
        for combination in Walk::new(self.tree, possible, hidden) {
            self.tried += 1;
            if self.tried > self.limits.supports {
                return Err(NoSequential::TooLarge(self.limits.supports));
            }
            let full = self.answer.assessments.len() >= self.limits.equilibria;
            if full || !(self.goes_on)() {
                self.answer.completeness = Completeness::Incomplete;
                return Ok(());
            }
            match combination {
                Combination::Pure(taken) => self.judge(pure(self.tree, &taken), hidden),
                Combination::Mixed(supports) => self.mixed(&supports, hidden),
            }
        }
        Ok(())
    }

    /// The equilibria with these supports.
    fn mixed(&mut self, supports: &Supports<'_>, hidden: Hidden) {
        if supports.are_wasteful() {
            return;
        }
        let (weights, unknowns) = unknown_weights(supports);
        let equations = Payoffs::new(supports, &weights).equations();
        let values = match solve(&equations, unknowns) {
            Solved::Values(values) => values,
            Solved::Nothing => return,
            Solved::Open => {
                self.answer.completeness = Completeness::Incomplete;
                return;
            }
        };
        if hidden == Hidden::Mixes
            && let Some(behaviour) = stretch::fixed_on_the_way(self.tree, &weights, &values)
            && self.is_listed(&behaviour, hidden, Some(true))
        {
            return;
        }
        match stretch::left(supports, &weights, &values) {
            Left::Nothing => {}
            Left::Open => self.answer.completeness = Completeness::Incomplete,
            Left::Stretch(stretch) => self.judge_all(stretch, hidden),
        }
    }

    /// Keeps the corners of a stretch that beliefs support.
    fn judge_all(&mut self, stretch: Stretch, hidden: Hidden) {
        let supported =
            |behaviour| beliefs::assess(self.tree, behaviour, self.demand).is_supported();
        if stretch.corners.len() == 1 && stretch.edges.is_empty() {
            // A single point.
        } else if stretch.alike {
            // One question for all of them. Corners elsewhere are smaller supports' business.
            match beliefs::assess(self.tree, &stretch.middle, self.demand) {
                beliefs::Verdict::Supported(..) => {}
                beliefs::Verdict::Open => {
                    self.answer.completeness = Completeness::Incomplete;
                    return;
                }
                beliefs::Verdict::Unsupported => return,
            }
        } else if !stretch.corners.iter().chain(&stretch.edges).all(supported) {
            // Beliefs may support what lies somewhere between the corners.
            self.answer.completeness = Completeness::Incomplete;
        }
        for corner in stretch.corners {
            self.judge(corner, hidden);
        }
    }

    /// Keeps behaviour that beliefs support. Behaviour that mixes where nobody gets is kept only
    /// where no other does the same on the way.
    fn judge(&mut self, behaviour: Behaviour, hidden: Hidden) {
        if self.is_listed(&behaviour, hidden, Some(true)) {
            return;
        }
        match beliefs::assess(self.tree, &behaviour, self.demand) {
            beliefs::Verdict::Supported(_, consistent)
                if self.is_listed(&behaviour, hidden, consistent) => {}
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

    /// Whether behaviour that does the same is listed. One that is sequential makes up for all others,
    /// one that is not for those that are not either.
    fn is_listed(&self, behaviour: &Behaviour, hidden: Hidden, consistent: Option<bool>) -> bool {
        let same = |other: &Assessment| match hidden {
            Hidden::Determined => other.behaviour == *behaviour,
            Hidden::Mixes => beliefs::same_on_the_way(self.tree, &other.behaviour, behaviour),
        };
        let mut others = self.answer.assessments.iter();
        others.any(|other| other.consistent.max(consistent) == other.consistent && same(other))
    }
}

/// The behaviour that takes one action at each information set.
fn pure(tree: &Tree, taken: &[Vec<u32>]) -> Behaviour {
    let sets = tree.information_sets().iter().zip(taken);
    sets.map(|(set, taken)| {
        (0..set.actions.len() as u32)
            .map(|action| Rational::from(u8::from(taken.contains(&action))))
            .collect()
    })
    .collect()
}

/// The information set of a node where a player moves.
fn set_at(tree: &Tree, node: NodeId) -> Option<InformationSetId> {
    match tree.node(node).mover {
        Mover::Player(set) => Some(set),
        Mover::Nobody | Mover::Chance(_) => None,
    }
}
