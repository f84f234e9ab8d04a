//! A game of another program's file: what it is, and its equilibria.
//!
//! `describe` says what the game is; each solver has a file, which turns a `Task` into what is `found`
//! with the help of `profiles`. `drawing` says what a drawing of a tree shows.

mod backward;
mod correlated;
mod describe;
mod drawing;
mod extreme;
mod found;
mod information;
mod lemke;
mod logit;
pub(super) mod names;
mod observed;
mod profiles;
mod pure;
mod regret;
mod sequences;
mod sequential;
mod several;
mod support;
mod zero_sum;

pub use drawing::{DrawingRequest, sketch};
pub use found::{Profile, Solved};
pub use information::information;
pub(super) use observed::moves;
pub use observed::{Draw, Watched, draws, ends, observed};
pub(super) use profiles::{decimal, number};
pub use regret::RegretRequest;

use equilibrium::sequential::supports as sequential_supports;
use game::reduced::{Reduced, reduced};
use game::{Strategic, Tree};
use graph::Control;
use report::answer::{GameAnswer, GameCompleteness, GameSolution, GameSolver};

use crate::error::AnswerError;
use found::Found;

pub use logit::path;

/// A game to be solved.
#[derive(Clone, Copy)]
pub enum Source<'a> {
    /// A game tree, as in a `.efg` file.
    Tree(&'a Tree),
    /// A strategic game, as in a `.nfg` file.
    Strategic(&'a Strategic),
}

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Request {
    /// Which equilibria.
    pub wanted: Wanted,
    /// How many are listed at most.
    pub most: usize,
    /// How many times as long as usual is searched before giving up.
    pub effort: u64,
    /// How regret is minimised, where that is asked for.
    pub regret: RegretRequest,
}

/// Which equilibria are asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wanted {
    /// What suits the game.
    Suitable,
    /// These.
    These(GameSolver),
    /// Not an equilibrium: quantal responses at this rationality.
    Response(f64),
    /// None.
    Nothing,
}

/// Describes a game and solves it.
///
/// # Errors
/// What is asked does not fit the game, the game is too large for it, or the user stops the work.
pub fn game(
    file: &str,
    source: &Source<'_>,
    request: Request,
    control: &Control,
) -> Result<Solved, AnswerError> {
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
    let task = Task {
        source,
        table: &table,
        most: request.most,
        effort: request.effort,
        regret: request.regret,
        control,
    };
    let (mut solver, mut chosen) = match request.wanted {
        Wanted::Nothing => return Ok(unsolved(answer)),
        Wanted::These(solver) => (solver, None),
        Wanted::Response(_) => (GameSolver::Logit, None),
        Wanted::Suitable => {
            let (solver, why) = suitable(&task, &answer);
            (solver, Some(why))
        }
    };
    control.step("looking for equilibria")?;
    let mut found = match request.wanted {
        Wanted::Response(rationality) => logit::response(&task, rationality),
        _ => solved(solver, &task),
    };
    let incomplete = |found: &Found| found.solution.completeness == GameCompleteness::Incomplete;
    if chosen.is_some() && solver == GameSolver::Sequential && found.as_ref().is_ok_and(incomplete)
    {
        // What is asked for by nobody in particular had better be complete.
        let (other, why) = suitable_in_total(&task, &answer);
        (solver, chosen) = (other, Some(why.to_owned()));
        found = solved(solver, &task);
    }
    let profiles = match found {
        Ok(Found { solution, profiles }) => {
            answer.solution = Some(GameSolution { chosen, ..solution });
            profiles
        }
        Err(AnswerError::TooLarge(why)) if chosen.is_some() => {
            answer.remarks.push(format!("Not solved: {why}."));
            return Ok(unsolved(answer));
        }
        Err(error) => return Err(error),
    };
    let forgetful = answer
        .players
        .iter()
        .find(|player| player.forgets.is_some());
    if let Some(player) = forgetful
        && solver == GameSolver::Logit
    {
        answer.remarks.push(format!(
            "Each information set chooses on its own here. {} forgets, so a plan for several of them may \
             pay more.",
            player.name
        ));
    }
    if let Some(player) = forgetful
        && compares_plans(solver)
    {
        answer.remarks.push(format!(
            "Only plans and mixtures of plans are compared here. {} forgets, so behaviour that mixes \
             at each information set on its own may be paid more or less.",
            player.name
        ));
    }
    Ok(Solved { answer, profiles })
}

fn unsolved(answer: GameAnswer) -> Solved {
    Solved {
        answer,
        profiles: Vec::new(),
    }
}

