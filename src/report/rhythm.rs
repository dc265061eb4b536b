//! When people and the brand are there: hour by weekday, on the wall of the time zone.

use super::answer::{Conversation, Mention};
use super::document::{Count, Platform, Rhythm};
use super::frame::{Frame, Side};
use super::indicator::share;

/// Counts by hour of the week of community and brand; `None` where the log has no hours.
pub(super) fn rhythm(frame: &Frame) -> Option<Rhythm> {
    if frame.dates_only || frame.span.is_none() {
        return None;
    }
    let mut community = [0_u64; 168];
    let mut brand = [0_u64; 168];
    frame.each_act(|act| {
        if let Some(time) = frame.time(act.time).filter(|&time| frame.is_told(time)) {
            let hour = frame.clock.hour_of_week(time);
            match frame.side(act.person) {
                Side::Community => community[hour] += 1,
                Side::Brand | Side::Staff => brand[hour] += 1,
            }
        }
    });
    let rows = |hours: &[u64; 168]| hours.chunks(24).map(<[u64]>::to_vec).collect();
    Some(Rhythm {
        community: rows(&community),
        brand: if frame.has_brand() {
            rows(&brand)
        } else {
            Vec::new()
        },
    })
}

/// What happened on each platform, busiest first.
pub(super) fn platforms(frame: &Frame, conversation: &Conversation) -> Vec<Platform> {
    let n = frame.log.platforms.len();
    let mut acts = vec![0_u64; n];
    let mut people = vec![Vec::<u32>::new(); n];
    frame.each_act(|act| {
        let place = act.platform as usize;
        if place < n && frame.side(act.person) == Side::Community && frame.is_told(act.time) {
            acts[place] += 1;
            // Rows of one person stand together.
            if people[place].last() != Some(&act.person) {
                people[place].push(act.person);
            }
        }
    });
    let mut mentions = vec![(0_u64, 0_u64); n];
    let told = |mention: &&Mention| frame.is_told(mention.time);
    for mention in conversation.mentions.iter().filter(told) {
        if let Some(count) = mentions.get_mut(mention.platform as usize) {
            count.0 += 1;
            count.1 += u64::from(mention.answer.is_some());
        }
    }
    let brand = frame.has_brand();
    let mut platforms: Vec<Platform> = (0..n)
        .filter(|&place| acts[place] > 0 || mentions[place].0 > 0)
        .map(|place| {
            let (asked, answered) = mentions[place];
            people[place].sort_unstable();
            people[place].dedup();
            Platform {
                platform: frame.log.platforms.key(place as u32).to_owned(),
                acts: acts[place],
                people: people[place].len() as u64,
                mentions: brand.then_some(asked),
                answered: brand.then_some(answered),
                answered_share: share(answered, asked),
            }
        })
        .collect();
    platforms.sort_by(|a, b| {
        b.acts
            .cmp(&a.acts)
            .then_with(|| a.platform.cmp(&b.platform))
    });
    platforms
}

/// Languages of what people wrote, commonest first; posts of unknown language under an empty name.
pub(super) fn languages(frame: &Frame) -> Vec<Count> {
    let mut found: Vec<[u8; 2]> = frame
        .log
        .posts
        .iter()
        .filter(|post| frame.side(post.author) == Side::Community && !post.repost)
        .filter(|post| post.terms.1 > post.terms.0 && frame.is_told(post.time))
        .map(|post| post.lang)
        .collect();
    found.sort_unstable();
    let mut counts: Vec<Count> = found
        .chunk_by(|a, b| a == b)
        .map(|same| Count {
            name: same[0]
                .iter()
                .take_while(|&&byte| byte != 0)
                .map(|&byte| byte as char)
                .collect(),
            n: same.len() as u64,
        })
        .collect();
    counts.sort_by(|a, b| b.n.cmp(&a.n).then_with(|| a.name.cmp(&b.name)));
    counts
}
