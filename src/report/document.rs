//! What `community.json` says, field by field.
//!
//! A number that cannot be known is `null`, never 0: without a brand there are no mentions, without
//! labels no complaints.

use serde::{Deserialize, Serialize};

/// The community report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// IANA name of the time zone reported in.
    pub time_zone: String,
    /// `day`, `week`, `month` or `quarter`.
    pub period_kind: Length,
    /// The end of what was seen: ISO 8601 with the offset of the time zone; empty without times.
    pub as_of: String,
    /// Whether the log has the brand's accounts: without, its indicators are `null`.
    pub has_brand: bool,
    /// Indicators by period, oldest first, without holes (a silent period has zeros).
    pub periods: Vec<Period>,
    /// The whole log, rows without a time included.
    pub total: Period,
    /// When people and the brand are there; `null` where the log has no hours.
    pub rhythm: Option<Rhythm>,
    /// When people ask and nobody answers: most unanswered first.
    pub critical_windows: Vec<Window>,
    /// The same by kind of moment (working hours, evenings, nights, weekends, public holidays).
    pub moments: Vec<Moment>,
    /// Distinctive and rising terms.
    pub subjects: Vec<Subject>,
    /// By platform, busiest first.
    pub platforms: Vec<Platform>,
    /// Languages of the posts, commonest first.
    pub languages: Vec<Count>,
    /// The project's table of followers and platform statistics, by period.
    pub metrics: Vec<MetricInPeriod>,
    /// Objectives of the project.
    pub objectives: Vec<ObjectiveState>,
    /// People in motion. Personal.
    pub motion: Vec<Motion>,
    /// What worked: the brand's posts by distinct responders.
    pub content: Vec<Content>,
    /// What could not be told, and why.
    pub notes: Vec<Note>,
}

/// How long a period is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Length {
    /// A day of the time zone.
    Day,
    /// An ISO week, from Monday.
    Week,
    /// A calendar month.
    #[default]
    Month,
    /// A calendar quarter.
    Quarter,
}

/// Indicators of one period.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Period {
    /// `2026-01-31`, `2026-W05`, `2026-01`, `2026-Q1`; the total has its first and last day, `/` between.
    pub period: String,
    /// The data stop before the period does.
    pub unfinished: bool,
    /// The log starts in this period: everybody in it is new.
    pub first: bool,
    /// Messages written by people other than brand and staff, reposts left out; `null` where the log
    /// knows interactions only.
    pub posts: Option<u64>,
    /// Posts published by the brand (its answers and reposts left out); `null` likewise.
    pub brand_posts: Option<u64>,
    /// Interactions of people other than brand and staff.
    pub interactions: u64,
    /// People other than brand and staff who did something.
    pub active_people: u64,
    /// Of them, never seen before in the log.
    pub new_people: u64,
    /// Of them, seen before.
    pub returning_people: u64,
    /// Posts of the brand that somebody else replied to or commented on, by the time of the post.
    pub conversations_started: Option<u64>,
    /// Replies and comments of brand and staff to others.
    pub brand_replies: Option<u64>,
    /// Of them, the first answer to a mention.
    pub first_replies: Option<u64>,
    /// Messages that speak to the brand: mentions, and replies, comments and quotes that ask.
    pub mentions: Option<u64>,
    /// Of them, answered.
    pub answered: Option<u64>,
    /// answered / mentions.
    pub answered_share: Option<f64>,
    /// Wilson's 95 % interval.
    pub answered_low: Option<f64>,
    /// Wilson's 95 % interval.
    pub answered_high: Option<f64>,
    /// Minutes to the first answer, over the mentions of the period that were answered.
    pub response_minutes: Option<ResponseMinutes>,
    /// Mentions labelled as complaints; `null` where neither source nor project says what one is.
    pub complaints: Option<Answered>,
    /// Posts by label category of the project, by name.
    pub labels: Vec<Count>,
    /// Sentiment that the source carries, over what people say to the brand (without a brand: over
    /// all they say); `null` where it carries none.
    pub sentiment: Option<Sentiment>,
    /// Against the period before; `null` for the first, for an unfinished one and for the total.
    pub change: Option<Change>,
}

