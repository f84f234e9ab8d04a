//! Inverse analysis: the orders of one actor under which a state is an equilibrium (Kinsara,
//! Kilgour & Hipel 2015, "Inverse approach to the graph model for conflict resolution").
//!
//! In: an analysed conflict, a state, an actor and concepts. Out: for each concept an [`Inverse`]:
//! of all strict orders of all states that the actor could have, the others' preferences being as
//! they are, the share under which the state is stable for it, for each of the others, and for
//! all; with the [`Condition`] that says which orders these are. Shares are exact; where counting
//! would take too long they are drawn at random and come with an interval.
//!
//! `own` and `others` put the definitions of `stability::concepts` into conditions, `subsets` and
//! `orders` count the orders that satisfy them, `sample` draws.

mod condition;
mod orders;
mod others;
mod own;
mod sample;
mod share;
mod subsets;

use graph::{Control, Interrupted, StateId};
use model::conflict::{ActorId, Concept};
use stability::Analysis;

pub use condition::{Alternative, Clause, Comparison, Condition, Deterred};
pub use sample::Tally;
pub use share::{Share, orders};

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The state that is to be stable.
    pub state: StateId,
    /// Whose order is asked about.
    pub actor: ActorId,
    /// Under which of the five basic concepts; others are stable under no order.
    pub concepts: &'a [Concept],
    /// How many orders to draw where they cannot be counted.
    pub draws: u64,
    /// What decides which orders are drawn.
    pub seed: u64,
}

/// A share of all orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Counted.
    Exact(Share),
    /// Drawn at random.
    Drawn(Tally),
}

/// Under which orders a state is stable for one actor.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// For whom.
    pub actor: ActorId,
    /// The share of the orders asked about.
    pub share: Found,
    /// Which orders these are; none where that would take too long to say.
    pub condition: Option<Condition>,
}

/// Under which orders of an actor a state is an equilibrium, under one concept.
#[derive(Clone, Debug, PartialEq)]
pub struct Inverse {
    /// The concept.
    pub concept: Concept,
    /// The share of the orders under which the state is stable for everybody.
    pub equilibrium: Found,
    /// Under which it is stable for the actor whose order is asked about.
    pub own: Standing,
    /// Under which it is stable for each of the others.
    pub others: Vec<Standing>,
}

/// The most clauses that an equilibrium may ask for.
const MOST_CLAUSES: usize = 4_096;

/// Answers the question for each concept, in the order asked.
///
/// Cost: for the conditions, what the others can answer to each of the actor's moves is searched
/// once for each concept. Counting is limited to fixed sizes, some seconds at worst; beyond, the
/// engine is asked about the state for each order drawn.
///
/// # Errors
/// When the host stops the work.
pub fn inverse(
    analysis: &Analysis<'_>,
    question: Question<'_>,
    control: &Control,
) -> Result<Vec<Inverse>, Interrupted> {
    let Question { actor, state, .. } = question;
    let mut counted = Vec::with_capacity(question.concepts.len());
    for &concept in question.concepts {
        control.step(&format!("counting orders under {}", concept.name()))?;
        counted.push(count(analysis, (actor, state), concept, control)?);
    }
    let open: Vec<Concept> = counted
        .iter()
        .filter(|one| one.is_open())
        .map(|one| one.concept)
        .collect();
    let mut drawn = Vec::new();
    if !open.is_empty() {
        let (graph, ranks) = (analysis.graph, analysis.ranks);
        let draws = sample::draws(graph, question.draws);
        let chance = (draws, question.seed);
        drawn = sample::sample((graph, ranks), (actor, state), &open, chance, control)?;
    }
    let mut drawn = drawn.into_iter();
    let filled = counted.into_iter().map(|one| {
        let tallies = if one.is_open() { drawn.next() } else { None };
        one.filled(actor, tallies.as_ref())
    });
    Ok(filled.collect())
}

