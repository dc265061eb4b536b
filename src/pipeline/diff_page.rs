//! The difference of two runs as text, as data and as a page of its own.

use crate::brief::{Catalogue, markup};
use crate::error::Error;

use super::diff::RunDiff;
use super::diff_chapters::{Chapter, chapters};

const STYLE: &str = "body{font:1rem/1.6 \"Segoe UI\",system-ui,-apple-system,\"Noto Sans\",sans-serif;\
    max-width:60rem;margin:2rem auto;padding:0 1.5rem 3rem;color:#1d2430;background:#fff;overflow-wrap:anywhere}\n\
    h1,h2{font-family:Palatino,\"Palatino Linotype\",Georgia,\"Noto Serif\",serif;line-height:1.2}\n\
    h2{margin:2.5rem 0 .6rem;padding-top:.6rem;border-top:1px solid #d5d9e0}\n\
    p{margin:0 0 .5rem}.scroll{overflow-x:auto}.scroll:focus-visible{outline:3px solid #1f4e79}\n\
    table{border-collapse:collapse;width:100%;font-size:.9375rem;overflow-wrap:normal;margin-top:.8rem}\n\
    th,td{text-align:left;vertical-align:top;padding:.4rem .9rem .4rem 0;border-bottom:1px solid #e2e5ea;\
    font-variant-numeric:tabular-nums}thead th{font-size:.8125rem;color:#4c5563}tbody th{font-weight:600}\n\
    @media(prefers-color-scheme:dark){body{color:#e8ebf0;background:#181a1e}h2{border-color:#3d444e}\
    th,td{border-color:#333942}thead th{color:#b3bbc7}.scroll:focus-visible{outline-color:#9fcdf0}}\n\
    @media print{body{font-size:9.5pt;margin:0;padding:0;color:#1d2430;background:#fff}.scroll{overflow:visible}\
    tr{break-inside:avoid}thead{display:table-header-group}h2{break-after:avoid}}\n";

/// The difference as JSON.
///
/// # Errors
/// None in practice: all numbers in it are finite.
pub fn diff_json(diff: &RunDiff) -> Result<Vec<u8>, Error> {
    let mut bytes = serde_json::to_vec_pretty(diff)
        .map_err(|error| Error::usage(format!("the difference cannot be written: {error}")))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The difference as text for a terminal; control characters of names are left out.
pub fn diff_text(diff: &RunDiff, words: &Catalogue) -> String {
    let mut text = String::new();
    for chapter in chapters(diff, words) {
        text.push_str(&format!("{}\n", chapter.title));
        for line in &chapter.lines {
            text.push_str(&format!("  {line}\n"));
        }
        let width = |column: usize| {
            let cells = chapter.table.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        for row in &chapter.table {
            let cells = row.iter().enumerate().map(|(column, cell)| {
                format!("{cell}{}", " ".repeat(width(column) - cell.chars().count()))
            });
            let line = cells.collect::<Vec<_>>().join("  ");
            text.push_str(format!("  {line}").trim_end());
            text.push('\n');
        }
        text.push('\n');
    }
    text.retain(|c| c == '\n' || !c.is_control());
    text
}

/// The difference as one self-contained page; everything that comes from data is escaped.
pub fn diff_page(diff: &RunDiff, words: &Catalogue) -> String {
    let (code, title) = (words.lang().code(), escape(&words.word("diff.title")));
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n",
    );
    for chapter in chapters(diff, words) {
        page.push_str(&format!("<h2>{}</h2>\n", escape(&chapter.title)));
        for line in &chapter.lines {
            page.push_str(&format!("<p dir=\"auto\">{}</p>\n", escape(line)));
        }
        page.push_str(&table(&chapter));
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn table(chapter: &Chapter) -> String {
    let Some((header, rows)) = chapter.table.split_first() else {
        return String::new();
    };
    let mut table = format!(
        "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{}\">\n<table>\n<thead><tr>",
        escape(&chapter.title)
    );
    for cell in header {
        table.push_str(&format!("<th scope=\"col\">{}</th>", escape(cell)));
    }
    table.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        table.push_str("<tr>");
        for (place, cell) in row.iter().enumerate() {
            let cell = escape(cell);
            table.push_str(&match place {
                0 => format!("<th scope=\"row\" dir=\"auto\">{cell}</th>"),
                _ => format!("<td dir=\"auto\">{cell}</td>"),
            });
        }
        table.push_str("</tr>\n");
    }
    table.push_str("</tbody>\n</table>\n</div>\n");
    table
}

fn escape(text: &str) -> String {
    markup(&text.replace(char::is_control, " "))
}
