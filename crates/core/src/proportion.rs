//! A part of what was counted: its share, and how far so few things can be trusted. Integers only, in millionths.

use serde::ser::{Serialize, SerializeStruct, Serializer};

/// In millionths.
const WHOLE: u128 = 1_000_000;

/// `part` of `of` things. Serialises as both with the share and its 95 % interval, in millionths; those are null where
/// nothing was counted.
///
/// ```
/// use leadership_advisor::Proportion;
///
/// let few = Proportion::new(9, 12);
/// assert_eq!(few.millionths(), Some(750_000));
/// assert_eq!(few.interval(), Some([467_692, 911_056]));
/// assert!(few.reaches(75) && !few.reaches(76));
/// assert_eq!(Proportion::default().millionths(), None);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Proportion {
    /// Those that are meant.
    pub part: u64,
    /// All of them.
    pub of: u64,
}

impl Proportion {
    /// `part` of `of` things.
    pub fn new(part: u64, of: u64) -> Self {
        Proportion { part, of }
    }

    /// One more, which is meant or not.
    pub(crate) fn count(&mut self, is_meant: bool) {
        self.part += u64::from(is_meant);
        self.of += 1;
    }

    /// The share in millionths, rounded down. `None` of nothing.
    pub fn millionths(self) -> Option<u64> {
        (u128::from(self.part) * WHOLE).checked_div(u128::from(self.of)).map(narrow)
    }

    /// Whether the share is so many percent or more, without rounding. Nothing of nothing is enough.
    pub fn reaches(self, percent: u64) -> bool {
        u128::from(self.part) * 100 >= u128::from(percent) * u128::from(self.of)
    }

    /// The standard error of the share in millionths: the root of p (1 − p) / n. `None` of nothing.
    pub fn standard_error(self) -> Option<u64> {
        let (part, of) = (u128::from(self.part), u128::from(self.of));
        let variance = (part * of.saturating_sub(part) * WHOLE * WHOLE).checked_div(of * of * of)?;
        Some(narrow(variance.isqrt()))
    }

    /// The 95 % interval after E. B. Wilson (Journal of the American Statistical Association 22, 1927), in millionths. Unlike
    /// the standard error it says something where none or all are meant. `None` of nothing.
    pub fn interval(self) -> Option<[u64; 2]> {
        let (part, of) = (u128::from(self.part), u128::from(self.of));
        // z = 1.96, so z² = 3.8416, in ten-thousandths. All is multiplied by n + z².
        let z2 = 38_416;
        let whole = of * 10_000 + z2;
        let centre = part * 10_000 + z2 / 2;
        let spread = z2 * ((part * of.saturating_sub(part) * 4 * 10_000).checked_div(of)? + z2) / 4;
        let half = spread.isqrt();
        let most = ((centre + half) * WHOLE / whole).min(WHOLE);
        Some([narrow(centre.saturating_sub(half) * WHOLE / whole), narrow(most)])
    }
}

fn narrow(millionths: u128) -> u64 {
    u64::try_from(millionths).unwrap_or(u64::MAX)
}

impl Serialize for Proportion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Proportion", 4)?;
        fields.serialize_field("part", &self.part)?;
        fields.serialize_field("of", &self.of)?;
        fields.serialize_field("millionths", &self.millionths())?;
        fields.serialize_field("interval", &self.interval())?;
        fields.end()
    }
}

#[cfg(test)]
mod tests {
    use super::Proportion;

    /// Against the tables: 10 of 100 gives 5.52 % to 17.44 %, none of 100 gives up to 3.70 %. Both ends are rounded down.
    #[test]
    fn intervals_are_those_of_the_tables() {
        let hundredths = |part| Proportion::new(part, 100).interval().map(|ends| ends.map(|end| end / 100));
        assert_eq!(hundredths(10), Some([552, 1743]));
        assert_eq!(hundredths(0), Some([0, 369]));
        assert_eq!(hundredths(100), Some([9630, 10000]));
        assert_eq!(Proportion::new(50, 100).standard_error(), Some(50_000));
        assert_eq!(Proportion::new(0, 0).interval(), None);
    }
}
