//! Data to look at documents with: Café Lumen, a fictional roastery in Lille, and uglier ones.

use super::data::*;
use super::layout;
use crate::statistic::unit;

/// Words that are hostile in some format.
pub const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "[click](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "](https://evil.example)",
    "`code` ${x} {{ 7*7 }} {% raw %}",
    "| a | b |\n|---|---|\n# heading",
    "- list\n1. list\n> quote\n---",
    "</title></desc></svg><svg onload=alert(1)>",
    "</style><script>alert(2)</script>",
    "<!-- --> <![CDATA[ x ]]> &amp; &#x3c;b&#x3e;",
    "\u{202E}evil\u{202C} \u{2066}x\u{2069} \u{200F}",
    "nul\u{0} bell\u{7} esc\u{1b}[31m",
    "=cmd|' /C calc'!A0",
    "www.evil.example https://evil.example/?a=<b>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "\\<script\\>alert(1)\\</script\\>",
    "<https://evil.example>",
    "مرحبا بالعالم שלום עולם",
    "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿",
];

fn statement(
    facet: Facet,
    question: &str,
    answer: &str,
    share: f64,
    elsewhere: f64,
    n: u64,
) -> Statement {
    let base = (n as f64 / share).round() as u64;
    let margin = 1.96 * (share * (1.0 - share) / base as f64).sqrt();
    Statement {
        attribute: question.to_lowercase().replace(' ', "_"),
        level: Some(answer.to_owned()),
        question: question.to_owned(),
        answer: Some(answer.to_owned()),
        role: if facet == Facet::Demographic {
            AttributeRole::Descriptor
        } else {
            AttributeRole::Segmentation
        },
        facet,
        kind: if (share - elsewhere).abs() > 0.1 {
            StatementKind::Distinctive
        } else {
            StatementKind::Typical
        },
        share: Some(share),
        low: Some((share - margin).max(0.0)),
        high: Some((share + margin).min(1.0)),
        elsewhere: Some(elsewhere),
        overall: Some(0.4 * share + 0.6 * elsewhere),
        effect: Some(2.0 * (share.sqrt().asin() - elsewhere.sqrt().asin())),
        p: (facet == Facet::Demographic).then_some(0.0004),
        n: Some(n),
        base: Some(base),
        ..Statement::default()
    }
}

fn portrait(hue: u32) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 100\"><rect width=\"100\" height=\"100\" fill=\"hsl({hue} 40% 82%)\"/><circle cx=\"50\" cy=\"42\" r=\"20\" fill=\"hsl({hue} 35% 62%)\"/><path d=\"M14 100c2-26 18-34 36-34s34 8 36 34z\" fill=\"hsl({hue} 45% 42%)\"/><path d=\"M30 40c0-16 9-24 20-24s20 8 20 24c-6-8-12-11-20-11s-14 3-20 11z\" fill=\"hsl({hue} 30% 24%)\"/></svg>"
    )
}

