//! What the person who is contacted must be told (GDPR art. 14), and the record of the processing (art. 30).
//!
//! Texts to start from, not legal advice; written only when a controller is named. They say no more than the project says:
//! what is missing is left out and listed, never invented.

use crate::role::Language;

/// What the project says about the processing (`privacy` of the project file).
#[derive(Debug, Clone, Copy, Default)]
pub struct Processing<'a> {
    /// Who is responsible, with a way to reach them. Without it there is no notice.
    pub controller: &'a str,
    /// What it is for.
    pub purpose: &'a str,
    /// The legal basis.
    pub basis: &'a str,
    /// How long it is kept, as written (`13 months`).
    pub retention: &'a str,
    /// Where the data come from: platforms or export tools, as people know them.
    pub sources: &'a [String],
    /// Platforms and kinds of data read.
    pub data: &'a [String],
}

impl Processing<'_> {
    /// What a complete notice still lacks: names of the keys of `privacy`.
    pub fn missing(&self) -> Vec<&'static str> {
        let keys = [
            ("controller", self.controller),
            ("purpose", self.purpose),
            ("basis", self.basis),
            ("retention", self.retention),
        ];
        let empty = keys
            .into_iter()
            .filter(|(_, value)| value.trim().is_empty());
        empty.map(|(key, _)| key).collect()
    }
}

/// The notice for a person who is contacted; `None` while no controller is named.
pub fn notice(processing: &Processing<'_>, language: Language) -> Option<String> {
    let controller = line(processing.controller);
    if controller.is_empty() {
        return None;
    }
    let paragraphs = match language {
        Language::French => french_notice(processing, &controller),
        Language::English => english_notice(processing, &controller),
    };
    Some(paragraphs.join("\n\n") + "\n")
}

fn french_notice(processing: &Processing<'_>, controller: &str) -> Vec<String> {
    let mut paragraphs = vec![
        "# Pourquoi nous vous écrivons".to_owned(),
        format!(
            "Vous recevez ce message de {controller}, responsable de ce traitement. Nous avons trouvé votre compte parce que \
             vos échanges publics ont compté dans les conversations que nous suivons."
        ),
    ];
    if let Some(purpose) = given(processing.purpose) {
        paragraphs.push(format!("**But.** {purpose}"));
    }
    if let Some(basis) = given(processing.basis) {
        paragraphs.push(format!("**Base légale.** {basis}"));
    }
    if let Some(sources) = joined(processing.sources, " et ") {
        paragraphs.push(format!("**D’où viennent les données.** {sources}"));
    }
    if let Some(data) = joined(processing.data, " et ") {
        paragraphs.push(format!("**Ce que nous avons lu.** {data}"));
    }
    if let Some(retention) = given(processing.retention) {
        paragraphs.push(format!("**Durée de conservation.** {retention}"));
    }
    paragraphs.push(
        "**Vos droits.** Vous pouvez demander à voir ce que nous avons sur vous, le faire corriger ou effacer, en limiter \
         l’usage, et vous opposer à ce que nous vous contactions, à tout moment et sans dire pourquoi. Répondez simplement «\u{202f}non\
         \u{202f}» à ce message, ou écrivez à l’adresse ci-dessus. Votre compte sera alors retiré et plus jamais contacté\
         \u{202f}; nous n’en gardons qu’une empreinte chiffrée, pour respecter ce choix. Vous pouvez aussi saisir l’autorité \
         de protection des données de votre pays (en France, la CNIL)."
            .to_owned(),
    );
    paragraphs
}

