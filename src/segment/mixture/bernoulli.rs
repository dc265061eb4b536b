//! A multi-select inside a class: each option is taken with its own probability.

use super::items::NO_FLAG;

/// Keeps probabilities off 0 and 1.
const TINY: f64 = 1e-10;

/// Adds the log probability of each row's flags to `log`, row-major with one number a class. A
/// question that was not answered adds nothing.
pub fn add_log(shares: &[f64], options: usize, flags: &[u8], log: &mut [f64], classes: usize) {
    let mut table = vec![0.0; options * 2 * classes];
    for class in 0..classes {
        for option in 0..options {
            let share = shares[class * options + option];
            table[(option * 2) * classes + class] = (1.0 - share).ln();
            table[(option * 2 + 1) * classes + class] = share.ln();
        }
    }
    for (row, own) in log.chunks_mut(classes).zip(flags.chunks(options)) {
        for (option, &flag) in own.iter().enumerate() {
            if flag != NO_FLAG {
                let start = (option * 2 + flag as usize) * classes;
                for (sum, value) in row.iter_mut().zip(&table[start..start + classes]) {
                    *sum += value;
                }
            }
        }
    }
}

/// The probability of each option in each class, row-major, that fits the responsibilities best.
pub fn maximise(options: usize, flags: &[u8], responsibility: &[f64], classes: usize) -> Vec<f64> {
    let mut taken = vec![TINY; options * classes];
    let mut answered = vec![2.0 * TINY; options * classes];
    for (row, own) in responsibility.chunks(classes).zip(flags.chunks(options)) {
        for (option, &flag) in own.iter().enumerate() {
            if flag != NO_FLAG {
                for (class, value) in row.iter().enumerate() {
                    answered[class * options + option] += value;
                    taken[class * options + option] += f64::from(flag) * value;
                }
            }
        }
    }
    taken.iter().zip(&answered).map(|(t, a)| t / a).collect()
}
