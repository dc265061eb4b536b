//! **community**: people tied more to each other than to the rest.
//!
//! Floor 3, ties wing: imports network.
