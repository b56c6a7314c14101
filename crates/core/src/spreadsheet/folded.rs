//! One spelling for the many that people and programs have of the same words.

/// The text in small letters, without spaces and underlines, with the plain kind of each dash and quote, and without what
/// people put behind a heading. Between two digits a space stays, since `1 5` is not 15.
pub(super) fn folded(text: &str) -> String {
    let text = text.trim().trim_end_matches(['.', ':', '?', '*', '!']).trim_end();
    let mut out = String::with_capacity(text.len());
    let mut is_apart = false;
    for c in text.chars() {
        let c = match c {
            '_' => ' ',
            // A no-break hyphen, a figure dash, dashes, a minus.
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{2032}' => '\'',
            '\u{201c}' | '\u{201d}' | '\u{201e}' => '"',
            // Marks without a width, as pages put them into copied text.
            '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => continue,
            c => c,
        };
        if c.is_whitespace() {
            is_apart = true;
            continue;
        }
        if is_apart && c.is_ascii_digit() && out.ends_with(|last: char| last.is_ascii_digit()) {
            out.push(' ');
        }
        is_apart = false;
        out.extend(c.to_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn case_spaces_and_kinds_of_marks_do_not_count() {
        for same in ["Sales lead?", "sales_lead", " SALES\u{a0} LEAD: ", "Sales\u{200b} Lead*"] {
            assert_eq!(folded(same), "saleslead", "{same}");
        }
        assert_eq!(folded("CEO’s 1–5 people"), "ceo's1-5people");
        // What is not the same stays apart.
        assert_ne!(folded("1 5"), folded("15"));
        assert_ne!(folded("1-5"), folded("15"));
        assert_eq!(folded("-"), "-");
        assert_eq!(folded("—"), "-");
        assert_eq!(folded("?"), "");
    }
}
