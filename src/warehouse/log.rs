//! The query that makes a middle form from a log, for one engine.

use std::collections::BTreeMap;

use minijinja::{Environment, Value, context};

use super::engine::Engine;
use crate::interaction::middle::{ALIASES, EVENTS, Form, OBJECTS, PEOPLE, PLATFORMS, Shape, TIES};
use crate::network::{OLDEST, SERIES, UNIT};

/// One file or relation of a log, and the columns it is read from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Relation {
    /// Name of the file, or of the relation where the log stands in the warehouse already.
    pub name: String,
    /// Whether it is a file that the engine reads.
    pub is_file: bool,
    /// What stands between its cells.
    pub delimiter: char,
    /// Place of its platform in [`LogQuery::platforms`].
    pub platform: usize,
    /// Column of who acts.
    pub source: String,
    /// Column of who receives.
    pub target: String,
    /// Column of how, where there is one.
    pub kind: Option<String>,
    /// Column of when.
    pub time: Option<String>,
    /// Column of the row's weight.
    pub weight: Option<String>,
    /// Column of the post acted on.
    pub object: Option<String>,
}

/// What a project says that its query has to say too.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LogQuery {
    /// The files or relations.
    pub relations: Vec<Relation>,
    /// Folded names of platforms; the first is empty.
    pub platforms: Vec<String>,
    /// Words of the kind column and what they mean, folded.
    pub kinds: BTreeMap<String, u8>,
    /// Zone of times that carry none.
    pub zone: String,
    /// Accounts of one person: number of the person, key of the account.
    pub merged: Vec<(usize, String)>,
    /// Keys of accounts left out.
    pub excluded: Vec<String>,
    /// Seconds in which attention fades by half.
    pub half_life: Option<f64>,
    /// "Now".
    pub as_of: Option<i64>,
    /// Where the form goes.
    pub folder: String,
    /// What the reader of the query should know.
    pub notes: Vec<String>,
}

/// Ids that a spreadsheet rounded.
const DAMAGED: &str = "[0-9]*[.,][0-9]*[eE][+]?[0-9]+|[0-9]+[eE][+][0-9]+";
/// Authors that stand for many people.
const DELETED: [&str; 6] = [
    "[deleted]",
    "[removed]",
    "deleted user",
    "deleted account",
    "utilisateur supprimé",
    "compte supprimé",
];

/// The query for one engine and form, as text.
///
/// # Errors
/// What minijinja says of a template; none with the templates that are built in.
pub fn log_query(engine: Engine, form: Form, query: &LogQuery) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    environment.add_filter("text", move |text: String| engine.text(&text));
    environment.add_filter("ident", move |name: String| engine.ident(&name));
    environment.add_function("whole", move |units: String| engine.whole(&units));
    environment.add_template("log", engine.log_template())?;
    let quoted = |texts: &[&str]| {
        let texts: Vec<String> = texts.iter().map(|text| engine.text(text)).collect();
        texts.join(", ")
    };
    let main = match form {
        Form::Events => EVENTS,
        Form::Ties => TIES,
    };
    environment.get_template("log")?.render(context! {
        version => env!("CARGO_PKG_VERSION"),
        form => form.name(),
        folder => &query.folder,
        notes => &query.notes,
        zone => &query.zone,
        files => query.relations.iter().map(|one| file(engine, one)).collect::<Vec<_>>(),
        platforms => &query.platforms,
        kinds => query.kinds.iter().map(|(word, number)| context! { word, number }).collect::<Vec<_>>(),
        damaged => engine.pattern(DAMAGED),
        deleted => quoted(&DELETED),
        merged => query.merged.iter().map(|(person, account)| context! { person, account }).collect::<Vec<_>>(),
        excluded => &query.excluded,
        unit => number(UNIT),
        ln2 => number(std::f64::consts::LN_2),
        oldest => number(OLDEST),
        series => series(),
        half_life => query.half_life.map(number),
        as_of => query.as_of,
        main_columns => main.columns.join(", "),
        tables => tables(engine, form, main),
    })
}

fn file(engine: Engine, one: &Relation) -> Value {
    context! {
        name => &one.name,
        is_file => one.is_file,
        delimiter => one.delimiter.to_string(),
        relation => if one.is_file { engine.file(one) } else { one.name.clone() },
        platform => one.platform,
        source => &one.source,
        target => &one.target,
        kind => &one.kind,
        time => &one.time,
        weight => &one.weight,
        object => &one.object,
    }
}

/// A number as every engine reads it as a double: with its exponent, to the last bit.
pub(super) fn number(number: f64) -> String {
    format!("{number:e}")
}

/// Horner's rule for the series of the fading, in the order this machine adds it up.
fn series() -> String {
    let terms = SERIES.iter().map(|&term| number(term));
    terms
        .reduce(|sum, term| format!("({sum} * t + {term})"))
        .unwrap_or_default()
}

/// The tables of a form for its manifest: relation, columns, the line that is hashed.
fn tables(engine: Engine, form: Form, main: Shape) -> Vec<Value> {
    let line = |cells: &[&str]| engine.line(cells);
    let of = |shape: Shape, relation: &str, line: String, sum: Option<String>, is_main: bool| {
        context! { name => shape.name, columns => shape.columns.join(","), relation, line, sum, is_main }
    };
    let sum = match form {
        Form::Events => engine.one_if_empty("weight_fixed"),
        Form::Ties => "weight_fixed".to_owned(),
    };
    let mut tables = vec![
        of(main, "form_main", line(main.columns), Some(sum), true),
        of(
            PEOPLE,
            "people",
            line(&["person", "key", "label", "platforms", "''", "''"]),
            None,
            false,
        ),
        of(
            PLATFORMS,
            engine.platforms(),
            line(&["platform", "name"]),
            None,
            false,
        ),
        of(
            ALIASES,
            "known_names",
            line(&["alias", "person"]),
            None,
            false,
        ),
    ];
    if form == Form::Events {
        let cells = line(&["number", "key", "author"]);
        tables.push(of(OBJECTS, "objects", cells, None, false));
    }
    tables
}
