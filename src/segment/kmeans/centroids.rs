//! Centroids and the kernel that measures eight rows against four of them at a time.
//!
//! pulp runs the kernel with wider vectors where the machine has them. Each lane adds in the same
//! order everywhere and nothing is fused, so the bits are the same too.

// Inlined always: that is how the kernel gets the instructions it is dispatched with.
// Lanes are indexed because that is what they are.
#![allow(clippy::inline_always, clippy::needless_range_loop)]

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

    /// The nearest two centroids of the rows of some blocks, by ‖x‖² − 2x·c + ‖c‖² in f32.
    pub fn nearest_of(&self, points: &Points, blocks: &[u32]) -> Vec<Nearest> {
        pulp::Arch::new().dispatch(NearestOf {
            centroids: self,
            points,
            blocks,
        })
    }

    #[inline(always)]
    fn nearest(&self, block: &[Lanes], norms: &Lanes) -> Nearest {
        let mut nearest = Nearest {
            label: [0; LANES],
            first: [f32::INFINITY; LANES],
            second: [f32::INFINITY; LANES],
        };
        for (g, (group, own)) in self.groups.iter().zip(&self.norms).enumerate() {
            let first = g * GROUP;
            // A missing centroid is infinitely far: measuring it costs less than a loop of its own.
            compare(&mut nearest, first, &dots(block, group), own);
        }
        for lane in 0..LANES {
            nearest.first[lane] = positive(nearest.first[lane] + norms[lane]);
            nearest.second[lane] = positive(nearest.second[lane] + norms[lane]);
        }
        nearest
    }

    /// Squared distances of the rows of some blocks in a row to the first [`GROUP`] centroids.
    pub fn squares_of(&self, points: &Points, start: usize, found: &mut [[Lanes; GROUP]]) {
        pulp::Arch::new().dispatch(SquaresOf {
            centroids: self,
            points,
            start,
            found,
        });
    }

    /// Squared distances of a block's rows to the first [`GROUP`] centroids.
    #[inline(always)]
    pub fn squares(&self, block: &[Lanes], norms: &Lanes) -> [Lanes; GROUP] {
        let mut squares = dots(block, &self.groups[0]);
        for (row, own) in squares.iter_mut().zip(&self.norms[0]) {
            for (value, norm) in row.iter_mut().zip(norms) {
                *value = positive(own - 2.0 * *value + norm);
            }
        }
        squares
    }

    /// The nearest centroid of each row.
    pub fn labels(&self, points: &Points) -> Vec<u32> {
        let blocks: Vec<u32> = (0..points.blocks() as u32).collect();
        let found = self.nearest_of(points, &blocks);
        let mut labels: Vec<u32> = found.iter().flat_map(|nearest| nearest.label).collect();
        labels.truncate(points.len());
        labels
    }
}

struct NearestOf<'a> {
    centroids: &'a Centroids,
    points: &'a Points,
    blocks: &'a [u32],
}

impl pulp::NullaryFnOnce for NearestOf<'_> {
    type Output = Vec<Nearest>;

    #[inline(always)]
    fn call(self) -> Vec<Nearest> {
        let mut found = Vec::with_capacity(self.blocks.len());
        for &block in self.blocks {
            let block = block as usize;
            let norms = &self.points.norms[block];
            found.push(self.centroids.nearest(self.points.block(block), norms));
        }
        found
    }
}

struct SquaresOf<'a> {
    centroids: &'a Centroids,
    points: &'a Points,
    start: usize,
    found: &'a mut [[Lanes; GROUP]],
}

impl pulp::NullaryFnOnce for SquaresOf<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        for (i, squares) in self.found.iter_mut().enumerate() {
            let block = self.start + i;
            let norms = &self.points.norms[block];
            *squares = self.centroids.squares(self.points.block(block), norms);
        }
    }
}

#[inline(always)]
fn positive(value: f32) -> f32 {
    if value > 0.0 { value } else { 0.0 }
}

/// x·c of eight rows and four centroids.
#[inline(always)]
fn dots(block: &[Lanes], group: &[[f32; GROUP]]) -> [Lanes; GROUP] {
    let [mut a, mut b, mut c, mut d] = [[0.0_f32; LANES]; GROUP];
    for (values, centroids) in block.iter().zip(group) {
        add(&mut a, values, centroids[0]);
        add(&mut b, values, centroids[1]);
        add(&mut c, values, centroids[2]);
        add(&mut d, values, centroids[3]);
    }
    [a, b, c, d]
}

#[inline(always)]
fn add(sums: &mut Lanes, values: &Lanes, centroid: f32) {
    for lane in 0..LANES {
        sums[lane] += values[lane] * centroid;
    }
}

/// Takes four more centroids into account. Branchless: who is nearest cannot be foretold.
#[inline(always)]
fn compare(nearest: &mut Nearest, start: usize, dots: &[Lanes; GROUP], norms: &[f32; GROUP]) {
    for j in 0..GROUP {
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
