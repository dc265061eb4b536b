//! System files made by hand, read and damaged.

use std::path::Path;

use super::made::{Cell, Made, Written};
use super::{SpssFile, SpssTicks, SpssValue};
use crate::source::SourceError;

fn survey() -> Made {
    let number = |name| Written {
        name,
        format: 5,
        ..Written::default()
    };
    let variables = vec![
        Written {
            label: "Combien de cafés ?",
            labels: vec![(Cell::Number(1.0), "Un"), (Cell::Number(9.0), "Trop")],
            missing: (-3, vec![90.0, 99.0, -1.0]),
            ..number("CUPS")
        },
        Written {
            name: "TOWN",
            width: 20,
            ..Written::default()
        },
        number("W"),
    ];
    let row = |cups, town, weight| vec![cups, Cell::Text(town), Cell::Number(weight)];
    let rows = vec![
        row(Cell::Number(1.0), "Lille", 0.5),
        row(Cell::Nothing, "", 1.25),
        row(Cell::Number(95.0), "Villeneuve-d'Ascq", 151.0),
        row(Cell::Number(-1.0), "Hem", 1e300),
    ];
    Made::of(variables, rows)
}

/// All values of a file as they are told.
fn told(bytes: &[u8]) -> Result<Vec<String>, SourceError> {
    let file = SpssFile::open(bytes)?;
    let mut told = Vec::new();
    file.cases(|case| {
        let cells = file.variables.iter();
        let cells = cells.map(|one| one.text_of(&case.value(one)));
        told.push(cells.collect::<Vec<_>>().join("|"));
        Ok(())
    })?;
    Ok(told)
}

fn reason(bytes: &[u8]) -> String {
    told(bytes).expect_err("a damaged file").to_string()
}

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/inputs/tables");
    std::fs::read(folder.join(name)).unwrap()
}

#[test]
fn both_byte_orders_and_all_packings_hold_the_same_cases() {
    let expected = [
        "1|Lille|0.5".to_owned(),
        "||1.25".to_owned(),
        "95|Villeneuve-d'Ascq|151".to_owned(),
        format!("-1|Hem|{}", 1e300),
    ];
    for big in [false, true] {
        for packing in 0..3 {
            let made = Made {
                big,
                packing,
                ..survey()
            };
            assert_eq!(told(&made.bytes()).unwrap(), expected, "{big} {packing}");
            let unknown = Made {
                cases: Some(-1),
                ..made
            };
            assert_eq!(told(&unknown.bytes()).unwrap(), expected, "{big} {packing}");
        }
    }
}

#[test]
fn labels_and_missing_values_belong_to_their_variable() {
    for big in [false, true] {
        let bytes = Made { big, ..survey() }.bytes();
        let file = SpssFile::open(&bytes).unwrap();
        let cups = &file.variables[0];
        assert_eq!(cups.label, "Combien de cafés ?");
        assert_eq!(cups.label_of(&SpssValue::Number(9.0)), Some("Trop"));
        assert_eq!(cups.label_of(&SpssValue::Number(2.0)), None);
        let missing = |number| cups.is_missing(&SpssValue::Number(number));
        assert!([90.0, 94.5, 99.0, -1.0].into_iter().all(missing));
        assert!(![89.0, 100.0, 0.0].into_iter().any(missing));
        assert!(file.variables[1].labels.is_empty());
    }
}

#[test]
fn the_header_names_the_weight() {
    let weighted = |weight| Made { weight, ..survey() }.bytes();
    // TOWN takes the elements 2 to 4.
    assert_eq!(SpssFile::open(&weighted(5)).unwrap().weight, Some(2));
    assert_eq!(SpssFile::open(&weighted(0)).unwrap().weight, None);
    for wrong in [2, 3, 6, i32::MAX] {
        assert!(reason(&weighted(wrong)).contains("weight"), "{wrong}");
    }
}

