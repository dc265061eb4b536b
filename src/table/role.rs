//! What a column is for, by its header and its cells: id, weight, personal, sensitive,
//! administrative, who people are or what they say.

use super::column::Column;
use super::label::fold_label;
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

const PERSONAL: [&str; 58] = [
    "ipaddr",
    "ip address",
    "ipaddress",
    "ip",
    "adresse ip",
    "refurl",
    "referrer",
    "referer",
    "referring url",
    "token",
    "seed",
    "user agent",
    "useragent",
    "email",
    "e-mail",
    "e-mail address",
    "email address",
    "adresse e-mail",
    "adresse email",
    "adresse mail",
    "mail",
    "courriel",
    "recipientemail",
    "first name",
    "firstname",
    "last name",
    "lastname",
    "surname",
    "full name",
    "fullname",
    "name",
    "your name",
    "nom",
    "prénom",
    "prenom",
    "votre nom",
    "votre prénom",
    "nom de famille",
    "nom et prénom",
    "nom complet",
    "recipientfirstname",
    "recipientlastname",
    "phone",
    "phone number",
    "telephone",
    "téléphone",
    "mobile",
    "portable",
    "numéro de téléphone",
    "custom data",
    "custom data 1",
    "externalreference",
    "external reference",
    "externaldatareference",
    "locationlatitude",
    "locationlongitude",
    "network id",
    "nom d'utilisateur",
];

const ADMINISTRATIVE: [&str; 53] = [
    "submitdate",
    "startdate",
    "start date",
    "enddate",
    "end date",
    "datestamp",
    "lastpage",
    "startlanguage",
    "collector id",
    "collectorid",
    "recordeddate",
    "recorded date",
    "start date (utc)",
    "submit date (utc)",
    "stage date (utc)",
    "distributionchannel",
    "distribution channel",
    "userlanguage",
    "user language",
    "tags",
    "status",
    "progress",
    "finished",
    "duration (in seconds)",
    "interviewtime",
    "horodateur",
    "timestamp",
    "date created",
    "date modified",
    "submitted at",
    "submission id",
    "respondent id",
    "response type",
    "ending",
    "collector",
    "date de soumission",
    "dernière page",
    "langue de départ",
    "date de lancement",
    "date de la dernière action",
    "stoptime",
    "starttime",
    "start time",
    "end time",
    "completion time",
    "heure de début",
    "heure de fin",
    "durée",
    "durée totale",
    "date",
    "survey id",
    "response status",
    "statut",
];

/// Why a column stays out unless it is asked for.
pub(super) fn drop_reason(column: &Column, sensitive_allowed: bool) -> Option<DropReason> {
    let header = fold_label(&column.name);
    if personal(&header, column) {
        return Some(DropReason::Personal);
    }
    if ADMINISTRATIVE.contains(&header.as_str()) {
        return Some(DropReason::Administrative);
    }
    if !sensitive_allowed && sensitive(&words(&column.question), &words(&column.name)) {
        return Some(DropReason::Sensitive);
    }
    None
}

/// Whether a question of several columns asks for what stays off unless allowed.
pub(super) fn is_sensitive_question(stem: &str) -> bool {
    let words = words(stem);
    sensitive(&words, &words)
}

