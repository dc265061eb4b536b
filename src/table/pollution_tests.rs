//! The reader measured: a clean table, each kind of damage alone, and the share of cells that come
//! back as they were (after Vitagliano et al. 2023, "Pollock: A data loading benchmark", which
//! scores files by the cells, rows and headers recovered; here: header and body cells together).

use super::columns::{Shape, columns};
use super::layout::layout;
use super::pollution_table::{PLAIN, Style, clean_table, file, line};
use crate::source::{decode, read_grid, sniff};

/// What reading a file gives: header and body as text.
fn understood(bytes: &[u8]) -> Option<Vec<Vec<String>>> {
    let decoded = decode(bytes);
    let (grid, stray) = read_grid(&decoded.text, &sniff(&decoded.text)).ok()?;
    let layout = layout(&grid);
    let shape = Shape {
        file: "t",
        ragged_is_normal: false,
        stray_quotes: &stray,
        code_first: false,
    };
    let read = columns(&grid, &layout, &shape);
    let header = read
        .columns
        .iter()
        .map(|column| column.name.clone())
        .collect();
    let body = (0..read.lines.len()).map(|row| {
        read.columns
            .iter()
            .map(|column| column.cell(row).to_owned())
            .collect()
    });
    Some(std::iter::once(header).chain(body).collect())
}

/// The share of expected cells found in their places; rows too many count against it.
fn accuracy(expected: &[Vec<String>], found: Option<&Vec<Vec<String>>>) -> f64 {
    let Some(found) = found else { return 0.0 };
    let cells: usize = expected.iter().map(Vec::len).sum();
    let right: usize = expected
        .iter()
        .zip(found)
        .map(|(a, b)| {
            a.iter()
                .zip(b)
                .filter(|(x, y)| x.trim() == y.trim())
                .count()
        })
        .sum();
    let surplus: usize = found.iter().skip(expected.len()).map(Vec::len).sum();
    let wider: usize = found
        .iter()
        .zip(expected)
        .map(|(f, e)| f.len().saturating_sub(e.len()))
        .sum();
    right as f64 / (cells + surplus + wider) as f64
}

type Damage = (
    &'static str,
    fn(&[Vec<String>]) -> (Vec<u8>, Vec<Vec<String>>),
);

fn with(table: &[Vec<String>], style: Style) -> (Vec<u8>, Vec<Vec<String>>) {
    let mut table = table.to_vec();
    if style.decimal_comma {
        for row in table.iter_mut().skip(1) {
            row[4] = row[4].replace('.', ",");
        }
    }
    (file(&table, style).into_bytes(), table)
}

fn edited(table: &[Vec<String>], edit: impl Fn(&mut Vec<String>)) -> Vec<u8> {
    let mut lines: Vec<String> = table.iter().map(|row| line(row, PLAIN)).collect();
    edit(&mut lines);
    (lines.join("\n") + "\n").into_bytes()
}

fn western(text: &str) -> Vec<u8> {
    encoding_rs::WINDOWS_1252.encode(text).0.into_owned()
}

fn wide(text: &str, mark: bool) -> Vec<u8> {
    mark.then_some(0xfeff)
        .into_iter()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect()
}

