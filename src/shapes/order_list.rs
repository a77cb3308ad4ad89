//! A chain of keys beside a hash table, in an order that can be changed: what an
//! OrderedDict has more than a dict (`Objects/odictobject.c@v3.13.0`).
//!
//! Each key has a node, linked to its two neighbours. To find the node of a key, a
//! second table is laid beside the block of keys: at the index of the key's entry it
//! has the key's node. Where the block was exchanged for another, the second table is
//! rebuilt when the next node is looked for.
//!
//! A program may change the hash table by the methods of `dict`, which know nothing of
//! the chain. Then nodes are found no more, or those of other keys are; but a node is
//! in the chain as long as the second table has it, and goes only by
//! [`OrderList::remove`], which takes it out of both, or with all others.
#![allow(unsafe_code)]

use super::Field;
use super::key_block::PyDictKeysObject;
use super::key_table::{Compare, KeyTable};
use crate::memory::ptr::Ptr;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::Visitor;
use std::cell::Cell;
use std::ptr::NonNull;

/// A key in the chain: 32 bytes.
#[repr(C)]
struct Node {
    key: Field,
    /// The key's hash.
    hash: i64,
    next: Cell<Ptr<Node>>,
    prev: Cell<Ptr<Node>>,
}

/// Bytes of a node.
pub(crate) const NODE: usize = size_of::<Node>();

const _: () = assert!(NODE == 32);

/// A place of the second table.
type Place = Cell<Ptr<Node>>;

/// The chain's ends, and the second table; they follow the fields of a dict.
#[repr(C)]
pub struct OrderList {
    od_first: Cell<Ptr<Node>>,
    od_last: Cell<Ptr<Node>>,
    /// The second table: a block of pointers.
    od_fast_nodes: Cell<Ptr<Place>>,
    /// The number of its places.
    od_fast_nodes_size: Cell<i64>,
    /// The block of keys that it was laid beside.
    od_resize_sentinel: Cell<Ptr<PyDictKeysObject>>,
    /// Grows with each change of the chain, so that iterators notice.
    od_state: Cell<u64>,
}

const _: () = assert!(size_of::<OrderList>() == 48);

impl Default for OrderList {
    fn default() -> Self {
        OrderList {
            od_first: Cell::new(Ptr::NULL),
            od_last: Cell::new(Ptr::NULL),
            od_fast_nodes: Cell::new(Ptr::NULL),
            od_fast_nodes_size: Cell::new(0),
            od_resize_sentinel: Cell::new(Ptr::NULL),
            od_state: Cell::new(0),
        }
    }
}

impl OrderList {
    /// Whether there is no node.
    pub(crate) fn is_empty(&self) -> bool {
        self.od_first.get().is_null()
    }

    /// A number that changes with the chain.
    pub(crate) fn state(&self) -> u64 {
        self.od_state.get()
    }

    /// Bytes of the second table.
    pub(crate) fn table_bytes(&self) -> usize {
        self.od_fast_nodes_size.get() as usize * size_of::<Place>()
    }

    /// The first or the last key, and its hash.
    pub(crate) fn end(&self, last: bool) -> Option<(Obj, i64)> {
        let end = if last { &self.od_last } else { &self.od_first };
        let node = node(end.get())?;
        Some((node.key.get()?, node.hash))
    }

    /// All keys and their hashes, in order.
    pub(crate) fn keys(&self) -> Vec<(Obj, i64)> {
        let known = |node: &Node| Some((node.key.get()?, node.hash));
        self.nodes().filter_map(known).collect()
    }

    /// The place of a key's node in the second table, if it has one. Keys may be
    /// compared for that.
    pub(crate) fn find(
        &self,
        rt: &Runtime,
        table: &KeyTable,
        key: &Obj,
        hash: i64,
        with: &impl Compare,
    ) -> PyResult<Option<usize>> {
        if self.is_empty() {
            return Ok(None);
        }
        let at = self.place(rt, table, key, hash, with)?;
        Ok(self.at(at).map(|_| at))
    }

