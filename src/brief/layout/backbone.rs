//! What of a large network is drawn: the people with roles, then the most supported, and of their
//! ties the strongest of each.

/// People and ties to draw, by index into what was given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Backbone {
    /// People kept, ascending.
    pub people: Vec<usize>,
    /// Ties kept, ascending.
    pub ties: Vec<usize>,
}

/// Ties of one person that are kept before the strongest of all fill what is left.
const TIES_EACH: usize = 3;

/// Chooses at most `most_people` people and `most_ties` ties.
///
/// `reach` and `has_role` are one a person; `ties` are (source, target, weight). People with a role
/// come first, then people by reach; every kept person keeps their three strongest ties with kept
/// people, then the strongest of all fill the room. Equal values: by index. O(people log people +
/// ties log ties).
pub fn backbone(
    reach: &[f64],
    has_role: &[bool],
    ties: &[(u32, u32, f64)],
    most_people: usize,
    most_ties: usize,
) -> Backbone {
    let mut order: Vec<usize> = (0..reach.len()).collect();
    let role = |i: usize| has_role.get(i).copied().unwrap_or(false);
    order.sort_by(|&a, &b| {
        (role(b).cmp(&role(a)))
            .then(reach[b].total_cmp(&reach[a]))
            .then(a.cmp(&b))
    });
    order.truncate(most_people);
    order.sort_unstable();
    let mut kept = vec![false; reach.len()];
    for &person in &order {
        kept[person] = true;
    }
    let there = |i: u32| kept.get(i as usize).copied().unwrap_or(false);
    let mut candidates: Vec<usize> = (0..ties.len())
        .filter(|&i| ties[i].0 != ties[i].1 && there(ties[i].0) && there(ties[i].1))
        .collect();
    candidates.sort_by(|&a, &b| ties[b].2.total_cmp(&ties[a].2).then(a.cmp(&b)));
    let mut seen = vec![0; reach.len()];
    let (mut first, mut rest) = (Vec::new(), Vec::new());
    for tie in candidates {
        let ends = [ties[tie].0 as usize, ties[tie].1 as usize];
        if ends.iter().any(|&end| seen[end] < TIES_EACH) {
            first.push(tie);
        } else {
            rest.push(tie);
        }
        for end in ends {
            seen[end] += 1;
        }
    }
    first.extend(rest);
    first.truncate(most_ties);
    first.sort_unstable();
    Backbone {
        people: order,
        ties: first,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_with_a_role_are_drawn_before_the_most_supported() {
        let drawn = backbone(&[9.0, 1.0, 8.0], &[false, true, false], &[], 2, 10);
        assert_eq!(drawn.people, [0, 1]);
    }

    #[test]
    fn each_person_keeps_a_tie_though_a_hub_has_heavier_ones() {
        let mut ties: Vec<(u32, u32, f64)> = (1..9).map(|i| (0, i, 10.0)).collect();
        ties.push((9, 10, 1.0));
        let drawn = backbone(&[1.0; 11], &[false; 11], &ties, 11, 9);
        assert!(drawn.ties.contains(&8));
    }

    #[test]
    fn ties_to_people_left_out_are_left_out() {
        let drawn = backbone(
            &[3.0, 2.0, 1.0],
            &[false; 3],
            &[(0, 1, 1.0), (0, 2, 5.0)],
            2,
            9,
        );
        assert_eq!(drawn.ties, [0]);
    }
}