fn persona(index: usize, slug: &str, name: &str, title: &str, share: f64, n: u64) -> Persona {
    use Facet::{Attitude, Behaviour, Channel, Demographic, Environment, Frustration, Goal};
    let f = |base: f64, i: usize| (base + 0.13 * ((index * 7 + i * 3) % 5) as f64 / 5.0).min(0.95);
    let all: [(Facet, &str, &str, f64); 12] = [
        (
            Goal,
            "Ce que vous cherchez d'abord",
            "découvrir de nouveaux cafés",
            0.28,
        ),
        (
            Goal,
            "Ce que vous cherchez d'abord",
            "soutenir un artisan du quartier",
            0.24,
        ),
        (
            Frustration,
            "Ce qui vous retient d'acheter",
            "le prix au kilo",
            0.33,
        ),
        (
            Frustration,
            "Ce qui vous retient d'acheter",
            "ne pas savoir choisir",
            0.22,
        ),
        (
            Behaviour,
            "Achète du café en grains",
            "une fois par semaine",
            0.19,
        ),
        (Behaviour, "Vient au comptoir", "Souvent", 0.26),
        (
            Attitude,
            "Le café est un produit agricole avant tout",
            "Tout à fait d'accord",
            0.31,
        ),
        (
            Environment,
            "Où le café est bu",
            "au bureau, avec des collègues",
            0.36,
        ),
        (
            Environment,
            "Machine utilisée",
            "moulin et filtre manuel",
            0.18,
        ),
        (Channel, "Suit Café Lumen sur", "Instagram", 0.42),
        (Channel, "Préfère être prévenu par", "courriel", 0.37),
        (Demographic, "Âge", "26-35 ans", 0.29),
    ];
    let statements = all
        .iter()
        .enumerate()
        .map(|(i, &(facet, question, answer, elsewhere))| {
            let share = if (i + index) % 4 == 3 {
                elsewhere * 0.4
            } else {
                f(elsewhere + 0.28, i)
            };
            statement(
                facet,
                question,
                answer,
                share,
                elsewhere,
                (share * n as f64) as u64,
            )
        })
        .collect();
    Persona {
        slug: slug.to_owned(),
        name: Some(name.to_owned()),
        title: title.to_owned(),
        portrait: Some(portrait(40 + 80 * index as u32)),
        share,
        share_low: Some(share - 0.026),
        share_high: Some(share + 0.026),
        n,
        stability: Some([0.93, 0.88, 0.79, 0.68][index % 4]),
        coverage: Some(Match {
            all: 41 - 7 * index as u64,
            three_quarters: 210,
            of: 1200,
        }),
        statements,
        quotes: vec![Quote {
            text: "Je veux savoir qui a fait pousser ce que je bois, et payer le juste prix."
                .into(),
            language: Some("fr".into()),
        }],
        reached_by: vec![
            ReachedBy {
                id: "x:1".into(),
                label: "@lucie_torrefie".into(),
                reach: 48.0,
                low: Some(36.0),
                high: Some(61.0),
            },
            ReachedBy {
                id: "x:2".into(),
                label: "@le_grain_du_nord".into(),
                reach: 31.0,
                low: None,
                high: None,
            },
        ],
        edits: None,
    }
}

