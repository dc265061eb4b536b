//! R-MAT (Chakrabarti, Zhan & Faloutsos 2004) with a, b, c = 0.57, 0.19, 0.19: a few with nearly all the
//! attention, as in real networks.

use entourage::statistic::hash;

/// Ties between 2^scale nodes, none of a node with itself; one may come several times.
pub fn pairs(scale: u32, count: u32) -> Vec<(u32, u32)> {
    let all = (0..u64::from(count)).map(|i| pair(scale, i));
    all.filter(|(source, target)| source != target).collect()
}

fn pair(scale: u32, i: u64) -> (u32, u32) {
    let (mut source, mut target) = (0, 0);
    let mut bits = 0;
    for level in 0..scale {
        if level % 4 == 0 {
            bits = hash(&[1, i, u64::from(level)]);
        }
        let draw = f64::from(bits as u16) / 65_536.0;
        bits >>= 16;
        let quadrant = [0.57, 0.76, 0.95]
            .iter()
            .filter(|&&edge| draw >= edge)
            .count() as u32;
        source = source << 1 | quadrant >> 1;
        target = target << 1 | quadrant & 1;
    }
    (source, target)
}
