//! A persona as a card.

use super::statement::{Line, facet_key, line};
use crate::brief::catalogue::Catalogue;
use crate::brief::data::{Data, Edits, Facet, Level, Match, Persona, Quote, ReachedBy, Verdict};
use crate::brief::escape;
use serde::Serialize;

/// Statements a card holds at most.
const MOST_STATEMENTS: usize = 12;
/// People a card names at most.
const MOST_REACHED_BY: usize = 3;
/// Quotes a card shows at most.
const MOST_QUOTES: usize = 2;
/// Facets in the order of a card.
pub const FACETS: [Facet; 7] = [
    Facet::Goal,
    Facet::Frustration,
    Facet::Behaviour,
    Facet::Attitude,
    Facet::Environment,
    Facet::Channel,
    Facet::Demographic,
];

/// A persona as a card.
#[derive(Debug, Clone, Serialize)]
#[allow(clippy::struct_excessive_bools)] // marks for templates, each read on its own
pub struct Card {
    /// Anchor.
    pub slug: String,
    /// From 1 on.
    pub number: usize,
    /// Colour of the palette.
    pub colour: usize,
    /// Name, if it has one: the team's, else the fictional one.
    pub name: Option<String>,
    /// The name is the team's.
    pub name_by_team: bool,
    /// Title.
    pub title: String,
    /// The title is the team's.
    pub title_by_team: bool,
    /// Name, else title: how other chapters call it.
    pub called: String,
    /// First letter, where there is no picture.
    pub initial: String,
    /// Address of the picture (`data:`).
    pub picture: Option<String>,
    /// What the picture shows.
    pub picture_alt: Option<String>,
    /// The picture is the team's.
    pub picture_by_team: bool,
    /// Weighted share of the audience.
    pub share: f64,
    /// 95 % interval of the share.
    pub share_low: Option<f64>,
    /// 95 % interval of the share.
    pub share_high: Option<f64>,
    /// Respondents.
    pub n: u64,
    /// Jaccard stability.
    pub stability: Option<f64>,
    /// `weak`, `pattern`, `stable`, `high`; empty when unknown.
    pub stability_key: &'static str,
    /// 0 (weak) to 3.
    pub stability_level: usize,
    /// Respondents who match.
    pub coverage: Option<Match>,
    /// Facets with something to say.
    pub facets: Vec<FacetView>,
    /// The three lines that say most, for the director's page.
    pub headlines: Vec<Line>,
    /// The team's story.
    pub story: Option<String>,
    /// The team's notes; never at `public`.
    pub notes: Vec<String>,
    /// Slugs merged into it.
    pub merged: Vec<String>,
    /// Statements hidden by the team.
    pub hidden: u64,
    /// Statements that did not fit.
    pub left_over: usize,
    /// Quotes.
    pub quotes: Vec<Quote>,
    /// Who reaches it.
    pub reached_by: Vec<ReachedBy>,
    /// A working group: not to be called a persona.
    pub working: bool,
}

/// One facet of a card.
#[derive(Debug, Clone, Serialize)]
pub struct FacetView {
    /// Its key.
    pub key: &'static str,
    /// Statements with evidence.
    pub lines: Vec<Line>,
    /// What the team wrote.
    pub team: Vec<String>,
}

/// The cards of a list of personas.
pub fn cards(data: &Data, words: &Catalogue, personas: &[Persona]) -> Vec<Card> {
    let audience = data.audience.as_ref();
    let working = audience.is_some_and(|a| a.verdict == Verdict::None);
    personas
        .iter()
        .enumerate()
        .map(|(index, persona)| card(data, words, persona, index, working))
        .collect()
}

