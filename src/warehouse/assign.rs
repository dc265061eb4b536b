//! The query that puts each row of a customer table into its persona, with the same confidence.
//!
//! Everything but quantities is a constant here: what a level, an option or a gap encodes to is worked
//! out by the arithmetic of the encode room and printed to the last bit.

use minijinja::{Environment, context};

use super::engine::Engine;
use super::log::number;
use crate::encode::{Block, Encoding, Feature};
use crate::segment::{Item, Mixture, Model};
use crate::table::{Kind, NO, YES};

/// Where the answers to a question stand in the customer table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Machine name.
    pub attribute: String,
    /// What its answers are.
    pub kind: Kind,
    /// Its levels or options; empty for quantities.
    pub levels: Vec<String>,
    /// Its columns: one, or one an option in the order of `levels`.
    pub columns: Vec<String>,
}

/// What a run and its table say that the query has to say too.
#[derive(Debug, Clone, PartialEq)]
pub struct AssignQuery<'a> {
    /// What puts answers into segments.
    pub model: &'a Model,
    /// The persona of each segment.
    pub slugs: &'a [String],
    /// The questions with their columns.
    pub asked: &'a [Asked],
    /// Column of the respondent's id.
    pub id: String,
    /// The relation that holds the table.
    pub relation: String,
}

/// The query for one engine, as text.
///
/// # Errors
/// What cannot be said in SQL, by name.
pub fn assign_query(engine: Engine, query: &AssignQuery<'_>) -> Result<String, String> {
    let (cells, given) = cells(engine, query)?;
    let mut environment = Environment::new();
    environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    let template = include_str!("templates/assign.sql");
    environment
        .add_template("assign", template)
        .map_err(|error| error.to_string())?;
    let (method, encoded, scores) = match query.model {
        Model::Kmeans {
            encoding,
            centroids,
        } => {
            let encoded = encoded(engine, encoding, query)?;
            ("kmeans", encoded, distances(engine, centroids))
        }
        Model::LatentClass { mixture } => {
            ("latent", Vec::new(), densities(engine, mixture, query)?)
        }
        Model::Everybody => return Err("the run has no personas: its verdict is none".to_owned()),
        Model::Given { by, .. } => {
            return Err(format!(
                "the personas are the levels of the column `{by}`: no query is needed"
            ));
        }
    };
    let slugs: Vec<String> = query.slugs.iter().map(|slug| engine.text(slug)).collect();
    let names: Vec<String> = (0..scores.len())
        .map(|segment| format!("s{segment}"))
        .collect();
    let best = names.join(", ");
    let rendered = environment.get_template("assign").and_then(|template| {
        template.render(context! {
            version => env!("CARGO_PKG_VERSION"),
            engine => if engine == Engine::DuckDb { "DuckDB" } else { "Spark SQL" },
            method,
            id => engine.ident(&query.id),
            relation => &query.relation,
            cells,
            given => given.join(" OR "),
            encoded,
            scores,
            slugs,
            second => match engine {
                Engine::DuckDb => format!("list_sort([{best}])[2]"),
                Engine::Spark => format!("sort_array(array({best}))[1]"),
            },
            least => format!("least({best}, {})", names[0]),
            most => format!("greatest({best}, {})", names[0]),
        })
    });
    rendered.map_err(|error| error.to_string())
}

/// A cell as labels are compared: trimmed, inner blanks as one, lower case.
fn folded(engine: Engine, column: &str) -> String {
    let column = engine.ident(column);
    match engine {
        Engine::DuckDb => {
            format!("lower(trim(regexp_replace({column}::VARCHAR, '\\s+', ' ', 'g')))")
        }
        Engine::Spark => {
            format!("lower(trim(regexp_replace(CAST({column} AS STRING), r'\\s+', ' ')))")
        }
    }
}

