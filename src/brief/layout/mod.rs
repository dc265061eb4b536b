//! Where each person of the network stands: `ForceAtlas2` (Jacomy, Venturini, Heymann & Bastian
//! 2014, "`ForceAtlas2`, a continuous graph layout algorithm", PLOS ONE 9(6)), in its `LinLog` form,
//! with Barnes & Hut's (1986) tree for the repulsion.
//!
//! | paper | here |
//! | --- | --- |
//! | `k_r`, `k_g` | `REPULSION`, `GRAVITY` |
//! | `deg(n) + 1` | `mass` |
//! | `swg(n)`, `tra(n)` | `swing`, `traction` |
//! | `s(G)`, `s(n)` | `speed`, `step` |
//! | τ | `TOLERANCE` |

mod backbone;
mod quadtree;

pub use backbone::{Backbone, backbone};

use crate::statistic::unit;
use quadtree::Quadtree;
use rayon::prelude::*;

/// Strength of repulsion.
const REPULSION: f64 = 2.0;
/// Pull to the middle, so that islands stay in sight.
const GRAVITY: f64 = 0.6;
/// How much swinging is tolerated.
const TOLERANCE: f64 = 1.0;
/// Half the side of the square positions are scaled into.
pub const HALF_SIDE: f64 = 1000.0;
/// Room around every mark, in parts of the mean distance between marks.
const ROOM: f64 = 0.55;
/// Golden angle: successive starts spread evenly.
const GOLDEN_ANGLE: f64 = 2.399_963_229_728_653;

/// Positions of `people` people, tied by `ties` (source, target, weight), in a square of
/// ± [`HALF_SIDE`].
///
/// `groups` (one number a person, any numbers) decides where people start, so that circles do not
/// have to cross one another; without it the start is a spiral. `sizes` are the radii of the marks
/// in the same unit as the square, used in the end to push marks off each other; it may be empty.
/// Seeded and bit-equal for any number of threads. O((people log people + ties) × rounds), with
/// 300 rounds for small networks down to 60 for large ones. Ties that name nobody are ignored.
pub fn arrange(
    people: usize,
    ties: &[(u32, u32, f64)],
    groups: Option<&[u32]>,
    sizes: &[f64],
    seed: u64,
) -> Vec<[f64; 2]> {
    if people == 0 {
        return Vec::new();
    }
    let ties = sound(people, ties);
    let neighbours = Neighbours::of(people, &ties);
    let mass: Vec<f64> = (0..people)
        .map(|i| neighbours.row(i).len() as f64 + 1.0)
        .collect();
    let mut position = start(people, groups, seed);
    let rounds = (2_500_000 / (people + ties.len()).max(1)).clamp(60, 300);
    let mut before = vec![[0.0; 2]; people];
    let mut speed = 1.0;
    for _ in 0..rounds {
        let tree = Quadtree::build(&position, &mass);
        let forces: Vec<[f64; 2]> = (0..people)
            .into_par_iter()
            .with_min_len(64)
            .map(|i| force(i, &position, &mass, &neighbours, &tree))
            .collect();
        speed = advance(&mut position, &forces, &before, &mass, speed);
        before = forces;
    }
    fit(&mut position);
    // Every mark gets some room of its own, so that tight circles can be read.
    let room = ROOM * HALF_SIDE / (people as f64).sqrt();
    let size = |i: usize| {
        sizes
            .get(i)
            .copied()
            .filter(|size| size.is_finite())
            .unwrap_or(0.0)
    };
    let sizes: Vec<f64> = (0..people).map(|i| size(i).max(room)).collect();
    spread_apart(&mut position, &sizes);
    fit(&mut position);
    position
}

/// Ties between two different people there are, with a positive weight scaled to a mean of 1.
fn sound(people: usize, ties: &[(u32, u32, f64)]) -> Vec<(u32, u32, f64)> {
    let there = |&&(s, t, w): &&(u32, u32, f64)| {
        s != t && (s as usize) < people && (t as usize) < people && w.is_finite() && w > 0.0
    };
    let kept: Vec<(u32, u32, f64)> = ties.iter().filter(there).copied().collect();
    let mean = kept.iter().map(|tie| tie.2).sum::<f64>() / kept.len().max(1) as f64;
    // The square root keeps one heavy tie from crushing a circle.
    kept.into_iter()
        .map(|(s, t, w)| (s, t, (w / mean).sqrt()))
        .collect()
}

/// Both ends of each tie, person by person.
struct Neighbours {
    offsets: Vec<usize>,
    entries: Vec<(u32, f64)>,
}

