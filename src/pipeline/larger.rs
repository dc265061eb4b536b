//! A log larger than the memory it may take: its interactions are added up from a file beside OUT.

use std::cell::Cell;
use std::sync::Arc;

use super::Warning;
use super::setting::Setting;
use super::stage::Stage;
use crate::error::Error;
use crate::interaction::{FixedTie, FixedTies, InteractionError, PROGRAM, Reading, Room};
use crate::network::{Clock, Interactions, summed};
use crate::output;
use crate::project::HalfLife;

/// Bytes of a person while people are ranked, measured: key, account, measures.
const PERSON: u64 = 400;
/// Bytes of a row of ties: itself, and its places in the network while that is turned around.
const ROW: u64 = size_of::<FixedTie>() as u64 + 100;

/// The memory a build was given for its log, with a file for what does not fit.
pub(super) fn room(stage: &Stage<'_>) -> Result<Option<Room>, Error> {
    let (Some(bytes), Some(out)) = (stage.options.memory, &stage.out) else {
        return Ok(None);
    };
    Ok(Some(Room {
        bytes,
        scratch: Arc::new(output::scratch_beside(out)?),
    }))
}

/// Adds up what was written down, as `query export ties` does: ranks stay the same to the last digit.
///
/// # Errors
/// No fixed half-life; a file that cannot be read; people and ties that alone need more than was given.
pub(super) fn add_up(stage: &mut Stage<'_>, reading: &mut Reading) -> Result<(), Error> {
    let (Some(written), Some(limit)) = (reading.written.take(), stage.options.memory) else {
        return Ok(());
    };
    let settings = stage.loaded.project.interactions.as_ref();
    if settings.is_some_and(|settings| settings.half_life == HalfLife::Auto) {
        return Err(Error::usage(
            "interactions.half_life: this log is larger than --memory allows and is added up into ties, which \
             fade then; say how, such as 30d or none",
        ));
    }
    let log = &mut reading.log;
    let people = log.people.len();
    let setting = Setting::of(stage, log, &[])?;
    // Mentions of the brand as a whole go to its account here: ties that fit are not copied again.
    let own = Cell::new(0);
    let each = |take: &mut dyn FnMut(&[_])| -> Result<(), InteractionError> {
        own.set(0);
        written.for_each_run(|run| {
            let interactions = Interactions::new(run, people, &setting.brand);
            own.set(own.get() + interactions.self_ties);
            take(interactions.events());
        })
    };
    let clock = Clock::read_runs(each, setting.network.as_of, setting.network.half_life)?;
    let mut count = 0;
    each(&mut |run| count += summed(run, &clock).len())?;
    let needed = PROGRAM + people as u64 * PERSON + count as u64 * ROW;
    if needed > limit {
        return Err(Error::usage(format!(
            "--memory: the people and ties of this log alone take about {} MB; give it that, or rank them on a \
             cluster (`entourage query ties`, `entourage query pagerank`)",
            needed.div_ceil(1_000_000)
        )));
    }
    let mut rows = Vec::with_capacity(count);
    each(&mut |run| rows.extend(summed(run, &clock)))?;
    log.self_ties += own.get();
    stage.warn(Warning::new("beyond_memory").with("n", limit / 1_000_000));
    log.ties = Some(FixedTies {
        rows,
        earliest: clock.earliest,
        as_of: clock.as_of,
        half_life: clock.half_life,
        wild_times: clock.wild_times,
    });
    Ok(())
}
