//! Reasons in French.

use super::language::{Language, count, percent};
use super::reason::Reason;

/// Narrow no-break space, before `;`, `:`, `?`, `!` and `%`.
const NARROW: char = '\u{202f}';

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
            "relie {} par {}",
            noun(u64::from(communities), "cercle", "cercles"),
            people(contacts)
        ),
        Reason::Critic {
            negative,
            posts,
            weeks,
        } => format!(
            "{} sur {} à propos de la marque, en {}",
            noun(u64::from(negative), "message négatif", "messages négatifs"),
            count(Language::French, u64::from(posts)),
            noun(u64::from(weeks), "semaine", "semaines")
        ),
    }
}

fn endorsed(endorsers: u64, communities: Option<u32>) -> String {
    if endorsers == 0 {
        return "ne reçoit encore aucun soutien".to_owned();
    }
    let who = people(endorsers);
    match communities.filter(|&n| n > 0) {
        Some(n) => {
            let circles = noun(u64::from(n), "cercle", "cercles");
            format!("reçoit le soutien de {who} de {circles}")
        }
        None => format!("reçoit le soutien de {who}"),
    }
}

fn lately(share: f64, days: u32) -> String {
    let period = match days {
        1 => "le dernier jour",
        7 => "la dernière semaine",
        _ => "le dernier mois",
    };
    match share {
        share if share >= 1.0 => format!(", en totalité {period}"),
        share if share <= 0.0 => format!(", mais rien {period}"),
        share => format!(", dont {} {period}", percent(Language::French, share)),
    }
}

fn covered(cover: f64) -> String {
    match cover {
        cover if cover >= 0.995 => format!("{NARROW}; la confiance couvre le tout"),
        cover if cover <= 0.0 => format!("{NARROW}; la confiance n’en couvre rien"),
        cover => {
            let share = percent(Language::French, cover);
            format!("{NARROW}; la confiance en couvre {share}")
        }
    }
}

fn present(of_brand: bool, weeks: u32, tenure_days: u32, recency_days: u32) -> String {
    let what = if of_brand {
        "présence auprès de la marque".to_owned()
    } else {
        format!("parmi les membres les plus constants{NARROW}: présence")
    };
    let weeks = noun(u64::from(weeks), "semaine", "semaines");
    let tenure = duration(tenure_days);
    match recency_days {
        0 => format!("{what} pendant {weeks} sur {tenure}, encore le dernier jour"),
        days => format!(
            "{what} pendant {weeks} sur {tenure}, la dernière fois {} avant la fin",
            duration(days)
        ),
    }
}

fn helpful(helped: u32) -> String {
    match helped {
        0 => String::new(),
        n => format!("{NARROW}; a répondu à {}", people(u64::from(n))),
    }
}

fn endorsed_posts(of_brand: bool, spread: u32) -> String {
    let verb = if spread == 1 {
        "a soutenu"
    } else {
        "ont soutenu"
    };
    let about = if of_brand { " sur la marque" } else { "" };
    match spread {
        0 => String::new(),
        n => format!(
            "{NARROW}; {} {verb} ses messages{about}",
            people(u64::from(n))
        ),
    }
}

fn positive(share: f64) -> String {
    let share = percent(Language::French, share);
    format!("{NARROW}; {share} de messages positifs")
}

fn people(n: u64) -> String {
    noun(n, "personne", "personnes")
}

/// A figure and its noun: French takes the singular for 0 and 1, and a figure has no gender.
fn noun(n: u64, one: &str, many: &str) -> String {
    let noun = if n < 2 { one } else { many };
    format!("{}\u{a0}{noun}", count(Language::French, n))
}

/// Days in the largest unit that still says something.
fn duration(days: u32) -> String {
    let (n, one, many) = match days {
        0..14 => (days.max(1), "jour", "jours"),
        14..60 => (days / 7, "semaine", "semaines"),
        60..730 => ((f64::from(days) / 30.44).round() as u32, "mois", "mois"),
        _ => (days / 365, "an", "ans"),
    };
    noun(u64::from(n), one, many)
}
