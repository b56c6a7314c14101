//! Questions and replies in line mode: numbered answers, and commands of one letter. It works in any terminal, in a pipe,
//! and with a screen reader.

use anstyle::Style;
use leadership_advisor::{Answer, AnswerError, Interview, Question, QuestionKind};
use leadership_advisor_report::{ACCENT, BAD, DIM, Page, STRONG, answer_in_words};

use crate::input::with_help;
use crate::output;

/// The commands, in one sentence.
pub(crate) const COMMANDS: &str = "At every question: s = I don't know, ? = why this is asked, b = back, q = stop.";

/// What a line of input came to.
#[derive(Debug)]
pub(crate) enum Reply {
    /// There is an answer.
    Answered,
    /// The question was left open.
    Skipped,
    /// The interview went back by one question.
    Back,
    /// Something to say; the question stays.
    Say(String),
    /// Save and leave.
    Quit,
}

/// The current question as a page, with the heading of its section if that is new.
pub(crate) fn question(interview: &Interview, with_section: bool, width: usize) -> String {
    let Some(question) = interview.question() else { return String::new() };
    let mut page = Page::new(width);
    page.line("");
    if let Some(section) = interview.section().filter(|_| with_section) {
        page.styled(0, ACCENT.bold(), &section.title);
        page.line("");
    }
    let progress = interview.progress();
    page.styled(0, DIM, &format!("{} of {}", progress.at, progress.of));
    page.styled(0, STRONG, &question.ask);
    for (nth, answer) in question.answers().iter().enumerate() {
        let help = if answer.help.is_empty() { String::new() } else { format!(". {}", answer.help) };
        page.item(2, &format!("{:>2}  ", nth + 1), ACCENT, Style::new(), &format!("{}{help}", answer.label));
    }
    if question.kind == QuestionKind::YesNo {
        page.item(2, " 1  ", ACCENT, Style::new(), "Yes");
        page.item(2, " 2  ", ACCENT, Style::new(), "No");
    }
    page.styled(0, DIM, &how_to_answer(question));
    if let Some(answer) = interview.answers().get(&question.id) {
        page.styled(0, DIM, &format!("Your answer so far: {}", answer_in_words(question, &answer)));
    }
    page.finish()
}

fn how_to_answer(question: &Question) -> String {
    match &question.kind {
        QuestionKind::Choice { answers, .. } => format!("A number from 1 to {}", answers.len()),
        QuestionKind::Many { at_most, .. } => {
            let most = at_most.map(|most| format!(", at most {most}")).unwrap_or_default();
            format!("Numbers with commas between them{most}; 0 for none of them")
        }
        QuestionKind::Number { unit, min, max } => {
            let range = match (min, max) {
                (Some(min), Some(max)) => format!(", {min} to {max}"),
                (Some(min), None) => format!(", {min} or more"),
                (None, Some(max)) => format!(", {max} or less"),
                (None, None) => String::new(),
            };
            let unit = if unit.is_empty() { String::new() } else { format!(" of {unit}") };
            format!("A whole number{unit}{range}")
        }
        _ => "y or n".to_owned(),
    }
}

/// What a line of input does to the interview.
pub(crate) fn reply(interview: &mut Interview, line: &str) -> Reply {
    let Some(question) = interview.question() else { return Reply::Quit };
    // Commands may be typed in capitals; ids may not.
    let typed = line.trim();
    let command = if typed.chars().count() <= 4 { typed.to_lowercase() } else { typed.to_owned() };
    match command.as_str() {
        "" => Reply::Say(say(BAD, "Type an answer, or s if you don't know.")),
        "?" => Reply::Say(why(interview, question)),
        "q" | "quit" => Reply::Quit,
        "s" | "skip" => {
            interview.skip();
            Reply::Skipped
        }
        "b" | "back" => {
            if interview.back() {
                Reply::Back
            } else {
                Reply::Say(say(DIM, "This is the first question."))
            }
        }
        _ => match parse(question, typed) {
            Err(problem) => Reply::Say(say(BAD, &problem)),
            Ok(answer) => {
                let hint = how_to_answer(question);
                match interview.answer(answer) {
                    Ok(()) => Reply::Answered,
                    // Whoever sees numbered answers knows nothing of their ids.
                    Err(AnswerError::UnknownAnswer { answer, .. }) => {
                        Reply::Say(say(BAD, &format!("“{answer}” is none of the answers. {hint}.")))
                    }
                    Err(AnswerError::TooMany { at_most, .. }) => {
                        Reply::Say(say(BAD, &format!("At most {at_most} of them: keep those that matter most.")))
                    }
                    Err(AnswerError::OutOfRange { .. }) => Reply::Say(say(BAD, &format!("Out of range. {hint}."))),
                    Err(error) => Reply::Say(say(BAD, &with_help(&error))),
                }
            }
        },
    }
}

fn why(interview: &Interview, question: &Question) -> String {
    let mut page = Page::new(output::width());
    let why = if question.why.is_empty() { "The rulebook does not say why it asks this." } else { &question.why };
    page.paragraph(2, why);
    for citation in &question.sources {
        let (source, claim) = interview.rulebook().cited(citation);
        let claim = claim.map(|claim| format!(": {}", claim.text)).unwrap_or_default();
        page.styled(2, DIM, &format!("{}{claim}", source.title));
    }
    page.finish()
}

fn say(style: Style, text: &str) -> String {
    let mut page = Page::new(output::width());
    page.styled(2, style, text);
    page.finish()
}

/// Numbers of a list, ids, a whole number, yes or no: as the question asks for it.
fn parse(question: &Question, text: &str) -> Result<Answer, String> {
    let answers = question.answers();
    let id = |word: &str| -> Result<String, String> {
        match word.parse::<usize>() {
            Ok(number) => {
                let chosen = number.checked_sub(1).and_then(|position| answers.get(position));
                let chosen = chosen.map(|answer| answer.id.clone());
                chosen.ok_or_else(|| match number {
                    0 if matches!(question.kind, QuestionKind::Many { .. }) => {
                        "0 stands alone, for none of them.".to_owned()
                    }
                    _ => format!("There is no answer {number}; they go from 1 to {}.", answers.len()),
                })
            }
            Err(_) => Ok(word.to_owned()),
        }
    };
    match &question.kind {
        QuestionKind::Choice { .. } => Ok(Answer::Choice(id(text)?)),
        QuestionKind::Many { .. } if text == "0" => Ok(Answer::Many(Vec::new())),
        QuestionKind::Many { .. } => {
            let words = text.split([',', ';', ' ']).map(str::trim).filter(|word| !word.is_empty());
            Ok(Answer::Many(words.map(id).collect::<Result<_, _>>()?))
        }
        QuestionKind::Number { .. } => {
            let problem = |_| format!("`{text}` is no whole number.");
            text.parse().map(Answer::Number).map_err(problem)
        }
        _ => match text.to_ascii_lowercase().as_str() {
            "y" | "yes" | "1" => Ok(Answer::YesNo(true)),
            "n" | "no" | "2" => Ok(Answer::YesNo(false)),
            _ => Err("Type y or n.".to_owned()),
        },
    }
}
