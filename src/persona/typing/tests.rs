use super::super::fixture::{categorical, multi, numeric, planted};
use super::*;

fn slugs(groups: usize) -> Vec<String> {
    (0..groups).map(|g| format!("p{g}")).collect()
}

#[test]
fn planted_personas_are_found_again_by_a_few_questions() {
    let (mut t, labels) = planted(400, 4, 8, 0.9, 1);
    let noise: Vec<Option<u32>> = (0..400).map(|i| Some((i / 4) % 2)).collect();
    let mut noise = categorical("noise", &["x", "y"], &noise);
    noise.role = Role::Segmentation;
    t.attributes.insert(0, noise);
    let tool = typing_tool(&t, &labels, &slugs(4), None, 42)
        .expect("labels fit")
        .expect("a tool");
    assert!(GOLDEN.contains(&tool.questions.len()));
    assert!(tool.questions.iter().all(|q| q.attribute != "noise"));
    let last = tool.accuracy[tool.questions.len() - 1];
    assert!(last.accuracy > 0.85, "{last:?}");
    assert!(last.low < last.accuracy && last.accuracy < last.high);
    assert!(tool.tree_accuracy > 0.6 && (tool.chance - 0.25).abs() < 1e-9);
    let points = tool
        .questions
        .iter()
        .flat_map(|q| q.points.iter().flatten());
    assert!(points.clone().all(|p| (0..=30).contains(p)));
    let assigned = tool.assign(&t).expect("the same questions");
    let right = assigned
        .iter()
        .zip(&labels)
        .filter(|(a, l)| a.is_some_and(|(p, c)| p == **l as usize && c > 0.25))
        .count();
    assert!(right > 340, "{right}");
}

#[test]
fn noise_is_not_made_to_look_like_knowledge() {
    let (mut t, _) = planted(300, 3, 20, 0.0, 2);
    let labels: Vec<u32> = (0..300)
        .map(|row| (crate::statistic::unit(&[77, row]) * 2.0) as u32)
        .collect();
    t.attributes.truncate(20);
    let tool = typing_tool(&t, &labels, &slugs(2), None, 1)
        .expect("labels fit")
        .expect("a tool");
    for point in &tool.accuracy {
        assert!(
            point.accuracy < 0.6,
            "nested validation must not overfit: {point:?}"
        );
    }
}

#[test]
fn quantities_become_bands_and_multi_selects_boxes() {
    let n = 240;
    let labels: Vec<u32> = (0..n).map(|i| i % 3).collect();
    let (mut t, _) = planted(n as usize, 3, 1, 0.2, 3);
    let spent: Vec<Option<f64>> = (0..n)
        .map(|i| (i % 10 != 9).then_some(f64::from(i % 3) * 100.0 + f64::from(i % 7)))
        .collect();
    let flags: Vec<bool> = (0..n).flat_map(|i| [i % 3 == 1, i % 2 == 0]).collect();
    let (mut a, mut b) = (
        numeric("spent", &spent),
        multi("uses", &["app", "shop"], &flags),
    );
    (a.role, b.role) = (Role::Segmentation, Role::Segmentation);
    t.attributes.extend([a, b]);
    let tool = typing_tool(&t, &labels, &slugs(3), None, 1)
        .expect("labels fit")
        .expect("a tool");
    let spent = tool
        .questions
        .iter()
        .find(|q| q.attribute == "spent")
        .expect("asked");
    assert!(spent.options[0].above.is_none() && spent.options[0].up_to.is_some());
    assert!(tool.accuracy[1].accuracy > 0.9, "{:?}", tool.accuracy);
    let json = serde_json::to_string(&tool).expect("json");
    assert_eq!(
        serde_json::from_str::<TypingTool>(&json).expect("a tool"),
        tool
    );
}

#[test]
fn a_new_table_with_other_questions_or_levels_is_refused_by_name() {
    let (t, labels) = planted(200, 2, 5, 0.9, 4);
    let tool = typing_tool(&t, &labels, &slugs(2), None, 1)
        .expect("labels fit")
        .expect("a tool");
    let asked = tool.questions[0].attribute.clone();
    let change = |edit: fn(&mut crate::table::Attribute)| {
        let mut new = t.clone();
        let found = new.attributes.iter_mut().find(|a| a.name == asked);
        edit(found.expect("the question"));
        tool.assign(&new)
    };
    for result in [
        change(|a| a.name = "renamed".to_owned()),
        change(|a| a.levels[0] = "other".to_owned()),
        change(|a| a.kind = Kind::Numeric),
    ] {
        let error = result.expect_err("a mismatch");
        assert!(error.to_string().starts_with(&asked), "{error}");
    }
    assert!(
        change(|a| a.levels.reverse()).is_ok(),
        "levels are found by name"
    );
}

#[test]
fn nothing_to_tell_apart_gives_no_tool() {
    let (t, labels) = planted(100, 2, 4, 0.9, 5);
    assert_eq!(typing_tool(&t, &[0; 100], &slugs(1), None, 1), Ok(None));
    let mut described = t.clone();
    for attribute in &mut described.attributes {
        attribute.role = Role::Descriptor;
    }
    assert_eq!(
        typing_tool(&described, &labels, &slugs(2), None, 1),
        Ok(None)
    );
    let mut constant = t.clone();
    for attribute in &mut constant.attributes {
        attribute.answers = vec![crate::table::Answer::Missing; 100];
    }
    let tool = typing_tool(&constant, &labels, &slugs(2), None, 1).expect("labels fit");
    let tool = tool.expect("questions can still be printed");
    assert!(tool.accuracy.iter().all(|a| a.accuracy <= 0.6));
    assert_eq!(tool.assign(&constant).expect("the same")[0], None);
}

#[test]
fn the_same_rows_in_another_order_give_the_same_tool() {
    let (t, labels) = planted(200, 3, 6, 0.8, 6);
    let mut turned = t.clone();
    turned.ids.reverse();
    for attribute in &mut turned.attributes {
        attribute.answers.reverse();
        if let crate::table::Values::Level(levels) = &mut attribute.values {
            levels.reverse();
        }
    }
    let backwards: Vec<u32> = labels.iter().rev().copied().collect();
    let one = typing_tool(&t, &labels, &slugs(3), None, 9).expect("fits");
    let two = typing_tool(&turned, &backwards, &slugs(3), None, 9).expect("fits");
    let questions = |tool: &Option<TypingTool>| -> Vec<String> {
        let tool = tool.as_ref().expect("a tool");
        tool.questions.iter().map(|q| q.attribute.clone()).collect()
    };
    assert_eq!(questions(&one), questions(&two));
    assert_eq!(one.expect("a tool").accuracy, two.expect("a tool").accuracy);
}
