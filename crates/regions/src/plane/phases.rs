//! Cells with the same equilibria put together to regions, and the boundaries between them.

use std::collections::BTreeSet;

use game::Rational;

use super::bivariate::Bivariate;
use super::resultant::{discriminant, resultant};
use super::search::{Branch, Column, Cut, branches};
use crate::polynomial::Polynomial;
use crate::root::{Root, simplest};
use crate::structure::Structure;

/// Regions and boundaries of two parameters.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct Phases {
    /// The regions, in the order in which they are met from the left and from below.
    pub regions: Vec<Phase>,
    /// The boundaries between them, from the left.
    pub boundaries: Vec<Boundary>,
}

/// All points at which the same equilibria hold. It may be of several parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// The equilibria; nothing where a limit was reached.
    pub structures: Option<BTreeSet<Structure>>,
    /// A simple point inside its largest part.
    pub place: (Rational, Rational),
    /// Its parts, for drawing: each a strip from the left to the right, between two heights.
    pub parts: Vec<Vec<Slice>>,
}

/// An upright slice of a region, in floating-point numbers for drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slice {
    /// Where.
    pub x: f64,
    /// From this height.
    pub low: f64,
    /// To this one.
    pub high: f64,
}

/// A stretch of a curve, with one region on each side.
#[derive(Clone, Debug, PartialEq)]
pub struct Boundary {
    /// The curve: it is 0 here.
    pub curve: Bivariate,
    /// Where the curve is a line of one x or of one y: that value.
    pub line: Option<Root>,
    /// The regions below and above; left and right of an upright line.
    pub between: (usize, usize),
    /// Where it begins.
    pub from: Corner,
    /// Where it ends.
    pub to: Corner,
    /// Points on it, for drawing.
    pub points: Vec<(f64, f64)>,
}

/// An end of a boundary.
#[derive(Clone, Debug, PartialEq)]
pub struct Corner {
    /// The first parameter.
    pub x: Root,
    /// The second, where it is known exactly.
    pub y: Option<Root>,
    /// The second, in floating-point numbers.
    pub near: f64,
}

/// Slices of the widest column.
const SLICES: f64 = 96.0;

/// Puts the cells of a cut plane together.
pub fn phases(cut: &Cut) -> Phases {
    let sheets: Vec<Sheet> = cut
        .columns
        .iter()
        .map(|column| sheet(cut, column))
        .collect();
    let mut answer = Phases {
        regions: Vec::new(),
        boundaries: Vec::new(),
    };
    // Which region each cell of each column belongs to.
    let mut numbers: Vec<Vec<usize>> = Vec::new();
    let mut largest: Vec<f64> = Vec::new();
    for (column, sheet) in cut.columns.iter().zip(&sheets) {
        let mut own = Vec::new();
        for (place, cell) in column.cells.iter().enumerate() {
            let known = answer
                .regions
                .iter()
                .position(|one| one.structures == cell.structures);
            let number = known.unwrap_or_else(|| {
                answer.regions.push(Phase {
                    structures: cell.structures.clone(),
                    place: (Rational::ZERO, Rational::ZERO),
                    parts: Vec::new(),
                });
                largest.push(0.0);
                answer.regions.len() - 1
            });
            let area = sheet.area(place);
            if area > largest[number] {
                largest[number] = area;
                answer.regions[number].place = sheet.inside(place);
            }
            own.push(number);
        }
        numbers.push(own);
    }
    parts(&sheets, &numbers, &mut answer.regions);
    arcs(cut, &sheets, &numbers, &mut answer.boundaries);
    upright(cut, &sheets, &numbers, &mut answer.boundaries);
    answer
}

/// The heights of a column's curves at several x.
struct Sheet {
    /// Where.
    xs: Vec<Rational>,
    /// For each x, the edges and curves from below.
    heights: Vec<Vec<f64>>,
    /// The edges of the window, from below.
    edges: (Rational, Rational),
}

