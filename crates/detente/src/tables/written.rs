//! Results of a sweep as Parquet.

use change::sweep::Observation;
use tables::{Cells, Column, Table, parquet};

use crate::answers::sweep::Account;
use crate::answers::sweep::results::Layout;
use crate::error::AnswerError;

/// What every point shows: the rows of the CSV with numbers and truths as such, and the model's hash
/// in full.
///
/// # Errors
/// If the format refuses the table.
pub fn sweep(
    layout: &Layout,
    accounts: &[Account<'_>],
    observed: &[Vec<Observation>],
    model: &str,
) -> Result<Vec<u8>, AnswerError> {
    let header = layout.header();
    let mut columns: Vec<Vec<Option<String>>> = vec![Vec::new(); header.len()];
    for (account, observed) in accounts.iter().zip(observed) {
        for (number, seen) in (0..).zip(observed) {
            let point = account.plan.point(number);
            for row in layout.rows(account, (number, &point), seen) {
                for (cell, column) in row.into_iter().zip(&mut columns) {
                    column.push((!cell.is_empty()).then_some(cell));
                }
            }
        }
    }
    let keys = layout.keys();
    let named = header.into_iter().zip(columns).enumerate();
    let table = Table {
        columns: named
            .map(|(at, (name, cells))| Column {
                cells: typed(at >= keys, &name, cells),
                name,
            })
            .collect(),
        about: vec![
            ("model".to_owned(), model.to_owned()),
            ("detente".to_owned(), env!("CARGO_PKG_VERSION").to_owned()),
        ],
    };
    parquet(&table).map_err(|error| AnswerError::Question(error.to_string()))
}

fn typed(is_answer: bool, name: &str, cells: Vec<Option<String>>) -> Cells {
    let numbers = name == "point" || name.starts_with("weight:") || name.starts_with("place:");
    if is_answer {
        let truths = cells
            .into_iter()
            .map(|cell| cell.map(|text| text == "true"));
        Cells::Truth(truths.collect())
    } else if numbers {
        let numbers = cells.into_iter().map(|cell| cell?.parse().ok());
        Cells::Integer(numbers.collect())
    } else {
        Cells::Text(cells)
    }
}
