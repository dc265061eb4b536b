//! The list people work with, one row a person.

use std::borrow::Cow;

use crate::interaction::{Account, Log, NONE};
use crate::person::Directory;
use crate::role::{Assigned, Language, sentence};

use super::contacts::Contact;
use super::csv_text::push_row;
use super::opening::opening;
use super::plan::{Groups, Plan};
use super::status::Status;

/// Columns of `outreach.csv`.
pub const OUTREACH_COLUMNS: [&str; 19] = [
    "rank",
    "id",
    "label",
    "platform",
    "profile_url",
    "language",
    "roles",
    "community",
    "persona",
    "marginal_reach",
    "cumulative_reach",
    "cost",
    "reason",
    "opening",
    "status",
    "owner",
    "last_contact",
    "next_step",
    "notes",
];

/// One row of `outreach.csv`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OutreachRow {
    /// Place in the plan, from 1.
    pub rank: u32,
    /// Key of the person.
    pub id: String,
    /// Handle or name, without `@`.
    pub label: String,
    /// Platforms.
    pub platform: String,
    /// Address of the profile, where the source gives one.
    pub profile_url: String,
    /// Language of their posts (ISO 639-1), empty where unknown.
    pub language: String,
    /// Roles, joined with `|`.
    pub roles: String,
    /// Name of their community.
    pub community: String,
    /// Persona they reach most.
    pub persona: String,
    /// People they add to those before them, by the model.
    pub marginal_reach: f64,
    /// People touched by everybody up to here.
    pub cumulative_reach: f64,
    /// What contacting them costs, where money counts.
    pub cost: Option<f64>,
    /// Why, in the language of the project.
    pub reason: String,
    /// A suggested first sentence, in their language.
    pub opening: String,
    /// As typed, or "to contact".
    pub status: String,
    /// As typed.
    pub owner: String,
    /// As typed.
    pub last_contact: String,
    /// As typed.
    pub next_step: String,
    /// As typed.
    pub notes: String,
}

/// What rows are made from, beside the plan.
#[derive(Debug, Clone, Copy)]
pub struct RowContext<'a> {
    /// The log.
    pub log: &'a Log,
    /// Roles of people (see [`crate::role::assign`]).
    pub roles: &'a [Assigned],
    /// Communities.
    pub communities: Groups<'a>,
    /// Personas.
    pub personas: Groups<'a>,
    /// The record of contacts.
    pub contacts: &'a [Contact],
    /// How the sender calls itself.
    pub brand: &'a str,
    /// Language of the project.
    pub language: Language,
}

/// The rows of a plan, in its order. O(people listed + posts + roles).
pub fn rows(plan: &Plan, context: &RowContext<'_>) -> Vec<OutreachRow> {
    let people: Vec<u32> = plan.listed.iter().map(|one| one.person).collect();
    let languages = languages(context.log, &people);
    let listed = plan.listed.iter().zip(languages).zip(1..);
    listed
        .map(|((one, language), rank)| {
            let person = one.person;
            let roles = context.roles.iter().filter(|held| held.person == person);
            let reasons: Vec<String> = roles
                .clone()
                .map(|held| sentence(&held.reason, context.language))
                .collect();
            let names: Vec<&str> = roles.clone().map(|held| held.role.name()).collect();
            let first = roles.clone().next().map(|held| &held.reason);
            let id = key_of(&context.log.people, person);
            let account = context.log.accounts.get(person as usize);
            let label = label_of(account, id);
            let contact = context.contacts.iter().find(|contact| contact.person == id);
            let contact = contact.cloned().unwrap_or_default();
            let spoken = if language.is_empty() {
                context.language
            } else {
                Language::of_code(&language)
            };
            OutreachRow {
                rank,
                id: id.to_owned(),
                platform: account.map_or_else(String::new, |one| one.platforms.clone()),
                profile_url: account.map_or_else(String::new, |one| one.profile_url.clone()),
                roles: names.join("|"),
                community: context.communities.name_of(person).to_owned(),
                persona: one
                    .persona
                    .and_then(|persona| context.personas.names.get(persona as usize))
                    .cloned()
                    .unwrap_or_default(),
                marginal_reach: one.marginal,
                cumulative_reach: one.cumulative,
                cost: one.cost,
                reason: if reasons.is_empty() {
                    adds(one.marginal, context.language)
                } else {
                    reasons.join(context.language.pick("\u{202f}; ", "; "))
                },
                opening: opening(&label, context.brand, first, spoken),
                label,
                language,
                status: if contact.status.is_empty() {
                    Status::ToContact.label(context.language).to_owned()
                } else {
                    contact.status
                },
                owner: contact.owner,
                last_contact: contact.last_contact,
                next_step: contact.next_step,
                notes: contact.notes,
            }
        })
        .collect()
}

