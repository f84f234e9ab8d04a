//! Tables of typed columns as Parquet, for R, Python and databases.
//!
//! In: a [`Table`]. Out: the bytes of a Parquet file with one row group for each million rows,
//! compressed with Snappy, and whatever should be said of the whole table as key and value.

use std::sync::Arc;

use parquet::basic::{Compression, ConvertedType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;

/// Most rows of one row group.
const GROUP: usize = 1_000_000;

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Its columns, all of one length.
    pub columns: Vec<Column>,
    /// What is said of the whole table.
    pub about: Vec<(String, String)>,
}

/// A named column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its cells.
    pub cells: Cells,
}

/// The cells of a column; none where nothing is known.
#[derive(Clone, Debug, PartialEq)]
pub enum Cells {
    /// Text in UTF-8.
    Text(Vec<Option<String>>),
    /// Whole numbers.
    Integer(Vec<Option<i64>>),
    /// Yes or no.
    Truth(Vec<Option<bool>>),
}

/// Why a table could not be written.
#[derive(Debug)]
pub enum TableError {
    /// A column is longer or shorter than the first.
    Ragged(String),
    /// The format refuses it.
    Parquet(ParquetError),
}

impl std::fmt::Display for TableError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            TableError::Ragged(name) => {
                write!(f, "column `{name}` is not as long as the first")
            }
            TableError::Parquet(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for TableError {}

impl From<ParquetError> for TableError {
    fn from(error: ParquetError) -> Self {
        TableError::Parquet(error)
    }
}

impl Cells {
    fn len(&self) -> usize {
        match self {
            Cells::Text(cells) => cells.len(),
            Cells::Integer(cells) => cells.len(),
            Cells::Truth(cells) => cells.len(),
        }
    }

    fn schema(&self, name: &str) -> Result<Type, ParquetError> {
        let (physical, converted) = match self {
            Cells::Text(_) => (Physical::BYTE_ARRAY, ConvertedType::UTF8),
            Cells::Integer(_) => (Physical::INT64, ConvertedType::NONE),
            Cells::Truth(_) => (Physical::BOOLEAN, ConvertedType::NONE),
        };
        Type::primitive_type_builder(name, physical)
            .with_converted_type(converted)
            .with_repetition(Repetition::OPTIONAL)
            .build()
    }
}

/// The table as the bytes of a Parquet file. Memory: the file, and one row group.
///
/// # Errors
/// If columns differ in length, or names repeat.
pub fn parquet(table: &Table) -> Result<Vec<u8>, TableError> {
    let rows = table.columns.first().map_or(0, |column| column.cells.len());
    if let Some(ragged) = table
        .columns
        .iter()
        .find(|column| column.cells.len() != rows)
    {
        return Err(TableError::Ragged(ragged.name.clone()));
    }
    let fields = table
        .columns
        .iter()
        .map(|column| column.cells.schema(&column.name).map(Arc::new))
        .collect::<Result<Vec<_>, _>>()?;
    let schema = Type::group_type_builder("table")
        .with_fields(fields)
        .build()?;
    let about = table.about.iter();
    let about = about.map(|(key, value)| KeyValue::new(key.clone(), value.clone()));
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_key_value_metadata(Some(about.collect()))
        .set_created_by("detente".to_owned())
        .build();
    let mut out = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut out, Arc::new(schema), Arc::new(properties))?;
    for start in (0..rows).step_by(GROUP) {
        let end = rows.min(start + GROUP);
        let mut group = writer.next_row_group()?;
        for column in &table.columns {
            put(&mut group, &column.cells, start..end)?;
        }
        group.close()?;
    }
    writer.close()?;
    Ok(out)
}

/// Writes a stretch of a column.
fn put(
    group: &mut SerializedRowGroupWriter<'_, &mut Vec<u8>>,
    cells: &Cells,
    stretch: std::ops::Range<usize>,
) -> Result<(), ParquetError> {
    let Some(mut writer) = group.next_column()? else {
        return Ok(());
    };
    match cells {
        Cells::Text(cells) => {
            let cells = cells.get(stretch).unwrap_or_default();
            let known = cells.iter().flatten();
            let values: Vec<ByteArray> = known.map(|text| text.as_str().into()).collect();
            let levels = levels(cells);
            let typed = writer.typed::<ByteArrayType>();
            typed.write_batch(&values, Some(&levels), None)?;
        }
        Cells::Integer(cells) => {
            let cells = cells.get(stretch).unwrap_or_default();
            let values: Vec<i64> = cells.iter().flatten().copied().collect();
            let levels = levels(cells);
            let typed = writer.typed::<Int64Type>();
            typed.write_batch(&values, Some(&levels), None)?;
        }
        Cells::Truth(cells) => {
            let cells = cells.get(stretch).unwrap_or_default();
            let values: Vec<bool> = cells.iter().flatten().copied().collect();
            let levels = levels(cells);
            let typed = writer.typed::<BoolType>();
            typed.write_batch(&values, Some(&levels), None)?;
        }
    }
    writer.close()
}

/// 1 where a cell is known, 0 where not.
fn levels<T>(cells: &[Option<T>]) -> Vec<i16> {
    cells.iter().map(|cell| i16::from(cell.is_some())).collect()
}

#[cfg(test)]
mod tests {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    use super::*;

    fn table() -> Table {
        let column = |name: &str, cells| Column {
            name: name.to_owned(),
            cells,
        };
        Table {
            columns: vec![
                column(
                    "words",
                    Cells::Text(vec![
                        Some("até, \"já\"".to_owned()),
                        None,
                        Some(String::new()),
                    ]),
                ),
                column(
                    "numbers",
                    Cells::Integer(vec![Some(i64::MIN), Some(0), None]),
                ),
                column("truths", Cells::Truth(vec![Some(true), Some(false), None])),
            ],
            about: vec![("model".to_owned(), "1f".to_owned())],
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let bytes = parquet(&table()).expect("it can be written");
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).expect("it is Parquet");
        let about = reader.metadata().file_metadata().key_value_metadata();
        assert_eq!(
            about.expect("it says something")[0].value.as_deref(),
            Some("1f")
        );
        let rows: Vec<Vec<Field>> = reader
            .get_row_iter(None)
            .expect("it has rows")
            .map(|row| {
                let row = row.expect("it can be read");
                row.into_columns()
                    .into_iter()
                    .map(|(_, field)| field)
                    .collect()
            })
            .collect();
        let expected = vec![
            vec![
                Field::Str("até, \"já\"".to_owned()),
                Field::Long(i64::MIN),
                Field::Bool(true),
            ],
            vec![Field::Null, Field::Long(0), Field::Bool(false)],
            vec![Field::Str(String::new()), Field::Null, Field::Null],
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn a_ragged_table_is_refused() {
        let mut ragged = table();
        ragged.columns[1].cells = Cells::Integer(vec![None]);
        let error = parquet(&ragged).expect_err("it is ragged");
        assert_eq!(
            error.to_string(),
            "column `numbers` is not as long as the first"
        );
    }

    #[test]
    fn a_table_without_rows_is_a_file() {
        let bytes = parquet(&Table::default());
        assert!(bytes.is_ok());
    }
}
