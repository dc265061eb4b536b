//! Centroids and the kernel that measures eight rows against four of them at a time.

use super::points::{LANES, Lanes, Points};

/// Centroids measured side by side.
pub const GROUP: usize = 4;

/// Centroids laid out in groups of [`GROUP`], feature by feature, with their squared norms.
#[derive(Debug, Clone)]
pub struct Centroids {
    /// Row-major, `width` values a centroid.
    pub rows: Vec<f32>,
    /// Features.
    pub width: usize,
    groups: Vec<Vec<[f32; GROUP]>>,
    norms: Vec<[f32; GROUP]>,
}

/// The two nearest centroids of eight rows.
#[derive(Debug, Clone, Copy)]
pub struct Nearest {
    /// The nearest; ties go to the lower number.
    pub label: [u32; LANES],
    /// Squared distance to it, not negative.
    pub first: Lanes,
    /// Squared distance to the second, not negative; infinite with one centroid.
    pub second: Lanes,
}

impl Centroids {
    /// Lays out row-major centroids.
    pub fn new(rows: Vec<f32>, width: usize) -> Self {
        let k = rows.len().checked_div(width).unwrap_or(1);
        let mut groups = Vec::new();
        let mut norms = Vec::new();
        for start in (0..k).step_by(GROUP) {
            let mut group = vec![[0.0; GROUP]; width];
            let mut norm = [f32::INFINITY; GROUP];
            for place in 0..GROUP.min(k - start) {
                let centroid = &rows[(start + place) * width..(start + place + 1) * width];
                let mut square = 0.0_f64;
                for (values, &value) in group.iter_mut().zip(centroid) {
                    values[place] = value;
                    square += f64::from(value) * f64::from(value);
                }
                norm[place] = square as f32;
            }
            groups.push(group);
            norms.push(norm);
        }
        Self {
            rows,
            width,
            groups,
            norms,
        }
    }

    /// Number of centroids.
    pub fn len(&self) -> usize {
        self.rows.len().checked_div(self.width).unwrap_or(1)
    }

    /// One centroid.
    pub fn row(&self, j: usize) -> &[f32] {
        &self.rows[j * self.width..(j + 1) * self.width]
    }

    /// The largest squared norm.
    pub fn largest_norm(&self) -> f32 {
        let finite = self.norms.iter().flatten().filter(|n| n.is_finite());
        finite.fold(0.0, |most, &n| most.max(n))
    }

    /// The nearest two centroids of a block's rows, by ‖x‖² − 2x·c + ‖c‖² in f32.
    pub fn nearest(&self, block: &[Lanes], norms: &Lanes) -> Nearest {
        let mut nearest = Nearest {
            label: [0; LANES],
            first: [f32::INFINITY; LANES],
            second: [f32::INFINITY; LANES],
        };
        for (g, (group, own)) in self.groups.iter().zip(&self.norms).enumerate() {
            let first = g * GROUP;
            match self.len() - first {
                1 => compare(&mut nearest, first, &dots::<1>(block, group), own),
                2 => compare(&mut nearest, first, &dots::<2>(block, group), own),
                3 => compare(&mut nearest, first, &dots::<3>(block, group), own),
                _ => compare(&mut nearest, first, &dots::<4>(block, group), own),
            }
        }
        for lane in 0..LANES {
            nearest.first[lane] = positive(nearest.first[lane] + norms[lane]);
            nearest.second[lane] = positive(nearest.second[lane] + norms[lane]);
        }
        nearest
    }

    /// Squared distances of a block's rows to the first [`GROUP`] centroids.
    pub fn squares(&self, block: &[Lanes], norms: &Lanes) -> [Lanes; GROUP] {
        let mut squares = dots::<GROUP>(block, &self.groups[0]);
        for (row, own) in squares.iter_mut().zip(&self.norms[0]) {
            for (value, norm) in row.iter_mut().zip(norms) {
                *value = positive(own - 2.0 * *value + norm);
            }
        }
        squares
    }

    /// The nearest centroid of each row.
    pub fn labels(&self, points: &Points) -> Vec<u32> {
        let mut labels = Vec::with_capacity(points.blocks() * LANES);
        for block in 0..points.blocks() {
            let nearest = self.nearest(points.block(block), &points.norms[block]);
            labels.extend_from_slice(&nearest.label);
        }
        labels.truncate(points.len());
        labels
    }
}

#[inline]
fn positive(value: f32) -> f32 {
    if value > 0.0 { value } else { 0.0 }
}

/// x·c of eight rows and J centroids.
#[inline]
fn dots<const J: usize>(block: &[Lanes], group: &[[f32; GROUP]]) -> [Lanes; J] {
    let mut sums = [[0.0_f32; LANES]; J];
    for (values, centroids) in block.iter().zip(group) {
        for j in 0..J {
            let centroid = centroids[j];
            for lane in 0..LANES {
                sums[j][lane] += values[lane] * centroid;
            }
        }
    }
    sums
}

/// Takes J more centroids into account. Branchless: who is nearest cannot be foretold.
#[inline]
fn compare<const J: usize>(
    nearest: &mut Nearest,
    start: usize,
    dots: &[Lanes; J],
    norms: &[f32; GROUP],
) {
    for j in 0..J {
        let label = (start + j) as u32;
        for lane in 0..LANES {
            let score = norms[j] - 2.0 * dots[j][lane];
            let first = nearest.first[lane];
            let worse = if score > first { score } else { first };
            let second = nearest.second[lane];
            nearest.second[lane] = if worse < second { worse } else { second };
            nearest.label[lane] = if score < first {
                label
            } else {
                nearest.label[lane]
            };
            nearest.first[lane] = if score < first { score } else { first };
        }
    }
}
