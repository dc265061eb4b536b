//! **person**: who somebody is, the same for the audience table and the interaction log.
//!
//! Floor 0: imports nothing of the house.
mod directory;
mod handle;
mod secret;

pub use directory::Directory;
pub use handle::{fold, key};
pub use secret::Secret;
