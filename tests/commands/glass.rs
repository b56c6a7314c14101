//! A pseudo terminal with the program in it, and what stands on its screen.
//!
//! It understands what the program sends and nothing else: any other sequence fails the test that sees it.

use std::process::Stdio;
use std::time::Duration;

use expectrl::process::unix::WaitStatus;
use expectrl::session::OsSession;
use expectrl::{Eof, Expect, Session};

use crate::advisor::Advisor;

/// The program in a terminal.
pub(crate) struct Glass {
    session: OsSession,
    /// The rows as they were drawn last, without styles.
    rows: Vec<String>,
    /// Whether the program is on a screen of its own, hides the cursor, and has turned off wrapping.
    pub(crate) taken: [bool; 3],
    /// Whether anything was styled.
    pub(crate) styled: bool,
    /// What was said on the usual screen before a question there.
    heard: String,
}

/// The end of a drawing.
const DRAWN: &str = "\u{1b}[?2026l";

impl Glass {
    /// Starts the program in a terminal of so many columns and lines, and begins.
    pub(crate) fn begin(advisor: &Advisor, arguments: &str, size: (u16, u16)) -> Self {
        let mut glass = Glass::start(advisor, arguments, size);
        glass.see("Enter begin");
        glass.press("\r");
        glass.see("? why");
        glass
    }

    /// Starts the program, whatever it does.
    pub(crate) fn start(advisor: &Advisor, arguments: &str, (columns, lines): (u16, u16)) -> Self {
        let mut command = advisor.command(arguments);
        command.env_remove("COLUMNS").stdin(Stdio::inherit()).stdout(Stdio::inherit()).stderr(Stdio::inherit());
        if !command.get_envs().any(|(name, value)| name == "TERM" && value.is_some()) {
            command.env("TERM", "xterm-256color");
        }
        let mut session = Session::spawn(command).expect("the program starts");
        session.get_process_mut().set_window_size(columns, lines).expect("it has a size");
        // Only a program that hangs is slower.
        session.set_expect_timeout(Some(Duration::from_secs(60)));
        Glass { session, rows: Vec::new(), taken: [false; 3], styled: false, heard: String::new() }
    }

    pub(crate) fn resize(&mut self, columns: u16, lines: u16) {
        self.session.get_process_mut().set_window_size(columns, lines).expect("it can be resized");
    }

    /// Types these keys.
    pub(crate) fn press(&mut self, keys: &str) {
        self.session.send(keys).expect("it reads");
    }

    /// Reads screens until one holds this text, and gives that one.
    #[track_caller]
    pub(crate) fn see(&mut self, text: &str) -> String {
        self.see_where(text, |screen| screen.contains(text))
    }

    /// Reads screens until one is as wanted.
    #[track_caller]
    pub(crate) fn see_where(&mut self, what: &str, wanted: impl Fn(&str) -> bool) -> String {
        loop {
            let found = self.session.expect(DRAWN);
            let found =
                found.unwrap_or_else(|error| panic!("`{what}` never came ({error}); at last:\n{}", self.screen()));
            let frame = String::from_utf8(found.before().to_vec()).expect("it sends text");
            self.draw(&frame);
            let screen = self.screen();
            if wanted(&screen) {
                return screen;
            }
        }
    }

    pub(crate) fn screen(&self) -> String {
        let mut screen: String = self.rows.iter().flat_map(|row| [row.trim_end(), "\n"]).collect();
        screen.truncate(screen.trim_end().len());
        screen + "\n"
    }

    /// Reads what is said on the usual screen, up to this text.
    #[track_caller]
    pub(crate) fn hear(&mut self, text: &str) {
        let found = self.session.expect(text).unwrap_or_else(|error| panic!("`{text}` was never said ({error})"));
        let before = String::from_utf8(found.before().to_vec()).expect("it sends text");
        self.heard += &before;
        self.heard += text;
    }

    /// Reads on to the end of the program: what it said after the last screen, and how it ended.
    #[track_caller]
    pub(crate) fn end(mut self) -> (String, i32) {
        let rest = self.session.expect(Eof).expect("the program ends");
        let rest = String::from_utf8(rest.as_bytes().to_vec()).expect("it sends text");
        let rest = std::mem::take(&mut self.heard) + &rest;
        // Frames that nobody waited for, then what was said on the usual screen.
        for frame in rest.split_inclusive(DRAWN) {
            if let Some(frame) = frame.strip_suffix(DRAWN) {
                self.draw(frame);
            } else {
                self.rows = vec![String::new()];
                self.draw(frame);
            }
        }
        assert_eq!(self.taken, [false; 3], "the terminal was not given back");
        let code = match self.session.get_process().wait().expect("it has ended") {
            WaitStatus::Exited(_, code) => code,
            other => panic!("it did not end by itself: {other:?}"),
        };
        (self.rows.concat(), code)
    }

    /// Closes the terminal under the program.
    pub(crate) fn close(self) {
        drop(self);
    }

    pub(crate) fn process(&self) -> String {
        self.session.get_process().pid().to_string()
    }

    fn draw(&mut self, frame: &str) {
        let mut row = 0;
        let mut rest = frame;
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            if c != '\u{1b}' {
                assert!(!c.is_control() || matches!(c, '\r' | '\n'), "U+{:04X} was sent", u32::from(c));
                self.rows.resize(self.rows.len().max(row + 1), String::new());
                self.rows[row].push(c);
                continue;
            }
            let end = rest.find(|c: char| c.is_ascii_alphabetic()).expect("a sequence ends");
            let (arguments, command) = (&rest[1..end], &rest[end..=end]);
            assert!(rest.starts_with('['), "ESC {rest:.9}");
            rest = &rest[end + 1..];
            match (arguments, command) {
                (at, "H") => {
                    row = at.split(';').next().and_then(|row| row.parse::<usize>().ok()).expect("a row") - 1;
                    self.rows.resize(self.rows.len().max(row + 1), String::new());
                }
                ("", "K") => self.rows[row].clear(),
                (_, "m") => self.styled = true,
                ("?1049", on) => {
                    self.taken[0] = on == "h";
                    self.rows.clear();
                    row = 0;
                }
                ("?25", on) => self.taken[1] = on == "l",
                ("?7", on) => self.taken[2] = on == "l",
                // Each drawing is of the whole screen.
                ("?2026", _) => self.rows.clear(),
                (arguments, command) => panic!("ESC [ {arguments} {command} was sent"),
            }
        }
    }
}
