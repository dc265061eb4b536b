//! The accounts that look like influencers and ambassadors and are not, and the critics.

use jiff::{SignedDuration, Timestamp};

use super::calendar::{self, DAYS, Days};
use super::log::{CONTESTS, DECEMBER, NOTHING, Words, Year};
use super::people::Part;
use super::words;

impl Year<'_> {
    pub fn contest_hunters(&mut self) {
        for source in self.town.part(Part::ContestHunter) {
            for day in CONTESTS {
                if self.dice.chance(0.25) {
                    continue;
                }
                let Some(&post) = self.posts[0].iter().find(|&&row| {
                    self.rows[row].text == words::CONTEST
                        && self.rows[row].time >= calendar::moment(calendar::day(day), 0, 0, 0)
                }) else {
                    continue;
                };
                let posted = self.rows[post].time;
                for kind in ["repost", "comment"] {
                    let seconds = 60 + self.dice.below(40_000) as i64;
                    let time = posted + SignedDuration::from_secs(seconds);
                    let words = if kind == "comment" {
                        Words(self.dice.pick(&words::HUNTS), "", Some(1))
                    } else {
                        NOTHING
                    };
                    self.push(time, source, Some(0), kind, Some(post), words);
                }
            }
        }
    }

    pub fn one_day_fans(&mut self) {
        for source in self.town.part(Part::OneDayFan) {
            let day = self.dice.below(DAYS);
            for _ in 0..5 + self.dice.below(6) {
                let time = calendar::hour_of(&mut self.dice, day);
                if self.dice.chance(0.5) {
                    let text = self.dice.pick(&words::FADS);
                    self.tell_brand(time, source, Words(text, "", Some(1)));
                } else {
                    self.endorse(source, 0, time, &[30.0, 10.0, 40.0, 0.0, 20.0]);
                }
            }
        }
    }

    fn criticise(&mut self, source: usize, time: Timestamp) {
        let text = self.dice.pick(&words::CRITIQUES);
        let words = Words(text, "plainte", Some(-1));
        let row = self.push(time, source, Some(0), "mention", None, words);
        self.posts[source].extend(row);
    }

    pub fn critics(&mut self) {
        for source in self.town.part(Part::Critic) {
            for _ in 0..26 {
                let time = self.all_days.moment(&mut self.dice);
                self.criticise(source, time);
            }
        }
        for source in self.town.part(Part::RisingCritic) {
            for month in 0..10 {
                let time = Days::between(month * 30, month * 30 + 30).moment(&mut self.dice);
                self.criticise(source, time);
            }
            for _ in 0..26 {
                let time = Days::between(DECEMBER, DAYS).moment(&mut self.dice);
                self.criticise(source, time);
            }
        }
        self.sort_posts();
    }

    /// 180 bought accounts, three nights.
    pub fn farm(&mut self) {
        let bought = self.town.part(Part::Farm);
        for target in self.town.part(Part::FarmTarget) {
            for night in [188, 251, 326] {
                let start = calendar::moment(calendar::day(night), 2, 10, 0);
                for &source in &bought {
                    if self.dice.chance(0.9) {
                        let seconds = self.dice.below(5_400) as i64;
                        let time = start + SignedDuration::from_secs(seconds);
                        let Some(post) = self.recent_post(target, time) else {
                            continue;
                        };
                        let (kind, words) = if self.dice.chance(0.65) {
                            ("repost", NOTHING)
                        } else {
                            (
                                "comment",
                                Words(self.dice.pick(&words::BOUGHT), "", Some(1)),
                            )
                        };
                        self.push(time, source, Some(target), kind, Some(post), words);
                    }
                }
            }
        }
        // Once, the brand answers one of them: that must not vouch for the farm.
        let time = calendar::moment(calendar::day(270), 10, 5, 0);
        let words = Words(words::QUESTIONS[8], "question", Some(0));
        let row = self.push(time, bought[0], Some(0), "mention", None, words);
        let answer = Words(words::ANSWERS[3], "", None);
        let later = time + SignedDuration::from_mins(12);
        self.push(later, 0, Some(bought[0]), "reply", row, answer);
    }

    /// Ten accounts that repost the posts of the first of them within seconds.
    pub fn coordinated_group(&mut self) {
        let group = self.town.part(Part::Coordinated);
        let influencers = self.town.part(Part::Influencer);
        for round in 0..14 {
            let day = 20 + round * 24;
            let hour = 9 + self.dice.below(11);
            let time = calendar::moment(calendar::day(day), hour, self.dice.below(60), 0);
            self.post(
                time,
                group[0],
                "Encore une hausse du prix du café, partagez ! #prixcafe",
            );
            let Some(&post) = self.posts[group[0]].last() else {
                continue;
            };
            let start = 300 + self.dice.below(3_000) as i64;
            for &source in &group[1..] {
                if self.dice.chance(0.8) {
                    let seconds = start + self.dice.below(45) as i64;
                    let time = time + SignedDuration::from_secs(seconds);
                    self.push(time, source, Some(group[0]), "repost", Some(post), NOTHING);
                }
            }
        }
        for &source in &group {
            for _ in 0..5 {
                let time = self.all_days.moment(&mut self.dice);
                let author = self.dice.pick(&influencers);
                self.endorse(source, author, time, &[30.0, 0.0, 40.0, 0.0, 30.0]);
            }
        }
    }
}
