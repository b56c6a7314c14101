//! The terminal itself: taken for the time of the interview, and given back however that ends.

use std::io::{Write, stderr};
use std::process::{Command, Stdio};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anstream::adapter::strip_str;
use anstream::{AutoStream, ColorChoice};
use crossterm::event::{self, KeyCode, KeyEventKind, KeyModifiers};
use crossterm::terminal::{
    self, BeginSynchronizedUpdate, Clear, ClearType, DisableLineWrap, EnableLineWrap, EndSynchronizedUpdate,
    EnterAlternateScreen, LeaveAlternateScreen,
};
use crossterm::{cursor, execute, queue};

use super::state::Key;
use crate::exit::Failure;

/// Whether the terminal is ours and has to be given back.
static TAKEN: AtomicBool = AtomicBool::new(false);
static HOOK: Once = Once::new();

/// After so long the first digit of a number stands alone.
const PAUSE: Duration = Duration::from_millis(1500);

/// The terminal, in raw mode, on a screen of its own.
pub(super) struct Terminal {
    styled: bool,
}

/// What happened.
pub(super) enum Event {
    Key(Key),
    /// Ctrl-Z.
    Suspend,
    /// Another size, or a key that means nothing here: draw again.
    Other,
}

impl Terminal {
    pub(super) fn take() -> Result<Self, Failure> {
        // A panic must find the screen restored, or its message goes with the screen.
        HOOK.call_once(|| {
            let usual = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |panic| {
                restore();
                usual(panic);
            }));
        });
        let terminal = Terminal { styled: AutoStream::choice(&stderr()) != ColorChoice::Never };
        terminal.enter()?;
        Ok(terminal)
    }

    fn enter(&self) -> Result<(), Failure> {
        TAKEN.store(true, Ordering::SeqCst);
        terminal::enable_raw_mode().map_err(|error| failed(&error))?;
        let entered = execute!(stderr(), EnterAlternateScreen, DisableLineWrap, cursor::Hide);
        entered.map_err(|error| failed(&error))
    }

    /// Gives the terminal back, stops as any program does at Ctrl-Z, and takes it again when the shell lets it go on.
    pub(super) fn suspend(&self) -> Result<(), Failure> {
        if cfg!(unix) {
            restore();
            // Raising a signal takes `unsafe` code, and the system has a program for it. Without one nothing happens.
            let mut stop = Command::new("kill");
            stop.args(["-TSTP", &std::process::id().to_string()]);
            let _ = stop.stdin(Stdio::null()).stderr(Stdio::null()).status();
            self.enter()?;
        }
        Ok(())
    }

    /// Columns and lines.
    pub(super) fn size(&self) -> (usize, usize) {
        let (columns, lines) = terminal::size().unwrap_or((80, 24));
        (usize::from(columns).max(1), usize::from(lines).max(1))
    }

    /// Puts these lines on the screen, and nothing else. They are clean, but for styles.
    pub(super) fn draw(&self, lines: &[String]) -> Result<(), Failure> {
        let mut out = stderr().lock();
        let mut draw = || -> std::io::Result<()> {
            // In one go, so that nobody sees half of it.
            queue!(out, BeginSynchronizedUpdate)?;
            for (row, line) in (0_u16..).zip(lines) {
                // Cleared first: after a full line the cursor still stands on its last cell.
                queue!(out, cursor::MoveTo(0, row), Clear(ClearType::UntilNewLine))?;
                match self.styled {
                    true => out.write_all(line.as_bytes())?,
                    false => write!(out, "{}", strip_str(line))?,
                }
            }
            queue!(out, EndSynchronizedUpdate)?;
            out.flush()
        };
        draw().map_err(|_| Failure::NobodyReads)
    }

    /// Waits for what happens next; where a digit waits, for no longer than a pause.
    pub(super) fn event(&self, is_waiting: bool) -> Result<Event, Failure> {
        if is_waiting && !event::poll(PAUSE).map_err(|error| failed(&error))? {
            return Ok(Event::Key(Key::Pause));
        }
        let event = event::read().map_err(|error| failed(&error))?;
        let event::Event::Key(key) = event else { return Ok(Event::Other) };
        if key.kind == KeyEventKind::Release {
            return Ok(Event::Other);
        }
        let held = key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        Ok(match key.code {
            KeyCode::Char('c') if held => Event::Key(Key::Interrupt),
            KeyCode::Char('z') if held => Event::Suspend,
            KeyCode::Char('d') if held => Event::Key(Key::EndOfInput),
            KeyCode::Char('h') if held => Event::Key(Key::Backspace),
            KeyCode::Char(c) if !held => Event::Key(Key::Char(c)),
            KeyCode::Up | KeyCode::BackTab => Event::Key(Key::Up),
            KeyCode::Down | KeyCode::Tab => Event::Key(Key::Down),
            KeyCode::PageUp => Event::Key(Key::PageUp),
            KeyCode::PageDown => Event::Key(Key::PageDown),
            KeyCode::Home => Event::Key(Key::Home),
            KeyCode::End => Event::Key(Key::End),
            KeyCode::Enter => Event::Key(Key::Enter),
            KeyCode::Esc => Event::Key(Key::Esc),
            KeyCode::Backspace => Event::Key(Key::Backspace),
            _ => Event::Other,
        })
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back, if it was taken. May be called from anywhere and as often as wanted.
pub(crate) fn restore() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        // There is nobody left to tell if that fails.
        let _ = execute!(stderr(), EnableLineWrap, cursor::Show, LeaveAlternateScreen);
        let _ = terminal::disable_raw_mode();
    }
}

fn failed(error: &std::io::Error) -> Failure {
    Failure::new(format!("cannot use the terminal: {error}"), Some("`--plain` asks line by line"))
}
