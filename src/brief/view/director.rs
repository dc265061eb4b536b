//! The page a director reads: who the audience is, how sure, who carries the word, whom to contact
//! first, when to be there, what to do next.

use super::card::Card;
use super::people::{People, Row, shown};
use crate::brief::catalogue::{Catalogue, capitalised};
use crate::brief::data::{Audience, Data, PlanRow, Verdict, VerdictReason, Window};
use crate::brief::{number, reason};
use serde::Serialize;

/// The director's page.
#[derive(Debug, Clone, Serialize)]
pub struct Director {
    /// The audience in one sentence; empty without an audience.
    pub headline: String,
    /// How sure, in one sentence.
    pub sureness: String,
    /// Key of the verdict, for its badge; empty without an audience.
    pub verdict: &'static str,
    /// Confidence, 0 (none) to 3 (natural).
    pub level: usize,
    /// Who carries the word.
    pub voices: Vec<Row>,
    /// Who loves the brand.
    pub ambassadors: Vec<Row>,
    /// Whose audience is worth a look before paying.
    pub flagged: Vec<Row>,
    /// Whom to contact first.
    pub contacts: Vec<Contact>,
    /// What contacting them is expected to do.
    pub outreach: String,
    /// The time nobody answers.
    pub window: String,
    /// What to do next.
    pub next: Vec<String>,
}

/// Somebody to contact.
#[derive(Debug, Clone, Serialize)]
pub struct Contact {
    /// Place in the plan.
    pub rank: u32,
    /// Name as shown.
    pub label: String,
    /// Address of the profile, if the page may link to it.
    pub url: Option<String>,
    /// Why.
    pub reasons: String,
    /// People this one adds.
    pub marginal: f64,
}

/// Builds the page from what there is.
pub fn director(data: &Data, words: &Catalogue, cards: &[Card], people: &People) -> Director {
    let audience = data.audience.as_ref();
    let (verdict, level) = audience.map_or(("", 0), |a| verdict_key(a.verdict));
    let first = |rows: &[Row], n: usize| rows.iter().take(n).cloned().collect::<Vec<_>>();
    let voices = if people.influencers.is_empty() {
        &people.first
    } else {
        &people.influencers
    };
    Director {
        headline: headline(data, words, cards),
        sureness: sureness(data, words),
        verdict,
        level,
        voices: first(voices, 3),
        ambassadors: first(&people.ambassadors, 3),
        flagged: first(&people.flagged, 3),
        contacts: plan(data)
            .iter()
            .take(5)
            .map(|r| contact(words, r))
            .collect(),
        outreach: outreach(data, words),
        window: worst_window(data).map_or_else(String::new, |w| window(words, w)),
        next: next(data, words, people),
    }
}

/// Key and confidence of a verdict.
pub fn verdict_key(verdict: Verdict) -> (&'static str, usize) {
    match verdict {
        Verdict::Natural => ("natural", 3),
        Verdict::Reproducible => ("reproducible", 2),
        Verdict::Constructed => ("constructed", 1),
        Verdict::None => ("none", 0),
        Verdict::Given => ("given", 2),
    }
}

/// The audience in one sentence; empty without an audience.
pub fn headline(data: &Data, words: &Catalogue, cards: &[Card]) -> String {
    let Some(audience) = &data.audience else {
        return match &data.network {
            Some(network) => {
                let fills = [("n", network.people.into()), ("ties", network.ties.into())];
                words.text("director.network_only", &fills)
            }
            None => words.word("director.nothing"),
        };
    };
    let n = ("n", cards.len().into());
    match audience.verdict {
        Verdict::None if cards.is_empty() => words.word("director.headline.none"),
        Verdict::None => words.text("director.headline.working", &[n]),
        Verdict::Natural => words.text("director.headline.natural", &[n]),
        Verdict::Reproducible if audience.gradient => {
            words.text("director.headline.gradient", &[n])
        }
        Verdict::Reproducible => words.text("director.headline.reproducible", &[n]),
        Verdict::Constructed => words.text("director.headline.constructed", &[n]),
        Verdict::Given => words.text("director.headline.given", &[n]),
    }
}

fn sureness(data: &Data, words: &Catalogue) -> String {
    let text = sure(data, words);
    let forced = |one: &Audience| one.forced && one.verdict != Verdict::None;
    if data.audience.as_ref().is_some_and(forced) {
        format!("{text} {}", words.word("sure.forced"))
    } else {
        text
    }
}

