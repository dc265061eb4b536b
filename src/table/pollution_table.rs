//! The clean table that `pollution_tests.rs` damages, and how it is written.

/// A table of texts, numbers, dates, blanks, commas, quotes, accents and line breaks.
pub(super) fn clean_table(seed: u64, rows: usize) -> Vec<Vec<String>> {
    let towns = [
        "Lille",
        "Saint-Étienne",
        "Paris",
        "Le Havre, Normandie",
        "Nîmes",
        "Aix",
    ];
    let says = [
        "Très bien",
        "Pas mal, merci",
        "He said \"hello\"",
        "",
        "Bof; à revoir",
        "Oui, et vous ?",
    ];
    let mut table = vec![vec![
        "id".to_owned(),
        "date".to_owned(),
        "town".to_owned(),
        "age".to_owned(),
        "spent".to_owned(),
        "comment".to_owned(),
        "ok".to_owned(),
    ]];
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut draw = |n: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % n as u64) as usize
    };
    for row in 0..rows {
        let mut comment = says[draw(says.len())].to_owned();
        if draw(10) == 0 {
            comment.push_str("\nseconde ligne");
        }
        table.push(vec![
            format!("{}", 1000 + row),
            format!("2026-{:02}-{:02}", 1 + draw(12), 1 + draw(28)),
            towns[draw(towns.len())].to_owned(),
            if draw(12) == 0 {
                String::new()
            } else {
                format!("{}", 18 + draw(60))
            },
            format!("{}.{:02}", draw(900), draw(100)),
            comment,
            ["yes", "no"][draw(2)].to_owned(),
        ]);
    }
    table
}

#[derive(Clone, Copy)]
pub(super) struct Style {
    pub(super) delimiter: char,
    pub(super) quote: char,
    pub(super) escape: Option<char>,
    pub(super) end: &'static str,
    pub(super) always: bool,
    pub(super) decimal_comma: bool,
    pub(super) blank_after: bool,
}

pub(super) const PLAIN: Style = Style {
    delimiter: ',',
    quote: '"',
    escape: None,
    end: "\n",
    always: false,
    decimal_comma: false,
    blank_after: false,
};

pub(super) fn line(cells: &[String], style: Style) -> String {
    let written: Vec<String> = cells
        .iter()
        .map(|cell| {
            let special = cell.contains([style.delimiter, style.quote, '\n', '\r']);
            if !special && !style.always {
                return cell.clone();
            }
            let doubled = style.escape.unwrap_or(style.quote);
            let inner = match style.escape {
                Some(escape) => cell.replace(escape, &format!("{escape}{escape}")),
                None => cell.clone(),
            };
            format!(
                "{q}{}{q}",
                inner.replace(style.quote, &format!("{doubled}{}", style.quote)),
                q = style.quote
            )
        })
        .collect();
    let between = if style.blank_after {
        format!("{} ", style.delimiter)
    } else {
        style.delimiter.to_string()
    };
    written.join(&between)
}

pub(super) fn file(table: &[Vec<String>], style: Style) -> String {
    table
        .iter()
        .map(|row| line(row, style) + style.end)
        .collect()
}
