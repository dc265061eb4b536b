//! A bounded JSON reader (RFC 8259) that keeps the order of keys, tells duplicate keys, and keeps
//! numbers as written: ids beyond 2^53 lose digits as floating point.

use super::SourceError;

/// Deeper nesting is refused.
pub const MAX_DEPTH: usize = 64;

/// A JSON value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as written.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    Array(Vec<Value>),
    /// Keys and values in the order of the file, each key once.
    Object(Vec<(String, Value)>),
}

impl Value {
    /// The value of a key; `None` where this is no object or has no such key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        match self {
            Self::Object(entries) => entries.iter().find(|(k, _)| k == key).map(|(_, v)| v),
            _ => None,
        }
    }

    /// The value at the end of a path of keys.
    pub fn path(&self, keys: &[&str]) -> Option<&Value> {
        keys.iter().try_fold(self, |value, key| value.get(key))
    }

    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text or number as written: what an id is.
    pub fn scalar(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Number(text) => Some(text),
            Self::Bool(true) => Some("true"),
            Self::Bool(false) => Some("false"),
            _ => None,
        }
    }

    /// The number, if it is one (or a text that holds one) and finite.
    pub fn number(&self) -> Option<f64> {
        self.scalar()?
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
    }

    /// `true` or `false`, if it is one.
    pub fn boolean(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The items; empty where this is no list.
    pub fn items(&self) -> &[Value] {
        match self {
            Self::Array(items) => items,
            _ => &[],
        }
    }

    /// Keys and values; empty where this is no object.
    pub fn entries(&self) -> &[(String, Value)] {
        match self {
            Self::Object(entries) => entries,
            _ => &[],
        }
    }
}

/// A JSON text as read.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// The value.
    pub value: Value,
    /// How many keys stood twice in one object; the last one was kept, as other readers do.
    pub duplicate_keys: u64,
}

/// Reads one JSON value; nothing but blanks may follow. Linear; depth up to [`MAX_DEPTH`].
pub fn parse_json(text: &str) -> Result<Parsed, SourceError> {
    parse_at(text, 1)
}

pub(super) fn parse_at(text: &str, first_line: u64) -> Result<Parsed, SourceError> {
    let mut parser = Parser {
        text,
        at: 0,
        depth: 0,
        duplicate_keys: 0,
        first_line,
    };
    parser.blanks();
    let value = parser.value()?;
    parser.blanks();
    if parser.at < text.len() {
        return Err(parser.unexpected("the end of the file"));
    }
    Ok(Parsed {
        value,
        duplicate_keys: parser.duplicate_keys,
    })
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    duplicate_keys: u64,
    first_line: u64,
}

