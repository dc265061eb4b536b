//! The community report: what was done, when people talk, who is answered.

use serde::{Deserialize, Serialize};

/// The community report.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Community {
    /// IANA name of the time zone reported in.
    pub time_zone: String,
    /// `day`, `week`, `month`, `quarter`.
    pub period_kind: String,
    /// Indicators by period, oldest first.
    pub periods: Vec<Period>,
    /// The whole log.
    pub total: Option<Period>,
    /// Hour × weekday counts.
    pub rhythm: Option<Rhythm>,
    /// When people ask and nobody answers, worst first. `None` without a brand.
    pub windows: Option<Vec<Window>>,
    /// Messages that wait for an answer, those an answer still helps first: of the last seven days, those that
    /// ask or complain before the others. Not shown at `public`.
    pub waiting: Vec<Waiting>,
    /// How many wait in all.
    pub waiting_total: Option<u64>,
    /// Of them, written in the last seven days.
    pub waiting_recent: Option<u64>,
    /// Distinctive terms.
    pub subjects: Vec<Subject>,
    /// By platform.
    pub platforms: Vec<PlatformActivity>,
    /// Labels the source carries (complaints, questions, …). Empty: the report says it does not know.
    pub labels: Vec<Tally>,
    /// Sentiment the source carries. Empty: the report says there is none.
    pub sentiment: Vec<Tally>,
    /// Followers and platform statistics of the project's own table.
    pub metrics: Vec<Metric>,
    /// Objectives of the project.
    pub objectives: Vec<Objective>,
    /// People in motion. Not shown at `public`.
    pub motion: Vec<Motion>,
    /// What worked.
    pub content: Vec<Content>,
    /// How working hours, evenings, nights, weekends and holidays are answered. Empty without a brand or hours.
    pub moments: Vec<Moment>,
    /// What could not be told of this log: keys of `community.note.…` in the catalogues.
    pub notes: Vec<String>,
    /// Whether a brand is named: without, its chapters are left out and said so.
    pub has_brand: bool,
}

/// Indicators of one period. A missing number could not be known.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Period {
    /// `2026-01`, `2026-W05`, `2026-01-31`, `2026-T1`.
    pub period: String,
    /// The data stop before the period does.
    pub unfinished: bool,
    /// Posts.
    pub posts: u64,
    /// People with an act.
    pub active_people: u64,
    /// Of them, never seen before.
    pub new_people: u64,
    /// Of them, seen in the period before.
    pub returning_people: u64,
    /// Brand posts somebody replied to or commented on.
    pub conversations_started: Option<u64>,
    /// Replies by the brand.
    pub brand_replies: Option<u64>,
    /// Mentions of the brand.
    pub mentions: Option<u64>,
    /// Mentions answered.
    pub answered: Option<u64>,
    /// Share of mentions answered, 0..1.
    pub answered_share: Option<f64>,
    /// 95 % interval.
    pub answered_low: Option<f64>,
    /// 95 % interval.
    pub answered_high: Option<f64>,
    /// Median minutes to the first answer.
    pub response_median: Option<f64>,
    /// 90th percentile of the minutes to the first answer.
    pub response_p90: Option<f64>,
    /// Complaints, where the source or the project says what one is.
    pub complaints: Option<u64>,
    /// Against the period before; `None` for the first and for an unfinished one.
    pub change: Option<Change>,
}

/// Against the period before: 0.1 is a tenth more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Change {
    /// Posts.
    pub posts: Option<f64>,
    /// Active people.
    pub active_people: Option<f64>,
    /// New people.
    pub new_people: Option<f64>,
    /// Conversations started.
    pub conversations_started: Option<f64>,
    /// Replies by the brand.
    pub brand_replies: Option<f64>,
    /// Mentions of the brand.
    pub mentions: Option<f64>,
    /// Complaints.
    pub complaints: Option<f64>,
    /// Share of mentions answered: the difference, not a ratio.
    pub answered_share: Option<Difference>,
    /// Median response time.
    pub response_median: Option<f64>,
}

