//! The plan: whom to contact in which order, whom that reaches, where to stop, and what else the money could do.

use crate::interaction::NONE;
use crate::spread::{Cascade, Estimate, Limit, Roots, Rules, Sample, SpreadParams};

use super::error::OutreachError;

/// Sets drawn for a measurement of its own (personas, and people when the target is not everybody).
const MEASURED: usize = 1 << 16;
/// A person who adds less than this share of what is reached already is not worth the next contact.
const WORTH: f64 = 0.01;

/// A division of people: personas or communities.
#[derive(Debug, Clone, Copy, Default)]
pub struct Groups<'a> {
    /// Group of each person, `u32::MAX` for none; empty where nobody has one.
    pub of: &'a [u32],
    /// Name of each group, as files show it.
    pub names: &'a [String],
}

impl Groups<'_> {
    /// The group of that name, without regard to case.
    pub fn find(&self, name: &str) -> Option<u32> {
        let name = name.to_lowercase();
        let place = self
            .names
            .iter()
            .position(|known| known.to_lowercase() == name);
        place.map(|place| place as u32)
    }

    /// Name of a person's group, empty for none.
    pub fn name_of(&self, person: u32) -> &str {
        let group = self.of.get(person as usize).copied().unwrap_or(NONE);
        self.names.get(group as usize).map_or("", String::as_str)
    }

    /// How many of the people who count are in each group.
    fn sizes(&self, counts: &[f64]) -> Vec<f64> {
        let mut sizes = vec![0.0; self.names.len()];
        for (&group, &count) in self.of.iter().zip(counts) {
            if let Some(size) = sizes.get_mut(group as usize) {
                *size += count;
            }
        }
        sizes
    }
}

/// Everything a plan is made of.
#[derive(Debug, Clone, Copy)]
pub struct PlanInput<'a> {
    /// The network, as who may move whom.
    pub cascade: &'a Cascade,
    /// What reaching each person is worth (see [`benefits`](super::benefits)).
    pub benefit: &'a [f64],
    /// True for who is not worth reaching: members of a coordinated group, untrusted single-target endorsers of a flagged
    /// account. Empty where there is none.
    pub not_counted: &'a [bool],
    /// How many people, or how much money.
    pub limit: Limit<'a>,
    /// At most this many of one community.
    pub quota: Option<usize>,
    /// True for who may not be listed: the brand, staff, `never`, who said no, private accounts, bots.
    pub excluded: &'a [bool],
    /// Listed first; who is excluded or contacted already is left out all the same, and counted.
    pub always: &'a [u32],
    /// Contacted already: counted as reached, never listed again.
    pub contacted: &'a [u32],
    /// Communities.
    pub communities: Groups<'a>,
    /// Personas of the people who answered.
    pub personas: Groups<'a>,
    /// What "top followers" ranks by: followers where the source says them, else distinct endorsers.
    pub popularity: &'a [f64],
    /// People beside the listed whose coverage is wanted.
    pub influencers: &'a [u32],
    /// Precision of the selection.
    pub params: SpreadParams,
    /// Seed of the measurements.
    pub seed: u64,
}

/// One person of the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// Number of the person.
    pub person: u32,
    /// People this one adds to those before it, by the model.
    pub marginal: f64,
    /// People touched by everybody up to here.
    pub cumulative: f64,
    /// What it costs, where money counts.
    pub cost: Option<f64>,
    /// The persona it reaches most, where any is known.
    pub persona: Option<u32>,
}

/// The spread of the plan within one group.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupSpread {
    /// Number of the group.
    pub group: u32,
    /// People of the group who count.
    pub size: f64,
    /// How many of them the plan touches, by the model.
    pub reached: Estimate,
}

/// Whom one person reaches alone.
#[derive(Debug, Clone, PartialEq)]
pub struct CoverageRow {
    /// Number of the persona.
    pub persona: u32,
    /// Number of the person.
    pub person: u32,
    /// How many of the persona, by the model.
    pub reach: Estimate,
}

/// Where the list stops paying.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stop {
    /// Keep this many.
    pub keep: usize,
    /// The next one would add this share of what is reached already, 0..1.
    pub next_adds: f64,
}

