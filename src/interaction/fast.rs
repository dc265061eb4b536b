//! The straight road for large plain logs: no record, no allocation a row.
//!
//! Lines are split where they stand, sixteen bytes at a time; an account's spelling is looked up in a
//! table of spellings already met. Whatever is unusual about a line (a list of targets, an unreadable
//! time, a missing cell) is given to the general reader; from the first quote on, so is the rest.

use std::io::Read;

use memchr::{memchr, memrchr};

use super::kinds::kind_named;
use super::people::People;
use super::reader::{Sink, plain_name};
use super::record::{is_damaged, is_deleted};
use super::spelling::{Spellings, pack};
use super::{Event, InteractionError, Kind, NO_TIME, NONE};
use crate::source::SourceError;

/// Bytes read at once.
const BLOCK: usize = 1 << 20;
/// Rows whose accounts are looked up together, so that their cache misses overlap.
const BATCH: usize = 64;
/// Columns a plain log may have.
const MOST_COLUMNS: usize = 32;

/// Columns of a log plain enough.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub source: usize,
    pub target: usize,
    pub kind: Option<usize>,
    pub time: Option<usize>,
    pub weight: Option<usize>,
    pub width: usize,
    /// Words of the project's `kinds`, folded.
    pub words: Vec<(String, Kind)>,
    pub delimiter: u8,
}

/// What follows the straight road.
pub(super) enum Rest {
    /// The file was read to its end.
    Nothing,
    /// From this line on (so many lines stand before it), bytes already taken, then the reader.
    From { lines: u64, taken: Vec<u8> },
}

/// One line, split and waiting for its accounts.
#[derive(Clone, Copy)]
struct Waiting {
    source: (usize, usize),
    target: (usize, usize),
    keys: [u128; 2],
    line: (usize, usize),
    number: u64,
    kind: Kind,
    weight: f32,
    time: i64,
}

/// Takes an unusual line, with its number.
type Slow<'a> = dyn FnMut(&[u8], u64, &mut Sink) -> Result<(), SourceError> + 'a;

/// Reads a plain log behind its first rows. `slow` takes a line that is unusual, and its number;
/// `tick` hears of rows read.
pub(super) struct Road<'a> {
    pub plan: Plan,
    /// Lines before the first byte.
    pub lines: u64,
    pub slow: &'a mut Slow<'a>,
    pub tick: &'a dyn Fn(u64),
    /// Rows that may still be read.
    pub limit: u64,
}

