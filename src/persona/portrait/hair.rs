//! Hair, beards and what covers the head.

use super::Chance;
use super::palette::Palette;
use crate::persona::who::{Generation, Majority, Presentation};

/// How the hair is worn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    Short,
    SidePart,
    Curly,
    Curls,
    Coils,
    Afro,
    Bob,
    Long,
    Bun,
    Ponytail,
    Fringe,
    Headscarf,
    Beanie,
    Receding,
    Bald,
}

/// Locks of curls as circles: centre and radius. Long curls mirror theirs.
const SIDE_CURLS: [[u16; 3]; 5] = [
    [108, 150, 24],
    [98, 186, 25],
    [94, 226, 26],
    [98, 266, 25],
    [114, 296, 22],
];
const TOP_CURLS: [[u16; 3]; 6] = [
    [128, 128, 22],
    [150, 98, 24],
    [182, 80, 24],
    [218, 80, 24],
    [250, 98, 24],
    [272, 128, 22],
];
const COILS: [[u16; 3]; 12] = [
    [129, 147, 14],
    [133, 129, 14],
    [142, 112, 14],
    [155, 99, 14],
    [171, 89, 14],
    [189, 83, 14],
    [206, 82, 14],
    [224, 86, 14],
    [240, 94, 14],
    [254, 107, 14],
    [264, 123, 14],
    [271, 144, 14],
];

