//! Which kinds of interaction count, and how much.

use crate::interaction::{Event, Kind};

/// A set of kinds of interaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Kinds(u8);

impl Kinds {
    /// No kind.
    pub const NONE: Self = Self(0);
    /// Every kind.
    pub const ALL: Self = Self(0x7f);

    /// The set of the kinds given.
    ///
    /// ```
    /// use entourage::{interaction::Kind, network::Kinds};
    /// let shares = Kinds::of(&[Kind::Repost, Kind::Quote]);
    /// assert!(shares.contains(Kind::Repost) && !shares.contains(Kind::Follow));
    /// ```
    pub fn of(kinds: &[Kind]) -> Self {
        kinds.iter().fold(Self::NONE, |set, &kind| set.with(kind))
    }

    /// The set with one kind more.
    #[must_use]
    pub fn with(self, kind: Kind) -> Self {
        Self(self.0 | 1 << kind as u8)
    }

    /// Whether the kind is in the set.
    pub fn contains(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }

    /// Whether the set has no kind.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The kinds of the set, in the order of [`Kind::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Kind> {
        Kind::ALL
            .into_iter()
            .filter(move |&kind| self.contains(kind))
    }

    /// The kinds by name, joined with `|`: how files write a set.
    pub fn names(self) -> String {
        let names: Vec<&str> = self.iter().map(Kind::name).collect();
        names.join("|")
    }
}

/// The weight of each kind, in the order of [`Kind::ALL`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KindWeights(pub [f64; 7]);

impl Default for KindWeights {
    /// 1 for what takes words or a share, 0.3 for a reaction, 0.1 for a subscription.
    fn default() -> Self {
        Self([1.0, 1.0, 1.0, 1.0, 1.0, 0.3, 0.1])
    }
}

impl KindWeights {
    /// The weight of a kind.
    pub fn of(&self, kind: Kind) -> f64 {
        self.0[kind as usize]
    }

    /// Weight of an event before it fades: of its kind times of its row.
    pub fn of_event(&self, event: &Event) -> f64 {
        self.of(event.kind) * f64::from(event.weight)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_says_its_kinds_in_their_fixed_order() {
        let set = Kinds::of(&[Kind::Follow, Kind::Mention, Kind::Follow]);
        assert_eq!(set.names(), "mention|follow");
        assert_eq!(Kinds::ALL.iter().count(), 7);
        assert!(Kinds::NONE.is_empty() && Kinds::NONE.names().is_empty());
    }
}
