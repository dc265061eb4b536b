//! Tables of the middle form as Parquet, with the feature of that name.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::record::Field;
use parquet::schema::types::Type;

use super::super::InteractionError;
use super::Shape;
use super::table::{Take, places};

/// Rows of a row group: what is held at once.
const GROUP: usize = 1 << 20;

/// Reads the rows of one file; numbers are given as the text they have in CSV.
pub(super) fn read(
    path: &Path,
    file: &str,
    shape: &Shape,
    take: &mut Take<'_>,
) -> Result<(), InteractionError> {
    let wrong = |problem: String| InteractionError::form(file, problem);
    let opened = File::open(path).map_err(|source| InteractionError::Io {
        file: file.to_owned(),
        source,
    })?;
    let reader = SerializedFileReader::new(opened)
        .map_err(|error| wrong(format!("is no whole Parquet file: {error}")))?;
    let schema = reader.metadata().file_metadata().schema_descr();
    let header: Vec<&str> = schema
        .columns()
        .iter()
        .map(|column| column.name())
        .collect();
    let places = places(file, shape, &header)?;
    let rows = reader
        .get_row_iter(None)
        .map_err(|error| wrong(error.to_string()))?;
    for (number, row) in rows.enumerate() {
        let row = row.map_err(|error| wrong(error.to_string()))?;
        let fields: Vec<&Field> = row.get_column_iter().map(|(_, field)| field).collect();
        let texts = places.iter().map(|&place| text(fields.get(place)));
        let texts = texts.collect::<Option<Vec<String>>>().ok_or_else(|| {
            wrong(format!(
                "row {}: a cell is no whole number or text",
                number + 1
            ))
        })?;
        let cells: Vec<&str> = texts.iter().map(String::as_str).collect();
        take(&cells).map_err(|problem| wrong(format!("row {}: {problem}", number + 1)))?;
    }
    Ok(())
}

fn text(field: Option<&&Field>) -> Option<String> {
    Some(match field? {
        Field::Null => String::new(),
        Field::Bool(value) => u8::from(*value).to_string(),
        Field::Byte(value) => value.to_string(),
        Field::Short(value) => value.to_string(),
        Field::Int(value) => value.to_string(),
        Field::Long(value) => value.to_string(),
        Field::UByte(value) => value.to_string(),
        Field::UShort(value) => value.to_string(),
        Field::UInt(value) => value.to_string(),
        Field::ULong(value) => value.to_string(),
        Field::Str(value) => value.clone(),
        Field::Bytes(value) => String::from_utf8(value.data().to_vec()).ok()?,
        Field::Decimal(value) if value.scale() == 0 => whole(value.data())?.to_string(),
        _ => return None,
    })
}

/// A whole number of big-endian bytes in two's complement.
fn whole(bytes: &[u8]) -> Option<i128> {
    let negative = bytes.first().is_some_and(|byte| byte & 0x80 != 0);
    (bytes.len() <= 16).then(|| {
        let start = if negative { -1 } else { 0 };
        bytes
            .iter()
            .fold(start, |sum: i128, &byte| sum << 8 | i128::from(byte))
    })
}

/// The rows of a table as one Parquet file: counts and numbers as INT64, what may be longer as text.
///
/// # Errors
/// A cell that is no number where one is expected.
pub fn write(
    shape: &Shape,
    rows: &[Vec<String>],
) -> Result<Vec<u8>, parquet::errors::ParquetError> {
    let textual = |column: &str| {
        matches!(
            column,
            "key"
                | "label"
                | "platforms"
                | "profile_url"
                | "name"
                | "alias"
                | "word"
                | "lang"
                | "terms"
                | "labels"
                | "weight_fixed"
                | "strongest_fixed"
                | "followers"
        ) && !(column == "label" && shape.name == "labels")
    };
    let mut fields = Vec::new();
    for column in shape.columns {
        let field = if textual(column) {
            Type::primitive_type_builder(column, Physical::BYTE_ARRAY)
                .with_logical_type(Some(LogicalType::String))
                .with_repetition(Repetition::REQUIRED)
        } else {
            Type::primitive_type_builder(column, Physical::INT64)
                .with_repetition(Repetition::OPTIONAL)
        };
        fields.push(Arc::new(field.build()?));
    }
    let schema = Type::group_type_builder(shape.name)
        .with_fields(fields)
        .build()?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by("entourage".to_owned())
        .build();
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, Arc::new(schema), Arc::new(properties))?;
    for group in rows.chunks(GROUP) {
        let mut columns = writer.next_row_group()?;
        let mut place = 0;
        while let Some(mut column) = columns.next_column()? {
            let cells = group.iter().map(|row| row[place].as_str());
            if textual(shape.columns[place]) {
                let texts: Vec<ByteArray> = cells.map(ByteArray::from).collect();
                column
                    .typed::<ByteArrayType>()
                    .write_batch(&texts, None, None)?;
            } else {
                let levels: Vec<i16> = cells
                    .clone()
                    .map(|cell| i16::from(!cell.is_empty()))
                    .collect();
                let numbers = cells.filter(|cell| !cell.is_empty()).map(str::parse::<i64>);
                let numbers = numbers.collect::<Result<Vec<i64>, _>>().map_err(|_| {
                    parquet::errors::ParquetError::General(format!(
                        "{}.{} holds no whole number",
                        shape.name, shape.columns[place]
                    ))
                })?;
                column
                    .typed::<Int64Type>()
                    .write_batch(&numbers, Some(&levels), None)?;
            }
            column.close()?;
            place += 1;
        }
        columns.close()?;
    }
    writer.close()?;
    Ok(bytes)
}
