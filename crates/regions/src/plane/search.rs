//! The regions of two parameters in which the same equilibria hold.
//!
//! The plane is cut as in a cylindrical decomposition (Collins 1975). The curves on which some
//! equilibrium found may begin or end cut every upright line into stretches; as x moves, the order of
//! these stays the same but at critical values, where a curve turns back or two of them meet. So one
//! upright line between each two neighbouring critical values shows everything.

use std::collections::{BTreeMap, BTreeSet};

use game::{Rational, Tree};

use super::bivariate::Bivariate;
use super::conditions::{Around, Solved, curves};
use super::factors::Basis;
use super::resultant::{discriminant, resultant};
use crate::polynomial::Polynomial;
use crate::root::{Root, count, simplest, simplest_between};
use crate::structure::{Profile, Structure};

/// Games that depend on two parameters, with a solver.
pub trait Plane {
    /// Why there is no answer.
    type Error;

    /// The game at values of the parameters, and its equilibria.
    ///
    /// # Errors
    /// There is no such game, or it is too large.
    fn solve(&self, x: &Rational, y: &Rational) -> Result<(Tree, Vec<Profile>), Self::Error>;
}

/// The values of both parameters that are looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// From and to, of the first.
    pub x: (Rational, Rational),
    /// From and to, of the second.
    pub y: (Rational, Rational),
}

/// How much may be tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaneLimits {
    /// Games that are solved.
    pub games: usize,
    /// Values of each parameter that the search begins with.
    pub places: usize,
    /// Curves that are followed.
    pub curves: usize,
}

impl Default for PlaneLimits {
    fn default() -> Self {
        PlaneLimits {
            games: 20_000,
            places: 4,
            curves: 120,
        }
    }
}

/// A stretch of an upright line, between two curves or the edges of the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The curve below; nothing at the edge.
    pub below: Option<Branch>,
    /// The curve above; nothing at the edge.
    pub above: Option<Branch>,
    /// The equilibria; nothing where a limit was reached.
    pub structures: Option<BTreeSet<Structure>>,
}

/// One of the places where a curve meets an upright line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// Which of the curves.
    pub curve: usize,
    /// Which of its roots inside the window, from below.
    pub number: usize,
}

/// What lies between two neighbouring critical values of x.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The critical value on the left.
    pub from: Root,
    /// The one on the right.
    pub to: Root,
    /// The cells, from below.
    pub cells: Vec<Cell>,
}

/// The plane, cut.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Cut {
    /// What was looked at.
    pub window: Window,
    /// Curves; no two have more than points in common.
    pub curves: Vec<Bivariate>,
    /// The columns, from the left.
    pub columns: Vec<Column>,
    /// Structures whose conditions could not be followed: boundaries of theirs may be missing.
    pub unfollowed: Vec<Structure>,
    /// Whether a limit was reached, so that regions may be missing.
    pub stopped: bool,
    /// Games that were solved.
    pub games: usize,
}

impl Cut {
    /// The cell of a point inside the window; nothing where it lies on a curve or between columns.
    #[must_use]
    pub fn cell(&self, x: &Rational, y: &Rational) -> Option<&Cell> {
        let column = self
            .columns
            .iter()
            .find(|one| lies_between(x, &one.from, &one.to))?;
        let height = Root::Rational(y.clone());
        column.cells.iter().find(|cell| {
            let beside = |branch: &Option<Branch>, wanted: std::cmp::Ordering| {
                branch.as_ref().is_none_or(|branch| {
                    let (from, to) = &self.window.y;
                    let roots = branches(&self.curves[branch.curve], x, (from, to));
                    let root = roots.get(branch.number);
                    root.is_some_and(|root| root.compare(&height) == wanted)
                })
            };
            beside(&cell.below, std::cmp::Ordering::Less)
                && beside(&cell.above, std::cmp::Ordering::Greater)
        })
    }
}

/// Cuts the window along the curves on which equilibria begin or end.
///
/// Each equilibrium found anywhere has conditions, which are quotients of polynomials in both
/// parameters as long as its structure stays; they are found exactly from their values, their
/// degrees from two lines, and confirmed by further values. An equilibrium that holds nowhere at the
/// points tried is not found.
///
/// # Errors
/// As the solver.
pub fn cut<P: Plane>(
    plane: &P,
    window: Window,
    limits: PlaneLimits,
    goes_on: &dyn Fn() -> bool,
) -> Result<Cut, P::Error> {
    let mut search = Search {
        plane,
        window,
        limits,
        goes_on,
        solved: BTreeMap::new(),
        basis: Basis::default(),
        followed: BTreeMap::new(),
        columns: Vec::new(),
        games: 0,
    };
    search.seed()?;
    loop {
        search.follow()?;
        let known = search.basis.clone();
        search.columns()?;
        search.follow()?;
        if search.basis == known || !search.may_go_on() {
            break;
        }
    }
    Ok(search.finished())
}

