//! A web service around the library, on the standard library alone: what a form needs, and nothing of how it looks.
//!
//! | Request | Answer |
//! |---|---|
//! | `GET /catalogue` | the questions, their answers and conditions, decisions, options and sources |
//! | `POST /start` with `{}` | the first question, and the state to send back with its answer |
//! | `POST /answer` with `{"state", "question", "answer"}` | the next question and state; `null` leaves the question open |
//! | `POST /recommendation` with `{"company", "answers"}` | the result with its analysis, as a record |
//!
//! What is wrong with a request comes as JSON with status 400, 404, 405, 413 or 422. The service keeps nothing between two
//! requests, so any number of them can run side by side. Put a proxy in front of it that speaks TLS and limits who may call.
//!
//! `cargo run --release -p leadership-advisor --example service -- 8080`, on loopback

#![allow(dead_code, reason = "a test takes this file as a module, and calls `serve` only")]

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use leadership_advisor::record::Catalogue;
use leadership_advisor::{Answer, Budget, Interview, InterviewState, Rulebook};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Larger requests are refused. A form sends a few kilobytes.
const MOST_BYTES: u64 = 64 * 1024;
/// Whoever sends nothing for so long is hung up on.
const PATIENCE: Duration = Duration::from_secs(5);
/// So many requests are answered side by side; others are told to come again.
const MOST_AT_ONCE: usize = 64;
/// How far each search of the analysis may go for one request.
const BUDGET: Budget = Budget(20_000);

#[expect(clippy::print_stdout, reason = "an example says where it listens")]
fn main() -> io::Result<()> {
    let port = std::env::args().nth(1).and_then(|port| port.parse().ok()).unwrap_or(8080);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    println!("listening on http://{}", listener.local_addr()?);
    serve(&listener, &Rulebook::builtin());
    Ok(())
}

/// Answers requests until the program ends.
pub(crate) fn serve(listener: &TcpListener, rulebook: &Rulebook) {
    let busy = AtomicUsize::new(0);
    thread::scope(|scope| {
        for stream in listener.incoming() {
            // Whoever hung up already is no reason to stop.
            let Ok(mut stream) = stream else { continue };
            if busy.fetch_add(1, Ordering::SeqCst) >= MOST_AT_ONCE {
                let _ = Reply::refusal(503, "busy", "try again in a moment").write(&mut stream);
                busy.fetch_sub(1, Ordering::SeqCst);
                continue;
            }
            scope.spawn(|| {
                let mut stream = stream;
                let _ = converse(&mut stream, rulebook);
                busy.fetch_sub(1, Ordering::SeqCst);
            });
        }
    });
}

/// One request and its reply.
fn converse(stream: &mut TcpStream, rulebook: &Rulebook) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let reply = match Request::read(stream) {
        Ok(request) => request.reply(rulebook),
        Err(refusal) => refusal,
    };
    reply.write(stream)
}

struct Request {
    method: String,
    path: String,
    body: Vec<u8>,
}

struct Reply {
    status: u16,
    body: Value,
}

#[derive(Deserialize)]
struct Given {
    state: InterviewState,
    question: String,
    answer: Option<Answer>,
}

#[derive(Deserialize)]
struct Company {
    company: Option<String>,
    answers: BTreeMap<String, Option<Answer>>,
}

