//! Reads the scale of points.

use super::format::SCALE;
use super::{Fields, Spanned};

/// The least and the most that a rule may give, if both are there.
pub(super) fn read(fields: &mut Fields<'_, '_>) -> Option<(Spanned<i64>, Spanned<i64>)> {
    let node = fields.node("points")?;
    let mut fields = Fields::open(node, &SCALE, fields.out())?;
    fields.needed("least");
    fields.needed("most");
    let (least, most) = (fields.whole("least"), fields.whole("most"));
    Some((least?, most?))
}
