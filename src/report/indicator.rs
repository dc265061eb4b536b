//! Indicators by period: what was done, who was there, who was answered.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::interaction::{Kind, NONE, Post};
use crate::statistic::wilson;

use super::answer::{Conversation, Mention};
use super::document::{Answered, Count, Period, ResponseMinutes, Sentiment};
use super::frame::{Frame, Side};

/// The indicators of each period, and of the whole log. Changes are not in yet.
pub(super) fn indicators(frame: &Frame, conversation: &Conversation) -> (Vec<Period>, Period) {
    let mut columns = Columns::new(frame);
    columns.people(frame);
    columns.interactions(frame);
    columns.posts(frame);
    columns.conversations(frame);
    columns.mentions(frame, conversation);
    columns.finish(frame)
}

/// One column a period, and the last for the whole log.
struct Columns {
    periods: Vec<Period>,
    minutes: Vec<Vec<f64>>,
}

impl Columns {
    fn new(frame: &Frame) -> Self {
        let n = frame.calendar.len();
        let brand = frame.has_brand().then_some(0);
        let posts = (!frame.log.posts.is_empty()).then_some(0);
        let complains = frame.category("complaint").is_some() && !frame.log.labels.is_empty();
        let feels = frame.log.posts.iter().any(|post| post.sentiment != i8::MIN);
        let blank = Period {
            posts,
            brand_posts: posts.and(brand),
            conversations_started: objects_are_known(frame).then_some(0).and(brand),
            brand_replies: brand,
            first_replies: brand,
            mentions: brand,
            answered: brand,
            complaints: (complains && brand.is_some()).then(Answered::default),
            sentiment: feels.then(Sentiment::default),
            labels: category_names(frame),
            ..Period::default()
        };
        Self {
            periods: vec![blank; n + 1],
            minutes: vec![Vec::new(); n + 1],
        }
    }

    /// Adds to the period of a time, if it has one, and to the total.
    fn add(&mut self, frame: &Frame, time: i64, add: impl Fn(&mut Period)) {
        if let Some(period) = frame.period(time) {
            add(&mut self.periods[period]);
        }
        if let Some(total) = self.periods.last_mut() {
            add(total);
        }
    }

    /// Active, new and returning people.
    fn people(&mut self, frame: &Frame) {
        let mut first = vec![u32::MAX; frame.log.people.len()];
        let mut pairs: Vec<u64> = Vec::new();
        let mut ever = vec![false; first.len()];
        frame.each_act(|act| {
            if frame.side(act.person) != Side::Community {
                return;
            }
            let Some(seen) = ever.get_mut(act.person as usize) else {
                return;
            };
            *seen = true;
            if let Some(period) = frame.period(act.time) {
                let pair = (period as u64) << 32 | u64::from(act.person);
                // Rows of one person stand together, often in one period.
                if pairs.last() != Some(&pair) {
                    pairs.push(pair);
                }
                let first = &mut first[act.person as usize];
                *first = (*first).min(period as u32);
            }
        });
        pairs.par_sort_unstable();
        pairs.dedup();
        for pair in pairs {
            let (period, person) = ((pair >> 32) as usize, pair as u32 as usize);
            let new = first[person] as usize == period;
            let it = &mut self.periods[period];
            it.active_people += 1;
            it.new_people += u64::from(new);
            it.returning_people += u64::from(!new);
        }
        if let Some(total) = self.periods.last_mut() {
            total.active_people = ever.iter().filter(|&&seen| seen).count() as u64;
            total.new_people = total.active_people;
        }
    }

    fn interactions(&mut self, frame: &Frame) {
        for event in &frame.log.events {
            if frame.side(event.source) == Side::Community && !frame.is_future(event.time) {
                self.add(frame, event.time, |period| period.interactions += 1);
            }
        }
    }

    fn posts(&mut self, frame: &Frame) {
        let add = |count: &mut Option<u64>| {
            if let Some(count) = count {
                *count += 1;
            }
        };
        for (number, post) in frame.log.posts.iter().enumerate() {
            if post.repost || frame.is_future(post.time) {
                continue;
            }
            match frame.side(post.author) {
                Side::Community => self.add(frame, post.time, |period| {
                    add(&mut period.posts);
                    labels(frame, post, &mut period.labels);
                    if frame.to_brand[number] || !frame.has_brand() {
                        feel(post.sentiment, period.sentiment.as_mut());
                    }
                }),
                Side::Brand if !frame.answering[number] => {
                    self.add(frame, post.time, |period| add(&mut period.brand_posts));
                }
                Side::Brand | Side::Staff => {}
            }
        }
    }

