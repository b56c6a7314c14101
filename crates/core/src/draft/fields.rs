//! One mapping of the format at a time: which keys it may have, which it must have, and what kind of value each takes.
//!
//! A missing or mistaken value is reported and then stands in as an empty one, so that reading goes on and finds the
//! next mistake. Nothing made from a draft with errors is ever handed out.

use super::Spanned;
use super::format::{Entry, Mapping, Takes};
use super::other_words::known_as;
use crate::diagnostic::{Code, Diagnostic};
use crate::near;
use crate::place::Span;
use crate::yaml::{Key, Node, Plain, Shape, forgotten};

/// The fields of one mapping, taken one by one.
pub(crate) struct Fields<'n, 'o> {
    mapping: &'static Mapping,
    span: Span,
    entries: &'n [(Key, Node)],
    out: &'o mut Vec<Diagnostic>,
}

impl<'n, 'o> Fields<'n, 'o> {
    /// Opens a mapping and reports every key that the format does not know. `None` if it is no mapping at all.
    pub(crate) fn open(node: &'n Node, mapping: &'static Mapping, out: &'o mut Vec<Diagnostic>) -> Option<Self> {
        let what = mapping.what;
        let Shape::Map(entries) = &node.shape else {
            let keys: Vec<&str> = mapping.keys.iter().filter(|entry| entry.needed).map(|entry| entry.key).collect();
            let finding = wrong_type(node, what, "a mapping");
            out.push(match keys.as_slice() {
                _ if forgotten_in(node).is_some() => finding.help(forgotten_in(node).unwrap_or_default()),
                [] => finding.help("write `key: value`, each on a line of its own"),
                keys => finding.help(format!("write it with {}, each as `key: value`", near::all_of(keys))),
            });
            return None;
        };
        for (at, (key, value)) in entries.iter().enumerate() {
            if mapping.entry(&key.text).is_none() {
                let above = at.checked_sub(1).and_then(|above| entries.get(above));
                if let Some((above, _)) = above.filter(|above| is_left_empty(mapping, above)) {
                    let message =
                        format!("nothing stands behind `{}`, and `{}` is no key of its own", above.text, key.text);
                    let help = format!("indent by two more spaces what belongs to `{}`", above.text);
                    out.push(Diagnostic::new(Code::UnknownKey, key.span, message).help(help));
                    continue;
                }
                let message = format!("{what} has no key `{}`", key.text);
                let finding = Diagnostic::new(Code::UnknownKey, key.span, message);
                out.push(match key.text.as_str() {
                    // What YAML makes of `{help: cheap, quick}`.
                    _ if value.is_null() => {
                        finding.help("a text with a comma, a colon or a bracket in it needs quotes")
                    }
                    wrong if meant(mapping, wrong, entries).is_some() => {
                        finding.help(format!("write `{}`", meant(mapping, wrong, entries).unwrap_or_default()))
                    }
                    "<<" => finding.help("merge keys are not part of the format; write the keys out"),
                    wrong => finding.near(wrong, mapping.names()),
                });
            }
        }
        Some(Fields { mapping, span: node.span, entries, out })
    }

    pub(crate) fn out(&mut self) -> &mut Vec<Diagnostic> {
        self.out
    }

    pub(crate) fn span(&self) -> Span {
        self.span
    }

    /// What the format says of a key. Reading a key as something else than that is a mistake of the program.
    fn entry(&self, key: &str, fits: impl FnOnce(&Entry) -> bool) {
        debug_assert!(self.mapping.entry(key).is_some_and(fits), "`{key}` of {} is read wrongly", self.mapping.what);
    }

