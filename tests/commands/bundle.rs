//! `advisor recommend --bundle` and `advisor verify`: the same bytes come out later, and what was touched is named.

use std::fs;

use crate::advisor::Advisor;

const ANSWERS: &str = "{company: Acme, answers: {hunger: some, guests: no}}";

/// A bundle of a rulebook, a layer and a brand with a logo.
fn bundled() -> Advisor {
    let advisor = Advisor::new()
        .file("lunch.yaml", crate::lunch::LUNCH)
        .file("a.yaml", ANSWERS)
        .example("brand/nordlicht.yaml")
        .example("brand/nordlicht.svg");
    advisor.run(MAKE).exits(0).says(&["The bundle is in bundle", "digest"]);
    advisor
}

const MAKE: &str =
    "recommend --rules lunch.yaml a.yaml --brand brand/nordlicht.yaml --date 2026-03-31 --format json --bundle bundle";

#[test]
fn the_same_bytes_come_out() {
    let advisor = bundled();
    let run = advisor.run("verify bundle").exits(0);
    for part in ["The bundle is whole: 8 files", "page.html: the same", "The same bytes come out."] {
        assert!(run.stdout.contains(part), "{part}: {run}");
    }
    assert_eq!(advisor.read("bundle/rules/0-lunch/lunch.yaml"), crate::lunch::LUNCH);
    assert_eq!(
        advisor.read("bundle/result.json"),
        advisor.run("recommend --rules lunch.yaml a.yaml --format json").stdout
    );
    // Made elsewhere, from a layer over the shipped rulebook, it is the same to the byte.
    let again = bundled();
    for file in ["bundle.json", "page.html", "board.html", "report.md", "answers.yaml", "brand/logo-nordlicht.svg"] {
        let file = format!("bundle/{file}");
        assert_eq!(advisor.read(&file), again.read(&file), "{file}");
    }
    let layered = Advisor::new().example("scale-up.yaml").example("practice.yaml");
    layered.run("recommend --rules practice.yaml scale-up.yaml --set investor=yes --bundle out").exits(0);
    assert!(layered.read("out/rules/1-lindqvist/practice.yaml").contains("extends: revenue-leadership"));
    layered.run("verify out").exits(0);
}

#[test]
fn what_was_touched_is_named() {
    let advisor = bundled();
    let path = |name: &str| advisor.path("bundle").join(name);
    fs::write(path("answers.yaml"), "answers: {}").expect("a file can be written");
    fs::write(path("notes.txt"), "hello").expect("a file can be written");
    fs::remove_file(path("report.md")).expect("it is there");
    let page = fs::read_to_string(path("page.html")).expect("it is there");
    fs::write(path("page.html"), page + "\n").expect("a file can be written");
    advisor.run("verify bundle").exits(2).says(&[
        "is damaged",
        "`answers.yaml` is not what it was",
        "`page.html` is not what it was",
        "`report.md` is missing",
        "`notes.txt` does not belong to it",
    ]);
}

/// Changes a file of the bundle, and its digest and length with it.
fn forge(advisor: &Advisor, name: &str, change: impl Fn(&str) -> String) {
    let file = advisor.path("bundle").join(name);
    let text = change(&fs::read_to_string(&file).expect("it is there"));
    fs::write(&file, &text).expect("a file can be written");
    let manifest = advisor.path("bundle").join("bundle.json");
    let mut json: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&manifest).expect("it is there")).expect("it is JSON");
    let digest: String = hmac_sha256::Hash::hash(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    json["files"][name] = serde_json::json!({"bytes": text.len(), "sha256": digest});
    fs::write(&manifest, json.to_string()).expect("a file can be written");
}

#[test]
fn a_result_that_is_another_is_shown_with_the_reason() {
    let advisor = bundled();
    forge(&advisor, "page.html", |page| page.replacen("Punkte", "Points", 1));
    let run = advisor.run("verify bundle").exits(1);
    for part in ["page.html: differs from line ", "now:", "result.json: the same", "changed together", "Not the same."]
    {
        assert!(run.stdout.contains(part), "{part}: {run}");
    }
    let advisor = bundled();
    forge(&advisor, "rules/0-lunch/lunch.yaml", |rules| rules.replacen("title:", "title: Another", 1));
    let run = advisor.run("verify bundle").exits(1);
    assert!(run.stdout.contains("are not those that it names"), "{run}");
    let advisor = bundled();
    let manifest = advisor
        .read("bundle/bundle.json")
        .replace("\"version\": \"0.1.0\",\n  \"date\"", "\"version\": \"0.0.9\",\n  \"date\"");
    fs::write(advisor.path("bundle").join("bundle.json"), manifest).expect("a file can be written");
    forge(&advisor, "page.html", |page| page.replacen("Punkte", "Points", 1));
    let run = advisor.run("verify bundle").exits(1);
    assert!(run.stdout.contains("made by leadership-advisor 0.0.9, and this is"), "{run}");
}

