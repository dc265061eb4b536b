//! Documents as a whole: what they hold, and what they never hold.

use super::data::{Data, Level, Standing, Verdict};
use super::fixture;
use super::{BriefError, Documents, Lang, Templates, render};
use std::collections::BTreeMap;

fn documents(data: &Data, lang: Lang) -> Documents {
    render(data, &Templates::default(), lang).expect("documents")
}

/// The templates, or those of the folder `ENTOURAGE_TEMPLATES`, to work on their look.
fn looked_at() -> Templates {
    let Ok(folder) = std::env::var("ENTOURAGE_TEMPLATES") else {
        return Templates::default();
    };
    let read = |name: &str| std::fs::read_to_string(std::path::Path::new(&folder).join(name));
    let own = Templates::built_in()
        .iter()
        .filter_map(|(name, _)| Some(((*name).to_owned(), read(name).ok()?)))
        .collect();
    Templates::with(&own).expect("templates")
}

/// Writes the documents where `ENTOURAGE_LOOK` says, for a person to open.
#[test]
fn documents_can_be_looked_at() {
    let mut ugly = fixture::poisoned(&"@𝔲𝔤𝔩𝔶_".repeat(30));
    ugly.project.title = "مقهى لومن: قهوة الشتاء والأصدقاء ".repeat(4);
    if let Some(audience) = &mut ugly.audience {
        let profile = audience.profiles[0].clone();
        audience.profiles = vec![profile; 300];
        let statement = audience.personas[1].statements[0].clone();
        audience.personas[1].statements.extend(vec![statement; 300]);
    }
    let mut public = fixture::cafe();
    public.privacy.level = Level::Public;
    let sets = vec![
        ("cafe-fr", fixture::cafe(), Lang::Fr),
        ("cafe-en", fixture::cafe(), Lang::En),
        ("none", fixture::no_groups(), Lang::Fr),
        ("ugly", ugly, Lang::Fr),
        ("public", public, Lang::En),
        ("empty", Data::default(), Lang::En),
    ];
    for (name, data, lang) in sets {
        let documents = render(&data, &looked_at(), lang).expect("documents");
        assert!(documents.files["brief.html"].contains("</html>"));
        if let Ok(folder) = std::env::var("ENTOURAGE_LOOK") {
            for (file, text) in &documents.files {
                let path = std::path::Path::new(&folder).join(name).join(file);
                std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
                std::fs::write(path, text).expect("a file");
            }
        }
    }
}

#[test]
fn every_part_may_be_missing() {
    let parts: [fn(&mut Data); 6] = [
        |data| data.audience = None,
        |data| data.network = None,
        |data| data.outreach = None,
        |data| data.community = None,
        |data| data.since = None,
        |data| data.project.scope = None,
    ];
    for mask in [1, 2, 4, 8, 16, 32, 3, 12, 14, 63] {
        let mut data = fixture::cafe();
        for (i, part) in parts.iter().enumerate() {
            if mask >> i & 1 == 1 {
                part(&mut data);
            }
        }
        documents(&data, Lang::En);
    }
}

#[test]
fn a_known_scale_speaks_the_documents_language() {
    let text = &documents(&fixture::cafe(), Lang::En).files["brief.html"];
    assert!(text.contains("Strongly agree") && !text.contains("Tout à fait d"));
}

#[test]
fn the_second_solution_is_shown_as_cards_of_its_own_and_labelled() {
    let mut data = fixture::cafe();
    let audience = data.audience.as_mut().expect("an audience");
    let personas = audience.personas.clone();
    audience.runner_up.as_mut().expect("a second").personas = personas;
    let text = &documents(&data, Lang::En).files["brief.html"];
    assert!(text.contains("Another reading: 3 groups"));
    assert_eq!(text.matches("<article class=\"card").count(), 8);
    assert_eq!(text.matches("id=\"persona-camille\"").count(), 1);
}

#[test]
fn markdown_tells_who_waits_and_what_people_talk_about() {
    let mut data = fixture::cafe();
    // Subjects of circles that the chapter of the network names are not said twice.
    for circle in &mut data.network.as_mut().expect("a network").circles {
        circle.terms.clear();
    }
    let text = &documents(&data, Lang::En).files["brief.md"];
    for said in [
        "Which messages wait for an answer",
        "What people talk about",
    ] {
        assert!(text.contains(said), "{said}");
    }
}

