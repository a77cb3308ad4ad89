//! Blocks that CPython takes from the heap for other things than objects.

use crate::memory::arena::POOL_SIZE;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;

/// The largest block that a pool has room for.
const SMALL: usize = 512;

/// A block of so many bytes: an object that nobody sees stands for it. What comes from
/// elsewhere than the pools is none.
pub(super) struct Block {
    object: Option<Obj>,
    size: usize,
}

fn class(size: usize) -> usize {
    size.max(1).next_multiple_of(16)
}

impl Block {
    pub(super) fn new(rt: &Runtime, size: usize) -> PyResult<Block> {
        let object = match class(size) {
            16 => Some(rt.call_with(&rt.type_obj(Builtin::Object), &[])?),
            32 => Some(rt.new_int(1 << 40)?),
            large if large <= SMALL => {
                const HEADER: usize = 33;
                /// So long is what is not shared.
                const OWN: usize = 2;
                let len = size.saturating_sub(HEADER).max(OWN);
                Some(rt.new_bytes(&[0; SMALL][..len])?)
            }
            _ => None,
        };
        Ok(Block { object, size })
    }

    /// The number of the pool that it is in.
    pub(super) fn pool(&self) -> Option<usize> {
        let object = self.object.as_ref();
        object.map(|object| object.id() / POOL_SIZE)
    }

    /// Gives it another size: it moves unless the new one fills the old one's class well
    /// enough (`Objects/obmalloc.c@v3.13.0#pymalloc_realloc`).
    pub(super) fn resize(&mut self, rt: &Runtime, size: usize) -> PyResult<()> {
        let room = class(self.size);
        if size > room || 4 * size <= 3 * room {
            *self = Block::new(rt, size)?;
        } else {
            self.size = room;
        }
        Ok(())
    }
}

/// The room of a list's items, which grows with them.
pub(super) struct Items {
    block: Option<Block>,
    len: usize,
    room: usize,
}

impl Items {
    pub(super) const EMPTY: Items = Items {
        block: None,
        len: 0,
        room: 0,
    };

    /// Another item (`Objects/listobject.c@v3.13.0#list_resize`).
    pub(super) fn add(&mut self, rt: &Runtime) -> PyResult<()> {
        self.len += 1;
        if self.len <= self.room {
            return Ok(());
        }
        self.room = (self.len + self.len / 8 + 6) & !3;
        match &mut self.block {
            Some(block) => block.resize(rt, 8 * self.room),
            none => {
                *none = Some(Block::new(rt, 8 * self.room)?);
                Ok(())
            }
        }
    }
}

/// The keys of a dict, which grow with it. Of the smallest with nothing but strings there
/// are always some at hand (`Objects/dictobject.c@v3.13.0#new_keys_object`).
pub(super) struct Table {
    block: Option<Block>,
    used: usize,
    room: usize,
    is_general: bool,
}

impl Table {
    pub(super) const EMPTY: Table = Table {
        block: None,
        used: 0,
        room: 0,
        is_general: false,
    };

    /// Another key.
    pub(super) fn add(&mut self, rt: &Runtime, is_str: bool) -> PyResult<()> {
        let changes = !is_str && !self.is_general;
        self.is_general |= !is_str;
        if self.room == 0 || changes || self.used == self.room {
            const LEAST: usize = 8;
            let wanted = ((3 * self.used) | LEAST) - 1;
            let slots = (wanted + 1).next_power_of_two();
            self.room = 2 * slots / 3;
            let entry = if self.is_general { 24 } else { 16 };
            let is_at_hand = slots == LEAST && !self.is_general;
            self.block = match is_at_hand {
                true => None,
                false => Some(Block::new(rt, 32 + slots + entry * self.room)?),
            };
        }
        self.used += 1;
        Ok(())
    }
}
