//! What a column is for, by its header and its cells: id, weight, personal, sensitive,
//! administrative, who people are or what they say.

use super::column::Column;
use super::label::fold_label;
use super::vocabulary::{
    ADMINISTRATIVE, ATTITUDES, CHANNELS, DEMOGRAPHIC, ENVIRONMENTS, FRUSTRATIONS, GOALS, PERSONAL,
    SENSITIVE, SENSITIVE_ANSWERS, TOOL_ONLY, WHO_ANSWERS,
};
use super::{DropReason, Facet, Kind, Role};

/// The words of a header, folded, parted at everything that is no letter or digit and where small
/// letters turn capital (`RecipientEmail`).
pub(super) fn words(header: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut last_lower = false;
    for c in header.chars() {
        let boundary = !c.is_alphanumeric() || (c.is_uppercase() && last_lower);
        if boundary && !word.is_empty() {
            words.push(fold_label(&word));
            word.clear();
        }
        if c.is_alphanumeric() {
            word.push(c);
        }
        last_lower = c.is_lowercase() || c.is_ascii_digit();
    }
    if !word.is_empty() {
        words.push(fold_label(&word));
    }
    words
}

fn has(words: &[String], any: &[&str]) -> bool {
    words.iter().any(|word| any.contains(&word.as_str()))
}

/// Whether most answers, and two different ones at least, are in a list.
fn answers_among(column: &Column, list: &[&str]) -> bool {
    let given = column.given();
    if given.len() > 30 {
        return false;
    }
    let answered: u64 = given.iter().map(|(_, _, count)| count).sum();
    let (mut kinds, mut among) = (0, 0);
    for (cell, _, count) in &given {
        if list.contains(&fold_label(cell).as_str()) {
            kinds += 1;
            among += count;
        }
    }
    kinds >= 2 && among * 4 >= answered * 3
}

/// Why a column stays out unless it is asked for.
pub(super) fn drop_reason(
    column: &Column,
    sensitive_allowed: bool,
    from_tool: bool,
) -> Option<DropReason> {
    let header = fold_label(&column.name);
    let question = fold_label(&column.question);
    // Answers that stand in the file's own dictionary are nobody's address, whatever was asked.
    let coded = !column.declared.levels.is_empty();
    if personal(&header) || !coded && personal(&question) || looks_personal(column) {
        return Some(DropReason::Personal);
    }
    let bookkeeping = ADMINISTRATIVE.contains(&header.as_str())
        || ADMINISTRATIVE.contains(&question.as_str())
        || (from_tool && TOOL_ONLY.contains(&header.as_str()));
    if bookkeeping {
        return Some(DropReason::Administrative);
    }
    let by_name = || sensitive(&words(&column.question), &words(&column.name));
    if !sensitive_allowed && (by_name() || answers_among(column, &SENSITIVE_ANSWERS)) {
        return Some(DropReason::Sensitive);
    }
    None
}

/// Whether a question of several columns asks for what stays off unless allowed.
pub(super) fn is_sensitive_question(question: &str, stem: &str) -> bool {
    sensitive(&words(question), &words(stem))
}

fn personal(header: &str) -> bool {
    if PERSONAL.contains(&header) || header.starts_with("custom data ") {
        return true;
    }
    let words = words(header);
    let contact = has(
        &words,
        &[
            "email",
            "courriel",
            "téléphone",
            "telephone",
            "latitude",
            "longitude",
        ],
    ) || header.contains("e-mail") && words.len() <= 6;
    contact && words.len() <= 6
}

/// Whether most cells hold an address of a mailbox, a machine or a phone.
fn looks_personal(column: &Column) -> bool {
    let given = column.given();
    let answered: u64 = given.iter().map(|(_, _, count)| count).sum();
    let personal: u64 = given
        .iter()
        .filter(|(cell, _, _)| is_mailbox(cell) || is_ip(cell) || is_phone(cell))
        .map(|(_, _, count)| count)
        .sum();
    answered >= 3 && personal * 2 > answered
}

fn is_mailbox(cell: &str) -> bool {
    let Some((local, domain)) = cell.trim().split_once('@') else {
        return false;
    };
    !local.is_empty()
        && domain.contains('.')
        && !domain.starts_with('.')
        && !cell.trim().contains(char::is_whitespace)
        && !domain.contains('@')
}

