//! Follower farms, as they are sold: the interactions each kind would leave in the log.

use crate::interaction::{Event, Kind, NONE};
use crate::statistic::hash;

/// A kind of farm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Farm {
    /// Every fake endorses the buyer once, at any time of the log.
    Naive,
    /// The fakes endorse each other too, and the buyer endorses some back.
    Ring,
    /// The fakes endorse popular and ordinary accounts too.
    Camouflage,
    /// All in the last hour, three times each.
    Burst,
    /// Evenly over the whole log, to its last minute, twice each.
    Slow,
    /// A ring, and honest people are fooled into endorsing some of the fakes.
    AttackEdge,
}

impl Farm {
    /// All kinds, in their order.
    pub const ALL: [Self; 6] = [
        Self::Naive,
        Self::Ring,
        Self::Camouflage,
        Self::Burst,
        Self::Slow,
        Self::AttackEdge,
    ];

    /// The word of files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Naive => "naive",
            Self::Ring => "ring",
            Self::Camouflage => "camouflage",
            Self::Burst => "burst",
            Self::Slow => "slow",
            Self::AttackEdge => "attack_edge",
        }
    }
}

/// What a farm is planted in.
#[derive(Debug, Clone)]
pub(super) struct Ground<'a> {
    /// First and last ordinary time.
    pub span: (i64, i64),
    /// The kind the fakes act by.
    pub kind: Kind,
    /// Accounts whose attention or popularity a fake may use as cover, best first.
    pub popular: &'a [u32],
    /// Honest people, for cover and to be fooled.
    pub honest: &'a [u32],
    /// How many of them are fooled.
    pub fooled: usize,
    pub seed: u64,
}

/// The events of a farm of `size` fakes, numbered from `first`, bought for `buyer`.
pub(super) fn plant(
    farm: Farm,
    ground: &Ground<'_>,
    buyer: u32,
    first: u32,
    size: u32,
) -> Vec<Event> {
    let (from, to) = ground.span;
    let draw = |salt: u64, i: u32, below: u64| {
        hash(&[ground.seed, salt, u64::from(buyer), u64::from(i)]) % below.max(1)
    };
    let within = |salt: u64, i: u32, seconds: i64| {
        let seconds = seconds.min(to - from).max(0);
        to - draw(salt, i, seconds as u64 + 1) as i64
    };
    let pick = |from: &[u32], salt: u64, i: u32| {
        let place = draw(salt, i, from.len() as u64) as usize;
        from.get(place).copied()
    };
    let act = |source, target, time| Event {
        source,
        target,
        kind: ground.kind,
        platform: 0,
        weight: 1.0,
        time,
        object: NONE,
        post: NONE,
    };
    let mut events = Vec::new();
    for i in 0..size {
        let fake = first + i;
        let other = |step: u32| first + (i + step) % size.max(1);
        match farm {
            Farm::Naive => events.push(act(fake, buyer, within(1, i, to - from))),
            Farm::Burst => events.extend((0..3).map(|r| act(fake, buyer, within(2 + r, i, HOUR)))),
            Farm::Slow => {
                let step = (to - from) as f64 / f64::from(size);
                let early = from + (f64::from(i) * step) as i64;
                let late = from + (f64::from(size - 1 - i) * step) as i64;
                events.extend([act(fake, buyer, early), act(fake, buyer, late)]);
            }
            Farm::Camouflage => {
                events.push(act(fake, buyer, within(2, i, HOUR)));
                for cover in 0..5 {
                    let popular = pick(ground.popular, 20 + cover, i);
                    let honest = pick(ground.honest, 30 + cover, i);
                    let time = within(40 + cover, i, DAY);
                    events.extend(
                        popular
                            .into_iter()
                            .chain(honest)
                            .map(|to| act(fake, to, time)),
                    );
                }
            }
            Farm::Ring | Farm::AttackEdge => {
                let time = within(2, i, HOUR);
                events.extend([1, 7].map(|step| act(fake, other(step), time)));
                events.push(act(fake, buyer, time));
                if i % 20 == 0 {
                    events.push(act(buyer, fake, time));
                }
            }
        }
    }
    if farm == Farm::AttackEdge && size > 0 {
        for i in 0..ground.fooled as u32 {
            let fake = first + draw(51, i, u64::from(size)) as u32;
            let fooled = pick(ground.honest, 50, i);
            events.extend(fooled.map(|person| act(person, fake, within(52, i, DAY))));
        }
    }
    events.retain(|e| e.source != e.target);
    events
}

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;
