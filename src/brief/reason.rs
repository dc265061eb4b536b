//! The sentences that say why somebody is named.

use super::catalogue::{Catalogue, Fill, Lang, capitalised};
use super::data::{PlanRow, Reason, Role};
use super::error::BriefError;
use super::number;

/// One line a person can read: "endorsed by 312 people of 4 circles, 81 % in the last month; trust
/// covers all of it". Empty without reasons.
pub fn reasons(facts: &[Reason], lang: Lang) -> Result<String, BriefError> {
    Ok(line(&Catalogue::load(lang)?, facts))
}

/// A first line to write to somebody of the plan, to be made one's own.
pub fn opening(row: &PlanRow, brand: &str, lang: Lang) -> Result<String, BriefError> {
    let words = Catalogue::load(lang)?;
    let key = if row.subject.is_some() {
        "opening.subject"
    } else if row.roles.contains(&Role::Ambassador) {
        "opening.ambassador"
    } else if row.roles.contains(&Role::Broker) {
        "opening.broker"
    } else {
        "opening.influencer"
    };
    let subject = row.subject.clone().unwrap_or_default();
    let fills = [
        ("name", row.label.as_str().into()),
        ("brand", brand.into()),
        ("subject", subject.into()),
    ];
    Ok(words.text(key, &fills))
}

/// The facts as one line.
pub fn line(words: &Catalogue, facts: &[Reason]) -> String {
    let text = facts
        .iter()
        .map(|fact| one(words, fact))
        .reduce(|a, b| words.text("list.semicolon", &[("a", a.into()), ("b", b.into())]))
        .unwrap_or_default();
    capitalised(text)
}

/// The first two of them, for a page with little room.
pub fn in_short(words: &Catalogue, facts: &[Reason]) -> String {
    line(words, &facts[..facts.len().min(2)])
}

fn one(words: &Catalogue, fact: &Reason) -> String {
    let lang = words.lang();
    match fact {
        Reason::Endorsed {
            people,
            circles,
            last_month,
            recent_days,
        } => {
            let mut text = counted(words, "reason.endorsed", *people);
            if let Some(circles) = circles.filter(|&circles| circles > 0) {
                text = format!("{text} {}", counted(words, "reason.of_circles", circles));
            }
            if let Some(share) = last_month {
                let share = number::percent(lang, *share, 0);
                let lately = match recent_days {
                    0..=1 => "reason.last_day",
                    2..=7 => "reason.last_week",
                    _ => "reason.last_month",
                };
                text += &words.text(lately, &[("share", share.into())]);
            }
            text
        }
        Reason::Trusted { covers } if *covers >= 0.995 => words.word("reason.trust_all"),
        Reason::Trusted { covers } if *covers < 0.005 => words.word("reason.trust_none"),
        Reason::Trusted { covers } => {
            let share = number::percent(lang, *covers, 0);
            words.text("reason.trust_part", &[("share", share.into())])
        }
        Reason::Connects { circles, contacts } => {
            let text = counted(words, "reason.connects", *circles);
            match contacts {
                Some(contacts) => text + &counted(words, "reason.through", *contacts),
                None => text,
            }
        }
        Reason::Faithful {
            weeks,
            last_days,
            of_brand,
        } => {
            let key = if *of_brand {
                "reason.faithful"
            } else {
                "reason.member"
            };
            let mut text = counted(words, key, *weeks);
            if let Some(days) = last_days {
                text += &match days {
                    0 => words.word("reason.today"),
                    days => counted(words, "reason.last_days", *days),
                };
            }
            text
        }
        Reason::Positive { share } => {
            let share = number::percent(lang, *share, 0);
            words.text("reason.positive", &[("share", share.into())])
        }
        Reason::Helps { answers } => counted(words, "reason.helps", *answers),
        Reason::Spreads { people, of_brand } => {
            let key = if *of_brand {
                "reason.spreads"
            } else {
                "reason.echoed"
            };
            counted(words, key, *people)
        }
        Reason::Text { text } => text.clone(),
    }
}

fn counted(words: &Catalogue, key: &str, n: u64) -> String {
    words.text(key, &[("n", Fill::from(n))])
}
