//! **persona**: segments given a face: statements with their evidence, names, portraits, the typing
//! tool, what may be shown to whom, and what moved between two runs.
//!
//! Floor 4: over segment and table. Most functions take plain data (a label a respondent, the
//! number of segments), so that segments found here, latent classes and segments from elsewhere
//! are described by the same code.
mod adopt;
mod assemble;
mod card;
mod coverage;
mod crosstab;
mod describe;
mod error;
#[cfg(test)]
mod fixture;
mod hungarian;
mod junk;
mod merge;
mod name;
mod outcome;
mod portrait;
mod privacy;
mod quote;
#[cfg(all(test, feature = "long-tests"))]
mod real;
mod shown;
mod statement;
mod tally;
mod title;
mod typing;
mod verify;
mod wave;
mod who;
mod wording;

pub use adopt::{
    LEAST_JACCARD, LEAST_PROFILE, Match, MatchedBy, Matching, match_personas, profile_similarity,
};
pub use assemble::{Assembled, Request, assemble};
pub use card::{Coverage, LARGEST_FILE, PeopleBlock, Persona, is_slug};
pub use coverage::{BadlyRepresented, CardClaims, badly_represented};
pub use crosstab::{Cell, Crosstab, GroupSize, UNASSIGNED, crosstab, letter};
pub use describe::{
    CARD, LARGEST_P, LEVELS_OF_A_PROFILE, OF_A_FACET, SMALLEST_EFFECT, TYPICAL_SHARE,
    TypicalProfile, dangling, describe, is_distinctive, statement, typical_profile,
};
pub use error::PersonaError;
pub use junk::{FASTEST, Junk, JunkFlags, LEAST_ANSWERED, SHORTEST_GRID, screen};
pub use merge::{Merged, Notice, merge};
pub use name::{NameSource, name};
pub use outcome::{FOLDS, Measure, OutcomeValidity, held_out_labels, outcome_validity};
pub use portrait::{Sketch, Thing, portrait, thing};
pub use privacy::Release;
pub use quote::{TAKEN_OUT, quotes, strip};
pub use shown::{Audience, ProfileRow, ShownPersona, ShownStatement, SmallestCells, Withheld};
pub use statement::{Statement, StatementKind, StatementRef};
pub use title::{LONGEST_TITLE, slug, title, unique_slug};
pub use typing::{
    Accuracy, GOLDEN, GoldenQuestion, LARGEST_SAMPLE, QuestionOption, TreeStep, TypingTool,
    questionnaire, typing_tool,
};
pub use verify::{Difference, Verification, verify_part, verify_personas};
pub use wave::{
    Fate, LEAST_STAYED, MOST_MOVED, PersonaChange, Refit, SMALLEST_MOVE, SameBy, Share,
    StatementChange, Wave, WaveDiff, diff,
};
pub use who::{Generation, Majority, Presentation, majority};
pub use wording::{Language, attribute_text, fragment, level_text, question_text};
