//! A session: the rulebook that was opened, and the one way in. It holds nothing else that grows: what an interview has come
//! to travels with each request, and of interviews only the last is kept, to be gone on with.

use leadership_advisor::record::Catalogue;
use leadership_advisor::{Answers, Interview, InterviewState, Rulebook};
use leadership_advisor_report::Brand;
use serde::Serialize;

use crate::refusal::{Refusal, findings};
use crate::request::Request;
use crate::{asking, keeping, outcome};

/// What is kept between two requests.
#[derive(Debug, Default)]
pub struct Session {
    rulebook: Option<Rulebook>,
    /// In whose name results are told.
    brand: Brand,
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
        Err(error) => refused(Refusal::new("request", error.to_string())),
    }
}

impl Session {
    /// A session in which this rulebook is open.
    #[cfg(not(target_family = "wasm"))]
    pub(crate) fn of(rulebook: Rulebook) -> Self {
        Session { rulebook: Some(rulebook), ..Session::default() }
    }

    fn answer(&mut self, request: Request) -> String {
        let done = match request.what.as_str() {
            "open" => self.open(request),
            "interview" => self.interview(request),
            "standings" => self.standings(&request),
            "result" => self
                .answers(&request)
                .map(|answers| to_json(outcome::result(&answers, &self.brand, request.date, &request.want))),
            "whatif" => self
                .answers(&request)
                .and_then(|answers| outcome::whatif(answers, &self.brand, request.set))
                .map(to_json),
            "changes" => self.answers(&request).map(|answers| to_json(outcome::changes(&answers, &self.brand))),
            "read" => {
                self.rulebook().and_then(|rulebook| keeping::read(rulebook, request.text, request.link)).map(to_json)
            }
            "write" => self.answers(&request).map(|answers| to_json(keeping::write(&answers))),
            other => Err(Refusal::new("request", format!("nothing is known of `{other}`"))),
        };
        done.unwrap_or_else(refused)
    }

    fn open(&mut self, request: Request) -> Result<String, Refusal> {
        let layers = request.layers.iter().map(|files| files.iter().map(|file| (&file.path, &file.text)));
        let rulebook = Rulebook::parse_layers(layers).map_err(|problems| {
            Refusal::of("rulebook", "The rulebook of this page has errors.", findings(&problems))
        })?;
        let rulebook = if request.shipped { rulebook.vouched_as_shipped() } else { rulebook };
        let catalogue = Catalogue::from(&rulebook);
        *self = Session { rulebook: Some(rulebook), brand: request.brand, last: None };
        Ok(to_json(catalogue))
    }

    fn interview(&mut self, request: Request) -> Result<String, Refusal> {
        let last = self.last.take();
        let (state, interview, dropped) = asking::take(self.rulebook()?, request, last)?;
        let reply = to_json(asking::reply(&state, &interview, dropped));
        self.last = Some((state, interview));
        Ok(reply)
    }

    fn standings(&self, request: &Request) -> Result<String, Refusal> {
        let rulebook = self.rulebook()?;
        let Some(state) = &request.state else { return Err(Refusal::new("request", "`standings` needs a `state`")) };
        Ok(to_json(match &self.last {
            Some((known, interview)) if known == state => asking::standings(interview),
            _ => asking::standings(&Interview::resume(rulebook, state).0),
        }))
    }

    fn rulebook(&self) -> Result<&Rulebook, Refusal> {
        self.rulebook.as_ref().ok_or_else(|| Refusal::new("closed", "No rulebook was opened."))
    }

    /// The answers of a request, if the rulebook takes all of them.
    fn answers(&self, request: &Request) -> Result<Answers, Refusal> {
        let mut answers = self.rulebook()?.answers_from(&request.answers)?;
        answers.set_company(request.company.clone());
        Ok(answers)
    }
}

fn refused(refusal: Refusal) -> String {
    json_of(&Reply::<()>::Error(refusal))
}

fn to_json<T: Serialize>(result: T) -> String {
    json_of(&Reply::Ok(result))
}

fn json_of<T: Serialize>(reply: &Reply<T>) -> String {
    // Every map in a reply has strings as keys, so that nothing can fail here.
    serde_json::to_string(reply).unwrap_or_default()
}
