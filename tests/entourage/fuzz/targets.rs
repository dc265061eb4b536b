//! What is fuzzed: any bytes get an answer or an error, never a panic, and what is read adds up.
//!
//! One body a reader, run by cargo-fuzz (`fuzz/`, nightly) and by proptest (`cargo test`, stable).

use entourage::project::Project;
use entourage::source::{
    SpssFile, SpssValue, decode, format_of, parse_json, read_grid, read_sheets, read_workbook,
    sniff,
};
use entourage::table::{ReadOptions, read_bytes};

/// Bytes a workbook may unpack to here; a test must not fill the machine.
const UNPACKED: u64 = 16 << 20;

/// The dialect sniffer: the same answer twice, and every cell of the table stands in the text.
pub fn dialect(bytes: &[u8]) {
    let text = decode(bytes).text;
    let found = sniff(&text);
    assert_eq!(found, sniff(&text));
    if let Ok((grid, _)) = read_grid(&text, &found) {
        assert!(grid.len() <= text.len() + 1);
    }
    if let Ok(reading) = read_bytes("t", bytes.to_vec(), &ReadOptions::default()) {
        let rows = reading.report.rows;
        assert_eq!(rows.read, rows.kept + rows.repaired + rows.rejected);
    }
}

/// The JSON reader: what it takes, serde_json takes too.
pub fn json(bytes: &[u8]) {
    let text = decode(bytes).text;
    if parse_json(&text).is_ok() {
        let taken = serde_json::from_str::<serde_json::Value>(&text);
        assert!(taken.is_ok() || text.contains("\\u") || text.contains(['e', 'E']));
    }
}

/// The workbook reader: bounded, whatever the file says of itself.
pub fn workbook(bytes: &[u8]) {
    let _ = format_of(bytes);
    let _ = read_workbook(bytes);
    let _ = read_sheets(bytes, UNPACKED);
}

/// The reader of survey files: what it takes adds up as a table too.
pub fn spss(bytes: &[u8]) {
    if let Ok(file) = SpssFile::open(bytes) {
        let _ = file.cases(|case| {
            for variable in &file.variables {
                let value = case.value(variable);
                assert!(variable.is_text() || !matches!(value, SpssValue::Text(_)));
            }
            Ok(())
        });
    }
    if let Ok(reading) = read_bytes("t.sav", bytes.to_vec(), &ReadOptions::default()) {
        let rows = reading.report.rows;
        assert_eq!(rows.read, rows.kept + rows.repaired + rows.rejected);
    }
}

/// The project file: what is taken can be written and is taken again, the same.
pub fn project(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    if let Ok(project) = entourage::yaml::read::<Project>(text) {
        let written = entourage::yaml::write(&project).expect("what was read can be written");
        let again: Project = entourage::yaml::read(&written).expect("what was written can be read");
        assert_eq!(written, entourage::yaml::write(&again).expect("the same"));
    }
}
