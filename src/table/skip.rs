//! Skip logic: a blank that follows from an earlier answer was not asked, not refused.

use super::{Answer, Attribute, Values};

/// Levels with fewer respondents prove nothing.
const ENOUGH: usize = 5;

/// Marks missing answers as not asked where an earlier question decides that nobody of one of its
/// answers has an answer here. O(attributes² × rows). Gives the number of the deciding attribute of
/// each attribute that has one.
pub(super) fn mark_not_asked(attributes: &mut [Attribute]) -> Vec<Option<usize>> {
    let mut deciders = vec![None; attributes.len()];
    for later in 1..attributes.len() {
        let missing = attributes[later]
            .answers
            .iter()
            .filter(|a| **a == Answer::Missing)
            .count();
        if missing < ENOUGH || missing * 20 < attributes[later].answers.len() {
            continue;
        }
        let best = (0..later)
            .filter_map(|earlier| {
                let skipped = skipped(&attributes[earlier], &attributes[later].answers)?;
                Some((skipped.iter().filter(|s| **s).count(), earlier, skipped))
            })
            // The earliest of those that explain most.
            .max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        if let Some((explained, earlier, skipped)) = best
            && explained * 2 >= missing
        {
            for (answer, skip) in attributes[later].answers.iter_mut().zip(skipped) {
                if skip && *answer == Answer::Missing {
                    *answer = Answer::NotAsked;
                }
            }
            deciders[later] = Some(earlier);
        }
    }
    deciders
}

/// The rows whose answer to the earlier question means that the later one was not asked; `None`
/// where no answer does, or where all do.
fn skipped(earlier: &Attribute, later: &[Answer]) -> Option<Vec<bool>> {
    let levels = match &earlier.values {
        Values::Level(_) if earlier.levels.len() <= 15 => earlier.levels.len(),
        Values::Flags(_) if earlier.levels.len() == 1 => 2,
        _ => return None,
    };
    // The last place is for those who were not asked the earlier question either.
    let place = |row: usize| match (&earlier.values, earlier.answers[row]) {
        (Values::Level(places), Answer::Given) => Some(places[row] as usize),
        (Values::Flags(flags), Answer::Given) => Some(usize::from(flags[row])),
        (_, Answer::NotAsked) => Some(levels),
        _ => None,
    };
    let mut all = vec![0usize; levels + 1];
    let mut blank = vec![0usize; levels + 1];
    for (row, answer) in later.iter().enumerate() {
        if let Some(level) = place(row) {
            all[level] += 1;
            blank[level] += usize::from(*answer != Answer::Given);
        }
    }
    let skips: Vec<bool> = (0..=levels)
        .map(|level| all[level] >= ENOUGH && blank[level] == all[level])
        .collect();
    let mostly_answered = (0..levels)
        .any(|level| !skips[level] && all[level] >= ENOUGH && blank[level] * 2 <= all[level]);
    if !mostly_answered || !skips.contains(&true) {
        return None;
    }
    Some(
        (0..later.len())
            .map(|row| place(row).is_some_and(|level| skips[level]))
            .collect(),
    )
}
