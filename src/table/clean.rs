//! The standard copy of a table: UTF-8, RFC 4180, every cell as text, in file order.

use std::path::Path;

use super::TableError;
use super::layout::layout;
use super::read::cells;
use crate::source::open;

/// The table of a file as UTF-8 RFC 4180 (commas, `\r\n`, quotes doubled): its header first if it
/// has one (header rows as they are), every cell as text, rows in file order and of one width.
/// What stands before and behind the table is left out. Linear.
pub fn clean_copy(path: &Path) -> Result<Vec<u8>, TableError> {
    let name = path
        .file_name()
        .map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    let content = open(path).map_err(|source| TableError::Source {
        file: name.clone(),
        source,
    })?;
    let read = cells(&name, &content)?;
    let layout = read.layout.unwrap_or_else(|| layout(&read.grid));
    let width = layout.width.max(1);
    let mut out = Vec::new();
    for row in layout.preamble..read.grid.len() - layout.footer {
        for column in 0..width {
            if column > 0 {
                out.push(b',');
            }
            write_cell(&mut out, read.grid.cell(row, column), width == 1);
        }
        out.extend_from_slice(b"\r\n");
    }
    Ok(out)
}

fn write_cell(out: &mut Vec<u8>, cell: &str, alone: bool) {
    // A row of one empty cell must not look like a blank line.
    let quoted = cell.contains([',', '"', '\n', '\r']) || (alone && cell.is_empty());
    if !quoted {
        out.extend_from_slice(cell.as_bytes());
        return;
    }
    out.push(b'"');
    out.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn copy(bytes: &[u8]) -> String {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        String::from_utf8(clean_copy(file.path()).unwrap()).unwrap()
    }

    #[test]
    fn any_dialect_becomes_the_standard_one() {
        let western = b"sep=;\r\nid;nom;note\r\n1;\"D\xe9j\xe0; vu\";3,5\r\n2;l\xe0;4\r\n";
        assert_eq!(
            copy(western),
            "id,nom,note\r\n1,Déjà; vu,\"3,5\"\r\n2,là,4\r\n"
        );
    }

    #[test]
    fn a_clean_copy_of_a_clean_copy_is_itself() {
        let once = copy(b"Title\n\nid;a b\n1;\"x \"\"y\"\"\"\n2;\"p\nq\"\n3;z\n");
        assert_eq!(copy(once.as_bytes()), once);
    }
}
