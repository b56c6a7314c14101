//! What a key does: a state and a key give another state. No terminal is needed to know it.

mod pages;

use std::cell::Cell;

use leadership_advisor::{Answer, Interview, Question, QuestionKind};

use crate::prompt;
use crate::session::Left;

/// A key that means something here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Up,
    Down,
    PageUp,
    PageDown,
    Home,
    End,
    Enter,
    Esc,
    Backspace,
    Char(char),
    /// Nothing was pressed for a while.
    Pause,
    /// Ctrl-C.
    Interrupt,
    /// Ctrl-D.
    EndOfInput,
}

/// What is to be done after a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    Stay,
    /// Answers have changed: save them.
    Changed,
    /// Save, and show the result.
    Finish,
    Leave(Left),
}

/// What stands on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum View {
    /// What this is about, and where it saves.
    Start,
    Question,
    /// Why the question is asked.
    Why,
    /// How things stand.
    Standings,
    /// The answers so far, to go back to one of them.
    Answers,
    /// No question is left: go on for the other decisions?
    Enough,
    /// The name for the heading of the result.
    Company,
}

/// Lines that a page key moves by.
const PAGE: usize = 8;
/// No text that is typed here is longer.
const LONGEST: usize = 80;

/// The state of the screen. The interview's own state is the interview's.
#[derive(Clone, Debug)]
pub(super) struct Screen {
    pub(super) view: View,
    /// The entry of a list that the cursor is on, or the lines that a page is scrolled by.
    pub(super) cursor: usize,
    /// Which answers of a *many* question are chosen.
    pub(super) marked: Vec<bool>,
    /// What is being typed: a number, or the company's name.
    pub(super) typed: String,
    /// Whether that is an earlier answer as it stands, so that letters are still commands.
    untouched: bool,
    /// The first digit of a number of two, until the second is typed, or Enter or a pause decides.
    digit: Option<usize>,
    /// The furthest that a page can be scrolled, as the view found it.
    pub(super) furthest: Cell<usize>,
    /// Something to say below the question.
    pub(super) note: String,
    /// The cursor of the question under a page.
    under: usize,
}

impl Screen {
    /// The beginning, with what is to be said there.
    pub(super) fn new(note: String) -> Self {
        let (typed, marked) = (String::new(), Vec::new());
        let furthest = Cell::new(0);
        Screen { view: View::Start, cursor: 0, marked, typed, untouched: false, digit: None, furthest, note, under: 0 }
    }

    /// Says something below whatever the interview is at by now.
    pub(super) fn announce(&mut self, note: &str, interview: &Interview) {
        self.settle(interview);
        note.clone_into(&mut self.note);
    }

    /// Takes a key.
    pub(super) fn key(&mut self, key: Key, interview: &mut Interview) -> Effect {
        match key {
            Key::Interrupt => return Effect::Leave(Left::Interrupted),
            Key::EndOfInput => return Effect::Leave(Left::Quit),
            _ => {}
        }
        match self.view {
            View::Start => self.start(key, interview),
            View::Question => self.question(key, interview),
            View::Why | View::Standings => self.page(key, interview),
            View::Answers => self.answers(key, interview),
            View::Enough => self.enough(key, interview),
            View::Company => self.company(key, interview),
        }
    }

    /// Whether a digit waits for another one, for Enter or for a pause.
    pub(super) fn is_waiting(&self) -> bool {
        self.digit.is_some()
    }

    /// How many entries the list on the screen has.
    pub(super) fn entries(&self, interview: &Interview) -> usize {
        match self.view {
            View::Question => match interview.question().map(|question| &question.kind) {
                Some(QuestionKind::YesNo) => 2,
                Some(_) => interview.question().map_or(0, |question| question.answers().len()),
                None => 0,
            },
            View::Answers => interview.past().count(),
            View::Enough => 2,
            _ => 0,
        }
    }

