//! Regions in which an answer is the same, over one or two factors, all else as the file has it.
//!
//! Over weights the boundaries are exact. An order by weights changes only where a sum of weights of
//! one state reaches that of another. Every other weight of the actor being a multiple of some unit,
//! that happens on lines `x = c`, `y = c`, `x + y = c` and `x − y = c` with `c` a multiple of the
//! unit, and nowhere between: so one look inside each cell that these lines cut out says what holds
//! in the whole cell.

use model::conflict::{ActorId, Conflict, PreferenceKind};

use super::Factor;

/// Most looks at one diagram.
pub const MOST_LOOKS: usize = 40_000;
/// What weights are multiplied by, so that places inside cells are whole numbers.
const PARTS: i64 = 4;

/// One axis of a diagram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Axis {
    /// The values of a factor, side by side.
    Values(u64),
    /// A weight: cells between multiples of the unit.
    Weight {
        /// Where the first cell begins.
        from: i64,
        /// The length of a cell.
        unit: i64,
        /// How many cells.
        cells: u64,
    },
}

/// How a diagram over one or two factors is looked at.
#[derive(Clone, Debug)]
pub struct Diagram {
    /// The axis to the right.
    pub x: Axis,
    /// The axis upwards, if there is one.
    pub y: Option<Axis>,
    /// How cells are cut.
    pub cut: Cut,
    /// The conflict that points are of: weights multiplied so that places are whole numbers.
    pub conflict: Conflict,
    /// The factors that points are of.
    pub factors: Vec<Factor>,
    /// What to look at: for each cell, in rows from below, a point; for cut cells four: left, above,
    /// right, below.
    pub points: Vec<Vec<u64>>,
    /// With a weight alone on the right: the looks at the multiples themselves, first to last.
    pub edges: Vec<Vec<u64>>,
}

/// How the cells of a diagram are cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// A cell is one region.
    Whole,
    /// Both diagonals cut a cell: two weights of one actor.
    Diagonally,
}

/// Why there is no diagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DiagramError {
    /// More looks than a diagram takes.
    #[error(
        "the diagram would have {0} cells, and 40,000 is the most: narrow a range, or take larger steps"
    )]
    TooMany(u128),
    /// The weights are too large to be multiplied.
    #[error("the weights are too large for exact boundaries")]
    TooLarge,
    /// The conflict has no such factor.
    #[error("the account has no such assumption")]
    Missing,
}

/// The diagram over one or two factors of a conflict.
///
/// # Errors
/// If there are too many cells, or a factor is not one of the conflict.
pub fn diagram(
    conflict: &Conflict,
    x: &Factor,
    y: Option<&Factor>,
) -> Result<Diagram, DiagramError> {
    let all: Vec<&Factor> = std::iter::once(x).chain(y).collect();
    let weighed: Vec<(ActorId, usize)> = all.iter().filter_map(|factor| weight(factor)).collect();
    let mut changed = conflict.clone();
    let mut actors: Vec<ActorId> = weighed.iter().map(|(actor, _)| *actor).collect();
    actors.dedup();
    for actor in actors {
        multiply(&mut changed, actor).ok_or(DiagramError::TooLarge)?;
    }
    let axes: Vec<Axis> = all
        .iter()
        .map(|factor| axis(conflict, factor, &all))
        .collect::<Result<_, _>>()?;
    let cut = match weighed.as_slice() {
        [(one, _), (two, _)] if one == two => Cut::Diagonally,
        _ => Cut::Whole,
    };
    let looks = axes
        .iter()
        .fold(1_u128, |product, axis| product * u128::from(axis.cells()))
        * if cut == Cut::Diagonally { 4 } else { 1 };
    if looks > MOST_LOOKS as u128 {
        return Err(DiagramError::TooMany(looks));
    }
    let factors: Vec<Factor> = all
        .iter()
        .zip(&axes)
        .map(|(factor, axis)| axis.fine(factor))
        .collect();
    let mut axes = axes.into_iter();
    let (Some(x), y) = (axes.next(), axes.next()) else {
        return Err(DiagramError::Missing);
    };
    Ok(Diagram {
        points: looks_inside(&x, y.as_ref(), cut),
        edges: match (&x, &y) {
            (Axis::Weight { cells, .. }, None) => {
                (0..=*cells).map(|at| vec![at * PARTS as u64]).collect()
            }
            _ => Vec::new(),
        },
        x,
        y,
        cut,
        conflict: changed,
        factors,
    })
}

impl Axis {
    /// How many cells it has.
    #[must_use]
    pub fn cells(&self) -> u64 {
        match self {
            Axis::Values(count) => *count,
            Axis::Weight { cells, .. } => *cells,
        }
    }

    /// The number of the value in the middle of a cell, moved by quarters.
    fn inside(&self, cell: u64, quarters: i64) -> u64 {
        match self {
            Axis::Values(_) => cell,
            Axis::Weight { .. } => cell * PARTS as u64 + (2 + quarters) as u64,
        }
    }

    /// The factor with all places that are looked at as values.
    fn fine(&self, factor: &Factor) -> Factor {
        match (self, factor) {
            (Axis::Weight { from, unit, cells }, Factor::Weight { actor, at, .. }) => {
                let steps = 0..=(*cells as i64) * PARTS;
                Factor::Weight {
                    actor: *actor,
                    at: *at,
                    values: steps.map(|step| from * PARTS + step * unit).collect(),
                }
            }
            _ => factor.clone(),
        }
    }
}

