//! Colours that go together.

use super::Chance;
use crate::persona::who::Generation;

/// The colours of one portrait.
pub(super) struct Palette {
    pub ground: &'static str,
    pub glow: &'static str,
    pub cloth: &'static str,
    pub trim: &'static str,
    pub skin: &'static str,
    pub shade: &'static str,
    pub cheek: &'static str,
    pub hair: &'static str,
    pub lock: &'static str,
    pub ink: &'static str,
    pub lip: &'static str,
}

/// Ground, glow, cloth, trim: soft grounds, full clothes.
const SCENES: [[&str; 4]; 8] = [
    ["#f6d9b8", "#fbe9d3", "#2f6f73", "#e9f2ef"],
    ["#cfe3e8", "#e4f0f3", "#c4553b", "#fbe3d6"],
    ["#d9e6c8", "#eaf2df", "#4b4f86", "#e3e4f4"],
    ["#f3cfc9", "#f9e3df", "#31572c", "#e6efdc"],
    ["#ddd3ea", "#ece6f4", "#b9772a", "#fdf0d9"],
    ["#f7e2a3", "#fcf0cc", "#7a3b12", "#f5dfcc"],
    ["#c9dcf0", "#e0ebf7", "#8c2f5b", "#f8dfea"],
    ["#cde5d9", "#e3f1ea", "#23405e", "#dfe9f3"],
];

/// Skin, its shade, the cheek.
const SKINS: [[&str; 3]; 8] = [
    ["#fbdcc6", "#eebfa2", "#f19a87"],
    ["#f3c9a5", "#e2ab82", "#e88a70"],
    ["#e5b287", "#cf9566", "#d97b5c"],
    ["#d39a6c", "#b97f51", "#c7654a"],
    ["#b97c50", "#9c6339", "#b0533a"],
    ["#a56c45", "#875334", "#a8503c"],
    ["#8d5a3b", "#714429", "#96463a"],
    ["#744932", "#5a3623", "#863e36"],
];

/// Hair and its lighter lock.
const HAIRS: [[&str; 2]; 7] = [
    ["#2a211f", "#443632"],
    ["#3b2a22", "#574036"],
    ["#5a3a26", "#7a5238"],
    ["#8a5a33", "#a97547"],
    ["#b9823f", "#d3a05f"],
    ["#a5482a", "#c2643f"],
    ["#1d1f2b", "#363a4d"],
];
const GREYS: [[&str; 2]; 3] = [
    ["#8d8a88", "#aeaba8"],
    ["#bdbab6", "#d6d3cf"],
    ["#e4e1dc", "#f4f2ee"],
];

impl Palette {
    /// The same with dark hair, unless it is grey.
    pub(super) fn darker(self) -> Self {
        let fair = HAIRS[2..6].iter().any(|[hair, _]| *hair == self.hair);
        let [hair, lock] = if fair {
            HAIRS[1]
        } else {
            [self.hair, self.lock]
        };
        Self { hair, lock, ..self }
    }

    pub(super) fn of(chance: &Chance, generation: Generation) -> Self {
        let [ground, glow, cloth, trim] = *chance.pick(1, &SCENES);
        let skin_place = (chance.of(2) * SKINS.len() as f64) as usize;
        let [skin, shade, cheek] = SKINS[skin_place.min(SKINS.len() - 1)];
        // Fair hair on the darkest skins would read as a mistake.
        let natural = if skin_place >= 4 {
            &HAIRS[..3]
        } else {
            &HAIRS[..]
        };
        let [hair, lock] = match generation {
            Generation::Young | Generation::Adult => *chance.pick(3, natural),
            Generation::Mature if chance.of(4) < 0.5 => *chance.pick(3, natural),
            Generation::Mature => GREYS[0],
            Generation::Senior => *chance.pick(3, &GREYS[1..]),
        };
        Self {
            ground,
            glow,
            cloth,
            trim,
            skin,
            shade,
            cheek,
            hair,
            lock,
            ink: if skin_place >= 5 {
                "#140e0c"
            } else {
                "#2b2320"
            },
            lip: match skin_place {
                0..=3 => "#8c3b34",
                4 | 5 => "#6e2620",
                _ => "#431a15",
            },
        }
    }
}
