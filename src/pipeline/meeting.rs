//! Where the wings meet: respondents with an account take their persona into the network.

use std::collections::BTreeMap;

use super::audience::Audience;
use super::outreach::Outreach;
use super::story::coverage;
use super::ties::Ties;
use crate::brief::data::ReachedBy;
use crate::interaction::Log;
use crate::table::Table;

/// People who reach a persona, named on its card at most.
const NAMED: usize = 5;

/// Who of the network answered the survey.
#[derive(Debug, Clone, Default)]
pub(super) struct Meeting {
    /// Person → persona slug.
    pub personas: BTreeMap<u32, String>,
}

/// Respondents and the people they are in the log: those whose account means one person.
pub(super) fn accounts(table: Option<&Table>, log: &Log) -> Vec<(usize, u32)> {
    let handles = table.and_then(|table| table.handles.as_ref());
    let mut found: Vec<(usize, u32)> = Vec::new();
    for (row, handle) in handles.into_iter().flatten().enumerate() {
        let people = handle
            .as_deref()
            .map_or(Vec::new(), |handle| log.find(handle));
        if let [person] = people[..] {
            found.push((row, person));
        }
    }
    found
}

/// People of the log who answered the survey: customers.
pub(super) fn customers(table: Option<&Table>, log: &Log) -> Vec<u32> {
    let accounts = accounts(table, log).into_iter();
    accounts.map(|(_, person)| person).collect()
}

/// Joins both wings; empty where one is missing. An account two respondents name keeps the first.
pub(super) fn of(audience: Option<&Audience>, ties: Option<&Ties>) -> Meeting {
    let (Some(people), Some(ties)) = (audience, ties) else {
        return Meeting::default();
    };
    let mut personas = BTreeMap::new();
    for (row, person) in accounts(Some(&people.table), &ties.log) {
        let slug = people.slug_of(row);
        if !slug.is_empty() {
            personas.entry(person).or_insert_with(|| slug.to_owned());
        }
    }
    Meeting { personas }
}

/// Tells each persona who reaches it, best first.
pub(super) fn reach(
    audience: Option<&mut Audience>,
    ties: Option<&Ties>,
    outreach: Option<&Outreach>,
) {
    let (Some(people), Some(wing), Some(plan)) = (audience, ties, outreach) else {
        return;
    };
    for row in coverage(plan, wing) {
        let reached = people.reached_by.entry(row.persona).or_default();
        reached.push(ReachedBy {
            id: row.person,
            label: row.label,
            reach: row.reach,
            low: row.low,
            high: row.high,
        });
    }
    for reached in people.reached_by.values_mut() {
        reached.sort_by(|a, b| b.reach.total_cmp(&a.reach).then_with(|| a.id.cmp(&b.id)));
        reached.truncate(NAMED);
    }
}
