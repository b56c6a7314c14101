//! Kleene's strong three-valued logic (S. C. Kleene, *Introduction to Metamathematics*, 1952, section 64).

/// False, unknown or true, in this order: *all* is the least of its parts, *any* the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Truth {
    False,
    Unknown,
    True,
}

impl Truth {
    pub(crate) fn known(value: bool) -> Truth {
        if value { Truth::True } else { Truth::False }
    }

    pub(crate) fn all(parts: impl Iterator<Item = Truth>) -> Truth {
        let mut least = Truth::True;
        for part in parts {
            least = least.min(part);
            if least == Truth::False {
                break;
            }
        }
        least
    }

    pub(crate) fn any(parts: impl Iterator<Item = Truth>) -> Truth {
        let mut greatest = Truth::False;
        for part in parts {
            greatest = greatest.max(part);
            if greatest == Truth::True {
                break;
            }
        }
        greatest
    }
}

impl std::ops::Not for Truth {
    type Output = Truth;

    fn not(self) -> Truth {
        match self {
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
            Truth::True => Truth::False,
        }
    }
}
