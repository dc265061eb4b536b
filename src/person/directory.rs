//! A directory of text keys: each distinct key is stored once, in one arena, and known by a number.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

/// Distinct texts, each known by its place of first arrival.
///
/// Keys stand one after another in one byte arena (no allocation per key). `intern` and `get` are
/// expected O(length); memory is the bytes of the keys and about 14 bytes each.
///
/// ```
/// let mut people = entourage::person::Directory::default();
/// assert_eq!(people.intern("lea"), 0);
/// assert_eq!(people.intern("sam"), 1);
/// assert_eq!(people.intern("lea"), 0);
/// assert_eq!(people.key(1), "sam");
/// ```
#[derive(Debug, Clone)]
pub struct Directory {
    arena: String,
    /// End of key i in the arena; key i starts where key i − 1 ends.
    ends: Vec<u64>,
    /// Open addressing, power of two, `EMPTY` or a number.
    slots: Vec<u32>,
    hasher: FixedState,
}

const EMPTY: u32 = u32::MAX;

impl Default for Directory {
    fn default() -> Self {
        Self {
            arena: String::new(),
            ends: Vec::new(),
            slots: vec![EMPTY; 16],
            // A fixed state: numbers never depend on the hash, and runs repeat.
            hasher: FixedState::with_seed(0x5eed),
        }
    }
}

impl Directory {
    /// An empty directory with room for so many keys: none is hashed again while they arrive.
    pub fn with_capacity(keys: usize) -> Self {
        let slots = (keys * 8 / 5 + 16).next_power_of_two();
        Self {
            ends: Vec::with_capacity(keys),
            slots: vec![EMPTY; slots],
            ..Self::default()
        }
    }

    /// How many distinct keys there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no key yet.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text of a number given by [`intern`](Self::intern).
    ///
    /// # Panics
    /// When the number was not given by this directory.
    pub fn key(&self, number: u32) -> &str {
        let i = number as usize;
        let start = if i == 0 { 0 } else { self.ends[i - 1] };
        &self.arena[start as usize..self.ends[i] as usize]
    }

    /// The number of a key, if it is known.
    pub fn get(&self, key: &str) -> Option<u32> {
        self.find(key).ok()
    }

    /// The number of a key, given now if it is new.
    ///
    /// # Panics
    /// Above four billion distinct keys.
    pub fn intern(&mut self, key: &str) -> u32 {
        let slot = match self.find(key) {
            Ok(number) => return number,
            Err(slot) => slot,
        };
        let number = self.ends.len() as u32;
        assert!(number < EMPTY, "more than four billion distinct keys");
        self.arena.push_str(key);
        self.ends.push(self.arena.len() as u64);
        self.slots[slot] = number;
        if self.ends.len() * 8 > self.slots.len() * 5 {
            self.grow();
        }
        number
    }

    /// All keys, in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len() as u32).map(|number| self.key(number))
    }

    /// The same keys in the order of their text, and the new number of each old one.
    ///
    /// O(n log n): the order in which people arrived is forgotten, so that results do not depend on it.
    pub fn sorted(&self) -> (Self, Vec<u32>) {
        let mut order: Vec<u32> = (0..self.len() as u32).collect();
        order.sort_unstable_by(|&a, &b| self.key(a).cmp(self.key(b)));
        let mut sorted = Self {
            arena: String::with_capacity(self.arena.len()),
            ends: Vec::with_capacity(self.ends.len()),
            slots: vec![EMPTY; self.slots.len()],
            hasher: self.hasher.clone(),
        };
        let mut renumber = vec![0; self.len()];
        for &old in &order {
            renumber[old as usize] = sorted.intern(self.key(old));
        }
        (sorted, renumber)
    }

    fn find(&self, key: &str) -> Result<u32, usize> {
        let mask = self.slots.len() - 1;
        let mut slot = self.hasher.hash_one(key) as usize & mask;
        loop {
            let number = self.slots[slot];
            if number == EMPTY {
                return Err(slot);
            }
            if self.key(number) == key {
                return Ok(number);
            }
            slot = (slot + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let mask = self.slots.len() * 2 - 1;
        self.slots = vec![EMPTY; mask + 1];
        for number in 0..self.ends.len() as u32 {
            let mut slot = self.hasher.hash_one(self.key(number)) as usize & mask;
            while self.slots[slot] != EMPTY {
                slot = (slot + 1) & mask;
            }
            self.slots[slot] = number;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_thousand_keys_come_back_as_they_went_in() {
        let mut directory = Directory::default();
        for i in 0..10_000u32 {
            assert_eq!(directory.intern(&format!("k{i}")), i);
        }
        for i in 0..10_000u32 {
            assert_eq!(directory.get(&format!("k{i}")), Some(i));
            assert_eq!(directory.key(i), format!("k{i}"));
        }
        assert_eq!(directory.get("absent"), None);
    }

    #[test]
    fn room_made_beforehand_changes_no_number() {
        let mut roomy = Directory::with_capacity(100);
        for i in 0..1000u32 {
            assert_eq!(roomy.intern(&i.to_string()), i);
        }
        assert_eq!(roomy.get("999"), Some(999));
    }

    #[test]
    fn sorting_forgets_the_order_of_arrival() {
        let mut one = Directory::default();
        let mut two = Directory::default();
        for key in ["b", "a", "", "c"] {
            one.intern(key);
        }
        for key in ["c", "", "b", "a"] {
            two.intern(key);
        }
        let (one_sorted, renumber) = one.sorted();
        let (two_sorted, _) = two.sorted();
        assert_eq!(one_sorted.iter().collect::<Vec<_>>(), ["", "a", "b", "c"]);
        assert!(one_sorted.iter().eq(two_sorted.iter()));
        assert_eq!(renumber, [2, 1, 0, 3]);
    }
}
