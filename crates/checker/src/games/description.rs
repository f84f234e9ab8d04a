//! Checks what an answer says of the game itself.

use super::Game;
use super::answer::{Forgets, GameAnswer};
use super::number::Exact;
use super::tree::{Mover, Tree};
use crate::finding::Findings;

/// Checks title, sizes, players and what they forget.
pub(super) fn check(game: &Game, answer: &GameAnswer, findings: &mut Findings) {
    let (form, title, comment, players) = match game {
        Game {
            tree: Some(tree), ..
        } => ("tree", &tree.title, &tree.comment, &tree.players),
        Game {
            table: Some(table), ..
        } => ("strategic", &table.title, &table.comment, &table.players),
        _ => return,
    };
    same(
        findings,
        "the form of the game",
        &answer.form,
        &form.to_owned(),
    );
    same(findings, "the title", &answer.title, title);
    same(findings, "the comment", &answer.comment, comment);
    let named: Vec<&String> = answer.players.iter().map(|player| &player.name).collect();
    let result = match named.iter().copied().eq(players) {
        true => Ok(()),
        false => Err(format!("the game's players are {}", players.join(", "))),
    };
    findings.note(|| "the players".to_owned(), result);
    sizes(game, answer, findings);
    for (number, player) in answer.players.iter().enumerate().take(players.len()) {
        let name = &player.name;
        let own = game.tree.as_ref().map(|tree| tree.own(number).len() as u64);
        let what = format!("how many information sets {name} has");
        same(findings, &what, &player.information_sets, &own);
        counted(
            game,
            findings,
            &format!("how many strategies {name} has"),
            player.strategies,
            {
                let table = game.table.as_ref();
                table.map(|table| table.strategies[number].len() as u64)
            },
        );
        let result = recall(game.tree.as_ref(), number, player.forgets.as_ref());
        findings.note(|| format!("what {name} forgets"), result);
    }
}

/// Notes whether something is told as it is.
fn same<T: PartialEq + std::fmt::Debug>(findings: &mut Findings, what: &str, told: &T, found: &T) {
    let result = match told == found {
        true => Ok(()),
        false => Err(format!("told is {told:?}, and the game has {found:?}")),
    };
    findings.note(|| what.to_owned(), result);
}

/// Compares a number that is known only where the game is not too large to be a table here.
fn counted(
    game: &Game,
    findings: &mut Findings,
    what: &str,
    told: Option<u64>,
    found: Option<u64>,
) {
    match (told, found) {
        (Some(_), None) if game.table.is_none() => findings.unchecked.push(format!(
            "{what}: the table is too large to be written again"
        )),
        // Each program has its own limit.
        (None, _) => {}
        _ => same(findings, what, &told, &found),
    }
}

fn sizes(game: &Game, answer: &GameAnswer, findings: &mut Findings) {
    let size = &answer.size;
    let tree = game.tree.as_ref();
    let count = |value: &dyn Fn(&Tree) -> usize| tree.map(|tree| value(tree) as u64);
    let over = |tree: &Tree| {
        let ends = tree.nodes.iter();
        ends.filter(|node| node.mover == Mover::Nobody).count()
    };
    same(
        findings,
        "how many nodes there are",
        &size.nodes,
        &count(&|tree| tree.nodes.len()),
    );
    same(
        findings,
        "how many ends there are",
        &size.ends,
        &count(&over),
    );
    same(
        findings,
        "the moves of the longest play",
        &size.depth,
        &count(&depth),
    );
    let chances = count(&|tree| tree.chances.len());
    same(
        findings,
        "how many chance moves there are",
        &size.chance_moves,
        &chances,
    );
    let cells = game.table.as_ref().map(|table| table.pays.len() as u64);
    counted(
        game,
        findings,
        "how many cells the table has",
        size.cells,
        cells,
    );
    let sees = |tree: &Tree| tree.sets.iter().all(|set| set.nodes.len() == 1);
    let what = "whether everybody who moves knows the whole history";
    same(findings, what, &answer.perfect_information, &tree.map(sees));
    match constant_sum(game) {
        Some(constant) => same(
            findings,
            "whether payoffs sum to a constant",
            &answer.constant_sum,
            &constant,
        ),
        None => findings.unchecked.push(
            "whether payoffs sum to a constant: the table is too large to be written again"
                .to_owned(),
        ),
    }
}

fn depth(tree: &Tree) -> usize {
    let mut deep: Vec<usize> = Vec::with_capacity(tree.nodes.len());
    for node in &tree.nodes {
        deep.push(node.before.map_or(0, |(before, _)| deep[before] + 1));
    }
    deep.into_iter().max().unwrap_or(0)
}

/// Whether the payoffs of two players sum to the same number at every end or in every cell; nothing
/// where only a table could tell, and is too large.
pub(super) fn constant_sum(game: &Game) -> Option<bool> {
    let all_equal = |sums: Vec<Exact>| sums.iter().all(|sum| Some(sum) == sums.first());
    let players = game.players().len();
    if players != 2 {
        return Some(false);
    }
    if let Some(tree) = &game.tree {
        let paid = tree.paid();
        let ends = tree.nodes.iter().zip(&paid);
        let ends = ends
            .filter(|(node, _)| node.mover == Mover::Nobody)
            .map(|(_, paid)| &paid[0] + &paid[1]);
        if all_equal(ends.collect()) {
            return Some(true);
        }
    }
    let table = game.table.as_ref()?;
    let cells = table.pays.iter().map(|paid| &paid[0] + &paid[1]);
    Some(all_equal(cells.collect()))
}

fn recall(tree: Option<&Tree>, player: usize, told: Option<&Forgets>) -> Result<(), String> {
    let remembers = tree.is_none_or(|tree| tree.remembers(player));
    let (tree, told) = match (tree, told, remembers) {
        (_, None, true) => return Ok(()),
        (_, Some(_), true) => return Err("it has perfect recall".to_owned()),
        (_, None, false) => return Err("it does not have perfect recall".to_owned()),
        (None, Some(_), false) => return Ok(()),
        (Some(tree), Some(told), false) => (tree, told),
    };
    let [one, other] = told.histories.as_slice() else {
        return Err("two histories are needed to show it".to_owned());
    };
    let here = |node: &usize| match tree.nodes[*node].mover {
        Mover::Player(set) => {
            tree.sets[set].player == player && tree.set_name(set) == told.information_set
        }
        _ => false,
    };
    let history = |node: usize| -> Vec<String> {
        let way = tree.way(node).into_iter();
        way.map(|(at, action)| tree.action_name(tree.nodes[at].mover, action))
            .collect()
    };
    let nodes: Vec<usize> = (0..tree.nodes.len()).filter(here).collect();
    let after = |wanted: &Vec<String>| {
        let like = |node: &&usize| history(**node) == *wanted;
        nodes
            .iter()
            .copied()
            .filter(move |node| like(&node))
            .collect::<Vec<_>>()
    };
    let differ = after(one).into_iter().any(|one| {
        let mut others = after(other).into_iter();
        others.any(|other| tree.passed(one, player) != tree.passed(other, player))
    });
    match differ {
        true => Ok(()),
        false => Err("the two histories do not show it".to_owned()),
    }
}
