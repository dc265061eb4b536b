//! `people.csv`: one row a person, every measure with its parts.

use super::Sheet;

/// One row of `people.csv`; what is `None` is an empty cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PersonRow<'a> {
    /// `platform:id`.
    pub id: &'a str,
    /// The commonest spelling.
    pub label: &'a str,
    /// Platforms, joined with `|`.
    pub platforms: &'a str,
    /// Slug of the persona, where the person answered the survey.
    pub persona: &'a str,
    /// Number of the community.
    pub community: Option<u32>,
    /// Faded distinct endorsers.
    pub reach: Option<f64>,
    /// Lower end of its 95 % interval.
    pub reach_low: Option<f64>,
    /// Upper end of its 95 % interval.
    pub reach_high: Option<f64>,
    /// Percentile of trust, 0..1.
    pub trust: Option<f64>,
    /// Reach capped by trust.
    pub credible_reach: Option<f64>,
    /// Weighted PageRank, sums to 1.
    pub pagerank: Option<f64>,
    /// Sampled betweenness, 0..1.
    pub betweenness: Option<f64>,
    /// Burt's constraint.
    pub constraint: Option<f64>,
    /// Participation over communities, 0..1.
    pub participation: Option<f64>,
    /// Distinct endorsers per post.
    pub resonance: Option<f64>,
    /// Names of what is worth a look, joined with `|`.
    pub audience_flags: String,
    /// Ambassador score, 0..100.
    pub ambassador: Option<f64>,
    /// Percentiles of its parts, 0..1: active weeks, recency, tenure, positive share, helpfulness, spread.
    pub ambassador_parts: [Option<f64>; 6],
    /// Distinct weeks with an act.
    pub active_weeks: Option<u32>,
    /// First time seen, ISO 8601 UTC.
    pub first_seen: String,
    /// Last time seen, ISO 8601 UTC.
    pub last_seen: String,
    /// Posts in the log.
    pub posts: Option<u64>,
    /// Percentile among people of similar size, 0..1.
    pub size_percentile: Option<f64>,
    /// Roles, joined with `|`.
    pub roles: String,
    /// Why, in the language of the documents.
    pub reasons: String,
}

const HEADER: [&str; 30] = [
    "id",
    "label",
    "platforms",
    "persona",
    "community",
    "reach",
    "reach_low",
    "reach_high",
    "trust",
    "credible_reach",
    "pagerank",
    "betweenness",
    "constraint",
    "participation",
    "resonance",
    "audience_flags",
    "ambassador",
    "ambassador_active_weeks",
    "ambassador_recency",
    "ambassador_tenure",
    "ambassador_positive_share",
    "ambassador_helpfulness",
    "ambassador_spread",
    "active_weeks",
    "first_seen",
    "last_seen",
    "posts",
    "size_percentile",
    "roles",
    "reasons",
];

/// The file, one row a person in the order given.
pub fn people_csv<'a>(rows: impl Iterator<Item = PersonRow<'a>>) -> Vec<u8> {
    let mut sheet = Sheet::new(&HEADER);
    for row in rows {
        sheet
            .text(row.id)
            .text(row.label)
            .text(row.platforms)
            .text(row.persona)
            .count(row.community.map(u64::from))
            .number(row.reach)
            .number(row.reach_low)
            .number(row.reach_high)
            .number(row.trust)
            .number(row.credible_reach)
            .number(row.pagerank)
            .number(row.betweenness)
            .number(row.constraint)
            .number(row.participation)
            .number(row.resonance)
            .text(&row.audience_flags)
            .number(row.ambassador);
        for part in row.ambassador_parts {
            sheet.number(part);
        }
        sheet
            .count(row.active_weeks.map(u64::from))
            .text(&row.first_seen)
            .text(&row.last_seen)
            .count(row.posts)
            .number(row.size_percentile)
            .text(&row.roles)
            .text(&row.reasons)
            .end_row();
    }
    sheet.into_bytes()
}
