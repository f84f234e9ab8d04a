//! Tables of typed columns as Parquet, for R, Python and databases.
//!
//! In: names and kinds of columns, then rows, a group at a time ([`Writer`]). Out: the bytes of a
//! Parquet file, compressed with Snappy, and what should be said of the whole table as key and
//! value.

use std::sync::Arc;

use parquet::basic::{Compression, ConvertedType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text in UTF-8.
    Text,
    /// Whole numbers.
    Integer,
    /// Yes or no.
    Truth,
}

/// The cells of a column in a group of rows; none where nothing is known.
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
    /// A column of a group, by its place from 0, is longer or shorter than the first, or of another
    /// kind than its head says.
    Ragged(usize),
    /// The format refuses it.
    Parquet(ParquetError),
}

impl std::fmt::Display for TableError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            TableError::Ragged(place) => {
                write!(
                    f,
                    "column {place} is not as the others, or not as its head says"
                )
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

    fn kind(&self) -> Kind {
        match self {
            Cells::Text(_) => Kind::Text,
            Cells::Integer(_) => Kind::Integer,
            Cells::Truth(_) => Kind::Truth,
        }
    }
}

/// A table being written.
pub struct Writer {
    kinds: Vec<Kind>,
    inner: SerializedFileWriter<Vec<u8>>,
}

impl Writer {
    /// A table with these columns, without rows yet, and what is said of it.
    ///
    /// # Errors
    /// If the format refuses the columns.
    pub fn new(
        columns: &[(String, Kind)],
        about: &[(String, String)],
    ) -> Result<Writer, TableError> {
        let fields = columns
            .iter()
            .map(|(name, kind)| field(name, *kind).map(Arc::new))
            .collect::<Result<Vec<_>, _>>()?;
        let schema = Type::group_type_builder("table")
            .with_fields(fields)
            .build()?;
        let about = about.iter();
        let about = about.map(|(key, value)| KeyValue::new(key.clone(), value.clone()));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_key_value_metadata(Some(about.collect()))
            .set_created_by("detente".to_owned())
            .build();
        let inner = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties))?;
        Ok(Writer {
            kinds: columns.iter().map(|(_, kind)| *kind).collect(),
            inner,
        })
    }

    /// Adds a group of rows, column by column.
    ///
    /// # Errors
    /// If columns differ in length, or are not of their kinds.
    pub fn group(&mut self, columns: &[Cells]) -> Result<(), TableError> {
        let rows = columns.first().map_or(0, Cells::len);
        let fits = |(cells, kind): (&Cells, &Kind)| cells.len() == rows && cells.kind() == *kind;
        if let Some(place) = columns.iter().zip(&self.kinds).position(|pair| !fits(pair)) {
            return Err(TableError::Ragged(place));
        }
        if columns.len() != self.kinds.len() {
            return Err(TableError::Ragged(columns.len().min(self.kinds.len())));
        }
        let mut group = self.inner.next_row_group()?;
        for cells in columns {
            put(&mut group, cells)?;
        }
        group.close()?;
        Ok(())
    }

    /// The finished file.
    ///
    /// # Errors
    /// If the format refuses it.
    pub fn finish(self) -> Result<Vec<u8>, TableError> {
        Ok(self.inner.into_inner()?)
    }
}

fn field(name: &str, kind: Kind) -> Result<Type, ParquetError> {
    let (physical, converted) = match kind {
        Kind::Text => (Physical::BYTE_ARRAY, ConvertedType::UTF8),
        Kind::Integer => (Physical::INT64, ConvertedType::NONE),
        Kind::Truth => (Physical::BOOLEAN, ConvertedType::NONE),
    };
    Type::primitive_type_builder(name, physical)
        .with_converted_type(converted)
        .with_repetition(Repetition::OPTIONAL)
        .build()
}

/// Writes the cells of the next column.
fn put(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    cells: &Cells,
) -> Result<(), ParquetError> {
    let Some(mut writer) = group.next_column()? else {
        return Ok(());
    };
    match cells {
        Cells::Text(cells) => {
            let known = cells.iter().flatten();
            let values: Vec<ByteArray> = known.map(|text| text.as_str().into()).collect();
            let levels = levels(cells);
            let typed = writer.typed::<ByteArrayType>();
            typed.write_batch(&values, Some(&levels), None)?;
        }
        Cells::Integer(cells) => {
            let values: Vec<i64> = cells.iter().flatten().copied().collect();
            let levels = levels(cells);
            let typed = writer.typed::<Int64Type>();
            typed.write_batch(&values, Some(&levels), None)?;
        }
        Cells::Truth(cells) => {
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

    const COLUMNS: [(&str, Kind); 3] = [
        ("words", Kind::Text),
        ("numbers", Kind::Integer),
        ("truths", Kind::Truth),
    ];

    fn writer() -> Writer {
        let columns = COLUMNS.map(|(name, kind)| (name.to_owned(), kind));
        let about = [("model".to_owned(), "1f".to_owned())];
        Writer::new(&columns, &about).expect("the columns are right")
    }

    fn group() -> [Cells; 3] {
        [
            Cells::Text(vec![
                Some("até, \"já\"".to_owned()),
                None,
                Some(String::new()),
            ]),
            Cells::Integer(vec![Some(i64::MIN), Some(0), None]),
            Cells::Truth(vec![Some(true), Some(false), None]),
        ]
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut writer = writer();
        writer.group(&group()).expect("it fits");
        writer.group(&group()).expect("it fits");
        let bytes = writer.finish().expect("it can be written");
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
        assert_eq!(rows, [expected.clone(), expected].concat());
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let mut ragged = group();
        ragged[1] = Cells::Integer(vec![None]);
        let error = writer().group(&ragged).expect_err("it is ragged");
        assert_eq!(
            error.to_string(),
            "column 1 is not as the others, or not as its head says"
        );
        let [words, numbers, _] = group();
        assert!(writer().group(&[words.clone(), numbers.clone()]).is_err());
        assert!(writer().group(&[words.clone(), words, numbers]).is_err());
    }

    #[test]
    fn a_table_without_rows_is_a_file() {
        assert!(
            writer()
                .finish()
                .is_ok_and(|bytes| bytes.starts_with(b"PAR1"))
        );
    }
}
