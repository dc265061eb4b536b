//! From data to documents.

use super::catalogue::{Catalogue, Lang};
use super::data::{Data, Level, Note, Verdict};
use super::error::BriefError;
use super::figure::{self, Figure};
use super::templates::Templates;
use super::view::card::{Card, cards};
use super::view::director::{director, plan, when};
use super::view::people::{People, people};
use super::view::statement::Line;
use super::{colour, environment, escape, reason, scale, view};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use minijinja::{Environment, Value, context};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Documents by file name, relative to the output folder, with `/`: `brief.md`, `brief.html`,
/// `cards.html` (with personas), `questionnaire.md` (with golden questions), `figures/<name>.svg`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Documents {
    /// Texts by name.
    pub files: BTreeMap<String, String>,
}

/// Renders every document the data allow, in one language.
///
/// Pure: same data, same templates, same bytes. A template that fails gives no document at all, so
/// that the caller's last good ones stay whole.
pub fn render(data: &Data, templates: &Templates, lang: Lang) -> Result<Documents, BriefError> {
    let data = &scale::in_language(data, lang);
    let words = Arc::new(Catalogue::load(lang)?);
    let env = environment::build(templates, &words)?;
    let cards_shown = data
        .audience
        .as_ref()
        .map_or_else(Vec::new, |audience| cards(data, &words, &audience.personas));
    let mut runner_up = data
        .audience
        .as_ref()
        .and_then(|audience| audience.runner_up.as_ref())
        .map_or_else(Vec::new, |second| cards(data, &words, &second.personas));
    // Both solutions may use the same slugs: anchors must not.
    for card in &mut runner_up {
        card.slug = format!("second-{}", card.slug);
    }
    let figures = figure::figures(data, &words, &cards_shown);
    let people = people(data, &words);
    let mut documents = Documents::default();
    let mut drawn = BTreeMap::new();
    for figure in &figures {
        let (inline, alone) = draw(&env, figure, data, lang, templates)?;
        documents
            .files
            .insert(format!("figures/{}.svg", figure.name), alone);
        drawn.insert(figure.name, shown(figure, inline));
    }
    let context = context! {
        data => environment::value(data),
        lang => lang.code(),
        show => show(data),
        kind => kind(data),
        page => page(data, templates),
        cards => environment::value(&cards_shown),
        runner_up => environment::value(&runner_up),
        director => environment::value(director(data, &words, &cards_shown, &people)),
        people => environment::value(&people),
        statements => statements(data, &words),
        plan => environment::value(plan_rows(data, &words)),
        windows => windows(data, &words),
        typing_tells => data.audience.as_ref().is_some_and(view::typing_tells),
        limits => limits(data, &cards_shown, &people),
        notes => context! {
            warnings => notes(&words, &data.method.warnings),
            left_out => notes(&words, &data.method.left_out),
        },
        figures => environment::value(&drawn),
    };
    let mut names = vec!["brief.html", "brief.md"];
    if !cards_shown.is_empty() {
        names.push("cards.html");
    }
    let typing = data
        .audience
        .as_ref()
        .and_then(|audience| audience.typing.as_ref());
    if typing.is_some_and(|typing| !typing.questions.is_empty()) {
        names.push("questionnaire.md");
    }
    for name in names {
        let text = env.get_template(name)?.render(&context)?;
        documents.files.insert(name.to_owned(), tidy(&text));
    }
    Ok(documents)
}

/// A figure drawn twice: for the page, and to stand alone with its own colours.
fn draw(
    env: &Environment,
    figure: &Figure,
    data: &Data,
    lang: Lang,
    templates: &Templates,
) -> Result<(String, String), BriefError> {
    let template = env.get_template(&format!("figure/{}.svg", figure.name))?;
    let (accent, _) = colour::accents(data.project.accent.as_deref());
    let make = |alone: bool| {
        template.render(context! {
            lang => lang.code(),
            name => figure.name,
            title => figure.title.clone(),
            insight => figure.insight.clone(),
            width => figure.width,
            height => figure.height,
            marks => figure.marks.clone(),
            alone => alone,
            style => Value::from_safe_string(templates.text("style/standalone.css").to_owned()),
            accent => accent.clone(),
        })
    };
    Ok((tidy(&make(false)?), tidy(&make(true)?)))
}

/// What templates get of a figure.
fn shown(figure: &Figure, svg: String) -> Value {
    context! {
        name => figure.name,
        title => figure.title.clone(),
        insight => figure.insight.clone(),
        note => figure.note.clone(),
        table => environment::value(&figure.table),
        svg => Value::from_safe_string(svg),
    }
}

/// What this document may show.
fn show(data: &Data) -> Value {
    context! {
        people => view::shows_people(data),
        outreach => data.outreach.is_some() && !view::is_internal(data),
        evidence => data.privacy.level != Level::Public,
        public => data.privacy.level == Level::Public,
    }
}

/// What the groups are to be called: `persona`, `working`, `given`, or `none` without any.
fn kind(data: &Data) -> &'static str {
    match &data.audience {
        Some(audience) if audience.verdict == Verdict::None && audience.personas.is_empty() => {
            "none"
        }
        Some(audience) if audience.verdict == Verdict::None => "working",
        Some(audience) if audience.verdict == Verdict::Given => "given",
        Some(_) => "persona",
        None => "none",
    }
}