/// Minutes to the first answer.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ResponseMinutes {
    /// Half are faster.
    pub median: f64,
    /// Nine in ten are faster.
    pub p90: f64,
    /// Mentions with an answer whose time is known.
    pub n: u64,
}

/// How many, and how many of them were answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// How many.
    pub n: u64,
    /// Of them, answered.
    pub answered: u64,
}

/// A name and how often.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The name.
    pub name: String,
    /// How often.
    pub n: u64,
}

/// Sentiment as the source says it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentiment {
    /// Posts said to be positive.
    pub positive: u64,
    /// Posts said to be neutral.
    pub neutral: u64,
    /// Posts said to be negative.
    pub negative: u64,
}

/// Against the period before. Counts as a fraction of the former count (0.5 is half as many again),
/// `null` where the former count is 0.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Posts of people.
    pub posts: Option<f64>,
    /// Posts of the brand.
    pub brand_posts: Option<f64>,
    /// Active people.
    pub active_people: Option<f64>,
    /// New people.
    pub new_people: Option<f64>,
    /// Conversations started.
    pub conversations_started: Option<f64>,
    /// Replies of the brand.
    pub brand_replies: Option<f64>,
    /// Mentions.
    pub mentions: Option<f64>,
    /// Complaints.
    pub complaints: Option<f64>,
    /// Difference of the answered shares.
    pub answered_share: Option<Difference>,
    /// Median response time.
    pub response_median: Option<f64>,
}

/// A difference of two shares with its 95 % interval (Newcombe 1998).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// Now minus before.
    pub difference: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Counts by weekday (Monday first) and hour of the time zone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rhythm {
    /// What people other than brand and staff do.
    pub community: Vec<Vec<u64>>,
    /// What brand and staff do; empty without a brand.
    pub brand: Vec<Vec<u64>>,
}

/// A time of the week when people ask and nobody answers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Window {
    /// 0 Monday … 6 Sunday; 7 public holidays.
    pub weekday: u8,
    /// From this hour.
    pub from: u8,
    /// To this hour; 24 is midnight.
    pub to: u8,
    /// Mentions that came in it.
    pub mentions: u64,
    /// Of them, unanswered.
    pub unanswered: u64,
    /// unanswered / mentions, in the window.
    pub unanswered_rate: f64,
    /// Share of all unanswered mentions that came in it, 0..1.
    pub share: f64,
    /// By how much the answered share of the whole log would rise if the window were answered like
    /// the rest of the week.
    pub gain: f64,
    /// Twice the log likelihood ratio of the scan (Kulldorff 1997).
    pub score: f64,
}

/// A kind of moment and how it is answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Moment {
    /// `working_hours` (Monday to Friday 8-18 h), `evenings` (18-23 h), `nights` (23-8 h), `weekends`,
    /// `holidays`: each mention counts once, in the last of these that holds it.
    pub moment: String,
    /// Mentions.
    pub mentions: u64,
    /// Of them, unanswered.
    pub unanswered: u64,
    /// Share of these mentions that were answered.
    pub answered_share: Option<f64>,
    /// Wilson's 95 % interval.
    pub answered_low: Option<f64>,
    /// Wilson's 95 % interval.
    pub answered_high: Option<f64>,
}

/// The distinctive terms of one group of posts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Subject {
    /// `period`, `community` or `persona`.
    pub of: String,
    /// The period, the community's number, the persona's slug.
    pub name: String,
    /// Terms, most distinctive first.
    pub terms: Vec<Term>,
}

/// A term that stands out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// The term.
    pub term: String,
    /// People of the group who used it; never under `min_cell`.
    pub people: u64,
    /// z score of its log-odds against the other groups (Monroe, Colaresi & Quinn 2008).
    pub score: f64,
    /// Whether more people use it than before, by the burst test (periods only).
    pub rising: bool,
}

