//! Does a document still say what the data say? Every stored number against the recomputed one.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

use super::card::Persona;
use super::error::PersonaError;

/// A value that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Where: file, statement, key.
    pub path: String,
    /// What the document says; `(absent)` where it says nothing.
    pub stored: String,
    /// What the inputs give now.
    pub recomputed: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: says {}, the data give {}",
            self.path, self.stored, self.recomputed
        )
    }
}

/// What was compared, what does not hold, and what cannot be checked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// Values compared.
    pub checked: u64,
    /// Values that do not hold.
    pub differences: Vec<Difference>,
    /// What people wrote: nothing in the data can confirm it.
    pub not_verifiable: Vec<String>,
}

impl Verification {
    /// Whether everything that can be checked holds.
    pub fn holds(&self) -> bool {
        self.differences.is_empty()
    }

    /// Adds what another comparison found.
    pub fn extend(&mut self, other: Self) {
        self.checked += other.checked;
        self.differences.extend(other.differences);
        self.not_verifiable.extend(other.not_verifiable);
    }
}

const ABSENT: &str = "(absent)";

/// Compares the personas of a finished run with the same personas recomputed from the inputs:
/// every key of every file, statements by what they are about, then their order.
///
/// The `people:` block is listed as not verifiable, key by key. Numbers must be equal to the last
/// bit: they are stored in full and computed in a fixed order.
pub fn verify_personas(
    stored: &[Persona],
    recomputed: &[Persona],
) -> Result<Verification, PersonaError> {
    let mut result = Verification::default();
    let file = |slug: &str| format!("personas/{slug}.yaml");
    for persona in stored {
        let again: Vec<&Persona> = recomputed
            .iter()
            .filter(|p| p.slug == persona.slug)
            .collect();
        result.checked += 1;
        match again[..] {
            [one] => result.extend(verify_persona(persona, one, &file(&persona.slug))?),
            _ => result.differences.push(Difference {
                path: file(&persona.slug),
                stored: persona.slug.clone(),
                recomputed: ABSENT.to_owned(),
            }),
        }
        result.not_verifiable.extend(people(persona)?);
    }
    for persona in recomputed {
        if stored.iter().filter(|p| p.slug == persona.slug).count() != 1 {
            result.differences.push(Difference {
                path: file(&persona.slug),
                stored: ABSENT.to_owned(),
                recomputed: persona.slug.clone(),
            });
        }
    }
    Ok(result)
}

/// Compares any stored document part (crosstab rows, the typing tool, a segmentation) with its
/// recomputed twin; `path` names it in differences.
pub fn verify_part<T: Serialize>(
    path: &str,
    stored: &T,
    recomputed: &T,
) -> Result<Verification, PersonaError> {
    let mut result = Verification::default();
    compare(
        path,
        &value(path, stored)?,
        &value(path, recomputed)?,
        &mut result,
    );
    Ok(result)
}

fn verify_persona(
    stored: &Persona,
    recomputed: &Persona,
    file: &str,
) -> Result<Verification, PersonaError> {
    let mut result = Verification::default();
    let (mut a, mut b) = (stored.clone(), recomputed.clone());
    let (said, found) = (
        std::mem::take(&mut a.statements),
        std::mem::take(&mut b.statements),
    );
    (a.people, b.people) = Default::default();
    result.extend(verify_part(file, &a, &b)?);
    let about = |s: &super::Statement| (s.attribute.clone(), s.level.clone());
    let place = |s: &super::Statement| match &s.level {
        Some(level) => format!("{file}: {} = {level}", s.attribute),
        None => format!("{file}: {}", s.attribute),
    };
    for statement in &said {
        let twins: Vec<_> = found
            .iter()
            .filter(|f| about(f) == about(statement))
            .collect();
        let same = said.iter().filter(|s| about(s) == about(statement)).count();
        match twins[..] {
            [one] if same == 1 => {
                result.extend(verify_part(&place(statement), statement, one)?);
            }
            _ => result.differences.push(Difference {
                path: place(statement),
                stored: "a statement".to_owned(),
                recomputed: if twins.is_empty() {
                    ABSENT.to_owned()
                } else {
                    "the statement once".to_owned()
                },
            }),
        }
    }
    for statement in &found {
        if said.iter().all(|s| about(s) != about(statement)) {
            result.differences.push(Difference {
                path: place(statement),
                stored: ABSENT.to_owned(),
                recomputed: "a statement".to_owned(),
            });
        }
    }
    let order = |list: &[super::Statement]| list.iter().map(about).collect::<Vec<_>>();
    if result.holds() && order(&said) != order(&found) {
        result.differences.push(Difference {
            path: format!("{file}: statements"),
            stored: "another order".to_owned(),
            recomputed: "most distinctive first".to_owned(),
        });
    }
    Ok(result)
}

/// The keys of the `people:` block that say something.
fn people(persona: &Persona) -> Result<Vec<String>, PersonaError> {
    let path = format!("personas/{}.yaml", persona.slug);
    let written = value(&path, &persona.people)?;
    let keys = written.as_object().into_iter().flat_map(|map| map.keys());
    Ok(keys.map(|key| format!("{path}: people.{key}")).collect())
}

