//! Exact dictionaries of linear programs.
//!
//! A dictionary says, for variables that are all at least 0, what the basic ones are in terms of
//! the others: `denominator · basic + Σ entry · other = constant`. All entries are integers and
//! stay so: each pivot divides by the denominator before it without a rest (Edmonds 1967, Bareiss
//! 1968). Ties are broken by the lexicographic rule, which acts as if the constants of the first
//! dictionary were moved by ε, ε², …: every step then leads to another vertex of a polytope in
//! general position, and no sequence of steps can run in a circle.

use std::cmp::Ordering;

use game::{Integer, Rational};

use crate::integer::{Entry, Overflow};

/// A variable: a strategy's weight or the slack of an inequality, by number.
pub(crate) type Variable = usize;

#[derive(Clone)]
pub(crate) struct Dictionary<N> {
    /// One row for each basic variable: the entries, then the constant.
    rows: Vec<Vec<N>>,
    /// The row of the goal: it grows along columns with a negative entry.
    goal: Vec<N>,
    basic: Vec<Variable>,
    others: Vec<Variable>,
    denominator: N,
    /// The basic variables of the dictionary where ties were last ordered.
    order: Vec<Variable>,
    /// Where each variable stands.
    places: Vec<Place>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Row(usize),
    Column(usize),
    /// Fixed at 0 and left out.
    Dropped,
}

impl<N: Entry> Dictionary<N> {
    /// The polytope `matrix · y ≤ 1`, `y ≥ 0`, at its vertex 0. Variables are first the `y`, then
    /// the slacks.
    pub(crate) fn new(matrix: &[Vec<Integer>]) -> Result<Self, Overflow> {
        let columns = matrix.first().map_or(0, Vec::len);
        let with_one = |row: &Vec<Integer>| row.iter().cloned().chain([Integer::ONE]).collect();
        Self::with_constants(columns, &matrix.iter().map(with_one).collect::<Vec<_>>())
    }

    /// As [`Self::new`], with the constant of each row at its end in place of 1. Where a constant is
    /// below 0, the dictionary starts outside the polytope.
    pub(crate) fn with_constants(
        columns: usize,
        matrix: &[Vec<Integer>],
    ) -> Result<Self, Overflow> {
        let one = N::from_integer(&Integer::ONE)?;
        let row = |row: &Vec<Integer>| row.iter().map(N::from_integer).collect();
        let basic: Vec<Variable> = (columns..columns + matrix.len()).collect();
        let places = (0..columns)
            .map(Place::Column)
            .chain((0..matrix.len()).map(Place::Row));
        Ok(Self {
            rows: matrix.iter().map(row).collect::<Result<_, _>>()?,
            goal: vec![N::from_integer(&Integer::ZERO)?; columns + 1],
            order: basic.clone(),
            places: places.collect(),
            basic,
            others: (0..columns).collect(),
            denominator: one,
        })
    }

    pub(crate) fn columns(&self) -> usize {
        self.others.len()
    }

    /// Sets the goal: to make the sum of these variables small.
    pub(crate) fn minimise(&mut self, sum: &[Variable]) -> Result<(), Overflow> {
        let zero = N::from_integer(&Integer::ZERO)?;
        let mut goal = vec![zero; self.columns() + 1];
        for &variable in sum {
            match self.places[variable] {
                Place::Column(column) => {
                    goal[column] = goal[column].minus(&self.denominator.negated()?)?;
                }
                Place::Row(row) => {
                    for (goal, entry) in goal.iter_mut().zip(&self.rows[row]) {
                        *goal = goal.minus(entry)?;
                    }
                }
                Place::Dropped => {}
            }
        }
        self.goal = goal;
        Ok(())
    }

    /// Sets the goal: to make the sum of these variables large.
    pub(crate) fn maximise(&mut self, sum: &[Variable]) -> Result<(), Overflow> {
        self.minimise(sum)?;
        for entry in &mut self.goal {
            *entry = entry.negated()?;
        }
        Ok(())
    }

    /// Sets the goal: to make this weighted sum of the first variables large. For a dictionary that
    /// is still at its start.
    pub(crate) fn maximise_weighted(&mut self, weights: &[Integer]) -> Result<(), Overflow> {
        for (goal, weight) in self.goal.iter_mut().zip(weights) {
            *goal = N::from_integer(weight)?.negated()?;
        }
        Ok(())
    }

