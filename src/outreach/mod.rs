//! **outreach**: whom to contact, to reach whom, within a budget; and who said no.
//!
//! Floor 4, ties wing: imports role, spread.
