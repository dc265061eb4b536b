//! **output**: the file system's writing side, all of it.
//!
//! Floor 6. A reader of OUT sees the old run or the new one, never a mix: a run is written whole
//! into a folder beside OUT, synced, and exchanged with it in one step.
mod browser;
mod file;
mod folder;
mod swap;

pub use browser::{find_browser, print_page};
pub use file::{remove_file, scratch_beside, write_file, write_new};
pub use folder::{OutFile, Target, names_below, undo};

use std::path::Path;

/// Why something could not be written (exit code 4).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The system said no.
    #[error("{path}: cannot be written")]
    Unwritable {
        /// The file or folder.
        path: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A file that must not be overwritten.
    #[error("{path}: is there already, and is never overwritten")]
    Exists {
        /// The file.
        path: String,
    },
    /// A folder that holds something else.
    #[error(
        "{path}: is not empty and holds no run.json of ours; name another folder with --out, or empty this one"
    )]
    NotOurs {
        /// The folder.
        path: String,
    },
    /// A folder that cannot be exchanged.
    #[error(
        "{path}: is a mount point and cannot be exchanged in one step; name a folder inside it with --out"
    )]
    MountPoint {
        /// The folder.
        path: String,
    },
    /// Another run is at work.
    #[error("{path}: another entourage is writing here; wait for it to end")]
    Locked {
        /// The folder.
        path: String,
    },
    /// There is no former run.
    #[error("{path}: there is no former run to go back to")]
    NoPrevious {
        /// The folder.
        path: String,
    },
}

fn unwritable(path: &Path) -> impl FnOnce(std::io::Error) -> Error + use<> {
    let path = path.display().to_string();
    move |source| Error::Unwritable { path, source }
}
