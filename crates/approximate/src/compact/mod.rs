//! Games in floating-point numbers: what each action pays, and how that changes with behaviour.
//!
//! An **agent** chooses once: a player of a table, or in a tree a player at one information set
//! (the agent form of Selten 1975). Behaviour is given as logarithms of probabilities, so that
//! what is hardly ever done still has its place. Payoffs are shifted, for each player, so that the
//! smallest is 0, and scaled, for all players alike, so that the largest range is 1.

mod table;
mod tree;

use std::ops::Range;

use game::{Rational, Strategic, Tree};

use crate::dense::Matrix;

/// Actions of all agents that a game may have here: systems of this size are solved in about a second.
pub const MOST_ACTIONS: usize = 1_500;

/// A game as the solvers of this crate see it.
#[derive(Clone, Debug)]
pub struct Compact {
    agents: Vec<Agent>,
    players: usize,
    actions: usize,
    /// The largest payoff range of a player: what 1 stands for.
    range: f64,
    /// The smallest payoff of each player: what 0 stands for.
    lowest: Vec<f64>,
    form: Form,
}

#[derive(Clone, Debug)]
enum Form {
    Table(table::Table),
    Tree(tree::Nodes),
}

/// Who chooses once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agent {
    /// Whose payoffs the agent looks at, counted from 0.
    pub player: usize,
    /// The places of its actions among those of all agents.
    pub actions: Range<usize>,
}

/// The game is too large for dense systems of equations.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "numerical methods are limited to games with {MOST_ACTIONS} actions, and this one has {actions}"
)]
pub struct TooManyActions {
    /// Actions of all information sets, or strategies of all players.
    pub actions: usize,
}

impl Compact {
    /// The agent form of a tree: one agent for each information set, in the tree's order.
    ///
    /// Where a player comes through one of its information sets twice, the agent there takes each
    /// visit for the one that it decides, as often as it happens, and the others as given.
    /// Linear in the tree.
    ///
    /// # Errors
    /// It has more than [`MOST_ACTIONS`].
    pub fn of_tree(game: &Tree) -> Result<Self, TooManyActions> {
        let sets = game.information_sets().iter();
        let agents = agents(sets.map(|set| (set.player.index(), set.actions.len())))?;
        let totals = tree::totals(game);
        let ends: Vec<&Vec<Rational>> = totals.iter().flatten().collect();
        let scale = Scale::of(
            game.players().len(),
            ends.iter().map(|paid| paid.as_slice()),
        );
        let nodes = tree::Nodes::new(game, &agents, &totals, &scale);
        Ok(Self::new(agents, scale, Form::Tree(nodes)))
    }

    /// A table: one agent for each player. Linear in the table.
    ///
    /// # Errors
    /// It has more than [`MOST_ACTIONS`].
    pub fn of_table(game: &Strategic) -> Result<Self, TooManyActions> {
        let players = game.players().iter().enumerate();
        let agents = agents(players.map(|(player, own)| (player, own.strategies.len())))?;
        let cells = table::cells(game);
        let scale = Scale::of(agents.len(), cells.chunks_exact(agents.len().max(1)));
        let table = table::Table::new(&agents, &cells, &scale);
        Ok(Self::new(agents, scale, Form::Table(table)))
    }

    fn new(agents: Vec<Agent>, scale: Scale, form: Form) -> Self {
        Self {
            actions: agents.last().map_or(0, |last| last.actions.end),
            players: scale.lowest.len(),
            range: scale.range,
            lowest: scale
                .lowest
                .iter()
                .map(|low| low.to_f64().value())
                .collect(),
            agents,
            form,
        }
    }

    /// Who chooses: the players of a table, or the information sets of a tree.
    #[must_use]
    pub fn agents(&self) -> &[Agent] {
        &self.agents
    }

    /// How many actions all agents have together.
    #[must_use]
    pub fn action_count(&self) -> usize {
        self.actions
    }

    /// The largest difference between two payoffs of one player, at least a smallest number.
    #[must_use]
    pub fn range(&self) -> f64 {
        self.range
    }

    /// What each action pays its agent's player, above the player's smallest payoff and in units of the
    /// range, given that the agent
    /// chooses and that the others behave as described by the logarithms of their probabilities.
    ///
    /// Linear in a tree; in a table linear for each player.
    #[must_use]
    pub fn worth(&self, logs: &[f64]) -> Vec<f64> {
        match &self.form {
            Form::Table(table) => table.worth(&self.agents, &exps(logs)),
            Form::Tree(nodes) => nodes.worth(&self.agents, logs),
        }
    }

    /// What each strategy of a table pays, as [`Compact::worth`], against probabilities themselves; all 0
    /// for a tree.
    pub(crate) fn worth_of_chances(&self, chances: &[f64]) -> Vec<f64> {
        match &self.form {
            Form::Table(table) => table.worth(&self.agents, chances),
            Form::Tree(_) => vec![0.0; chances.len()],
        }
    }

