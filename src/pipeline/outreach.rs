//! The outreach plan of a build: whom to contact, to reach whom, within what.

use super::audience::Audience;
use super::community;
use super::contact::Contacts;
use super::meeting::Meeting;
use super::stage::Stage;
use super::ties::Ties;
use super::{InputFile, Warning};
use crate::error::Error;
use crate::outreach::{
    self, CostList, CoverageLine, Groups, OutreachRow, PersonaLine, Plan, PlanInput, RowContext,
    WorkbookInput,
};
use crate::project::{OutreachSettings, ScopeAudience};
use crate::role::Role;
use crate::spread::{Cascade, Limit, SpreadParams};

/// The plan with the list people work with.
#[derive(Clone)]
pub(super) struct Outreach {
    pub plan: Plan,
    pub rows: Vec<OutreachRow>,
    /// Slugs of the personas, by their numbers in the plan.
    pub personas: Vec<String>,
    pub budget: Option<f64>,
    /// Names on the `never` list that the log knows.
    pub never: u64,
}

/// The plan of a build; `None` where there is nobody to plan for, or it was not asked for.
pub(super) fn plan(
    stage: &mut Stage<'_>,
    audience: Option<&Audience>,
    ties: Option<&Ties>,
    meeting: &Meeting,
    contacts: &Contacts,
) -> Result<Option<Outreach>, Error> {
    let project = &stage.loaded.project;
    let Some(wing) = ties.filter(|wing| wing.network.ties() > 0 && wing.log.ties.is_none()) else {
        return Ok(None);
    };
    // Colleagues are no audience to be worked on: an internal community gets no outreach.
    let internal = project.scope.audience == ScopeAudience::Internal;
    if internal || !stage.options.wants_outreach() {
        return Ok(None);
    }
    (stage.progress)("plan", 0.0);
    let asked = project.outreach.is_some();
    let settings = project.outreach.clone().unwrap_or_default();
    let planned = make(stage, &settings, audience, wing, meeting, contacts);
    match planned {
        Ok(outreach) => Ok(Some(outreach)),
        // Without an `outreach:` block nobody asked for a plan: a log that bears none is no failure.
        Err(Error::Outreach(_) | Error::Spread(_)) if !asked => {
            stage.warn(Warning::new("no_plan"));
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

fn make(
    stage: &mut Stage<'_>,
    settings: &OutreachSettings,
    audience: Option<&Audience>,
    wing: &Ties,
    meeting: &Meeting,
    contacts: &Contacts,
) -> Result<Outreach, Error> {
    let people = wing.log.people.len();
    let personas = community::names(audience);
    let of_persona = community::personas(wing, meeting, &personas);
    let circles: Vec<String> = wing
        .communities
        .iter()
        .flat_map(|found| 0..found.sizes.len())
        .map(|circle| circle.to_string())
        .collect();
    let communities = Groups {
        of: wing
            .communities
            .as_ref()
            .map_or(&[][..], |found| &found.labels),
        names: &circles,
    };
    let groups = Groups {
        of: &of_persona,
        names: &personas,
    };
    let cascade = Cascade::new(people, |person| wing.network.targets(person))?;
    let benefit = outreach::benefits(people, &settings.target, groups, communities)?;
    let costs = costs(stage, settings, wing)?;
    let limit = match (&settings.budget, &costs) {
        (Some(budget), Some(list)) => Limit::Budget {
            budget: *budget,
            costs: &list.costs,
        },
        (Some(_), None) => {
            return Err(Error::usage(
                "outreach.budget needs outreach.costs, a table id,cost",
            ));
        }
        (None, _) => Limit::Size(settings.size.min(people)),
    };
    let always = named(stage, wing, &settings.always, "always_unknown");
    let never = named(stage, wing, &settings.never, "never_unknown");
    let excluded = excluded(wing, &never);
    let influencers: Vec<u32> = wing
        .roles
        .iter()
        .filter(|held| held.role == Role::Influencer)
        .map(|held| held.person)
        .take(20)
        .collect();
    let popularity = popularity(wing);
    let plan = outreach::plan(&PlanInput {
        cascade: &cascade,
        benefit: &benefit,
        not_counted: &wing.not_counted(),
        limit,
        quota: settings.quota.community,
        excluded: &excluded,
        always: &always,
        contacted: &outreach::contacted(&contacts.record, &wing.log.people),
        communities,
        personas: groups,
        popularity: &popularity,
        influencers: &influencers,
        params: SpreadParams::new(stage.loaded.project.seed()),
        seed: stage.loaded.project.seed(),
    })?;
    let brand = wing
        .brand
        .first()
        .map_or("", |&person| &*wing.log.accounts[person as usize].label);
    let rows = outreach::rows(
        &plan,
        &RowContext {
            log: &wing.log,
            roles: &wing.roles,
            communities,
            personas: groups,
            contacts: &contacts.record,
            brand,
            language: super::ties::language(stage.loaded.project.language),
        },
    );
    Ok(Outreach {
        plan,
        rows,
        personas,
        budget: settings.budget,
        never: never.len() as u64,
    })
}

fn costs(
    stage: &mut Stage<'_>,
    settings: &OutreachSettings,
    wing: &Ties,
) -> Result<Option<CostList>, Error> {
    let Some(name) = &settings.costs else {
        return Ok(None);
    };
    let bytes = std::fs::read(stage.loaded.path(name)).map_err(|source| Error::Input {
        path: name.clone(),
        source,
    })?;
    let list = outreach::read_costs(&bytes, &wing.log.people)?;
    if list.unknown > 0 {
        stage.warn(Warning::new("costs_unknown").with("n", list.unknown));
    }
    stage.input(InputFile {
        name: name.clone(),
        format: "costs".to_owned(),
        ..InputFile::default()
    })?;
    Ok(Some(list))
}

/// People of the log a list names; those it does not hold are counted in a warning.
fn named(stage: &mut Stage<'_>, wing: &Ties, names: &[String], warning: &str) -> Vec<u32> {
    let found: Vec<Vec<u32>> = names.iter().map(|name| wing.log.find(name)).collect();
    let unknown = found.iter().filter(|people| people.is_empty()).count();
    if unknown > 0 {
        stage.warn(Warning::new(warning).with("n", unknown));
    }
    found.concat()
}

/// Who may not be listed: the brand, its staff, and who the project says never to contact.
fn excluded(wing: &Ties, never: &[u32]) -> Vec<bool> {
    let mut excluded = vec![false; wing.log.people.len()];
    for &person in wing.brand.iter().chain(&wing.staff).chain(never) {
        excluded[person as usize] = true;
    }
    excluded
}

/// What the market ranks by: followers where the source says them, else distinct endorsers.
fn popularity(wing: &Ties) -> Vec<f64> {
    if wing
        .log
        .accounts
        .iter()
        .any(|account| account.followers.is_some())
    {
        let followers = wing.log.accounts.iter();
        return followers
            .map(|account| account.followers.unwrap_or(0) as f64)
            .collect();
    }
    let people = 0..wing.log.people.len() as u32;
    people
        .map(|person| wing.network.endorsers(person).0.len() as f64)
        .collect()
}

impl Ties {
    /// Who is not worth reaching: members of a coordinated group, and untrusted accounts that
    /// endorse nobody but an account whose audience is flagged.
    fn not_counted(&self) -> Vec<bool> {
        let mut out = vec![false; self.log.people.len()];
        let Some(flags) = &self.measures.flags else {
            return out;
        };
        let trusted = |person: usize| {
            self.measures
                .trust
                .as_ref()
                .is_none_or(|trust| trust[person] > 0.0)
        };
        for (person, out) in out.iter_mut().enumerate() {
            let (targets, _) = self.network.targets(person as u32);
            let fan_of_flagged = match targets {
                [only] => {
                    let target = &flags[*only as usize];
                    target.single_target.is_some()
                        || target.untrusted.is_some()
                        || target.burst.is_some()
                }
                _ => false,
            };
            *out = flags[person].coordinated.is_some() || fan_of_flagged && !trusted(person);
        }
        out
    }

    /// The same people as a list: what they say counts for no subject.
    pub fn flagged(&self) -> Vec<u32> {
        let out = self.not_counted();
        (0..self.log.people.len() as u32)
            .filter(|&person| out[person as usize])
            .collect()
    }
}

/// The workbook people work with.
pub(super) fn workbook(
    stage: &Stage<'_>,
    found: &Outreach,
    wing: &Ties,
    contacts: &Contacts,
) -> Result<Vec<u8>, Error> {
    let project = &stage.loaded.project;
    let language = super::ties::language(project.language);
    let plan = &found.plan;
    let personas: Vec<PersonaLine> = plan
        .personas
        .iter()
        .map(|group| PersonaLine {
            name: found
                .personas
                .get(group.group as usize)
                .cloned()
                .unwrap_or_default(),
            size: group.size,
            reached: group.reached,
        })
        .collect();
    let coverage: Vec<CoverageLine> = plan
        .coverage
        .iter()
        .map(|row| CoverageLine {
            persona: found
                .personas
                .get(row.persona as usize)
                .cloned()
                .unwrap_or_default(),
            label: wing.log.accounts[row.person as usize].label.clone(),
            reach: row.reach,
        })
        .collect();
    let word = |french: &str, english: &str| language.pick(french, english).to_owned();
    let left_out = [
        (word("Ont dit non", "Said no"), wing.suppressed),
        (
            word("Jamais, selon le projet", "Never, says the project"),
            found.never,
        ),
        (
            word(
                "Comptes écartés à la lecture",
                "Accounts left out on reading",
            ),
            wing.log.left_out,
        ),
    ];
    let now = wing.network.clock().as_of.unwrap_or_default();
    Ok(outreach::workbook(&WorkbookInput {
        title: &project.title,
        language,
        rows: &found.rows,
        contacts: &contacts.record,
        personas: &personas,
        coverage: &coverage,
        method: &outreach::method(plan, language),
        left_out: &left_out,
        own_sheets: &contacts.own_sheets,
        date: super::moment::day(now, project.zone()),
    })?)
}
