//! **export**: the tables and graph files of a run, one exporter a file.
//!
//! Floor 5: plain structs in, bytes out; writes nothing.
mod graph_file;
mod network;
mod people;
mod profiles;
mod sheet;

pub use graph_file::{gexf, graphml};
pub use network::{Edge, Node, edges_csv, nodes_csv};
pub use people::{PersonRow, people_csv};
pub use profiles::{profiles_csv, profiles_xlsx};
pub use sheet::{Locale, Sheet, plain_cell, safe_cell};
