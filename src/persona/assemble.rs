//! From segments to personas, step by step.

use std::collections::BTreeMap;

use super::adopt::{MatchedBy, Matching, match_personas};
use super::card::{PeopleBlock, Persona};
use super::coverage::CardClaims;
use super::crosstab::{Crosstab, check_labels, crosstab};
use super::describe::{dangling, describe};
use super::error::PersonaError;
use super::merge::{Notice, merge};
use super::name::{NameSource, name};
use super::portrait::{Sketch, portrait, thing};
use super::title::{title, unique_slug};
use super::who::majority;
use super::wording::Language;
use crate::table::Table;

/// What personas are made of.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// The audience.
    pub table: &'a Table,
    /// The segment of each respondent, or [`super::UNASSIGNED`].
    pub labels: &'a [u32],
    /// Number of segments.
    pub groups: usize,
    /// Jaccard stability of each segment; empty where it was not measured.
    pub stability: &'a [Option<f64>],
    /// The project's own personas (`personas/*.yaml`); empty on a first run.
    pub adopted: &'a [Persona],
    /// Respondent id → slug in the run the adopted personas come from; empty where ids mean nothing.
    pub members: &'a BTreeMap<String, String>,
    /// Where names come from.
    pub names: &'a NameSource,
    /// Language of titles and portraits.
    pub language: Language,
    /// Seed of the run.
    pub seed: u64,
}

/// Personas, and all that was counted on the way.
#[derive(Debug, Clone)]
pub struct Assembled {
    /// The personas, in the order of the segments.
    pub personas: Vec<Persona>,
    /// Their portraits, as SVG.
    pub portraits: Vec<String>,
    /// The persona of each respondent, or [`super::UNASSIGNED`].
    pub labels: Vec<u32>,
    /// For each persona the segments it is made of, its own first (two and more: merged).
    pub segments: Vec<Vec<usize>>,
    /// How each persona was recognised among the adopted ones, with its similarity.
    pub recognised: Vec<Option<(MatchedBy, f64)>>,
    /// The crosstab of the personas.
    pub crosstab: Crosstab,
    /// What people wrote that this run could not follow.
    pub notices: Vec<Notice>,
}

/// Matches segments with the project's personas, merges what the team merged, describes, names and
/// draws. The same request gives the same bytes.
///
/// Errors: lists of a wrong length, labels outside the run, an id twice, a slug twice.
/// O(respondents × attributes), most of it in parallel.
pub fn assemble(request: &Request<'_>) -> Result<Assembled, PersonaError> {
    let Request { table, adopted, .. } = *request;
    check(request)?;
    let found = crosstab(table, request.labels, request.groups)?;
    let matching = match_personas(&found, &table.ids, request.labels, adopted, request.members);
    let merged = merge(request.labels, request.groups, adopted, &matching);
    let mut notices: Vec<Notice> = matching
        .gone
        .iter()
        .map(|&a| Notice::Gone {
            slug: adopted[a].slug.clone(),
        })
        .collect();
    notices.extend(merged.notices);
    let tab = if merged.segments.len() == request.groups {
        found
    } else {
        crosstab(table, &merged.labels, merged.segments.len())?
    };
    let lent: Vec<Option<&Persona>> = merged
        .segments
        .iter()
        .map(|parts| matching.adopted_of(parts[0]).map(|a| &adopted[a]))
        .collect();
    for persona in lent.iter().flatten() {
        for list in [&persona.people.hidden, &persona.people.pinned] {
            notices.extend(dangling(list, table).into_iter().map(|reference| {
                Notice::NoSuchStatement {
                    slug: persona.slug.clone(),
                    reference: reference.clone(),
                }
            }));
        }
    }
    let personas = personas(request, &tab, &merged.labels, &merged.segments, &lent);
    let portraits = personas
        .iter()
        .enumerate()
        .map(|(i, p)| draw(request, &tab, i, p))
        .collect();
    Ok(Assembled {
        personas,
        portraits,
        recognised: recognised(&matching, &merged.segments),
        labels: merged.labels,
        segments: merged.segments,
        crosstab: tab,
        notices,
    })
}

fn check(request: &Request<'_>) -> Result<(), PersonaError> {
    check_labels(request.table, request.labels, request.groups)?;
    let mut rows: Vec<usize> = (0..request.table.len()).collect();
    let id = |row: usize| &request.table.ids[row];
    rows.sort_by(|&a, &b| id(a).cmp(id(b)).then(a.cmp(&b)));
    if let Some(pair) = rows.windows(2).find(|pair| id(pair[0]) == id(pair[1])) {
        return Err(PersonaError::IdTwice {
            first: pair[0],
            second: pair[1],
        });
    }
    let mut slugs: Vec<&str> = request.adopted.iter().map(|p| p.slug.as_str()).collect();
    slugs.sort_unstable();
    match slugs.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(PersonaError::SlugTwice {
            slug: pair[0].to_owned(),
        }),
        None => Ok(()),
    }
}

