//! Answers are what a person puts into this program, so they are never lost and never written over others.

use std::io::{Read, Write};
use std::process::{Child, ChildStdin};

use crate::advisor::{Advisor, Run};
use crate::lunch::LUNCH;

/// A conversation with a program that waits for its answers.
struct Talk {
    child: Child,
    stdin: Option<ChildStdin>,
    heard: Vec<u8>,
}

impl Talk {
    fn begin(advisor: &Advisor, arguments: &str) -> Self {
        let mut child = advisor.command(arguments).spawn().expect("the program starts");
        let stdin = child.stdin.take();
        Talk { child, stdin, heard: Vec::new() }
    }

    /// Reads until the program waits for an answer. That is the moment at which everything before it must be done.
    fn until_prompt(&mut self) {
        let from = self.heard.len();
        let mut byte = [0];
        let stderr = self.child.stderr.as_mut().expect("its messages are piped");
        while !self.heard[from..].ends_with(b"\n> ") {
            let read = stderr.read(&mut byte).expect("its messages can be read");
            assert_eq!(read, 1, "it ended instead of asking:\n{}", String::from_utf8_lossy(&self.heard));
            self.heard.push(byte[0]);
        }
    }

    fn say(&mut self, line: &str) {
        let stdin = self.stdin.as_mut().expect("its input is open");
        stdin.write_all(line.as_bytes()).and_then(|()| stdin.write_all(b"\n")).expect("it reads");
    }

    fn end(mut self) -> Run {
        drop(self.stdin.take());
        let mut output = self.child.wait_with_output().expect("it ends");
        output.stderr.splice(..0, self.heard);
        Run::of("ask", &output)
    }
}

#[test]
fn every_answer_is_on_disk_before_the_next_question() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    let mut talk = Talk::begin(&advisor, "ask --rules lunch.yaml --save mine.yaml");
    talk.until_prompt();
    assert!(!advisor.exists("mine.yaml"), "there is nothing to save yet");
    for (line, saved) in [
        ("wolf", "hunger: wolf\n"),
        ("1,3", "tastes: [sweet, hot]\n"),
        ("12", "money: 12\n"),
        // Whoever goes back and takes an answer back has taken it back on disk as well.
        ("b", "money: 12\n"),
        ("s", "tastes: [sweet, hot]\n"),
        ("y", "guests: yes\n"),
    ] {
        talk.say(line);
        talk.until_prompt();
        let file = advisor.read("mine.yaml");
        assert!(file.ends_with(saved), "after `{line}` the file is\n{file}");
    }
    let run = talk.end().exits(0);
    assert!(run.stdout.contains("Recommended: Stew"), "{run}");
}

/// Ctrl-C ends the program with 130, and loses nothing.
#[test]
#[cfg(unix)]
fn an_interrupt_loses_nothing() {
    let interrupt = |talk: &Talk| {
        let sent = std::process::Command::new("kill").args(["-INT", &talk.child.id().to_string()]).status();
        assert!(sent.expect("there is a `kill`").success());
    };
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    let mut talk = Talk::begin(&advisor, "ask --rules lunch.yaml");
    talk.until_prompt();
    talk.say("wolf");
    talk.until_prompt();
    interrupt(&talk);
    // The input stays open until the program has gone: it must not be its end that ends it.
    let stdin = talk.stdin.take();
    let run = talk.end().exits(130);
    drop(stdin);
    assert_eq!(run.stdout, "");
    run.says(&["Your answers are saved. To continue: advisor ask", "--answers advisor-answers.yaml"]);
    assert!(advisor.read("advisor-answers.yaml").contains("hunger: wolf"));

    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    let mut talk = Talk::begin(&advisor, "ask --rules lunch.yaml");
    talk.until_prompt();
    interrupt(&talk);
    let stdin = talk.stdin.take();
    talk.end().exits(130).says(&["No answers yet."]);
    drop(stdin);
    assert_eq!(advisor.names(), ["lunch.yaml"]);
}

