//! Over how many completions each answer holds.

use graph::{Control, Graph, Ranks, StateId, StateSet};
use model::conflict::{ActorId, Concept};
use rayon::prelude::*;
use stability::{Analysis, Choice, Query, Verdict, holds};

use super::completions::{Completions, Orders};
use super::interval::wilson;
use super::sample::Draw;
use super::{Bounds, UncertainError};

/// What is asked of each completion.
#[derive(Clone, Copy, Debug)]
pub struct Questions<'a> {
    /// Under which basic concepts.
    pub concepts: &'a [Concept],
    /// Where the conflict stands; without it no outcome is asked about.
    pub start: Option<StateId>,
    /// The outcomes, each by the states in which it holds.
    pub outcomes: &'a [StateSet],
}

/// Which completions were looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// All of them, so many.
    All(u64),
    /// So many random ones.
    Drawn {
        /// How many.
        draws: u64,
        /// The seed that gives the same draws again.
        seed: u64,
    },
}

/// How often something holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// In so many of the completions that were looked at.
    pub count: u64,
    /// Which were looked at.
    pub coverage: Coverage,
}

/// What a share says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It holds in every completion.
    Necessarily,
    /// It holds in some completions and not in others.
    Possibly,
    /// It holds in no completion.
    Never,
    /// It holds in every draw; of other completions the interval says how many there may be.
    InEveryDraw,
    /// It holds in no draw.
    InNoDraw,
}

impl Share {
    /// Number of completions that were looked at.
    #[must_use]
    pub fn of(&self) -> u64 {
        match self.coverage {
            Coverage::All(count) => count,
            Coverage::Drawn { draws, .. } => draws,
        }
    }

    /// What it says.
    #[must_use]
    pub fn standing(&self) -> Standing {
        match (self.coverage, self.count) {
            (Coverage::All(_), 0) => Standing::Never,
            (Coverage::Drawn { .. }, 0) => Standing::InNoDraw,
            (Coverage::All(all), count) if count == all => Standing::Necessarily,
            (Coverage::Drawn { draws, .. }, count) if count == draws => Standing::InEveryDraw,
            _ => Standing::Possibly,
        }
    }

    /// The share of the completions that were looked at, from 0 to 1.
    #[must_use]
    pub fn share(&self) -> f64 {
        self.count as f64 / self.of().max(1) as f64
    }

    /// Between which bounds the share of all completions is: exact, or with 95 % confidence.
    #[must_use]
    pub fn interval(&self) -> (f64, f64) {
        match self.coverage {
            Coverage::All(_) => (self.share(), self.share()),
            Coverage::Drawn { draws, .. } => wilson(self.count, draws),
        }
    }
}

/// How often each answer holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    coverage: Coverage,
    concepts: Vec<Concept>,
    counts: Counts,
}

impl Tally {
    /// Which completions were looked at.
    #[must_use]
    pub fn coverage(&self) -> Coverage {
        self.coverage
    }

    /// How often a state is an equilibrium.
    #[must_use]
    pub fn equilibrium(&self, concept: Concept, state: StateId) -> Share {
        let counts = self
            .place(concept)
            .and_then(|at| self.counts.equilibrium.get(at));
        self.share(counts.and_then(|counts| counts.get(state.index())))
    }

    /// How often a state is stable for an actor.
    #[must_use]
    pub fn stable(&self, concept: Concept, actor: ActorId, state: StateId) -> Share {
        let counts = self
            .place(concept)
            .and_then(|at| self.counts.stable.get(at));
        let counts = counts.and_then(|by_actor| by_actor.get(actor.index()));
        self.share(counts.and_then(|counts| counts.get(state.index())))
    }

    /// How often an outcome holds, by its position among the questions.
    #[must_use]
    pub fn outcome(&self, concept: Concept, outcome: usize) -> Share {
        let counts = self.counts.outcomes.get(outcome);
        let place = self.place(concept);
        self.share(counts.and_then(|counts| counts.get(place?)))
    }

    fn place(&self, concept: Concept) -> Option<usize> {
        self.concepts.iter().position(|other| *other == concept)
    }

    fn share(&self, count: Option<&u64>) -> Share {
        Share {
            count: count.copied().unwrap_or(0),
            coverage: self.coverage,
        }
    }
}

/// Counts by concept, actor and state, and by outcome and concept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Counts {
    equilibrium: Vec<Vec<u64>>,
    stable: Vec<Vec<Vec<u64>>>,
    outcomes: Vec<Vec<u64>>,
}

impl Counts {
    fn new(graph: &Graph, questions: &Questions<'_>) -> Self {
        let states = vec![0; graph.index_len()];
        Counts {
            equilibrium: vec![states.clone(); questions.concepts.len()],
            stable: vec![vec![states; graph.actor_count()]; questions.concepts.len()],
            outcomes: vec![vec![0; questions.concepts.len()]; questions.outcomes.len()],
        }
    }

    fn add(
        mut self,
        times: u64,
        graph: &Graph,
        ranks: &Ranks,
        questions: &Questions<'_>,
        control: &Control,
    ) -> Result<Self, UncertainError> {
        let analysis = Analysis::run(graph, ranks, control)?;
        for (at, concept) in questions.concepts.iter().enumerate() {
            if let Some(counts) = self.equilibrium.get_mut(at) {
                mark(counts, &analysis.equilibria(*concept), times);
            }
            let by_actor = self.stable.get_mut(at).into_iter().flatten();
            for (actor, counts) in graph.actors().zip(by_actor) {
                mark(counts, analysis.stable(*concept, actor), times);
            }
        }
        let Some(start) = questions.start else {
            return Ok(self);
        };
        for (outcome, counts) in questions.outcomes.iter().zip(&mut self.outcomes) {
            for (concept, count) in questions.concepts.iter().zip(counts) {
                let query = Query {
                    start,
                    outcome,
                    concept: *concept,
                    choice: Choice::MostPreferred,
                    list_at_most: 0,
                };
                if holds(&analysis, query, control)?.verdict == Verdict::Holds {
                    *count += times;
                }
            }
        }
        Ok(self)
    }

