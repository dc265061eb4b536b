//! A question with levels inside a class: a share for each level.

use super::items::GAP;

/// Added to each level's weight so that no share is 0 and no logarithm infinite.
const TINY: f64 = 1e-10;

/// Adds each row's log share of its level to `log`, row-major with one number a class. A gap adds
/// nothing: that is full-information likelihood.
pub fn add_log(shares: &[f64], levels: usize, answers: &[u32], log: &mut [f64], classes: usize) {
    // One line of classes a level, so that a row reads neighbours.
    let mut table = vec![0.0; levels * classes];
    for class in 0..classes {
        for level in 0..levels {
            table[level * classes + class] = shares[class * levels + level].ln();
        }
    }
    for (row, &level) in log.chunks_mut(classes).zip(answers) {
        if level != GAP {
            let line = &table[level as usize * classes..(level as usize + 1) * classes];
            for (sum, value) in row.iter_mut().zip(line) {
                *sum += value;
            }
        }
    }
}

/// The shares of each class, row-major, that fit the weighted responsibilities best.
pub fn maximise(
    levels: usize,
    answers: &[u32],
    responsibility: &[f64],
    classes: usize,
) -> Vec<f64> {
    let mut table = vec![TINY; levels * classes];
    for (row, &level) in responsibility.chunks(classes).zip(answers) {
        if level != GAP {
            let line = &mut table[level as usize * classes..(level as usize + 1) * classes];
            for (sum, value) in line.iter_mut().zip(row) {
                *sum += value;
            }
        }
    }
    let mut shares = vec![0.0; levels * classes];
    for class in 0..classes {
        let total: f64 = (0..levels)
            .map(|level| table[level * classes + class])
            .sum();
        for level in 0..levels {
            shares[class * levels + level] = table[level * classes + class] / total;
        }
    }
    shares
}
