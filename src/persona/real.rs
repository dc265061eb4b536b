//! Real surveys, where `../shared/data` is: the burger one, masculinity, the GSS waves.

use std::collections::BTreeMap;
use std::path::Path;

use super::fixture::{categorical, numeric, table};
use super::*;
use crate::segment::{Settings, choose};
use crate::table::{Attribute, Facet, Role, Table};

fn rows(folder: &str, file: &str) -> Option<Vec<Vec<String>>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("../shared/data").join(folder).join(file);
    if !path.exists() {
        return None;
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_path(path)
        .expect("a readable file");
    let records = reader.records().map(|r| r.expect("a record"));
    Some(
        records
            .map(|r| r.iter().map(str::to_owned).collect())
            .collect(),
    )
}

fn column(rows: &[Vec<String>], name: &str, role: Role, facet: Facet) -> Attribute {
    let place = rows[0].iter().position(|h| h == name).expect("a column");
    let cells: Vec<&str> = rows[1..].iter().map(|r| r[place].as_str()).collect();
    let given = |cell: &&str| !cell.is_empty() && *cell != "No answer" && *cell != "NA";
    let mut levels: Vec<&str> = cells.iter().copied().filter(|c| given(c)).collect();
    levels.sort_unstable();
    levels.dedup();
    let answers: Vec<Option<u32>> = cells
        .iter()
        .map(|c| {
            let level = given(c).then(|| levels.binary_search(c).ok())?;
            level.map(|l| l as u32)
        })
        .collect();
    let mut made = categorical(name, &levels, &answers);
    (made.role, made.facet) = (role, facet);
    made
}

fn number(rows: &[Vec<String>], name: &str, facet: Facet) -> Attribute {
    let place = rows[0].iter().position(|h| h == name).expect("a column");
    let values: Vec<Option<f64>> = rows[1..].iter().map(|r| r[place].parse().ok()).collect();
    let mut made = numeric(name, &values);
    made.facet = facet;
    made
}

fn build(t: &Table, labels: &[u32], groups: usize, language: Language) -> Assembled {
    assemble(&Request {
        table: t,
        labels,
        groups,
        stability: &[],
        adopted: &[],
        members: &BTreeMap::new(),
        names: &NameSource::FirstName,
        language,
        seed: 42,
    })
    .expect("personas")
}

fn forced(count: usize) -> Settings {
    Settings {
        count: Some(count),
        range: (count, count),
        ..Settings::default()
    }
}

/// On scikit-learn's best of 50 starts (inertia 1602.93, sizes 580/324/309/240) no two of the eleven
/// questions can do better than 88.4 %, whatever the classifier, even on the respondents they were
/// chosen on: tried over all 55 pairs, majority of each of the four answer patterns (tasty ×
/// expensive). So two questions are held to 87 %, five to 94 %.
#[test]
fn mcdonalds_four_segments_are_typed_by_two_and_five_golden_questions() {
    let Some(rows) = rows("mcdonalds", "mcdonalds.csv") else {
        println!("no McDonald's data here: nothing tested");
        return;
    };
    let mut t = table(rows.len() - 1);
    for name in &rows[0][..11] {
        t.attributes
            .push(column(&rows, name, Role::Segmentation, Facet::Attitude));
    }
    let facets = [Facet::Behaviour, Facet::Demographic];
    t.attributes
        .push(column(&rows, "VisitFrequency", Role::Descriptor, facets[0]));
    t.attributes
        .push(column(&rows, "Gender", Role::Descriptor, facets[1]));
    t.attributes.push(number(&rows, "Age", facets[1]));
    let found = choose(&t, None, &forced(4)).expect("segments");
    let sizes: Vec<usize> = found.segments.iter().map(|s| s.size).collect();
    let built = build(&t, &found.labels, 4, Language::English);
    let slugs: Vec<String> = built.personas.iter().map(|p| p.slug.clone()).collect();
    let tool = typing_tool(&t, &found.labels, &slugs, None, 42)
        .expect("labels fit")
        .expect("a tool");
    println!("sizes {sizes:?}\n{:#?}", tool.accuracy);
    println!("{}", questionnaire(&tool, &t, &slugs, Language::English));
    println!("{}", built.personas[0].to_yaml().expect("yaml"));
    assert!(tool.accuracy[1].accuracy >= 0.87);
    assert!(tool.accuracy[4].accuracy >= 0.94);
}