fn audience() -> Audience {
    let mut personas = vec![
        persona(
            0,
            "camille",
            "Camille",
            "achète en grains chaque semaine, veut connaître le producteur",
            0.34,
            402,
        ),
        persona(
            1,
            "mehdi",
            "Mehdi",
            "boit au bureau, attend un prix clair et une livraison sûre",
            0.28,
            341,
        ),
        persona(
            2,
            "jeanne",
            "Jeanne",
            "vient au comptoir entre amis, suit les ateliers",
            0.22,
            266,
        ),
        persona(
            3,
            "paul",
            "Paul",
            "offre du café, ne sait pas choisir",
            0.16,
            191,
        ),
    ];
    personas[0].edits = Some(Edits {
        title: Some("La curieuse du grain".into()),
        story: Some("Camille passe le samedi matin, goûte avant d'acheter et raconte à ses voisins ce qu'elle a appris.".into()),
        goals: vec!["Visiter une ferme avec nous".into()],
        notes: vec!["Rencontrée deux fois à l'atelier de janvier.".into()],
        hidden: 1,
        ..Edits::default()
    });
    let profile = |question: &str, answer: &str, seed: u64| Profile {
        attribute: question.to_owned(),
        question: question.to_owned(),
        answer: Some(answer.to_owned()),
        scale: None,
        overall: Some(0.4),
        values: (0..4)
            .map(|i| {
                let value = 0.1 + 0.75 * unit(&[seed, i]);
                ProfileValue {
                    value: Some(value),
                    low: Some(value - 0.05),
                    high: Some(value + 0.05),
                }
            })
            .collect(),
    };
    let criteria = (2..=8)
        .map(|k| Criterion {
            k,
            explained: Some(0.12 + 0.05 * k as f64 - 0.002 * (k * k) as f64),
            silhouette: Some([0.14, 0.15, 0.19, 0.16, 0.13, 0.12, 0.10][k - 2]),
            calinski_harabasz: Some(210.0 - 14.0 * k as f64),
            ari: Some([0.94, 0.83, 0.92, 0.74, 0.61, 0.55, 0.50][k - 2]),
            ari_se: Some(0.012 + 0.004 * k as f64),
            prediction_strength: Some(0.9 - 0.08 * k as f64),
            null_mean: Some(0.09 + 0.034 * k as f64),
            null_sd: Some(0.003),
            null_z: Some(22.0 - 2.0 * k as f64),
            gaussian_z: (k == 4).then_some(6.4),
            admissible: k <= 5,
            objections: if k > 5 {
                vec!["unstable".into()]
            } else {
                Vec::new()
            },
            chosen: k == 4,
            runner_up: k == 3,
            ..Criterion::default()
        })
        .collect();
    Audience {
        respondents: 1200,
        weighted: true,
        effective_n: Some(1043.0),
        design_effect: Some(1.15),
        verdict: Verdict::Natural,
        k: 4,
        why: Why::BestSilhouette,
        criteria,
        method: "kmeans".into(),
        personas,
        runner_up: Some(RunnerUp {
            k: 3,
            personas: Vec::new(),
        }),
        shared: vec![
            statement(
                Facet::Attitude,
                "Le goût compte plus que la marque",
                "Plutôt d'accord",
                0.81,
                0.81,
                972,
            ),
            statement(
                Facet::Channel,
                "Suit Café Lumen sur",
                "au moins un réseau",
                0.74,
                0.74,
                888,
            ),
            statement(
                Facet::Environment,
                "Habite",
                "à moins de 5 km",
                0.66,
                0.66,
                792,
            ),
        ],
        profiles: vec![
            profile(
                "Ce que vous cherchez d'abord",
                "découvrir de nouveaux cafés",
                1,
            ),
            profile("Ce qui vous retient d'acheter", "le prix au kilo", 2),
            profile("Achète du café en grains", "une fois par semaine", 3),
            profile("Où le café est bu", "au bureau, avec des collègues", 4),
            profile("Vient au comptoir", "souvent", 5),
            profile("Suit Café Lumen sur", "Instagram", 6),
            profile("Machine utilisée", "moulin et filtre manuel", 7),
            Profile {
                question: "Dépense par mois".into(),
                scale: Some((0.0, 60.0)),
                overall: Some(22.0),
                values: [31.0, 18.0, 24.0, 12.0]
                    .map(|v| ProfileValue {
                        value: Some(v),
                        low: Some(v - 3.0),
                        high: Some(v + 3.0),
                    })
                    .to_vec(),
                ..Profile::default()
            },
        ],
        map: Some(RespondentMap {
            explained: (0.21, 0.13),
            of: 1200,
            points: (0..1200)
                .map(|i| {
                    let persona = (i % 4) as usize;
                    let middle = [(1.2, 0.4), (-1.0, 0.8), (0.2, -1.1), (-0.6, -0.5)][persona];
                    let noise = |axis| (0..4).map(|j| unit(&[i, axis, j]) - 0.5).sum::<f64>();
                    MapPoint {
                        x: middle.0 + noise(0),
                        y: middle.1 + noise(1),
                        persona: Some(persona),
                    }
                })
                .collect(),
        }),
        typing: Some(Typing {
            questions: [
                (
                    "Achète du café en grains",
                    ["jamais", "parfois", "une fois par semaine"],
                ),
                (
                    "Où le café est bu",
                    ["à la maison", "au bureau", "au comptoir"],
                ),
                (
                    "Ce que vous cherchez d'abord",
                    ["découvrir", "soutenir", "le prix"],
                ),
            ]
            .into_iter()
            .map(|(question, answers)| Golden {
                attribute: question.to_lowercase(),
                question: question.into(),
                multi: false,
                answers: answers
                    .into_iter()
                    .enumerate()
                    .map(|(i, answer)| AnswerScore {
                        answer: answer.into(),
                        points: (0..4).map(|p| ((i + p) % 4) as f64 - 1.0).collect(),
                    })
                    .collect(),
            })
            .collect(),
            accuracy: (1..=6)
                .map(|questions| {
                    let accuracy = 0.96 - 0.4 / questions as f64;
                    Accuracy {
                        questions,
                        accuracy,
                        low: Some(accuracy - 0.03),
                        high: Some(accuracy + 0.02),
                    }
                })
                .collect(),
            start: vec![0.4, 0.1, -0.1, -0.4],
        }),
        outcomes: vec![Outcome {
            question: "Est revenu dans le mois".into(),
            measure: "cramers_v".into(),
            value: 0.31,
            n: Some(1180),
        }],
        badly_represented: Some(0.07),
        screen: Some(Screen {
            straight_liners: 9,
            refusers: 4,
            duplicates: 2,
            speeders: 0,
        }),
        ..Audience::default()
    }
}

