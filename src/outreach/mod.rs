//! **outreach**: whom to contact, to reach whom, within a budget; and who said no.
//!
//! Floor 4, ties wing: imports role, spread.
mod cost;
mod error;
mod plan;
mod target;

pub use cost::{CostList, read_costs};
pub use error::OutreachError;
pub use plan::{
    Alternative, CoverageRow, GroupSpread, Groups, Listed, Plan, PlanInput, Stop, TargetEffect,
    plan,
};
pub use target::benefits;