/// Why somebody without a role is on the list.
fn adds(people: f64, language: Language) -> String {
    let n = crate::role::decimal(language, people, 0);
    match (language, people < 1.5) {
        (Language::French, true) => {
            "ajoute environ une personne que les autres ne touchent pas".to_owned()
        }
        (Language::French, false) => {
            format!("ajoute environ {n}\u{a0}personnes que les autres ne touchent pas")
        }
        (Language::English, true) => {
            "adds about one person whom the others do not touch".to_owned()
        }
        (Language::English, false) => format!("adds about {n} people whom the others do not touch"),
    }
}

fn key_of(people: &Directory, person: u32) -> &str {
    if (person as usize) < people.len() {
        people.key(person)
    } else {
        ""
    }
}

/// How a person is shown: the label without `@`, else what follows the platform in the key.
pub(super) fn label_of(account: Option<&Account>, id: &str) -> String {
    let label = account.map_or("", |one| one.label.trim());
    let bare = label.trim_start_matches('@').trim();
    if bare.is_empty() {
        let name = id.split_once(':').map_or(id, |(_, name)| name);
        return name.trim_start_matches('@').to_owned();
    }
    bare.to_owned()
}

/// The commonest known language of each of these people's own posts, ties by code; empty where unknown.
pub fn languages(log: &Log, people: &[u32]) -> Vec<String> {
    let mut place = vec![NONE; log.people.len()];
    for (i, &person) in people.iter().enumerate() {
        place[person as usize] = i as u32;
    }
    let mut seen: Vec<(u32, [u8; 2])> = log
        .posts
        .iter()
        .filter(|post| post.author != NONE && !post.repost && post.lang != [0, 0])
        .map(|post| (place[post.author as usize], post.lang))
        .filter(|&(i, _)| i != NONE)
        .collect();
    seen.sort_unstable();
    let mut best: Vec<(usize, [u8; 2])> = vec![(0, [0, 0]); people.len()];
    for run in seen.chunk_by(|a, b| a == b) {
        let one = &mut best[run[0].0 as usize];
        if run.len() > one.0 {
            *one = (run.len(), run[0].1);
        }
    }
    best.into_iter()
        .map(|(_, code)| String::from_utf8_lossy(&code).replace('\0', ""))
        .collect()
}

/// The bytes of `outreach.csv` for machines: UTF-8, RFC 4180, decimal point, shortest numbers. `safe_cell` protects a text
/// cell from being a formula; numbers stay numbers.
pub fn machine_csv(rows: &[OutreachRow], safe_cell: impl Fn(&str) -> String) -> Vec<u8> {
    let mut out = Vec::new();
    push_row(&mut out, ',', OUTREACH_COLUMNS.map(Cow::Borrowed));
    for row in rows {
        push_row(
            &mut out,
            ',',
            cells(row, &safe_cell, |value| value.to_string()),
        );
    }
    out
}

/// The same for French spreadsheets: byte order mark, semicolons, decimal comma, numbers with one decimal.
pub fn french_csv(rows: &[OutreachRow], safe_cell: impl Fn(&str) -> String) -> Vec<u8> {
    let mut out = "\u{feff}".as_bytes().to_vec();
    push_row(&mut out, ';', OUTREACH_COLUMNS.map(Cow::Borrowed));
    let number = |value: f64| format!("{value:.1}").replace('.', ",");
    for row in rows {
        push_row(&mut out, ';', cells(row, &safe_cell, number));
    }
    out
}

fn cells<'a>(
    row: &OutreachRow,
    safe_cell: &impl Fn(&str) -> String,
    number: impl Fn(f64) -> String,
) -> Vec<Cow<'a, str>> {
    let mut cells = vec![row.rank.to_string()];
    let text = [
        &row.id,
        &row.label,
        &row.platform,
        &row.profile_url,
        &row.language,
        &row.roles,
        &row.community,
        &row.persona,
    ];
    cells.extend(text.map(|cell| safe_cell(cell)));
    cells.push(number(row.marginal_reach));
    cells.push(number(row.cumulative_reach));
    cells.push(row.cost.map_or_else(String::new, &number));
    let typed = [
        &row.reason,
        &row.opening,
        &row.status,
        &row.owner,
        &row.last_contact,
        &row.next_step,
        &row.notes,
    ];
    cells.extend(typed.map(|cell| safe_cell(cell)));
    cells.into_iter().map(Cow::Owned).collect()
}

#[cfg(test)]
#[path = "row_tests.rs"]
mod tests;
