//! A small survey with three planted groups, for commands that look at a finished run.

use crate::command::{Seen, entourage};

/// The project of the survey.
pub const PROJECT: &str = "title: Enquête\nlanguage: en\naudience:\n  file: audience.csv\n  id: id\n  attributes:\n    \
     buys: { kind: categorical, role: outcome }\nsegments: { range: [2, 5] }\n";

const HEADER: &str = "id,shop,price,place,advice,news,taste,late,buys\n";

/// A number below `most`, the same for the same two numbers (Knuth's multiplicative hash).
fn draw(row: usize, question: usize, most: usize) -> usize {
    let mixed = (row * 31 + question * 7 + 1).wrapping_mul(2_654_435_761) >> 7;
    mixed % most
}

/// Answers of respondents; `sizes` are those of the three groups.
pub fn survey(sizes: [usize; 3]) -> String {
    let levels = [
        ["online", "market", "corner"],
        ["never", "sometimes", "always"],
        ["home", "work", "street"],
        ["friends", "sellers", "nobody"],
        ["letter", "screen", "poster"],
        ["bitter", "sweet", "sour"],
        ["angry", "patient", "absent"],
    ];
    let mut text = HEADER.to_owned();
    let groups = (0..3).flat_map(|group| std::iter::repeat_n(group, sizes[group]));
    for (row, group) in groups.enumerate() {
        let answer = |(question, levels): (usize, &[&str; 3])| {
            let own = draw(row, question, 10) < 9;
            levels[if own {
                group
            } else {
                draw(row, question + 50, 3)
            }]
            .to_owned()
        };
        let answers: Vec<String> = levels.iter().enumerate().map(answer).collect();
        let buys = if (group == 0) == (draw(row, 99, 10) < 8) {
            "yes"
        } else {
            "no"
        };
        text.push_str(&format!("r{row:04},{},{buys}\n", answers.join(",")));
    }
    text
}

/// A finished run of the survey.
pub fn built(sizes: [usize; 3], project: &str) -> Seen {
    entourage("build")
        .with("entourage.yaml", project)
        .with("audience.csv", survey(sizes))
        .out()
        .succeeds()
}