    /// Posts of the brand that somebody answered.
    fn conversations(&mut self, frame: &Frame) {
        let mut started: BTreeSet<(u32, i64)> = BTreeSet::new();
        for event in &frame.log.events {
            let object = event.object as usize;
            let author = frame
                .log
                .object_authors
                .get(object)
                .copied()
                .unwrap_or(NONE);
            let talks = matches!(event.kind, Kind::Reply | Kind::Comment);
            if !talks
                || author == NONE
                || frame.side(author) != Side::Brand
                || frame.side(event.source) != Side::Community
                || frame.is_future(event.time)
            {
                continue;
            }
            let post = frame.post_of[object] as usize;
            match frame.log.posts.get(post) {
                Some(_) if frame.answering[post] => {}
                Some(post) => {
                    started.insert((event.object, post.time));
                }
                // The post itself is not in the log: the conversation starts with its first answer.
                None => {
                    started.insert((event.object, event.time));
                }
            }
        }
        let mut last = NONE;
        for (object, time) in started {
            if object != last {
                self.add(frame, time, |period| {
                    if let Some(count) = &mut period.conversations_started {
                        *count += 1;
                    }
                });
            }
            last = object;
        }
    }

    fn mentions(&mut self, frame: &Frame, conversation: &Conversation) {
        let one = |count: &mut Option<u64>| {
            if let Some(count) = count {
                *count += 1;
            }
        };
        for mention in &conversation.mentions {
            self.add(frame, mention.time, |period| {
                one(&mut period.mentions);
                if mention.answer.is_some() {
                    one(&mut period.answered);
                }
                if let Some(complaints) = period.complaints.as_mut().filter(|_| mention.complaint) {
                    complaints.n += 1;
                    complaints.answered += u64::from(mention.answer.is_some());
                }
            });
            self.response(frame, mention);
        }
        for reply in conversation.replies.iter().filter(|reply| reply.counts) {
            self.add(frame, reply.time, |period| one(&mut period.brand_replies));
        }
        let firsts: BTreeSet<_> = conversation
            .mentions
            .iter()
            .filter_map(|mention| mention.answer)
            .collect();
        for answer in firsts {
            if conversation.replies[answer.reply as usize].counts {
                self.add(frame, answer.time, |period| one(&mut period.first_replies));
            }
        }
    }

    fn response(&mut self, frame: &Frame, mention: &Mention) {
        let Some(seconds) = mention.response().filter(|_| !frame.dates_only) else {
            return;
        };
        let minutes = seconds as f64 / 60.0;
        if let Some(period) = frame.period(mention.time) {
            self.minutes[period].push(minutes);
        }
        if let Some(total) = self.minutes.last_mut() {
            total.push(minutes);
        }
    }

    fn finish(mut self, frame: &Frame) -> (Vec<Period>, Period) {
        for (period, minutes) in self.periods.iter_mut().zip(&mut self.minutes) {
            let (Some(mentions), Some(answered)) = (period.mentions, period.answered) else {
                continue;
            };
            period.answered_share = share(answered, mentions);
            let interval = period
                .answered_share
                .and_then(|share| wilson(share, mentions as f64));
            period.answered_low = interval.map(|interval| interval.low);
            period.answered_high = interval.map(|interval| interval.high);
            period.response_minutes = response_minutes(minutes);
        }
        let mut total = self.periods.pop().unwrap_or_default();
        for (period, name) in self.periods.iter_mut().zip(&frame.calendar.names) {
            period.period.clone_from(name);
        }
        if let Some(last) = self.periods.last_mut() {
            last.unfinished = frame.calendar.unfinished;
        }
        if let Some(first) = self.periods.first_mut() {
            first.first = !frame.calendar.cut;
        }
        if let Some((first, last)) = frame.span {
            let (first, last) = (frame.clock.day_text(first), frame.clock.day_text(last));
            total.period = format!("{first}/{last}");
        }
        (self.periods, total)
    }
}

/// A share of a count; `None` of nothing.
pub(super) fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// Quantile `q` (0..1) of ascending values, linear between neighbours (type 7 of Hyndman & Fan 1996).
pub(super) fn quantile(sorted: &[f64], q: f64) -> Option<f64> {
    let place = q * sorted.len().checked_sub(1)? as f64;
    let (low, high) = (place.floor() as usize, place.ceil() as usize);
    Some(sorted[low] + (sorted[high] - sorted[low]) * (place - low as f64))
}

fn response_minutes(minutes: &mut [f64]) -> Option<ResponseMinutes> {
    minutes.sort_by(f64::total_cmp);
    Some(ResponseMinutes {
        median: quantile(minutes, 0.5)?,
        p90: quantile(minutes, 0.9)?,
        n: minutes.len() as u64,
    })
}

fn objects_are_known(frame: &Frame) -> bool {
    frame.log.events.iter().any(|event| event.object != NONE)
}

fn category_names(frame: &Frame) -> Vec<Count> {
    if frame.log.labels.is_empty() {
        return Vec::new();
    }
    frame
        .names
        .iter()
        .map(|(name, _)| Count {
            name: name.clone(),
            n: 0,
        })
        .collect()
}

fn labels(frame: &Frame, post: &Post, counts: &mut [Count]) {
    for (category, count) in counts.iter_mut().enumerate() {
        count.n += u64::from(frame.has_category(post, category));
    }
}

fn feel(sentiment: i8, counts: Option<&mut Sentiment>) {
    let Some(counts) = counts else {
        return;
    };
    match sentiment {
        i8::MIN => {}
        0 => counts.neutral += 1,
        1.. => counts.positive += 1,
        _ => counts.negative += 1,
    }
}
