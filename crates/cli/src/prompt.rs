//! Questions as text, and what typed replies mean: numbered answers, and commands of one letter.

use anstyle::Style;
use leadership_advisor::{Answer, AnswerError, Interview, Question, QuestionKind};
use leadership_advisor_report::{
    ACCENT, BAD, DIM, Page, STRONG, answer_in_words, number_in_words, standings_text, why_asked_text,
};

use crate::input::with_help;
use crate::output;

/// The commands, in one sentence.
pub(crate) const COMMANDS: &str = "At every question: s = I don't know, ? = why we ask, b = back, \
    r = how things stand, l = your answers so far (l 3 = back to the third), q = save and stop.";

/// From such numbers on, people are told of shorter ways to write them.
const LARGE: i64 = 10_000;

/// What a line of input came to.
#[derive(Debug)]
pub(crate) enum Reply {
    /// There is an answer; how a number was read, if that needs saying.
    Answered(String),
    /// The question was left open.
    Skipped,
    /// The interview went to another question.
    Elsewhere,
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
    page.styled(0, DIM, &format!("{} of up to {}", progress.at, progress.of));
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
        let so_far = format!("Your answer so far: {}. Enter keeps it.", answer_in_words(question, &answer));
        page.styled(0, DIM, &so_far);
    }
    page.finish()
}

pub(crate) fn how_to_answer(question: &Question) -> String {
    match &question.kind {
        QuestionKind::Choice { answers, .. } => format!("A number from 1 to {}", answers.len()),
        QuestionKind::Many { at_most, .. } => {
            let most = at_most.map(|most| format!("up to {most} numbers")).unwrap_or_else(|| "numbers".to_owned());
            format!("Type {most} with commas between them, or 0 for none of these")
        }
        QuestionKind::Number { unit, min, max } => {
            let range = match (min, max) {
                (Some(min), Some(max)) => {
                    format!(", {} to {}", number_in_words(*min, ""), number_in_words(*max, ""))
                }
                (Some(min), None) => format!(", {} or more", number_in_words(*min, "")),
                (None, Some(max)) => format!(", {} or less", number_in_words(*max, "")),
                (None, None) => String::new(),
            };
            let unit = if unit.is_empty() { String::new() } else { format!(" of {unit}") };
            let short = max.is_some_and(|max| max >= LARGE);
            let short = if short { "; 750k or 2.5m will do" } else { "" };
            format!("A whole number{unit}{range}{short}")
        }
        _ => "y or n".to_owned(),
    }
}

/// What a line of input does to the interview.
pub(crate) fn reply(interview: &mut Interview, line: &str) -> Reply {
    let typed = line.trim();
    // Commands may be typed in capitals; ids may not.
    let lower = if typed.chars().count() <= 8 { typed.to_lowercase() } else { typed.to_owned() };
    if let Some(reply) = command(interview, &lower) {
        return reply;
    }
    let Some(question) = interview.question() else { return Reply::Quit };
    if typed.is_empty() {
        let kept = interview.keep();
        return if kept { Reply::Elsewhere } else { Reply::Say(say(BAD, "Type an answer, or s if you don't know.")) };
    }
    let hint = how_to_answer(question);
    match read(question, typed) {
        Err(problem) => Reply::Say(say(BAD, &problem)),
        Ok(answer) => {
            let reading = reading(question, typed, &answer).map(|reading| say(DIM, &reading)).unwrap_or_default();
            let before = contradictions(interview);
            match interview.answer(answer) {
                Ok(()) => {
                    let new = new_contradictions(&before, interview);
                    let new = new.map(|new| say(BAD, &format!("{new} Type b to change your answer.")));
                    Reply::Answered(reading + &new.unwrap_or_default())
                }
                Err(error) => Reply::Say(say(BAD, &refusal(&error, &hint))),
            }
        }
    }
}