    /// Puts up whatever the interview is at.
    fn settle(&mut self, interview: &Interview) {
        (self.cursor, self.digit, self.untouched) = (0, None, false);
        self.typed.clear();
        self.marked.clear();
        let Some(question) = interview.question() else {
            self.view = View::Enough;
            return;
        };
        self.view = View::Question;
        self.marked = vec![false; question.answers().len()];
        let place = |id: &String| question.answers().iter().position(|possible| possible.id == *id);
        match interview.answers().get(&question.id) {
            Some(Answer::Choice(id)) => self.cursor = place(&id).unwrap_or(0),
            Some(Answer::Many(ids)) => {
                if ids.is_empty() {
                    self.note = "Your answer: none of these.".to_owned();
                }
                let places = ids.iter().filter_map(place);
                places.for_each(|at| self.marked.get_mut(at).into_iter().for_each(|mark| *mark = true));
            }
            Some(Answer::Number(number)) => (self.typed, self.untouched) = (number.to_string(), true),
            Some(Answer::YesNo(yes)) => self.cursor = usize::from(!yes),
            None => {}
        }
    }

    fn question(&mut self, key: Key, interview: &mut Interview) -> Effect {
        let Some(question) = interview.question() else { return Effect::Stay };
        let is_number = matches!(question.kind, QuestionKind::Number { .. });
        let is_many = matches!(question.kind, QuestionKind::Many { .. });
        if let Key::Char(c) = key {
            if is_number
                && (!(self.typed.is_empty() || self.untouched)
                    || !matches!(c.to_ascii_lowercase(), '?' | 's' | 'b' | 'r' | 'l' | 'q'))
            {
                self.note.clear();
                self.untouched = false;
                if self.typed.chars().count() < LONGEST {
                    self.typed.push(c);
                }
                return Effect::Stay;
            }
            if let Some(effect) = self.command(c, interview) {
                return effect;
            }
        }
        let Some(question) = interview.question() else { return Effect::Stay };
        let digit = self.digit.take();
        if key == Key::Pause && digit.is_none() {
            return Effect::Stay;
        }
        self.note.clear();
        match key {
            Key::Enter | Key::Char(' ') | Key::Pause if digit.is_some() => {
                return self.take(digit.unwrap_or(0), interview);
            }
            Key::Backspace if is_number => {
                self.untouched = false;
                self.typed.pop();
            }
            Key::Esc if is_number && !self.typed.is_empty() => self.typed.clear(),
            Key::Esc => return self.back(interview),
            Key::Enter if is_number => {
                if self.typed.trim().is_empty() {
                    self.note = "Type a number, or s if you don't know.".to_owned();
                    return Effect::Stay;
                }
                let typed = std::mem::take(&mut self.typed);
                let effect = match prompt::read(question, &typed) {
                    Ok(answer) => {
                        let reading = prompt::reading(question, &typed, &answer);
                        self.answer(answer, reading, interview)
                    }
                    Err(problem) => self.say(problem),
                };
                if effect == Effect::Stay {
                    self.typed = typed;
                }
                return effect;
            }
            Key::Enter if is_many => {
                let is_none = interview.answers().get(&question.id) == Some(Answer::Many(Vec::new()));
                if is_none || self.marked.iter().any(|mark| *mark) {
                    let chosen = question.answers().iter().zip(&self.marked).filter(|(_, mark)| **mark);
                    let answer = Answer::Many(chosen.map(|(answer, _)| answer.id.clone()).collect());
                    return self.answer(answer, None, interview);
                }
                return self
                    .say("Space picks an answer. Press 0 for none of these, or s if you don't know.".to_owned());
            }
            Key::Char('0') if is_many && digit.is_none() => {
                return self.answer(Answer::Many(Vec::new()), None, interview);
            }
            Key::Char(' ') if is_many => self.mark(self.cursor, question),
            Key::Enter | Key::Char(' ') => return self.choose(self.cursor, interview),
            Key::Char(c @ ('y' | 'Y' | 'n' | 'N')) if question.kind == QuestionKind::YesNo => {
                return self.choose(usize::from(c.eq_ignore_ascii_case(&'n')), interview);
            }
            Key::Char(c) if c.is_ascii_digit() => {
                let last = usize::try_from(c.to_digit(10).unwrap_or(0)).unwrap_or(0);
                let entries = self.entries(interview);
                let number = digit.map_or(last, |tens| tens * 10 + last);
                // 1 may be the beginning of 12.
                if digit.is_none() && number > 0 && number * 10 <= entries {
                    self.cursor = number - 1;
                    self.digit = Some(number);
                    return self.say(format!("{number} … Enter takes it, or type a second digit."));
                }
                return self.take(number, interview);
            }
            _ => self.move_in(key, self.entries(interview)),
        }
        Effect::Stay
    }

