//! **segment**: groups of respondents, how many there are, and whether there are any.
//!
//! Floor 3, people wing: imports encode, table.
