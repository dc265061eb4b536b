//! The accent colour, made dark or light enough to be read (WCAG 2.2, contrast 4.5:1).

/// The house's accent where a project names none.
const DEFAULT: [u8; 3] = [0x1f, 0x4e, 0x79];
const LIGHT_PAPER: [f64; 3] = [1.0, 1.0, 1.0];
const DARK_PAPER: [f64; 3] = [0.094, 0.102, 0.118];
/// Asked of text: a little over WCAG's 4.5, for tinted backgrounds.
const CONTRAST: f64 = 5.2;

/// Accent for light and for dark paper, `#rrggbb`.
pub fn accents(wanted: Option<&str>) -> (String, String) {
    let colour = wanted.and_then(parse).unwrap_or(DEFAULT);
    let start = colour.map(|part| f64::from(part) / 255.0);
    let light = toward(start, [0.0; 3], LIGHT_PAPER);
    let dark = toward(start, [1.0; 3], DARK_PAPER);
    (write(light), write(dark))
}

/// `#rgb` or `#rrggbb`; `None` for anything else.
fn parse(text: &str) -> Option<[u8; 3]> {
    let digits = text.trim().strip_prefix('#')?;
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let whole: String = match digits.len() {
        3 => digits.chars().flat_map(|c| [c, c]).collect(),
        6 => digits.to_owned(),
        _ => return None,
    };
    let part = |i: usize| u8::from_str_radix(&whole[2 * i..2 * i + 2], 16).ok();
    Some([part(0)?, part(1)?, part(2)?])
}

/// Mixes a colour toward another until it stands out from the paper.
fn toward(start: [f64; 3], end: [f64; 3], paper: [f64; 3]) -> [f64; 3] {
    (0..=50)
        .map(|step| {
            let part = f64::from(step) / 50.0;
            [0, 1, 2].map(|i| start[i] + part * (end[i] - start[i]))
        })
        .find(|colour| contrast(*colour, paper) >= CONTRAST)
        .unwrap_or(end)
}

/// WCAG contrast of two colours, 1..21.
fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: [f64; 3]) -> f64 {
    let linear = colour.map(|part| {
        if part <= 0.040_45 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

fn write(colour: [f64; 3]) -> String {
    let [r, g, b] = colour.map(|part| (part * 255.0).round().clamp(0.0, 255.0) as u8);
    format!("#{r:02x}{g:02x}{b:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_accent_can_be_read_on_either_paper() {
        for wanted in [
            "#ffffff", "#000000", "#ff0", "#7a3b12", "#00ff00", "url(x)", "#12", "",
        ] {
            let (light, dark) = accents(Some(wanted));
            for (text, paper) in [(light, LIGHT_PAPER), (dark, DARK_PAPER)] {
                let colour = parse(&text)
                    .expect("a colour")
                    .map(|p| f64::from(p) / 255.0);
                assert!(contrast(colour, paper) >= 4.5, "{wanted} {text}");
            }
        }
    }

    #[test]
    fn contrast_agrees_with_wcag() {
        assert!((contrast([0.0; 3], [1.0; 3]) - 21.0).abs() < 1e-9);
    }
}
