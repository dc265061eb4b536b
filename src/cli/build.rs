//! `entourage build`: the main job.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use entourage::brief::number::{integer, percent};
use entourage::brief::{Catalogue, Fill, Lang};
use entourage::pipeline::{BuildOptions, Headline, Only, Printer};
use entourage::project::Readers;

use super::print::{message, progress, told};
use super::words::padded;
use super::{Ended, Outcome, project_file, words};

/// Build personas, rankings, plan and briefs from a project file
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
#[derive(Debug, Args)]
pub struct Build {
    /// The project file, or its folder [default: entourage.yaml]
    project: Option<PathBuf>,
    /// Where the run goes [default: out beside the project file]
    #[arg(long, env = "ENTOURAGE_OUT")]
    out: Option<PathBuf>,
    /// Number of segments, obeyed and labelled
    #[arg(long, env = "ENTOURAGE_COUNT", value_parser = clap::value_parser!(u16).range(1..=50))]
    count: Option<u16>,
    /// Period of the community report, such as 2026-01, 2026-W05 or 2026-01-31
    #[arg(long, env = "ENTOURAGE_PERIOD")]
    period: Option<String>,
    /// Seed of everything that draws random numbers
    #[arg(long, env = "ENTOURAGE_SEED")]
    seed: Option<u64>,
    /// Threads [default: all cores]; the result does not depend on it
    #[arg(long, env = "ENTOURAGE_THREADS", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Memory that the log may take, such as 300M or 4G: a larger one is added up into ties in a file beside OUT
    #[arg(long, value_name = "BYTES", env = "ENTOURAGE_MEMORY", value_parser = bytes)]
    memory: Option<u64>,
    /// Who may read the documents
    #[arg(long = "for", value_name = "READERS", env = "ENTOURAGE_FOR")]
    readers: Option<For>,
    /// Do part of the work only
    #[arg(long, value_name = "PART")]
    only: Option<Part>,
    /// Measures of people to compute, such as pagerank,communities [default: all]
    #[arg(long, value_delimiter = ',', value_name = "LIST")]
    measures: Vec<String>,
    /// Kinds of interactions to keep, such as repost,quote [default: all]
    #[arg(long, value_delimiter = ',', value_name = "KINDS")]
    edges: Vec<String>,
    /// Write a copy of the outreach list for the spreadsheets of one country
    #[arg(long, value_name = "LOCALE")]
    locale: Option<SheetLocale>,
    /// Put everybody into the graph files of a large network, not its backbone
    #[arg(long)]
    full_network: bool,
    /// With --for public: write the data of the documents as public/brief.json
    #[arg(long)]
    data: bool,
    /// Print brief and cards to PDF through an installed Chromium, Chrome or Edge
    #[arg(long)]
    pdf: bool,
    /// The browser that prints [default: the first one found]
    #[arg(long, value_name = "FILE", env = "ENTOURAGE_BROWSER")]
    browser: Option<PathBuf>,
    /// Exit 1 when there are no groups, or only constructed ones
    #[arg(long)]
    strict: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum For {
    Public,
    Team,
    Private,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Part {
    /// Segments and personas
    Personas,
    /// Network, ranks and communities
    People,
    /// The network and the plan
    Outreach,
    /// The documents again, from what the last build left: after a change of templates, style or language
    Briefs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum SheetLocale {
    Fr,
}

impl Build {
    pub fn run(self, lang: Option<words::Language>) -> Ended {
        let project = project_file(self.project.clone());
        let words = words::of_project(lang, &project)?;
        let bar = progress(&words);
        let run = entourage::pipeline::run(&project, &self.options(lang), &|name, share| {
            bar.set_length(1000);
            bar.set_message(words.named("step", name));
            bar.set_position((share * 1000.0) as u64);
        });
        bar.finish_and_clear();
        let run = run?;
        for warning in &run.warnings {
            message(&words::warning(&words, warning));
        }
        let out = run.out.display().to_string();
        told(&summary(&run.headline, &out, &words))?;
        if self.strict && run.headline.is_weak() {
            message(&words.word("build.strict"));
            return Ok(Outcome::CheckFailed);
        }
        Ok(Outcome::Done)
    }

    fn options(&self, lang: Option<words::Language>) -> BuildOptions {
        BuildOptions {
            out: self.out.clone(),
            language: lang.map(|lang| Lang::from(lang).into()),
            count: self.count.map(usize::from),
            period: self.period.clone(),
            seed: self.seed,
            threads: self.threads.map(usize::from),
            memory: self.memory,
            readers: self.readers.map(|readers| match readers {
                For::Public => Readers::Public,
                For::Team => Readers::Team,
                For::Private => Readers::Private,
            }),
            only: self.only.map(|part| match part {
                Part::Personas => Only::Personas,
                Part::People => Only::People,
                Part::Outreach => Only::Outreach,
                Part::Briefs => Only::Briefs,
            }),
            measures: self.measures.clone(),
            edges: self.edges.clone(),
            french_sheets: self.locale.is_some(),
            full_network: self.full_network,
            data: self.data,
            pdf: self.pdf.then(|| {
                self.browser
                    .clone()
                    .map_or(Printer::FirstFound, Printer::Named)
            }),
        }
    }
}

/// A number of bytes: `300M`, `4G`, `500000K` or plain.
fn bytes(text: &str) -> Result<u64, String> {
    let text = text.trim();
    let (digits, unit) = match text.char_indices().last() {
        Some((end, 'K' | 'k')) => (&text[..end], 1_000),
        Some((end, 'M' | 'm')) => (&text[..end], 1_000_000),
        Some((end, 'G' | 'g')) => (&text[..end], 1_000_000_000),
        _ => (text, 1),
    };
    let number = digits.parse::<u64>().ok();
    number
        .and_then(|number| number.checked_mul(unit))
        .filter(|&bytes| bytes > 0)
        .ok_or_else(|| "expected a number of bytes, such as 300M or 4G".to_owned())
}

/// What came out, in a few lines.
fn summary(headline: &Headline, out: &str, words: &Catalogue) -> String {
    let lang = words.lang();
    let mut text = String::new();
    let mut line = |key: &str, value: String| {
        let name = if key.is_empty() {
            String::new()
        } else {
            words.word(key)
        };
        text.push_str(&format!("{}{value}\n", padded(&name, 14)));
    };
    let number = |value: u64| integer(lang, value as f64);
    if let Some(respondents) = headline.respondents {
        line("build.respondents", number(respondents));
    }
    if let Some(verdict) = &headline.verdict {
        let verdict = words.word(&format!("build.verdict.{verdict}"));
        let fills = |k: u64| [("verdict", Fill::from(&*verdict)), ("n", k.into())];
        let groups = headline
            .segments
            .map(|k| words.text("build.groups", &fills(k)));
        line("build.verdict", groups.unwrap_or_else(|| verdict.clone()));
    }
    for persona in &headline.personas {
        let share = percent(lang, persona.share, 1);
        line("", format!("{share:>8}  {}", persona.title));
    }
    if let Some(people) = headline.people {
        line("build.people", number(people));
    }
    if let Some(interactions) = headline.interactions {
        line("build.interactions", number(interactions));
    }
    for (role, names) in &headline.roles {
        line(&format!("build.role.{role}"), names.join(", "));
    }
    if headline.suppressed > 0 {
        let n = headline.suppressed;
        line(
            "build.left_out",
            words.text("build.suppressed", &[("n", n.into())]),
        );
    }
    line("build.written", out.to_owned());
    text
}
