//! Records of one kind, addressed by ids that cannot dangle.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Index;
use std::sync::Arc;

use crate::slug::Slug;

/// A record's place in its table. Only the table of its portal makes one, so it always resolves.
pub struct Id<T> {
    at: u32,
    kind: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    fn new(at: usize) -> Self {
        Self { at: u32::try_from(at).unwrap_or(u32::MAX), kind: PhantomData }
    }

    /// Stands for a reference that was reported: the portal that holds it is never published.
    pub(super) fn unresolved() -> Self {
        Self { at: u32::MAX, kind: PhantomData }
    }

    /// Position in the table, from 0.
    pub fn index(self) -> usize {
        self.at as usize
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Id<T> {}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.at.cmp(&other.at)
    }
}

impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.at.hash(state);
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "#{}", self.at)
    }
}

/// Records of one kind in the order in which they are shown, which is that of their ids. A copy
/// shares the records.
#[derive(Debug)]
pub struct Table<T> {
    items: Vec<Arc<T>>,
    ids: Arc<BTreeMap<Slug, Id<T>>>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { items: Vec::new(), ids: Arc::default() }
    }
}

impl<T> Clone for Table<T> {
    fn clone(&self) -> Self {
        Self { items: self.items.clone(), ids: Arc::clone(&self.ids) }
    }
}

impl<T> Table<T> {
    /// A table of records whose places were announced by `ids`, in the same order.
    pub(super) fn new(ids: Arc<BTreeMap<Slug, Id<T>>>, items: Vec<T>) -> Self {
        assert_eq!(ids.len(), items.len(), "one record for each announced id");
        Self { items: items.into_iter().map(Arc::new).collect(), ids }
    }

    /// A table of records with their slugs, for tests.
    #[cfg(test)]
    pub(crate) fn of(records: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let records = records.into_iter();
        let held: BTreeMap<Slug, T> =
            records.map(|(slug, record)| (Slug::parse(slug).expect(slug), record)).collect();
        let ids = announce(held.keys().cloned());
        Self::new(ids, held.into_values().collect())
    }

    /// The id of this slug.
    pub fn find(&self, slug: &str) -> Option<Id<T>> {
        Slug::parse(slug).ok().and_then(|slug| self.ids.get(&slug).copied())
    }

    /// The record of an id: ids are only made by their own table, so there always is one.
    pub fn get(&self, id: Id<T>) -> &T {
        self.known(id).expect("an id is only made by its own table")
    }

    /// The record of an id that may be unresolved.
    pub(super) fn known(&self, id: Id<T>) -> Option<&T> {
        self.items.get(id.index()).map(Arc::as_ref)
    }

    /// The record of an id that may be unresolved, to finish it; other tables keep what they hold.
    pub(super) fn known_mut(&mut self, id: Id<T>) -> Option<&mut T>
    where
        T: Clone,
    {
        self.items.get_mut(id.index()).map(Arc::make_mut)
    }

    /// Puts another record in the place of one; other tables keep what they hold.
    pub(super) fn put(&mut self, id: Id<T>, record: T) {
        let place = self.items.get_mut(id.index()).expect("an id is only made by its own table");
        *place = Arc::new(record);
    }

    /// Holds again what another table of the same ids holds, where the record is equal to its own.
    pub(super) fn put_back(&mut self, id: Id<T>, other: &Self)
    where
        T: PartialEq,
    {
        let own = self.items.get_mut(id.index()).zip(other.items.get(id.index()));
        if let Some((own, before)) = own.filter(|(own, before)| own == before) {
            *own = Arc::clone(before);
        }
    }

    /// The records, to be held by others as well.
    pub fn shared(&self) -> &[Arc<T>] {
        &self.items
    }

    /// The records with their ids, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Id<T>, &T)> {
        self.items.iter().enumerate().map(|(at, item)| (Id::new(at), &**item))
    }

    /// The ids, in order.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = Id<T>> + use<T> {
        (0..self.items.len()).map(Id::new)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl<T> Index<Id<T>> for Table<T> {
    type Output = T;

    fn index(&self, id: Id<T>) -> &T {
        self.get(id)
    }
}

/// Announces ids for slugs, each once, in the order in which their records are shown: records can
/// refer to each other before they exist.
pub(super) fn announce<T>(slugs: impl IntoIterator<Item = Slug>) -> Arc<BTreeMap<Slug, Id<T>>> {
    Arc::new(slugs.into_iter().enumerate().map(|(at, slug)| (slug, Id::new(at))).collect())
}