    /// The same key's line of the format, for what depends on other keys.
    pub(crate) fn mapping(&self) -> &'static Mapping {
        self.mapping
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(name, _)| name.text == key)
    }

    /// The value of a key, unless it is absent or empty.
    pub(crate) fn node(&self, key: &str) -> Option<&'n Node> {
        self.entries.iter().find(|(name, _)| name.text == key).map(|(_, node)| node).filter(|node| !node.is_null())
    }

    pub(crate) fn needed(&mut self, key: &str) -> Option<&'n Node> {
        self.entry(key, |entry| entry.needed);
        let node = self.node(key);
        if node.is_none() {
            let at = self.entries.iter().position(|(name, _)| name.text == key);
            let behind = at.and_then(|at| self.entries.get(at + 1));
            if behind.is_some_and(|(next, _)| self.mapping.entry(&next.text).is_none()) {
                // It has been reported that what belongs here is not indented.
                return None;
            }
            if self.entries.iter().any(|(name, _)| meant(self.mapping, &name.text, self.entries) == Some(key)) {
                // It stands there under another name, which has been reported.
                return None;
            }
            let message = format!("{} needs `{key}`", self.mapping.what);
            let problem = Diagnostic::new(Code::MissingKey, self.span, message);
            self.out.push(match self.entries.iter().find(|(name, _)| name.text == key) {
                Some((name, _)) => Diagnostic { span: name.span, ..problem }
                    .help("nothing stands behind it; a text that begins with `#` needs quotes"),
                None => problem,
            });
        }
        node
    }

    /// A text that must be there and must not be empty.
    pub(crate) fn text(&mut self, key: &str) -> Spanned<String> {
        self.entry(key, |entry| matches!(entry.takes, Takes::Id | Takes::Text | Takes::Word(_) | Takes::Scale));
        let found = self.needed(key).and_then(|node| text_of(node, key, self.out));
        if let Some(text) = &found
            && text.value.trim().is_empty()
        {
            let message = format!("`{key}` of {} is empty", self.mapping.what);
            self.out.push(Diagnostic::new(Code::MissingKey, text.span, message));
        }
        found.unwrap_or(Spanned { value: String::new(), span: self.span })
    }

    /// The same, where something else may turn out to give it: that it is absent goes to `lacks`.
    pub(crate) fn text_or_lack(&mut self, key: &str, lacks: &mut Vec<Diagnostic>) -> Spanned<String> {
        let (absent, before) = (self.node(key).is_none(), self.out.len());
        let text = self.text(key);
        if absent {
            lacks.extend(self.out.drain(before..));
        }
        text
    }

    pub(crate) fn optional_text(&mut self, key: &str) -> Option<Spanned<String>> {
        self.entry(key, |entry| {
            use Takes::{Above, AnyOption, Extended, Path, Question, Rising, Section, Text, Word};
            let ids = matches!(entry.takes, Above | AnyOption | Extended | Path | Question | Rising | Section);
            !entry.needed && (ids || matches!(entry.takes, Text | Word(_)))
        });
        let node = self.node(key)?;
        text_of(node, key, self.out)
    }

    /// A text that may be absent, without its place.
    pub(crate) fn plain_text(&mut self, key: &str) -> String {
        self.optional_text(key).map(|text| text.value).unwrap_or_default()
    }

    pub(crate) fn id(&mut self) -> Spanned<String> {
        let id = self.text("id");
        if !id.value.is_empty() {
            self.out.extend(id_problem(&id.value, id.span));
        }
        id
    }

    pub(crate) fn whole(&mut self, key: &str) -> Option<Spanned<i64>> {
        self.entry(key, |entry| matches!(entry.takes, Takes::Whole | Takes::Format));
        let node = self.node(key)?;
        whole_of(node, key, self.out)
    }

    pub(crate) fn flag(&mut self, key: &str) -> bool {
        self.entry(key, |entry| matches!(entry.takes, Takes::Flag));
        let Some(node) = self.node(key) else { return false };
        match node.scalar().and_then(|scalar| yes_or_no(scalar.plain, &scalar.text)) {
            Some(flag) => flag,
            None => {
                self.out.push(wrong_type(node, key, "true or false"));
                false
            }
        }
    }

    /// The entries of a list that may be absent.
    pub(crate) fn list(&mut self, key: &str) -> &'n [Node] {
        self.entry(key, |entry| {
            matches!(entry.takes, Takes::Mappings(_) | Takes::Texts | Takes::Citations | Takes::Options | Takes::Rules)
        });
        match self.node(key).map(|node| (node, &node.shape)) {
            None => &[],
            Some((_, Shape::List(list))) => list,
            Some((node, _)) => {
                let help = match self.mapping.entry(key).map(|entry| &entry.takes) {
                    _ if forgotten_in(node).is_some() => forgotten_in(node).unwrap_or_default(),
                    Some(Takes::Mappings(_)) => "begin each entry with `- ` and its first key: `- id: …`".to_owned(),
                    _ => format!("write `{key}: [one, another]`, or a line with `- ` for each"),
                };
                self.out.push(wrong_type(node, key, "a list").help(help));
                &[]
            }
        }
    }

    /// The entries of a mapping that may be absent.
    pub(crate) fn map(&mut self, key: &str) -> &'n [(Key, Node)] {
        self.entry(key, |entry| {
            use Takes::{Answers, Claims, Departures, Details, Expected, Formerly, Given, Labels, Points};
            let of_answers = matches!(entry.takes, Answers | Formerly | Given);
            of_answers || matches!(entry.takes, Claims | Departures | Details | Expected | Labels | Points)
        });
        match self.node(key).map(|node| (node, &node.shape)) {
            None => &[],
            Some((_, Shape::Map(map))) => map,
            Some((node, _)) => {
                let help = match self.mapping.entry(key).map(|entry| &entry.takes) {
                    _ if forgotten_in(node).is_some() => forgotten_in(node).unwrap_or_default(),
                    Some(Takes::Points) => "write the options with what each gets: `points: {an-option: 2}`".to_owned(),
                    Some(Takes::Expected) => {
                        "write the decision and its outcome: `expect: {a-decision: an-option}`".to_owned()
                    }
                    Some(Takes::Given) => {
                        "write the questions with their answers: `answers: {a-question: an-answer}`".to_owned()
                    }
                    Some(Takes::Answers) => {
                        "write an id and a label for each, without `-`: `fine: Fine weather`".to_owned()
                    }
                    _ => format!("write an id and a text for each, without `-`: `{key}: {{an-id: A text}}`"),
                };
                self.out.push(wrong_type(node, key, "a mapping").help(help));
                &[]
            }
        }
    }

    /// A list of words that may be absent.
    pub(crate) fn words(&mut self, key: &str) -> Vec<Spanned<String>> {
        self.list(key).iter().filter_map(|node| text_of(node, key, self.out)).collect()
    }
}

