//! Tables written as JSON: a list of objects, one object a line, an object of objects or of lists.

use super::{Reject, TableError};
use crate::source::{Grid, JsonLines, SourceError, Value, parse_json};

/// What parts the items of a list inside one cell; no answer holds it.
pub(super) const LIST_MARK: &str = "\u{1f}";

/// Cells of a JSON table; the first row holds the keys.
pub(super) struct JsonTable {
    pub grid: Grid,
    pub rejects: Vec<Reject>,
    pub duplicate_keys: u64,
    /// Rows read, the rejected ones included.
    pub kind: &'static str,
}

/// Reads a JSON text as a table.
pub(super) fn json_table(file: &str, text: &str) -> Result<JsonTable, TableError> {
    let fail = |source: SourceError| TableError::Source {
        file: file.to_owned(),
        source,
    };
    match parse_json(text) {
        Ok(parsed) => {
            let grid = from_value(&parsed.value).map_err(|found| TableError::NotATable {
                file: file.to_owned(),
                found,
            })?;
            Ok(JsonTable {
                grid,
                rejects: Vec::new(),
                duplicate_keys: parsed.duplicate_keys,
                kind: "JSON",
            })
        }
        Err(error) => match from_lines(file, text) {
            Some(table) => Ok(table),
            None => Err(fail(error)),
        },
    }
}

/// One object a line; `None` where not even half of the lines hold one.
fn from_lines(file: &str, text: &str) -> Option<JsonTable> {
    let mut rows = Vec::new();
    let mut rejects = Vec::new();
    let mut duplicate_keys = 0;
    for (line, parsed) in JsonLines::new(text.as_bytes()) {
        match parsed {
            Ok(parsed) if matches!(parsed.value, Value::Object(_)) => {
                duplicate_keys += parsed.duplicate_keys;
                rows.push((line, parsed.value));
            }
            _ => rejects.push(Reject {
                file: file.to_owned(),
                line,
                column: String::new(),
                reason: "no JSON object on this line".to_owned(),
            }),
        }
    }
    if rows.is_empty() || rejects.len() > rows.len() {
        return None;
    }
    let flat = rows
        .iter()
        .map(|(line, value)| (*line, flattened(None, value)))
        .collect();
    Some(JsonTable {
        grid: to_grid(flat),
        rejects,
        duplicate_keys,
        kind: "NDJSON",
    })
}

fn from_value(value: &Value) -> Result<Grid, &'static str> {
    match value {
        Value::Array(items)
            if !items.is_empty() && items.iter().all(|i| matches!(i, Value::Object(_))) =>
        {
            let rows = items
                .iter()
                .enumerate()
                .map(|(i, item)| (i as u64 + 1, flattened(None, item)));
            Ok(to_grid(rows.collect()))
        }
        Value::Array(items) if items.is_empty() => Err("an empty list"),
        Value::Array(_) => Err("a list of something else"),
        Value::Object(entries) if entries.is_empty() => Err("an empty object"),
        Value::Object(entries) => from_object(entries),
        _ => Err("a single value"),
    }
}

fn from_object(entries: &[(String, Value)]) -> Result<Grid, &'static str> {
    // `{"data": [{…}, …]}`: the table stands under the only list of objects.
    let inner: Vec<&Value> = entries
        .iter()
        .map(|(_, value)| value)
        .filter(|value| {
            value
                .items()
                .iter()
                .any(|item| matches!(item, Value::Object(_)))
        })
        .collect();
    if let [only] = inner.as_slice() {
        return from_value(only);
    }
    let values = || entries.iter().map(|(_, value)| value);
    if values().all(|value| matches!(value, Value::Array(_))) {
        let length = entries[0].1.items().len();
        if length > entries.len() && values().all(|value| value.items().len() == length) {
            return Ok(by_columns(entries, length));
        }
        let rows = entries.iter().enumerate().map(|(i, (key, value))| {
            (
                i as u64 + 1,
                vec![
                    ("id".to_owned(), key.clone()),
                    ("values".to_owned(), cell(value)),
                ],
            )
        });
        return Ok(to_grid(rows.collect()));
    }
    if values().all(|value| matches!(value, Value::Object(_))) {
        let rows = entries
            .iter()
            .enumerate()
            .map(|(i, (key, value))| (i as u64 + 1, flattened(Some(key), value)));
        return Ok(to_grid(rows.collect()));
    }
    Err("an object of mixed values")
}