/// What could be counted.
struct Counted {
    concept: Concept,
    equilibrium: Option<Share>,
    own: (Option<Share>, Option<Condition>),
    others: Vec<(ActorId, Option<Share>, Option<Condition>)>,
}

impl Counted {
    /// Whether something is left to draw.
    fn is_open(&self) -> bool {
        self.equilibrium.is_none()
            || self.own.0.is_none()
            || self.others.iter().any(|(_, share, _)| share.is_none())
    }

    /// The answer, with what was drawn in the place of what could not be counted.
    fn filled(self, actor: ActorId, drawn: Option<&sample::Drawn>) -> Inverse {
        let nothing = Tally { hits: 0, draws: 0 };
        let of = |share: Option<Share>, who: ActorId| {
            share.map_or_else(
                || {
                    let tally = drawn.and_then(|d| d.by_actor.get(who.index()));
                    Found::Drawn(tally.copied().unwrap_or(nothing))
                },
                Found::Exact,
            )
        };
        let standing = |actor: ActorId, share: Option<Share>, condition| Standing {
            actor,
            share: of(share, actor),
            condition,
        };
        Inverse {
            concept: self.concept,
            equilibrium: self.equilibrium.map_or_else(
                || Found::Drawn(drawn.map_or(nothing, |d| d.equilibrium)),
                Found::Exact,
            ),
            own: standing(actor, self.own.0, self.own.1),
            others: self
                .others
                .into_iter()
                .map(|(other, share, condition)| standing(other, share, condition))
                .collect(),
        }
    }
}

fn count(
    analysis: &Analysis<'_>,
    (actor, state): (ActorId, StateId),
    concept: Concept,
    control: &Control,
) -> Result<Counted, Interrupted> {
    let (graph, ranks) = (analysis.graph, analysis.ranks);
    let own = own::own((graph, ranks), actor, state, concept, control)?;
    let share_of = |condition: &Option<Condition>| match condition {
        Some(condition) => share_of(&condition.clauses, control),
        None => Ok(None),
    };
    let own_share = share_of(&own)?;
    let mut others = Vec::new();
    for other in graph.actors().filter(|other| *other != actor) {
        let condition = others::other(analysis, (actor, other), state, concept, control)?;
        let share = share_of(&condition)?;
        others.push((other, share, condition));
    }
    let never = others
        .iter()
        .any(|(_, share, _)| share.as_ref().is_some_and(Share::is_none));
    let always = others
        .iter()
        .all(|(_, share, _)| share.as_ref().is_some_and(Share::is_all));
    let equilibrium = if never {
        Some(Share::none())
    } else if always {
        own_share.clone()
    } else {
        let conditions = others.iter().map(|(_, _, condition)| condition.as_ref());
        let all: Option<Vec<&Condition>> = conditions.chain([own.as_ref()]).collect();
        match all {
            Some(all) => together(&all, control)?,
            None => None,
        }
    };
    Ok(Counted {
        concept,
        equilibrium,
        own: (own_share, own),
        others,
    })
}

/// The share of orders that satisfy several conditions at once.
fn together(conditions: &[&Condition], control: &Control) -> Result<Option<Share>, Interrupted> {
    let clauses = conditions.iter().flat_map(|condition| &condition.clauses);
    let clauses: Vec<Clause> = clauses.take(MOST_CLAUSES + 1).cloned().collect();
    if clauses.len() > MOST_CLAUSES {
        return Ok(None);
    }
    share_of(&clauses, control)
}

/// The share of orders that satisfy clauses; none if counting would take too long.
fn share_of(clauses: &[Clause], control: &Control) -> Result<Option<Share>, Interrupted> {
    let ways = clauses.iter().flat_map(|clause| &clause.alternatives);
    let mut better = ways.flat_map(|way| way.comparisons.iter().map(|one| one.better));
    let first = better.next();
    if better.all(|state| Some(state) == first) {
        subsets::share(clauses, control)
    } else {
        orders::share(clauses, control)
    }
}
