//! The evaluation stack: one row of slots for each call, its variables first, then what
//! expressions leave for each other.
//!
//! The rows of calls lie one after the other in large pieces of memory, outside the
//! objects' heap. A generator's row is its own, since it outlives its callers. This and
//! what the loop keeps at hand (`program`, `registers`) are the one place above the
//! ground floors that handles raw memory; what keeps it sound is that the compiler says
//! how deep each code's stack gets, and that a row belongs to one frame at a time.
#![allow(unsafe_code)]

use crate::objects::cell::PyCellObject;
use crate::refcount::Obj;
use crate::shapes::Field;
use std::cell::{Cell, RefCell};
use std::ptr::NonNull;

/// One slot: a reference, or nothing.
type Slot = Option<Obj>;

/// What a slot holds of which the compiler knows that it holds something: it knows how
/// deep the stack is, and where a variable is bound.
#[cfg_attr(not(debug_assertions), inline(always))]
fn held<T>(slot: Option<T>) -> T {
    debug_assert!(slot.is_some());
    // SAFETY: code objects are made by the compiler alone (`code_tables::replace`).
    unsafe { slot.unwrap_unchecked() }
}

/// Slots in an ordinary piece of the stack.
const CHUNK: usize = 1 << 14;

/// The pieces of memory that rows are cut from, the last one growing.
pub(crate) struct DataStack {
    /// The last piece: its start, where the next row begins in it, its end.
    start: Cell<NonNull<Slot>>,
    next: Cell<NonNull<Slot>>,
    end: Cell<NonNull<Slot>>,
    chunks: RefCell<Vec<Chunk>>,
}

struct Chunk {
    slots: Box<[Cell<Slot>]>,
    /// Where the next row would begin in the piece before.
    before: NonNull<Slot>,
}

impl Chunk {
    fn start(&self) -> NonNull<Slot> {
        // `Cell<Slot>` has the layout of `Slot`.
        NonNull::from(&*self.slots).cast()
    }

    fn end(&self) -> NonNull<Slot> {
        // SAFETY: the end of the slots.
        unsafe { self.start().add(self.slots.len()) }
    }
}

/// A row of slots. All are empty before its first use and after its last.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    start: NonNull<Slot>,
    len: usize,
}

impl Default for DataStack {
    /// No piece yet.
    fn default() -> DataStack {
        DataStack {
            start: Cell::new(NonNull::dangling()),
            next: Cell::new(NonNull::dangling()),
            end: Cell::new(NonNull::dangling()),
            chunks: RefCell::default(),
        }
    }
}

impl DataStack {
    /// Cuts a row off, all of its slots empty.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn take(&self, len: usize) -> Row {
        let start = self.next.get();
        // SAFETY: both are in the last piece, in this order, or there is none.
        let room = unsafe { self.end.get().offset_from_unsigned(start) };
        if len > room {
            self.grow(len);
        }
        let start = self.next.get();
        // SAFETY: there is so much room.
        self.next.set(unsafe { start.add(len) });
        Row { start, len }
    }

    /// Takes back the row that was cut off last.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn give(&self, row: Row) {
        debug_assert!((0..row.len).all(|index| row.is_empty(index)));
        self.next.set(row.start);
        // SAFETY: the row was there.
        debug_assert!(unsafe { row.start.add(row.len) } <= self.end.get());
        if row.start == self.start.get() {
            self.shrink();
        }
    }

    /// Adds a piece with room for a row.
    #[cold]
    fn grow(&self, len: usize) {
        let size = CHUNK.max(len);
        let slots = (0..size).map(|_| Cell::new(None)).collect();
        let before = self.next.get();
        let chunk = Chunk { slots, before };
        self.next.set(chunk.start());
        self.go_to(&chunk);
        self.chunks.borrow_mut().push(chunk);
    }

    fn go_to(&self, chunk: &Chunk) {
        self.start.set(chunk.start());
        self.end.set(chunk.end());
    }

    /// Gives up the last piece, which is not in use, unless it is the only one.
    #[cold]
    fn shrink(&self) {
        let mut chunks = self.chunks.borrow_mut();
        if chunks.len() > 1
            && let Some(last) = chunks.pop()
            && let Some(before) = chunks.last()
        {
            self.next.set(last.before);
            self.go_to(before);
        }
    }
}

