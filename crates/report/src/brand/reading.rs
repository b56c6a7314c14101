//! A brand from its file. All that is wrong is told at once, each with its place.

use std::collections::BTreeMap;

use leadership_advisor::document::{Content, Document, Key, Value};
use leadership_advisor::{Code, Diagnostic, Diagnostics, Rulebook};

use super::color::{Color, Colors, ENOUGH, Ground};
use super::sentence::{self, of_one_line};
use super::{Brand, Logo, Section};
use crate::clean::is_harmless;
use crate::wording::{Plurals, Text, Wording, all};

/// What may stand in the file.
const KEYS: &[&str] = &["name", "logo", "colors", "closing", "leave_out", "language", "sentences"];
const LONGEST_NAME: usize = 80;
const LONGEST_CLOSING: usize = 4000;
/// So many ids are named where many are missing.
const MOST_NAMED: usize = 3;

/// The languages beside English whose sentences come with the program, and their files.
pub(super) const LANGUAGES: &[(&str, &str)] = &[("de", include_str!("../wording/de.yaml"))];

impl Brand {
    /// Reads a brand from its file: YAML or JSON with any of the keys `name`, `logo`, `colors`, `closing`, `leave_out`,
    /// `language` and `sentences`. `name` stands for the file in messages. `rulebook` is the one whose results are told: its
    /// decisions and assessments may be left out as well. `logo` gives back the bytes of the file that `logo` names, or why
    /// there are none, as a sentence without a full stop; it is called at most once.
    ///
    /// English and German (`de`) come complete, and a file changes what it wants to. A file in another language brings every
    /// sentence. [`brand_file`](crate::brand_file) is a file to begin with.
    ///
    /// # Errors
    /// All that is wrong, each with its place.
    pub fn parse(
        name: &str,
        text: impl AsRef<[u8]>,
        rulebook: &Rulebook,
        logo: impl FnOnce(&str) -> Result<Vec<u8>, String>,
    ) -> Result<Brand, Diagnostics> {
        let mut document = Document::read(name, text);
        let root = document.root().cloned();
        let mut reader = Reader { out: Vec::new(), brand: Brand::default() };
        match root.map(|root| (root.span, root.kind(), root.content)) {
            None => {}
            Some((_, _, Content::Mapping(entries))) => reader.entries(&entries, rulebook, logo),
            Some((span, _, Content::Nothing)) => {
                let help = "`advisor brand new` prints a file to begin with";
                reader.out.push(Diagnostic::new(Code::MissingKey, span, "this file is empty").help(help));
            }
            Some((span, kind, _)) => {
                let message = format!("a brand is a mapping, and this is {kind}");
                let help = "begin with `name: …`; `advisor brand new` prints a file to begin with";
                reader.out.push(Diagnostic::new(Code::WrongType, span, message).help(help));
            }
        }
        reader.out.into_iter().for_each(|finding| document.report(finding));
        document.finish()?;
        Ok(reader.brand)
    }
}

struct Reader {
    out: Vec<Diagnostic>,
    brand: Brand,
}

impl Reader {
    fn entries(
        &mut self,
        entries: &[(Key, Value)],
        rulebook: &Rulebook,
        logo: impl FnOnce(&str) -> Result<Vec<u8>, String>,
    ) {
        for (key, _) in entries.iter().filter(|(key, _)| !KEYS.contains(&key.text.as_str())) {
            let finding = Diagnostic::new(Code::UnknownKey, key.span, format!("a brand has no key `{}`", key.text));
            self.out.push(finding.near(&key.text, KEYS.iter().copied()));
        }
        let entry = |name: &str| entries.iter().find(|(key, _)| key.text == name);
        if let Some((key, value)) = entry("name") {
            self.brand.name = self.line(key, value, LONGEST_NAME).unwrap_or_default();
        }
        if let Some((key, value)) = entry("logo")
            && let Some(file) = self.line(key, value, LONGEST_CLOSING)
        {
            self.logo(&file, value, logo);
        }
        if let Some((key, value)) = entry("colors") {
            self.colors(key, value);
        }
        if let Some((key, value)) = entry("closing") {
            self.closing(key, value);
        }
        if let Some((key, value)) = entry("leave_out") {
            self.leave_out(key, value, rulebook);
        }
        let language = match entry("language") {
            None => "en".to_owned(),
            Some((key, value)) => self.language(key, value),
        };
        self.sentences(&language, entry("language").map(|(key, _)| key), entry("sentences"));
    }

    fn wrong_type(&mut self, key: &Key, value: &Value, wanted: &str, help: &str) {
        let message = format!("`{}` must be {wanted}, and this is {}", key.text, value.kind());
        let span = if matches!(value.content, Content::Nothing) { key.span } else { value.span };
        self.out.push(Diagnostic::new(Code::WrongType, span, message).help(help));
    }