    /// What each strategy of a table pays, as [`Compact::worth_of_chances`], and how fast that changes
    /// where probabilities change at these rates; all 0 for a tree.
    pub(crate) fn worth_along(&self, chances: &[f64], rates: &[f64]) -> (Vec<f64>, Vec<f64>) {
        match &self.form {
            Form::Table(table) => table.worth_along(&self.agents, chances, rates),
            Form::Tree(_) => (vec![0.0; chances.len()], vec![0.0; chances.len()]),
        }
    }

    /// What each of some strategies of a table pays where only these are played, and how that changes
    /// with each of their probabilities: added to the first rows and columns of a matrix, a row for each
    /// strategy that is paid. Nothing for a tree.
    pub(crate) fn rates(
        &self,
        chances: &[f64],
        lists: &[Vec<usize>],
        matrix: &mut Matrix,
    ) -> Vec<f64> {
        match &self.form {
            Form::Table(table) => table.rates(&self.agents, chances, lists, matrix),
            Form::Tree(_) => Vec::new(),
        }
    }

    /// How much more one strategy of a player pays than another, for each combination of the others'
    /// strategies in their supports, the first player's changing fastest; nothing for a tree.
    pub(crate) fn differences(
        &self,
        player: usize,
        one: usize,
        other: usize,
        supports: &[Vec<usize>],
    ) -> Vec<f64> {
        match &self.form {
            Form::Table(table) => table.differences(&self.agents, player, one, other, supports),
            Form::Tree(_) => Vec::new(),
        }
    }

    /// What each action pays, as [`Compact::worth`], and how that changes with the logarithm of
    /// each probability: a row for each action that is paid, a column for each that is taken.
    ///
    /// In a tree, nodes times depth; in a table, cells times pairs of players.
    #[must_use]
    pub(crate) fn worth_and_slopes(&self, logs: &[f64]) -> (Vec<f64>, Matrix) {
        match &self.form {
            Form::Table(table) => table.worth_and_slopes(&self.agents, &exps(logs)),
            Form::Tree(nodes) => nodes.worth_and_slopes(&self.agents, logs),
        }
    }

    /// The expected payoff of each player, in the game's own units.
    #[must_use]
    pub fn payoffs(&self, logs: &[f64]) -> Vec<f64> {
        let scaled = match &self.form {
            Form::Table(table) => table.payoffs(&self.agents, &exps(logs)),
            Form::Tree(nodes) => nodes.payoffs(logs, self.players),
        };
        let back = scaled.iter().zip(&self.lowest);
        back.map(|(paid, low)| paid * self.range + low).collect()
    }

    /// Numbers of all actions as one list for each agent.
    #[must_use]
    pub fn by_agent(&self, numbers: &[f64]) -> Vec<Vec<f64>> {
        let lists = self.agents.iter();
        lists
            .map(|agent| numbers[agent.actions.clone()].to_vec())
            .collect()
    }
}

pub(crate) fn exps(logs: &[f64]) -> Vec<f64> {
    logs.iter().map(|log| log.exp()).collect()
}

fn agents(owners: impl Iterator<Item = (usize, usize)>) -> Result<Vec<Agent>, TooManyActions> {
    let mut agents = Vec::new();
    let mut start = 0;
    for (player, count) in owners {
        let actions = start..start + count;
        start = actions.end;
        agents.push(Agent { player, actions });
    }
    if start > MOST_ACTIONS {
        return Err(TooManyActions { actions: start });
    }
    Ok(agents)
}

/// How payoffs are shifted and scaled, exactly.
struct Scale {
    lowest: Vec<Rational>,
    range: f64,
}

impl Scale {
    fn of<'a>(players: usize, paid: impl Iterator<Item = &'a [Rational]>) -> Self {
        let mut bounds: Vec<Option<(Rational, Rational)>> = vec![None; players];
        for payoffs in paid {
            for (bound, payoff) in bounds.iter_mut().zip(payoffs) {
                match bound {
                    None => *bound = Some((payoff.clone(), payoff.clone())),
                    Some((low, _)) if payoff < low => *low = payoff.clone(),
                    Some((_, high)) if payoff > high => *high = payoff.clone(),
                    Some(_) => {}
                }
            }
        }
        let ranges = bounds.iter().flatten().map(|(low, high)| high - low);
        let range = ranges.max().filter(|range| !range.is_zero());
        Self {
            range: range.map_or(1.0, |range| range.to_f64().value()),
            lowest: bounds
                .into_iter()
                .map(|bound| bound.map_or(Rational::ZERO, |(low, _)| low))
                .collect(),
        }
    }

    fn scaled(&self, player: usize, payoff: &Rational) -> f64 {
        let above = payoff - &self.lowest[player];
        let above = if above.denominator().is_one() {
            above.numerator().to_f64()
        } else {
            above.to_f64()
        };
        above.value() / self.range
    }
}
