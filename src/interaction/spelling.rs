//! Spellings of accounts already met, up to fifteen bytes in one word each: a look-up is two loads.

use super::NONE;
use crate::person::Directory;

/// Spellings met, each with its account and how often it stood.
pub(super) struct Spellings {
    pub(super) slots: Vec<Slot>,
    used: usize,
    /// Spellings of sixteen bytes and more.
    pub(super) long: Directory,
    pub(super) long_accounts: Vec<(u32, u32)>,
}

#[derive(Clone, Copy)]
pub(super) struct Slot {
    /// Bytes of the spelling, its length in the highest; 0 is free.
    pub(super) key: [u64; 2],
    pub(super) account: u32,
    pub(super) count: u32,
}

const FREE: Slot = Slot {
    key: [0, 0],
    account: NONE,
    count: 0,
};

impl Spellings {
    pub(super) fn new() -> Self {
        Self {
            slots: vec![FREE; 1 << 12],
            used: 0,
            long: Directory::default(),
            long_accounts: Vec::new(),
        }
    }

    pub(super) fn place(&self, key: u128) -> usize {
        let (low, high) = (key as u64, (key >> 64) as u64);
        let product =
            u128::from(low ^ 0x9e37_79b9_7f4a_7c15) * u128::from(high ^ 0xc2b2_ae3d_27d4_eb4f);
        let mixed = (product as u64) ^ (product >> 64) as u64;
        mixed as usize & (self.slots.len() - 1)
    }

    /// Place of the key, or of the free slot where it belongs.
    pub(super) fn find(&self, key: u128) -> (usize, bool) {
        let wanted = [key as u64, (key >> 64) as u64];
        let mut place = self.place(key);
        loop {
            let slot = &self.slots[place];
            if slot.key == wanted {
                return (place, true);
            }
            if slot.key == [0, 0] {
                return (place, false);
            }
            place = (place + 1) & (self.slots.len() - 1);
        }
    }

    pub(super) fn insert(&mut self, key: u128, account: u32) {
        if (self.used + 1) * 2 > self.slots.len() {
            let old = std::mem::take(&mut self.slots);
            self.slots = vec![FREE; old.len() * 2];
            for slot in old.into_iter().filter(|slot| slot.key != [0, 0]) {
                let (place, _) = self.find(u128::from(slot.key[0]) | u128::from(slot.key[1]) << 64);
                self.slots[place] = slot;
            }
        }
        let (place, _) = self.find(key);
        self.slots[place] = Slot {
            key: [key as u64, (key >> 64) as u64],
            account,
            count: 1,
        };
        self.used += 1;
    }
}

/// Up to fifteen bytes and their number in one word; 0 where there are none or more.
pub(super) fn pack(block: &[u8], start: usize, length: usize) -> u128 {
    if length == 0 || length > 15 {
        return 0;
    }
    let Some(window) = block
        .get(start..start + 16)
        .and_then(|window| window.try_into().ok())
    else {
        return 0;
    };
    let bytes = u128::from_le_bytes(window) & ((1 << (8 * length)) - 1);
    bytes | (length as u128) << 120
}