fn english_notice(processing: &Processing<'_>, controller: &str) -> Vec<String> {
    let mut paragraphs = vec![
        "# Why we are writing to you".to_owned(),
        format!(
            "This message comes from {controller}, who is responsible for this processing. We found your account because what \
             you exchange in public counted in the conversations we follow."
        ),
    ];
    if let Some(purpose) = given(processing.purpose) {
        paragraphs.push(format!("**Purpose.** {purpose}"));
    }
    if let Some(basis) = given(processing.basis) {
        paragraphs.push(format!("**Legal basis.** {basis}"));
    }
    if let Some(sources) = joined(processing.sources, " and ") {
        paragraphs.push(format!("**Where the data come from.** {sources}"));
    }
    if let Some(data) = joined(processing.data, " and ") {
        paragraphs.push(format!("**What we read.** {data}"));
    }
    if let Some(retention) = given(processing.retention) {
        paragraphs.push(format!("**How long we keep it.** {retention}"));
    }
    paragraphs.push(
        "**Your rights.** You may ask to see what we hold on you, have it corrected or erased, limit its use, and object to \
         being contacted, at any time and without saying why. Just answer \"no\" to this message, or write to the address \
         above. Your account will then be removed and never contacted again; we keep only a keyed fingerprint of it, to respect \
         that choice. You may also complain to the data protection authority of your country."
            .to_owned(),
    );
    paragraphs
}

/// Counts the processing record shows; no name, no handle.
#[derive(Debug, Clone, Copy, Default)]
pub struct RecordCounts {
    /// People in the network.
    pub people: u64,
    /// Respondents of the audience table.
    pub respondents: u64,
    /// People who asked not to be contacted.
    pub suppressed: u64,
    /// Private accounts, bots and accounts that must not be found, left out.
    pub left_out: u64,
    /// People contacted so far.
    pub contacted: u64,
}

/// `PRIVACY.md`: the record of the processing, from what the project says; `as_of` is the date of the run (ISO 8601).
pub fn processing_record(
    processing: &Processing<'_>,
    counts: &RecordCounts,
    as_of: &str,
    language: Language,
) -> String {
    let pick = |french: &'static str, english: &'static str| language.pick(french, english);
    let open = pick("à compléter", "to be completed");
    let value = |text: &str| given(text).unwrap_or_else(|| format!("_{open}_"));
    let list = |items: &[String]| {
        joined(items, pick(" et ", " and ")).unwrap_or_else(|| format!("_{open}_"))
    };
    let number = |n: u64| crate::role::count(language, n);
    let rows = [
        (
            pick("Responsable", "Controller"),
            value(processing.controller),
        ),
        (pick("But", "Purpose"), value(processing.purpose)),
        (pick("Base légale", "Legal basis"), value(processing.basis)),
        (
            pick("Conservation", "Retention"),
            value(processing.retention),
        ),
        (pick("Sources", "Sources"), list(processing.sources)),
        (pick("Données lues", "Data read"), list(processing.data)),
        (pick("Date de l’état", "As of"), value(as_of)),
        (
            pick("Personnes du réseau", "People in the network"),
            number(counts.people),
        ),
        (
            pick("Répondants", "Respondents"),
            number(counts.respondents),
        ),
        (
            pick("Contacts pris", "People contacted"),
            number(counts.contacted),
        ),
        (
            pick(
                "Ont demandé à ne pas être contactés",
                "Asked not to be contacted",
            ),
            number(counts.suppressed),
        ),
        (
            pick(
                "Comptes privés, robots, non trouvables\u{202f}: écartés",
                "Private, bot or not discoverable: left out",
            ),
            number(counts.left_out),
        ),
    ];
    let mut text = format!(
        "# {}\n\n{}\n\n| | |\n| --- | --- |\n",
        pick("Registre du traitement", "Record of processing"),
        pick(
            "Fait par Entourage à partir du fichier de projet. Tout est calculé sur cette machine\u{202f}; rien n’en sort.",
            "Made by Entourage from the project file. Everything is computed on this machine; nothing leaves it."
        )
    );
    for (what, value) in rows {
        text += &["| ", what, " | ", &value, " |\n"].concat();
    }
    text += "\n";
    text += pick(
        "## Mesures\n\n- Les fichiers qui nomment des personnes ne sont lisibles que par leur propriétaire et ne sont jamais \
         publics.\n- Qui dit non est gardé comme empreinte à clé (HMAC-SHA-256) et n’apparaît dans aucune sortie.\n- \
         `entourage person` montre tout ce qui est gardé sur une personne\u{202f}; `entourage forget` l’efface et nomme les \
         fichiers d’origine qu’il reste à purger.\n- Les scores classent des interactions publiques\u{202f}; ils ne décident \
         de rien sans une personne.\n",
        "## Measures\n\n- Files that name people are readable by their owner only and are never public.\n- Who says no is kept \
         as a keyed fingerprint (HMAC-SHA-256) and appears in no output.\n- `entourage person` shows everything held on a \
         person; `entourage forget` erases it and names the input files still to purge.\n- Scores rank public interactions; \
         they decide nothing without a person.\n",
    );
    text
}

