//! The pages about kinds of findings, laid out for a terminal, and the list of all of them.
//!
//! The pages are Markdown of a small kind: a title, headings of the second rank, paragraphs, lists and fenced blocks. More is
//! not understood here, and a test keeps the pages to it.

use anstyle::Style;
use leadership_advisor::{Code, Severity};
use textwrap::core::display_width;

use crate::clean::clean;
use crate::page::Page;
use crate::style::{ACCENT, DIM};

/// Names stand beside their sentences where the page is at least this wide, else above them.
const WIDE: usize = 70;

/// A page by its headings.
pub(crate) struct Sections<'p> {
    page: &'p str,
}

impl<'p> Sections<'p> {
    pub(crate) fn of(page: &'p str) -> Self {
        Sections { page }
    }

    /// What stands under a heading, as one line. Empty if there is no such heading.
    pub(crate) fn text_of(&self, heading: &str) -> String {
        let section = self.page.split("\n## ").find_map(|section| section.strip_prefix(heading)?.strip_prefix('\n'));
        section.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// What a finding means, why it matters, what to do about it, and an example before and after.
pub fn explanation(code: Code, width: usize) -> String {
    let mut page = Page::new(width);
    page.line(&format!("{ACCENT}{}{ACCENT:#} ({})", code.name(), code.severity()));
    page.line("");
    let mut paragraph = String::new();
    let mut in_block = false;
    for line in code.page().lines().filter(|line| !line.starts_with("# ")) {
        if line.starts_with("```") {
            flush(&mut page, &mut paragraph);
            if !in_block {
                page.gap();
            }
            in_block = !in_block;
        } else if in_block {
            page.line(&format!("    {DIM}{}{DIM:#}", clean(line)));
        } else if let Some(heading) = line.strip_prefix("## ") {
            flush(&mut page, &mut paragraph);
            page.heading(heading);
        } else if line.trim().is_empty() {
            flush(&mut page, &mut paragraph);
        } else if let Some(entry) = line.strip_prefix("- ") {
            flush(&mut page, &mut paragraph);
            page.item(0, "- ", Style::new(), Style::new(), entry);
        } else {
            paragraph.push_str(line);
            paragraph.push(' ');
        }
    }
    flush(&mut page, &mut paragraph);
    page.finish()
}

fn flush(page: &mut Page, paragraph: &mut String) {
    page.paragraph(0, &std::mem::take(paragraph));
}

/// Every kind of finding with a sentence.
pub fn list_of_codes(width: usize) -> String {
    let mut page = Page::new(width);
    let names = Code::ALL.iter().map(|code| display_width(code.name())).max().unwrap_or(0);
    for (severity, title) in [
        (Severity::Error, "Errors: there is no rulebook until they are mended"),
        (Severity::Warning, "Warnings: the rulebook is doubtful"),
        (Severity::Note, "Notes: worth knowing, and often as it should be"),
    ] {
        page.heading(title);
        for code in Code::ALL.iter().filter(|code| code.severity() == severity) {
            if page.width() >= WIDE {
                let marker = format!("{:names$}  ", code.name());
                page.item(2, &marker, ACCENT, Style::new(), code.meaning());
            } else {
                page.styled(2, ACCENT, code.name());
                page.paragraph(4, code.meaning());
            }
        }
    }
    page.gap();
    page.paragraph(0, "`advisor rules explain CODE` shows a page about one of them, with an example.");
    page.finish()
}
