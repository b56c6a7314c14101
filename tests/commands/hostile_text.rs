//! A rulebook comes from somebody else, and a terminal obeys what it is shown. Nothing that stands in a rulebook, in
//! answers or in a file's name may move the cursor, set a title, turn the direction of writing or fake a line.

use crate::advisor::{Advisor, Run};

/// In a double-quoted text of YAML: clear the screen, set the title, blink, C1's own CSI, overwrite the line, a second
/// line, turn the writing, and the characters that YAML or a terminal treats as ends.
pub(crate) const HOSTILE: &str =
    "x\\e[2J\\e]0;title\\a\\e[5m\\u009b5m\\r\\n\\b\\0\\x7f\\u0085\\u2028\\u202e\\u2066\\u200f y";

pub(crate) fn rulebook(text: &str) -> String {
    "\
rulebook: {id: h, version: \"H\", format: 1, title: \"H\", summary: \"H\", sections: {s: \"H\"}}
sources:
  - {id: d, title: \"H\", published: \"H\", address: \"H\", claims: {c: \"H\", e: \"H\"}}
  - {id: f, title: \"H\", kind: field}
questions:
  - {id: c, section: s, ask: \"H\", why: \"H\", type: choice, ordered: true, answers: {a: \"H\", b: {label: \"H\", help: \"H\"}}, sources: [d/c]}
  - {id: m, section: s, ask: \"H\", why: \"H\", type: many, answers: {a: \"H\", b: {label: \"H\", help: \"H\"}}}
  - {id: n, ask: \"H\", type: number, unit: \"H\"}
  - {id: y, ask: \"H\", type: yes_no}
  - {id: no, ask: \"H\", type: yes_no, ask_if: {y: false}}
decisions:
  - id: o
    title: \"H\"
    choose: one
    options:
      - {id: a, title: \"H\", summary: \"H\", details: {\"H\": [\"H\", \"H\"], \"H2\": [\"H\"]}}
      - {id: b, title: \"H\"}
      - {id: e, title: \"H\"}
    rules:
      - {id: r, if: {c: a}, points: {a: 2, b: 1}, because: \"H\", sources: [d/c, f]}
      - {id: s, if: {c: a}, rules_out: [e], because: \"H\", sources: [d]}
  - id: p
    title: \"H\"
    choose: many
    options: [{id: a, title: \"H\", summary: \"H\"}]
    rules:
      - {id: t, if: {m: a}, points: {a: 2}, because: \"H\", sources: [d]}
      - {id: u, if: {m: b}, points: {}, because: \"H\"}
charts:
  - {id: c, title: \"H\", if: {c: a}, boxes: [{title: \"H\", note: \"H\", below: [{title: \"H\", style: dashed}]}]}
assessments:
  - {id: s, title: \"H\", summary: \"H\", levels: [\"H\", \"H\"], areas: [{question: c, title: \"H\"}]}
cases:
  - {name: \"H\", answers: {c: a}, expect: {o: b, p: {includes: [a]}}, reasons: [t]}
"
    .replace("\"H", &format!("\"{text}"))
}

/// Asserts that nothing but text and line ends was put out.
#[track_caller]
fn is_harmless(run: &Run) {
    for (stream, text) in [("standard output", &run.stdout), ("standard error", &run.stderr)] {
        for line in text.split('\n') {
            if let Some(c) = line.chars().find(|c| is_harmful(*c)) {
                panic!("U+{:04X} on {stream}: {}", u32::from(c), line.escape_debug());
            }
        }
    }
}

fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[test]
fn a_hostile_rulebook_is_shown_and_not_obeyed() {
    let answers = format!("{{company: \"{HOSTILE}\", answers: {{c: a, m: [a], n: 1, y: yes, no: no}}}}");
    let advisor = Advisor::new().file("h.yaml", rulebook(HOSTILE)).file("a.yaml", answers);
    // It shows that the text gets as far as here at all.
    let shown = |run: Run| {
        assert!(run.stdout.contains("x␛[2J␛]0;title␇␛[5m"), "the text is not shown:\n{run}");
        run
    };
    is_harmless(&shown(advisor.run("recommend a.yaml --rules h.yaml").exits(0)));
    is_harmless(&shown(advisor.run("recommend a.yaml --rules h.yaml --format html").exits(0)));
    is_harmless(&advisor.run("recommend a.yaml --rules h.yaml --format markdown").exits(0));
    is_harmless(&advisor.run("recommend a.yaml --rules h.yaml --brief").exits(0));
    is_harmless(&shown(advisor.run("rules test h.yaml").exits(1)));
    // Two warnings, and the line of counts with the version in it.
    is_harmless(&shown(advisor.run("rules check h.yaml").exits(0)));
    let input = "?\n\u{1b}[2J\u{202e}\n1\n?\n\u{9b}5m\n1\n\u{1b}]0;t\u{7}\nb\nb\n?\n1\n1\n1\nq\n";
    is_harmless(&advisor.feed("ask --rules h.yaml", input).exits(0));
    let run = advisor.feed("ask --rules h.yaml", "1\n1\n1\ny\n");
    is_harmless(&shown(run.exits(0)));
    for set in ["c=\u{1b}[2J", "\u{202e}=1", "n=\u{9b}5m"] {
        is_harmless(&advisor.run(&format!("recommend a.yaml --rules h.yaml --set {set}")).refused());
    }
}

/// A line end in a text is a space: nobody can write a line that looks like one of the program's own.
#[test]
fn line_ends_are_spaces() {
    for (arguments, input) in [("recommend - --rules h.yaml", "answers: {c: a, m: [a]}"), ("rules test h.yaml", "")] {
        let stdout = |text: &str| Advisor::new().file("h.yaml", rulebook(text)).feed(arguments, input).stdout;
        let expected = stdout("a b");
        assert!(expected.contains("a b"), "{expected}");
        for text in ["a\\nb", "a\\rb", "a\\tb"] {
            // The last line names the fingerprint of the text.
            let lines = |text: &str| text.lines().filter(|line| !line.contains("fingerprint")).count();
            let same = |text: &str| text.split("Rulebook h").next().map(str::to_owned);
            let found = stdout(text);
            assert_eq!((lines(&found), same(&found)), (lines(&expected), same(&expected)));
        }
    }
}

/// With colours on, the only sequences are those of the program itself: colours and weights.
#[test]
fn colours_let_nothing_through() {
    let answers = format!("{{company: \"{HOSTILE}\", answers: {{c: a, m: [a], n: 1, y: yes, no: no}}}}");
    let advisor = Advisor::new().file("h.yaml", rulebook(HOSTILE)).file("a.yaml", answers);
    for arguments in
        ["recommend a.yaml --rules h.yaml", "rules test h.yaml", "rules check h.yaml", "ask --rules h.yaml"]
    {
        let mut run = advisor.feed(&format!("{arguments} --color always"), "?\n1\n\u{1b}[5m\n");
        for text in [&mut run.stdout, &mut run.stderr] {
            let mut rest = text.split('\u{1b}');
            let mut plain = rest.next().unwrap_or_default().to_owned();
            for part in rest {
                let (style, text) = part.split_once('m').unwrap_or((part, ""));
                let numbers = style.strip_prefix('[').map(|style| style.split(';').map(str::parse::<u32>));
                let is_style = numbers.is_some_and(|mut numbers| {
                    numbers.all(|number| number.is_ok_and(|number| matches!(number, 0..=2 | 30..=37 | 90..=97)))
                });
                assert!(is_style, "`ESC {}` in {arguments}", part.escape_debug());
                plain += text;
            }
            *text = plain;
        }
        is_harmless(&run);
    }
}

/// What is wrong is quoted back to its author: ids, keys, values, and the line itself with whatever bytes it has.
#[test]
fn mistakes_are_quoted_without_harm() {
    let good = rulebook(HOSTILE);
    let name = format!("\"{HOSTILE}\"");
    for (right, wrong) in [
        ("if: {c: a}", format!("if: {{{name}: a}}")),
        ("if: {c: a}", format!("if: {{c: {name}}}")),
        ("{id: h,", format!("{{id: {name},")),
        ("type: many", format!("type: {name}")),
        ("choose: many", format!("choose: {name}")),
        ("points: {a: 2, b: 1}", format!("points: {{{name}: 2}}")),
        ("sources: [d/c, f]", format!("sources: [{name}]")),
        ("kind: field", format!("kind: {name}")),
        ("choose: one", format!("choose: one\n    {name}: 1")),
        ("{m: b}", format!("{{c: {name}, m: {name}}}")),
        ("reasons: [t]", format!("reasons: [{name}]")),
        ("{o: b,", format!("{{{name}: b,")),
        // Twice, so that the first place is shown with the second.
        ("cases:", format!("cases:\n  - {{name: {name}, answers: {{}}}}\n  - {{name: {name}, answers: {{}}}}")),
        // As raw bytes, where YAML has to refuse them.
        ("{id: e,", "{id: \u{1b}[2J,".to_owned()),
        ("{id: e,", "{id: \u{9b}5m,".to_owned()),
        ("{id: e,", "{id: \u{7f}\u{85}\u{2028},".to_owned()),
        // And where YAML takes them: a mistake beside them shows the line.
        ("{id: e,", "{id: \u{202e}\u{2066}\u{200f},".to_owned()),
        ("{id: e, title:", "{id: E, summary: \u{202e}\u{2066}\u{200f}, title:".to_owned()),
    ] {
        let bad = good.replacen(right, &wrong, 1);
        assert_ne!(bad, good, "`{right}` is not there to be replaced");
        let advisor = Advisor::new().file("h.yaml", bad);
        let run = advisor.run("rules check h.yaml").exits(1);
        assert!(run.stdout.contains("error["), "{run}");
        is_harmless(&run);
        is_harmless(&advisor.run("rules test h.yaml").exits(1));
        is_harmless(&advisor.run("recommend a.yaml --rules h.yaml").refused());
    }
}

#[test]
#[cfg(unix)]
fn names_of_files_are_quoted_without_harm() {
    let name = "\u{1b}[2J\u{202e}\u{9b}5m\u{8}.yaml";
    let advisor = Advisor::new().file(name, rulebook(HOSTILE)).file("bad/\u{1b}]0;t\u{7}.yaml", "no: rulebook");
    for arguments in [
        format!("rules test {name}"),
        format!("recommend {name}"),
        "rules check bad".to_owned(),
        format!("rules check {name}x"),
        format!("ask --rules {name} --save {name}"),
        format!("recommend {name} --output {name}/x"),
        format!("recommend {name} {name}"),
        format!("recommend a.yaml --format {name}"),
        format!("rules check --{name}"),
    ] {
        let run = advisor.run(&arguments);
        assert!(run.code.is_some_and(|code| code > 0), "{run}");
        is_harmless(&run);
    }
    // It ends in "Your answers are saved" or "are in", with the name.
    for input in ["1\nq\n", "1\n", "1\n1\n1\ny\n"] {
        let advisor = Advisor::new().file("h.yaml", rulebook(HOSTILE));
        is_harmless(&advisor.feed(&format!("ask --rules h.yaml --save {name}"), input).exits(0));
    }
}
