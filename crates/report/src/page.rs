//! A page of text for a terminal: paragraphs, lists, bars and columns at a given width.
//!
//! Everything put on a page is cleaned first and wrapped second; styles come last, so that neither hostile text nor a
//! style can upset the layout. Widths are those of the terminal's cells, so that wide characters count twice.

use anstyle::Style;
use textwrap::core::display_width;
use textwrap::{Options, WordSplitter};

use crate::clean::clean;
use crate::style::{ACCENT, STRONG, painted};

/// Text is not wrapped beyond this width: longer lines are hard to read.
const WIDEST: usize = 100;
/// Between columns, and the least width of one.
const GUTTER: usize = 3;
const NARROWEST_COLUMN: usize = 30;
/// Text is laid out as if at least this wide.
const NARROWEST: usize = 24;

/// A page under construction.
#[derive(Debug)]
pub struct Page {
    width: usize,
    out: String,
}

impl Page {
    /// An empty page of so many columns.
    pub fn new(width: usize) -> Self {
        Page { width: width.clamp(NARROWEST, WIDEST), out: String::new() }
    }

    /// How many columns the page has.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The text of the page.
    pub fn finish(self) -> String {
        self.out
    }

    /// An empty line, unless the page is empty or ends in one.
    pub fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// A heading, after a gap.
    pub fn heading(&mut self, text: &str) {
        self.gap();
        self.styled(0, ACCENT.bold(), text);
    }

    /// A wrapped paragraph.
    pub fn paragraph(&mut self, indent: usize, text: &str) {
        self.styled(indent, Style::new(), text);
    }

    /// A wrapped paragraph in a style.
    pub fn styled(&mut self, indent: usize, style: Style, text: &str) {
        self.item(indent, "", Style::new(), style, text);
    }

    /// A wrapped entry with a marker in front; its further lines stand under its text. Nothing without either.
    pub fn item(&mut self, indent: usize, marker: &str, marked: Style, style: Style, text: &str) {
        if marker.is_empty() && text.trim().is_empty() {
            return;
        }
        let hang = indent + display_width(marker);
        for (nth, line) in wrapped(text, self.width.saturating_sub(hang)).iter().enumerate() {
            let lead = if nth == 0 { painted(marked, marker) } else { " ".repeat(display_width(marker)) };
            self.line(&format!("{}{lead}{}", " ".repeat(indent), painted(style, line)));
        }
    }

    /// A wrapped entry behind a sign that is so many cells wide, styles and all.
    pub fn marked(&mut self, indent: usize, sign: &str, cells: usize, text: &str) {
        let hang = indent + cells + 2;
        for (nth, line) in wrapped(text, self.width.saturating_sub(hang)).iter().enumerate() {
            let lead = if nth == 0 { sign.to_owned() } else { " ".repeat(cells) };
            self.line(&format!("{}{lead}  {line}", " ".repeat(indent)));
        }
    }

