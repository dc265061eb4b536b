use super::*;
use crate::spread::testing::random_cascade;

const PEOPLE: usize = 1200;

struct Scene {
    cascade: Cascade,
    benefit: Vec<f64>,
    popularity: Vec<f64>,
    persona: Vec<u32>,
    persona_names: Vec<String>,
    community: Vec<u32>,
    community_names: Vec<String>,
}

impl Scene {
    fn new() -> Self {
        let cascade = random_cascade(PEOPLE, 7000, 17, true);
        let mut popularity = vec![0.0; PEOPLE];
        for person in 0..PEOPLE as u32 {
            for (mover, _) in cascade.movers(person) {
                popularity[mover as usize] += 1.0;
            }
        }
        let n = PEOPLE as u32;
        Self {
            cascade,
            benefit: vec![1.0; PEOPLE],
            popularity,
            persona: (0..n)
                .map(|p| if p % 4 == 0 { p % 3 } else { NONE })
                .collect(),
            persona_names: ["lea", "sam", "zoe"].map(str::to_owned).to_vec(),
            community: (0..n).map(|p| p % 5).collect(),
            community_names: (1..=5).map(|c| c.to_string()).collect(),
        }
    }

    fn input(&self, limit: Limit<'static>) -> PlanInput<'_> {
        PlanInput {
            cascade: &self.cascade,
            benefit: &self.benefit,
            not_counted: &[],
            limit,
            quota: None,
            excluded: &[],
            always: &[],
            contacted: &[],
            communities: Groups {
                of: &self.community,
                names: &self.community_names,
            },
            personas: Groups {
                of: &self.persona,
                names: &self.persona_names,
            },
            popularity: &self.popularity,
            influencers: &[3],
            params: SpreadParams::new(42).precision(0.02),
            seed: 42,
        }
    }
}

#[test]
fn what_each_person_adds_only_falls_and_rises_after_those_who_must_lead() {
    let scene = Scene::new();
    let free = plan(&scene.input(Limit::Size(40))).expect("a plan");
    assert!(!free.rises(), "{:?}", free.listed);
    let dull: Vec<u32> = (0..PEOPLE as u32)
        .filter(|&person| scene.popularity[person as usize] == 0.0)
        .take(2)
        .collect();
    let input = PlanInput {
        always: &dull,
        ..scene.input(Limit::Size(40))
    };
    let led = plan(&input).expect("a plan");
    assert!(led.rises());
    assert_eq!(led.always_first, dull.len());
    let first: Vec<u32> = led.listed.iter().take(2).map(|one| one.person).collect();
    assert_eq!(first, dull);
    let after = led.listed[2..].windows(2);
    assert!(
        after
            .into_iter()
            .all(|pair| pair[1].marginal <= pair[0].marginal)
    );
}

#[test]
fn a_plan_says_what_each_person_adds_and_beats_top_followers() {
    let scene = Scene::new();
    let plan = plan(&scene.input(Limit::Size(12))).expect("a plan");
    assert_eq!(plan.listed.len(), 12);
    let sum: f64 = plan.listed.iter().map(|one| one.marginal).sum();
    assert!((sum - plan.reached.value).abs() < 1e-6);
    assert_eq!(plan.curve().len(), 13);
    assert!(plan.curve().windows(2).all(|pair| pair[0] <= pair[1]));
    assert!(plan.reached.value >= plan.top_followers.reached.value);
    assert!(plan.guarantee >= 0.53 && plan.guarantee <= 1.0);
    assert_eq!((plan.already.value, plan.target.is_none()), (0.0, true));
    assert_eq!(plan.people, 1200.0);
    assert_eq!(plan.cost, None);
}

#[test]
fn the_parts_of_the_spread_add_up_and_stay_within_their_groups() {
    let scene = Scene::new();
    let plan = plan(&scene.input(Limit::Size(12))).expect("a plan");
    let sum: f64 = plan.communities.iter().map(|part| part.reached.value).sum();
    assert!((sum / plan.reached.value - 1.0).abs() < 0.03, "{sum}");
    for part in plan.communities.iter().chain(&plan.personas) {
        assert!(part.reached.low <= part.reached.value && part.reached.high <= part.size);
    }
    assert_eq!(
        plan.personas.iter().map(|part| part.size).sum::<f64>(),
        300.0
    );
    // Twelve listed and one more influencer, unless it is listed: three personas each.
    assert!(plan.coverage.len() == 39 || plan.coverage.len() == 36);
    assert!(plan.listed.iter().any(|one| one.persona.is_some()));
}

#[test]
fn aiming_at_a_persona_raises_its_spread_and_says_by_how_much() {
    let mut scene = Scene::new();
    for (benefit, &persona) in scene.benefit.iter_mut().zip(&scene.persona) {
        *benefit = if persona == 1 { 1.0 } else { 0.0 };
    }
    let plan = plan(&scene.input(Limit::Size(20))).expect("a plan");
    let effect = plan.target.expect("the effect of aiming");
    assert!(effect.targeted.value > effect.untargeted.value);
    let (_, aimed, free) = effect.personas[1];
    assert!(aimed.value > free.value);
    assert!(plan.benefit.value <= 100.0 && plan.reached.value > plan.benefit.value);
}

#[test]
fn who_was_contacted_counts_as_reached_and_is_never_listed_again() {
    let scene = Scene::new();
    let first = plan(&scene.input(Limit::Size(5))).expect("a plan");
    let contacted: Vec<u32> = first.listed.iter().map(|one| one.person).collect();
    let mut excluded = vec![false; PEOPLE];
    excluded[7] = true;
    let second = plan(&PlanInput {
        contacted: &contacted,
        excluded: &excluded,
        always: &[7, contacted[0], 600],
        ..scene.input(Limit::Size(5))
    })
    .expect("a plan");
    assert_eq!(second.listed[0].person, 600);
    assert_eq!(second.always_left_out, 2);
    for one in &second.listed {
        assert!(!contacted.contains(&one.person) && one.person != 7);
    }
    assert!(!second.top_followers.people.contains(&contacted[0]));
    let gap = second.already.value / first.reached.value;
    assert!((gap - 1.0).abs() < 0.05);
}

#[test]
fn a_budget_is_kept_and_what_it_cannot_buy_is_said() {
    let scene = Scene::new();
    let costs: &'static [f64] = (0..PEOPLE)
        .map(|p| {
            if p == 0 {
                f64::INFINITY
            } else {
                20.0 + p as f64 / 10.0
            }
        })
        .collect::<Vec<f64>>()
        .leak();
    let budget = |budget| Limit::Budget { budget, costs };
    let bought = plan(&scene.input(budget(200.0))).expect("a plan");
    assert!(bought.cost.expect("a cost") <= 200.0);
    assert!(bought.top_followers.cost.expect("a cost") <= 200.0);
    assert!(bought.listed.iter().all(|one| one.person != 0));
    let error = plan(&scene.input(budget(5.0))).expect_err("too little");
    assert!(matches!(error, OutreachError::BudgetTooSmall { cheapest, .. } if cheapest == 20.1));
    let unpriced: &'static [f64] = vec![f64::INFINITY; PEOPLE].leak();
    let limit = Limit::Budget {
        budget: 5.0,
        costs: unpriced,
    };
    assert!(matches!(
        plan(&scene.input(limit)),
        Err(OutreachError::NoCosts)
    ));
}

#[test]
fn nobody_left_no_size_and_too_large_a_size_are_answered() {
    let scene = Scene::new();
    assert!(matches!(
        plan(&scene.input(Limit::Size(0))),
        Err(OutreachError::NoSize)
    ));
    let excluded = vec![true; PEOPLE];
    let nobody = plan(&PlanInput {
        excluded: &excluded,
        ..scene.input(Limit::Size(3))
    });
    assert!(matches!(nobody, Err(OutreachError::NobodyLeft { .. })));
    let all = plan(&scene.input(Limit::Size(5000))).expect("a plan");
    assert!(all.listed.len() <= PEOPLE);
    let stop = all.stop.expect("a place to stop");
    assert!(stop.keep < all.listed.len() && stop.next_adds < WORTH);
}

#[test]
fn those_who_do_not_count_are_worth_nothing() {
    let scene = Scene::new();
    let not_counted: Vec<bool> = (0..PEOPLE).map(|p| p % 2 == 0).collect();
    let plan = plan(&PlanInput {
        not_counted: &not_counted,
        ..scene.input(Limit::Size(4))
    })
    .expect("a plan");
    assert_eq!(plan.people, 600.0);
    assert!(plan.reached.high <= 600.0);
    assert!(plan.target.is_none());
}
