//! Where the wings meet: respondents with an account take their persona into the network.

use std::collections::BTreeMap;

use super::audience::Audience;
use super::ties::Ties;
use crate::interaction::Log;

/// Who of the network answered the survey.
#[derive(Debug, Clone, Default)]
pub(super) struct Meeting {
    /// Person → persona slug.
    pub personas: BTreeMap<u32, String>,
}

/// Respondents and the people they are in the log: those whose account means one person.
pub(super) fn accounts(audience: Option<&Audience>, log: &Log) -> Vec<(usize, u32)> {
    let handles = audience.and_then(|audience| audience.table.handles.as_ref());
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

/// Joins both wings; empty where one is missing. An account two respondents name keeps the first.
pub(super) fn of(audience: Option<&Audience>, ties: Option<&Ties>) -> Meeting {
    let (Some(people), Some(ties)) = (audience, ties) else {
        return Meeting::default();
    };
    let mut personas = BTreeMap::new();
    for (row, person) in accounts(audience, &ties.log) {
        let slug = people.slug_of(row);
        if !slug.is_empty() {
            personas.entry(person).or_insert_with(|| slug.to_owned());
        }
    }
    Meeting { personas }
}
