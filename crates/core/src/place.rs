//! Where something stands in the author's text.
//!
//! A [`Span`] is two byte offsets and costs nothing to carry along; a [`Place`] is what a person reads (file, line,
//! column) and is worked out from the span when it is shown. Lines end where editors end them: LF, CRLF or CR.

use std::sync::Arc;

/// One file of input: a name to show, and its text without a byte-order mark.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct File {
    /// The name shown in messages, as the caller gave it.
    pub name: String,
    /// The text. Bytes that are no UTF-8 have been replaced, and reported.
    pub text: String,
    /// The byte at which each line starts.
    lines: Vec<usize>,
}

impl File {
    pub(crate) fn new(name: &str, text: String) -> Self {
        let bytes = text.as_bytes();
        let ends_line = |at: usize, byte: &u8| match byte {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        let breaks = bytes.iter().enumerate().filter(|(at, byte)| ends_line(*at, byte)).map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(breaks).collect();
        File { name: name.to_owned(), lines, text }
    }

    /// The number of the line that holds a byte, counted from 1, and the byte at which that line starts.
    pub fn line_of(&self, byte: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|start| *start <= byte).max(1);
        (line, self.lines.get(line - 1).copied().unwrap_or(0))
    }
}

/// The files of one input, for turning a [`Span`] into a [`Place`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    files: Arc<Vec<File>>,
}

/// A stretch of bytes in one of the [`Files`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Which file, counted from 0.
    pub file: u32,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A span as people read it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file's name.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
}

impl Files {
    pub(crate) fn new(files: Vec<File>) -> Self {
        Files { files: Arc::new(files) }
    }

    /// All files, in the order in which they were read.
    pub fn iter(&self) -> impl Iterator<Item = &File> {
        self.files.iter()
    }

    /// The file that a span lies in.
    pub fn file(&self, span: Span) -> Option<&File> {
        self.files.get(span.file as usize)
    }

    /// Line and column of a span's start.
    pub fn place(&self, span: Span) -> Place {
        let Some(file) = self.file(span) else {
            return Place { file: String::new(), line: 1, column: 1 };
        };
        let (line, line_start) = file.line_of(span.start as usize);
        let before = file.text.get(line_start..span.start as usize).unwrap_or_default();
        Place { file: file.name.clone(), line, column: before.chars().count() + 1 }
    }
}

impl Span {
    /// The very start of a file: the place of what is missing from it altogether.
    pub(crate) fn start_of(file: u32) -> Self {
        Span { file, start: 0, end: 0 }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::{File, Files, Span};

    #[test]
    fn lines_end_as_editors_end_them() {
        let text = "a\nb\r\nç√d\re".to_owned();
        let files = Files::new(vec![File::new("f", text.clone())]);
        let place = |what: &str| {
            let start = u32::try_from(text.find(what).unwrap_or_default()).unwrap_or_default();
            files.place(Span { file: 0, start, end: start }).to_string()
        };
        assert_eq!(["a", "b", "d", "e"].map(place), ["f:1:1", "f:2:1", "f:3:3", "f:4:1"]);
    }
}
