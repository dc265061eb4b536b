//! The report, chapter by chapter.

use crate::interaction::Log;

use super::answer::{Conversation, conversation};
use super::change::changes;
use super::content::content;
use super::document::{Note, Report};
use super::error::ReportError;
use super::frame::Frame;
use super::holiday;
use super::indicator::indicators;
use super::metric::metrics;
use super::motion::motion;
use super::objective::objectives;
use super::rhythm::{languages, platforms, rhythm};
use super::settings::Settings;
use super::subject::subjects;
use super::unanswered::{Unanswered, unanswered};
use super::window::{moments, windows};

/// A report, and the list of those who wait for an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Community {
    /// What `community.json` says.
    pub report: Report,
    /// What `unanswered.csv` says: oldest first.
    pub unanswered: Vec<Unanswered>,
}

/// Makes the community report of a log.
///
/// O(n log n) in events, posts and words; the same bytes for any number of threads.
///
/// # Errors
/// An unknown time zone, a metrics row that cannot be read, an objective nobody measures, a slice of
/// the settings that does not fit the log.
pub fn community(log: &Log, settings: &Settings) -> Result<Community, ReportError> {
    let whole = Frame::new(log, settings)?;
    let Some(picked) = settings.period else {
        return told(&whole);
    };
    let names = &whole.calendar.names;
    let Some(place) = names.iter().position(|name| name == picked) else {
        return Err(ReportError::Period {
            asked: picked.to_owned(),
            known: match (names.first(), names.last()) {
                (Some(first), Some(last)) => format!("its periods go from {first} to {last}"),
                _ => "it has no times".to_owned(),
            },
        });
    };
    // As it stood at the end of the period: what came later has not happened yet.
    let (start, end) = (
        whole.calendar.bounds[place],
        whole.calendar.bounds[place + 1],
    );
    let then = Settings {
        as_of: Some((end - 1).min(whole.as_of)),
        ..settings.clone()
    };
    let mut frame = Frame::new(log, &then)?;
    frame.from = Some(start);
    told(&frame)
}

/// The report of what a frame shows.
fn told(frame: &Frame) -> Result<Community, ReportError> {
    let settings = frame.settings;
    let mut notes = notes(frame);
    let conversation = if frame.has_brand() {
        conversation(frame, &mut notes)
    } else {
        Conversation::default()
    };
    let (mut periods, mut total) = indicators(frame, &conversation);
    changes(&mut periods);
    let metrics = metrics(frame)?;
    let finished = frame.calendar.last_finished().map(|place| &periods[place]);
    let objectives = objectives(settings.objectives, finished.unwrap_or(&total), &metrics)?;
    if let (Some(_), Some(picked)) = (frame.from, periods.last()) {
        total = picked.clone();
        periods.drain(..periods.len().saturating_sub(2));
    }
    notes.sort_unstable();
    let report = Report {
        time_zone: settings.time_zone.to_owned(),
        period_kind: settings.length,
        as_of: frame
            .span
            .map_or_else(String::new, |_| frame.clock.text(frame.as_of)),
        has_brand: frame.has_brand(),
        rhythm: rhythm(frame),
        critical_windows: windows(frame, &conversation),
        moments: moments(frame, &conversation),
        subjects: subjects(frame),
        platforms: platforms(frame, &conversation),
        languages: languages(frame),
        metrics,
        objectives,
        motion: motion(frame),
        content: if frame.has_brand() {
            content(frame)
        } else {
            Vec::new()
        },
        periods,
        total,
        notes,
    };
    Ok(Community {
        unanswered: unanswered(frame, &conversation),
        report,
    })
}

/// What cannot be told of this log.
fn notes(frame: &Frame) -> Vec<Note> {
    let log = frame.log;
    let empty = log.events.is_empty() && log.posts.is_empty();
    let unlabelled = frame.category("complaint").is_none() || log.labels.is_empty();
    let unfeeling = log.posts.iter().all(|post| post.sentiment == i8::MIN);
    let unknown_country = frame
        .settings
        .country
        .is_some_and(|country| !holiday::is_known(country));
    [
        (empty, Note::EmptyLog),
        (!empty && frame.span.is_none(), Note::NoTimes),
        (
            frame.span.is_some() && frame.untimed > 0,
            Note::SomeTimesUnknown,
        ),
        (frame.dates_only, Note::DatesOnly),
        (!frame.has_brand(), Note::NoBrand),
        (frame.has_brand() && unlabelled, Note::NoComplaintLabels),
        (unfeeling, Note::NoSentiment),
        (log.post_terms.is_empty(), Note::NoTerms),
        (unknown_country, Note::UnknownCountry),
        (frame.calendar.cut, Note::OldPeriodsLeftOut),
    ]
    .into_iter()
    .filter_map(|(holds, note)| holds.then_some(note))
    .collect()
}
