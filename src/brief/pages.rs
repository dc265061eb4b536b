//! Pages that are no documents: the same engine, words, cards and figures, with templates of their own.

use std::sync::Arc;

use minijinja::{Environment, context};
use serde::Serialize;

use super::catalogue::{Catalogue, Lang};
use super::data::{Data, Reason, Statement};
use super::error::BriefError;
use super::templates::Templates;
use super::view::card::{Card, cards};
use super::view::director::{headline, sure};
use super::view::people::{Row, row};
use super::view::statement::{Line, line};
use super::{environment, figure, reason};

/// The engine of pages in one language.
pub struct Pages {
    env: Environment<'static>,
    words: Arc<Catalogue>,
}

/// A figure as it stands in a page.
#[derive(Debug, Clone, Serialize)]
pub struct Drawn {
    /// Title.
    pub title: String,
    /// What it shows, in words.
    pub insight: String,
    /// How to read it.
    pub note: String,
    /// The drawing, as live markup without styles of its own.
    pub svg: String,
}

impl Pages {
    /// The engine with templates of the caller's beside the built-in ones: names and texts.
    ///
    /// # Errors
    /// A template that does not parse.
    pub fn new(own: &[(&str, &str)], lang: Lang) -> Result<Self, BriefError> {
        let words = Arc::new(Catalogue::load(lang)?);
        let templates = Templates::default().and(own);
        Ok(Self {
            env: environment::build(&templates, &words)?,
            words,
        })
    }

    /// One page.
    ///
    /// # Errors
    /// A template that is not there, or fails.
    pub fn render(&self, name: &str, facts: impl Serialize) -> Result<String, BriefError> {
        let template = self.env.get_template(name)?;
        Ok(template.render(context! {
            lang => self.words.lang().code(),
            ..environment::value(facts)
        })?)
    }

    /// The sentences of this language.
    pub fn words(&self) -> &Catalogue {
        &self.words
    }

    /// The cards of a story.
    pub fn cards(&self, data: &Data) -> Vec<Card> {
        let personas = data.audience.as_ref().map(|one| one.personas.as_slice());
        cards(data, &self.words, personas.unwrap_or_default())
    }

    /// The audience in one sentence, and how sure that is in another, whoever set the number.
    pub fn verdict(&self, data: &Data) -> (String, String) {
        let cards = self.cards(data);
        (headline(data, &self.words, &cards), sure(data, &self.words))
    }

    /// Statements as lines of a card.
    pub fn lines(&self, data: &Data, statements: &[Statement]) -> Vec<Line> {
        let lines = statements.iter().map(|one| line(data, &self.words, one));
        lines.collect()
    }

    /// Reasons in one line.
    pub fn why(&self, facts: &[Reason]) -> String {
        reason::line(&self.words, facts)
    }

    /// The people of a story as rows, in its order; empty where nobody may be named.
    pub fn people(&self, data: &Data) -> Vec<Row> {
        let network = data.network.as_ref();
        let named = network.filter(|_| super::view::shows_people(data));
        let rows = named.into_iter().flat_map(|network| &network.rows);
        rows.map(|person| row(person, &self.words)).collect()
    }

    /// A figure by its name; `None` where the data do not allow it.
    ///
    /// # Errors
    /// A template that fails.
    pub fn figure(&self, data: &Data, name: &str) -> Result<Option<Drawn>, BriefError> {
        let cards = self.cards(data);
        let figures = figure::figures(data, &self.words, &cards);
        let Some(figure) = figures.into_iter().find(|figure| figure.name == name) else {
            return Ok(None);
        };
        let template = self.env.get_template(&format!("figure/{name}.svg"))?;
        let svg = template.render(context! {
            lang => self.words.lang().code(),
            name => figure.name,
            title => figure.title.clone(),
            insight => figure.insight.clone(),
            width => figure.width,
            height => figure.height,
            marks => figure.marks.clone(),
            alone => false,
            style => "",
            accent => "",
        })?;
        Ok(Some(Drawn {
            title: figure.title,
            insight: figure.insight,
            note: figure.note,
            svg,
        }))
    }
}