type Point = (Rational, Rational);

struct Search<'s, P: Plane> {
    plane: &'s P,
    window: Window,
    limits: PlaneLimits,
    goes_on: &'s dyn Fn() -> bool,
    /// What was found where, by x and then y.
    solved: BTreeMap<Rational, BTreeMap<Rational, BTreeSet<Structure>>>,
    /// The curves on which something may change.
    basis: Basis,
    /// Whether each structure's conditions are known.
    followed: BTreeMap<Structure, bool>,
    columns: Vec<Column>,
    games: usize,
}

impl<P: Plane> Search<'_, P> {
    fn may_go_on(&self) -> bool {
        self.games < self.limits.games
            && self.basis.curves().len() <= self.limits.curves
            && (self.goes_on)()
    }

    fn solve(&mut self, x: &Rational, y: &Rational) -> Result<Solved, P::Error> {
        if !self.may_go_on() {
            return Ok(None);
        }
        self.games += 1;
        self.plane.solve(x, y).map(Some)
    }

    /// The structures at a point; nothing where a limit was reached.
    fn at(&mut self, x: &Rational, y: &Rational) -> Result<Option<BTreeSet<Structure>>, P::Error> {
        if let Some(known) = self.solved.get(x).and_then(|line| line.get(y)) {
            return Ok(Some(known.clone()));
        }
        let Some((_, profiles)) = self.solve(x, y)? else {
            return Ok(None);
        };
        let structures: BTreeSet<Structure> = profiles.iter().map(Structure::of).collect();
        self.remember((x, y), structures.clone());
        Ok(Some(structures))
    }

    fn remember(&mut self, (x, y): (&Rational, &Rational), structures: BTreeSet<Structure>) {
        let line = self.solved.entry(x.clone()).or_default();
        line.insert(y.clone(), structures);
    }

    /// Begins with points that lie on no curve that is likely.
    fn seed(&mut self) -> Result<(), P::Error> {
        let places = self.limits.places.max(1) as u64;
        let steps = Rational::from(2 * places);
        let share = |(from, to): &Point, place: u64, aside: u64| {
            let width = to - from;
            from + &width * Rational::from(2 * place + 1) / &steps + width / Rational::from(aside)
        };
        for first in 0..places {
            for second in 0..places {
                let x = share(&self.window.x, first, 97);
                let y = share(&self.window.y, second, 61);
                self.at(&x, &y)?;
            }
        }
        Ok(())
    }

    /// Finds the curves of all structures found so far.
    fn follow(&mut self) -> Result<(), P::Error> {
        let mut fresh: Vec<(Structure, Point)> = Vec::new();
        for (x, line) in &self.solved {
            for (y, structures) in line {
                for structure in structures {
                    let known = self.followed.contains_key(structure)
                        || fresh.iter().any(|(other, _)| other == structure);
                    if !known {
                        fresh.push((structure.clone(), (x.clone(), y.clone())));
                    }
                }
            }
        }
        for (structure, point) in fresh {
            let found = self.curves_of(&structure, &point)?;
            self.followed.insert(structure, found);
        }
        Ok(())
    }

    /// Finds a structure's curves near a point where it holds. Answers whether they could be found.
    fn curves_of(&mut self, structure: &Structure, (x, y): &Point) -> Result<bool, P::Error> {
        let room = |at: &Rational, (from, to): &Point| {
            (at - from).min(to - at) * Rational::from(3) / Rational::from(4)
        };
        let mut reach = (room(x, &self.window.x), room(y, &self.window.y));
        for _ in 0..7 {
            let around = Around {
                middle: (x, y),
                reach: reach.clone(),
            };
            let found = curves(structure, &around, &mut |x, y| self.solve(x, y))?;
            if let Some(curves) = found {
                for curve in &curves {
                    if self.basis.curves().len() <= self.limits.curves {
                        self.basis.add(curve);
                    }
                }
                return Ok(true);
            }
            if !self.may_go_on() {
                return Ok(false);
            }
            let less = Rational::from(12);
            reach = (reach.0 / &less, reach.1 / less);
        }
        Ok(false)
    }

    /// Cuts the window into columns, and solves one game in each cell that is not connected to one
    /// that is known.
    fn columns(&mut self) -> Result<(), P::Error> {
        let present: Vec<usize> = (0..self.basis.curves().len())
            .filter(|curve| is_present(&self.basis.curves()[*curve], &self.window))
            .collect();
        let critical = self.critical(&present);
        self.columns.clear();
        for pair in critical.windows(2) {
            let [from, to] = pair else { continue };
            if !self.may_go_on() {
                return Ok(());
            }
            let known = self
                .solved
                .keys()
                .find(|x| lies_between(x, from, to))
                .cloned();
            let x = known.unwrap_or_else(|| off_simple(from, to));
            let cells = self.cells(&x, &present)?;
            self.columns.push(Column {
                from: from.clone(),
                to: to.clone(),
                cells,
            });
        }
        Ok(())
    }

    /// The critical values of x, with both edges, in order.
    fn critical(&self, present: &[usize]) -> Vec<Root> {
        let curves = self.basis.curves();
        let (from, to) = &self.window.x;
        let mut polynomials: Vec<Polynomial> = Vec::new();
        for (place, one) in present.iter().enumerate() {
            if !(self.goes_on)() {
                break;
            }
            let curve = &curves[*one];
            if curve.degrees().1 == 0 {
                polynomials.extend(curve.coefficients().first().cloned());
                continue;
            }
            polynomials.extend([
                discriminant(curve),
                curve.at_y(&self.window.y.0),
                curve.at_y(&self.window.y.1),
            ]);
            for other in &present[place + 1..] {
                if curves[*other].degrees().1 > 0 {
                    polynomials.push(resultant(curve, &curves[*other]));
                }
            }
        }
        let mut basis = Basis::default();
        for polynomial in polynomials {
            if polynomial.degree() > 0 && has_root(&polynomial, from, to) {
                basis.add(&Bivariate::of_x(polynomial));
            }
        }
        let mut roots = vec![Root::Rational(from.clone()), Root::Rational(to.clone())];
        for polynomial in basis
            .curves()
            .iter()
            .filter_map(|one| one.coefficients().first())
        {
            roots.extend(polynomial.roots(from, to));
        }
        roots.sort_by(Root::compare);
        roots.dedup_by(|one, two| one.compare(two).is_eq());
        roots
    }

    /// The cells on an upright line.
    fn cells(&mut self, x: &Rational, present: &[usize]) -> Result<Vec<Cell>, P::Error> {
        let borders = borders(self.basis.curves(), present, x, &self.window.y);
        let (from, to) = &self.window.y;
        let ends = [Root::Rational(from.clone()), Root::Rational(to.clone())];
        let mut heights: Vec<&Root> = vec![&ends[0]];
        heights.extend(borders.iter().map(|(root, _)| root));
        heights.push(&ends[1]);
        let branch = |place: usize| borders.get(place).map(|(_, branch)| branch.clone());
        let mut cells = Vec::new();
        for (place, pair) in heights.windows(2).enumerate() {
            let [low, high] = pair else { continue };
            let structures = match self.known((x, low, high), present) {
                Some((y, structures)) => {
                    self.remember((x, &y), structures.clone());
                    Some(structures)
                }
                None => self.at(x, &off_simple(low, high))?,
            };
            cells.push(Cell {
                below: place.checked_sub(1).and_then(branch),
                above: branch(place),
                structures,
            });
        }
        Ok(cells)
    }

    /// What is known at a point from which the stretch can be reached without crossing a curve: on a
    /// level line to it, along which no curve has a root.
    fn known(
        &self,
        (x, low, high): (&Rational, &Root, &Root),
        present: &[usize],
    ) -> Option<(Rational, BTreeSet<Structure>)> {
        let inside = |line: &BTreeMap<Rational, BTreeSet<Structure>>| {
            line.iter()
                .filter(|(y, _)| lies_between(y, low, high))
                .map(|(y, found)| (y.clone(), found.clone()))
                .collect::<Vec<_>>()
        };
        if let Some(known) = self
            .solved
            .get(x)
            .and_then(|line| inside(line).into_iter().next())
        {
            return Some(known);
        }
        let left = self.solved.range(..x.clone()).rev().take(2);
        let right = self.solved.range(x.clone()..).take(2);
        for (from, line) in left.chain(right) {
            for (y, found) in inside(line) {
                let (first, last) = if from < x { (from, x) } else { (x, from) };
                let crossed = present.iter().any(|curve| {
                    let along = self.basis.curves()[*curve].at_y(&y);
                    along.is_zero() || has_root(&along, first, last)
                });
                if !crossed {
                    return Some((y, found));
                }
            }
        }
        None
    }

    fn finished(self) -> Cut {
        let missing = |column: &Column| column.cells.iter().any(|cell| cell.structures.is_none());
        let whole = self.columns.last().is_some_and(|last| {
            let edge = Root::Rational(self.window.x.1.clone());
            last.to.compare(&edge).is_eq()
        });
        Cut {
            stopped: !self.may_go_on() || !whole || self.columns.iter().any(missing),
            unfollowed: self
                .followed
                .into_iter()
                .filter(|(_, followed)| !followed)
                .map(|(structure, _)| structure)
                .collect(),
            window: self.window,
            curves: self.basis.curves().to_vec(),
            columns: self.columns,
            games: self.games,
        }
    }
}

