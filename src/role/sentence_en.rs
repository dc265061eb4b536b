//! Reasons in English.

use super::language::{Language, count, percent};
use super::reason::Reason;

pub(super) fn sentence(reason: &Reason) -> String {
    match *reason {
        Reason::Influencer {
            endorsers,
            communities,
            recent_share,
            recent_days,
            trust_cover,
        } => [
            endorsed(endorsers, communities),
            recent_share.map_or_else(String::new, |share| lately(share, recent_days)),
            trust_cover.map_or_else(String::new, covered),
        ]
        .concat(),
        Reason::Ambassador {
            of_brand,
            weeks,
            tenure_days,
            recency_days,
            helped,
            spread,
            positive_share,
        } => [
            present(of_brand, weeks, tenure_days, recency_days),
            helpful(helped),
            endorsed_posts(of_brand, spread),
            positive_share.map_or_else(String::new, positive),
        ]
        .concat(),
        Reason::Broker {
            communities,
            contacts,
        } => format!(
            "joins {} through {}",
            noun(u64::from(communities), "community", "communities"),
            people(contacts)
        ),
        Reason::Critic {
            negative,
            posts,
            weeks,
        } => format!(
            "negative in {negative} of {} about the brand, over {}",
            noun(u64::from(posts), "post", "posts"),
            noun(u64::from(weeks), "week", "weeks"),
        ),
    }
}

fn endorsed(endorsers: u64, communities: Option<u32>) -> String {
    let who = people(endorsers);
    match communities.filter(|&n| n > 0 && endorsers > 0) {
        Some(n) => {
            let circles = noun(u64::from(n), "community", "communities");
            format!("endorsed by {who} of {circles}")
        }
        None => format!("endorsed by {who}"),
    }
}

fn lately(share: f64, days: u32) -> String {
    let period = match days {
        1 => "the last day",
        7 => "the last week",
        _ => "the last month",
    };
    match share {
        share if share >= 1.0 => format!(", all of them in {period}"),
        share if share <= 0.0 => format!(", none of them in {period}"),
        share => format!(", {} in {period}", percent(Language::English, share)),
    }
}

fn covered(cover: f64) -> String {
    match cover {
        cover if cover >= 0.995 => "; trust covers all of it".to_owned(),
        cover if cover <= 0.0 => "; trust covers none of it".to_owned(),
        cover => format!("; trust covers {} of it", percent(Language::English, cover)),
    }
}

fn present(of_brand: bool, weeks: u32, tenure_days: u32, recency_days: u32) -> String {
    let what = if of_brand {
        "active for the brand"
    } else {
        "one of the most constant members: active"
    };
    let weeks = noun(u64::from(weeks), "week", "weeks");
    let tenure = duration(tenure_days);
    match recency_days {
        0 => format!("{what} in {weeks} over {tenure}, last seen on the last day"),
        days => format!(
            "{what} in {weeks} over {tenure}, last seen {} before the end",
            duration(days)
        ),
    }
}

fn helpful(helped: u32) -> String {
    match helped {
        0 => String::new(),
        n => format!("; answered {}", people(u64::from(n))),
    }
}

fn endorsed_posts(of_brand: bool, spread: u32) -> String {
    let about = if of_brand { " about it" } else { "" };
    match spread {
        0 => String::new(),
        n => format!("; {} endorsed what they wrote{about}", people(u64::from(n))),
    }
}

fn positive(share: f64) -> String {
    let share = percent(Language::English, share);
    format!("; {share} of their posts are positive")
}

fn people(n: u64) -> String {
    noun(n, "person", "people")
}

/// `no weeks`, `one week`, `2 weeks`.
fn noun(n: u64, one: &str, many: &str) -> String {
    match n {
        0 => format!("no {many}"),
        1 => format!("one {one}"),
        n => format!("{} {many}", count(Language::English, n)),
    }
}

/// Days in the largest unit that still says something.
fn duration(days: u32) -> String {
    let (n, one, many) = match days {
        0..14 => (days.max(1), "day", "days"),
        14..60 => (days / 7, "week", "weeks"),
        60..730 => ((f64::from(days) / 30.44).round() as u32, "month", "months"),
        _ => (days / 365, "year", "years"),
    };
    noun(u64::from(n), one, many)
}