/// What happened on a platform.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Platform {
    /// Its name; empty where the log names none.
    pub platform: String,
    /// Messages and other acts of people other than brand and staff.
    pub acts: u64,
    /// People other than brand and staff who did something.
    pub people: u64,
    /// Messages that speak to the brand.
    pub mentions: Option<u64>,
    /// Of them, answered.
    pub answered: Option<u64>,
    /// Share answered.
    pub answered_share: Option<f64>,
}

/// A platform statistic in a period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MetricInPeriod {
    /// The period.
    pub period: String,
    /// Platform, as the table names it.
    pub platform: String,
    /// Indicator, as the table names it.
    pub indicator: String,
    /// Day of the last value in the period.
    pub date: String,
    /// The last value in the period (followers and other levels).
    pub last: f64,
    /// The sum over the period (publications and other daily counts).
    pub sum: f64,
    /// The last value of the period before that has one.
    pub before: Option<f64>,
}

/// Where an objective stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ObjectiveState {
    /// Name, in the team's words.
    pub name: String,
    /// Indicator.
    pub indicator: String,
    /// Target.
    pub target: f64,
    /// The period it is read in: the last that is finished.
    pub period: String,
    /// Where it stands; `null` when it cannot be known.
    pub value: Option<f64>,
    /// 95 % interval, where the value is a share.
    pub low: Option<f64>,
    /// 95 % interval, where the value is a share.
    pub high: Option<f64>,
    /// How many a share rests on.
    pub n: Option<u64>,
    /// Reached or not; `null` when the interval holds the target or the value is unknown.
    pub on_track: Option<bool>,
}

/// Somebody in motion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Motion {
    /// Key of the person.
    pub id: String,
    /// Name as shown.
    pub label: String,
    /// What happens.
    pub kind: MotionKind,
    /// Day it is measured from: first seen, first of the recent weeks, last seen.
    pub since: String,
    /// Arrived: acts; becoming an ambassador: recent weeks with an act towards the brand; gone
    /// quiet: days of silence; critic: endorsers of the recent quarter.
    pub value: f64,
    /// The same before: gone quiet: usual days between active weeks; becoming an ambassador and
    /// critic: the quarter before.
    pub before: Option<f64>,
    /// How likely their own rhythm (or chance) would show this; `null` for arrivals.
    pub p: Option<f64>,
}

/// What happens to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MotionKind {
    /// First seen in the last finished period, and came back.
    Arrived,
    /// Comes to the brand most weeks of the last quarter, and did not before.
    BecomingAmbassador,
    /// Silent for longer than their own rhythm explains.
    GoneQuiet,
    /// Speaks against the brand, and is endorsed by more people than before.
    CriticGaining,
}

/// How the brand's posts did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// `post` (one post), `hour`, `weekday`, `label` or `subject`.
    pub by: String,
    /// Key of the post, hour (`0`…`23`), weekday (`0` Monday …), label or term.
    pub value: String,
    /// Posts counted.
    pub posts: u64,
    /// Distinct people who responded, a post: the median.
    pub responders: f64,
    /// Middle half of the posts: from.
    pub low: f64,
    /// Middle half of the posts: to.
    pub high: f64,
    /// Address of the post, where its key is one (`post` only).
    pub url: Option<String>,
    /// When it was published (`post` only).
    pub time: Option<String>,
}

/// What could not be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    /// The log has no interaction and no post.
    EmptyLog,
    /// No row has a time: no periods, no rhythm, no response times.
    NoTimes,
    /// Some rows have no time, or one that stands apart: in the total only.
    SomeTimesUnknown,
    /// Times are days: no hours, no response times.
    DatesOnly,
    /// No account of the brand is in the log.
    NoBrand,
    /// Nothing says what a complaint is.
    NoComplaintLabels,
    /// The source carries no sentiment.
    NoSentiment,
    /// The log has no words.
    NoTerms,
    /// The country's public holidays are not known.
    UnknownCountry,
    /// Answers are matched by person, because the log does not say which message they answer.
    AnswersByPerson,
    /// More periods than a report can hold: the oldest are left out.
    OldPeriodsLeftOut,
}