/// Cells of a table for two of which all equilibria can usually be found.
const SMALL_TABLE: usize = 2_048;

/// Supports times nodes of a tree that is small enough to look for sequential equilibria unasked.
const SMALL_SEARCH: u64 = 50_000;

/// The solver that suits a game, and why it does, in one sentence.
fn suitable(task: &Task<'_>, described: &GameAnswer) -> (GameSolver, String) {
    if described.perfect_information == Some(true) {
        let why =
            "Everybody who moves knows the whole history, so the tree is solved from its ends.";
        return (GameSolver::Backward, why.to_owned());
    }
    let forgets = described.players.iter().any(|one| one.forgets.is_some());
    if let Source::Tree(tree) = task.source
        && !forgets
        && !described.constant_sum
        && (tree.nodes().len() as u64) <= SMALL_SEARCH
    {
        let supports = sequential_supports(tree);
        if supports.saturating_mul(tree.nodes().len() as u64) <= SMALL_SEARCH {
            let why = format!(
                "Not everybody who moves knows the whole history, and {supports} choices of actions \
                 are soon tried, so behaviour is asked to be optimal everywhere, given what is \
                 believed there."
            );
            return (GameSolver::Sequential, why);
        }
    }
    let (solver, why) = suitable_in_total(task, described);
    (solver, why.to_owned())
}

/// The solver that suits a game of which more is not asked than that nobody gains alone.
fn suitable_in_total(task: &Task<'_>, described: &GameAnswer) -> (GameSolver, &'static str) {
    if described.players.len() != 2 {
        let why = "Not for two players, so only equilibria that do not mix are looked for.";
        return (GameSolver::Pure, why);
    }
    let small = |table: &Table<'_>| table.game().cell_count() <= SMALL_TABLE;
    let forgetful = described
        .players
        .iter()
        .any(|player| player.forgets.is_some());
    if forgetful || task.table.as_ref().is_ok_and(small) {
        let why = "The table is for two players and small, so all equilibria can be found.";
        return (GameSolver::Extreme, why);
    }
    if described.constant_sum {
        let why = "The table is large, but payoffs sum to a constant, so one linear program finds \
                   optimal play.";
        return (GameSolver::ZeroSum, why);
    }
    match task.source {
        Source::Tree(_) => (
            GameSolver::Lemke,
            "The table is too large to look for all equilibria, so some are looked for in the tree.",
        ),
        Source::Strategic(_) => (
            GameSolver::LemkeHowson,
            "The table is too large to look for all equilibria, so some are looked for.",
        ),
    }
}

fn solved(solver: GameSolver, task: &Task<'_>) -> Result<Found, AnswerError> {
    match solver {
        GameSolver::Backward => backward::solve(task),
        GameSolver::Pure => pure::solve(task),
        GameSolver::Extreme => extreme::solve(task),
        GameSolver::Cfr => regret::solve(task),
        GameSolver::Sequential | GameSolver::PerfectBayesian => sequential::solve(task, solver),
        GameSolver::ZeroSum => zero_sum::solve(task),
        GameSolver::Lemke => lemke::solve(task),
        GameSolver::LemkeHowson => lemke::howson(task),
        GameSolver::Correlated | GameSolver::CoarseCorrelated => correlated::solve(task, solver),
        GameSolver::Newton | GameSolver::Simplicial => several::solve(task, solver),
        GameSolver::Support => support::solve(task),
        GameSolver::Logit => logit::limit(task),
    }
}

/// Whether a solver compares mixtures of plans, not behaviour at each information set.
fn compares_plans(solver: GameSolver) -> bool {
    match solver {
        GameSolver::Pure
        | GameSolver::Extreme
        | GameSolver::Support
        | GameSolver::Newton
        | GameSolver::Simplicial
        | GameSolver::LemkeHowson
        | GameSolver::Correlated
        | GameSolver::CoarseCorrelated => true,
        GameSolver::Backward
        | GameSolver::ZeroSum
        | GameSolver::Lemke
        | GameSolver::Sequential
        | GameSolver::PerfectBayesian
        | GameSolver::Logit
        | GameSolver::Cfr => false,
    }
}

/// What a solver is given.
struct Task<'a> {
    source: &'a Source<'a>,
    /// The game as a table, or why there is none.
    table: &'a Result<Table<'a>, String>,
    /// How many equilibria are listed at most.
    most: usize,
    /// How many times as long as usual is searched before giving up.
    effort: u64,
    regret: RegretRequest,
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
