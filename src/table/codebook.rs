//! The codebook `questions.xlsx`: what was understood of each question, corrected by people.

use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError,
};

use super::read::cells_of_sheet;
use super::{Attribute, AttributeOverride, Facet, Kind, Reading, Role, TableError};

/// Labels people read are no longer than this.
pub(super) const MAX_LABEL: usize = 60;

/// The columns of the sheet.
const COLUMNS: [&str; 10] = [
    "attribute",
    "question",
    "short_label",
    "phrase",
    "kind",
    "role",
    "facet",
    "levels",
    "label_fr",
    "label_en",
];

/// What parts the levels in a cell.
const BETWEEN: &str = " | ";

/// A cell of a sheet holds no more than this.
const MAX_CELL: usize = 32_767;

/// Words of the kinds, as files write them.
pub const KINDS: [(&str, Kind); 6] = [
    ("numeric", Kind::Numeric),
    ("ordinal", Kind::Ordinal),
    ("categorical", Kind::Categorical),
    ("multi", Kind::Multi),
    ("date", Kind::Date),
    ("text", Kind::Text),
];

/// Words of the roles.
pub const ROLES: [(&str, Role); 8] = [
    ("segmentation", Role::Segmentation),
    ("descriptor", Role::Descriptor),
    ("outcome", Role::Outcome),
    ("weight", Role::Weight),
    ("id", Role::Id),
    ("handle", Role::Handle),
    ("quote", Role::Quote),
    ("ignore", Role::Ignore),
];

/// Words of the facets.
pub const FACETS: [(&str, Facet); 7] = [
    ("demographic", Facet::Demographic),
    ("goal", Facet::Goal),
    ("frustration", Facet::Frustration),
    ("behaviour", Facet::Behaviour),
    ("attitude", Facet::Attitude),
    ("environment", Facet::Environment),
    ("channel", Facet::Channel),
];

/// What a codebook says, one entry an attribute.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Codebook {
    /// Attribute (column name, or question of several columns) and what is said about it, in the
    /// order of the sheet.
    pub entries: Vec<(String, AttributeOverride)>,
}

impl Codebook {
    /// What is said about an attribute.
    pub fn get(&self, attribute: &str) -> Option<&AttributeOverride> {
        self.entries
            .iter()
            .find(|(name, _)| name == attribute)
            .map(|(_, entry)| entry)
    }

    /// The columns that have one role in it (`weight`, `id`, `handle`, `quote`).
    pub fn with_role(&self, role: Role) -> impl Iterator<Item = &str> {
        self.entries
            .iter()
            .filter(move |(_, entry)| entry.role == Some(role))
            .map(|(name, _)| name.as_str())
    }

    /// Reads `questions.xlsx` (or the same table as CSV or ODS). An empty cell leaves what is
    /// guessed; an unknown word is an error that says what was expected.
    pub fn read(name: &str, bytes: Vec<u8>) -> Result<Self, TableError> {
        let grid = cells_of_sheet(name, bytes)?;
        if grid.is_empty() {
            return Ok(Self::default());
        }
        let header: Vec<String> = grid.row(0).map(super::label::fold_label).collect();
        let places: Vec<Option<usize>> = COLUMNS
            .iter()
            .map(|column| header.iter().position(|head| head == column))
            .collect();
        if places[0].is_none() {
            let what = format!(
                "no column \"attribute\"; the header must hold {}",
                COLUMNS.join(", ")
            );
            return Err(TableError::Codebook { row: 1, what });
        }
        let mut book = Self::default();
        for row in 1..grid.len() {
            let cell =
                |column: usize| places[column].map_or("", |place| grid.cell(row, place).trim());
            let line = grid.line(row);
            let attribute = cell(0);
            if attribute.is_empty() {
                continue;
            }
            if book.get(attribute).is_some() {
                let what =
                    "an attribute that stands above already; keep one of the two rows".to_owned();
                return Err(TableError::Codebook { row: line, what });
            }
            let text = |column: usize| {
                Some(cell(column))
                    .filter(|t| !t.is_empty())
                    .map(str::to_owned)
            };
            let levels = parted(cell(7));
            let entry = AttributeOverride {
                kind: word(line, "kind", cell(4), &KINDS)?,
                role: word(line, "role", cell(5), &ROLES)?,
                facet: word(line, "facet", cell(6), &FACETS)?,
                label: text(2),
                phrase: text(3),
                level_labels_fr: same_number(line, "label_fr", parted(cell(8)), levels.len())?,
                level_labels_en: same_number(line, "label_en", parted(cell(9)), levels.len())?,
                levels: (!levels.is_empty()).then_some(levels),
            };
            book.entries.push((attribute.to_owned(), entry));
        }
        Ok(book)
    }
}

