//! A game: what it is, and its equilibria with what nobody can gain.

use super::information::information;
use super::observed::observed;
use crate::answer::{
    GameAnswer, GameArithmetic, GameClass, GameClassKind, GameCompleteness, GameEnding,
    GameEquilibrium, GameForm, GameIterations, GamePlay, GameSolution, GameSolver, GameVariant,
    GameWeight,
};
use crate::page::{Align, Block, Entry, Line, Page, Table, Tone};

/// The page of `game`.
#[must_use]
pub fn game(answer: &GameAnswer) -> Page {
    let mut page = Page::default();
    let title = if answer.title.trim().is_empty() {
        &answer.file
    } else {
        &answer.title
    };
    page.push(Block::Title {
        text: Line::plain(one_line(title)),
        aside: aside(answer),
    });
    if !answer.comment.trim().is_empty() {
        page.text(Line::toned(one_line(&answer.comment), Tone::Faint));
    }
    page.text(facts(answer));
    page.push(Block::Gap);
    page.push(Block::Table(players(answer)));
    for player in &answer.players {
        let Some(forgets) = &player.forgets else {
            continue;
        };
        let histories: Vec<String> = forgets.histories.iter().map(|one| history(one)).collect();
        let line = Line::toned(player.name.clone(), Tone::Strong)
            .with(format!(" forgets {}", forgets.what), Tone::Warn)
            .and(format!(
                " (imperfect recall). It cannot tell apart at {}: {}.",
                forgets.information_set,
                histories.join(" | ")
            ));
        page.push(Block::Gap);
        page.text(line);
    }
    if let Some(solution) = &answer.solution {
        solved(solution, &mut page);
    }
    if let Some(found) = &answer.observed {
        observed(found, &mut page);
    }
    if let Some(found) = &answer.information {
        information(found, &mut page);
    }
    for remark in &answer.remarks {
        page.push(Block::Gap);
        page.text(Line::toned(remark.clone(), Tone::Warn));
    }
    page
}

/// Actions of a history that are shown at its beginning and at its end.
const SHOWN: (usize, usize) = (3, 9);

fn history(actions: &[String]) -> String {
    let (first, last) = SHOWN;
    match actions.len() {
        0 => "the start".to_owned(),
        count if count > first + last + 1 => {
            let left_out = count - first - last;
            let (start, end) = (&actions[..first], &actions[count - last..]);
            format!(
                "{}, … {left_out} more …, {}",
                start.join(", "),
                end.join(", ")
            )
        }
        _ => actions.join(", "),
    }
}

/// The profiles as lines of the program Gambit.
#[must_use]
pub fn gambit_lines(answer: &GameAnswer) -> String {
    let equilibria = answer
        .solution
        .iter()
        .flat_map(|solution| &solution.equilibria);
    let lines = equilibria.filter(|one| !one.gambit.is_empty());
    lines.map(|one| format!("{}\n", one.gambit)).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn aside(answer: &GameAnswer) -> String {
    match answer.form {
        GameForm::Tree => "game tree".to_owned(),
        GameForm::Strategic => "strategic game".to_owned(),
    }
}

fn counted(count: u64, one: &str, more: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{count} {more}")
    }
}

pub(super) fn facts(answer: &GameAnswer) -> Line {
    let size = &answer.size;
    let mut facts = vec![counted(answer.players.len() as u64, "player", "players")];
    let sizes = [
        (size.nodes, "node", "nodes"),
        (size.ends, "end", "ends"),
        (size.depth, "move at most", "moves at most"),
        (
            size.chance_moves.filter(|&count| count > 0),
            "chance move",
            "chance moves",
        ),
        (
            size.cells.filter(|_| answer.form == GameForm::Strategic),
            "cell",
            "cells",
        ),
    ];
    facts.extend(
        sizes
            .into_iter()
            .filter_map(|(count, one, more)| Some(counted(count?, one, more))),
    );
    match answer.perfect_information {
        Some(true) => facts.push("perfect information".to_owned()),
        Some(false) => facts.push("imperfect information".to_owned()),
        None => {}
    }
    if answer.constant_sum {
        facts.push("constant sum".to_owned());
    }
    Line::plain(format!("{}.", facts.join(", ")))
}

