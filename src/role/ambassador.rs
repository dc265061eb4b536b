//! The ambassador score: who has loved the brand for long, lately, kindly and usefully.
//!
//! 0..100: the geometric mean of mid-rank percentiles, so that no single component can carry a person
//! (the aggregation of the Human Development Index since 2010, UNDP). What it is not: a measure of size.

use crate::interaction::{Event, Kind, Log, NONE};

use super::activity::{Window, week};
use super::percentile::mid_rank;

/// Distinct weeks a person needs before a score is given: a one-day fan has none.
pub const WEEKS_NEEDED: u32 = 3;

/// Weight of the common mean when a person shows few sentiments, in posts.
const PRIOR_POSTS: f64 = 2.0;

/// One part of the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Component {
    /// Distinct weeks with an act towards the brand.
    ActiveWeeks,
    /// How lately the last act was.
    Recency,
    /// Time from the first to the last act.
    Tenure,
    /// Share of positive posts among those with a sentiment.
    PositiveShare,
    /// Distinct people answered.
    Helpfulness,
    /// Distinct people who endorse their brand posts.
    Spread,
}

impl Component {
    /// All parts, in the order of columns.
    pub const ALL: [Self; 6] = [
        Self::ActiveWeeks,
        Self::Recency,
        Self::Tenure,
        Self::PositiveShare,
        Self::Helpfulness,
        Self::Spread,
    ];

    /// Name of its column in `people.csv`.
    pub fn column(self) -> &'static str {
        match self {
            Self::ActiveWeeks => "ambassador_weeks",
            Self::Recency => "ambassador_recency_days",
            Self::Tenure => "ambassador_tenure_days",
            Self::PositiveShare => "ambassador_positive_share",
            Self::Helpfulness => "ambassador_helped",
            Self::Spread => "ambassador_spread",
        }
    }
}

/// What the score is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Acts towards the brand.
    Brand,
    /// All acts: without a brand these are the community's most constant members, not ambassadors.
    Community,
}

/// A part that this log cannot show, left out of everybody's score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dropped {
    /// No source carries a sentiment.
    NoSentiment,
    /// Nobody answers anybody but the brand.
    NoAnswers,
    /// Nobody endorses anybody but the brand.
    NoEndorsements,
    /// No times: active weeks, recency and tenure are unknown and nobody is scored.
    NoTimes,
}

/// One person's score and its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct AmbassadorScore {
    /// 0..100.
    pub score: f64,
    /// Distinct weeks with an act.
    pub weeks: u32,
    /// Days from the last act to the end of the window.
    pub recency_days: f64,
    /// Days from the first act to the last.
    pub tenure_days: f64,
    /// Positive share of their posts with a sentiment, 0..1; `None` where they show none.
    pub positive_share: Option<f64>,
    /// Distinct people answered, brand and staff left out.
    pub helped: u32,
    /// Distinct people who endorsed their brand posts (all their posts where objects are unknown).
    pub spread: u32,
    /// Percentile of each part among [`Ambassadors::population`], in the order of [`Component::ALL`];
    /// `None` where dropped.
    pub percentiles: [Option<f64>; 6],
}

/// The scores of everybody.
#[derive(Debug, Clone, PartialEq)]
pub struct Ambassadors {
    /// What the scores are about.
    pub basis: Basis,
    /// What was left out for all, and why.
    pub dropped: Vec<Dropped>,
    /// Whether spread counts endorsers of anything they wrote, because objects are unknown.
    pub spread_of_everything: bool,
    /// How many people have an act that counts: the population of the percentiles.
    pub population: usize,
    /// One entry a person, `None` for brand, staff and who has too few weeks.
    pub scores: Vec<Option<AmbassadorScore>>,
}

