//! A year of interactions: 20,000 of them, and the posts they are about.

use std::error::Error;
use std::path::Path;

use jiff::{SignedDuration, Timestamp};

use super::calendar::{self, DAYS, Days};
use super::dice::Dice;
use super::people::{Part, Town};
use super::words;

/// Rows with a target; posts of authors come on top.
pub const INTERACTIONS: usize = 20_000;
/// Days (numbers) on which the brand ran a contest.
pub const CONTESTS: [usize; 6] = [24, 83, 139, 208, 276, 318];
/// First day of January, when the new product comes.
pub const JANUARY: usize = 334;
/// First day of December.
pub const DECEMBER: usize = 303;

/// One row of the log.
pub struct Row {
    pub time: Timestamp,
    pub source: usize,
    pub target: Option<usize>,
    /// Empty for a post towards nobody.
    pub kind: &'static str,
    /// The post acted on: place of its row before sorting.
    pub object: Option<usize>,
    pub text: &'static str,
    pub label: &'static str,
    pub sentiment: Option<i8>,
}

/// What people said, as they say it.
#[derive(Clone, Copy)]
pub struct Words(pub &'static str, pub &'static str, pub Option<i8>);

/// No words.
pub const NOTHING: Words = Words("", "", None);

/// The year as it is being drawn.
pub struct Year<'a> {
    pub town: &'a Town,
    pub dice: Dice,
    pub rows: Vec<Row>,
    pub interactions: usize,
    /// Rows of the posts of each account, by time.
    pub posts: Vec<Vec<usize>>,
    /// Rows that ask the brand something.
    pub questions: Vec<usize>,
    pub all_days: Days,
    pub end: Timestamp,
}

/// Draws the year.
pub fn draw(seed: u64, town: &Town) -> Vec<(String, Vec<String>)> {
    let mut year = Year {
        town,
        dice: Dice::new(seed, 3),
        rows: Vec::new(),
        interactions: 0,
        posts: vec![Vec::new(); town.accounts.len()],
        questions: Vec::new(),
        all_days: Days::between(0, DAYS),
        end: calendar::moment(calendar::day(DAYS), 0, 0, 0),
    };
    year.brand_posts();
    year.author_posts();
    year.questions_and_complaints();
    year.ambassadors();
    year.staff();
    year.contest_hunters();
    year.one_day_fans();
    year.critics();
    year.farm();
    year.coordinated_group();
    year.brokers_and_influencers();
    year.january();
    year.members();
    year.finish()
}

