//! What reaching each person is worth, from the targets people write.

use std::collections::BTreeMap;

use super::error::OutreachError;
use super::plan::Groups;

/// The benefit of reaching each of `people` people.
///
/// Without targets everybody is worth 1. With targets, a person is worth the sum of what its persona and its community
/// are worth, and 0 outside of them. Names are those of the groups, compared without regard to case. O(people).
pub fn benefits(
    people: usize,
    target: &BTreeMap<String, f64>,
    personas: Groups<'_>,
    communities: Groups<'_>,
) -> Result<Vec<f64>, OutreachError> {
    if target.is_empty() {
        return Ok(vec![1.0; people]);
    }
    let mut benefit = vec![0.0; people];
    for (name, &worth) in target {
        if !worth.is_finite() || worth < 0.0 {
            return Err(OutreachError::TargetBenefit { name: name.clone() });
        }
        let mut known = false;
        for groups in [personas, communities] {
            let Some(group) = groups.find(name) else {
                continue;
            };
            known = true;
            let of = benefit.iter_mut().zip(groups.of);
            of.filter(|(_, of)| **of == group)
                .for_each(|(benefit, _)| *benefit += worth);
            break;
        }
        if !known {
            let names = personas.names.iter().chain(communities.names);
            let known: Vec<&str> = names.take(20).map(String::as_str).collect();
            return Err(OutreachError::UnknownTarget {
                name: name.clone(),
                known: known.join(", "),
            });
        }
    }
    if benefit.iter().all(|&worth| worth == 0.0) {
        return Err(OutreachError::EmptyTarget);
    }
    Ok(benefit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups<'a>(of: &'a [u32], names: &'a [String]) -> Groups<'a> {
        Groups { of, names }
    }

    #[test]
    fn targets_add_up_and_unknown_ones_say_what_there_is() {
        let personas = ["lea".to_owned(), "sam".to_owned()];
        let communities = ["1".to_owned(), "2".to_owned()];
        let (persona, community) = ([0, 1, u32::MAX], [0, 1, 1]);
        let given = |name: &str, worth: f64| BTreeMap::from([(name.to_owned(), worth)]);
        let of = |target: &BTreeMap<String, f64>| {
            benefits(
                3,
                target,
                groups(&persona, &personas),
                groups(&community, &communities),
            )
        };
        assert_eq!(of(&BTreeMap::new()).expect("everybody"), [1.0; 3]);
        assert_eq!(of(&given("Sam", 2.0)).expect("a persona"), [0.0, 2.0, 0.0]);
        let mut both = given("sam", 2.0);
        both.insert("2".to_owned(), 1.0);
        assert_eq!(of(&both).expect("both"), [0.0, 3.0, 1.0]);
        let error = of(&given("zoé", 1.0)).expect_err("nobody").to_string();
        assert!(error.contains("zoé") && error.contains("lea, sam, 1, 2"));
        assert!(of(&given("sam", -1.0)).is_err());
        assert!(matches!(
            of(&given("sam", 0.0)),
            Err(OutreachError::EmptyTarget)
        ));
    }
}
