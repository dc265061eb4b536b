//! The same number of segments found anew on some of the respondents: for held-out validity.

use super::error::Error;
use super::latent::LatentSolver;
use super::model::Model;
use super::prepared::Prepared;
use super::settings::{Method, Settings};
use super::solver::{KmeansSolver, Solver};
use crate::table::Table;

/// Fits `k` segments on the rows where `kept` is true, with the restarts of a final fit and none of
/// the criteria. The model assigns every respondent of the table.
///
/// Fails where fewer than `k` distinct respondents are kept, or `kept` is not as long as the table.
/// Given segments are not fitted: they fail as well. O(restarts · iterations · rows · features · k).
pub fn refit(table: &Table, kept: &[bool], k: usize, settings: &Settings) -> Result<Model, Error> {
    if kept.len() != table.len() {
        return Err(Error::Length {
            what: "the list of rows to keep",
            found: kept.len(),
            expected: table.len(),
        });
    }
    if !kept.contains(&true) {
        return Err(Error::NoRespondents);
    }
    let prepared = Prepared::new(table, kept, settings);
    let most = prepared.distinct(k);
    if k < 1 || most < k {
        return Err(Error::Count {
            count: k,
            respondents: prepared.rows.len(),
            most,
        });
    }
    match &settings.method {
        Method::Given { by } => Err(Error::Given {
            by: by.clone(),
            problem: "given and not fitted",
        }),
        Method::Kmeans => Ok(KmeansSolver {
            prepared: &prepared,
        }
        .solve(k)
        .model),
        Method::LatentClass => Ok(LatentSolver::new(&prepared).solve(k).model),
    }
}

#[cfg(test)]
mod tests {
    use super::super::choose;
    use super::*;
    use crate::segment::planted::five;

    #[test]
    fn segments_found_without_a_fifth_of_the_respondents_are_the_same_ones() {
        let (table, _) = five(600, 1);
        let settings = Settings {
            count: Some(5),
            ..Settings::default()
        };
        let all = choose(&table, None, &settings).expect("segments");
        let kept: Vec<bool> = (0..table.len()).map(|row| row % 5 != 0).collect();
        let model = refit(&table, &kept, 5, &settings).expect("a model");
        let (labels, _) = model.assign(&table).expect("the same table");
        let ones = vec![1.0; labels.len()];
        assert!(super::super::adjusted_rand(&labels, &all.labels, &ones) > 0.9);
    }

    #[test]
    fn too_few_respondents_for_the_segments_is_an_error() {
        let (table, _) = five(600, 1);
        let mut kept = vec![false; table.len()];
        kept[0] = true;
        assert!(refit(&table, &kept, 5, &Settings::default()).is_err());
        assert!(refit(&table, &[], 5, &Settings::default()).is_err());
    }
}
