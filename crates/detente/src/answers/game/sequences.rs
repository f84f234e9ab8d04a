//! What solvers of the sequence form share.

use equilibrium::sequence_form::{NoSequenceForm, Plan, SequenceForm};
use report::answer::GameArithmetic;

use super::found::Told;
use super::profiles::{of_behaviour, of_mixture};
use super::{Source, Task};
use crate::error::AnswerError;

/// Entries of tables of integers that are changed at most, at the usual effort.
const WORK: u64 = 1 << 31;

/// The sequence form of the game.
pub(super) fn form(task: &Task<'_>) -> Result<SequenceForm, AnswerError> {
    let form = match task.source {
        Source::Tree(tree) => SequenceForm::of_tree(tree),
        Source::Strategic(game) => SequenceForm::of_table(game),
    };
    form.map_err(|error: NoSequenceForm| AnswerError::Question(error.to_string()))
}

/// Pivots that may be made where each changes a square of this size.
pub(super) fn steps(task: &Task<'_>, size: usize) -> u64 {
    let square = (size as u64).saturating_mul(size as u64).max(1);
    (WORK / square).max(1).saturating_mul(task.effort)
}

/// Two plans as behaviour in a tree, or as mixtures over a table's strategies.
pub(super) fn of_plans(
    task: &Task<'_>,
    form: &SequenceForm,
    plans: &[Plan; 2],
) -> Result<Told, AnswerError> {
    match task.source {
        Source::Tree(tree) => {
            let profile = form.behaviour(tree.information_sets().len(), plans);
            Ok(of_behaviour(tree, &profile, GameArithmetic::Exact))
        }
        Source::Strategic(_) => {
            let mixture = plans.iter().map(|plan| plan[1..].to_vec()).collect();
            of_mixture(task, &mixture, GameArithmetic::Exact)
        }
    }
}
