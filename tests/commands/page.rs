//! `advisor recommend --format html`: a page that is valid, needs nothing but itself, and says in words what it shows.

use std::collections::HashSet;

use crate::advisor::Advisor;
use crate::hostile_text;
use crate::lunch::LUNCH;
use crate::tags::{Element, elements};

/// One decision, one rule, and nothing that may be left out.
const BARE: &str = "\
rulebook: {id: bare, version: 1, format: 1, title: Bare}
questions: [{id: q, ask: Well, type: yes_no}]
decisions:
  - {id: d, title: What?, choose: one, options: [{id: a, title: A}], rules: [{id: r, if: {q: true}, points: {a: 1}}]}
";

/// Charts of every shape: deep, wide, a row that has rows below it, several at the top, long words.
fn boxes() -> String {
    let chain =
        (0..12).fold("{title: End}".to_owned(), |below, nth| format!("{{title: Link {nth}, below: [{below}]}}"));
    let row =
        |most: u32| (0..most).map(|nth| format!("{{title: Seat {nth}, note: a note}}")).collect::<Vec<_>>().join(", ");
    let tree =
        format!("{{title: Top, below: [{{title: One, below: [{}]}}, {{title: Two, below: [{}]}}]}}", row(3), row(9));
    let wide = format!("{{title: Top, below: [{}]}}", row(9));
    let long =
        "{title: Vertriebsverantwortlichkeitsbereichsleitung, note: and a note that goes on for more than a line}";
    let several = format!("{{title: Top, below: [{tree}]}}, {long}, {{title: Last}}");
    let charts = [("chain", chain), ("tree", tree), ("wide", wide), ("several", several)];
    let charts = charts.iter().map(|(id, boxes)| format!("  - {{id: {id}, title: {id}, boxes: [{boxes}]}}\n"));
    format!("{BARE}charts:\n{}", charts.collect::<String>())
}

/// Pages of everything that there are words for: the examples, another rulebook, one without any of what may be left out,
/// ties, all ruled out, nothing known, nothing that applies.
fn pages() -> Vec<(String, String)> {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH).file("bare.yaml", BARE).file("boxes.yaml", boxes());
    let mut advisor = advisor.example("database.yaml").example("database-answers.yaml");
    let mut pages = Vec::new();
    for example in ["startup", "scale-up", "enterprise"] {
        let file = format!("{example}.yaml");
        advisor = advisor.example(&file);
        pages.push((
            example.to_owned(),
            advisor.run(&format!("recommend {file} --format html --date 2026-03-31")).exits(0).stdout,
        ));
    }
    let database = advisor
        .run("recommend --rules database.yaml database-answers.yaml --format html --date 2026-03-31")
        .exits(0)
        .stdout;
    pages.push(("database".to_owned(), database));
    for (name, rules, answers) in [
        ("searching", "", "answers: {stage: searching}"),
        ("nothing", "", "answers: {}"),
        ("seats", "", "answers: {sales_lead: executive, marketing_lead: under_sales, money: part_time}"),
        ("bare", "--rules bare.yaml", "answers: {q: yes}"),
        ("boxes", "--rules boxes.yaml", "answers: {}"),
        ("bare-nothing", "--rules bare.yaml", "answers: {}"),
        (
            "tie",
            "--rules lunch.yaml",
            "answers: {hunger: some, tastes: [sour, hot], money: 10, guests: yes, number: 4}",
        ),
        ("alone", "--rules lunch.yaml", "answers: {hunger: none, tastes: [], money: 9, guests: no, number: 4}"),
        ("lunch-nothing", "--rules lunch.yaml", "answers: {}"),
    ] {
        let run = advisor.feed(&format!("recommend - {rules} --format html --date 2026-03-31"), answers).exits(0);
        pages.push((name.to_owned(), run.stdout));
    }
    pages
}

