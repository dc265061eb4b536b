//! People, circles, rankings and how far to trust them.

use serde::{Deserialize, Serialize};

/// The ties wing of a run.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Network {
    /// People in the network.
    pub people: u64,
    /// Active people (with an act of their own).
    pub active: Option<u64>,
    /// Aggregated ties.
    pub ties: u64,
    /// Interactions read.
    pub interactions: u64,
    /// First time, ISO 8601; `None` without times.
    pub from: Option<String>,
    /// Last time.
    pub to: Option<String>,
    /// Interactions by kind, in the log's order of frequency.
    pub kinds: Vec<KindCount>,
    /// Kinds that count as reach.
    pub reach_kinds: Vec<String>,
    /// Half-life of ties as text (`90d`), `None` for none.
    pub half_life: Option<String>,
    /// Share of ties that are returned, 0..1.
    pub reciprocity: Option<f64>,
    /// Modularity of the circles.
    pub modularity: Option<f64>,
    /// Under 100 active people: a list by counts, no circles, percentiles or betweenness.
    pub small: bool,
    /// What trust rests on.
    pub trust: Option<Trust>,
    /// Circles, largest first.
    pub circles: Vec<Circle>,
    /// How many circles there are in all.
    pub circles_total: u64,
    /// People whose audience is worth a look, listed or not.
    pub flagged_total: u64,
    /// People with a role or worth naming, best credible reach (else reach) first. Not shown at
    /// `public`, nor below `private` when the scope is internal.
    pub rows: Vec<Person>,
    /// What the ambassador score is made of here (keys of [`Part`]), and what the log cannot show.
    pub ambassador_parts: Vec<String>,
    /// Parts dropped because the log cannot show them.
    pub ambassador_dropped: Vec<String>,
    /// The network as drawn.
    pub drawing: Option<Drawing>,
    /// How well past rankings foretold later endorsement.
    pub backtest: Vec<Backtest>,
    /// How far bought followers move each ranking.
    pub stress: Vec<Stress>,
    /// Where the log is too long for a build to buy followers in it: over how many interactions.
    pub stress_over: Option<u64>,
}

/// Interactions of one kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KindCount {
    /// `mention`, `reply`, `comment`, `quote`, `repost`, `reaction`, `follow`, or the source's own.
    pub kind: String,
    /// How many.
    pub count: u64,
}

/// What trust rests on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Trust {
    /// Seeds used.
    pub seeds: u64,
    /// Weak evidence: under 8 seeds, or seeds found by activity.
    pub weak: bool,
    /// Seeds were found by activity, none were named.
    pub proposed: bool,
}

/// A community: people tied more to each other than to the rest.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Circle {
    /// Number, from 0 (the largest) on; also its colour.
    pub community: u32,
    /// People in it.
    pub size: u64,
    /// Share of all people, 0..1.
    pub share: f64,
    /// Share of their ties that stay inside, 0..1.
    pub cohesion: Option<f64>,
    /// Distinctive terms, best first.
    pub terms: Vec<String>,
    /// Labels of its most supported people. Not shown at `public`.
    pub top_people: Vec<String>,
    /// Share of its interactions that concern the brand.
    pub brand_share: Option<f64>,
}

/// One person of the network.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// `platform:id`.
    pub id: String,
    /// Name as shown.
    pub label: String,
    /// Platforms.
    pub platforms: Vec<String>,
    /// Address of the profile; shown as a link only when it is `https:` or `http:`.
    pub url: Option<String>,
    /// Persona slug, when the person answered the survey.
    pub persona: Option<String>,
    /// Circle number.
    pub community: Option<u32>,
    /// Faded distinct endorsers.
    pub reach: f64,
    /// 95 % interval of reach.
    pub reach_low: Option<f64>,
    /// 95 % interval of reach.
    pub reach_high: Option<f64>,
    /// Best and worst rank the intervals allow (1 is first): people whose ranks overlap are a tier.
    pub ranks: Option<(u32, u32)>,
    /// Percentile of trust, 0..100.
    pub trust: Option<f64>,
    /// Reach backed by trust.
    pub credible_reach: Option<f64>,
    /// Weighted `PageRank`.
    pub pagerank: Option<f64>,
    /// Sampled betweenness.
    pub betweenness: Option<f64>,
    /// Burt's constraint.
    pub constraint: Option<f64>,
    /// Participation over communities, 0..1.
    pub participation: Option<f64>,
    /// Distinct endorsers per post.
    pub resonance: Option<f64>,
    /// Worth a look about the audience; never "fake".
    pub flags: Vec<Flag>,
    /// Ambassador score, 0..100.
    pub ambassador: Option<f64>,
    /// Its parts.
    pub parts: Vec<Part>,
    /// Weeks with an act.
    pub active_weeks: Option<u32>,
    /// First time seen, ISO 8601.
    pub first_seen: Option<String>,
    /// Last time seen.
    pub last_seen: Option<String>,
    /// Posts in the log.
    pub posts: Option<u64>,
    /// Percentile of the account's size, 0..100.
    pub size_percentile: Option<f64>,
    /// Roles.
    pub roles: Vec<Role>,
    /// Why, as facts; worded by `brief::reasons`.
    pub reasons: Vec<Reason>,
}