/// Labels of the café's people.
const LABELS: [&str; 16] = [
    "@cafelumen",
    "@lucie_torrefie",
    "@le_grain_du_nord",
    "@barista_wazemmes",
    "@mamie_moka",
    "@thomas.filtre",
    "@lille_gourmande",
    "@ines_latte",
    "@promo_concours_59",
    "@velo_cafe",
    "@studio_trieste",
    "@amandine_b",
    "@bons_plans_lille",
    "@le_comptoir_de_lea",
    "@karim_expresso",
    "@nord_presse",
];

fn network() -> Network {
    let label = |i: usize| {
        LABELS
            .get(i)
            .map_or_else(|| format!("@client_{i}"), |l| (*l).to_owned())
    };
    let roles = |i: usize| match i {
        0 => vec![Role::Brand],
        1..=3 => vec![Role::Influencer],
        4 | 5 => vec![Role::Ambassador],
        6 => vec![Role::Influencer, Role::Broker],
        7 => vec![Role::Ambassador],
        9 | 10 => vec![Role::Broker],
        _ => Vec::new(),
    };
    let reach = |i: usize| {
        if i == 8 {
            388.0
        } else {
            420.0 / (1.0 + i as f64 * 0.4)
        }
    };
    let person = |i: usize| Person {
        id: format!("x:{i}"),
        label: label(i),
        platforms: vec!["x".into()],
        url: Some(format!(
            "https://x.com/{}",
            label(i).trim_start_matches('@')
        )),
        community: Some((i % 5) as u32),
        reach: reach(i),
        reach_low: Some(reach(i) * 0.88),
        reach_high: Some(reach(i) * 1.13),
        ranks: Some((i as u32 + 1, i as u32 + 2)),
        trust: Some(if i == 8 { 6.0 } else { 96.0 - i as f64 }),
        credible_reach: Some(if i == 8 { 22.0 } else { reach(i) * 0.95 }),
        participation: Some(0.7 - 0.02 * i as f64),
        constraint: Some(0.1 + 0.01 * i as f64),
        betweenness: Some(10.0 - i as f64),
        flags: if i == 8 {
            vec![
                Flag {
                    kind: "single_target".into(),
                    value: Some(0.91),
                },
                Flag {
                    kind: "burst".into(),
                    value: Some(0.64),
                },
            ]
        } else {
            Vec::new()
        },
        ambassador: roles(i)
            .contains(&Role::Ambassador)
            .then_some(92.0 - i as f64),
        parts: vec![
            Part {
                part: "active_weeks".into(),
                percentile: 97.0,
                value: Some(41.0),
            },
            Part {
                part: "recency".into(),
                percentile: 88.0,
                value: Some(2.0),
            },
            Part {
                part: "helpfulness".into(),
                percentile: 93.0,
                value: Some(37.0),
            },
        ],
        roles: roles(i),
        reasons: if roles(i).contains(&Role::Ambassador) {
            vec![
                Reason::Faithful {
                    weeks: 41,
                    last_days: Some(2),
                },
                Reason::Helps { answers: 37 },
                Reason::Positive { share: 0.84 },
            ]
        } else if i == 9 || i == 10 {
            vec![Reason::Connects { circles: 4 }]
        } else {
            vec![
                Reason::Endorsed {
                    people: reach(i) as u64,
                    circles: Some(4),
                    last_month: Some(0.81),
                },
                Reason::Trusted {
                    covers: if i == 8 { 0.06 } else { 1.0 },
                },
            ]
        },
        ..Person::default()
    };
    let people = 180;
    let ties: Vec<(u32, u32, f64)> = (16..people)
        .flat_map(|i| {
            (0..4).map(move |j| {
                let inside = unit(&[i, j, 1]) < 0.8;
                let target = if inside {
                    (i % 5 + 5 * (unit(&[i, j]) * 6.0) as u64) as u32
                } else {
                    (unit(&[i, j, 2]) * 40.0) as u32
                };
                (i as u32, target, 0.3 + unit(&[i, j, 3]))
            })
        })
        .collect();
    let groups: Vec<u32> = (0..people as u32).map(|i| i % 5).collect();
    let places = layout::arrange(
        people as usize,
        &ties,
        Some(&groups),
        &vec![14.0; people as usize],
        42,
    );
    Network {
        people: 2500,
        active: Some(2310),
        ties: 14_820,
        interactions: 20_000,
        from: Some("2025-02-01".into()),
        to: Some("2026-01-31".into()),
        kinds: vec![
            KindCount {
                kind: "reply".into(),
                count: 8120,
            },
            KindCount {
                kind: "mention".into(),
                count: 6210,
            },
            KindCount {
                kind: "repost".into(),
                count: 5670,
            },
        ],
        reach_kinds: vec!["repost".into(), "quote".into()],
        half_life: Some("90d".into()),
        reciprocity: Some(0.23),
        modularity: Some(0.41),
        trust: Some(Trust {
            seeds: 64,
            weak: false,
            proposed: false,
        }),
        circles: (0..5)
            .map(|i| Circle {
                community: i,
                size: 700 - 110 * u64::from(i),
                share: 0.28 - 0.044 * f64::from(i),
                cohesion: Some(0.74 - 0.05 * f64::from(i)),
                terms: [
                    "filtre,mouture,éthiopie,v60",
                    "livraison,colis,abonnement",
                    "atelier,comptoir,latte art",
                    "concours,cadeau,gagner",
                    "lille,wazemmes,marché",
                ][i as usize]
                    .split(',')
                    .map(str::to_owned)
                    .collect(),
                top_people: (1..4).map(|j| label((i as usize + 5 * j) % 16)).collect(),
                brand_share: Some(0.4 - 0.06 * f64::from(i)),
            })
            .collect(),
        rows: (0..16).map(person).collect(),
        ambassador_parts: vec![
            "active_weeks".into(),
            "recency".into(),
            "helpfulness".into(),
        ],
        ambassador_dropped: vec!["positive".into()],
        drawing: Some(Drawing {
            people: (0..people as usize)
                .map(|i| DrawnPerson {
                    id: format!("x:{i}"),
                    label: label(i),
                    community: Some((i % 5) as u32),
                    reach: reach(i),
                    roles: roles(i),
                    flagged: i == 8,
                    x: places[i][0],
                    y: places[i][1],
                })
                .collect(),
            ties: ties
                .iter()
                .map(|&(source, target, weight)| DrawnTie {
                    source,
                    target,
                    weight,
                })
                .collect(),
            people_total: 2500,
            ties_total: 14_820,
        }),
        backtest: [
            ("credible_reach", 0.811),
            ("reach", 0.820),
            ("pagerank", 0.70),
            ("in_degree", 0.77),
        ]
        .map(|(measure, ndcg)| Backtest {
            measure: measure.into(),
            split: 0.6,
            ndcg,
        })
        .to_vec(),
        stress: [
            ("in_degree", 42.0),
            ("reach", 38.0),
            ("pagerank", 11.0),
            ("credible_reach", 1.8),
        ]
        .map(|(measure, factor)| Stress {
            measure: measure.into(),
            followers: 100,
            median_factor: Some(factor),
            rank_before: Some(1240.0),
            rank_after: Some(1240.0 / factor),
        })
        .to_vec(),
        ..Network::default()
    }
}

