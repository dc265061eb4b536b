//! OUT: claimed, written whole beside itself, exchanged in one step, and taken back by `undo`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::file::{sync_folder, write_inside};
use super::swap::{exchange, is_mount_point};
use super::{Error, unwritable};

/// A file of a run: its name inside OUT, its bytes, whether it holds personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutFile {
    /// Name inside OUT, with `/` between folders.
    pub name: String,
    /// Content.
    pub bytes: Vec<u8>,
    /// Whether only its owner may read it (0600).
    pub personal: bool,
}

/// OUT, locked for one run.
#[derive(Debug)]
pub struct Target {
    out: PathBuf,
    /// Held until the run ends: the system drops it with the process.
    _lock: fs::File,
}

/// Says of a folder not yet exchanged that it is the new one: after a kill the next start knows.
const INCOMING: &str = ".incoming";

impl Target {
    /// Locks OUT, refuses what is not ours, and mends what a killed run left.
    ///
    /// # Errors
    /// Not ours, a mount point, locked by another run, or unwritable.
    pub fn claim(out: &Path) -> Result<Self, Error> {
        let out = settle(out)?;
        let lock = lock(&out)?;
        recover(&out)?;
        if is_mount_point(&out) {
            return Err(Error::MountPoint {
                path: out.display().to_string(),
            });
        }
        let occupied = fs::read_dir(&out).is_ok_and(|mut inside| inside.next().is_some());
        let public_only = is_public_only(&out);
        if occupied && !public_only && !out.join("run.json").is_file() {
            return Err(Error::NotOurs {
                path: out.display().to_string(),
            });
        }
        Ok(Self { out, _lock: lock })
    }

    /// OUT itself.
    pub fn path(&self) -> &Path {
        &self.out
    }

    /// Puts a run in place: all its files, and what stands in OUT beside them, but for `replaced`
    /// (files of the former run that go). The former run stays as `OUT.previous`.
    ///
    /// # Errors
    /// Unwritable: the former run then stays whole.
    pub fn publish(&self, files: &[OutFile], replaced: &BTreeSet<String>) -> Result<(), Error> {
        let fresh = beside(&self.out, "new");
        let written = self.fill(&fresh, files, replaced);
        if written.is_err() {
            // The disk may be full: what was begun must not stay in the way.
            let _ = fs::remove_dir_all(&fresh);
        }
        written?;
        let fail = || unwritable(&self.out);
        if self.out.exists() {
            exchange(&fresh, &self.out, &beside(&self.out, "aside")).map_err(fail())?;
            keep_as_previous(&fresh, &self.out)?;
        } else {
            fs::rename(&fresh, &self.out).map_err(fail())?;
        }
        let _ = fs::remove_file(self.out.join(INCOMING));
        sync_folder(self.out.parent().unwrap_or(Path::new(".")));
        Ok(())
    }

    fn fill(
        &self,
        fresh: &Path,
        files: &[OutFile],
        replaced: &BTreeSet<String>,
    ) -> Result<(), Error> {
        fs::create_dir_all(fresh).map_err(unwritable(fresh))?;
        write_inside(fresh, INCOMING, b"", false)?;
        let names: BTreeSet<&str> = files.iter().map(|file| file.name.as_str()).collect();
        for name in names_below(&self.out) {
            let goes = replaced.contains(&name) || names.contains(name.as_str());
            if !goes && name != INCOMING {
                carry(&self.out.join(&name), &fresh.join(&name))?;
            }
        }
        for file in files {
            write_inside(fresh, &file.name, &file.bytes, file.personal)?;
        }
        sync_folder(fresh);
        Ok(())
    }
}

/// Exchanges OUT and `OUT.previous`.
///
/// # Errors
/// There is no former run, or the folders cannot be renamed.
pub fn undo(out: &Path) -> Result<(), Error> {
    let target = Target::claim(out)?;
    let previous = previous(&target.out);
    if !previous.join("run.json").is_file() {
        return Err(Error::NoPrevious {
            path: target.out.display().to_string(),
        });
    }
    exchange(&previous, &target.out, &beside(&target.out, "aside")).map_err(unwritable(&target.out))
}

/// OUT as a path that can be renamed: links resolved, an absent last part allowed.
fn settle(out: &Path) -> Result<PathBuf, Error> {
    if let Ok(real) = out.canonicalize() {
        return Ok(real);
    }
    let parent = match out.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent).map_err(unwritable(parent))?;
    let parent = parent.canonicalize().map_err(unwritable(parent))?;
    Ok(parent.join(out.file_name().unwrap_or_else(|| "out".as_ref())))
}

