//! The few styles that a page has. Everything must read well without them.

use anstyle::{AnsiColor, Style};

/// What must be seen first.
pub const STRONG: Style = Style::new().bold();
/// What may be passed over.
pub const DIM: Style = Style::new().dimmed();
/// What belongs to the outcome.
pub const GOOD: Style = AnsiColor::Green.on_default();
/// What speaks against something, or is wrong.
pub const BAD: Style = AnsiColor::Red.on_default();
/// Headings and keys.
pub const ACCENT: Style = AnsiColor::Cyan.on_default();

/// A text in a style.
pub fn painted(style: Style, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{style}{text}{style:#}") }
}