/// Scores everybody of the log.
///
/// `brand` and `staff` are numbers of people; without a brand in the log (and without mentions of the
/// brand as a whole) all acts count and the basis says so. O(events log events).
pub fn ambassadors(log: &Log, brand: &[u32], staff: &[u32], window: Option<Window>) -> Ambassadors {
    let reader = Reader::new(log, brand, staff);
    let mut parts = reader.parts(window);
    let population: Vec<u32> = (0..log.people.len() as u32)
        .filter(|&person| parts[person as usize].acted && !reader.ours[person as usize])
        .collect();
    let mut dropped = Vec::new();
    let mut result = Ambassadors {
        basis: reader.basis,
        dropped: Vec::new(),
        spread_of_everything: false,
        population: population.len(),
        scores: vec![None; log.people.len()],
    };
    let Some(window) = window else {
        result.dropped = vec![Dropped::NoTimes];
        return result;
    };
    let sentiment = reader.sentiment(&mut parts);
    if !sentiment {
        dropped.push(Dropped::NoSentiment);
    }
    let helped = reader.helped(&mut parts);
    if !helped {
        dropped.push(Dropped::NoAnswers);
    }
    let (spread, of_everything) = reader.spread(&mut parts);
    if !spread {
        dropped.push(Dropped::NoEndorsements);
    }
    let days = |seconds: i64| seconds as f64 / 86_400.0;
    let ranked = |keep: bool, value: &dyn Fn(&Parts) -> f64| -> Option<Vec<f64>> {
        let values: Vec<f64> = population
            .iter()
            .map(|&person| value(&parts[person as usize]))
            .collect();
        keep.then(|| mid_rank(&values))
    };
    let columns = [
        ranked(true, &|part| f64::from(part.weeks)),
        ranked(true, &|part| part.last.map_or(f64::MIN, |last| last as f64)),
        ranked(true, &|part| days(part.tenure())),
        ranked(sentiment, &|part| part.smoothed_positive),
        ranked(helped, &|part| f64::from(part.helped)),
        ranked(spread, &|part| f64::from(part.spread)),
    ];
    for (place, &person) in population.iter().enumerate() {
        let part = &parts[person as usize];
        let Some(last) = part.last.filter(|_| part.weeks >= WEEKS_NEEDED) else {
            continue;
        };
        let percentiles: [Option<f64>; 6] =
            std::array::from_fn(|i| columns[i].as_ref().map(|column| column[place]));
        result.scores[person as usize] = Some(AmbassadorScore {
            score: 100.0 * geometric_mean(&percentiles),
            weeks: part.weeks,
            recency_days: days(window.to - last),
            tenure_days: days(part.tenure()),
            positive_share: (part.sentiments > 0)
                .then(|| f64::from(part.positive) / f64::from(part.sentiments)),
            helped: part.helped,
            spread: part.spread,
            percentiles,
        });
    }
    result.dropped = dropped;
    result.spread_of_everything = of_everything;
    result
}

fn geometric_mean(percentiles: &[Option<f64>; 6]) -> f64 {
    let known: Vec<f64> = percentiles.iter().flatten().map(|p| p.ln()).collect();
    (known.iter().sum::<f64>() / known.len() as f64).exp()
}

/// What one person shows, as raw counts.
#[derive(Debug, Clone, Default)]
struct Parts {
    acted: bool,
    weeks: u32,
    first: Option<i64>,
    last: Option<i64>,
    sentiments: u32,
    positive: u32,
    smoothed_positive: f64,
    helped: u32,
    spread: u32,
}

impl Parts {
    fn tenure(&self) -> i64 {
        match (self.first, self.last) {
            (Some(first), Some(last)) => last - first,
            _ => 0,
        }
    }
}

