//! A game of another program's file: what it is, and its equilibria.
//!
//! `describe` says what the game is; each solver has a file, which turns a [`Task`] into a
//! [`GameSolution`] with the help of `profiles`. `drawing` says what a drawing of a tree shows.

mod backward;
mod describe;
mod drawing;
mod extreme;
pub(super) mod names;
mod profiles;
mod pure;
mod sequential;

pub use drawing::{DrawingRequest, sketch};

use game::reduced::{Reduced, reduced};
use game::{Strategic, Tree};
use graph::Control;
use report::answer::{GameAnswer, GameSolution, GameSolver};

use crate::error::AnswerError;

/// A game as it was read.
pub enum Source {
    /// From a `.efg` file.
    Tree(Tree),
    /// From a `.nfg` file.
    Strategic(Strategic),
}

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Request {
    /// Which equilibria.
    pub wanted: Wanted,
    /// How many are listed at most.
    pub most: usize,
}

/// Which equilibria are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// What suits the game.
    Suitable,
    /// These.
    These(GameSolver),
    /// None.
    Nothing,
}

/// Describes a game and solves it.
///
/// # Errors
/// What is asked does not fit the game, the game is too large for it, or the user stops the work.
pub fn game(
    file: &str,
    source: &Source,
    request: Request,
    control: &Control,
) -> Result<GameAnswer, AnswerError> {
    let mut answer = match source {
        Source::Tree(tree) => describe::tree(file, tree),
        Source::Strategic(game) => describe::table(file, game),
    };
    control.step("writing the game as a table")?;
    let table = match source {
        Source::Tree(tree) => reduced(tree)
            .map(Table::Plans)
            .map_err(|error| error.to_string()),
        Source::Strategic(game) => Ok(Table::Game(game)),
    };
    if let Ok(table) = &table {
        let game = table.game();
        answer.size.cells = Some(game.cell_count() as u64);
        for (player, own) in answer.players.iter_mut().zip(game.players()) {
            player.strategies = Some(own.strategies.len() as u64);
        }
        answer.constant_sum |= describe::is_constant_sum(game);
    }
    let (solver, chosen) = match request.wanted {
        Wanted::Nothing => return Ok(answer),
        Wanted::These(solver) => (solver, None),
        Wanted::Suitable => {
            let (solver, why) = suitable(source);
            (solver, Some(why.to_owned()))
        }
    };
    control.step("looking for equilibria")?;
    let task = Task {
        source,
        table: &table,
        most: request.most,
        control,
    };
    match solved(solver, &task) {
        Ok(solution) => answer.solution = Some(GameSolution { chosen, ..solution }),
        Err(AnswerError::TooLarge(why)) if chosen.is_some() => {
            answer.remarks.push(format!("Not solved: {why}."));
            return Ok(answer);
        }
        Err(error) => return Err(error),
    }
    let forgetful = answer
        .players
        .iter()
        .find(|player| player.forgets.is_some());
    if let Some(player) = forgetful
        && compares_plans(solver)
    {
        answer.remarks.push(format!(
            "Only plans and mixtures of plans are compared here. {} forgets, so behaviour that mixes \
             at each information set on its own may be paid more or less.",
            player.name
        ));
    }
    Ok(answer)
}

/// The solver that suits a game, and why it does, in one sentence.
fn suitable(source: &Source) -> (GameSolver, &'static str) {
    match source {
        Source::Tree(tree) if tree.has_perfect_information() => (
            GameSolver::Backward,
            "Everybody who moves knows the whole history, so every subgame is solved from its end.",
        ),
        _ if source.player_count() == 2 => (
            GameSolver::Extreme,
            "For two players, all equilibria can be found.",
        ),
        _ => (
            GameSolver::Pure,
            "For this many players, only pure equilibria can all be found.",
        ),
    }
}

fn solved(solver: GameSolver, task: &Task<'_>) -> Result<GameSolution, AnswerError> {
    match solver {
        GameSolver::Backward => backward::solve(task),
        GameSolver::Pure => pure::solve(task),
        GameSolver::Extreme => extreme::solve(task),
        GameSolver::Sequential => sequential::solve(task),
    }
}

/// Whether a solver compares mixtures of plans, not behaviour at each information set.
fn compares_plans(solver: GameSolver) -> bool {
    match solver {
        GameSolver::Pure | GameSolver::Extreme => true,
        GameSolver::Backward | GameSolver::Sequential => false,
    }
}

impl Source {
    fn player_count(&self) -> usize {
        match self {
            Source::Tree(tree) => tree.players().len(),
            Source::Strategic(game) => game.players().len(),
        }
    }
}

/// What a solver is given.
struct Task<'a> {
    source: &'a Source,
    /// The game as a table, or why there is none.
    table: &'a Result<Table<'a>, String>,
    /// How many equilibria are listed at most.
    most: usize,
    control: &'a Control,
}

impl Task<'_> {
    /// The tree, for a method that needs one.
    fn tree(&self, method: &str) -> Result<&Tree, AnswerError> {
        match self.source {
            Source::Tree(tree) => Ok(tree),
            Source::Strategic(_) => Err(AnswerError::Question(format!(
                "{method} needs a game tree (.efg), and this is a strategic game"
            ))),
        }
    }

    /// The table, for a method that needs one.
    fn table(&self) -> Result<&Table<'_>, AnswerError> {
        self.table
            .as_ref()
            .map_err(|why| AnswerError::TooLarge(why.clone()))
    }
}

/// The game as a table: a strategic game itself, or a tree's reduced strategies.
enum Table<'a> {
    Game(&'a Strategic),
    Plans(Reduced),
}

impl Table<'_> {
    fn game(&self) -> &Strategic {
        match self {
            Table::Game(game) => game,
            Table::Plans(form) => &form.game,
        }
    }
}
