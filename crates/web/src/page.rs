//! The page: one file with engine, rulebook, style and script in it, which asks nobody for anything.
//!
//! The parts stand in `app`, as they are edited: a page, a style sheet and modules of JavaScript. Here they are put together.
//! What comes from a rulebook or from answers is text: escaped in the page, and in JSON without a single `<`, so that no
//! text can end the element that it stands in. The policy names the hash of the one script and of the one style sheet; all
//! else is forbidden, every connection included.

use std::collections::BTreeMap;
use std::fmt::Write;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use leadership_advisor::record::Catalogue;
use leadership_advisor::{Answer, Answers, Rulebook};
use leadership_advisor_report::{Brand, clean};
use serde::Serialize;
use serde_json::{Value, json};

use crate::session::{Session, reply};

/// The engine, as `crates/web/build` made it from the sources that `engine/sources.txt` names.
const ENGINE: &[u8] = include_bytes!("../engine/engine.wasm.gz");

const PAGE: &str = include_str!("../app/index.html");
const STYLE: &str = include_str!("../app/style.css");

macro_rules! modules {
    ($($name:literal)+) => {
        /// The modules of the app with their names, each behind those that it imports from when it is read.
        const MODULES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../app/", $name)))),+];
    };
}

modules! {
    "elements.js" "engine.js" "link.js" "keeping.js" "files.js" "session.js" "route.js" "dialog.js" "fields.js"
    "standings.js" "notices.js" "report.js" "arrival.js" "actions.js" "company.js" "start.js" "question.js" "enough.js" "review.js" "tryout.js"
    "result.js" "main.js"
}

/// A questionnaire as a page in one file.
///
/// ```
/// use leadership_advisor::Rulebook;
/// use leadership_advisor_web::Questionnaire;
///
/// let page = Questionnaire::new(&Rulebook::builtin()).page();
/// assert!(page.starts_with("<!DOCTYPE html>"));
/// ```
#[derive(Clone, Debug)]
pub struct Questionnaire<'r> {
    rulebook: &'r Rulebook,
    answers: Option<&'r Answers>,
    brand: Brand,
}

/// What the app is told beside the rulebook.
#[derive(Serialize)]
struct Options<'r> {
    answers: Option<BTreeMap<String, Answer>>,
    company: Option<&'r str>,
    program: &'static str,
    /// What the brand leaves out of results, which the app leaves out beside them.
    left_out: Vec<&'r str>,
    /// What the first screens show, so that they need not wait for the engine.
    catalogue: Value,
    first: Value,
}

impl<'r> Questionnaire<'r> {
    /// The questionnaire of a rulebook, its layers included.
    pub fn new(rulebook: &'r Rulebook) -> Self {
        Questionnaire { rulebook, answers: None, brand: Brand::default() }
    }

    /// The page begins with these answers, and not with the first question. They are answers to the same rulebook.
    #[must_use]
    pub fn with_answers(self, answers: &'r Answers) -> Self {
        Questionnaire { answers: Some(answers), ..self }
    }

    /// The page is in this name and these colors, and so is the result in it, which has the brand's sentences as well. The
    /// questionnaire's own words stay as they are. The brand was read for the same rulebook.
    #[must_use]
    pub fn with_brand(self, brand: Brand) -> Self {
        Questionnaire { brand, ..self }
    }

