//! What became of the checks.

use super::words::counted;
use crate::answer::{CheckOutcome, CheckResult, CheckRun, sequence_in_words};
use crate::page::{Block, Entry, Line, Page, Tone};

/// The page of `check`: what went wrong, then a count. A long list of passes would hide it.
#[must_use]
pub fn checks(run: &CheckRun) -> Page {
    let mut page = Page::default();
    for account in &run.accounts {
        let bad: Vec<&CheckResult> = account
            .checks
            .iter()
            .filter(|c| !c.outcome.is_good())
            .collect();
        if bad.is_empty() {
            continue;
        }
        if let Some(name) = &account.account {
            page.push(Block::Heading(super::account_heading(name)));
        }
        page.push(Block::List(bad.into_iter().map(entry).collect()));
        page.push(Block::Gap);
    }
    page.text(summary(run));
    page
}

fn entry(check: &CheckResult) -> Entry {
    let mut term = Line::toned("✗ ", Tone::Bad).with(check.name.clone(), Tone::Strong);
    if let Some(place) = &check.place {
        term = term.with(format!("  {place}"), Tone::Faint);
    }
    let mut lines: Vec<Line> = check.found.iter().map(|f| Line::plain(f.clone())).collect();
    if !check.path.is_empty() {
        lines.push(Line::plain(format!(
            "by: {}",
            sequence_in_words(&check.path)
        )));
    }
    if matches!(
        check.outcome,
        CheckOutcome::PassedUnexpectedly | CheckOutcome::Unanswerable
    ) {
        lines.insert(0, Line::plain(check.outcome.in_words()));
    }
    Entry { term, lines }
}

fn summary(run: &CheckRun) -> Line {
    let (total, good) = (
        run.results().count() as u64,
        run.results().filter(|r| r.outcome.is_good()).count() as u64,
    );
    let expected = run
        .results()
        .filter(|r| r.outcome == CheckOutcome::FailedAsExpected)
        .count() as u64;
    let accounts = run.accounts.iter().filter(|a| a.account.is_some()).count() as u64;
    let mut text = format!("{}: ", run.file);
    if total == 0 {
        text.push_str("no errors; the file has no checks");
    } else if good == total {
        text.push_str(&format!("{} passed", counted(total, "check", "checks")));
    } else {
        text.push_str(&format!(
            "{} of {} failed",
            total - good,
            counted(total, "check", "checks")
        ));
    }
    if expected > 0 {
        text.push_str(&format!(" ({expected} failed as expected)"));
    }
    if accounts > 1 && total > 0 {
        text.push_str(&format!(" in {accounts} accounts"));
    }
    if run.warnings > 0 {
        text.push_str(&format!(
            "; {}",
            counted(run.warnings, "warning", "warnings")
        ));
    }
    Line::toned(text, if good == total { Tone::Good } else { Tone::Bad })
}
