//! One sentence of somebody's own: whether it has its places and its forms, and no others.

use std::collections::BTreeMap;

use leadership_advisor::document::{Content, Key, Value};
use leadership_advisor::{Code, Diagnostic, Span};

use crate::clean::is_harmless;
use crate::wording::{Category, Plurals, Sentence, Text, places_of};

/// A longer one is no sentence.
const LONGEST: usize = 1000;
/// What lists and large numbers are built up from, joint by joint: said twice, it would double with each of them.
const BUILT_UP: &[&str] = &["list", "before"];
/// What stands in any other place may be long, and is said so many times at the most.
const MOST_TIMES: usize = 3;

/// The text that stands behind the id of a sentence, or what is wrong with it.
pub(super) fn read(
    sentence: &Sentence,
    key: &Key,
    value: &Value,
    plurals: Plurals,
    out: &mut Vec<Diagnostic>,
) -> Option<Text> {
    let id = sentence.id;
    let forms = plurals.forms();
    let written = || {
        let forms: Vec<String> = forms.iter().map(|form| format!("{}: …", form.name())).collect();
        format!("write `{id}: {{{}}}`", forms.join(", "))
    };
    match (&value.content, sentence.count) {
        (Content::Text(text), None) => checked(sentence, Category::Other, text, value.span, out).map(Text::Plain),
        (Content::Text(text), Some(_)) if forms == [Category::Other] => {
            checked(sentence, Category::Other, text, value.span, out).map(Text::Plain)
        }
        (Content::Text(_), Some(count)) => {
            let message = format!("`{id}` counts `{{{count}}}`, and has one form for every number");
            out.push(Diagnostic::new(Code::MissingKey, value.span, message).help(written()));
            None
        }
        (Content::Mapping(entries), Some(_)) => counted(sentence, key, entries, forms, out),
        (Content::Mapping(_), None) => {
            let message = format!("`{id}` counts nothing, and takes one text");
            out.push(Diagnostic::new(Code::WrongType, value.span, message).help(format!("write `{id}: \"…\"`")));
            None
        }
        (_, count) => {
            let message = format!("`{id}` must be text, and this is {}", value.kind());
            let help =
                if count.is_some() { written() } else { format!("write `{id}: \"…\"`, or leave the line out") };
            let span = if matches!(value.content, Content::Nothing) { key.span } else { value.span };
            out.push(Diagnostic::new(Code::WrongType, span, message).help(help));
            None
        }
    }
}

fn counted(
    sentence: &Sentence,
    key: &Key,
    entries: &[(Key, Value)],
    forms: &[Category],
    out: &mut Vec<Diagnostic>,
) -> Option<Text> {
    let id = sentence.id;
    let before = out.len();
    let mut texts = Vec::new();
    for (form, value) in entries {
        let Some(category) = forms.iter().find(|category| category.name() == form.text) else {
            let message = format!("`{id}` has no form `{}` in this language", form.text);
            let finding = Diagnostic::new(Code::UnknownKey, form.span, message);
            out.push(finding.near(&form.text, forms.iter().map(|form| form.name())));
            continue;
        };
        match value.text() {
            Some(text) => {
                texts.extend(checked(sentence, *category, text, value.span, out).map(|text| (*category, text)));
            }
            None => {
                let message = format!("the form `{}` of `{id}` must be text, and this is {}", form.text, value.kind());
                out.push(Diagnostic::new(Code::WrongType, form.span, message));
            }
        }
    }
    let is_there = |form: &&Category| entries.iter().any(|(key, _)| key.text == form.name());
    let missing: Vec<String> =
        forms.iter().filter(|form| !is_there(form)).map(|form| format!("`{}`", form.name())).collect();
    if !missing.is_empty() {
        let message = format!("`{id}` lacks the form {}", missing.join(" and the form "));
        let names: Vec<&str> = forms.iter().map(|form| form.name()).collect();
        let help = format!("this language has the forms {}", names.join(", "));
        out.push(Diagnostic::new(Code::MissingKey, key.span, message).help(help));
    }
    (out.len() == before).then_some(Text::Counted(texts))
}

/// A text that has the places of its sentence and no others.
fn checked(sentence: &Sentence, form: Category, text: &str, span: Span, out: &mut Vec<Diagnostic>) -> Option<String> {
    let id = sentence.id;
    if let Some(problem) = of_one_line(text, &format!("`{id}`"), LONGEST, span) {
        out.push(problem);
        return None;
    }
    let Some(places) = places_of(text) else {
        let message = format!("a brace in `{id}` stands alone");
        let help = "braces stand around the name of a place, as in `{date}`, and nowhere else";
        out.push(Diagnostic::new(Code::WrongType, span, message).help(help));
        return None;
    };
    let before = out.len();
    let known: Vec<&str> = sentence.count.into_iter().chain(sentence.places.iter().copied()).collect();
    for place in places.iter().filter(|place| !known.contains(place)) {
        let message = format!("`{id}` has no place `{{{place}}}`");
        let finding = Diagnostic::new(Code::UnknownName, span, message);
        out.push(match known.as_slice() {
            [] => finding.help("this sentence is the same everywhere; write it without braces"),
            known => finding.near(place, known.iter().copied()),
        });
    }
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    places.iter().for_each(|place| *counted.entry(place).or_default() += 1);
    for (place, times) in counted {
        if times > 1 && BUILT_UP.contains(&place) {
            let message = format!("`{id}` says `{{{place}}}` more than once");
            let help = format!("say it once: `{{{place}}}` is all that comes before, and would grow with every part");
            out.push(Diagnostic::new(Code::WrongType, span, message).help(help));
        } else if times > MOST_TIMES {
            let message = format!("`{id}` says `{{{place}}}` {times} times, and {MOST_TIMES} are taken");
            out.push(Diagnostic::new(Code::TooLarge, span, message).help("say it once"));
        }
    }
    // What the English leaves out, such as the number in a form for one, may be left out.
    let english = places_of(sentence.text(form)).unwrap_or_default();
    let is_exact = matches!(form, Category::Zero | Category::One | Category::Two);
    let needed = english.iter().filter(|place| !(is_exact && sentence.count == Some(**place)));
    for place in needed.filter(|place| !places.contains(place)) {
        let message = format!("`{id}` does not say `{{{place}}}`");
        let help = format!("in English it is “{}”", sentence.text(form));
        out.push(Diagnostic::new(Code::MissingKey, span, message).help(help));
    }
    (out.len() == before).then(|| text.to_owned())
}

/// What is wrong with a text that is to stand on one line, if anything. `what` names it.
pub(super) fn of_one_line(text: &str, what: &str, longest: usize, span: Span) -> Option<Diagnostic> {
    if text.trim().is_empty() {
        let finding = Diagnostic::new(Code::MissingKey, span, format!("{what} is empty"));
        return Some(finding.help("write a text, or leave the line out"));
    }
    if let Some(odd) = text.trim_end_matches('\n').chars().find(|c| !is_harmless(*c)) {
        let message = match odd {
            '\n' => format!("{what} goes over several lines"),
            odd => format!("{what} holds a character that does not show (U+{:04X})", u32::from(odd)),
        };
        return Some(Diagnostic::new(Code::OddCharacter, span, message).help("write it on one line, in visible signs"));
    }
    let length = text.chars().count();
    (length > longest).then(|| {
        let message = format!("{what} has {length} characters, and takes up to {longest}");
        Diagnostic::new(Code::TooLarge, span, message)
    })
}
