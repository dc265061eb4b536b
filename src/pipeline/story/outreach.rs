//! The plan in the words of the documents.

use super::super::outreach::Outreach;
use super::super::ties::Ties;
use super::network;
use crate::brief::data;
use crate::outreach::{GroupSpread, Listed, OutreachRow, TargetEffect};

/// The plan as the documents tell it.
pub(super) fn outreach(found: &Outreach, wing: &Ties) -> data::Outreach {
    let plan = &found.plan;
    let rows = plan.listed.iter().zip(&found.rows);
    data::Outreach {
        plan: rows.map(|(one, row)| plan_row(wing, one, row)).collect(),
        budget: found.budget,
        spread: plan.reached.value,
        spread_low: Some(plan.reached.low),
        spread_best: None,
        guarantee: Some(plan.guarantee),
        of: plan.people.round() as u64,
        curve: curve(found),
        stop: plan.stop.map(|stop| data::Stop {
            keep: stop.keep as u32,
            next_adds: stop.next_adds,
        }),
        aimed: plan.target.as_ref().map(aimed),
        ordered_by: ordered_by(found),
        comparison: comparison(found),
        personas: plan
            .personas
            .iter()
            .map(|group| of_persona(found, group))
            .collect(),
        circles: plan.communities.iter().map(of_circle).collect(),
        coverage: coverage(found, wing),
        suppressed: wing.suppressed,
        never: found.never,
    }
}

fn aimed(effect: &TargetEffect) -> data::Aimed {
    let (targeted, untargeted) = (effect.targeted, effect.untargeted);
    data::Aimed {
        targeted: targeted.value,
        untargeted: untargeted.value,
        change: if untargeted.value > 0.0 {
            targeted.value / untargeted.value - 1.0
        } else {
            0.0
        },
        sure: targeted.low > untargeted.high,
    }
}

/// What the list goes by where it does not go by people touched; empty where it does.
fn ordered_by(found: &Outreach) -> Vec<String> {
    let plan = &found.plan;
    let reasons = [
        ("always", plan.always_first > 0),
        ("target", plan.target.is_some()),
        ("budget", found.budget.is_some()),
    ];
    let holds = reasons
        .into_iter()
        .filter(|(_, holds)| *holds && plan.rises());
    holds.map(|(key, _)| key.to_owned()).collect()
}

fn curve(found: &Outreach) -> Vec<data::CurvePoint> {
    let points = (0..).zip(found.plan.curve());
    points
        .map(|(contacted, spread)| data::CurvePoint { contacted, spread })
        .collect()
}

fn comparison(found: &Outreach) -> Vec<data::Comparison> {
    let plan = &found.plan;
    vec![
        data::Comparison {
            strategy: data::Strategy::Plan,
            spread: plan.reached.value,
            contacted: plan.listed.len() as u32,
        },
        data::Comparison {
            strategy: data::Strategy::TopDegree,
            spread: plan.top_followers.reached.value,
            contacted: plan.top_followers.people.len() as u32,
        },
    ]
}

fn of_persona(found: &Outreach, group: &GroupSpread) -> data::Reached {
    data::Reached {
        persona: found.personas.get(group.group as usize).cloned(),
        community: None,
        spread: group.reached.value,
        of: group.size.round() as u64,
    }
}

fn of_circle(group: &GroupSpread) -> data::Reached {
    data::Reached {
        persona: None,
        community: Some(group.group),
        spread: group.reached.value,
        of: group.size.round() as u64,
    }
}

/// Whom each person reaches, persona by persona.
pub(in super::super) fn coverage(found: &Outreach, wing: &Ties) -> Vec<data::Coverage> {
    let rows = found.plan.coverage.iter();
    rows.map(|row| data::Coverage {
        persona: found
            .personas
            .get(row.persona as usize)
            .cloned()
            .unwrap_or_default(),
        person: wing.log.people.key(row.person).to_owned(),
        label: wing.log.accounts[row.person as usize].label.clone(),
        reach: row.reach.value,
        low: Some(row.reach.low),
        high: Some(row.reach.high),
    })
    .collect()
}

fn plan_row(wing: &Ties, one: &Listed, row: &OutreachRow) -> data::PlanRow {
    let person = network::person(wing, one.person, None);
    let said = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    data::PlanRow {
        rank: row.rank,
        id: row.id.clone(),
        label: row.label.clone(),
        platform: said(&row.platform),
        profile_url: said(&row.profile_url),
        language: said(&row.language),
        roles: person.roles,
        community: person.community,
        persona: said(&row.persona),
        marginal_reach: row.marginal_reach,
        cumulative_reach: row.cumulative_reach,
        cost: row.cost,
        reasons: person.reasons,
        subject: None,
        status: said(&row.status),
        owner: said(&row.owner),
    }
}