#[test]
fn the_masculinity_surveys_shares_are_the_weighted_shares_computed_apart() {
    let Some(rows) = rows("fte-masculinity", "raw-responses.csv") else {
        println!("no masculinity data here: nothing tested");
        return;
    };
    let mut t = table(rows.len() - 1);
    let names: Vec<&String> = rows[0].iter().filter(|h| h.starts_with("q0007_")).collect();
    for name in names {
        t.attributes
            .push(column(&rows, name, Role::Segmentation, Facet::Behaviour));
    }
    for (name, facet) in [
        ("q0001", Facet::Attitude),
        ("q0002", Facet::Attitude),
        ("q0005", Facet::Frustration),
        ("age3", Facet::Demographic),
        ("educ4", Facet::Demographic),
        ("kids", Facet::Environment),
        ("orientation", Facet::Demographic),
        ("q0036", Facet::Channel),
    ] {
        t.attributes
            .push(column(&rows, name, Role::Descriptor, facet));
    }
    let place = rows[0].iter().position(|h| h == "weight").expect("weights");
    let weights: Vec<f64> = rows[1..]
        .iter()
        .map(|r| r[place].parse().expect("a weight"))
        .collect();
    t.weights = Some(weights.clone());
    let found = choose(&t, None, &forced(3)).expect("segments");
    let built = build(&t, &found.labels, 3, Language::English);
    println!("{}", built.personas[0].to_yaml().expect("yaml"));
    assert!((built.crosstab.effective_n - 526.0).abs() < 5.0);
    let total: f64 = weights.iter().sum();
    let mut compared = 0;
    for (group, persona) in built.personas.iter().enumerate() {
        let mine = |row: &usize| built.labels[*row] as usize == group;
        let size: f64 = (0..t.len()).filter(mine).map(|row| weights[row]).sum();
        assert!((persona.share - size / total).abs() < 1e-12);
        for s in persona.statements.iter().filter(|s| s.share.is_some()) {
            let at = rows[0]
                .iter()
                .position(|h| *h == s.attribute)
                .expect("a column");
            let cell = |row: &usize| rows[row + 1][at].as_str();
            let asked = |row: &usize| !["", "NA", "No answer"].contains(&cell(row));
            let base: f64 = (0..t.len())
                .filter(|r| mine(r) && asked(r))
                .map(|r| weights[r])
                .sum();
            let gave: f64 = (0..t.len())
                .filter(|r| mine(r) && Some(cell(r)) == s.level.as_deref())
                .map(|r| weights[r])
                .sum();
            assert!((s.share.expect("a share") - gave / base).abs() < 1e-12);
            compared += 1;
        }
    }
    assert!(compared >= 10, "{compared}");
}

#[test]
fn two_gss_waves_keep_their_personas() {
    let Some(all) = rows("gss-cat", "gss_cat.csv") else {
        println!("no GSS data here: nothing tested");
        return;
    };
    let wave = |year: &str| -> Table {
        let mut rows = vec![all[0].clone()];
        rows.extend(all.iter().filter(|r| r[0] == year).cloned());
        let mut t = table(rows.len() - 1);
        for (name, facet) in [
            ("marital", Facet::Environment),
            ("rincome", Facet::Demographic),
            ("partyid", Facet::Attitude),
            ("relig", Facet::Attitude),
        ] {
            t.attributes
                .push(column(&rows, name, Role::Segmentation, facet));
        }
        t.attributes.push(number(&rows, "age", Facet::Demographic));
        t.attributes
            .push(number(&rows, "tvhours", Facet::Behaviour));
        t
    };
    let (old, new) = (wave("2000"), wave("2002"));
    let found = choose(&old, None, &forced(3)).expect("segments");
    let first = build(&old, &found.labels, 3, Language::English);
    let assigned = found.model.assign(&new).map(|assigned| assigned.0);
    let labels =
        assigned.unwrap_or_else(|_| choose(&new, None, &forced(3)).expect("segments").labels);
    let second = assemble(&Request {
        table: &new,
        labels: &labels,
        groups: 3,
        stability: &[],
        adopted: &first.personas,
        members: &BTreeMap::new(),
        names: &NameSource::FirstName,
        language: Language::English,
        seed: 42,
    })
    .expect("personas");
    let rows = |built: &Assembled| {
        let slugs: Vec<String> = built.personas.iter().map(|p| p.slug.clone()).collect();
        Release::new(&built.crosstab, Audience::Private, SmallestCells::default()).rows(&slugs)
    };
    let (rows_a, rows_b) = (rows(&first), rows(&second));
    let nobody = BTreeMap::new();
    let wave = |built, rows| Wave {
        personas: match built {
            1 => &first.personas,
            _ => &second.personas,
        },
        effective_n: 2800.0,
        members: &nobody,
        rows,
    };
    let found = diff(&wave(1, &rows_a), &wave(2, &rows_b));
    println!("{:#?}\n{:?}", found.refit, second.recognised);
    assert_eq!(found.personas.len(), 3, "{:?}", second.notices);
    assert!(found.personas.iter().all(|p| p.by == SameBy::Slug));
}

/// Not a timed test: it prints what 100,000 respondents cost.
#[test]
fn a_hundred_thousand_respondents_are_described_and_typed() {
    let (t, labels) = fixture::planted(100_000, 5, 30, 0.7, 1);
    let clock = std::time::Instant::now;
    let start = clock();
    let built = build(&t, &labels, 5, Language::French);
    println!("described: {:?}", start.elapsed());
    let slugs: Vec<String> = built.personas.iter().map(|p| p.slug.clone()).collect();
    let start = clock();
    let tool = typing_tool(&t, &labels, &slugs, None, 1).expect("labels fit");
    println!("typed: {:?}", start.elapsed());
    let start = clock();
    let junk = screen(&t);
    println!("screened: {:?}", start.elapsed());
    assert!(tool.is_some() && junk.left_out() == 0);
}
