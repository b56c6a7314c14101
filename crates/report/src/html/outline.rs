//! A document of headings, entries and notes as a page: a rulebook, or how two differ.

use maud::{Markup, html};

use super::{document, shown};
use crate::brand::Brand;
use crate::outline::{Outline, Part};

/// The document as an HTML page.
pub(crate) fn outline_html(outline: &Outline) -> String {
    let parts = outline.parts();
    let title = parts.iter().find_map(|part| if let Part::Title(text) = part { Some(text.as_str()) } else { None });
    let is_heading = |part: &Part| matches!(part, Part::Heading(_));
    let begins: Vec<usize> = (0..parts.len()).filter(|at| parts.get(*at).is_some_and(is_heading)).collect();
    let ends = begins.iter().skip(1).copied().chain([parts.len()]);
    let before = parts.get(..begins.first().copied().unwrap_or(parts.len())).unwrap_or_default();
    let body = html! {
        header {
            @if let Some(title) = title { h1 { (with_ids(title)) } }
        }
        main {
            (blocks(before))
            @for (from, to) in begins.iter().zip(ends) {
                section { (blocks(parts.get(*from..to).unwrap_or_default())) }
            }
        }
    };
    document(&title.unwrap_or_default().replace('`', ""), &Brand::default(), &body)
}

/// What stands under one heading. Notes and points that follow one another are one list.
fn blocks(parts: &[Part]) -> Markup {
    let is_listed = |part: &Part| matches!(part, Part::Note(..) | Part::Point(_));
    let runs = parts.chunk_by(|one, other| is_listed(one) && is_listed(other));
    html! {
        @for run in runs {
            @match run {
                [Part::Title(_)] => {},
                [Part::Heading(text)] => h2 { (with_ids(text)) },
                [Part::Subheading(text)] => h3 { (with_ids(text)) },
                [Part::Paragraph(text)] => p { (with_ids(text)) },
                [Part::Entry(text)] => p { strong { (with_ids(text)) } },
                list => ul { @for part in list { li { (listed(part)) } } },
            }
        }
    }
}

fn listed(part: &Part) -> Markup {
    match part {
        Part::Note(label, text) => html! { @if !label.is_empty() { (label) " " } (with_ids(text)) },
        Part::Point(text) => with_ids(text),
        // Only notes and points are listed.
        _ => html! {},
    }
}

/// A text whose ids, in backticks, are set off.
fn with_ids(text: &str) -> Markup {
    let pieces: Vec<&str> = text.split('`').collect();
    // A backtick alone sets nothing off.
    let pairs = (pieces.len() - 1) / 2 * 2;
    html! {
        @for (nth, piece) in pieces.iter().enumerate() {
            @if nth > pairs { "`" (shown(piece)) }
            @else if nth % 2 == 1 { code { (shown(piece)) } }
            @else { (shown(piece)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Outline, outline_html, with_ids};

    #[test]
    fn a_document_becomes_a_page() {
        let mut outline = Outline::default();
        outline.title("What `a` <changes>");
        outline.point("first");
        outline.point("second `id`");
        outline.heading("Then");
        outline.entry("An entry `b`");
        outline.note("why", "because");
        outline.paragraph("The end.");
        let page = outline_html(&outline);
        let body = page.split_once("<body>").map(|(_, body)| body).unwrap_or_default();
        assert_eq!(
            body,
            "<header><h1>What <code>a</code> &lt;changes&gt;</h1></header><main><ul><li>first</li><li>second <code>id</code>\
             </li></ul><section><h2>Then</h2><p><strong>An entry <code>b</code></strong></p><ul><li>why because</li></ul>\
             <p>The end.</p></section></main></body></html>\n"
        );
        assert!(page.contains("<title>What a &lt;changes&gt;</title>"), "{page}");
    }

    #[test]
    fn backticks_come_in_pairs() {
        for (text, html) in
            [("a `b` c", "a <code>b</code> c"), ("a ` c", "a ` c"), ("`a` `", "<code>a</code> `"), ("", "")]
        {
            assert_eq!(with_ids(text).into_string(), html);
        }
    }
}
