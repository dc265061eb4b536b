//! What was changed, so that it can be taken back, and put again.

use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Changes of one field within this time are one step back: nobody wants to undo letter by letter.
const ONE_STEP: Duration = Duration::from_secs(5);
/// Steps kept; the files of a step are small.
const MOST: usize = 2_000;

/// A file before and after a change; `None` where there was, or is, none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Write {
    pub path: PathBuf,
    pub before: Option<Vec<u8>>,
    pub after: Option<Vec<u8>>,
}

/// One step that can be taken back.
#[derive(Debug, Clone)]
pub(super) struct Step {
    /// What was done: a key of the catalogue, and what fills its hole.
    pub what: (&'static str, String),
    /// The field it was done to, with the window that did it.
    pub field: String,
    pub writes: Vec<Write>,
    pub at: Instant,
}

/// All steps since the page was opened.
#[derive(Debug, Default)]
pub(super) struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl History {
    /// Remembers a step; what was taken back before it is gone for good.
    pub fn push(&mut self, step: Step) {
        self.undone.clear();
        if let Some(last) = self.done.last_mut()
            && last.field == step.field
            && step.at.duration_since(last.at) < ONE_STEP
            && last.writes.len() == 1
            && step.writes.len() == 1
            && last.writes[0].path == step.writes[0].path
            && last.writes[0].after == step.writes[0].before
        {
            last.writes[0].after.clone_from(&step.writes[0].after);
            last.at = step.at;
            return;
        }
        if self.done.len() == MOST {
            self.done.remove(0);
        }
        self.done.push(step);
    }

    /// The step that would be taken back.
    pub fn last(&self) -> Option<&Step> {
        self.done.last()
    }

    /// The step that would be put again.
    pub fn next(&self) -> Option<&Step> {
        self.undone.last()
    }

    /// The last step was taken back.
    pub fn back(&mut self) {
        self.undone.extend(self.done.pop());
    }

    /// It was put again.
    pub fn forth(&mut self) {
        self.done.extend(self.undone.pop());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(field: &str, before: &str, after: &str) -> Step {
        Step {
            what: ("workshop.did.name", String::new()),
            field: field.to_owned(),
            writes: vec![Write {
                path: PathBuf::from("a.yaml"),
                before: Some(before.into()),
                after: Some(after.into()),
            }],
            at: Instant::now(),
        }
    }

    #[test]
    fn typing_in_one_field_is_one_step_and_another_field_is_another() {
        let mut history = History::default();
        history.push(step("name", "", "L"));
        history.push(step("name", "L", "Lé"));
        history.push(step("title", "Lé", "Léa, x"));
        let last = history.last().expect("a step");
        assert_eq!(last.writes[0].before.as_deref(), Some("Lé".as_bytes()));
        history.back();
        let last = history.last().expect("a step");
        assert_eq!(last.writes[0].before.as_deref(), Some("".as_bytes()));
        assert_eq!(last.writes[0].after.as_deref(), Some("Lé".as_bytes()));
        history.back();
        assert!(history.last().is_none());
        history.forth();
        assert_eq!(history.last().expect("a step").field, "name");
        history.push(step("story", "x", "y"));
        assert!(history.next().is_none());
    }
}