/// The same size or money spent otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Alternative {
    /// Who would be contacted.
    pub people: Vec<u32>,
    /// What they cost, where money counts.
    pub cost: Option<f64>,
    /// People touched.
    pub reached: Estimate,
    /// The same in units of benefit.
    pub benefit: Estimate,
}

/// What aiming changed.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetEffect {
    /// Benefit touched by the plan.
    pub targeted: Estimate,
    /// Benefit touched by the plan one would have made for everybody.
    pub untargeted: Estimate,
    /// Per persona: people touched by the plan, and by the plan for everybody.
    pub personas: Vec<(u32, Estimate, Estimate)>,
}

/// The plan and all that is said about it. Every figure is an expectation of the weighted cascade.
#[derive(Debug, Clone)]
pub struct Plan {
    /// In the order to contact.
    pub listed: Vec<Listed>,
    /// People touched beyond those the contacted ones touch already.
    pub reached: Estimate,
    /// The same in units of benefit.
    pub benefit: Estimate,
    /// People touched through those contacted already.
    pub already: Estimate,
    /// People who count.
    pub people: f64,
    /// The plan is at least this share of the best possible, with probability `confidence`.
    pub guarantee: f64,
    /// 1 − δ.
    pub confidence: f64,
    /// Reverse reachable sets drawn to choose.
    pub sets: usize,
    /// Money spent, where money counts.
    pub cost: Option<f64>,
    /// Where the list stops paying, where it does.
    pub stop: Option<Stop>,
    /// Split by persona, by number of the persona.
    pub personas: Vec<GroupSpread>,
    /// Split by community, by number of the community.
    pub communities: Vec<GroupSpread>,
    /// Whom each listed person and influencer reaches alone: persona by persona, then by person.
    pub coverage: Vec<CoverageRow>,
    /// The most popular people for the same size or money.
    pub top_followers: Alternative,
    /// What aiming changed, where the plan was aimed.
    pub target: Option<TargetEffect>,
    /// People of `always` who said no or were contacted already.
    pub always_left_out: usize,
    /// People of `always` who lead the list, whatever they add.
    pub always_first: usize,
}

impl Plan {
    /// Whether somebody adds more than the one before: then the list goes by something else than people touched.
    pub fn rises(&self) -> bool {
        let after = self.listed.iter().skip(1);
        (self.listed.iter().zip(after)).any(|(one, next)| next.marginal > one.marginal)
    }

    /// People touched by the first 0, 1, 2, … of the list.
    pub fn curve(&self) -> Vec<f64> {
        let touched = self.listed.iter().map(|one| one.cumulative);
        std::iter::once(0.0).chain(touched).collect()
    }
}

/// Makes the plan.
///
/// Near-linear in the members of the sets drawn, three times at most (the plan, the untargeted plan, measurements).
pub fn plan(input: &PlanInput<'_>) -> Result<Plan, OutreachError> {
    let people = input.cascade.people();
    let (open, affordable) = check(input, people)?;
    let always: Vec<u32> = input
        .always
        .iter()
        .copied()
        .filter(|&person| open[person as usize])
        .collect();
    let counts = counted(input, people);
    let benefit: Vec<f64> = counts
        .iter()
        .zip(input.benefit)
        .map(|(c, b)| c * b)
        .collect();
    let aimed = benefit.iter().zip(&counts).any(|(b, c)| b != c);
    let rules = Rules {
        excluded: &affordable,
        groups: input.communities.of,
        quota: input.quota,
        always: &always,
        reached: input.contacted,
        ..Rules::new(input.limit)
    };
    let params = input.params.check()?;
    let selection = params.select(input.cascade, &benefit, &rules)?;
    let everybody = Roots::new(&counts)?;
    let measured = if aimed {
        Some(Sample::draw(
            input.cascade,
            &everybody,
            MEASURED,
            input.seed,
            3,
        ))
    } else {
        None
    };
    let measured = measured.as_ref().unwrap_or(&selection.measured_on);
    let must = |person: &&u32| always.contains(person);
    let first = selection.chosen.iter().take_while(must).count();
    // Chosen on one half of the sets, gains would rise and fall by chance on the other: listed by what each adds there.
    let price = |person: u32| {
        cost_of(input, &[person])
            .unwrap_or(1.0)
            .max(f64::MIN_POSITIVE)
    };
    let own = &selection.measured_on;
    let chosen = &own.in_order(input.contacted, first, &selection.chosen, price);
    let listed = listed(input, chosen, measured);
    let top = top_followers(input, &open, &affordable);
    let asked = Personas::draw(input, &counts)?;
    let mut plan = Plan {
        reached: measured.spread_after(input.contacted, chosen),
        benefit: selection.expected,
        already: measured.spread(input.contacted),
        people: counts.iter().sum(),
        guarantee: selection.guarantee,
        confidence: params.confidence(),
        sets: selection.sets,
        cost: cost_of(input, chosen),
        stop: stop(&listed),
        personas: asked.spread(input, chosen),
        communities: communities(input, &counts, measured, chosen),
        coverage: Vec::new(),
        top_followers: Alternative {
            reached: measured.spread_after(input.contacted, &top),
            benefit: selection.measured_on.spread_after(input.contacted, &top),
            cost: cost_of(input, &top),
            people: top,
        },
        target: None,
        always_left_out: input.always.len() - always.len(),
        always_first: first,
        listed,
    };
    plan.coverage = asked.coverage(input, &mut plan.listed);
    if aimed {
        let free = params.select(input.cascade, &counts, &rules)?;
        let other = asked.spread(input, &free.chosen);
        plan.target = Some(TargetEffect {
            targeted: selection.expected,
            untargeted: selection
                .measured_on
                .spread_after(input.contacted, &free.chosen),
            personas: plan
                .personas
                .iter()
                .zip(other)
                .map(|(ours, other)| (ours.group, ours.reached, other.reached))
                .collect(),
        });
    }
    Ok(plan)
}

