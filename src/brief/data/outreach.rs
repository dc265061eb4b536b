//! Whom to contact first, and what to expect of it.

use super::network::{Reason, Role};
use serde::{Deserialize, Serialize};

/// The outreach plan.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Outreach {
    /// The plan in order. Not shown at `public`.
    pub plan: Vec<PlanRow>,
    /// Budget, when one was set.
    pub budget: Option<f64>,
    /// People expected to be touched, by the model.
    pub spread: f64,
    /// Lower bound of the spread, if known.
    pub spread_low: Option<f64>,
    /// Upper bound of the best plan, if known.
    pub spread_best: Option<f64>,
    /// Proven share of the best possible plan, 0..1.
    pub guarantee: Option<f64>,
    /// People who could be touched.
    pub of: u64,
    /// Spread by number of people contacted.
    pub curve: Vec<CurvePoint>,
    /// Where the list stops paying, where it does.
    pub stop: Option<Stop>,
    /// What aiming at a target changed, where the plan was aimed.
    pub aimed: Option<Aimed>,
    /// What the list goes by where somebody adds more people than the one before: `always` (people who lead it whatever
    /// they add), `target` (benefit), `budget` (what each adds for its price). Empty where gains only fall.
    pub ordered_by: Vec<String>,
    /// The same effort spent otherwise.
    pub comparison: Vec<Comparison>,
    /// Spread per persona.
    pub personas: Vec<Reached>,
    /// Spread per circle.
    pub circles: Vec<Reached>,
    /// Whom each person reaches, persona by persona. Not shown at `public`.
    pub coverage: Vec<Coverage>,
    /// People who asked not to be contacted, left out.
    pub suppressed: u64,
    /// People the project says never to contact.
    pub never: u64,
}

/// One line of the plan.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanRow {
    /// Place, from 1 on.
    pub rank: u32,
    /// `platform:id`.
    pub id: String,
    /// Name as shown.
    pub label: String,
    /// Platform.
    pub platform: Option<String>,
    /// Address of the profile; a link only when `https:` or `http:`.
    pub profile_url: Option<String>,
    /// Language to write in.
    pub language: Option<String>,
    /// Roles.
    pub roles: Vec<Role>,
    /// Circle number.
    pub community: Option<u32>,
    /// Persona slug.
    pub persona: Option<String>,
    /// People this one adds to those before.
    pub marginal_reach: f64,
    /// People touched by the plan up to here.
    pub cumulative_reach: f64,
    /// Cost.
    pub cost: Option<f64>,
    /// Why, as facts.
    pub reasons: Vec<Reason>,
    /// What the last conversation with the brand was about, for the opening line.
    pub subject: Option<String>,
    /// Record of contacts: `to_contact`, `contacted`, `answered`, `agreed`, `declined`, or the team's own.
    pub status: Option<String>,
    /// Who follows it up.
    pub owner: Option<String>,
}

/// Spread by number of people contacted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CurvePoint {
    /// People contacted.
    pub contacted: u32,
    /// People touched.
    pub spread: f64,
}

/// Where the list stops paying.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stop {
    /// Keep this many.
    pub keep: u32,
    /// The next one would add this share of what is touched already, 0..1.
    pub next_adds: f64,
}

/// What aiming at a target changed: worth touched (people of the target, times their benefit).
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Aimed {
    /// By this plan.
    pub targeted: f64,
    /// By the plan one would have made for everybody.
    pub untargeted: f64,
    /// (targeted − untargeted) / untargeted.
    pub change: f64,
    /// Whether the two 95 % intervals stand apart.
    pub sure: bool,
}

/// The same effort spent otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// How.
    pub strategy: Strategy,
    /// People touched.
    pub spread: f64,
    /// People contacted.
    pub contacted: u32,
}

/// A way of picking whom to contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strategy {
    /// This plan.
    Plan,
    /// The largest reach.
    TopReach,
    /// The highest `PageRank`.
    TopPagerank,
    /// The most followed or most connected.
    TopDegree,
    /// Drawn by lot.
    Random,
}

/// Spread in one persona or circle.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reached {
    /// Persona slug; `None` for a circle.
    pub persona: Option<String>,
    /// Circle number; `None` for a persona.
    pub community: Option<u32>,
    /// People touched.
    pub spread: f64,
    /// Of how many.
    pub of: u64,
}

/// Whom a person reaches in a persona.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Coverage {
    /// Persona slug.
    pub persona: String,
    /// Person id.
    pub person: String,
    /// Name as shown.
    pub label: String,
    /// People of the persona reached.
    pub reach: f64,
    /// 95 % interval.
    pub low: Option<f64>,
    /// 95 % interval.
    pub high: Option<f64>,
}
