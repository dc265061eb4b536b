//! One sentence a person can read aloud, in French and English.
//!
//! Sentences start in lower case and end without a full stop, so that they can be joined; French ones avoid
//! words that would have to agree with a gender nobody told us.

use super::language::Language;
use super::reason::Reason;
use super::{sentence_en as english, sentence_fr as french};

/// The reason in words.
///
/// ```
/// use entourage::role::{Language, Reason, sentence};
/// let reason = Reason::Influencer {
///     endorsers: 312,
///     communities: Some(4),
///     recent_share: Some(0.81),
///     recent_days: 30,
///     trust_cover: Some(1.0),
/// };
/// assert_eq!(
///     sentence(&reason, Language::English),
///     "endorsed by 312 people of 4 communities, 81% in the last month; trust covers all of it"
/// );
/// ```
pub fn sentence(reason: &Reason, language: Language) -> String {
    match language {
        Language::French => french::sentence(reason),
        Language::English => english::sentence(reason),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn influencer(
        endorsers: u64,
        communities: Option<u32>,
        recent: Option<f64>,
        cover: Option<f64>,
    ) -> Reason {
        Reason::Influencer {
            endorsers,
            communities,
            recent_share: recent,
            recent_days: 30,
            trust_cover: cover,
        }
    }

    #[test]
    fn an_influencer_is_explained_in_both_languages() {
        let reason = influencer(1312, Some(4), Some(0.81), Some(1.0));
        assert_eq!(
            sentence(&reason, Language::English),
            "endorsed by 1,312 people of 4 communities, 81% in the last month; trust covers all of it"
        );
        assert_eq!(
            sentence(&reason, Language::French),
            "reçoit le soutien de 1\u{202f}312\u{a0}personnes de 4\u{a0}cercles, dont 81\u{202f}% le dernier \
             mois\u{202f}; la confiance couvre le tout"
        );
    }

    #[test]
    fn one_person_is_not_people() {
        let reason = influencer(1, Some(1), Some(0.0), Some(0.4));
        assert_eq!(
            sentence(&reason, Language::English),
            "endorsed by one person of one community, none of them in the last month; trust covers 40% of it"
        );
        assert_eq!(
            sentence(&reason, Language::French),
            "reçoit le soutien de 1\u{a0}personne de 1\u{a0}cercle, mais rien le dernier mois\u{202f}; la \
             confiance en couvre 40\u{202f}%"
        );
    }

    #[test]
    fn what_is_not_known_is_not_said() {
        let reason = influencer(12, None, None, None);
        assert_eq!(
            sentence(&reason, Language::English),
            "endorsed by 12 people"
        );
        assert_eq!(
            sentence(&reason, Language::French),
            "reçoit le soutien de 12\u{a0}personnes"
        );
    }

    #[test]
    fn an_ambassador_is_explained_with_plurals_that_are_right() {
        let reason = Reason::Ambassador {
            of_brand: true,
            weeks: 24,
            tenure_days: 335,
            recency_days: 3,
            helped: 18,
            spread: 1,
            positive_share: Some(0.92),
        };
        assert_eq!(
            sentence(&reason, Language::English),
            "active for the brand in 24 weeks over 11 months, last seen 3 days before the end; answered 18 \
             people; one person endorsed what they wrote about it; 92% of their posts are positive"
        );
        assert_eq!(
            sentence(&reason, Language::French),
            "présence auprès de la marque pendant 24\u{a0}semaines sur 11\u{a0}mois, la dernière fois 3\u{a0}jours \
             avant la fin\u{202f}; a répondu à 18\u{a0}personnes\u{202f}; 1\u{a0}personne a soutenu ses messages \
             sur la marque\u{202f}; 92\u{202f}% de messages positifs"
        );
    }

    #[test]
    fn french_reasons_never_break_before_high_punctuation() {
        let reasons = [
            influencer(9, Some(2), Some(0.5), Some(0.5)),
            Reason::Broker {
                communities: 4,
                contacts: 37,
            },
            Reason::Critic {
                negative: 7,
                posts: 9,
                weeks: 5,
            },
            Reason::Ambassador {
                of_brand: false,
                weeks: 3,
                tenure_days: 20,
                recency_days: 0,
                helped: 0,
                spread: 2,
                positive_share: None,
            },
        ];
        for reason in &reasons {
            let text = sentence(reason, Language::French);
            for mark in [" ;", " :", " %", " !", " ?"] {
                assert!(!text.contains(mark), "{text}");
            }
        }
    }
}
