//! The engines a query is printed for, and what they spell differently.

use super::log::Relation;

/// An engine of the warehouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// DuckDB 1.1 or later.
    DuckDb,
    /// Spark SQL 4 (3.4 or later for the log).
    Spark,
}

impl Engine {
    pub(super) fn log_template(self) -> &'static str {
        match self {
            Self::DuckDb => include_str!("templates/duckdb.sql"),
            Self::Spark => include_str!("templates/spark.sql"),
        }
    }

    /// A text literal.
    pub(super) fn text(self, text: &str) -> String {
        match self {
            Self::DuckDb => format!("'{}'", text.replace('\'', "''")),
            Self::Spark => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")),
        }
    }

    /// The name of a column.
    pub(super) fn ident(self, name: &str) -> String {
        match self {
            Self::DuckDb => format!("\"{}\"", name.replace('"', "\"\"")),
            Self::Spark => format!("`{}`", name.replace('`', "``")),
        }
    }

    /// A pattern that a whole cell matches.
    pub(super) fn pattern(self, pattern: &str) -> String {
        match self {
            Self::DuckDb => format!("'({pattern})'"),
            Self::Spark => format!("r'^({pattern})$'"),
        }
    }

    /// Units of a double as a whole number: doubles hold both halves exactly.
    pub(super) fn whole(self, units: &str) -> String {
        let high = format!("floor({units} / 4503599627370496e0)");
        let low = format!("({units} - {high} * 4503599627370496e0)");
        match self {
            Self::DuckDb => {
                format!("({high}::HUGEINT * 4503599627370496 + {low}::HUGEINT)")
            }
            Self::Spark => format!(
                "CAST(CAST(CAST({high} AS BIGINT) AS DECIMAL(19,0)) * CAST(4503599627370496 AS DECIMAL(16,0)) \
                 + CAST(CAST({low} AS BIGINT) AS DECIMAL(16,0)) AS DECIMAL(38,0))"
            ),
        }
    }

    /// Cells joined by the unit separator, empty where unknown.
    pub(super) fn line(self, cells: &[&str]) -> String {
        let cell = |cell: &&str| match self {
            Self::DuckDb => format!("coalesce({cell}::VARCHAR, '')"),
            Self::Spark => format!("coalesce(CAST({cell} AS STRING), '')"),
        };
        let cells: Vec<String> = cells.iter().map(cell).collect();
        format!("concat_ws(chr(31), {})", cells.join(", "))
    }

    /// A fixed-point weight that is one where the cell is empty.
    pub(super) fn one_if_empty(self, column: &str) -> String {
        match self {
            Self::DuckDb => format!("coalesce({column}, {}::HUGEINT)", 1u128 << 84),
            Self::Spark => format!(
                "coalesce({column}, CAST('{}' AS DECIMAL(38,0)))",
                1u128 << 84
            ),
        }
    }

    /// The relation of platforms in a manifest.
    pub(super) fn platforms(self) -> &'static str {
        "platforms"
    }

    /// A file as a relation.
    pub(super) fn file(self, one: &Relation) -> String {
        match self {
            Self::DuckDb => format!(
                "read_csv({}, header = true, all_varchar = true, delim = {})",
                self.text(&one.name),
                self.text(&one.delimiter.to_string())
            ),
            // A view of this name is made first: see the template.
            Self::Spark => String::new(),
        }
    }
}
