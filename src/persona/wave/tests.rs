use super::*;
use crate::persona::fixture::planted;
use crate::persona::{
    Assembled, Audience, Language, NameSource, Release, Request, SmallestCells, assemble,
};

struct Run {
    built: Assembled,
    rows: Vec<ProfileRow>,
    members: BTreeMap<String, String>,
}

impl Run {
    fn new(seed: u64, n: usize, relabel: impl Fn(usize, u32) -> u32) -> Self {
        let (t, labels) = planted(n, 3, 8, 0.85, seed);
        let labels: Vec<u32> = labels
            .iter()
            .enumerate()
            .map(|(i, &l)| relabel(i, l))
            .collect();
        let built = assemble(&Request {
            table: &t,
            labels: &labels,
            groups: 3,
            stability: &[],
            adopted: &[],
            members: &BTreeMap::new(),
            names: &NameSource::FirstName,
            language: Language::English,
            seed,
        })
        .expect("personas");
        let slugs: Vec<String> = built.personas.iter().map(|p| p.slug.clone()).collect();
        let release = Release::new(&built.crosstab, Audience::Private, SmallestCells::default());
        let rows = release.rows(&slugs);
        let members = t
            .ids
            .iter()
            .zip(&built.labels)
            .map(|(id, &l)| (id.clone(), slugs[l as usize].clone()))
            .collect();
        Self {
            built,
            rows,
            members,
        }
    }

    fn wave<'a>(&'a self, members: &'a BTreeMap<String, String>) -> Wave<'a> {
        Wave {
            personas: &self.built.personas,
            effective_n: self.built.crosstab.effective_n,
            members,
            rows: &self.rows,
        }
    }
}

#[test]
fn a_run_against_itself_moves_nothing() {
    let run = Run::new(1, 300, |_, l| l);
    let found = diff(&run.wave(&run.members), &run.wave(&run.members));
    assert!(found.keep());
    assert_eq!((found.stayed, found.respondents_in_both), (Some(1.0), 300));
    for persona in &found.personas {
        assert!(persona.by == SameBy::Slug && !persona.size_moved);
        assert!(
            persona
                .statements
                .iter()
                .all(|s| !s.moved && s.fate == Fate::Kept)
        );
    }
}

#[test]
fn other_people_with_the_same_traits_are_the_same_personas_by_profile() {
    let (one, two) = (
        Run::new(2, 600, |_, l| l),
        Run::new(3, 600, |_, l| (l + 1) % 3),
    );
    let nobody = BTreeMap::new();
    let mut renamed = two.built.personas.clone();
    for persona in &mut renamed {
        persona.slug = format!("new-{}", persona.slug);
    }
    let rows: Vec<ProfileRow> = two
        .rows
        .iter()
        .cloned()
        .map(|mut r| {
            r.persona = format!("new-{}", r.persona);
            r
        })
        .collect();
    let after = Wave {
        personas: &renamed,
        rows: &rows,
        ..two.wave(&nobody)
    };
    let found = diff(&one.wave(&nobody), &after);
    assert_eq!(found.personas.len(), 3);
    for persona in &found.personas {
        assert_eq!(persona.by, SameBy::Profile);
    }
    assert!(found.keep(), "{:?}", found.refit);
    assert_eq!((found.stayed, found.respondents_in_both), (None, 0));
}

#[test]
fn a_size_that_moved_is_said_with_intervals_and_does_not_ask_for_a_refit() {
    let run = Run::new(4, 600, |_, l| l);
    let mut later = run.built.personas.clone();
    later[0].share = 0.5;
    let after = Wave {
        personas: &later,
        ..run.wave(&run.members)
    };
    let found = diff(&run.wave(&run.members), &after);
    let first = &found.personas[0];
    assert!(first.size_moved && first.share_after.low < 0.5 && first.share_after.high > 0.5);
    assert!(found.keep());
}

#[test]
fn personas_that_changed_or_vanished_ask_for_a_refit() {
    let run = Run::new(5, 600, |_, l| l);
    let mut later = run.built.personas.clone();
    for statement in &mut later[0].statements {
        statement.share = statement.share.map(|s| 1.0 - s);
        (statement.low, statement.high) = (
            statement.high.map(|v| 1.0 - v),
            statement.low.map(|v| 1.0 - v),
        );
    }
    let gone = later.pop().expect("a persona").slug;
    let after = Wave {
        personas: &later,
        ..run.wave(&run.members)
    };
    let found = diff(&run.wave(&run.members), &after);
    assert!(found.refit.contains(&Refit::Gone(gone)));
    let first = &later[0].slug;
    let moved = |r: &Refit| matches!(r, Refit::Moved { persona, .. } if persona == first);
    assert!(found.refit.iter().any(moved));
    assert!(!found.keep());
}
