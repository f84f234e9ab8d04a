//! Results of a sweep as Parquet.

use change::sweep::Observation;
use tables::{Cells, Kind, TableError, Writer};

use crate::answers::sweep::Account;
use crate::answers::sweep::results::Layout;
use crate::error::AnswerError;

/// Points of one group of rows.
const GROUP: usize = 50_000;

/// What every point shows: the rows of the CSV with numbers and truths as such, and the model's hash
/// in full. Memory: the file, and the rows of 50,000 points.
///
/// # Errors
/// If the format refuses the table.
pub fn sweep(
    layout: &Layout,
    accounts: &[Account<'_>],
    observed: &[Vec<Observation>],
    model: &str,
) -> Result<Vec<u8>, AnswerError> {
    let refused = |error: TableError| AnswerError::Question(error.to_string());
    let header = layout.header().into_iter().enumerate();
    let columns: Vec<(String, Kind)> = header
        .map(|(at, name)| {
            let kind = kind(at >= layout.keys(), &name);
            (name, kind)
        })
        .collect();
    let about = [
        ("model".to_owned(), model.to_owned()),
        ("detente".to_owned(), env!("CARGO_PKG_VERSION").to_owned()),
    ];
    let mut writer = Writer::new(&columns, &about).map_err(refused)?;
    for (account, observed) in accounts.iter().zip(observed) {
        for (chunk, seen) in (0..).zip(observed.chunks(GROUP)) {
            let mut cells: Vec<Vec<String>> = vec![Vec::new(); columns.len()];
            for (number, seen) in (chunk * GROUP as u64..).zip(seen) {
                let point = account.plan.point(number);
                for row in layout.rows(account, (number, &point), seen) {
                    row.into_iter()
                        .zip(&mut cells)
                        .for_each(|(cell, column)| column.push(cell));
                }
            }
            let typed = cells.into_iter().zip(&columns);
            let typed: Vec<Cells> = typed.map(|(cells, (_, kind))| of(*kind, cells)).collect();
            writer.group(&typed).map_err(refused)?;
        }
    }
    writer.finish().map_err(refused)
}

fn kind(is_answer: bool, name: &str) -> Kind {
    if is_answer {
        Kind::Truth
    } else if name == "point" || name.starts_with("weight:") || name.starts_with("place:") {
        Kind::Integer
    } else {
        Kind::Text
    }
}

/// Cells of a kind; an empty text is nothing known.
fn of(kind: Kind, cells: Vec<String>) -> Cells {
    let known = cells
        .into_iter()
        .map(|text| (!text.is_empty()).then_some(text));
    match kind {
        Kind::Text => Cells::Text(known.collect()),
        Kind::Integer => Cells::Integer(known.map(|text| text?.parse().ok()).collect()),
        Kind::Truth => Cells::Truth(known.map(|text| text.map(|t| t == "true")).collect()),
    }
}
