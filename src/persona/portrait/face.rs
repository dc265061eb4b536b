//! Head, eyes, mouth, glasses.

use super::Chance;
use super::palette::Palette;
use crate::persona::who::{Generation, Majority, Presentation};

/// The neck and the shadow of the chin on it.
pub(super) fn neck(p: &Palette) -> String {
    format!(
        "<path d=\"M170 232v52c0 34 60 34 60 0v-52z\" fill=\"{}\"/>\
         <path d=\"M170 250c14 20 46 20 60 0v18c-16 18-44 18-60 0z\" fill=\"{}\"/>",
        p.skin, p.shade
    )
}

/// Ears and head: the jaw is squarer or finer.
pub(super) fn head(p: &Palette, presentation: Presentation) -> String {
    let jaw = match presentation {
        Presentation::Masculine => {
            "c0 38-7 64-24 82-13 13-29 18-48 18s-35-5-48-18c-17-18-24-44-24-82z"
        }
        Presentation::Neutral => "c0 60-34 98-72 98s-72-38-72-98z",
        Presentation::Feminine => "c0 52-30 100-72 100s-72-48-72-100z",
    };
    format!(
        "<ellipse cx=\"127\" cy=\"188\" rx=\"14\" ry=\"18\" fill=\"{s}\"/>\
         <ellipse cx=\"273\" cy=\"188\" rx=\"14\" ry=\"18\" fill=\"{s}\"/>\
         <path d=\"M123 182c3 6 7 9 7 15M277 182c-3 6-7 9-7 15\" fill=\"none\" stroke=\"{d}\" \
         stroke-width=\"4\"/>\
         <path d=\"M128 166c0-56 30-86 72-86s72 30 72 86{jaw}\" fill=\"{s}\"/>",
        s = p.skin,
        d = p.shade
    )
}

/// Eyes, brows, nose, mouth, cheeks, and the lines of age.
pub(super) fn features(chance: &Chance, p: &Palette, who: Majority) -> String {
    let brow = match who.presentation {
        Presentation::Masculine => 7,
        Presentation::Neutral => 6,
        Presentation::Feminine => 5,
    };
    let arch = *chance.pick(10, &[4, 7, 10]);
    let brows = format!(
        "<path d=\"M156 165q15-{arch} 29-1M215 164q14-{arch} 29 1\" fill=\"none\" stroke=\"{}\" \
         stroke-width=\"{brow}\"/>",
        if who.generation == Generation::Senior {
            p.lock
        } else {
            p.hair
        }
    );
    let eyes = eyes(chance.of(11) < 0.25, p);
    let lashes = if who.presentation == Presentation::Feminine {
        format!(
            "<path d=\"M162 183l-7-4M238 183l7-4\" stroke=\"{}\" stroke-width=\"4\"/>",
            p.ink
        )
    } else {
        String::new()
    };
    let nose = *chance.pick(
        12,
        &[
            "M200 190q-9 22 3 24",
            "M201 192q10 20-4 23",
            "M192 214q8 6 16 0",
        ],
    );
    let mouth = mouth(*chance.pick(13, &[0, 1, 2]), p, who.presentation);
    let freckles = if chance.of(14) < 0.2 {
        format!(
            "<g fill=\"{}\"><circle cx=\"152\" cy=\"208\" r=\"2\"/><circle cx=\"160\" cy=\"203\" r=\"2\"/>\
             <circle cx=\"164\" cy=\"212\" r=\"2\"/><circle cx=\"236\" cy=\"212\" r=\"2\"/>\
             <circle cx=\"241\" cy=\"203\" r=\"2\"/><circle cx=\"249\" cy=\"208\" r=\"2\"/></g>",
            p.shade
        )
    } else {
        String::new()
    };
    format!(
        "<g fill=\"{c}\" opacity=\".4\"><ellipse cx=\"152\" cy=\"214\" rx=\"15\" ry=\"10\"/>\
         <ellipse cx=\"248\" cy=\"214\" rx=\"15\" ry=\"10\"/></g>\
         {brows}{eyes}{lashes}<path d=\"{nose}\" fill=\"none\" stroke=\"{d}\" stroke-width=\"5\"/>{mouth}\
         {freckles}{age}",
        c = p.cheek,
        d = p.shade,
        age = lines(p, who.generation)
    )
}

