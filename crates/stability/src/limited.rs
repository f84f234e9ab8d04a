//! Limited foresight L_h and non-myopic stability for two actors: Kilgour 1984; Fang, Hipel &
//! Kilgour 1993.
//!
//! G₀(i, s) = s. For h ≥ 1, where i has a move, M is a move q with the best G_{h−1}(j, q) for i,
//! and G_h(i, s) is G_{h−1}(j, M) if that is strictly better than s for i, else s. A state is
//! L_h-stable for i if G_h(i, s) = s. L₁ is Nash stability.
//!
//! **Ties.** An actor that is indifferent between a move's result and staying stays. Where several
//! moves have equally good results for i, it makes no difference to i which it takes, but it may
//! to j, who anticipates i's choice; then the result that is worst for j counts. So nobody's
//! foresight relies on an opponent who, being indifferent, happens to be kind.
//!
//! **Non-myopic.** G_h is a function of G_{h−1} on a finite set, so the sequence of tables repeats
//! from some h on. A state is non-myopically stable for i if G_h(i, s) = s at every h of that
//! cycle, which Brent's algorithm finds (Brent 1980); one large h would not do.

use graph::{Control, Graph, Interrupted, Rank, Ranks, StateId, StateSet};
use model::conflict::{ActorId, Concept};
use rayon::prelude::*;

/// G_h for both actors, indexed by state.
type Table = [Vec<StateId>; 2];

/// Why foresight could not be analysed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ForesightError {
    /// The concept is defined for two actors only.
    #[error("limited and non-myopic foresight are defined for two actors; this conflict has {0}")]
    NotTwoActors(usize),
    /// Not L_h or NM.
    #[error("`{}` is no concept of foresight", .0.name())]
    OtherConcept(Concept),
    /// No cycle of anticipations was found within the bound on steps.
    #[error("anticipations have not begun to repeat within {limit} moves")]
    TooLong {
        /// The bound.
        limit: u32,
    },
    /// The cycle of anticipations is too long to be kept.
    #[error(
        "anticipations repeat every {period} moves; over {states} states that is too much to keep"
    )]
    TooLarge {
        /// Length of the cycle.
        period: u32,
        /// Number of states.
        states: usize,
    },
    /// The host stopped the work.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
}

/// The most steps searched for a cycle.
const STEP_LIMIT: u32 = 100_000;
/// The most entries kept over all tables of a cycle (4 bytes each).
const ENTRY_LIMIT: usize = 1 << 28;

/// What two actors with foresight do in each state.
#[derive(Clone, Debug)]
pub struct Foresight<'a> {
    graph: &'a Graph,
    ranks: &'a Ranks,
    /// The tables G_{h−1} of every horizon h that counts: one for L_h, a whole cycle for NM.
    tables: Vec<Table>,
}

impl<'a> Foresight<'a> {
    /// Works out `Concept::Limited(h)` (h ≥ 1) or `Concept::NonMyopic`.
    ///
    /// Cost of each step of foresight: one listing of both actors' moves for every state. NM takes
    /// as many steps as pass before the tables repeat, times at most four, at most 100 000.
    ///
    /// # Errors
    /// Unless there are exactly two actors and the concept is one of the two; when a bound is
    /// passed; when the host stops the work.
    pub fn new(
        graph: &'a Graph,
        ranks: &'a Ranks,
        concept: Concept,
        control: &Control,
    ) -> Result<Self, ForesightError> {
        if graph.actor_count() != 2 {
            return Err(ForesightError::NotTwoActors(graph.actor_count()));
        }
        let mut foresight = Foresight {
            graph,
            ranks,
            tables: Vec::new(),
        };
        foresight.tables = match concept {
            Concept::Limited(horizon) => vec![foresight.before(horizon, control)?],
            Concept::NonMyopic => foresight.cycle(control)?,
            other => return Err(ForesightError::OtherConcept(other)),
        };
        Ok(foresight)
    }

    /// The moves that an actor makes in a state, ascending: those with the best anticipated result
    /// for it, where that is better than staying. Empty: it stays. For NM, the choices at every
    /// horizon of the cycle together.
    #[must_use]
    pub fn choices(&self, actor: ActorId, state: StateId) -> Vec<StateId> {
        let mut moves = Vec::new();
        self.graph.moves(actor, state, &mut moves);
        let mut choices: Vec<StateId> = self
            .tables
            .iter()
            .flat_map(|table| self.best(table, actor, state, &moves))
            .collect();
        choices.sort_unstable();
        choices.dedup();
        choices
    }

