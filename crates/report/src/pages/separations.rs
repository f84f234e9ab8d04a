//! What would tell accounts apart, as a part of a page.

use super::words::counted;
use crate::answer::{Comparison, Divide, Separation, Separator, SeparatorKind, and_list};
use crate::page::{Block, Entry, Line, Page, Tone};

/// What would tell the accounts apart, cheapest first, and who would then stand with whom; what
/// follows in each is left to [`divides`].
pub(super) fn signposts(comparison: &Comparison, page: &mut Page) {
    if comparison.separations.is_empty() {
        return;
    }
    page.heading("What would tell them apart, cheapest first");
    alike(comparison, page);
    let mut said = Early::default();
    for divide in cheapest_first(comparison) {
        said.tell(divide.before_irreversible, page);
        let groups = divide.groups.iter().map(|group| group.accounts.join(", "));
        let groups: Vec<String> = groups.collect();
        let head = Line::toned(asked(divide.kind, &divide.what), Tone::Strong);
        let line = perhaps(head.and(format!(": {}", groups.join(" | "))), divide);
        page.push(Block::List(vec![Entry {
            term: Line::default(),
            lines: vec![line],
        }]));
    }
    untold(comparison, page);
    let pair = match comparison.separations.iter().find(|s| !s.by.is_empty()) {
        Some(one) => format!("; one pair in full: --pair {},{}", one.first, one.second),
        None => String::new(),
    };
    page.text(Line::toned(
        format!("Reasons and what follows: --explain{pair}"),
        Tone::Faint,
    ));
}

/// The few things that together tell all pairs apart, with what each group of accounts says.
pub(super) fn divides(comparison: &Comparison, page: &mut Page) {
    if comparison.separations.is_empty() {
        return;
    }
    page.heading("What would tell them apart, cheapest first");
    alike(comparison, page);
    let mut said = Early::default();
    for divide in cheapest_first(comparison) {
        said.tell(divide.before_irreversible, page);
        page.push(Block::List(vec![divided(divide)]));
    }
    untold(comparison, page);
    if let Some(separation) = comparison.separations.iter().find(|s| !s.by.is_empty()) {
        page.text(Line::toned(
            format!(
                "  Everything for one pair: --pair {},{}",
                separation.first, separation.second
            ),
            Tone::Faint,
        ));
    }
}

/// What shows before any irreversible act, then the rest, each from watching to changing rules.
fn cheapest_first(comparison: &Comparison) -> Vec<&Divide> {
    let mut divides: Vec<&Divide> = comparison.divides.iter().collect();
    divides.sort_by_key(|divide| (!divide.before_irreversible, divide.kind));
    divides
}

/// Who predicts the same as the conflict stands, which watching alone cannot tell apart.
fn alike(comparison: &Comparison, page: &mut Page) {
    for group in &comparison.alike {
        let who = if group.accounts.len() == comparison.accounts.len() {
            "every account predicts".to_owned()
        } else {
            format!("{} predict", and_list(&group.accounts))
        };
        let under = if group.concepts.len() == comparison.concepts.len() {
            "under every foresight".to_owned()
        } else {
            format!("under {}", and_list(&group.concepts))
        };
        page.text(format!("As it stands {who} the same {under}."));
    }
    if comparison.alike.is_empty() {
        page.text("No two accounts predict the same as the conflict stands.");
    }
}

/// The pairs that nothing tells apart.
fn untold(comparison: &Comparison, page: &mut Page) {
    let same = comparison.separations.iter().filter(|s| s.by.is_empty());
    let same: Vec<String> = same
        .map(|s| format!("{} and {}", s.first, s.second))
        .collect();
    if !same.is_empty() {
        page.text(format!(
            "  Nothing that was tried tells apart: {}.",
            same.join("; ")
        ));
    }
}

/// Everything that tells one pair apart.
pub(super) fn separations(separation: &Separation, page: &mut Page) {
    let (first, second) = (&separation.first, &separation.second);
    page.heading(format!("What would tell {first} and {second} apart"));
    if separation.by.is_empty() {
        page.text("  Nothing that was tried.");
    }
    let mut said = Early::default();
    for separator in &separation.by {
        said.tell(separator.before_irreversible, page);
        page.push(Block::List(vec![separated(separator, (first, second))]));
    }
    if separation.more > 0 {
        let more = counted(separation.more, "more is", "more are");
        page.text(Line::toned(
            format!("  {more} not listed; --pair {first},{second} lists them"),
            Tone::Faint,
        ));
    }
}

/// Says once where what shows early begins, and where what shows late.
#[derive(Default)]
struct Early(Option<bool>);

impl Early {
    fn tell(&mut self, early: bool, page: &mut Page) {
        if self.0.replace(early) == Some(early) {
            return;
        }
        page.text(Line::toned(
            if early {
                "Before any irreversible act:"
            } else {
                "Only by an irreversible act, or after one:"
            },
            Tone::Faint,
        ));
    }
}

/// What accounts leave open rather than rule out tells only if it is seen.
fn perhaps(head: Line, divide: &Divide) -> Line {
    if divide.certain || !divide.before_irreversible {
        return head;
    }
    head.with("  (only if it is seen)", Tone::Faint)
}

fn divided(divide: &Divide) -> Entry {
    let head = Line::toned(asked(divide.kind, &divide.what), Tone::Strong);
    let head = perhaps(head, divide);
    let groups = divide.groups.iter().map(|group| {
        Line::plain(format!("  {}: ", and_list(&group.accounts))).and(group.follows.clone())
    });
    Entry {
        term: Line::default(),
        lines: std::iter::once(head).chain(groups).collect(),
    }
}

fn separated(separator: &Separator, (first, second): (&str, &str)) -> Entry {
    let mut head = Line::toned(asked(separator.kind, &separator.what), Tone::Strong);
    let mut remarks = vec![format!("under {}", separator.concepts.join(", "))];
    if !separator.certain && separator.before_irreversible {
        remarks.push("if it is seen".to_owned());
    }
    if separator.verdict_differs {
        remarks.push("an answer differs".to_owned());
    }
    head = head.with(format!("  ({})", remarks.join("; ")), Tone::Faint);
    Entry {
        term: Line::default(),
        lines: vec![
            head,
            Line::plain(format!("  {first}: {}", separator.in_first)),
            Line::plain(format!("  {second}: {}", separator.in_second)),
        ],
    }
}

/// `watch whether …`, `if A takes up x`, `event …`.
fn asked(kind: SeparatorKind, what: &str) -> String {
    match kind {
        SeparatorKind::Observation => format!("Watch {what}"),
        SeparatorKind::Move => format!("If {what}"),
        SeparatorKind::Event => format!("Event {what}"),
        SeparatorKind::WhatIf => format!("What if {what}"),
        SeparatorKind::Rule => format!("If {what}"),
    }
}