fn personal(header: &str, column: &Column) -> bool {
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
    (contact && words.len() <= 6) || looks_personal(column)
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

const SENSITIVE: [&str; 44] = [
    "religion",
    "religious",
    "religieux",
    "religieuse",
    "relig",
    "denom",
    "denomination",
    "church",
    "foi",
    "croyance",
    "politics",
    "political",
    "politique",
    "party",
    "partyid",
    "vote",
    "voted",
    "voting",
    "parti",
    "orientation",
    "sexuality",
    "sexual",
    "sexuelle",
    "lgbt",
    "lgbtq",
    "race",
    "race2",
    "racethn4",
    "racethn",
    "ethnicity",
    "ethnic",
    "ethnie",
    "hispanic",
    "health",
    "santé",
    "handicap",
    "disability",
    "illness",
    "maladie",
    "union",
    "syndicat",
    "syndical",
    "trade-union",
    "pregnant",
];

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

const DEMOGRAPHIC: [&str; 73] = [
    "age",
    "âge",
    "sex",
    "sexe",
    "gender",
    "genre",
    "region",
    "région",
    "country",
    "pays",
    "city",
    "ville",
    "location",
    "income",
    "revenu",
    "revenus",
    "rincome",
    "salary",
    "salaire",
    "education",
    "educ",
    "educ3",
    "educ4",
    "diplôme",
    "diplome",
    "études",
    "job",
    "profession",
    "occupation",
    "métier",
    "spc",
    "csp",
    "pcs",
    "employment",
    "emploi",
    "marital",
    "matrimonial",
    "married",
    "children",
    "kids",
    "enfants",
    "household",
    "foyer",
    "ménage",
    "state",
    "département",
    "departement",
    "commune",
    "housing",
    "logement",
    "sector",
    "secteur",
    "company",
    "entreprise",
    "seniority",
    "ancienneté",
    "age3",
    "ageq",
    "birth",
    "naissance",
    "nationality",
    "nationalité",
    "language",
    "langue",
    "student",
    "retired",
    "zipcode",
    "zip",
    "postcode",
    "statut",
    "habitat",
    "taille",
    "race",
];

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

/// The role and facet of an attribute that nobody set.
pub(super) fn guess(name: &str, question: &str, kind: Kind) -> (Role, Facet) {
    if matches!(kind, Kind::Text | Kind::Date) {
        return (Role::Ignore, facet(name, question));
    }
    if demographic(name, question) {
        return (Role::Descriptor, Facet::Demographic);
    }
    (Role::Segmentation, facet(name, question))
}

const GOALS: [&str; 18] = [
    "goal",
    "goals",
    "objectif",
    "objectifs",
    "want",
    "wants",
    "attente",
    "attentes",
    "expect",
    "expectations",
    "motivation",
    "motivations",
    "besoin",
    "besoins",
    "need",
    "needs",
    "souhait",
    "souhaitez",
];
const FRUSTRATIONS: [&str; 22] = [
    "frustration",
    "frustrations",
    "frein",
    "freins",
    "barrier",
    "barriers",
    "problem",
    "problems",
    "problème",
    "problèmes",
    "difficulté",
    "difficultés",
    "worry",
    "worries",
    "annoy",
    "annoys",
    "irritant",
    "irritants",
    "obstacle",
    "obstacles",
    "gêne",
    "complaint",
];
const CHANNELS: [&str; 25] = [
    "channel",
    "channels",
    "canal",
    "canaux",
    "contact",
    "media",
    "médias",
    "média",
    "réseaux",
    "network",
    "networks",
    "instagram",
    "facebook",
    "tiktok",
    "youtube",
    "twitter",
    "linkedin",
    "newsletter",
    "podcast",
    "radio",
    "tv",
    "presse",
    "informed",
    "informez",
    "réseau",
];
const ENVIRONMENTS: [&str; 16] = [
    "device",
    "appareil",
    "equipment",
    "équipement",
    "équipements",
    "housing",
    "logement",
    "home",
    "domicile",
    "software",
    "logiciel",
    "tool",
    "tools",
    "outil",
    "outils",
    "phone",
];
const ATTITUDES: [&str; 21] = [
    "feel",
    "think",
    "important",
    "importance",
    "agree",
    "accord",
    "opinion",
    "satisfied",
    "satisfait",
    "satisfaction",
    "like",
    "prefer",
    "préférez",
    "préférence",
    "favorably",
    "view",
    "fan",
    "image",
    "confiance",
    "trust",
    "perception",
];

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
                drop_reason(&column(name, &cells), false),
                Some(DropReason::Personal),
                "{name}"
            );
        }
        assert_eq!(
            drop_reason(&column("Boisson", &["thé", "café", "eau"]), false),
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
                drop_reason(&column, false),
                Some(DropReason::Sensitive),
                "{name}"
            );
            assert_eq!(drop_reason(&column, true), None, "{name}");
        }
        let harmless = column(
            "How healthy do you find this food in your day to day life?",
            &["a", "b"],
        );
        assert_eq!(drop_reason(&harmless, false), None);
    }

    #[test]
    fn who_people_are_describes_and_what_they_say_segments() {
        assert_eq!(
            guess("Household Income", "Household Income", Kind::Ordinal).0,
            Role::Descriptor
        );
        assert_eq!(
            guess("q3", "Quel est votre âge ?", Kind::Ordinal),
            (Role::Descriptor, Facet::Demographic)
        );
        assert_eq!(
            guess("q1", "Do you like tea?", Kind::Multi),
            (Role::Segmentation, Facet::Attitude)
        );
        assert_eq!(guess("q9", "Why?", Kind::Text).0, Role::Ignore);
    }
}
