//! **rank**: measures of people in the network, one a file.
//!
//! Floor 3, ties wing: imports network.
mod flags;
mod measure;
mod measures;
mod params;
mod reach;

pub use flags::AudienceFlags;
pub use measure::{LeftOut, Measure, Selection};
pub use measures::{Measures, RankFacts, SeedSource};
pub use params::RankParams;
pub use reach::{Reach, endorsements, reach_kinds, reach_of};

use crate::interaction::Log;
use crate::network::{Interactions, Network};

/// All measures asked for.
///
/// `network` is built from the same log; `communities` has one label a person
/// ([`NONE`](crate::interaction::NONE): in none), as `community::leiden` gives them. Computes only what
/// is selected and what that needs; a measure whose input is missing is left out with its reason.
pub fn measure(
    log: &Log,
    network: &Network,
    communities: Option<&[u32]>,
    params: &RankParams,
    selection: Selection,
) -> Measures {
    let _ = (network, communities);
    let interactions = Interactions::of(log, &params.brand);
    let mut measures = Measures {
        people: interactions.people(),
        ..Measures::default()
    };
    if selection.contains(Measure::Reach) {
        let kinds = params
            .reach
            .unwrap_or_else(|| reach_kinds(interactions.events()));
        let reach = reach_of(&interactions, network, kinds);
        measures.facts.reach_kinds = Some(kinds);
        measures.reach = Some(reach.reach);
        measures.endorsers = Some(reach.endorsers);
    }
    measures
}
