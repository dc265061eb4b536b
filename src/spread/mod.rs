//! **spread**: whom a set of people is expected to touch, by the weighted cascade.
//!
//! Floor 3, ties wing: imports network.