/// What a command does, wherever the interview stands; `None` if this is no command.
pub(crate) fn command(interview: &mut Interview, word: &str) -> Option<Reply> {
    Some(match word {
        "?" => Reply::Say(why_asked_text(interview, output::width())),
        "q" | "quit" => Reply::Quit,
        "r" => Reply::Say(standings_text(interview, output::width())),
        "l" => Reply::Say(answers_so_far(interview)),
        "s" | "skip" if interview.question().is_some() => {
            interview.skip();
            Reply::Skipped
        }
        "b" | "back" if interview.back() => Reply::Elsewhere,
        "b" | "back" => Reply::Say(say(DIM, "This is the first question.")),
        _ => {
            let number: usize = word.strip_prefix('l')?.trim().parse().ok()?;
            let id = interview.past().nth(number.checked_sub(1)?).map(|(question, _)| question.id.clone());
            match id.filter(|id| interview.revisit(id)) {
                Some(_) => Reply::Elsewhere,
                None => Reply::Say(say(BAD, &format!("There is no answer {number} yet; l shows them."))),
            }
        }
    })
}

fn answers_so_far(interview: &Interview) -> String {
    let mut page = Page::new(output::width());
    for (nth, (question, answer)) in interview.past().enumerate() {
        let answer = answer.map_or_else(|| "open".to_owned(), |answer| answer_in_words(question, &answer));
        page.item(2, &format!("{:>2}  ", nth + 1), ACCENT, Style::new(), &format!("{} → {answer}", question.ask));
    }
    let text = page.finish();
    if text.is_empty() { say(DIM, "No answers yet.") } else { text }
}

/// Why an answer was not taken. Whoever sees numbered answers knows nothing of their ids.
pub(crate) fn refusal(error: &AnswerError, hint: &str) -> String {
    match error {
        AnswerError::UnknownAnswer { answer, .. } => format!("“{answer}” isn't one of the answers. {hint}."),
        AnswerError::TooMany { at_most, .. } => format!("Pick up to {at_most}. Keep the ones that matter most."),
        AnswerError::OutOfRange { .. } => format!("Out of range. {hint}."),
        AnswerError::UnclearNumber { text, problem, help, .. } => format!("“{text}” {problem}: {help}."),
        error => with_help(error),
    }
}

/// How a number was read, unless that is plain to see.
pub(crate) fn reading(question: &Question, typed: &str, answer: &Answer) -> Option<String> {
    let (QuestionKind::Number { unit, .. }, Answer::Number(number)) = (&question.kind, answer) else { return None };
    let words = number_in_words(*number, unit);
    let is_plain = typed.trim() == number.to_string() && !words.contains("that is");
    (!is_plain).then(|| format!("Read as {words}."))
}

/// What does not fit together in the answers so far.
pub(crate) fn contradictions(interview: &Interview) -> Vec<String> {
    interview.evaluation().contradictions().into_iter().map(|one| one.say.clone()).collect()
}

/// What has come not to fit together since then.
pub(crate) fn new_contradictions(before: &[String], interview: &Interview) -> Option<String> {
    let new: Vec<String> = contradictions(interview).into_iter().filter(|say| !before.contains(say)).collect();
    (!new.is_empty()).then(|| new.join(" "))
}

fn say(style: Style, text: &str) -> String {
    let mut page = Page::new(output::width());
    page.styled(2, style, text);
    page.finish()
}

/// Numbers of a list, ids, a whole number, yes or no: as the question asks for it.
pub(crate) fn read(question: &Question, text: &str) -> Result<Answer, String> {
    let answers = question.answers();
    let id = |word: &str| -> Result<String, String> {
        match word.parse::<usize>() {
            Ok(number) => {
                let chosen = number.checked_sub(1).and_then(|position| answers.get(position));
                let chosen = chosen.map(|answer| answer.id.clone());
                chosen.ok_or_else(|| match number {
                    0 if matches!(question.kind, QuestionKind::Many { .. }) => {
                        "Use 0 by itself, for none of these.".to_owned()
                    }
                    _ => format!("There is no answer {number}. Pick a number from 1 to {}.", answers.len()),
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
            Answer::from_text(question, text).map_err(|error| refusal(&error, &how_to_answer(question)))
        }
        _ => match text.to_ascii_lowercase().as_str() {
            "y" | "yes" | "1" => Ok(Answer::YesNo(true)),
            "n" | "no" | "2" => Ok(Answer::YesNo(false)),
            _ => Err("Type y or n.".to_owned()),
        },
    }
}