fn recognised(matching: &Matching, segments: &[Vec<usize>]) -> Vec<Option<(MatchedBy, f64)>> {
    let of = |segment: usize| matching.matches.iter().find(|m| m.segment == segment);
    segments
        .iter()
        .map(|parts| of(parts[0]).map(|m| (m.by, m.similarity)))
        .collect()
}

/// Cards with their names. Slugs of all adopted personas stay theirs, also of those that are gone.
fn personas(
    request: &Request<'_>,
    tab: &Crosstab,
    labels: &[u32],
    segments: &[Vec<usize>],
    lent: &[Option<&Persona>],
) -> Vec<Persona> {
    let mut slugs: Vec<String> = request.adopted.iter().map(|p| p.slug.clone()).collect();
    let mut names: Vec<String> = request.adopted.iter().map(|p| p.name.clone()).collect();
    let mut made = Vec::with_capacity(segments.len());
    for (place, parts) in segments.iter().enumerate() {
        let people: PeopleBlock = lent[place].map(|p| p.people.clone()).unwrap_or_default();
        let statements = describe(tab, place, &people.pinned);
        let title = title(request.table, &statements, request.language);
        let fresh = || {
            let who = majority(request.table, tab, place);
            name(
                request.names,
                who,
                request.language,
                request.seed,
                place,
                &names,
            )
        };
        let name = match (lent[place], request.names) {
            (_, NameSource::None) => String::new(),
            (Some(persona), _) if !persona.name.is_empty() => persona.name.clone(),
            _ => fresh(),
        };
        let slug = lent[place].map_or_else(
            || unique_slug(if name.is_empty() { &title } else { &name }, &slugs),
            |p| p.slug.clone(),
        );
        slugs.push(slug.clone());
        names.push(name.clone());
        let rows = (0..request.table.len()).filter(|&row| labels[row] as usize == place);
        made.push(Persona {
            portrait: format!("{slug}.svg"),
            share: tab.sizes[place].share,
            n: tab.sizes[place].n,
            stability: match parts[..] {
                [only] => request.stability.get(only).copied().flatten(),
                _ => None,
            },
            coverage: CardClaims::of(request.table, &statements).coverage(request.table, rows),
            slug,
            name,
            title,
            statements,
            people,
        });
    }
    made
}

