//! A strategic game as a game tree: all choose one after the other, and nobody sees a choice.

use crate::build::{Flaw, MOST_NODES, TreeBuilder};
use crate::number::Number;
use crate::strategic::{Payoffs, Strategic};
use crate::tree::{InformationSetId, Mover, OutcomeId, PlayerId, Tree};

/// The tree in which the players choose in their order without seeing earlier choices.
///
/// Names and numbers stay as written. Linear in the table.
///
/// # Errors
/// The tree would be too large.
pub fn simultaneous(game: &Strategic) -> Result<Tree, Flaw> {
    if game.cell_count() > MOST_NODES / 2 {
        return Err(Flaw::TooManyNodes);
    }
    let names = game.players().iter().map(|player| player.name.clone());
    let mut builder = TreeBuilder::new(game.title(), names);
    builder.comment(game.comment());
    let mut sets = Vec::with_capacity(game.players().len());
    for (player, one) in game.players().iter().enumerate() {
        let player = PlayerId(player as u32);
        sets.push(builder.information_set(player, 1, "".into(), one.strategies.clone())?);
    }
    // The choices made so far, like the digits of a counter whose last digit turns fastest.
    let mut chosen: Vec<usize> = Vec::new();
    loop {
        while let Some(&set) = sets.get(chosen.len()) {
            builder.node("".into(), Mover::Player(set), None)?;
            chosen.push(0);
        }
        let outcome = outcome(&mut builder, game, game.cell(&chosen))?;
        builder.node("".into(), Mover::Nobody, outcome)?;
        if !turn(&mut chosen, &sets, game) {
            return builder.finish();
        }
    }
}

/// Drops finished choices and turns to the next one; false where there is none.
fn turn(chosen: &mut Vec<usize>, sets: &[InformationSetId], game: &Strategic) -> bool {
    debug_assert_eq!(chosen.len(), sets.len());
    while let Some(last) = chosen.pop() {
        if last + 1 < game.players()[chosen.len()].strategies.len() {
            chosen.push(last + 1);
            return true;
        }
    }
    false
}

fn outcome(
    builder: &mut TreeBuilder,
    game: &Strategic,
    cell: usize,
) -> Result<Option<OutcomeId>, Flaw> {
    match game.payoffs() {
        Payoffs::Outcomes { outcomes, cells } => {
            let Some(index) = cells[cell] else {
                return Ok(None);
            };
            let one = &outcomes[index as usize];
            builder
                .outcome(one.number, one.name.clone(), one.payoffs.clone())
                .map(Some)
        }
        Payoffs::Listed(_) => {
            let players = game.players().len() as u32;
            let payoff = |player| game.payoff(cell, PlayerId(player)).cloned();
            let payoffs: Vec<Number> = (0..players).filter_map(payoff).collect();
            builder
                .outcome(cell as i64 + 1, "".into(), payoffs)
                .map(Some)
        }
    }
}
