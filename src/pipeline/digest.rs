//! The hash of an input file: the same for the same rows in any order.
//!
//! A run does not depend on the order of rows, so neither may its receipt. A text is hashed as a
//! multiset of lines: the sum, modulo 2²⁵⁶, of the SHA-256 of each line without its line feed
//! (`AdHash`, Bellare & Micciancio 1997: one line changed, added or lost changes the sum). Other
//! files (workbooks, compressed logs) are hashed as they stand.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::run_file::hex;

/// The hash of a file in hexadecimal. O(bytes), one line in memory.
pub(super) fn of_file(path: &Path) -> io::Result<String> {
    let mut reader = BufReader::with_capacity(1 << 18, File::open(path)?);
    let head = reader.fill_buf()?;
    let text = !head[..head.len().min(8192)].contains(&0) && !head.starts_with(&[0x1f, 0x8b]);
    if !text {
        return plain(reader);
    }
    let mut sum = [0u8; 32];
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line)? > 0 {
        let bare = line.strip_suffix(b"\n").unwrap_or(&line);
        add(&mut sum, &Sha256::digest(bare));
        line.clear();
    }
    Ok(hex(&sum))
}

fn plain(mut reader: BufReader<File>) -> io::Result<String> {
    let mut hasher = Sha256::new();
    loop {
        let piece = reader.fill_buf()?;
        if piece.is_empty() {
            return Ok(hex(&hasher.finalize()));
        }
        hasher.update(piece);
        let read = piece.len();
        reader.consume(read);
    }
}

/// Adds a number of 256 bits, most significant byte first, modulo 2²⁵⁶.
fn add(sum: &mut [u8; 32], term: &[u8]) {
    let mut carry = 0u16;
    for (place, byte) in sum.iter_mut().zip(term).rev() {
        carry += u16::from(*place) + u16::from(*byte);
        *place = carry as u8;
        carry >>= 8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(content: &[u8]) -> String {
        let place = tempfile::tempdir().expect("a folder");
        let path = place.path().join("f");
        std::fs::write(&path, content).expect("a file");
        of_file(&path).expect("readable")
    }

    #[test]
    fn the_order_of_rows_is_no_change_and_everything_else_is() {
        let one = digest(b"h\na,1\nb,2\n");
        assert_eq!(one, digest(b"h\nb,2\na,1\n"));
        assert_eq!(one, digest(b"h\nb,2\na,1"), "a last line feed is no row");
        for other in [
            &b"h\na,1\nb,3\n"[..],
            b"h\na,1\n",
            b"h\na,1\nb,2\nb,2\n",
            b"h\na,1\nb,2\n\n",
        ] {
            assert_ne!(one, digest(other));
        }
    }

    #[test]
    fn a_file_that_is_no_text_is_hashed_as_it_stands() {
        // FIPS 180-2 gives the hash of "abc"; the NUL makes it no text.
        let expected = crate::pipeline::sha256(b"abc\0");
        assert_eq!(digest(b"abc\0"), expected);
    }
}