    /// A text on one line.
    fn line(&mut self, key: &Key, value: &Value, longest: usize) -> Option<String> {
        let Some(text) = value.text() else {
            self.wrong_type(key, value, "text", "write it on one line, or leave the line out");
            return None;
        };
        match of_one_line(text, &format!("`{}`", key.text), longest, value.span) {
            Some(problem) => {
                self.out.push(problem);
                None
            }
            None => Some(text.trim().to_owned()),
        }
    }

    fn logo(&mut self, file: &str, value: &Value, read: impl FnOnce(&str) -> Result<Vec<u8>, String>) {
        let logo = match read(file) {
            Ok(bytes) => Logo::of(&bytes).map_err(|no| Diagnostic::new(no.code, value.span, no.message).help(no.help)),
            Err(why) => {
                let help = "a relative path begins at the folder of the brand's file";
                Err(Diagnostic::new(Code::UnknownName, value.span, why).help(help))
            }
        };
        match logo {
            Ok(logo) => self.brand.logo = Some(logo),
            Err(problem) => self.out.push(problem),
        }
    }

    /// Two colors. Where one is given, the other is the nearest shade of it that can be read.
    fn colors(&mut self, key: &Key, value: &Value) {
        const HELP: &str = "write `colors: {on_light: \"#7a1f3d\", on_dark: \"#f2a7bb\"}`, or one of the two";
        let entries = match &value.content {
            Content::Mapping(entries) if !entries.is_empty() => entries,
            _ => return self.wrong_type(key, value, "a mapping", HELP),
        };
        let [mut on_light, mut on_dark] = [None, None];
        for (key, value) in entries {
            let (ground, color) = match key.text.as_str() {
                "on_light" => (Ground::Light, &mut on_light),
                "on_dark" => (Ground::Dark, &mut on_dark),
                other => {
                    let finding = Diagnostic::new(Code::UnknownKey, key.span, format!("`colors` has no key `{other}`"));
                    self.out.push(finding.near(other, ["on_light", "on_dark"]));
                    continue;
                }
            };
            let Some(read) = value.text().and_then(Color::parse) else {
                let message = format!("`{}` is no color", key.text);
                let help = "write six digits of base 16 in quotation marks: \"#7a1f3d\"";
                let span = if value.text().is_some() { value.span } else { key.span };
                self.out.push(Diagnostic::new(Code::WrongType, span, message).help(help));
                continue;
            };
            let contrast = read.least_contrast(ground);
            if contrast < ENOUGH {
                let message = format!(
                    "{read} is hard to read on the {} page: its contrast is {}:1, and it needs {}:1",
                    ground.name(),
                    ratio(contrast),
                    ratio(ENOUGH)
                );
                let near = read.readable(ground);
                let help = format!(
                    "the nearest shade with enough contrast is \"{near}\" ({}:1)",
                    ratio(near.least_contrast(ground))
                );
                self.out.push(Diagnostic::new(Code::OutOfRange, value.span, message).help(help));
            }
            *color = Some(read);
        }
        let light = on_light.or_else(|| on_dark.map(|dark| dark.readable(Ground::Light)));
        let dark = on_dark.or_else(|| on_light.map(|light| light.readable(Ground::Dark)));
        self.brand.colors = light.zip(dark).map(|(on_light, on_dark)| Colors { on_light, on_dark });
    }

    /// Paragraphs, with empty lines between them.
    fn closing(&mut self, key: &Key, value: &Value) {
        let Some(text) = value.text().filter(|text| !text.trim().is_empty()) else {
            return self.wrong_type(
                key,
                value,
                "text",
                "write `closing: |` and the text indented below it, or leave it out",
            );
        };
        if let Some(odd) = text.chars().find(|c| !matches!(c, '\n' | '\r') && !is_harmless(*c)) {
            let message = format!("`closing` holds a character that does not show (U+{:04X})", u32::from(odd));
            self.out.push(Diagnostic::new(Code::OddCharacter, value.span, message).help("delete it"));
        }
        let length = text.chars().count();
        if length > LONGEST_CLOSING {
            let message = format!("`closing` has {length} characters, and takes up to {LONGEST_CLOSING}");
            self.out.push(Diagnostic::new(Code::TooLarge, value.span, message));
        }
        let text = text.replace("\r\n", "\n");
        let paragraphs = text.split("\n\n").map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "));
        self.brand.closing = paragraphs.filter(|paragraph| !paragraph.is_empty()).collect();
    }