impl Road<'_> {
    /// Reads until the end, the limit or the first quote.
    pub fn read(
        &mut self,
        reader: &mut dyn Read,
        sink: &mut Sink,
        file: &str,
    ) -> Result<Rest, InteractionError> {
        let failed = |error| super::open::damaged(file, error);
        let mut spellings = Spellings::new();
        let mut kinds: Vec<(u128, Kind)> = Vec::new();
        let mut block = vec![0u8; BLOCK + 16];
        let mut held = 0;
        let mut told = sink.report.read;
        let rest = loop {
            let (read, ended) = fill(reader, &mut block[held..], BLOCK - held.min(BLOCK))
                .map_err(|error| failed(SourceError::Io(error)))?;
            let length = held + read;
            let mut end = match memrchr(b'\n', &block[..length]) {
                _ if ended => length,
                Some(last) => last + 1,
                None => 0,
            };
            if memchr(b'"', &block[..length]).is_some()
                || (end == 0 && !ended)
                || memchr(b'\r', &block[..length])
                    .is_some_and(|at| block.get(at + 1) != Some(&b'\n'))
            {
                break Rest::From {
                    lines: self.lines,
                    taken: block[..length].to_vec(),
                };
            }
            // What stands behind the last line must not look like its bytes.
            if ended {
                block[length..]
                    .iter_mut()
                    .take(16)
                    .for_each(|byte| *byte = 0);
            }
            let stopped = self
                .block(&block, end, &mut spellings, &mut kinds, sink)
                .map_err(failed)?;
            if sink.report.read - told > 100_000 || ended {
                (self.tick)(sink.report.read - told);
                told = sink.report.read;
            }
            if ended || stopped {
                break Rest::Nothing;
            }
            end = end.min(length);
            block.copy_within(end..length, 0);
            held = length - end;
        };
        (self.tick)(sink.report.read - told);
        give_counts(&spellings, sink);
        Ok(rest)
    }

    /// All lines of a block; says whether the limit was reached.
    fn block(
        &mut self,
        block: &[u8],
        end: usize,
        spellings: &mut Spellings,
        kinds: &mut Vec<(u128, Kind)>,
        sink: &mut Sink,
    ) -> Result<bool, SourceError> {
        let mut batch: Vec<Waiting> = Vec::with_capacity(BATCH);
        let mut start = 0;
        while start < end {
            let stop = memchr(b'\n', &block[start..end]).map_or(end, |at| start + at);
            self.lines += 1;
            let mut line_end = stop;
            if line_end > start && block[line_end - 1] == b'\r' {
                line_end -= 1;
            }
            if line_end > start {
                if sink.report.read + batch.len() as u64 >= self.limit {
                    self.look_up(block, &mut batch, spellings, sink)?;
                    return Ok(true);
                }
                if let Some(waiting) = self.split(block, start, line_end, kinds, sink) {
                    batch.push(waiting);
                } else {
                    // The lines before come first, so that what is reported is in order.
                    self.look_up(block, &mut batch, spellings, sink)?;
                    (self.slow)(&block[start..line_end], self.lines, sink)?;
                }
                if batch.len() == BATCH {
                    self.look_up(block, &mut batch, spellings, sink)?;
                }
            }
            start = stop + 1;
        }
        self.look_up(block, &mut batch, spellings, sink)?;
        Ok(false)
    }

    /// The cells of a line; `None` where the general reader has to look at it.
    fn split(
        &self,
        block: &[u8],
        start: usize,
        end: usize,
        kinds: &mut Vec<(u128, Kind)>,
        sink: &mut Sink,
    ) -> Option<Waiting> {
        let plan = &self.plan;
        let mut cells = [(0usize, 0usize); MOST_COLUMNS];
        let mut width = 0;
        let mut from = start;
        for (at, &byte) in block[start..end].iter().enumerate() {
            if byte == plan.delimiter {
                *cells.get_mut(width)? = (from, start + at);
                width += 1;
                from = start + at + 1;
            }
        }
        *cells.get_mut(width)? = (from, end);
        if width + 1 != plan.width {
            return None;
        }
        let cell = |column: usize| trimmed(block, cells[column]);
        let (source, target) = (cell(plan.source), cell(plan.target));
        if source.0 == source.1 || target.0 == target.1 {
            return None;
        }
        let kind = match plan.kind.map(cell) {
            None => Kind::Mention,
            Some((from, to)) if from == to => Kind::Mention,
            Some((from, to)) => {
                let key = pack(block, from, to - from);
                if let Some((_, kind)) = kinds.iter().find(|(known, _)| *known == key && key != 0) {
                    *kind
                } else {
                    let kind = self.kind(std::str::from_utf8(&block[from..to]).ok()?)?;
                    kinds.push((key, kind));
                    kind
                }
            }
        };
        let time = match plan.time.map(cell) {
            Some((from, to)) if from < to => match unix_seconds(&block[from..to]) {
                Some(time) => time,
                None => sink
                    .clock
                    .read(std::str::from_utf8(&block[from..to]).ok()?)?,
            },
            _ => NO_TIME,
        };
        let weight = match plan.weight.map(cell) {
            Some((from, to)) if &block[from..to] != b"1" && from < to => {
                let weight: f32 = std::str::from_utf8(&block[from..to]).ok()?.parse().ok()?;
                (weight.is_finite() && weight >= 0.0).then_some(weight)?
            }
            _ => 1.0,
        };
        Some(Waiting {
            source,
            target,
            keys: [
                pack(block, source.0, source.1 - source.0),
                pack(block, target.0, target.1 - target.0),
            ],
            line: (start, end),
            number: self.lines,
            kind,
            weight,
            time,
        })
    }

    fn kind(&self, cell: &str) -> Option<Kind> {
        let word = plain_name(cell);
        self.plan
            .words
            .iter()
            .find(|(name, _)| *name == word)
            .map(|(_, kind)| *kind)
            .or_else(|| kind_named(&word))
    }

    /// Accounts of the waiting lines, and their events.
    fn look_up(
        &mut self,
        block: &[u8],
        batch: &mut Vec<Waiting>,
        spellings: &mut Spellings,
        sink: &mut Sink,
    ) -> Result<(), SourceError> {
        let mut places = [[(0usize, false); 2]; BATCH];
        for (place, waiting) in places.iter_mut().zip(batch.iter()) {
            *place = [
                spellings.find(waiting.keys[0]),
                spellings.find(waiting.keys[1]),
            ];
        }
        let mut kept = 0;
        let size = spellings.slots.len();
        for (place, waiting) in places.iter().zip(batch.iter()) {
            let mut accounts = [NONE; 2];
            for (end, cell) in [waiting.source, waiting.target].into_iter().enumerate() {
                let (at, known) = place[end];
                // Places are the table's as it was when the batch was looked up.
                accounts[end] = if known && waiting.keys[end] != 0 && spellings.slots.len() == size
                {
                    let slot = &mut spellings.slots[at];
                    slot.count = slot.count.saturating_add(1);
                    slot.account
                } else {
                    account_of(block, cell, waiting.keys[end], spellings, sink)
                };
            }
            if accounts.contains(&NONE) {
                (self.slow)(&block[waiting.line.0..waiting.line.1], waiting.number, sink)?;
                continue;
            }
            kept += 1;
            sink.report.kinds[waiting.kind as usize] += 1;
            sink.builder.events.push(Event {
                source: accounts[0],
                target: accounts[1],
                kind: waiting.kind,
                platform: sink.platform,
                weight: waiting.weight,
                time: waiting.time,
                object: NONE,
                post: NONE,
            });
        }
        sink.builder.make_room();
        sink.kept(kept);
        batch.clear();
        Ok(())
    }
}