#[test]
fn a_connector_is_led_by_what_joins_and_a_long_log_says_who_tries_the_farms() {
    let mut data = fixture::cafe();
    let network = data.network.as_mut().expect("a network");
    network.stress.clear();
    network.stress_over = Some(50_000);
    let documents = documents(&data, Lang::En);
    for name in ["brief.html", "brief.md"] {
        let text = &documents.files[name];
        assert!(
            text.contains("Joins 4 circles, through 37 contacts"),
            "{name}"
        );
        assert!(text.contains("entourage stress"), "{name}");
    }
}

#[test]
fn without_a_brand_nobody_is_an_ambassador() {
    let mut data = fixture::cafe();
    data.project.brand.clear();
    let documents = documents(&data, Lang::En);
    for name in ["brief.html", "brief.md"] {
        let text = &documents.files[name];
        assert!(text.contains("Constant members"), "{name}");
        assert!(!text.contains("Who loves the brand"), "{name}");
    }
}

#[test]
fn a_plan_whose_numbers_rise_says_what_it_goes_by() {
    let mut data = fixture::cafe();
    let outreach = data.outreach.as_mut().expect("a plan");
    outreach.ordered_by = vec!["budget".to_owned()];
    let text = &documents(&data, Lang::En).files["brief.html"];
    assert!(text.contains("for its price"), "{text}");
}

#[test]
fn the_same_data_give_the_same_bytes() {
    assert_eq!(
        documents(&fixture::cafe(), Lang::Fr),
        documents(&fixture::cafe(), Lang::Fr)
    );
}

#[test]
fn numbers_that_are_not_numbers_never_reach_a_document() {
    let mut data = fixture::cafe();
    let audience = data.audience.as_mut().expect("an audience");
    audience.personas[0].share = f64::NAN;
    audience.personas[0].statements[0].share = Some(f64::INFINITY);
    audience.profiles[0].values[0].value = Some(f64::NAN);
    let network = data.network.as_mut().expect("a network");
    network.rows[0].reach = f64::NAN;
    network.rows[1].credible_reach = Some(f64::NEG_INFINITY);
    network.drawing.as_mut().expect("a drawing").people[0].x = f64::NAN;
    for (name, text) in documents(&data, Lang::En).files {
        let words = text.split(|c: char| !c.is_alphanumeric());
        for word in words {
            assert!(
                !matches!(word, "NaN" | "inf" | "infinity"),
                "{name}: {word}"
            );
        }
    }
}

#[test]
fn a_public_document_names_no_account() {
    let mut data = fixture::cafe();
    data.privacy.level = Level::Public;
    for (name, text) in documents(&data, Lang::Fr).files {
        for account in [
            "lucie_torrefie",
            "mamie_moka",
            "client_60",
            "promo_concours",
        ] {
            assert!(!text.contains(account), "{name} names {account}");
        }
        assert!(
            !text.contains("Rencontrée deux fois"),
            "{name} shows a note of the team"
        );
        assert!(
            !text.contains(" ailleurs</"),
            "{name} shows the share elsewhere"
        );
    }
}

#[test]
fn an_internal_audience_is_neither_named_nor_contacted_below_private() {
    let mut data = fixture::cafe();
    data.project.scope.as_mut().expect("a scope").audience = Some(Standing::Internal);
    let text = &documents(&data, Lang::Fr).files["brief.html"];
    assert!(!text.contains("lucie_torrefie") && !text.contains("id=\"outreach\""));
    data.privacy.level = Level::Private;
    let text = &documents(&data, Lang::Fr).files["brief.html"];
    assert!(text.contains("lucie_torrefie") && !text.contains("id=\"outreach\""));
}

#[test]
fn working_groups_are_never_called_personas() {
    let mut data = fixture::cafe();
    let audience = data.audience.as_mut().expect("an audience");
    audience.verdict = Verdict::None;
    audience.forced = true;
    data.since = None;
    for (lang, word) in [(Lang::Fr, "Les personas"), (Lang::En, "The personas")] {
        let text = &documents(&data, lang).files["brief.html"];
        assert!(!text.contains(word));
    }
}