/// A difference of two shares with its 95 % interval.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Difference {
    /// Now minus before.
    pub difference: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// How one kind of moment is answered.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Moment {
    /// `working_hours`, `evenings`, `nights`, `weekends`, `holidays`.
    pub moment: String,
    /// Mentions of the brand.
    pub mentions: u64,
    /// Of them, unanswered.
    pub unanswered: u64,
    /// Share answered, 0..1.
    pub answered_share: Option<f64>,
    /// 95 % interval.
    pub answered_low: Option<f64>,
    /// 95 % interval.
    pub answered_high: Option<f64>,
}

/// Hour × weekday counts, Monday 0 h first.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rhythm {
    /// The community: 7 rows of 24.
    pub community: Vec<Vec<f64>>,
    /// The brand: 7 rows of 24; empty without a brand.
    pub brand: Vec<Vec<f64>>,
}

/// A time when people ask and nobody answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Window {
    /// 0 Monday … 6 Sunday; 7 public holidays.
    pub weekday: u8,
    /// From this hour.
    pub from: u8,
    /// To this hour (24 is midnight).
    pub to: u8,
    /// Mentions left unanswered.
    pub unanswered: u64,
    /// Share of all unanswered mentions, 0..1.
    pub share: f64,
}

/// Somebody who waits for an answer.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Waiting {
    /// `platform:id`.
    pub id: String,
    /// Name as shown.
    pub label: String,
    /// When, ISO 8601.
    pub time: String,
    /// Hours waited.
    pub age_hours: f64,
    /// Address of the message; a link only when `https:` or `http:`.
    pub url: Option<String>,
    /// The message; `None` when the log has no text.
    pub text: Option<String>,
    /// It asks something or complains, as far as the source says.
    pub asks: bool,
}

/// Distinctive terms of a community, a persona or a period.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Subject {
    /// `community`, `persona` or `period`.
    pub of: String,
    /// Circle number, persona slug or period, as text.
    pub name: String,
    /// Terms, most distinctive first.
    pub terms: Vec<Term>,
}

/// A distinctive term.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Term {
    /// The term.
    pub term: String,
    /// People who used it.
    pub people: u64,
    /// Bursting.
    pub rising: bool,
}

/// Activity on one platform.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlatformActivity {
    /// Platform name.
    pub platform: String,
    /// Posts or interactions.
    pub posts: u64,
    /// People.
    pub people: u64,
    /// Share of mentions answered.
    pub answered_share: Option<f64>,
}

/// A count by a label of the source.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tally {
    /// The label, as the project or source names it.
    pub label: String,
    /// How many.
    pub count: u64,
    /// The period before.
    pub before: Option<u64>,
}

/// A platform statistic over time.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Metric {
    /// Platform.
    pub platform: String,
    /// Indicator, as the table names it.
    pub indicator: String,
    /// Date of the last value, ISO 8601.
    pub date: String,
    /// Last value.
    pub value: f64,
    /// Value a period before.
    pub before: Option<f64>,
}

/// An objective of the project.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Objective {
    /// Name, in the team's words.
    pub name: String,
    /// Indicator: a field of [`Period`], or of the metrics table.
    pub indicator: String,
    /// Target.
    pub target: f64,
    /// Where it stands; `None` when it cannot be known.
    pub value: Option<f64>,
    /// 95 % interval.
    pub low: Option<f64>,
    /// 95 % interval.
    pub high: Option<f64>,
    /// Reached or not; `None` when the interval holds the target, or the value is unknown.
    pub on_track: Option<bool>,
}

/// Somebody in motion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Motion {
    /// `platform:id`.
    pub id: String,
    /// Name as shown.
    pub label: String,
    /// What happens.
    pub kind: MotionKind,
    /// Days of silence, weeks of presence or percent gained, by kind.
    pub value: Option<f64>,
}

/// What happens to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MotionKind {
    /// Arrived in the last period and takes part (value: interactions).
    Arrived,
    /// On the way to ambassador (value: active weeks).
    BecomingAmbassador,
    /// Ambassador or heavy contributor gone quiet against their own rhythm (value: days of silence).
    GoneQuiet,
    /// A critic who gains reach (value: gain, 0.5 for half as much again).
    CriticGaining,
}

/// What worked: brand posts by their responders.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Content {
    /// `format`, `subject` or `hour`.
    pub by: String,
    /// The format, subject or hour.
    pub value: String,
    /// Posts.
    pub posts: u64,
    /// Distinct responders per post, median.
    pub responders: f64,
}
