//! The interview line by line: questions on standard error, answers on standard input. It works in any terminal, in a pipe,
//! and with a screen reader.

use std::io::{BufRead, Read};

use leadership_advisor_report::{DIM, Page, STRONG, enough_text};

use crate::exit::Failure;
use crate::output;
use crate::prompt::{self, Reply};
use crate::session::{Left, Session};

/// No line that answers anything is longer.
const LONGEST_LINE: u64 = 4096;
/// So many lines in a row that answer nothing end the interview: nobody types them, and input may be endless.
const MOST_IN_VAIN: usize = 100;

pub(crate) fn converse(session: &mut Session) -> Result<Left, Failure> {
    welcome(session)?;
    let mut input = Input { lines: std::io::stdin().lock(), in_vain: 0, begun: false };
    let mut section = None;
    let mut enough = false;
    loop {
        if let Some(news) = session.news() {
            output::say(&format!("\n{}", said(&news)))?;
        }
        let left = if session.interview.question().is_some() {
            let heading = session.interview.section().map(|section| section.title.clone());
            output::say(&prompt::question(&session.interview, heading != section, output::width()))?;
            section = heading;
            question(session, &mut input)?
        } else {
            let remainder = session.interview.remainder();
            if !enough && (remainder.saved > 0 || remainder.more > 0) {
                output::say(&format!("\n{}", enough_text(&remainder, output::width())))?;
            }
            let more = remainder.more;
            enough = true;
            if more > 0 { go_on(session, &mut input)? } else { Some(Left::NothingToAsk) }
        };
        match left {
            None => {}
            Some(Left::NothingToAsk) => return company(session, &mut input),
            Some(left) => return Ok(left),
        }
    }
}

fn welcome(session: &Session) -> Result<(), Failure> {
    let mut page = Page::new(output::width());
    let rulebook = session.interview.rulebook();
    page.styled(0, STRONG, rulebook.title());
    page.paragraph(0, rulebook.summary());
    page.gap();
    page.paragraph(0, &session.where_it_saves());
    page.paragraph(0, prompt::COMMANDS);
    output::say(&page.finish())
}

/// The same question until there is an answer to it, or a command that leads elsewhere.
fn question(session: &mut Session, input: &mut Input<impl BufRead>) -> Result<Option<Left>, Failure> {
    loop {
        let Some(line) = input.next()? else { return Ok(Some(Left::EndOfInput)) };
        match prompt::reply(&mut session.interview, &line) {
            Reply::Answered(reading) => {
                session.save()?;
                output::say(&reading)?;
            }
            Reply::Skipped => session.save()?,
            Reply::Elsewhere => {}
            Reply::Quit => return Ok(Some(Left::Quit)),
            Reply::Say(text) => {
                output::say(&text)?;
                input.vain()?;
                continue;
            }
        }
        input.in_vain = 0;
        return Ok(None);
    }
}

/// Whether to go on with what only the other decisions need.
fn go_on(session: &mut Session, input: &mut Input<impl BufRead>) -> Result<Option<Left>, Failure> {
    output::say(&said("Continue with them? y = yes, n = no, show me the recommendation"))?;
    loop {
        let Some(line) = input.next()? else { return Ok(Some(Left::NothingToAsk)) };
        match line.trim().to_lowercase().as_str() {
            "y" | "yes" => session.interview.go_on(),
            "n" | "no" => return Ok(Some(Left::NothingToAsk)),
            "q" | "quit" => return Ok(Some(Left::Quit)),
            other => match prompt::command(&mut session.interview, other) {
                Some(Reply::Say(text)) => {
                    output::say(&text)?;
                    input.vain()?;
                    continue;
                }
                Some(_) => {}
                None => {
                    output::say(&said("Type y or n."))?;
                    input.vain()?;
                    continue;
                }
            },
        }
        input.in_vain = 0;
        return Ok(None);
    }
}

/// The name for the result, if there is anything to put it on.
fn company(session: &mut Session, input: &mut Input<impl BufRead>) -> Result<Left, Failure> {
    let answers = session.interview.answers();
    if answers.company().is_none() && !answers.is_empty() {
        output::say(&said("\nCompany name, for the top of the result? Press Enter to skip."))?;
        let name = input.next()?.map(|line| line.trim().to_owned()).filter(|name| !name.is_empty());
        if name.is_some() {
            session.interview.set_company(name);
            session.save()?;
        }
    }
    if let Some(news) = session.news() {
        output::say(&said(&news))?;
    }
    output::say("\n")?;
    Ok(Left::NothingToAsk)
}

/// Two bytes that begin no UTF-8 text, and the zeros between letters.
fn is_utf16(line: &[u8]) -> bool {
    line.starts_with(b"\xFF\xFE") || line.starts_with(b"\xFE\xFF")
}

fn said(text: &str) -> String {
    let mut page = Page::new(output::width());
    if text.starts_with('\n') {
        page.line("");
    }
    page.styled(0, DIM, text);
    page.finish()
}

/// Lines from somewhere that may never end.
struct Input<R> {
    lines: R,
    in_vain: usize,
    /// Whether a line was read before.
    begun: bool,
}

impl<R: BufRead> Input<R> {
    /// The next line, after a prompt; `None` at the end of the input.
    fn next(&mut self) -> Result<Option<String>, Failure> {
        output::say("> ")?;
        let mut line = Vec::new();
        let read = self.lines.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line);
        let read = read.map_err(|error| Failure::new(format!("cannot read your answer: {error}"), None))?;
        let first = !std::mem::replace(&mut self.begun, true);
        if first && is_utf16(&line) {
            return Err(Failure::new("the answers are UTF-16 text", Some("save them as UTF-8")));
        }
        let line = String::from_utf8_lossy(&line).into_owned();
        // Some editors begin a file with a mark of its encoding.
        let line = line.strip_prefix('\u{feff}').filter(|_| first).map(str::to_owned).unwrap_or(line);
        Ok((read > 0).then_some(line))
    }

    /// Counts a line that answered nothing.
    fn vain(&mut self) -> Result<(), Failure> {
        self.in_vain += 1;
        if self.in_vain < MOST_IN_VAIN {
            return Ok(());
        }
        let message = format!("{MOST_IN_VAIN} lines in a row answered nothing, so the questions end here");
        Err(Failure::new(message, Some("what was answered before is saved")))
    }
}
