//! The compiled engine against the library: the same requests, and the same replies to the byte. What the library replies to
//! `result` is the JSON that the program prints.
//!
//! It is the engine that is checked in, or the one that the variable `ENGINE` names: `crates/web/build --trial` makes one of the
//! sources as they are. It runs in Node, which is what a browser runs it in, without the browser. Where there is no Node nothing is
//! compared, and that is said; the tests in `tests/browser` look at a sample in a real browser.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]
#![expect(clippy::print_stderr, reason = "what is skipped is said")]

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use leadership_advisor::{Question, QuestionKind, Rulebook};
use leadership_advisor_web::{Session, reply};
use serde_json::{Value, json};

/// How many profiles are compared, and how many interviews.
const PROFILES: usize = 200;
const INTERVIEWS: usize = 20;

/// The engine in a process of its own.
struct Engine {
    process: Child,
    requests: ChildStdin,
    replies: BufReader<ChildStdout>,
}

impl Engine {
    /// Nothing where there is no Node.
    fn start() -> Option<Engine> {
        let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let mut node = Command::new("node");
        let engine = std::env::var_os("ENGINE").map_or_else(|| own.join("engine/engine.wasm.gz"), PathBuf::from);
        node.arg(own.join("tests/engine.mjs")).arg(engine);
        let Ok(mut process) = node.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn() else {
            eprintln!("skipped: there is no `node` here, so that the compiled engine cannot run");
            return None;
        };
        let requests = process.stdin.take().expect("it was asked for");
        let replies = BufReader::new(process.stdout.take().expect("it was asked for"));
        Some(Engine { process, requests, replies })
    }

    fn send(&mut self, request: &str) {
        writeln!(self.requests, "{request}").expect("the engine runs");
    }

    fn receive(&mut self) -> String {
        let mut line = String::new();
        self.replies.read_line(&mut line).expect("the engine replies");
        line.truncate(line.trim_end_matches('\n').len());
        line
    }

    fn ask(&mut self, request: &str) -> String {
        self.send(request);
        self.receive()
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Numbers that look drawn and are the same each time: a linear congruence of Knuth's.
struct Draws(u64);

impl Draws {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("it has 31 bits") % most.max(1)
    }

    /// Some answer that the question takes.
    fn answer(&mut self, question: &Question) -> Value {
        match &question.kind {
            QuestionKind::Choice { answers, .. } => answers.get(self.below(answers.len())).map(|one| json!(one.id)),
            QuestionKind::Many { answers, at_most, .. } => {
                let most = at_most.unwrap_or(answers.len()).min(3);
                let mut ids: Vec<&str> = Vec::new();
                for _ in 0..self.below(most + 1) {
                    let id = answers.get(self.below(answers.len())).map(|one| one.id.as_str()).unwrap_or_default();
                    if !ids.contains(&id) {
                        ids.push(id);
                    }
                }
                Some(json!(ids))
            }
            QuestionKind::Number { min, max, .. } => {
                let (least, most) = (min.unwrap_or(0), max.unwrap_or(1_000).min(1_000_000));
                let span = usize::try_from(most.saturating_sub(least)).unwrap_or(0);
                Some(json!(least + i64::try_from(self.below(span + 1)).unwrap_or(0)))
            }
            _ => Some(json!(self.below(2) == 0)),
        }
        .expect("a question has answers")
    }
}

fn opening(rulebook: &Rulebook) -> String {
    let file = |(path, text): &(&str, &str)| json!({"path": path, "text": text});
    let texts = rulebook.layer_texts();
    let layers: Vec<Vec<Value>> = texts.iter().map(|layer| layer.iter().map(file).collect()).collect();
    json!({"do": "open", "layers": layers, "shipped": rulebook.is_shipped()}).to_string()
}

/// Both sides, with a rulebook open.
struct Both {
    engine: Engine,
    session: Session,
}

impl Both {
    fn open(rulebook: &Rulebook) -> Option<Both> {
        let mut both = Both { engine: Engine::start()?, session: Session::default() };
        let opened = both.ask(&opening(rulebook));
        assert!(opened.get("ok").is_some(), "{opened}");
        Some(both)
    }

