//! What moved between two runs: personas, sizes, statements; keep the personas or fit anew.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::card::Persona;
use super::hungarian::best_assignment;
use super::shown::ProfileRow;
use super::statement::Statement;
use crate::statistic::{cohens_h, difference_of_shares, wilson};

/// A smaller change of a share (Cohen's h) is not called a move, however sure.
pub const SMALLEST_MOVE: f64 = 0.2;
/// Share of a persona's statements that may move before it is no more the same persona.
pub const MOST_MOVED: f64 = 1.0 / 3.0;
/// Share of the respondents of both waves that should stay with their persona.
pub const LEAST_STAYED: f64 = 0.5;
/// The least similarity that makes two personas one (members: Jaccard; profile: see there).
const LEAST_SIMILARITY: f64 = 0.5;

/// One run, as read from its folder.
#[derive(Debug, Clone, Copy)]
pub struct Wave<'a> {
    /// Its personas.
    pub personas: &'a [Persona],
    /// Kish's effective n of its respondents; the number of respondents where there are no weights.
    pub effective_n: f64,
    /// Respondent id → slug; empty where ids mean nothing from one wave to the next.
    pub members: &'a BTreeMap<String, String>,
    /// The rows of its `profiles.csv`.
    pub rows: &'a [ProfileRow],
}

/// A share with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Share {
    /// 0..1.
    pub share: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// What became of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// On both cards.
    Kept,
    /// On the new card only.
    Gained,
    /// On the old card only.
    Lost,
}

/// A statement of one of the two cards, before and after.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatementChange {
    /// Machine name of the attribute.
    pub attribute: String,
    /// Level or option.
    pub level: Option<String>,
    /// What became of it.
    pub fate: Fate,
    /// Share or mean before; `None` where the old run does not know it.
    pub before: Option<f64>,
    /// Share or mean after.
    pub after: Option<f64>,
    /// Whether the change is sure (its 95 % interval excludes 0) and, for a share, large enough.
    pub moved: bool,
}

/// How two personas were recognised as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SameBy {
    /// The same slug.
    Slug,
    /// The same respondents.
    Members,
    /// The same answers.
    Profile,
}

/// A persona in both runs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PersonaChange {
    /// Slug before.
    pub before: String,
    /// Slug after.
    pub after: String,
    /// How they were recognised as one.
    pub by: SameBy,
    /// Size before.
    pub share_before: Share,
    /// Size after.
    pub share_after: Share,
    /// Whether the 95 % interval of the difference of sizes excludes 0.
    pub size_moved: bool,
    /// Statements of both cards.
    pub statements: Vec<StatementChange>,
}

/// Why the segments should be fitted anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Refit {
    /// A persona of the old run is not found in the new one.
    Gone(String),
    /// A persona of the new run was not in the old one.
    New(String),
    /// Over a third of a persona's statements moved.
    Moved {
        /// Its slug.
        persona: String,
        /// Statements that moved.
        moved: usize,
        /// Statements compared.
        compared: usize,
    },
    /// Under half of the respondents of both waves stayed with their persona.
    FewStayed,
}

/// What moved between two runs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WaveDiff {
    /// Personas of both runs, in the order of the new one.
    pub personas: Vec<PersonaChange>,
    /// Slugs of the old run that are gone.
    pub gone: Vec<String>,
    /// Slugs that are new.
    pub new: Vec<String>,
    /// Respondents of both waves.
    pub respondents_in_both: u64,
    /// Share of them that stayed with their persona.
    pub stayed: Option<f64>,
    /// Why to fit anew; empty: keep.
    pub refit: Vec<Refit>,
}

impl WaveDiff {
    /// Whether the personas may be kept.
    pub fn keep(&self) -> bool {
        self.refit.is_empty()
    }
}

