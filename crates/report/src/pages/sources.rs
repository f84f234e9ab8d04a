//! Documents, passages and claims: where each assumption comes from.

use super::shared::item;
use super::words::counted;
use crate::answer::{
    AlteredWords, AttributionShift, ClaimLineage, DocumentStanding, OriginCount, PassageStanding,
    SharedRun, SharedStanding, SourceDocument, SourcePassage, Sources, WordUse,
};
use crate::page::{Align, Block, Entry, Line, Page, Table, Tone};

/// The page of `sources`.
#[must_use]
pub fn sources(answer: &Sources) -> Page {
    let mut page = titled(answer);
    documents(answer, &mut page);
    drift(answer, |_| true, &mut page);
    claim_list(answer, &mut page);
    let shifts: Vec<Entry> = answer.shifts.iter().map(shift).collect();
    list(
        "The same words, said to be of different speakers",
        shifts,
        &mut page,
    );
    let altered: Vec<Entry> = answer.altered.iter().map(altered).collect();
    list("Nearly the same words, side by side", altered, &mut page);
    shared(answer, &mut page);
    passages(answer, &mut page);
    remarks(answer, &mut page);
    page
}

/// The page of `sources` where only some claims are asked for.
#[must_use]
pub fn claims(answer: &Sources) -> Page {
    let mut page = titled(answer);
    drift(answer, |name| is_claimed(answer, name), &mut page);
    claim_list(answer, &mut page);
    remarks(answer, &mut page);
    page
}

fn titled(answer: &Sources) -> Page {
    let mut page = Page::default();
    page.push(Block::Title {
        text: Line::plain(answer.title.clone().unwrap_or_else(|| answer.file.clone())),
        aside: String::new(),
    });
    page.text(format!(
        "{}, {}, {}",
        counted(answer.documents.len() as u64, "document", "documents"),
        counted(answer.passages.len() as u64, "passage", "passages"),
        counted(answer.claims.len() as u64, "claim", "claims"),
    ));
    page
}

fn list(heading: &str, entries: Vec<Entry>, page: &mut Page) {
    if !entries.is_empty() {
        page.heading(heading);
        page.push(Block::List(entries));
    }
}

fn documents(answer: &Sources, page: &mut Page) {
    if answer.documents.is_empty() {
        return;
    }
    page.heading("Documents");
    let mut table = Table::new([
        ("document", Align::Left),
        ("title", Align::Left),
        ("date", Align::Left),
        ("grade", Align::Centre),
        ("passages", Align::Right),
        ("standing", Align::Left),
    ]);
    for document in &answer.documents {
        table.row([
            Line::plain(document.name.clone()),
            Line::plain(document.title.clone().unwrap_or_default()),
            Line::plain(document.date.clone().unwrap_or_default()),
            Line::plain(document.reliability.clone().unwrap_or_default()),
            Line::plain(document.passages.to_string()),
            document_standing(document),
        ]);
    }
    page.push(Block::Table(table));
    for family in &answer.families {
        page.text(format!("Share text: {}", family.join(", ")));
    }
    if !answer.independent.is_empty() {
        page.text(format!(
            "Share no text with another: {}",
            answer.independent.join(", ")
        ));
    }
}

fn document_standing(document: &SourceDocument) -> Line {
    match &document.standing {
        DocumentStanding::AtHand => Line::toned("at hand", Tone::Good),
        DocumentStanding::Changed { .. } => Line::toned("another file than was quoted", Tone::Warn),
        DocumentStanding::Unreadable { why } => {
            Line::toned(format!("unreadable: {why}"), Tone::Bad)
        }
        DocumentStanding::NotAtHand => Line::toned("not at hand", Tone::Faint),
    }
}

fn claim_list(answer: &Sources, page: &mut Page) {
    let entries: Vec<Entry> = answer.claims.iter().map(claim).collect();
    list(
        "Claims, and the independent origins behind them",
        entries,
        page,
    );
}

/// `1 to 2 origins`, `1 origin`.
fn interval(count: OriginCount) -> String {
    if count.certified == count.possible {
        counted(count.possible, "origin", "origins")
    } else {
        format!("{} to {} origins", count.certified, count.possible)
    }
}