/// Text of the project on one line, without what Markdown or HTML would act on; `None` where there is none.
fn given(text: &str) -> Option<String> {
    let text = line(text);
    (!text.is_empty()).then_some(text)
}

fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut safe = String::with_capacity(text.len());
    for letter in words
        .join(" ")
        .chars()
        .filter(|letter| !letter.is_control())
    {
        if matches!(letter, '|' | '<' | '>' | '[' | ']' | '*' | '`' | '\\' | '#') {
            safe.push('\\');
        }
        safe.push(letter);
    }
    safe
}

/// `a, b and c.`
fn joined(items: &[String], and: &str) -> Option<String> {
    let items: Vec<String> = items.iter().filter_map(|item| given(item)).collect();
    let (last, first) = items.split_last()?;
    Some(if first.is_empty() {
        last.clone()
    } else {
        [first.join(", ").as_str(), and, last].concat()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources() -> Vec<String> {
        [
            "Mastodon".to_owned(),
            "export | 4CAT".to_owned(),
            String::new(),
        ]
        .to_vec()
    }

    #[test]
    fn without_a_controller_there_is_no_notice() {
        for language in [Language::French, Language::English] {
            assert_eq!(notice(&Processing::default(), language), None);
        }
        let missing = Processing::default().missing();
        assert_eq!(missing, ["controller", "purpose", "basis", "retention"]);
    }

    #[test]
    fn a_notice_says_who_why_from_where_and_how_to_object() {
        let sources = sources();
        let processing = Processing {
            controller: "Café Lumen, dpo@lumen.example",
            purpose: "inviter à une dégustation",
            basis: "intérêt légitime",
            retention: "13 mois",
            sources: &sources,
            data: &[],
        };
        let french = notice(&processing, Language::French).expect("a notice");
        for part in [
            "Café Lumen, dpo@lumen.example",
            "dégustation",
            "intérêt légitime",
            "13 mois",
            "CNIL",
            "opposer",
        ] {
            assert!(french.contains(part), "{part}");
        }
        assert!(french.contains("Mastodon et export \\| 4CAT"));
        assert!(!french.contains("Ce que nous avons lu"));
        let english = notice(&processing, Language::English).expect("a notice");
        assert!(english.contains("object to being contacted") && english.contains("fingerprint"));
        assert_eq!(processing.missing(), [""; 0]);
    }

    #[test]
    fn the_record_names_what_is_still_to_be_completed_and_nobody() {
        let counts = RecordCounts {
            people: 2500,
            suppressed: 3,
            ..RecordCounts::default()
        };
        let record = processing_record(
            &Processing::default(),
            &counts,
            "2026-02-01",
            Language::English,
        );
        assert!(record.contains("| Controller | _to be completed_ |"));
        assert!(record.contains("| People in the network | 2,500 |"));
        assert!(record.contains("| Asked not to be contacted | 3 |"));
        let french = processing_record(
            &Processing::default(),
            &counts,
            "2026-02-01",
            Language::French,
        );
        assert!(french.contains("| Personnes du réseau | 2\u{202f}500 |"));
    }

    #[test]
    fn markup_in_the_project_stays_text() {
        let processing = Processing {
            controller: "a\n\n# b <script>",
            ..Processing::default()
        };
        let text = notice(&processing, Language::English).expect("a notice");
        assert!(text.contains("a \\# b \\<script\\>"));
    }
}