/// Compares two runs. Personas are the same by slug, else by members (Jaccard ≥ 0.5), else by
/// profile (the same measure as matching, ≥ 0.5). O(rows × personas + respondents log respondents).
pub fn diff(before: &Wave<'_>, after: &Wave<'_>) -> WaveDiff {
    let pairs = pair(before, after);
    let mut personas: Vec<PersonaChange> = Vec::new();
    for (new, &(old, by)) in &pairs {
        personas.push(change(before, after, old, *new, by));
    }
    let gone: Vec<String> = (0..before.personas.len())
        .filter(|old| pairs.values().all(|(o, _)| o != old))
        .map(|old| before.personas[old].slug.clone())
        .collect();
    let new: Vec<String> = (0..after.personas.len())
        .filter(|new| !pairs.contains_key(new))
        .map(|new| after.personas[new].slug.clone())
        .collect();
    let (respondents_in_both, stayed) = stayed(before, after, &pairs);
    let mut refit: Vec<Refit> = gone.iter().cloned().map(Refit::Gone).collect();
    refit.extend(new.iter().cloned().map(Refit::New));
    for persona in &personas {
        let compared = persona
            .statements
            .iter()
            .filter(|s| s.before.is_some() && s.after.is_some());
        let moved = persona.statements.iter().filter(|s| s.moved).count();
        let compared = compared.count();
        if moved as f64 > MOST_MOVED * compared as f64 {
            refit.push(Refit::Moved {
                persona: persona.after.clone(),
                moved,
                compared,
            });
        }
    }
    if stayed.is_some_and(|share| share < LEAST_STAYED) {
        refit.push(Refit::FewStayed);
    }
    WaveDiff {
        personas,
        gone,
        new,
        respondents_in_both,
        stayed,
        refit,
    }
}

/// New persona → old persona, and how they were recognised.
fn pair(before: &Wave<'_>, after: &Wave<'_>) -> BTreeMap<usize, (usize, SameBy)> {
    let mut pairs = BTreeMap::new();
    for (new, persona) in after.personas.iter().enumerate() {
        let old = before.personas.iter().position(|p| p.slug == persona.slug);
        if let Some(old) = old {
            pairs.insert(new, (old, SameBy::Slug));
        }
    }
    let by_members = |old: usize, new: usize| members_jaccard(before, after, old, new);
    let by_profile = |old: usize, new: usize| profile(before, after, old, new);
    assign(before, after, &mut pairs, SameBy::Members, by_members);
    assign(before, after, &mut pairs, SameBy::Profile, by_profile);
    pairs
}

fn assign(
    before: &Wave<'_>,
    after: &Wave<'_>,
    pairs: &mut BTreeMap<usize, (usize, SameBy)>,
    by: SameBy,
    similarity: impl Fn(usize, usize) -> f64,
) {
    let taken: BTreeSet<usize> = pairs.values().map(|(old, _)| *old).collect();
    let olds: Vec<usize> = (0..before.personas.len())
        .filter(|o| !taken.contains(o))
        .collect();
    let news: Vec<usize> = (0..after.personas.len())
        .filter(|n| !pairs.contains_key(n))
        .collect();
    let score: Vec<Vec<f64>> = news
        .iter()
        .map(|&new| olds.iter().map(|&old| similarity(old, new)).collect())
        .collect();
    for (place, column) in best_assignment(&score).into_iter().enumerate() {
        if let Some(column) = column.filter(|&c| score[place][c] >= LEAST_SIMILARITY) {
            pairs.insert(news[place], (olds[column], by));
        }
    }
}

/// Jaccard similarity of two personas over the respondents of both waves.
fn members_jaccard(before: &Wave<'_>, after: &Wave<'_>, old: usize, new: usize) -> f64 {
    let (old, new) = (&before.personas[old].slug, &after.personas[new].slug);
    let (mut both, mut either) = (0.0, 0.0);
    for (id, slug) in after.members {
        if let Some(previous) = before.members.get(id) {
            let (a, b) = (previous == old, slug == new);
            both += f64::from(u8::from(a && b));
            either += f64::from(u8::from(a || b));
        }
    }
    if either > 0.0 { both / either } else { 0.0 }
}

fn row<'a>(
    wave: &Wave<'a>,
    slug: &str,
    attribute: &str,
    level: Option<&str>,
) -> Option<&'a ProfileRow> {
    wave.rows.iter().find(|r| {
        r.persona == slug && r.attribute == attribute && r.level == level.unwrap_or_default()
    })
}

/// How much of what the old card says against the average the new persona shows again: see
/// [`super::profile_similarity`]. Shares only: a profile row does not know a deviation.
fn profile(before: &Wave<'_>, after: &Wave<'_>, old: usize, new: usize) -> f64 {
    let (mut apart, mut average, mut found) = (0.0, 0.0, 0);
    let shares: Vec<&Statement> = before.personas[old]
        .statements
        .iter()
        .filter(|s| s.share.is_some())
        .collect();
    for statement in &shares {
        let now = row(
            after,
            &after.personas[new].slug,
            &statement.attribute,
            statement.level.as_deref(),
        );
        let Some(((share, overall), said)) = now
            .and_then(|r| r.share.zip(r.overall))
            .zip(statement.share)
        else {
            continue;
        };
        found += 1;
        apart += cohens_h(share, said).powi(2);
        average += cohens_h(overall, said).powi(2);
    }
    if found == 0 || found * 2 < shares.len() || average <= 0.0 {
        return 0.0;
    }
    (1.0 - apart / average).max(0.0)
}

