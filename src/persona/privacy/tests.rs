use super::*;
use crate::persona::crosstab::crosstab;
use crate::persona::describe::{describe, typical_profile};
use crate::persona::fixture::{categorical, multi, planted, table};
use crate::statistic::unit;

fn personas(t: &Table, tab: &Crosstab) -> Vec<Persona> {
    (0..tab.groups())
        .map(|g| Persona {
            slug: format!("p{g}"),
            name: format!("P{g}"),
            title: title(t, &describe(tab, g, &[]), Language::English),
            portrait: format!("p{g}.svg"),
            share: tab.sizes[g].share,
            n: tab.sizes[g].n,
            stability: Some(0.812_345),
            coverage: Coverage {
                all: 3,
                three_quarters: 20,
                base: 40,
            },
            statements: describe(tab, g, &[]),
            people: PeopleBlock {
                notes: Some("entre nous".to_owned()),
                ..PeopleBlock::default()
            },
        })
        .collect()
}

#[test]
fn a_survey_of_150_with_four_personas_still_shows_five_statements_on_every_team_card() {
    for seed in 0..10 {
        let (t, labels) = planted(150, 4, 9, 0.8, seed);
        let tab = crosstab(&t, &labels, 4).expect("a crosstab");
        let release = Release::new(&tab, Audience::Team, SmallestCells::default());
        for shown in release.personas(&t, &personas(&t, &tab), Language::French) {
            assert!(shown.statements.len() >= 5, "{}", shown.statements.len());
            assert!(shown.statements.iter().all(|s| s.n.is_none_or(|n| n >= 5)));
            assert_eq!(shown.people.notes.as_deref(), Some("entre nous"));
        }
    }
}

#[test]
fn a_small_numerator_becomes_a_bound_never_a_blank_and_never_a_number() {
    let mut t = table(100);
    let answers: Vec<Option<u32>> = (0..100).map(|i| Some(u32::from(i >= 3))).collect();
    t.attributes = vec![categorical("tea", &["green", "black"], &answers)];
    let labels: Vec<u32> = (0..100).map(|i| u32::from(i >= 50)).collect();
    let tab = crosstab(&t, &labels, 2).expect("a crosstab");
    let rows = Release::new(&tab, Audience::Team, SmallestCells::default())
        .rows(&["a".to_owned(), "b".to_owned()]);
    let green = &rows[0];
    assert_eq!(green.withheld, Withheld::FewerThanOneIn(10));
    assert_eq!(green.withheld.to_string(), "fewer than 1 in 10");
    assert_eq!((green.share, green.n, green.overall), (None, None, None));
    let private = Release::new(&tab, Audience::Private, SmallestCells::default())
        .rows(&["a".to_owned(), "b".to_owned()]);
    assert_eq!((private[0].n, private[0].share), (Some(3), Some(0.06)));
    assert_eq!(bound(5, 9), None);
    assert_eq!(bound(5, 1000), Some(100));
}

#[test]
fn public_documents_hold_nothing_of_the_others_and_no_notes() {
    let (t, labels) = planted(2000, 2, 8, 0.8, 3);
    let tab = crosstab(&t, &labels, 2).expect("a crosstab");
    let release = Release::new(&tab, Audience::Public, SmallestCells::default());
    let shown = release.personas(&t, &personas(&t, &tab), Language::French);
    assert!(shown.iter().all(|p| !p.statements.is_empty()));
    for persona in &shown {
        assert!(persona.people.notes.is_none() && persona.coverage.is_none());
        assert_eq!((persona.stability, persona.n), (Some(0.81), Some(1000)));
        for s in &persona.statements {
            assert_eq!(
                (s.elsewhere, s.overall, s.effect, s.p),
                (None, None, None, None)
            );
            let share = s.share.expect("a share") * 100.0;
            assert!((share - share.round()).abs() < 1e-9);
            assert_eq!(s.n.map(|n| n % 5), Some(0));
        }
    }
    assert!(release.rows(&[]).iter().all(|row| row.letters.is_empty()));
}

#[test]
fn a_level_is_public_for_all_personas_or_for_none() {
    let (t, labels) = planted(120, 4, 8, 0.9, 4);
    let tab = crosstab(&t, &labels, 4).expect("a crosstab");
    let slugs: Vec<String> = (0..4).map(|i| format!("p{i}")).collect();
    let rows = Release::new(&tab, Audience::Public, SmallestCells::default()).rows(&slugs);
    for level in rows.chunk_by(|a, b| a.attribute == b.attribute && a.level == b.level) {
        assert_eq!(level.len(), 4);
        assert!(level.iter().all(|row| row.withheld == level[0].withheld));
    }
    assert!(rows.iter().any(|row| row.withheld == Withheld::All));
}

#[test]
fn a_small_persona_hides_all_sizes_so_that_none_is_found_by_subtraction() {
    let (t, mut labels) = planted(60, 2, 6, 0.9, 5);
    for label in labels.iter_mut().skip(6) {
        *label = 0;
    }
    let tab = crosstab(&t, &labels, 2).expect("a crosstab");
    let release = Release::new(&tab, Audience::Public, SmallestCells::default());
    let shown = release.personas(&t, &personas(&t, &tab), Language::English);
    assert!(shown.iter().all(|p| p.n.is_none() && p.share.is_none()));
}

