//! What holds over many variants, and which assumptions that follows.

use super::account_heading;
use super::words::{counted, grouped};
use crate::answer::{
    FactorShares, SweepAccount, SweepDesign, SweepFactor, SweepQuestion, SweepRun, SweepVerdict,
    WeightStretch,
};
use crate::page::{Align, Block, Entry, Line, Page, Table, Tone};

/// Most assumptions shown; the data have all.
const MOST_FACTORS: usize = 12;
/// Most values of one assumption shown.
const MOST_VALUES: usize = 4;
/// A part in the answer smaller than this is none.
const NOTHING: f64 = 1e-9;

/// The page of `sweep`.
#[must_use]
pub fn sweep(run: &SweepRun) -> Page {
    let mut page = Page::default();
    page.push(Block::Title {
        text: Line::plain(run.title.clone().unwrap_or_else(|| run.file.clone())),
        aside: String::new(),
    });
    page.text(Line::toned(design(run), Tone::Faint));
    for account in &run.accounts {
        one(run, account, &mut page);
    }
    page.push(Block::Gap);
    page.text(Line::toned(legend(run.design), Tone::Faint));
    page
}

fn design(run: &SweepRun) -> String {
    let runs = run.runs.unwrap_or(0);
    let seed = run
        .seed
        .map_or_else(String::new, |seed| format!(", seed {seed}"));
    match run.design {
        SweepDesign::Grid => "All combinations of what varies".to_owned(),
        SweepDesign::Latin => format!(
            "A Latin hypercube of {}{seed}",
            counted(runs, "point", "points")
        ),
        SweepDesign::Sobol => format!(
            "A Sobol sequence of {}{seed}",
            counted(runs, "point", "points")
        ),
        SweepDesign::Saltelli => format!(
            "{} of points, with what lies between them{seed}",
            counted(runs, "pair", "pairs")
        ),
        SweepDesign::Morris => format!(
            "{} that change one assumption after the other{seed}",
            counted(runs, "walk", "walks")
        ),
    }
}

/// What the numbers beside an assumption say.
fn legend(design: SweepDesign) -> &'static str {
    match design {
        SweepDesign::Grid => {
            "Beside an assumption: its part in how the answer varies, alone or with others (total \
             Sobol index, exact; 0 none, 1 in all of it). Below: how often the outcome holds with \
             each value; • marks the file's own."
        }
        SweepDesign::Saltelli => {
            "Beside an assumption: its part in how the answer varies, alone or with others (total \
             Sobol index with half its 95 % interval). Below: how often the outcome holds with \
             each value; • marks the file's own."
        }
        SweepDesign::Morris => {
            "Beside an assumption: how often changing it alone changes the answer (μ*, the mean of \
             the absolute elementary effects, with half its 95 % interval). Below: how often the \
             outcome holds with each value; • marks the file's own."
        }
        SweepDesign::Latin | SweepDesign::Sobol => {
            "Below an assumption: how often the outcome holds with each value; • marks the file's \
             own. Indices of sensitivity need `--design saltelli` or `morris`, or a grid."
        }
    }
}

fn one(run: &SweepRun, account: &SweepAccount, page: &mut Page) {
    if let Some(which) = &account.account {
        page.heading(account_heading(which));
    }
    let mut line = format!(
        "{} over {}",
        counted(account.points, "point", "points"),
        counted(account.factors.len() as u64, "assumption", "assumptions")
    );
    if account.no_model > 0 {
        line.push_str(&format!(
            "; {} no model: values that contradict each other, or leave no state",
            counted(account.no_model, "point makes", "points make")
        ));
    }
    page.text(line);
    for question in &account.questions {
        asked(run, account, question, page);
    }
}

