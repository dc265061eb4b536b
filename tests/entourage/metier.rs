//! The métier example: independent attributes, so no groups; its published figures are its profile.

use crate::command::entourage;

#[test]
fn independent_attributes_give_no_personas_and_the_published_figures() {
    let seen = entourage("build")
        .on("examples/metier/entourage.yaml")
        .out()
        .succeeds();
    let segmentation = seen.json("segmentation.json");
    assert_eq!(segmentation["verdict"], "none");
    assert_eq!(segmentation["reason"], "no_structure");
    assert!(
        !seen.out().join("personas").exists(),
        "no structure, no personas"
    );
    let brief = seen.file("brief.md");
    // RegionsJob and ANOV Agency: 52 % women, 45 % aged 26-35, 49.6 % in the Paris region, hired
    // through job boards 23 %, referral 20 %, social networks 12 %.
    for figure in ["52", "45", "50", "23", "20", "12"] {
        let figure = format!("**{figure}\u{202f}%**");
        assert!(brief.contains(&figure), "{figure} is not in the brief");
    }
    let region = seen
        .rows("profiles.csv")
        .into_iter()
        .find(|row| row["level"] == "Île-de-France")
        .expect("the Paris region");
    let share: f64 = region["share"].parse().expect("a number");
    assert!((share - 0.496).abs() < 0.0005, "{share}");
}

#[test]
fn a_forced_number_on_no_structure_gives_working_groups_never_personas() {
    let seen = entourage("build")
        .on("examples/metier/entourage.yaml")
        .arg("--count")
        .arg("3")
        .out()
        .succeeds();
    let segmentation = seen.json("segmentation.json");
    assert_eq!(segmentation["verdict"], "none");
    assert_eq!(segmentation["chosen"], 3);
    let brief = seen.file("brief.md").to_lowercase();
    assert!(brief.contains("groupe de travail") || brief.contains("groupes de travail"));
}

#[test]
fn strict_says_with_its_exit_code_that_there_are_no_groups() {
    entourage("build")
        .on("examples/metier/entourage.yaml")
        .arg("--strict")
        .out()
        .fails(1, &["--strict"]);
}
