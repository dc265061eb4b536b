//! What moved between two finished runs: personas, the community, ranks.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Serialize;
use serde_json::Value;

use super::adopted;
use super::finished::json;
use super::run_file::RunFile;
use crate::error::Error;
use crate::export::plain_cell;
use crate::persona::{self, Persona, ProfileRow, Wave, WaveDiff};
use crate::report::{self, Report, ReportDifference};

/// People of either run whose ranks are compared.
const FIRST: usize = 50;

/// What moved between two runs.
#[derive(Debug, Clone, Serialize)]
pub struct RunDiff {
    /// The former run.
    pub before: RunName,
    /// The latter run.
    pub after: RunName,
    /// Language of the latter run: that of the page.
    pub language: &'static str,
    /// What the personas of both runs are called, by slug; the latter run's names where both have one.
    pub names: BTreeMap<String, String>,
    /// The questions as people read them, by attribute; the latter run's where both have one.
    pub questions: BTreeMap<String, String>,
    /// Personas; absent where a run has none.
    pub personas: Option<WaveDiff>,
    /// Whether the personas may be kept; absent with them.
    pub keep: Option<bool>,
    /// The community report; absent where a run has none.
    pub community: Option<ReportDifference>,
    /// Ranks of people; absent where a run ranks nobody.
    pub people: Option<RankDiff>,
}

/// A run in a few words.
#[derive(Debug, Clone, Serialize)]
pub struct RunName {
    /// Title of its project.
    pub title: String,
    /// Respondents.
    pub respondents: Option<u64>,
    /// Verdict on its groups.
    pub verdict: Option<String>,
    /// Number of groups.
    pub segments: Option<u64>,
    /// People of the network.
    pub people: Option<u64>,
}

/// Ranks of people in two runs.
#[derive(Debug, Clone, Serialize)]
pub struct RankDiff {
    /// Column of `people.csv` that both are ranked by.
    pub measure: &'static str,
    /// How many first places of each run are compared.
    pub first: usize,
    /// Of the first of the latter run, how many were among the first before.
    pub in_both: u64,
    /// Everybody among the first of either, by the rank after, then before.
    pub people: Vec<RankChange>,
}

/// One person's rank in two runs.
#[derive(Debug, Clone, Serialize)]
pub struct RankChange {
    /// `platform:id`.
    pub id: String,
    /// The commonest spelling.
    pub label: String,
    /// Rank before, from 1; absent where the person has none.
    pub before: Option<usize>,
    /// Rank after.
    pub after: Option<usize>,
    /// Whether the intervals of reach are apart: a change that chance does not explain. Absent where
    /// a run has no intervals.
    pub sure: Option<bool>,
}

/// Compares two finished runs by their folders; neither project is needed. Writes nothing.
///
/// # Errors
/// A folder that is no run, or a file of it that cannot be read.
pub fn diff(before: &Path, after: &Path) -> Result<RunDiff, Error> {
    let (old, new) = (Past::read(before)?, Past::read(after)?);
    let personas = (!old.personas.is_empty() && !new.personas.is_empty())
        .then(|| persona::diff(&old.wave(), &new.wave()));
    Ok(RunDiff {
        before: old.name(),
        after: new.name(),
        language: new.run.settings.language.code(),
        names: old.names().chain(new.names()).collect(),
        questions: old.questions.into_iter().chain(new.questions).collect(),
        keep: personas.as_ref().map(WaveDiff::keep),
        personas,
        community: old
            .report
            .as_ref()
            .zip(new.report.as_ref())
            .map(|(old, new)| report::difference(old, new)),
        people: ranks(&old.people, &new.people),
    })
}

/// What a finished run says.
struct Past {
    run: RunFile,
    personas: Vec<Persona>,
    members: BTreeMap<String, String>,
    rows: Vec<ProfileRow>,
    effective_n: f64,
    report: Option<Report>,
    people: Vec<Row>,
    questions: BTreeMap<String, String>,
}

/// A row of a table by column name.
type Row = BTreeMap<String, String>;

impl Past {
    fn read(folder: &Path) -> Result<Self, Error> {
        let run: RunFile = json(folder, "run.json")?;
        let wrote = |name: &str| run.outputs.iter().any(|output| output.name == name);
        let members: BTreeMap<String, String> = rows(folder, "segments.csv")?
            .into_iter()
            .filter_map(|row| Some((row.get("id")?.clone(), row.get("persona")?.clone())))
            .filter(|(_, slug)| !slug.is_empty())
            .collect();
        let mut effective_n = members.len() as f64;
        if wrote("segmentation.json") {
            let segmentation: Value = json(folder, "segmentation.json")?;
            let weighted = segmentation["weighting"]["effective_n"].as_f64();
            effective_n = weighted.unwrap_or(effective_n);
        }
        Ok(Self {
            personas: adopted::read_folder(&folder.join("personas"))?,
            members,
            rows: profiles(folder)?,
            effective_n,
            report: if wrote("community.json") {
                Some(json(folder, "community.json")?)
            } else {
                None
            },
            people: rows(folder, "people.csv")?,
            questions: if wrote("brief.json") {
                questions(&json(folder, "brief.json")?)
            } else {
                BTreeMap::new()
            },
            run,
        })
    }

    fn wave(&self) -> Wave<'_> {
        Wave {
            personas: &self.personas,
            effective_n: self.effective_n,
            members: &self.members,
            rows: &self.rows,
        }
    }

    /// Slugs and the names people see: the team's, else the machine's; the slug where a persona has none.
    fn names(&self) -> impl Iterator<Item = (String, String)> {
        let called = |one: &Persona| one.people.name.clone().unwrap_or_else(|| one.name.clone());
        let named = self
            .personas
            .iter()
            .map(move |one| (one.slug.clone(), called(one)));
        named.filter(|(_, name)| !name.is_empty())
    }

    fn name(&self) -> RunName {
        let headline = &self.run.headline;
        RunName {
            title: self.run.settings.title.clone(),
            respondents: headline.respondents,
            verdict: headline.verdict.clone(),
            segments: headline.segments,
            people: headline.people,
        }
    }
}

