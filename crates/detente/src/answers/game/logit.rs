//! Quantal responses: behaviour at a given rationality, and the equilibrium they lead to.

use approximate::logit::{Branch, Ended, Limits, Point, Reach, crossings, principal};
use approximate::{Compact, Source as Game};
use game::Rational;
use game::tree::{InformationSetId, NodeId, Tree};
use graph::Control;
use report::answer::{GameArithmetic, GameCompleteness, GameSolution, GameSolver};
use report::csv::Records;

use super::found::{Found, Told};
use super::names::{action_name, set_name};
use super::profiles::{of_behaviour, of_table};
use super::{Source, Task};
use crate::error::AnswerError;

/// The equilibrium at the end of the principal branch: of a tree in agent form, of a table as it is.
pub(super) fn limit(task: &Task<'_>) -> Result<Found, AnswerError> {
    let branch = follow(task.source, Reach::Limit, task.control)?;
    let Some(found) = &branch.limit else {
        let far = branch.points.last().map_or(0.0, |point| point.rationality);
        return Err(AnswerError::TooLarge(lost(far, branch.ended)));
    };
    let arithmetic = if found.exact {
        GameArithmetic::Exact
    } else {
        GameArithmetic::Floating
    };
    let told = shown(task, &found.profile, arithmetic);
    Ok(Found::new([told], |equilibria| GameSolution {
        arithmetic,
        completeness: GameCompleteness::One,
        count: Some("1".to_owned()),
        ..GameSolution::exact(GameSolver::Logit, equilibria)
    }))
}

/// All behaviour at a rationality that is on the principal branch, in its order.
pub(super) fn response(task: &Task<'_>, rationality: f64) -> Result<Found, AnswerError> {
    task.control.step("following quantal responses")?;
    let goes_on = || task.control.check().is_ok();
    let crossings = crossings(
        approximated(task.source),
        rationality,
        Limits::default(),
        &goes_on,
    )
    .map_err(|error| AnswerError::TooLarge(error.to_string()))?;
    task.control.check()?;
    if crossings.points.is_empty() {
        return Err(AnswerError::TooLarge(lost(
            crossings.followed,
            crossings.ended,
        )));
    }
    let game = compact(task.source)?;
    let fraction = |chance: f64| Rational::try_from(chance).unwrap_or(Rational::ZERO);
    let responses = crossings.points.iter().take(task.most).map(|point| {
        let profile: Vec<Vec<Rational>> = chances(&game, point)
            .into_iter()
            .map(|own| own.into_iter().map(fraction).collect())
            .collect();
        shown(task, &profile, GameArithmetic::Floating)
    });
    let whole = crossings.ended == Ended::Reached;
    let count = crossings.points.len();
    Ok(Found::new(responses, |equilibria| GameSolution {
        rationality: Some(rationality.to_string()),
        count: whole.then(|| count.to_string()),
        completeness: if whole && count <= task.most {
            GameCompleteness::Complete
        } else {
            GameCompleteness::Incomplete
        },
        ..GameSolution::floating(GameSolver::Logit, equilibria)
    }))
}

/// The points of the principal branch, one row for each action, as far as is asked.
///
/// # Errors
/// The game is too large, or the user stops the work.
pub fn path(
    source: &Source<'_>,
    rationality: Option<f64>,
    control: &Control,
) -> Result<Records, AnswerError> {
    let reach = rationality.map_or(Reach::Limit, Reach::Rationality);
    let branch = follow(source, reach, control)?;
    let game = compact(source)?;
    let mut rows = Vec::new();
    for (number, point) in (1..).zip(&branch.points) {
        for (agent, own) in chances(&game, point).into_iter().enumerate() {
            let player = game.agents()[agent].player;
            for (action, chance) in own.into_iter().enumerate() {
                let (owner, set, name) = called(source, agent, action);
                rows.push(vec![
                    format!("{number}"),
                    format!("{}", point.rationality),
                    owner,
                    set,
                    name,
                    format!("{chance}"),
                    format!("{}", point.payoffs[player]),
                ]);
            }
        }
    }
    Ok(Records {
        header: vec![
            "point",
            "rationality",
            "player",
            "information_set",
            "name",
            "probability",
            "payoff",
        ],
        rows,
    })
}

fn follow(source: &Source<'_>, reach: Reach, control: &Control) -> Result<Branch, AnswerError> {
    control.step("following quantal responses")?;
    let goes_on = || control.check().is_ok();
    let branch = principal(approximated(source), reach, Limits::default(), &goes_on)
        .map_err(|error| AnswerError::TooLarge(error.to_string()))?;
    control.check()?;
    Ok(branch)
}

fn compact(source: &Source<'_>) -> Result<Compact, AnswerError> {
    let compact = approximated(source).compact();
    compact.map_err(|error| AnswerError::TooLarge(error.to_string()))
}

fn approximated<'a>(source: &Source<'a>) -> Game<'a> {
    match source {
        Source::Tree(tree) => Game::Tree(tree),
        Source::Strategic(table) => Game::Table(table),
    }
}

fn chances(game: &Compact, point: &Point) -> Vec<Vec<f64>> {
    let chances: Vec<f64> = point.logs.iter().map(|log| log.exp()).collect();
    game.by_agent(&chances)
}

fn lost(far: f64, ended: Ended) -> String {
    let why = match ended {
        Ended::Steps => "it takes more steps than are allowed",
        _ => "numbers of this precision do not suffice to go on",
    };
    format!("quantal responses were followed up to rationality {far:.3e}: {why}")
}

fn shown(task: &Task<'_>, profile: &Vec<Vec<Rational>>, arithmetic: GameArithmetic) -> Told {
    match task.source {
        Source::Tree(tree) => of_behaviour(tree, profile, arithmetic),
        Source::Strategic(table) => of_table(table, profile, arithmetic),
    }
}

/// Who chooses, where, and what an action is called.
fn called(source: &Source<'_>, agent: usize, action: usize) -> (String, String, String) {
    match source {
        Source::Strategic(table) => {
            let player = &table.players()[agent];
            let name = player.strategies[action].to_string();
            (player.name.to_string(), String::new(), name)
        }
        Source::Tree(tree) => {
            let id = InformationSetId(agent as u32);
            let set = tree.information_set(id);
            let first = set.members.first().copied().unwrap_or(NodeId(0));
            let player = tree.players()[set.player.index()].name.to_string();
            (player, set_name(tree, id), named(tree, first, action))
        }
    }
}

fn named(tree: &Tree, at: NodeId, action: usize) -> String {
    action_name(tree, at, action as u32)
}
