//! *Which one are you?*: the golden questions as a form, and the persona of somebody's answers.

use std::collections::BTreeMap;

use serde::Serialize;

use super::who::kind;
use super::{Frame, Ready, Shown, Trouble, Truth, Visit, answer, kept};
use crate::brief::Card;
use crate::brief::data::{Accuracy, Golden};

/// Its name as work in the background.
const WORK: &str = "golden";

#[derive(Serialize)]
struct Page {
    frame: Frame,
    questions: Vec<Golden>,
    accuracy: Option<Accuracy>,
    waiting: bool,
    failed: Vec<String>,
    answer: Option<Found>,
}

/// Whom the answers resemble, most of all first.
#[derive(Serialize)]
struct Found {
    given: usize,
    asked: usize,
    best: Option<Near>,
    all: Vec<Near>,
    text: String,
}

#[derive(Serialize, Clone)]
struct Near {
    card: Card,
    share: f64,
}

pub(super) fn page(visit: &Visit<'_>, ready: &Ready, truth: &Truth) -> Shown {
    let k = kept(&ready.session, truth);
    let cast = ready.cast(k)?.ok_or(Trouble::NoSuchPage)?;
    let story = ready.story(k, visit.lang)?.ok_or(Trouble::NoSuchPage)?;
    let audience = story.audience.as_ref().ok_or(Trouble::NoSuchPage)?;
    let name = format!("{WORK} {}", k.unwrap_or(0));
    let tried = cast.typing().is_some() || visit.desk.failure(&name).is_some();
    if !tried && kind(&cast, &story) != "none" && cast.has_personas() && !cast.golden_tried() {
        visit.desk.work(&name, move |desk| {
            let Some(ready) = desk.ready() else {
                return Ok(());
            };
            let begun = ready.edition();
            if let Some(cast) = ready.cast(k)? {
                let golden = ready.session.golden(&cast)?;
                ready.put(k, golden, begun);
            }
            Ok(())
        });
    }
    let typing = audience.typing.as_ref();
    let questions = typing.map_or(Vec::new(), |typing| typing.questions.clone());
    let page = Page {
        frame: visit.frame("which", Some(ready), truth),
        accuracy: typing.and_then(|typing| {
            let mut curve = typing.accuracy.iter();
            curve.find(|one| one.questions == questions.len()).copied()
        }),
        questions,
        waiting: visit.desk.works(&name),
        failed: visit.desk.failure(&name).unwrap_or_default(),
        answer: None,
    };
    let body = visit.pages().render("workshop/which.html", page)?;
    Ok(answer::html(body))
}

/// The part of the page that says whom the answers resemble.
pub(super) fn answer_of(visit: &Visit<'_>, ready: &Ready, truth: &Truth, body: &[u8]) -> Shown {
    let given: BTreeMap<String, Vec<String>> =
        serde_json::from_slice(body).map_err(|_| Trouble::NoSuchPage)?;
    let k = kept(&ready.session, truth);
    let cast = ready.cast(k)?.ok_or(Trouble::NoSuchPage)?;
    let story = ready.story(k, visit.lang)?.ok_or(Trouble::NoSuchPage)?;
    let tool = cast.typing().ok_or(Trouble::NoSuchPage)?;
    let mut points = tool.start.clone();
    let mut answered = 0;
    for (place, question) in tool.questions.iter().enumerate() {
        let ticked = given.get(&format!("q{place}"));
        let ticked = ticked.into_iter().flatten();
        let boxes: Vec<&Vec<i64>> = ticked
            .filter_map(|tick| question.points.get(tick.parse::<usize>().ok()?))
            .collect();
        answered += usize::from(!boxes.is_empty());
        for own in boxes {
            for (sum, add) in points.iter_mut().zip(own) {
                *sum += add;
            }
        }
    }
    let shares = shares(&points, tool.scale);
    let cards = visit.pages().cards(&story);
    let mut all: Vec<Near> = tool
        .personas
        .iter()
        .zip(shares)
        .filter_map(|(slug, share)| {
            let card = cards.iter().find(|card| card.slug == *slug)?.clone();
            Some(Near { card, share })
        })
        .collect();
    all.sort_by(|a, b| b.share.total_cmp(&a.share));
    let best = all.first().filter(|_| answered > 0).cloned();
    let text = match &best {
        Some(near) => visit.text(
            "workshop.which.said",
            &[
                ("name", near.card.called.as_str().into()),
                ("share", ((near.share * 100.0).round()).into()),
            ],
        ),
        None => visit.text("workshop.which.nothing", &[]),
    };
    let found = Found {
        given: answered,
        asked: tool.questions.len(),
        best,
        all,
        text,
    };
    let body = visit
        .pages()
        .render("workshop/answer.html", Part { answer: found })?;
    Ok(answer::html(body))
}

#[derive(Serialize)]
struct Part {
    answer: Found,
}

/// Points as probabilities: `scale` points are one unit of log-odds.
fn shares(points: &[i64], scale: f64) -> Vec<f64> {
    let most = points.iter().copied().max().unwrap_or(0);
    let scale = if scale > 0.0 { scale } else { 1.0 };
    let odds: Vec<f64> = points
        .iter()
        .map(|&own| ((own - most) as f64 / scale).exp())
        .collect();
    let sum: f64 = odds.iter().sum();
    odds.into_iter().map(|own| own / sum).collect()
}

#[cfg(test)]
mod tests {
    use super::shares;

    #[test]
    fn points_are_odds_and_equal_points_equal_shares() {
        assert_eq!(shares(&[3, 3], 5.0), [0.5, 0.5]);
        let apart = shares(&[10, 0], 10.0);
        assert!((apart[0] / apart[1] - std::f64::consts::E).abs() < 1e-12);
        assert!((apart.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }
}