fn eyes(smiling: bool, p: &Palette) -> String {
    if smiling {
        return format!(
            "<path d=\"M160 188q11-12 22 0M218 188q11-12 22 0\" fill=\"none\" stroke=\"{}\" stroke-width=\"6\"/>",
            p.ink
        );
    }
    format!(
        "<circle cx=\"171\" cy=\"187\" r=\"8\" fill=\"{i}\"/><circle cx=\"229\" cy=\"187\" r=\"8\" fill=\"{i}\"/>\
         <circle cx=\"174\" cy=\"184\" r=\"2.6\" fill=\"#fff\"/><circle cx=\"232\" cy=\"184\" r=\"2.6\" fill=\"#fff\"/>",
        i = p.ink
    )
}

fn mouth(kind: u8, p: &Palette, presentation: Presentation) -> String {
    let line = |path: &str| {
        format!(
            "<path d=\"{path}\" fill=\"none\" stroke=\"{}\" stroke-width=\"5\"/>",
            p.lip
        )
    };
    match kind {
        0 if presentation == Presentation::Feminine => format!(
            "<path d=\"M178 233q11-8 22-3 11-5 22 3-8 15-22 15t-22-15z\" fill=\"{l}\" fill-opacity=\".8\"/>\
             <path d=\"M179 233q21 7 42 0\" fill=\"none\" stroke=\"{l}\" stroke-width=\"2.5\"/>",
            l = p.lip
        ),
        0 => line("M177 232q23 20 46 0"),
        1 => "<path d=\"M175 229h50q-4 24-25 24t-25-24z\" fill=\"#8c3b34\"/>\
              <path d=\"M180 229h40l-2 7h-36z\" fill=\"#fff\"/>"
            .to_owned(),
        _ => line("M181 234q17 13 40-4"),
    }
}

fn lines(p: &Palette, generation: Generation) -> String {
    let path = match generation {
        Generation::Young | Generation::Adult => return String::new(),
        Generation::Mature => "M149 186l-8-3M149 192l-8 2M251 186l8-3M251 192l8 2",
        Generation::Senior => {
            "M149 186l-8-3M149 192l-8 2M251 186l8-3M251 192l8 2M180 124q20-6 40 0M176 136q24-6 48 0\
             M163 224q-5 8-3 15M237 224q5 8 3 15"
        }
    };
    format!(
        "<path d=\"{path}\" fill=\"none\" stroke=\"{}\" stroke-width=\"3.5\"/>",
        p.shade
    )
}

/// Earrings, for some.
pub(super) fn earrings(chance: &Chance, presentation: Presentation) -> &'static str {
    if presentation == Presentation::Feminine && chance.of(23) < 0.6 {
        "<g fill=\"#d9a441\"><circle cx=\"126\" cy=\"212\" r=\"5\"/><circle cx=\"274\" cy=\"212\" r=\"5\"/></g>"
    } else {
        ""
    }
}

/// Glasses, round or square.
pub(super) fn glasses(chance: &Chance, p: &Palette) -> String {
    let colour = *chance.pick(21, &["#2b2320", "#7a3b12", "#23405e", "#8c2f5b"]);
    let lenses = if chance.of(22) < 0.5 {
        "<circle cx=\"170\" cy=\"188\" r=\"25\"/><circle cx=\"230\" cy=\"188\" r=\"25\"/>"
    } else {
        "<rect x=\"144\" y=\"168\" width=\"50\" height=\"40\" rx=\"12\"/>\
         <rect x=\"206\" y=\"168\" width=\"50\" height=\"40\" rx=\"12\"/>"
    };
    format!(
        "<g fill=\"{}\" fill-opacity=\".18\" stroke=\"{colour}\" stroke-width=\"5\">{lenses}\
         <path d=\"M195 186q5-5 10 0M145 184l-15-3M255 184l15-3\" fill=\"none\"/></g>",
        p.glow
    )
}
