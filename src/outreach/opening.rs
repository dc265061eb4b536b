//! A first sentence to start from, in the contact's language. People change it; nothing is sent by us.

use crate::role::{Language, Reason};

/// A suggested opening for somebody who holds a role for this reason (`None`: no role).
///
/// `label` is how the person is shown, `brand` how the sender calls itself; both without `@`. The French one uses forms
/// that do not depend on anybody's gender.
pub fn opening(label: &str, brand: &str, reason: Option<&Reason>, language: Language) -> String {
    match language {
        Language::French => french(label, brand, reason),
        Language::English => english(label, brand, reason),
    }
}

fn french(label: &str, brand: &str, reason: Option<&Reason>) -> String {
    let from = match brand {
        "" => "ici l’équipe".to_owned(),
        brand => format!("ici l’équipe {brand}"),
    };
    let why = match reason {
        Some(Reason::Ambassador { helped, .. }) if *helped > 0 => {
            "vous répondez souvent aux autres, et cela se voit. Merci ! Nous aimerions avoir votre avis sur la suite"
        }
        Some(Reason::Ambassador { .. }) => {
            "votre fidélité compte pour nous. Merci ! Nous aimerions avoir votre avis sur la suite"
        }
        Some(Reason::Influencer { .. }) => {
            "vos messages touchent beaucoup de monde, et nous les lisons avec intérêt. Nous préparons quelque chose qui \
             pourrait vous parler"
        }
        Some(Reason::Broker { .. }) => {
            "vous échangez avec des cercles qui se croisent peu. Nous préparons quelque chose qui pourrait les réunir"
        }
        Some(Reason::Critic { .. }) => {
            "vous avez pris le temps de nous dire ce qui ne va pas. Nous aimerions comprendre et y répondre"
        }
        _ => "nous préparons quelque chose qui pourrait vous parler",
    };
    // French sets a narrow no-break space before `!` and `?`; names are left as they are.
    let why = why.replace(" !", "\u{202f}!");
    format!("Bonjour {label}, {from}\u{a0}: {why}. Seriez-vous d’accord pour en parler\u{202f}?")
}

fn english(label: &str, brand: &str, reason: Option<&Reason>) -> String {
    let from = match brand {
        "" => "this is the team".to_owned(),
        brand => format!("this is the {brand} team"),
    };
    let why = match reason {
        Some(Reason::Ambassador { helped, .. }) if *helped > 0 => {
            "you keep answering other people, and it shows. Thank you! We would love your view on what comes next"
        }
        Some(Reason::Ambassador { .. }) => {
            "you have been with us for a while. Thank you! We would love your view on what comes next"
        }
        Some(Reason::Influencer { .. }) => {
            "many people listen to what you post, and so do we. We are preparing something you may like"
        }
        Some(Reason::Broker { .. }) => {
            "you talk with circles that seldom meet. We are preparing something that could bring them together"
        }
        Some(Reason::Critic { .. }) => {
            "you took the time to tell us what is wrong. We would like to understand it and to answer"
        }
        _ => "we are preparing something you may like",
    };
    format!("Hello {label}, {from}: {why}. Would you be open to talking about it?")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_opening_names_both_sides_and_asks() {
        let helper = Reason::Ambassador {
            of_brand: true,
            weeks: 5,
            tenure_days: 90,
            recency_days: 1,
            helped: 4,
            spread: 2,
            positive_share: None,
        };
        let french = opening("léa", "Café Lumen", Some(&helper), Language::French);
        assert!(french.starts_with("Bonjour léa, ici l’équipe Café Lumen\u{a0}: vous répondez"));
        assert!(french.ends_with("pour en parler\u{202f}?") && french.contains("Merci\u{202f}!"));
        let english = opening("sam", "", None, Language::English);
        assert_eq!(
            english,
            "Hello sam, this is the team: we are preparing something you may like. Would you be open to talking about it?"
        );
    }
}
