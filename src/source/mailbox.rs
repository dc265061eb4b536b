//! The messages of an mbox (RFC 4155), streamed: as much of each as is looked at, the rest passed over.

use std::io::{self, BufRead, BufReader, Read};

/// Bytes kept of one message: its headers and its text; what is attached stands behind them.
const KEPT: usize = 1 << 20;
/// Bytes of a line read at once: longer ones come in pieces.
const PIECE: u64 = 1 << 16;

/// Whether a file starts as an mbox does: a `From ` line, then a header.
pub fn is_mailbox(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let blanks = head.iter().take_while(|byte| byte.is_ascii_whitespace());
    let head = &head[blanks.count()..];
    let mut lines = head.split_inclusive(|byte| *byte == b'\n');
    let (first, second) = (lines.next(), lines.next());
    first.is_some_and(is_separator) && second.is_some_and(is_header)
}

/// `From lea@example.org Mon Jan  5 10:00:00 2026`; some programs write no more than `From `. A sentence
/// that starts so has no time of day.
fn is_separator(line: &[u8]) -> bool {
    line.strip_prefix(b"From ").is_some_and(|rest| {
        let rest = rest.trim_ascii();
        let time = |at: &[u8]| {
            at[2] == b':' && [0, 1, 3, 4].iter().all(|&digit| at[digit].is_ascii_digit())
        };
        rest.is_empty() || rest == b"-" || rest.windows(5).any(time)
    })
}

/// `Name: …`
fn is_header(line: &[u8]) -> bool {
    let colon = line.iter().take(100).position(|byte| *byte == b':');
    colon.is_some_and(|colon| colon > 0 && line[..colon].iter().all(u8::is_ascii_graphic))
}

/// Message after message; none is held whole where it is larger than 1 MiB.
pub struct Mailbox<R> {
    reader: BufReader<R>,
    /// Read already, and looked at next.
    held: Option<Vec<u8>>,
    /// Lines begun.
    line: u64,
    /// Whether what is read next starts a line.
    at_start: bool,
    /// Line of the separator of the message that comes next.
    begun: Option<u64>,
    piece: Vec<u8>,
}

impl<R: Read> Mailbox<R> {
    /// Reads bytes as they are: each message names its own encodings.
    pub fn new(reader: R) -> Self {
        Self {
            reader: BufReader::with_capacity(1 << 18, reader),
            held: None,
            line: 0,
            at_start: true,
            begun: None,
            piece: Vec::new(),
        }
    }

    /// Puts the next message into `message`, without its `From ` line and with `>From ` unquoted; gives
    /// the line it starts on (from 1), `None` at the end.
    pub fn next(&mut self, message: &mut Vec<u8>) -> io::Result<Option<u64>> {
        message.clear();
        loop {
            let starts_line = self.at_start;
            if !self.read_piece()? {
                return Ok(self.begun.take());
            }
            if starts_line && is_separator(&self.piece) && self.piece.ends_with(b"\n") {
                let line = self.line;
                let separator = std::mem::take(&mut self.piece);
                let more = self.read_piece()?;
                let next = std::mem::take(&mut self.piece);
                let starts_message = more && is_header(&next);
                if more {
                    // Looked at again: it may be a separator itself.
                    self.at_start = true;
                    self.held = Some(next);
                    self.line -= 1;
                }
                if starts_message {
                    let before = self.begun.replace(line);
                    if before.is_some() {
                        return Ok(before);
                    }
                    continue;
                }
                self.piece = separator;
            }
            self.keep(message, starts_line);
        }
    }

    /// Adds the piece to the message, as long as there is room.
    fn keep(&self, message: &mut Vec<u8>, starts_line: bool) {
        if self.begun.is_none() {
            return;
        }
        let bare = self.piece.trim_ascii_start();
        let marks = bare.iter().take_while(|byte| **byte == b'>').count();
        let quoted = starts_line
            && marks > 0
            && bare.len() == self.piece.len()
            && bare[marks..].starts_with(b"From ");
        let piece = &self.piece[usize::from(quoted)..];
        let room = KEPT.saturating_sub(message.len());
        message.extend_from_slice(&piece[..piece.len().min(room)]);
    }

