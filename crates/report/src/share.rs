//! Shares of the ways to answer, exact or with what drawing them leaves open.

use leadership_advisor::Share;

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
            let [_, most] = interval(0, of);
            format!("less than {}", percent(most + 99))
        }
        Share::Sampled { part, of } => format!("about {}", percent(u128::from(part) * WHOLE / u128::from(of).max(1))),
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
            let (error, [least, most]) = (percent(standard_error(part, of)), interval(part, of).map(percent));
            format!(
                "Sampled: {part} of {of} ways to answer that were drawn come out differently, which is {brief}; standard \
                 error {error}, 95 % interval {least} to {most}."
            )
        }
    }
}

/// `12.34 %` of millionths.
pub(crate) fn percent(millionths: u128) -> String {
    format!("{}.{:02} %", millionths / 10_000, millionths / 100 % 100)
}

/// The standard error of a share, in millionths: the root of p (1 − p) / n.
pub(crate) fn standard_error(part: u64, of: u64) -> u128 {
    let (part, of) = (u128::from(part), u128::from(of).max(1));
    (part * of.saturating_sub(part) * WHOLE * WHOLE / (of * of * of)).isqrt()
}

/// The 95 % interval after E. B. Wilson (Journal of the American Statistical Association 22, 1927), in millionths. Unlike
/// the standard error it says something where none or all were drawn.
pub(crate) fn interval(part: u64, of: u64) -> [u128; 2] {
    let (part, of) = (u128::from(part), u128::from(of).max(1));
    // z = 1.96, so z² = 3.8416, in ten-thousandths. All is multiplied by n + z².
    let z2 = 38_416;
    let whole = of * 10_000 + z2;
    let centre = part * 10_000 + z2 / 2;
    let spread = z2 * (part * of.saturating_sub(part) * 4 * 10_000 / of + z2) / 4;
    let half = spread.isqrt();
    [centre.saturating_sub(half) * WHOLE / whole, ((centre + half) * WHOLE / whole).min(WHOLE)]
}

#[cfg(test)]
mod tests {
    use super::{interval, percent, share_in_words, standard_error};
    use leadership_advisor::Share;

    /// Against the tables: 10 of 100 gives 5.52 % to 17.44 %, none of 100 gives up to 3.70 %.
    #[test]
    fn intervals_are_those_of_the_tables() {
        assert_eq!(interval(10, 100).map(percent), ["5.52 %", "17.43 %"]);
        assert_eq!(interval(0, 100).map(percent), ["0.00 %", "3.69 %"]);
        assert_eq!(interval(100, 100).map(percent), ["96.30 %", "100.00 %"]);
        assert_eq!(percent(standard_error(50, 100)), "5.00 %");
    }

    #[test]
    fn a_share_says_how_it_was_found() {
        assert!(share_in_words(Share::Exact { part: 1, of: 3 }).contains("33.33 %"));
        assert!(share_in_words(Share::Sampled { part: 1, of: 3 }).contains("95 % interval"));
    }
}