    /// As [`Self::optimise`], along the column where the goal grows fastest. The vertices on the
    /// way differ, and there are fewer of them.
    pub(crate) fn climb(&mut self, mut goes_on: impl FnMut() -> bool) -> Result<bool, Overflow> {
        while let Some(column) = self.steepest()? {
            if !goes_on() {
                return Ok(false);
            }
            let Some(row) = self.leaving(column)? else {
                return Ok(true);
            };
            self.pivot(row, column)?;
        }
        Ok(true)
    }

    fn steepest(&self) -> Result<Option<usize>, Overflow> {
        let one = N::from_integer(&Integer::ONE)?;
        let mut found: Option<usize> = None;
        for column in 0..self.columns() {
            let entry = &self.goal[column];
            if entry.sign() != Ordering::Less {
                continue;
            }
            found = match found {
                Some(best)
                    if entry.compare_products(&one, &self.goal[best], &one)? != Ordering::Less =>
                {
                    Some(best)
                }
                _ => Some(column),
            };
        }
        Ok(found)
    }

    /// What one more of a row's constant would add to the goal, after [`Self::climb`], by the
    /// row's slack.
    pub(crate) fn price(&self, slack: Variable) -> Rational {
        match self.places[slack] {
            Place::Column(column) => self.goal[column].over(&self.denominator),
            Place::Row(_) | Place::Dropped => Rational::ZERO,
        }
    }

    /// The goal's value, after [`Self::climb`].
    pub(crate) fn reached(&self) -> Rational {
        self.goal
            .last()
            .map_or(Rational::ZERO, |reached| reached.over(&self.denominator))
    }

    /// The column of a variable, where it is none of the basic ones.
    pub(crate) fn column_of(&self, variable: Variable) -> Option<usize> {
        match self.places[variable] {
            Place::Column(column) => Some(column),
            Place::Row(_) | Place::Dropped => None,
        }
    }

    /// Breaks ties as if these variables, which must be the basic ones of some dictionary of the
    /// system, were moved by ε, ε², ….
    pub(crate) fn order_by(&mut self, order: Vec<Variable>) {
        self.order = order;
    }

    /// The basic variables in the order of their numbers.
    pub(crate) fn basis(&self) -> Vec<Variable> {
        let mut basis = self.basic.clone();
        basis.sort_unstable();
        basis
    }

    /// The basic variable of a row.
    pub(crate) fn basic_at(&self, row: usize) -> Variable {
        self.basic[row]
    }

    /// Steps towards the goal until it is reached, as long as `goes_on` says so before each step;
    /// whether it was reached. The polytope must be bounded.
    pub(crate) fn optimise(&mut self, mut goes_on: impl FnMut() -> bool) -> Result<bool, Overflow> {
        while let Some(column) = self.improving() {
            if !goes_on() {
                return Ok(false);
            }
            let Some(row) = self.leaving(column)? else {
                return Ok(true);
            };
            self.pivot(row, column)?;
        }
        Ok(true)
    }

    /// Whether the goal, made as large or small as it gets, is 0.
    pub(crate) fn goal_is_zero(&self) -> bool {
        self.goal.last().is_none_or(Entry::is_zero)
    }

    /// Keeps only the points where the goal is as good as here, after [`Self::optimise`]: the
    /// variables that would spoil it stay 0. Ties are ordered anew from here.
    pub(crate) fn restrict_to_face(&mut self) {
        let kept: Vec<usize> = (0..self.columns())
            .filter(|&column| self.goal[column].is_zero())
            .collect();
        for (column, variable) in self.others.iter().enumerate() {
            if !self.goal[column].is_zero() {
                self.places[*variable] = Place::Dropped;
            }
        }
        let constant = self.columns();
        let shorten = |row: &Vec<N>| -> Vec<N> {
            kept.iter()
                .chain([&constant])
                .map(|&column| row[column].clone())
                .collect()
        };
        self.rows = self.rows.iter().map(shorten).collect();
        self.goal = shorten(&self.goal);
        self.others = kept.iter().map(|&column| self.others[column]).collect();
        for (column, &variable) in self.others.iter().enumerate() {
            self.places[variable] = Place::Column(column);
        }
        self.order = self.basic.clone();
    }

