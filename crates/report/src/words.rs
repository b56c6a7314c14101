//! Small joints of sentences: plurals, lists, answers in words.

use std::fmt::Display;

use leadership_advisor::{Answer, Question, QuestionKind};

/// `1 point`, `2 points`, `-1 points`. Takes any kind of integer.
pub fn count(number: impl Display, noun: &str) -> String {
    let number = number.to_string();
    let plural = if number == "1" { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// `a`, `a or b`, `a, b or c`.
pub fn list_of<S: AsRef<str>>(words: &[S], joint: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [rest @ .., last] => {
            let rest: Vec<&str> = rest.iter().map(AsRef::as_ref).collect();
            format!("{} {joint} {}", rest.join(", "), last.as_ref())
        }
    }
}

/// An answer as the person would have chosen it.
pub fn answer_in_words(question: &Question, answer: &Answer) -> String {
    let label = |id: &String| {
        let possible = question.answers().iter().find(|possible| possible.id == *id);
        possible.map_or_else(|| id.clone(), |possible| possible.label.clone())
    };
    match answer {
        Answer::Choice(id) => label(id),
        Answer::Many(ids) if ids.is_empty() => "none of them".to_owned(),
        Answer::Many(ids) => ids.iter().map(label).collect::<Vec<_>>().join(" + "),
        Answer::Number(number) => match &question.kind {
            QuestionKind::Number { unit, .. } if !unit.is_empty() => format!("{number} {unit}"),
            _ => number.to_string(),
        },
        Answer::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{count, list_of};

    #[test]
    fn joints() {
        assert_eq!([count(1, "point"), count(0, "point")], ["1 point", "0 points"]);
        assert_eq!(list_of(&["a", "b", "c"], "or"), "a, b or c");
        assert_eq!(list_of(&["a"], "and"), "a");
    }
}
