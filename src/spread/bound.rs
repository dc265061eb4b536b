//! The most that any allowed choice could still add: an upper bound on the optimum from one greedy run.
//!
//! For a monotone submodular Λ and any set S, Λ(best) ≤ Λ(S) + the largest allowed sum of marginals given S
//! (Tang, Tang, Xiao & Yuan, "Online Processing Algorithms for Influence Maximization", SIGMOD 2018); with costs the sum is
//! a fractional knapsack (Dantzig 1957), which may only be larger.

use super::rules::{Limit, Rules};

/// The largest allowed sum of `gains` over candidates, with what is left after the people who must be listed.
///
/// O(people), O(people log people) with a budget or quotas.
pub(super) fn most_gain(gains: &[u32], candidate: &[bool], rules: &Rules<'_>) -> f64 {
    let people = (0..gains.len()).filter(|&p| candidate[p] && gains[p] > 0);
    match rules.limit {
        Limit::Size(size) => {
            let places = size.saturating_sub(rules.always.len());
            if rules.quota.is_some() {
                within_quotas(people.collect(), gains, rules, places)
            } else {
                largest(people.map(|p| gains[p]).collect(), places)
            }
        }
        Limit::Budget { budget, costs } => {
            let spent: f64 = rules.always.iter().map(|&p| costs[p as usize]).sum();
            fractional_knapsack(people.collect(), gains, costs, budget - spent)
        }
    }
}

fn largest(mut gains: Vec<u32>, places: usize) -> f64 {
    if places == 0 {
        return 0.0;
    }
    if gains.len() > places {
        gains.select_nth_unstable_by(places - 1, |a, b| b.cmp(a));
        gains.truncate(places);
    }
    gains.into_iter().map(f64::from).sum()
}

/// Quotas and a size make a matroid, on which taking the largest first is exact.
fn within_quotas(mut people: Vec<usize>, gains: &[u32], rules: &Rules<'_>, places: usize) -> f64 {
    people.sort_unstable_by_key(|&p| std::cmp::Reverse(gains[p]));
    let mut quotas = rules.quotas();
    let allowed = people.into_iter().filter(|&p| quotas.take(p as u32));
    allowed.take(places).map(|p| f64::from(gains[p])).sum()
}

fn fractional_knapsack(mut people: Vec<usize>, gains: &[u32], costs: &[f64], budget: f64) -> f64 {
    people.retain(|&p| costs[p] <= budget);
    let ratio = |p: usize| f64::from(gains[p]) / costs[p];
    people.sort_unstable_by(|&a, &b| ratio(b).total_cmp(&ratio(a)));
    let mut left = budget;
    let mut sum = 0.0;
    for p in people {
        if costs[p] >= left {
            return sum + ratio(p) * left;
        }
        left -= costs[p];
        sum += f64::from(gains[p]);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bound_is_the_best_that_size_quota_or_money_allow() {
        let gains = [10, 8, 6, 4];
        let all = [true; 4];
        let mut rules = Rules::new(Limit::Size(2));
        assert_eq!(most_gain(&gains, &all, &rules), 18.0);
        assert_eq!(most_gain(&gains, &[true, false, false, true], &rules), 14.0);
        rules.groups = &[0, 0, 1, 1];
        rules.quota = Some(1);
        assert_eq!(most_gain(&gains, &all, &rules), 16.0);
        let costs = [4.0, 1.0, 2.0, 9.0];
        let rules = Rules::new(Limit::Budget {
            budget: 5.0,
            costs: &costs,
        });
        // 8 for 1, 6 for 2, then half of 10 for 4; the last costs too much.
        assert_eq!(most_gain(&gains, &all, &rules), 19.0);
    }
}
