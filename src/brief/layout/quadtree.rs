//! A quadtree over points with masses, for repulsion in O(log n) a point (Barnes & Hut 1986, "A
//! hierarchical O(N log N) force-calculation algorithm", Nature 324).

/// A cell is one body when it looks smaller than this (width / distance).
const OPENING: f64 = 1.1;
/// Cells deeper than this hold their points together: coincident points end here.
const DEEPEST: usize = 40;

/// One square cell.
#[derive(Clone, Copy)]
struct Cell {
    middle: [f64; 2],
    half: f64,
    /// Mass, and mass-weighted sum of places.
    mass: f64,
    moment: [f64; 2],
    /// First of four children; 0 without.
    children: u32,
    /// Holds at least one point itself.
    points: u32,
}

/// The tree.
pub struct Quadtree {
    cells: Vec<Cell>,
}

impl Quadtree {
    /// Builds the tree, points in order.
    pub fn build(position: &[[f64; 2]], mass: &[f64]) -> Self {
        let reach = position
            .iter()
            .flat_map(|place| place.iter().map(|value| value.abs()))
            .fold(1.0, f64::max);
        let mut tree = Self {
            cells: vec![empty([0.0, 0.0], reach * 1.001)],
        };
        for (&place, &mass) in position.iter().zip(mass) {
            tree.insert(place, mass);
        }
        tree
    }

    fn insert(&mut self, place: [f64; 2], mass: f64) {
        let mut at = 0;
        for depth in 0..=DEEPEST {
            let before = self.cells[at];
            let cell = &mut self.cells[at];
            cell.mass += mass;
            cell.moment[0] += mass * place[0];
            cell.moment[1] += mass * place[1];
            cell.points += 1;
            if before.points == 0 || depth == DEEPEST {
                return;
            }
            if before.children == 0 {
                let first = self.split(at);
                // The one point (or one place) that lived here moves down a floor.
                let old = before.moment.map(|moment| moment / before.mass);
                let child = &mut self.cells[first + quadrant(before.middle, old)];
                child.mass = before.mass;
                child.moment = before.moment;
                child.points = before.points;
            }
            let cell = self.cells[at];
            at = cell.children as usize + quadrant(cell.middle, place);
        }
    }

    fn split(&mut self, at: usize) -> usize {
        let first = self.cells.len();
        let Cell { middle, half, .. } = self.cells[at];
        let quarter = half / 2.0;
        for (dx, dy) in [(-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0), (1.0, 1.0)] {
            let middle = [middle[0] + dx * quarter, middle[1] + dy * quarter];
            self.cells.push(empty(middle, quarter));
        }
        self.cells[at].children = first as u32;
        first
    }

    /// Sum over all other points of mass × unit vector away from them / distance.
    pub fn repulsion(&self, x: f64, y: f64) -> [f64; 2] {
        let mut sum = [0.0; 2];
        let mut open = vec![0usize];
        while let Some(at) = open.pop() {
            let cell = &self.cells[at];
            if cell.mass <= 0.0 {
                continue;
            }
            let [dx, dy] = [
                x - cell.moment[0] / cell.mass,
                y - cell.moment[1] / cell.mass,
            ];
            let square = dx * dx + dy * dy;
            let width = 2.0 * cell.half;
            if cell.children == 0 || width * width < OPENING * OPENING * square {
                // At one's own place there is no direction to be pushed in.
                if square > 1e-12 {
                    sum[0] += cell.mass * dx / square;
                    sum[1] += cell.mass * dy / square;
                }
            } else {
                let first = cell.children as usize;
                open.extend(first..first + 4);
            }
        }
        sum
    }
}

fn empty(middle: [f64; 2], half: f64) -> Cell {
    Cell {
        middle,
        half,
        mass: 0.0,
        moment: [0.0; 2],
        children: 0,
        points: 0,
    }
}

fn quadrant(middle: [f64; 2], place: [f64; 2]) -> usize {
    usize::from(place[0] > middle[0]) + 2 * usize::from(place[1] > middle[1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistic::unit;

    #[test]
    fn the_tree_agrees_with_the_full_sum() {
        let places: Vec<[f64; 2]> = (0..400)
            .map(|i| [unit(&[i, 0]) * 100.0 - 50.0, unit(&[i, 1]) * 100.0 - 50.0])
            .collect();
        let mass: Vec<f64> = (0..400).map(|i| 1.0 + unit(&[i, 2])).collect();
        let tree = Quadtree::build(&places, &mass);
        let (mut error, mut size) = (0.0, 0.0);
        for i in 0..400 {
            let mut exact = [0.0; 2];
            for j in (0..400).filter(|&j| j != i) {
                let [dx, dy] = [places[i][0] - places[j][0], places[i][1] - places[j][1]];
                let square = dx * dx + dy * dy;
                exact[0] += mass[j] * dx / square;
                exact[1] += mass[j] * dy / square;
            }
            let near = tree.repulsion(places[i][0], places[i][1]);
            error += (near[0] - exact[0]).powi(2) + (near[1] - exact[1]).powi(2);
            size += exact[0].powi(2) + exact[1].powi(2);
        }
        assert!((error / size).sqrt() < 0.05, "{}", (error / size).sqrt());
    }

    #[test]
    fn coincident_points_do_not_dig_for_ever() {
        let tree = Quadtree::build(&[[1.0, 1.0]; 1000], &[1.0; 1000]);
        assert!(tree.cells.len() < 400);
        assert_eq!(tree.repulsion(1.0, 1.0), [0.0, 0.0]);
    }
}
