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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use leadership_advisor::document::{Content, Document};
    use leadership_advisor::{Code, Rulebook};

    use super::{LANGUAGES, base, brand_file};
    use crate::brand::{Brand, Section};
    use crate::wording::all;

    fn parsed(text: &str) -> Result<Brand, String> {
        let logo = |name: &str| match name {
            "logo.svg" => Ok(b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec()),
            other => Err(format!("cannot read `{other}`")),
        };
        Brand::parse("b.yaml", text, &Rulebook::builtin(), logo).map_err(|problems| problems.to_string())
    }

    /// The findings, a line each.
    fn wrong(text: &str) -> Vec<String> {
        parsed(text).err().unwrap_or_default().lines().map(str::to_owned).collect()
    }

    #[test]
    fn languages_that_come_along_are_complete_and_sound() {
        for (language, file) in LANGUAGES {
            let rulebook = Rulebook::builtin();
            let indented: String = file.lines().map(|line| format!("  {line}\n")).collect();
            // In a language without sentences of its own, so that each of them must be there.
            let brand = format!("language: {language}-x-own\nsentences:\n{indented}");
            assert_eq!(parsed(&brand).err(), None, "{language}");
            let document = Document::read("", file);
            let given: BTreeSet<String> = match document.root().map(|root| root.content.clone()) {
                Some(Content::Mapping(entries)) => entries.into_iter().map(|(key, _)| key.text).collect(),
                _ => BTreeSet::new(),
            };
            let wanted: BTreeSet<String> = all().map(|sentence| sentence.id.to_owned()).collect();
            assert_eq!(given, wanted, "{language}");
            assert_eq!(base(language).map(|texts| texts.len()), Some(wanted.len()), "{language}");
            assert!(parsed(&brand_file(language, &rulebook)).is_ok(), "{language}");
        }
    }

    #[test]
    fn the_file_to_begin_with_changes_nothing() {
        let file = brand_file("en", &Rulebook::builtin());
        let own = parsed(&file).map(|brand| brand.wording.own().len());
        assert_eq!(own, Ok(all().count()));
        // Every sentence says what it says without the file.
        let brand = parsed(&file).unwrap_or_default();
        let evaluation = Rulebook::builtin().answers().evaluate();
        let analysed = evaluation.analysed(leadership_advisor::Budget::default());
        assert_eq!(brand.text(&analysed, 80), Brand::default().text(&analysed, 80));
        // With remarks taken off, what it proposes is taken as well.
        let proposed: String = file
            .lines()
            .map(|line| {
                let keys = ["# name:", "# logo:", "# colors:", "# closing:", "#   We", "# leave_out:"];
                let taken = keys.iter().any(|key| line.starts_with(key));
                format!(
                    "{}\n",
                    if taken {
                        line.replacen("# ", "", 1).replacen('#', "", usize::from(line.starts_with("#   ")))
                    } else {
                        line.to_owned()
                    }
                )
            })
            .collect();
        let brand = parsed(&proposed);
        assert_eq!(brand.as_ref().map(|brand| brand.name().to_owned()), Ok("Nordlicht Advisory".to_owned()));
        assert_eq!(brand.map(|brand| brand.shows(Section::Reproduce)), Ok(false));
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let found = wrong(
            "nmae: x\nname: [a]\nlogo: gone.png\ncolors: {on_light: '#ffcc00', on_drak: '#fff', on_dark: red}\nclosing:\n\
             leave_out: [sorces, structure]\nlanguage: Deutsch!\nsentences:\n  prepared_on: \"As of {dat}\"\n  no_such: x\n  \
             verdict_close: \"{points} ahead of {next}\"\n  verdict_clear: {one: \"x {next}\", othr: \"y\"}\n  \
             settled: \"It is {settled}\"\n  quoted: \"{text\"\n  yes: [y]\n  no: {one: n}\n  list_and: \"{list} &\"\n",
        );
        for expected in [
            "b.yaml:1:1: error[unknown-key]: a brand has no key `nmae` (did you mean `name`?)",
            "b.yaml:2:7: error[wrong-type]: `name` must be text, and this is a list (write it on one line, or leave the line out)",
            "b.yaml:3:7: error[unknown-name]: cannot read `gone.png` (a relative path begins at the folder of the brand's file)",
            "b.yaml:4:20: error[out-of-range]: #ffcc00 is hard to read on the light page: its contrast is 1.39:1, and it needs \
             4.50:1 (the nearest shade with enough contrast is \"#896d00\" (4.56:1))",
            "b.yaml:4:31: error[unknown-key]: `colors` has no key `on_drak` (did you mean `on_dark`?)",
            "b.yaml:4:57: error[wrong-type]: `on_dark` is no color (write six digits of base 16 in quotation marks: \"#7a1f3d\")",
            "b.yaml:5:1: error[wrong-type]: `closing` must be text, and this is nothing (write `closing: |` and the text indented \
             below it, or leave it out)",
            "b.yaml:6:13: error[unknown-name]: a report has no section `sorces` (did you mean `sources`?)",
            "b.yaml:7:11: error[wrong-type]: `language` is no tag of a language (write two or three letters, and the country \
             where it matters: `de`, `fr`, `pt-BR`)",
            "b.yaml:9:16: error[missing-key]: `prepared_on` does not say `{date}` (in English it is “Prepared on {date}”)",
            "b.yaml:9:16: error[unknown-name]: `prepared_on` has no place `{dat}` (did you mean `date`?)",
            "b.yaml:10:3: error[unknown-name]: a report has no sentence `no_such` (`advisor brand new` prints all of them)",
            "b.yaml:11:18: error[missing-key]: `verdict_close` counts `{points}`, and has one form for every number (write \
             `verdict_close: {one: …, other: …}`)",
            "b.yaml:12:3: error[missing-key]: `verdict_clear` lacks the form `other` (this language has the forms one, other)",
            "b.yaml:12:36: error[unknown-key]: `verdict_clear` has no form `othr` in this language (did you mean `other`?)",
            "b.yaml:13:12: error[unknown-name]: `settled` has no place `{settled}` (this sentence is the same everywhere; write it \
             without braces)",
            "b.yaml:14:11: error[wrong-type]: a brace in `quoted` stands alone (braces stand around the name of a place, as in \
             `{date}`, and nowhere else)",
            "b.yaml:15:8: error[wrong-type]: `yes` must be text, and this is a list (write `yes: \"…\"`, or leave the line out)",
            "b.yaml:16:7: error[wrong-type]: `no` counts nothing, and takes one text (write `no: \"…\"`)",
            "b.yaml:17:13: error[missing-key]: `list_and` does not say `{last}` (in English it is “{list} and {last}”)",
        ] {
            assert!(found.iter().any(|line| line == expected), "not found: {expected}\nin:\n{}", found.join("\n"));
        }
        assert_eq!(found.len(), 20, "{}", found.join("\n"));
    }

    #[test]
    fn another_language_brings_all_sentences() {
        let found = wrong("language: fr\nsentences: {yes: oui, no: non}\n");
        let expected = format!(
            "b.yaml:1:1: error[missing-key]: the sentences of `fr` do not come with the program, and the file lacks `quoted`, `list_comma`, `list_and` and {} more",
            all().count() - 5
        );
        assert!(found.len() == 1 && found.iter().all(|line| line.starts_with(&expected)), "{found:?}");
        // Polish has three forms, and the file to begin with has a line for each.
        let polish = brand_file("pl", &Rulebook::builtin());
        assert!(polish.contains("    few: \"A close call"), "{polish}");
        assert_eq!(parsed(&polish).err(), None);
    }

    #[test]
    fn no_text_smuggles_anything_onto_a_terminal() {
        for text in [
            "name: \"a\\e[31m\"",
            "name: \"a\\u202eb\"",
            "closing: \"a\\0b\"",
            "sentences: {yes: \"a\\nb\"}",
            "name: ''",
        ] {
            let found = wrong(text);
            assert!(
                found.iter().any(|line| line.contains("odd-character") || line.contains("is empty")),
                "{text}: {found:?}"
            );
        }
        assert!(wrong(&format!("name: {}", "x".repeat(81))).iter().any(|line| line.contains("too-large")));
        assert!(wrong("- a").iter().any(|line| line.contains("a brand is a mapping, and this is a list")));
        assert!(wrong("name: {").iter().any(|line| line.contains("error[syntax]")));
        assert_eq!(
            wrong(""),
            ["b.yaml:1:1: error[missing-key]: this file is empty (`advisor brand new` prints a file to begin with)"]
        );
        assert_eq!(parsed("{\"name\": \"JSON\"}").map(|brand| brand.name().to_owned()), Ok("JSON".to_owned()));
    }

    #[test]
    fn what_is_said_in_error_has_a_code_of_the_program() {
        let problems = Brand::parse("b", "logo: x", &Rulebook::builtin(), |_| Ok(vec![0; 300 << 10])).err();
        let codes: Vec<Code> = problems.iter().flatten().map(|finding| finding.code).collect();
        assert_eq!(codes, [Code::TooLarge]);
    }
}