fn parted(cell: &str) -> Vec<String> {
    if cell.is_empty() {
        return Vec::new();
    }
    cell.split(BETWEEN.trim())
        .map(|level| level.trim().to_owned())
        .collect()
}

fn same_number(
    row: u64,
    column: &str,
    labels: Vec<String>,
    levels: usize,
) -> Result<Vec<String>, TableError> {
    if labels.is_empty() || labels.len() == levels {
        return Ok(labels);
    }
    let what = format!(
        "{column} has {} labels for {levels} levels; part them with | and leave a place empty where there is none",
        labels.len()
    );
    Err(TableError::Codebook { row, what })
}

fn word<T: Copy>(
    row: u64,
    column: &str,
    cell: &str,
    words: &[(&str, T)],
) -> Result<Option<T>, TableError> {
    if cell.is_empty() {
        return Ok(None);
    }
    let folded = super::label::fold_label(cell);
    if let Some((_, value)) = words.iter().find(|(word, _)| *word == folded) {
        return Ok(Some(*value));
    }
    let expected: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    Err(TableError::Codebook {
        row,
        what: format!("{column} is none of {}", expected.join(", ")),
    })
}

/// The word of a value.
pub fn name_of<T: PartialEq>(value: &T, words: &[(&'static str, T)]) -> &'static str {
    words
        .iter()
        .find(|(_, known)| known == value)
        .map_or("", |(word, _)| word)
}

/// The codebook of a reading as a workbook: one row an attribute, drop-downs for kind, role and
/// facet, a fixed creation time so that the same reading gives the same bytes.
pub fn write_codebook(reading: &Reading) -> Result<Vec<u8>, TableError> {
    workbook(&reading.table.attributes).map_err(|error| TableError::Write {
        what: error.to_string(),
    })
}

fn workbook(attributes: &[Attribute]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2020, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let sheet = workbook.add_worksheet();
    sheet.set_name("questions")?;
    let bold = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (column, name) in COLUMNS.iter().enumerate() {
        sheet.write_string_with_format(0, column as u16, *name, &bold)?;
        let width = [24.0, 48.0, 30.0, 30.0, 12.0, 14.0, 14.0, 48.0, 32.0, 32.0][column];
        sheet.set_column_width(column as u16, width)?;
    }
    sheet.set_freeze_panes(1, 1)?;
    for (place, attribute) in attributes.iter().enumerate() {
        let row = place as u32 + 1;
        for (column, text) in line(attribute).iter().enumerate() {
            if !text.is_empty() {
                sheet.write_string_with_format(row, column as u16, text, &wrapped)?;
            }
        }
    }
    let last = (attributes.len() as u32).max(1);
    for (column, words) in [
        (4, KINDS.map(|(word, _)| word).to_vec()),
        (5, ROLES.map(|(word, _)| word).to_vec()),
        (6, FACETS.map(|(word, _)| word).to_vec()),
    ] {
        let list = DataValidation::new().allow_list_strings(&words)?;
        sheet.add_data_validation(1, column, last, column, &list)?;
    }
    workbook.save_to_buffer()
}

fn line(attribute: &Attribute) -> [String; 10] {
    let joined = |texts: Vec<&str>| -> String {
        // A level with the mark inside, or a cell too long, cannot be written: it stays guessed.
        let text = texts.join(BETWEEN);
        let broken = texts.iter().any(|level| level.contains('|')) || text.len() > MAX_CELL;
        if broken || texts.iter().all(|level| level.is_empty()) {
            String::new()
        } else {
            text
        }
    };
    let labels = &attribute.level_labels;
    let cut = |text: &str| text.chars().take(MAX_CELL / 4).collect::<String>();
    let levels = joined(attribute.levels.iter().map(String::as_str).collect());
    let readings = |all: String| {
        if levels.is_empty() {
            String::new()
        } else {
            all
        }
    };
    [
        attribute.name.clone(),
        cut(&attribute.question),
        attribute.label.clone(),
        cut(&attribute.phrase),
        name_of(&attribute.kind, &KINDS).to_owned(),
        name_of(&attribute.role, &ROLES).to_owned(),
        name_of(&attribute.facet, &FACETS).to_owned(),
        levels.clone(),
        readings(joined(
            labels.iter().map(|label| label.fr.as_str()).collect(),
        )),
        readings(joined(
            labels.iter().map(|label| label.en.as_str()).collect(),
        )),
    ]
}

/// A header as a short label: one line, 60 characters at most, cut at a word.
pub(super) fn short_label(header: &str) -> String {
    let text = header.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= MAX_LABEL {
        return text;
    }
    let head: String = text.chars().take(MAX_LABEL - 1).collect();
    let cut = head.rfind(' ').filter(|at| *at > 20).unwrap_or(head.len());
    format!(
        "{}…",
        head[..cut].trim_end_matches([' ', ',', ';', ':', '-'])
    )
}

#[cfg(test)]
mod tests {
    use super::super::{ReadOptions, read_bytes};
    use super::*;

    const TABLE: &str = "id,Q1 Tea?,Mood,Age,Drinks [Tea],Drinks [Milk]\n\
        1,Yes,Agree,31,Y,\n2,No,Strongly agree,45,,Y\n3,Yes,Disagree,28,Y,Y\n4,No,Agree,39,,Y\n";

    #[test]
    fn a_codebook_written_and_read_changes_nothing() {
        let first = read_bytes("t.csv", TABLE.into(), &ReadOptions::default()).unwrap();
        let bytes = write_codebook(&first).unwrap();
        assert_eq!(bytes, write_codebook(&first).unwrap());
        let codebook = Codebook::read("questions.xlsx", bytes).unwrap();
        let options = ReadOptions {
            codebook: Some(codebook),
            ..ReadOptions::default()
        };
        let second = read_bytes("t.csv", TABLE.into(), &options).unwrap();
        assert_eq!(second.table.attributes, first.table.attributes);
    }

    #[test]
    fn what_people_corrected_wins() {
        let book = "attribute,short_label,phrase,kind,role,facet,levels,label_fr,label_en\n\
            Mood,Humeur,is in good mood,ordinal,descriptor,attitude,Disagree | Agree | Strongly agree,Non | Oui | Tout à fait,\n";
        let codebook = Codebook::read("q.csv", book.into()).unwrap();
        let options = ReadOptions {
            codebook: Some(codebook),
            ..ReadOptions::default()
        };
        let reading = read_bytes("t.csv", TABLE.into(), &options).unwrap();
        let mood = reading.table.attribute("Mood").unwrap();
        assert_eq!(
            (mood.label.as_str(), mood.role, mood.facet),
            ("Humeur", Role::Descriptor, Facet::Attitude)
        );
        assert_eq!(mood.level_labels[2].fr, "Tout à fait");
        assert_eq!(mood.phrase, "is in good mood");
    }

    #[test]
    fn an_unknown_word_says_its_row_and_what_was_expected() {
        let error =
            Codebook::read("q.csv", "attribute,kind\na,numeric\nb,nummeric\n".into()).unwrap_err();
        let message = error.to_string();
        assert!(
            message.contains("row 3") && message.contains("numeric, ordinal"),
            "{message}"
        );
        assert!(Codebook::read("q.csv", "x,y\n1,2\n3,4\n".into()).is_err());
    }

    #[test]
    fn labels_fit_sixty_characters() {
        let long =
            "Please rank the films in order of preference with 1 being your favourite film of all";
        let label = short_label(long);
        assert!(
            label.chars().count() <= 60 && label.ends_with('…'),
            "{label}"
        );
        assert_eq!(short_label("  two \n words "), "two words");
    }
}
