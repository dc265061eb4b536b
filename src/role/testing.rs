//! A planted village: true ambassadors among people who look like them.

use rand::Rng;

use super::ambassador::Ambassadors;
use crate::interaction::{Account, Event, Kind, Log, NONE, Post};
use crate::statistic::stream;

const DAY: i64 = 86_400;
const START: i64 = 1_735_689_600; // 1 January 2025
const DAYS: i64 = 360;

pub(crate) struct Village {
    pub(crate) log: Log,
    pub(crate) brand: Vec<u32>,
    pub(crate) staff: Vec<u32>,
    pub(crate) ambassadors: Vec<u32>,
    pub(crate) one_day_fans: Vec<u32>,
    pub(crate) critics: Vec<u32>,
}

impl Village {
    /// 1 brand, 5 staff, 25 ambassadors, 60 contest hunters, 80 one-day fans, 20 bots, 20 critics, 600 others.
    pub(crate) fn planted(seed: u64) -> Self {
        let mut rng = stream(&[seed, 7]);
        let groups = [1, 5, 25, 60, 80, 20, 20, 600];
        let mut log = Log::default();
        let mut members: Vec<Vec<u32>> = Vec::new();
        let mut next = 0;
        for size in groups {
            members.push((next..next + size).collect());
            next += size;
        }
        for person in 0..next {
            log.people.intern(&format!("x:{person:04}"));
            log.accounts.push(Account {
                label: format!("p{person}"),
                ..Account::default()
            });
        }
        let mut village = Self {
            log,
            brand: members[0].clone(),
            staff: members[1].clone(),
            ambassadors: members[2].clone(),
            one_day_fans: members[4].clone(),
            critics: members[6].clone(),
        };
        let others = members[7].clone();
        let mut day = || START + rng.gen_range(0..DAYS) * DAY + rng.gen_range(0..DAY);
        let contests: Vec<i64> = (0..8).map(|_| day()).collect();
        let mut rng = stream(&[seed, 8]);
        for &person in &members[1] {
            for i in 0..200 {
                village.post(person, START + i * DAY * 9 / 5, 1, &mut rng, &others, 20);
            }
        }
        for &person in &members[2] {
            let first = rng.gen_range(0..150);
            for _ in 0..rng.gen_range(25..60) {
                let time = START + rng.gen_range(first..DAYS) * DAY;
                let mood = i8::from(rng.gen_bool(0.8));
                let fans = rng.gen_range(0..4);
                village.post(person, time, mood, &mut rng, &others, fans);
                village.answer(person, time, &mut rng, &others, 0.5);
            }
            village.post(
                person,
                START + (DAYS - rng.gen_range(1..20)) * DAY,
                1,
                &mut rng,
                &others,
                1,
            );
        }
        for &person in &members[3] {
            for &contest in &contests {
                if rng.gen_bool(0.7) {
                    for _ in 0..rng.gen_range(2..6) {
                        let time = contest + rng.gen_range(0..DAY);
                        village.post(person, time, 1, &mut rng, &others, 0);
                    }
                }
            }
        }
        for &person in &members[4] {
            let time = START + rng.gen_range(0..DAYS) * DAY;
            for _ in 0..rng.gen_range(5..30) {
                let fans = rng.gen_range(0..3);
                village.post(person, time, 1, &mut rng, &others, fans);
                village.answer(person, time, &mut rng, &others, 0.5);
            }
        }
        for &person in &members[5] {
            for i in 0..DAYS / 2 {
                village.post(person, START + i * 2 * DAY, 0, &mut rng, &others, 0);
                village.answer(person, START + i * 2 * DAY, &mut rng, &others, 0.1);
            }
        }
        for &person in &members[6] {
            for _ in 0..rng.gen_range(15..40) {
                let time = START + rng.gen_range(0..DAYS) * DAY;
                let mood = if rng.gen_bool(0.85) { -1 } else { 0 };
                let fans = rng.gen_range(0..3);
                village.post(person, time, mood, &mut rng, &others, fans);
                village.answer(person, time, &mut rng, &others, 0.4);
            }
        }
        for &person in &others {
            for _ in 0..rng.gen_range(0..6) {
                let time = START + rng.gen_range(0..DAYS) * DAY;
                let mood = rng.gen_range(-1..=1);
                let fans = i32::from(rng.gen_bool(0.15));
                village.post(person, time, mood, &mut rng, &others, fans);
                village.answer(person, time, &mut rng, &others, 0.15);
            }
        }
        village.sort();
        village
    }

    /// Takes the critics' acts out of the log.
    pub(crate) fn drop_critics(&mut self) {
        let critics = self.critics.clone();
        self.log
            .events
            .retain(|event| !critics.contains(&event.source));
    }

    fn event(&mut self, source: u32, target: u32, kind: Kind, time: i64, object: u32, post: u32) {
        self.log.events.push(Event {
            source,
            target,
            kind,
            platform: 0,
            weight: 1.0,
            time,
            object,
            post,
        });
    }

    /// A post that names the brand, and `fans` other people who share it.
    fn post(
        &mut self,
        author: u32,
        time: i64,
        sentiment: i8,
        rng: &mut impl Rng,
        others: &[u32],
        fans: i32,
    ) {
        let number = self.log.posts.len() as u32;
        let object = self.log.objects.intern(&format!("x:m{number}"));
        self.log.object_authors.push(author);
        self.log.posts.push(Post {
            time,
            sentiment,
            ..Post::of(author, object)
        });
        self.event(author, self.brand[0], Kind::Mention, time, NONE, number);
        for _ in 0..fans {
            let fan = others[rng.gen_range(0..others.len())];
            if fan != author {
                self.event(fan, author, Kind::Repost, time + 60, object, NONE);
            }
        }
    }

    fn answer(&mut self, person: u32, time: i64, rng: &mut impl Rng, others: &[u32], chance: f64) {
        let other = others[rng.gen_range(0..others.len())];
        if rng.gen_bool(chance) && other != person {
            self.event(person, other, Kind::Reply, time + 120, NONE, NONE);
        }
    }

    fn sort(&mut self) {
        self.log
            .events
            .sort_by_key(|e| (e.source, e.target, e.time, e.kind, e.object));
    }
}

/// Share of the planted among the first `n` by score.
pub(crate) fn precision_at(n: usize, scored: &Ambassadors, planted: &[u32]) -> f64 {
    let mut people: Vec<(u32, f64)> = (0..)
        .zip(&scored.scores)
        .filter_map(|(person, score)| Some((person, score.as_ref()?.score)))
        .collect();
    people.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let right = people
        .iter()
        .take(n)
        .filter(|(person, _)| planted.contains(person));
    right.count() as f64 / n as f64
}