impl Row {
    /// The row of a generator: fields of the object, which outlives the frame that uses
    /// them, since the frame holds a reference to it.
    pub(crate) fn of_fields(fields: &[Field]) -> Row {
        // A field is a cell with a slot.
        Row {
            start: NonNull::from(fields).cast(),
            len: fields.len(),
        }
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn slot(self, index: usize) -> *mut Slot {
        debug_assert!(index < self.len);
        // SAFETY: callers stay within the row: variables by the code's table, the stack
        // by the depth that the compiler computed.
        unsafe { self.start.as_ptr().add(index) }
    }

    /// What a slot holds.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn get(self, index: usize) -> Slot {
        // SAFETY: the slot is initialised; cloning a reference runs no code.
        unsafe { (*self.slot(index)).clone() }
    }

    /// The variable in a slot, which is bound.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn bound(self, index: usize) -> Obj {
        // SAFETY: as in `get`.
        held(unsafe { (*self.slot(index)).as_ref() }).clone()
    }

    /// What the cell in a slot refers to.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn in_cell(self, index: usize) -> Option<Obj> {
        // SAFETY: as in `get`.
        let cell = held(unsafe { (*self.slot(index)).as_ref() });
        cell.cast::<PyCellObject>()?.ob_ref.get()
    }

    /// Stores into a slot; what it held is returned.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn replace(self, index: usize, value: Slot) -> Slot {
        // SAFETY: the slot is initialised, and nobody borrows from it.
        unsafe { self.slot(index).replace(value) }
    }

    /// Whether a slot holds nothing.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn is_empty(self, index: usize) -> bool {
        // SAFETY: as in `get`.
        unsafe { (*self.slot(index)).is_none() }
    }

    /// Whether a slot holds this object.
    pub(crate) fn holds(self, index: usize, object: &Obj) -> bool {
        // SAFETY: as in `get`.
        unsafe { (*self.slot(index)).as_ref() }.is_some_and(|held| held.is(object))
    }

    /// Takes out what a slot holds.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn take(self, index: usize) -> Slot {
        self.replace(index, None)
    }

    /// Empties the first slots, in their order.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn clear(self, count: usize) {
        for index in 0..count {
            drop(self.take(index));
        }
    }

    /// Shows what the slots hold, without counting.
    pub(crate) fn each(self, mut show: impl FnMut(usize, &Obj)) {
        for index in 0..self.len {
            // SAFETY: as in `get`; those who look run no Python.
            if let Some(held) = unsafe { (*self.slot(index)).as_ref() } {
                show(index, held);
            }
        }
    }
}

/// The stack part of a frame's row: how much of it is used.
#[derive(Clone, Copy)]
pub(crate) struct Stack {
    /// The first slot that is not in use, or the row's end.
    top: NonNull<Slot>,
    /// The row, to see whether all is as it should be.
    #[cfg(debug_assertions)]
    row: Row,
}

