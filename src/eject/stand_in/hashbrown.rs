//! Stands in for the crate `hashbrown`: a table whose entries are found by hash, as short
//! as it can be.

use std::collections::BTreeMap;

/// Entries by hash.
pub struct HashTable<T> {
    entries: BTreeMap<u64, Vec<T>>,
}

impl<T> Default for HashTable<T> {
    fn default() -> HashTable<T> {
        HashTable {
            entries: BTreeMap::new(),
        }
    }
}

impl<T> HashTable<T> {
    /// The entry with this hash that `same` accepts.
    pub fn find(&self, hash: u64, same: impl Fn(&T) -> bool) -> Option<&T> {
        self.entries.get(&hash)?.iter().find(|entry| same(entry))
    }

    /// Puts an entry in that is not there yet.
    pub fn insert_unique(&mut self, hash: u64, entry: T, _: impl Fn(&T) -> u64) {
        self.entries.entry(hash).or_default().push(entry);
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.values().map(Vec::len).sum()
    }

    /// The place of the entry with this hash that `same` accepts.
    pub fn find_entry(
        &mut self,
        hash: u64,
        same: impl Fn(&T) -> bool,
    ) -> Result<Found<'_, T>, ()> {
        let row = self.entries.get_mut(&hash).ok_or(())?;
        let at = row.iter().position(same).ok_or(())?;
        Ok(Found { row, at })
    }
}

/// The place of an entry.
pub struct Found<'a, T> {
    row: &'a mut Vec<T>,
    at: usize,
}

impl<T> Found<'_, T> {
    /// Takes the entry out.
    pub fn remove(self) -> T {
        self.row.swap_remove(self.at)
    }
}