fn outreach() -> Outreach {
    let plan: Vec<PlanRow> = (1..=12u32)
        .map(|rank| PlanRow {
            rank,
            id: format!("x:{rank}"),
            label: LABELS[rank as usize].to_owned(),
            platform: Some("x".into()),
            profile_url: Some(format!("https://x.com/{}", &LABELS[rank as usize][1..])),
            language: Some("fr".into()),
            roles: if rank < 4 {
                vec![Role::Influencer]
            } else {
                vec![Role::Ambassador]
            },
            community: Some(rank % 5),
            marginal_reach: 160.0 / f64::from(rank),
            cumulative_reach: 160.0 * (1..=rank).map(|r| 1.0 / f64::from(r)).sum::<f64>(),
            reasons: vec![Reason::Endorsed {
                people: 312,
                circles: Some(4),
                last_month: Some(0.81),
            }],
            subject: Some("l'atelier filtre".into()),
            status: (rank == 2).then(|| "contacted".into()),
            ..PlanRow::default()
        })
        .collect();
    let spread = plan[11].cumulative_reach;
    Outreach {
        curve: plan
            .iter()
            .map(|row| CurvePoint {
                contacted: row.rank,
                spread: row.cumulative_reach,
            })
            .collect(),
        plan,
        spread,
        guarantee: Some(0.63),
        of: 2500,
        comparison: vec![
            Comparison {
                strategy: Strategy::Plan,
                spread,
                contacted: 12,
            },
            Comparison {
                strategy: Strategy::TopReach,
                spread: 391.0,
                contacted: 12,
            },
            Comparison {
                strategy: Strategy::TopPagerank,
                spread: 402.0,
                contacted: 12,
            },
            Comparison {
                strategy: Strategy::Random,
                spread: 61.0,
                contacted: 12,
            },
        ],
        personas: [
            ("camille", 61.0, 180),
            ("mehdi", 22.0, 120),
            ("jeanne", 48.0, 110),
            ("paul", 9.0, 70),
        ]
        .map(|(slug, spread, of)| Reached {
            persona: Some(slug.into()),
            community: None,
            spread,
            of,
        })
        .to_vec(),
        circles: (0..5)
            .map(|i| Reached {
                persona: None,
                community: Some(i),
                spread: 120.0 - 20.0 * f64::from(i),
                of: 700 - 110 * u64::from(i),
            })
            .collect(),
        suppressed: 3,
        never: 1,
        ..Outreach::default()
    }
}

