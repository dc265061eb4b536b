//! Single files: a temporary name in the same folder, sync, rename.

use std::io::Write;
use std::path::Path;

use super::{Error, unwritable};

/// Writes one file so that a reader sees the old content or the new one, never a part.
///
/// A personal file is readable by its owner alone (0600).
///
/// # Errors
/// When the folder or the file cannot be written; the old content then stays.
pub fn write_file(path: &Path, bytes: &[u8], personal: bool) -> Result<(), Error> {
    let draft = draft(path, bytes, personal)?;
    draft
        .persist(path)
        .map_err(|error| unwritable(path)(error.error))?;
    sync_folder(folder_of(path));
    Ok(())
}

/// Writes one file where there is none yet; otherwise like [`write_file`].
///
/// # Errors
/// [`Error::Exists`] where there is one; when the folder or the file cannot be written.
pub fn write_new(path: &Path, bytes: &[u8], personal: bool) -> Result<(), Error> {
    let draft = draft(path, bytes, personal)?;
    draft
        .persist_noclobber(path)
        .map_err(|error| match error.error.kind() {
            std::io::ErrorKind::AlreadyExists => Error::Exists {
                path: path.display().to_string(),
            },
            _ => unwritable(path)(error.error),
        })?;
    sync_folder(folder_of(path));
    Ok(())
}

/// Takes a file away; one that is not there is gone already.
///
/// # Errors
/// When the system does not let it go.
pub fn remove_file(path: &Path) -> Result<(), Error> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        removed => {
            removed.map_err(unwritable(path))?;
            sync_folder(folder_of(path));
            Ok(())
        }
    }
}

/// A file beside this one that has no name, or loses it at once: nobody finds it, and it goes with us.
///
/// # Errors
/// When the folder cannot be written.
pub fn scratch_beside(path: &Path) -> Result<std::fs::File, Error> {
    let folder = folder_of(path);
    std::fs::create_dir_all(folder).map_err(unwritable(folder))?;
    tempfile::tempfile_in(folder).map_err(unwritable(folder))
}

/// The whole content under a temporary name in the same folder, synced.
fn draft(path: &Path, bytes: &[u8], personal: bool) -> Result<tempfile::NamedTempFile, Error> {
    let folder = folder_of(path);
    let fail = || unwritable(path);
    std::fs::create_dir_all(folder).map_err(fail())?;
    let mut draft = tempfile::NamedTempFile::new_in(folder).map_err(fail())?;
    draft.write_all(bytes).map_err(fail())?;
    set_mode(draft.as_file(), personal).map_err(fail())?;
    draft.as_file().sync_all().map_err(fail())?;
    Ok(draft)
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Writes a file into a folder nobody reads yet.
pub(super) fn write_inside(
    folder: &Path,
    name: &str,
    bytes: &[u8],
    personal: bool,
) -> Result<(), Error> {
    let path = folder.join(name);
    let fail = || unwritable(&path);
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).map_err(fail())?;
    }
    let mut file = std::fs::File::create(&path).map_err(fail())?;
    set_mode(&file, personal).map_err(fail())?;
    file.write_all(bytes).map_err(fail())?;
    file.sync_all().map_err(fail())
}

#[cfg(unix)]
fn set_mode(file: &std::fs::File, personal: bool) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = if personal { 0o600 } else { 0o644 };
    file.set_permissions(std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn set_mode(_: &std::fs::File, _: bool) -> std::io::Result<()> {
    Ok(())
}

/// Makes a rename durable; not every file system lets a folder be synced, and none loses data by it.
pub(super) fn sync_folder(folder: &Path) {
    if let Ok(handle) = std::fs::File::open(folder) {
        let _ = handle.sync_all();
    }
}
