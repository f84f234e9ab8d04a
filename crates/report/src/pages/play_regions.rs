//! Where, in one parameter or two, the equilibria of a play change, and what changes in between.

use super::games::classes;
use crate::answer::{
    PlayCourse, PlayDirection, PlayLimit, PlayPlane, PlayQuantity, PlayRegions, PlaySensitivity,
    PlayStatics, PlayStructure,
};
use crate::page::{Align, Block, Entry, Line, Page, Table, Tone};

/// Longest function that is shown; JSON and CSV have all.
const MOST_FUNCTION: usize = 48;

/// Which equilibria hold where.
pub(super) fn regions(found: &PlayRegions, page: &mut Page) {
    page.heading(format!("Equilibria by {}", found.parameter));
    for stretch in &found.stretches {
        page.push(Block::Gap);
        page.text(
            Line::toned(
                format!(
                    "{} < {} < {}",
                    stretch.from.shown(),
                    found.parameter,
                    stretch.to.shown()
                ),
                Tone::Strong,
            )
            .with(
                format!("  at {} = {}", found.parameter, stretch.place),
                Tone::Faint,
            ),
        );
        if stretch.equilibria.is_empty() {
            page.text(Line::toned("no equilibrium of this kind", Tone::Warn));
        }
        let entries = (1..).zip(&stretch.equilibria);
        page.push(Block::List(
            entries
                .map(|(number, one)| structure(number, one, &found.parameter))
                .collect(),
        ));
    }
    page.push(Block::Gap);
    page.text(if found.complete {
        Line::toned("Thresholds are exact", Tone::Good)
            .and(": roots of the conditions under which each of these is an equilibrium.")
    } else {
        Line::toned("Thresholds may be missing", Tone::Warn)
            .and(": a limit was reached, or an equilibrium could not be followed.")
    });
}

/// An equilibrium: what is done, where it ends, and how that goes on as the parameter grows.
fn structure(number: u64, one: &PlayStructure, parameter: &str) -> Entry {
    let mut lines: Vec<Line> = one
        .actors
        .iter()
        .map(|own| {
            Line::toned(own.actor.clone(), Tone::Strong)
                .and(format!(": {}", own.actions.join("; ")))
        })
        .collect();
    lines.extend(classes(&one.classes));
    let ends: Vec<String> = one
        .ends
        .iter()
        .map(|share| format!("{} ({})", share.state.in_words(), share.probability))
        .collect();
    lines.push(Line::toned("ends in ", Tone::Faint).and(ends.join(", ")));
    let courses = one.courses.iter();
    let moving: Vec<String> = courses
        .filter(|course| course.direction != PlayDirection::Constant)
        .map(|course| {
            format!(
                "{} {}: {}",
                course.quantity.in_words(),
                function(course),
                course.how()
            )
        })
        .collect();
    if !moving.is_empty() {
        lines.push(
            Line::toned(format!("as {parameter} grows: "), Tone::Faint).and(moving.join("; ")),
        );
    } else if !one.courses.is_empty() {
        lines.push(Line::toned(
            format!("nothing else changes with {parameter}"),
            Tone::Faint,
        ));
    }
    Entry {
        term: Line::toned(number.to_string(), Tone::Strong),
        lines,
    }
}

fn function(course: &PlayCourse) -> &str {
    if course.function.chars().count() <= MOST_FUNCTION {
        &course.function
    } else {
        "…"
    }
}