    /// The key beside the node at a place, as [`find`](OrderList::find) tells it.
    pub(crate) fn neighbour(&self, at: usize, backwards: bool) -> Option<Obj> {
        let here = self.at(at)?;
        let beside = if backwards { &here.prev } else { &here.next };
        node(beside.get())?.key.get()
    }

    /// Adds a key at the end, unless it has a node; false where the hash table does not
    /// have the key.
    pub(crate) fn add(
        &self,
        rt: &Runtime,
        table: &KeyTable,
        key: &Obj,
        hash: i64,
        with: &impl Compare,
    ) -> PyResult<bool> {
        let at = self.place(rt, table, key, hash, with)?;
        let Some(place) = self.places().get(at) else {
            return Ok(false);
        };
        if !place.get().is_null() {
            return Ok(true);
        }
        let block = rt.heap.alloc(NODE).ok_or_else(|| rt.memory_error())?;
        let made: NonNull<Node> = block.cast();
        // SAFETY: the block is new and large enough.
        unsafe {
            made.write(Node {
                key: Field::new(Some(key.clone())),
                hash,
                next: Cell::new(Ptr::NULL),
                prev: Cell::new(Ptr::NULL),
            });
        }
        place.set(made.into());
        self.link(made.into(), true);
        Ok(true)
    }

    /// Takes the node at a place out; its key is dropped.
    pub(crate) fn remove(&self, rt: &Runtime, at: usize) {
        let Some(place) = self.places().get(at) else {
            return;
        };
        let gone = place.replace(Ptr::NULL);
        self.unlink(gone);
        free(rt, gone);
    }

    /// Makes the node at a place the last one, or the first one.
    pub(crate) fn move_to_end(&self, at: usize, last: bool) {
        let Some(place) = self.places().get(at) else {
            return;
        };
        let moved = place.get();
        let end = if last { &self.od_last } else { &self.od_first };
        if moved.is_null() || end.get() == moved {
            return;
        }
        self.unlink(moved);
        self.link(moved, last);
    }

    /// Takes all nodes out. The keys are dropped in order, when the chain is empty.
    pub(crate) fn clear(&self, rt: &Runtime) {
        self.free_table(rt);
        let mut next = self.od_first.replace(Ptr::NULL);
        self.od_last.set(Ptr::NULL);
        while let Some(here) = node(next) {
            let gone = next;
            next = here.next.get();
            free(rt, gone);
        }
        self.changed();
    }

    /// Shows the keys to the collector or the lens.
    pub(crate) fn visit(&self, visitor: &mut Visitor<'_>) {
        self.nodes().for_each(|node| node.key.visit(visitor));
    }

    fn nodes(&self) -> impl Iterator<Item = &Node> {
        std::iter::successors(node(self.od_first.get()), |here| node(here.next.get()))
    }

    /// The places of the second table.
    fn places(&self) -> &[Place] {
        match self.od_fast_nodes.get().get() {
            // SAFETY: the block has so many places, and is exchanged only by functions
            // of this file that hold no reference into it.
            Some(first) => unsafe {
                let len = self.od_fast_nodes_size.get() as usize;
                std::slice::from_raw_parts(first.as_ptr(), len)
            },
            None => &[],
        }
    }

    fn at(&self, at: usize) -> Option<&Node> {
        node(self.places().get(at)?.get())
    }

    /// The place for a key, with a node or without, in a second table that is laid
    /// beside the keys as they are now.
    fn place(
        &self,
        rt: &Runtime,
        table: &KeyTable,
        key: &Obj,
        hash: i64,
        with: &impl Compare,
    ) -> PyResult<usize> {
        if self.od_resize_sentinel.get() != table.ma_keys.get()
            || self.od_fast_nodes_size.get() as u64 != table.slots()
        {
            self.lay_out(rt, table, with)?;
        }
        index(table, key, hash, with)
    }

