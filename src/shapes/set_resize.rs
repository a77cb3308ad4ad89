//! How a [`SetTable`] gets larger or smaller, is copied, exchanged and emptied
//! (`Objects/setobject.c@v3.13.0#set_table_resize`).
//!
//! A set is rebuilt when three fifths of its entries are filled, dummies included, with
//! more than four entries for each key.

use super::set_table::{MINSIZE, Probe, SetEntry, SetTable};
use crate::memory::ptr::Ptr;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};

impl SetTable {
    /// More entries after one was added; where they cannot be had, that one goes, so
    /// that the table never fills up.
    #[inline(never)]
    pub(super) fn grow(&self, rt: &Runtime, added: usize) -> PyResult<()> {
        let grown = self.resize(rt, self.growth());
        if grown.is_err() {
            let entry = self.at(added);
            entry.hash.set(0);
            self.fill.set(self.fill.get() - 1);
            self.used.set(self.used.get() - 1);
            drop(entry.key.take());
        }
        grown
    }

    fn growth(&self) -> usize {
        let used = self.len();
        if used > 50_000 { used * 2 } else { used * 4 }
    }

    /// Where more than a quarter of the entries are dummies, these go.
    pub(crate) fn sweep(&self, rt: &Runtime) -> PyResult<()> {
        if self.fill() - self.len() <= (self.capacity() - 1) / 4 {
            return Ok(());
        }
        self.resize(rt, self.growth())
    }

    /// Makes room for so many keys more, once instead of step by step.
    pub(crate) fn reserve(&self, rt: &Runtime, more: usize) -> PyResult<()> {
        if (self.fill() + more) * 5 >= (self.capacity() - 1) * 3 {
            self.resize(rt, (self.len() + more) * 2)?;
        }
        Ok(())
    }

    /// Takes over all keys of another table, if this one was never used
    /// (`Objects/setobject.c@v3.13.0#set_merge_lock_held`); false if it was.
    pub(crate) fn copy_from(&self, rt: &Runtime, other: &SetTable) -> PyResult<bool> {
        if self.fill.get() != 0 {
            return Ok(false);
        }
        rt.spend(other.capacity() as u64 / 8)?;
        let as_it_is = self.mask == other.mask && other.fill == other.used;
        for index in 0..other.capacity() {
            let Some((key, hash)) = other.entry(index) else {
                continue;
            };
            if as_it_is {
                self.at(index).hash.set(hash);
                self.at(index).key.set(Some(key));
            } else {
                self.add_clean(key, hash);
            }
        }
        self.fill.set(other.used.get());
        self.used.set(other.used.get());
        Ok(true)
    }

    /// Puts a key where no equal one is, and no dummy; there is room.
    fn add_clean(&self, key: Obj, hash: i64) {
        let mut probe = Probe::new(hash, self.mask.get() as u64);
        while !self.at(probe.at as usize).key.is_empty() {
            probe.step();
        }
        let entry = self.at(probe.at as usize);
        entry.hash.set(hash);
        entry.key.set(Some(key));
    }

    /// Moves the keys to a table with more than `least` entries
    /// (`Objects/setobject.c@v3.13.0#set_table_resize`).
    #[inline(never)]
    fn resize(&self, rt: &Runtime, least: usize) -> PyResult<()> {
        let mut size = MINSIZE;
        while size <= least {
            size = size.checked_mul(2).ok_or_else(|| rt.memory_error())?;
        }
        if size == MINSIZE && self.is_small() && self.fill == self.used {
            return Ok(());
        }
        rt.spend((size + self.capacity()) as u64 / 16)?;
        let table = self.new_table(rt, size)?;
        let old = self.take();
        self.table.set(table);
        self.mask.set(size as i64 - 1);
        self.settle();
        self.hash.set(old.hash.get());
        self.finger.set(old.finger.get());
        for index in 0..old.capacity() {
            let entry = old.at(index);
            if let Some(key) = entry.key.take() {
                self.add_clean(key, entry.hash.get());
            }
        }
        self.fill.set(old.used.get());
        self.used.set(old.used.get());
        old.give_block(rt);
        Ok(())
    }

    /// Empties the table. Keys are dropped in their order here, when it is empty.
    pub(crate) fn clear(&self, rt: &Runtime) {
        let old = self.take();
        self.settle();
        for index in 0..old.capacity() {
            drop(old.at(index).key.take());
        }
        old.give_block(rt);
    }

    /// Exchanges the keys with another table's.
    pub(crate) fn swap(&self, other: &SetTable) {
        let mine = self.take();
        self.put(other.take());
        other.put(mine);
    }

    /// Takes everything out; what is left is an empty small table.
    fn take(&self) -> SetTable {
        let taken = SetTable::new();
        for (mine, theirs) in self.smalltable.iter().zip(&taken.smalltable) {
            theirs.hash.set(mine.hash.take());
            theirs.key.set(mine.key.take());
        }
        taken.fill.set(self.fill.take());
        taken.used.set(self.used.take());
        taken.mask.set(self.mask.replace(MINSIZE as i64 - 1));
        taken.table.set(self.table.replace(Ptr::NULL));
        taken.hash.set(self.hash.replace(-1));
        taken.finger.set(self.finger.take());
        taken
    }

    /// Puts everything into an empty small table.
    fn put(&self, content: SetTable) {
        for (mine, theirs) in self.smalltable.iter().zip(&content.smalltable) {
            mine.hash.set(theirs.hash.take());
            mine.key.set(theirs.key.take());
        }
        self.fill.set(content.fill.take());
        self.used.set(content.used.take());
        self.mask.set(content.mask.replace(MINSIZE as i64 - 1));
        self.table.set(content.table.replace(Ptr::NULL));
        self.hash.set(content.hash.replace(-1));
        self.finger.set(content.finger.take());
        self.settle();
    }

    /// A block of unused entries; none for a small table.
    fn new_table(&self, rt: &Runtime, entries: usize) -> PyResult<Ptr<SetEntry>> {
        if entries == MINSIZE {
            return Ok(Ptr::NULL);
        }
        let bytes = entries.checked_mul(size_of::<SetEntry>());
        let bytes = bytes.filter(|&bytes| bytes < isize::MAX as usize);
        let block = bytes.and_then(|bytes| rt.heap.alloc(bytes));
        let block = block.ok_or_else(|| rt.memory_error())?;
        // SAFETY: the block has room for `entries` entries; zeros are unused ones.
        unsafe {
            block.write_bytes(0, entries * size_of::<SetEntry>());
        }
        Ok(block.cast().into())
    }

    /// Frees the block, whose keys have been taken out.
    fn give_block(&self, rt: &Runtime) {
        let bytes = self.block_bytes();
        self.mask.set(MINSIZE as i64 - 1);
        if bytes > 0
            && let Some(block) = self.table.replace(Ptr::NULL).get()
        {
            // SAFETY: the block was made by `new_table` with this size, and no table
            // refers to it any more.
            unsafe { rt.heap.free(block.cast(), bytes) };
        }
    }
}
