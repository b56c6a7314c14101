//! The input: what messages call it, what kind of text it is, and its bytes as UTF-8.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;

use super::encoding::{self, Decoded};
use crate::args::{Encoding, Table};
use crate::exit::Failure;
use crate::output;

/// So many bytes at the beginning show what a file is.
const HEAD: u64 = 16;

pub(super) struct Source {
    pub(super) name: String,
    /// In bytes, if it has an end that is known.
    pub(super) size: Option<u64>,
    pub(super) format: Table,
    /// Its encoding, if it is not UTF-8.
    pub(super) encoding: Option<Encoding>,
    pub(super) bytes: Box<dyn BufRead + Send>,
}

/// What is no text, by its first bytes, and what to do with it.
const NO_TEXTS: &[(&[u8], &str, &str)] = &[
    (
        b"PK\x03\x04",
        "is a workbook (.xlsx or .ods), not a table of text",
        "open it, choose Save As or Download, then CSV (in Excel: CSV UTF-8), and give that file",
    ),
    (
        b"\xD0\xCF\x11\xE0",
        "is an old Excel workbook (.xls), not a table of text",
        "open it in Excel, choose Save As, then CSV UTF-8, and give that file",
    ),
    (b"\x1F\x8B", "is compressed", "write `gunzip -c FILE | advisor batch -`"),
    (b"%PDF", "is a PDF", "export the table as CSV from the program that made it"),
    (b"<!DOCTYPE", "is a web page", "some programs save pages under .xls: open it in a spreadsheet and save it as CSV"),
    (b"<html", "is a web page", "some programs save pages under .xls: open it in a spreadsheet and save it as CSV"),
    (b"<?xml", "is XML", "open it in a spreadsheet and save it as CSV"),
];

pub(super) fn open(path: &Path, from: Option<Table>, encoding: Option<Encoding>) -> Result<Source, Failure> {
    let (name, size, mut bytes): (String, Option<u64>, Box<dyn BufRead + Send>) = match path == Path::new("-") {
        true => ("standard input".to_owned(), None, Box::new(BufReader::new(io::stdin()))),
        false => {
            let file = File::open(path).map_err(|error| Failure::io("read", path, &error))?;
            let size = file.metadata().ok().filter(std::fs::Metadata::is_file).map(|about| about.len());
            (format!("`{}`", path.display()), size, Box::new(BufReader::with_capacity(1 << 16, file)))
        }
    };
    let mut head = Vec::new();
    let read = (&mut bytes).take(HEAD).read_to_end(&mut head);
    read.map_err(|error| Failure::new(format!("cannot read {name}: {error}"), None))?;
    for (start, what, help) in NO_TEXTS {
        if head.starts_with(start) {
            return Err(Failure::new(format!("{name} {what}"), Some(help)));
        }
    }
    let encoding = encoding.or_else(|| encoding::shown_by(&head)).filter(|encoding| *encoding != Encoding::Utf8);
    let first = head
        .iter()
        .copied()
        .find(|byte| !byte.is_ascii_whitespace() && !matches!(byte, 0 | 0xEF | 0xBB | 0xBF | 0xFE | 0xFF));
    let bytes: Box<dyn BufRead + Send> = match head.as_slice() {
        // There is no need to go by way of a chain.
        [] => bytes,
        _ => Box::new(Cursor::new(head).chain(bytes)),
    };
    let bytes: Box<dyn BufRead + Send> = match encoding {
        None => bytes,
        Some(encoding) => Box::new(BufReader::with_capacity(1 << 16, Decoded::new(bytes, encoding))),
    };
    let shown = || if matches!(first, Some(b'{' | b'[')) { Table::Jsonl } else { Table::Csv };
    let format = from.or_else(|| by_ending(path)).unwrap_or_else(shown);
    // Two bytes of UTF-16 are mostly one of UTF-8.
    let is_double = matches!(encoding, Some(Encoding::Utf16le | Encoding::Utf16be));
    let size = size.map(|size| if is_double { size / 2 } else { size });
    Ok(Source { name, size, format, encoding, bytes })
}

fn by_ending(path: &Path) -> Option<Table> {
    match output::ending(path).as_deref() {
        Some("jsonl" | "ndjson" | "json") => Some(Table::Jsonl),
        Some("csv" | "tsv" | "tab") => Some(Table::Csv),
        _ => None,
    }
}
