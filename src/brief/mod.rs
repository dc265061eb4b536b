//! **brief**: the documents: templates, catalogues, figures, and the places people stand in the
//! drawn network.
//!
//! [`render`] takes [`data::Data`] and gives texts by file name; it reads and writes nothing. Users'
//! own templates take the place of the built-in ones file by file ([`Templates::with`]).
//!
//! # What a template gets
//!
//! * `data`: the tree of [`data::Data`], stable, the same as `brief.json` in OUT;
//! * `lang`, `show` (`people`, `outreach`, `evidence`), `page` (look: colours, logo, style, script);
//! * `cards`, `runner_up`, `director`, `people`: the same facts sorted, cut and worded;
//! * `figures`: by name, each with `svg`, `title`, `insight`, `note`, `table`.
//!
//! Filters: `percent(digits)`, `change`, `points`, `decimal(digits)`, `amount`, `integer`, `p_value`, `duration`,
//! `date`, `moment`, `period`, `list_of`, `short(n)`, `yaml`, `px`. Functions: `t(key, holes…)` for
//! a sentence of the catalogues, `word(prefix, key)` for a word that may not be there. Test:
//! `weblink`. Undefined names are errors; text is escaped by the format the template's name ends
//! in, everything unknown as HTML.
//!
//! Floor 5.

mod catalogue;
mod colour;
pub mod data;
mod environment;
mod error;
mod escape;
mod figure;
pub mod layout;
pub mod number;
mod pages;
mod reason;
mod render;
mod scale;
mod templates;
mod view;

pub use catalogue::{Catalogue, Fill, Lang};
pub use data::Data;
pub use error::BriefError;
pub(crate) use escape::markup;
pub use pages::{Drawn, Pages};
pub use reason::{opening, reasons};
pub use render::{Documents, note_text, render};
pub use templates::Templates;
pub use view::card::{Card, FACETS, FacetView};
pub use view::people::Row;
pub use view::statement::{Line, facet_key};

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod looks;
