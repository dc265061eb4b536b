//! 2,500 accounts in five planted communities, with the people a ranking should find and the
//! look-alikes it should not.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;

use super::audience::Respondent;
use super::dice::Dice;
use super::words::{FIRST_NAMES, NICKNAMES};

/// The brand's account.
pub const BRAND: &str = "cafelumen";

/// What an account was planted to be, as the truth file names it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Brand,
    Staff,
    Member,
    Influencer,
    Ambassador,
    /// An ambassador who stopped in October.
    Quiet,
    /// Started in November and comes every week since.
    Rising,
    Broker,
    Critic,
    /// A critic whose posts travel since December.
    RisingCritic,
    ContestHunter,
    OneDayFan,
    Farm,
    /// The honest mid account the farm was bought for.
    FarmTarget,
    Coordinated,
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Self::Brand => "brand",
            Self::Staff => "staff",
            Self::Member => "member",
            Self::Influencer => "influencer",
            Self::Ambassador => "ambassador",
            Self::Quiet => "quiet_ambassador",
            Self::Rising => "rising_ambassador",
            Self::Broker => "broker",
            Self::Critic => "critic",
            Self::RisingCritic => "rising_critic",
            Self::ContestHunter => "contest_hunter",
            Self::OneDayFan => "one_day_fan",
            Self::Farm => "farm",
            Self::FarmTarget => "farm_target",
            Self::Coordinated => "coordinated",
        }
    }
}

/// The planted communities, as the truth file names them.
pub const COMMUNITIES: [&str; 5] = ["quartier", "latte_art", "origines", "zero_dechet", "etudes"];
/// People of each community, every part included but brand, staff, fans, hunters, farm and group.
const SIZES: [usize; 5] = [702, 520, 400, 330, 221];
/// Which community the personas of the audience live in.
const HOMES: [[f64; 5]; 4] = [
    [46.0, 8.0, 4.0, 8.0, 34.0],
    [8.0, 32.0, 50.0, 6.0, 4.0],
    [14.0, 4.0, 14.0, 64.0, 4.0],
    [56.0, 12.0, 2.0, 6.0, 24.0],
];

/// One account.
pub struct Account {
    pub name: String,
    pub part: Part,
    /// Place in [`COMMUNITIES`]; none for brand, staff, fans, hunters, farm and group.
    pub community: Option<usize>,
    pub respondent: Option<usize>,
}

/// All accounts.
pub struct Town {
    pub accounts: Vec<Account>,
}

impl Town {
    /// The accounts of one part.
    pub fn part(&self, part: Part) -> Vec<usize> {
        self.matching(|account| account.part == part)
    }

    /// The accounts of one part in one community.
    pub fn part_in(&self, part: Part, community: usize) -> Vec<usize> {
        self.matching(|account| account.part == part && account.community == Some(community))
    }

    fn matching(&self, test: impl Fn(&Account) -> bool) -> Vec<usize> {
        (0..self.accounts.len())
            .filter(|&place| test(&self.accounts[place]))
            .collect()
    }

    /// The account a respondent gave, if any.
    pub fn account_of(&self, respondent: usize) -> Option<&str> {
        self.accounts
            .iter()
            .find(|account| account.respondent == Some(respondent))
            .map(|account| account.name.as_str())
    }
}

/// People with a part in each community: part, and how many in each.
const PARTS: [(Part, [usize; 5]); 8] = [
    (Part::Influencer, [3, 3, 2, 2, 2]),
    (Part::Ambassador, [8, 5, 5, 4, 2]),
    (Part::Quiet, [1, 0, 1, 0, 0]),
    (Part::Rising, [1, 1, 0, 1, 0]),
    (Part::Broker, [2, 1, 1, 1, 1]),
    (Part::Critic, [3, 1, 1, 2, 1]),
    (Part::RisingCritic, [0, 0, 0, 1, 0]),
    (Part::FarmTarget, [0, 1, 0, 0, 0]),
];
/// People outside of the communities.
const OUTSIDE: [(Part, usize); 5] = [
    (Part::Staff, 6),
    (Part::ContestHunter, 60),
    (Part::OneDayFan, 70),
    (Part::Farm, 180),
    (Part::Coordinated, 10),
];
/// Respondents who gave their account.
const LINKED: usize = 320;

