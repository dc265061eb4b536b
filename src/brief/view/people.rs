//! People of the network, by what they are named for.

use crate::brief::catalogue::{Catalogue, capitalised};
use crate::brief::data::{Data, Network, Person, Reason, Role};
use crate::brief::{number, reason};
use serde::Serialize;

/// People a list of the brief names at most; all are in `people.csv`.
const MOST: usize = 12;

/// A person as a row.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// `platform:id`.
    pub id: String,
    /// Name as shown.
    pub label: String,
    /// Platforms, in words.
    pub platforms: Vec<String>,
    /// Address of the profile, if the page may link to it.
    pub url: Option<String>,
    /// Circle from 1 on, and its colour.
    pub circle: Option<(u32, usize)>,
    /// Slug of the persona.
    pub persona: Option<String>,
    /// Reach.
    pub reach: f64,
    /// Its interval.
    pub reach_low: Option<f64>,
    /// Its interval.
    pub reach_high: Option<f64>,
    /// "1", or "2 to 5" where intervals overlap.
    pub tier: String,
    /// Credible reach.
    pub credible_reach: Option<f64>,
    /// Percentile of trust.
    pub trust: Option<f64>,
    /// Ambassador score.
    pub ambassador: Option<f64>,
    /// Its parts: name, percentile.
    pub parts: Vec<(String, f64)>,
    /// Participation over circles.
    pub participation: Option<f64>,
    /// Betweenness rank is not shown: the constraint reads better.
    pub constraint: Option<f64>,
    /// Role keys.
    pub roles: Vec<&'static str>,
    /// Why, in a line.
    pub reasons: String,
    /// The first two facts of it, for a page with little room.
    pub in_short: String,
    /// What is worth a look.
    pub flags: Vec<String>,
    /// The same in one line.
    pub flag_line: String,
}

/// People by what they are named for.
#[derive(Debug, Clone, Default, Serialize)]
pub struct People {
    /// Who carries the word.
    pub influencers: Vec<Row>,
    /// Who loves the brand.
    pub ambassadors: Vec<Row>,
    /// Who joins circles.
    pub brokers: Vec<Row>,
    /// Whose audience is worth a look.
    pub flagged: Vec<Row>,
    /// The first by counts, for small networks without roles.
    pub first: Vec<Row>,
    /// Everybody given, how many.
    pub total: usize,
}

/// Key of a role.
pub fn role_key(role: Role) -> &'static str {
    match role {
        Role::Brand => "brand",
        Role::Staff => "staff",
        Role::Influencer => "influencer",
        Role::Ambassador => "ambassador",
        Role::Broker => "broker",
    }
}

/// A role in words: without a brand nobody is anybody's ambassador.
pub fn role_name(data: &Data, words: &Catalogue, role: Role) -> String {
    if role == Role::Ambassador && data.project.brand.is_empty() {
        return words.word("role.member");
    }
    words.word(&format!("role.{}", role_key(role)))
}

/// Sorts people into their lists; empty where the document may not name anybody.
pub fn people(data: &Data, words: &Catalogue) -> People {
    let Some(network) = data.network.as_ref().filter(|_| super::shows_people(data)) else {
        return People::default();
    };
    let influence = |person: &Person| person.credible_reach.unwrap_or(person.reach);
    People {
        influencers: listed(network, words, influence, |p| has(p, Role::Influencer)),
        ambassadors: listed(
            &led_by(network, |fact| matches!(fact, Reason::Faithful { .. })),
            words,
            |p| p.ambassador.unwrap_or(0.0),
            |p| has(p, Role::Ambassador),
        ),
        brokers: listed(
            &led_by(network, |fact| matches!(fact, Reason::Connects { .. })),
            words,
            |p| p.betweenness.unwrap_or(0.0),
            |p| has(p, Role::Broker),
        ),
        flagged: listed(network, words, |p| p.reach, |p| !p.flags.is_empty()),
        first: listed(network, words, influence, |p| {
            !has(p, Role::Brand) && !has(p, Role::Staff)
        }),
        total: network.rows.len(),
    }
}

fn has(person: &Person, role: Role) -> bool {
    person.roles.contains(&role)
}

/// The people with the facts from this one on first: a list says first what it lists somebody for.
fn led_by(network: &Network, leads: impl Fn(&Reason) -> bool) -> Network {
    let mut network = network.clone();
    for person in &mut network.rows {
        let start = person.reasons.iter().position(&leads).unwrap_or(0);
        person.reasons.rotate_left(start);
    }
    network
}

fn listed(
    network: &Network,
    words: &Catalogue,
    score: impl Fn(&Person) -> f64,
    keep: impl Fn(&Person) -> bool,
) -> Vec<Row> {
    let mut kept: Vec<&Person> = network.rows.iter().filter(|person| keep(person)).collect();
    kept.sort_by(|a, b| score(b).total_cmp(&score(a)).then_with(|| a.id.cmp(&b.id)));
    kept.into_iter().take(MOST).map(|p| row(p, words)).collect()
}

/// One person as a row.
pub fn row(person: &Person, words: &Catalogue) -> Row {
    let flag = |flag: &crate::brief::data::Flag| {
        let known = format!("flag.{}", flag.kind);
        let said = flag.value.map_or_else(String::new, |value| {
            if flag.kind == "coordinated" {
                number::integer(words.lang(), value)
            } else {
                number::percent(words.lang(), value, 0)
            }
        });
        let key = if flag.value.is_some() {
            format!("{known}.value")
        } else {
            known
        };
        words
            .find(&key, &[("value", said.into())])
            .unwrap_or_else(|| flag.kind.clone())
    };
    let part = |part: &crate::brief::data::Part| (words.named("part", &part.part), part.percentile);
    let flags: Vec<String> = person.flags.iter().map(flag).collect();
    let flag_line = flags
        .iter()
        .cloned()
        .reduce(|a, b| words.text("list.semicolon", &[("a", a.into()), ("b", b.into())]))
        .unwrap_or_default();
    Row {
        id: person.id.clone(),
        label: shown(&person.label, &person.id),
        platforms: person.platforms.clone(),
        url: person
            .url
            .as_deref()
            .and_then(crate::brief::escape::link)
            .map(str::to_owned),
        circle: person.community.map(|c| (c + 1, super::colour(c as usize))),
        persona: person.persona.clone(),
        reach: person.reach,
        reach_low: person.reach_low,
        reach_high: person.reach_high,
        tier: tier(person, words),
        credible_reach: person.credible_reach,
        trust: person.trust,
        ambassador: person.ambassador,
        parts: person.parts.iter().map(part).collect(),
        participation: person.participation,
        constraint: person.constraint,
        roles: person.roles.iter().map(|&role| role_key(role)).collect(),
        reasons: reason::line(words, &person.reasons),
        in_short: reason::in_short(words, &person.reasons),
        flag_line: capitalised(flag_line),
        flags: flags.into_iter().map(capitalised).collect(),
    }
}

/// "1", or "2 to 5" where the interval of the rank allows as much; empty without one.
pub fn tier(person: &Person, words: &Catalogue) -> String {
    match person.ranks {
        None => String::new(),
        Some((best, worst)) if best == worst => best.to_string(),
        Some((best, worst)) => {
            let fills = [("best", best.into()), ("worst", worst.into())];
            words.text("rank.tier", &fills)
        }
    }
}

/// The label, else the id: a name made of invisible characters would leave a blank row.
pub fn shown(label: &str, id: &str) -> String {
    let clean = crate::brief::escape::clean(label);
    if clean.chars().any(|c| !c.is_whitespace()) {
        clean
    } else {
        crate::brief::escape::clean(id)
    }
}
