//! Which equilibria hold in which region of two parameters, and the curves between them.

use std::collections::BTreeSet;

use game::Rational;
use regions::Structure;
use regions::plane::equation::equation;
use regions::plane::phases::{Corner, Phase, Slice};
use regions::plane::{Boundary, Cut, PlaneLimits, Window, cut, phases};
use report::answer::{
    PlayAxis, PlayBoundary, PlayCorner, PlayPlane, PlayRegion, PlaySpot, PlayThreshold,
};

use super::family::{OnePlay, Plays, Varied};
use super::structure::{decimal, in_words, threshold};
use super::{PlayFailure, Request};
use crate::error::AnswerError;
use crate::study::Study;

/// Finds the regions, what holds in each, and the boundaries.
pub(super) fn plane(
    study: &Study<'_>,
    file: &str,
    request: &Request<'_>,
    (x, y): (&Varied, &Varied),
) -> Result<PlayPlane, PlayFailure> {
    let plays = Plays {
        study,
        file,
        request,
        varied: vec![x.parameter, y.parameter],
    };
    study
        .control
        .step("looking for the curves between regions")
        .map_err(AnswerError::from)?;
    let window = Window {
        x: (x.from.clone(), x.to.clone()),
        y: (y.from.clone(), y.to.clone()),
    };
    let goes_on = || study.control.check().is_ok();
    let found = cut(&plays, window, PlaneLimits::default(), &goes_on)?;
    study.control.check().map_err(AnswerError::from)?;
    study
        .control
        .step("putting regions together")
        .map_err(AnswerError::from)?;
    let phases = phases(&found);
    let mut regions = Vec::new();
    for (number, phase) in phases.regions.iter().enumerate() {
        regions.push(region(&plays, &found, number, phase)?);
    }
    let axes = (axis(study, x), axis(study, y));
    let boundaries = phases
        .boundaries
        .iter()
        .map(|one| boundary(one, (&axes.0.parameter, &axes.1.parameter)))
        .collect();
    Ok(PlayPlane {
        x: axes.0,
        y: axes.1,
        regions,
        boundaries,
        complete: !found.stopped && found.unfollowed.is_empty(),
        unfollowed: found.unfollowed.len() as u64,
        games: found.games as u64,
    })
}

fn axis(study: &Study<'_>, varied: &Varied) -> PlayAxis {
    let own = study.conflict.game.parameters.get(varied.parameter.index());
    PlayAxis {
        parameter: own.map_or_else(String::new, |own| own.name.clone()),
        label: own.and_then(|own| own.label.clone()),
        from: varied.from.to_string(),
        to: varied.to.to_string(),
    }
}

/// Letters for regions: A to Z, then A1 and on.
fn letter(number: usize) -> String {
    let letter = char::from(b'A' + (number % 26) as u8);
    match number / 26 {
        0 => letter.to_string(),
        round => format!("{letter}{round}"),
    }
}

fn region(
    plays: &Plays<'_>,
    cut: &Cut,
    number: usize,
    phase: &Phase,
) -> Result<PlayRegion, PlayFailure> {
    let mut answer = PlayRegion {
        name: letter(number),
        place: None,
        equilibria: Vec::new(),
        parts: phase.parts.iter().map(|part| outline(part)).collect(),
    };
    if let Some(structures) = &phase.structures
        && let Some((x, y, play)) = inside(plays, cut, phase, structures)?
    {
        answer.place = Some([x.to_string(), y.to_string()]);
        answer.equilibria = play
            .profiles
            .iter()
            .map(|profile| in_words(plays.study, &play, profile, Vec::new()))
            .collect();
    }
    Ok(answer)
}

/// The play at a point of a region where its equilibria hold and no more, as may happen on a curve
/// that bounds nothing.
fn inside(
    plays: &Plays<'_>,
    cut: &Cut,
    phase: &Phase,
    structures: &BTreeSet<Structure>,
) -> Result<Option<(Rational, Rational, OnePlay)>, PlayFailure> {
    let window = &cut.window;
    for step in 0u64..6 {
        let aside = |(from, to): &(Rational, Rational), of: u64| {
            (to - from) * Rational::from(step) / Rational::from(of)
        };
        let x = &phase.place.0 + aside(&window.x, 10_007);
        let y = &phase.place.1 + aside(&window.y, 10_009);
        let here = cut.cell(&x, &y).and_then(|cell| cell.structures.as_ref());
        if here != Some(structures) {
            continue;
        }
        let play = plays.at(&[&x, &y])?;
        let found: BTreeSet<Structure> = play
            .profiles
            .iter()
            .map(|one| Structure::of(&one.weights))
            .collect();
        if found == *structures {
            return Ok(Some((x, y, play)));
        }
    }
    Ok(None)
}

/// The outline of a part: along its lower side and back along the upper one.
fn outline(part: &[Slice]) -> Vec<PlaySpot> {
    let low = part.iter().map(|slice| spot(slice.x, slice.low));
    let high = part.iter().rev().map(|slice| spot(slice.x, slice.high));
    low.chain(high).collect()
}

fn spot(x: f64, y: f64) -> PlaySpot {
    PlaySpot {
        x: decimal(x),
        y: decimal(y),
    }
}

fn boundary(one: &Boundary, names: (&str, &str)) -> PlayBoundary {
    let equation = match &one.line {
        Some(line) => {
            let name = if one.curve.degrees().0 == 0 {
                names.1
            } else {
                names.0
            };
            format!("{name} = {}", threshold(line).shown())
        }
        None => equation(&one.curve, names),
    };
    PlayBoundary {
        equation,
        between: [letter(one.between.0), letter(one.between.1)],
        from: corner(&one.from),
        to: corner(&one.to),
        points: one.points.iter().map(|(x, y)| spot(*x, *y)).collect(),
    }
}

fn corner(corner: &Corner) -> PlayCorner {
    let near = || PlayThreshold {
        exact: None,
        decimal: decimal(corner.near),
    };
    PlayCorner {
        x: threshold(&corner.x),
        y: corner.y.as_ref().map_or_else(near, threshold),
    }
}
