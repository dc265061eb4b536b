//! Events of a log larger than memory: fixed records in a scratch file, put in order run by run.
//!
//! What reading gathers is written down as it comes; at the end the records are dealt out by their source
//! into runs that fit into memory, and each run is ordered on its own (distribution sort, Knuth 1998, 5.4.9).

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::Arc;

use super::{Event, InteractionError, Kind};

/// Bytes of an event on disk.
const RECORD: usize = 32;
/// Events read or written at once.
const PIECE: usize = 1 << 13;
/// Bytes that the program takes before it reads anything, measured.
pub const PROGRAM: u64 = 12_000_000;
/// A build holds about this many times the events and words it gathers.
const TIMES: u64 = 6;

/// The memory that a log may take, and where what does not fit is written.
#[derive(Debug, Clone)]
pub struct Room {
    /// Bytes.
    pub bytes: u64,
    /// A file of nobody else's, open for reading and writing.
    pub scratch: Arc<File>,
}

/// Events on their way: in memory, or from some number on in a scratch file.
#[derive(Debug, Default)]
pub(super) struct Events {
    held: Vec<Event>,
    written: u64,
    room: Option<Room>,
    failed: Option<io::Error>,
}

impl Events {
    pub fn new(room: Option<Room>) -> Self {
        Self {
            room,
            ..Self::default()
        }
    }

    pub fn len(&self) -> usize {
        self.written as usize + self.held.len()
    }

    pub fn push(&mut self, event: Event) {
        self.held.push(event);
        if self.is_written() && self.held.len() == PIECE {
            self.write_down();
        }
    }

    /// Whether the events stand in the scratch file.
    pub fn is_written(&self) -> bool {
        self.written > 0
    }

    /// Whether these events and so many bytes beside them are more than there is room for.
    pub fn outgrow(&self, beside: usize) -> bool {
        let gathered = (self.len() * size_of::<Event>() + beside) as u64;
        self.room
            .as_ref()
            .is_some_and(|room| PROGRAM + gathered.saturating_mul(TIMES) > room.bytes)
    }

    /// Writes down what is held, and from now on whatever comes.
    pub fn write_down(&mut self) {
        let Some(room) = &self.room else {
            return;
        };
        let wrote = write(&room.scratch, self.written, &self.held);
        self.written += self.held.len() as u64;
        self.held = Vec::with_capacity(PIECE);
        self.failed = self.failed.take().or(wrote.err());
    }

    /// All events, in the order in which they came.
    pub fn for_each(&self, mut take: impl FnMut(&Event)) -> Result<(), InteractionError> {
        if let Some(room) = &self.room {
            let (mut next, mut piece) = (0, Vec::with_capacity(PIECE));
            while next < self.written {
                let count = (self.written - next).min(PIECE as u64);
                read(&room.scratch, next, count, &mut piece).map_err(unusable)?;
                piece.iter().for_each(&mut take);
                next += count;
            }
        }
        self.held.iter().for_each(take);
        Ok(())
    }

    /// Changes events and keeps those it is told to, in their order.
    pub fn retain_mut(
        &mut self,
        mut keep: impl FnMut(&mut Event) -> bool,
    ) -> Result<(), InteractionError> {
        if !self.is_written() {
            self.held.retain_mut(keep);
            return Ok(());
        }
        self.write_down();
        let Some(room) = &self.room else {
            return Ok(());
        };
        let (mut kept, mut next) = (0, 0);
        let mut piece = Vec::with_capacity(PIECE);
        while next < self.written {
            let count = (self.written - next).min(PIECE as u64);
            read(&room.scratch, next, count, &mut piece).map_err(unusable)?;
            piece.retain_mut(&mut keep);
            write(&room.scratch, kept, &piece).map_err(unusable)?;
            kept += piece.len() as u64;
            next += count;
        }
        self.written = kept;
        Ok(())
    }

    /// What the system said when events could not be written down.
    pub fn sound(&mut self) -> Result<(), InteractionError> {
        self.failed
            .take()
            .map_or(Ok(()), |error| Err(unusable(error)))
    }

    /// The events held, where none was written down.
    pub fn into_held(self) -> Vec<Event> {
        self.held
    }