fn claim(claim: &ClaimLineage) -> Entry {
    let mut term = Line::toned(claim.name.clone(), Tone::Strong);
    if let Some(label) = &claim.label {
        term = term.and(format!("  {label}"));
    }
    let mut head = format!(
        "{} in {}: {}",
        interval(claim.count),
        counted(claim.documents.len() as u64, "document", "documents"),
        claim.documents.join(", ")
    );
    if let Some(credibility) = claim.credibility {
        head.push_str(&format!("; credibility {}", grade(credibility)));
    }
    let mut lines = vec![Line::plain(head)];
    for origin in &claim.origins {
        let mut text = format!("from {}", origin.origin);
        if origin.anonymous {
            text.push_str(", anonymous");
        }
        if !origin.via.is_empty() {
            text.push_str(&format!(", via {}", origin.via.join(", then ")));
        }
        if let Some(reliability) = &origin.reliability {
            text.push_str(&format!(", reliability {reliability}"));
        }
        lines.push(Line::plain(format!(
            "{text}: {}",
            origin.passages.join(", ")
        )));
    }
    lines.extend(
        claim
            .why
            .iter()
            .map(|why| Line::toned(why.clone(), Tone::Faint)),
    );
    if !claim.against.is_empty() {
        lines.push(Line::toned(
            format!("denied by {}", claim.against.join(", ")),
            Tone::Warn,
        ));
    }
    lines.extend(
        claim
            .note
            .iter()
            .map(|note| Line::toned(note.clone(), Tone::Faint)),
    );
    Entry { term, lines }
}

/// The grade of the Admiralty code; 6 is no grade but the absence of one.
fn grade(credibility: u8) -> String {
    if credibility == 6 {
        "6 (cannot be judged)".to_owned()
    } else {
        credibility.to_string()
    }
}

fn word_use(one: &WordUse, with_words: Option<&str>) -> Line {
    let mut line = Line::plain(one.passage.clone());
    if let Some(speaker) = &one.speaker_as_given {
        line = line.and(format!(": {speaker}"));
    }
    let verb = one.verb.iter().map(|verb| format!("“{verb}”"));
    let hedge = one.hedge.iter().map(|hedge| format!("hedged “{hedge}”"));
    let how: Vec<String> = verb.chain(hedge).collect();
    if !how.is_empty() {
        line = line.with(format!("  {}", how.join(", ")), Tone::Faint);
    }
    match with_words {
        Some(words) => line.and(format!("  “{words}”")),
        None => line,
    }
}

fn shift(shift: &AttributionShift) -> Entry {
    let mut lines: Vec<Line> = shift.uses.iter().map(|one| word_use(one, None)).collect();
    if !shift.traced.is_empty() {
        lines.push(Line::toned(
            format!("traced to {}", shift.traced.join("; ")),
            Tone::Faint,
        ));
    }
    if let Some(run) = shift.run {
        lines.push(Line::toned(
            format!("{run} words are shared there"),
            Tone::Faint,
        ));
    }
    Entry {
        term: Line::plain(format!("“{}”", shift.words)),
        lines,
    }
}

fn altered(pair: &AlteredWords) -> Entry {
    let both = [&pair.first, &pair.second];
    Entry {
        term: Line::default(),
        lines: both.map(|one| word_use(one, Some(&one.words))).into(),
    }
}

fn shared(answer: &Sources, page: &mut Page) {
    let entries: Vec<Entry> = answer.shared.iter().map(shared_run).collect();
    list("Words that documents share", entries, page);
    let proposed: Vec<String> = answer
        .shared
        .iter()
        .filter(|run| run.standing == SharedStanding::Proposed)
        .zip(1_u64..)
        .map(|(run, number)| paste(number, run))
        .collect();
    if !proposed.is_empty() {
        page.heading("To paste, once judged: keep `accepted` or `rejected`, and say why");
        page.push(Block::Verbatim(proposed.join("\n")));
    }
}

