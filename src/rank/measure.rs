//! Which measures there are, which are asked for, and why one is left out.

/// A measure of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Measure {
    /// Faded distinct endorsers.
    Reach,
    /// 95 % interval of reach.
    Interval,
    /// Trimmed personalised `PageRank` from the seeds.
    Trust,
    /// Reach, capped by the trust that backs it.
    CredibleReach,
    /// Weighted `PageRank`.
    PageRank,
    /// Sampled betweenness.
    Betweenness,
    /// Burt's constraint.
    Constraint,
    /// Participation over communities.
    Participation,
    /// Distinct endorsers per post.
    Resonance,
    /// What is worth a look in the audience.
    AudienceFlags,
    /// Percentile among people of similar size.
    SizePercentile,
}

impl Measure {
    /// All measures, in their order.
    pub const ALL: [Self; 11] = [
        Self::Reach,
        Self::Interval,
        Self::Trust,
        Self::CredibleReach,
        Self::PageRank,
        Self::Betweenness,
        Self::Constraint,
        Self::Participation,
        Self::Resonance,
        Self::AudienceFlags,
        Self::SizePercentile,
    ];

    /// The word of files and of `--measures`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reach => "reach",
            Self::Interval => "interval",
            Self::Trust => "trust",
            Self::CredibleReach => "credible_reach",
            Self::PageRank => "pagerank",
            Self::Betweenness => "betweenness",
            Self::Constraint => "constraint",
            Self::Participation => "participation",
            Self::Resonance => "resonance",
            Self::AudienceFlags => "audience_flags",
            Self::SizePercentile => "size_percentile",
        }
    }

    /// The measure of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.name() == name)
    }
}

/// A set of measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selection(u16);

impl Selection {
    /// Every measure.
    pub const ALL: Self = Self(0x7ff);

    /// The measures given.
    pub fn of(measures: &[Measure]) -> Self {
        Self(measures.iter().fold(0, |set, &m| set | 1 << m as u16))
    }

    /// Whether a measure is asked for.
    pub fn contains(self, measure: Measure) -> bool {
        self.0 & (1 << measure as u16) != 0
    }

    /// Whether one of these is asked for.
    pub fn any(self, measures: &[Measure]) -> bool {
        self.0 & Self::of(measures).0 != 0
    }
}

/// Why a measure is left out.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum LeftOut {
    /// Fewer people with a tie than percentiles, circles or betweenness need.
    FewPeople {
        /// People with a tie.
        active: usize,
        /// How many are needed.
        needed: usize,
    },
    /// Neither seeds nor what the fallback reads them from.
    NoSeeds,
    /// No seed can be found without times.
    NoTimes,
    /// The communities were not given.
    NoCommunities,
    /// The log does not say which post is acted on, or who wrote it.
    NoObjects,
    /// Nobody has both trust and reach.
    NothingTrusted,
    /// No interaction of the kinds that count as reach.
    NoEndorsements,
    /// The log holds ties that were added up, no single interactions.
    NoEvents,
}
