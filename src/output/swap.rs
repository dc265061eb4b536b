//! The exchange of two folders in one step, and where the system has none, two renames.

use std::io;
use std::path::Path;

/// Puts `fresh` in the place of `current` and the other way round.
///
/// One step with `renameat2(RENAME_EXCHANGE)`; where that is not to be had, `current` goes to
/// `aside` first: a kill in between leaves `aside`, which the next start puts back.
pub(super) fn exchange(fresh: &Path, current: &Path, aside: &Path) -> io::Result<()> {
    match exchange_at_once(fresh, current) {
        Err(error) if not_supported(&error) => {
            std::fs::rename(current, aside)?;
            std::fs::rename(fresh, current)?;
            std::fs::rename(aside, fresh)
        }
        done => done,
    }
}

#[cfg(target_os = "linux")]
fn exchange_at_once(fresh: &Path, current: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, fresh, CWD, current, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

#[cfg(not(target_os = "linux"))]
fn exchange_at_once(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

fn not_supported(error: &io::Error) -> bool {
    // EINVAL is what file systems without the exchange answer, ENOSYS what old kernels do.
    matches!(
        error.kind(),
        io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput
    )
}

/// Whether a folder is the root of a mounted file system: it cannot be renamed.
#[cfg(unix)]
pub(super) fn is_mount_point(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let parent = folder.join("..");
    match (std::fs::metadata(folder), std::fs::metadata(parent)) {
        (Ok(inside), Ok(outside)) => inside.dev() != outside.dev(),
        _ => false,
    }
}

#[cfg(not(unix))]
pub(super) fn is_mount_point(_: &Path) -> bool {
    false
}