fn draw(request: &Request<'_>, tab: &Crosstab, place: usize, persona: &Persona) -> String {
    let sketch = Sketch {
        slug: persona.slug.clone(),
        name: persona.shown_name().to_owned(),
        who: majority(request.table, tab, place),
        thing: thing(request.table, &persona.statements, request.language),
    };
    portrait(&sketch, request.language)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::planted;
    use super::super::statement::StatementRef;
    use super::*;

    struct Run {
        table: Table,
        labels: Vec<u32>,
        adopted: Vec<Persona>,
        members: BTreeMap<String, String>,
        names: NameSource,
    }

    impl Run {
        fn new(seed: u64) -> Self {
            let (table, labels) = planted(240, 4, 8, 0.9, seed);
            Self {
                table,
                labels,
                adopted: Vec::new(),
                members: BTreeMap::new(),
                names: NameSource::FirstName,
            }
        }

        fn build(&self) -> Result<Assembled, PersonaError> {
            assemble(&Request {
                table: &self.table,
                labels: &self.labels,
                groups: 4,
                stability: &[Some(0.9), Some(0.8), Some(0.7), Some(0.6)],
                adopted: &self.adopted,
                members: &self.members,
                names: &self.names,
                language: Language::French,
                seed: 42,
            })
        }
    }

    #[test]
    fn every_persona_has_a_slug_a_name_a_title_a_portrait_and_statements() {
        let built = Run::new(1).build().expect("personas");
        assert_eq!(built.personas.len(), 4);
        for (persona, portrait) in built.personas.iter().zip(&built.portraits) {
            assert!(super::super::is_slug(&persona.slug));
            assert_eq!(persona.slug, super::super::slug(&persona.name));
            assert!(!persona.title.is_empty() && portrait.starts_with("<svg"));
            assert!(persona.statements.len() >= 5);
            assert_eq!((persona.n, persona.coverage.base), (60, 60));
            let yaml = persona.to_yaml().expect("yaml");
            assert_eq!(Persona::from_yaml(&yaml, "p.yaml").as_ref(), Ok(persona));
        }
        assert!(built.notices.is_empty());
    }

    #[test]
    fn what_people_wrote_survives_a_rebuild_with_segments_in_another_order() {
        let mut run = Run::new(2);
        let first = run.build().expect("personas");
        run.adopted = first.personas.clone();
        run.adopted[1].people.title = Some("Les matinaux".to_owned());
        for label in &mut run.labels {
            *label = 3 - *label;
        }
        let again = run.build().expect("personas");
        let slugs = |built: &Assembled| -> Vec<String> {
            built.personas.iter().map(|p| p.slug.clone()).collect()
        };
        let mut turned = slugs(&again);
        turned.reverse();
        assert_eq!(turned, slugs(&first));
        assert_eq!(again.personas[2].shown_title(), "Les matinaux");
        assert_eq!(again.personas[2].name, first.personas[1].name);
        assert_eq!(again.portraits[2], first.portraits[1]);
        assert!(again.recognised.iter().all(Option::is_some));
    }

    #[test]
    fn merged_personas_are_counted_as_one() {
        let mut run = Run::new(3);
        let first = run.build().expect("personas");
        run.adopted = first.personas.clone();
        run.adopted[0].people.merged = vec![first.personas[2].slug.clone()];
        let merged = run.build().expect("personas");
        assert_eq!(merged.personas.len(), 3);
        assert_eq!(merged.segments[0], [0, 2]);
        assert_eq!(merged.personas[0].n, 120);
        assert_eq!(merged.personas[0].stability, None);
        assert!(merged.notices.is_empty());
        assert!(merged.labels.iter().all(|&l| l < 3));
    }

    #[test]
    fn a_block_that_names_a_persona_that_is_gone_is_reported_and_nothing_breaks() {
        let mut run = Run::new(4);
        let first = run.build().expect("personas");
        run.adopted = first.personas.clone();
        run.adopted[0].people.merged = vec!["nobody".to_owned()];
        run.adopted[1].people.merged = vec![run.adopted[1].slug.clone()];
        run.adopted[2].people.hidden = vec![StatementRef {
            attribute: "shoe size".to_owned(),
            level: None,
        }];
        let mut old = run.adopted[3].clone();
        old.slug = "ancienne".to_owned();
        old.statements.clear();
        run.adopted.push(old);
        let built = run.build().expect("personas");
        assert_eq!(built.personas.len(), 4);
        let kinds = |test: fn(&Notice) -> bool| built.notices.iter().filter(|n| test(n)).count();
        assert_eq!(kinds(|n| matches!(n, Notice::MergedGone { .. })), 1);
        assert_eq!(kinds(|n| matches!(n, Notice::MergedInCircle { .. })), 1);
        assert_eq!(kinds(|n| matches!(n, Notice::NoSuchStatement { .. })), 1);
        assert_eq!(kinds(|n| matches!(n, Notice::Gone { .. })), 1);
        assert!(built.notices[0].to_string().contains("ancienne"));
    }

    #[test]
    fn an_id_or_a_slug_twice_is_an_error() {
        let mut run = Run::new(5);
        run.table.ids[7] = run.table.ids[3].clone();
        let error = run.build().expect_err("an id twice");
        assert_eq!(
            error,
            PersonaError::IdTwice {
                first: 3,
                second: 7
            }
        );
        let mut run = Run::new(5);
        let one = run.build().expect("personas").personas[0].clone();
        run.adopted = vec![one.clone(), one];
        assert!(matches!(run.build(), Err(PersonaError::SlugTwice { .. })));
    }

    #[test]
    fn names_none_leaves_the_title_alone() {
        let mut run = Run::new(6);
        run.names = NameSource::None;
        let built = run.build().expect("personas");
        for persona in &built.personas {
            assert!(persona.name.is_empty() && !persona.title.is_empty());
            assert!(super::super::is_slug(&persona.slug));
        }
        run.adopted = built.personas.clone();
        run.names = NameSource::FirstName;
        let named = run.build().expect("personas");
        assert_eq!(named.personas[0].slug, built.personas[0].slug);
        assert!(!named.personas[0].name.is_empty());
    }

    #[test]
    fn rows_in_another_order_give_the_same_personas() {
        let run = Run::new(7);
        let mut turned = Run::new(7);
        turned.table.ids.reverse();
        turned.labels.reverse();
        for attribute in &mut turned.table.attributes {
            attribute.answers.reverse();
            if let crate::table::Values::Level(levels) = &mut attribute.values {
                levels.reverse();
            }
        }
        let (one, two) = (run.build().expect("a"), turned.build().expect("b"));
        assert_eq!(one.personas, two.personas);
        assert_eq!(one.portraits, two.portraits);
    }
}