/// How sure the groups are, in one sentence, whoever set their number.
pub fn sure(data: &Data, words: &Catalogue) -> String {
    let Some(audience) = &data.audience else {
        return String::new();
    };
    let respondents = ("respondents", audience.respondents.into());
    match (audience.verdict, audience.reason) {
        (Verdict::None, Some(VerdictReason::TooFew { more })) => {
            words.text("sure.none.too_few", &[respondents, ("n", more.into())])
        }
        (Verdict::None, _) => words.text("sure.none.no_structure", &[respondents]),
        (Verdict::Reproducible, _) if audience.gradient => {
            words.text("sure.gradient", &[respondents])
        }
        (verdict, _) => {
            let (key, _) = verdict_key(verdict);
            words.text(&format!("sure.{key}"), &[respondents])
        }
    }
}

/// The plan's rows, where the document may name anybody and contact them.
pub fn plan(data: &Data) -> &[PlanRow] {
    match &data.outreach {
        Some(outreach) if super::shows_people(data) && !super::is_internal(data) => &outreach.plan,
        _ => &[],
    }
}

fn contact(words: &Catalogue, row: &PlanRow) -> Contact {
    Contact {
        rank: row.rank,
        label: shown(&row.label, &row.id),
        url: row
            .profile_url
            .as_deref()
            .and_then(crate::brief::escape::link)
            .map(str::to_owned),
        reasons: reason::line(words, &row.reasons),
        marginal: row.marginal_reach,
    }
}

fn outreach(data: &Data, words: &Catalogue) -> String {
    let Some(outreach) = data.outreach.as_ref().filter(|_| !super::is_internal(data)) else {
        return String::new();
    };
    let contacted = outreach.plan.len().max(
        outreach
            .curve
            .last()
            .map_or(0, |point| point.contacted as usize),
    );
    if contacted == 0 {
        return String::new();
    }
    words.text(
        "director.outreach",
        &[
            ("n", contacted.into()),
            ("spread", outreach.spread.round().into()),
            ("of", outreach.of.into()),
        ],
    )
}

fn worst_window(data: &Data) -> Option<Window> {
    let windows = data.community.as_ref()?.windows.as_ref()?;
    windows
        .first()
        .copied()
        .filter(|window| window.unanswered > 0)
}

fn window(words: &Catalogue, window: Window) -> String {
    let fills = [
        ("when", when(words, window).into()),
        (
            "share",
            number::percent(words.lang(), window.share, 0).into(),
        ),
        ("n", window.unanswered.into()),
    ];
    capitalised(words.text("director.window", &fills))
}

/// "Saturdays 6 pm to 10 pm".
pub fn when(words: &Catalogue, window: Window) -> String {
    let fills = [
        (
            "day",
            words
                .word(&format!("weekdays.{}", window.weekday.min(7)))
                .into(),
        ),
        ("from", u32::from(window.from).to_string().into()),
        ("to", u32::from(window.to).to_string().into()),
    ];
    words.text("when", &fills)
}

/// What to do next: at most five lines, each from a fact of this run.
fn next(data: &Data, words: &Catalogue, people: &People) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(row) = plan(data).first() {
        let label = shown(&row.label, &row.id);
        lines.push(words.text("next.contact", &[("name", label.into())]));
    }
    if let Some(window) = worst_window(data) {
        lines.push(words.text("next.window", &[("when", when(words, window).into())]));
    }
    if let Some(waiting) = data
        .community
        .as_ref()
        .and_then(|c| c.waiting_recent)
        .filter(|&n| n > 0)
    {
        lines.push(words.text("next.waiting", &[("n", waiting.into())]));
    }
    if !people.flagged.is_empty() {
        let n = data
            .network
            .as_ref()
            .map_or(0, |network| network.flagged_total);
        let n = n.max(people.flagged.len() as u64);
        lines.push(words.text("next.flagged", &[("n", n.into())]));
    }
    if let Some(audience) = &data.audience {
        match (audience.verdict, audience.reason) {
            (Verdict::None, Some(VerdictReason::TooFew { more })) => {
                lines.push(words.text("next.more", &[("n", more.into())]));
            }
            (Verdict::None, _) => lines.push(words.word("next.compare")),
            (Verdict::Constructed, _) => lines.push(words.word("next.test")),
            _ => {}
        }
        if let Some(typing) = audience
            .typing
            .as_ref()
            .filter(|t| !t.questions.is_empty() && super::typing_tells(audience))
        {
            let n = typing.questions.len();
            lines.push(words.text("next.typing", &[("n", n.into())]));
        }
    }
    lines.truncate(5);
    lines
}
