//! Parameters of k-means, in the manner of linfa.

use linfa::ParamGuard;
use ndarray::Array2;

use crate::segment::Error;

/// Checked parameters of k-means.
#[derive(Debug, Clone, PartialEq)]
pub struct KMeansValidParams {
    pub(super) k: usize,
    pub(super) restarts: usize,
    pub(super) iterations: usize,
    pub(super) tolerance: f64,
    pub(super) coarse: usize,
    pub(super) seed: u64,
    pub(super) start: Option<Array2<f32>>,
}

/// Parameters of k-means, to be checked by `fit` or [`ParamGuard::check`].
#[derive(Debug, Clone, PartialEq)]
pub struct KMeansParams(KMeansValidParams);

impl KMeansParams {
    /// `k` segments, 10 restarts, 300 iterations, tolerance 1e-4, seed 42.
    #[must_use]
    pub fn new(k: usize) -> Self {
        Self(KMeansValidParams {
            k,
            restarts: 10,
            iterations: 300,
            tolerance: 1e-4,
            coarse: 16_384,
            seed: 42,
            start: None,
        })
    }

    /// k-means++ starts, the best of which is kept: 1 or more.
    #[must_use]
    pub fn restarts(mut self, restarts: usize) -> Self {
        self.0.restarts = restarts;
        self
    }

    /// Most iterations of a run: 1 or more.
    #[must_use]
    pub fn iterations(mut self, iterations: usize) -> Self {
        self.0.iterations = iterations;
        self
    }

    /// A restart stops when the squared shift of the centroids is at most this part of the mean
    /// variance of a feature; the best run then goes on until no label changes.
    #[must_use]
    pub fn tolerance(mut self, tolerance: f64) -> Self {
        self.0.tolerance = tolerance;
        self
    }

    /// Rows of the sample on which restarts converge when there are more than four times as many
    /// rows; 0 runs every restart on every row.
    #[must_use]
    pub fn coarse(mut self, rows: usize) -> Self {
        self.0.coarse = rows;
        self
    }

    /// Seed of everything drawn.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.0.seed = seed;
        self
    }

    /// Starts from these centroids, one a row, instead of drawing any.
    #[must_use]
    pub fn start(mut self, centroids: Array2<f32>) -> Self {
        self.0.start = Some(centroids);
        self
    }
}

impl ParamGuard for KMeansParams {
    type Checked = KMeansValidParams;
    type Error = Error;

    fn check_ref(&self) -> Result<&Self::Checked, Error> {
        let refuse = |name, expected| Err(Error::Parameter { name, expected });
        let params = &self.0;
        if params.k == 0 {
            return refuse("the number of segments", "1 or more");
        }
        if params.restarts == 0 {
            return refuse("the number of restarts", "1 or more");
        }
        if params.iterations == 0 {
            return refuse("the number of iterations", "1 or more");
        }
        if !(params.tolerance.is_finite() && params.tolerance >= 0.0) {
            return refuse("the tolerance", "0 or more");
        }
        if params.start.as_ref().is_some_and(|s| s.nrows() != params.k) {
            return refuse("the start", "one row for each segment");
        }
        Ok(params)
    }

    fn check(self) -> Result<Self::Checked, Error> {
        self.check_ref()?;
        Ok(self.0)
    }
}
