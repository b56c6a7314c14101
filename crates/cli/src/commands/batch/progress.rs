//! How far a batch has come: one line on the terminal's standard error, drawn anew as it grows and gone at the end.

use std::io;

use terminal_size::{Width, terminal_size_of};

use crate::output;

/// It is drawn anew after so many bytes of input.
const STEP: u64 = 1 << 20;
/// The widest bar, and the narrowest that still says something.
const WIDEST: usize = 30;
const NARROWEST: usize = 5;
/// The width of a terminal that does not say.
const DEFAULT_WIDTH: usize = 80;

pub(super) struct Progress {
    size: Option<u64>,
    is_shown: bool,
    read: u64,
    drawn: u64,
}

impl Progress {
    /// `size` is that of the input in bytes, where it has one.
    pub(super) fn new(size: Option<u64>, is_shown: bool) -> Self {
        Progress { size: size.filter(|size| *size > 0), is_shown, read: 0, drawn: 0 }
    }

    /// So many more bytes have been read; there are so many rows by now.
    pub(super) fn advance(&mut self, bytes: u64, rows: u64) {
        self.read += bytes;
        if !self.is_shown || self.read - self.drawn < STEP {
            return;
        }
        self.drawn = self.read;
        // Asked every time: windows change.
        let width = terminal_size_of(io::stderr()).map_or(DEFAULT_WIDTH, |(Width(width), _)| usize::from(width));
        output::message(&format!("\r{}\u{1b}[K", line(self.size, self.read, rows, width)));
    }

    pub(super) fn finish(&self) {
        if self.drawn > 0 {
            output::message("\r\u{1b}[K");
        }
    }
}

/// What fits into a line of the terminal, with its last column left free so that nothing wraps.
fn line(size: Option<u64>, read: u64, rows: u64, width: usize) -> String {
    let room = width.saturating_sub(1);
    let rows = format!("{rows} rows");
    let line = match size {
        None => rows,
        Some(size) => {
            let part = |of: u64| of.saturating_mul(read.min(size)) / size;
            let text = format!("{:>3} %  {rows}", part(100));
            let bar = room.saturating_sub(text.len() + "[] ".len()).min(WIDEST);
            let done = usize::try_from(part(bar as u64)).unwrap_or(0);
            if bar < NARROWEST { text } else { format!("[{:<bar$}] {text}", "#".repeat(done)) }
        }
    };
    line.chars().take(room).collect()
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn the_bar_grows_to_its_full_width() {
        assert_eq!(line(Some(200), 0, 0, 80), "[                              ]   0 %  0 rows");
        assert_eq!(line(Some(200), 101, 7, 80), "[###############               ]  50 %  7 rows");
        assert_eq!(line(Some(200), 200, 9, 80), "[##############################] 100 %  9 rows");
        // A file that has grown meanwhile.
        assert_eq!(line(Some(200), 300, 9, 80), line(Some(200), 200, 9, 80));
        assert_eq!(line(None, 300, 9, 80), "9 rows");
    }

    #[test]
    fn it_never_wraps() {
        assert_eq!(line(Some(200), 100, 1_000_000, 40), "[########         ]  50 %  1000000 rows");
        assert_eq!(line(Some(200), 100, 1_000_000, 25), " 50 %  1000000 rows");
        for width in 0..100 {
            assert!(line(Some(200), 100, 1_000_000, width).len() < width.max(1));
        }
    }
}
