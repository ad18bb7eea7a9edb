//! One value for every record of a table.

use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::portal::{Id, Table};

/// One value for every record of a table, found by the record's id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Each<K, V> {
    values: Vec<V>,
    kind: PhantomData<fn() -> K>,
}

impl<K, V> Each<K, V> {
    /// Computes a value for every record.
    pub(super) fn new(table: &Table<K>, value: impl Fn(Id<K>, &K) -> V) -> Self {
        let values = table.iter().map(|(id, record)| value(id, record)).collect();
        Self { values, kind: PhantomData }
    }

    /// Computes a value for every record, on all cores.
    pub(super) fn in_parallel(table: &Table<K>, value: impl Fn(Id<K>, &K) -> V + Sync) -> Self
    where
        K: Sync,
        V: Send,
    {
        let records: Vec<(Id<K>, &K)> = table.iter().collect();
        let values = records.par_iter().map(|(id, record)| value(*id, record)).collect();
        Self { values, kind: PhantomData }
    }

    /// Computes another value from each.
    pub(super) fn map<W>(&self, value: impl Fn(&V) -> W + Sync + Send) -> Each<K, W>
    where
        V: Sync,
        W: Send,
    {
        Each { values: self.values.par_iter().map(value).collect(), kind: PhantomData }
    }

    /// The value of a record.
    pub fn get(&self, id: Id<K>) -> &V {
        self.values.get(id.index()).expect("there is a value for every record of the table")
    }

    /// The values in the order of the table.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &V> {
        self.values.iter()
    }
}

impl<K, V> Index<Id<K>> for Each<K, V> {
    type Output = V;

    fn index(&self, id: Id<K>) -> &V {
        self.values.get(id.index()).expect("there is a value for every record of the table")
    }
}

impl<K, V> IndexMut<Id<K>> for Each<K, V> {
    fn index_mut(&mut self, id: Id<K>) -> &mut V {
        self.values.get_mut(id.index()).expect("there is a value for every record of the table")
    }
}
