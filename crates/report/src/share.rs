//! Shares of the ways to answer, exact or with what drawing them leaves open.

use leadership_advisor::{Proportion, Share};

/// In millionths.
const WHOLE: u128 = 1_000_000;

/// A share in a few words: `1.43 %`, `about 1.43 %` where it was drawn, `less than 0.01 %`.
pub(crate) fn share_in_brief(share: Share) -> String {
    match share {
        Share::Exact { part, of } => match part.saturating_mul(WHOLE).checked_div(of).unwrap_or(0) {
            0 if part > 0 => "less than 0.01 %".to_owned(),
            share if part > 0 && share < 100 => "less than 0.01 %".to_owned(),
            share => percent(share),
        },
        Share::Sampled { part: 0, of } => {
            let [_, most] = Proportion::new(0, of).interval().unwrap_or_default();
            format!("less than {}", percent(most + 99))
        }
        Share::Sampled { part, of } => {
            format!("about {}", percent(Proportion::new(part, of).millionths().unwrap_or_default()))
        }
    }
}

/// How a share was found: counted, or drawn and then with its standard error and the interval that it lies in.
pub(crate) fn share_in_words(share: Share) -> String {
    let brief = share_in_brief(share);
    match share {
        Share::Exact { part, of } => {
            format!("Counted: {part} of {of} ways to answer come out differently, which is {brief}.")
        }
        Share::Sampled { part, of } => {
            let drawn = Proportion::new(part, of);
            let error = percent(drawn.standard_error().unwrap_or_default());
            let [least, most] = drawn.interval().unwrap_or_default().map(percent);
            format!(
                "Sampled: {part} of {of} ways to answer that were drawn come out differently, which is {brief}; standard \
                 error {error}, 95 % interval {least} to {most}."
            )
        }
    }
}

/// `12.34 %` of millionths.
pub(crate) fn percent(millionths: impl Into<u128>) -> String {
    let millionths = millionths.into();
    format!("{}.{:02} %", millionths / 10_000, millionths / 100 % 100)
}

#[cfg(test)]
mod tests {
    use super::share_in_words;
    use leadership_advisor::Share;

    #[test]
    fn a_share_says_how_it_was_found() {
        assert!(share_in_words(Share::Exact { part: 1, of: 3 }).contains("33.33 %"));
        assert!(share_in_words(Share::Sampled { part: 1, of: 3 }).contains("95 % interval"));
    }
}
