//! The iterations: each player in turn learns from what its actions would have paid.

use game::Tree;
use game::recall::forgettings;

use crate::regret::{certificate, is_of_two};
use crate::sequence_form::{Side, sides};
use crate::variant::{Step, Variant};
use crate::{Behaviour, regret};

/// When to stop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Iterations at most. In each, both players learn once.
    pub iterations: u64,
    /// Enough: the players' regrets sum to no more than twice this.
    pub exploitability: f64,
}

/// How far the work is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Iterations so far.
    pub iterations: u64,
    /// Half the sum of both regrets of the average play when it was last computed.
    pub exploitability: f64,
}

/// Why the work ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The exploitability that was asked for is reached.
    Reached,
    /// All iterations are done.
    Iterations,
    /// Somebody stopped it.
    Stopped,
}

/// Average play after some iterations.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct Found {
    /// What is done at each information set; all actions alike where its player's own play does
    /// not lead.
    pub behaviour: Behaviour,
    /// What it pays and what there is to gain, calculated anew from the tree.
    pub certificate: regret::Certificate,
    /// Iterations done.
    pub iterations: u64,
    /// Why it ended.
    pub ending: Ending,
    /// Whether payoffs sum to a constant, so that average play comes ever closer to an equilibrium.
    pub is_constant_sum: bool,
}

/// Why regret cannot be minimised.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoMinimising {
    /// Not two players.
    #[error("regret is minimised in game trees for two players; this one has {0}")]
    NotTwo(usize),
    /// A player forgets.
    #[error(
        "{0} forgets what it knew or did; regret is minimised where everybody has perfect recall"
    )]
    Forgets(String),
}

/// Minimises regret until a limit is reached or `goes_on` says no; it is asked at each iteration.
///
/// Cost of an iteration: the pairs of sequences that end the game, and the sequences, a few times.
///
/// # Errors
/// The game is not one for two players with perfect recall.
pub fn minimise(
    tree: &Tree,
    variant: Variant,
    limits: Limits,
    goes_on: &mut dyn FnMut(Progress) -> bool,
) -> Result<Found, NoMinimising> {
    if !is_of_two(tree) {
        return Err(NoMinimising::NotTwo(tree.players().len()));
    }
    if let Some(one) = forgettings(tree).first() {
        let name = &tree.players()[one.player.index()].name;
        return Err(NoMinimising::Forgets(name.to_string()));
    }
    let sides = sides(tree);
    let mut learners = [Learner::new(&sides[0]), Learner::new(&sides[1])];
    let mut progress = Progress {
        iterations: 0,
        exploitability: f64::INFINITY,
    };
    let mut next_check = 1;
    let ending = loop {
        if progress.iterations == next_check {
            progress.exploitability = exploitability(&sides, &mut learners);
            // Computing it takes about as long as an iteration, so it is done for one in twenty.
            next_check += (next_check / 20).clamp(20, 10_000);
        }
        if progress.exploitability <= limits.exploitability {
            break Ending::Reached;
        }
        if progress.iterations >= limits.iterations {
            break Ending::Iterations;
        }
        if !goes_on(progress) {
            break Ending::Stopped;
        }
        progress.iterations += 1;
        let step = Step::new(variant, progress.iterations);
        let weight = step.weight(progress.iterations);
        let [one, other] = &mut learners;
        one.learn(&sides[0], &other.plan, &step, weight);
        other.learn(&sides[1], &one.plan, &step, weight);
    };
    let mut behaviour: Behaviour = vec![Vec::new(); tree.information_sets().len()];
    for (side, learner) in sides.iter().zip(&learners) {
        for set in &side.sets {
            behaviour[set.id.index()] = shares(&learner.total[set.first..set.end]);
        }
    }
    let certificate = certificate(tree, &behaviour);
    Ok(Found {
        certificate,
        behaviour,
        iterations: progress.iterations,
        ending,
        is_constant_sum: tree.is_constant_sum(),
    })
}

/// What one player has learnt. Everything is by sequence.
struct Learner {
    /// Regret of each action.
    regrets: Vec<f64>,
    /// How likely it is taken at its information set.
    play: Vec<f64>,
    /// How likely the player does all of the sequence.
    plan: Vec<f64>,
    /// Plans of all iterations, weighted.
    total: Vec<f64>,
    /// What each sequence pays.
    pays: Vec<f64>,
}

impl Learner {
    fn new(side: &Side) -> Learner {
        let mut play = vec![1.0; side.sequences];
        for set in &side.sets {
            play[set.first..set.end].fill(1.0 / (set.end - set.first) as f64);
        }
        let mut learner = Learner {
            regrets: vec![0.0; side.sequences],
            plan: vec![1.0; side.sequences],
            total: vec![0.0; side.sequences],
            pays: vec![0.0; side.sequences],
            play,
        };
        learner.make_plan(side);
        learner
    }

    fn learn(&mut self, side: &Side, other: &[f64], step: &Step, weight: f64) {
        side.pays(other, &mut self.pays);
        for set in side.sets.iter().rev() {
            let range = set.first..set.end;
            let (pays, play) = (&self.pays[range.clone()], &mut self.play[range.clone()]);
            let mean = pays.iter().zip(&*play).map(|(pay, play)| pay * play).sum();
            step.learn(pays, mean, &mut self.regrets[range], play);
            self.pays[set.before] += mean;
        }
        self.make_plan(side);
        for (total, plan) in self.total.iter_mut().zip(&self.plan) {
            *total += weight * plan;
        }
    }

    fn make_plan(&mut self, side: &Side) {
        for set in &side.sets {
            let before = self.plan[set.before];
            let range = set.first..set.end;
            for (plan, play) in self.plan[range.clone()].iter_mut().zip(&self.play[range]) {
                *plan = before * play;
            }
        }
    }
}

/// Each number as a share of their sum; all alike where the sum is 0.
fn shares(numbers: &[f64]) -> Vec<f64> {
    let total: f64 = numbers.iter().sum();
    let alike = 1.0 / numbers.len() as f64;
    let share = |number: &f64| if total > 0.0 { number / total } else { alike };
    numbers.iter().map(share).collect()
}

/// Half the sum of what both could gain against the other's average play.
fn exploitability(sides: &[Side; 2], learners: &mut [Learner; 2]) -> f64 {
    let averages = [0, 1].map(|player: usize| {
        let learner = &learners[player];
        let mut plan = vec![1.0; learner.total.len()];
        for set in &sides[player].sets {
            let own = shares(&learner.total[set.first..set.end]);
            for (index, share) in own.iter().enumerate() {
                plan[set.first + index] = plan[set.before] * share;
            }
        }
        plan
    });
    let regrets = [0, 1].map(|player: usize| {
        let side = &sides[player];
        let pays = &mut learners[player].pays;
        side.pays(&averages[1 - player], pays);
        let paid: f64 = pays
            .iter()
            .zip(&averages[player])
            .map(|(pay, plan)| pay * plan)
            .sum();
        for set in side.sets.iter().rev() {
            let best = pays[set.first..set.end]
                .iter()
                .copied()
                .fold(f64::NEG_INFINITY, f64::max);
            pays[set.before] += best;
        }
        pays[0] - paid
    });
    f64::midpoint(regrets[0], regrets[1])
}
