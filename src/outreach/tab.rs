//! Names of the workbook's tabs and columns, in both languages: what is written, and recognised when it comes back.

use crate::role::Language;

use super::contacts::column_of;
use super::row::OUTREACH_COLUMNS;
use super::status::plain;

/// The very hidden sheet that remembers what was written, so that what was typed can be told from it.
pub(super) const WRITTEN: &str = "entourage";

/// One tab of the workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tab {
    Outreach,
    FollowUp,
    Personas,
    Coverage,
    Method,
    LeftOut,
}

impl Tab {
    pub(super) const ALL: [Self; 6] = [
        Self::Outreach,
        Self::FollowUp,
        Self::Personas,
        Self::Coverage,
        Self::Method,
        Self::LeftOut,
    ];

    pub(super) fn name(self, language: Language) -> &'static str {
        match self {
            Self::Outreach => language.pick("À contacter", "Outreach"),
            Self::FollowUp => language.pick("Suivi", "Follow-up"),
            Self::Personas => "Personas",
            Self::Coverage => language.pick("Couverture", "Coverage"),
            Self::Method => language.pick("Sources et méthode", "Sources & method"),
            Self::LeftOut => language.pick("Écartés", "Left out"),
        }
    }

    /// The tab of that name, in either language.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        let both = [Language::French, Language::English];
        Self::ALL
            .into_iter()
            .find(|tab| both.iter().any(|&language| tab.name(language) == name))
    }
}

/// Columns of the follow-up tab.
pub(super) const FOLLOW_UP_COLUMNS: [&str; 7] = [
    "id",
    "label",
    "status",
    "owner",
    "last_contact",
    "next_step",
    "notes",
];

/// What a column's header shows.
pub(super) fn header(column: &str, language: Language) -> &str {
    let (french, english) = match column {
        "rank" => ("Rang", "Rank"),
        "id" => ("Identifiant", "Id"),
        "label" => ("Nom", "Name"),
        "platform" => ("Plateforme", "Platform"),
        "profile_url" => ("Profil", "Profile"),
        "language" => ("Langue", "Language"),
        "roles" => ("Rôles", "Roles"),
        "community" => ("Cercle", "Circle"),
        "persona" => ("Persona touchée", "Persona reached"),
        "marginal_reach" => ("Touche en plus", "Adds"),
        "cumulative_reach" => ("Total touché", "Total touched"),
        "cost" => ("Coût", "Cost"),
        "reason" => ("Pourquoi", "Why"),
        "opening" => ("Premier message proposé", "Suggested opening"),
        "status" => ("Statut", "Status"),
        "owner" => ("Responsable", "Owner"),
        "last_contact" => ("Dernier contact", "Last contact"),
        "next_step" => ("Prochaine étape", "Next step"),
        "notes" => ("Notes", "Notes"),
        other => (other, other),
    };
    language.pick(french, english)
}

/// What a header of a sheet that came back means to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A field of a contact.
    Field(&'static str),
    /// A column of ours that people do not fill in.
    Ours,
    /// Somebody's own column.
    Own,
}

pub(super) fn meaning(text: &str) -> Meaning {
    if let Some(column) = column_of(text) {
        return Meaning::Field(column);
    }
    let plain_text = plain(text);
    let ours = OUTREACH_COLUMNS.iter().any(|column| {
        plain(column) == plain_text
            || plain(header(column, Language::French)) == plain_text
            || plain(header(column, Language::English)) == plain_text
    });
    if ours { Meaning::Ours } else { Meaning::Own }
}

/// Whether a header, in either language, stands over a column that people fill: status, owner, last
/// contact, next step, notes.
pub fn is_typed_header(text: &str) -> bool {
    let typed = ["status", "owner", "last_contact", "next_step", "notes"];
    matches!(meaning(text), Meaning::Field(field) if typed.contains(&field))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_header_written_is_recognised_in_both_languages() {
        let fields = [
            "id",
            "label",
            "status",
            "owner",
            "last_contact",
            "next_step",
            "notes",
        ];
        for column in OUTREACH_COLUMNS {
            for language in [Language::French, Language::English] {
                let expected = match column {
                    "id" => Meaning::Field("person"),
                    other if fields.contains(&other) => Meaning::Field(other),
                    _ => Meaning::Ours,
                };
                assert_eq!(meaning(header(column, language)), expected, "{column}");
            }
        }
        assert_eq!(meaning("Téléphone"), Meaning::Own);
        assert_eq!(meaning("DERNIER  CONTACT"), Meaning::Field("last_contact"));
    }
}