fn asked(run: &SweepRun, account: &SweepAccount, question: &SweepQuestion, page: &mut Page) {
    page.subheading(format!("{}: always {}", question.name, question.formula));
    let columns = std::iter::once(("", Align::Left)).chain(
        run.concepts
            .iter()
            .map(|name| (name.as_str(), Align::Right)),
    );
    let mut table = Table::new(columns);
    let cells = |cell: &dyn Fn(&SweepVerdict) -> String| -> Vec<Line> {
        let verdicts = question.verdicts.iter();
        verdicts.map(|verdict| Line::plain(cell(verdict))).collect()
    };
    let first = Line::toned("holds in", Tone::Strong);
    table.row(std::iter::once(first).chain(cells(&share)));
    let (mut moving, still): (Vec<usize>, Vec<usize>) =
        (0..account.factors.len()).partition(|at| matters(question, *at) > NOTHING);
    moving.sort_by(|a, b| matters(question, *b).total_cmp(&matters(question, *a)));
    for &at in moving.iter().take(MOST_FACTORS) {
        let Some(factor) = account.factors.get(at) else {
            continue;
        };
        let part = cells(&|verdict| verdict.factors.get(at).map_or_else(String::new, part));
        let name = Line::toned(factor.words.clone(), Tone::Strong);
        table.row(std::iter::once(name).chain(part));
        for value in values(factor) {
            let mark = if factor.as_written.as_ref() == factor.values.get(value) {
                "• "
            } else {
                "  "
            };
            let text = factor.values.get(value).map_or("", String::as_str);
            let name = Line::plain(format!("{mark}{text}"));
            let held = cells(&|verdict| {
                let found = verdict.factors.get(at).and_then(|f| f.values.get(value));
                found.map_or_else(String::new, |found| percent(found.held, found.of))
            });
            table.row(std::iter::once(name).chain(held));
        }
    }
    page.push(Block::Table(table));
    if let more @ 1.. = moving.len().saturating_sub(MOST_FACTORS) {
        let more = counted(more as u64, "more assumption has", "more assumptions have");
        page.text(Line::toned(
            format!("{more} a smaller part; all are in the JSON"),
            Tone::Faint,
        ));
    }
    if !still.is_empty() {
        let names = still.iter().filter_map(|at| account.factors.get(*at));
        let names: Vec<&str> = names.map(|factor| factor.words.as_str()).collect();
        page.text(Line::toned(
            format!("No part in it: {}", names.join("; ")),
            Tone::Faint,
        ));
    }
    boundaries(account, question, page);
}

/// The values of a factor that are shown: all where they are few, else the first, the file's own
/// and the last.
fn values(factor: &SweepFactor) -> Vec<usize> {
    let count = factor.values.len();
    if count <= MOST_VALUES {
        return (0..count).collect();
    }
    let own = factor.values.iter();
    let own = own
        .zip(0..)
        .find(|(value, _)| factor.as_written.as_ref() == Some(value));
    let mut shown = vec![0, count / 2, count - 1];
    shown.extend(own.map(|(_, at)| at));
    shown.sort_unstable();
    shown.dedup();
    shown
}

/// How much a factor matters under any concept: its largest index, or how far shares lie apart.
fn matters(question: &SweepQuestion, at: usize) -> f64 {
    let of = |verdict: &SweepVerdict| {
        let Some(found) = verdict.factors.get(at) else {
            return 0.0;
        };
        match (&found.sobol, &found.morris) {
            (Some(index), _) => index.total,
            (_, Some(effect)) => effect.mean_absolute,
            _ if verdict.held == 0 || verdict.held == verdict.of => 0.0,
            _ => spread(found),
        }
    };
    question.verdicts.iter().map(of).fold(0.0, f64::max)
}

fn spread(found: &FactorShares) -> f64 {
    let shares = found.values.iter().filter(|value| value.of > 0);
    let shares = shares.map(|value| value.held as f64 / value.of as f64);
    let (low, high) = shares.fold((1.0_f64, 0.0_f64), |(low, high), share| {
        (low.min(share), high.max(share))
    });
    // What has too many values to be listed is not known to have no part.
    if found.values.is_empty() {
        2.0 * NOTHING
    } else {
        high - low
    }
}

fn part(found: &FactorShares) -> String {
    match (&found.sobol, &found.morris) {
        (Some(index), _) if index.total_within == 0.0 => format!("{:.2}", index.total),
        (Some(index), _) => format!("{:.2} ± {:.2}", index.total, index.total_within),
        (_, Some(effect)) => format!("{:.2} ± {:.2}", effect.mean_absolute, effect.within),
        _ => String::new(),
    }
}