    /// The reply of both, which must be the same.
    fn ask(&mut self, request: &str) -> Value {
        self.engine.send(request);
        let own = reply(&mut self.session, request);
        let theirs = self.engine.receive();
        assert!(own == theirs, "for {request}\nthe library says\n{own}\nand the engine\n{theirs}");
        serde_json::from_str(&own).expect("a reply is JSON")
    }
}

#[test]
fn profiles_have_the_same_result() {
    let rulebook = Rulebook::builtin();
    let Some(mut both) = Both::open(&rulebook) else { return };
    let mut draws = Draws(1);
    for nth in 0..PROFILES {
        let mut answers = serde_json::Map::new();
        // From few answers to all of them.
        for question in rulebook.questions().iter().filter(|_| draws.0 % 7 != 1 || nth % 2 == 0).collect::<Vec<_>>() {
            if draws.below(10) < 2 + nth % 9 {
                answers.insert(question.id.clone(), draws.answer(question));
            }
        }
        let company = ["Acme", "Größe & <Söhne>", ""].get(nth % 3).copied();
        // The page and the sheet are made of what the JSON holds, so that a few of them do.
        let want: &[&str] = if nth % 20 == 0 { &["html", "board", "json"] } else { &["json"] };
        let result =
            json!({"do": "result", "answers": answers, "company": company, "date": [2026, 3, 3], "want": want});
        let result = both.ask(&result.to_string());
        let printed = result.pointer("/ok/json").and_then(Value::as_str).unwrap_or_default();
        assert!(printed.starts_with("{\n  \"format\": 1,"), "{printed}");
        both.ask(&json!({"do": "whatif", "answers": answers, "set": {"money": null}}).to_string());
        if nth % 10 == 0 {
            both.ask(&json!({"do": "changes", "answers": answers}).to_string());
            let file = both.ask(&json!({"do": "write", "answers": answers, "company": company}).to_string());
            both.ask(&json!({"do": "read", "text": file.pointer("/ok/text")}).to_string());
        }
    }
}

#[test]
fn interviews_ask_the_same_questions_in_the_same_order() {
    let rulebook = Rulebook::builtin();
    let Some(mut both) = Both::open(&rulebook) else { return };
    let mut draws = Draws(2);
    for nth in 0..INTERVIEWS {
        let mut said = both.ask(r#"{"do": "interview", "company": "Acme"}"#);
        let mut steps = 0;
        loop {
            let state = said.pointer("/ok/state").cloned().expect("an interview has a state");
            let asked = said.pointer("/ok/question").and_then(Value::as_str).and_then(|id| rulebook.question(id));
            let more = said.pointer("/ok/enough/more").and_then(Value::as_u64).unwrap_or(0);
            let action = match asked {
                Some(question) => match draws.below(8) {
                    0 => json!({"kind": "skip", "question": question.id}),
                    1 if steps < 60 => json!({"kind": "back", "question": question.id}),
                    _ => json!({"kind": "answer", "question": question.id, "answer": draws.answer(question)}),
                },
                None if more > 0 && nth % 2 == 0 => json!({"kind": "go_on"}),
                None => break,
            };
            said = both.ask(&json!({"do": "interview", "state": state, "action": action}).to_string());
            steps += 1;
            assert!(steps < 200, "the interview does not end");
        }
        assert!(steps > 3, "nothing was asked");
    }
}

#[test]
fn memory_does_not_grow_over_a_long_session() {
    let rulebook = Rulebook::builtin();
    let Some(mut engine) = Engine::start() else { return };
    engine.ask(&opening(&rulebook));
    let memory = |engine: &mut Engine| engine.ask("memory").parse::<u64>().expect("a number of bytes");
    // The same session again and again. Memory is never given back, so what the hardest request takes stays; a kilobyte that each
    // of 2,000 requests left behind would be far more than a quarter.
    let session = |engine: &mut Engine| {
        let mut draws = Draws(3);
        for nth in 0..1_000 {
            let mut answers = serde_json::Map::new();
            for question in rulebook.questions().iter() {
                if draws.below(3) > 0 {
                    answers.insert(question.id.clone(), draws.answer(question));
                }
            }
            let request = match nth % 3 {
                0 => json!({"do": "interview", "answers": answers}),
                1 => json!({"do": "whatif", "answers": answers}),
                _ => json!({"do": "read", "link": format!("{{\"rulebook\": \"x\", {nth}")}),
            };
            engine.ask(&request.to_string());
        }
        memory(engine)
    };
    let early = session(&mut engine);
    session(&mut engine);
    let late = session(&mut engine);
    assert!(late <= early + early / 4, "the engine's memory grew from {early} to {late} bytes");
}