impl Year<'_> {
    pub fn push(
        &mut self,
        time: Timestamp,
        source: usize,
        target: Option<usize>,
        kind: &'static str,
        object: Option<usize>,
        words: Words,
    ) -> Option<usize> {
        let full = target.is_some() && self.interactions == INTERACTIONS;
        if full || target == Some(source) || time >= self.end {
            return None;
        }
        self.interactions += usize::from(target.is_some());
        self.rows.push(Row {
            time,
            source,
            target,
            kind,
            object,
            text: words.0,
            label: words.1,
            sentiment: words.2,
        });
        Some(self.rows.len() - 1)
    }

    pub fn post(&mut self, time: Timestamp, author: usize, text: &'static str) {
        if let Some(row) = self.push(time, author, None, "", None, Words(text, "", None)) {
            self.posts[author].push(row);
        }
    }

    /// A post that names the brand, which answers if somebody is there.
    pub fn tell_brand(&mut self, time: Timestamp, source: usize, words: Words) -> Option<usize> {
        let row = self.push(time, source, Some(0), "mention", None, words)?;
        self.brand_answers(row);
        Some(row)
    }

    fn brand_answers(&mut self, row: usize) {
        let asked = &self.rows[row];
        let (time, source) = (asked.time, asked.source);
        let share = if calendar::silent(time) {
            0.1
        } else if asked.label.is_empty() {
            0.6
        } else {
            0.88
        };
        if self.dice.chance(share) {
            let minutes = (3.6 + 0.9 * self.dice.normal()).exp().clamp(2.0, 600.0);
            let later = time + SignedDuration::from_secs((minutes * 60.0) as i64);
            let at = calendar::open_from(&mut self.dice, later);
            let text = self.dice.pick(&words::ANSWERS);
            self.push(
                at,
                0,
                Some(source),
                "reply",
                Some(row),
                Words(text, "", None),
            );
        }
    }

    /// One of the last three posts of an author before a moment.
    pub fn recent_post(&mut self, author: usize, before: Timestamp) -> Option<usize> {
        let rows = &self.posts[author];
        let known = rows.partition_point(|&row| self.rows[row].time < before);
        if known == 0 {
            return None;
        }
        let back = self.dice.below(known.min(3));
        Some(self.posts[author][known - 1 - back])
    }

    /// Somebody endorses an author's post: repost, quote, comment, reply or reaction.
    pub fn endorse(&mut self, source: usize, author: usize, time: Timestamp, weights: &[f64; 5]) {
        let Some(post) = self.recent_post(author, time) else {
            return;
        };
        let kind = ["repost", "quote", "comment", "reply", "reaction"][self.dice.weighted(weights)];
        let words = match kind {
            "repost" | "reaction" => NOTHING,
            "quote" => Words(self.dice.pick(&words::COMMENTS), "", Some(1)),
            _ => self.chat(source),
        };
        self.push(time, source, Some(author), kind, Some(post), words);
    }

    /// What somebody says to others: the words of the community, or a short comment.
    pub fn chat(&mut self, source: usize) -> Words {
        match self.town.accounts[source].community {
            Some(community) if self.dice.chance(0.6) => {
                Words(self.dice.pick(&words::CHATTER[community]), "", None)
            }
            _ => Words(self.dice.pick(&words::COMMENTS), "", Some(0)),
        }
    }

    pub fn sort_posts(&mut self) {
        let rows = &self.rows;
        for posts in &mut self.posts {
            posts.sort_by_key(|&row| (rows[row].time, row));
        }
    }

    fn brand_posts(&mut self) {
        for number in 0..DAYS {
            if self.dice.chance(0.72) {
                let hour = self.dice.pick(&[8, 9, 12, 12, 17, 18]);
                let minute = self.dice.below(60);
                let post = self.dice.below(words::BRAND_POSTS.len());
                let time = calendar::moment(calendar::day(number), hour, minute, 0);
                self.post(time, 0, words::BRAND_POSTS[post].2);
            }
            if CONTESTS.contains(&number) {
                self.post(
                    calendar::moment(calendar::day(number), 11, 30, 0),
                    0,
                    words::CONTEST,
                );
            }
            if number >= JANUARY && number % 7 == 0 {
                self.post(
                    calendar::moment(calendar::day(number), 10, 0, 0),
                    0,
                    words::CASCARA,
                );
            }
        }
        self.sort_posts();
    }

    fn author_posts(&mut self) {
        for (part, count) in [
            (Part::Influencer, 40),
            (Part::Broker, 14),
            (Part::FarmTarget, 16),
        ] {
            for author in self.town.part(part) {
                let community = self.town.accounts[author].community.unwrap_or_default();
                for _ in 0..count {
                    let time = self.all_days.moment(&mut self.dice);
                    let text = self.dice.pick(&words::CHATTER[community]);
                    self.post(time, author, text);
                }
            }
        }
        self.sort_posts();
    }

    fn questions_and_complaints(&mut self) {
        let members = self.town.part(Part::Member);
        for _ in 0..760 {
            let time = self.all_days.moment(&mut self.dice);
            let source = self.dice.pick(&members);
            let text = self.dice.pick(&words::QUESTIONS);
            let asked = self.tell_brand(time, source, Words(text, "question", Some(0)));
            self.questions.extend(asked);
        }
        for _ in 0..430 {
            let time = self.all_days.moment(&mut self.dice);
            let source = self.dice.pick(&members);
            let text = self.dice.pick(&words::COMPLAINTS);
            self.tell_brand(time, source, Words(text, "plainte", Some(-1)));
        }
        let rows = &self.rows;
        self.questions.sort_by_key(|&row| (rows[row].time, row));
    }

    /// A moment of a week.
    fn in_week(&mut self, week: usize) -> Timestamp {
        Days::between(week * 7, (week * 7 + 7).min(DAYS)).moment(&mut self.dice)
    }

    /// Answers one of the last questions before a moment.
    fn help(&mut self, source: usize, time: Timestamp) {
        let known = self
            .questions
            .partition_point(|&row| self.rows[row].time < time);
        let back = self.dice.below(known.clamp(1, 12));
        if let Some(&row) = known
            .checked_sub(1 + back)
            .and_then(|place| self.questions.get(place))
        {
            let asker = self.rows[row].source;
            let text = self.dice.pick(&words::HELP);
            self.push(
                time,
                source,
                Some(asker),
                "reply",
                Some(row),
                Words(text, "", Some(1)),
            );
        }
    }

    /// A week of somebody who loves the brand.
    fn devoted(&mut self, source: usize, week: usize) {
        for _ in 0..=self.dice.below(2) {
            let time = self.in_week(week);
            match self.dice.weighted(&[34.0, 34.0, 18.0, 14.0]) {
                0 => {
                    let text = self.dice.pick(&words::PRAISE);
                    let row = self.tell_brand(time, source, Words(text, "", Some(1)));
                    self.posts[source].extend(row);
                }
                1 => self.help(source, time),
                2 => self.endorse(source, 0, time, &[70.0, 30.0, 0.0, 0.0, 0.0]),
                _ => self.endorse(source, 0, time, &[0.0, 0.0, 100.0, 0.0, 0.0]),
            }
        }
    }

    fn ambassadors(&mut self) {
        let weeks = DAYS.div_ceil(7);
        for source in self.town.part(Part::Ambassador) {
            let first = self.dice.below(14);
            for week in first..weeks {
                if self.dice.chance(0.72) || week + 2 >= weeks {
                    self.devoted(source, week);
                }
            }
        }
        for source in self.town.part(Part::Quiet) {
            for week in 0..36 {
                if self.dice.chance(0.85) {
                    self.devoted(source, week);
                }
            }
        }
        for source in self.town.part(Part::Rising) {
            for week in 40..weeks {
                self.devoted(source, week);
                if week > 46 {
                    self.devoted(source, week);
                }
            }
        }
        self.sort_posts();
    }

    /// Staff are as constant as ambassadors: the project names them.
    fn staff(&mut self) {
        for source in self.town.part(Part::Staff) {
            for week in 0..DAYS.div_ceil(7) {
                if self.dice.chance(0.75) {
                    self.devoted(source, week);
                }
            }
        }
    }

    /// Brokers talk with three communities, and are heard there; influencers talk with their own.
    fn brokers_and_influencers(&mut self) {
        for source in self.town.part(Part::Broker) {
            let home = self.town.accounts[source].community.unwrap_or_default();
            for step in 0..66 {
                let community = (home + step % 3) % 5;
                let members = self.town.part_in(Part::Member, community);
                let other = self.dice.pick(&members);
                let time = self.all_days.moment(&mut self.dice);
                let words = self.chat(source);
                if step % 2 == 0 {
                    self.push(time, source, Some(other), "mention", None, words);
                } else {
                    self.endorse(other, source, time, &[50.0, 15.0, 25.0, 10.0, 0.0]);
                }
            }
        }
        for source in self.town.part(Part::Influencer) {
            let home = self.town.accounts[source].community.unwrap_or_default();
            let members = self.town.part_in(Part::Member, home);
            for _ in 0..36 {
                let other = self.dice.pick(&members);
                let time = self.all_days.moment(&mut self.dice);
                let words = self.chat(source);
                self.push(time, source, Some(other), "reply", None, words);
            }
        }
    }

    /// Talk of the new product, in January only.
    fn january(&mut self) {
        let members = self.town.part(Part::Member);
        let days = Days::between(JANUARY, DAYS);
        for _ in 0..90 {
            let time = days.moment(&mut self.dice);
            let source = self.dice.pick(&members);
            let text = self.dice.pick(&words::CASCARA_TALK);
            self.tell_brand(time, source, Words(text, "", Some(1)));
        }
    }

    /// The rows in order of time, posts numbered in that order.
    fn finish(self) -> Vec<(String, Vec<String>)> {
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        order.sort_by_key(|&row| (self.rows[row].time, row));
        let mut numbers = vec![0; order.len()];
        for (number, &row) in order.iter().enumerate() {
            numbers[row] = number + 1;
        }
        let name = |row: usize| format!("m{:05}", numbers[row]);
        let account = |place: usize| self.town.accounts[place].name.clone();
        order
            .iter()
            .map(|&row| {
                let it = &self.rows[row];
                let cells = vec![
                    calendar::text(it.time),
                    account(it.source),
                    it.target.map_or(String::new(), account),
                    it.kind.to_owned(),
                    it.object.map_or(String::new(), name),
                    it.text.to_owned(),
                    it.label.to_owned(),
                    it.sentiment
                        .map_or(String::new(), |value| value.to_string()),
                ];
                (name(row), cells)
            })
            .collect()
    }
}

/// Writes the log.
pub fn write(path: &Path, rows: &[(String, Vec<String>)]) -> Result<(), Box<dyn Error>> {
    let mut file = csv::Writer::from_path(path)?;
    file.write_record([
        "id",
        "time",
        "source",
        "target",
        "kind",
        "object",
        "text",
        "labels",
        "sentiment",
    ])?;
    for (id, cells) in rows {
        let mut record = vec![id.as_str()];
        record.extend(cells.iter().map(String::as_str));
        file.write_record(&record)?;
    }
    file.flush()?;
    Ok(())
}