// One line a damage reads better than ten functions of one line.
#[allow(clippy::too_many_lines)]
fn damages() -> Vec<Damage> {
    vec![
        ("none", |t| with(t, PLAIN)),
        ("semicolon", |t| {
            with(
                t,
                Style {
                    delimiter: ';',
                    ..PLAIN
                },
            )
        }),
        ("semicolon and decimal comma", |t| {
            with(
                t,
                Style {
                    delimiter: ';',
                    decimal_comma: true,
                    ..PLAIN
                },
            )
        }),
        ("tab", |t| {
            with(
                t,
                Style {
                    delimiter: '\t',
                    ..PLAIN
                },
            )
        }),
        ("pipe", |t| {
            with(
                t,
                Style {
                    delimiter: '|',
                    ..PLAIN
                },
            )
        }),
        ("blank after the delimiter", |t| {
            with(
                t,
                Style {
                    blank_after: true,
                    ..PLAIN
                },
            )
        }),
        ("single quotes", |t| {
            with(
                t,
                Style {
                    quote: '\'',
                    ..PLAIN
                },
            )
        }),
        ("every cell quoted", |t| {
            with(
                t,
                Style {
                    always: true,
                    ..PLAIN
                },
            )
        }),
        ("backslash escapes", |t| {
            with(
                t,
                Style {
                    escape: Some('\\'),
                    ..PLAIN
                },
            )
        }),
        ("CRLF", |t| {
            with(
                t,
                Style {
                    end: "\r\n",
                    ..PLAIN
                },
            )
        }),
        ("CR", |t| with(t, Style { end: "\r", ..PLAIN })),
        ("mixed line ends", |t| {
            let bytes = t
                .iter()
                .enumerate()
                .map(|(i, row)| line(row, PLAIN) + ["\n", "\r\n", "\r"][i % 3])
                .collect::<String>();
            (bytes.into_bytes(), t.to_vec())
        }),
        ("no line end at the end", |t| {
            let mut bytes = file(t, PLAIN).into_bytes();
            bytes.pop();
            (bytes, t.to_vec())
        }),
        ("one line of preamble", |t| {
            (
                (format!("Survey of June 2026\n{}", file(t, PLAIN))).into_bytes(),
                t.to_vec(),
            )
        }),
        ("five lines of preamble, blank lines", |t| {
            (
                (format!(
                    "Report\nFrom: 2026-01-01\nTo: 2026-06-30\n\nAuthor: us, and others\n\n{}",
                    file(t, PLAIN)
                ))
                .into_bytes(),
                t.to_vec(),
            )
        }),
        ("preamble padded to the width", |t| {
            (
                (format!("Report,,,,,,\n,,,,,,\n{}", file(t, PLAIN))).into_bytes(),
                t.to_vec(),
            )
        }),
        ("footer", |t| {
            (
                (file(t, PLAIN) + "Source: our own survey\n").into_bytes(),
                t.to_vec(),
            )
        }),
        ("no header", |t| {
            let body = &t[1..];
            let mut expected = vec![(1..=t[0].len()).map(|i| format!("column {i}")).collect()];
            expected.extend(body.to_vec());
            (file(body, PLAIN).into_bytes(), expected)
        }),
        ("a header cell empty", |t| {
            let mut table = t.to_vec();
            table[0][3] = String::new();
            let bytes = file(&table, PLAIN).into_bytes();
            table[0][3] = "column 4".to_owned();
            (bytes, table)
        }),
        ("a header twice", |t| {
            let mut table = t.to_vec();
            table[0][3] = "town".to_owned();
            let bytes = file(&table, PLAIN).into_bytes();
            table[0][3] = "town (2)".to_owned();
            (bytes, table)
        }),
        ("two header rows", |t| {
            let mut table = t.to_vec();
            table[0] = ["id", "date", "Which?", "", "", "comment", "ok"]
                .map(str::to_owned)
                .to_vec();
            table.insert(
                1,
                [
                    "",
                    "",
                    "town",
                    "age",
                    "spent",
                    "Open-Ended Response",
                    "Response",
                ]
                .map(str::to_owned)
                .to_vec(),
            );
            let bytes = file(&table, PLAIN).into_bytes();
            table.remove(1);
            table[0] = [
                "id",
                "date",
                "Which? - town",
                "Which? - age",
                "Which? - spent",
                "comment",
                "ok",
            ]
            .map(str::to_owned)
            .to_vec();
            (bytes, table)
        }),
        ("some rows too short", |t| {
            let mut expected = t.to_vec();
            let bytes = edited(t, |lines| {
                for line in lines.iter_mut().skip(5).step_by(17) {
                    if let Some((head, _)) = line.rsplit_once(',') {
                        *line = head.to_owned();
                    }
                }
            });
            for row in expected.iter_mut().skip(5).step_by(17) {
                row[6] = String::new();
            }
            (bytes, expected)
        }),
        ("some rows too long", |t| {
            (
                edited(t, |lines| {
                    for line in lines.iter_mut().skip(5).step_by(17) {
                        line.push_str(",more");
                    }
                }),
                t.to_vec(),
            )
        }),
        ("trailing delimiters", |t| {
            (
                edited(t, |lines| {
                    for line in lines.iter_mut().skip(1) {
                        line.push(',');
                    }
                }),
                t.to_vec(),
            )
        }),
        ("inner quotes not doubled", |t| {
            (
                String::from_utf8(file(t, PLAIN).into_bytes())
                    .unwrap()
                    .replace("\"\"hello\"\"\"", "\"hello\"\"")
                    .into_bytes(),
                t.to_vec(),
            )
        }),
        ("sep= line", |t| {
            let (bytes, table) = with(
                t,
                Style {
                    delimiter: ';',
                    end: "\r\n",
                    ..PLAIN
                },
            );
            ([b"sep=;\r\n".to_vec(), bytes].concat(), table)
        }),
        ("UTF-8 BOM", |t| {
            (
                [b"\xef\xbb\xbf".to_vec(), file(t, PLAIN).into_bytes()].concat(),
                t.to_vec(),
            )
        }),
        ("Windows-1252", |t| (western(&file(t, PLAIN)), t.to_vec())),
        ("UTF-16LE with mark, tab", |t| {
            (
                wide(
                    &file(
                        t,
                        Style {
                            delimiter: '\t',
                            ..PLAIN
                        },
                    ),
                    true,
                ),
                t.to_vec(),
            )
        }),
        ("UTF-16LE without mark", |t| {
            (wide(&file(t, PLAIN), false), t.to_vec())
        }),
        ("zero bytes", |t| {
            (
                file(t, PLAIN).replace("Lille", "Li\0lle").into_bytes(),
                t.to_vec(),
            )
        }),
        ("blank lines", |t| {
            (
                edited(t, |lines| {
                    for at in [3, 9, 20] {
                        lines.insert(at, String::new());
                    }
                }),
                t.to_vec(),
            )
        }),
    ]
}

#[test]
fn each_kind_of_damage_alone_is_read_through() {
    let mut total = 0.0;
    let damages = damages();
    let mut failing = Vec::new();
    for (name, damage) in &damages {
        let mut sum = 0.0;
        for (seed, rows) in [(1, 30), (2, 120), (3, 400)] {
            let (bytes, expected) = damage(&clean_table(seed, rows));
            sum += accuracy(&expected, understood(&bytes).as_ref());
        }
        let mean = sum / 3.0;
        println!("{:>38} {:6.2} %", name, mean * 100.0);
        total += mean;
        if mean < 0.95 {
            failing.push(*name);
        }
    }
    println!(
        "{:>38} {:6.2} %",
        "mean",
        total / damages.len() as f64 * 100.0
    );
    assert!(failing.is_empty(), "under 95 %: {failing:?}");
}
