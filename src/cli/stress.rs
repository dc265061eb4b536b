//! `entourage stress`: how far each ranking is fooled by bought followers.

use std::path::PathBuf;

use clap::Args;
use entourage::pipeline::Stressed;

use super::print::{progress, result};
use super::{Ended, Outcome, project_file};

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
    pub fn run(self) -> Ended {
        let bar = progress();
        let project = project_file(self.project);
        let told = |step: &str, _: f64| bar.set_message(step.to_owned());
        let accounts = usize::from(self.accounts);
        let stressed = entourage::pipeline::stress(&project, accounts, &self.sizes, &told);
        bar.finish_and_clear();
        result(&text(&stressed?))?;
        Ok(Outcome::Done)
    }
}

fn text(stressed: &Stressed) -> String {
    let mut text = format!(
        "{} honest accounts of middle rank, each on its own\n\n",
        stressed.stress.buyers.len()
    );
    text.push_str("farm         fakes  bad seeds  ranking         rank before → after   moved by (median; quartiles; most)\n");
    for line in stressed.lines() {
        let [_, low, median, high, most] = line.factors;
        text.push_str(&format!(
            "{:<12}{:>6}  {:>7.0} %  {:<14}{:>12.0} → {:<8.0} ×{median:.2}  (×{low:.2} to ×{high:.2}; ×{most:.1})\n",
            line.farm.name(),
            line.size,
            line.bad_seeds * 100.0,
            line.ranking.name(),
            line.before,
            line.after,
        ));
    }
    if let Some(backtest) = &stressed.backtest {
        text.push_str(&format!(
            "\nhow well each predicts who is endorsed next (NDCG@100 on the first {:.0} % of the log)\n",
            backtest.seen * 100.0
        ));
        for (ranking, score) in &backtest.scores {
            text.push_str(&format!("{:<16}{score:.3}\n", ranking.name()));
        }
    }
    text
}