/// The account of a spelling met for the first time (or of a long one); `NONE` where it is not a
/// simple name.
fn account_of(
    block: &[u8],
    cell: (usize, usize),
    key: u128,
    spellings: &mut Spellings,
    sink: &mut Sink,
) -> u32 {
    let Ok(text) = std::str::from_utf8(&block[cell.0..cell.1]) else {
        return NONE;
    };
    if key == 0 {
        if let Some(number) = spellings.long.get(text) {
            let known = &mut spellings.long_accounts[number as usize];
            known.1 = known.1.saturating_add(1);
            return known.0;
        }
    } else if let (at, true) = spellings.find(key) {
        let slot = &mut spellings.slots[at];
        slot.count = slot.count.saturating_add(1);
        return slot.account;
    }
    let simple = text.trim() == text
        && !text.contains(['|', ';', ',', ' ', '\''])
        && !text.trim_start_matches('@').is_empty()
        && !is_damaged(text)
        && !is_deleted(text);
    if !simple {
        return NONE;
    }
    let name = sink.builder.platforms.key(u32::from(sink.platform));
    let account = sink.builder.people.handle(sink.platform, name, text, 0);
    if key == 0 {
        spellings.long.intern(text);
        spellings.long_accounts.push((account, 1));
    } else {
        spellings.insert(key, account);
    }
    account
}

/// How often each spelling stood.
fn give_counts(spellings: &Spellings, sink: &mut Sink) {
    let name = sink.builder.platforms.key(u32::from(sink.platform));
    for slot in spellings.slots.iter().filter(|slot| slot.key != [0, 0]) {
        let packed = u128::from(slot.key[0]) | u128::from(slot.key[1]) << 64;
        let bytes = packed.to_le_bytes();
        let Ok(text) = std::str::from_utf8(&bytes[..bytes[15] as usize]) else {
            continue;
        };
        if People::is_plain(text) {
            sink.builder.people.stood(slot.account, slot.count);
        } else {
            sink.builder
                .people
                .handle(sink.platform, name, text, slot.count);
        }
    }
    for (text, (_, count)) in spellings.long.iter().zip(&spellings.long_accounts) {
        sink.builder
            .people
            .handle(sink.platform, name, text, *count);
    }
}

/// Fills what it can; says whether the end was reached.
fn fill(reader: &mut dyn Read, room: &mut [u8], most: usize) -> std::io::Result<(usize, bool)> {
    let mut filled = 0;
    while filled < most {
        match reader.read(&mut room[filled..most]) {
            Ok(0) => return Ok((filled, true)),
            Ok(read) => filled += read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok((filled, false))
}

fn trimmed(block: &[u8], cell: (usize, usize)) -> (usize, usize) {
    let (mut from, mut to) = cell;
    while from < to && block[from] <= b' ' {
        from += 1;
    }
    while to > from && block[to - 1] <= b' ' {
        to -= 1;
    }
    (from, to)
}

/// Unix seconds in digits alone; other forms (and `20260201`) are the clock's.
fn unix_seconds(cell: &[u8]) -> Option<i64> {
    if cell.len() > 11 || cell.len() == 8 {
        return None;
    }
    cell.iter().try_fold(0i64, |value, byte| {
        byte.is_ascii_digit()
            .then(|| value * 10 + i64::from(byte - b'0'))
    })
}
