//! Maps and sets that are sorted rows.
//!
//! A picture has a few hundred objects at most, and its tables are made anew for each
//! step. A row in order of its keys is filled and searched as fast as a tree then, and
//! takes a third of a tree's code for each pair of types, in the page too.

/// A map that is a row of pairs in the order of their keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map<K, V> {
    row: Vec<(K, V)>,
}

impl<K: Ord, V> Map<K, V> {
    /// An empty map.
    pub const fn new() -> Map<K, V> {
        Map { row: Vec::new() }
    }

    fn find(&self, key: &K) -> Result<usize, usize> {
        // Keys often come in order: then the end is the place.
        match self.row.last() {
            Some((last, _)) if last < key => Err(self.row.len()),
            _ => self.row.binary_search_by(|(other, _)| other.cmp(key)),
        }
    }

    /// What a key leads to.
    pub fn get(&self, key: &K) -> Option<&V> {
        Some(&self.row[self.find(key).ok()?].1)
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        let at = self.find(key).ok()?;
        Some(&mut self.row[at].1)
    }

    /// Whether a key is there.
    pub fn contains_key(&self, key: &K) -> bool {
        self.find(key).is_ok()
    }

    /// Puts a value under a key; the one that was there before.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.find(&key) {
            Ok(at) => Some(std::mem::replace(&mut self.row[at].1, value)),
            Err(at) => {
                self.row.insert(at, (key, value));
                None
            }
        }
    }

    /// The value under a key, which is put there first where there is none.
    pub fn or_insert(&mut self, key: K, value: V) -> &mut V {
        let at = match self.find(&key) {
            Ok(at) => at,
            Err(at) => {
                self.row.insert(at, (key, value));
                at
            }
        };
        &mut self.row[at].1
    }

    /// The same with a default value.
    pub fn or_default(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        self.or_insert(key, V::default())
    }

    /// Takes a key out.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        let at = self.find(key).ok()?;
        Some(self.row.remove(at).1)
    }

    /// Takes the pair with the least key out.
    pub fn take_first(&mut self) -> Option<(K, V)> {
        let is_there = !self.row.is_empty();
        is_there.then(|| self.row.remove(0))
    }

    /// The pairs in the order of their keys.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.row.iter().map(|(key, value)| (key, value))
    }

    /// The values in the order of their keys.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.row.iter().map(|(_, value)| value)
    }

    /// The pairs, given away.
    pub fn into_pairs(self) -> impl Iterator<Item = (K, V)> {
        self.row.into_iter()
    }

    /// How many pairs there are.
    pub fn len(&self) -> usize {
        self.row.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.row.is_empty()
    }

    /// Takes all pairs out.
    pub fn clear(&mut self) {
        self.row.clear();
    }
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Map<K, V> {
        Map { row: Vec::new() }
    }
}

impl<K: Ord, V> Extend<(K, V)> for Map<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, pairs: I) {
        for (key, value) in pairs {
            self.insert(key, value);
        }
    }
}

/// A set that is a row in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set<K> {
    map: Map<K, ()>,
}

impl<K: Ord> Set<K> {
    /// An empty set.
    pub const fn new() -> Set<K> {
        Set { map: Map::new() }
    }

    /// Whether this is in it.
    pub fn contains(&self, key: &K) -> bool {
        self.map.contains_key(key)
    }

    /// Puts this into it; whether it was not there before.
    pub fn insert(&mut self, key: K) -> bool {
        self.map.insert(key, ()).is_none()
    }

    /// Takes this out of it; whether it was there.
    pub fn remove(&mut self, key: &K) -> bool {
        self.map.remove(key).is_some()
    }

    /// What is in it, in order.
    pub fn iter(&self) -> impl Iterator<Item = &K> {
        self.map.row.iter().map(|(key, ())| key)
    }

    /// How many are in it.
    pub fn len(&self) -> usize {
        self.map.len()
    }

    /// Whether none is in it.
    pub fn is_empty(&self) -> bool {
        self.map.is_empty()
    }
}

impl<K> Default for Set<K> {
    fn default() -> Set<K> {
        let map = Map::default();
        Set { map }
    }
}

impl<K: Ord> Extend<K> for Set<K> {
    fn extend<I: IntoIterator<Item = K>>(&mut self, keys: I) {
        for key in keys {
            self.insert(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stand_in_order_whatever_order_they_came_in() {
        let mut map = Map::new();
        for key in [5, 1, 9, 3, 5] {
            *map.or_default(key) += key;
        }
        let pairs: Vec<(i32, i32)> = map.iter().map(|(k, v)| (*k, *v)).collect();
        assert_eq!(pairs, [(1, 1), (3, 3), (5, 10), (9, 9)]);
        assert_eq!(
            (map.remove(&3), map.remove(&4), map.len()),
            (Some(3), None, 3)
        );
        assert_eq!((map.insert(1, 7), map.get(&1)), (Some(1), Some(&7)));
    }

    #[test]
    fn a_set_says_what_is_new() {
        let mut set = Set::new();
        assert!(set.insert("b") && set.insert("a") && !set.insert("b"));
        assert!(set.remove(&"b") && !set.contains(&"b"));
        assert_eq!(set.iter().collect::<Vec<_>>(), [&"a"]);
    }
}
