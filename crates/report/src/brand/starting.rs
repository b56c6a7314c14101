//! A file to begin with: every key, every section that may be left out, every sentence.

use std::fmt::Write;

use leadership_advisor::Rulebook;

use super::Section;
use super::reading::{LANGUAGES, base};
use crate::wording::{Category, GROUPS, Plurals, Sentence, Text};

/// A brand's file to begin with, in YAML: what may be set, and every sentence in this language with what stands in its places.
/// In a language that does not come with the program the sentences are in English, to be translated.
///
/// ```
/// use leadership_advisor::Rulebook;
/// use leadership_advisor_report::{Brand, brand_file};
///
/// let rulebook = Rulebook::builtin();
/// let file = brand_file("en", &rulebook);
/// assert!(Brand::parse("brand.yaml", file, &rulebook, |_| Err("no logo".to_owned())).is_ok());
/// ```
pub fn brand_file(language: &str, rulebook: &Rulebook) -> String {
    let mut out = String::from(
        "# In whose name a report is told: for `advisor recommend` and `advisor compare` with `--brand FILE`.\n\
         # Every line may be left out. A line that begins with `#` is a remark.\n\n\
         # name: Nordlicht Advisory\n\n\
         # PNG, JPEG or SVG, up to 256 KiB; a relative path begins at the folder of this file.\n\
         # logo: logo.svg\n\n\
         # The color of headings, links and boxes, on the light page and on the dark one. One of the two is enough.\n\
         # colors: {on_light: \"#7a1f3d\", on_dark: \"#f2a7bb\"}\n\n\
         # Below the report. Empty lines part paragraphs.\n\
         # closing: |\n#   We would be glad to go through this with you.\n\n\
         # leave_out: [reproduce]\n",
    );
    for section in Section::ALL {
        let _ = writeln!(out, "#   {}: {}", section.id(), section.what());
    }
    for decision in rulebook.decisions() {
        let _ = writeln!(out, "#   {}: {}", decision.id, remark(&decision.title));
    }
    for assessment in rulebook.assessments() {
        let _ = writeln!(out, "#   {}: {}", assessment.id, remark(&assessment.title));
    }
    let complete: Vec<&str> = LANGUAGES.iter().map(|(language, _)| *language).collect();
    let _ = write!(
        out,
        "\n# The language of the sentences below, as the page says it to browsers. The sentences of en and {} come with the\n\
         # program; those of another language are all needed. What the rulebook says stays in the rulebook's language.\n\
         language: {language}\n\n\
         # What stands in braces is put in: every sentence has its places, in any order. A sentence that counts has a form for\n\
         # each kind of number. Keep the lines that you change, and delete the others.\nsentences:\n",
        complete.join(" and ")
    );
    let own = base(language).unwrap_or_default();
    let plurals = Plurals::of(language);
    for (group, sentences) in GROUPS {
        let _ = writeln!(out, "\n  # {group}");
        for sentence in *sentences {
            let note = sentence.note.trim();
            if !note.is_empty() {
                let _ = writeln!(out, "  # {note}");
            }
            write_sentence(&mut out, sentence, own.get(sentence.id), plurals);
        }
    }
    out
}

fn write_sentence(out: &mut String, sentence: &Sentence, own: Option<&Text>, plurals: Plurals) {
    // Writing to a string cannot fail.
    let _ = match (own, sentence.count) {
        (Some(Text::Plain(text)), _) => writeln!(out, "  {}: {}", sentence.id, quoted(text)),
        (None, None) => writeln!(out, "  {}: {}", sentence.id, quoted(sentence.text(Category::Other))),
        (own, _) => {
            let _ = writeln!(out, "  {}:", sentence.id);
            plurals.forms().iter().try_for_each(|form| {
                let text = match own {
                    Some(Text::Counted(forms)) => {
                        forms.iter().find(|(own, _)| own == form).map(|(_, text)| text.as_str())
                    }
                    _ => None,
                };
                writeln!(out, "    {}: {}", form.name(), quoted(text.unwrap_or_else(|| sentence.text(*form))))
            })
        }
    };
}

/// In double quotes, as every reader of YAML takes it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A title on one line.
fn remark(title: &str) -> String {
    crate::clean::clean(title).split_whitespace().collect::<Vec<_>>().join(" ")
}
