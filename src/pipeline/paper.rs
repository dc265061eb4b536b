//! The documents on paper, through a browser that is installed.

use std::path::Path;

use super::Warning;
use super::options::{BuildOptions, Printer};
use super::stage::Stage;
use crate::brief::Documents;
use crate::brief::data::Data;
use crate::error::Error;
use crate::output;

/// What is printed.
const PAGES: [(&str, &str); 2] = [("brief.html", "brief.pdf"), ("cards.html", "cards.pdf")];

/// Whether the browser asked for is one: before the work, not after it.
pub(super) fn check(options: &BuildOptions) -> Result<(), Error> {
    match &options.pdf {
        Some(Printer::Named(file)) if !file.is_file() => Err(Error::usage(format!(
            "--browser or ENTOURAGE_BROWSER: {} is not a file; name the program itself, or leave it out to \
             take the first Chromium, Chrome or Edge found",
            file.display()
        ))),
        _ => Ok(()),
    }
}

/// Brief and cards as PDF by name, where that was asked for. That nothing can print them is told with the
/// way to print by hand: it is no reason to lose a run.
pub(super) fn print(
    stage: &mut Stage<'_>,
    data: &Data,
    documents: &Documents,
) -> Vec<(String, Vec<u8>)> {
    let browser = match &stage.options.pdf {
        None => return Vec::new(),
        Some(Printer::Named(file)) => Some(file.clone()),
        Some(Printer::FirstFound) => output::find_browser(),
    };
    (stage.progress)("pdf", 0.0);
    let Some(browser) = browser else {
        stage.warn(Warning::new("no_browser"));
        return Vec::new();
    };
    let mut printed = Vec::new();
    for (page, name) in PAGES {
        let Some(html) = documents.files.get(page) else {
            continue;
        };
        match one(&browser, html, data) {
            Ok(pdf) => printed.push((name.to_owned(), pdf)),
            Err(why) => stage.warn(
                Warning::new("not_printed")
                    .with("file", page)
                    .with("why", why),
            ),
        }
    }
    printed
}

fn one(browser: &Path, html: &str, data: &Data) -> std::io::Result<Vec<u8>> {
    output::print_page(browser, html, data.project.as_of.as_deref())
}
