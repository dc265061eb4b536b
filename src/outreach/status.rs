//! The six stages a contact goes through.

use crate::role::Language;

/// Where somebody stands. Six stages: a drop-down people can keep in mind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Not yet contacted: the only stage in which somebody may be listed again.
    ToContact,
    /// Written to.
    Contacted,
    /// Answering.
    Talking,
    /// Agreed.
    Agreed,
    /// Said no: suppression is proposed.
    Refused,
    /// Over.
    Done,
}

impl Status {
    /// All stages in their order.
    pub const ALL: [Self; 6] = [
        Self::ToContact,
        Self::Contacted,
        Self::Talking,
        Self::Agreed,
        Self::Refused,
        Self::Done,
    ];

    /// What the drop-down shows.
    pub fn label(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::ToContact, Language::French) => "à contacter",
            (Self::Contacted, Language::French) => "contact pris",
            (Self::Talking, Language::French) => "en discussion",
            (Self::Agreed, Language::French) => "accord",
            (Self::Refused, Language::French) => "refus",
            (Self::Done, Language::French) => "terminé",
            (Self::ToContact, Language::English) => "to contact",
            (Self::Contacted, Language::English) => "contacted",
            (Self::Talking, Language::English) => "in discussion",
            (Self::Agreed, Language::English) => "agreed",
            (Self::Refused, Language::English) => "refused",
            (Self::Done, Language::English) => "done",
        }
    }

    /// The stage of a text in either language, whatever its case and accents; `None` for a word of somebody's own.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = plain(text);
        if plain.is_empty() {
            return Some(Self::ToContact);
        }
        let stage = Self::ALL.into_iter().find(|status| {
            [Language::French, Language::English]
                .iter()
                .any(|&language| self::plain(status.label(language)) == plain)
        });
        stage.or(match plain.as_str() {
            "contacte" | "contactee" => Some(Self::Contacted),
            "refuse" | "refusee" | "declined" | "no" | "non" => Some(Self::Refused),
            "d accord" | "yes" | "oui" => Some(Self::Agreed),
            _ => None,
        })
    }

    /// Whether a status as typed counts as contacted: anything but nothing and "to contact".
    pub fn counts_as_contacted(text: &str) -> bool {
        Self::parse(text) != Some(Self::ToContact)
    }
}

/// Lower case, without accents, single spaces: for comparing words people type.
pub(super) fn plain(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let letters: String = text
        .nfd()
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_understood_in_both_languages_and_any_spelling() {
        for status in Status::ALL {
            for language in [Language::French, Language::English] {
                let label = status.label(language);
                assert_eq!(Status::parse(label), Some(status));
                assert_eq!(Status::parse(&label.to_uppercase()), Some(status));
            }
        }
        assert_eq!(Status::parse(" A  Contacter"), Some(Status::ToContact));
        assert_eq!(Status::parse(""), Some(Status::ToContact));
    }

    #[test]
    fn a_word_of_ones_own_counts_as_contacted() {
        assert_eq!(Status::parse("left a voicemail"), None);
        assert!(Status::counts_as_contacted("left a voicemail"));
        assert!(Status::counts_as_contacted("Refus"));
        assert!(!Status::counts_as_contacted("  "));
        assert!(!Status::counts_as_contacted("To contact"));
    }
}