/// Who may be listed for its own sake, and who may not for want of a price too; or why nobody may.
fn check(input: &PlanInput<'_>, people: usize) -> Result<(Vec<bool>, Vec<bool>), OutreachError> {
    let mut open = vec![true; people];
    for (open, &no) in open.iter_mut().zip(input.excluded) {
        *open = !no;
    }
    for &person in input.contacted {
        open[person as usize] = false;
    }
    if !open.contains(&true) {
        return Err(OutreachError::NobodyLeft { people });
    }
    let mut excluded: Vec<bool> = open.iter().map(|open| !open).collect();
    match input.limit {
        Limit::Size(0) => return Err(OutreachError::NoSize),
        Limit::Size(_) => {}
        Limit::Budget { budget, costs } => {
            let prices = open.iter().zip(costs).filter(|(open, _)| **open);
            let cheapest = prices.map(|(_, &cost)| cost).fold(f64::INFINITY, f64::min);
            if cheapest.is_infinite() {
                return Err(OutreachError::NoCosts);
            }
            if cheapest > budget {
                return Err(OutreachError::BudgetTooSmall { budget, cheapest });
            }
            for (no, cost) in excluded.iter_mut().zip(costs) {
                *no |= cost.is_infinite();
            }
        }
    }
    Ok((open, excluded))
}

/// 1 for who counts, 0 for who does not.
fn counted(input: &PlanInput<'_>, people: usize) -> Vec<f64> {
    (0..people)
        .map(|person| {
            let no = input.not_counted.get(person).copied().unwrap_or(false);
            if no { 0.0 } else { 1.0 }
        })
        .collect()
}

fn cost_of(input: &PlanInput<'_>, people: &[u32]) -> Option<f64> {
    match input.limit {
        Limit::Size(_) => None,
        Limit::Budget { costs, .. } => Some(people.iter().map(|&p| costs[p as usize]).sum()),
    }
}

fn listed(input: &PlanInput<'_>, chosen: &[u32], measured: &Sample) -> Vec<Listed> {
    let mut cumulative = 0.0;
    let gains = measured.gains(input.contacted, chosen);
    let people = chosen.iter().zip(gains);
    people
        .map(|(&person, marginal)| {
            cumulative += marginal;
            Listed {
                person,
                marginal,
                cumulative,
                cost: cost_of(input, &[person]),
                persona: None,
            }
        })
        .collect()
}

fn stop(listed: &[Listed]) -> Option<Stop> {
    let adds = |i: usize| listed[i].marginal / listed[i - 1].cumulative;
    // From the end, so that one weak person in the middle does not end the list.
    let paying = (1..listed.len()).rev().find(|&i| adds(i) >= WORTH);
    let keep = paying.map_or(1, |i| i + 1);
    let next_adds = (keep < listed.len()).then(|| adds(keep))?;
    next_adds.is_finite().then_some(Stop { keep, next_adds })
}