    /// The page: HTML that works from a disk, as an attachment and from any server. The same rulebook and answers give the
    /// same bytes.
    pub fn page(&self) -> String {
        let open = self.opening();
        let (catalogue, first) = first_screens(self.rulebook);
        let options = Options {
            answers: self.answers.map(Answers::to_map),
            company: self.answers.and_then(Answers::company),
            program: env!("CARGO_PKG_VERSION"),
            left_out: self.brand.left_out().collect(),
            catalogue,
            first,
        };
        let script = script();
        let style = format!("{STYLE}{}", self.brand.imprint_style());
        let policy = format!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-{}' \
             'wasm-unsafe-eval'; worker-src blob:; style-src 'sha256-{}'; img-src data:; base-uri 'none'; \
             form-action 'none'\">",
            hash(&script),
            hash(&style)
        );
        let data = format!(
            "<script type=\"application/json\" id=\"rulebook\">{}</script>\n\
             <script type=\"application/json\" id=\"options\">{}</script>\n\
             <script type=\"text/plain\" id=\"engine\">{}</script>",
            in_script(&open),
            in_script(&options),
            BASE64_STANDARD.encode(ENGINE)
        );
        let title = escaped(self.rulebook.title());
        let summary = escaped(self.rulebook.summary());
        filled(&[
            ("<!--policy-->", &policy),
            ("<!--title-->", &title),
            ("<!--summary-->", &summary),
            ("<!--imprint-->", &self.brand.imprint()),
            ("/*style*/", &style),
            ("<!--data-->", &data),
            ("/*script*/", &script),
        ])
    }

    /// What the engine is opened with: the texts of all layers, and the brand.
    fn opening(&self) -> Value {
        let file = |(path, text): &(&str, &str)| json!({ "path": path, "text": text });
        let texts = self.rulebook.layer_texts();
        let layers: Vec<Vec<Value>> = texts.iter().map(|layer| layer.iter().map(file).collect()).collect();
        json!({ "layers": layers, "shipped": self.rulebook.is_shipped(), "brand": self.brand })
    }
}

/// What the engine would say first: the questions, without what only a result needs, and the interview at its beginning.
fn first_screens(rulebook: &Rulebook) -> (Value, Value) {
    let mut catalogue = serde_json::to_value(Catalogue::from(rulebook)).unwrap_or_default();
    if let Some(catalogue) = catalogue.as_object_mut() {
        catalogue.retain(|key, _| !matches!(key.as_str(), "facts" | "decisions" | "sources"));
        let questions = catalogue.get_mut("questions").and_then(Value::as_array_mut).into_iter().flatten();
        questions.filter_map(Value::as_object_mut).for_each(|question| {
            question.remove("ask_if");
        });
    }
    let said = reply(&mut Session::of(rulebook.clone()), r#"{"do": "interview"}"#);
    let said: Value = serde_json::from_str(&said).unwrap_or_default();
    (catalogue, said.get("ok").cloned().unwrap_or_default())
}

/// The modules as one: without their imports, and with all names where the next one finds them.
fn script() -> String {
    let mut script = String::new();
    for (_, text) in MODULES {
        for line in text.lines().filter(|line| !line.starts_with("import ")) {
            script.push_str(line.strip_prefix("export ").unwrap_or(line));
            script.push('\n');
        }
    }
    script
}

/// The page with its places filled, in one pass: what was put in is not looked at again.
fn filled(places: &[(&str, &str)]) -> String {
    let mut page = String::new();
    let mut rest = PAGE;
    loop {
        let next = places.iter().filter_map(|(place, with)| Some((rest.find(place)?, *place, *with))).min();
        let Some((at, place, with)) = next else {
            page.push_str(rest);
            return page;
        };
        page.push_str(rest.get(..at).unwrap_or_default());
        page.push_str(with);
        rest = rest.get(at + place.len()..).unwrap_or_default();
    }
}

/// The SHA-256 of a script or a style sheet, as a policy names it.
fn hash(text: &str) -> String {
    BASE64_STANDARD.encode(hmac_sha256::Hash::hash(text.as_bytes()))
}

/// A text between tags.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in clean(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// JSON within a script element. All that could end it, or begin a comment there, begins with `<`.
fn in_script(value: &impl Serialize) -> String {
    // Every map here has strings as keys, so that nothing can fail.
    let json = serde_json::to_string(value).unwrap_or_default();
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(safe, "\\u{:04x}", u32::from(c));
            }
            c => safe.push(c),
        }
    }
    safe
}
