//! The page in one file: nothing that a rulebook or an answer says can get out of its place, and the policy lets in what is
//! there and nothing else.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use leadership_advisor::Rulebook;
use leadership_advisor_report::Brand;
use leadership_advisor_web::Questionnaire;
use serde_json::Value;

/// A rulebook that means harm wherever it has words.
fn hostile() -> Rulebook {
    let harm = r#"</script><script>alert(1)</script><!--title--><!--data-->/*script*/ \u2028 \" ' & --> <!-- <script"#;
    let text = format!(
        r#"
rulebook: {{id: harm, version: 1, format: 1, title: "{harm}", summary: "{harm}"}}
questions: [{{id: q, ask: "{harm}?", type: choice, answers: {{a: "{harm}", b: B}}, why: "{harm}"}}]
decisions:
  - id: d
    title: "{harm}"
    choose: one
    options: [{{id: one, title: "{harm}"}}, {{id: two, title: Two}}]
    rules: [{{id: r, if: {{q: a}}, points: {{one: 2}}, because: "{harm}"}}]
"#
    );
    Rulebook::parse("</script><b>.yaml", text).expect("it is a rulebook, if a rude one")
}

/// What stands between two marks, each of which is there once.
fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let (before, rest) = page.split_once(from).expect("it begins");
    assert!(!before.contains(from) && !rest.contains(from), "{from} is there twice");
    rest.split_once(to).expect("it ends").0
}

#[test]
fn hostile_words_stay_in_their_places() {
    let rulebook = hostile();
    let mut answers = rulebook.answers();
    answers.set("q", "a").expect("it is an answer");
    answers.set_company(Some("</script><script>alert(2)</script>".to_owned()));
    let brand = branded(&rulebook, "name: '</script><script>alert(3)</script><style>'");
    let page = Questionnaire::new(&rulebook).with_answers(&answers).with_brand(brand).page();
    let tame = Questionnaire::new(&Rulebook::builtin()).page();
    for mark in ["<script", "</script", "<!--", "<style", "<b>"] {
        assert_eq!(page.matches(mark).count(), tame.matches(mark).count(), "{mark}");
    }
    assert!(!page.contains("alert(1)</") && !page.contains('\u{2028}'));
    let data = between(&page, "<script type=\"application/json\" id=\"rulebook\">", "</script>");
    let data: Value = serde_json::from_str(data).expect("it is JSON");
    let text = data.pointer("/layers/0/0/text").and_then(Value::as_str).expect("the rulebook is in it");
    assert_eq!(text, rulebook.layer_texts()[0][0].1);
    let options = between(&page, "<script type=\"application/json\" id=\"options\">", "</script>");
    let options: Value = serde_json::from_str(options).expect("it is JSON");
    assert_eq!(options.pointer("/answers/q"), Some(&Value::from("a")));
    assert_eq!(options.pointer("/first/question"), Some(&Value::from("q")));
}

fn branded(rulebook: &Rulebook, file: &str) -> Brand {
    let logo = |_: &str| Ok(b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>".to_vec());
    Brand::parse("brand.yaml", file, rulebook, logo).expect("it is a brand")
}

#[test]
fn a_brand_stands_at_the_head_and_goes_to_the_engine() {
    let rulebook = Rulebook::builtin();
    let file = "{name: Acme Advice, logo: logo.svg, colors: {on_light: '#14505c'}, leave_out: [standings]}";
    let page = Questionnaire::new(&rulebook).with_brand(branded(&rulebook, file)).page();
    let head = between(&page, "<header class=\"top\">", "</header>");
    assert!(head.contains("<img src=\"data:image/svg+xml;base64,") && head.contains("alt=\"Acme Advice\""), "{head}");
    assert!(page.contains(":root{--accent:#14505c}"));
    let data: Value = serde_json::from_str(between(&page, "id=\"rulebook\">", "</script>")).expect("it is JSON");
    assert_eq!(data.pointer("/brand/name"), Some(&Value::from("Acme Advice")));
    let options: Value = serde_json::from_str(between(&page, "id=\"options\">", "</script>")).expect("it is JSON");
    assert_eq!(options.pointer("/left_out/0"), Some(&Value::from("standings")));
}

#[test]
fn the_policy_names_the_script_and_the_style_and_forbids_the_rest() {
    let rulebook = Rulebook::builtin();
    let brand = branded(&rulebook, "{name: Acme Advice, colors: {on_light: '#14505c'}}");
    let page = Questionnaire::new(&rulebook).with_brand(brand).page();
    let hash = |text: &str| BASE64_STANDARD.encode(hmac_sha256::Hash::hash(text.as_bytes()));
    let script = between(&page, "<script type=\"module\">", "</script>");
    // The first one; the script names the element, too.
    let style = page.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>")).expect("it is there").0;
    let policy = between(&page, "<meta http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    let wanted = format!(
        "default-src 'none'; script-src 'sha256-{}' 'wasm-unsafe-eval'; worker-src blob:; style-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'",
        hash(script),
        hash(style)
    );
    assert_eq!(policy, wanted);
    let engine = between(&page, "<script type=\"text/plain\" id=\"engine\">", "</script>");
    let engine = BASE64_STANDARD.decode(engine).expect("it is base64");
    assert_eq!(engine, fs::read(own("engine/engine.wasm.gz")).expect("the engine is there"));
    for mark in
        ["<!--title-->", "<!--summary-->", "<!--imprint-->", "<!--policy-->", "<!--data-->", "/*script*/", "/*style*/"]
    {
        assert!(!page.contains(mark), "{mark} was not filled");
    }
}

/// Three handlings of the app's files that nothing else would notice.
#[test]
fn the_modules_can_be_joined() {
    let listed = fs::read_to_string(own("src/page.rs")).expect("the list is there");
    let mut exported = BTreeSet::new();
    for entry in fs::read_dir(own("app")).expect("the app is there").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.ends_with(".js") {
            continue;
        }
        assert!(listed.contains(&format!("\"{name}\"")), "{name} is not in the list in src/page.rs");
        let text = fs::read_to_string(entry.path()).expect("the file can be read");
        for end in ["</script", "<!--", "\r"] {
            assert!(!text.contains(end), "{name} would end the script by {end:?}");
        }
        for line in text.lines() {
            assert!(!line.starts_with("import ") || line.ends_with(';'), "{name}: an import takes one line: {line}");
            assert!(!line.starts_with("export {") && !line.starts_with("export default"), "{name}: {line}");
            let Some(declared) = line.strip_prefix("export ") else { continue };
            let words = declared.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty());
            let words = words.skip_while(|word| ["async", "function", "class", "const", "let"].contains(word));
            let declared = words.take(1).collect::<String>();
            assert!(exported.insert(declared.clone()), "two modules export `{declared}`");
        }
    }
    assert!(!exported.is_empty(), "no module was found");
}

fn own(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
