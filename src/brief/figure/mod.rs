//! Figures: where each mark stands, what the figure says in words, and its table. The drawing itself
//! is in the templates.

mod axis;
mod groups;
mod map;
mod network;
mod profiles;
mod rank;
mod reach;
mod rhythm;
mod stress;

use super::catalogue::Catalogue;
use super::data::Data;
use super::view::card::Card;
use minijinja::Value;
use serde::Serialize;

/// A figure before it is drawn.
#[derive(Debug, Clone)]
pub struct Figure {
    /// File stem, anchor, and name of its template.
    pub name: &'static str,
    /// Title.
    pub title: String,
    /// What it shows, in words: the description of the drawing, and its caption.
    pub insight: String,
    /// How to read it, and what it is not.
    pub note: String,
    /// Width of the drawing.
    pub width: f64,
    /// Height of the drawing.
    pub height: f64,
    /// Marks, for the template.
    pub marks: Value,
    /// The same numbers as a table.
    pub table: Table,
}

/// The table beside a figure: the first cell of a row is its heading.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Table {
    /// Headings of the columns.
    pub head: Vec<String>,
    /// Rows.
    pub rows: Vec<Vec<String>>,
    /// Rows left out of the page.
    pub left_out: usize,
}

/// Everything the data allow to draw, in the order of the brief.
pub fn figures(data: &Data, words: &Catalogue, cards: &[Card]) -> Vec<Figure> {
    [
        groups::figure(data, words),
        profiles::figure(data, words, cards),
        map::figure(data, words, cards),
        network::figure(data, words),
        rank::figure(data, words),
        stress::figure(data, words),
        reach::figure(data, words),
        rhythm::figure(data, words),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// About how wide a text is, in the unit of its font size. Wide scripts count double.
fn text_width(text: &str, size: f64) -> f64 {
    text.chars()
        .map(|c| if (c as u32) >= 0x1100 { 1.0 } else { 0.6 })
        .sum::<f64>()
        * size
}

/// The text, cut so that it fits a width.
fn fitted(text: &str, size: f64, width: f64) -> String {
    let text = super::escape::clean(text);
    if text_width(&text, size) <= width {
        return text;
    }
    let mut out = String::new();
    for c in text.chars() {
        out.push(c);
        if text_width(&out, size) + size > width {
            break;
        }
    }
    format!("{}…", out.trim_end())
}

/// A path through points.
fn path(points: &[(f64, f64)]) -> String {
    points
        .iter()
        .enumerate()
        .map(|(i, &(x, y))| {
            let command = if i == 0 { 'M' } else { 'L' };
            format!(
                "{command}{} {}",
                super::environment::coordinate(x),
                super::environment::coordinate(y)
            )
        })
        .collect::<Vec<_>>()
        .join(" ")
}
