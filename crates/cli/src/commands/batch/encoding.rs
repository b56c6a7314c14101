//! Text in other encodings than UTF-8, turned into it while it is read.

use std::io::{self, BufRead, Read};

use crate::args::Encoding;

/// What the bytes 0x80 to 0x9F stand for in Windows-1252. Those that stand for nothing there are controls, as in browsers.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];
/// Stands for what is no text, and is none in UTF-8: the row that holds it is a bad one.
const NO_TEXT: u8 = 0xFF;

/// The encoding that the first bytes of a text show.
pub(super) fn shown_by(head: &[u8]) -> Option<Encoding> {
    match head {
        [0xFF, 0xFE, ..] => Some(Encoding::Utf16le),
        [0xFE, 0xFF, ..] => Some(Encoding::Utf16be),
        // Without a mark: headers begin with letters of which each has an empty half.
        [a, 0, b, 0, ..] if *a > 0 && *b > 0 => Some(Encoding::Utf16le),
        [0, a, 0, b, ..] if *a > 0 && *b > 0 => Some(Encoding::Utf16be),
        _ => None,
    }
}

/// Reads a source as UTF-8.
pub(super) struct Decoded<R> {
    source: R,
    encoding: Encoding,
    /// Half of a unit of UTF-16, and the first of two units of one character.
    half: Option<u8>,
    high: Option<u16>,
    text: Vec<u8>,
    done: usize,
}

impl<R: BufRead> Decoded<R> {
    pub(super) fn new(source: R, encoding: Encoding) -> Self {
        Decoded { source, encoding, half: None, high: None, text: Vec::new(), done: 0 }
    }

    fn fill(&mut self) -> io::Result<()> {
        self.text.clear();
        self.done = 0;
        while self.text.is_empty() {
            let bytes = self.source.fill_buf()?;
            let length = bytes.len();
            if length == 0 {
                if self.half.take().is_some() || self.high.take().is_some() {
                    self.text.push(NO_TEXT);
                }
                return Ok(());
            }
            let bytes = bytes.to_vec();
            self.source.consume(length);
            match self.encoding {
                Encoding::Utf8 => self.text.extend_from_slice(&bytes),
                Encoding::Windows1252 => bytes.iter().for_each(|byte| {
                    let c = match *byte {
                        byte @ 0x80..=0x9F => WINDOWS.get(usize::from(byte) - 0x80).copied().unwrap_or_default(),
                        byte => char::from(byte),
                    };
                    self.push(c);
                }),
                Encoding::Utf16le | Encoding::Utf16be => bytes.iter().for_each(|byte| match self.half.take() {
                    None => self.half = Some(*byte),
                    Some(first) if self.encoding == Encoding::Utf16le => self.unit(u16::from_le_bytes([first, *byte])),
                    Some(first) => self.unit(u16::from_be_bytes([first, *byte])),
                }),
            }
        }
        Ok(())
    }

    fn unit(&mut self, unit: u16) {
        let pair = self.high.take().map(|high| [high, unit]);
        let decoded = match &pair {
            Some(pair) => char::decode_utf16(pair.iter().copied()).next(),
            None => char::decode_utf16([unit]).next(),
        };
        match decoded {
            Some(Ok(c)) => self.push(c),
            // The first of two.
            Some(Err(_)) if pair.is_none() && (0xD800..0xDC00).contains(&unit) => self.high = Some(unit),
            _ => {
                self.text.push(NO_TEXT);
                if pair.is_some() {
                    self.unit(unit);
                }
            }
        }
    }

    fn push(&mut self, c: char) {
        self.text.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    }
}

impl<R: BufRead> Read for Decoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.done == self.text.len() {
            self.fill()?;
        }
        let rest = self.text.get(self.done..).unwrap_or_default();
        let length = rest.len().min(out.len());
        if let (Some(out), Some(rest)) = (out.get_mut(..length), rest.get(..length)) {
            out.copy_from_slice(rest);
        }
        self.done += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Read};

    use super::Decoded;
    use crate::args::Encoding;

    fn decoded(bytes: &[u8], encoding: Encoding) -> Vec<u8> {
        let mut text = Vec::new();
        // A buffer of three bytes ends in the middle of units and of pairs.
        let source = BufReader::with_capacity(3, bytes);
        let read = Decoded::new(source, encoding).read_to_end(&mut text);
        assert!(read.is_ok(), "memory can be read");
        text
    }

    #[test]
    fn every_character_comes_through_whatever_the_buffers_are() {
        let text = "id;Größe\r\n“a” 😀€;ß\n";
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decoded(&le, Encoding::Utf16le), text.as_bytes());
        assert_eq!(decoded(&be, Encoding::Utf16be), text.as_bytes());
        assert_eq!(decoded(b"caf\xE9 \x80 \x93x\x94", Encoding::Windows1252), "café € “x”".as_bytes());
    }

    #[test]
    fn what_is_no_text_stays_none() {
        // A second half without a first, a first half before another character, and half a unit.
        assert_eq!(decoded(b"\x00\xDCa\0", Encoding::Utf16le), b"\xFFa");
        assert_eq!(decoded(b"\x00\xD8a\0b", Encoding::Utf16le), b"\xFFa\xFF");
    }
}