    /// Sets the goal that this vertex alone reaches, for a search that starts here.
    pub(crate) fn prefer_here(&mut self) -> Result<(), Overflow> {
        let others = self.others.clone();
        self.order = self.basic.clone();
        self.minimise(&others)
    }

    /// The column of the first variable along which the goal grows.
    fn improving(&self) -> Option<usize> {
        (0..self.columns())
            .filter(|&column| self.goal[column].sign() == Ordering::Less)
            .min_by_key(|&column| self.others[column])
    }

    /// The row whose variable reaches 0 first where the variable of a column grows.
    pub(crate) fn leaving(&self, column: usize) -> Result<Option<usize>, Overflow> {
        let mut first: Option<usize> = None;
        for row in 0..self.rows.len() {
            if self.rows[row][column].sign() != Ordering::Greater {
                continue;
            }
            first = match first {
                Some(other) if self.compare(row, other, column)? != Ordering::Less => Some(other),
                _ => Some(row),
            };
        }
        Ok(first)
    }

    /// Which of two rows reaches 0 first, with ties broken by the ordered variables.
    fn compare(&self, one: usize, two: usize, column: usize) -> Result<Ordering, Overflow> {
        let constant = self.columns();
        let (p, q) = (&self.rows[one][column], &self.rows[two][column]);
        let found = self.rows[one][constant].compare_products(q, &self.rows[two][constant], p)?;
        if found != Ordering::Equal {
            return Ok(found);
        }
        for &variable in &self.order {
            let found = match self.places[variable] {
                Place::Column(at) => {
                    self.rows[one][at].compare_products(q, &self.rows[two][at], p)?
                }
                Place::Row(row) if row == one => Ordering::Greater,
                Place::Row(row) if row == two => Ordering::Less,
                Place::Row(_) | Place::Dropped => Ordering::Equal,
            };
            if found != Ordering::Equal {
                return Ok(found);
            }
        }
        Ok(Ordering::Equal)
    }

    /// Exchanges the variables of a row and a column. The same call takes it back.
    pub(crate) fn pivot(&mut self, row: usize, column: usize) -> Result<(), Overflow> {
        let pivot_row = self.rows[row].clone();
        let p = &pivot_row[column];
        let by = self.denominator.clone();
        let change = |entries: &mut Vec<N>| -> Result<(), Overflow> {
            let factor = entries[column].clone();
            if factor.is_zero() && *p == by {
                return Ok(());
            }
            for (at, entry) in entries.iter_mut().enumerate() {
                *entry = if at == column {
                    factor.negated()?
                } else {
                    entry.pivoted(p, &factor, &pivot_row[at], &by)?
                };
            }
            Ok(())
        };
        for (at, entries) in self.rows.iter_mut().enumerate() {
            if at != row {
                change(entries)?;
            }
        }
        change(&mut self.goal)?;
        self.rows[row][column] = by;
        self.denominator = p.clone();
        let (leaves, enters) = (self.basic[row], self.others[column]);
        self.basic[row] = enters;
        self.others[column] = leaves;
        self.places[enters] = Place::Row(row);
        self.places[leaves] = Place::Column(column);
        Ok(())
    }

    /// Whether a step towards the goal, made after the exchange of this row and column, would
    /// take the exchange back.
    pub(crate) fn leads_back(&self, row: usize, column: usize) -> Result<bool, Overflow> {
        if self.goal[column].sign() != Ordering::Greater {
            return Ok(false);
        }
        let p = &self.rows[row][column];
        let returns = self.basic[row];
        for other in (0..self.columns()).filter(|&at| at != column && self.others[at] < returns) {
            let after =
                self.goal[other].compare_products(p, &self.goal[column], &self.rows[row][other])?;
            if after == Ordering::Less {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The value of a variable at this vertex.
    pub(crate) fn value(&self, variable: Variable) -> Rational {
        match self.places[variable] {
            Place::Row(row) => self.rows[row][self.columns()].over(&self.denominator),
            Place::Column(_) | Place::Dropped => Rational::ZERO,
        }
    }

    /// Whether a variable is 0 at this vertex.
    pub(crate) fn is_zero(&self, variable: Variable) -> bool {
        match self.places[variable] {
            Place::Row(row) => self.rows[row][self.columns()].is_zero(),
            Place::Column(_) | Place::Dropped => true,
        }
    }

    /// How many variables there are, dropped ones too.
    pub(crate) fn variables(&self) -> usize {
        self.places.len()
    }
}
