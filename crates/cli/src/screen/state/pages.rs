//! What a key does beside the questions: at the beginning, on pages, in the list of answers, and when no question is left.

use leadership_advisor::Interview;

use super::{Effect, Key, LONGEST, PAGE, Screen, View};
use crate::session::Left;

impl Screen {
    /// Closes a page; the question is as it was.
    pub(super) fn close(&mut self, interview: &Interview) -> Effect {
        self.view = if interview.question().is_some() { View::Question } else { View::Enough };
        self.cursor = self.under;
        Effect::Stay
    }

    pub(super) fn start(&mut self, key: Key, interview: &Interview) -> Effect {
        match key {
            Key::Enter | Key::Char(' ') => {
                self.note.clear();
                self.settle(interview);
            }
            Key::Char('q') | Key::Esc => return Effect::Leave(Left::Quit),
            Key::Up => self.cursor = self.cursor.min(self.furthest.get()).saturating_sub(1),
            Key::Down => self.cursor = (self.cursor + 1).min(self.furthest.get()),
            _ => {}
        }
        Effect::Stay
    }

    pub(super) fn page(&mut self, key: Key, interview: &Interview) -> Effect {
        let furthest = self.furthest.get();
        let at = self.cursor.min(furthest);
        self.cursor = match key {
            Key::Up => at.saturating_sub(1),
            Key::Down => (at + 1).min(furthest),
            Key::PageUp => at.saturating_sub(PAGE),
            Key::PageDown | Key::Char(' ') => (at + PAGE).min(furthest),
            Key::Home => 0,
            Key::End => furthest,
            Key::Pause => at,
            Key::Char('q') => return Effect::Leave(Left::Quit),
            _ => return self.close(interview),
        };
        Effect::Stay
    }

    pub(super) fn answers(&mut self, key: Key, interview: &mut Interview) -> Effect {
        match key {
            Key::Enter => {
                let id = interview.past().nth(self.cursor).map(|(question, _)| question.id.clone());
                if id.is_some_and(|id| interview.revisit(&id)) {
                    self.note.clear();
                    self.settle(interview);
                    return Effect::Stay;
                }
                self.close(interview)
            }
            Key::Char('q') => Effect::Leave(Left::Quit),
            Key::Esc | Key::Char(_) | Key::Backspace => self.close(interview),
            _ => {
                self.move_in(key, self.entries(interview));
                Effect::Stay
            }
        }
    }

    pub(super) fn enough(&mut self, key: Key, interview: &mut Interview) -> Effect {
        let more = interview.remainder().more > 0;
        let taken = match key {
            Key::Char('1') | Key::Char('n' | 'N') => 0,
            Key::Char('2') | Key::Char('y' | 'Y') if more => 1,
            Key::Enter | Key::Char(' ') => self.cursor,
            Key::Esc => return self.back(interview),
            Key::Char(c) => return self.command(c, interview).unwrap_or(Effect::Stay),
            key if more => {
                self.move_in(key, 2);
                return Effect::Stay;
            }
            _ => return Effect::Stay,
        };
        self.note.clear();
        if taken == 1 && more {
            interview.go_on();
            self.settle(interview);
            return Effect::Stay;
        }
        if interview.answers().company().is_some() || interview.answers().is_empty() {
            return Effect::Leave(Left::NothingToAsk);
        }
        self.view = View::Company;
        Effect::Stay
    }

    pub(super) fn company(&mut self, key: Key, interview: &mut Interview) -> Effect {
        match key {
            Key::Char(c) if self.typed.chars().count() < LONGEST => self.typed.push(c),
            Key::Backspace => drop(self.typed.pop()),
            Key::Esc => {
                self.typed.clear();
                self.view = View::Enough;
            }
            Key::Enter => {
                let name = self.typed.trim().to_owned();
                if name.is_empty() {
                    return Effect::Leave(Left::NothingToAsk);
                }
                interview.set_company(Some(name));
                return Effect::Finish;
            }
            _ => {}
        }
        Effect::Stay
    }
}