fn is_ip(cell: &str) -> bool {
    cell.contains(['.', ':']) && cell.trim().parse::<std::net::IpAddr>().is_ok()
}

/// `06 12 34 56 78`, `+33 6 12 34 56 78`, `(555) 123-4567`: numbers without these marks may be ids.
fn is_phone(cell: &str) -> bool {
    let cell = cell.trim();
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    let plausible = cell
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '+' | ' ' | '.' | '-' | '(' | ')'));
    let french = digits == 10 && cell.starts_with('0') && cell.bytes().all(|b| b.is_ascii_digit());
    let international = cell.starts_with('+') && (9..=15).contains(&digits);
    let grouped = (10..=15).contains(&digits)
        && cell
            .split([' ', '.', '-', '(', ')'])
            .filter(|group| !group.is_empty())
            .count()
            >= 3;
    plausible && (french || international || grouped)
}

/// Politics, religion, health, orientation, origin, union membership (GDPR article 9), by header:
/// short headers by any word of them, questions only where the word is what is asked about.
fn sensitive(question: &[String], name: &[String]) -> bool {
    let short = |words: &[String]| words.len() <= 4 && has(words, &SENSITIVE);
    let asked = |words: &[String]| {
        has(words, &["your", "votre", "vos", "quelle", "what"])
            && has(
                words,
                &[
                    "religion",
                    "ethnicity",
                    "orientation",
                    "race",
                    "santé",
                    "syndicat",
                ],
            )
    };
    short(question) || short(name) || asked(question)
}

/// Whether a header says who somebody is rather than what they think or do.
fn demographic(name: &str, question: &str) -> bool {
    let by = |text: &str| {
        let words = words(text);
        let plain: Vec<&String> = words.iter().filter(|word| word.len() > 1).collect();
        !plain.is_empty() && plain.len() <= 4 && has(&words, &DEMOGRAPHIC)
    };
    by(name) || by(question) || asks_who(question)
}

fn asks_who(question: &str) -> bool {
    let folded = fold_label(question);
    [
        "how old are you",
        "quel âge",
        "quel est votre âge",
        "what is your age",
        "what is your gender",
        "you are a",
        "vous êtes",
        "êtes-vous un homme",
        "where do you live",
        "où habitez",
        "où vivez",
        "in which region",
        "dans quelle région",
        "what is your level of education",
        "niveau d'études",
        "niveau de diplôme",
        "marital status",
        "situation familiale",
        "situation professionnelle",
        "do you have children",
        "avez-vous des enfants",
        "catégorie socio",
    ]
    .iter()
    .any(|asked| folded.contains(asked))
}

/// Whether the answers themselves say that the question is who somebody is.
pub(super) fn tells_who(levels: &[String], rule: &str) -> bool {
    if rule == "schooling scale" {
        return true;
    }
    let folded: Vec<String> = levels.iter().map(|level| fold_label(level)).collect();
    let digit = |level: &String| level.bytes().any(|b| b.is_ascii_digit());
    let money = folded
        .iter()
        .filter(|l| l.contains(['$', '€', '£']) && digit(l))
        .count();
    let years = folded
        .iter()
        .filter(|l| l.ends_with(" ans") || l.contains(" ans et ") || l.ends_with(" years"))
        .count();
    let bands = rule.starts_with("bands") && levels.len() >= 3;
    let known = folded
        .iter()
        .filter(|level| WHO_ANSWERS.contains(&level.as_str()))
        .count();
    (bands && (money * 2 > levels.len() || years * 2 > levels.len()))
        || (known >= 2 && (known * 2 >= levels.len() || known >= 4))
}

/// The role and facet of an attribute that nobody set; `rule` is how its kind was found.
pub(super) fn guess(
    name: &str,
    question: &str,
    kind: Kind,
    levels: &[String],
    rule: &str,
) -> (Role, Facet) {
    let numbers_something = words(name)
        .iter()
        .any(|word| matches!(word.as_str(), "id" | "ids" | "uid" | "identifiant"));
    if kind == Kind::Numeric && numbers_something {
        return (Role::Ignore, facet(name, question));
    }
    if tells_who(levels, rule) {
        return (Role::Descriptor, Facet::Demographic);
    }
    if matches!(kind, Kind::Text | Kind::Date) {
        return (Role::Ignore, facet(name, question));
    }
    if demographic(name, question) {
        return (Role::Descriptor, Facet::Demographic);
    }
    (Role::Segmentation, facet(name, question))
}

