//! The portrait: an SVG drawn from the traits, no photo, nobody's likeness.
//!
//! Sex and age of the majority and one thing the persona does decide what is drawn; skin, hair,
//! clothes and colours are drawn by the slug, so that a set of personas looks like a crowd and a
//! persona always looks the same. Self-contained: no font, no link, no script; ids carry the slug,
//! so that several portraits can stand in one page.
mod dress;
mod face;
mod hair;
mod object;
mod palette;

use super::statement::Statement;
use super::who::{Generation, Majority};
use super::wording::Language;
use crate::statistic::{hash, unit};
use crate::table::Table;

use palette::Palette;

/// What the portrait is drawn from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch {
    /// Slug: ids in the drawing and everything left to chance.
    pub slug: String,
    /// Name in the drawing's title; may be empty.
    pub name: String,
    /// Sex and age of the majority.
    pub who: Majority,
    /// A thing beside the persona.
    pub thing: Option<Thing>,
}

/// A thing that stands for what a persona does or likes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// Coffee and tea.
    Cup,
    /// Music, podcasts.
    Headphones,
    /// Reading.
    Book,
    /// Social networks, mobile.
    Phone,
    /// Work and life online.
    Laptop,
    /// Nature, health.
    Leaf,
    /// Sport, cycling.
    Bicycle,
    /// Prices, bargains.
    Tag,
    /// Pictures, films.
    Camera,
    /// Family, home.
    House,
    /// Travel.
    Suitcase,
    /// Games.
    Gamepad,
    /// Food.
    Fork,
}

/// Chance of this portrait: a number in 0..1 for one of its features.
struct Chance(u64);

impl Chance {
    fn of(&self, feature: u64) -> f64 {
        unit(&[self.0, feature])
    }

    fn pick<'a, T>(&self, feature: u64, from: &'a [T]) -> &'a T {
        let place = (self.of(feature) * from.len() as f64) as usize;
        &from[place.min(from.len() - 1)]
    }
}

/// Draws a portrait. The same sketch gives the same bytes.
pub fn portrait(sketch: &Sketch, language: Language) -> String {
    let parts: Vec<u64> = sketch.slug.bytes().map(u64::from).collect();
    let chance = Chance(hash(&parts));
    let palette = Palette::of(&chance, sketch.who.generation);
    let hair = hair::style(&chance, sketch.who);
    let palette = if hair.is_dark() {
        palette.darker()
    } else {
        palette
    };
    let id = escape(&sketch.slug);
    let called = if sketch.name.is_empty() {
        String::new()
    } else {
        format!("{}{}", language.pick(" de ", " of "), escape(&sketch.name))
    };
    let title = language.pick("Portrait imaginaire", "Imaginary portrait");
    let description = language.pick(
        "Dessin composé à partir des traits du groupe ; ce n'est personne en particulier.",
        "A drawing made from the traits of the group; it shows nobody in particular.",
    );
    let glasses = chance.of(20)
        < match sketch.who.generation {
            Generation::Young => 0.25,
            Generation::Adult => 0.35,
            Generation::Mature => 0.5,
            Generation::Senior => 0.65,
        };
    let mut drawing = vec![
        dress::ground(&palette),
        hair.behind(&palette),
        dress::body(&chance, &palette),
        face::neck(&palette),
        dress::collar(&chance, &palette),
        face::head(&palette, sketch.who.presentation),
        face::features(&chance, &palette, sketch.who),
        hair.beard(&palette),
        hair.front(&palette),
    ];
    if hair.shows_ears() {
        drawing.push(face::earrings(&chance, sketch.who.presentation).to_owned());
    }
    if glasses {
        drawing.push(face::glasses(&chance, &palette));
    }
    if let Some(thing) = sketch.thing {
        drawing.push(object::worn(thing, &palette));
    }
    let inside = drawing.concat();
    let badge = sketch
        .thing
        .map_or_else(String::new, |thing| object::badge(thing, &palette));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 400\" role=\"img\" \
         aria-labelledby=\"t-{id} d-{id}\"><title id=\"t-{id}\">{title}{called}</title>\
         <desc id=\"d-{id}\">{description}</desc>\
         <clipPath id=\"c-{id}\"><circle cx=\"200\" cy=\"200\" r=\"196\"/></clipPath>\
         <g clip-path=\"url(#c-{id})\" stroke-linecap=\"round\" stroke-linejoin=\"round\">{inside}</g>\
         {badge}</svg>\n"
    )
}

/// The thing of a persona: what its first statements speak of, by words in French and English.
pub fn thing(table: &Table, statements: &[Statement], language: Language) -> Option<Thing> {
    statements
        .iter()
        .filter(|s| s.effect.unwrap_or(0.0) >= 0.0 && s.mean.is_none())
        .find_map(|s| object::of_statement(table, s, language))
}

/// Text as XML text; characters XML cannot hold are left out.
fn escape(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control())
        .map(|c| match c {
            '&' => "&amp;".to_owned(),
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '"' => "&quot;".to_owned(),
            '\'' => "&#39;".to_owned(),
            other => other.to_string(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::who::Presentation;
    use super::*;

    fn sketch(slug: &str) -> Sketch {
        Sketch {
            slug: slug.to_owned(),
            name: "Léa".to_owned(),
            who: Majority::default(),
            thing: Some(Thing::Cup),
        }
    }

    #[test]
    fn the_same_persona_always_looks_the_same_and_two_do_not() {
        let one = portrait(&sketch("lea"), Language::French);
        assert_eq!(one, portrait(&sketch("lea"), Language::French));
        assert_ne!(one, portrait(&sketch("tom"), Language::French));
    }

    #[test]
    fn a_portrait_is_self_contained_named_and_safe() {
        for presentation in [
            Presentation::Feminine,
            Presentation::Masculine,
            Presentation::Neutral,
        ] {
            for number in 0..40 {
                let mut drawn = sketch(&format!("p-{number}"));
                drawn.name = "<script>\"&'".to_owned();
                drawn.who.presentation = presentation;
                let svg = portrait(&drawn, Language::English);
                assert!(svg.contains("<title id=\"t-p-"));
                assert!(svg.contains("</desc>"));
                assert!(!svg.contains("<script") && !svg.contains("href"));
                assert!(!svg.contains("NaN") && !svg.contains("inf"));
                assert_eq!(svg.matches("<g").count(), svg.matches("</g>").count());
                assert!(svg.len() < 12_000, "{}", svg.len());
            }
        }
    }

    #[test]
    fn the_thing_comes_from_what_the_persona_says() {
        use super::super::fixture::{categorical, table};
        let mut t = table(100);
        let answers: Vec<Option<u32>> = (0..100).map(|i| Some(i % 2)).collect();
        t.attributes = vec![categorical(
            "Lieu du café",
            &["comptoir", "salle"],
            &answers,
        )];
        let labels: Vec<u32> = (0..100).map(|i| i % 2).collect();
        let tab = super::super::crosstab(&t, &labels, 2).expect("a crosstab");
        let statements = super::super::describe(&tab, 0, &[]);
        assert_eq!(thing(&t, &statements, Language::French), Some(Thing::Cup));
        assert_eq!(thing(&t, &[], Language::French), None);
    }
}
