//! What assigns respondents to segments: centroids, a mixture, or a column.

use ndarray::{Array2, ArrayView2};
use serde::{Deserialize, Serialize};

use super::error::Error;
use super::given;
use super::mixture::Mixture;
use super::nearest;
use crate::encode::{Encoding, Mismatch};
use crate::table::Table;

/// The segment (from 0) and the confidence (0..1) of each respondent.
pub type Assignment = (Vec<u32>, Vec<f64>);

/// A finished segmentation as data: all that is needed to put new respondents in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "kebab-case")]
pub enum Model {
    /// The typical profile: everybody is in the one segment.
    Everybody,
    /// The nearest centroid of the encoded answers.
    Kmeans {
        /// How answers become numbers.
        encoding: Encoding,
        /// One row a segment, one value a feature.
        centroids: Vec<Vec<f32>>,
    },
    /// The most probable class.
    LatentClass {
        /// The mixture.
        mixture: Mixture,
    },
    /// The level of a column.
    Given {
        /// The column.
        by: String,
        /// Its levels, one a segment, in the order of the segments. Respondents without one get the
        /// number after the last.
        levels: Vec<String>,
    },
}

/// A table as numbers, kept from one model to the next: the numbers of segments of one run share it.
#[derive(Default)]
pub(super) struct Encoded<'a>(Option<(&'a Encoding, Array2<f32>)>);

impl<'a> Encoded<'a> {
    fn of(&mut self, encoding: &'a Encoding, table: &Table) -> ArrayView2<'_, f32> {
        let known = self.0.take().filter(|(of, _)| *of == encoding);
        let (_, points) = self
            .0
            .insert(known.unwrap_or_else(|| (encoding, encoding.encode(table))));
        points.view()
    }
}

impl Model {
    /// Number of segments.
    pub fn segments(&self) -> usize {
        match self {
            Self::Everybody => 1,
            Self::Kmeans { centroids, .. } => centroids.len(),
            Self::LatentClass { mixture } => mixture.classes(),
            Self::Given { levels, .. } => levels.len(),
        }
    }

    /// How a table differs from the one the model was made for: questions that are gone or changed,
    /// levels never seen. Empty where it fits.
    pub fn mismatches(&self, table: &Table) -> Vec<Mismatch> {
        match self {
            Self::Everybody => Vec::new(),
            Self::Kmeans { encoding, .. } => encoding.mismatches(table),
            Self::LatentClass { mixture } => mixture.mismatches(table),
            Self::Given { by, levels } => given::mismatch(by, levels, table),
        }
    }

    /// The segment of each respondent of a table and how clearly each belongs there.
    ///
    /// Confidence is 1 − 2d₁/(d₁+d₂) of the two nearest centroids, or the posterior. A table that no
    /// longer fits is refused, naming what changed. O(rows · features · segments).
    pub fn assign(&self, table: &Table) -> Result<Assignment, Error> {
        self.assign_with(table, &mut Encoded::default())
    }

    /// As [`assign`](Self::assign), with a table encoded once for all models that encode it alike.
    pub(super) fn assign_with<'a>(
        &'a self,
        table: &Table,
        encoded: &mut Encoded<'a>,
    ) -> Result<Assignment, Error> {
        let mismatches = self.mismatches(table);
        if !mismatches.is_empty() {
            return Err(Error::Mismatch(mismatches));
        }
        Ok(match self {
            Self::Everybody => (vec![0; table.len()], vec![1.0; table.len()]),
            Self::Kmeans {
                encoding,
                centroids,
            } => nearest::assign(encoded.of(encoding, table), centroids),
            Self::LatentClass { mixture } => mixture.assign(table),
            Self::Given { by, levels } => given::assign(by, levels, table)?,
        })
    }
}