/// Which equilibria hold in which region of two parameters.
pub(super) fn plane(found: &PlayPlane, page: &mut Page) {
    let (x, y) = (&found.x, &found.y);
    page.heading(format!("Regions of {} and {}", x.parameter, y.parameter));
    page.text(Line::toned(
        format!(
            "{} from {} to {}, {} from {} to {}",
            x.parameter, x.from, x.to, y.parameter, y.from, y.to
        ),
        Tone::Faint,
    ));
    let mut regions = Vec::new();
    for region in &found.regions {
        let mut lines = vec![Line::toned(region.in_words(), Tone::Strong)];
        if let Some([at_x, at_y]) = &region.place {
            lines[0] = std::mem::take(&mut lines[0]).with(
                format!("  at {} = {at_x}, {} = {at_y}", x.parameter, y.parameter),
                Tone::Faint,
            );
        }
        let several = region.equilibria.len() > 1;
        for (number, one) in (1..).zip(&region.equilibria) {
            for own in &one.actors {
                let head = if several {
                    format!("{number}  {}", own.actor)
                } else {
                    own.actor.clone()
                };
                lines.push(Line::plain(format!("{head}: {}", own.actions.join("; "))));
            }
            lines.extend(classes(&one.classes));
        }
        regions.push(Entry {
            term: Line::toned(region.name.clone(), Tone::Strong),
            lines,
        });
    }
    page.push(Block::List(regions));
    if !found.boundaries.is_empty() {
        page.heading("Boundaries");
        let mut table = Table::new([
            ("curve", Align::Left),
            ("between", Align::Left),
            ("from", Align::Left),
            ("to", Align::Left),
        ]);
        for one in &found.boundaries {
            table.row([
                Line::plain(one.equation.clone()),
                Line::plain(one.between.join(" and ")),
                Line::plain(one.from.shown()),
                Line::plain(one.to.shown()),
            ]);
        }
        page.push(Block::Table(table));
    }
    page.push(Block::Gap);
    page.text(if found.complete {
        Line::toned("Boundaries are exact", Tone::Good)
            .and(": curves on which a condition of one of these equilibria fails.")
    } else if found.unfollowed > 0 {
        Line::toned("Boundaries may be missing", Tone::Warn).and(format!(
            ": the conditions of {} equilibria are no quotients of small degree.",
            found.unfollowed
        ))
    } else {
        Line::toned("Regions may be missing", Tone::Warn).and(format!(
            ": a limit was reached after {} games.",
            found.games
        ))
    });
}

/// What each parameter changes.
pub(super) fn statics(found: &[PlayStatics], page: &mut Page) {
    page.heading("What each parameter changes");
    if found.is_empty() {
        page.text(Line::toned(
            "No parameter has both a range and a value inside it.",
            Tone::Warn,
        ));
        return;
    }
    let mut table = Table::new([
        ("parameter", Align::Left),
        ("equilibrium", Align::Right),
        ("ceases below", Align::Left),
        ("ceases above", Align::Left),
        ("for each unit more", Align::Left),
    ]);
    for one in found {
        let name = Line::plain(format!("{} = {}", one.parameter, one.value));
        if one.at_threshold {
            let why = "a threshold or an end of its range: no slope";
            table.row([
                name,
                "".into(),
                "".into(),
                "".into(),
                Line::toned(why, Tone::Warn),
            ]);
            continue;
        }
        for own in &one.equilibria {
            table.row([
                name.clone(),
                Line::plain(own.equilibrium.to_string()),
                limit(own.below.as_ref(), &one.from),
                limit(own.above.as_ref(), &one.to),
                slopes(own),
            ]);
        }
    }
    page.push(Block::Table(table));
    if found.iter().any(|one| !one.complete) {
        page.text(Line::toned(
            "Thresholds may be missing: a limit was reached, or an equilibrium could not be followed.",
            Tone::Warn,
        ));
    }
}

fn limit(limit: Option<&PlayLimit>, end: &str) -> Line {
    match limit {
        Some(limit) => Line::plain(limit.at.shown())
            .with(format!(", {} away", limit.distance.shown()), Tone::Faint),
        None => Line::toned(format!("holds to {end}"), Tone::Faint),
    }
}

fn slopes(own: &PlaySensitivity) -> Line {
    if own.slopes.is_empty() {
        return Line::toned("not known", Tone::Warn);
    }
    let moving = own.slopes.iter().filter(|one| one.slope != "0");
    let words: Vec<String> = moving
        .map(|one| {
            let (size, way) = match one.slope.strip_prefix('-') {
                Some(size) => (size, "less"),
                None => (one.slope.as_str(), "more"),
            };
            let likely = match one.quantity {
                PlayQuantity::Payoff { .. } => "",
                PlayQuantity::Action { .. } | PlayQuantity::End { .. } => " likely",
            };
            format!("{} {size} {way}{likely}", one.quantity.in_words())
        })
        .collect();
    if words.is_empty() {
        Line::toned("nothing", Tone::Faint)
    } else {
        Line::plain(words.join("; "))
    }
}
