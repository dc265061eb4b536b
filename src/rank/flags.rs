//! Audience flags: what is worth a look, never "fake".

/// What is worth a look about an account, with the numbers behind it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct AudienceFlags {
    /// Share of its reach from accounts that endorse nobody else, where that is high for its size.
    pub single_target: Option<f64>,
    /// Share of its reach from accounts that trust does not reach, where that is high.
    pub untrusted: Option<f64>,
    /// Share of its endorsers who first arrived within one short window, where that is high.
    pub burst: Option<f64>,
    /// Number of accounts it repeatedly reposts the same posts with, within a minute.
    pub coordinated: Option<u32>,
    /// Number of people it pays attention to, where that is far out of proportion.
    pub mass_follower: Option<u32>,
}

impl AudienceFlags {
    /// The names of the flags raised, in a fixed order.
    pub fn names(&self) -> Vec<&'static str> {
        [
            (self.single_target.is_some(), "single_target"),
            (self.untrusted.is_some(), "untrusted"),
            (self.burst.is_some(), "burst"),
            (self.coordinated.is_some(), "coordinated"),
            (self.mass_follower.is_some(), "mass_follower"),
        ]
        .into_iter()
        .filter_map(|(raised, name)| raised.then_some(name))
        .collect()
    }

    /// Whether any flag is raised.
    pub fn any(&self) -> bool {
        *self != Self::default()
    }
}
