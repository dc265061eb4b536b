//! `network.gexf` and `network.graphml`: the network laid out, coloured and weighted, for Gephi,
//! igraph, Cytoscape.
//!
//! GEXF 1.3 (gexf.net); GraphML (graphml.graphdrawing.org). Control characters that XML 1.0
//! forbids are left out; the relation kind is an attribute, never the edge type.

use std::io::Write;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::{Edge, Node};

/// Twelve hues that stay apart for colour-blind readers too (Paul Tol's muted scheme and kin).
const COLOURS: [(u8, u8, u8); 12] = [
    (51, 34, 136),
    (136, 204, 238),
    (68, 170, 153),
    (17, 119, 51),
    (153, 153, 51),
    (221, 204, 119),
    (204, 102, 119),
    (136, 34, 85),
    (170, 68, 153),
    (102, 153, 204),
    (170, 119, 68),
    (119, 119, 119),
];

struct Xml(Writer<Vec<u8>>);

impl Xml {
    fn new() -> Self {
        let mut xml = Self(Writer::new_with_indent(Vec::new(), b' ', 1));
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml
    }

    /// Writing into memory does not fail.
    fn event(&mut self, event: Event<'_>) {
        let written = self.0.write_event(event);
        debug_assert!(written.is_ok());
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Start(element(name, attributes)));
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Empty(element(name, attributes)));
    }

    fn end(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    fn data(&mut self, key: &str, value: &str) {
        if !value.is_empty() {
            self.start("data", &[("key", key)]);
            self.event(Event::Text(BytesText::new(&clean(value))));
            self.end("data");
        }
    }

    fn into_bytes(self) -> Vec<u8> {
        let mut bytes = self.0.into_inner();
        let _ = bytes.write_all(b"\n");
        bytes
    }
}

fn element<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut element = BytesStart::new(name);
    for (key, value) in attributes {
        element.push_attribute((*key, clean(value).as_str()));
    }
    element
}

/// The characters that XML 1.0 allows.
fn clean(text: &str) -> String {
    let allowed = |c: &char| {
        matches!(c, '\t' | '\n' | '\r')
            || *c >= ' ' && !matches!(c, '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}')
    };
    text.chars().filter(allowed).collect()
}

fn number(value: Option<f64>) -> String {
    value
        .filter(|v| v.is_finite())
        .map_or(String::new(), |v| v.to_string())
}

fn whole(value: Option<u32>) -> String {
    value.map_or(String::new(), |v| v.to_string())
}

const NODE_ATTRIBUTES: [(&str, &str); 6] = [
    ("community", "integer"),
    ("persona", "string"),
    ("roles", "string"),
    ("reach", "double"),
    ("credible_reach", "double"),
    ("pagerank", "double"),
];

fn node_values(node: &Node) -> [String; 6] {
    [
        whole(node.community),
        node.persona.clone(),
        node.roles.clone(),
        number(node.reach),
        number(node.credible_reach),
        number(node.pagerank),
    ]
}

const EDGE_ATTRIBUTES: [(&str, &str); 4] = [
    ("kind", "string"),
    ("count", "integer"),
    ("first", "string"),
    ("last", "string"),
];

fn edge_values(edge: &Edge) -> [String; 4] {
    [
        edge.kind.clone(),
        edge.count.to_string(),
        edge.first.clone(),
        edge.last.clone(),
    ]
}

/// `network.gexf`: opens in Gephi laid out, coloured by community, sized by credible reach.
pub fn gexf(nodes: &[Node], edges: &[Edge]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.start(
        "gexf",
        &[
            ("xmlns", "http://gexf.net/1.3"),
            ("xmlns:viz", "http://gexf.net/1.3/viz"),
            ("version", "1.3"),
        ],
    );
    xml.start(
        "graph",
        &[("mode", "static"), ("defaultedgetype", "directed")],
    );
    for (class, attributes) in [
        ("node", &NODE_ATTRIBUTES[..]),
        ("edge", &EDGE_ATTRIBUTES[..]),
    ] {
        xml.start("attributes", &[("class", class)]);
        for (name, kind) in attributes {
            xml.empty(
                "attribute",
                &[("id", name), ("title", name), ("type", kind)],
            );
        }
        xml.end("attributes");
    }
    let largest = largest_reach(nodes);
    xml.start("nodes", &[]);
    for node in nodes {
        gexf_node(&mut xml, node, largest);
    }
    xml.end("nodes");
    xml.start("edges", &[]);
    for (place, edge) in edges.iter().enumerate() {
        gexf_edge(&mut xml, place, nodes, edge);
    }
    xml.end("edges");
    xml.end("graph");
    xml.end("gexf");
    xml.into_bytes()
}

fn largest_reach(nodes: &[Node]) -> f64 {
    nodes.iter().filter_map(size_of).fold(0.0, f64::max)
}

fn size_of(node: &Node) -> Option<f64> {
    node.credible_reach.or(node.reach).filter(|v| v.is_finite())
}

