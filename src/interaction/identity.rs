//! Accounts of two platforms that may be one person: proposed, never merged.

use super::people::People;
use super::{IdentityPair, NONE};
use crate::person::Directory;

impl People {
    /// People of two platforms whose handles are the same, or nearly.
    pub(super) fn pairs(&self, people: &Directory, person: &[u32]) -> Vec<IdentityPair> {
        let mut handles: Vec<(String, &str, u16, u32)> = Vec::new();
        for account in
            (0..person.len()).filter(|&account| self.handles[account] && person[account] != NONE)
        {
            let key = self.keys.key(account as u32);
            let bare = key.split_once(':').map_or(key, |(_, bare)| bare);
            let name = bare.split('@').next().unwrap_or(bare);
            let name = name.strip_suffix(".bsky.social").unwrap_or(name);
            let near: String = name
                .chars()
                .filter(|character| !matches!(character, '.' | '_' | '-'))
                .collect();
            if near.chars().count() >= 4 {
                handles.push((near, bare, self.platforms[account], person[account]));
            }
        }
        handles.sort_unstable();
        let mut pairs = Vec::new();
        for near in handles.chunk_by(|a, b| a.0 == b.0) {
            let distinct: Vec<_> = near.iter().take(8).collect();
            for (place, one) in distinct.iter().enumerate() {
                for other in &distinct[place + 1..] {
                    if one.2 == other.2 || one.3 == other.3 {
                        continue;
                    }
                    let (low, high) = (one.3.min(other.3), one.3.max(other.3));
                    pairs.push(IdentityPair {
                        one: people.key(low).to_owned(),
                        other: people.key(high).to_owned(),
                        same: one.1 == other.1,
                    });
                }
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs.truncate(200);
        pairs
    }
}