impl Stack {
    /// The stack in a row, with `top` slots in use, variables included.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn new(row: Row, top: usize) -> Stack {
        debug_assert!(top <= row.len);
        Stack {
            // SAFETY: that is within the row, or its end.
            top: unsafe { row.start.add(top) },
            #[cfg(debug_assertions)]
            row,
        }
    }

    /// The slot `depth` below the top (1 is the top itself).
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn below(&self, depth: usize) -> NonNull<Slot> {
        #[cfg(debug_assertions)]
        assert!(depth <= self.top(self.row));
        // SAFETY: the compiler knows how many slots are in use.
        unsafe { self.top.sub(depth) }
    }

    /// How many slots of the row are in use, variables included.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn top(&self, row: Row) -> usize {
        // SAFETY: both are in the row, the top not before the start.
        unsafe { self.top.offset_from_unsigned(row.start) }
    }

    /// Puts a reference on the stack.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn push(&mut self, value: Obj) {
        self.push_slot(Some(value));
    }

    /// Puts a reference or nothing on the stack.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn push_slot(&mut self, value: Slot) {
        #[cfg(debug_assertions)]
        assert!(self.top(self.row) < self.row.len);
        // SAFETY: the slot is in the row, by the depth that the compiler computed. It is
        // empty, so nothing is lost by overwriting it.
        unsafe {
            self.top.write(value);
            self.top = self.top.add(1);
        }
    }

    /// Takes the top off; it is a reference.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn pop(&mut self) -> Obj {
        held(self.pop_slot())
    }

    /// Takes the top off.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn pop_slot(&mut self) -> Slot {
        self.top = self.below(1);
        // SAFETY: what the slot holds moves out, and it is empty.
        unsafe { self.top.replace(None) }
    }

    /// Looks at a value, `depth` below the top (1 is the top itself).
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn peek(&self, depth: usize) -> &Obj {
        // SAFETY: the slot is in use; it changes only through `&mut self`.
        let slot = unsafe { self.below(depth).as_ref() };
        held(slot.as_ref())
    }

    /// Looks at a slot.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn peek_slot(&self, depth: usize) -> Option<&Obj> {
        // SAFETY: as in `peek`.
        unsafe { self.below(depth).as_ref() }.as_ref()
    }

    /// Replaces a value, `depth` below the top.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn replace(&mut self, depth: usize, value: Obj) -> Slot {
        // SAFETY: the slot is in use, and nobody borrows from it.
        unsafe { self.below(depth).replace(Some(value)) }
    }

    /// Exchanges the top with the value `depth` below.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn swap(&mut self, depth: usize) {
        // SAFETY: both slots are in use.
        unsafe { self.below(1).swap(self.below(depth)) }
    }

    /// The topmost `count` values, lowest first. None of them is empty.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn last(&self, count: usize) -> &[Obj] {
        if count == 0 {
            return &[];
        }
        let start = self.below(count);
        debug_assert!((1..=count).all(|depth| self.peek_slot(depth).is_some()));
        // SAFETY: `Option<Obj>` and `Obj` have the same bytes where a value is there.
        unsafe { std::slice::from_raw_parts(start.cast().as_ptr(), count) }
    }

    /// Takes the topmost `count` values off, lowest first.
    pub(crate) fn pop_many(&mut self, count: usize) -> Vec<Obj> {
        let start = self.below(count);
        self.top = start;
        // SAFETY: the slots were in use; what they hold moves out.
        let taken = |index| held(unsafe { start.add(index).replace(None) });
        (0..count).map(taken).collect()
    }

    /// Puts a result in place of the two operands on top.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn finish_binary(&mut self, result: Obj) {
        // SAFETY: both slots are in use, and nobody borrows from them.
        let (a, b) = unsafe {
            let a = self.below(2).replace(Some(result));
            (a, self.below(1).replace(None))
        };
        self.top = self.below(1);
        drop(held(a));
        drop(held(b));
    }

    /// Drops the value on top.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn drop_top(&mut self) {
        drop(self.pop());
    }

    /// Drops the two operands on top.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn drop_operands(&mut self) {
        let (b, a) = (self.pop(), self.pop());
        drop(a);
        drop(b);
    }

    /// Moves the topmost `count` values to slots of another row, from `first` on, which
    /// are empty.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn move_to(&mut self, count: usize, row: Row, first: usize) {
        self.take_into(count, count, row, first);
        self.top = self.below(count);
    }

    /// Takes `count` values out of their slots, the lowest of which is `depth` below the
    /// top, and puts them into slots of another row, from `first` on, which are empty.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn take_into(&self, depth: usize, count: usize, row: Row, first: usize) {
        debug_assert!(count <= depth);
        let start = self.below(depth);
        for index in 0..count {
            debug_assert!(row.is_empty(first + index));
            // SAFETY: the slot was in use, and what it holds moves out; the other one is
            // empty, so nothing is lost by overwriting it.
            unsafe {
                let value = start.add(index).replace(None);
                row.slot(first + index).write(value);
            }
        }
    }

    /// Takes a value out of its slot, `depth` below the top.
    pub(crate) fn take_out(&self, depth: usize) -> Obj {
        // SAFETY: the slot is in use, and nobody borrows from it.
        held(unsafe { self.below(depth).replace(None) })
    }

    /// Takes the topmost `count` slots off, which are empty.
    pub(crate) fn shrink(&mut self, count: usize) {
        self.top = self.below(count);
    }

    /// Drops the topmost `count` values, the lowest first.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn drop_upwards(&mut self, count: usize) {
        self.shrink(count);
        for index in 0..count {
            // SAFETY: the slot was in use, and nobody borrows from it.
            drop(unsafe { self.top.add(index).replace(None) });
        }
    }
}

// SAFETY (for the readers of `take`): `Cell<Slot>` has the layout of `Slot`.
const _: () = assert!(size_of::<Cell<Slot>>() == size_of::<Slot>());