fn only<'p>(page: &'p [Element], name: &str) -> &'p Element {
    let mut found = page.iter().filter(|element| element.name == name);
    let first = found.next().unwrap_or_else(|| panic!("no `{name}`"));
    assert!(found.next().is_none(), "more than one `{name}`");
    first
}

#[test]
fn every_page_is_valid_and_can_be_found_ones_way_in() {
    for (name, page) in pages() {
        let page = elements(&page);
        assert_eq!(only(&page, "html").get("lang"), Some("en"), "{name}");
        let titles =
            page.iter().filter(|one| one.name == "title" && one.around == ["html", "head"] && !one.text.is_empty());
        assert!(titles.count() == 1 && !only(&page, "h1").text.is_empty(), "{name}");
        only(&page, "main");
        // Headings go down by one at a time.
        let level = |element: &Element| match element.name.as_str() {
            "h1" | "h2" | "h3" | "h4" => element.name[1..].parse::<u32>().ok(),
            _ => None,
        };
        let levels: Vec<u32> = page.iter().filter_map(level).collect();
        let falls = levels.windows(2).all(|pair| pair[1] <= pair[0] + 1);
        assert!(falls && levels.first() == Some(&1), "{name}: {levels:?}");
        // What is named by an id is there, once.
        let ids: Vec<&str> = page.iter().filter_map(|element| element.get("id")).collect();
        let known: HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len(), "{name}: an id twice");
        let named = page.iter().flat_map(|element| {
            let by_words = element.get("aria-labelledby").into_iter().flat_map(|ids| ids.split(' '));
            by_words.chain(element.get("href").and_then(|target| target.strip_prefix('#')))
        });
        named.for_each(|id| assert!(known.contains(id), "{name}: nothing has the id `{id}`"));
    }
}

#[test]
fn every_table_has_headers_and_every_picture_words() {
    let mut pictures = 0;
    for (name, page) in pages() {
        let page = elements(&page);
        for element in &page {
            match element.name.as_str() {
                // A picture has a title and words of its own, or stands beside the number that it shows.
                "svg" if element.get("role") == Some("img") => {
                    let label = element.get("aria-labelledby").expect("it has words");
                    for id in label.split(' ') {
                        let words = page.iter().find(|other| other.get("id") == Some(id)).expect("they are there");
                        assert!(!words.text.is_empty(), "{name}: no words for a picture");
                    }
                    pictures += 1;
                }
                "svg" => assert_eq!(element.get("aria-hidden"), Some("true"), "{name}: a picture without words"),
                "th" => assert!(element.get("scope").is_some(), "{name}: `{}` is a header of what?", element.text),
                _ => {}
            }
        }
        let count = |wanted: &str| page.iter().filter(|element| element.name == wanted).count();
        assert_eq!((count("table"), count("table")), (count("caption"), count("thead")), "{name}");
    }
    assert!(pictures > 8, "{pictures} pictures");
}

/// Nothing is fetched, run or sent, and the page itself forbids it before anything else is read.
#[test]
fn no_page_needs_anything_else() {
    let harmless = [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "main",
        "section",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "div",
        "span",
        "strong",
        "abbr",
        "a",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "figure",
        "figcaption",
        "svg",
        "desc",
        "g",
        "rect",
        "path",
        "text",
        "pre",
        "code",
        "details",
        "summary",
    ];
    let attributes = [
        "lang",
        "charset",
        "http-equiv",
        "content",
        "name",
        "class",
        "id",
        "role",
        "aria-labelledby",
        "aria-hidden",
        "focusable",
        "scope",
        "title",
        "href",
        "rel",
        "viewbox",
        "preserveaspectratio",
        "width",
        "height",
        "x",
        "y",
        "rx",
        "d",
    ];
    for (name, text) in pages() {
        let page = elements(&text);
        for element in &page {
            assert!(harmless.contains(&element.name.as_str()), "{name}: `{}`", element.name);
            for (attribute, value) in &element.attributes {
                assert!(attributes.contains(&attribute.as_str()), "{name}: `{attribute}` of `{}`", element.name);
                // Links lead within the page, or out of it for whoever follows them.
                let is_link = element.name == "a" && ["#", "https://", "http://"].iter().any(|s| value.starts_with(s));
                assert!(attribute != "href" || is_link, "{name}: a link to {value}");
            }
        }
        let style = &only(&page, "style").text;
        assert!(!style.contains("url(") && !style.contains('@') || style.split('@').skip(1).all(is_own_rule), "{name}");
        let position = |wanted: fn(&Element) -> bool| page.iter().position(wanted).expect("it is there");
        let policy = position(|element| element.get("http-equiv") == Some("Content-Security-Policy"));
        assert!(policy < position(|element| matches!(element.name.as_str(), "style" | "title")), "{name}");
        let policy = page[policy].get("content").expect("it says something");
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
        assert!(!policy.contains("unsafe") && !policy.contains('*') && !policy.contains("http"), "{policy}");
    }
}