fn looks_inside(x: &Axis, y: Option<&Axis>, cut: Cut) -> Vec<Vec<u64>> {
    let mut points = Vec::new();
    let Some(y) = y else {
        return (0..x.cells()).map(|cell| vec![x.inside(cell, 0)]).collect();
    };
    for row in 0..y.cells() {
        for column in 0..x.cells() {
            let moved: &[(i64, i64)] = match cut {
                Cut::Whole => &[(0, 0)],
                Cut::Diagonally => &[(-1, 0), (0, 1), (1, 0), (0, -1)],
            };
            let looks = moved.iter();
            points.extend(looks.map(|(dx, dy)| vec![x.inside(column, *dx), y.inside(row, *dy)]));
        }
    }
    points
}

fn weight(factor: &Factor) -> Option<(ActorId, usize)> {
    match factor {
        Factor::Weight { actor, at, .. } => Some((*actor, *at)),
        _ => None,
    }
}

/// An actor's weights times [`PARTS`]; its order of the states stays the same.
fn multiply(conflict: &mut Conflict, actor: ActorId) -> Option<()> {
    let kind = &mut conflict.preferences.get_mut(actor.index())?.kind;
    let PreferenceKind::Weights(lines) = kind else {
        return None;
    };
    let mut sum = 0_i64;
    for line in lines {
        line.weight = line.weight.checked_mul(PARTS)?;
        sum = sum.checked_add(line.weight.checked_abs()?)?;
    }
    // Room for the weights that vary.
    (sum < i64::MAX / 4).then_some(())
}

fn axis(conflict: &Conflict, factor: &Factor, all: &[&Factor]) -> Result<Axis, DiagramError> {
    let Factor::Weight { actor, values, .. } = factor else {
        let values = factor.values(conflict).ok_or(DiagramError::Missing)?;
        return Ok(Axis::Values(values));
    };
    let (Some(low), Some(high)) = (values.iter().min(), values.iter().max()) else {
        return Err(DiagramError::Missing);
    };
    let unit = unit(conflict, *actor, all)?;
    let from = low.div_euclid(unit) * unit;
    let to = high.div_euclid(unit) * unit + if high.rem_euclid(unit) == 0 { 0 } else { unit };
    let cells = ((to - from) / unit).max(1) as u64;
    Ok(Axis::Weight { from, unit, cells })
}

/// The greatest number of which all weights of an actor that do not vary are multiples. Where none
/// of these weighs anything, all that counts is on which side of nothing, and of each other, those
/// are that vary: then the largest of their values.
fn unit(conflict: &Conflict, whose: ActorId, all: &[&Factor]) -> Result<i64, DiagramError> {
    let preference = conflict.preferences.get(whose.index());
    let Some(PreferenceKind::Weights(lines)) = preference.map(|preference| &preference.kind) else {
        return Err(DiagramError::Missing);
    };
    let mut varying: Vec<usize> = Vec::new();
    let mut largest = 1;
    for factor in all {
        if let Factor::Weight { actor, at, values } = factor
            && *actor == whose
        {
            varying.push(*at);
            for value in values {
                largest = largest.max(value.checked_abs().ok_or(DiagramError::TooLarge)?);
            }
        }
    }
    if largest > 1 << 40 {
        return Err(DiagramError::TooLarge);
    }
    let fixed = lines.iter().enumerate();
    let fixed = fixed.filter(|(at, _)| !varying.contains(at));
    let unit = fixed.fold(0, |unit, (_, line)| {
        greatest_divisor(unit, line.weight.abs())
    });
    Ok(if unit == 0 { largest } else { unit })
}

fn greatest_divisor(a: i64, b: i64) -> i64 {
    if b == 0 {
        a
    } else {
        greatest_divisor(b, a % b)
    }
}

/// A stretch of a weight over which an answer is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Where it begins, and whether it includes that.
    pub from: (i64, Bound),
    /// Where it ends, and whether it includes that.
    pub to: (i64, Bound),
    /// The answer; none where there is no model.
    pub holds: Option<bool>,
}

/// Whether a stretch includes its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// It does.
    Included,
    /// It does not.
    Excluded,
}

/// The stretches of a weight from the answers inside its cells and at their edges.
#[must_use]
pub fn stretches(axis: &Axis, inside: &[Option<bool>], edges: &[Option<bool>]) -> Vec<Stretch> {
    let Axis::Weight { from, unit, .. } = axis else {
        return Vec::new();
    };
    let mut found: Vec<Stretch> = Vec::new();
    for (at, &edge) in edges.iter().enumerate() {
        let place = from + unit * at as i64;
        let point = (place, Bound::Included);
        extend(&mut found, point, point, edge);
        if let Some(&cell) = inside.get(at) {
            let (low, high) = ((place, Bound::Excluded), (place + unit, Bound::Excluded));
            extend(&mut found, low, high, cell);
        }
    }
    found
}

fn extend(found: &mut Vec<Stretch>, from: (i64, Bound), to: (i64, Bound), holds: Option<bool>) {
    match found.last_mut() {
        Some(last) if last.holds == holds => last.to = to,
        _ => found.push(Stretch { from, to, holds }),
    }
}
