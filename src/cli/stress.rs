//! `entourage stress`: how far each ranking is fooled by bought followers.

use std::path::PathBuf;

use clap::Args;
use entourage::brief::number::{decimal, integer, percent};
use entourage::brief::{Catalogue, Fill};
use entourage::pipeline::{StressLine, Stressed};

use super::print::{progress, told};
use super::words::padded;
use super::{Ended, Outcome, project_file, words};

/// Buy fake followers for honest accounts, inside a copy of the network, and show how far each ranking is fooled
#[derive(Debug, Args)]
pub struct Stress {
    /// The project file, or its folder [default: entourage.yaml]
    project: Option<PathBuf>,
    /// Honest accounts of middle rank that buy, each on its own
    #[arg(long, default_value_t = 12, value_parser = clap::value_parser!(u16).range(1..=500))]
    accounts: u16,
    /// Numbers of fakes
    #[arg(long, value_delimiter = ',', default_value = "100,1000")]
    sizes: Vec<u32>,
}

impl Stress {
    pub fn run(self, lang: Option<words::Language>) -> Ended {
        let project = project_file(self.project);
        let words = words::of_project(lang, &project)?;
        let bar = progress(&words);
        let tell = |name: &str, _: f64| bar.set_message(words.named("step", name));
        let accounts = usize::from(self.accounts);
        let stressed = entourage::pipeline::stress(&project, accounts, &self.sizes, &tell);
        bar.finish_and_clear();
        told(&text(&stressed?, &words))?;
        Ok(Outcome::Done)
    }
}

/// Widths of the columns before the last.
const WIDTHS: [usize; 4] = [12, 7, 16, 38];

fn text(stressed: &Stressed, words: &Catalogue) -> String {
    let lang = words.lang();
    let buyers = stressed.stress.buyers.len();
    let mut text = words.text("stress.head", &[("n", buyers.into())]);
    text.push_str("\n\n");
    let heads = ["farm", "fakes", "seeds", "ranking", "rank", "moved"];
    text.push_str(&row(heads.map(|head| words.word(&format!("stress.{head}")))));
    for line in stressed.lines() {
        text.push_str(&row(cells(&line, words)));
    }
    if let Some(backtest) = &stressed.backtest {
        let share = percent(lang, backtest.seen, 0);
        let head = words.text("stress.backtest", &[("share", share.into())]);
        text.push_str(&format!("\n{head}\n"));
        for (ranking, score) in &backtest.scores {
            let name = words.word(&format!("measure.{}", ranking.name()));
            let score = decimal(lang, *score, 3);
            text.push_str(&format!("{}  {score}\n", padded(&name, WIDTHS[3])));
        }
    }
    text
}

fn cells(line: &StressLine, words: &Catalogue) -> [String; 6] {
    let lang = words.lang();
    let [_, low, median, high, most] = line.factors;
    let fills = [
        ("median", Fill::from(decimal(lang, median, 2))),
        ("low", decimal(lang, low, 2).into()),
        ("high", decimal(lang, high, 2).into()),
        ("most", decimal(lang, most, 1).into()),
    ];
    [
        words.word(&format!("farm.{}", line.farm.name())),
        integer(lang, f64::from(line.size)),
        percent(lang, line.bad_seeds, 0),
        words.word(&format!("measure.{}", line.ranking.name())),
        format!(
            "{} → {}",
            integer(lang, line.before),
            integer(lang, line.after)
        ),
        words.text("stress.line", &fills),
    ]
}

/// A row: words to the left, numbers to the right.
fn row([farm, fakes, seeds, ranking, rank, moved]: [String; 6]) -> String {
    let [w0, w1, w2, w3] = WIDTHS;
    let ranking = padded(&ranking, w3);
    format!(
        "{}{fakes:>w1$}{seeds:>w2$}  {ranking}{rank:>20}  {moved}\n",
        padded(&farm, w0)
    )
}
