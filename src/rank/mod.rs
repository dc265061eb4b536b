//! **rank**: measures of people in the network, one a file.
//!
//! Floor 3, ties wing: imports network.