impl Parser<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn line(&self) -> u64 {
        let before = &self.text.as_bytes()[..self.at.min(self.text.len())];
        self.first_line + memchr::memchr_iter(b'\n', before).count() as u64
    }

    fn unexpected(&self, expected: &'static str) -> SourceError {
        let before = self.text.get(..self.at).unwrap_or("");
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() as u64 + 1;
        SourceError::Json {
            line: self.line(),
            column,
            expected,
        }
    }

    fn value(&mut self) -> Result<Value, SourceError> {
        match self.peek() {
            Some(b'{') => self.nested(Self::object),
            Some(b'[') => self.nested(Self::array),
            Some(b'"') => Ok(Value::Text(self.string()?)),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true", Value::Bool(true)),
            Some(b'f') => self.word("false", Value::Bool(false)),
            Some(b'n') => self.word("null", Value::Null),
            _ => Err(self.unexpected("a value")),
        }
    }

    fn nested(
        &mut self,
        read: fn(&mut Self) -> Result<Value, SourceError>,
    ) -> Result<Value, SourceError> {
        if self.depth == MAX_DEPTH {
            return Err(SourceError::JsonDepth {
                line: self.line(),
                limit: MAX_DEPTH,
            });
        }
        self.depth += 1;
        self.at += 1;
        self.blanks();
        let value = read(self)?;
        self.depth -= 1;
        Ok(value)
    }

    fn object(&mut self) -> Result<Value, SourceError> {
        let mut entries: Vec<(String, Value)> = Vec::new();
        // Objects used as maps have thousands of keys: duplicates are found by sorting at the end.
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(Value::Object(entries));
        }
        loop {
            if self.peek() != Some(b'"') {
                return Err(self.unexpected("a key in quotes"));
            }
            let key = self.string()?;
            self.blanks();
            if self.peek() != Some(b':') {
                return Err(self.unexpected("a colon"));
            }
            self.at += 1;
            self.blanks();
            let value = self.value()?;
            entries.push((key, value));
            self.blanks();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => {
                    self.at += 1;
                    return Ok(Value::Object(self.unique(entries)));
                }
                _ => return Err(self.unexpected("a comma or a closing brace")),
            }
            self.blanks();
        }
    }

    /// Each key once, with its last value at its first place.
    fn unique(&mut self, entries: Vec<(String, Value)>) -> Vec<(String, Value)> {
        let mut order: Vec<usize> = (0..entries.len()).collect();
        order.sort_by(|&a, &b| entries[a].0.cmp(&entries[b].0));
        if order
            .windows(2)
            .all(|pair| entries[pair[0]].0 != entries[pair[1]].0)
        {
            return entries;
        }
        let mut values: Vec<Option<(String, Value)>> = entries.into_iter().map(Some).collect();
        let mut group = 0;
        while group < order.len() {
            let first = order[group];
            let mut next = group + 1;
            while next < order.len() {
                let same = match (&values[first], &values[order[next]]) {
                    (Some(a), Some(b)) => a.0 == b.0,
                    _ => false,
                };
                if !same {
                    break;
                }
                // The sort is stable: later in the group is later in the file.
                values[first] = values[order[next]].take();
                self.duplicate_keys += 1;
                next += 1;
            }
            group = next;
        }
        values.into_iter().flatten().collect()
    }

    fn array(&mut self) -> Result<Value, SourceError> {
        let mut items = Vec::new();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(Value::Array(items));
        }
        loop {
            items.push(self.value()?);
            self.blanks();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => {
                    self.at += 1;
                    return Ok(Value::Array(items));
                }
                _ => return Err(self.unexpected("a comma or a closing bracket")),
            }
            self.blanks();
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, SourceError> {
        if self.text[self.at..].starts_with(word) {
            self.at += word.len();
            return Ok(value);
        }
        Err(self.unexpected("a value"))
    }

    fn digits(&mut self) -> Result<(), SourceError> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if self.at == start {
            Err(self.unexpected("a digit"))
        } else {
            Ok(())
        }
    }

    fn number(&mut self) -> Result<Value, SourceError> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(Value::Number(self.text[start..self.at].to_owned()))
    }

    fn string(&mut self) -> Result<String, SourceError> {
        self.at += 1;
        let mut out = String::new();
        loop {
            let rest = &self.text.as_bytes()[self.at..];
            let Some(length) = rest
                .iter()
                .position(|b| matches!(b, b'"' | b'\\' | 0..=0x1f))
            else {
                self.at = self.text.len();
                return Err(self.unexpected("a closing quote"));
            };
            out.push_str(&self.text[self.at..self.at + length]);
            self.at += length;
            match rest[length] {
                b'"' => {
                    self.at += 1;
                    return Ok(out);
                }
                b'\\' => out.push(self.escape()?),
                _ => return Err(self.unexpected("no bare control character in a text")),
            }
        }
    }

    fn escape(&mut self) -> Result<char, SourceError> {
        self.at += 1;
        let escaped = match self.peek() {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.at += 1;
                return self.unicode();
            }
            _ => return Err(self.unexpected("an escape")),
        };
        self.at += 1;
        Ok(escaped)
    }

    fn unicode(&mut self) -> Result<char, SourceError> {
        let high = self.hex()?;
        if !(0xd800..0xe000).contains(&high) {
            return Ok(char::from_u32(high).unwrap_or('\u{fffd}'));
        }
        // Half a character: it needs its other half, else it is U+FFFD.
        let paired = high < 0xdc00 && self.text[self.at..].starts_with("\\u");
        if paired {
            let before = self.at;
            self.at += 2;
            let low = self.hex()?;
            if (0xdc00..0xe000).contains(&low) {
                let code = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                return Ok(char::from_u32(code).unwrap_or('\u{fffd}'));
            }
            self.at = before;
        }
        Ok('\u{fffd}')
    }

    fn hex(&mut self) -> Result<u32, SourceError> {
        let digits = self
            .text
            .get(self.at..self.at + 4)
            .filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
        let Some(code) = digits.and_then(|d| u32::from_str_radix(d, 16).ok()) else {
            return Err(self.unexpected("four hexadecimal digits"));
        };
        self.at += 4;
        Ok(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_beyond_floating_point_keep_all_their_digits() {
        let parsed = parse_json("{\"id\": 12345678901234567890}").unwrap();
        assert_eq!(
            parsed.value.get("id").and_then(Value::scalar),
            Some("12345678901234567890")
        );
    }

    #[test]
    fn the_last_of_two_equal_keys_wins_and_is_counted() {
        let parsed = parse_json("{\"a\": 1, \"b\": 2, \"a\": 3, \"a\": 4}").unwrap();
        assert_eq!(parsed.duplicate_keys, 2);
        let entries = parsed.value.entries();
        assert_eq!(entries[0], ("a".into(), Value::Number("4".into())));
        assert_eq!(entries.len(), 2);
    }

    #[test]
    fn nesting_is_bounded() {
        let deep = "[".repeat(65) + &"]".repeat(65);
        assert!(matches!(
            parse_json(&deep),
            Err(SourceError::JsonDepth { line: 1, .. })
        ));
        let fits = "[".repeat(64) + &"]".repeat(64);
        assert!(parse_json(&fits).is_ok());
    }

    #[test]
    fn errors_say_where_and_what_was_expected() {
        let error = parse_json("{\n  \"a\": 1,\n  b: 2\n}").unwrap_err();
        assert!(
            matches!(
                error,
                SourceError::Json {
                    line: 3,
                    column: 3,
                    ..
                }
            ),
            "{error}"
        );
    }

    #[test]
    fn escapes_and_halves_of_characters_are_read() {
        let parsed = parse_json(r#""\u00e9\ud83d\ude00\ud800x\n""#).unwrap();
        assert_eq!(parsed.value.text(), Some("é😀\u{fffd}x\n"));
    }
}