/// The log with the brand and its staff marked.
pub(super) struct Reader<'a> {
    log: &'a Log,
    basis: Basis,
    is_brand: Vec<bool>,
    /// Brand or staff.
    ours: Vec<bool>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(log: &'a Log, brand: &[u32], staff: &[u32]) -> Self {
        let mut is_brand = vec![false; log.people.len()];
        for &person in brand {
            is_brand[person as usize] = true;
        }
        let mut ours = is_brand.clone();
        for &person in staff {
            ours[person as usize] = true;
        }
        let whole = log.events.iter().any(|event| event.target == NONE);
        let basis = if brand.is_empty() && !whole {
            Basis::Community
        } else {
            Basis::Brand
        };
        Self {
            log,
            basis,
            is_brand,
            ours,
        }
    }

    /// Whether acts count towards a brand.
    pub(super) fn of_brand(&self) -> bool {
        self.basis == Basis::Brand
    }

    /// Whether a person is the brand or of its staff.
    pub(super) fn is_ours(&self, person: u32) -> bool {
        self.ours[person as usize]
    }

    /// Whether an event is an act that counts: towards the brand, its posts, or the brand as a whole.
    fn counts(&self, event: &Event) -> bool {
        if self.basis == Basis::Community || event.target == NONE {
            return true;
        }
        if self.is_brand[event.target as usize] {
            return true;
        }
        let author = self
            .log
            .object_authors
            .get(event.object as usize)
            .copied()
            .unwrap_or(NONE);
        author != NONE && self.is_brand[author as usize]
    }

    fn parts(&self, window: Option<Window>) -> Vec<Parts> {
        let mut parts = vec![Parts::default(); self.log.people.len()];
        let mut weeks: Vec<(u32, i64)> = Vec::new();
        for event in self.log.events.iter().filter(|event| self.counts(event)) {
            let part = &mut parts[event.source as usize];
            part.acted = true;
            if !window.is_some_and(|window| window.holds(event.time)) {
                continue;
            }
            part.first = Some(part.first.map_or(event.time, |first| first.min(event.time)));
            part.last = Some(part.last.map_or(event.time, |last| last.max(event.time)));
            let entry = (event.source, week(event.time));
            if weeks.last() != Some(&entry) {
                weeks.push(entry);
            }
        }
        weeks.sort_unstable();
        weeks.dedup();
        for (person, _) in weeks {
            parts[person as usize].weeks += 1;
        }
        parts
    }

    /// Posts that carry an act that counts, sorted, each once.
    pub(super) fn posts(&self) -> Vec<u32> {
        let mut posts: Vec<u32> = self
            .log
            .events
            .iter()
            .filter(|event| event.post != NONE && self.counts(event))
            .map(|event| event.post)
            .collect();
        posts.sort_unstable();
        posts.dedup();
        posts
    }

    /// Counts sentiments; false where the log carries none.
    fn sentiment(&self, parts: &mut [Parts]) -> bool {
        let (mut all, mut positive) = (0.0, 0.0);
        for post in self.posts() {
            let post = &self.log.posts[post as usize];
            if post.sentiment == i8::MIN || post.author == NONE || post.repost {
                continue;
            }
            let part = &mut parts[post.author as usize];
            part.sentiments += 1;
            all += 1.0;
            if post.sentiment > 0 {
                part.positive += 1;
                positive += 1.0;
            }
        }
        if all == 0.0 {
            return false;
        }
        // One kind word is no proof of love: few posts are pulled towards everybody's share.
        let mean = positive / all;
        for part in parts {
            part.smoothed_positive = (f64::from(part.positive) + PRIOR_POSTS * mean)
                / (f64::from(part.sentiments) + PRIOR_POSTS);
        }
        true
    }

    /// Counts distinct people answered; false where nobody answers anybody.
    fn helped(&self, parts: &mut [Parts]) -> bool {
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for event in &self.log.events {
            let answer = matches!(event.kind, Kind::Reply | Kind::Comment);
            if answer && event.target != NONE && !self.ours[event.target as usize] {
                pairs.push((event.source, event.target));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        for &(source, _) in &pairs {
            parts[source as usize].helped += 1;
        }
        pairs.iter().any(|&(source, _)| !self.ours[source as usize])
    }

    /// Counts distinct endorsers; whether there are any, and whether of everything they wrote.
    fn spread(&self, parts: &mut [Parts]) -> (bool, bool) {
        let mut about_brand = vec![false; self.log.objects.len()];
        for post in self.posts() {
            let object = self.log.posts[post as usize].object;
            if object != NONE {
                about_brand[object as usize] = true;
            }
        }
        let endorses = |event: &Event| {
            event.target != NONE
                && !self.ours[event.target as usize]
                && !self.ours[event.source as usize]
                && event.source != event.target
        };
        let of_brand_post = |event: &Event| {
            event.object != NONE
                && about_brand[event.object as usize]
                && self.log.object_authors[event.object as usize] == event.target
        };
        let collect = |keep: &dyn Fn(&Event) -> bool| -> Vec<(u32, u32)> {
            let events = self.log.events.iter();
            let mut pairs: Vec<(u32, u32)> = events
                .filter(|event| endorses(event) && keep(event))
                .map(|event| (event.target, event.source))
                .collect();
            pairs.sort_unstable();
            pairs.dedup();
            pairs
        };
        let known = collect(&of_brand_post);
        let of_everything = known.is_empty();
        let pairs = if of_everything {
            collect(&|_| true)
        } else {
            known
        };
        for &(target, _) in &pairs {
            parts[target as usize].spread += 1;
        }
        (!pairs.is_empty(), of_everything && !pairs.is_empty())
    }
}

#[cfg(test)]
#[path = "ambassador_tests.rs"]
mod tests;
