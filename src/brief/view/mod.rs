//! The data arranged for the page: sorted, cut to what a page holds, worded where a sentence depends
//! on several facts. Templates only lay it out.

pub mod card;
pub mod director;
pub mod people;
pub mod statement;

use super::data::{Audience, Data, Level, Standing};

/// Colours in the palette of groups and circles; more than these share a neutral one.
pub const COLOURS: usize = 10;

/// The colour of a group or circle: `COLOURS` is the neutral one.
pub fn colour(index: usize) -> usize {
    index.min(COLOURS)
}

/// Whether this document may name people of the network.
pub fn shows_people(data: &Data) -> bool {
    let internal = is_internal(data);
    data.privacy.level == Level::Private || (data.privacy.level == Level::Team && !internal)
}

/// Whether the audience is inside the organisation only: then nobody is to be contacted as a target.
pub fn is_internal(data: &Data) -> bool {
    let standing = data.project.scope.as_ref().and_then(|scope| scope.audience);
    standing == Some(Standing::Internal)
}

/// Whether the golden questions place newcomers better than naming the largest group would; where nobody
/// measured it, they get the benefit of the doubt.
pub fn typing_tells(audience: &Audience) -> bool {
    let Some(typing) = audience.typing.as_ref() else {
        return false;
    };
    let largest = audience
        .personas
        .iter()
        .map(|one| one.share)
        .fold(0.0, f64::max);
    let best = typing
        .accuracy
        .iter()
        .map(|row| row.low.unwrap_or(row.accuracy));
    typing.accuracy.is_empty() || best.fold(0.0, f64::max) > largest
}

#[cfg(test)]
mod tests {
    use super::super::data::{Accuracy, Persona, Typing};
    use super::*;

    #[test]
    fn golden_questions_that_place_like_a_guess_are_not_proposed() {
        let of = |accuracy: f64, low: f64| Audience {
            personas: [0.61, 0.26, 0.13]
                .map(|share| Persona {
                    share,
                    ..Persona::default()
                })
                .to_vec(),
            typing: Some(Typing {
                accuracy: vec![Accuracy {
                    questions: 3,
                    accuracy,
                    low: Some(low),
                    high: None,
                }],
                ..Typing::default()
            }),
            ..Audience::default()
        };
        assert!(!typing_tells(&of(0.61, 0.59)));
        assert!(typing_tells(&of(0.84, 0.82)));
        assert!(!typing_tells(&Audience::default()));
    }
}