fn sheet(cut: &Cut, column: &Column) -> Sheet {
    let (first, last) = &cut.window.x;
    let (bottom, top) = &cut.window.y;
    let mut hair = (last - first) / Rational::from(10u64.pow(9));
    let (low, high) = loop {
        let low = column.from.near(&hair) + &hair * Rational::from(2);
        let high = column.to.near(&hair) - &hair;
        if low < high {
            break (low, high);
        }
        hair /= Rational::from(1_000);
    };
    let share = number(&((&high - &low) / (last - first)));
    let steps = (share * SLICES).ceil().max(2.0) as u64;
    let fine = (top - bottom) / Rational::from(10u64.pow(10));
    let mut sheet = Sheet {
        xs: Vec::new(),
        heights: Vec::new(),
        edges: (bottom.clone(), top.clone()),
    };
    for step in 0..=steps {
        let x = &low + (&high - &low) * Rational::from(step) / Rational::from(steps);
        let mut heights = vec![number(bottom)];
        for branch in column.cells.iter().filter_map(|cell| cell.above.as_ref()) {
            let roots = branches(&cut.curves[branch.curve], &x, (bottom, top));
            let height = roots
                .get(branch.number)
                .map(|root| number(&root.near(&fine)));
            heights.push(height.unwrap_or_else(|| number(top)));
        }
        heights.push(number(top));
        sheet.xs.push(x);
        sheet.heights.push(heights);
    }
    sheet
}

impl Sheet {
    fn area(&self, cell: usize) -> f64 {
        let heights = self.heights.iter().map(|at| at[cell + 1] - at[cell]);
        let width = self.xs.last().map_or(0.0, number) - self.xs.first().map_or(0.0, number);
        heights.sum::<f64>() * width / self.heights.len() as f64
    }

    /// A simple point of a cell, not close to its sides: in the widest of some windows in which the
    /// cell has room over all slices, and the highest of those.
    fn inside(&self, cell: usize) -> (Rational, Rational) {
        let all = self.xs.len();
        for half in [all / 4, all / 8, all / 16, 1] {
            let room = |middle: usize| {
                let window = &self.heights[middle - half..=middle + half];
                let low = window.iter().map(|at| at[cell]).fold(f64::MIN, f64::max);
                let high = window
                    .iter()
                    .map(|at| at[cell + 1])
                    .fold(f64::MAX, f64::min);
                (low, high)
            };
            let height = |middle: &usize| room(*middle).1 - room(*middle).0;
            let best = (half..all - half).max_by(|one, two| height(one).total_cmp(&height(two)));
            let Some(middle) = best.filter(|middle| half > 0 && height(middle) > 0.0) else {
                continue;
            };
            let (low, high) = room(middle);
            let exact = |value: f64| Rational::try_from(value).unwrap_or(Rational::ZERO);
            let (low, high) = (exact(low), exact(high));
            let aside = (&high - &low) / Rational::from(4);
            return (
                simplest(&self.xs[middle - half], &self.xs[middle + half]),
                simplest(&(&low + &aside), &(&high - &aside)),
            );
        }
        (Rational::ZERO, Rational::ZERO)
    }

    fn slices(&self, cell: usize) -> impl Iterator<Item = Slice> + '_ {
        self.xs.iter().zip(&self.heights).map(move |(x, at)| Slice {
            x: number(x),
            low: at[cell],
            high: at[cell + 1],
        })
    }

    /// A cell's heights at the left end or the right one.
    fn ends(&self, cell: usize) -> ((f64, f64), (f64, f64)) {
        let at = |heights: Option<&Vec<f64>>| {
            heights.map_or((0.0, 0.0), |heights| (heights[cell], heights[cell + 1]))
        };
        (at(self.heights.first()), at(self.heights.last()))
    }

    fn tolerance(&self) -> f64 {
        number(&(&self.edges.1 - &self.edges.0)) * 1e-4
    }
}

fn number(value: &Rational) -> f64 {
    value.to_f64().value()
}

