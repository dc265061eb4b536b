//! Who may, must and must not be chosen, and how many.

use std::collections::BTreeMap;

use super::error::SpreadError;

/// How many may be chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Limit<'a> {
    /// At most this many people.
    Size(usize),
    /// At most this much money.
    Budget {
        /// The money.
        budget: f64,
        /// What each person costs, above 0; infinite for who cannot be had.
        costs: &'a [f64],
    },
}

/// Who may, must and must not be chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rules<'a> {
    /// How many.
    pub limit: Limit<'a>,
    /// True for who may not be chosen; empty where everybody may.
    pub excluded: &'a [bool],
    /// Group of each person for the quota, `u32::MAX` for none; empty without groups.
    pub groups: &'a [u32],
    /// At most this many of one group.
    pub quota: Option<usize>,
    /// Chosen first, whatever they add.
    pub always: &'a [u32],
    /// Counted as already reached, and never chosen.
    pub reached: &'a [u32],
}

impl<'a> Rules<'a> {
    /// Only a limit.
    pub fn new(limit: Limit<'a>) -> Self {
        Self {
            limit,
            excluded: &[],
            groups: &[],
            quota: None,
            always: &[],
            reached: &[],
        }
    }

    /// Places left in each group after the people who must be chosen.
    pub(super) fn quotas(&self) -> Quotas<'a> {
        let mut quotas = Quotas {
            groups: self.groups,
            quota: self.quota,
            used: BTreeMap::new(),
        };
        for &person in self.always {
            quotas.take(person);
        }
        quotas
    }

    pub(super) fn cost(&self, person: u32) -> f64 {
        match self.limit {
            Limit::Size(_) => 1.0,
            Limit::Budget { costs, .. } => costs[person as usize],
        }
    }

    pub(super) fn available(&self) -> f64 {
        match self.limit {
            Limit::Size(size) => size as f64,
            Limit::Budget { budget, .. } => budget,
        }
    }

    /// True for who may be chosen by its gain.
    pub(super) fn candidates(&self, people: usize) -> Vec<bool> {
        let mut candidate = vec![true; people];
        for (may, &no) in candidate.iter_mut().zip(self.excluded) {
            *may = !no;
        }
        for &person in self.always.iter().chain(self.reached) {
            candidate[person as usize] = false;
        }
        if let Limit::Budget { budget, costs } = self.limit {
            for (may, &cost) in candidate.iter_mut().zip(costs) {
                *may &= cost <= budget;
            }
        }
        candidate
    }

    pub(super) fn check(&self, people: usize) -> Result<(), SpreadError> {
        let length = |what, given: usize| {
            if given == 0 || given == people {
                Ok(())
            } else {
                Err(SpreadError::Length {
                    what,
                    given,
                    people,
                })
            }
        };
        length("the list of who may not be chosen", self.excluded.len())?;
        length("the list of groups", self.groups.len())?;
        for &person in self.always.iter().chain(self.reached) {
            if person as usize >= people {
                return Err(SpreadError::UnknownPerson {
                    person,
                    other: person,
                    people,
                });
            }
        }
        if let Limit::Budget { budget, costs } = self.limit {
            if costs.len() != people {
                length("the list of costs", costs.len().max(1))?;
            }
            if budget.is_nan() || budget < 0.0 {
                return Err(SpreadError::Parameter {
                    name: "budget",
                    value: budget,
                    range: "at least 0",
                });
            }
            if let Some(person) = costs.iter().position(|&c| c.is_nan() || c <= 0.0) {
                return Err(SpreadError::Cost {
                    person: person as u32,
                });
            }
        }
        let needed: f64 = self.always.iter().map(|&person| self.cost(person)).sum();
        if needed > self.available() {
            return Err(SpreadError::AlwaysDoesNotFit {
                needed,
                available: self.available(),
            });
        }
        Ok(())
    }
}

/// Places used in each group.
pub(super) struct Quotas<'a> {
    groups: &'a [u32],
    quota: Option<usize>,
    used: BTreeMap<u32, usize>,
}

impl Quotas<'_> {
    /// Takes a place in the person's group, if there is one.
    pub(super) fn take(&mut self, person: u32) -> bool {
        let group = self.groups.get(person as usize);
        let (Some(quota), Some(&group)) = (self.quota, group) else {
            return true;
        };
        if group == u32::MAX {
            return true;
        }
        let used = self.used.entry(group).or_insert(0);
        *used += 1;
        *used <= quota
    }
}
