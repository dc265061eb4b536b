//! k-means as a linfa algorithm: fit on a data set with weights, predict on records.

use linfa::dataset::DatasetBase;
use linfa::traits::{Fit, PredictInplace};
use ndarray::{Array1, Array2, ArrayBase, Data, Ix2};

use super::centroids::Centroids;
use super::hamerly::{Run, Stop, run};
use super::params::{KMeansParams, KMeansValidParams};
use super::points::Points;
use super::restarts::{Search, best};
use crate::segment::Error;

/// A weighted k-means solution (Lloyd 1982).
///
/// ```
/// use entourage::segment::KMeans;
/// use linfa::Dataset;
/// use linfa::traits::{Fit, Predict};
/// use ndarray::array;
///
/// let records = array![[0.0_f32], [1.0], [10.0], [14.0]];
/// let data = linfa::DatasetBase::from(records.clone()).with_weights(array![1.0, 1.0, 3.0, 1.0]);
/// let model = KMeans::params(2).fit(&data)?;
/// let labels = model.predict(&records);
/// assert_eq!(labels[0], labels[1]);
/// assert_eq!(model.centroids()[[labels[2], 0]], 11.0);
/// # Ok::<(), entourage::segment::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct KMeans {
    centroids: Array2<f32>,
    inertia: f64,
    iterations: usize,
}

impl KMeans {
    /// Parameters for `k` segments.
    pub fn params(k: usize) -> KMeansParams {
        KMeansParams::new(k)
    }

    /// One centroid a row.
    pub fn centroids(&self) -> &Array2<f32> {
        &self.centroids
    }

    /// Σ w‖x − c‖² of the fit.
    pub fn inertia(&self) -> f64 {
        self.inertia
    }

    /// Iterations of the last run.
    pub fn iterations(&self) -> usize {
        self.iterations
    }
}

impl<D: Data<Elem = f32>, T> Fit<ArrayBase<D, Ix2>, T, Error> for KMeansValidParams {
    type Object = KMeans;

    /// Fails on values that are not finite, negative weights, and fewer rows of positive weight
    /// than segments. O(restarts · iterations · rows · features · k) at worst.
    fn fit(&self, dataset: &DatasetBase<ArrayBase<D, Ix2>, T>) -> Result<KMeans, Error> {
        let records = dataset.records();
        let weights: Option<Vec<f64>> = dataset
            .weights()
            .map(|weights| weights.iter().map(|&w| f64::from(w)).collect());
        check(records, weights.as_deref(), self.k)?;
        let points = Points::new(records.view(), weights.as_deref());
        let found = match &self.start {
            Some(start) if start.ncols() != records.ncols() => {
                return Err(Error::Points(
                    "the start has other features than the records",
                ));
            }
            Some(start) => run(&points, start.iter().copied().collect(), self.stop()),
            None => best(&points, &self.search()),
        };
        Ok(solution(found, self.k, records.ncols()))
    }
}

impl KMeansValidParams {
    fn stop(&self) -> Stop {
        Stop {
            iterations: self.iterations,
            shift: 0.0,
        }
    }

    fn search(&self) -> Search {
        Search {
            k: self.k,
            restarts: self.restarts,
            iterations: self.iterations,
            tolerance: self.tolerance,
            polish: true,
            coarse: self.coarse,
            seed: self.seed,
        }
    }
}

fn check<D: Data<Elem = f32>>(
    records: &ArrayBase<D, Ix2>,
    weights: Option<&[f64]>,
    k: usize,
) -> Result<(), Error> {
    if records.ncols() == 0 {
        return Err(Error::Points("there is no feature"));
    }
    if records.iter().any(|value| !value.is_finite()) {
        return Err(Error::Points("a value is not finite"));
    }
    let positive = match weights {
        None => records.nrows(),
        Some(weights) if weights.len() != records.nrows() => {
            return Err(Error::Points("there is not one weight for each row"));
        }
        Some(weights) if weights.iter().any(|w| !(w.is_finite() && *w >= 0.0)) => {
            return Err(Error::Points("a weight is negative or not finite"));
        }
        Some(weights) => weights.iter().filter(|&&w| w > 0.0).count(),
    };
    if positive < k {
        return Err(Error::Points(
            "there are fewer rows of positive weight than segments",
        ));
    }
    Ok(())
}

fn solution(found: Run, k: usize, width: usize) -> KMeans {
    KMeans {
        centroids: Array2::from_shape_vec((k, width), found.centroids)
            .unwrap_or_else(|_| Array2::zeros((k, width))),
        inertia: found.inertia,
        iterations: found.iterations,
    }
}

impl<D: Data<Elem = f32>> PredictInplace<ArrayBase<D, Ix2>, Array1<usize>> for KMeans {
    /// The nearest centroid of each row; ties go to the lower number.
    fn predict_inplace(&self, records: &ArrayBase<D, Ix2>, labels: &mut Array1<usize>) {
        let points = Points::new(records.view(), None);
        let centroids = Centroids::new(
            self.centroids.iter().copied().collect(),
            self.centroids.ncols(),
        );
        for (label, nearest) in labels.iter_mut().zip(centroids.labels(&points)) {
            *label = nearest as usize;
        }
    }

    fn default_target(&self, records: &ArrayBase<D, Ix2>) -> Array1<usize> {
        Array1::zeros(records.nrows())
    }
}
