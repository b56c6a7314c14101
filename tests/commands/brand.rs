//! Reports in somebody's own name: `--brand` on every face, what is wrong with a brand's file, and `advisor brand new`.

use crate::advisor::{Advisor, Run, root};
use crate::lunch::LUNCH;
use crate::tags::elements;
use crate::trip::TRIP;

/// The brand and the logo of the examples, beside answers of the examples.
fn nordlicht() -> Advisor {
    Advisor::new()
        .example("scale-up.yaml")
        .example("startup.yaml")
        .example("brand/nordlicht.yaml")
        .example("brand/nordlicht.svg")
}

fn branded(advisor: &Advisor, arguments: &str) -> Run {
    advisor.run(&format!("recommend scale-up.yaml --brand brand/nordlicht.yaml {arguments}")).exits(0)
}

/// What a page says, a line for each of its texts.
fn texts(page: &str) -> String {
    let body = page.split_once("<body>").expect("it has a body").1;
    let lines = body.split('<').filter_map(|tag| tag.split_once('>')).map(|(_, text)| text.trim());
    let unescaped = |text: &str| text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
    lines.filter(|text| !text.is_empty()).map(|text| unescaped(text) + "\n").collect()
}

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.add_filter("[0-9a-f]{12,64}", "FINGERPRINT");
    settings
}

#[test]
fn a_questionnaire_takes_a_brand_and_says_what_is_wrong_with_it() {
    let advisor = nordlicht().file("pale.yaml", "{name: Pale, colors: {on_light: '#eeeeee'}}");
    let page = advisor.run("page --brand brand/nordlicht.yaml").exits(0).stdout;
    assert!(page.contains("alt=\"Nordlicht Beratung\"") && page.contains("--accent:#14505c"));
    advisor.run("page --brand pale.yaml --output page.html").exits(2).says(&["the nearest shade with enough contrast"]);
    assert!(!advisor.exists("page.html"), "a page was written all the same");
    advisor.run("page --brand brand/nordlicht.yaml --output brand/nordlicht.svg").exits(2).says(&["nordlicht.svg"]);
}

#[test]
fn german_reports_read_like_this() {
    // On rulebooks of few words, so that what is read here is the report's own.
    let advisor = nordlicht()
        .file("lunch.yaml", LUNCH)
        .file("trip.yaml", TRIP)
        .file("ann.yaml", "{company: Müller & Söhne, answers: {hunger: some, guests: no}}")
        .file("bob.yaml", "{company: Müller & Söhne, answers: {hunger: wolf, money: 5, guests: yes}}")
        .file("ada.yaml", "{company: Ada, answers: {people: one, wants: [quiet], car: yes, budget: 100}}");
    let brand = "--brand brand/nordlicht.yaml";
    let run = |arguments: &str| advisor.run(&format!("{arguments} {brand}")).exits(0).stdout;
    let lunch = run("recommend --rules lunch.yaml ann.yaml --format html --date 2026-03-31");
    let trip = run("recommend --rules trip.yaml ada.yaml --format board --date 2026-03-31");
    settings().bind(|| {
        insta::assert_snapshot!("brand-german-page", texts(&lunch));
        insta::assert_snapshot!("brand-german-board", texts(&trip));
        insta::assert_snapshot!("brand-german-text", run("recommend --rules trip.yaml ada.yaml --all-ways"));
        insta::assert_snapshot!("brand-german-brief", run("recommend --rules trip.yaml ada.yaml --brief"));
        insta::assert_snapshot!("brand-german-compare", run("compare --rules lunch.yaml ann.yaml bob.yaml"));
        insta::assert_snapshot!(
            "brand-german-what-if",
            run("compare --rules lunch.yaml ann.yaml --set hunger=wolf --format markdown")
        );
    });
}

#[test]
fn no_face_keeps_a_word_of_english() {
    let advisor = nordlicht();
    for format in ["html", "board", "markdown", "text"] {
        let day = if format == "html" || format == "board" { "--date 2026-03-31" } else { "" };
        let run = branded(&advisor, &format!("--format {format} {day}"));
        assert!(run.stdout.contains("Punkte"), "{format}: {run}");
        for english in ["points ahead", "Prepared on", "What it means", "Sources", "Left open", "Why not", "Settled:"] {
            assert!(!run.stdout.contains(english), "{format} says {english}: {run}");
        }
    }
}

#[test]
fn a_branded_page_is_valid_and_lets_in_what_it_has() {
    for format in ["html", "board"] {
        let page = branded(&nordlicht(), &format!("--format {format} --date 2026-03-31")).stdout;
        let all = elements(&page);
        let find = |name: &'static str| all.iter().filter(move |element| element.name == name);
        assert_eq!(find("html").next().and_then(|html| html.get("lang")), Some("de"));
        let logo = find("img").next().expect("there is a logo");
        assert!(logo.get("src").is_some_and(|src| src.starts_with("data:image/svg+xml;base64,")));
        assert_eq!(logo.get("alt"), Some("Nordlicht Beratung"));
        let policy = all.iter().find(|meta| meta.get("http-equiv") == Some("Content-Security-Policy"));
        let policy = policy.and_then(|meta| meta.get("content")).expect("it has a policy");
        assert!(policy.contains("img-src data:;") && !policy.contains("unsafe"), "{policy}");
        let styles: Vec<&str> = find("style").map(|style| style.text.as_str()).collect();
        assert_eq!(styles.len(), 2);
        assert_eq!(policy.matches("'sha256-").count(), styles.len());
        assert!(styles[1].contains(":root{--accent:#14505c}") && styles[1].contains("--accent:#6fc7b8"), "{styles:?}");
        assert!(page.contains("Hafenstraße 12") && page.contains("Kiel, 31. März 2026"));
        assert!(!page.contains("advisor recommend"), "left out");
        assert!(!page.contains("<script"));
    }
}

