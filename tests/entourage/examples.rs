//! The example programs are short, and they run.

use std::process::Command;

use crate::command::root;

fn run(example: &str) -> String {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["run", "--quiet", "--example", example])
        .current_dir(root())
        .output()
        .expect("cargo starts");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn an_example_ranks_the_log_of_the_cafe() {
    let text = run("rank_a_log");
    assert!(text.contains("2500 people"), "{text}");
    assert!(text.contains("blanche_arome"), "{text}");
}

#[test]
fn an_example_segments_the_audience_of_the_cafe() {
    let text = run("segment_a_table");
    assert!(text.contains("1200 respondents"), "{text}");
    assert!(text.contains("group 4"), "{text}");
}

#[test]
fn the_demo_is_what_its_generators_write() {
    let place = tempfile::tempdir().expect("a folder");
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let folder = place.path().display().to_string();
    let done = Command::new(cargo)
        .args([
            "run",
            "--quiet",
            "--example",
            "generate_cafe",
            "--",
            &folder,
            "20260201",
        ])
        .current_dir(root())
        .status()
        .expect("cargo starts");
    assert!(done.success());
    for name in ["audience.csv", "log.csv"] {
        let again = std::fs::read(place.path().join(name)).expect("it was written");
        let own = std::fs::read(root().join("examples/cafe").join(name)).expect("the café");
        assert!(again == own, "{name} is not what the generator writes");
    }
}