/// What was forgotten in a text that stands for a list or a mapping, and would have made it one.
fn forgotten_in(node: &Node) -> Option<String> {
    node.scalar().filter(|scalar| scalar.plain == Plain::Text).and_then(|scalar| forgotten(&scalar.text))
}

/// What a key that the format does not know is called here, if it goes by another name elsewhere.
fn meant(mapping: &Mapping, wrong: &str, entries: &[(Key, Node)]) -> Option<&'static str> {
    if mapping.entry(wrong).is_some() {
        return None;
    }
    let is_free = |right: &str| mapping.entry(right).is_some() && !entries.iter().any(|(key, _)| key.text == right);
    known_as(mapping.name, wrong, is_free)
}

/// Whether nothing stands behind a key that takes more than a word.
fn is_left_empty(mapping: &Mapping, (key, value): &(Key, Node)) -> bool {
    use Takes::{Answers, Claims, Condition, Details, Expected, Given, Labels, Points};
    let takes = mapping.entry(&key.text).map(|entry| &entry.takes);
    let takes_more = matches!(takes, Some(Answers | Claims | Condition(_) | Details | Expected | Given));
    value.is_null() && (takes_more || matches!(takes, Some(Labels | Points | Takes::Mapping(_))))
}

/// One word, or a list of words.
pub(crate) fn words_of(node: &Node, what: &str, out: &mut Vec<Diagnostic>) -> Vec<Spanned<String>> {
    match &node.shape {
        Shape::List(list) => list.iter().filter_map(|entry| text_of(entry, what, out)).collect(),
        _ => text_of(node, what, out).into_iter().collect(),
    }
}