#[test]
fn sets_are_read_as_the_manual_writes_them() {
    let numbers = ["A", "B", "C", "D", "E"];
    let variables = numbers.map(|name| Written {
        name,
        ..Written::default()
    });
    let sets = b"$a=C 10 my mcgroup a b c\n$b=D2 55 0  d e\n$d=E 1 2 34 13 third mdgroup a c\n\
        $e=E 11 6 choice 0  b d\n$f=D9 1\n$g=X 1 a\nnothing\n$h=D99999999999999999999 1 1 a b\n";
    let row = vec![Cell::Number(1.0); 5];
    let made = Made {
        extensions: vec![(7, 1, sets.to_vec())],
        ..Made::of(variables.to_vec(), vec![row])
    };
    let bytes = made.bytes();
    let file = SpssFile::open(&bytes).unwrap();
    let options = |counted: &str, by_value| SpssTicks::Options {
        counted: counted.to_owned(),
        by_value,
    };
    let found: Vec<_> = file
        .sets
        .iter()
        .map(|set| (&*set.name, &*set.label, &*set.variables, set.ticks.clone()))
        .collect();
    assert_eq!(
        found,
        [
            ("a", "my mcgroup", &[0, 1, 2][..], SpssTicks::Choices),
            ("b", "", &[3, 4][..], options("55", false)),
            ("d", "third mdgroup", &[0, 2][..], options("34", true)),
            ("e", "", &[1, 3][..], options("choice", true)),
        ]
    );
}

#[test]
fn a_very_long_text_is_one_variable_with_its_long_name() {
    let bytes = fixture("spss.sav");
    let file = SpssFile::open(&bytes).unwrap();
    let comment = file
        .variables
        .iter()
        .find(|one| one.name == "comment")
        .unwrap();
    assert!(comment.pieces.len() > 1);
    let mut longest = 0;
    file.cases(|case| {
        longest = longest.max(comment.text_of(&case.value(comment)).chars().count());
        Ok(())
    })
    .unwrap();
    assert!(longest > 600, "{longest}");
}

#[test]
fn labels_and_missing_values_of_long_texts_are_read() {
    let made = |big| {
        let mut made = Made { big, ..survey() };
        let text = |text: &str| [made.ints(&[text.len() as i32]), text.into()].concat();
        let value = |value: &str, label: &str| [text(value), text(label)].concat();
        let labels = [
            text("TOWN"),
            made.ints(&[20, 2]),
            value("Hem               ", "Hem, Nord"),
            value("Lille               ", "Lille, Nord"),
        ];
        let missing = [
            text("TOWN"),
            vec![2],
            made.ints(&[8]),
            b"Lille   Hem     ".to_vec(),
        ];
        made.extensions = vec![(21, 1, labels.concat()), (22, 1, missing.concat())];
        made.bytes()
    };
    for bytes in [made(false), made(true)] {
        let file = SpssFile::open(&bytes).unwrap();
        let town = &file.variables[1];
        let value = |text: &'static str| SpssValue::Text(text.into());
        assert_eq!(town.label_of(&value("Hem")), Some("Hem, Nord"));
        assert!(town.is_missing(&value("Lille")) && town.is_missing(&value("Hem")));
        assert!(!town.is_missing(&value("Roubaix")));
    }
}

#[test]
fn the_encoding_is_the_one_the_file_names() {
    let western = |extensions| {
        let variable = Written {
            name: "T",
            width: 8,
            ..Written::default()
        };
        let bytes = Made {
            extensions,
            ..Made::of(vec![variable], vec![vec![Cell::Text("d#j#")]])
        }
        .bytes();
        let place = bytes.len() - 8;
        let mut bytes = bytes;
        (bytes[place + 1], bytes[place + 3]) = (0xe9, 0xe0);
        bytes
    };
    assert_eq!(told(&western(Vec::new())).unwrap(), ["déjà"]);
    let named = |name: &[u8]| western(vec![(20, 1, name.to_vec())]);
    assert_eq!(told(&named(b"windows-1251")).unwrap(), ["dйjа"]);
    let page = |page: i32| {
        let numbers = [13, 2, 3, -1, 1, 1, 2, page];
        western(vec![(
            3,
            4,
            numbers.iter().flat_map(|n| n.to_le_bytes()).collect(),
        )])
    };
    assert_eq!(told(&page(1252)).unwrap(), ["déjà"]);
    assert_eq!(told(&page(65001)).unwrap(), ["d\u{fffd}j\u{fffd}"]);
    assert_eq!(
        SpssFile::open(&named(b"IBM850"))
            .unwrap()
            .unknown_encoding
            .as_deref(),
        Some("IBM850")
    );
}

