//! A conversation with a program that waits for its answers.

use std::io::{Read, Write};
use std::process::{Child, ChildStdin, ExitStatus};

use crate::advisor::Advisor;

pub(crate) struct Talk {
    pub(crate) child: Child,
    stdin: Option<ChildStdin>,
    pub(crate) heard: Vec<u8>,
}

impl Talk {
    pub(crate) fn begin(advisor: &Advisor, arguments: &str) -> Self {
        let mut child = advisor.command(arguments).spawn().expect("the program starts");
        let stdin = child.stdin.take();
        Talk { child, stdin, heard: Vec::new() }
    }

    /// How often it has asked for something.
    pub(crate) fn prompts(&self) -> usize {
        self.heard.windows(3).filter(|window| window == b"\n> ").count()
    }

    /// Listens until it has asked so often; `false` if it ends before.
    pub(crate) fn listen(&mut self, prompts: usize) -> bool {
        let stderr = self.child.stderr.as_mut().expect("its messages are piped");
        let mut byte = [0];
        let mut count = self.heard.windows(3).filter(|window| window == b"\n> ").count();
        while count < prompts {
            match stderr.read(&mut byte) {
                Ok(1) => self.heard.push(byte[0]),
                _ => return false,
            }
            count += usize::from(self.heard.ends_with(b"\n> "));
        }
        true
    }

    /// Says a line. That nobody reads it any more is seen at the end.
    pub(crate) fn say(&mut self, line: &str) {
        if let Some(stdin) = &mut self.stdin {
            let _ = stdin.write_all(line.as_bytes()).and_then(|()| stdin.write_all(b"\n"));
        }
    }

    /// Kills it, and hears what it said before.
    pub(crate) fn kill(mut self) -> Talk {
        let _ = self.child.kill();
        self.hear_out();
        self
    }

    /// Closes its input, and waits for its end.
    pub(crate) fn end(mut self) -> (Vec<u8>, ExitStatus) {
        drop(self.stdin.take());
        let status = self.hear_out();
        (self.heard, status)
    }

    fn hear_out(&mut self) -> ExitStatus {
        // Results are small enough for the pipe that nobody reads.
        let stderr = self.child.stderr.as_mut().expect("its messages are piped");
        let _ = stderr.read_to_end(&mut self.heard);
        self.child.wait().expect("it ends")
    }
}