fn players(answer: &GameAnswer) -> Table {
    let tree = answer.form == GameForm::Tree;
    let mut heads = vec![("player", Align::Left)];
    if tree {
        heads.push(("information sets", Align::Right));
    }
    heads.push((
        if tree {
            "reduced strategies"
        } else {
            "strategies"
        },
        Align::Right,
    ));
    if tree {
        heads.push(("recall", Align::Left));
    }
    let mut table = Table::new(heads);
    let shown = |count: Option<u64>| {
        Line::plain(count.map_or("too many".to_owned(), |count| count.to_string()))
    };
    for player in &answer.players {
        let mut row = vec![Line::toned(player.name.clone(), Tone::Strong)];
        if tree {
            row.push(shown(player.information_sets));
        }
        row.push(shown(player.strategies));
        if tree {
            row.push(match player.forgets {
                Some(_) => Line::toned("imperfect", Tone::Warn),
                None => Line::plain("perfect"),
            });
        }
        table.row(row);
    }
    table
}

pub(super) fn solved(solution: &GameSolution, page: &mut Page) {
    page.heading(heading(solution));
    if let Some(line) = said(solution) {
        page.text(line);
    }
    if let Some(why) = &solution.chosen {
        page.text(Line::toned(why.clone(), Tone::Faint));
    }
    let mut told: Vec<(Vec<u64>, Vec<Line>)> = Vec::new();
    for (number, equilibrium) in (1u64..).zip(&solution.equilibria) {
        let lines = lines(equilibrium);
        // Different mixtures of plans may come to the same behaviour.
        match told.iter_mut().find(|(_, other)| *other == lines) {
            Some((numbers, _)) => numbers.push(number),
            None => told.push((vec![number], lines)),
        }
    }
    let entries = told.into_iter().map(|(list, lines)| Entry {
        term: Line::toned(numbers(&list), Tone::Strong),
        lines,
    });
    page.push(Block::List(entries.collect()));
    if !solution.equilibria.is_empty() {
        page.push(Block::Gap);
        page.text(regret(solution));
    }
    if solution
        .components
        .iter()
        .any(|one| one.equilibria.len() > 1)
    {
        components(solution, page);
    }
}

fn heading(solution: &GameSolution) -> String {
    if let Some(rationality) = &solution.rationality {
        return format!("Quantal responses at rationality {rationality}");
    }
    let what = match solution.solver {
        GameSolver::Backward => (
            "pure equilibrium of every subgame",
            "pure equilibria of every subgame",
        ),
        GameSolver::Pure => ("pure equilibrium", "pure equilibria"),
        GameSolver::Extreme => ("extreme equilibrium", "extreme equilibria"),
        GameSolver::Cfr => return "Average play that minimises regret".to_owned(),
        GameSolver::Sequential => ("sequential equilibrium", "sequential equilibria"),
        GameSolver::PerfectBayesian => (
            "perfect Bayesian equilibrium",
            "perfect Bayesian equilibria",
        ),
        GameSolver::ZeroSum => ("optimal play", "optimal plays"),
        GameSolver::Lemke
        | GameSolver::LemkeHowson
        | GameSolver::Newton
        | GameSolver::Simplicial
        | GameSolver::Support => ("equilibrium", "equilibria"),
        GameSolver::Correlated => ("correlated equilibrium", "correlated equilibria"),
        GameSolver::CoarseCorrelated => (
            "coarse correlated equilibrium",
            "coarse correlated equilibria",
        ),
        GameSolver::Logit => (
            "equilibrium that quantal responses lead to",
            "equilibria that quantal responses lead to",
        ),
    };
    let listed = solution.equilibria.len();
    match solution.count.as_deref() {
        Some("0") => format!("No {}", what.0),
        Some("1") => format!("1 {}", what.0),
        Some(count) => format!("{count} {}", what.1),
        None if solution.completeness == GameCompleteness::One => {
            counted(listed as u64, what.0, what.1)
        }
        None => format!("{listed} {} found so far", what.1),
    }
}

