//! What every part of the report looks through: who is who, what time it is, which rows count.

use crate::interaction::{Event, Kind, Log, NO_TIME, NONE, Post};

use super::calendar::Calendar;
use super::clock::Clock;
use super::error::ReportError;
use super::settings::Settings;

/// On which side of the conversation somebody stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Community,
    Brand,
    Staff,
}

/// Something somebody did: a message (however many it names), or a sign without one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Act {
    pub person: u32,
    pub time: i64,
    pub platform: u16,
}

/// The log as the report sees it.
pub(super) struct Frame<'a> {
    pub log: &'a Log,
    pub settings: &'a Settings<'a>,
    pub sides: Vec<Side>,
    pub clock: Clock,
    pub calendar: Calendar,
    /// First and last time that count.
    pub span: Option<(i64, i64)>,
    pub as_of: i64,
    /// Where the one period reported on starts: what came before serves for comparison only.
    pub from: Option<i64>,
    /// Whether times are days, not moments.
    pub dates_only: bool,
    /// Rows without a time that counts.
    pub untimed: u64,
    /// Label categories: the project's, and complaints where the source itself names them.
    pub names: Vec<(String, Vec<String>)>,
    /// Bits of the categories, one a label of the log.
    pub categories: Vec<u64>,
    /// People whose words count for no subject.
    pub unheard: Vec<bool>,
    /// Posts that answer somebody.
    pub answering: Vec<bool>,
    /// Posts towards the brand.
    pub to_brand: Vec<bool>,
    /// Post that wrote each object, [`NONE`] where the log does not have it.
    pub post_of: Vec<u32>,
}

impl<'a> Frame<'a> {
    /// Looks at the log once. O(events + posts).
    pub fn new(log: &'a Log, settings: &'a Settings<'a>) -> Result<Self, ReportError> {
        let people = log.people.len();
        for (what, found) in [
            ("communities", settings.communities.len()),
            ("personas", settings.personas.len()),
        ] {
            if found != 0 && found != people {
                return Err(ReportError::Shape {
                    what,
                    expected: people,
                    found,
                });
            }
        }
        let mut frame = Self {
            log,
            settings,
            sides: sides(people, settings),
            clock: Clock::new(settings.time_zone, 0, 0)?,
            calendar: Calendar::default(),
            span: None,
            as_of: settings.as_of.unwrap_or_default(),
            from: None,
            dates_only: false,
            untimed: 0,
            categories: Vec::new(),
            names: Vec::new(),
            unheard: members(people, settings.unheard),
            answering: vec![false; log.posts.len()],
            to_brand: vec![false; log.posts.len()],
            post_of: vec![NONE; log.objects.len()],
        };
        frame.names = category_names(log, settings);
        frame.categories = categories(log, &frame.names);
        frame.look_at_posts();
        frame.look_at_times()?;
        Ok(frame)
    }

    /// The side of a person.
    pub fn side(&self, person: u32) -> Side {
        self.sides
            .get(person as usize)
            .copied()
            .unwrap_or(Side::Community)
    }

    /// Whether an event speaks to the brand as such (the brand as a whole has no number).
    pub fn is_to_brand(&self, event: &Event) -> bool {
        self.has_brand()
            && self.side(event.source) == Side::Community
            && (event.target == NONE || self.side(event.target) == Side::Brand)
    }

    /// Whether the project names the brand's accounts.
    pub fn has_brand(&self) -> bool {
        !self.settings.brand.is_empty()
    }

