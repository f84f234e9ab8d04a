//! Games as tables: read from `.nfg` files, or worked out from a tree, one plan after another.

use super::number::Exact;
use super::plans::Plan;
use super::tree::{Mover, Tree, payoff};
use super::words::{Word, Words};

/// Cells that a table may have.
pub(super) const MOST_CELLS: usize = 1 << 16;

/// Nodes that are visited at most to fill a table.
const MOST_VISITS: usize = 1 << 25;

/// A game as a table. The first player's strategies change fastest from cell to cell.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) title: String,
    pub(super) comment: String,
    pub(super) players: Vec<String>,
    /// The names of each player's strategies.
    pub(super) strategies: Vec<Vec<String>>,
    /// What each cell pays each player.
    pub(super) pays: Vec<Vec<Exact>>,
}

impl Table {
    /// Reads a file.
    pub(super) fn read(text: &str) -> Result<Table, String> {
        let mut words = Words::new(text)?;
        let (title, players) = words.header("NFG")?;
        let strategies = words
            .list(
                |words| match words.list(|words| words.must_text("a strategy"))? {
                    Some(names) => Ok(names),
                    None => {
                        let count = words.must_whole("the number of strategies")?;
                        if !(0..=MOST_CELLS as i64).contains(&count) {
                            return Err(format!("{count} strategies are too many"));
                        }
                        Ok((1..=count).map(|number| number.to_string()).collect())
                    }
                },
            )?
            .ok_or("the strategies are missing")?;
        let comment = words.text()?.unwrap_or_default();
        let mut table = Table {
            title,
            comment,
            players,
            strategies,
            pays: Vec::new(),
        };
        let count = table.players.len();
        if table.strategies.len() != count || table.strategies.iter().any(Vec::is_empty) {
            return Err("not every player has strategies".to_owned());
        }
        let cells = table.cells().ok_or("the table has too many cells")?;
        if words.peek() == Some(&Word::Open) {
            let outcomes = words
                .list(|words| outcome(words, count))?
                .unwrap_or_default();
            for _ in 0..cells {
                let number = words.must_whole("the number of an outcome")?;
                let paid = match usize::try_from(number) {
                    Ok(0) => vec![Exact::ZERO; count],
                    Ok(number) if number <= outcomes.len() => outcomes[number - 1].clone(),
                    _ => return Err(format!("there is no outcome {number}")),
                };
                table.pays.push(paid);
            }
        } else {
            for _ in 0..cells {
                let paid = (0..count).map(|_| payoff(&mut words));
                table.pays.push(paid.collect::<Result<_, _>>()?);
            }
        }
        match words.peek() {
            None => Ok(table),
            Some(_) => Err("something stands after the last cell".to_owned()),
        }
    }

    /// The table of a tree's plans; nothing where it is too large.
    pub(super) fn of(tree: &Tree, plans: &[Vec<Plan>], names: Vec<Vec<String>>) -> Option<Table> {
        let mut table = Table {
            title: tree.title.clone(),
            comment: tree.comment.clone(),
            players: tree.players.clone(),
            strategies: names,
            pays: Vec::new(),
        };
        let cells = table.cells()?;
        if cells.checked_mul(tree.nodes.len())? > MOST_VISITS {
            return None;
        }
        let own: Vec<Vec<usize>> = (0..tree.players.len()).map(|one| tree.own(one)).collect();
        for cell in 0..cells {
            let chosen = table.chosen(cell);
            let action = |set: usize| {
                let player = tree.sets[set].player;
                let place = own[player].iter().position(|one| *one == set)?;
                plans[player][chosen[player]][place]
            };
            table.pays.push(played(tree, action));
        }
        Some(table)
    }

    /// How many cells there are; nothing where these are too many.
    pub(super) fn cells(&self) -> Option<usize> {
        let sizes = self.strategies.iter().map(Vec::len);
        sizes
            .into_iter()
            .try_fold(1usize, |cells, size| cells.checked_mul(size))
            .filter(|cells| *cells <= MOST_CELLS)
    }

    /// The strategy of each player in a cell.
    pub(super) fn chosen(&self, cell: usize) -> Vec<usize> {
        let mut rest = cell;
        let each = self.strategies.iter().map(|own| {
            let chosen = rest % own.len();
            rest /= own.len();
            chosen
        });
        each.collect()
    }

    /// The cell where each player chooses this strategy.
    pub(super) fn cell(&self, chosen: &[usize]) -> usize {
        let sizes = self.strategies.iter().map(Vec::len);
        let both = sizes.zip(chosen).rev();
        both.fold(0, |cell, (size, chosen)| cell * size + chosen)
    }

    /// The cell where one player chooses another strategy.
    pub(super) fn instead(&self, cell: usize, player: usize, strategy: usize) -> usize {
        let mut chosen = self.chosen(cell);
        chosen[player] = strategy;
        self.cell(&chosen)
    }
}

fn outcome(words: &mut Words<'_>, players: usize) -> Result<Vec<Exact>, String> {
    let mut paid = None;
    if words.peek() == Some(&Word::Open) {
        words.next()?;
        words.must_text("the name of an outcome")?;
        let payoffs = (0..players).map(|_| payoff(words));
        paid = Some(payoffs.collect::<Result<Vec<_>, _>>()?);
    }
    match (paid, words.next()?) {
        (Some(paid), Some(Word::Close)) => Ok(paid),
        _ => Err("an outcome is not written as a name and a payoff for each player".to_owned()),
    }
}

/// What is paid where each information set that is reached takes this action.
fn played(tree: &Tree, action: impl Fn(usize) -> Option<usize>) -> Vec<Exact> {
    let mut sums = vec![Exact::ZERO; tree.players.len()];
    let mut open = vec![(0usize, Exact::ONE)];
    while let Some((at, likely)) = open.pop() {
        let node = &tree.nodes[at];
        if let Some(outcome) = node.outcome {
            for (sum, paid) in sums.iter_mut().zip(&tree.outcomes[outcome]) {
                *sum += paid * &likely;
            }
        }
        match node.mover {
            Mover::Nobody => {}
            Mover::Chance(chance) => {
                for (after, (_, chance)) in node.after.iter().zip(&tree.chances[chance]) {
                    open.push((*after, &likely * chance));
                }
            }
            Mover::Player(set) => {
                if let Some(taken) = action(set) {
                    open.push((node.after[taken], likely));
                }
            }
        }
    }
    sums
}
