//! `advisor recommend --format markdown`: a document for a wiki, read back by a parser of Markdown.

use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::advisor::Advisor;
use crate::hostile_text;
use crate::lunch::LUNCH;

/// Everything that GitHub understands.
fn events(document: &str) -> Vec<Event<'_>> {
    let github = Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM;
    Parser::new_ext(document, github).collect()
}

#[test]
fn documents_read_like_this() {
    let advisor = Advisor::new().example("scale-up.yaml").example("database.yaml").example("database-answers.yaml");
    let advisor = advisor.file("lunch.yaml", LUNCH);
    let scale_up = advisor.run("recommend scale-up.yaml --format markdown").exits(0);
    scale_up.snapshot("markdown-scale-up");
    let database = advisor.run("recommend --rules database.yaml database-answers.yaml --format markdown").exits(0);
    database.snapshot("markdown-database");
    let nothing = advisor.feed("recommend - --rules lunch.yaml --format markdown", "answers: {}").exits(0);
    nothing.snapshot("markdown-lunch-nothing-known");
}

/// Headings in order, tables that are tables, boxes to tick: what was meant is what a reader's program understands.
#[test]
fn a_parser_understands_what_was_meant() {
    let run = Advisor::new().example("scale-up.yaml").run("recommend scale-up.yaml --format markdown").exits(0);
    let events = events(&run.stdout);
    let level = |event: &Event<'_>| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(*level as usize),
        _ => None,
    };
    let levels: Vec<usize> = events.iter().filter_map(level).collect();
    assert!(levels.first() == Some(&1) && levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    let count = |wanted: fn(&Event<'_>) -> bool| events.iter().filter(|event| wanted(event)).count();
    // Standings and reasons of the decision, the assessment, and the answers of six sections.
    assert_eq!(count(|event| matches!(event, Event::Start(Tag::Table(_)))), 9);
    assert_eq!(count(|event| matches!(event, Event::TaskListMarker(false))), 11);
    assert_eq!(count(|event| matches!(event, Event::Html(_) | Event::InlineHtml(_))), 0);
}

/// Whatever a rulebook says, the document has the same shape as if it said something harmless.
#[test]
fn hostile_text_stays_text() {
    let shape = |text: &str| -> (Vec<String>, String) {
        let advisor = Advisor::new().file("h.yaml", hostile_text::rulebook(text));
        let answers = format!("{{company: \"{text}\", answers: {{c: a, m: [a], n: 1, y: yes, no: no}}}}");
        let document = advisor.feed("recommend - --rules h.yaml --format markdown", answers).exits(0).stdout;
        let (mut shape, mut words) = (Vec::new(), String::new());
        for event in events(&document) {
            match event {
                Event::Text(text) => words.push_str(&text),
                // The fingerprint, which is another one for every text.
                Event::Code(code) if code.len() == 64 => shape.push("fingerprint".to_owned()),
                event => shape.push(format!("{event:?}")),
            }
        }
        (shape, words)
    };
    let (plain, _) = shape("plain");
    for hostile in [
        "# a",
        "- a",
        "+ a",
        "1. a",
        "12) a",
        "> a",
        "= a",
        "--- a",
        "| a | b |",
        "a | b",
        "*a* _b_ __c__",
        "`a`",
        "```a",
        "~~a~~",
        "<script>a</script>",
        "<!-- a",
        "&lt;b&gt;",
        "[a](https://a.org)",
        "![a](a.png)",
        "[a]: b",
        "[^1]",
        "$a$",
        "[x] a",
        ":::a",
        "a<br>b",
        "<https://a.org>",
    ] {
        let (found, words) = shape(hostile);
        assert_eq!(found, plain, "`{hostile}` changes the shape");
        assert!(words.contains(hostile), "`{hostile}` does not come out as it went in");
    }
}