    /// The post an event is carried by.
    pub fn post(&self, event: &Event) -> Option<&'a Post> {
        self.log.posts.get(event.post as usize)
    }

    /// A time that counts: known, not apart from all others, not after "now".
    pub fn time(&self, time: i64) -> Option<i64> {
        let (first, last) = self.span?;
        (time != NO_TIME && time >= first && time <= last).then_some(time)
    }

    /// The period of a time, if it counts.
    pub fn period(&self, time: i64) -> Option<usize> {
        self.calendar.period(self.time(time)?)
    }

    /// Whether what happened then is told, not only compared with.
    pub fn is_told(&self, time: i64) -> bool {
        self.from.is_none_or(|from| time != NO_TIME && time >= from)
    }

    /// Whether a time is known to lie after "now": such rows have not happened yet.
    pub fn is_future(&self, time: i64) -> bool {
        self.settings.as_of.is_some_and(|as_of| time > as_of)
    }

    /// Whether a post carries a label of a category (its place).
    pub fn has_category(&self, post: &Post, category: usize) -> bool {
        self.labels(post)
            .iter()
            .any(|&label| self.categories[label as usize] >> category & 1 == 1)
    }

    /// The labels of a post.
    pub fn labels(&self, post: &Post) -> &'a [u32] {
        let (from, to) = post.labels;
        self.log
            .post_labels
            .get(from as usize..to as usize)
            .unwrap_or_default()
    }

    /// The words of a post.
    pub fn terms(&self, post: &Post) -> &'a [u32] {
        let (from, to) = post.terms;
        self.log
            .post_terms
            .get(from as usize..to as usize)
            .unwrap_or_default()
    }

    /// The place of a label category.
    pub fn category(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|(category, _)| category == name)
    }

    /// Whether somebody says with it that something is wrong; `None` where nothing says what a
    /// complaint is.
    pub fn complains(&self, post: &Post) -> Option<bool> {
        let category = self.category("complaint")?;
        Some(self.has_category(post, category))
    }

    /// Whether a post asks or complains.
    pub fn asks(&self, post: &Post) -> bool {
        let labelled = self
            .category("question")
            .is_some_and(|category| self.has_category(post, category));
        post.question || labelled || self.complains(post) == Some(true)
    }

    /// Every act once: each post, and each event that no post carries.
    pub fn each_act(&self, mut act: impl FnMut(Act)) {
        for post in &self.log.posts {
            if !self.is_future(post.time) {
                act(Act {
                    person: post.author,
                    time: post.time,
                    platform: post.platform,
                });
            }
        }
        for event in &self.log.events {
            if event.post == NONE && !self.is_future(event.time) {
                act(Act {
                    person: event.source,
                    time: event.time,
                    platform: event.platform,
                });
            }
        }
    }

    fn look_at_posts(&mut self) {
        for (number, post) in self.log.posts.iter().enumerate() {
            self.answering[number] = post.answers != NONE;
            if let Some(place) = self.post_of.get_mut(post.object as usize) {
                *place = number as u32;
            }
        }
        for event in &self.log.events {
            let post = event.post as usize;
            if post < self.answering.len() {
                self.answering[post] |= matches!(event.kind, Kind::Reply | Kind::Comment);
                self.to_brand[post] |= self.is_to_brand(event);
            }
        }
    }

    fn look_at_times(&mut self) -> Result<(), ReportError> {
        let mut times = Vec::new();
        let mut untimed = 0;
        self.each_act(|act| {
            if jiff::Timestamp::from_second(act.time).is_ok() {
                times.push(act.time);
            } else {
                untimed += 1;
            }
        });
        let Some((low, high)) = plausible(&mut times) else {
            self.untimed = untimed;
            return Ok(());
        };
        let kept = || {
            times
                .iter()
                .copied()
                .filter(|&time| time >= low && time <= high)
        };
        let first = kept().min().unwrap_or(low);
        let last = kept().max().unwrap_or(high);
        self.untimed = untimed + (times.len() - kept().count()) as u64;
        self.span = Some((first, last));
        self.as_of = self.settings.as_of.unwrap_or(last);
        // A "now" far from the log (a wrong year) makes no empty centuries: periods end a year on.
        let seen = self.as_of.min(last.saturating_add(366 * super::clock::DAY));
        self.clock = Clock::new(self.settings.time_zone, first, seen.max(last))?;
        self.calendar = Calendar::new(&self.clock, self.settings.length, first, last, seen);
        let midnight = |time: i64| {
            let day = super::clock::DAY;
            time.rem_euclid(day) == 0 || self.clock.local(time).rem_euclid(day) == 0
        };
        let midnights = kept().filter(|&time| midnight(time)).count();
        self.dates_only = midnights * 20 >= kept().count() * 19;
        Ok(())
    }
}

fn sides(people: usize, settings: &Settings) -> Vec<Side> {
    let mut sides = vec![Side::Community; people];
    for (members, side) in [(settings.staff, Side::Staff), (settings.brand, Side::Brand)] {
        for &person in members {
            if let Some(place) = sides.get_mut(person as usize) {
                *place = side;
            }
        }
    }
    sides
}

fn members(people: usize, members: &[u32]) -> Vec<bool> {
    let mut is_member = vec![false; people];
    for &person in members {
        if let Some(place) = is_member.get_mut(person as usize) {
            *place = true;
        }
    }
    is_member
}

/// What sources call a complaint, folded.
const COMPLAINTS: [&str; 4] = ["complaint", "plainte", "réclamation", "reclamation"];
/// Categories fit the bits of a number.
const MOST_CATEGORIES: usize = 64;

/// The project's categories, each with its own name as a label; complaints too where a label of the
/// log says that word.
fn category_names(log: &Log, settings: &Settings) -> Vec<(String, Vec<String>)> {
    let fold = |label: &str| crate::person::fold(label).into_owned();
    let mut names: Vec<(String, Vec<String>)> = settings
        .labels
        .iter()
        .take(MOST_CATEGORIES - 1)
        .map(|(name, labels)| {
            let labels = labels.iter().chain([name]).map(|label| fold(label));
            (name.clone(), labels.collect())
        })
        .collect();
    let told = names.iter().any(|(name, _)| name == "complaint");
    let said = |label: &str| COMPLAINTS.contains(&fold(label).as_str());
    if !told && log.labels.iter().any(said) {
        let labels = COMPLAINTS.map(str::to_owned).to_vec();
        names.push(("complaint".to_owned(), labels));
    }
    names
}

/// Bits of the categories each label of the log stands for; case and `@` aside.
fn categories(log: &Log, names: &[(String, Vec<String>)]) -> Vec<u64> {
    log.labels
        .iter()
        .map(|label| {
            let label = crate::person::fold(label);
            (0..names.len())
                .filter(|&category| names[category].1.iter().any(|name| *name == label))
                .fold(0, |bits, category| bits | 1 << category)
        })
        .collect()
}

/// The span of times that do not stand apart: the 99 % span and a tenth of it after; before it, as much
/// again, because communities start slowly and clocks that were never set stand at 1970.
fn plausible(times: &mut [i64]) -> Option<(i64, i64)> {
    let apart = times.len() / 200;
    if times.is_empty() {
        return None;
    }
    let high = *times.select_nth_unstable(times.len() - 1 - apart).1;
    let low = *times.select_nth_unstable(apart).1;
    let span = high - low;
    Some((low.saturating_sub(span), high.saturating_add(span / 10)))
}
