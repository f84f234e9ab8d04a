//! The equations of a quantal response equilibrium, and their derivatives.
//!
//! Each agent has one action of reference. The unknowns are, for each other action, the logarithm
//! of how much likelier it is than the reference. An action is as much likelier as it pays more:
//! `unknown = rationality · (worth − worth of the reference)`.

use crate::compact::Compact;
use crate::dense::Matrix;

/// Which action of each agent is the reference, and the places of the others.
#[derive(Clone, Debug)]
pub(crate) struct Chart {
    references: Vec<usize>,
    /// The actions that are no references, with their agents' references.
    free: Vec<(usize, usize)>,
}

/// The equations at a point.
pub(crate) struct Equations {
    /// What is left of each; all 0 at a solution.
    pub(crate) residual: Vec<f64>,
    /// How the equations change with the unknowns and, in the last column, with rationality. The
    /// last row is left to the caller.
    pub(crate) bordered: Matrix,
}

impl Chart {
    /// The first action of each agent is the reference.
    pub(crate) fn first(game: &Compact) -> Self {
        let agents = game.agents().iter();
        Self::with(game, agents.map(|agent| agent.actions.start).collect())
    }

    fn with(game: &Compact, references: Vec<usize>) -> Self {
        let agents = game.agents().iter().zip(&references);
        let free = agents.flat_map(|(agent, &reference)| {
            agent
                .actions
                .clone()
                .filter(move |&action| action != reference)
                .map(move |action| (action, reference))
        });
        Self {
            free: free.collect(),
            references,
        }
    }

    /// How many unknowns there are.
    pub(crate) fn size(&self) -> usize {
        self.free.len()
    }

    /// The logarithms of all probabilities.
    pub(crate) fn logs(&self, game: &Compact, unknowns: &[f64]) -> Vec<f64> {
        let mut logs = vec![0.0; game.action_count()];
        for (&(action, _), &unknown) in self.free.iter().zip(unknowns) {
            logs[action] = unknown;
        }
        for agent in game.agents() {
            normalize(&mut logs[agent.actions.clone()]);
        }
        logs
    }

    /// The unknowns that belong to logarithms of probabilities.
    pub(crate) fn unknowns(&self, logs: &[f64]) -> Vec<f64> {
        let free = self.free.iter();
        free.map(|&(action, reference)| logs[action] - logs[reference])
            .collect()
    }

    /// The rates of the logarithms of all probabilities that belong to rates of the unknowns.
    pub(crate) fn log_rates(&self, game: &Compact, logs: &[f64], rates: &[f64]) -> Vec<f64> {
        let mut all = vec![0.0; game.action_count()];
        for (&(action, _), &rate) in self.free.iter().zip(rates) {
            all[action] = rate;
        }
        for agent in game.agents() {
            let mean: f64 = agent
                .actions
                .clone()
                .map(|action| logs[action].exp() * all[action])
                .sum();
            for rate in &mut all[agent.actions.clone()] {
                *rate -= mean;
            }
        }
        all
    }

    /// The chart whose references are the likeliest actions, where this one's are unlikely.
    pub(crate) fn better(&self, game: &Compact, logs: &[f64]) -> Option<Self> {
        let mut references = self.references.clone();
        for (agent, reference) in game.agents().iter().zip(&mut references) {
            let likeliest = agent
                .actions
                .clone()
                .max_by(|&one, &two| logs[one].total_cmp(&logs[two]));
            if let Some(likeliest) = likeliest
                && logs[likeliest] > logs[*reference] + 1.0
            {
                *reference = likeliest;
            }
        }
        (references != self.references).then(|| Self::with(game, references))
    }

    /// Unknowns of this chart, or their rates, as those of another.
    pub(crate) fn convert(&self, game: &Compact, to: &Self, numbers: &[f64]) -> Vec<f64> {
        let mut all = vec![0.0; game.action_count()];
        for (&(action, _), &number) in self.free.iter().zip(numbers) {
            all[action] = number;
        }
        let free = to.free.iter();
        free.map(|&(action, reference)| all[action] - all[reference])
            .collect()
    }

    /// The equations at a point.
    pub(crate) fn equations(
        &self,
        game: &Compact,
        unknowns: &[f64],
        rationality: f64,
    ) -> Equations {
        let logs = self.logs(game, unknowns);
        let (worth, slopes) = game.worth_and_slopes(&logs);
        let slopes = by_unknowns(game, &logs, slopes);
        let size = self.size();
        let mut bordered = Matrix::zero(size + 1);
        for (row, &(action, reference)) in self.free.iter().enumerate() {
            let (own, other) = (slopes.row(action), slopes.row(reference));
            let entries = bordered.row_mut(row);
            for (entry, &(taken, _)) in entries.iter_mut().zip(&self.free) {
                *entry = -rationality * (own[taken] - other[taken]);
            }
            entries[row] += 1.0;
            entries[size] = worth[reference] - worth[action];
        }
        Equations {
            residual: self.residual_of(&worth, unknowns, rationality),
            bordered,
        }
    }

    /// What is left of each equation.
    pub(crate) fn residual(&self, game: &Compact, unknowns: &[f64], rationality: f64) -> Vec<f64> {
        let worth = game.worth(&self.logs(game, unknowns));
        self.residual_of(&worth, unknowns, rationality)
    }

    fn residual_of(&self, worth: &[f64], unknowns: &[f64], rationality: f64) -> Vec<f64> {
        let free = self.free.iter().zip(unknowns);
        free.map(|(&(action, reference), &unknown)| {
            unknown - rationality * (worth[action] - worth[reference])
        })
        .collect()
    }
}

/// Slopes by logarithms of probabilities as slopes by what precedes normalization: more of one
/// action is less of the agent's others.
pub(crate) fn by_unknowns(game: &Compact, logs: &[f64], mut slopes: Matrix) -> Matrix {
    for row in 0..slopes.size {
        let entries = slopes.row_mut(row);
        for agent in game.agents() {
            let own = agent.actions.clone();
            let total: f64 = entries[own.clone()].iter().sum();
            if total != 0.0 {
                for action in own {
                    entries[action] -= logs[action].exp() * total;
                }
            }
        }
    }
    slopes
}

/// Shifts logarithms so that their probabilities sum to 1.
pub(crate) fn normalize(logs: &mut [f64]) {
    let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let total: f64 = logs.iter().map(|log| (log - most).exp()).sum();
    let shift = most + total.ln();
    for log in logs {
        *log -= shift;
    }
}