    /// Numbers the written events, deals them out by source and arranges the events of each run.
    ///
    /// Three passes over the file; a run takes an eighth of the room, unless one source alone has more.
    pub fn ordered(
        mut self,
        people: usize,
        number: impl Fn(&mut Event),
        mut arrange: impl FnMut(&mut Vec<Event>),
    ) -> Result<WrittenEvents, InteractionError> {
        self.write_down();
        self.sound()?;
        let mut counts = vec![0u64; people];
        self.retain_mut(|event| {
            number(event);
            counts[event.source as usize] += 1;
            true
        })?;
        let Some(room) = self.room.clone() else {
            return Ok(WrittenEvents::default());
        };
        let most = (room.bytes / 8 / RECORD as u64).max(PIECE as u64);
        let mut dealt = Dealt::by_source(&counts, most, self.written);
        drop(counts);
        self.for_each(|event| dealt.take(event, &room.scratch))?;
        let (starts, ends) = dealt.ends(&room.scratch).map_err(unusable)?;
        let mut runs = Vec::with_capacity(starts.len());
        let mut run = Vec::new();
        for (start, end) in starts.into_iter().zip(ends) {
            read(&room.scratch, start, end - start, &mut run).map_err(unusable)?;
            arrange(&mut run);
            write(&room.scratch, start, &run).map_err(unusable)?;
            runs.push((start, run.len() as u64));
        }
        Ok(WrittenEvents {
            scratch: Some(room.scratch),
            runs,
        })
    }
}

/// Runs while events are dealt out to them.
struct Dealt {
    /// The first source of each run.
    first: Vec<u32>,
    starts: Vec<u64>,
    next: Vec<u64>,
    waiting: Vec<Vec<Event>>,
    /// Events of a run that wait to be written together.
    wait: usize,
    failed: Option<io::Error>,
}

impl Dealt {
    /// Runs of whole sources with `most` events each, behind `base` records.
    fn by_source(counts: &[u64], most: u64, base: u64) -> Self {
        let (mut first, mut starts) = (vec![0], vec![base]);
        let (mut at, mut inside) = (base, 0);
        for (source, &count) in counts.iter().enumerate() {
            if inside > 0 && inside + count > most {
                first.push(source as u32);
                starts.push(at);
                inside = 0;
            }
            inside += count;
            at += count;
        }
        Self {
            wait: (most as usize / starts.len()).clamp(64, PIECE),
            waiting: vec![Vec::new(); starts.len()],
            next: starts.clone(),
            first,
            starts,
            failed: None,
        }
    }

    fn take(&mut self, event: &Event, scratch: &File) {
        let run = self.first.partition_point(|&first| first <= event.source) - 1;
        self.waiting[run].push(*event);
        if self.waiting[run].len() == self.wait {
            let wrote = self.write(run, scratch);
            self.failed = self.failed.take().or(wrote.err());
        }
    }

    fn write(&mut self, run: usize, scratch: &File) -> io::Result<()> {
        write(scratch, self.next[run], &self.waiting[run])?;
        self.next[run] += self.waiting[run].len() as u64;
        self.waiting[run].clear();
        Ok(())
    }

    /// Where each run starts and ends.
    fn ends(mut self, scratch: &File) -> io::Result<(Vec<u64>, Vec<u64>)> {
        for run in 0..self.waiting.len() {
            self.write(run, scratch)?;
        }
        match self.failed {
            Some(error) => Err(error),
            None => Ok((self.starts, self.next)),
        }
    }
}

/// The events of a log larger than memory, in the order of a [`Log`](super::Log)'s, in runs of whole sources.
#[derive(Debug, Clone, Default)]
pub struct WrittenEvents {
    scratch: Option<Arc<File>>,
    /// First record and number of records.
    runs: Vec<(u64, u64)>,
}

impl WrittenEvents {
    /// Reads the runs one after another.
    ///
    /// # Errors
    /// When the scratch file cannot be read any more.
    pub fn for_each_run(&self, mut take: impl FnMut(&[Event])) -> Result<(), InteractionError> {
        let Some(scratch) = &self.scratch else {
            return Ok(());
        };
        let mut run = Vec::new();
        for &(start, count) in &self.runs {
            read(scratch, start, count, &mut run).map_err(unusable)?;
            take(&run);
        }
        Ok(())
    }
}

fn unusable(source: io::Error) -> InteractionError {
    InteractionError::Io {
        file: "the scratch file beside OUT, which holds what is more than --memory allows"
            .to_owned(),
        source,
    }
}

/// Reads so many records from one on.
fn read(mut file: &File, first: u64, count: u64, events: &mut Vec<Event>) -> io::Result<()> {
    events.clear();
    events.reserve_exact(count as usize);
    let mut bytes = vec![0; RECORD * PIECE.min(count as usize)];
    file.seek(SeekFrom::Start(first * RECORD as u64))?;
    let mut left = count as usize;
    while left > 0 {
        let piece = left.min(PIECE);
        let bytes = &mut bytes[..piece * RECORD];
        file.read_exact(bytes)?;
        let (records, _) = bytes.as_chunks::<RECORD>();
        events.extend(records.iter().map(unpacked));
        left -= piece;
    }
    Ok(())
}