    fn move_in(&mut self, key: Key, entries: usize) {
        let last = entries.saturating_sub(1);
        self.cursor = match key {
            Key::Up => self.cursor.checked_sub(1).unwrap_or(last),
            Key::Down if self.cursor >= last => 0,
            Key::Down => self.cursor + 1,
            Key::PageUp => self.cursor.saturating_sub(PAGE),
            Key::PageDown => (self.cursor + PAGE).min(last),
            Key::Home => 0,
            Key::End => last,
            _ => self.cursor,
        };
    }

    /// Takes an entry by its number: chooses it, or marks it where there may be several.
    fn take(&mut self, number: usize, interview: &mut Interview) -> Effect {
        let entries = self.entries(interview);
        let Some(at) = number.checked_sub(1).filter(|at| *at < entries) else {
            return self.say(format!("There is no {number}. Pick a number from 1 to {entries}."));
        };
        self.cursor = at;
        match interview.question() {
            Some(question) if matches!(question.kind, QuestionKind::Many { .. }) => {
                self.mark(at, question);
                Effect::Stay
            }
            _ => self.choose(at, interview),
        }
    }

    fn mark(&mut self, at: usize, question: &Question) {
        let chosen = self.marked.iter().filter(|mark| **mark).count();
        let QuestionKind::Many { at_most, .. } = question.kind else { return };
        let Some(mark) = self.marked.get_mut(at) else { return };
        match at_most {
            Some(most) if !*mark && chosen >= most => {
                self.note = format!("You can pick {most}. Remove one first.");
            }
            _ => *mark = !*mark,
        }
    }

    fn choose(&mut self, at: usize, interview: &mut Interview) -> Effect {
        let Some(question) = interview.question() else { return Effect::Stay };
        let answer = match &question.kind {
            QuestionKind::YesNo => Some(Answer::YesNo(at == 0)),
            _ => question.answers().get(at).map(|answer| Answer::Choice(answer.id.clone())),
        };
        answer.map_or(Effect::Stay, |answer| self.answer(answer, None, interview))
    }

    fn answer(&mut self, answer: Answer, reading: Option<String>, interview: &mut Interview) -> Effect {
        let hint = interview.question().map(prompt::how_to_answer).unwrap_or_default();
        let before = prompt::contradictions(interview);
        match interview.answer(answer) {
            Ok(()) => {
                self.settle(interview);
                let new = prompt::new_contradictions(&before, interview);
                let said = reading.into_iter().chain(new.map(|new| format!("{new} Press b to change your answer.")));
                let said: Vec<String> = said.collect();
                if !said.is_empty() {
                    self.note = said.join(" ");
                }
                Effect::Changed
            }
            Err(error) => self.say(prompt::refusal(&error, &hint)),
        }
    }

    fn say(&mut self, note: String) -> Effect {
        self.note = note;
        Effect::Stay
    }

    fn back(&mut self, interview: &mut Interview) -> Effect {
        self.note.clear();
        if !interview.back() {
            self.note = "This is the first question.".to_owned();
            return Effect::Stay;
        }
        self.settle(interview);
        Effect::Stay
    }

    /// What a command does; `None` if the key is none.
    fn command(&mut self, c: char, interview: &mut Interview) -> Option<Effect> {
        Some(match c.to_ascii_lowercase() {
            '?' if interview.question().is_some() => self.open(View::Why),
            'r' => self.open(View::Standings),
            'l' if interview.past().next().is_none() => self.say("No answers yet.".to_owned()),
            'l' => self.open(View::Answers),
            'b' => self.back(interview),
            'q' => Effect::Leave(Left::Quit),
            's' if interview.question().is_some() => {
                self.note.clear();
                interview.skip();
                self.settle(interview);
                Effect::Changed
            }
            _ => return None,
        })
    }

    fn open(&mut self, view: View) -> Effect {
        (self.under, self.cursor, self.view) = (self.cursor, 0, view);
        self.digit = None;
        self.note.clear();
        Effect::Stay
    }
}
