//! What the tests share: files from the disk, messages as text, and what a case means as text.

#![allow(
    dead_code,
    reason = "each test file is its own program and uses a part of this"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use model::conflict::{
    Case, CheckBody, Conflict, OptionId, Preference, PreferenceKind, RuleBody, Start, States,
};
use model::evidence::{Basis, Evidence};
use model::formula::Formula;
use model::{LoadError, Loader, Sources, formula_text, when_text};
use syntax::diagnostic::{Diagnostic, Span};

/// Files below a folder of the disk.
pub struct Folder(pub PathBuf);

impl Loader for Folder {
    fn read(&mut self, path: &str) -> Result<String, LoadError> {
        let file = self.0.join(path);
        if !file.exists() {
            return Err(LoadError::NotFound);
        }
        if !file.is_file() {
            return Err(LoadError::NotAFile);
        }
        std::fs::read_to_string(file).map_err(|why| LoadError::Other(why.to_string()))
    }
}

/// Line and column of the start of a span, from 1; with the file where it is not the first one.
pub fn place(sources: &Sources, span: Span) -> String {
    let source = sources
        .get(span.file)
        .expect("a span names a file that was read");
    let before = source
        .text
        .get(..span.start as usize)
        .expect("a span starts at a letter");
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    if span.file.0 == 0 {
        format!("{line}:{column}")
    } else {
        format!("{}:{line}:{column}", source.path)
    }
}

/// Messages as the test files show them.
pub fn render(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for d in diagnostics {
        let at = place(sources, d.span);
        let _ = writeln!(out, "{at} {}[{}] {}", d.severity, d.code, d.message);
        let source = sources
            .get(d.span.file)
            .expect("a span names a file that was read");
        let words = source.text.get(d.span.start as usize..d.span.end as usize);
        let words = words.expect("a span lies in its file, at the bounds of letters");
        if !words.is_empty() {
            let _ = writeln!(out, "  at: {}", words.escape_debug());
        }
        for label in &d.labels {
            let _ = writeln!(out, "  see {}: {}", place(sources, label.span), label.text);
        }
        for hint in &d.hints {
            let _ = writeln!(out, "  hint: {hint}");
        }
    }
    out
}

/// The tests' folder of this crate.
pub fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// What a case means, without places: two cases that mean the same give the same text.
pub fn describe(case: &Case) -> String {
    let mut out = String::new();
    describe_evidence(&mut out, &case.base.evidence);
    for conflict in std::iter::once(&case.base).chain(&case.accounts) {
        describe_conflict(&mut out, conflict);
    }
    for view in &case.views {
        let seen = &view.conflicts;
        let _ = writeln!(
            out,
            "{:?} sees {:?}{}",
            view.actor,
            view.label,
            basis(&view.basis)
        );
        for change in &view.changes {
            let _ = writeln!(out, "  {change}");
        }
        for conflict in seen {
            match conflict {
                Some(conflict) => describe_conflict(&mut out, conflict),
                None => out.push_str("== no place\n"),
            }
        }
    }
    for question in &case.what_ifs {
        let _ = writeln!(
            out,
            "what if {} {:?}{}",
            question.name,
            question.label,
            basis(&question.basis)
        );
        for change in &question.changes {
            let _ = writeln!(out, "  {change}");
        }
        for conflict in &question.conflicts {
            match conflict {
                Some(conflict) => describe_conflict(&mut out, conflict),
                None => out.push_str("== no place\n"),
            }
        }
    }
    out
}

/// What a conflict means, whichever account it is.
pub fn describe_changes(conflict: &Conflict) -> String {
    let mut out = String::new();
    let conflict = Conflict {
        account: None,
        ..conflict.clone()
    };
    describe_conflict(&mut out, &conflict);
    out
}