#[test]
fn sections_are_left_out_on_every_face() {
    let all = "at_a_glance, charts, standings, why_not, ruled_out, decisive, changes, meaning, assessments, answers, open, \
               source_effects, sources, reproduce, cautions";
    let advisor = nordlicht().file("short.yaml", format!("leave_out: [{all}]\n"));
    for format in ["html", "board", "markdown", "text"] {
        let short = advisor.run(&format!("recommend scale-up.yaml --brand short.yaml --format {format}")).exits(0);
        let long = advisor.run(&format!("recommend scale-up.yaml --format {format}")).exits(0);
        assert!(short.stdout.len() < long.stdout.len(), "{format}");
        for heading in
            ["What decides it", "Your answers", "Sources", "What should you watch out for?", "fingerprint", "[1"]
        {
            assert!(!short.stdout.contains(heading), "{format} has {heading}: {short}");
        }
        assert!(short.stdout.contains("Make your sales leader the CRO."), "{format}: {short}");
    }
}

#[test]
fn the_example_of_the_documentation_works() {
    let document = std::fs::read_to_string(root().join("docs/brand.md")).expect("it is there");
    let block = document.split_once("```yaml\n").and_then(|(_, rest)| rest.split_once("```")).expect("it has one").0;
    let advisor =
        nordlicht().file("nordlicht.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>").file("brand.yaml", block);
    let run = advisor.run("recommend startup.yaml --brand brand.yaml --format html --date 2026-03-31").exits(0);
    for part in [
        "Kiel, March 31, 2026",
        "Clear, by 5 points. “No new executive for now” comes next.",
        "Nordlicht Advisory, Kiel",
        "--accent:#14505c",
    ] {
        assert!(run.stdout.contains(part), "{part}: {run}");
    }
}

#[test]
fn the_file_to_begin_with_says_the_same_in_other_words() {
    let advisor = nordlicht();
    let english = advisor.run("brand new").exits(0).stdout;
    let advisor = advisor.file("english.yaml", &english);
    advisor.run("brand new --language de --output german.yaml").exits(0);
    for (file, other) in [("english.yaml", None), ("german.yaml", Some("german"))] {
        let own = advisor.run(&format!("recommend scale-up.yaml --brand {file} --format markdown")).exits(0).stdout;
        let advisor = nordlicht().file("de.yaml", "language: de");
        let brand = if other.is_some() { "--brand de.yaml" } else { "" };
        assert_eq!(own, advisor.run(&format!("recommend scale-up.yaml {brand} --format markdown")).exits(0).stdout);
    }
    advisor.run("brand new --language pl").exits(0).says(&[]);
    advisor.run("brand new --language x:y").exits(2).says(&["two or three letters"]);
}

#[test]
fn mistakes_are_told_at_once_with_their_places() {
    let advisor = nordlicht().file("logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>").file(
        "brand.yaml",
        "name: Nordlicht\nlogo: logo.svg\ncolors: {on_light: \"#ffcc00\"}\nleave_out: [sauces]\nsentences:\n  \
         prepared_on: As of today\n  verdict_close: close\n  setled: yes\n",
    );
    let run = advisor.run("recommend scale-up.yaml --brand brand.yaml --output page.html").exits(2);
    settings().bind(|| insta::assert_snapshot!("brand-mistakes", run.stderr));
    assert!(!advisor.exists("page.html"));
}

/// A list is built up part by part: said twice, what comes before would double with each.
#[test]
fn no_sentence_makes_a_report_grow_without_end() {
    for sentence in ["list_comma: \"{list}{list}, {next}\"", "thousands: \"{before}.{before}{after}\""] {
        let advisor = nordlicht().file("brand.yaml", format!("sentences:\n  {sentence}\n"));
        let run = advisor.run("recommend scale-up.yaml --brand brand.yaml --format markdown");
        run.exits(2).says(&["more than once"]);
    }
    let advisor = nordlicht().file("brand.yaml", format!("sentences: {{quoted: \"{}\"}}\n", "{text}".repeat(90)));
    let run = advisor.run("recommend scale-up.yaml --brand brand.yaml --format markdown");
    run.exits(2).says(&["`{text}` 90 times"]);
}

#[test]
fn what_does_not_go_together_is_said() {
    let advisor = nordlicht();
    let brand = "--brand brand/nordlicht.yaml";
    advisor.run(&format!("recommend scale-up.yaml {brand} --format json")).exits(2).says(&["says nothing in JSON"]);
    advisor.run(&format!("compare scale-up.yaml startup.yaml {brand} --format json")).exits(2).says(&["JSON"]);
    advisor.run("recommend scale-up.yaml --brand gone.yaml").exits(2).says(&["cannot read `gone.yaml`"]);
    for read in ["brand/nordlicht.yaml", "brand/nordlicht.svg"] {
        let run = advisor.run(&format!("recommend scale-up.yaml {brand} --output {read}"));
        run.exits(2).says(&["is read here, so the result cannot be written to it"]);
    }
}
