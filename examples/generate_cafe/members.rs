//! The members of the five communities.

use super::calendar;
use super::dice::Dice;
use super::log::{DECEMBER, INTERACTIONS, NOTHING, Words, Year};
use super::people::{Part, Town};
use super::words;

impl Year<'_> {
    /// Everybody else, until the year is full: three acts each, then the talkative ones.
    pub fn members(&mut self) {
        let members = self.town.part(Part::Member);
        let circles: Vec<Circle> = (0..5).map(|place| Circle::new(self.town, place)).collect();
        for &source in &members {
            let home = self.town.accounts[source].community.unwrap_or_default();
            self.act_on_author(source, &circles[home]);
            if self.dice.chance(0.5) {
                self.act_on_brand(source);
            } else {
                self.act_on_author(source, &circles[home]);
            }
            self.act_on_peer(source, &circles[home]);
        }
        let talk: Vec<f64> = members
            .iter()
            .map(|_| (1.0 - self.dice.unit()).powf(-0.7))
            .collect();
        let total: f64 = talk.iter().sum();
        let sums: Vec<f64> = talk
            .iter()
            .scan(0.0, |sum, value| {
                *sum += value / total;
                Some(*sum)
            })
            .collect();
        while self.interactions < INTERACTIONS {
            let draw = self.dice.unit();
            let place = sums
                .partition_point(|&sum| sum < draw)
                .min(members.len() - 1);
            let source = members[place];
            let home = self.town.accounts[source].community.unwrap_or_default();
            match self.dice.weighted(&[48.0, 15.0, 31.0, 2.0, 4.0]) {
                0 => self.act_on_author(source, &circles[home]),
                1 => self.act_on_brand(source),
                2 => self.act_on_peer(source, &circles[home]),
                3 => {
                    let elsewhere = self.dice.below(5);
                    self.act_on_author(source, &circles[elsewhere]);
                }
                _ => {
                    let time = self.all_days.moment(&mut self.dice);
                    let author = circles[home].author(&mut self.dice, false);
                    self.push(time, source, Some(author), "follow", None, NOTHING);
                }
            }
        }
    }

    fn act_on_author(&mut self, source: usize, circle: &Circle) {
        let time = self.all_days.moment(&mut self.dice);
        let winter = time >= calendar::moment(calendar::day(DECEMBER), 0, 0, 0);
        let author = circle.author(&mut self.dice, winter);
        self.endorse(source, author, time, &[45.0, 9.0, 22.0, 6.0, 18.0]);
    }

    fn act_on_brand(&mut self, source: usize) {
        let time = self.all_days.moment(&mut self.dice);
        if self.dice.chance(0.12) {
            let text = self.dice.pick(&words::PRAISE);
            self.tell_brand(time, source, Words(text, "", Some(1)));
        } else {
            self.endorse(source, 0, time, &[15.0, 3.0, 27.0, 0.0, 55.0]);
        }
    }

    fn act_on_peer(&mut self, source: usize, circle: &Circle) {
        let time = self.all_days.moment(&mut self.dice);
        let other = self.dice.pick(&circle.members);
        let kind = ["mention", "reply", "comment"][self.dice.weighted(&[40.0, 35.0, 25.0])];
        let words = self.chat(source);
        self.push(time, source, Some(other), kind, None, words);
    }
}

/// Whom members of one community listen to.
struct Circle {
    members: Vec<usize>,
    authors: Vec<usize>,
    weights: Vec<f64>,
    /// The same from December on, when one critic is heard.
    winter: Vec<f64>,
}

impl Circle {
    fn new(town: &Town, community: usize) -> Self {
        let parts = [
            (Part::Influencer, 14.0, 14.0),
            (Part::Ambassador, 1.6, 1.6),
            (Part::Quiet, 1.6, 0.2),
            (Part::Rising, 0.6, 2.4),
            (Part::Broker, 1.5, 1.5),
            (Part::Critic, 0.8, 0.8),
            (Part::RisingCritic, 0.8, 14.0),
            (Part::FarmTarget, 1.4, 1.4),
        ];
        let mut circle = Self {
            members: town.part_in(Part::Member, community),
            authors: Vec::new(),
            weights: Vec::new(),
            winter: Vec::new(),
        };
        for (part, weight, winter) in parts {
            for author in town.part_in(part, community) {
                circle.authors.push(author);
                circle.weights.push(weight);
                circle.winter.push(winter);
            }
        }
        circle
    }

    fn author(&self, dice: &mut Dice, winter: bool) -> usize {
        let weights = if winter { &self.winter } else { &self.weights };
        self.authors[dice.weighted(weights)]
    }
}
