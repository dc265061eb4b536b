//! What a build is asked to measure.

use super::options::BuildOptions;
use crate::error::Error;
use crate::rank::{Measure, Selection};

/// Which measures a build is asked for.
pub(super) struct Wanted {
    pub measures: Selection,
    pub communities: bool,
    /// Whether the log holds what roles and the backtest are read from.
    pub single_events: bool,
}

impl Wanted {
    /// By the options of a build.
    pub fn of(options: &BuildOptions) -> Result<Self, Error> {
        if options.measures.is_empty() {
            return Ok(Self {
                measures: Selection::ALL,
                communities: true,
                single_events: true,
            });
        }
        let mut measures = Vec::new();
        let mut communities = false;
        for name in &options.measures {
            if name == "communities" {
                communities = true;
                continue;
            }
            measures.push(Measure::from_name(name).ok_or_else(|| {
                let known: Vec<&str> = Measure::ALL.map(Measure::name).to_vec();
                let known = known.join(", ");
                Error::usage(format!(
                    "--measures: `{name}` is none of communities, {known}"
                ))
            })?);
        }
        Ok(Self {
            measures: Selection::of(&measures),
            communities,
            single_events: true,
        })
    }

    /// Whether anything asked for ages.
    pub fn fades(&self) -> bool {
        self.measures != Selection::of(&[])
    }

    /// Whether the ranking is tried on the past: in a whole build only.
    pub fn backtest(&self) -> bool {
        self.measures == Selection::ALL && self.single_events
    }
}
