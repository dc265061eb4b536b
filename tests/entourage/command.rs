//! The command in a test: what is asked, then what is seen.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// The project's own folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A call of the command, in a folder of its own.
pub struct Call {
    command: Command,
    place: TempDir,
}

/// What a call left.
pub struct Seen {
    /// Exit code.
    pub code: i32,
    /// What it printed.
    pub stdout: String,
    /// What it said.
    pub stderr: String,
    place: TempDir,
}

/// A call of a subcommand.
pub fn entourage(subcommand: &str) -> Call {
    let place = tempfile::tempdir().expect("a folder");
    let mut command = command_in(place.path());
    command.arg(subcommand);
    Call { command, place }
}

fn command_in(place: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_entourage"));
    command.current_dir(place);
    // What is said follows the locale: a test has none.
    command.env("LC_ALL", "C").env_remove("ENTOURAGE_LANG");
    command
}

/// A file of the café.
pub fn cafe_file(name: &str) -> String {
    std::fs::read_to_string(root().join("examples/cafe").join(name)).expect("the café")
}

/// A build of the café in a folder of its own, with its personas beside it.
pub fn cafe() -> Call {
    let project = cafe_file("entourage.yaml").replace("../../personas", "personas");
    entourage("build")
        .with("entourage.yaml", project)
        .with("audience.csv", cafe_file("audience.csv"))
        .with("log.csv", cafe_file("log.csv"))
        .out()
}

impl Call {
    /// One more argument.
    pub fn arg(mut self, argument: impl AsRef<std::ffi::OsStr>) -> Self {
        self.command.arg(argument);
        self
    }

    /// A variable of the environment.
    pub fn env(mut self, name: &str, value: impl AsRef<std::ffi::OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// A file of the project's own as argument.
    pub fn on(self, file: &str) -> Self {
        self.arg(root().join(file))
    }

    /// A file laid into the folder before the call.
    pub fn with(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.place.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, content).expect("a file");
        self
    }

    /// OUT inside the folder.
    pub fn out(self) -> Self {
        self.arg("--out").arg("out")
    }

    /// Runs it.
    pub fn run(mut self) -> Seen {
        let output = self.command.output().expect("the command starts");
        Seen {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
            place: self.place,
        }
    }

    /// Runs it; it must be done.
    pub fn succeeds(self) -> Seen {
        let seen = self.run();
        assert_eq!(seen.code, 0, "{}\n{}", seen.stdout, seen.stderr);
        seen
    }

    /// Runs it; it must stop with a code, and say these words.
    pub fn fails(self, code: i32, words: &[&str]) -> Seen {
        let seen = self.run();
        assert_eq!(seen.code, code, "{}\n{}", seen.stdout, seen.stderr);
        for word in words {
            assert!(
                seen.stderr.contains(word),
                "`{word}` is not in:\n{}",
                seen.stderr
            );
        }
        seen
    }
}

impl Seen {
    /// A file of OUT.
    pub fn file(&self, name: &str) -> String {
        let path = self.out().join(name);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Another call in the same folder: its exit code, what it printed and what it said.
    pub fn again(&self, arguments: &[&str]) -> (i32, String, String) {
        let output = command_in(self.place()).args(arguments).output();
        let output = output.expect("the command starts");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let code = output.status.code().unwrap_or(-1);
        (code, text(&output.stdout), text(&output.stderr))
    }

    /// OUT.
    pub fn out(&self) -> PathBuf {
        self.place.path().join("out")
    }

    /// The folder of the call.
    pub fn place(&self) -> &Path {
        self.place.path()
    }

    /// A file of OUT as JSON.
    pub fn json(&self, name: &str) -> serde_json::Value {
        serde_json::from_str(&self.file(name)).expect("JSON")
    }

    /// A CSV of OUT as rows by column name.
    pub fn rows(&self, name: &str) -> Vec<std::collections::BTreeMap<String, String>> {
        let text = self.file(name);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        reader
            .deserialize()
            .map(|row| row.expect("a row"))
            .collect()
    }

    /// All files of OUT with their bytes, by name.
    pub fn files(&self) -> std::collections::BTreeMap<String, Vec<u8>> {
        let mut files = std::collections::BTreeMap::new();
        let out = self.out();
        collect(&out, &out, &mut files);
        files
    }
}

fn collect(root: &Path, folder: &Path, files: &mut std::collections::BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).expect("OUT is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path
                .strip_prefix(root)
                .expect("inside")
                .display()
                .to_string();
            files.insert(name, std::fs::read(&path).expect("a file"));
        }
    }
}
