//! The duties that come with personal data: the record of the processing, the notice for people
//! who are contacted, and whether the promised retention has passed.

use std::time::{SystemTime, UNIX_EPOCH};

use super::audience::Audience;
use super::contact::Contacts;
use super::moment;
use super::stage::Stage;
use super::ties::Ties;
use crate::brief::{Catalogue, Fill};
use crate::interaction::{Kind, Log, NO_TIME};
use crate::outreach::{self, Processing, RecordCounts};
use crate::project::Project;
use crate::role::Language;

/// `PRIVACY.md`, and `notice.fr.md` and `notice.en.md` where a controller is named.
pub(super) fn files(
    stage: &Stage<'_>,
    audience: Option<&Audience>,
    ties: Option<&Ties>,
    contacts: &Contacts,
) -> Vec<(&'static str, String)> {
    let project = &stage.loaded.project;
    let now = ties.and_then(|wing| wing.network.clock().as_of);
    let as_of = now.map_or(String::new(), |now| moment::date(now, project.zone()));
    let counts = RecordCounts {
        people: ties.map_or(0, |wing| wing.log.people.len() as u64),
        respondents: audience.map_or(0, |wing| wing.table.len() as u64),
        suppressed: stage
            .suppression
            .as_ref()
            .map_or(0, |list| list.len() as u64),
        left_out: ties.map_or(0, |wing| wing.log.left_out),
        contacted: contacts
            .record
            .iter()
            .filter(|one| one.is_contacted())
            .count() as u64,
    };
    let own = super::ties::language(project.language);
    let (mut sources, mut data) = network(ties, own);
    if audience.is_some() {
        sources.push(
            own.pick("une enquête auprès du public", "an audience survey")
                .to_owned(),
        );
        data.push(
            own.pick("des réponses à une enquête", "answers to a survey")
                .to_owned(),
        );
    }
    let record =
        outreach::processing_record(&processing(project, &sources, &data), &counts, &as_of, own);
    let mut files = vec![("PRIVACY.md", record)];
    if ties.is_some() {
        for (name, language) in [
            ("notice.fr.md", Language::French),
            ("notice.en.md", Language::English),
        ] {
            let (sources, data) = network(ties, language);
            let text = outreach::notice(&processing(project, &sources, &data), language);
            files.extend(text.map(|text| (name, text)));
        }
    }
    files
}

fn processing<'a>(
    project: &'a Project,
    sources: &'a [String],
    data: &'a [String],
) -> Processing<'a> {
    let privacy = &project.privacy;
    Processing {
        controller: &privacy.controller,
        purpose: &privacy.purpose,
        basis: &privacy.basis,
        retention: &privacy.retention,
        sources,
        data,
    }
}

/// Where the log comes from, and what of it is read.
fn network(ties: Option<&Ties>, language: Language) -> (Vec<String>, Vec<String>) {
    let Some(wing) = ties else {
        return (Vec::new(), Vec::new());
    };
    let mut sources: Vec<String> = wing
        .log
        .platforms
        .iter()
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    sources.sort();
    if sources.is_empty() {
        let unnamed = language.pick("des échanges publics en ligne", "public exchanges online");
        sources.push(unnamed.to_owned());
    }
    let mut data = vec![
        language
            .pick("noms de comptes publics", "names of public accounts")
            .to_owned(),
    ];
    let counts = wing.log.kind_counts();
    let seen = Kind::ALL
        .into_iter()
        .filter(|&kind| counts[kind as usize] > 0);
    data.extend(seen.map(|kind| kind_word(kind, language).to_owned()));
    (sources, data)
}

fn kind_word(kind: Kind, language: Language) -> &'static str {
    match kind {
        Kind::Mention => "mentions",
        Kind::Reply => language.pick("réponses", "replies"),
        Kind::Comment => language.pick("commentaires", "comments"),
        Kind::Quote => language.pick("citations", "quotes"),
        Kind::Repost => language.pick("partages", "reposts"),
        Kind::Reaction => language.pick("réactions", "reactions"),
        Kind::Follow => language.pick("abonnements", "follows"),
    }
}

/// Days ahead of this machine's clock that a time zone or a wrong clock explains.
const AHEAD: i64 = 2 * 86_400;

/// How many interactions of a log lie in the future. Only `check` asks: what a build writes knows no clock.
pub(super) fn future(log: &Log, words: &Catalogue) -> Option<String> {
    let today = today()?;
    let times = log.events.iter().map(|event| event.time);
    let later = times.filter(|&time| time != NO_TIME && time > today + AHEAD);
    match later.count() {
        0 => None,
        count => Some(words.text("advice.future", &[("n", count.into())])),
    }
}

fn today() -> Option<i64> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    Some(since.as_secs() as i64)
}

/// Whether a log holds records older than the project promised to keep them: what to do about it.
///
/// Only `check` asks, and it writes nothing: the day that counts is today, never `as_of`.
pub(super) fn overdue(project: &Project, log: &Log, words: &Catalogue) -> Option<String> {
    let retention = &project.privacy.retention;
    if retention.trim().is_empty() {
        return None;
    }
    if outreach::retention_span(retention).is_none() {
        return Some(words.text("advice.retention", &[("text", (&**retention).into())]));
    }
    let events = log.events.iter().map(|event| event.time);
    let posts = log.posts.iter().map(|post| post.time);
    let ties = log.ties.iter().flat_map(|ties| &ties.rows);
    let firsts = ties.map(|tie| tie.first);
    let oldest = events
        .chain(posts)
        .chain(firsts)
        .filter(|&time| time != NO_TIME)
        .min()?;
    let overdue = outreach::overdue(retention, oldest, today()?)?;
    let fills = [
        ("n", Fill::from(f64::from(overdue.days))),
        ("retention", (&**retention).into()),
        ("date", overdue.keep_from.to_string().into()),
    ];
    Some(words.text("advice.overdue", &fills))
}
