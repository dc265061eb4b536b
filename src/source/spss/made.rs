//! System files made by hand, byte by byte, for tests: what no program at hand writes.

use std::io::Write;

use super::bytes::Order;
use super::case::SYSTEM_MISSING;

/// A variable to be written.
#[derive(Clone, Default)]
pub struct Written {
    pub name: &'static str,
    pub label: &'static str,
    /// Bytes of a text; 0 is a number.
    pub width: i32,
    /// Type of the print format.
    pub format: i32,
    /// 1 to 3 values, -2 a range, -3 a range and a value.
    pub missing: (i32, Vec<f64>),
    pub labels: Vec<(Cell, &'static str)>,
}

#[derive(Clone, Copy)]
pub enum Cell {
    Number(f64),
    Text(&'static str),
    Nothing,
}

/// A file to be written.
#[derive(Clone)]
pub struct Made {
    pub big: bool,
    /// 0 plain, 1 bytecode, 2 zlib.
    pub packing: i32,
    /// What the header says; `None` is the truth.
    pub cases: Option<i32>,
    /// Element of the weight.
    pub weight: i32,
    pub variables: Vec<Written>,
    /// Subtype, size of an item, bytes.
    pub extensions: Vec<(i32, i32, Vec<u8>)>,
    pub rows: Vec<Vec<Cell>>,
}

impl Made {
    pub fn of(variables: Vec<Written>, rows: Vec<Vec<Cell>>) -> Self {
        Self {
            big: false,
            packing: 0,
            cases: None,
            weight: 0,
            variables,
            extensions: Vec::new(),
            rows,
        }
    }

    fn order(&self) -> Order {
        if self.big { Order::Big } else { Order::Little }
    }

    /// Numbers in its byte order.
    pub fn ints(&self, numbers: &[i32]) -> Vec<u8> {
        let bytes = |number: &i32| {
            if self.big {
                number.to_be_bytes()
            } else {
                number.to_le_bytes()
            }
        };
        numbers.iter().flat_map(bytes).collect()
    }

    fn longs(&self, numbers: &[i64]) -> Vec<u8> {
        let bytes = |number: &i64| {
            if self.big {
                number.to_be_bytes()
            } else {
                number.to_le_bytes()
            }
        };
        numbers.iter().flat_map(bytes).collect()
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = if self.packing == 2 { b"$FL3" } else { b"$FL2" }.to_vec();
        out.extend(padded(b"@(#) SPSS DATA FILE", 60));
        let cases = self.cases.unwrap_or(self.rows.len() as i32);
        out.extend(self.ints(&[2, 1, self.packing, self.weight, cases]));
        out.extend(self.order().of(100.0));
        out.extend(padded(b"", 84));
        let mut element = 1;
        let mut labels = Vec::new();
        for variable in &self.variables {
            self.variable(&mut out, variable);
            if !variable.labels.is_empty() {
                labels.extend(self.ints(&[3, variable.labels.len() as i32]));
                for (cell, label) in &variable.labels {
                    labels.extend(self.eights(*cell, 8));
                    let length = (label.len() + 1).next_multiple_of(8);
                    labels.push(label.len() as u8);
                    labels.extend(padded(label.as_bytes(), length - 1));
                }
                labels.extend(self.ints(&[4, 1, element]));
            }
            element += (variable.width.max(1) + 7) / 8;
        }
        out.extend(labels);
        for (subtype, size, bytes) in &self.extensions {
            out.extend(self.ints(&[7, *subtype, *size, bytes.len() as i32 / size]));
            out.extend(bytes);
        }
        out.extend(self.ints(&[999, 0]));
        self.data(&mut out);
        out
    }

    fn variable(&self, out: &mut Vec<u8>, variable: &Written) {
        let (count, missing) = &variable.missing;
        let format = variable.format << 16;
        let labelled = i32::from(!variable.label.is_empty());
        out.extend(self.ints(&[2, variable.width, labelled, *count, format, format]));
        out.extend(padded(variable.name.as_bytes(), 8));
        if labelled == 1 {
            out.extend(self.ints(&[variable.label.len() as i32]));
            let length = variable.label.len().next_multiple_of(4);
            out.extend(padded(variable.label.as_bytes(), length));
        }
        for number in missing {
            out.extend(self.order().of(*number));
        }
        for _ in 1..(variable.width + 7) / 8 {
            out.extend(self.ints(&[2, -1, 0, 0, 0, 0]));
            out.extend(padded(b"", 8));
        }
    }

    fn eights(&self, cell: Cell, width: i32) -> Vec<u8> {
        match cell {
            Cell::Number(number) => self.order().of(number).to_vec(),
            Cell::Nothing => self.order().of(SYSTEM_MISSING).to_vec(),
            Cell::Text(text) => padded(text.as_bytes(), (width as usize).next_multiple_of(8)),
        }
    }

    fn data(&self, out: &mut Vec<u8>) {
        let cells = self
            .rows
            .iter()
            .flat_map(|row| row.iter().zip(&self.variables));
        let eights: Vec<u8> = cells
            .flat_map(|(cell, variable)| self.eights(*cell, variable.width))
            .collect();
        if self.packing == 0 {
            out.extend(eights);
            return;
        }
        let packed = self.bytecode(&eights);
        if self.packing == 1 {
            out.extend(packed);
            return;
        }
        let start = out.len() as i64;
        let middle = packed.len() / 2;
        let mut list = self.longs(&[-100, 0]);
        list.extend(self.ints(&[0x3f_f000, 2]));
        let mut blocks = Vec::new();
        for half in [&packed[..middle], &packed[middle..]] {
            let before = blocks.len() as i64;
            let mut packer =
                flate2::write::ZlibEncoder::new(&mut blocks, flate2::Compression::fast());
            packer.write_all(half).unwrap();
            packer.finish().unwrap();
            list.extend(self.longs(&[0, start + 24 + before]));
            list.extend(self.ints(&[half.len() as i32, (blocks.len() as i64 - before) as i32]));
        }
        let place = start + 24 + blocks.len() as i64;
        out.extend(self.longs(&[start, place, list.len() as i64]));
        out.extend(blocks);
        out.extend(list);
    }

    /// Every code there is: small numbers, blanks, missing, the rest as it stands.
    fn bytecode(&self, eights: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let coded: Vec<(u8, &[u8])> = eights
            .chunks_exact(8)
            .map(|eight| {
                let number = self.order().f64(eight.try_into().unwrap());
                if eight == b"        " {
                    (254, &eight[..0])
                } else if number == SYSTEM_MISSING {
                    (255, &eight[..0])
                } else if number.fract() == 0.0 && (-99.0..=151.0).contains(&number) {
                    ((number + 100.0) as u8, &eight[..0])
                } else {
                    (253, eight)
                }
            })
            .chain([(252, &eights[..0])])
            .collect();
        for group in coded.chunks(8) {
            let mut codes: Vec<u8> = group.iter().map(|(code, _)| *code).collect();
            codes.resize(8, 0);
            out.extend(codes);
            for (_, eight) in group {
                out.extend(*eight);
            }
        }
        out
    }
}

fn padded(bytes: &[u8], length: usize) -> Vec<u8> {
    let mut padded = bytes.to_vec();
    padded.resize(length, b' ');
    padded
}
