//! A statement as a line of a card, and as its receipt.

use crate::brief::catalogue::Catalogue;
use crate::brief::data::{Data, Facet, Level, Statement, StatementKind};
use crate::brief::{escape, number};
use serde::Serialize;

/// A line of a card.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// The claim in words.
    pub text: String,
    /// The question alone.
    pub question: String,
    /// The answer alone; empty for a mean.
    pub answer: String,
    /// "62 %", "fewer than 1 in 10", "3.4 times".
    pub value: String,
    /// "31 % elsewhere"; empty when it may not be said.
    pub versus: String,
    /// Width of the bar, 0..100; `None` for a mean or a bound.
    pub bar: Option<f64>,
    /// Place of the elsewhere mark on the bar, 0..100.
    pub mark: Option<f64>,
    /// `more` or `less` than elsewhere; `typical`; `unsaid` where the document may not tell which.
    pub direction: &'static str,
    /// Facet key.
    pub facet: &'static str,
    /// Kept on the card by the team.
    pub pinned: bool,
    /// Language of the words, where it is not the document's.
    pub language: Option<String>,
    /// The receipt: label, value and what it is, in order.
    pub receipt: Vec<(String, String, &'static str)>,
}

/// Key of a facet in catalogues and classes.
pub fn facet_key(facet: Facet) -> &'static str {
    match facet {
        Facet::Goal => "goal",
        Facet::Frustration => "frustration",
        Facet::Behaviour => "behaviour",
        Facet::Attitude => "attitude",
        Facet::Environment => "environment",
        Facet::Channel => "channel",
        Facet::Demographic => "demographic",
    }
}

/// A statement as a line.
pub fn line(data: &Data, words: &Catalogue, statement: &Statement) -> Line {
    let text = claim(words, statement);
    let public = data.privacy.level == Level::Public;
    let elsewhere = statement.elsewhere.filter(|_| !public);
    let share = statement.share.filter(|share| share.is_finite());
    let answer = statement.answer.as_ref().or(statement.level.as_ref());
    Line {
        text,
        question: question(statement).to_owned(),
        answer: answer.cloned().unwrap_or_default(),
        value: value(words, statement),
        versus: elsewhere.map_or_else(String::new, |elsewhere| {
            let said = quantity(words, statement, elsewhere);
            words.text("statement.versus", &[("value", said.into())])
        }),
        bar: share.map(|share| 100.0 * share.clamp(0.0, 1.0)),
        mark: share
            .and(elsewhere)
            .map(|mark| 100.0 * mark.clamp(0.0, 1.0)),
        direction: direction(statement, elsewhere),
        facet: facet_key(statement.facet),
        pinned: statement.pinned,
        language: language(data, words, statement),
        receipt: receipt(words, statement, public),
    }
}

/// Which way a statement differs. A small cell keeps its effect to itself, but a bound under the share
/// elsewhere says enough.
fn direction(statement: &Statement, elsewhere: Option<f64>) -> &'static str {
    let typical = statement.kind == StatementKind::Typical;
    let against = |value: f64| elsewhere.map(|elsewhere| value - elsewhere);
    let bound = statement.below.and_then(against).filter(|gap| *gap <= 0.0);
    let shown = statement.share.or(statement.mean).and_then(against);
    match statement.effect.or(shown).or(bound) {
        _ if typical => "typical",
        Some(gap) if gap < 0.0 || bound.is_some() => "less",
        Some(_) => "more",
        None => "unsaid",
    }
}

/// The claim: the codebook's phrase, else question and answer.
pub fn claim(words: &Catalogue, statement: &Statement) -> String {
    if let Some(phrase) = &statement.phrase {
        return phrase.clone();
    }
    let question = question(statement);
    let Some(answer) = statement.answer.as_ref().or(statement.level.as_ref()) else {
        return question.to_owned();
    };
    let key = if question.ends_with(['?', '!', ':', '.', '…']) {
        "statement.after_mark"
    } else {
        "statement.claim"
    };
    words.text(
        key,
        &[
            ("question", question.into()),
            ("answer", answer.as_str().into()),
        ],
    )
}

/// The question in its shortest words.
fn question(statement: &Statement) -> &str {
    let label = statement
        .short_label
        .as_ref()
        .unwrap_or(&statement.question);
    if label.trim().is_empty() {
        statement.attribute.trim()
    } else {
        label.trim()
    }
}