/// The questions of a brief, by attribute: those its personas are told by, and those of its profiles.
fn questions(brief: &Value) -> BTreeMap<String, String> {
    fn all(value: &Value) -> impl Iterator<Item = &Value> {
        value.as_array().into_iter().flatten()
    }
    let audience = &brief["audience"];
    let statements = all(&audience["personas"]).flat_map(|persona| all(&persona["statements"]));
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let asked = |line: &Value| Some((text(&line["attribute"])?, text(&line["question"])?));
    let lines = statements.chain(all(&audience["profiles"]));
    lines.filter_map(asked).collect()
}

/// The rows of a CSV of a run; none where it has no such file.
fn rows(folder: &Path, name: &str) -> Result<Vec<Row>, Error> {
    let path = folder.join(name);
    if !path.is_file() {
        return Ok(Vec::new());
    }
    let wrong = |error: csv::Error| Error::Run {
        path: path.display().to_string(),
        what: format!(
            "line {}: is no row of the table a run writes",
            error.position().map_or(1, csv::Position::line)
        ),
    };
    let mut reader = csv::Reader::from_path(&path).map_err(wrong)?;
    let header = reader.headers().map_err(wrong)?.clone();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(wrong)?;
        let cells = header.iter().zip(&record);
        rows.push(
            cells
                .map(|(column, cell)| (column.to_owned(), plain_cell(cell)))
                .collect(),
        );
    }
    Ok(rows)
}

fn profiles(folder: &Path) -> Result<Vec<ProfileRow>, Error> {
    let read = |row: Row| {
        let number = |key: &str| row.get(key).and_then(|cell| cell.parse::<f64>().ok());
        let text = |key: &str| row.get(key).cloned().unwrap_or_default();
        let word = |key: &str| Value::String(text(key));
        Some(ProfileRow {
            attribute: text("attribute"),
            level: text("level"),
            role: serde_json::from_value(word("role")).ok()?,
            facet: serde_json::from_value(word("facet")).ok()?,
            persona: text("persona"),
            share: number("share"),
            low: number("low"),
            high: number("high"),
            n: number("n").map(|n| n as u64),
            base: number("base").map(|n| n as u64),
            overall: number("overall"),
            effect: number("effect"),
            p: number("p"),
            letters: text("letters"),
            withheld: serde_json::from_value(word("withheld")).ok()?,
        })
    };
    Ok(rows(folder, "profiles.csv")?
        .into_iter()
        .filter_map(read)
        .collect())
}

/// Ranks by credible reach where both runs have it, else by reach.
fn ranks(before: &[Row], after: &[Row]) -> Option<RankDiff> {
    let has = |rows: &[Row], measure: &str| rows.iter().any(|row| value(row, measure).is_some());
    let measure = ["credible_reach", "reach", "pagerank"]
        .into_iter()
        .find(|measure| has(before, measure) && has(after, measure))?;
    let (old, new) = (ranked(before, measure), ranked(after, measure));
    let first = |ranks: &BTreeMap<&str, (usize, &Row)>| -> BTreeSet<String> {
        let among = ranks.iter().filter(|(_, (rank, _))| *rank <= FIRST);
        among.map(|(id, _)| (*id).to_owned()).collect()
    };
    let (first_before, first_after) = (first(&old), first(&new));
    let change = |id: &String| {
        let (was, is) = (old.get(id.as_str()), new.get(id.as_str()));
        let label = is.or(was).and_then(|(_, row)| row.get("label").cloned());
        RankChange {
            id: id.clone(),
            label: label.unwrap_or_default(),
            before: was.map(|(rank, _)| *rank),
            after: is.map(|(rank, _)| *rank),
            sure: was.zip(is).and_then(|((_, was), (_, is))| apart(was, is)),
        }
    };
    let mut people: Vec<RankChange> = first_before.union(&first_after).map(change).collect();
    let place = |rank: Option<usize>| rank.unwrap_or(usize::MAX);
    people.sort_by(|a, b| {
        (place(a.after), place(a.before), &a.id).cmp(&(place(b.after), place(b.before), &b.id))
    });
    Some(RankDiff {
        measure,
        first: FIRST,
        in_both: first_before.intersection(&first_after).count() as u64,
        people,
    })
}

fn value(row: &Row, measure: &str) -> Option<f64> {
    row.get(measure)?.parse().ok()
}

/// Rank from 1 by a measure, ties by id.
fn ranked<'a>(rows: &'a [Row], measure: &str) -> BTreeMap<&'a str, (usize, &'a Row)> {
    let mut scored: Vec<(f64, &str, &Row)> = rows
        .iter()
        .filter_map(|row| Some((value(row, measure)?, row.get("id")?.as_str(), row)))
        .filter(|(score, ..)| *score > 0.0)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    let places = scored.into_iter().enumerate();
    places
        .map(|(place, (_, id, row))| (id, (place + 1, row)))
        .collect()
}

/// Whether two intervals of reach have nothing in common.
fn apart(was: &Row, is: &Row) -> Option<bool> {
    let ends = |row: &Row| value(row, "reach_low").zip(value(row, "reach_high"));
    let ((a_low, a_high), (b_low, b_high)) = ends(was).zip(ends(is))?;
    Some(a_high < b_low || b_high < a_low)
}
