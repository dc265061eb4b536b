//! The café: what was planted is found. The truth is an oracle here, never an input of `build`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::command::{Seen, cafe, root};

/// One build serves all tests: they only read it.
fn build() -> &'static Seen {
    static BUILT: OnceLock<Seen> = OnceLock::new();
    BUILT.get_or_init(|| cafe().succeeds())
}

fn truth(name: &str) -> Vec<BTreeMap<String, String>> {
    let path = root().join("examples/cafe/truth").join(name);
    let mut reader = csv::Reader::from_path(path).expect("the truth");
    reader
        .deserialize()
        .map(|row| row.expect("a row"))
        .collect()
}

/// Accounts that play a part.
fn planted(part: &str) -> BTreeSet<String> {
    let rows = truth("people.csv")
        .into_iter()
        .filter(|row| row["part"] == part);
    rows.map(|row| row["account"].clone()).collect()
}

/// Adjusted Rand index of two labellings (Hubert & Arabie 1985).
fn adjusted_rand(pairs: &[(String, String)]) -> f64 {
    let choose = |n: f64| n * (n - 1.0) / 2.0;
    let mut cells: BTreeMap<(&str, &str), f64> = BTreeMap::new();
    let (mut rows, mut columns): (BTreeMap<&str, f64>, BTreeMap<&str, f64>) = Default::default();
    for (one, other) in pairs {
        *cells.entry((one, other)).or_default() += 1.0;
        *rows.entry(one).or_default() += 1.0;
        *columns.entry(other).or_default() += 1.0;
    }
    let sum = |counts: &mut dyn Iterator<Item = f64>| counts.map(choose).sum::<f64>();
    let index = sum(&mut cells.values().copied());
    let (a, b) = (
        sum(&mut rows.values().copied()),
        sum(&mut columns.values().copied()),
    );
    let expected = a * b / choose(pairs.len() as f64);
    (index - expected) / (f64::midpoint(a, b) - expected)
}

#[test]
fn the_planted_personas_are_found_again() {
    let seen = build();
    assert_eq!(seen.json("segmentation.json")["chosen"], 4);
    let found: BTreeMap<String, String> = seen
        .rows("segments.csv")
        .into_iter()
        .map(|row| (row["id"].clone(), row["persona"].clone()))
        .collect();
    let pairs: Vec<(String, String)> = truth("respondents.csv")
        .into_iter()
        .map(|row| (row["persona"].clone(), found[&row["id"]].clone()))
        .collect();
    let agreement = adjusted_rand(&pairs);
    println!(
        "personas: adjusted Rand index {agreement:.3} over {} respondents",
        pairs.len()
    );
    assert!(agreement >= 0.9, "{agreement}");
}

#[test]
fn influencers_and_ambassadors_are_found_and_their_look_alikes_are_not() {
    let seen = build();
    let people = seen.rows("people.csv");
    let holders = |role: &str| -> BTreeSet<String> {
        let held = people
            .iter()
            .filter(|row| row["roles"].split('|').any(|one| one == role));
        held.map(|row| row["id"].clone()).collect()
    };
    for (role, least) in [("influencer", 0.6), ("ambassador", 0.6)] {
        let (found, planted) = (holders(role), planted(role));
        let hits = found.intersection(&planted).count();
        println!(
            "{role}: {hits} of {} planted found among {}",
            planted.len(),
            found.len()
        );
        assert!(
            hits as f64 >= least * planted.len() as f64,
            "{role}: {found:?}"
        );
    }
    let named: BTreeSet<String> = holders("influencer")
        .union(&holders("ambassador"))
        .cloned()
        .collect();
    for part in ["staff", "farm", "contest_hunter", "one_day_fan"] {
        let fooled: Vec<&String> = named
            .iter()
            .filter(|id| planted(part).contains(*id))
            .collect();
        assert!(fooled.is_empty(), "{part}: {fooled:?}");
    }
}

#[test]
fn the_brief_names_the_planted_people_and_traits() {
    let seen = build();
    let brief = seen.file("brief.md");
    let people = seen.rows("people.csv");
    let named = people.iter().filter(|row| {
        let role = row["roles"]
            .split('|')
            .any(|one| one == "influencer" || one == "ambassador");
        role && brief.contains(&row["label"])
    });
    let named = named.count();
    println!("{named} influencers and ambassadors are named in the brief");
    assert!(named >= 10);
    // Who has bought an audience stands on the first page, whatever their role.
    let first_page = brief.split("\n## ").next().expect("a first page");
    for bought in planted("farm_target") {
        assert!(
            first_page.contains(&bought),
            "{bought} is not on the first page"
        );
    }
    for trait_of in ["prix", "ferme", "retrouver", "équitable"] {
        assert!(brief.contains(trait_of), "{trait_of} is not in the brief");
    }
}

#[test]
fn the_personas_of_the_repository_are_what_build_writes() {
    let seen = build();
    let mut count = 0;
    for entry in std::fs::read_dir(root().join("personas")).expect("the personas") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if name == "README.md" {
            continue;
        }
        let own = std::fs::read(&path).expect("a persona");
        let built = std::fs::read(seen.out().join("personas").join(&name));
        assert_eq!(Some(own), built.ok(), "{name}");
        count += 1;
    }
    assert_eq!(count, 8, "four personas with their portraits");
}
