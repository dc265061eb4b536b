//! The template engine, confined: strict, escaping by format, with a limit on work, reading only
//! from the map of texts it was given.

use super::catalogue::{Catalogue, Fill};
use super::error::BriefError;
use super::escape::{self, Format};
use super::number;
use super::templates::Templates;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::value::{Kwargs, Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, State, UndefinedBehavior};
use std::sync::Arc;

/// Steps a document may take: two hundred times what the largest of ours needs.
const FUEL: u64 = 200_000_000;
/// Templates that may include one another before it is called a loop.
const DEPTH: usize = 60;

/// An engine for one language.
pub fn build(
    templates: &Templates,
    words: &Arc<Catalogue>,
) -> Result<Environment<'static>, BriefError> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_fuel(Some(FUEL));
    env.set_recursion_limit(DEPTH);
    env.set_syntax(
        SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build()?,
    );
    env.set_auto_escape_callback(|name| match Format::of(name) {
        Format::Markup => AutoEscape::Html,
        Format::Markdown => AutoEscape::Custom("markdown".into()),
        Format::Plain => AutoEscape::None,
    });
    env.set_formatter(|out, state, value| {
        let text = written(state.auto_escape(), value);
        out.write_str(&text)
            .map_err(|_| Error::new(ErrorKind::WriteFailure, "out of room"))
    });
    for (name, text) in templates.files() {
        env.add_template_owned(name.to_owned(), text.to_owned())?;
    }
    add_filters(&mut env, words);
    add_functions(&mut env, words);
    Ok(env)
}

/// Anything serde can take apart, as templates see it.
pub fn value(facts: impl serde::Serialize) -> Value {
    Value::from(Serde(facts))
}

/// A value as it stands in a document of that format.
fn written(escape: &AutoEscape, value: &Value) -> String {
    if value.is_safe() {
        return value.to_string();
    }
    let plain = match value.kind() {
        ValueKind::None | ValueKind::Undefined => return number::ABSENT.to_owned(),
        ValueKind::Number => match f64::try_from(value.clone()) {
            Ok(real) if !real.is_finite() => return number::ABSENT.to_owned(),
            _ => return value.to_string(),
        },
        _ => escape::clean(&value.to_string()),
    };
    match escape {
        AutoEscape::None => plain,
        AutoEscape::Custom(_) => escape::markdown(&plain),
        _ => escape::markup(&plain),
    }
}

fn real(value: &Value) -> Result<Option<f64>, Error> {
    if value.is_none() {
        return Ok(None);
    }
    f64::try_from(value.clone())
        .map(Some)
        .map_err(|_| Error::new(ErrorKind::InvalidOperation, "expected a number"))
}

/// A text in words.
type Worded = fn(&Catalogue, &str) -> String;

/// Adds a filter over numbers: absent stays a dash.
fn number_filter(
    env: &mut Environment<'static>,
    name: &'static str,
    words: &Arc<Catalogue>,
    write: impl Fn(&Catalogue, f64, usize) -> String + Send + Sync + 'static,
    default_digits: usize,
) {
    let words = Arc::clone(words);
    env.add_filter(
        name,
        move |value: Value, digits: Option<usize>| -> Result<String, Error> {
            let digits = digits.unwrap_or(default_digits).min(12);
            Ok(match real(&value)? {
                Some(value) if value.is_finite() => write(&words, value, digits),
                _ => number::ABSENT.to_owned(),
            })
        },
    );
}

fn add_filters(env: &mut Environment<'static>, words: &Arc<Catalogue>) {
    number_filter(
        env,
        "percent",
        words,
        |w, v, d| number::percent(w.lang(), v, d),
        0,
    );
    number_filter(
        env,
        "change",
        words,
        |w, v, _| number::change(w.lang(), v),
        0,
    );
    number_filter(
        env,
        "points",
        words,
        |w, v, _| number::points(w.lang(), v),
        0,
    );
    number_filter(
        env,
        "decimal",
        words,
        |w, v, d| number::decimal(w.lang(), v, d),
        2,
    );
    number_filter(
        env,
        "amount",
        words,
        |w, v, _| number::amount(w.lang(), v),
        0,
    );
    number_filter(
        env,
        "integer",
        words,
        |w, v, _| number::integer(w.lang(), v),
        0,
    );
    number_filter(
        env,
        "p_value",
        words,
        |w, v, _| number::p_value(w.lang(), v),
        0,
    );
    number_filter(env, "duration", words, |w, v, _| number::duration(w, v), 0);
    // Coordinates of figures: a point, two decimals, no exponent.
    number_filter(env, "px", words, |_, v, _| coordinate(v), 0);
    let worded: [(&str, Worded); 3] = [
        ("date", number::date),
        ("moment", number::moment),
        ("period", number::period),
    ];
    for (name, write) in worded {
        let words = Arc::clone(words);
        env.add_filter(name, move |value: Value| match value.as_str() {
            Some(text) => write(&words, text),
            None => number::ABSENT.to_owned(),
        });
    }
    let list_words = Arc::clone(words);
    env.add_filter("list_of", move |items: Vec<String>| list_words.list(&items));
    let spans = Arc::clone(words);
    env.add_filter("span", move |text: String| number::span(&spans, &text));
    // Circles are counted from 0 in the data and from 1 on the page.
    env.add_filter("circle_number", |name: String| {
        name.parse::<u32>()
            .map_or(name, |circle| (u64::from(circle) + 1).to_string())
    });
    env.add_filter("yaml", |value: Value| {
        Value::from_safe_string(escape::yaml(&value.to_string()))
    });
    env.add_filter("short", |text: String, most: usize| shortened(&text, most));
    for name in ["escape", "e"] {
        env.add_filter(name, |state: &State, value: Value| {
            Value::from_safe_string(written(state.auto_escape(), &value))
        });
    }
}

fn add_functions(env: &mut Environment<'static>, words: &Arc<Catalogue>) {
    let sentences = Arc::clone(words);
    env.add_function("t", move |key: String, holes: Kwargs| {
        let fills = fills(&holes)?;
        let fills: Vec<(&str, Fill)> = fills.iter().map(|(n, f)| (n.as_str(), f.clone())).collect();
        sentences
            .find(&key, &fills)
            .ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("no text `{key}`")))
    });
    // A word for a key that may come from the data: the key itself where there is none.
    let known = Arc::clone(words);
    env.add_function("word", move |prefix: String, key: String| {
        known.find(&format!("{prefix}.{key}"), &[]).unwrap_or(key)
    });
    env.add_test("weblink", |value: Value| {
        value
            .as_str()
            .is_some_and(|text| escape::link(text).is_some())
    });
}

fn fills(holes: &Kwargs) -> Result<Vec<(String, Fill)>, Error> {
    let names: Vec<String> = holes.args().map(str::to_owned).collect();
    names
        .into_iter()
        .map(|name| {
            let value: Value = holes.get(&name)?;
            let fill = match value.kind() {
                ValueKind::Number => Fill::Number(f64::try_from(value).unwrap_or(f64::NAN)),
                ValueKind::None => Fill::Text(number::ABSENT.to_owned()),
                _ => Fill::Text(value.to_string()),
            };
            Ok((name, fill))
        })
        .collect()
}

/// A coordinate: two decimals at most, no trailing zeros.
pub fn coordinate(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" {
        "0".to_owned()
    } else {
        text.to_owned()
    }
}

/// A text cut at a number of characters, with an ellipsis.
pub fn shortened(text: &str, most: usize) -> String {
    let text = escape::clean(text);
    if text.chars().count() <= most {
        return text;
    }
    let head: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", head.trim_end())
}