fn community() -> Community {
    let busy = |day: usize, hour: usize| {
        let evening = (-((hour as f64 - 20.0) / 2.5).powi(2)).exp();
        let noon = 0.6 * (-((hour as f64 - 12.5) / 2.0).powi(2)).exp();
        ((evening + noon) * if day >= 5 { 130.0 } else { 80.0 }).round()
    };
    let period = |i: u64, unfinished| Period {
        period: format!("2025-{:02}", i + 2),
        unfinished,
        posts: 1500 + 37 * i,
        active_people: 420 + 11 * i,
        new_people: 80 + i,
        returning_people: 300,
        conversations_started: Some(22 + i),
        brand_replies: Some(140 + i),
        mentions: Some(310 + 5 * i),
        answered: Some(205 + 6 * i),
        answered_share: Some((205 + 6 * i) as f64 / (310 + 5 * i) as f64),
        answered_low: Some(0.61),
        answered_high: Some(0.73),
        response_median: Some(95.0 + i as f64),
        response_p90: Some(1300.0),
    };
    Community {
        time_zone: "Europe/Paris".into(),
        period_kind: "month".into(),
        periods: (0..11).map(|i| period(i, i == 10)).collect(),
        total: Some(Period {
            period: "2025".into(),
            posts: 20_000,
            active_people: 2310,
            mentions: Some(3720),
            answered: Some(2529),
            answered_share: Some(0.68),
            response_median: Some(97.0),
            response_p90: Some(1310.0),
            ..Period::default()
        }),
        rhythm: Some(Rhythm {
            community: (0..7)
                .map(|day| (0..24).map(|hour| busy(day, hour)).collect())
                .collect(),
            brand: (0..7)
                .map(|day| {
                    (0..24)
                        .map(|hour| {
                            if day < 5 && (9..18).contains(&hour) {
                                12.0
                            } else {
                                0.0
                            }
                        })
                        .collect()
                })
                .collect(),
        }),
        windows: Some(vec![
            Window {
                weekday: 5,
                from: 18,
                to: 22,
                unanswered: 212,
                share: 0.31,
            },
            Window {
                weekday: 6,
                from: 18,
                to: 23,
                unanswered: 143,
                share: 0.21,
            },
            Window {
                weekday: 4,
                from: 19,
                to: 22,
                unanswered: 61,
                share: 0.09,
            },
        ]),
        waiting: vec![
            Waiting {
                id: "x:60".into(),
                label: "@client_60".into(),
                time: "2026-01-30T21:14:00+01:00".into(),
                age_hours: 40.0,
                url: Some("https://x.com/client_60/status/1".into()),
                text: Some("Mon colis n'est toujours pas là, quelqu'un peut regarder ?".into()),
            },
            Waiting {
                id: "x:61".into(),
                label: "@client_61".into(),
                time: "2026-01-31T19:02:00+01:00".into(),
                age_hours: 18.5,
                url: None,
                text: Some("Vous ouvrez dimanche ?".into()),
            },
        ],
        waiting_total: Some(17),
        subjects: (0..3)
            .map(|i| Subject {
                of: "community".into(),
                name: i.to_string(),
                terms: ["filtre", "mouture", "éthiopie", "#coffee", "☕"]
                    .iter()
                    .enumerate()
                    .map(|(j, term)| Term {
                        term: (*term).into(),
                        people: 31,
                        rising: j == 1,
                    })
                    .collect(),
            })
            .collect(),
        platforms: vec![
            PlatformActivity {
                platform: "x".into(),
                posts: 15_000,
                people: 1800,
                answered_share: None,
            },
            PlatformActivity {
                platform: "instagram".into(),
                posts: 5000,
                people: 700,
                answered_share: None,
            },
        ],
        metrics: vec![Metric {
            platform: "instagram".into(),
            indicator: "abonnés".into(),
            date: "2026-01-31".into(),
            value: 8420.0,
            before: Some(8110.0),
        }],
        objectives: vec![Objective {
            name: "fidélisation".into(),
            indicator: "answered_share".into(),
            target: 0.8,
            value: Some(0.68),
            low: Some(0.66),
            high: Some(0.70),
            on_track: Some(false),
        }],
        motion: vec![
            Motion {
                id: "x:70".into(),
                label: "@client_70".into(),
                kind: MotionKind::BecomingAmbassador,
                value: Some(9.0),
            },
            Motion {
                id: "x:4".into(),
                label: "@mamie_moka".into(),
                kind: MotionKind::GoneQuiet,
                value: Some(34.0),
            },
        ],
        content: vec![
            Content {
                by: "subject".into(),
                value: "ateliers".into(),
                posts: 18,
                responders: 22.0,
            },
            Content {
                by: "hour".into(),
                value: "20".into(),
                posts: 40,
                responders: 14.0,
            },
        ],
        has_brand: true,
        ..Community::default()
    }
}