/// A share or mean in words.
fn quantity(words: &Catalogue, statement: &Statement, value: f64) -> String {
    if statement.mean.is_some() {
        let value = number::amount(words.lang(), value);
        match &statement.unit {
            Some(unit) => format!("{value}\u{A0}{unit}"),
            None => value,
        }
    } else {
        number::percent(words.lang(), value, 0)
    }
}

fn value(words: &Catalogue, statement: &Statement) -> String {
    if let Some(mean) = statement.mean {
        let mean = quantity(words, statement, mean);
        return words.text("statement.mean", &[("value", mean.into())]);
    }
    match (statement.share, statement.below) {
        (Some(share), _) => quantity(words, statement, share),
        (None, Some(bound)) => bounded(words, bound),
        (None, None) => number::ABSENT.to_owned(),
    }
}

/// "Fewer than 1 in 10".
fn bounded(words: &Catalogue, bound: f64) -> String {
    if bound > 0.0 && bound <= 0.5 {
        words.text("statement.fewer_in", &[("n", (1.0 / bound).floor().into())])
    } else {
        let bound = number::percent(words.lang(), bound, 0);
        words.text("statement.fewer", &[("share", bound.into())])
    }
}

/// Language of a statement's words: its own, or the data's where it is not the document's and
/// nothing was translated.
fn language(data: &Data, words: &Catalogue, statement: &Statement) -> Option<String> {
    let own = statement.language.as_ref();
    own.or(data.project.data_language.as_ref())
        .and_then(|code| escape::language(code))
        .filter(|code| *code != words.lang().code())
        .map(str::to_owned)
}

/// The receipt of a statement, line by line.
fn receipt(
    words: &Catalogue,
    statement: &Statement,
    public: bool,
) -> Vec<(String, String, &'static str)> {
    let lang = words.lang();
    let precise = |value: f64| {
        if statement.mean.is_some() {
            number::decimal(lang, value, 2)
        } else {
            number::percent(lang, value, usize::from(!public))
        }
    };
    let mut rows: Vec<(&'static str, String)> = vec![("question", statement.question.clone())];
    let shown = [
        ("share", statement.share),
        ("mean", statement.mean),
        ("elsewhere", statement.elsewhere.filter(|_| !public)),
        ("overall", statement.overall.filter(|_| !public)),
    ];
    for (key, value) in shown {
        if let Some(value) = value {
            rows.push((key, precise(value)));
        }
    }
    if let (None, None, Some(bound)) = (statement.share, statement.mean, statement.below) {
        rows.push(("share", bounded(words, bound)));
    }
    if let (Some(low), Some(high)) = (statement.low, statement.high) {
        let between = [("low", precise(low).into()), ("high", precise(high).into())];
        rows.insert(
            rows.len().min(2),
            ("interval", words.text("between", &between)),
        );
    }
    if let Some(effect) = statement.effect.filter(|_| !public) {
        rows.push(("effect", number::decimal(lang, effect, 2)));
    }
    match statement.p.filter(|_| !public) {
        Some(p) => rows.push(("p", number::p_value(lang, p))),
        None if !public && statement.role == crate::brief::data::AttributeRole::Segmentation => {
            rows.push(("p", words.word("receipt.circular")));
        }
        None => {}
    }
    if let (Some(n), Some(base)) = (statement.n, statement.base) {
        let fills = [("n", n.into()), ("base", base.into())];
        rows.push(("n", words.text("receipt.n_of_base", &fills)));
    }
    rows.into_iter()
        .map(|(key, value)| (words.word(&format!("receipt.{key}")), value, key))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distinctive() -> Statement {
        Statement {
            kind: StatementKind::Distinctive,
            ..Statement::default()
        }
    }

    #[test]
    fn a_bound_under_the_share_elsewhere_is_less_than_elsewhere() {
        let bound = Statement {
            below: Some(1.0 / 30.0),
            ..distinctive()
        };
        assert_eq!(direction(&bound, Some(0.18)), "less");
        // A bound over it, or without a share to hold it against, tells nothing.
        assert_eq!(direction(&bound, Some(0.01)), "unsaid");
        assert_eq!(direction(&bound, None), "unsaid");
    }

    #[test]
    fn without_an_effect_the_share_elsewhere_tells_which_way() {
        let share = Statement {
            share: Some(0.4),
            ..distinctive()
        };
        assert_eq!(direction(&share, Some(0.6)), "less");
        assert_eq!(direction(&share, Some(0.2)), "more");
        assert_eq!(direction(&share, None), "unsaid");
        let effect = Statement {
            effect: Some(-0.3),
            ..share
        };
        assert_eq!(direction(&effect, None), "less");
    }
}