/// Whether the list is complete, and what is not in it.
fn said(solution: &GameSolution) -> Option<Line> {
    if let Some(iterations) = &solution.iterations {
        return Some(minimised(iterations));
    }
    if solution.rationality.is_some() {
        return Some(responses(solution));
    }
    let listed = solution.equilibria.len();
    let complete = match (solution.completeness, &solution.count) {
        (GameCompleteness::Complete, _) => "complete".to_owned(),
        (GameCompleteness::One, _) if listed == 1 => "one of possibly many".to_owned(),
        (GameCompleteness::One, _) => "some of possibly many".to_owned(),
        (GameCompleteness::Incomplete, Some(_)) => format!("incomplete: {listed} are listed"),
        (GameCompleteness::Incomplete, None) if solution.solver == GameSolver::Support => {
            "incomplete".to_owned()
        }
        (GameCompleteness::Incomplete, None) => "incomplete: a limit was reached".to_owned(),
    };
    let rest = match solution.solver {
        GameSolver::Extreme if solution.completeness == GameCompleteness::Complete => {
            "; every other equilibrium is a mixture of some of these"
        }
        GameSolver::Backward => "; others, if any, mix or threaten what would not be done",
        GameSolver::Pure => "; equilibria that mix are not looked for",
        GameSolver::Support if solution.completeness == GameCompleteness::Incomplete => {
            ": not all equilibria are isolated, or a limit was reached; of a game for two, \
             `--solver extreme` says which hang together"
        }
        GameSolver::Extreme | GameSolver::Cfr | GameSolver::Support | GameSolver::Logit => "",
        GameSolver::Sequential | GameSolver::PerfectBayesian => {
            "; others, if any, differ where nobody gets or mix some of these"
        }
        GameSolver::ZeroSum => "; every equilibrium pays both the same",
        GameSolver::Lemke
        | GameSolver::LemkeHowson
        | GameSolver::Newton
        | GameSolver::Simplicial => "; no other was at the end of a path that was followed",
        GameSolver::Correlated | GameSolver::CoarseCorrelated => {
            "; none of this kind pays more or less than these do"
        }
    };
    let tone = match solution.completeness {
        GameCompleteness::Complete | GameCompleteness::One => Tone::Faint,
        GameCompleteness::Incomplete => Tone::Warn,
    };
    Some(Line::toned(format!("{complete}{rest}"), tone))
}

/// What quantal responses are, and which of them are listed.
fn responses(solution: &GameSolution) -> Line {
    let count = solution.count.as_deref();
    let (listed, tone) = match (solution.completeness, count) {
        (GameCompleteness::Incomplete, None) => (
            "the principal branch was not followed to its end, so there may be others on it"
                .to_owned(),
            Tone::Warn,
        ),
        (GameCompleteness::Incomplete, Some(count)) => (
            format!("the first of {count} on the principal branch"),
            Tone::Warn,
        ),
        (_, Some(count)) if count != "1" => (
            format!("all {count} on the principal branch, which turns back, in its order"),
            Tone::Faint,
        ),
        _ => (
            "the only one on the principal branch".to_owned(),
            Tone::Faint,
        ),
    };
    let said = format!(
        "each action is taken more often, the more it pays; no equilibrium of the game; {listed}; \
         other branches may exist"
    );
    Line::toned(said, tone)
}

/// Cells of a draw that are shown at most.
const MOST_CELLS: usize = 20;

/// What each player does, or what is drawn for all.
fn lines(equilibrium: &GameEquilibrium) -> Vec<Line> {
    let mut lines = Vec::new();
    if !equilibrium.purposes.is_empty() {
        lines.push(Line::plain(equilibrium.purposes.join(", ")));
    }
    if equilibrium.draw.is_empty() {
        lines.extend(equilibrium.players.iter().map(play));
        lines.extend(classes(&equilibrium.classes));
        return lines;
    }
    for play in &equilibrium.players {
        let paid = format!(" is paid {}", play.payoff);
        lines.push(Line::toned(play.player.clone(), Tone::Strong).and(paid));
    }
    for cell in equilibrium.draw.iter().take(MOST_CELLS) {
        let drawn = format!("{}: {}", cell.probability, cell.strategies.join(" | "));
        lines.push(Line::plain(drawn));
    }
    let more = equilibrium.draw.len().saturating_sub(MOST_CELLS);
    if more > 0 {
        lines.push(Line::toned(format!("and {more} more"), Tone::Faint));
    }
    lines
}

/// `resolve of Defender: separating, no two types do the same`
pub(super) fn classes(found: &[GameClass]) -> impl Iterator<Item = Line> {
    found.iter().map(|one| {
        let (kind, what) = match one.kind {
            GameClassKind::Pooling => ("pooling", "all types do the same"),
            GameClassKind::Separating => ("separating", "no two types do the same"),
            GameClassKind::SemiSeparating => (
                "semi-separating",
                "what is done tells something of the type",
            ),
            GameClassKind::NeverMoves => ("not put to the test", "it is not asked to move"),
        };
        Line::toned(format!("{} of {}: ", one.private, one.player), Tone::Faint)
            .and(kind)
            .with(format!(", {what}"), Tone::Faint)
    })
}