#[test]
fn an_interview_can_be_resumed_where_it_ended() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH).file("mine.yaml", "{company: Us, answers: {number: 7}}");
    advisor.feed("ask --rules lunch.yaml --answers mine.yaml", "wolf\nhot\n").exits(0);
    let run = advisor.feed("ask --rules lunch.yaml --answers mine.yaml", "20\nn\n").exits(0);
    assert!(!run.stderr.contains("How hungry"), "what is answered is not asked again:\n{run}");
    let run = run.says(&["Picking up after 3 answers.", "What may it cost?"]);
    // The file holds everything that was ever answered, also what the other answers leave no room for.
    let expected = "\
rulebook: lunch
company: \"Us\"
answers:
  # How hungry are you?
  hunger: wolf
  # What do you like?
  tastes: [hot]
  # What may it cost?
  money: 20
  # Do you have guests?
  guests: no
  # How many guests?
  number: 7
";
    assert_eq!(advisor.read("mine.yaml"), expected);
    let recommended = advisor.run("recommend --rules lunch.yaml mine.yaml").exits(0);
    assert_eq!(run.stdout, recommended.stdout);
}

#[test]
fn resuming_under_another_name_leaves_the_old_file_alone() {
    let old = "answers: {hunger: wolf} # mine\n";
    let advisor = Advisor::new().file("lunch.yaml", LUNCH).file("old.yaml", old);
    advisor.feed("ask --rules lunch.yaml --answers old.yaml --save new.yaml", "hot\n").exits(0);
    assert_eq!(advisor.read("old.yaml"), old);
    assert!(advisor.read("new.yaml").contains("hunger: wolf"));
    // One and the same file is meant, then.
    advisor.feed("ask --rules lunch.yaml --answers old.yaml --save old.yaml", "hot\n").exits(0);
    assert!(advisor.read("old.yaml").contains("tastes: [hot]"));
}

#[test]
fn no_file_is_written_over() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH).file("mine.yaml", "precious");
    let run = advisor.feed("ask --rules lunch.yaml --save mine.yaml", "wolf\n").refused();
    run.says(&["`mine.yaml` exists already", "help: "]);
    assert_eq!(advisor.read("mine.yaml"), "precious");

    let advisor = advisor.file("advisor-answers.yaml", "first");
    for (name, answer) in [("advisor-answers-2.yaml", "wolf"), ("advisor-answers-3.yaml", "some")] {
        advisor.feed("ask --rules lunch.yaml", format!("{answer}\n")).exits(0).says(&[name]);
        assert!(advisor.read(name).contains(answer));
    }
    assert_eq!(advisor.read("advisor-answers.yaml"), "first");
}

#[test]
fn what_cannot_be_saved_is_said() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    let run = advisor.feed("ask --rules lunch.yaml --save no/such/folder/mine.yaml", "wolf\n").refused();
    let run = run.says(&["cannot write `no/such/folder/mine.yaml`"]);
    assert!(!run.stderr.contains("How hungry"), "nobody should answer in vain:\n{run}");
}

/// What is odd in YAML comes back as it was: words that mean something else, quotes, escapes, and what YAML takes only as
/// an escape.
#[test]
fn what_is_saved_is_read_back_as_it_was() {
    let company = "Yes \\\"Ltd\\\" #1: \\u2028 \\e \\u202e \\ufffe \\uffff äöü 🥘 \\\\";
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    let before = advisor.file("a.yaml", format!("{{company: \"{company}\", answers: {{hunger: none, tastes: []}}}}"));
    let json = |name: &str| before.run(&format!("recommend --rules lunch.yaml --format json {name}")).exits(0).stdout;
    let expected = json("a.yaml");
    before.feed("ask --rules lunch.yaml --answers a.yaml --save b.yaml", "s\nq\n").exits(0);
    assert_eq!(json("b.yaml"), expected);
}

/// A file that somebody wrote by hand holds more than answers. It is replaced, and kept under another name.
#[test]
fn comments_are_not_lost() {
    let text = "# Ask Ada about this.\nanswers: {hunger: wolf} # sure\n";
    let advisor = Advisor::new().file("lunch.yaml", LUNCH).file("mine.yaml", text).file("mine.yaml.old", "older");
    let words = |run: &Run| run.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
    let run = advisor.feed("ask --rules lunch.yaml --answers mine.yaml", "q\n").exits(0);
    assert!(words(&run).contains("with its comments, is kept as mine.yaml.old-2"), "{run}");
    assert_eq!(advisor.read("mine.yaml"), text, "nothing was answered");
    advisor.feed("ask --rules lunch.yaml --answers mine.yaml", "hot\nb\nsour\n").exits(0);
    assert_eq!(advisor.read("mine.yaml.old-2"), text);
    assert_eq!(advisor.read("mine.yaml.old"), "older");
    // What the program wrote itself holds nothing else.
    let run = advisor.feed("ask --rules lunch.yaml --answers mine.yaml", "12\n").exits(0);
    assert!(!words(&run).contains("is kept as"), "{run}");
    assert_eq!(advisor.names(), ["lunch.yaml", "mine.yaml", "mine.yaml.old", "mine.yaml.old-2"]);
}