#[test]
fn a_typical_profile_is_released_by_the_same_rule() {
    let mut t = table(200);
    let answers: Vec<Option<u32>> = (0..200)
        .map(|i| Some(if i < 3 { 2 } else { i % 2 }))
        .collect();
    t.attributes = vec![categorical("sex", &["f", "m", "x"], &answers)];
    let tab = crosstab(&t, &[0; 200], 1).expect("a crosstab");
    let profile = typical_profile(&tab);
    let count = |audience| {
        Release::new(&tab, audience, SmallestCells::default())
            .profile(&profile)
            .len()
    };
    assert_eq!(count(Audience::Private), 3);
    assert_eq!(count(Audience::Team), 3);
    assert_eq!(
        count(Audience::Public),
        1,
        "m stays: f hides with x, 103 together"
    );
}

/// What an attacker can work out of the counts of a question in one persona, from published
/// rows alone: for each level the least and greatest count, given that counts of a single-choice
/// question sum to the base, n and base are rounded to 5, and shares to whole percents.
fn attack(rows: &[&ProfileRow], single_choice: bool) -> Vec<Option<(i64, i64)>> {
    let mut found: Vec<Option<(i64, i64)>> = vec![None; rows.len()];
    let Some(base) = rows.iter().find_map(|r| r.base) else {
        return found;
    };
    for base in (base as i64 - 2).max(0)..=base as i64 + 2 {
        let range = |row: &ProfileRow| -> Option<(i64, i64)> {
            let (n, share) = (row.n? as i64, row.share?);
            let low = ((share - 0.005) * base as f64).ceil() as i64;
            let high = ((share + 0.005) * base as f64).floor() as i64;
            Some((low.max(n - 2).max(0), high.min(n + 2)))
        };
        let known: Vec<Option<(i64, i64)>> = rows.iter().map(|r| range(r)).collect();
        if known.iter().flatten().any(|(low, high)| low > high) {
            continue;
        }
        let least: i64 = known.iter().flatten().map(|k| k.0).sum();
        let most: i64 = known.iter().flatten().map(|k| k.1).sum();
        let hidden = known.iter().filter(|k| k.is_none()).count();
        if single_choice && (least > base || hidden == 0 && most < base) {
            continue;
        }
        for (place, known) in known.iter().enumerate() {
            let range = match known {
                Some(range) => *range,
                None if !single_choice => (0, base),
                None if hidden == 1 => ((base - most).max(0), base - least),
                None => (0, base - least),
            };
            let so_far = found[place].get_or_insert(range);
            *so_far = (so_far.0.min(range.0), so_far.1.max(range.1));
        }
    }
    found
}

#[test]
fn an_attacker_on_public_documents_learns_of_no_small_cell() {
    let slugs: Vec<String> = (0..5).map(|i| format!("p{i}")).collect();
    let (mut published, mut kept) = (0, 0);
    for seed in 0..400_u64 {
        let draw = |what: u64, row: u64| unit(&[seed, what, row]);
        let n = 40 + (draw(0, 0) * 500.0) as usize;
        let groups = 2 + (draw(0, 1) * 3.0) as usize;
        let levels = 2 + (draw(0, 2) * 5.0) as usize;
        let labels: Vec<u32> = (0..n)
            .map(|row| (draw(1, row as u64) * groups as f64) as u32)
            .collect();
        let answers: Vec<Option<u32>> = (0..n)
            .map(|row| {
                let skewed = draw(2, row as u64).powf(1.0 + 3.0 * draw(0, 3));
                (draw(3, row as u64) > 0.05).then_some((skewed * levels as f64) as u32)
            })
            .collect();
        let names: Vec<String> = (0..levels).map(|l| format!("l{l}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let flags: Vec<bool> = (0..n * 2).map(|i| draw(4, i as u64) < draw(0, 4)).collect();
        let mut t = table(n);
        t.attributes = vec![
            categorical("single", &names, &answers),
            multi("multi", &["a", "b"], &flags),
        ];
        let tab = crosstab(&t, &labels, groups).expect("a crosstab");
        let rows = Release::new(&tab, Audience::Public, SmallestCells::default()).rows(&slugs);
        for (persona, slug) in slugs.iter().enumerate().take(groups) {
            for attribute in ["single", "multi"] {
                let of = |r: &&ProfileRow| r.attribute == attribute && r.persona == *slug;
                let shown: Vec<&ProfileRow> = rows.iter().filter(of).collect();
                let truth: Vec<&Cell> = tab
                    .of(persona)
                    .filter(|c| c.attribute == attribute)
                    .collect();
                for (place, range) in attack(&shown, attribute == "single").iter().enumerate() {
                    let (Some((low, high)), cell) = (range, truth[place]) else {
                        continue;
                    };
                    let small = |count: u64| (1..10).contains(&count);
                    if shown[place].withheld == Withheld::Nothing {
                        published += 1;
                        assert!(!small(cell.n) && !small(cell.base - cell.n));
                    } else if small(cell.n) {
                        kept += 1;
                        // The attacker cannot tell it from nobody, nor from a cell large
                        // enough to be published.
                        assert!(*low <= 0 && *high >= 10, "seed {seed}: {low}..{high}");
                    }
                }
            }
        }
    }
    assert!(published > 300 && kept > 300, "{published} {kept}");
}
