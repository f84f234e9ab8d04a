//! How well accounts explain what was observed.

use crate::answer::{FitAccount, FitEdge, FitRun, Fitted};
use crate::page::{Align, Block, Line, Page, Table, Tone};

/// Histories that are listed.
const MOST_HISTORIES: usize = 20;

/// The page of `play --fit`.
#[must_use]
pub fn fits(run: &FitRun) -> Page {
    let mut page = Page::default();
    page.push(Block::Title {
        text: Line::plain(run.title.clone().unwrap_or_else(|| run.file.clone())),
        aside: "what explains it".to_owned(),
    });
    histories(run, &mut page);
    page.heading("Rationality λ at which each account explains it best");
    page.push(Block::Table(estimates(run)));
    for one in &run.accounts {
        if let Some(why) = &one.why_not {
            page.text(Line::toned(format!("{}: {why}", name(one)), Tone::Warn));
        }
    }
    if run.accounts.len() > 1 {
        page.heading("Logarithm of the likelihood, each account at the λ of each");
        page.push(Block::Table(across(run)));
    }
    page.push(Block::Gap);
    for line in words(run) {
        page.text(line);
    }
    page
}

fn name(one: &FitAccount) -> String {
    one.account
        .clone()
        .unwrap_or_else(|| "the conflict".to_owned())
}

fn histories(run: &FitRun, page: &mut Page) {
    let counted = match run.nobs {
        1 => "1 observation".to_owned(),
        several => format!("{several} observations"),
    };
    page.text(Line::plain(format!("{counted}.")));
    let mut table = Table::new([("observed", Align::Left), ("times", Align::Right)]);
    for one in run.histories.iter().take(MOST_HISTORIES) {
        table.row([
            Line::plain(one.history.clone()),
            Line::plain(one.count.to_string()),
        ]);
    }
    page.push(Block::Gap);
    page.push(Block::Table(table));
    let more = run.histories.len().saturating_sub(MOST_HISTORIES);
    if more > 0 {
        page.text(Line::toned(format!("and {more} more"), Tone::Faint));
    }
}

fn estimates(run: &FitRun) -> Table {
    let mut table = Table::new([
        ("account", Align::Left),
        ("λ", Align::Right),
        ("95 %", Align::Left),
        ("log likelihood", Align::Right),
        ("at λ = 0", Align::Right),
        ("AIC", Align::Right),
        ("times less likely", Align::Right),
    ]);
    for one in &run.accounts {
        let account = Line::toned(name(one), Tone::Strong);
        match &one.fit {
            Some(fit) => table.row([
                account,
                Line::plain(rationality(fit)),
                Line::plain(format!(
                    "{} to {}",
                    rounded(&fit.conf_low),
                    fit.conf_high.as_deref().map_or("∞".to_owned(), rounded)
                )),
                Line::plain(rounded(&fit.log_likelihood)),
                Line::plain(rounded(&fit.log_likelihood_at_zero)),
                Line::plain(rounded(&fit.aic)),
                Line::plain(rounded(&fit.times_less_likely)),
            ]),
            None => {
                let none = || Line::toned("–", Tone::Faint);
                table.row([account, none(), none(), none(), none(), none(), none()]);
            }
        }
    }
    table
}

fn rationality(fit: &Fitted) -> String {
    fit.rationality.as_deref().map_or("∞".to_owned(), rounded)
}

/// A decimal with four digits.
fn rounded(text: &str) -> String {
    match text.parse::<f64>() {
        Ok(value) if value.abs() < 1e-12 => "0".to_owned(),
        Ok(value) if (1e-3..1e6).contains(&value.abs()) => {
            let digits = (3.0 - value.abs().log10().floor()).max(0.0) as usize;
            let text = format!("{value:.digits$}");
            match text.contains('.') {
                true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
                false => text,
            }
        }
        Ok(value) => format!("{value:.3e}"),
        Err(_) => text.to_owned(),
    }
}

fn across(run: &FitRun) -> Table {
    let mut columns = vec![("account".to_owned(), Align::Left)];
    for one in &run.accounts {
        columns.push((format!("λ of {}", name(one)), Align::Right));
    }
    let mut table = Table::new(columns);
    for one in &run.accounts {
        let mut cells = vec![Line::toned(name(one), Tone::Strong)];
        for place in 0..run.accounts.len() {
            let value = one
                .fit
                .as_ref()
                .and_then(|fit| fit.log_likelihood_at[place].clone());
            cells.push(match value {
                Some(value) => Line::plain(rounded(&value)),
                None => Line::toned("–", Tone::Faint),
            });
        }
        table.row(cells);
    }
    table
}

/// What these numbers say, and what they do not.
fn words(run: &FitRun) -> Vec<Line> {
    let fits = || {
        run.accounts
            .iter()
            .filter_map(|one| Some((one, one.fit.as_ref()?)))
    };
    let at = |edge: FitEdge| -> Vec<String> {
        fits()
            .filter(|(_, fit)| fit.edge == edge)
            .map(|(one, _)| name(one))
            .collect()
    };
    let mut lines = Vec::new();
    let unbounded = at(FitEdge::Unbounded);
    if !unbounded.is_empty() {
        lines.push(Line::toned(
            format!(
                "λ has no upper end under {}: what was observed is what the equilibrium at the end of \
                 the branch does, or comes ever closer to it.",
                crate::answer::and_list(&unbounded)
            ),
            Tone::Warn,
        ));
    }
    let zero = at(FitEdge::Zero);
    if !zero.is_empty() {
        lines.push(Line::toned(
            format!(
                "λ is 0 under {}: chance explains it as well as any purpose that the account gives.",
                crate::answer::and_list(&zero)
            ),
            Tone::Warn,
        ));
    }
    if run.nobs <= 3 {
        lines.push(Line::toned(
            "So few observations fit almost anything; read the intervals, not the estimates.",
            Tone::Warn,
        ));
    }
    lines.push(Line::toned(
        "Each likelihood supposes that the account's game is the right one and that mistakes follow \
         payoffs (quantal responses). λ has a unit, one over that of payoffs: between accounts with \
         different payoffs compare likelihoods, not λ.",
        Tone::Faint,
    ));
    lines
}
