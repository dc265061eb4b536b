//! `GraphML` of igraph, networkx, Cytoscape, yEd, `NodeXL` (formats.md 6.3): data of edges may say kind,
//! time, weight; data of nodes a label.

use std::collections::HashMap;

use super::super::Source;
use super::Sink;
use super::graph::{Attributes, Edge, Elements, Graph};

#[derive(Default)]
pub(super) struct GraphMl {
    graph: Graph,
    /// Names of keys by id.
    keys: HashMap<String, String>,
    undirected: bool,
    node: Option<(String, String)>,
    edge: Option<Edge>,
    /// Key of the data being read, and its text.
    data: Option<(String, String)>,
}

impl Elements for GraphMl {
    fn source(&self) -> Source {
        Source::Graphml
    }

    fn open(&mut self, name: &str, attributes: &Attributes, _: &mut Sink) {
        match name {
            "graph" => self.undirected = attributes.get("edgedefault") == "undirected",
            "key" => {
                self.keys
                    .insert(attributes.get("id"), attributes.get("attr.name"));
            }
            "node" => self.node = Some((attributes.get("id"), String::new())),
            "edge" => {
                let directed = attributes.get("directed");
                self.edge = Some(Edge {
                    source: attributes.get("source"),
                    target: attributes.get("target"),
                    both_ways: directed == "false" || (directed.is_empty() && self.undirected),
                    ..Edge::default()
                });
            }
            "data" => self.data = Some((attributes.get("key"), String::new())),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((_, data)) = &mut self.data {
            data.push_str(text);
        }
    }

    fn close(&mut self, name: &str, sink: &mut Sink) {
        match name {
            "data" => {
                let Some((key, value)) = self.data.take() else {
                    return;
                };
                let title = self.keys.get(&key).map_or(key.as_str(), String::as_str);
                if let Some(edge) = &mut self.edge {
                    edge.set(title, value.trim().to_owned());
                } else if let Some((_, label)) = &mut self.node
                    && matches!(title.to_lowercase().as_str(), "label" | "name")
                {
                    value.trim().clone_into(label);
                }
            }
            "node" => {
                if let Some((id, label)) = self.node.take() {
                    self.graph.node(id, label);
                }
            }
            "edge" => {
                if let Some(edge) = self.edge.take() {
                    self.graph.edge(&edge, sink);
                }
            }
            _ => {}
        }
    }
}