fn value<T: Serialize>(path: &str, item: &T) -> Result<Value, PersonaError> {
    serde_json::to_value(item).map_err(|e| PersonaError::File {
        file: path.to_owned(),
        line: None,
        reason: e.to_string(),
    })
}

fn compare(path: &str, stored: &Value, recomputed: &Value, result: &mut Verification) {
    match (stored, recomputed) {
        (Value::Object(a), Value::Object(b)) => {
            let keys: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
            for key in keys {
                let get = |map: &serde_json::Map<String, Value>| {
                    map.get(key).cloned().unwrap_or(Value::Null)
                };
                compare(&format!("{path}: {key}"), &get(a), &get(b), result);
            }
        }
        (Value::Array(a), Value::Array(b)) => {
            for place in 0..a.len().max(b.len()) {
                let get = |list: &[Value]| list.get(place).cloned().unwrap_or(Value::Null);
                compare(&format!("{path}[{place}]"), &get(a), &get(b), result);
            }
        }
        _ => {
            result.checked += 1;
            let equal = match (stored.as_f64(), recomputed.as_f64()) {
                (Some(a), Some(b)) => a == b,
                _ => stored == recomputed,
            };
            if !equal {
                result.differences.push(Difference {
                    path: path.to_owned(),
                    stored: told(stored),
                    recomputed: told(recomputed),
                });
            }
        }
    }
}

fn told(value: &Value) -> String {
    if value.is_null() {
        ABSENT.to_owned()
    } else {
        value.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::planted;
    use super::super::{Assembled, NameSource, Request, assemble};
    use super::*;

    fn built() -> Assembled {
        let (t, labels) = planted(120, 3, 8, 0.9, 1);
        assemble(&Request {
            table: &t,
            labels: &labels,
            groups: 3,
            stability: &[Some(0.9); 3],
            adopted: &[],
            members: &std::collections::BTreeMap::new(),
            names: &NameSource::FirstName,
            language: super::super::Language::French,
            seed: 1,
        })
        .expect("personas")
    }

    /// Through the file and back, as `verify` meets them.
    fn stored(personas: &[Persona]) -> Vec<Persona> {
        personas
            .iter()
            .map(|p| Persona::from_yaml(&p.to_yaml().expect("yaml"), "p.yaml").expect("a persona"))
            .collect()
    }

    #[test]
    fn an_untouched_run_holds_and_what_people_wrote_is_listed() {
        let personas = built().personas;
        let mut read = stored(&personas);
        read[0].people.story = Some("Une histoire".to_owned());
        let verified = verify_personas(&read, &personas).expect("comparable");
        assert!(verified.holds(), "{:?}", verified.differences);
        assert!(verified.checked > 100);
        assert_eq!(verified.not_verifiable.len(), 1);
        assert!(verified.not_verifiable[0].contains("people.story"));
    }

    type Tamper = fn(&mut Vec<Persona>);

    #[test]
    fn every_kind_of_tampering_is_found() {
        let personas = built().personas;
        let tampers: [Tamper; 16] = [
            |p| p[0].statements[0].share = p[0].statements[0].share.map(|s| s + 1e-15),
            |p| p[0].statements[0].n += 1,
            |p| p[1].statements[1].base -= 1,
            |p| p[1].statements[0].low = None,
            |p| p[1].statements[0].p = Some(0.01),
            |p| p[0].statements[0].level = Some("other".to_owned()),
            |p| p[0].statements[0].kind = super::super::StatementKind::Typical,
            |p| p[0].statements[0].effect = p[0].statements[0].effect.map(|e| -e),
            |p| p[2].statements.swap(0, 1),
            |p| {
                p[2].statements.pop();
            },
            |p| {
                let twice = p[2].statements[0].clone();
                p[2].statements.push(twice);
            },
            |p| p[0].title.push('!'),
            |p| p[0].stability = Some(0.91),
            |p| p[0].coverage.all += 1,
            |p| {
                p.pop();
            },
            |p| p[0].slug = "autre".to_owned(),
        ];
        for (number, tamper) in tampers.iter().enumerate() {
            let mut read = stored(&personas);
            tamper(&mut read);
            let verified = verify_personas(&read, &personas).expect("comparable");
            assert!(!verified.holds(), "tampering {number} went through");
        }
    }

    #[test]
    fn a_difference_says_where_what_was_and_what_is() {
        let personas = built().personas;
        let mut read = stored(&personas);
        read[0].n += 1;
        let verified = verify_personas(&read, &personas).expect("comparable");
        let told = verified.differences[0].to_string();
        assert!(told.ends_with(": n: says 41, the data give 40"), "{told}");
    }

    #[test]
    fn a_part_is_compared_key_by_key() {
        let tab = built().crosstab;
        let mut other = tab.clone();
        other.cells[3].share = Some(0.123);
        assert!(verify_part("profiles", &tab, &tab).expect("json").holds());
        let found = verify_part("profiles", &other, &tab).expect("json");
        assert_eq!(found.differences.len(), 1);
        assert_eq!(found.differences[0].path, "profiles: cells[3]: share");
    }
}
