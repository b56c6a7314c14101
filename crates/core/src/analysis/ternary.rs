//! The answer to a question that a search may leave open.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Yes, no, or not proved within the budget. In JSON `true`, `false` and `null`.
///
/// ```
/// use leadership_advisor::Ternary;
///
/// assert_eq!(serde_json::to_string(&[Ternary::Yes, Ternary::No, Ternary::Unproven])?, "[true,false,null]");
/// assert_eq!(serde_json::from_str::<Ternary>("null")?, Ternary::Unproven);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ternary {
    /// It is so: that is proved.
    Yes,
    /// It is not so: that is proved.
    No,
    /// Neither was proved within the budget.
    #[default]
    Unproven,
}

impl Ternary {
    /// Whether it is proved to be so.
    pub fn is_yes(self) -> bool {
        self == Ternary::Yes
    }

    /// Whether it is proved not to be so.
    pub fn is_no(self) -> bool {
        self == Ternary::No
    }
}

impl From<bool> for Ternary {
    fn from(proved: bool) -> Self {
        if proved { Ternary::Yes } else { Ternary::No }
    }
}

impl From<Option<bool>> for Ternary {
    fn from(proved: Option<bool>) -> Self {
        proved.map_or(Ternary::Unproven, Ternary::from)
    }
}

impl fmt::Display for Ternary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Ternary::Yes => "yes",
            Ternary::No => "no",
            Ternary::Unproven => "unproven",
        })
    }
}

impl Serialize for Ternary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Ternary::Yes => serializer.serialize_bool(true),
            Ternary::No => serializer.serialize_bool(false),
            Ternary::Unproven => serializer.serialize_none(),
        }
    }
}

impl<'de> Deserialize<'de> for Ternary {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::<bool>::deserialize(deserializer).map(Ternary::from)
    }
}