    fn plus(mut self, other: &Counts) -> Self {
        let add = |left: &mut Vec<u64>, right: &Vec<u64>| {
            left.iter_mut().zip(right).for_each(|(l, r)| *l += r);
        };
        let ours = self.equilibrium.iter_mut();
        let ours = ours
            .chain(self.stable.iter_mut().flatten())
            .chain(&mut self.outcomes);
        let theirs = other.equilibrium.iter();
        let theirs = theirs
            .chain(other.stable.iter().flatten())
            .chain(&other.outcomes);
        ours.zip(theirs).for_each(|(left, right)| add(left, right));
        self
    }
}

fn mark(counts: &mut [u64], set: &StateSet, times: u64) {
    for state in set.iter() {
        if let Some(count) = counts.get_mut(state.index()) {
            *count += times;
        }
    }
}

/// Asks the questions of every completion, or of random ones where there are too many.
///
/// Cost: one analysis, and one query for each outcome and concept, for each different order that is
/// looked at.
///
/// # Errors
/// If the model is too large, if a concept does not fit the questions, or when the host stops the
/// work.
pub fn tally(
    completions: &Completions<'_>,
    questions: &Questions<'_>,
    bounds: &Bounds,
    control: &Control,
) -> Result<Tally, UncertainError> {
    let states = completions.graph.index_len();
    if states > bounds.states {
        let limit = bounds.states;
        return Err(UncertainError::TooLarge { states, limit });
    }
    let (coverage, counts) = match every_order(completions, bounds, control)? {
        Some((count, orders)) => {
            control.step("trying every order")?;
            let counts = try_all(completions.graph, &orders, questions, control)?;
            (Coverage::All(count), counts)
        }
        None => {
            control.step("drawing orders")?;
            let counts = draw(completions, questions, bounds, control)?;
            let (draws, seed) = (bounds.draws, bounds.seed);
            (Coverage::Drawn { draws, seed }, counts)
        }
    };
    Ok(Tally {
        coverage,
        concepts: questions.concepts.to_vec(),
        counts,
    })
}

/// The number of completions with the different orders of each actor, if these are few enough.
fn every_order(
    completions: &Completions<'_>,
    bounds: &Bounds,
    control: &Control,
) -> Result<Option<(u64, Vec<Orders>)>, UncertainError> {
    let Some(count) = completions.count() else {
        return Ok(None);
    };
    let states = completions.graph.index_len() as u64;
    let few = bounds.exact_up_to.min(bounds.exact_cells / states.max(1));
    let mut different = 1_u64;
    let mut orders = Vec::new();
    for actor in completions.graph.actors() {
        let Some(of_actor) = completions.orders(actor, control)? else {
            return Ok(None);
        };
        different = different.saturating_mul(of_actor.len() as u64);
        if different > few.max(1) {
            return Ok(None);
        }
        orders.push(of_actor);
    }
    Ok(Some((count, orders)))
}

/// Every combination of the actors' orders.
fn try_all(
    graph: &Graph,
    orders: &[Orders],
    questions: &Questions<'_>,
    control: &Control,
) -> Result<Counts, UncertainError> {
    let combinations: u64 = orders
        .iter()
        .map(|of_actor| of_actor.len() as u64)
        .product();
    sum(graph, questions, 0..combinations, control, |number| {
        let mut rest = number;
        let mut times = 1;
        let mut ranks = Vec::with_capacity(orders.len());
        for of_actor in orders {
            let choices = of_actor.len().max(1) as u64;
            if let Some((order, count)) = of_actor.get((rest % choices) as usize) {
                ranks.push(order.clone());
                times *= count;
            }
            rest /= choices;
        }
        Ok((Ranks::from_vectors(ranks), times))
    })
}

/// Random completions, each with its own stream of random numbers.
fn draw(
    completions: &Completions<'_>,
    questions: &Questions<'_>,
    bounds: &Bounds,
    control: &Control,
) -> Result<Counts, UncertainError> {
    let graph = completions.graph;
    sum(graph, questions, 0..bounds.draws, control, |number| {
        let mut random = Draw::new(bounds.seed, number);
        let orders = graph
            .actors()
            .map(|actor| completions.draw(actor, &mut random, control))
            .collect::<Result<Vec<_>, _>>()?;
        Ok((Ranks::from_vectors(orders), 1))
    })
}

/// Adds up what holds over numbered orders. Sums do not depend on the order in which they are made.
fn sum(
    graph: &Graph,
    questions: &Questions<'_>,
    numbers: std::ops::Range<u64>,
    control: &Control,
    order: impl Fn(u64) -> Result<(Ranks, u64), UncertainError> + Sync,
) -> Result<Counts, UncertainError> {
    let quiet = control.quiet();
    numbers
        .into_par_iter()
        .try_fold(
            || Counts::new(graph, questions),
            |counts, number| {
                quiet.check()?;
                let (ranks, times) = order(number)?;
                counts.add(times, graph, &ranks, questions, &quiet)
            },
        )
        .try_reduce(
            || Counts::new(graph, questions),
            |left, right| Ok(left.plus(&right)),
        )
}