#[test]
fn a_bundle_that_names_other_rules_is_not_the_same() {
    for (part, from) in [("rulebook", "version"), ("rulebook", "id")] {
        let advisor = bundled();
        let path = advisor.path("bundle").join("bundle.json");
        let mut json: serde_json::Value =
            serde_json::from_str(&advisor.read("bundle/bundle.json")).expect("it is JSON");
        json[part][from] = "forged\u{1b}[31m".into();
        fs::write(path, json.to_string()).expect("a file can be written");
        let run = advisor.run("verify bundle").exits(1);
        assert!(run.stdout.contains("The bundle names the rules ") && run.stdout.contains("Not the same."), "{run}");
        assert!(!run.stdout.contains('\u{1b}'), "{run}");
    }
    let advisor = bundled();
    let path = advisor.path("bundle").join("bundle.json");
    let mut json: serde_json::Value = serde_json::from_str(&advisor.read("bundle/bundle.json")).expect("it is JSON");
    json["layers"][0]["version"] = "0".into();
    fs::write(&path, json.to_string()).expect("a file can be written");
    let run = advisor.run("verify bundle").exits(1);
    assert!(run.stdout.contains("The bundle names the rules `lunch` 0, and those in it are"), "{run}");
    json["layers"] = serde_json::json!([]);
    fs::write(&path, json.to_string()).expect("a file can be written");
    advisor.run("verify bundle").refused();
}

#[test]
fn a_hostile_bundle_is_refused() {
    let change = |from: &str, to: &str| {
        let advisor = bundled();
        let manifest = advisor.read("bundle/bundle.json");
        assert!(manifest.contains(from), "{from}");
        fs::write(advisor.path("bundle").join("bundle.json"), manifest.replace(from, to))
            .expect("a file can be written");
        advisor.run("verify bundle").refused()
    };
    change("\"answers.yaml\"", "\"../a.yaml\"").says(&["`../a.yaml` is no path within it"]);
    change("\"answers.yaml\"", "\"/etc/passwd\"").says(&["`/etc/passwd` is no path within it"]);
    change("\"answers\": \"answers.yaml\"", "\"answers\": \"other.yaml\"").says(&["no digest of `other.yaml`"]);
    change("\"format\": 1", "\"format\": 7").says(&["it has format 7"]);
    change("\"date\": \"2026-03-31\"", "\"date\": \"2026-02-31\"").says(&["no calendar has this day"]);
    change("\"format\": 1,", "\"format\": 1, \"more\": 1,").says(&["unknown field `more`"]);
    change("{", "").says(&["`bundle.json` is not as it is written"]);
    let advisor = Advisor::new().file("empty/a.txt", "").file("a.zip", "PK");
    advisor.run("verify empty").refused().says(&["there is no `bundle.json`"]);
    advisor.run("verify a.zip").refused().says(&["is no folder"]);
    advisor.run("verify gone").refused().says(&["is no folder"]);
    // Larger than a bundle may be, without taking up the room.
    let advisor = bundled();
    let file = fs::File::create(advisor.path("bundle").join("page.html")).expect("a file can be written");
    file.set_len(200 << 20).expect("a file can be long");
    advisor.run("verify bundle").refused().says(&["larger than 64 MiB"]);
}

#[cfg(unix)]
#[test]
fn no_link_is_followed() {
    let advisor = bundled();
    let page = advisor.path("bundle").join("page.html");
    fs::rename(&page, advisor.path("elsewhere.html")).expect("it can be moved");
    std::os::unix::fs::symlink(advisor.path("elsewhere.html"), &page).expect("a link can be made");
    advisor.run("verify bundle").refused().says(&["`page.html` is neither a file nor a folder", "is missing"]);
}

#[test]
fn nothing_is_written_over() {
    let advisor = bundled();
    advisor.run(MAKE).exits(2).says(&["`bundle` is there already"]);
    fs::create_dir(advisor.path("empty")).expect("a folder can be made");
    advisor.run(&MAKE.replace("--bundle bundle", "--bundle empty")).exits(0);
    advisor.run("verify empty").exits(0);
    let gone = MAKE.replace("--bundle bundle", "--bundle gone/bundle");
    advisor.run(&gone).exits(2).says(&["cannot write `gone/bundle`"]);
    let left: Vec<String> = advisor.names().into_iter().filter(|name| name.contains("advisor-bundle")).collect();
    assert!(left.is_empty(), "{left:?}");
}