/// A label as [`folded`] leaves a cell: no more than both engines can do.
fn fold(label: &str) -> String {
    label
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

/// Expressions with their names, and for each question whether it was answered.
type Cells = (Vec<(String, String)>, Vec<String>);

/// One expression a question (or option) with its name, and whether each question was answered.
fn cells(engine: Engine, query: &AssignQuery<'_>) -> Result<Cells, String> {
    let mut cells = Vec::new();
    let mut given = Vec::new();
    for (q, asked) in query.asked.iter().enumerate() {
        let name = &asked.attribute;
        match asked.kind {
            Kind::Numeric => {
                let cell = engine.ident(&asked.columns[0]);
                let text = match engine {
                    Engine::DuckDb => format!("{cell}::VARCHAR"),
                    Engine::Spark => format!("CAST({cell} AS STRING)"),
                };
                cells.push((
                    format!("q{q}"),
                    format!(
                        "try_cast(replace(replace(trim({text}), ' ', ''), ',', '.') AS DOUBLE)"
                    ),
                ));
                given.push(format!("q{q} IS NOT NULL"));
            }
            Kind::Ordinal | Kind::Categorical => {
                let whens = asked.levels.iter().enumerate().map(|(place, level)| {
                    format!(" WHEN {} THEN {place}", engine.text(&fold(level)))
                });
                let whens: String = whens.collect();
                let cell = folded(engine, &asked.columns[0]);
                cells.push((format!("q{q}"), format!("CASE {cell}{whens} END")));
                given.push(format!("q{q} IS NOT NULL"));
            }
            Kind::Multi if asked.columns.len() == asked.levels.len() && asked.columns.len() > 1 => {
                let list = |words: &[&str]| {
                    words
                        .iter()
                        .map(|word| engine.text(word))
                        .collect::<Vec<_>>()
                        .join(", ")
                };
                let mut any = Vec::new();
                for (o, (column, level)) in asked.columns.iter().zip(&asked.levels).enumerate() {
                    let cell = folded(engine, column);
                    let label = engine.text(&fold(level));
                    cells.push((
                        format!("q{q}_{o}"),
                        format!("CASE WHEN {cell} IN ({}, {label}) THEN 1 WHEN {cell} IN ({}) THEN 0 END", list(&YES), list(&NO)),
                    ));
                    any.push(format!("q{q}_{o} IS NOT NULL"));
                }
                given.push(format!("({})", any.join(" OR ")));
            }
            Kind::Multi => {
                return Err(format!(
                    "`{name}`: options in one joined cell are parted by what the whole column holds, which SQL cannot see: give the table one column an option"
                ));
            }
            Kind::Date => return Err(format!("`{name}`: dates are not encoded in SQL")),
            Kind::Text => return Err(format!("`{name}`: texts are not encoded")),
        }
    }
    Ok((cells, given))
}

fn place(query: &AssignQuery<'_>, attribute: &str) -> Result<usize, String> {
    let found = query
        .asked
        .iter()
        .position(|asked| asked.attribute == attribute);
    found.ok_or_else(|| format!("`{attribute}`: the table has no column for it"))
}

/// A single-precision constant, to the last bit.
fn single(engine: Engine, value: f32) -> String {
    match engine {
        Engine::DuckDb => format!("'{value:e}'::FLOAT"),
        Engine::Spark => format!("CAST('{value:e}' AS FLOAT)"),
    }
}

fn scaled(feature: &Feature, value: f64) -> f32 {
    ((value - feature.centre) / (feature.scale * feature.block_scale)) as f32
}

/// The encoded features in their order, as single-precision expressions.
fn encoded(
    engine: Engine,
    encoding: &Encoding,
    query: &AssignQuery<'_>,
) -> Result<Vec<String>, String> {
    let mut all = Vec::new();
    for (block, range) in encoding.blocks().iter().zip(encoding.ranges()) {
        let q = place(query, &block.attribute)?;
        for feature in &encoding.features()[range] {
            all.push(value(engine, block, feature, q, &query.asked[q]));
        }
    }
    Ok(all)
}

fn value(engine: Engine, block: &Block, feature: &Feature, q: usize, asked: &Asked) -> String {
    let gap = single(engine, 0.0);
    let choice = |cases: Vec<(usize, f32)>, cell: String| {
        let whens = cases
            .into_iter()
            .map(|(at, value)| format!(" WHEN {at} THEN {}", single(engine, value)));
        format!("CASE {cell}{} ELSE {gap} END", whens.collect::<String>())
    };
    // Places are those of the table's own levels, which may stand in another order.
    let own = |level: &String| asked.levels.iter().position(|one| one == level);
    match block.kind {
        Kind::Numeric | Kind::Date => {
            let [low, high] = block.bounds.unwrap_or([f64::MIN, f64::MAX]);
            let inside = format!("least(greatest(q{q}, {}), {})", number(low), number(high));
            let over = number(feature.scale * feature.block_scale);
            let centred = format!("({inside} - {}) / {over}", number(feature.centre));
            format!("CASE WHEN q{q} IS NULL THEN {gap} ELSE CAST({centred} AS FLOAT) END")
        }
        Kind::Ordinal => {
            let levels = block.levels.iter().enumerate();
            let cases = levels
                .filter_map(|(score, level)| Some((own(level)?, scaled(feature, score as f64))));
            choice(cases.collect(), format!("q{q}"))
        }
        Kind::Categorical => {
            let is_own = |level: &String| feature.level.as_ref() == Some(level);
            let levels = block.levels.iter();
            let cases = levels
                .filter_map(|level| Some((own(level)?, scaled(feature, f64::from(is_own(level))))));
            choice(cases.collect(), format!("q{q}"))
        }
        Kind::Multi => {
            let option = feature.level.as_ref().and_then(own).unwrap_or(0);
            let given: Vec<String> = (0..asked.columns.len())
                .map(|o| format!("q{q}_{o}"))
                .collect();
            // An option that was not ticked beside one that was answered is a no.
            format!(
                "CASE WHEN coalesce({}) IS NULL THEN {gap} WHEN q{q}_{option} = 1 THEN {} ELSE {} END",
                given.join(", "),
                single(engine, scaled(feature, 1.0)),
                single(engine, scaled(feature, 0.0))
            )
        }
        Kind::Text => gap,
    }
}

/// The distance to each centroid: differences in single precision, squares and sums in double.
fn distances(engine: Engine, centroids: &[Vec<f32>]) -> Vec<String> {
    let distance = |centroid: &Vec<f32>| {
        let squares = centroid.iter().enumerate().map(|(feature, &c)| {
            let difference = format!("CAST(x{feature} - {} AS DOUBLE)", single(engine, c));
            format!("{difference} * {difference}")
        });
        format!("sqrt({})", squares.collect::<Vec<_>>().join(" + "))
    };
    centroids.iter().map(distance).collect()
}

/// The log density of each class, items added up in their order.
fn densities(_: Engine, mixture: &Mixture, query: &AssignQuery<'_>) -> Result<Vec<String>, String> {
    let (items, shares, parameters) = mixture.parts();
    let mut sums: Vec<Vec<String>> = shares
        .iter()
        .map(|share| vec![number(share.max(f64::MIN_POSITIVE).ln())])
        .collect();
    for (item, own) in items.iter().zip(parameters) {
        let q = place(query, &item.attribute)?;
        for (class, sum) in sums.iter_mut().enumerate() {
            sum.extend(terms(item, own, class, q, &query.asked[q]));
        }
    }
    Ok(sums.into_iter().map(|sum| sum.join(" + ")).collect())
}

fn terms(item: &Item, own: &[f64], class: usize, q: usize, asked: &Asked) -> Vec<String> {
    let place = |level: &String| asked.levels.iter().position(|one| one == level);
    let count = item.levels.len();
    match item.kind {
        Kind::Numeric | Kind::Date => {
            let (mean, variance) = (own[2 * class], own[2 * class + 1]);
            let constant = -0.5 * (std::f64::consts::TAU * variance).ln();
            let off = format!(
                "((q{q} - {}) / {} - {})",
                number(item.centre),
                number(item.scale),
                number(mean)
            );
            let density = format!(
                "{} + {} * {off} * {off}",
                number(constant),
                number(-0.5 / variance)
            );
            vec![format!(
                "CASE WHEN q{q} IS NULL THEN 0e0 ELSE {density} END"
            )]
        }
        Kind::Multi => {
            let given: Vec<String> = (0..asked.columns.len())
                .map(|o| format!("q{q}_{o}"))
                .collect();
            let given = given.join(", ");
            let option = |(at, level): (usize, &String)| {
                let o = place(level)?;
                let share = own[class * count + at];
                Some(format!(
                    "CASE WHEN coalesce({given}) IS NULL THEN 0e0 WHEN q{q}_{o} = 1 THEN {} ELSE {} END",
                    number(share.ln()),
                    number((1.0 - share).ln())
                ))
            };
            item.levels.iter().enumerate().filter_map(option).collect()
        }
        _ => {
            let when = |(at, level): (usize, &String)| {
                Some(format!(
                    " WHEN {} THEN {}",
                    place(level)?,
                    number(own[class * count + at].ln())
                ))
            };
            let whens: String = item.levels.iter().enumerate().filter_map(when).collect();
            vec![format!("CASE q{q}{whens} ELSE 0e0 END")]
        }
    }
}
