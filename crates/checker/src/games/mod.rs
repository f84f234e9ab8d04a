//! Checks answers about games: `game` and `play`.
//!
//! In: the text of a game file and a saved answer. Out: [`Findings`]. The file is read again
//! ([`tree`], [`table`]), and what the answer claims is worked out from the definitions: what
//! profiles pay and what could be gained ([`behaviour`], [`mixture`]), beliefs ([`beliefs`]),
//! quantal responses ([`responses`]), how many equilibria there are where all can be tried
//! ([`counts`]), and where a play ends ([`play`]). Nothing is shared with what solves games.

mod answer;
mod behaviour;
mod beliefs;
mod components;
mod counts;
mod description;
mod drawn;
mod mixture;
mod number;
mod plans;
mod play;
mod precision;
mod profile;
mod responses;
mod solution;
mod table;
mod tree;
mod vertices;
mod words;

pub use play::{Compiled, Parameters, verify_play};

use crate::finding::Findings;
use crate::verify::VerifyError;
use answer::GameAnswer;
use table::Table;
use tree::Tree;

/// A game as it was read.
struct Game {
    /// The tree, where the file holds one.
    tree: Option<Tree>,
    /// The table; of a tree that of its plans. Nothing where it is too large.
    table: Option<Table>,
    /// The plans of each player in a tree, as strategies of the table.
    plans: Vec<Vec<plans::Plan>>,
}

impl Game {
    fn read(text: &str) -> Result<Game, String> {
        let begins = |word: &str| {
            let text = text.strip_prefix('\u{feff}').unwrap_or(text);
            text.trim_start().starts_with(word)
        };
        if begins("NFG") {
            return Ok(Game {
                tree: None,
                table: Some(Table::read(text)?),
                plans: Vec::new(),
            });
        }
        let tree = Tree::read(text)?;
        let players = 0..tree.players.len();
        let plans: Option<Vec<Vec<plans::Plan>>> =
            players.map(|player| plans::plans(&tree, player)).collect();
        let plans = plans.unwrap_or_default();
        let table = (plans.len() == tree.players.len())
            .then(|| {
                let own = plans.iter().enumerate();
                let names = own.map(|(player, plans)| plans::names(&tree, player, plans));
                Table::of(&tree, &plans, names.collect())
            })
            .flatten();
        Ok(Game {
            tree: Some(tree),
            table,
            plans,
        })
    }

    fn players(&self) -> &[String] {
        match (&self.tree, &self.table) {
            (Some(tree), _) => &tree.players,
            (None, Some(table)) => &table.players,
            (None, None) => &[],
        }
    }
}

/// Checks a saved answer of `game` against the game that it is about.
///
/// Cost: linear in the tree for each profile, but for best replies, which look at each history of a
/// player once for each profile; and every cell of the table, where that is small.
///
/// # Errors
/// When the answer or the game cannot be read.
pub fn verify_game(game: &str, answer: &str) -> Result<Findings, VerifyError> {
    let answer: GameAnswer =
        serde_json::from_str(answer).map_err(|error| VerifyError::Form(error.to_string()))?;
    if answer.version != 1 {
        return Err(VerifyError::Version(answer.version));
    }
    let game = Game::read(game).map_err(VerifyError::Game)?;
    let mut findings = Findings::default();
    check(&game, &answer, &mut findings);
    Ok(findings)
}

/// Checks what is said of a game and its equilibria. The profiles that can be read are handed back,
/// by place in the list.
fn check(
    game: &Game,
    answer: &GameAnswer,
    findings: &mut Findings,
) -> Vec<Option<profile::Profile>> {
    description::check(game, answer, findings);
    match &answer.solution {
        Some(solution) => solution::check(game, solution, findings),
        None => Vec::new(),
    }
}