/// What is written is meant to be passed on: a new file has the permissions of any new file, an old one keeps its own.
#[cfg(unix)]
#[test]
fn permissions_are_those_of_any_file() {
    use std::os::unix::fs::PermissionsExt;
    let advisor =
        Advisor::new().file("lunch.yaml", LUNCH).file("a.yaml", "answers: {hunger: wolf}").file("old.txt", "x");
    let mode = |name: &str| advisor.path(name).metadata().expect("it is there").permissions().mode() & 0o777;
    let usual = mode("a.yaml");
    std::fs::set_permissions(advisor.path("old.txt"), std::fs::Permissions::from_mode(0o600)).expect("it is ours");
    for name in ["new.html", "old.txt"] {
        advisor.run(&format!("recommend --rules lunch.yaml a.yaml --output {name}")).exits(0);
    }
    assert_eq!((mode("new.html"), mode("old.txt")), (usual, 0o600));
}

#[test]
fn an_edit_made_meanwhile_is_noticed_and_kept() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    let mut talk = Talk::begin(&advisor, "ask --rules lunch.yaml --all --save mine.yaml");
    talk.until_prompt();
    talk.say("wolf");
    talk.until_prompt();
    let edited = format!("{}# my note\n", advisor.read("mine.yaml").replace("answers:\n", "answers:\n  money: 7\n"));
    std::fs::write(advisor.path("mine.yaml"), &edited).expect("it can be written");
    talk.say("1");
    talk.until_prompt();
    let run = talk.end();
    run.says(&["Someone else changed mine.yaml. That version was kept as mine.yaml.old."]);
    assert_eq!(advisor.read("mine.yaml.old"), edited);
    // Answers to other questions than those answered here are taken over.
    for saved in ["hunger: wolf\n", "tastes: [sweet]\n", "money: 7\n"] {
        assert!(advisor.read("mine.yaml").contains(saved), "{saved}");
    }
}

#[test]
fn two_sessions_with_one_file_lose_no_answer() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    let begin = || Talk::begin(&advisor, "ask --rules lunch.yaml --all --save mine.yaml");
    let (mut one, mut other) = (begin(), begin());
    one.until_prompt();
    other.until_prompt();
    one.say("wolf");
    one.until_prompt();
    other.say("none");
    other.until_prompt();
    let (one, other) = (one.end(), other.end());
    assert!(!one.stderr.contains("Someone else changed"), "{one}");
    // Two answers to one question: nobody decides between them, and both are there.
    other.says(&["Someone else changed mine.yaml. That version was kept as mine.yaml.old."]);
    assert!(advisor.read("mine.yaml").contains("hunger: none\n"));
    assert!(advisor.read("mine.yaml.old").contains("hunger: wolf\n"));
}

#[test]
fn a_copy_of_a_private_file_is_private() {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let advisor = Advisor::new().file("lunch.yaml", LUNCH).file("mine.yaml", "answers: {hunger: wolf} # mine\n");
        let private = std::fs::Permissions::from_mode(0o600);
        std::fs::set_permissions(advisor.path("mine.yaml"), private).expect("it is ours");
        advisor.feed("ask --rules lunch.yaml --all --answers mine.yaml", "1\n").exits(0);
        let copy = std::fs::metadata(advisor.path("mine.yaml.old")).expect("it is there");
        assert_eq!(copy.permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn answers_that_begin_with_a_mark_of_their_encoding_are_read() {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH);
    advisor.feed("ask --rules lunch.yaml --all --save mine.yaml", "\u{feff}wolf\n1\n").exits(0);
    assert!(advisor.read("mine.yaml").contains("hunger: wolf\n"));
    let run = advisor.feed("ask --rules lunch.yaml --save other.yaml", b"\xFF\xFEw\0o\0");
    run.exits(2).says(&["the answers are UTF-16 text"]);
}