/// Draws the accounts and ties some of them to respondents.
pub fn draw(seed: u64, respondents: &[Respondent]) -> Town {
    let dice = &mut Dice::new(seed, 2);
    let mut names = Names(BTreeSet::from([BRAND.to_owned()]));
    let mut accounts = vec![Account {
        name: BRAND.to_owned(),
        part: Part::Brand,
        community: None,
        respondent: None,
    }];
    for community in 0..COMMUNITIES.len() {
        let mut parts: Vec<Part> = PARTS
            .iter()
            .flat_map(|(part, counts)| std::iter::repeat_n(*part, counts[community]))
            .collect();
        parts.resize(SIZES[community], Part::Member);
        for part in parts {
            accounts.push(Account {
                name: names.draw(dice, part),
                part,
                community: Some(community),
                respondent: None,
            });
        }
    }
    for (part, count) in OUTSIDE {
        for _ in 0..count {
            accounts.push(Account {
                name: names.draw(dice, part),
                part,
                community: None,
                respondent: None,
            });
        }
    }
    let mut town = Town { accounts };
    link(dice, &mut town, respondents);
    town
}

/// Ties respondents to accounts of the community their persona lives in.
fn link(dice: &mut Dice, town: &mut Town, respondents: &[Respondent]) {
    let mut rows: Vec<usize> = (0..respondents.len()).collect();
    dice.shuffle(&mut rows);
    let mut free: Vec<Vec<usize>> = (0..COMMUNITIES.len())
        .map(|community| {
            let mut places = town.part_in(Part::Member, community);
            // Ambassadors answer surveys more often than others; influencers as often.
            places.extend(town.part_in(Part::Influencer, community));
            dice.shuffle(&mut places);
            let mut ambassadors = town.part_in(Part::Ambassador, community);
            ambassadors.truncate(ambassadors.len() / 2);
            places.extend(ambassadors);
            places
        })
        .collect();
    for &row in rows.iter().take(LINKED) {
        let home = dice.weighted(&HOMES[respondents[row].persona]);
        if let Some(place) = free[home].pop() {
            town.accounts[place].respondent = Some(row);
        }
    }
}

/// Names given so far: each is given once.
struct Names(BTreeSet<String>);

impl Names {
    fn draw(&mut self, dice: &mut Dice, part: Part) -> String {
        loop {
            let first = dice.pick(&FIRST_NAMES);
            let nickname = dice.pick(&NICKNAMES);
            let name = match part {
                Part::Farm => format!("{first}{}", 10_000 + dice.below(90_000)),
                Part::Coordinated => format!("{nickname}_actu_{}", 10 + dice.below(90)),
                Part::Staff => format!("{first}.lumen"),
                Part::Influencer => format!("{first}_{nickname}"),
                _ => match dice.below(4) {
                    0 => format!("{first}.{nickname}"),
                    1 => format!("{nickname}_{first}"),
                    2 => format!("{first}{}", 1 + dice.below(98)),
                    _ => format!("{first}_{nickname}{}", 1 + dice.below(98)),
                },
            };
            if self.0.insert(name.clone()) {
                return name;
            }
        }
    }
}

/// Writes what each account was planted to be.
pub fn write_truth(path: &Path, town: &Town) -> Result<(), Box<dyn Error>> {
    let mut file = csv::Writer::from_path(path)?;
    file.write_record(["account", "part", "community"])?;
    for account in &town.accounts {
        let community = account.community.map_or("", |place| COMMUNITIES[place]);
        file.write_record([account.name.as_str(), account.part.name(), community])?;
    }
    file.flush()?;
    Ok(())
}