/// A text. Numbers count as the text that stands there: a year, a version.
pub(crate) fn text_of(node: &Node, what: &str, out: &mut Vec<Diagnostic>) -> Option<Spanned<String>> {
    match node.scalar() {
        Some(scalar) if scalar.plain != Plain::Null => {
            Some(Spanned { value: scalar.text.trim_end().to_owned(), span: node.span })
        }
        Some(_) => {
            let help = "write a text behind its colon; in `{…}` a text with a comma in it needs quotes";
            out.push(wrong_type(node, what, "text").help(help));
            None
        }
        None => {
            let help = "write it on one line, in quotes if it begins with a bracket";
            out.push(wrong_type(node, what, "text").help(help));
            None
        }
    }
}

pub(crate) fn whole_of(node: &Node, what: &str, out: &mut Vec<Diagnostic>) -> Option<Spanned<i64>> {
    match node.scalar().map(|scalar| scalar.plain) {
        Some(Plain::Whole(value)) => Some(Spanned { value, span: node.span }),
        _ => {
            let text = node.scalar().map(|scalar| scalar.text.trim()).unwrap_or_default();
            let text = text.replace(['−', '–', '—', '‐', '‑'], "-");
            let digits: String = text.chars().filter(|c| !matches!(c, ',' | '_' | '\'' | ' ' | '\u{a0}')).collect();
            let help = match digits.parse::<i64>() {
                Ok(number) if number < 0 => {
                    format!("write the hyphen of the keyboard and the digits alone: `{number}`")
                }
                Ok(number) => format!("write the digits alone: `{number}`"),
                Err(_) if text.starts_with(['<', '>', '=']) => {
                    "to compare write `{at_least: 10}`, `{at_most: 10}`, `{above: 10}` or `{below: 10}`".to_owned()
                }
                Err(_) => "write digits alone, such as `2` or `-1`, without a unit or a fraction".to_owned(),
            };
            out.push(wrong_type(node, what, "a whole number").help(help));
            None
        }
    }
}

/// `true` and `false`, and `yes` and `no` as people write them.
pub(crate) fn yes_or_no(plain: Plain, text: &str) -> Option<bool> {
    match plain {
        Plain::Bool(value) => Some(value),
        Plain::Text if text.eq_ignore_ascii_case("yes") || text.eq_ignore_ascii_case("true") => Some(true),
        Plain::Text if text.eq_ignore_ascii_case("no") || text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

pub(crate) fn wrong_type(node: &Node, what: &str, wanted: &str) -> Diagnostic {
    let found = node.kind();
    let what = if what.contains([' ', '`']) { what.to_owned() } else { format!("`{what}`") };
    Diagnostic::new(Code::WrongType, node.span, format!("{what} must be {wanted}, and this is {found}"))
}

/// Whether this may be an id.
pub(crate) fn is_id(id: &str) -> bool {
    let mut chars = id.chars();
    let starts = chars.next().is_some_and(|first| first.is_ascii_lowercase());
    let rest = chars.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-');
    starts && rest && !is_word_of_the_format(id)
}

fn is_word_of_the_format(id: &str) -> bool {
    matches!(id, "all" | "any" | "not")
}

/// What is wrong with an id that may have several parts, joined by `/`. The finding names the whole, whichever part is wrong.
pub(crate) fn path_problem(path: &str, span: Span) -> Option<Diagnostic> {
    path.split('/').find_map(|part| id_problem(part, span)).and_then(|_| id_problem(path, span))
}

/// What is wrong with an id, if anything.
pub(crate) fn id_problem(id: &str, span: Span) -> Option<Diagnostic> {
    if is_id(id) {
        return None;
    }
    if is_word_of_the_format(id) {
        let message = format!("`{id}` is a word of the format and cannot be an id");
        return Some(Diagnostic::new(Code::BadId, span, message).help("choose another id"));
    }
    let mut likely = id.trim().to_lowercase().replace([' ', '.'], "-");
    likely.retain(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-');
    let likely = likely.trim_start_matches(|c: char| !c.is_ascii_lowercase());
    let rule = "ids begin with a small letter and go on with small letters, digits, `-` and `_`";
    let help = if likely.is_empty() { rule.to_owned() } else { format!("{rule}: `{likely}`, for instance") };
    Some(Diagnostic::new(Code::BadId, span, format!("`{id}` is no id")).help(help))
}