/// Rules of a style sheet that fetch nothing.
fn is_own_rule(rule: &str) -> bool {
    ["media", "page", "bottom-right"].iter().any(|own| rule.starts_with(own))
}

#[test]
fn the_same_input_gives_the_same_page() {
    assert_eq!(pages(), pages());
}

/// What is only on the page is there: charts, the assessment, the checklist, the answers, how to make it again.
#[test]
fn a_page_holds_what_the_board_asks_for() {
    let pages = pages();
    let page = |name: &str| elements(&pages.iter().find(|page| page.0 == name).expect("it is among them").1);
    let scale_up = page("scale-up");
    let drawn = |page: &[Element]| -> Vec<String> {
        let charts =
            page.iter().filter(|element| element.name == "title" && element.around.iter().any(|name| name == "svg"));
        let mut titles: Vec<String> = charts.map(|title| title.text.clone()).collect();
        titles.dedup();
        titles
    };
    assert_eq!(drawn(&scale_up), ["Today", "As proposed"]);
    let headings: Vec<&str> = scale_up.iter().filter(|one| one.name == "h2").map(|one| one.text.as_str()).collect();
    assert_eq!(
        headings,
        [
            "At a glance",
            "How should sales and marketing be led?",
            "Who should report to whom?",
            "What does this mean for your people?",
            "How well do sales and marketing work together?",
            "What should you do next?",
            "What should you watch out for?",
            "Your answers",
            "Sources",
            "Independent evidence",
            "How to reproduce this page",
        ]
    );
    let class = |page: &[Element], class: &str| page.iter().filter(|element| element.has_class(class)).count();
    assert_eq!(
        (class(&scale_up, "checklist"), class(&scale_up, "waterfall"), class(&scale_up, "assessment")),
        (3, 1, 1),
        "a checklist for each of three times"
    );
    // Dashed is who does not stay.
    assert!(class(&page("startup"), "dashed") > 0);
    assert_eq!(drawn(&page("database")), ["How it fits together"]);
    assert_eq!(drawn(&page("bare")), [""; 0]);
    // The answers at the end give the same page again.
    let again =
        &scale_up.iter().find(|one| one.name == "code" && one.text.contains("answers:")).expect("it is there").text;
    let run = Advisor::new().feed("recommend - --format html --date 2026-03-31", again).exits(0);
    assert_eq!(run.stdout, pages.iter().find(|page| page.0 == "scale-up").expect("it is there").1);
}

