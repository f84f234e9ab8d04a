//! Writes games as Gambit does: one node, one outcome or one list of payoffs a line.

use std::fmt;
use std::io::{self, Write};

use crate::number::Number;
use crate::strategic::{Payoffs, Strategic};
use crate::tree::{Mover, Outcome, OutcomeId, Tree};

/// Writes a game tree as `.efg`. What is read back is the same tree.
///
/// # Errors
/// Those of `to`.
pub fn write_efg(tree: &Tree, to: &mut dyn Write) -> io::Result<()> {
    header(
        to,
        "EFG 2 R",
        tree.title(),
        tree.players().iter().map(|player| &*player.name),
    )?;
    writeln!(to, "\n{}\n", Quoted(tree.comment()))?;
    for node in tree.nodes() {
        match node.mover {
            Mover::Nobody => write!(to, "t {}", Quoted(&node.name))?,
            Mover::Player(set) => {
                let set = tree.information_set(set);
                let (player, name) = (set.player.0 + 1, Quoted(&set.name));
                write!(
                    to,
                    "p {} {player} {} {name} {{",
                    Quoted(&node.name),
                    set.number
                )?;
                for action in &set.actions {
                    write!(to, " {}", Quoted(action))?;
                }
                write!(to, " }}")?;
            }
            Mover::Chance(chance) => {
                let chance = tree.chance(chance);
                write!(
                    to,
                    "c {} {} {} {{",
                    Quoted(&node.name),
                    chance.number,
                    Quoted(&chance.name)
                )?;
                for (action, probability) in &chance.actions {
                    write!(to, " {} {probability}", Quoted(action))?;
                }
                write!(to, " }}")?;
            }
        }
        outcome(to, tree, node.outcome)?;
    }
    Ok(())
}

fn outcome(to: &mut dyn Write, tree: &Tree, outcome: Option<OutcomeId>) -> io::Result<()> {
    let Some(outcome) = outcome else {
        return writeln!(to, " 0");
    };
    let Outcome {
        number,
        name,
        payoffs,
    } = tree.outcome(outcome);
    writeln!(to, " {number} {} {{ {} }}", Quoted(name), Listed(payoffs))
}

/// Writes a strategic game as `.nfg`. What is read back is the same game.
///
/// # Errors
/// Those of `to`.
pub fn write_nfg(game: &Strategic, to: &mut dyn Write) -> io::Result<()> {
    header(
        to,
        "NFG 1 R",
        game.title(),
        game.players().iter().map(|player| &*player.name),
    )?;
    writeln!(to, "\n\n{{")?;
    for player in game.players() {
        write!(to, "{{")?;
        for strategy in &player.strategies {
            write!(to, " {}", Quoted(strategy))?;
        }
        writeln!(to, " }}")?;
    }
    writeln!(to, "}}\n{}\n", Quoted(game.comment()))?;
    match game.payoffs() {
        Payoffs::Outcomes { outcomes, cells } => {
            writeln!(to, "{{")?;
            for Outcome { name, payoffs, .. } in outcomes {
                writeln!(to, "{{ {} {} }}", Quoted(name), Listed(payoffs))?;
            }
            writeln!(to, "}}")?;
            for cell in cells {
                write!(to, "{} ", cell.map_or(0, |index| index + 1))?;
            }
            writeln!(to)
        }
        Payoffs::Listed(payoffs) => {
            for cell in payoffs.chunks(game.players().len().max(1)) {
                writeln!(to, "{}", Separated(cell, " "))?;
            }
            Ok(())
        }
    }
}

fn header<'a>(
    to: &mut dyn Write,
    format: &str,
    title: &str,
    players: impl Iterator<Item = &'a str>,
) -> io::Result<()> {
    write!(to, "{format} {} {{", Quoted(title))?;
    for player in players {
        write!(to, " {}", Quoted(player))?;
    }
    write!(to, " }}")
}

/// A text in quotes.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("\"")?;
        for part in self.0.split_inclusive(['"', '\\']) {
            let plain = part.strip_suffix(['"', '\\']).unwrap_or(part);
            to.write_str(plain)?;
            if plain.len() < part.len() {
                write!(to, "\\{}", &part[plain.len()..])?;
            }
        }
        to.write_str("\"")
    }
}

struct Separated<'a>(&'a [Number], &'static str);

impl fmt::Display for Separated<'_> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, number) in self.0.iter().enumerate() {
            let between = if index == 0 { "" } else { self.1 };
            write!(to, "{between}{number}")?;
        }
        Ok(())
    }
}

struct Listed<'a>(&'a [Number]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        Separated(self.0, ", ").fmt(to)
    }
}
