//! A plan and a log small enough to read.

use super::plan::{Alternative, Listed, Plan};
use crate::interaction::{Account, Log, NONE, Post};
use crate::spread::Estimate;

pub(crate) fn persona_names() -> Vec<String> {
    ["lea", "sam"].map(str::to_owned).to_vec()
}

/// Three people of platform x; the second is shown as `@Léa`, the third writes in English.
pub(crate) fn small_log() -> Log {
    let mut log = Log::default();
    for (key, label) in [("x:0", "zoe"), ("x:1", "@Léa"), ("x:2", "")] {
        log.people.intern(key);
        log.accounts.push(Account {
            label: label.to_owned(),
            platforms: "x".to_owned(),
            followers: None,
            profile_url: format!("https://example.org/{key}"),
        });
    }
    log.posts.push(Post {
        lang: *b"en",
        ..Post::of(2, NONE)
    });
    log
}

pub(crate) fn estimate(value: f64) -> Estimate {
    Estimate {
        value,
        low: value * 0.9,
        high: value * 1.1,
    }
}

/// Each of these people adds ten; all reach the second persona most.
pub(crate) fn plan_of(people: &[u32]) -> Plan {
    let total = people.len() as f64 * 10.0;
    Plan {
        listed: people
            .iter()
            .zip(1..)
            .map(|(&person, place)| Listed {
                person,
                marginal: 10.0,
                cumulative: 10.0 * f64::from(place),
                cost: None,
                persona: Some(1),
            })
            .collect(),
        reached: estimate(total),
        benefit: estimate(total),
        already: estimate(0.0),
        people: 1000.0,
        guarantee: 0.61,
        confidence: 0.999,
        sets: 8192,
        cost: None,
        stop: None,
        personas: Vec::new(),
        communities: Vec::new(),
        coverage: Vec::new(),
        top_followers: Alternative {
            people: vec![0],
            cost: None,
            reached: estimate(total / 2.0),
            benefit: estimate(total / 2.0),
        },
        target: None,
        always_left_out: 0,
        always_first: 0,
    }
}