impl Neighbours {
    fn of(people: usize, ties: &[(u32, u32, f64)]) -> Self {
        let mut rows: Vec<(u32, u32, f64)> = ties
            .iter()
            .flat_map(|&(s, t, w)| [(s, t, w), (t, s, w)])
            .collect();
        rows.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
        let mut offsets = vec![0; people + 1];
        for row in &rows {
            offsets[row.0 as usize + 1] += 1;
        }
        for i in 0..people {
            offsets[i + 1] += offsets[i];
        }
        let entries = rows.into_iter().map(|(_, t, w)| (t, w)).collect();
        Self { offsets, entries }
    }

    fn row(&self, person: usize) -> &[(u32, f64)] {
        &self.entries[self.offsets[person]..self.offsets[person + 1]]
    }
}

/// Starting places: a spiral of groups, and in each a spiral of its people, with a seeded jitter.
fn start(people: usize, groups: Option<&[u32]>, seed: u64) -> Vec<[f64; 2]> {
    let groups = groups.filter(|groups| groups.len() == people);
    let mut counts: std::collections::BTreeMap<u32, usize> = std::collections::BTreeMap::new();
    let size = (people as f64).sqrt();
    (0..people)
        .map(|i| {
            let group = groups.map_or(0, |groups| groups[i]);
            let rank = counts.entry(group).or_insert(0);
            *rank += 1;
            let far = if groups.is_some() {
                6.0 * size * f64::from(group).sqrt()
            } else {
                0.0
            };
            let turn = f64::from(group) * GOLDEN_ANGLE;
            let near = 2.0 * (*rank as f64).sqrt();
            let angle = *rank as f64 * GOLDEN_ANGLE;
            let jitter = [
                unit(&[seed, i as u64, 0]) - 0.5,
                unit(&[seed, i as u64, 1]) - 0.5,
            ];
            [
                far * turn.cos() + near * angle.cos() + jitter[0],
                far * turn.sin() + near * angle.sin() + jitter[1],
            ]
        })
        .collect()
}

/// The force on one person: repulsion of all, attraction of neighbours, gravity.
fn force(
    person: usize,
    position: &[[f64; 2]],
    mass: &[f64],
    neighbours: &Neighbours,
    tree: &Quadtree,
) -> [f64; 2] {
    let [x, y] = position[person];
    let pushed = tree.repulsion(x, y);
    let mut force = [
        REPULSION * mass[person] * pushed[0],
        REPULSION * mass[person] * pushed[1],
    ];
    for &(other, weight) in neighbours.row(person) {
        let [dx, dy] = [
            position[other as usize][0] - x,
            position[other as usize][1] - y,
        ];
        let distance = (dx * dx + dy * dy).sqrt();
        if distance > 1e-9 {
            let pull = weight * distance.ln_1p() / distance;
            force[0] += pull * dx;
            force[1] += pull * dy;
        }
    }
    let from_middle = (x * x + y * y).sqrt();
    if from_middle > 1e-9 {
        let pull = GRAVITY * mass[person] / from_middle;
        force[0] -= pull * x;
        force[1] -= pull * y;
    }
    force
}

/// Moves everybody one step and gives the speed for the next.
fn advance(
    position: &mut [[f64; 2]],
    forces: &[[f64; 2]],
    before: &[[f64; 2]],
    mass: &[f64],
    speed: f64,
) -> f64 {
    let length = |v: [f64; 2]| (v[0] * v[0] + v[1] * v[1]).sqrt();
    let swing = |i: usize| length([forces[i][0] - before[i][0], forces[i][1] - before[i][1]]);
    let traction =
        |i: usize| length([forces[i][0] + before[i][0], forces[i][1] + before[i][1]]) / 2.0;
    let all_swing: f64 = (0..mass.len()).map(|i| mass[i] * swing(i)).sum();
    let all_traction: f64 = (0..mass.len()).map(|i| mass[i] * traction(i)).sum();
    let wanted = TOLERANCE * all_traction / all_swing.max(1e-9);
    let speed = wanted.min(speed * 1.5).clamp(1e-3, 1e3);
    for (i, place) in position.iter_mut().enumerate() {
        let step = speed / (1.0 + (speed * swing(i)).sqrt());
        let step = step.min(10.0 / length(forces[i]).max(1e-9));
        place[0] += step * forces[i][0];
        place[1] += step * forces[i][1];
    }
    speed
}

/// Centres and scales into the square.
fn fit(position: &mut [[f64; 2]]) {
    let mut low = [f64::INFINITY; 2];
    let mut high = [f64::NEG_INFINITY; 2];
    for place in position.iter() {
        for axis in 0..2 {
            low[axis] = low[axis].min(place[axis]);
            high[axis] = high[axis].max(place[axis]);
        }
    }
    let side = (high[0] - low[0]).max(high[1] - low[1]);
    let scale = if side > 1e-9 {
        2.0 * HALF_SIDE / side
    } else {
        0.0
    };
    for place in position.iter_mut() {
        for axis in 0..2 {
            place[axis] = (place[axis] - f64::midpoint(low[axis], high[axis])) * scale;
        }
    }
}