    /// Where an actor expects its move from a state to `to` to end, at each horizon that counts,
    /// ascending.
    #[must_use]
    pub fn anticipated(&self, actor: ActorId, to: StateId) -> Vec<StateId> {
        let mut ends: Vec<StateId> = self
            .tables
            .iter()
            .map(|table| result(table, actor, to))
            .collect();
        ends.sort_unstable();
        ends.dedup();
        ends
    }

    /// The states from which an actor does not move.
    ///
    /// # Errors
    /// When the host stops the work.
    pub fn stable(&self, actor: ActorId, control: &Control) -> Result<StateSet, Interrupted> {
        let mut stable = StateSet::new(self.graph.index_len());
        let mut moves = Vec::new();
        for state in self.graph.states() {
            if state.0.is_multiple_of(4096) {
                control.check()?;
            }
            self.graph.moves(actor, state, &mut moves);
            let leaves = |table| self.best(table, actor, state, &moves).next().is_some();
            if !self.tables.iter().any(leaves) {
                stable.insert(state);
            }
        }
        Ok(stable)
    }

    /// The number of horizons that count: 1 for L_h, the length of the cycle for NM.
    #[must_use]
    pub fn period(&self) -> usize {
        self.tables.len()
    }

    /// G_{h−1}.
    fn before(&self, horizon: u16, control: &Control) -> Result<Table, ForesightError> {
        let mut table = self.start();
        for _ in 1..horizon {
            table = self.next(&table, control)?;
        }
        Ok(table)
    }

    /// All tables that recur, by Brent's algorithm: the tortoise waits while the hare runs; each
    /// time the hare has run a power of two steps, the tortoise is brought up to it.
    fn cycle(&self, control: &Control) -> Result<Vec<Table>, ForesightError> {
        let mut tortoise = self.start();
        let mut hare = self.next(&tortoise, control)?;
        let (mut power, mut period, mut steps) = (1_u32, 1_u32, 1_u32);
        while hare != tortoise {
            if period == power {
                tortoise.clone_from(&hare);
                power = power.saturating_mul(2);
                period = 0;
            }
            if steps == STEP_LIMIT {
                return Err(ForesightError::TooLong { limit: STEP_LIMIT });
            }
            hare = self.next(&hare, control)?;
            period += 1;
            steps += 1;
        }
        let states = self.graph.index_len();
        if states.saturating_mul(2).saturating_mul(period as usize) > ENTRY_LIMIT {
            return Err(ForesightError::TooLarge { period, states });
        }
        let mut tables = vec![hare];
        while let Some(last) = tables.last()
            && tables.len() < period as usize
        {
            let next = self.next(last, control)?;
            tables.push(next);
        }
        Ok(tables)
    }

    /// G₀.
    fn start(&self) -> Table {
        let here: Vec<StateId> = (0..self.graph.index_len())
            .map(StateId::from_index)
            .collect();
        [here.clone(), here]
    }

    /// G_h from G_{h−1}.
    fn next(&self, previous: &Table, control: &Control) -> Result<Table, Interrupted> {
        let row = |actor: ActorId| -> Result<Vec<StateId>, Interrupted> {
            control.check()?;
            let states = (0..self.graph.index_len())
                .into_par_iter()
                .map(StateId::from_index);
            let end = |moves: &mut Vec<StateId>, state: StateId| {
                self.graph.moves(actor, state, moves);
                let choices = self.best(previous, actor, state, moves);
                let ends = choices.map(|choice| result(previous, actor, choice));
                ends.min_by_key(|end| self.ranks.rank(opponent(actor), *end))
                    .unwrap_or(state)
            };
            Ok(states.map_init(Vec::new, end).collect())
        };
        Ok([row(ActorId(0))?, row(ActorId(1))?])
    }

    /// Of an actor's moves, those with the best result for it, if that is better than the state.
    fn best<'m>(
        &'m self,
        previous: &'m Table,
        actor: ActorId,
        state: StateId,
        moves: &'m [StateId],
    ) -> impl Iterator<Item = StateId> + 'm {
        let rank = move |to: StateId| self.ranks.rank(actor, result(previous, actor, to));
        let best = moves.iter().map(|to| rank(*to)).max().unwrap_or(Rank(0));
        let leaves = best > self.ranks.rank(actor, state);
        moves
            .iter()
            .copied()
            .filter(move |to| leaves && rank(*to) == best)
    }
}

/// What the actor expects after its move to `to`: that the opponent goes on.
fn result(previous: &Table, actor: ActorId, to: StateId) -> StateId {
    let [first, second] = previous;
    let opponents = if actor.index() == 0 { second } else { first };
    opponents.get(to.index()).copied().unwrap_or(to)
}

/// The other of two actors.
fn opponent(actor: ActorId) -> ActorId {
    ActorId(1 - actor.0.min(1))
}
