//! Ground, clothes, collar.

use super::Chance;
use super::palette::Palette;

/// The ground and its glow.
pub(super) fn ground(p: &Palette) -> String {
    format!(
        "<rect width=\"400\" height=\"400\" fill=\"{}\"/><circle cx=\"200\" cy=\"176\" r=\"150\" fill=\"{}\"/>",
        p.ground, p.glow
    )
}

/// Shoulders in cloth: plain, striped or with a pocket.
pub(super) fn body(chance: &Chance, p: &Palette) -> String {
    let shape = "M44 410c0-78 46-118 112-130q44 26 88 0c66 12 112 52 112 130z";
    let pattern = match chance.pick(40, &[0, 1, 2]) {
        0 => String::new(),
        1 => format!(
            "<path d=\"M62 340q138 34 276 0M50 372q150 34 300 0\" fill=\"none\" stroke=\"{}\" \
             stroke-opacity=\".55\" stroke-width=\"10\"/>",
            p.trim
        ),
        _ => format!(
            "<path d=\"M112 318q-8 40-6 90M288 318q8 40 6 90\" fill=\"none\" stroke=\"#000\" \
             stroke-opacity=\".18\" stroke-width=\"6\"/><path d=\"M246 344h40v26q-20 14-40 0z\" fill=\"#000\" \
             fill-opacity=\".14\"/><path d=\"M246 344h40\" stroke=\"{}\" stroke-width=\"5\"/>",
            p.trim
        ),
    };
    format!("<path d=\"{shape}\" fill=\"{}\"/>{pattern}", p.cloth)
}

/// Collar: round, shirt, hood or scarf.
pub(super) fn collar(chance: &Chance, p: &Palette) -> String {
    match chance.pick(41, &[0, 1, 2, 3]) {
        0 => format!(
            "<path d=\"M156 281q44 56 88 0\" fill=\"none\" stroke=\"{}\" stroke-width=\"12\"/>",
            p.trim
        ),
        1 => format!(
            "<path d=\"M160 272l40 44-34 26-28-56zM240 272l-40 44 34 26 28-56z\" fill=\"{}\"/>",
            p.trim
        ),
        2 => format!(
            "<path d=\"M146 276c-26 8-40 20-38 38 34 26 150 26 184 0 2-18-12-30-38-38q-10 36-54 38-44-2-54-38z\" \
             fill=\"{c}\" stroke=\"#000\" stroke-opacity=\".16\" stroke-width=\"5\"/>\
             <path d=\"M176 322v46M224 322v46\" stroke=\"{t}\" stroke-width=\"6\"/>",
            c = p.cloth,
            t = p.trim
        ),
        _ => format!(
            "<path d=\"M148 268c30 22 74 22 104 0 14 10 16 34 4 46-34 18-78 18-112 0-12-12-10-36 4-46z\" fill=\"{t}\"/>\
             <path d=\"M224 312l30-6 12 78-34 4z\" fill=\"{t}\"/>\
             <path d=\"M150 290c32 18 68 18 100 0M230 326l32-4\" fill=\"none\" stroke=\"#000\" stroke-opacity=\".14\" \
             stroke-width=\"5\"/>",
            t = p.trim
        ),
    }
}