/// How far regret minimisation came, and what that means.
fn minimised(found: &GameIterations) -> Line {
    let method = match found.variant {
        GameVariant::Plus => "CFR+",
        GameVariant::Discounted => "discounted CFR",
        GameVariant::Predictive => "predictive CFR+",
    };
    let count = counted(found.iterations, "iteration", "iterations");
    let (said, tone) = match found.ending {
        GameEnding::Reached => (
            "one of possibly many; as close as was asked for",
            Tone::Faint,
        ),
        GameEnding::Iterations => (
            "incomplete: the limit of iterations was reached",
            Tone::Warn,
        ),
        GameEnding::Stopped => ("incomplete: the work was stopped", Tone::Warn),
    };
    let close = found.exploitability.parse::<f64>().unwrap_or(f64::NAN);
    let line = Line::toned(
        format!("{said}. {count} of {method}, exploitability {close:.1e}"),
        tone,
    );
    if found.constant_sum {
        return line;
    }
    line.with(
        ". Payoffs do not sum to a constant, so this need not come closer to an equilibrium: only the \
         joint play over time does, to a coarse correlated one. The regrets say how far this is \
         from an equilibrium",
        Tone::Warn,
    )
}

/// `Ann is paid 1/3: stop at sees high; stop (2/3), ask (1/3) at sees low`
fn play(play: &GamePlay) -> Line {
    let line =
        Line::toned(play.player.clone(), Tone::Strong).and(format!(" is paid {}: ", play.payoff));
    if play.behaviour.is_empty() {
        return line.and(weights(&play.strategies));
    }
    let sets = play
        .behaviour
        .iter()
        .map(|at| format!("{} at {}", weights(&at.actions), at.information_set));
    line.and(sets.collect::<Vec<_>>().join("; "))
}

pub(super) fn weights(weights: &[GameWeight]) -> String {
    match weights {
        [] => "nothing to decide".to_owned(),
        [one] => one.name.clone(),
        several => {
            let shown = several
                .iter()
                .map(|one| format!("{} ({})", one.name, one.probability));
            shown.collect::<Vec<_>>().join(", ")
        }
    }
}

/// What was verified.
fn regret(solution: &GameSolution) -> Line {
    let plays = || solution.equilibria.iter().flat_map(|one| &one.players);
    let known = || plays().filter_map(|play| Some((play, play.regret.as_deref()?)));
    if solution.arithmetic == GameArithmetic::Floating {
        let sizes = known().filter_map(|(_, regret)| regret.parse::<f64>().ok());
        let most = sizes.fold(0.0, f64::max);
        return Line::toned("Calculated numerically", Tone::Faint).and(format!(
            ": numbers are rounded. Nobody gains more than {most:.1e} by leaving one of these alone."
        ));
    }
    if known().all(|(_, regret)| regret == "0") {
        let nobody = match solution.solver {
            GameSolver::Correlated => "by doing anything else than what is drawn for it",
            GameSolver::CoarseCorrelated => "by deciding for one strategy before the draw",
            _ => "by leaving one of these alone",
        };
        return Line::toned("Verified exactly", Tone::Good).and(format!(
            ": the regret of every player is 0; nobody gains {nobody}."
        ));
    }
    let worst = known().filter(|(_, regret)| *regret != "0");
    let shown: Vec<String> = worst
        .map(|(play, regret)| format!("{} {regret}", play.player))
        .collect();
    Line::toned("Not verified", Tone::Bad).and(format!(": regrets {}.", shown.join(", ")))
}

/// `1 2 5`
fn numbers(list: &[u64]) -> String {
    let shown: Vec<String> = list.iter().map(u64::to_string).collect();
    shown.join(" ")
}

fn components(solution: &GameSolution, page: &mut Page) {
    page.heading("Equilibria that hang together");
    let mut table = Table::new([
        ("component", Align::Right),
        ("extreme equilibria", Align::Left),
        (
            "parts within which all mixtures are equilibria",
            Align::Left,
        ),
    ]);
    for (number, component) in (1..).zip(&solution.components) {
        let subsets: Vec<String> = component
            .subsets
            .iter()
            .map(|subset| numbers(subset))
            .collect();
        table.row([
            Line::plain(number.to_string()),
            Line::plain(numbers(&component.equilibria)),
            Line::plain(subsets.join(" | ")),
        ]);
    }
    page.push(Block::Table(table));
}