/// No box covers another one, and none stands outside of its picture.
#[test]
fn boxes_have_room() {
    let number = |element: &Element, name: &str| -> i64 {
        element.get(name).and_then(|value| value.parse().ok()).expect("it is a number")
    };
    let mut drawn = 0;
    for (name, page) in pages() {
        let (mut size, mut boxes) = ((0, 0), Vec::<[i64; 4]>::new());
        for element in elements(&page) {
            match element.name.as_str() {
                "svg" if element.has_class("chart") => {
                    size = (number(&element, "width"), number(&element, "height"));
                    boxes.clear();
                }
                "rect" if element.around.iter().any(|name| name == "g") => {
                    let [x, y] = ["x", "y"].map(|side| number(&element, side));
                    let [right, bottom] = [x + number(&element, "width"), y + number(&element, "height")];
                    assert!(x > 0 && y > 0 && right < size.0 && bottom < size.1, "{name}: outside of the picture");
                    let covers =
                        |other: &[i64; 4]| x < other[2] && other[0] < right && y < other[3] && other[1] < bottom;
                    assert!(!boxes.iter().any(covers), "{name}: one box covers another");
                    boxes.push([x, y, right, bottom]);
                    drawn += 1;
                }
                _ => {}
            }
        }
    }
    assert!(drawn > 100, "{drawn} boxes");
}

/// A rulebook that tries to write the page: its text comes out as text, and makes no element.
#[test]
fn hostile_text_stays_text() {
    let hostile =
        "</title></style></svg><script>alert(1)</script><img src=x onerror=alert(1)>\\\" onload='x'&lt;--><!--";
    let advisor = |text: &str| Advisor::new().file("h.yaml", hostile_text::rulebook(text));
    let answers = |text: &str| format!("{{company: \"{text}\", answers: {{c: a, m: [a], n: 1, y: yes, no: no}}}}");
    let page = |text: &str| {
        advisor(text).feed("recommend - --rules h.yaml --format html --date 2026-03-31", answers(text)).exits(0).stdout
    };
    let (plain, found) = (page("plain"), page(hostile));
    let names = |page: &str| elements(page).into_iter().map(|element| element.name).collect::<Vec<_>>();
    // Lines in boxes and of the answers may be more; elements of another kind there are none.
    let kinds = |page: &str| names(page).into_iter().collect::<HashSet<_>>();
    assert_eq!(kinds(&found), kinds(&plain));
    let shown = hostile.replace("\\\"", "\"");
    let found = elements(&found);
    for name in ["title", "h1", "h2", "h3", "caption", "th", "li", "dt", "desc"] {
        assert!(found.iter().any(|one| one.name == name && one.text.contains(&shown)), "not in a `{name}`");
    }
    // An address leads only to where addresses lead.
    assert!(found.iter().filter_map(|one| one.get("href")).all(|target| target.starts_with('#')));
}

/// Text against what is behind it, by the formula of WCAG 2.2: 4.5 at least, and 3 for bars and lines.
#[test]
fn everything_stands_out_in_light_and_in_dark() {
    let (_, page) = pages().swap_remove(0);
    let page = elements(&page);
    let style = &only(&page, "style").text;
    let schemes: Vec<&str> = style.split(":root {").skip(1).filter_map(|rest| rest.split('}').next()).collect();
    assert_eq!(schemes.len(), 2);
    for scheme in schemes {
        let luminance = |name: &str| -> f64 {
            let value = scheme.split(&format!("{name}: #")).nth(1).and_then(|rest| rest.get(..6)).expect("a colour");
            let channel = |at: usize| -> f64 {
                let value = f64::from(u8::from_str_radix(&value[at..at + 2], 16).expect("two digits")) / 255.0;
                if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
        };
        let contrast = |one: &str, other: &str| {
            let (one, other) = (luminance(one), luminance(other));
            (one.max(other) + 0.05) / (one.min(other) + 0.05)
        };
        for (front, behind, least) in [
            ("--ink", "--paper", 4.5),
            ("--ink", "--panel", 4.5),
            ("--muted", "--paper", 4.5),
            ("--muted", "--panel", 4.5),
            ("--accent", "--paper", 4.5),
            ("--on-accent", "--accent", 4.5),
            ("--plus", "--paper", 4.5),
            ("--minus", "--paper", 4.5),
            ("--other", "--paper", 3.0),
            ("--line", "--paper", 3.0),
            ("--line", "--panel", 3.0),
        ] {
            let found = contrast(front, behind);
            assert!(found >= least, "{front} on {behind}: {found:.2} of {least} in {scheme}");
        }
    }
}
