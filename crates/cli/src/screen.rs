//! The interview on a screen: arrow keys, numbers, commands of one key.
//!
//! [`state`] says what a key does and [`view`] what stands on a screen of some size; neither knows a terminal. [`terminal`]
//! does, and gives it back whatever happens.

mod state;
mod view;
mod terminal;
#[cfg(test)]
mod walk;

pub(crate) use terminal::restore;

use crate::exit::Failure;
use crate::session::{Left, Session};
use state::{Effect, Screen};
use terminal::{Event, Terminal};

/// Asks until nothing is left to ask or the person leaves.
pub(crate) fn converse(session: &mut Session) -> Result<Left, Failure> {
    let terminal = Terminal::take()?;
    let mut screen = Screen::new(session.where_it_saves());
    loop {
        terminal.draw(&view::lines(&screen, &session.interview, terminal.size()))?;
        let key = match terminal.event(screen.is_waiting())? {
            Event::Key(key) => key,
            Event::Suspend => {
                terminal.suspend()?;
                continue;
            }
            Event::Other => continue,
        };
        match screen.key(key, &mut session.interview) {
            Effect::Stay => {}
            Effect::Changed => {
                session.save()?;
                if let Some(news) = session.news() {
                    screen.announce(&news, &session.interview);
                }
            }
            Effect::Finish => {
                session.save()?;
                return Ok(Left::NothingToAsk);
            }
            Effect::Leave(left) => return Ok(left),
        }
    }
}
