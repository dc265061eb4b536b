//! The documents in a real browser: Chromium, worked through its driver (WebDriver).
//!
//! `cargo test --features browser-tests --test browser`; Debian's `chromium` and `chromium-driver`
//! are all it needs. Other places: `CHROMEDRIVER` and `ENTOURAGE_BROWSER` name the programs.

mod accessibility;
mod cafe;
#[path = "../entourage/command.rs"]
#[allow(dead_code, reason = "the tests of the command use the rest of it")]
mod command;
mod driver;
mod network;
mod print;
mod screen;
#[cfg(feature = "workshop")]
mod workshop;
#[cfg(feature = "workshop")]
#[path = "../entourage/workshop/page.rs"]
#[allow(dead_code, reason = "the tests over sockets use the rest of it")]
mod workshop_page;