    /// A line as it is, styles and all. Its text must be clean and short enough.
    pub fn line(&mut self, line: &str) {
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    /// Names with bars and numbers, in a common measure. A bar tells a comparison, not a share; below zero there is none.
    pub fn bars(&mut self, indent: usize, rows: &[Bar<'_>]) {
        let most = rows.iter().map(|row| row.value).max().unwrap_or(0).max(1);
        let digits = rows.iter().map(|row| row.value.to_string().len()).max().unwrap_or(1);
        let names = rows.iter().map(|row| display_width(&clean(row.name))).max().unwrap_or(0);
        let room = self.width.saturating_sub(indent);
        // Wide: name, bar, number on one line. Narrow: the name above its bar.
        let beside = names + digits + 3 + 10 <= room;
        let bar_room = if beside { room - names - digits - 3 } else { room.saturating_sub(digits + 1) }.min(40);
        for row in rows {
            let name = clean(row.name);
            let pad = " ".repeat(indent);
            // In 128 bits, since points may be as large as 64 hold. At least a sliver for whatever has points at all.
            let filled = match u128::try_from(row.value) {
                Ok(value) if value > 0 => {
                    let share = value * bar_room as u128 / u128::from(most.unsigned_abs());
                    usize::try_from(share).unwrap_or(bar_room).max(1)
                }
                _ => 0,
            };
            let bar = match row.instead {
                "" => "█".repeat(filled),
                instead if display_width(instead) <= bar_room => instead.to_owned(),
                _ => "·".repeat(bar_room.min(3)),
            };
            let rest = " ".repeat(bar_room.saturating_sub(display_width(&bar)));
            let bar = format!("{}{rest}", painted(row.style, &bar));
            let value = format!("{:>digits$}", row.value);
            if beside {
                let gap = " ".repeat(names - display_width(&name));
                self.line(&format!("{pad}{}{gap}  {bar} {value}", painted(row.style, &name)));
            } else {
                self.styled(indent, row.style, &name);
                self.line(&format!("{pad}{bar} {value}"));
            }
        }
    }

    /// Titled lists: as many beside each other as there is room for, the others below them.
    pub fn columns(&mut self, indent: usize, lists: &[(&str, &[String])]) {
        let room = self.width.saturating_sub(indent);
        let beside = ((room + GUTTER) / (NARROWEST_COLUMN + GUTTER)).clamp(1, lists.len().max(1));
        // Four lists stand better as two and two than as three and one.
        let rows = lists.len().div_ceil(beside).max(1);
        for (nth, row) in lists.chunks(lists.len().div_ceil(rows).max(1)).enumerate() {
            if nth > 0 {
                self.line("");
            }
            match row {
                [(title, entries)] => self.titled_list(indent, title, entries),
                row => self.row_of_lists(indent, (room + GUTTER) / row.len() - GUTTER, row),
            }
        }
    }

    fn titled_list(&mut self, indent: usize, title: &str, entries: &[String]) {
        self.styled(indent, STRONG, title);
        for entry in entries {
            self.item(indent, "- ", Style::new(), Style::new(), entry);
        }
    }

    fn row_of_lists(&mut self, indent: usize, width: usize, columns: &[(&str, &[String])]) {
        let cells: Vec<Vec<(Style, String)>> =
            columns.iter().map(|(title, entries)| cell(title, entries, width)).collect();
        let rows = cells.iter().map(Vec::len).max().unwrap_or(0);
        for row in 0..rows {
            let mut line = " ".repeat(indent);
            for cell in &cells {
                let (style, text) = cell.get(row).cloned().unwrap_or_default();
                let pad = " ".repeat(width.saturating_sub(display_width(&text)) + GUTTER);
                line.push_str(&painted(style, &text));
                line.push_str(&pad);
            }
            self.line(&line);
        }
    }
}

/// One row of [`Page::bars`].
#[derive(Debug)]
pub struct Bar<'t> {
    /// What is measured.
    pub name: &'t str,
    /// Its measure.
    pub value: i64,
    /// What stands in place of its bar, if it is out of the running. May be empty.
    pub instead: &'t str,
    /// The style of name and bar.
    pub style: Style,
}

fn cell(title: &str, entries: &[String], width: usize) -> Vec<(Style, String)> {
    let mut lines: Vec<_> = wrapped(title, width).into_iter().map(|line| (STRONG, line)).collect();
    for entry in entries {
        let body = wrapped(entry, width.saturating_sub(2));
        for (nth, line) in body.iter().enumerate() {
            lines.push((Style::new(), format!("{}{line}", if nth == 0 { "- " } else { "  " })));
        }
    }
    lines
}

/// Clean lines of at most so many cells. A word that is longer is cut.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let text = clean(text);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // Words are not split at hyphens: an address must stay whole where it can.
    let options = Options::new(width.max(8)).break_words(true).word_splitter(WordSplitter::NoHyphenation);
    textwrap::wrap(&text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::Page;
    use anstyle::Style;
    use textwrap::core::display_width;

    #[test]
    fn no_line_is_wider_than_the_page() {
        for width in [24, 40, 80, 100] {
            let mut page = Page::new(width);
            page.item(
                2,
                "- ",
                Style::new(),
                Style::new(),
                "Vertriebsverantwortlichkeitsbereich 市場開拓責任者 and more of it",
            );
            page.columns(2, &[("One of them", &["first entry of some length".into()]), ("Other", &["second".into()])]);
            for line in page.finish().lines() {
                assert!(display_width(line) <= width, "{width}: {line}");
            }
        }
    }
}