/// Café Lumen, with every part.
pub fn cafe() -> Data {
    static CAFE: std::sync::OnceLock<Data> = std::sync::OnceLock::new();
    CAFE.get_or_init(made).clone()
}

fn made() -> Data {
    Data {
        project: Project {
            title: "Café Lumen, hiver 2026".into(),
            file: "entourage.yaml".into(),
            data_language: Some("fr".into()),
            scope: Some(Scope {
                niche: Some("torréfaction artisanale".into()),
                challenge: Some("fidéliser les nouveaux abonnés".into()),
                service: Some("marketing".into()),
                locality: Some("Lille".into()),
                audience: Some(Standing::External),
                setting: vec!["online".into(), "offline".into()],
            }),
            seed: 42,
            version: "0.1.0".into(),
            as_of: Some("2026-02-01".into()),
            data_hash: "9f2c".repeat(16),
            settings_hash: "01ab".repeat(16),
            accent: Some("#7a3b12".into()),
            brand: vec!["@cafelumen".into()],
            ..Project::default()
        },
        privacy: Privacy {
            level: Level::Team,
            min_cell: 5,
            retention: Some("13 mois".into()),
            ..Privacy::default()
        },
        audience: Some(audience()),
        network: Some(network()),
        outreach: Some(outreach()),
        community: Some(community()),
        method: Method {
            inputs: vec![
                Input {
                    name: "audience.csv".into(),
                    format: "audience".into(),
                    sha256: "ab12".repeat(16),
                    read: 1204,
                    kept: 1195,
                    repaired: 5,
                    rejected: 4,
                },
                Input {
                    name: "log.csv".into(),
                    format: "log".into(),
                    sha256: "cd34".repeat(16),
                    read: 20_013,
                    kept: 20_000,
                    repaired: 0,
                    rejected: 13,
                },
            ],
            warnings: vec![Note::new("rejected").with("n", 17), Note::new("no_object")],
            left_out: vec![Note::new("no_sentiment")],
            settings: [("segments.method", "kmeans"), ("seed", "42")]
                .map(|(k, v)| (k.to_owned(), v.to_owned()))
                .into(),
            attributes: [
                (
                    "segmentation",
                    vec![
                        "Achète du café en grains".to_owned(),
                        "Où le café est bu".to_owned(),
                    ],
                ),
                ("descriptor", vec!["Âge".to_owned()]),
            ]
            .map(|(k, v)| (k.to_owned(), v))
            .into(),
        },
        since: Some(Since {
            previous: "2025-T3".into(),
            personas: vec![
                Moved {
                    id: "camille".into(),
                    label: "Camille".into(),
                    before: Some(0.29),
                    after: Some(0.34),
                    clear: true,
                },
                Moved {
                    id: "paul".into(),
                    label: "Paul".into(),
                    before: None,
                    after: Some(0.16),
                    clear: false,
                },
            ],
            verdict: Some("keep".into()),
            ..Since::default()
        }),
        ..Data::default()
    }
}