/// The look of the page: checked colours and pictures, style, script and its hash for the policy.
fn page(data: &Data, templates: &Templates) -> Value {
    let (light, dark) = colour::accents(data.project.accent.as_deref());
    let text = |name: &str| Value::from_safe_string(templates.text(name).to_owned());
    // The policy names the script by its hash: it must stand in the page byte for byte.
    let script = tidy(templates.text("script/network.js"));
    let hash = BASE64_STANDARD.encode(Sha256::digest(script.as_bytes()));
    context! {
        accent_light => light,
        accent_dark => dark,
        logo => data.project.logo.as_deref().and_then(escape::picture),
        base_css => text("style/base.css"),
        brief_css => text("style/brief.css"),
        cards_css => text("style/cards.css"),
        figure_css => text("style/figure.css"),
        script => Value::from_safe_string(script),
        script_hash => hash,
    }
}

/// Lines of what all share, and of the typical profile.
fn statements(data: &Data, words: &Catalogue) -> Value {
    let Some(audience) = &data.audience else {
        return context! { shared => Value::from(()), typical => Value::from(()) };
    };
    let lines = |statements: &[super::data::Statement], most: usize| {
        let lines: Vec<_> = statements
            .iter()
            .take(most)
            .map(|statement| view::statement::line(data, words, statement))
            .collect();
        environment::value(&lines)
    };
    context! {
        shared => lines(&audience.shared, 12),
        // The typical profile stands for the personas: it says what they would have said.
        typical => audience.typical.as_ref().map(|typical| lines(&typical.statements, 60)),
        by_question => audience.typical.as_ref().map(|typical| {
            let lines = typical.statements.iter().take(60);
            by_question(lines.map(|one| view::statement::line(data, words, one)).collect())
        }),
    }
}

/// Lines of one question under its name; what stands alone has none.
fn by_question(lines: Vec<Line>) -> Vec<Value> {
    let same = |a: &Line, b: &Line| !a.answer.is_empty() && a.question == b.question;
    let groups = lines.chunk_by(same).map(|group| {
        let question = group[0].question.as_str();
        context! {
            question => if group.len() > 1 { question } else { "" },
            lines => environment::value(group),
        }
    });
    groups.collect()
}

/// The plan's rows as the page shows them.
fn plan_rows(data: &Data, words: &Catalogue) -> Vec<Value> {
    plan(data)
        .iter()
        .take(100)
        .map(|row| {
            let roles: Vec<String> = row
                .roles
                .iter()
                .map(|&role| view::people::role_name(data, words, role))
                .collect();
            context! {
                rank => row.rank,
                label => view::people::shown(&row.label, &row.id),
                url => row.profile_url.as_deref().and_then(escape::link),
                platform => row.platform.clone(),
                roles => roles,
                circle => row.community.map(|circle| circle + 1),
                colour => row.community.map(|circle| view::colour(circle as usize)),
                persona => row.persona.clone(),
                marginal => row.marginal_reach,
                cumulative => row.cumulative_reach,
                cost => row.cost,
                reasons => reason::line(words, &row.reasons),
                in_short => reason::in_short(words, &row.reasons),
                status => row.status.clone(),
            }
        })
        .collect()
}

/// Critical windows with their words; `None` without a brand.
fn windows(data: &Data, words: &Catalogue) -> Option<Vec<Value>> {
    let windows = data.community.as_ref()?.windows.as_ref()?;
    let shown = windows.iter().take(8).map(|window| {
        context! { when => when(words, *window), unanswered => window.unanswered, share => window.share }
    });
    Some(shown.collect())
}

/// What this brief does not say: only the limits of what it holds.
fn limits(data: &Data, cards: &[Card], people: &People) -> Vec<&'static str> {
    [
        ("model", data.outreach.is_some()),
        ("causes", cards.len() > 1),
        ("sample", true),
        ("fiction", !cards.is_empty()),
        ("flags", !people.flagged.is_empty()),
    ]
    .into_iter()
    .filter_map(|(key, holds)| holds.then_some(key))
    .collect()
}

/// Notes in words.
fn notes(words: &Catalogue, notes: &[Note]) -> Vec<String> {
    notes.iter().map(|note| note_text(words, note)).collect()
}

/// A note in words: the catalogue's sentence, else its own text, else its key.
pub fn note_text(words: &Catalogue, note: &Note) -> String {
    let fills: Vec<(&str, super::Fill)> = note
        .values
        .iter()
        .map(|(hole, value)| {
            let fill = match value.parse::<f64>() {
                Ok(number) if number.is_finite() => number.into(),
                _ if hole == "measure" => words.word(&format!("measure.{value}")).into(),
                _ => value.as_str().into(),
            };
            (hole.as_str(), fill)
        })
        .collect();
    words
        .find(&format!("note.{}", note.code), &fills)
        .or_else(|| note.text.clone())
        .unwrap_or_else(|| note.code.clone())
}

/// Lines without trailing blanks, never two empty ones in a row.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty = true;
    for line in text.lines() {
        let line = line.trim_end();
        if line.is_empty() && empty {
            continue;
        }
        empty = line.is_empty();
        out.push_str(line);
        out.push('\n');
    }
    out
}