/// Strips of the same region that go on in the next column are drawn as one.
fn parts(sheets: &[Sheet], numbers: &[Vec<usize>], regions: &mut [Phase]) {
    // For each cell of the last column, the part that it belongs to.
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (place, sheet) in sheets.iter().enumerate() {
        let before = place
            .checked_sub(1)
            .map(|before| (&sheets[before], &numbers[before]));
        let mut now: Vec<(usize, usize)> = Vec::new();
        let mut used = BTreeSet::new();
        for (cell, &region) in numbers[place].iter().enumerate() {
            let left = sheet.ends(cell).0;
            let continued = before.and_then(|(sheet, own)| {
                (0..own.len()).find(|other| {
                    let right = sheet.ends(*other).1;
                    let near = sheet.tolerance();
                    own[*other] == region
                        && !used.contains(other)
                        && (right.0 - left.0).abs() < near
                        && (right.1 - left.1).abs() < near
                })
            });
            let part = match continued {
                Some(other) => {
                    used.insert(other);
                    open[other]
                }
                None => {
                    regions[region].parts.push(Vec::new());
                    (region, regions[region].parts.len() - 1)
                }
            };
            regions[part.0].parts[part.1].extend(sheet.slices(cell));
            now.push(part);
        }
        open = now;
    }
}

/// A stretch of a curve in the making.
struct Arc {
    branch: Branch,
    between: (usize, usize),
    from: (Root, f64),
    to: (Root, f64),
    points: Vec<(f64, f64)>,
}

/// The boundaries along curves that are not upright lines.
fn arcs(cut: &Cut, sheets: &[Sheet], numbers: &[Vec<usize>], into: &mut Vec<Boundary>) {
    let mut open: Vec<Arc> = Vec::new();
    let mut done: Vec<Arc> = Vec::new();
    for ((column, sheet), own) in cut.columns.iter().zip(sheets).zip(numbers) {
        let mut now: Vec<Arc> = Vec::new();
        for (cell, pair) in own.windows(2).enumerate() {
            let Some(branch) = column.cells[cell].above.clone() else {
                continue;
            };
            if pair[0] == pair[1] {
                continue;
            }
            let slices: Vec<Slice> = sheet.slices(cell).collect();
            let points: Vec<(f64, f64)> = slices.iter().map(|one| (one.x, one.high)).collect();
            let (Some(first), Some(last)) = (points.first(), points.last()) else {
                continue;
            };
            let between = (pair[0], pair[1]);
            let goes_on = open.iter().position(|arc| {
                arc.branch.curve == branch.curve
                    && arc.between == between
                    && (arc.to.1 - first.1).abs() < sheet.tolerance()
            });
            let end = (column.to.clone(), last.1);
            match goes_on {
                Some(place) => {
                    let mut arc = open.swap_remove(place);
                    arc.to = end;
                    arc.points.extend(points);
                    now.push(arc);
                }
                None => now.push(Arc {
                    branch,
                    between,
                    from: (column.from.clone(), first.1),
                    to: end,
                    points,
                }),
            }
        }
        done.append(&mut open);
        open = now;
    }
    done.append(&mut open);
    into.extend(done.into_iter().map(|arc| {
        let curve = cut.curves[arc.branch.curve].clone();
        let line = (curve.degrees().0 == 0)
            .then(|| branches(&curve, &cut.window.x.0, (&cut.window.y.0, &cut.window.y.1)))
            .and_then(|roots| roots.get(arc.branch.number).cloned());
        let corner = |(x, near): &(Root, f64)| Corner {
            x: x.clone(),
            y: line.clone().or_else(|| height(cut, &curve, x, *near)),
            near: *near,
        };
        Boundary {
            between: arc.between,
            from: corner(&arc.from),
            to: corner(&arc.to),
            points: arc.points,
            line: line.clone(),
            curve,
        }
    }));
}