fn circles(places: &[[u16; 3]]) -> String {
    let drawn = places
        .iter()
        .map(|[x, y, r]| format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>"));
    drawn.collect()
}

/// Hair and beard of one portrait.
pub(super) struct Hair {
    cut: Cut,
    beard: Option<bool>,
}

/// Draws a cut and a beard that fit sex and age.
pub(super) fn style(chance: &Chance, who: Majority) -> Hair {
    use Cut::{
        Afro, Bald, Beanie, Bob, Bun, Coils, Curls, Curly, Fringe, Headscarf, Long, Ponytail,
        Receding, Short, SidePart,
    };
    let elder = matches!(who.generation, Generation::Mature | Generation::Senior);
    let cuts: &[Cut] = match (who.presentation, elder) {
        (Presentation::Feminine, false) => {
            &[Long, Bob, Bun, Curls, Ponytail, Fringe, Afro, Headscarf]
        }
        (Presentation::Feminine, true) => &[Bob, Bun, Curls, Fringe, Long, Headscarf],
        (Presentation::Masculine, false) => &[Short, SidePart, Curly, Coils, Beanie, Bald],
        (Presentation::Masculine, true) => &[Receding, SidePart, Short, Bald, Receding],
        (Presentation::Neutral, false) => &[Short, Curly, Bob, Beanie, Fringe, Coils, SidePart],
        (Presentation::Neutral, true) => &[Short, Curly, Bob, SidePart],
    };
    let cut = *chance.pick(30, cuts);
    let bearded = who.presentation == Presentation::Masculine
        && who.generation != Generation::Young
        && chance.of(31) < 0.45;
    Hair {
        cut,
        beard: bearded.then(|| chance.of(32) < 0.6),
    }
}

impl Hair {
    /// Whether fair or red hair would read as a mistake on it.
    pub(super) fn is_dark(&self) -> bool {
        matches!(self.cut, Cut::Afro | Cut::Coils)
    }

    /// Whether the ears are seen: only then is there room for earrings.
    pub(super) fn shows_ears(&self) -> bool {
        matches!(self.cut, Cut::Bun | Cut::Ponytail | Cut::Afro)
    }

    /// What hangs behind head and shoulders.
    pub(super) fn behind(&self, p: &Palette) -> String {
        let path = match self.cut {
            Cut::Curls => {
                let right = SIDE_CURLS.map(|[x, y, r]| [400 - x, y, r]);
                return format!(
                    "<g fill=\"{}\"><path d=\"M112 160c0-60 38-100 88-100s88 40 88 100l14 120H98z\"/>{}{}</g>",
                    p.hair,
                    circles(&SIDE_CURLS),
                    circles(&right)
                );
            }
            Cut::Long => {
                "M116 170c0-66 36-104 84-104s84 38 84 104c0 48 14 84 22 150H94c8-66 22-102 22-150z"
            }
            Cut::Bob | Cut::Fringe => {
                "M114 172c0-66 36-106 86-106s86 40 86 106c0 34 4 58-2 84H116c-6-26-2-50-2-84z"
            }
            Cut::Ponytail => "M262 110c56-6 74 52 56 118-6 22-26 40-36 44 8-40 6-96-20-162z",
            Cut::Bun => "M200 20a40 36 0 0 1 0 74 40 36 0 0 1 0-74z",
            Cut::Afro => {
                "M200 36c66 0 118 44 118 110 0 50-20 84-50 98H132c-30-14-50-48-50-98C82 80 134 36 200 36z"
            }
            Cut::Headscarf => {
                "M104 180c0-72 40-118 96-118s96 46 96 118c0 60 10 100 26 140H78c16-40 26-80 26-140z"
            }
            _ => return String::new(),
        };
        let colour = if self.cut == Cut::Headscarf {
            p.trim
        } else {
            p.hair
        };
        format!("<path d=\"{path}\" fill=\"{colour}\"/>")
    }

    /// What falls over forehead and temples.
    pub(super) fn front(&self, p: &Palette) -> String {
        let hair = |path: &str| format!("<path d=\"{path}\" fill=\"{}\"/>", p.hair);
        let lock = |path: &str| {
            format!(
                "<path d=\"{path}\" fill=\"none\" stroke=\"{}\" stroke-width=\"6\"/>",
                p.lock
            )
        };
        match self.cut {
            Cut::Short => {
                hair(
                    "M124 172c-6-66 28-104 78-104s82 36 74 104c-6-8-8-26-12-38-26 6-84 8-110-14-12 12-24 26-30 52z",
                ) + &lock("M160 92q36-16 72-2")
            }
            Cut::SidePart => {
                hair(
                    "M124 174c-8-72 34-112 92-104 46 6 68 48 60 104-6-10-8-24-14-40-40 4-70-4-92-26-6 24-28 36-46 66z",
                ) + &lock("M178 100q30 26 76 26")
            }
            Cut::Curly => {
                hair(
                    "M126 174c-22-6-22-36-6-46-8-28 16-46 34-42 8-26 42-32 56-16 20-14 50-2 52 22 24 2 34 28 20 48 10 14 4 32-8 34-4-18-12-32-24-42-24 10-70 10-96-4-14 12-24 26-28 46z",
                ) + &lock("M150 104q8-12 20-10M204 86q14-4 22 6M248 112q10 2 12 14")
            }
            Cut::Curls => {
                format!("<g fill=\"{}\">{}</g>", p.hair, circles(&TOP_CURLS))
                    + &hair(
                        "M122 190c-8-60 24-108 78-108s86 48 78 108c-6-16-10-32-20-46-22 4-52-4-70-22-12 18-30 26-46 26-8 12-14 26-20 42z",
                    )
                    + &lock(
                        "M140 112q8-14 20-12M186 82q12-8 24 0M238 92q14 2 18 14M116 230q-8 10-2 20M284 230q8 10 2 20",
                    )
            }
            Cut::Coils => {
                format!("<g fill=\"{}\">{}</g>", p.hair, circles(&COILS))
                    + &hair(
                        "M126 176c-6-62 28-98 74-98s80 36 74 98c-7-8-8-22-13-34-32-12-90-12-122 0-5 12-6 26-13 34z",
                    )
                    + &lock(
                        "M146 108q6-10 16-8M190 88q10-6 20 0M238 102q10 0 14 10M168 120q6-8 14-6M220 116q8-2 12 6",
                    )
            }
            Cut::Afro => {
                hair(
                    "M126 176c-4-28 2-46 14-56 30-14 90-14 120 0 12 10 18 28 14 56 8-2 14-8 18-18 2-50-36-92-92-92s-94 42-92 92c4 10 10 16 18 18z",
                ) + &lock("M132 92q8-8 16-10M186 64q14-4 28 0M256 84q10 6 14 14")
            }
            Cut::Bob => {
                hair(
                    "M122 196c-10-80 28-122 78-122s88 42 78 122c-8-20-12-40-16-58-34-2-66-14-86-34-8 34-34 48-54 92z",
                ) + &lock("M186 92q22 26 70 34")
            }
            Cut::Long => {
                hair(
                    "M120 214c-10-92 30-142 80-142s90 50 80 142c-8-24-14-52-20-76-24-6-46-20-58-44-14 28-34 40-58 48-8 22-16 48-24 72z",
                ) + &lock("M196 92q-16 30-50 44M208 92q14 28 46 40")
            }
            Cut::Bun | Cut::Ponytail => {
                hair(
                    "M122 180c-6-70 30-108 78-108s84 38 78 108c-8-30-30-66-78-70-48 4-70 40-78 70z",
                ) + &lock("M152 104q20-18 48-18M200 86q28 0 48 18")
            }
            Cut::Fringe => {
                hair(
                    "M120 204c-10-84 30-130 80-130s90 46 80 130c-6-14-10-32-12-52-40 8-96 8-136 0-2 20-6 38-12 52z",
                ) + &lock("M164 98v40M200 92v48M236 98v40")
            }
            Cut::Receding => {
                hair(
                    "M124 178c-8-40 2-74 24-88-4 18-6 30-12 40-4 14-8 28-12 48zM276 178c8-40-2-74-24-88 4 18 6 30 12 40 4 14 8 28 12 48z",
                ) + &hair("M150 92c28-26 72-26 100 0-28-12-72-12-100 0z")
            }
            Cut::Bald => "<path d=\"M168 102q14-10 34-10\" fill=\"none\" stroke=\"#fff\" \
                          stroke-opacity=\".45\" stroke-width=\"8\"/>"
                .to_owned(),
            Cut::Headscarf => format!(
                "<path d=\"M112 214c-16-92 28-150 88-150s104 58 88 150c-6 36-40 74-88 78-48-4-82-42-88-78zM200 98c-46 0-70 36-68 82 2 50 32 82 68 82s66-32 68-82c2-46-22-82-68-82z\" fill=\"{t}\" fill-rule=\"evenodd\"/>\
                 <path d=\"M134 142c14-34 38-46 66-46s52 12 66 46M128 256c20 30 50 42 84 40\" fill=\"none\" stroke=\"{c}\" stroke-opacity=\".45\" stroke-width=\"5\"/>",
                t = p.trim,
                c = p.cloth
            ),
            Cut::Beanie => format!(
                "{h}<path d=\"M118 138c0-58 34-92 82-92s82 34 82 92c-40-14-124-14-164 0z\" fill=\"{c}\"/>\
                 <path d=\"M112 130c50-20 126-20 176 0v22c-50-18-126-18-176 0z\" fill=\"{t}\"/>",
                h = hair("M124 176v-32h152v32c-6-6-8-14-10-24H134c-2 10-4 18-10 24z"),
                c = p.cloth,
                t = p.trim
            ),
        }
    }

    /// A full beard or a short one, under the mouth left free.
    pub(super) fn beard(&self, p: &Palette) -> String {
        let Some(full) = self.beard else {
            return String::new();
        };
        let (path, opacity) = if full {
            (
                "M128 180c0 60 26 98 72 98s72-38 72-98c-4 22-12 36-24 40-14-8-32-10-48-4-16-6-34-4-48 4-12-4-20-18-24-40zM177 231q23-10 46 0-4 24-23 24t-23-24z",
                "1",
            )
        } else {
            (
                "M130 190c4 50 32 74 70 74s66-24 70-74c-8 24-20 32-28 30-14-8-28-8-42-3-14-5-28-5-42 3-8 2-20-6-28-30zM176 231q24-10 48 0-4 24-24 24t-24-24z",
                ".35",
            )
        };
        format!(
            "<path d=\"{path}\" fill=\"{}\" fill-rule=\"evenodd\" opacity=\"{opacity}\"/>",
            p.hair
        )
    }
}
