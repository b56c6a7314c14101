//! What inequalities leave of the bounds of points, in integers and before any linear program.

use super::demand::Inequality;
use super::variable::Bounds;
use super::work::Work;

/// Narrows bounds to what rows leave of them. False if that is nothing.
pub(super) fn tighten(rows: &[&Inequality], bounds: &mut Bounds, work: &mut Work) -> bool {
    for _ in 0..8 {
        let mut moved = false;
        for row in rows {
            work.spend(2 * row.terms.len());
            let spare = row.highest(bounds) - row.at_least;
            if spare < 0 {
                return false;
            }
            for (ix, times) in &row.terms {
                let (least, most) = bounds[*ix];
                // At its worst it may take no more than what is to spare.
                if *times > 0 && most - spare.div_euclid(*times) > least {
                    bounds[*ix].0 = most - spare.div_euclid(*times);
                    moved = true;
                } else if *times < 0 && least + spare.div_euclid(-times) < most {
                    bounds[*ix].1 = least + spare.div_euclid(-times);
                    moved = true;
                }
            }
        }
        if !moved {
            break;
        }
    }
    true
}