fn lock(out: &Path) -> Result<fs::File, Error> {
    let path = beside(out, "lock");
    let file = fs::File::create(&path).map_err(unwritable(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(fs::TryLockError::WouldBlock) => Err(Error::Locked {
            path: out.display().to_string(),
        }),
        Err(fs::TryLockError::Error(error)) => Err(unwritable(&path)(error)),
    }
}

/// Mends what a run killed at any moment left behind.
fn recover(out: &Path) -> Result<(), Error> {
    let fresh = beside(out, "new");
    let aside = beside(out, "aside");
    if aside.exists() && !out.exists() {
        fs::rename(&aside, out).map_err(unwritable(out))?;
    } else if aside.exists() {
        keep_as_previous(&aside, out)?;
    }
    if fresh.join(INCOMING).exists() || fresh.exists() && !fresh.join("run.json").exists() {
        fs::remove_dir_all(&fresh).map_err(unwritable(&fresh))?;
    } else if fresh.exists() {
        // Exchanged, but not yet put away: it is the former run.
        keep_as_previous(&fresh, out)?;
    }
    let _ = fs::remove_file(out.join(INCOMING));
    Ok(())
}

fn keep_as_previous(old: &Path, out: &Path) -> Result<(), Error> {
    let previous = previous(out);
    let trash = beside(out, "trash");
    let _ = fs::remove_dir_all(&trash);
    if previous.exists() {
        fs::rename(&previous, &trash).map_err(unwritable(&previous))?;
    }
    fs::rename(old, &previous).map_err(unwritable(&previous))?;
    let _ = fs::remove_dir_all(&trash);
    Ok(())
}

fn is_public_only(out: &Path) -> bool {
    names_below(out)
        .iter()
        .all(|name| name.starts_with("public/"))
}

fn previous(out: &Path) -> PathBuf {
    let mut name = out.file_name().unwrap_or_default().to_owned();
    name.push(".previous");
    out.with_file_name(name)
}

/// A hidden name of ours beside OUT.
fn beside(out: &Path, what: &str) -> PathBuf {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    out.with_file_name(format!(".{name}.entourage-{what}"))
}

/// Names of all files inside a folder, sorted, with `/` between folders; none where it is absent.
pub fn names_below(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    let mut waiting = vec![(folder.to_owned(), String::new())];
    while let Some((path, prefix)) = waiting.pop() {
        for entry in fs::read_dir(path).into_iter().flatten().flatten() {
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            // Links are carried as links, never followed: they may lead out of OUT, or in a circle.
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                waiting.push((entry.path(), format!("{name}/")));
            } else {
                names.push(name);
            }
        }
    }
    names.sort();
    names
}

fn carry(from: &Path, to: &Path) -> Result<(), Error> {
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent).map_err(unwritable(parent))?;
    }
    #[cfg(unix)]
    if let Ok(link) = fs::read_link(from) {
        return std::os::unix::fs::symlink(link, to).map_err(unwritable(to));
    }
    fs::copy(from, to).map_err(unwritable(to))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str) -> Vec<OutFile> {
        ["run.json", "people.csv", "personas/lea.yaml"]
            .map(|name| OutFile {
                name: name.to_owned(),
                bytes: text.as_bytes().to_owned(),
                personal: name == "people.csv",
            })
            .to_vec()
    }

    fn listed() -> BTreeSet<String> {
        ["people.csv", "personas/lea.yaml"].map(String::from).into()
    }

    fn read(path: &Path) -> String {
        fs::read_to_string(path).unwrap_or_default()
    }

    #[test]
    fn a_second_run_takes_the_place_of_the_first_which_stays_as_previous() {
        let place = tempfile::tempdir().expect("a folder");
        let out = place.path().join("out");
        Target::claim(&out)
            .and_then(|t| t.publish(&run("one"), &listed()))
            .expect("first");
        fs::write(out.join("notes.txt"), "mine").expect("a note");
        Target::claim(&out)
            .and_then(|t| t.publish(&run("two"), &listed()))
            .expect("second");
        assert_eq!(read(&out.join("people.csv")), "two");
        assert_eq!(
            read(&out.join("notes.txt")),
            "mine",
            "what people put there is carried over"
        );
        assert_eq!(read(&place.path().join("out.previous/people.csv")), "one");
        undo(&out).expect("back");
        assert_eq!(read(&out.join("people.csv")), "one");
        assert!(!out.join(INCOMING).exists());
    }

    #[cfg(unix)]
    #[test]
    fn personal_files_are_for_their_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let place = tempfile::tempdir().expect("a folder");
        let out = place.path().join("out");
        Target::claim(&out)
            .and_then(|t| t.publish(&run("one"), &listed()))
            .expect("a run");
        let mode = fs::metadata(out.join("people.csv"))
            .expect("there")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_folder_with_other_things_in_it_is_refused_and_stays_as_it_was() {
        let place = tempfile::tempdir().expect("a folder");
        fs::write(place.path().join("thesis.doc"), "years of work").expect("a file");
        let refused = Target::claim(place.path());
        assert!(matches!(refused, Err(Error::NotOurs { .. })));
        assert_eq!(read(&place.path().join("thesis.doc")), "years of work");
    }

    #[test]
    fn two_runs_do_not_write_at_once() {
        let place = tempfile::tempdir().expect("a folder");
        let out = place.path().join("out");
        let first = Target::claim(&out).expect("free");
        assert!(matches!(Target::claim(&out), Err(Error::Locked { .. })));
        drop(first);
        Target::claim(&out).expect("free again");
    }

    #[test]
    fn a_kill_before_the_exchange_leaves_the_old_run_and_no_rubbish() {
        let place = tempfile::tempdir().expect("a folder");
        let out = place.path().join("out");
        Target::claim(&out)
            .and_then(|t| t.publish(&run("one"), &listed()))
            .expect("first");
        let fresh = beside(&out.canonicalize().expect("there"), "new");
        fs::create_dir(&fresh).expect("half a run");
        fs::write(fresh.join(INCOMING), "").expect("its mark");
        fs::write(fresh.join("people.csv"), "tw").expect("half a file");
        drop(Target::claim(&out).expect("mended"));
        assert_eq!(read(&out.join("people.csv")), "one");
        assert!(!fresh.exists());
    }

    #[test]
    fn a_kill_between_two_renames_gives_the_old_run_back() {
        let place = tempfile::tempdir().expect("a folder");
        let out = place.path().join("out");
        Target::claim(&out)
            .and_then(|t| t.publish(&run("one"), &listed()))
            .expect("first");
        let real = out.canonicalize().expect("there");
        fs::rename(&real, beside(&real, "aside")).expect("the first rename");
        drop(Target::claim(&out).expect("mended"));
        assert_eq!(read(&out.join("people.csv")), "one");
    }
}
