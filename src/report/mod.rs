//! **report**: the community report: what was done, when people talk, who is answered.
//!
//! Floor 4, ties wing: imports rank, interaction.
