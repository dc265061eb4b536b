//! One sitting of a bench: our side and the peer's, on the same data, in CPU seconds, with their ratio.
//!
//! Figures of another day, or of a loaded machine, say nothing: only the ratios of one sitting do.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

pub mod rmat;

pub type Failure = Box<dyn std::error::Error>;

/// What a work cost.
#[derive(Clone, Copy)]
pub struct Cost {
    /// User and system, all threads.
    pub cpu: f64,
    /// Peak memory, where it was measured.
    pub megabytes: Option<f64>,
}

/// Where works are measured one after the other.
pub struct Sitting {
    /// The script of the peers, under `benches/peers`.
    script: &'static str,
    /// Whether the peers are left out: `cargo bench --bench NAME -- ours`.
    alone: bool,
}

impl Sitting {
    pub fn begin(script: &'static str) -> Self {
        println!(
            "{:<38} {:<14} {:>7} {:>8} {:>7}  note",
            "work", "who", "CPU s", "wall s", "MB"
        );
        Self {
            script,
            alone: std::env::args().any(|argument| argument == "ours"),
        }
    }

    /// Runs a work of ours in this process.
    pub fn ours<T>(
        &self,
        work: &str,
        note: impl Fn(&T) -> String,
        run: impl FnOnce() -> T,
    ) -> (T, Cost) {
        let (start, before) = (Instant::now(), cpu());
        let result = run();
        let cost = Cost {
            cpu: cpu() - before,
            megabytes: None,
        };
        line(work, start, cost, &note(&result));
        (result, cost)
    }

    /// Runs the command, as a user would.
    pub fn command(&self, work: &str, arguments: &[&str]) -> Result<Cost, Failure> {
        let (start, before) = (Instant::now(), cpu());
        let mut child = Command::new(env!("CARGO_BIN_EXE_entourage"))
            .args(arguments)
            .stdout(Stdio::null())
            .spawn()?;
        let mut peak: f64 = 0.0;
        let status = loop {
            let status = format!("/proc/{}/status", child.id());
            peak = peak.max(kilobytes(&status).unwrap_or(0.0) / 1024.0);
            match child.try_wait()? {
                Some(status) => break status,
                None => std::thread::sleep(Duration::from_millis(20)),
            }
        };
        if !status.success() {
            return Err(format!("{arguments:?}: {status}").into());
        }
        let cost = Cost {
            cpu: cpu() - before,
            megabytes: Some(peak),
        };
        line(work, start, cost, "");
        Ok(cost)
    }

    /// Holds ours against a work of the peers, which get the folder of the data.
    pub fn against(&self, ours: Cost, peer: &str, folder: &Path) -> Result<(), Failure> {
        if self.alone {
            return Ok(());
        }
        let Some(theirs) = self.peer(peer, folder)? else {
            println!("  no ratio to {peer}: it was skipped");
            return Ok(());
        };
        let memory = ours.megabytes.zip(theirs.megabytes);
        let memory = memory.map_or(String::new(), |(a, b)| {
            format!(", {:.2} of its memory", a / b)
        });
        println!(
            "  ours / {peer} = {:.3} of its CPU{memory}",
            ours.cpu / theirs.cpu
        );
        Ok(())
    }

    /// Runs a work of the peers; `None` where it was skipped. Its last line is `cost CPU_SECONDS MEGABYTES`.
    fn peer(&self, work: &str, folder: &Path) -> Result<Option<Cost>, Failure> {
        let output = Command::new("python3")
            .arg(root().join("benches/peers").join(self.script))
            .arg(work)
            .arg(folder)
            .arg(root().join("target/peers"))
            .output();
        let output = match output {
            Ok(output) => output,
            Err(error) => {
                println!("skipped: python3 does not start ({error})");
                return Ok(None);
            }
        };
        let mut cost = None;
        for line in String::from_utf8(output.stdout)?.lines() {
            match line
                .strip_prefix("cost ")
                .and_then(|cost| cost.split_once(' '))
            {
                Some((cpu, megabytes)) => {
                    cost = Some(Cost {
                        cpu: cpu.parse()?,
                        megabytes: Some(megabytes.parse()?),
                    });
                }
                None => println!("{line}"),
            }
        }
        if !output.status.success() {
            let why = String::from_utf8_lossy(&output.stderr).into_owned();
            println!("skipped: {}", why.lines().last().unwrap_or(""));
            return Ok(None);
        }
        Ok(cost)
    }
}

fn line(work: &str, start: Instant, cost: Cost, note: &str) {
    let wall = start.elapsed().as_secs_f64();
    let memory = cost
        .megabytes
        .map_or(String::new(), |mb| format!("{mb:.0}"));
    println!(
        "{work:<38} {:<14} {:>7.2} {wall:>8.2} {memory:>7}  {note}",
        "entourage", cost.cpu
    );
}

/// The project's folder.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// CPU seconds of this process so far, all threads and ended children; 0 elsewhere than Linux.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // After the command: utime, stime, and both of the children, in hundredths.
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after.split_whitespace().skip(11).take(4);
    ticks
        .filter_map(|field| field.parse::<f64>().ok())
        .sum::<f64>()
        / 100.0
}

/// The peak memory of a process by its status file.
fn kilobytes(status: &str) -> Option<f64> {
    let status = std::fs::read_to_string(status).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Numbers on the command line, such as a scale: what was given, else these.
pub fn numbers<const N: usize>(otherwise: [u32; N]) -> [u32; N] {
    let mut given = std::env::args().filter_map(|argument| argument.parse().ok());
    otherwise.map(|number| given.next().unwrap_or(number))
}
