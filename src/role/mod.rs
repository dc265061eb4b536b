//! **role**: who is an influencer, an ambassador, a broker, and the sentence that says why.
//!
//! Floor 3, ties wing: imports network.
