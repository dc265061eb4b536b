//! Settings that are a word or a value (`auto` or 4, `none` or 30d): each reads and writes itself,
//! so that errors keep their line and say what was expected.

use std::fmt;

use schemars::JsonSchema;
use serde::de::{self, Deserializer, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

/// Number of segments: `auto`, or a number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Count {
    /// Found by the rule.
    #[default]
    Auto,
    /// Forced.
    Fixed(usize),
}

/// Smallest segment: `auto` (5 % and 15 respondents at least), or a number of respondents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum MinSize {
    /// 5 %, 15 respondents at least.
    #[default]
    Auto,
    /// Respondents.
    Fixed(usize),
}

/// Half-life of an interaction: `auto`, `none`, or a time such as `30d` or `12h`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub enum HalfLife {
    /// Picked by what predicts best.
    #[default]
    Auto,
    /// Nothing fades.
    None,
    /// Seconds.
    Seconds(f64),
}

/// How a persona gets its name: `first-name`, `none`, or a list of names to take from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Names {
    /// A fictional first name.
    #[default]
    FirstName,
    /// The title alone.
    None,
    /// Names of the team's own, in order.
    List(Vec<String>),
}

/// Kinds that count as reach: `auto` or a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Reach {
    /// Reposts and quotes where the log has them, else all kinds.
    #[default]
    Auto,
    /// These kinds.
    Kinds(Vec<String>),
}

struct WordOrNumber<T>(&'static str, fn(&str) -> Option<T>, fn(u64) -> Option<T>);

impl<T> Visitor<'_> for WordOrNumber<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<T, E> {
        (self.1)(word).ok_or_else(|| E::invalid_value(de::Unexpected::Str(word), &self))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<T, E> {
        (self.2)(number).ok_or_else(|| E::invalid_value(de::Unexpected::Unsigned(number), &self))
    }
}

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(WordOrNumber(
            "`auto` or a number of segments from 1 to 50",
            |word| (word == "auto").then_some(Self::Auto),
            |number| {
                (1..=50)
                    .contains(&number)
                    .then_some(Self::Fixed(number as usize))
            },
        ))
    }
}

impl Serialize for Count {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Auto => to.serialize_str("auto"),
            Self::Fixed(number) => to.serialize_u64(*number as u64),
        }
    }
}

impl<'de> Deserialize<'de> for MinSize {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(WordOrNumber(
            "`auto` or a number of respondents, 1 or more",
            |word| (word == "auto").then_some(Self::Auto),
            |number| (number > 0).then_some(Self::Fixed(number as usize)),
        ))
    }
}

impl Serialize for MinSize {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Auto => to.serialize_str("auto"),
            Self::Fixed(number) => to.serialize_u64(*number as u64),
        }
    }
}

impl HalfLife {
    /// Reads `auto`, `none`, `90s`, `30m`, `12h`, `30d` or `2w`.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "auto" => return Some(Self::Auto),
            "none" => return Some(Self::None),
            _ => {}
        }
        let unit = match word.chars().last()? {
            's' => 1.0,
            'm' => 60.0,
            'h' => 3600.0,
            'd' => 86_400.0,
            'w' => 604_800.0,
            _ => return None,
        };
        let number: f64 = word[..word.len() - 1].trim().parse().ok()?;
        (number.is_finite() && number > 0.0).then_some(Self::Seconds(number * unit))
    }
}

impl<'de> Deserialize<'de> for HalfLife {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(WordOrNumber(
            "`auto`, `none`, or a time such as `30d` or `12h`",
            Self::parse,
            |_| None,
        ))
    }
}

impl Serialize for HalfLife {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Auto => to.serialize_str("auto"),
            Self::None => to.serialize_str("none"),
            Self::Seconds(s) if s % 86_400.0 == 0.0 => {
                to.collect_str(&format_args!("{}d", s / 86_400.0))
            }
            Self::Seconds(s) if s % 3600.0 == 0.0 => {
                to.collect_str(&format_args!("{}h", s / 3600.0))
            }
            Self::Seconds(s) => to.collect_str(&format_args!("{s}s")),
        }
    }
}

/// A word, or a list of words.
struct WordOrList<T>(&'static str, fn(&str) -> Option<T>, fn(Vec<String>) -> T);

impl<'de, T> Visitor<'de> for WordOrList<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<T, E> {
        (self.1)(word).ok_or_else(|| E::invalid_value(de::Unexpected::Str(word), &self))
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut list: A) -> Result<T, A::Error> {
        let mut words = Vec::new();
        while let Some(word) = list.next_element()? {
            words.push(word);
        }
        Ok((self.2)(words))
    }
}

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(WordOrList(
            "`first-name`, `none`, or a list of names",
            |word| match word {
                "first-name" => Some(Self::FirstName),
                "none" => Some(Self::None),
                _ => None,
            },
            Self::List,
        ))
    }
}

impl Serialize for Names {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::FirstName => to.serialize_str("first-name"),
            Self::None => to.serialize_str("none"),
            Self::List(names) => names.serialize(to),
        }
    }
}

impl<'de> Deserialize<'de> for Reach {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(WordOrList(
            "`auto` or a list of kinds",
            |word| (word == "auto").then_some(Self::Auto),
            Self::Kinds,
        ))
    }
}

impl Serialize for Reach {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Auto => to.serialize_str("auto"),
            Self::Kinds(kinds) => kinds.serialize(to),
        }
    }
}

/// The schema of a setting that is a word or something else.
macro_rules! schema_of {
    ($type:ty, $name:literal, $schema:tt) => {
        impl JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!($schema)
            }
        }
    };
}

schema_of!(Count, "Count", {
    "anyOf": [{ "const": "auto" }, { "type": "integer", "minimum": 1, "maximum": 50 }]
});
schema_of!(MinSize, "MinSize", {
    "anyOf": [{ "const": "auto" }, { "type": "integer", "minimum": 1 }]
});
schema_of!(HalfLife, "HalfLife", {
    "type": "string", "pattern": "^(auto|none|[0-9.]+ ?[smhdw])$"
});
schema_of!(Names, "Names", {
    "anyOf": [{ "enum": ["first-name", "none"] }, { "type": "array", "items": { "type": "string" } }]
});
schema_of!(Reach, "Reach", {
    "anyOf": [{ "const": "auto" }, { "type": "array", "items": { "type": "string" } }]
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_life_is_a_word_or_a_time() {
        assert_eq!(HalfLife::parse("12h"), Some(HalfLife::Seconds(43_200.0)));
        assert_eq!(HalfLife::parse("auto"), Some(HalfLife::Auto));
        for wrong in ["", "d", "-3d", "3y", "NaNd"] {
            assert_eq!(HalfLife::parse(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn a_setting_written_comes_back_as_it_was() {
        let written = crate::yaml::write(&(Count::Fixed(4), HalfLife::Seconds(2_592_000.0)))
            .expect("it can be written");
        let read: (Count, HalfLife) = crate::yaml::read(&written).expect("it can be read");
        assert_eq!(read, (Count::Fixed(4), HalfLife::Seconds(2_592_000.0)));
        assert!(written.contains("30d"), "{written}");
    }

    #[test]
    fn a_wrong_word_says_what_was_expected() {
        let error = crate::yaml::read::<Count>("many").expect_err("not a count");
        assert!(error.to_string().contains("`auto` or a number of segments"));
    }
}
