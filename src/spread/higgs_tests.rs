//! The Higgs log (see `../shared/data/higgs`): unit benefit, unweighted ties, k = 50.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use super::{Cascade, Limit, Roots, Rules, Sample, SpreadParams};

/// Who acted on whom, each pair once; `None` where the data is absent.
fn rows() -> Option<Vec<Vec<u32>>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/higgs");
    let file = std::fs::File::open(folder.join("higgs-activity_time.txt.gz")).ok()?;
    let mut text = String::new();
    flate2::read::GzDecoder::new(file)
        .read_to_string(&mut text)
        .ok()?;
    let mut number = BTreeMap::new();
    let mut rows: Vec<Vec<u32>> = Vec::new();
    for line in text.lines() {
        let mut words = line.split(' ');
        let mut person = |word: &str| -> u32 {
            let next = number.len() as u32;
            *number.entry(word.to_owned()).or_insert(next)
        };
        let (Some(a), Some(b)) = (words.next(), words.next()) else {
            continue;
        };
        let (source, target) = (person(a), person(b));
        rows.resize(rows.len().max(number.len()), Vec::new());
        if source != target {
            rows[source as usize].push(target);
        }
    }
    for row in &mut rows {
        row.sort_unstable();
        row.dedup();
    }
    Some(rows)
}

#[test]
fn fifty_people_touch_as_many_on_higgs_as_the_plain_greedy_chooses() {
    let Some(rows) = rows() else {
        println!("the Higgs log is not here: nothing was tested");
        return;
    };
    let n = rows.len();
    let ones = vec![1.0_f32; 100_000];
    let cascade = Cascade::new(n, |p| {
        let row = &rows[p as usize];
        (&row[..], &ones[..row.len()])
    })
    .expect("a network");
    let benefit = vec![1.0; n];
    let rules = Rules::new(Limit::Size(50));
    let choose = |params: SpreadParams| {
        let params = params.check().expect("parameters");
        params.select(&cascade, &benefit, &rules).expect("a plan")
    };
    let plan = choose(SpreadParams::new(42));
    // Greedy on very many sets stands for greedy itself.
    let greedy = choose(SpreadParams::new(7).precision(0.003));
    let roots = Roots::new(&benefit).expect("benefits");
    let judge = Sample::draw(&cascade, &roots, 1_000_000, 1234, 99);
    let mut degree = vec![0u32; n];
    for &target in rows.iter().flatten() {
        degree[target as usize] += 1;
    }
    let mut top: Vec<u32> = (0..n as u32).collect();
    top.sort_unstable_by_key(|&p| (std::cmp::Reverse(degree[p as usize]), p));
    top.truncate(50);
    let [ours, best, top] = [&plan.chosen, &greedy.chosen, &top].map(|s| judge.spread(s).value);
    println!(
        "{n} people: plan {ours:.0}, greedy {best:.0}, top by endorsers {top:.0}, sets {} and {}",
        plan.sets, greedy.sets
    );
    assert!(ours >= 0.99 * best);
    assert!(best > 93_000.0 && best < 95_000.0);
    assert!((top - 89_554.0).abs() < 1000.0);
}
