//! Answers as they come: in a file, on the command line, one by one.

use std::sync::LazyLock;

use leadership_advisor::{Answer, Answers, Interview, QuestionKind, Rulebook, Scorer};
use leadership_advisor_report::{
    answer_in_words, enough_text, migration_text, number_in_words, standings_text, why_asked_text,
};

use super::{SMALL_SCORER, small};
use crate::{input, outputs, prompt, sound};

/// A file of answers, to the shipped rulebook if it names it and else to a small one; and the same as answers to an older
/// version.
pub fn answers(bytes: &[u8]) {
    static SHIPPED: LazyLock<Scorer> = LazyLock::new(|| Rulebook::builtin().scorer());
    let is_shipped = bytes.windows(18).any(|window| window == b"revenue-leadership");
    let scorer = if is_shipped { &SHIPPED } else { &SMALL_SCORER };
    let rulebook = scorer.rulebook();
    match rulebook.parse_answers("answers.yaml", bytes) {
        Ok(answers) => {
            outputs::saved(&answers);
            outputs::scored(scorer, std::slice::from_ref(&answers));
            let case = answers.in_case();
            let again = rulebook.parse_answers("case.yaml", format!("answers: {case}"));
            let again = again.unwrap_or_else(|problems| panic!("a case is not read back: {problems}\n{case}"));
            let plain = |answers: &Answers| -> Vec<(String, Answer)> {
                answers.iter().map(|(question, answer)| (question.id.clone(), answer)).collect()
            };
            assert_eq!(plain(&again), plain(&answers), "a case holds other answers");
        }
        Err(problems) => outputs::of_findings(&problems),
    }
    match rulebook.parse_former_answers("former.yaml", bytes) {
        Ok(migration) => {
            outputs::saved(&migration.answers);
            sound::text("migration", &migration_text(&migration, &migration.answers.evaluate()));
        }
        Err(problems) => outputs::of_findings(&problems),
    }
}

/// Lines of `ID=VALUE`. What is refused changes nothing; what a cell of a table takes says the same here.
pub fn set(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let mut answers = small().answers();
    for line in text.lines().take(40) {
        let before = answers.clone();
        match input::apply_sets(&mut answers, &[line.to_owned()]) {
            Err(error) => {
                assert_eq!(answers, before, "what is refused changes something");
                let _ = error.to_string();
            }
            Ok(()) => {
                let (id, value) = line.split_once('=').unwrap_or((line, ""));
                as_a_cell(id.trim(), value, &answers);
            }
        }
    }
    outputs::saved(&answers);
    outputs::scored(&SMALL_SCORER, &[answers, small().answers()]);
}

/// Scores of a row with this one cell are those of this one answer, if the table takes it. A table takes less.
fn as_a_cell(id: &str, value: &str, answers: &Answers) {
    let mut batch = SMALL_SCORER.batch([id]).unwrap_or_else(|error| panic!("a question is no column: {error}"));
    if batch.push([value]).is_err() {
        return;
    }
    let mut alone = small().answers();
    if let Some(answer) = answers.get(id) {
        alone.set(id, answer).unwrap_or_else(|error| panic!("an answer is taken once only: {error}"));
    }
    let evaluation = alone.evaluate();
    batch.score(|scores| {
        for (score, result) in scores.decisions().zip(evaluation.decisions()) {
            assert_eq!((score.verdict(), score.margin()), (result.verdict, result.margin), "{id}={value} in a table");
        }
    });
}

/// A number as people write it. What is read is what stands there when it is written plainly.
pub fn numbers(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    for question in small().questions().iter().filter(|one| matches!(one.kind, QuestionKind::Number { .. })) {
        let QuestionKind::Number { unit, .. } = &question.kind else { continue };
        let read = Answer::from_text(question, text);
        let loud = Answer::from_text(question, &format!("  {} ", text.to_ascii_uppercase()));
        assert_eq!(read.as_ref().ok(), loud.as_ref().ok(), "{text} read otherwise in capitals or between spaces");
        match read {
            Ok(Answer::Number(number)) => {
                let plain = number.to_string();
                assert_eq!(Answer::from_text(question, &plain), Ok(Answer::Number(number)), "{text} read as {plain}");
                sound::shown("a number in words", &number_in_words(number, unit));
                let _ = answer_in_words(question, &Answer::Number(number));
                // Digits that are there are there in the same order, unless a scale moves the point.
                let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).map(char::from).collect::<String>();
                let (typed, kept) = (digits(text), digits(&plain));
                let bare = |digits: &str| digits.trim_matches('0').to_owned();
                assert_eq!(bare(&typed), bare(&kept), "{text} read as {plain}");
            }
            Ok(answer) => panic!("{text} is read as {answer:?}"),
            Err(error) => drop(error.to_string()),
        }
    }
}

/// A first line of JSON as a state to take up, if it is one, and then lines as somebody types them.
pub fn interview(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let mut lines = text.lines().peekable();
    let state = lines.peek().and_then(|line| serde_json::from_str(line).ok());
    let mut interview = match &state {
        Some(state) => Interview::resume(small(), state).0,
        None if bytes.len() % 2 == 0 => Interview::asking_all(small().answers()),
        None => Interview::new(small().answers()),
    };
    for line in lines.skip(usize::from(state.is_some())).take(40) {
        sound::text("a question", &prompt::question(&interview, true, 72));
        match line {
            "go on" => interview.go_on(),
            "keep" => drop(interview.keep()),
            line => match prompt::reply(&mut interview, line) {
                prompt::Reply::Say(text) | prompt::Reply::Answered(text) => sound::text("a reply", &text),
                prompt::Reply::Quit => break,
                prompt::Reply::Skipped | prompt::Reply::Elsewhere => {}
            },
        }
        let progress = interview.progress();
        assert!(interview.question().is_none() || progress.at <= progress.of, "{} of {}", progress.at, progress.of);
    }
    sound::text("why", &why_asked_text(&interview, 72));
    sound::text("standings", &standings_text(&interview, 72));
    sound::text("enough", &enough_text(&interview.remainder(), 72));
    outputs::kept(&interview);
    outputs::saved(interview.answers());
}