/// No groups, no network.
pub fn no_groups() -> Data {
    let mut data = cafe();
    let mut audience = audience();
    audience.typical = Some(Typical {
        statements: audience.shared.clone(),
        compare_by: vec!["Âge".into(), "Canal".into()],
    });
    audience.verdict = Verdict::None;
    audience.reason = Some(VerdictReason::TooFew { more: 48 });
    audience.why = Why::NothingBeatsNull;
    audience.respondents = 52;
    audience.k = 0;
    audience.personas.clear();
    audience.shared.clear();
    audience.profiles.clear();
    audience.map = None;
    audience.typing = None;
    audience.runner_up = None;
    for row in &mut audience.criteria {
        row.chosen = false;
        row.runner_up = false;
        row.admissible = false;
        row.objections = vec!["null".into()];
    }
    data.audience = Some(audience);
    data.network = None;
    data.outreach = None;
    data.community = None;
    data.since = None;
    data
}

/// Every text replaced by `text`, as the JSON of the data; keys and enums stay.
pub fn poisoned(text: &str) -> Data {
    const OURS: &[&str] = &[
        "level",
        "verdict",
        "why",
        "role",
        "roles",
        "facet",
        "kind",
        "strategy",
        "audience",
        "of",
        "slug",
        "persona",
        "indicator",
        "by",
        "code",
        "logo",
        "image",
        "previous",
    ];
    fn walk(value: &mut serde_json::Value, key: &str, text: &str) {
        match value {
            serde_json::Value::String(own) => {
                if !OURS.contains(&key) {
                    text.clone_into(own);
                }
            }
            serde_json::Value::Array(items) => {
                for item in items {
                    walk(item, key, text);
                }
            }
            serde_json::Value::Object(map) => {
                let parent = key.to_owned();
                for (key, item) in map {
                    // A statement's level and a flag's kind are data; the privacy level is not.
                    let data_level = key == "level" && parent != "privacy";
                    let data_kind = key == "kind" && (parent == "flags" || parent == "kinds");
                    walk(
                        item,
                        if data_level || data_kind { "data" } else { key },
                        text,
                    );
                }
            }
            _ => {}
        }
    }
    let mut value = serde_json::to_value(cafe()).expect("the café as JSON");
    walk(&mut value, "", text);
    let mut data: Data = serde_json::from_value(value).expect("the café back");
    // The places where only the enum of the data decides.
    if let Some(audience) = &mut data.audience {
        for (i, persona) in audience.personas.iter_mut().enumerate() {
            persona.slug = format!("persona-{i}");
        }
    }
    data
}
