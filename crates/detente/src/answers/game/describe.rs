//! What a game is, before anything is solved.

use game::recall::{Forgetting, Forgotten, forgettings};
use game::tree::{Mover, NodeId, PlayerId, Tree};
use game::{Number, Rational, Strategic};
use report::answer::{GameAnswer, GameForgetting, GameForm, GamePlayer, GameSize, VERSION};

use super::names::{action_name, set_name};

fn empty(file: &str, form: GameForm, title: &str, comment: &str) -> GameAnswer {
    GameAnswer {
        version: VERSION,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        file: file.to_owned(),
        title: title.to_owned(),
        comment: comment.to_owned(),
        form,
        size: GameSize::default(),
        perfect_information: None,
        constant_sum: false,
        players: Vec::new(),
        solution: None,
        observed: None,
        information: None,
        remarks: Vec::new(),
    }
}

/// Describes a strategic game.
pub(super) fn table(file: &str, game: &Strategic) -> GameAnswer {
    let mut answer = empty(file, GameForm::Strategic, game.title(), game.comment());
    let player = |player: &game::strategic::StrategicPlayer| GamePlayer {
        name: player.name.to_string(),
        information_sets: None,
        strategies: None,
        forgets: None,
    };
    answer.players = game.players().iter().map(player).collect();
    answer
}

/// Describes a game tree.
pub(super) fn tree(file: &str, tree: &Tree) -> GameAnswer {
    let mut answer = empty(file, GameForm::Tree, tree.title(), tree.comment());
    let ends = tree
        .nodes()
        .iter()
        .filter(|node| node.mover == Mover::Nobody);
    answer.size = GameSize {
        nodes: Some(tree.nodes().len() as u64),
        ends: Some(ends.count() as u64),
        depth: Some(tree.depth() as u64),
        chance_moves: Some(tree.chances().len() as u64),
        cells: None,
    };
    answer.perfect_information = Some(tree.has_perfect_information());
    answer.constant_sum = tree.is_constant_sum();
    let forgettings = forgettings(tree);
    for (id, player) in tree.player_ids().zip(tree.players()) {
        let forgets = forgettings.iter().find(|one| one.player == id);
        answer.players.push(GamePlayer {
            name: player.name.to_string(),
            information_sets: Some(player.information_sets.len() as u64),
            strategies: None,
            forgets: forgets.map(|one| forgetting(tree, one)),
        });
    }
    answer
}

fn forgetting(tree: &Tree, found: &Forgetting) -> GameForgetting {
    let history = |node: NodeId| {
        let steps = tree.path(node);
        steps
            .into_iter()
            .map(|(at, action)| action_name(tree, at, action))
            .collect()
    };
    GameForgetting {
        what: match found.what {
            Forgotten::BeingHere => "that it has been here before",
            Forgotten::Action => "what it did",
            Forgotten::Knowledge => "what it knew",
        }
        .to_owned(),
        information_set: set_name(tree, found.information_set),
        histories: vec![history(found.nodes.0), history(found.nodes.1)],
    }
}

/// Whether the payoffs of two players always sum to the same number.
pub(super) fn is_constant_sum(game: &Strategic) -> bool {
    if game.players().len() != 2 {
        return false;
    }
    let pays = |cell, player| {
        game.payoff(cell, PlayerId(player))
            .map_or(Rational::ZERO, Number::value)
    };
    let mut sums = (0..game.cell_count()).map(|cell| pays(cell, 0) + pays(cell, 1));
    let first = sums.next();
    sums.all(|sum| Some(&sum) == first.as_ref())
}
