//! Dense linear systems: LU with row pivoting.

/// A square matrix, row after row.
#[derive(Clone, Debug)]
pub(crate) struct Matrix {
    pub(crate) size: usize,
    pub(crate) entries: Vec<f64>,
}

impl Matrix {
    pub(crate) fn zero(size: usize) -> Self {
        Self {
            size,
            entries: vec![0.0; size * size],
        }
    }

    pub(crate) fn row(&self, row: usize) -> &[f64] {
        &self.entries[row * self.size..(row + 1) * self.size]
    }

    pub(crate) fn row_mut(&mut self, row: usize) -> &mut [f64] {
        &mut self.entries[row * self.size..(row + 1) * self.size]
    }

    /// Splits the matrix into triangles; nothing where it is singular as far as numbers can tell.
    ///
    /// Cubic at most: rows that have a zero in the column at hand are not touched, so systems in
    /// which few information sets interact are much faster.
    pub(crate) fn factor(mut self) -> Option<Factors> {
        let size = self.size;
        let mut order: Vec<usize> = (0..size).collect();
        for column in 0..size {
            let pivot = (column..size).max_by(|&one, &two| {
                let [one, two] = [one, two].map(|row| self.entries[row * size + column].abs());
                one.total_cmp(&two)
            })?;
            let value = self.entries[pivot * size + column];
            if value.abs() < f64::MIN_POSITIVE || !value.is_finite() {
                return None;
            }
            if pivot != column {
                order.swap(pivot, column);
                for at in 0..size {
                    self.entries.swap(pivot * size + at, column * size + at);
                }
            }
            let (above, below) = self.entries.split_at_mut((column + 1) * size);
            let pivot_row = &above[column * size + column + 1..];
            for row in below.chunks_exact_mut(size) {
                if row[column] == 0.0 {
                    continue;
                }
                let factor = row[column] / value;
                row[column] = factor;
                for (entry, pivot) in row[column + 1..].iter_mut().zip(pivot_row) {
                    *entry -= factor * pivot;
                }
            }
        }
        Some(Factors {
            triangles: self,
            order,
        })
    }
}

/// A matrix split into triangles.
#[derive(Clone, Debug)]
pub(crate) struct Factors {
    triangles: Matrix,
    /// Which row of the matrix stands in each row of the triangles.
    order: Vec<usize>,
}

impl Factors {
    pub(crate) fn size(&self) -> usize {
        self.triangles.size
    }

    /// Solves the system for one right-hand side. Quadratic.
    pub(crate) fn solve(&self, right: &[f64]) -> Vec<f64> {
        let size = self.triangles.size;
        let mut solution: Vec<f64> = self.order.iter().map(|&row| right[row]).collect();
        for row in 1..size {
            let entries = self.triangles.row(row);
            solution[row] -= dot(&entries[..row], &solution[..row]);
        }
        for row in (0..size).rev() {
            let entries = self.triangles.row(row);
            let rest = dot(&entries[row + 1..], &solution[row + 1..]);
            solution[row] = (solution[row] - rest) / entries[row];
        }
        solution
    }
}

pub(crate) fn dot(one: &[f64], two: &[f64]) -> f64 {
    one.iter().zip(two).map(|(one, two)| one * two).sum()
}

pub(crate) fn norm(column: &[f64]) -> f64 {
    dot(column, column).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_solution_solves_the_system() {
        let entries = vec![0.0, 2.0, 1.0, 1.0, 0.0, 0.0, 3.0, 0.0, 1.0];
        let matrix = Matrix { size: 3, entries };
        let right = [5.0, 1.0, 6.0];
        let solution = matrix.clone().factor().expect("regular").solve(&right);
        for (row, right) in right.into_iter().enumerate() {
            assert!((dot(matrix.row(row), &solution) - right).abs() < 1e-14);
        }
    }

    #[test]
    fn a_singular_system_is_refused() {
        let entries = vec![0.0, 1.0, 0.0, 2.0];
        assert!(Matrix { size: 2, entries }.factor().is_none());
    }
}