    /// Lays a new second table beside the block of keys
    /// (`Objects/odictobject.c@v3.13.0#_odict_resize`).
    fn lay_out(
        &self,
        rt: &Runtime,
        table: &KeyTable,
        with: &impl Compare,
    ) -> PyResult<()> {
        let (keys, state) = (table.ma_keys.get(), self.state());
        let known = self.keys();
        rt.spend(known.len() as u64 / 4)?;
        rt.check_rust_memory(known.len() * 24)?;
        let mut indexes = Vec::with_capacity(known.len());
        for (key, hash) in &known {
            indexes.push(index(table, key, *hash, with)?);
            if table.ma_keys.get() != keys || self.state() != state {
                let message = "OrderedDict mutated during iteration";
                return Err(rt.raise(Builtin::RuntimeError, message));
            }
        }
        let size = table.slots() as usize;
        let bytes = size * size_of::<Place>();
        let block = rt.heap.alloc(bytes).ok_or_else(|| rt.memory_error())?;
        let first: NonNull<Place> = block.cast();
        // SAFETY: the block is new and has room for `size` places.
        unsafe {
            for at in 0..size {
                first.add(at).write(Cell::new(Ptr::NULL));
            }
        }
        self.free_table(rt);
        self.od_fast_nodes.set(first.into());
        self.od_fast_nodes_size.set(size as i64);
        self.od_resize_sentinel.set(keys);
        let mut here = self.od_first.get();
        for index in indexes {
            if let Some(place) = self.places().get(index) {
                place.set(here);
            }
            here = node(here).map_or(Ptr::NULL, |node| node.next.get());
        }
        Ok(())
    }

    fn free_table(&self, rt: &Runtime) {
        let bytes = self.table_bytes();
        self.od_fast_nodes_size.set(0);
        self.od_resize_sentinel.set(Ptr::NULL);
        if let Some(block) = self.od_fast_nodes.replace(Ptr::NULL).get() {
            // SAFETY: the block was this chain's, with so many bytes.
            unsafe { rt.heap.free(block.cast(), bytes) };
        }
    }

    /// Puts a node that is in no chain at one end of this one.
    fn link(&self, new: Ptr<Node>, last: bool) {
        let Some(made) = node(new) else { return };
        let (end, other) = match last {
            true => (&self.od_last, &self.od_first),
            false => (&self.od_first, &self.od_last),
        };
        let old = end.replace(new);
        let (outward, inward) = sides(made, last);
        outward.set(Ptr::NULL);
        inward.set(old);
        match node(old) {
            Some(old) => sides(old, last).0.set(new),
            None => other.set(new),
        }
        self.changed();
    }

    /// Takes a node out of the chain.
    fn unlink(&self, gone: Ptr<Node>) {
        let Some(here) = node(gone) else { return };
        let (next, prev) = (here.next.replace(Ptr::NULL), here.prev.replace(Ptr::NULL));
        match node(prev) {
            Some(prev) => prev.next.set(next),
            None => self.od_first.set(next),
        }
        match node(next) {
            Some(next) => next.prev.set(prev),
            None => self.od_last.set(prev),
        }
        self.changed();
    }

    fn changed(&self) {
        self.od_state.set(self.od_state.get().wrapping_add(1));
    }
}

/// The links of a node: outward, at that end of the chain, and inward.
fn sides(node: &Node, last: bool) -> (&Place, &Place) {
    match last {
        true => (&node.next, &node.prev),
        false => (&node.prev, &node.next),
    }
}

/// The index of a key's entry, or that which the next new one will have.
fn index(
    table: &KeyTable,
    key: &Obj,
    hash: i64,
    with: &impl Compare,
) -> PyResult<usize> {
    let found = table.find(key, hash, with)?;
    Ok(found.unwrap_or_else(|| table.next_index()))
}

/// A node of a chain. The reference is not used any more when other code may have run.
fn node<'a>(pointer: Ptr<Node>) -> Option<&'a Node> {
    // SAFETY: chains and second tables have pointers to live nodes only, and whoever
    // asks for a node drops no key while using it.
    pointer.get().map(|node| unsafe { node.as_ref() })
}

/// Drops the key of a node that is in no chain any more, then gives the node back.
fn free(rt: &Runtime, gone: Ptr<Node>) {
    if let Some(pointer) = gone.get() {
        // SAFETY: nothing refers to the node but this function; its key is taken out.
        unsafe {
            let key = pointer.as_ref().key.take();
            drop(key);
            rt.heap.free(pointer.cast(), NODE);
        }
    }
}