/// A person's role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The brand itself.
    Brand,
    /// Its staff.
    Staff,
    /// Carries the word.
    Influencer,
    /// Loves the brand already.
    Ambassador,
    /// Joins circles.
    Broker,
}

/// A fact about a person's audience worth a look.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Flag {
    /// `single_target`, `untrusted`, `burst`, `coordinated`.
    pub kind: String,
    /// Share 0..1 (or times, for `coordinated`), when it has one.
    pub value: Option<f64>,
}

/// A part of the ambassador score.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Part {
    /// `active_weeks`, `recency`, `tenure`, `positive`, `helpfulness`, `spread`.
    pub part: String,
    /// Percentile among people with an act towards the brand, 0..100.
    pub percentile: f64,
    /// The fact behind (weeks, days, share, answers, people).
    pub value: Option<f64>,
}

fn yes() -> bool {
    true
}

/// "Lately", where nothing says how long that is.
fn month() -> u32 {
    30
}

/// A fact that explains a score; worded by the catalogues.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Reason {
    /// Endorsed by people.
    Endorsed {
        /// Distinct people.
        people: u64,
        /// Of how many circles.
        circles: Option<u64>,
        /// Share of them lately, 0..1.
        last_month: Option<f64>,
        /// Length of "lately" in days: 30, or 7 or 1 where the log is short.
        #[serde(default = "month")]
        recent_days: u32,
    },
    /// How much of the reach trust covers, 0..1.
    Trusted {
        /// Share covered.
        covers: f64,
    },
    /// Joins circles.
    Connects {
        /// How many.
        circles: u64,
        /// Through how many distinct people, where known.
        #[serde(default)]
        contacts: Option<u64>,
    },
    /// Came back to the brand in distinct weeks.
    Faithful {
        /// Weeks with an act towards the brand.
        weeks: u64,
        /// Days since the last one.
        last_days: Option<u64>,
        /// False without a brand: then any act counts.
        #[serde(default = "yes")]
        of_brand: bool,
    },
    /// Speaks well of the brand.
    Positive {
        /// Share of positive messages, 0..1.
        share: f64,
    },
    /// Answers others.
    Helps {
        /// Answers given.
        answers: u64,
    },
    /// Their posts on the brand travel.
    Spreads {
        /// Distinct people who endorsed them.
        people: u64,
        /// False without a brand: then all their posts count.
        #[serde(default = "yes")]
        of_brand: bool,
    },
    /// Words that come from elsewhere (a contact record, the team), shown as they are.
    Text {
        /// The words.
        text: String,
    },
}

/// The network as drawn: positions come from `brief::layout`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Drawing {
    /// People drawn.
    pub people: Vec<DrawnPerson>,
    /// Ties drawn, by index into `people`.
    pub ties: Vec<DrawnTie>,
    /// People of the network, drawn or not.
    pub people_total: u64,
    /// Ties of the network, drawn or not.
    pub ties_total: u64,
}

/// A person drawn.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DrawnPerson {
    /// `platform:id`.
    pub id: String,
    /// Name as shown.
    pub label: String,
    /// Circle number.
    pub community: Option<u32>,
    /// Reach, for the size of the mark.
    pub reach: f64,
    /// Roles.
    pub roles: Vec<Role>,
    /// Flagged audience.
    pub flagged: bool,
    /// Position.
    pub x: f64,
    /// Position.
    pub y: f64,
}

/// A tie drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DrawnTie {
    /// Index of the source.
    pub source: u32,
    /// Index of the target.
    pub target: u32,
    /// Weight.
    pub weight: f64,
}

/// How well a ranking foretold later endorsement.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Backtest {
    /// `credible_reach`, `reach`, `pagerank`, `in_degree`, `trust`.
    pub measure: String,
    /// Share of the log ranked on, 0..1.
    pub split: f64,
    /// NDCG@100, 0..1.
    pub ndcg: f64,
}

/// How far bought followers move a ranking.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stress {
    /// `credible_reach`, `reach`, `pagerank`, `in_degree`, `trust`.
    pub measure: String,
    /// Fake followers bought for one account.
    pub followers: u64,
    /// Times the median account rises: rank before over rank after.
    pub median_factor: Option<f64>,
    /// Median rank before.
    pub rank_before: Option<f64>,
    /// Median rank after.
    pub rank_after: Option<f64>,
}