fn facet(name: &str, question: &str) -> Facet {
    let words: Vec<String> = words(question).into_iter().chain(words(name)).collect();
    if has(&words, &GOALS) {
        Facet::Goal
    } else if has(&words, &FRUSTRATIONS) {
        Facet::Frustration
    } else if has(&words, &CHANNELS) {
        Facet::Channel
    } else if has(&words, &ENVIRONMENTS) {
        Facet::Environment
    } else if has(&words, &ATTITUDES) {
        Facet::Attitude
    } else {
        Facet::Behaviour
    }
}

/// Headers of weights.
pub(super) fn is_weight_header(name: &str) -> bool {
    matches!(
        fold_label(name).as_str(),
        "weight"
            | "weights"
            | "wt"
            | "poids"
            | "pond"
            | "pondération"
            | "ponderation"
            | "coef"
            | "coefficient de pondération"
            | "survey weight"
            | "poids de sondage"
    )
}

/// Headers of ids.
pub(super) fn is_id_header(name: &str) -> bool {
    let folded = fold_label(name);
    let plain: String = folded
        .chars()
        .filter(|c| !matches!(c, ' ' | '_' | '-' | '.'))
        .collect();
    matches!(
        plain.as_str(),
        "id" | "#"
            | "respondentid"
            | "responseid"
            | "submissionid"
            | "ident"
            | "identifiant"
            | "uuid"
            | "userid"
            | "customerid"
            | "clientid"
            | "idclient"
            | "numéro"
            | "idrépondant"
            | "idrepondant"
            | "répondant"
            | "respondent"
            | "iddelaréponse"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str, cells: &[&str]) -> Column {
        let mut column = Column::new(name, name, None);
        for cell in cells {
            let code = column.values.intern(cell);
            column.codes.push(code);
        }
        column
    }

    #[test]
    fn personal_columns_are_told_by_header_and_by_content() {
        for (name, cells) in [
            ("Adresse e-mail", ["x", "y", "z"]),
            ("RecipientLastName", ["x", "y", "z"]),
            ("Comment vous joindre ?", ["a@b.fr", "c@d.org", "e"]),
            ("q12", ["06 12 34 56 78", "+33 6 12 34 56 78", "0612345678"]),
            ("origin", ["10.0.0.1", "192.168.1.1", "::1"]),
        ] {
            assert_eq!(
                drop_reason(&column(name, &cells), false, false),
                Some(DropReason::Personal),
                "{name}"
            );
        }
        assert_eq!(
            drop_reason(&column("Boisson", &["thé", "café", "eau"]), false, false),
            None
        );
    }

    #[test]
    fn sensitive_columns_are_off_unless_allowed() {
        for name in [
            "religion",
            "partyid",
            "orientation",
            "race2",
            "What is your religion?",
        ] {
            let column = column(name, &["a", "b"]);
            assert_eq!(
                drop_reason(&column, false, false),
                Some(DropReason::Sensitive),
                "{name}"
            );
            assert_eq!(drop_reason(&column, true, false), None, "{name}");
        }
        let harmless = column(
            "How healthy do you find this food in your day to day life?",
            &["a", "b"],
        );
        assert_eq!(drop_reason(&harmless, false, false), None);
    }

    #[test]
    fn who_people_are_describes_and_what_they_say_segments() {
        assert_eq!(
            guess(
                "Household Income",
                "Household Income",
                Kind::Ordinal,
                &[],
                ""
            )
            .0,
            Role::Descriptor
        );
        assert_eq!(
            guess("q3", "Quel est votre âge ?", Kind::Ordinal, &[], ""),
            (Role::Descriptor, Facet::Demographic)
        );
        assert_eq!(
            guess("q1", "Do you like tea?", Kind::Multi, &[], ""),
            (Role::Segmentation, Facet::Attitude)
        );
        assert_eq!(guess("q9", "Why?", Kind::Text, &[], "").0, Role::Ignore);
    }
}