/// The samples, and the survey in each packing.
fn files() -> Vec<Vec<u8>> {
    let made = (0..3).map(|packing| {
        Made {
            packing,
            ..survey()
        }
        .bytes()
    });
    let samples = ["spss.sav", "spss.zsav"].map(fixture);
    samples.into_iter().chain(made).collect()
}

#[test]
fn a_file_cut_off_anywhere_is_an_error_never_a_panic() {
    for bytes in files() {
        // What follows the last case of bytecode is its end mark: nothing is lost with it.
        let needed = (0..=bytes.len())
            .rev()
            .take_while(|end| told(&bytes[..*end]).is_ok());
        let needed = bytes.len() + 1 - needed.count();
        assert!(bytes.len() - needed < 16, "{needed} of {}", bytes.len());
        for end in 0..needed {
            assert!(told(&bytes[..end]).is_err(), "{end} of {}", bytes.len());
        }
    }
}

#[test]
fn a_flipped_byte_is_read_or_refused_never_a_panic() {
    // The plain sample is long and much the same all through.
    for bytes in files().into_iter().skip(1) {
        for at in 0..bytes.len() {
            for mask in [0x01, 0x80, 0xff] {
                let mut bytes = bytes.clone();
                bytes[at] ^= mask;
                let _ = told(&bytes);
            }
        }
    }
}

#[test]
fn what_a_count_claims_is_not_believed() {
    let good = survey().bytes();
    let file = SpssFile::open(&good).unwrap();
    let (cases, data) = (80, file.data);
    for claim in [i32::MAX, 1 << 30, 5] {
        let mut bytes = good.clone();
        bytes[cases..cases + 4].copy_from_slice(&claim.to_le_bytes());
        assert!(reason(&bytes).contains("cut off behind case 4"), "{claim}");
    }
    // Every number of the dictionary in turn claims the most and the least.
    for at in (64..data - 3).step_by(4) {
        for claim in [i32::MAX, i32::MIN, -1] {
            let mut bytes = good.clone();
            bytes[at..at + 4].copy_from_slice(&claim.to_le_bytes());
            let _ = told(&bytes);
        }
    }
    let more = Made {
        extensions: vec![(
            16,
            8,
            [1i64, 1 << 60]
                .iter()
                .flat_map(|n| n.to_le_bytes())
                .collect(),
        )],
        ..survey()
    };
    assert!(reason(&more.bytes()).contains("cut off behind case 4"));
}

#[test]
fn blocks_that_unpack_to_more_than_the_bound_are_refused() {
    let made = Made {
        packing: 2,
        ..survey()
    };
    let mut bytes = made.bytes();
    // The last block: its length unpacked is the last number but one.
    let at = bytes.len() - 8;
    bytes[at..at + 4].copy_from_slice(&i32::MAX.to_le_bytes());
    assert!(matches!(told(&bytes), Err(SourceError::TooLarge { .. })));
    // The first one claims more than it holds, within the bound.
    let mut bytes = made.bytes();
    let at = bytes.len() - 32;
    bytes[at..at + 4].copy_from_slice(&100_000i32.to_le_bytes());
    assert!(reason(&bytes).contains("expected zlib data"));
}

#[test]
fn an_error_says_what_was_expected_where_and_the_way_out() {
    let good = survey().bytes();
    let message = reason(&good[..100]);
    assert!(
        message.contains("byte 100") && message.contains("export it as .csv"),
        "{message}"
    );
    let mut broken = good.clone();
    broken[176] = 77;
    assert!(reason(&broken).contains("expected a record of type 2, 3, 6, 7 or 999 at byte 176"));
    let locked = [&[0x1c, 0, 0, 0, 0, 0, 0, 0][..], b"ENCRYPTEDSAV\x15\0\0"].concat();
    assert!(reason(&locked).contains("password"));
}