fn gexf_node(xml: &mut Xml, node: &Node, largest: f64) {
    xml.start("node", &[("id", &node.id), ("label", &node.label)]);
    xml.start("attvalues", &[]);
    for ((name, _), value) in NODE_ATTRIBUTES.iter().zip(node_values(node)) {
        if !value.is_empty() {
            xml.empty("attvalue", &[("for", name), ("value", &value)]);
        }
    }
    xml.end("attvalues");
    let (r, g, b) = node
        .community
        .map_or((153, 153, 153), |c| COLOURS[c as usize % COLOURS.len()]);
    let (r, g, b) = (r.to_string(), g.to_string(), b.to_string());
    xml.empty("viz:color", &[("r", &r), ("g", &g), ("b", &b)]);
    if let Some((x, y)) = node.position {
        let (x, y) = (x.to_string(), y.to_string());
        xml.empty("viz:position", &[("x", &x), ("y", &y), ("z", "0")]);
    }
    // Area, not width, shows the number.
    let share = if largest > 0.0 {
        size_of(node).unwrap_or(0.0) / largest
    } else {
        0.0
    };
    let size = (4.0 + 36.0 * share.max(0.0).sqrt()).to_string();
    xml.empty("viz:size", &[("value", &size)]);
    xml.end("node");
}

fn gexf_edge(xml: &mut Xml, place: usize, nodes: &[Node], edge: &Edge) {
    let id = place.to_string();
    let weight = edge.weight.to_string();
    xml.start(
        "edge",
        &[
            ("id", &id),
            ("source", &nodes[edge.source as usize].id),
            ("target", &nodes[edge.target as usize].id),
            ("weight", &weight),
        ],
    );
    xml.start("attvalues", &[]);
    for ((name, _), value) in EDGE_ATTRIBUTES.iter().zip(edge_values(edge)) {
        if !value.is_empty() {
            xml.empty("attvalue", &[("for", name), ("value", &value)]);
        }
    }
    xml.end("attvalues");
    xml.end("edge");
}

/// `network.graphml`: for igraph, Cytoscape, yEd, NodeXL.
pub fn graphml(nodes: &[Node], edges: &[Edge]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.start(
        "graphml",
        &[("xmlns", "http://graphml.graphdrawing.org/xmlns")],
    );
    let key = |xml: &mut Xml, class: &str, name: &str, kind: &str| {
        let kind = if kind == "integer" { "int" } else { kind };
        xml.empty(
            "key",
            &[
                ("id", name),
                ("for", class),
                ("attr.name", name),
                ("attr.type", kind),
            ],
        );
    };
    key(&mut xml, "node", "label", "string");
    key(&mut xml, "node", "x", "double");
    key(&mut xml, "node", "y", "double");
    for (name, kind) in NODE_ATTRIBUTES {
        key(&mut xml, "node", name, kind);
    }
    key(&mut xml, "edge", "weight", "double");
    for (name, kind) in EDGE_ATTRIBUTES {
        key(&mut xml, "edge", name, kind);
    }
    xml.start("graph", &[("edgedefault", "directed")]);
    for node in nodes {
        xml.start("node", &[("id", &node.id)]);
        xml.data("label", &node.label);
        if let Some((x, y)) = node.position {
            xml.data("x", &x.to_string());
            xml.data("y", &y.to_string());
        }
        for ((name, _), value) in NODE_ATTRIBUTES.iter().zip(node_values(node)) {
            xml.data(name, &value);
        }
        xml.end("node");
    }
    for edge in edges {
        let (source, target) = (
            &nodes[edge.source as usize].id,
            &nodes[edge.target as usize].id,
        );
        xml.start("edge", &[("source", source), ("target", target)]);
        xml.data("weight", &edge.weight.to_string());
        for ((name, _), value) in EDGE_ATTRIBUTES.iter().zip(edge_values(edge)) {
            xml.data(name, &value);
        }
        xml.end("edge");
    }
    xml.end("graph");
    xml.end("graphml");
    xml.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two() -> (Vec<Node>, Vec<Edge>) {
        let node = |id: &str, label: &str| Node {
            id: id.to_owned(),
            label: label.to_owned(),
            community: Some(1),
            reach: Some(4.0),
            position: Some((1.5, -2.0)),
            ..Node::default()
        };
        let edge = Edge {
            source: 0,
            target: 1,
            kind: "repost".to_owned(),
            weight: 0.5,
            count: 2,
            ..Edge::default()
        };
        (
            vec![node("x:1", "<Léa> & \u{1}co"), node("x:2", "Sam")],
            vec![edge],
        )
    }

    #[test]
    fn a_label_full_of_markup_stays_a_label_and_control_characters_go() {
        let (nodes, edges) = two();
        for bytes in [gexf(&nodes, &edges), graphml(&nodes, &edges)] {
            let text = String::from_utf8(bytes).expect("UTF-8");
            assert!(text.contains("&lt;Léa&gt; &amp; co"), "{text}");
            assert!(!text.contains('\u{1}'));
        }
    }

    #[test]
    fn the_relation_is_an_attribute_and_never_the_edge_type() {
        let (nodes, edges) = two();
        let text = String::from_utf8(gexf(&nodes, &edges)).expect("UTF-8");
        assert!(
            text.contains(r#"<attvalue for="kind" value="repost"/>"#),
            "{text}"
        );
        assert!(!text.contains("type=\"repost\""));
        assert!(
            text.contains(r#"<viz:position x="1.5" y="-2" z="0"/>"#),
            "{text}"
        );
    }
}