fn shared_run(run: &SharedRun) -> Entry {
    let (term, why) = match &run.standing {
        SharedStanding::Proposed => (Line::toned("not judged", Tone::Warn), None),
        SharedStanding::Accepted { why } => (Line::toned("one source", Tone::Good), Some(why)),
        SharedStanding::Rejected { why } => (Line::toned("means nothing", Tone::Faint), Some(why)),
    };
    let name = run.name.iter().map(|name| format!("  {name}"));
    let term = term.and(name.collect::<String>());
    let places = run.places.iter().map(|(document, line)| match line {
        Some(line) => format!("{document}:{line}"),
        None => document.clone(),
    });
    let places: Vec<String> = places.collect();
    let mut lines = vec![
        Line::plain(format!("“{}”", run.words)),
        Line::toned(
            format!(
                "{} in {}",
                counted(run.length, "word", "words"),
                places.join(", ")
            ),
            Tone::Faint,
        ),
    ];
    lines.extend(why.map(|why| Line::toned(why.clone(), Tone::Faint)));
    Entry { term, lines }
}

/// An item for the file.
fn paste(number: u64, run: &SharedRun) -> String {
    let documents: Vec<&str> = run.places.iter().map(|(name, _)| name.as_str()).collect();
    item(number, &run.words, &documents, run.length)
}

/// Whether a claim of the answer rests on this passage.
fn is_claimed(answer: &Sources, name: &String) -> bool {
    let mut claims = answer.claims.iter();
    claims.any(|claim| claim.passages.contains(name) || claim.against.contains(name))
}

fn passages(answer: &Sources, page: &mut Page) {
    let idle: Vec<&str> = answer
        .passages
        .iter()
        .filter(|passage| passage.supports.is_empty() && !is_claimed(answer, &passage.name))
        .map(|passage| passage.name.as_str())
        .collect();
    if !idle.is_empty() {
        page.heading("Passages that nothing uses");
        page.text(idle.join(", "));
    }
    let used = answer
        .passages
        .iter()
        .filter(|passage| !passage.supports.is_empty());
    let used: Vec<Entry> = used.map(support).collect();
    list("What rests on each passage", used, page);
}

/// The passages that are not as quoted: the file and the document side by side.
fn drift(answer: &Sources, shown: impl Fn(&String) -> bool, page: &mut Page) {
    let mut table = Table::new(
        ["passage", "the file says", "the document says now"].map(|head| (head, Align::Left)),
    );
    let passages = answer.passages.iter().filter(|one| shown(&one.name));
    for (passage, (file, document)) in passages.filter_map(|one| Some((one, sides(one)?))) {
        table.row([
            Line::plain(passage.name.clone()),
            Line::plain(file),
            Line::toned(document, Tone::Warn),
        ]);
    }
    if !table.rows.is_empty() {
        page.heading("Passages that are not as quoted");
        page.push(Block::Table(table));
    }
}

/// What the file says of a passage, and what the document says now; none where they agree.
fn sides(passage: &SourcePassage) -> Option<(String, String)> {
    let words = || format!("“{}”", passage.words);
    let line = |line: Option<u64>| {
        let line = line.map(|line| format!("line {line}"));
        line.unwrap_or_else(|| "elsewhere".to_owned())
    };
    match &passage.standing {
        PassageStanding::Found | PassageStanding::NotCompared => None,
        PassageStanding::Moved { line: now } => Some((line(passage.line), line(Some(*now)))),
        PassageStanding::Repeated { lines } => Some((
            words(),
            format!("the words stand there {} times", lines.len()),
        )),
        PassageStanding::Altered {
            line: now, nearest, ..
        } => Some((words(), format!("“{nearest}” (line {now})"))),
        PassageStanding::Missing => Some((words(), "neither these words nor any near".to_owned())),
    }
}

fn support(passage: &SourcePassage) -> Entry {
    let mut source = passage.traced.join(", via ");
    if let Some(credibility) = passage.credibility {
        source.push_str(&format!("; credibility {}", grade(credibility)));
    }
    let mut lines = vec![Line::plain(passage.supports.join("; "))];
    if passage.standing.is_drift() {
        lines.push(Line::toned("not as quoted: see above", Tone::Warn));
    }
    Entry {
        term: Line::toned(passage.name.clone(), Tone::Strong)
            .with(format!("  {source}"), Tone::Faint),
        lines,
    }
}

fn remarks(answer: &Sources, page: &mut Page) {
    if !answer.remarks.is_empty() {
        page.push(Block::Gap);
    }
    for remark in &answer.remarks {
        page.text(Line::toned(remark.clone(), Tone::Faint));
    }
}