impl Request {
    /// Reads as much of HTTP/1.1 as a proxy sends: a request line, headers, and a body of a stated length.
    fn read(stream: &TcpStream) -> Result<Request, Reply> {
        let broken = |_| Reply::refusal(400, "broken-request", "the request could not be read");
        let mut reader = BufReader::new(stream.take(2 * MOST_BYTES));
        let mut line = String::new();
        reader.read_line(&mut line).map_err(broken)?;
        let mut words = line.split_whitespace().map(str::to_owned);
        let (Some(method), Some(path)) = (words.next(), words.next()) else {
            return Err(Reply::refusal(400, "broken-request", "there is no request line"));
        };
        let mut length = 0;
        loop {
            let mut header = String::new();
            if reader.read_line(&mut header).map_err(broken)? == 0 || header.trim().is_empty() {
                break;
            }
            if let Some((name, value)) = header.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().unwrap_or(u64::MAX);
            }
        }
        if length > MOST_BYTES {
            return Err(Reply::refusal(413, "too-large", "a request may have 64 KiB"));
        }
        let mut body = Vec::new();
        reader.take(length).read_to_end(&mut body).map_err(broken)?;
        Ok(Request { method, path, body })
    }

    fn reply(&self, rulebook: &Rulebook) -> Reply {
        let replied = match (self.method.as_str(), self.path.as_str()) {
            ("GET", "/catalogue") => Reply::of(&Catalogue::from(rulebook)),
            ("POST", "/start") => Reply::of(&asked(&Interview::new(rulebook.answers()))),
            ("POST", "/answer") => self.body().and_then(|given| answered(rulebook, given)),
            ("POST", "/recommendation") => self.body().and_then(|company| recommended(rulebook, company)),
            (_, "/catalogue" | "/start" | "/answer" | "/recommendation") => {
                Err(Reply::refusal(405, "wrong-method", "GET the catalogue, POST everything else"))
            }
            _ => Err(Reply::refusal(404, "unknown-path", "the head of this file lists the paths")),
        };
        replied.unwrap_or_else(|refusal| refusal)
    }

    fn body<'b, T: Deserialize<'b>>(&'b self) -> Result<T, Reply> {
        serde_json::from_slice(&self.body).map_err(|error| Reply::refusal(400, "broken-body", &error.to_string()))
    }
}

/// The question that comes next, with what the form needs besides the catalogue.
fn asked(interview: &Interview) -> Value {
    let progress = interview.progress();
    json!({
        "state": interview.state(),
        "question": interview.question().map(|question| &question.id),
        "at": progress.at,
        "of": progress.of,
    })
}

/// Takes an answer. The form names the question, so a double click answers nothing twice.
fn answered(rulebook: &Rulebook, given: Given) -> Result<Reply, Reply> {
    // Answers that a changed rulebook does not take any more are told with the next question.
    let (mut interview, dropped) = Interview::resume(rulebook, &given.state);
    let taken = match given.answer {
        Some(answer) => interview.answer_to(&given.question, answer),
        None => interview.skip_question(&given.question),
    };
    taken.map_err(|error| Reply { status: 422, body: json!({"errors": [error]}) })?;
    let mut next = asked(&interview);
    if let (false, Some(next)) = (dropped.is_empty(), next.as_object_mut()) {
        next.insert("dropped".to_owned(), json!(dropped));
    }
    Reply::of(&next)
}

fn recommended(rulebook: &Rulebook, company: Company) -> Result<Reply, Reply> {
    let given = company.answers.into_iter().filter_map(|(question, answer)| Some((question, answer?)));
    let mut answers =
        rulebook.answers_from(given).map_err(|errors| Reply { status: 422, body: json!({"errors": errors}) })?;
    answers.set_company(company.company);
    Reply::of(&answers.evaluate().analysed(BUDGET).record())
}

impl Reply {
    fn of(value: &impl Serialize) -> Result<Reply, Reply> {
        match serde_json::to_value(value) {
            Ok(body) => Ok(Reply { status: 200, body }),
            Err(error) => Err(Reply::refusal(500, "internal", &error.to_string())),
        }
    }

    fn refusal(status: u16, code: &str, message: &str) -> Reply {
        Reply { status, body: json!({"errors": [{"code": code, "message": message}]}) }
    }

    fn write(&self, stream: &mut TcpStream) -> io::Result<()> {
        let body = self.body.to_string();
        let reason = match self.status {
            200 => "OK",
            422 => "Unprocessable Content",
            503 => "Service Unavailable",
            500 => "Internal Server Error",
            _ => "Bad Request",
        };
        write!(
            stream,
            "HTTP/1.1 {} {reason}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.status,
            body.len()
        )?;
        stream.flush()
    }
}