#[test]
fn a_french_document_holds_no_english_of_ours_and_the_other_way_round() {
    // Words of interface that cannot be data of the café.
    let english = [
        " the ",
        "Skip to",
        "respondents",
        "supporters",
        "of the audience",
    ];
    let french = [
        " les ",
        "Aller au",
        "répondants",
        "soutiens",
        "de l’audience",
    ];
    let fr = documents(&fixture::cafe(), Lang::Fr);
    let en = documents(&fixture::poisoned("zzz"), Lang::En);
    for (name, text) in &fr.files {
        let text = text.split("<script>").next().unwrap_or(text);
        for word in english {
            assert!(!text.contains(word), "{name} holds {word:?}");
        }
    }
    for (name, text) in &en.files {
        for word in french {
            assert!(!text.contains(word), "{name} holds {word:?}");
        }
    }
}

#[test]
fn every_word_a_document_asks_for_is_in_the_catalogue() {
    for data in [fixture::cafe(), fixture::no_groups()] {
        for lang in Lang::ALL {
            for (name, text) in documents(&data, lang).files {
                for prefix in [
                    "figure.",
                    "receipt.",
                    "role.",
                    "why.",
                    "note.",
                    "table.",
                    "flag.",
                    "criterion.",
                ] {
                    let left = text.find(&format!(">{prefix}"));
                    assert!(
                        left.is_none(),
                        "{name}: {:?}",
                        left.map(|at| &text[at..at + 40])
                    );
                }
            }
        }
    }
}

#[test]
fn a_users_template_takes_the_place_of_ours_and_its_errors_name_their_line() {
    let own = |name: &str, text: &str| BTreeMap::from([(name.to_owned(), text.to_owned())]);
    let good = Templates::with(&own("part/since.html", "<p>{{ data.since.previous }}!</p>"))
        .expect("known");
    let text = &render(&fixture::cafe(), &good, Lang::Fr)
        .expect("documents")
        .files["brief.html"];
    assert!(text.contains("<p>2025-T3!</p>"));

    let failing = [
        ("{{ nothing.there }}", "undefined"),
        (
            "{% for i in range(100000) %}{% for j in range(100000) %}x{% endfor %}{% endfor %}",
            "fuel",
        ),
        ("{% include \"../../etc/passwd\" %}", "not found"),
        ("{% include \"/etc/passwd\" %}", "not found"),
        ("{% if %}", "syntax"),
        ("{% include \"part/since.html\" %}", ""),
    ];
    for (text, why) in failing {
        let text = format!("<p>one</p>\n{text}");
        let made = Templates::with(&own("part/since.html", &text))
            .and_then(|templates| render(&fixture::cafe(), &templates, Lang::Fr));
        match made {
            Err(BriefError::Template {
                template,
                line,
                reason,
            }) => {
                assert_eq!(template, "part/since.html", "{reason}");
                assert_eq!(line, 2, "{reason}");
                assert!(reason.contains(why), "{reason}");
            }
            Err(other) => panic!("{text} gave {other}"),
            Ok(_) => panic!("{text} gave documents"),
        }
    }
    let unknown = Templates::with(&own("part/sinse.html", ""));
    assert!(matches!(unknown, Err(BriefError::UnknownTemplate { .. })));
}

#[test]
fn documents_made_from_the_json_of_the_data_are_the_same() {
    let data = fixture::cafe();
    let text = serde_json::to_string(&data).expect("JSON");
    let back: Data = serde_json::from_str(&text).expect("data");
    assert!(documents(&data, Lang::En) == documents(&back, Lang::En));
}

#[test]
fn the_script_stands_in_the_page_byte_for_byte_as_the_policy_says() {
    use base64::prelude::{BASE64_STANDARD, Engine as _};
    use sha2::Digest;
    let text = documents(&fixture::cafe(), Lang::Fr).files["brief.html"].clone();
    let script = text
        .split("<script>")
        .nth(1)
        .and_then(|t| t.split("</script>").next());
    let hash = BASE64_STANDARD.encode(sha2::Sha256::digest(script.expect("a script")));
    assert!(text.contains(&format!("'sha256-{hash}'")));
}
