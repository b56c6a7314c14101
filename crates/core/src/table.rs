//! Dense tables with typed indices.
//!
//! Whatever is looked up while evaluating is looked up by position. An [`Ix`] can only come from the [`Table`] that
//! handed it out (or from a column beside it), so a question's index cannot be used on a table of rules, and the one
//! place in this crate that indexes a vector is the one below.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// The position of a `T` in its table.
pub(crate) struct Ix<T>(u32, PhantomData<fn() -> T>);

impl<T> Ix<T> {
    fn new(position: usize) -> Self {
        // Files are capped at a few megabytes, so no table comes near 2^32 rows.
        Ix(u32::try_from(position).unwrap_or(u32::MAX), PhantomData)
    }

    pub(crate) fn position(self) -> usize {
        self.0 as usize
    }
}

impl<T> Clone for Ix<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Ix<T> {}
impl<T> PartialEq for Ix<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Ix<T> {}
impl<T> PartialOrd for Ix<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Ix<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<T> Hash for Ix<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<T> fmt::Debug for Ix<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// Rows in the order of the rulebook. `Table<Question>` holds the questions; `Table<Question, Slot>` is a column beside
/// it that holds one slot for each question.
pub(crate) struct Table<T, V = T> {
    rows: Vec<V>,
    of: PhantomData<fn() -> T>,
}

// By hand, since a derive would ask the same of `T`, of which there is none in here.
impl<T, V: Clone> Clone for Table<T, V> {
    fn clone(&self) -> Self {
        Table { rows: self.rows.clone(), of: PhantomData }
    }
}
impl<T, V: PartialEq> PartialEq for Table<T, V> {
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows
    }
}
impl<T, V: fmt::Debug> fmt::Debug for Table<T, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rows.fmt(f)
    }
}

impl<T, V> Default for Table<T, V> {
    fn default() -> Self {
        Table { rows: Vec::new(), of: PhantomData }
    }
}

impl<T, V> Table<T, V> {
    pub(crate) fn push(&mut self, row: V) -> Ix<T> {
        self.rows.push(row);
        Ix::new(self.rows.len() - 1)
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(crate) fn rows(&self) -> &[V] {
        &self.rows
    }

    pub(crate) fn indices(&self) -> impl DoubleEndedIterator<Item = Ix<T>> + use<T, V> {
        (0..self.rows.len()).map(Ix::new)
    }

    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = (Ix<T>, &V)> {
        self.rows.iter().enumerate().map(|(at, row)| (Ix::new(at), row))
    }

    /// A column beside this table, filled by `value`.
    pub(crate) fn column<W>(&self, value: impl FnMut(Ix<T>) -> W) -> Table<T, W> {
        Table { rows: self.indices().map(value).collect(), of: PhantomData }
    }

    pub(crate) fn find(&self, mut wanted: impl FnMut(&V) -> bool) -> Option<Ix<T>> {
        self.rows.iter().position(&mut wanted).map(Ix::new)
    }
}

impl<T, V> Index<Ix<T>> for Table<T, V> {
    type Output = V;

    #[expect(clippy::indexing_slicing, reason = "an Ix<T> comes from a table of T of the same rulebook")]
    fn index(&self, ix: Ix<T>) -> &V {
        &self.rows[ix.position()]
    }
}

impl<T, V> IndexMut<Ix<T>> for Table<T, V> {
    #[expect(clippy::indexing_slicing, reason = "an Ix<T> comes from a table of T of the same rulebook")]
    fn index_mut(&mut self, ix: Ix<T>) -> &mut V {
        &mut self.rows[ix.position()]
    }
}
