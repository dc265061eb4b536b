//! The community report of a build: the project's settings handed to the report.

use std::collections::BTreeSet;

use super::audience::Audience;
use super::meeting::Meeting;
use super::options::BuildOptions;
use super::stage::Stage;
use super::ties::Ties;
use crate::error::Error;
use crate::interaction::NONE;
use crate::project::{Period, Readers};
use crate::report::{self, Community, Length, Metric, Objective, Settings};

/// The report of a log; `None` without one, or when only some measures were asked for.
pub(super) fn report(
    stage: &mut Stage<'_>,
    audience: Option<&Audience>,
    ties: Option<&Ties>,
    meeting: &Meeting,
) -> Result<Option<Community>, Error> {
    let Some(wing) =
        ties.filter(|wing| stage.options.measures.is_empty() && wing.log.ties.is_none())
    else {
        return Ok(None);
    };
    (stage.progress)("report", 0.0);
    let metrics = metrics(stage)?;
    let project = &stage.loaded.project;
    let settings = project.log_settings();
    let labels = [
        ("complaint".to_owned(), settings.labels.complaint),
        ("question".to_owned(), settings.labels.question),
    ]
    .into_iter()
    .filter(|(_, words)| !words.is_empty());
    let labels: Vec<(String, Vec<String>)> = labels.collect();
    let objectives: Vec<Objective> = project
        .objectives
        .iter()
        .map(|one| Objective {
            name: one.name.clone(),
            indicator: one.indicator.clone(),
            target: one.target,
        })
        .collect();
    let names = names(audience);
    let personas = personas(wing, meeting, &names);
    let communities = wing
        .communities
        .as_ref()
        .map_or(&[][..], |found| &found.labels);
    let mut community = report::community(
        &wing.log,
        &Settings {
            time_zone: project.zone(),
            as_of: wing.network.clock().as_of,
            length: length(stage)?,
            period: picked(stage.options).as_deref(),
            brand: &wing.brand,
            staff: &wing.staff,
            unheard: &wing.flagged(),
            labels: &labels,
            country: project.country.as_deref(),
            min_cell: u64::from(min_cell(stage)),
            communities,
            personas: &personas,
            persona_names: &names,
            metrics: &metrics,
            objectives: &objectives,
        },
    )?;
    words_of_those_who_wait(stage, wing, &mut community)?;
    Ok(Some(community))
}

/// Puts in what those who wait have asked: their posts alone are read again, where the log has words.
fn words_of_those_who_wait(
    stage: &Stage<'_>,
    wing: &Ties,
    community: &mut Community,
) -> Result<(), Error> {
    let public = stage.loaded.project.privacy.readers == Readers::Public;
    if public || wing.log.post_terms.is_empty() {
        return Ok(());
    }
    let objects = community.unanswered.iter().map(|one| one.object.clone());
    let objects: BTreeSet<String> = objects.filter(|key| !key.is_empty()).collect();
    let excerpts = super::log::excerpts(stage, &objects)?;
    let said = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    for one in &mut community.unanswered {
        if let Some(excerpt) = excerpts.get(&one.object) {
            one.text = said(&excerpt.text);
            one.url = one.url.take().or_else(|| said(&excerpt.url));
        }
    }
    Ok(())
}

/// The period picked, as the report names it (French quarters are `2026-T1`).
pub(super) fn picked(options: &BuildOptions) -> Option<String> {
    let picked = options.period.as_deref()?.trim();
    Some(picked.to_uppercase().replace("-T", "-Q"))
}

/// Length of the period picked: `None` without one.
///
/// # Errors
/// What was asked for is no period.
pub(super) fn picked_length(options: &BuildOptions) -> Result<Option<Length>, Error> {
    let Some(picked) = picked(options) else {
        return Ok(None);
    };
    let parts: Vec<&str> = picked.split('-').collect();
    let number = |text: &str, digits: usize, most: u32| {
        let right = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
        right
            && text
                .parse()
                .is_ok_and(|value: u32| (1..=most).contains(&value))
    };
    let length = match parts[..] {
        [year, part] if number(year, 4, 9999) => match part.split_at_checked(1) {
            Some(("W", week)) if number(week, 2, 53) => Some(Length::Week),
            Some(("Q", quarter)) if number(quarter, 1, 4) => Some(Length::Quarter),
            _ if number(part, 2, 12) => Some(Length::Month),
            _ => None,
        },
        [year, month, day]
            if number(year, 4, 9999) && number(month, 2, 12) && number(day, 2, 31) =>
        {
            Some(Length::Day)
        }
        _ => None,
    };
    length.map(Some).ok_or_else(|| {
        Error::usage(format!(
            "--period {picked}: expected a day (2026-01-31), a week (2026-W05), a month (2026-01) or a \
             quarter (2026-Q1 or 2026-T1)"
        ))
    })
}

/// Length of the periods: of the period picked, else as the project says.
fn length(stage: &Stage<'_>) -> Result<Length, Error> {
    if let Some(length) = picked_length(stage.options)? {
        return Ok(length);
    }
    Ok(match stage.loaded.project.period {
        Period::Day => Length::Day,
        Period::Week => Length::Week,
        Period::Month => Length::Month,
        Period::Quarter => Length::Quarter,
    })
}

/// The smallest cell the readers of this run may see.
pub(super) fn min_cell(stage: &Stage<'_>) -> u32 {
    let privacy = &stage.loaded.project.privacy;
    match privacy.readers {
        Readers::Public => privacy.min_cell.public,
        Readers::Team => privacy.min_cell.team,
        Readers::Private => 1,
    }
}

/// Slugs of the personas, in their order.
pub(super) fn names(audience: Option<&Audience>) -> Vec<String> {
    let faces = audience.map_or(&[][..], |wing| &wing.faces);
    faces.iter().map(|face| face.persona.slug.clone()).collect()
}

/// The persona of each person as a place in the names; empty where nobody has one.
pub(super) fn personas(wing: &Ties, meeting: &Meeting, names: &[String]) -> Vec<u32> {
    if meeting.personas.is_empty() {
        return Vec::new();
    }
    let mut personas = vec![NONE; wing.log.people.len()];
    for (&person, slug) in &meeting.personas {
        if let Some(place) = names.iter().position(|name| name == slug) {
            personas[person as usize] = place as u32;
        }
    }
    personas
}

/// The project's table of followers and platform statistics.
fn metrics(stage: &mut Stage<'_>) -> Result<Vec<Metric>, Error> {
    let name = stage.loaded.project.metrics.clone();
    let rows = stage.small_table(name.as_deref(), ["date", "platform", "indicator", "value"])?;
    let mut metrics = Vec::new();
    for (place, [date, platform, indicator, value]) in rows.into_iter().enumerate() {
        match value
            .replace([' ', '\u{a0}', '\u{202f}'], "")
            .replace(',', ".")
            .parse::<f64>()
        {
            Ok(value) if value.is_finite() => metrics.push(Metric {
                date,
                platform,
                indicator,
                value,
            }),
            _ => {
                let file = name.clone().unwrap_or_default();
                stage.reject(&file, place as u64 + 2, "value", "expected a number");
            }
        }
    }
    Ok(metrics)
}