fn communities(
    input: &PlanInput<'_>,
    counts: &[f64],
    measured: &Sample,
    chosen: &[u32],
) -> Vec<GroupSpread> {
    let sizes = input.communities.sizes(counts);
    let split = measured.by_group(input.contacted, chosen, input.communities.of, &sizes);
    group_spreads(split, &sizes)
}

fn group_spreads(split: Vec<Estimate>, sizes: &[f64]) -> Vec<GroupSpread> {
    let groups = split.into_iter().zip(sizes).zip(0..);
    groups
        .map(|((reached, &size), group)| GroupSpread {
            group,
            size,
            reached,
        })
        .collect()
}

/// The most popular who may be listed, for the same size or money.
fn top_followers(input: &PlanInput<'_>, open: &[bool], excluded: &[bool]) -> Vec<u32> {
    let popularity = |p: u32| input.popularity.get(p as usize).copied().unwrap_or(0.0);
    let mut order: Vec<u32> = (0..open.len() as u32)
        .filter(|&p| open[p as usize] && !excluded[p as usize])
        .collect();
    order.sort_unstable_by(|&a, &b| popularity(b).total_cmp(&popularity(a)).then(a.cmp(&b)));
    match input.limit {
        Limit::Size(size) => order.truncate(size),
        Limit::Budget { budget, costs } => {
            let mut left = budget;
            order.retain(|&p| {
                let fits = costs[p as usize] <= left;
                if fits {
                    left -= costs[p as usize];
                }
                fits
            });
        }
    }
    order
}

/// Sets that start at people whose persona is known: few in a large network, so they get a sample of their own.
struct Personas {
    sample: Option<Sample>,
    sizes: Vec<f64>,
}

impl Personas {
    fn draw(input: &PlanInput<'_>, counts: &[f64]) -> Result<Self, OutreachError> {
        let sizes = input.personas.sizes(counts);
        let known: Vec<f64> = counts
            .iter()
            .zip(0..)
            .map(|(&count, person)| {
                let named = !input.personas.name_of(person).is_empty();
                if named { count } else { 0.0 }
            })
            .collect();
        let sample = if sizes.iter().any(|&size| size > 0.0) {
            let roots = Roots::new(&known)?;
            Some(Sample::draw(input.cascade, &roots, MEASURED, input.seed, 4))
        } else {
            None
        };
        Ok(Self { sample, sizes })
    }

    fn spread(&self, input: &PlanInput<'_>, chosen: &[u32]) -> Vec<GroupSpread> {
        let Some(sample) = &self.sample else {
            return Vec::new();
        };
        let split = sample.by_group(input.contacted, chosen, input.personas.of, &self.sizes);
        group_spreads(split, &self.sizes)
    }

    /// Rows of `coverage.csv`; tells the listed which persona they reach most.
    fn coverage(&self, input: &PlanInput<'_>, listed: &mut [Listed]) -> Vec<CoverageRow> {
        let Some(sample) = &self.sample else {
            return Vec::new();
        };
        let mut people: Vec<u32> = listed.iter().map(|one| one.person).collect();
        people.extend_from_slice(input.influencers);
        people.sort_unstable();
        people.dedup();
        let reach = sample.each_by_group(&people, input.personas.of, &self.sizes);
        for one in listed {
            let Ok(place) = people.binary_search(&one.person) else {
                continue;
            };
            let reached = reach[place].iter().zip(0..).filter(|(r, _)| r.value > 0.0);
            // Ties go to the lower number.
            let most = reached.max_by(|a, b| a.0.value.total_cmp(&b.0.value).then(b.1.cmp(&a.1)));
            one.persona = most.map(|(_, persona)| persona);
        }
        let mut rows = Vec::with_capacity(people.len() * self.sizes.len());
        for persona in 0..self.sizes.len() as u32 {
            for (place, &person) in people.iter().enumerate() {
                rows.push(CoverageRow {
                    persona,
                    person,
                    reach: reach[place][persona as usize],
                });
            }
        }
        rows
    }
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
