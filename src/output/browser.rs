//! Documents on paper: an installed browser prints a page to PDF, in a folder of its own that goes
//! with it, without the network, within a time.
//!
//! Chromium stamps a PDF with the clock; the two dates are written over, so that the same page printed
//! by the same browser gives the same bytes.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::file::write_inside;

/// A page that takes longer is given up.
const LONGEST: Duration = Duration::from_secs(120);
/// Names of browsers that print, on the `PATH`.
const NAMES: [&str; 8] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
];
/// Where they stand otherwise.
const PLACES: [&str; 3] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];
/// Where they stand below the program folders of Windows.
const WINDOWS: [&str; 3] = [
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
];

/// The first Chromium, Chrome or Edge found: on the `PATH`, then at the usual places.
pub fn find_browser() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let ending = std::env::consts::EXE_SUFFIX;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let named = NAMES.iter().flat_map(|name| {
        let file = format!("{name}{ending}");
        folders.iter().map(move |folder| folder.join(&file))
    });
    let programs = ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"]
        .into_iter()
        .filter_map(std::env::var_os);
    let usual = programs.flat_map(|folder| {
        let folder = PathBuf::from(folder);
        WINDOWS.map(|place| folder.join(place))
    });
    named
        .chain(PLACES.map(PathBuf::from))
        .chain(usual)
        .find(|file| file.is_file())
}

/// Prints a page, as of a date (`2026-02-01`, which becomes the date of the PDF).
///
/// # Errors
/// The browser cannot be started, prints nothing, or takes longer than two minutes.
pub fn print_page(browser: &Path, html: &str, date: Option<&str>) -> io::Result<Vec<u8>> {
    let place = tempfile::Builder::new()
        .prefix("entourage-print-")
        .tempdir()?;
    let inside = |name: &str| place.path().join(name);
    write_inside(place.path(), "page.html", html.as_bytes(), true).map_err(io::Error::other)?;
    let option = |name: &str, path: PathBuf| {
        let mut option = std::ffi::OsString::from(name);
        option.push(path);
        option
    };
    let mut command = Command::new(browser);
    command
        .args([
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            "--no-default-browser-check",
            "--disable-extensions",
            "--disable-sync",
            "--disable-background-networking",
            "--disable-component-update",
            // Nothing leaves the machine: no name is known, and no proxy answers.
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--proxy-server=127.0.0.1:9",
            "--no-pdf-header-footer",
        ])
        .arg(option("--user-data-dir=", inside("profile")))
        .arg(option("--print-to-pdf=", inside("page.pdf")))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if is_root(place.path()) {
        // Chromium's sandbox refuses root; the page is ours, and loads nothing.
        command.arg("--no-sandbox");
    }
    command.arg(inside("page.html"));
    wait(command.spawn()?)?;
    let pdf = std::fs::read(inside("page.pdf"))?;
    if !pdf.starts_with(b"%PDF-") {
        return Err(io::Error::other("the browser wrote no PDF"));
    }
    Ok(dated(pdf, date))
}

fn wait(mut browser: std::process::Child) -> io::Result<()> {
    let since = Instant::now();
    while browser.try_wait()?.is_none() {
        if since.elapsed() > LONGEST {
            browser.kill()?;
            browser.wait()?;
            return Err(io::Error::new(
                io::ErrorKind::TimedOut,
                "the browser took longer than two minutes",
            ));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}

/// Whether what this process makes belongs to root.
#[cfg(unix)]
fn is_root(own: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(own).is_ok_and(|folder| folder.uid() == 0)
}

#[cfg(not(unix))]
fn is_root(_: &Path) -> bool {
    false
}

/// The same PDF with its own dates written over, digit by digit: no offset in it moves.
fn dated(mut pdf: Vec<u8>, date: Option<&str>) -> Vec<u8> {
    let digits: String = date
        .unwrap_or_default()
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    let day = if digits.len() == 8 {
        digits.as_str()
    } else {
        "20000101"
    };
    let stamp = format!("D:{day}000000+00'00'");
    for key in [&b"/CreationDate ("[..], b"/ModDate ("] {
        let mut from = 0;
        while let Some(at) = memchr::memmem::find(&pdf[from..], key) {
            let start = from + at + key.len();
            let text = &mut pdf[start..];
            let length = memchr::memchr(b')', text).unwrap_or_default();
            let fits = length.min(stamp.len());
            text[..fits].copy_from_slice(&stamp.as_bytes()[..fits]);
            from = start;
        }
    }
    pdf
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_in_a_pdf_becomes_the_date_of_the_run_and_nothing_moves() {
        let pdf = b"%PDF-1.4 /CreationDate (D:20261121232408+01'00')\n/ModDate (D:20261121232409+01'00')>>".to_vec();
        let length = pdf.len();
        let dated = dated(pdf, Some("2026-02-01"));
        assert_eq!(dated.len(), length);
        assert_eq!(
            String::from_utf8_lossy(&dated),
            "%PDF-1.4 /CreationDate (D:20260201000000+00'00')\n/ModDate (D:20260201000000+00'00')>>"
        );
    }

    #[test]
    fn a_browser_that_prints_nothing_is_an_error_not_a_document() {
        let nothing = if cfg!(windows) {
            "where.exe"
        } else {
            "/bin/true"
        };
        assert!(print_page(Path::new(nothing), "<p>", None).is_err());
        assert!(print_page(Path::new("no/such/browser"), "<p>", None).is_err());
    }
}
