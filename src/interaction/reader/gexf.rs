//! GEXF 1.2 and 1.3 (formats.md 6.2): an edge is a tie; its attributes may say kind, time, weight.

use std::collections::HashMap;

use super::super::Source;
use super::Sink;
use super::graph::{Attributes, Edge, Elements, Graph};

#[derive(Default)]
pub(super) struct Gexf {
    graph: Graph,
    /// Titles of the edges' attributes by id.
    titles: HashMap<String, String>,
    of_edges: bool,
    undirected: bool,
    edge: Option<Edge>,
}

impl Elements for Gexf {
    fn source(&self) -> Source {
        Source::Gexf
    }

    fn open(&mut self, name: &str, attributes: &Attributes, _: &mut Sink) {
        match name {
            "graph" => self.undirected = attributes.get("defaultedgetype") == "undirected",
            "attributes" => self.of_edges = attributes.get("class") == "edge",
            "attribute" if self.of_edges => {
                self.titles
                    .insert(attributes.get("id"), attributes.get("title"));
            }
            "node" => self
                .graph
                .node(attributes.get("id"), attributes.get("label")),
            "edge" => {
                let direction = attributes.get("type");
                let mut edge = Edge {
                    source: attributes.get("source"),
                    target: attributes.get("target"),
                    both_ways: matches!(direction.as_str(), "undirected" | "mutual")
                        || (direction.is_empty() && self.undirected),
                    weight: attributes.get("weight"),
                    time: [attributes.get("timestamp"), attributes.get("start")]
                        .into_iter()
                        .find(|time| !time.is_empty())
                        .unwrap_or_default(),
                    ..Edge::default()
                };
                for title in ["kind", "label"] {
                    let value = attributes.get(title);
                    if !value.is_empty() {
                        edge.set(title, value);
                    }
                }
                self.edge = Some(edge);
            }
            "attvalue" => {
                if let (Some(edge), Some(title)) =
                    (&mut self.edge, self.titles.get(&attributes.get("for")))
                {
                    edge.set(title, attributes.get("value"));
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, _: &str) {}

    fn close(&mut self, name: &str, sink: &mut Sink) {
        if name == "edge"
            && let Some(edge) = self.edge.take()
        {
            self.graph.edge(&edge, sink);
        }
    }
}
