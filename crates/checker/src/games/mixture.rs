//! What mixtures over the strategies of a table pay, and what another strategy would.

use super::number::Exact;
use super::table::Table;

/// For each player, how likely each of its strategies is.
pub(super) type Mixture = Vec<Vec<Exact>>;

/// What each strategy of a player pays against what the others do.
pub(super) fn replies(table: &Table, mixture: &Mixture, player: usize) -> Vec<Exact> {
    let mut pays = vec![Exact::ZERO; table.strategies[player].len()];
    for (cell, paid) in table.pays.iter().enumerate() {
        let chosen = table.chosen(cell);
        let mut likely = Exact::ONE;
        for (other, strategy) in chosen.iter().enumerate() {
            if other != player {
                likely *= &mixture[other][*strategy];
            }
            if likely.is_zero() {
                break;
            }
        }
        if !likely.is_zero() {
            pays[chosen[player]] += &paid[player] * likely;
        }
    }
    pays
}

/// What each player is paid, and how much more its best strategy would pay.
pub(super) fn judged(table: &Table, mixture: &Mixture) -> Vec<(Exact, Exact)> {
    let players = 0..table.players.len();
    players
        .map(|player| {
            let pays = replies(table, mixture, player);
            let paid = pays
                .iter()
                .zip(&mixture[player])
                .fold(Exact::ZERO, |sum, (pay, likely)| sum + pay * likely);
            let best = pays.into_iter().max().unwrap_or(Exact::ZERO);
            let regret = best - &paid;
            (paid, regret)
        })
        .collect()
}

/// The cells from which nobody gains by leaving alone.
pub(super) fn pure(table: &Table) -> Vec<usize> {
    let stays = |cell: &usize| {
        (0..table.players.len()).all(|player| {
            let others = 0..table.strategies[player].len();
            let mut others = others.map(|other| table.instead(*cell, player, other));
            others.all(|other| table.pays[other][player] <= table.pays[*cell][player])
        })
    };
    (0..table.pays.len()).filter(stays).collect()
}

/// How much each player could gain in a draw of cells: where it is told its strategy, by another one
/// each time it is told; else by one strategy for good.
pub(super) fn gains(table: &Table, draw: &[(usize, Exact)], told: bool) -> Vec<(Exact, Exact)> {
    let players = 0..table.players.len();
    players
        .map(|player| {
            let own = table.strategies[player].len();
            let mut paid = Exact::ZERO;
            let mut instead = vec![vec![Exact::ZERO; own]; if told { own } else { 1 }];
            for (cell, likely) in draw {
                paid += &table.pays[*cell][player] * likely;
                let row = if told { table.chosen(*cell)[player] } else { 0 };
                for (other, sum) in instead[row].iter_mut().enumerate() {
                    *sum += &table.pays[table.instead(*cell, player, other)][player] * likely;
                }
            }
            let best = instead.into_iter().fold(Exact::ZERO, |sum, row| {
                sum + row.into_iter().max().unwrap_or(Exact::ZERO)
            });
            let gain = best - &paid;
            (paid, gain)
        })
        .collect()
}
