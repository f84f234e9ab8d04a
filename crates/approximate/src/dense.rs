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

    fn swap(&mut self, one: usize, other: usize) {
        if one != other {
            for at in 0..self.size {
                self.entries
                    .swap(one * self.size + at, other * self.size + at);
            }
        }
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
                self.swap(pivot, column);
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

/// Entries this small beside the largest are 0, where the rank of a matrix is told.
const DEPENDENT: f64 = 1e-9;

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

    /// The inverse of the matrix. Cubic.
    pub(crate) fn inverse(&self) -> Matrix {
        let size = self.size();
        let mut inverse = Matrix::zero(size);
        let mut unit = vec![0.0; size];
        for column in 0..size {
            unit[column] = 1.0;
            for (row, entry) in self.solve(&unit).into_iter().enumerate() {
                inverse.row_mut(row)[column] = entry;
            }
            unit[column] = 0.0;
        }
        inverse
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

/// The rank of a matrix, by elimination with the largest entry that is left. Entries no larger than
/// [`DEPENDENT`] beside the largest are 0.
pub(crate) fn rank(mut matrix: Matrix) -> usize {
    let size = matrix.size;
    let mut used = vec![false; size];
    let mut largest = None;
    for rank in 0..size {
        let places = (rank..size).flat_map(|row| (0..size).map(move |column| (row, column)));
        let free = places.filter(|&(_, column)| !used[column]);
        let pivot = free.max_by(|&(row, column), &(other, beside)| {
            f64::total_cmp(
                &matrix.row(row)[column].abs(),
                &matrix.row(other)[beside].abs(),
            )
        });
        let Some((row, column)) = pivot else {
            return rank;
        };
        let entry = matrix.row(row)[column].abs();
        if entry <= DEPENDENT * *largest.get_or_insert(entry.max(DEPENDENT)) {
            return rank;
        }
        matrix.swap(rank, row);
        used[column] = true;
        let (done, rest) = matrix.entries.split_at_mut((rank + 1) * size);
        let pivot = &done[rank * size..];
        for other in rest.chunks_exact_mut(size) {
            let factor = other[column] / pivot[column];
            for (one, entry) in other.iter_mut().zip(pivot) {
                *one -= factor * entry;
            }
        }
    }
    size
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