/// Where curves meet an upright line inside the window, from below.
pub(super) fn borders(
    curves: &[Bivariate],
    present: &[usize],
    x: &Rational,
    (from, to): &(Rational, Rational),
) -> Vec<(Root, Branch)> {
    let mut borders: Vec<(Root, Branch)> = Vec::new();
    for &curve in present {
        let roots = branches(&curves[curve], x, (from, to));
        let numbered = roots.into_iter().enumerate();
        borders.extend(numbered.map(|(number, root)| (root, Branch { curve, number })));
    }
    borders.sort_by(|(one, _), (two, _)| one.compare(two));
    borders
}

/// The roots of a curve on an upright line, strictly inside the window, from below.
pub(super) fn branches(
    curve: &Bivariate,
    x: &Rational,
    (from, to): (&Rational, &Rational),
) -> Vec<Root> {
    let along = curve.at_x(x);
    if along.is_zero() {
        return Vec::new();
    }
    let mut roots = along.roots(from, to);
    roots.retain(|root| match root {
        Root::Rational(value) => value > from && value < to,
        Root::Irrational { .. } => true,
    });
    roots
}

/// Whether a curve may have points inside the window.
fn is_present(curve: &Bivariate, window: &Window) -> bool {
    let ((x_from, x_to), (y_from, y_to)) = (&window.x, &window.y);
    let crosses = |along: &Polynomial, from: &Rational, to: &Rational| {
        !along.is_zero() && has_root(along, from, to)
    };
    let (in_x, in_y) = curve.degrees();
    if in_y == 0 || in_x == 0 {
        // Lines: whether one lies strictly inside.
        let (along, from, to) = if in_y == 0 {
            (curve.at_y(y_from), x_from, x_to)
        } else {
            (curve.at_x(x_from), y_from, y_to)
        };
        let edges = [from, to]
            .iter()
            .filter(|edge| along.at(edge).is_zero())
            .count();
        let all = count(&along, from, to) + usize::from(along.at(from).is_zero());
        return all > edges;
    }
    let at_edge = crosses(&curve.at_x(x_from), y_from, y_to)
        || crosses(&curve.at_x(x_to), y_from, y_to)
        || crosses(&curve.at_y(y_from), x_from, x_to)
        || crosses(&curve.at_y(y_to), x_from, x_to);
    if at_edge {
        return true;
    }
    if in_x < 2 || in_y < 2 {
        return false;
    }
    // A closed curve has its ends where it turns back.
    let mut turns = vec![Root::Rational(x_from.clone())];
    turns.extend(discriminant(curve).roots(x_from, x_to));
    turns.push(Root::Rational(x_to.clone()));
    turns.windows(2).any(|pair| {
        pair[0].compare(&pair[1]).is_lt()
            && crosses(
                &curve.at_x(&simplest_between(&pair[0], &pair[1])),
                y_from,
                y_to,
            )
    })
}

/// Whether a polynomial has a root between two places, both included.
fn has_root(polynomial: &Polynomial, from: &Rational, to: &Rational) -> bool {
    polynomial.at(from).is_zero() || count(polynomial, from, to) > 0
}

fn lies_between(value: &Rational, low: &Root, high: &Root) -> bool {
    let value = Root::Rational(value.clone());
    low.compare(&value).is_lt() && value.compare(high).is_lt()
}

/// A rational number strictly between two roots, but not the simplest: on simple values something
/// often happens that nobody knows of yet.
fn off_simple(low: &Root, high: &Root) -> Rational {
    let middle = simplest_between(low, high);
    let hair = Rational::ONE / Rational::from(1_000);
    let mut nearest = high.near(&hair);
    let mut tolerance = hair;
    while nearest <= middle {
        tolerance /= Rational::from(1_000);
        nearest = high.near(&tolerance);
    }
    let width = nearest - &middle;
    let from = &middle + &width * Rational::from(3) / Rational::from(11);
    let to = &middle + &width * Rational::from(4) / Rational::from(11);
    simplest(&from, &to)
}