fn describe_evidence(out: &mut String, evidence: &Evidence) {
    for d in &evidence.documents {
        let _ = writeln!(
            out,
            "document {} {:?} {:?} {:?}",
            d.name,
            d.title,
            d.file,
            d.date.map(when_text)
        );
        if let Some(grade) = d.reliability {
            let _ = writeln!(out, "  reliability {grade:?}");
        }
        for v in &d.voices {
            let _ = writeln!(out, "  voice {:?} {:?}", v.voice, v.lines);
        }
        for p in &d.passages {
            let _ = writeln!(
                out,
                "  {} {:?} {:?} {:?} {:?} {:?}",
                p.name, p.words, p.speaker, p.verb, p.hedge, p.line
            );
            if p.prefix.is_some() || p.suffix.is_some() || p.characters.is_some() {
                let _ = writeln!(out, "    {:?} {:?} {:?}", p.prefix, p.suffix, p.characters);
            }
            if let Some(when) = &p.when {
                let resolved = when.resolved.map(when_text);
                let _ = writeln!(out, "    when {:?} is {resolved:?}", when.words);
            }
            if let Some(grade) = p.credibility {
                let _ = writeln!(out, "    {grade:?}");
            }
        }
    }
    for o in &evidence.origins {
        let anonymous = if o.anonymous { " anonymous" } else { "" };
        let _ = writeln!(out, "origin {}{anonymous} via {:?}", o.name, o.via);
        if !o.perhaps.is_empty() || !o.other_than.is_empty() || o.reliability.is_some() {
            let _ = writeln!(
                out,
                "  perhaps {:?} other than {:?} {:?}",
                o.perhaps, o.other_than, o.reliability
            );
        }
    }
    for c in &evidence.claims {
        let _ = writeln!(
            out,
            "claim {} {:?} {:?} against {:?} {:?} {:?}",
            c.name, c.label, c.passages, c.against, c.credibility, c.note
        );
    }
    for s in &evidence.shared {
        let _ = writeln!(
            out,
            "shared {} {:?} {:?} {:?} {:?}",
            s.name, s.words, s.documents, s.length, s.judgement
        );
    }
    for o in &evidence.offices {
        let _ = writeln!(out, "office {} of {:?}: {:?}", o.title, o.actor, o.holders);
    }
}

fn basis(basis: &Basis) -> String {
    let mut text = String::new();
    for p in &basis.passages {
        let _ = write!(text, " [{}.{}]", p.document.0, p.passage);
    }
    for d in &basis.documents {
        let _ = write!(text, " [{}]", d.0);
    }
    for p in &basis.against {
        let _ = write!(text, " against [{}.{}]", p.document.0, p.passage);
    }
    if let Some(why) = &basis.assumed {
        let _ = write!(text, " assumed {why:?}");
    }
    text
}

fn describe_conflict(out: &mut String, c: &Conflict) {
    let account = c.account.as_ref().map_or("base", |account| &account.name);
    let _ = writeln!(out, "== {account}: {:?} as of {:?}", c.title, c.as_of);
    if let Some(account) = &c.account {
        let _ = writeln!(out, "{:?}{}", account.label, basis(&account.basis));
    }
    for note in &c.notes {
        let _ = writeln!(out, "note {note:?}");
    }
    for (index, o) in c.options.iter().enumerate() {
        let owner = o
            .owner
            .map_or("nature", |owner| &c.actors[owner.index()].name);
        let levels = if o.levels.is_empty() {
            String::new()
        } else {
            format!(" {:?}", o.levels)
        };
        let b = basis(&o.basis);
        let _ = writeln!(
            out,
            "option {index} {owner}.{}{levels} {:?}{b}",
            o.name, o.direction
        );
    }
    describe_states(out, c);
    for rule in &c.rules {
        let _ = writeln!(
            out,
            "{:?} rule {}: {}{}",
            rule.strength,
            rule.name,
            rule.text,
            basis(&rule.basis)
        );
        let _ = writeln!(out, "  = {}", rule_body(c, &rule.body));
    }
    let _ = writeln!(
        out,
        "status quo {}{}",
        start(c, &c.status_quo),
        basis(&c.status_quo_basis)
    );
    if let Some(observed) = &c.observed {
        let _ = writeln!(out, "observed {}", start(c, observed));
    }
    for e in &c.events {
        let _ = writeln!(
            out,
            "event {} {:?} happened: {}{}",
            e.name,
            e.date.map(when_text),
            e.happened,
            basis(&e.basis)
        );
    }
    for a in &c.attitudes {
        let _ = writeln!(
            out,
            "{} {} {}{}",
            c.actors[a.actor.index()].name,
            a.kind.verb(),
            c.actors[a.towards.index()].name,
            basis(&a.basis)
        );
    }
    for (actor, preference) in c.actors.iter().zip(&c.preferences) {
        describe_preference(out, c, &actor.name, preference);
    }
    for o in &c.outcomes {
        let _ = writeln!(
            out,
            "outcome {}: {} = {}",
            o.name,
            o.text,
            formula_text(c, &o.formula)
        );
    }
    for check in &c.checks {
        let fail = if check.expected_to_fail {
            " (expected to fail)"
        } else {
            ""
        };
        let body = match &check.body {
            CheckBody::Always { formula, .. } => format!("always {}", formula_text(c, formula)),
            other => format!("{other:?}")
                .split(" {")
                .next()
                .unwrap_or("")
                .to_owned(),
        };
        let _ = writeln!(out, "check {:?}{fail}: {body}", check.name);
    }
}

