//! What the documents are made of: one plain tree of facts, filled by the pipeline, read by the
//! built-in templates and by the users' own.
//!
//! It is a stable contract: `build` leaves it in OUT as `brief.json`. Shares are 0..1, times are ISO 8601
//! text, absent is `None` or an empty list; any part may be missing, and then its chapter is. No
//! text of ours is in here: words come from the catalogues, by the keys of the enums below.
//!
//! Privacy is applied *before*: counts and shares in here are those the readers of
//! [`Privacy::level`] may see. What a level must never show at all (accounts, at `public`), the
//! renderer leaves out once more by itself.

mod audience;
mod community;
mod method;
mod network;
mod outreach;
mod persona;
mod project;

pub use audience::{
    Accuracy, AnswerScore, Audience, Criterion, Golden, MapPoint, Outcome, Profile, ProfileValue,
    RespondentMap, RunnerUp, Screen, Typical, Typing, Verdict, VerdictReason, Why,
};
pub use community::{
    Change, Community, Content, Difference, Metric, Moment, Motion, MotionKind, Objective, Period,
    PlatformActivity, Rhythm, Subject, Tally, Term, Waiting, Window,
};
pub use method::{Input, Method, Moved, Note, Since};
pub use network::{
    Backtest, Circle, Drawing, DrawnPerson, DrawnTie, Flag, KindCount, Network, Part, Person,
    Reason, Role, Stress, Trust,
};
pub use outreach::{
    Aimed, Comparison, Coverage, CurvePoint, Outreach, PlanRow, Reached, Stop, Strategy,
};
pub use persona::{
    AttributeRole, Edits, Facet, Match, Persona, Quote, ReachedBy, Statement, StatementKind,
};
pub use project::{Level, Privacy, Project, Scope, Standing};

use serde::{Deserialize, Serialize};

/// Version of this contract; raised when a field changes its meaning or goes.
pub const FORMAT: u32 = 1;

/// Everything the documents may say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Data {
    /// Version of this contract, [`FORMAT`].
    pub format: u32,
    /// The project: its title, its frame, its look.
    pub project: Project,
    /// Who may read, and what must then be said about personal data.
    pub privacy: Privacy,
    /// The people wing: groups, personas, evidence. `None` without an audience table.
    pub audience: Option<Audience>,
    /// The ties wing: people, circles, rankings. `None` without an interaction log.
    pub network: Option<Network>,
    /// Whom to contact, in order.
    pub outreach: Option<Outreach>,
    /// What was done, when people talk, who is answered.
    pub community: Option<Community>,
    /// Where the numbers come from, and what could not be computed.
    pub method: Method,
    /// What moved since the former run.
    pub since: Option<Since>,
}

impl Default for Data {
    fn default() -> Self {
        Self {
            format: FORMAT,
            project: Project::default(),
            privacy: Privacy::default(),
            audience: None,
            network: None,
            outreach: None,
            community: None,
            method: Method::default(),
            since: None,
        }
    }
}