fn change(
    before: &Wave<'_>,
    after: &Wave<'_>,
    old: usize,
    new: usize,
    by: SameBy,
) -> PersonaChange {
    let (a, b) = (&before.personas[old], &after.personas[new]);
    let mut about: Vec<(&str, Option<&str>)> = Vec::new();
    for statement in a.statements.iter().chain(&b.statements) {
        let key = (statement.attribute.as_str(), statement.level.as_deref());
        if !about.contains(&key) {
            about.push(key);
        }
    }
    let on = |p: &Persona, key: (&str, Option<&str>)| {
        p.statements
            .iter()
            .any(|s| (s.attribute.as_str(), s.level.as_deref()) == key)
    };
    let difference = difference_of_shares(b.share, after.effective_n, a.share, before.effective_n);
    PersonaChange {
        before: a.slug.clone(),
        after: b.slug.clone(),
        by,
        share_before: size(a.share, before.effective_n),
        share_after: size(b.share, after.effective_n),
        size_moved: difference.is_some_and(|d| d.excludes_zero()),
        statements: about
            .into_iter()
            .map(|key| {
                let was = reading(before, a, key);
                let is = reading(after, b, key);
                StatementChange {
                    attribute: key.0.to_owned(),
                    level: key.1.map(str::to_owned),
                    fate: match (on(a, key), on(b, key)) {
                        (true, true) => Fate::Kept,
                        (true, false) => Fate::Lost,
                        _ => Fate::Gained,
                    },
                    before: was.map(|w| w.0),
                    after: is.map(|i| i.0),
                    moved: was
                        .zip(is)
                        .is_some_and(|(w, i)| has_moved(w, i, key.1.is_some())),
                }
            })
            .collect(),
    }
}

fn size(share: f64, effective_n: f64) -> Share {
    let interval = wilson(share, effective_n);
    Share {
        share,
        low: interval.map_or(0.0, |i| i.low),
        high: interval.map_or(1.0, |i| i.high),
    }
}

/// Value and interval of a statement: from the card, else from the profile rows.
fn reading(
    wave: &Wave<'_>,
    persona: &Persona,
    key: (&str, Option<&str>),
) -> Option<(f64, f64, f64)> {
    let said = persona
        .statements
        .iter()
        .find(|s| (s.attribute.as_str(), s.level.as_deref()) == key);
    if let Some(s) = said {
        return Some((s.value()?, s.low?, s.high?));
    }
    let row = row(wave, &persona.slug, key.0, key.1)?;
    Some((row.share?, row.low?, row.high?))
}

/// Newcombe's square-and-add on the two intervals (Zou & Donner 2008, Stat. Med. 27).
fn has_moved(was: (f64, f64, f64), is: (f64, f64, f64), share: bool) -> bool {
    let difference = is.0 - was.0;
    let down = ((is.0 - is.1).powi(2) + (was.2 - was.0).powi(2)).sqrt();
    let up = ((is.2 - is.0).powi(2) + (was.0 - was.1).powi(2)).sqrt();
    let sure = difference - down > 0.0 || difference + up < 0.0;
    sure && (!share || cohens_h(is.0, was.0).abs() >= SMALLEST_MOVE)
}

fn stayed(
    before: &Wave<'_>,
    after: &Wave<'_>,
    pairs: &BTreeMap<usize, (usize, SameBy)>,
) -> (u64, Option<f64>) {
    let same: BTreeSet<(&str, &str)> = pairs
        .iter()
        .map(|(new, (old, _))| {
            (
                before.personas[*old].slug.as_str(),
                after.personas[*new].slug.as_str(),
            )
        })
        .collect();
    let (mut both, mut stay) = (0_u64, 0_u64);
    for (id, slug) in after.members {
        if let Some(previous) = before.members.get(id) {
            both += 1;
            stay += u64::from(same.contains(&(previous.as_str(), slug.as_str())));
        }
    }
    (both, (both > 0).then(|| stay as f64 / both as f64))
}

#[cfg(test)]
mod tests;