    fn leave_out(&mut self, key: &Key, value: &Value, rulebook: &Rulebook) {
        let Content::List(list) = &value.content else {
            return self.wrong_type(key, value, "a list", "write `leave_out: [sources, answers]`");
        };
        let decisions = rulebook.decisions().iter().map(|decision| decision.id.as_str());
        let items: Vec<&str> = decisions.chain(rulebook.assessments().iter().map(|one| one.id.as_str())).collect();
        for entry in list {
            let Some(id) = entry.text() else {
                self.wrong_type(key, entry, "a list of sections", "write `leave_out: [sources, answers]`");
                continue;
            };
            match Section::ALL.iter().find(|section| section.id() == id) {
                Some(section) => self.brand.left_out.push(*section),
                None if items.contains(&id) => self.brand.left_out_items.push(id.to_owned()),
                None => {
                    let known = Section::ALL.iter().map(|section| section.id()).chain(items.iter().copied());
                    let finding =
                        Diagnostic::new(Code::UnknownName, entry.span, format!("a report has no section `{id}`"));
                    let finding = finding.near(id, known);
                    self.out.push(match finding.help {
                        Some(_) => finding,
                        None => finding
                            .help("`advisor brand new` lists the sections; decisions and assessments go by their ids"),
                    });
                }
            }
        }
    }

    /// The tag of a language; English where it is none.
    fn language(&mut self, key: &Key, value: &Value) -> String {
        let is_part =
            |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let is_tag = |tag: &str| {
            let (language, rest) = tag.split_once('-').unwrap_or((tag, "x"));
            (2..=3).contains(&language.len())
                && language.bytes().all(|byte| byte.is_ascii_alphabetic())
                && tag.len() <= 35
                && rest.split('-').all(is_part)
        };
        match value.text().map(str::trim).filter(|tag| is_tag(tag)) {
            Some(tag) => tag.to_owned(),
            None => {
                let message = "`language` is no tag of a language";
                let span = if value.text().is_some() { value.span } else { key.span };
                let help = "write two or three letters, and the country where it matters: `de`, `fr`, `pt-BR`";
                self.out.push(Diagnostic::new(Code::WrongType, span, message).help(help));
                "en".to_owned()
            }
        }
    }

    fn sentences(&mut self, language: &str, key: Option<&Key>, entry: Option<&(Key, Value)>) {
        let plurals = Plurals::of(language);
        let base = base(language);
        let mut texts = base.clone().unwrap_or_default();
        match entry.map(|(key, value)| (key, value, &value.content)) {
            None => {}
            Some((_, _, Content::Mapping(entries))) => {
                for (key, value) in entries {
                    self.sentence(key, value, plurals, &mut texts);
                }
            }
            Some((key, value, _)) => {
                self.wrong_type(key, value, "a mapping", "write `id: \"the sentence\"` for each, indented below it");
            }
        }
        if let (None, Some(key)) = (&base, key) {
            let is_given = |id: &str| match entry.map(|(_, value)| &value.content) {
                Some(Content::Mapping(entries)) => entries.iter().any(|(key, _)| key.text == id),
                _ => false,
            };
            let missing: Vec<String> =
                all().filter(|sentence| !is_given(sentence.id)).map(|sentence| format!("`{}`", sentence.id)).collect();
            if !missing.is_empty() {
                let named = missing.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join(", ");
                let more = match missing.len().saturating_sub(MOST_NAMED) {
                    0 => String::new(),
                    more => format!(" and {more} more"),
                };
                let message = format!(
                    "the sentences of `{language}` do not come with the program, and the file lacks {named}{more}"
                );
                let help = "`advisor brand new` prints all of them to be translated; `en` and `de` come complete";
                self.out.push(Diagnostic::new(Code::MissingKey, key.span, message).help(help));
            }
        }
        self.brand.wording = Wording::new(language, texts);
    }

    fn sentence(&mut self, key: &Key, value: &Value, plurals: Plurals, texts: &mut BTreeMap<String, Text>) {
        let Some(known) = all().find(|sentence| sentence.id == key.text) else {
            let message = format!("a report has no sentence `{}`", key.text);
            let finding = Diagnostic::new(Code::UnknownName, key.span, message);
            let finding = finding.near(&key.text, all().map(|sentence| sentence.id));
            self.out.push(match finding.help {
                Some(_) => finding,
                None => finding.help("`advisor brand new` prints all of them"),
            });
            return;
        };
        if let Some(text) = sentence::read(known, key, value, plurals, &mut self.out) {
            texts.insert(known.id.to_owned(), text);
        }
    }
}

/// The sentences that come with the program for a language, or `None` where none do.
pub(super) fn base(language: &str) -> Option<BTreeMap<String, Text>> {
    let primary = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
    if primary == "en" {
        return Some(BTreeMap::new());
    }
    let (_, file) = LANGUAGES.iter().find(|(language, _)| *language == primary)?;
    let document = Document::read("sentences", file);
    let mut texts = BTreeMap::new();
    if let Some(Content::Mapping(entries)) = document.root().map(|root| &root.content) {
        for (key, value) in entries {
            // What is wrong with a file that comes with the program is found by a test.
            let known = all().find(|sentence| sentence.id == key.text);
            let text =
                known.and_then(|known| sentence::read(known, key, value, Plurals::of(&primary), &mut Vec::new()));
            texts.extend(text.map(|text| (key.text.clone(), text)));
        }
    }
    Some(texts)
}

/// `4.50` of hundredths.
fn ratio(hundredths: u32) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}
