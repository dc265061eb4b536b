//! The persona as data: what `personas/<slug>.yaml` holds.

use serde::{Deserialize, Serialize};

use super::error::PersonaError;
use super::statement::{Statement, StatementRef};

/// The largest persona file read, in bytes.
pub const LARGEST_FILE: usize = crate::yaml::LIMIT;

/// A segment given a face: fictional name, drawn portrait, and statements with their evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Persona {
    /// ASCII of the first machine name; given once, never changed.
    pub slug: String,
    /// Fictional first name given by the machine; empty where the project wants none.
    #[serde(default)]
    pub name: String,
    /// Title made of the most distinctive statements.
    #[serde(default)]
    pub title: String,
    /// File name of the drawn portrait, beside this file.
    #[serde(default)]
    pub portrait: String,
    /// Weighted share of the audience, 0..1.
    pub share: f64,
    /// Respondents, unweighted.
    pub n: u64,
    /// Jaccard similarity under bootstrap (Hennig 2007), 0..1; absent for merged or given segments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stability: Option<f64>,
    /// How many real respondents stand behind the card.
    pub coverage: Coverage,
    /// What can be said, most distinctive first.
    #[serde(default)]
    pub statements: Vec<Statement>,
    /// What the team wrote.
    #[serde(default)]
    pub people: PeopleBlock,
}

/// How many respondents of a persona match what its card says (Chapman & Milham 2006).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coverage {
    /// Respondents of the persona who match every statement they can be held against.
    pub all: u64,
    /// Those who match at least three quarters.
    pub three_quarters: u64,
    /// Respondents of the persona who answered at least one of the questions.
    pub base: u64,
}

/// What people edit; documents mark it "written by the team". All of it may be left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PeopleBlock {
    /// The name the team gave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The title the team gave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// A story in the team's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub story: Option<String>,
    /// Goals in the team's words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub goals: Vec<String>,
    /// A picture instead of the drawn portrait: path relative to the persona file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// Statements not shown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hidden: Vec<StatementRef>,
    /// Statements always shown, first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pinned: Vec<StatementRef>,
    /// Slugs of personas that the team merged into this one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub merged: Vec<String>,
    /// Notes of the team, never public.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
}

impl PeopleBlock {
    /// Whether nobody wrote anything.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Persona {
    /// The name shown: the team's, else the machine's; empty where there is none.
    pub fn shown_name(&self) -> &str {
        self.people.name.as_deref().unwrap_or(&self.name)
    }

    /// The title shown: the team's, else the machine's.
    pub fn shown_title(&self) -> &str {
        self.people.title.as_deref().unwrap_or(&self.title)
    }

    /// The statements a document shows: pinned ones first, hidden ones left out. The data keep all.
    pub fn shown_statements(&self) -> Vec<&Statement> {
        let pinned = |s: &&Statement| self.people.pinned.iter().any(|r| s.is(r));
        let hidden = |s: &&Statement| self.people.hidden.iter().any(|r| s.is(r));
        let mut shown: Vec<&Statement> = self.statements.iter().filter(pinned).collect();
        shown.extend(self.statements.iter().filter(|s| !pinned(s) && !hidden(s)));
        shown
    }

    /// The persona file: YAML, the same bytes for the same persona.
    pub fn to_yaml(&self) -> Result<String, PersonaError> {
        let text = crate::yaml::write(self).map_err(|e| PersonaError::File {
            file: format!("{}.yaml", self.slug),
            line: None,
            reason: e.to_string(),
        })?;
        Ok(quote_old_booleans(&text))
    }

    /// Reads a persona file; `file` is its name in messages. At most [`LARGEST_FILE`] bytes.
    ///
    /// A broken file, an unknown key, a slug that could leave the folder or a number that is not
    /// finite is an error with its line where the reader knows it.
    pub fn from_yaml(text: &str, file: &str) -> Result<Self, PersonaError> {
        let wrong = |line: Option<usize>, reason: String| PersonaError::File {
            file: file.to_owned(),
            line,
            reason,
        };
        let persona: Self = crate::yaml::read(text).map_err(|error| match error {
            crate::yaml::Error::Content { line, .. } => wrong(Some(line), error.to_string()),
            other => wrong(None, other.to_string()),
        })?;
        let line_of = |key: &str| text.lines().position(|l| l.starts_with(key)).map(|l| l + 1);
        if !is_slug(&persona.slug) {
            let reason = "slug: expected small letters, digits and hyphens".to_owned();
            return Err(wrong(line_of("slug"), reason));
        }
        if !(0.0..=1.0).contains(&persona.share) {
            let reason = "share: expected a number from 0 to 1".to_owned();
            return Err(wrong(line_of("share"), reason));
        }
        for (i, statement) in persona.statements.iter().enumerate() {
            if let Some(field) = not_finite(statement) {
                let reason = format!("statement {}: {field} is not a finite number", i + 1);
                return Err(wrong(line_of("statements"), reason));
            }
        }
        if let Some(slug) = persona.people.merged.iter().find(|s| !is_slug(s)) {
            let reason = format!(
                "people.merged: {} characters that are no slug; expected small letters, digits \
                 and hyphens",
                slug.chars().count()
            );
            return Err(wrong(line_of("people"), reason));
        }
        Ok(persona)
    }
}

