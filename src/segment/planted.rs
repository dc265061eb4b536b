//! Audiences with a known truth, for the tests of this room.

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::RngCore;

use crate::statistic::stream;
use crate::table::{Answer, Attribute, Facet, Kind, Role, Table, Values};

pub struct Random(Xoshiro256PlusPlus);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(stream(&[seed, 0x7e57]))
    }

    pub fn unit(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1u64 << 53) as f64
    }

    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.unit()).cos()
    }
}

pub fn attribute(name: &str, kind: Kind, levels: usize, values: Values) -> Attribute {
    let rows = match &values {
        Values::Number(v) => v.len(),
        Values::Level(v) => v.len(),
        Values::Flags(v) => v.len() / levels.max(1),
        Values::Text(v) => v.len(),
    };
    Attribute {
        name: name.into(),
        label: name.into(),
        question: String::new(),
        phrase: String::new(),
        kind,
        role: Role::Segmentation,
        facet: Facet::Attitude,
        levels: (0..levels).map(|l| format!("l{l}")).collect(),
        level_labels: Vec::new(),
        answers: vec![Answer::Given; rows],
        values,
    }
}

pub fn numeric(name: &str, values: Vec<f64>) -> Attribute {
    attribute(name, Kind::Numeric, 0, Values::Number(values))
}

pub fn table(attributes: Vec<Attribute>) -> Table {
    let rows = attributes[0].answers.len();
    Table {
        ids: (0..rows).map(|row| format!("r{row}")).collect(),
        attributes,
        ..Table::default()
    }
}

/// Takes away a share of the answers.
pub fn lose(table: &mut Table, share: f64, random: &mut Random) {
    for answer in table.attributes.iter_mut().flat_map(|a| &mut a.answers) {
        if random.unit() < share {
            *answer = Answer::Missing;
        }
    }
}

/// One continuous factor behind `items` numeric questions, or Likert ones of five levels.
pub fn one_factor(rows: usize, items: usize, likert: bool, seed: u64) -> Table {
    let mut random = Random::new(seed);
    let factor: Vec<f64> = (0..rows).map(|_| random.normal()).collect();
    let item = |i: usize| {
        let shift = (i % 5) as f64 * 0.3 - 0.6;
        let answers: Vec<f64> = factor
            .iter()
            .map(|f| f + 0.8 * random.normal() + shift)
            .collect();
        if !likert {
            return numeric(&format!("q{i}"), answers);
        }
        let level = |a: &f64| ((a / 0.9 + 2.5).floor().clamp(0.0, 4.0)) as u32;
        let levels = answers.iter().map(level).collect();
        attribute(&format!("q{i}"), Kind::Ordinal, 5, Values::Level(levels))
    };
    table((0..items).map(item).collect())
}

/// Answers that have nothing to do with each other, of every kind.
pub fn independent(rows: usize, seed: u64) -> Table {
    let mut random = Random::new(seed);
    let mut attributes = Vec::new();
    for i in 0..4 {
        let values = (0..rows).map(|_| random.normal()).collect();
        attributes.push(numeric(&format!("n{i}"), values));
    }
    for i in 0..8 {
        let levels = 2 + i % 4;
        let skew = 1.0 + (i % 3) as f64;
        let draw = |_| (random.unit().powf(skew) * levels as f64) as u32;
        let values = Values::Level((0..rows).map(draw).collect());
        attributes.push(attribute(
            &format!("c{i}"),
            Kind::Categorical,
            levels,
            values,
        ));
    }
    let flags = (0..rows * 5).map(|_| random.unit() < 0.3).collect();
    attributes.push(attribute("m", Kind::Multi, 5, Values::Flags(flags)));
    table(attributes)
}

/// Five segments of unequal size in mixed data, 8 % of the answers lost; with the truth.
pub fn five(rows: usize, seed: u64) -> (Table, Vec<u32>) {
    let mut random = Random::new(seed);
    let bounds = [0.32, 0.58, 0.78, 0.90, 1.0];
    let truth: Vec<u32> = (0..rows)
        .map(|_| {
            let unit = random.unit();
            bounds.iter().position(|b| unit < *b).unwrap_or(4) as u32
        })
        .collect();
    // Each segment's profile is drawn: no two are alike by construction of the numbers.
    let mut profile = |choices: usize| -> Vec<usize> {
        (0..5)
            .map(|_| (random.unit() * choices as f64) as usize)
            .collect()
    };
    let means: Vec<Vec<usize>> = (0..6).map(|_| profile(3)).collect();
    let modes: Vec<Vec<usize>> = (0..8).map(|i| profile(3 + i % 3)).collect();
    let likes: Vec<Vec<usize>> = (0..6).map(|_| profile(2)).collect();
    let mut attributes = Vec::new();
    for (i, means) in means.iter().enumerate() {
        let value = |&g: &u32| 1.5 * means[g as usize] as f64 + random.normal();
        attributes.push(numeric(&format!("n{i}"), truth.iter().map(value).collect()));
    }
    for (i, modes) in modes.iter().enumerate() {
        let levels = 3 + i % 3;
        let level = |&g: &u32| {
            let other = (random.unit() * levels as f64) as usize;
            (if random.unit() < 0.75 {
                modes[g as usize]
            } else {
                other
            }) as u32
        };
        let values = Values::Level(truth.iter().map(level).collect());
        attributes.push(attribute(
            &format!("c{i}"),
            Kind::Categorical,
            levels,
            values,
        ));
    }
    let mut flags = Vec::with_capacity(rows * likes.len());
    for &g in &truth {
        for option in &likes {
            flags.push(random.unit() < if option[g as usize] == 1 { 0.8 } else { 0.15 });
        }
    }
    attributes.push(attribute("m", Kind::Multi, 6, Values::Flags(flags)));
    let mut table = table(attributes);
    lose(&mut table, 0.08, &mut random);
    (table, truth)
}
