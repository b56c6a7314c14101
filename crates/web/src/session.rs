//! A session: the rulebook that was opened, and the one way in. It holds nothing else that grows: what an interview has come
//! to travels with each request, and of interviews only the last is kept, to be gone on with.

use leadership_advisor::record::Catalogue;
use leadership_advisor::{Answers, Interview, InterviewState, Rulebook};
use serde::Serialize;

use crate::refusal::{Refusal, findings};
use crate::request::{AnswerMap, Open, Request};
use crate::{asking, keeping, outcome};

/// What is kept between two requests.
#[derive(Debug, Default)]
pub struct Session {
    rulebook: Option<Rulebook>,
    /// The interview that the last reply was about, by its state.
    last: Option<(InterviewState, Interview)>,
}

/// A reply: what was asked for, or why there is none.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Reply<T> {
    Ok(T),
    Error(Refusal),
}

/// Answers one request, both JSON. Any text has a reply: `{"ok": …}` or `{"error": {"code", "message", …}}`.
///
/// ```
/// use leadership_advisor_web::{Session, reply};
///
/// let mut session = Session::default();
/// let lunch = "{rulebook: {id: lunch, version: 1, format: 1, title: Lunch}, questions: [{id: hungry, ask: Hungry?, type: yes_no}], decisions: [{id: meal, title: Meal?, choose: one, options: [{id: soup, title: Soup}], rules: []}]}";
/// let open = serde_json::json!({"do": "open", "layers": [[{"path": "lunch.yaml", "text": lunch}]]});
/// assert!(reply(&mut session, &open.to_string()).starts_with(r#"{"ok":{"#));
/// assert!(reply(&mut session, r#"{"do": "dance"}"#).starts_with(r#"{"error":{"code":"request","#));
/// ```
pub fn reply(session: &mut Session, request: &str) -> String {
    match serde_json::from_str(request) {
        Ok(request) => session.answer(request),
        Err(error) => to_json::<()>(Err(Refusal::new("request", error.to_string()))),
    }
}

impl Session {
    fn answer(&mut self, request: Request) -> String {
        match request {
            Request::Open(open) => to_json(self.open(&open)),
            Request::Interview(asking) => to_json(self.rulebook().and_then(|rulebook| {
                let (state, interview, dropped) = asking::take(&rulebook, *asking, self.last.take())?;
                let reply = serde_json::to_value(asking::reply(&state, &interview, dropped));
                self.last = Some((state, interview));
                Ok(reply.unwrap_or_default())
            })),
            Request::Standings { state } => to_json(self.rulebook().map(|rulebook| {
                let known = self.last.as_ref().filter(|(known, _)| *known == state);
                let interview = known.map(|(_, interview)| interview.clone());
                asking::standings(&interview.unwrap_or_else(|| Interview::resume(&rulebook, &state).0))
            })),
            Request::Result(given) => {
                let answers = self.answers(&given.answers, given.company);
                to_json(answers.map(|answers| outcome::result(&answers, given.date.as_deref(), &given.want)))
            }
            Request::Whatif(supposed) => to_json(
                self.answers(&supposed.answers, supposed.company).and_then(|a| outcome::whatif(a, supposed.set)),
            ),
            Request::Changes(given) => {
                to_json(self.answers(&given.answers, given.company).map(|answers| outcome::changes(&answers)))
            }
            Request::Read(read) => to_json(self.rulebook().and_then(|rulebook| keeping::read(&rulebook, read))),
            Request::Write(given) => {
                to_json(self.answers(&given.answers, given.company).map(|answers| keeping::write(&answers)))
            }
        }
    }

    fn open(&mut self, open: &Open) -> Result<Catalogue, Refusal> {
        let layers = open.layers.iter().map(|files| files.iter().map(|file| (&file.path, &file.text)));
        let rulebook = Rulebook::parse_layers(layers).map_err(|problems| {
            Refusal::of("rulebook", "The rulebook of this page has errors.", findings(&problems))
        })?;
        let rulebook = if open.shipped { rulebook.vouched_as_shipped() } else { rulebook };
        let catalogue = Catalogue::from(&rulebook);
        *self = Session { rulebook: Some(rulebook), last: None };
        Ok(catalogue)
    }

    fn rulebook(&self) -> Result<Rulebook, Refusal> {
        self.rulebook.clone().ok_or_else(|| Refusal::new("closed", "No rulebook was opened."))
    }

    /// Answers that the rulebook takes, all of them.
    fn answers(&self, given: &AnswerMap, company: Option<String>) -> Result<Answers, Refusal> {
        let mut answers = self.rulebook()?.answers_from(given)?;
        answers.set_company(company);
        Ok(answers)
    }
}

fn to_json<T: Serialize>(result: Result<T, Refusal>) -> String {
    let reply = result.map_or_else(Reply::Error, Reply::Ok);
    // Every map in a reply has strings as keys, so that nothing can fail here.
    serde_json::to_string(&reply).unwrap_or_default()
}