fn card(data: &Data, words: &Catalogue, persona: &Persona, index: usize, working: bool) -> Card {
    let edits = persona.edits.clone().unwrap_or_default();
    let name = edits.name.clone().or_else(|| persona.name.clone());
    let title = edits.title.clone().unwrap_or_else(|| persona.title.clone());
    let called = name.clone().unwrap_or_else(|| {
        if title.is_empty() {
            persona.slug.clone()
        } else {
            title.clone()
        }
    });
    let lines: Vec<Line> = chosen(persona)
        .map(|statement| line(data, words, statement))
        .collect();
    let left_over = persona.statements.len().saturating_sub(lines.len());
    let team_picture = edits.image.as_deref().and_then(escape::picture);
    let drawn = || persona.portrait.as_deref().map(escape::svg_address);
    let (stability_key, stability_level) = stability(persona.stability);
    let public = data.privacy.level == Level::Public;
    Card {
        slug: persona.slug.clone(),
        number: index + 1,
        colour: super::colour(index),
        name_by_team: edits.name.is_some(),
        title_by_team: edits.title.is_some(),
        initial: initial(&called),
        picture_by_team: team_picture.is_some(),
        picture: team_picture.map(str::to_owned).or_else(drawn),
        picture_alt: edits.image_alt.clone(),
        share: persona.share,
        share_low: persona.share_low,
        share_high: persona.share_high,
        n: persona.n,
        stability: persona.stability,
        stability_key,
        stability_level,
        coverage: persona.coverage.filter(|coverage| coverage.of > 0),
        headlines: headlines(&lines),
        facets: facets(lines, &edits),
        story: edits.story,
        notes: if public { Vec::new() } else { edits.notes },
        merged: edits.merged,
        hidden: edits.hidden,
        left_over,
        quotes: persona
            .quotes
            .iter()
            .take(MOST_QUOTES)
            .map(sound_quote)
            .collect(),
        reached_by: if super::shows_people(data) {
            persona
                .reached_by
                .iter()
                .take(MOST_REACHED_BY)
                .cloned()
                .collect()
        } else {
            Vec::new()
        },
        working,
        name,
        title,
        called,
    }
}

/// A quote whose language mark is one.
fn sound_quote(quote: &Quote) -> Quote {
    let language = quote.language.as_deref().and_then(escape::language);
    Quote {
        text: quote.text.clone(),
        language: language.map(str::to_owned),
    }
}

/// The statements a card shows: the pinned, then the others in their order, twelve at most.
fn chosen(persona: &Persona) -> impl Iterator<Item = &crate::brief::data::Statement> {
    let pinned = persona.statements.iter().filter(|s| s.pinned);
    let others = persona.statements.iter().filter(|s| !s.pinned);
    pinned.chain(others).take(MOST_STATEMENTS)
}

fn facets(lines: Vec<Line>, edits: &Edits) -> Vec<FacetView> {
    let mut views: Vec<FacetView> = FACETS
        .into_iter()
        .map(|facet| FacetView {
            key: facet_key(facet),
            lines: Vec::new(),
            team: match facet {
                Facet::Goal => edits.goals.clone(),
                Facet::Frustration => edits.frustrations.clone(),
                _ => Vec::new(),
            },
        })
        .collect();
    for line in lines {
        if let Some(view) = views.iter_mut().find(|view| view.key == line.facet) {
            view.lines.push(line);
        }
    }
    views.retain(|view| !view.lines.is_empty() || !view.team.is_empty());
    views
}

/// What says most in a glance: what they do and think before who they are.
fn headlines(lines: &[Line]) -> Vec<Line> {
    let mut order: Vec<&Line> = lines.iter().collect();
    order.sort_by_key(|line| {
        (
            line.direction == "less",
            line.direction == "typical",
            line.facet == "demographic",
        )
    });
    order.into_iter().take(3).cloned().collect()
}

/// Hennig's (2007) words for a Jaccard similarity under bootstrap.
fn stability(value: Option<f64>) -> (&'static str, usize) {
    match value {
        None => ("", 0),
        Some(value) if value < 0.60 => ("weak", 0),
        Some(value) if value < 0.75 => ("pattern", 1),
        Some(value) if value < 0.85 => ("stable", 2),
        Some(_) => ("high", 3),
    }
}

fn initial(called: &str) -> String {
    let clean = escape::clean(called);
    clean
        .chars()
        .find(|c| c.is_alphanumeric())
        .map_or_else(|| "?".to_owned(), |c| c.to_uppercase().to_string())
}