/// Pushes overlapping marks off each other, a few rounds over a grid.
fn spread_apart(position: &mut [[f64; 2]], sizes: &[f64]) {
    let largest = sizes.iter().copied().fold(1.0, f64::max);
    let cell = 2.0 * largest;
    for _ in 0..40 {
        let mut grid: std::collections::BTreeMap<(i64, i64), Vec<usize>> =
            std::collections::BTreeMap::new();
        let key = |p: [f64; 2]| ((p[0] / cell).floor() as i64, (p[1] / cell).floor() as i64);
        for (i, &place) in position.iter().enumerate() {
            grid.entry(key(place)).or_default().push(i);
        }
        let mut moved = false;
        for i in 0..position.len() {
            let (column, row) = key(position[i]);
            for dc in -1..=1 {
                for dr in -1..=1 {
                    let Some(near) = grid.get(&(column + dc, row + dr)) else {
                        continue;
                    };
                    for &j in near.iter().filter(|&&j| j > i) {
                        moved |= push(position, sizes, i, j);
                    }
                }
            }
        }
        if !moved {
            break;
        }
    }
}

/// Pushes two marks apart where they overlap.
fn push(position: &mut [[f64; 2]], sizes: &[f64], i: usize, j: usize) -> bool {
    let [mut dx, mut dy] = [
        position[j][0] - position[i][0],
        position[j][1] - position[i][1],
    ];
    let mut distance = (dx * dx + dy * dy).sqrt();
    let wanted = sizes[i] + sizes[j];
    if distance >= wanted {
        return false;
    }
    if distance < 1e-6 {
        let angle = (i + j) as f64 * GOLDEN_ANGLE;
        (dx, dy, distance) = (angle.cos(), angle.sin(), 1.0);
    }
    let half = (wanted - distance) / 2.0 * 0.9;
    for (index, sign) in [(i, -1.0), (j, 1.0)] {
        position[index][0] += sign * half * dx / distance;
        position[index][1] += sign * half * dy / distance;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two rings of twelve, tied once.
    fn two_rings() -> Vec<(u32, u32, f64)> {
        let mut ties = vec![(0, 12, 1.0)];
        for ring in [0u32, 12] {
            for i in 0..12 {
                for step in 1..5 {
                    ties.push((ring + i, ring + (i + step) % 12, 1.0));
                }
            }
        }
        ties
    }

    fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
        ((a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2)).sqrt()
    }

    #[test]
    fn people_of_a_circle_stand_nearer_than_people_of_another() {
        let places = arrange(24, &two_rings(), None, &[], 42);
        let (mut within, mut between) = ((0.0, 0), (0.0, 0));
        for i in 0..24 {
            for j in 0..i {
                let sum = if (i < 12) == (j < 12) {
                    &mut within
                } else {
                    &mut between
                };
                sum.0 += distance(places[i], places[j]);
                sum.1 += 1;
            }
        }
        let ratio = (between.0 / f64::from(between.1)) / (within.0 / f64::from(within.1));
        assert!(ratio > 1.8, "{ratio}");
    }

    #[test]
    fn a_layout_is_bit_equal_for_any_number_of_threads() {
        let layouts: Vec<Vec<[u64; 2]>> = [1, 2, 8]
            .map(|threads| {
                let pool = rayon::ThreadPoolBuilder::new()
                    .num_threads(threads)
                    .build()
                    .expect("a pool");
                let places = pool.install(|| arrange(24, &two_rings(), None, &[20.0; 24], 7));
                places.iter().map(|p| p.map(f64::to_bits)).collect()
            })
            .to_vec();
        assert!(layouts.windows(2).all(|pair| pair[0] == pair[1]));
    }

    #[test]
    fn marks_do_not_cover_each_other() {
        let sizes = vec![25.0; 24];
        let places = arrange(24, &two_rings(), None, &sizes, 1);
        let overlaps = (0..24)
            .flat_map(|i| (0..i).map(move |j| (i, j)))
            .filter(|&(i, j)| distance(places[i], places[j]) < 40.0)
            .count();
        assert_eq!(overlaps, 0);
    }

    #[test]
    fn every_place_is_finite_and_inside_for_any_input() {
        let hostile = [
            (0, 0, 1.0),
            (0, 9, 1.0),
            (0, 1, f64::NAN),
            (1, 2, -1.0),
            (2, 1, 1e300),
        ];
        for people in [1, 2, 3, 5] {
            for place in arrange(people, &hostile, Some(&[3, 3, 1]), &[], 0) {
                for value in place {
                    assert!(
                        value.is_finite() && value.abs() <= HALF_SIDE + 1e-6,
                        "{value}"
                    );
                }
            }
        }
        assert!(arrange(0, &[], None, &[], 0).is_empty());
    }
}
