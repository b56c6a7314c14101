//! How far a batch has come: one line on the terminal's standard error, drawn anew as it grows and gone at the end.

use crate::output;

/// It is drawn anew after so many bytes of input.
const STEP: u64 = 1 << 20;
const WIDTH: u64 = 30;

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
        output::message(&format!("\r{}", line(self.size, self.read, rows)));
    }

    pub(super) fn finish(&self) {
        if self.drawn > 0 {
            output::message("\r\u{1b}[K");
        }
    }
}

fn line(size: Option<u64>, read: u64, rows: u64) -> String {
    let Some(size) = size else { return format!("{rows} rows") };
    let part = |of: u64| of.saturating_mul(read.min(size)) / size;
    let done = usize::try_from(part(WIDTH)).unwrap_or(0);
    format!("[{:<30}] {:>3} %  {rows} rows", "#".repeat(done), part(100))
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn the_bar_grows_to_its_full_width() {
        assert_eq!(line(Some(200), 0, 0), "[                              ]   0 %  0 rows");
        assert_eq!(line(Some(200), 101, 7), "[###############               ]  50 %  7 rows");
        assert_eq!(line(Some(200), 200, 9), "[##############################] 100 %  9 rows");
        // A file that has grown meanwhile.
        assert_eq!(line(Some(200), 300, 9), line(Some(200), 200, 9));
        assert_eq!(line(None, 300, 9), "9 rows");
    }
}