/// `{"age": [31, 45, …], "town": […]}`.
fn by_columns(entries: &[(String, Value)], length: usize) -> Grid {
    let rows = (0..length).map(|row| {
        let cells = entries
            .iter()
            .map(|(key, value)| (key.clone(), cell(&value.items()[row])));
        (row as u64 + 1, cells.collect())
    });
    to_grid(rows.collect())
}

/// Keys and cells of an object; keys of objects inside are joined with a point.
fn flattened(id: Option<&str>, value: &Value) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = id
        .map(|id| ("id".to_owned(), id.to_owned()))
        .into_iter()
        .collect();
    flatten("", value, &mut out);
    out
}

fn flatten(prefix: &str, value: &Value, out: &mut Vec<(String, String)>) {
    for (key, value) in value.entries() {
        let name = if prefix.is_empty() {
            key.clone()
        } else {
            format!("{prefix}.{key}")
        };
        if matches!(value, Value::Object(_)) {
            flatten(&name, value, out);
        } else {
            out.push((name, cell(value)));
        }
    }
}

fn cell(value: &Value) -> String {
    match value {
        Value::Array(items) => items
            .iter()
            .filter_map(Value::scalar)
            .collect::<Vec<_>>()
            .join(LIST_MARK),
        other => other.scalar().unwrap_or("").to_owned(),
    }
}

/// Rows of keyed cells as a grid below a row of keys, in order of first appearance.
fn to_grid(rows: Vec<(u64, Vec<(String, String)>)>) -> Grid {
    let mut keys = crate::person::Directory::default();
    for (_, cells) in &rows {
        for (key, _) in cells {
            keys.intern(key);
        }
    }
    let mut grid = Grid::default();
    grid.push(0, keys.iter());
    let mut line: Vec<String> = Vec::new();
    for (number, cells) in rows {
        line.clear();
        line.resize(keys.len(), String::new());
        for (key, cell) in cells {
            if let Some(place) = keys.get(&key) {
                line[place as usize] = cell;
            }
        }
        grid.push(number, line.iter().map(String::as_str));
    }
    grid
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let grid = json_table("t.json", text).unwrap().grid;
        (0..grid.len())
            .map(|row| grid.row(row).map(str::to_owned).collect())
            .collect()
    }

    #[test]
    fn the_shapes_of_a_json_table_are_one() {
        let expected = [["id", "age"], ["a", "31"], ["b", ""]];
        for text in [
            r#"[{"id": "a", "age": 31}, {"id": "b", "age": null}]"#,
            "{\"id\": \"a\", \"age\": 31}\n{\"id\": \"b\"}\n",
            r#"{"data": [{"id": "a", "age": 31}, {"id": "b"}]}"#,
            r#"{"a": {"age": 31}, "b": {"age": null}}"#,
        ] {
            assert_eq!(cells(text), expected, "{text}");
        }
    }

    #[test]
    fn an_object_of_lists_is_an_id_and_its_options() {
        assert_eq!(
            cells(r#"{"7": [1, 2], "9": []}"#),
            [["id", "values"], ["7", "1\u{1f}2"], ["9", ""]]
        );
    }

    #[test]
    fn a_line_that_is_no_object_is_rejected_not_lost() {
        let table = json_table("t", "{\"a\":1}\nnonsense\n{\"a\":2}\n").unwrap();
        assert_eq!(table.grid.len(), 3);
        assert_eq!(table.rejects[0].line, 2);
    }

    #[test]
    fn json_that_is_no_table_says_what_it_is() {
        for text in ["3", "[1,2]", "[]", "{}", "{\"a\": 1, \"b\": [2]}"] {
            assert!(
                matches!(json_table("t", text), Err(TableError::NotATable { .. })),
                "{text}"
            );
        }
    }
}
