//! How deep a text nests, and nothing else about it: a visitor that keeps nothing.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, Visitor};

/// The byte at which a text nests deeper than the library allows, if it does. Other mistakes do not count: they are found
/// when it is read.
///
/// Looks at `budget` values at the most, aliases written out.
pub(super) fn goes_too_deep(text: &str, budget: usize) -> Option<usize> {
    let left = Cell::new(budget);
    let document = serde_yaml::Deserializer::from_str(text).next()?;
    let error = Walk(&left).deserialize(document).err()?;
    let is_too_deep = error.to_string().contains("recursion limit");
    is_too_deep.then(|| error.location().map_or(0, |location| location.index().min(text.len())))
}

/// Visits everything, up to as many nodes as may be read at all.
#[derive(Clone, Copy)]
struct Walk<'c>(&'c Cell<usize>);

impl Walk<'_> {
    fn seen<E: Error>(self) -> Result<(), E> {
        let left = self.0.get().checked_sub(1).ok_or_else(|| E::custom("enough"))?;
        self.0.set(left);
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        self.seen()
    }
    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        self.seen()
    }
    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        self.seen()
    }
    fn visit_i128<E: Error>(self, _: i128) -> Result<(), E> {
        self.seen()
    }
    fn visit_u128<E: Error>(self, _: u128) -> Result<(), E> {
        self.seen()
    }
    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.seen()
    }
    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        self.seen()
    }
    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.seen()
    }
    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.seen()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        self.seen()?;
        while entries.next_element_seed(self)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        self.seen()?;
        while entries.next_key_seed(self)?.is_some() {
            entries.next_value_seed(self)?;
        }
        Ok(())
    }

    fn visit_enum<A: EnumAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        Err(A::Error::custom("tags are refused when the text is read"))
    }
}
