//! `nodes.csv` and `edges.csv`: the network as Gephi imports it.

use super::Sheet;

/// One row of `nodes.csv`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Node {
    /// `platform:id`.
    pub id: String,
    /// Name as shown.
    pub label: String,
    /// Number of the community.
    pub community: Option<u32>,
    /// Slug of the persona.
    pub persona: String,
    /// Roles, joined with `|`.
    pub roles: String,
    /// Faded distinct endorsers.
    pub reach: Option<f64>,
    /// Reach capped by trust.
    pub credible_reach: Option<f64>,
    /// Weighted PageRank.
    pub pagerank: Option<f64>,
    /// Position in the drawing.
    pub position: Option<(f64, f64)>,
}

/// One row of `edges.csv`: who pays attention to whom.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Edge {
    /// Place of the source in the nodes.
    pub source: u32,
    /// Place of the target in the nodes.
    pub target: u32,
    /// Kinds of interaction, joined with `|`.
    pub kind: String,
    /// Faded weight.
    pub weight: f64,
    /// Interactions.
    pub count: u32,
    /// Time of the first, ISO 8601 UTC.
    pub first: String,
    /// Time of the last, ISO 8601 UTC.
    pub last: String,
}

/// `nodes.csv`.
pub fn nodes_csv(nodes: &[Node]) -> Vec<u8> {
    let mut sheet = Sheet::new(&[
        "Id",
        "Label",
        "Community",
        "Persona",
        "Roles",
        "Reach",
        "CredibleReach",
        "PageRank",
        "X",
        "Y",
    ]);
    for node in nodes {
        sheet
            .text(&node.id)
            .text(&node.label)
            .count(node.community.map(u64::from))
            .text(&node.persona)
            .text(&node.roles)
            .number(node.reach)
            .number(node.credible_reach)
            .number(node.pagerank)
            .number(node.position.map(|at| at.0))
            .number(node.position.map(|at| at.1))
            .end_row();
    }
    sheet.into_bytes()
}

/// `edges.csv`. Gephi knows the types directed and undirected only: the kind has its own column.
pub fn edges_csv(nodes: &[Node], edges: impl Iterator<Item = Edge>) -> Vec<u8> {
    let mut sheet = Sheet::new(&[
        "Source", "Target", "Type", "Kind", "Weight", "Count", "First", "Last",
    ]);
    for edge in edges {
        sheet
            .text(&nodes[edge.source as usize].id)
            .text(&nodes[edge.target as usize].id)
            .text("Directed")
            .text(&edge.kind)
            .number(edge.weight)
            .count(u64::from(edge.count))
            .text(&edge.first)
            .text(&edge.last)
            .end_row();
    }
    sheet.into_bytes()
}