fn describe_states(out: &mut String, c: &Conflict) {
    match &c.states {
        States::FromOptions { merged } => {
            for s in merged {
                let _ = writeln!(out, "merged {} = {}", s.name, formula_text(c, &s.formula));
            }
        }
        States::Listed { states, moves } => {
            for s in states {
                let letters: Vec<String> = s
                    .pattern
                    .iter()
                    .map(|l| l.map_or("-".to_owned(), |l| l.0.to_string()))
                    .collect();
                let _ = writeln!(out, "state {} {}", s.name, letters.concat());
            }
            for (actor, arcs) in c.actors.iter().zip(moves.iter().flatten()) {
                let arcs: Vec<String> = arcs
                    .iter()
                    .map(|(a, b)| format!("{}->{}", states[a.index()].name, states[b.index()].name))
                    .collect();
                let _ = writeln!(out, "moves {}: {}", actor.name, arcs.join(" "));
            }
        }
    }
}

fn sets(c: &Conflict, sets: &[(OptionId, model::conflict::Level)]) -> String {
    let sets = sets.iter().map(|(o, l)| {
        let o = &c.options[o.index()];
        format!("{}={}", o.name, o.level_name(*l))
    });
    sets.collect::<Vec<_>>().join(" ")
}

fn rule_body(c: &Conflict, body: &RuleBody) -> String {
    let f = |formula: &Formula| formula_text(c, formula);
    match body {
        RuleBody::Constraint(formula) => f(formula),
        RuleBody::Consequence { trigger, sets: s } => format!("{} => {}", f(trigger), sets(c, s)),
        RuleBody::Consent { what, of, by } => format!("{} by {of:?} if {}", f(what), f(by)),
        RuleBody::NoMove { from, to, by } => format!("{} -/-> {} by {by:?}", f(from), f(to)),
    }
}

fn start(c: &Conflict, start: &Start) -> String {
    match start {
        Start::Options(values) => {
            let all = (0_u16..).map(OptionId).zip(values.iter().copied());
            sets(c, &all.collect::<Vec<_>>())
        }
        other => format!("{other:?}"),
    }
}

fn describe_preference(out: &mut String, c: &Conflict, actor: &str, p: &Preference) {
    let f = |formula: &Formula| formula_text(c, formula);
    match &p.kind {
        PreferenceKind::Indifferent => {
            let _ = writeln!(out, "{actor} is indifferent");
        }
        PreferenceKind::Statements(list) => {
            let _ = writeln!(out, "{actor} prefers");
            for s in list {
                let name = s
                    .name
                    .as_ref()
                    .map_or(String::new(), |name| format!("{name}: "));
                let strongly = if s.strongly { "strongly " } else { "" };
                let group = s
                    .unordered_group
                    .map_or(String::new(), |g| format!(" (group {g})"));
                let rule = s
                    .from_rule
                    .map_or(String::new(), |r| format!(" (rule {})", r.0));
                let b = basis(&s.basis);
                let _ = writeln!(
                    out,
                    "  {name}{strongly}{} = {}{group}{rule}{b}",
                    s.text,
                    f(&s.formula)
                );
            }
        }
        PreferenceKind::Weights(list) => {
            let _ = writeln!(out, "{actor} weighs");
            for w in list {
                let _ = writeln!(out, "  {} for {} = {}", w.weight, w.text, f(&w.formula));
            }
        }
        PreferenceKind::Ranking(levels) => {
            let _ = writeln!(out, "{actor} ranks");
            for l in levels {
                let select: Vec<String> = l.select.iter().map(f).collect();
                let _ = writeln!(
                    out,
                    "  [{}]{}{}{}",
                    select.join(", "),
                    if l.rest { " rest" } else { "" },
                    if l.unordered { " unordered" } else { "" },
                    if l.gap_below { " gap" } else { "" }
                );
            }
        }
    }
    for a in &p.adjustments {
        let _ = writeln!(
            out,
            "  {} = {:?} {} {}",
            a.text,
            a.kind,
            f(&a.states),
            f(&a.reference)
        );
    }
    for u in &p.unknown {
        let _ = writeln!(out, "  cannot compare {} with {}", f(&u.left), f(&u.right));
    }
}