/// Quotes answers like `No` and `on`: plain text since YAML 1.2, but a truth value to the many readers
/// of YAML 1.1. Lines inside block texts are left alone.
fn quote_old_booleans(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut block: Option<usize> = None;
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        if block.is_some_and(|start| indent <= start && !line.trim().is_empty()) {
            block = None;
        }
        let value_at = line.find(": ").map(|at| at + 2).or_else(|| {
            let item = line.trim_start().starts_with("- ");
            item.then_some(indent + 2)
        });
        let value = value_at.map_or("", |at| &line[at..]);
        match (block, value_at) {
            (None, Some(at)) if is_old_boolean(value) => {
                out.push_str(&line[..at]);
                out.push('\'');
                out.push_str(value);
                out.push('\'');
            }
            _ => out.push_str(line),
        }
        out.push('\n');
        if block.is_none() && value.starts_with(['|', '>']) {
            block = Some(indent);
        }
    }
    out
}

fn is_old_boolean(value: &str) -> bool {
    ["y", "n", "yes", "no", "on", "off"].contains(&value.to_ascii_lowercase().as_str())
}

/// Whether a text can be a slug: small ASCII letters, digits and inner hyphens, 64 at most.
pub fn is_slug(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn not_finite(statement: &Statement) -> Option<&'static str> {
    [
        ("share", statement.share),
        ("mean", statement.mean),
        ("low", statement.low),
        ("high", statement.high),
        ("elsewhere", statement.elsewhere),
        ("overall", statement.overall),
        ("effect", statement.effect),
        ("p", statement.p),
    ]
    .into_iter()
    .find_map(|(name, value)| (!value.unwrap_or(0.0).is_finite()).then_some(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARD: &str = "slug: lea\nname: Léa\ntitle: Boit du café\nportrait: lea.svg\nshare: 0.25\n\
        n: 40\nstability: 0.8\ncoverage:\n  all: 3\n  three_quarters: 21\n  base: 40\n\
        statements:\n- attribute: age\n  level: '26-35'\n  role: descriptor\n  facet: demographic\n  \
        kind: typical\n  share: 0.5\n  low: 0.4\n  high: 0.6\n  n: 20\n  base: 40\n";

    #[test]
    fn a_persona_survives_its_own_file_byte_for_byte() {
        let mut persona = Persona::from_yaml(CARD, "lea.yaml").expect("a persona");
        persona.people.story = Some("Elle : \"oui\"\nligne 2 # pas un commentaire".to_owned());
        persona.people.pinned = vec![StatementRef {
            attribute: "no".to_owned(),
            level: Some("1".to_owned()),
        }];
        let text = persona.to_yaml().expect("yaml");
        let again = Persona::from_yaml(&text, "lea.yaml").expect("a persona");
        assert_eq!(again, persona);
        assert_eq!(again.to_yaml().expect("yaml"), text);
    }

    #[test]
    fn a_no_is_quoted_for_old_readers_and_a_story_is_left_as_written() {
        let mut persona = Persona::from_yaml(CARD, "lea.yaml").expect("a persona");
        persona.statements[0].level = Some("No".to_owned());
        persona.people.goals = vec!["on".to_owned(), "dire: no".to_owned()];
        persona.people.story = Some("elle dit :\n  level: No\n- yes\n\nlevel: No".to_owned());
        persona.people.pinned = vec![StatementRef {
            attribute: "y".to_owned(),
            level: Some("Off".to_owned()),
        }];
        let text = persona.to_yaml().expect("yaml");
        assert!(text.contains("\n  level: 'No'\n") && text.contains("- 'on'\n"));
        assert!(text.contains("attribute: 'y'\n") && text.contains("level: 'Off'\n"));
        assert_eq!(Persona::from_yaml(&text, "lea.yaml"), Ok(persona));
    }

    #[test]
    fn a_broken_people_block_is_an_error_with_its_line() {
        let text = format!("{CARD}people:\n  storry: typo\n");
        let error = Persona::from_yaml(&text, "lea.yaml").expect_err("an unknown key");
        let PersonaError::File { file, line, .. } = &error else {
            panic!("{error}");
        };
        let last = text.lines().count();
        assert_eq!((file.as_str(), *line), ("lea.yaml", Some(last)));
        let text = format!("{CARD}people:\n  goals: [unclosed\n");
        assert!(Persona::from_yaml(&text, "lea.yaml").is_err());
    }

    #[test]
    fn a_slug_cannot_leave_its_folder_and_a_number_must_be_one() {
        for (from, to) in [
            ("slug: lea", "slug: ../lea"),
            ("slug: lea", "slug: ''"),
            ("share: 0.25", "share: .nan"),
            ("low: 0.4", "low: .inf"),
        ] {
            let text = CARD.replacen(from, to, 1);
            assert!(Persona::from_yaml(&text, "lea.yaml").is_err(), "{to}");
        }
        let large = format!("{CARD}# {}", "x".repeat(LARGEST_FILE));
        assert!(Persona::from_yaml(&large, "lea.yaml").is_err());
    }

    #[test]
    fn pinned_statements_come_first_and_hidden_ones_are_kept_in_the_data_only() {
        let mut persona = Persona::from_yaml(CARD, "lea.yaml").expect("a persona");
        let mut second = persona.statements[0].clone();
        second.level = Some("36-45".to_owned());
        persona.statements.push(second);
        let level = |level: &str| StatementRef {
            attribute: "age".to_owned(),
            level: Some(level.to_owned()),
        };
        persona.people.pinned = vec![level("36-45")];
        assert_eq!(
            persona.shown_statements()[0].level.as_deref(),
            Some("36-45")
        );
        persona.people.pinned.clear();
        persona.people.hidden = vec![level("26-35")];
        assert_eq!(persona.shown_statements().len(), 1);
        assert_eq!(persona.statements.len(), 2);
    }
}
