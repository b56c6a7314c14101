//! `advisor ask`: the questionnaire, line by line, and the recommendation at its end.

use std::io::BufRead;
use std::path::{Path, PathBuf};

use leadership_advisor::{Answers, Interview, Rulebook};
use leadership_advisor_report::{Page, STRONG, clean, count, recommendation_text};

use crate::args::Ask;
use crate::exit::{Exit, Failure};
use crate::prompt::{self, Reply};
use crate::{input, output, save};

pub(crate) fn run(rules: Option<&Path>, args: Ask) -> Result<Exit, Failure> {
    let rulebook = input::rulebook(rules)?;
    let all = args.all;
    let (answers, path) = begin(&rulebook, args)?;
    let hints = Hints { rules: rules.map(Path::to_owned), answers: path.clone() };
    // Every answer is on disk before the next question stands on the screen, so an interrupt loses nothing.
    let interrupted = hints.clone();
    let handler = ctrlc::set_handler(move || {
        output::message(&format!("\n{}\n", interrupted.to_go_on()));
        std::process::exit(Exit::Interrupted.code().into());
    });
    handler.map_err(|error| Failure::new(format!("cannot listen for interrupts: {error}"), None))?;

    welcome(&rulebook, &answers, &path);
    let mut interview = if all { Interview::asking_all(answers) } else { Interview::new(answers) };
    let left = converse(&mut interview, &path)?;
    if left == Left::Quit {
        output::message(&format!("{}\n", hints.to_go_on()));
        return Ok(Exit::Done);
    }
    if left == Left::EndOfInput {
        output::message(&format!("\nThe input ended before the questions did. {}\n\n", hints.to_go_on()));
    }
    let evaluation = interview.answers().evaluate();
    output::result(&recommendation_text(&evaluation, &evaluation.analyse_within(output::PATIENCE), output::width()))?;
    if left == Left::NothingToAsk && !interview.answers().is_empty() {
        output::message(&format!("\n{}\n", hints.to_see_again()));
    }
    Ok(Exit::Done)
}

/// Why the questions ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Left {
    NothingToAsk,
    Quit,
    EndOfInput,
}

/// The answers to begin with, and the file to save to.
fn begin(rulebook: &Rulebook, args: Ask) -> Result<(Answers, PathBuf), Failure> {
    let answers = match &args.answers {
        Some(path) => input::answers(rulebook, path)?,
        None => rulebook.answers(),
    };
    let path = match (args.save, args.answers) {
        (Some(save), answers) if save::holds_something(&save) && answers.as_ref() != Some(&save) => {
            let message = format!("`{}` exists already", save.display());
            return Err(Failure::new(message, Some("go on with it by `--answers`, or save to another name")));
        }
        (Some(save), _) => save,
        (None, Some(answers)) if answers != Path::new("-") => answers,
        (None, _) => save::free_name(),
    };
    save::check(&path)?;
    Ok((answers, path))
}

fn welcome(rulebook: &Rulebook, answers: &Answers, path: &Path) {
    let mut page = Page::new(output::width());
    page.styled(0, STRONG, rulebook.title());
    page.paragraph(0, rulebook.summary());
    page.gap();
    let resumed = match answers.len() {
        0 => String::new(),
        some => format!("Going on after {}. ", count(some, "answer")),
    };
    let saving = format!("{resumed}Every answer is saved to {}, so you can stop at any time.", path.display());
    page.paragraph(0, &saving);
    page.paragraph(0, prompt::COMMANDS);
    output::message(&page.finish());
}

fn converse(interview: &mut Interview, path: &Path) -> Result<Left, Failure> {
    let mut lines = std::io::stdin().lock().lines();
    let mut section = None;
    while let Some(question) = interview.question() {
        let id = question.id.clone();
        let heading = interview.section().map(|section| section.title.clone());
        output::message(&prompt::question(interview, heading != section, output::width()));
        section = heading;
        // The same question until there is an answer to it, or a command that leads elsewhere.
        while interview.question().is_some_and(|question| question.id == id) {
            output::message("> ");
            let line = match lines.next() {
                None => return Ok(Left::EndOfInput),
                Some(Ok(line)) => line,
                Some(Err(error)) => return Err(Failure::new(format!("cannot read your answer: {error}"), None)),
            };
            match prompt::reply(interview, &line) {
                Reply::Answered => save::answers(path, interview.answers())?,
                Reply::Skipped => {
                    if path.exists() || !interview.answers().is_empty() {
                        save::answers(path, interview.answers())?;
                    }
                }
                Reply::Back => break,
                Reply::Say(text) => output::message(&text),
                Reply::Quit => return Ok(Left::Quit),
            }
        }
    }
    output::message("\n");
    Ok(Left::NothingToAsk)
}

/// What to type next, with the paths that this run was given.
#[derive(Clone)]
struct Hints {
    rules: Option<PathBuf>,
    answers: PathBuf,
}

impl Hints {
    fn to_go_on(&self) -> String {
        if self.answers.exists() {
            format!("Your answers are saved. To go on: advisor ask{} --answers {}", self.rules(), shown(&self.answers))
        } else {
            "Nothing was answered yet.".to_owned()
        }
    }

    fn to_see_again(&self) -> String {
        let answers = shown(&self.answers);
        format!("Your answers are in {answers}. To see this again: advisor recommend{} {answers}", self.rules())
    }

    fn rules(&self) -> String {
        self.rules.as_ref().map(|rules| format!(" --rules {}", shown(rules))).unwrap_or_default()
    }
}

/// A path as a shell takes it. A file's name may hold anything, also what a terminal would obey.
fn shown(path: &Path) -> String {
    let name = path.to_string_lossy();
    let name = clean(&name);
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '+');
    if name.chars().all(plain) { name.into_owned() } else { format!("'{}'", name.replace('\'', "'\\''")) }
}