    /// The next line, or as much of it as is read at once; false at the end.
    fn read_piece(&mut self) -> io::Result<bool> {
        self.line += u64::from(self.at_start);
        if let Some(held) = self.held.take() {
            self.piece = held;
        } else {
            self.piece.clear();
            let mut limited = (&mut self.reader).take(PIECE);
            limited.read_until(b'\n', &mut self.piece)?;
        }
        self.at_start = self.piece.ends_with(b"\n");
        Ok(!self.piece.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(text: impl AsRef<[u8]>) -> Vec<(u64, String)> {
        let mut mailbox = Mailbox::new(text.as_ref());
        let mut message = Vec::new();
        let mut all = Vec::new();
        while let Some(line) = mailbox.next(&mut message).unwrap() {
            all.push((line, String::from_utf8_lossy(&message).into_owned()));
        }
        all
    }

    const TWO: &str = "From a@x Mon Jan  5 10:00:00 2026\nSubject: one\n\nFrom here on it is text.\n>From the start\n>>From twice\n> From inside\n\nFrom b@x Mon Jan  5 10:00:01 2026\nSubject: two\n\nend";

    #[test]
    fn messages_are_told_from_sentences_and_quoted_separators_are_freed() {
        let all = messages(TWO);
        assert_eq!(all.len(), 2);
        assert_eq!(
            all[0],
            (
                1,
                "Subject: one\n\nFrom here on it is text.\nFrom the start\n>From twice\n> From inside\n\n"
                    .to_owned()
            )
        );
        assert_eq!(all[1], (9, "Subject: two\n\nend".to_owned()));
        let windows = messages(TWO.replace('\n', "\r\n"));
        assert_eq!((windows.len(), windows[1].0), (2, 9));
        assert!(is_mailbox(TWO.as_bytes()) && is_mailbox(b"\n\nFrom \nX: y\n"));
        assert!(!is_mailbox(b"From here on: 10:00\nit is text\n") && !is_mailbox(b""));
    }

    #[test]
    fn separators_without_a_message_are_text_of_the_one_before() {
        let one = "From a 10:00\nA: b\n\nx\nFrom b 10:00\nFrom c 10:00\nno header\nFrom d 10:00\n";
        assert_eq!(
            messages(one),
            [(
                1,
                "A: b\n\nx\nFrom b 10:00\nFrom c 10:00\nno header\nFrom d 10:00\n".to_owned()
            )]
        );
        let two = "From a 10:00\nA: b\n\nFrom b 10:00\nFrom c 10:00\nC: d\n";
        assert_eq!(
            messages(two),
            [
                (1, "A: b\n\nFrom b 10:00\n".to_owned()),
                (5, "C: d\n".to_owned())
            ]
        );
        assert!(messages("").is_empty() && messages("no mbox\nFrom \n").is_empty());
    }

    #[test]
    fn a_giant_message_and_a_line_without_end_leave_the_next_message_whole() {
        let mut text = b"From a 10:00\nA: b\n\n".to_vec();
        text.resize(text.len() + 3 * KEPT, b'x');
        // Not at the start of a line, however the pieces fall.
        text.extend(b"From z 10:00\nZ: z\n\n");
        for _ in 0..1000 {
            text.extend([b'y'; 2000]);
            text.push(b'\n');
        }
        text.extend(b"From b 10:00\nB: c\n");
        let all = messages(text);
        assert_eq!(all.len(), 2);
        assert_eq!((all[0].0, all[0].1.len()), (1, KEPT));
        assert_eq!(all[1], (1007, "B: c\n".to_owned()));
    }
}
