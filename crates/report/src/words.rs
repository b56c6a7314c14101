//! Small joints of sentences: plurals and lists.

use std::fmt::Display;

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