fn share(verdict: &SweepVerdict) -> String {
    if verdict.of == 0 {
        return "–".to_owned();
    }
    let percent = percent(verdict.held, verdict.of);
    let of = |share: f64| format!("{:.0}", 100.0 * share);
    match (verdict.at_least, verdict.at_most) {
        (Some(low), Some(high)) if low != high => format!("{percent} ({}–{})", of(low), of(high)),
        _ => percent,
    }
}

/// `62 %`, `all`, `none`: only where it is all or none is it said to be.
fn percent(held: u64, of: u64) -> String {
    match (held, of) {
        (_, 0) => "–".to_owned(),
        (0, _) => "none".to_owned(),
        (held, of) if held == of => "all".to_owned(),
        (held, of) => {
            let percent = (100.0 * held as f64 / of as f64).clamp(0.1, 99.9);
            if (1.0..=99.0).contains(&percent) {
                format!("{percent:.0} %")
            } else {
                format!("{percent:.1} %")
            }
        }
    }
}

/// Over weights, where the answer changes.
fn boundaries(account: &SweepAccount, question: &SweepQuestion, page: &mut Page) {
    let mut entries = Vec::new();
    for (at, factor) in account.factors.iter().enumerate() {
        let mut lines = Vec::new();
        for verdict in &question.verdicts {
            let found = verdict.factors.get(at).map(|found| &found.stretches);
            let Some(stretches) = found.filter(|stretches| !stretches.is_empty()) else {
                continue;
            };
            lines.push(Line::plain(format!(
                "{}: {}",
                verdict.concept,
                held(stretches)
            )));
        }
        if !lines.is_empty() {
            let range = match (factor.values.first(), factor.values.last()) {
                (Some(low), Some(high)) => format!(", from {low} to {high}"),
                _ => format!(", {}", grouped(factor.count)),
            };
            entries.push(Entry {
                term: Line::toned(format!("{}{range}", factor.words), Tone::Strong),
                lines,
            });
        }
    }
    if !entries.is_empty() {
        page.push(Block::Gap);
        page.text("With all else as in the file, the outcome holds where the weight is");
        page.push(Block::List(entries));
    }
}

fn held(stretches: &[WeightStretch]) -> String {
    if let [only] = stretches {
        return match only.holds {
            Some(true) => "anywhere",
            Some(false) => "nowhere",
            None => "no model",
        }
        .to_owned();
    }
    let (first, last) = (stretches.first(), stretches.last());
    let words = stretches.iter().filter(|s| s.holds == Some(true)).map(|s| {
        let open_below = first == Some(s);
        let open_above = last == Some(s);
        let from = if s.from_included { "from" } else { "above" };
        match (s.from == s.to, open_below, open_above) {
            (true, ..) => format!("{}", s.from),
            (_, true, _) if s.to_included => format!("at most {}", s.to),
            (_, true, _) => format!("below {}", s.to),
            (_, _, true) if s.from_included => format!("at least {}", s.from),
            (_, _, true) => format!("above {}", s.from),
            _ if s.to_included => format!("{from} {} to {}", s.from, s.to),
            _ => format!("{from} {}, below {}", s.from, s.to),
        }
    });
    words.collect::<Vec<_>>().join("; or ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_and_none_are_said_only_where_they_are() {
        assert_eq!(percent(0, 10), "none");
        assert_eq!(percent(10, 10), "all");
        assert_eq!(percent(1, 100_000), "0.1 %");
        assert_eq!(percent(99_999, 100_000), "99.9 %");
        assert_eq!(percent(2, 3), "67 %");
    }

    #[test]
    fn stretches_say_whether_their_ends_belong_to_them() {
        let stretch = |from, from_included, to, to_included, holds| WeightStretch {
            from,
            from_included,
            to,
            to_included,
            holds: Some(holds),
        };
        let all = [
            stretch(0, true, 3, false, true),
            stretch(3, true, 5, true, false),
            stretch(5, false, 7, true, true),
            stretch(7, false, 8, false, false),
            stretch(8, true, 8, true, true),
            stretch(8, false, 10, true, false),
        ];
        assert_eq!(held(&all), "below 3; or above 5 to 7; or 8");
        assert_eq!(held(&all[..1]), "anywhere");
        assert_eq!(held(&[all[1], all[2]]), "above 5");
    }
}