/// Writes records from one on.
fn write(mut file: &File, first: u64, events: &[Event]) -> io::Result<()> {
    file.seek(SeekFrom::Start(first * RECORD as u64))?;
    let mut bytes = Vec::with_capacity(RECORD * PIECE.min(events.len()));
    for piece in events.chunks(PIECE) {
        bytes.clear();
        for event in piece {
            bytes.extend(packed(event));
        }
        file.write_all(&bytes)?;
    }
    Ok(())
}

fn packed(event: &Event) -> [u8; RECORD] {
    let mut record = [0; RECORD];
    record[..8].copy_from_slice(&event.time.to_le_bytes());
    let numbers = [
        event.source,
        event.target,
        event.object,
        event.post,
        event.weight.to_bits(),
    ];
    for (place, number) in record[8..28].as_chunks_mut::<4>().0.iter_mut().zip(numbers) {
        *place = number.to_le_bytes();
    }
    record[28..30].copy_from_slice(&event.platform.to_le_bytes());
    record[30] = event.kind as u8;
    record
}

fn unpacked(record: &[u8; RECORD]) -> Event {
    let number = |place: usize| {
        let (numbers, _) = record[8..28].as_chunks::<4>();
        u32::from_le_bytes(numbers[place])
    };
    let (times, _) = record[..8].as_chunks::<8>();
    Event {
        source: number(0),
        target: number(1),
        object: number(2),
        post: number(3),
        weight: f32::from_bits(number(4)),
        time: i64::from_le_bytes(times[0]),
        platform: u16::from_le_bytes([record[28], record[29]]),
        kind: Kind::ALL[usize::from(record[30]) % Kind::ALL.len()],
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::tests::given;
    use super::super::{Event, Room, read};
    use crate::statistic::hash;

    /// Rows with ids that come twice, replies to posts, likes, self-ties, lists and words.
    fn rows() -> String {
        let mut rows = "id,source,target,kind,time,object,text\n".to_owned();
        for row in 0..30_000u64 {
            let draw = |salt: u64, below: u64| hash(&[salt, row]) % below;
            let (source, id) = (draw(1, 400), draw(2, 25_000));
            let target = match draw(3, 9) {
                0 => format!("p{}|p{}", draw(4, 400), draw(5, 400)),
                other => format!("p{}", draw(4, 400).min(other * 50)),
            };
            let kind = ["mention", "reply", "repost", "like"][draw(6, 4) as usize];
            let object = draw(7, 25_000);
            let line = format!(
                "m{id},p{source},{target},{kind},{},m{object},bonjour le monde {row}\n",
                1_700_000_000 + draw(8, 9_000_000)
            );
            rows.push_str(&line.repeat(if row % 50 == 0 { 2 } else { 1 }));
        }
        rows
    }

    fn told(events: &[Event]) -> Vec<(u32, u32, i64, u8, u32)> {
        let one = |event: &Event| {
            (
                event.source,
                event.target,
                event.time,
                event.kind as u8,
                event.weight.to_bits(),
            )
        };
        events.iter().map(one).collect()
    }

    #[test]
    fn events_written_down_come_back_as_those_of_a_log_in_memory() {
        let mut given = given().file("log.csv", rows());
        let whole = read(&given.specs, &given.options).expect("a log");
        assert!(whole.written.is_none() && whole.log.duplicates > 0);
        let scratch = Arc::new(tempfile::tempfile().expect("a file"));
        given.options.room = Some(Room {
            bytes: 500_000,
            scratch,
        });
        let limited = read(&given.specs, &given.options).expect("a log");
        let written = limited.written.expect("more than there is room for");
        assert!(written.runs.len() > 1, "{:?}", written.runs);
        let mut events = Vec::new();
        written
            .for_each_run(|run| events.extend_from_slice(run))
            .expect("readable");
        assert_eq!(told(&events), told(&whole.log.events));
        let (one, other) = (&limited.log, &whole.log);
        assert!(one.people.iter().eq(other.people.iter()));
        assert_eq!(one.accounts, other.accounts);
        assert_eq!(
            (one.self_ties, one.left_out),
            (other.self_ties, other.left_out)
        );
        assert_eq!(limited.findings, whole.findings);
        assert!(one.posts.is_empty() && one.terms.is_empty() && one.events.is_empty());
    }

    #[test]
    fn a_log_that_fits_is_read_as_without_a_limit() {
        let mut given = given().file("log.csv", rows());
        let whole = read(&given.specs, &given.options).expect("a log");
        let scratch = Arc::new(tempfile::tempfile().expect("a file"));
        given.options.room = Some(Room {
            bytes: 1 << 30,
            scratch,
        });
        let roomy = read(&given.specs, &given.options).expect("a log");
        assert!(roomy.written.is_none());
        assert_eq!(roomy.log.events, whole.log.events);
        assert_eq!(roomy.log.posts, whole.log.posts);
    }
}