/// The exact height of a curve at a critical x, close to a number.
fn height(cut: &Cut, curve: &Bivariate, x: &Root, near: f64) -> Option<Root> {
    let (bottom, top) = &cut.window.y;
    let tolerance = number(&(top - bottom)) * 1e-4;
    let nearest = |polynomial: &Polynomial| {
        if polynomial.is_zero() {
            return None;
        }
        let roots = polynomial.roots(bottom, top).into_iter();
        let far = |root: &Root| {
            let fine = (top - bottom) / Rational::from(10u64.pow(10));
            (number(&root.near(&fine)) - near).abs()
        };
        roots
            .filter(|root| far(root) < tolerance)
            .min_by(|one, two| far(one).total_cmp(&far(two)))
    };
    if let Root::Rational(x) = x {
        return nearest(&curve.at_x(x));
    }
    for edge in [bottom, top] {
        let along = curve.at_y(edge);
        let met = !along.is_zero()
            && (number(edge) - near).abs() < tolerance
            && is_root(&along, x, &cut.window.x);
        if met {
            return Some(Root::Rational(edge.clone()));
        }
    }
    // A corner with another curve, or a place where this one turns back.
    let own = curve.swapped();
    if is_root(&discriminant(curve), x, &cut.window.x)
        && let Some(found) = nearest(&discriminant(&own))
    {
        return Some(found);
    }
    let others = cut.curves.iter().filter(|other| *other != curve);
    others
        .filter(|other| other.degrees().1 > 0)
        .filter(|other| is_root(&resultant(curve, other), x, &cut.window.x))
        .find_map(|other| nearest(&resultant(&own, &other.swapped())))
}

fn is_root(polynomial: &Polynomial, at: &Root, (from, to): &(Rational, Rational)) -> bool {
    !polynomial.is_zero()
        && polynomial
            .roots(from, to)
            .iter()
            .any(|one| one.compare(at).is_eq())
}

/// The boundaries along upright lines.
fn upright(cut: &Cut, sheets: &[Sheet], numbers: &[Vec<usize>], into: &mut Vec<Boundary>) {
    for place in 1..sheets.len() {
        let at = &cut.columns[place].from;
        let line = cut.curves.iter().find(|curve| {
            curve.degrees().1 == 0
                && curve
                    .coefficients()
                    .first()
                    .is_some_and(|one| is_root(one, at, &cut.window.x))
        });
        let Some(curve) = line else { continue };
        let mut found: Vec<((usize, usize), f64, f64)> = Vec::new();
        for (left, &before) in numbers[place - 1].iter().enumerate() {
            let (_, one) = sheets[place - 1].ends(left);
            for (right, &after) in numbers[place].iter().enumerate() {
                let (two, _) = sheets[place].ends(right);
                let (low, high) = (one.0.max(two.0), one.1.min(two.1));
                if before == after || high - low < sheets[place].tolerance() {
                    continue;
                }
                match found.last_mut() {
                    Some(last)
                        if last.0 == (before, after)
                            && (last.2 - low).abs() < sheets[place].tolerance() =>
                    {
                        last.2 = high;
                    }
                    _ => found.push(((before, after), low, high)),
                }
            }
        }
        for (between, low, high) in found {
            let corner = |near: f64| Corner {
                x: at.clone(),
                y: upright_end(cut, at, near),
                near,
            };
            let x = number(&at.near(&(Rational::ONE / Rational::from(10u64.pow(12)))));
            into.push(Boundary {
                curve: curve.clone(),
                line: Some(at.clone()),
                between,
                from: corner(low),
                to: corner(high),
                points: vec![(x, low), (x, f64::midpoint(low, high)), (x, high)],
            });
        }
    }
}

/// The exact end of an upright boundary: an edge, or where some curve meets its line.
fn upright_end(cut: &Cut, x: &Root, near: f64) -> Option<Root> {
    let (bottom, top) = &cut.window.y;
    let tolerance = number(&(top - bottom)) * 1e-7;
    let edges = [bottom, top].into_iter();
    let mut edge = edges.filter(|edge| (number(edge) - near).abs() < tolerance);
    if let Some(edge) = edge.next() {
        return Some(Root::Rational(edge.clone()));
    }
    let across = cut.curves.iter().filter(|curve| curve.degrees().1 > 0);
    across
        .filter(|curve| matches!(x, Root::Rational(_)) || curve.degrees().0 == 0)
        .find_map(|curve| height(cut, curve, x, near))
}
