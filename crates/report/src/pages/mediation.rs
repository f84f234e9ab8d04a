//! What a mediator could do: outcomes to agree on, and single steps that lead to better ones.

use super::account_heading;
use super::words::{counted, mark};
use crate::answer::{
    Agreement, MediationAccount, MediationRun, Resting, Share, Way, WayKind, and_list,
    sequence_in_words,
};
use crate::page::{Block, Entry, Line, Page, Tone};

/// Outcomes and steps shown; the data have all.
const FEW: usize = 8;

/// The page of `mediate`.
#[must_use]
pub fn mediation(run: &MediationRun) -> Page {
    let mut page = Page::default();
    page.push(Block::Title {
        text: Line::plain(run.title.clone().unwrap_or_else(|| run.file.clone())),
        aside: String::new(),
    });
    page.text(Line::toned(
        format!(
            "From where the conflict stands to something better, under {}",
            run.concepts.join(", ")
        ),
        Tone::Faint,
    ));
    for account in &run.accounts {
        one(account, &mut page);
    }
    page
}

fn one(account: &MediationAccount, page: &mut Page) {
    if let Some(which) = &account.account {
        page.heading(account_heading(which));
    }
    page.text(format!("Now: {}", account.now.in_words()));
    page.subheading("If nothing is done, it comes to rest at");
    page.push(Block::List(account.rests.iter().map(resting).collect()));
    page.subheading("Better for somebody, worse for nobody, and stable once agreed");
    if account.agreements.is_empty() {
        page.text("nothing");
    } else {
        let shown = account.agreements.iter().take(FEW);
        page.push(Block::List(shown.map(agreement).collect()));
        more(account.agreements_total, page);
    }
    page.subheading("Single steps that help");
    let (helping, other): (Vec<&Way>, Vec<&Way>) =
        account.ways.iter().partition(|way| account.helps(way));
    if helping.is_empty() {
        page.text("none");
    } else {
        let shown = helping.iter().take(FEW);
        page.push(Block::List(shown.map(|one| way(account, one)).collect()));
        more(helping.len() as u64, page);
    }
    let line = format!(
        "{} tried; {} elsewhere without helping",
        counted(account.tried, "step was", "steps were"),
        counted(other.len() as u64, "leads", "lead")
    );
    page.text(Line::toned(line, Tone::Faint));
}

fn more(total: u64, page: &mut Page) {
    if let more @ 1.. = total.saturating_sub(FEW as u64) {
        page.text(Line::toned(
            format!("and {more} more; all are in the JSON"),
            Tone::Faint,
        ));
    }
}

fn resting(one: &Resting) -> Entry {
    let mut lines = vec![Line::toned(
        format!("under {}", one.under.join(", ")),
        Tone::Faint,
    )];
    lines.extend(shares(one));
    Entry {
        term: Line::toned(one.state.in_words(), Tone::Strong),
        lines,
    }
}

/// Who is better off, who worse, and what each gives up.
fn shares(one: &Resting) -> Vec<Line> {
    let mut lines = Vec::new();
    let names = |shares: &[Share]| {
        let names: Vec<String> = shares.iter().map(|share| share.actor.clone()).collect();
        and_list(&names)
    };
    if !one.better.is_empty() {
        lines.push(Line::toned("better", Tone::Good).and(format!(" for {}", names(&one.better))));
    }
    if !one.worse.is_empty() {
        lines.push(Line::toned("worse", Tone::Bad).and(format!(" for {}", names(&one.worse))));
    }
    for share in one.better.iter().chain(&one.worse).chain(&one.concessions) {
        if !share.gives_up.is_empty() {
            let texts: Vec<String> = share.gives_up.iter().map(|t| format!("“{t}”")).collect();
            lines.push(Line::plain(format!(
                "{} gives up {}",
                share.actor,
                and_list(&texts)
            )));
        }
    }
    lines
}

fn agreement(one: &Agreement) -> Entry {
    let mut entry = resting(&one.outcome);
    if let Some(first) = entry.lines.first_mut() {
        *first = Line::toned(
            format!("stable under {}", one.outcome.under.join(", ")),
            Tone::Faint,
        );
    }
    entry.lines.push(match &one.path {
        Some(path) => Line::plain(format!(
            "{}: {}",
            if one.by_improvements {
                "each would gain by its own move"
            } else {
                "somebody has to move first at a loss"
            },
            sequence_in_words(path)
        )),
        None => Line::plain("no sequence of moves leads there"),
    });
    entry
}

fn way(account: &MediationAccount, one: &Way) -> Entry {
    let kind = match one.kind {
        WayKind::Move => "a move",
        WayKind::Guarantee => "a guarantee",
        WayKind::Commitment => "a commitment",
        WayKind::Information => "information",
    };
    let grade = one.assumption.as_ref().map(|a| mark(&a.grade));
    let mut lines = Vec::new();
    let helps = |rest: &&Resting| rest.is_better() || rest.state == account.now;
    for rest in one.rests.iter().filter(helps) {
        let under = rest.under.join(", ");
        lines.push(Line::plain(if rest.state == account.now {
            format!("it stays where it stands (under {under})")
        } else {
            format!(
                "it comes to rest at {} (under {under})",
                rest.state.in_words()
            )
        }));
        lines.extend(shares(rest));
    }
    Entry {
        term: Line::toned(one.what.clone(), Tone::Strong)
            .and(grade.map(|grade| format!(" {grade}")).unwrap_or_default())
            .with(format!(" ({kind})"), Tone::Faint),
        lines,
    }
}
