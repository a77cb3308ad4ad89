//! The end of an object: taken apart when its count is 0.

use super::alloc::{fixed_size, kept_list, object_size};
use super::{PyObject, PyStruct, View, is_gc, presize, untrack};
use crate::memory::ptr::Ptr;
use crate::refcount::{Borrowed, Obj, PyRef};
use crate::runtime::Runtime;
use crate::shapes::{gc_ring, inline_values, weak_list};
use crate::typeobject::slots::Dealloc;
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags};
use std::cell::Cell;
use std::ptr::NonNull;

/// An instance's reference to its class goes, when it is one that is counted.
pub(crate) fn forget_type(ty: View<'_, PyTypeObject>) {
    if ty.flags().has(TypeFlags::HEAPTYPE) {
        // SAFETY: the instance owned one reference to its type.
        drop(unsafe { PyRef::<'static>::from_owned(ty.pointer().cast()) });
    }
}

/// The count of an object reached zero (`Objects/object.c@v3.13.0#_Py_Dealloc`).
///
/// Its type's `tp_dealloc` takes it apart, which may bring other counts to zero. A
/// long chain of such would overflow the stack; so from a certain depth on, containers
/// wait in a list, the *trashcan*, until the outermost call comes back to them.
///
/// An object that is in use uncounted stays (`Runtime::uncounted`).
///
/// # Safety
/// The object's count is 0, and nobody will use it again.
#[cold]
#[inline(never)]
pub(crate) unsafe fn dealloc(pointer: NonNull<PyObject>) {
    // SAFETY: the object is still whole.
    let this = unsafe { Borrowed::new(pointer) };
    let rt = this.runtime();
    if rt.lent.inherits(pointer) {
        return;
    }
    rt.refchain.remove(pointer);
    let tp_dealloc = this.ty().tp_dealloc.get();
    let flags = this.ty().flags();
    let is = |which| flags.is_builtin(which as u8);
    if is(Builtin::Float) || is(Builtin::Int) || is(Builtin::Str) {
        // Nothing else can go with it.
        return tp_dealloc.expect(FREES)(rt, Dying(pointer));
    }
    dealloc_with_others(rt, tp_dealloc.expect(FREES), pointer);
}

/// What each type has in `tp_dealloc`.
const FREES: &str = "every type can free its objects";

/// The same, where other objects may go with it.
#[inline(never)]
fn dealloc_with_others(rt: &Runtime, tp_dealloc: Dealloc, pointer: NonNull<PyObject>) {
    // SAFETY: the object is still whole.
    let this = unsafe { Borrowed::new(pointer) };
    let trash = &rt.trashcan;
    if trash.depth.get() >= TRASHCAN_DEPTH && is_gc(&this) {
        untrack(&this);
        gc_ring::set_link(&this, trash.first.replace(pointer.into()));
        return;
    }
    trash.depth.set(trash.depth.get() + 1);
    tp_dealloc(rt, Dying(pointer));
    while trash.depth.get() == 1
        && let Some(next) = trash.first.get().get()
    {
        // SAFETY: objects in the trashcan are whole, with a count of 0.
        let object = unsafe { Borrowed::new(next) };
        trash.first.set(gc_ring::take_link(&object));
        let tp_dealloc = object.ty().tp_dealloc.get();
        tp_dealloc.expect(FREES)(rt, Dying(next));
    }
    trash.depth.set(trash.depth.get() - 1);
}

/// From this depth of nested deallocations on, containers wait in the trashcan.
const TRASHCAN_DEPTH: u32 = 50;

/// Containers that wait to be taken apart.
#[derive(Default)]
pub(crate) struct Trashcan {
    /// How deep deallocations are nested, since a frame began to run.
    depth: Cell<u32>,
    first: Cell<Ptr<PyObject>>,
}

impl Trashcan {
    /// Runs a frame, in which deallocations count from 0 again: an object whose
    /// finalizer makes another such object shall meet the limit of recursion, as in
    /// CPython, rather than wait for ever behind the next one.
    #[inline]
    pub(crate) fn anew<T>(&self, run: impl FnOnce() -> T) -> T {
        let depth = self.depth.replace(0);
        let result = run();
        self.depth.set(depth);
        result
    }
}

impl Default for Ptr<PyObject> {
    fn default() -> Self {
        Ptr::NULL
    }
}

/// An object whose count is zero: the argument of `tp_dealloc`.
pub struct Dying(NonNull<PyObject>);

impl Dying {
    /// The object, still whole.
    pub(crate) fn as_obj(&self) -> Borrowed<'_> {
        // SAFETY: the object is taken apart only by `finish`, which consumes `self`.
        unsafe { Borrowed::new(self.0) }
    }

    /// Brings the object back with a count of 1, so that its finalizer can use it.
    /// Returns it as dying again, unless somebody kept a reference.
    pub(crate) fn while_alive(self, with: impl FnOnce(&Obj)) -> Option<Dying> {
        // SAFETY: the object is whole; it gets a count of 1, which `object` owns.
        let object: Obj = unsafe {
            self.0.as_ref().ob_refcnt.set(1);
            PyRef::from_owned(self.0)
        };
        with(&object);
        let pointer = object.into_pointer();
        // SAFETY: this is the reference that `object` owned.
        if unsafe { pointer.as_ref() }.decref() {
            Some(Dying(pointer))
        } else {
            // SAFETY: somebody owns a reference.
            let kept = unsafe { Borrowed::new(pointer) };
            kept.runtime().refchain.add(pointer);
            None
        }
    }

    /// Takes the object apart as a `T` and gives its memory back.
    ///
    /// Items of a tail go from last to first, then the fields in their order.
    pub(crate) fn finish<T: PyStruct>(self, rt: &Runtime) {
        let len = self.as_obj().expect::<T>().tail_len();
        let ty = self.vanish(rt);
        // SAFETY: nobody else refers to the object; its parts are dropped once.
        unsafe {
            let object: NonNull<T> = self.0.cast();
            if std::mem::needs_drop::<T::Tail>() {
                let tail: NonNull<T::Tail> = object.add(1).cast();
                for index in (0..len).rev() {
                    tail.add(index).drop_in_place();
                }
            }
            object.drop_in_place();
        }
        let kept = kept_list::<T>(ty.flags(), len);
        self.free(rt, ty, kept, fixed_size::<T>(len), len);
    }

    /// Nobody finds the object any more. Returns its type.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    fn vanish<'a>(&self, rt: &Runtime) -> View<'a, PyTypeObject> {
        let this = self.as_obj();
        untrack(&this);
        if weak_list::any(&this) {
            tell_weak_references(rt, &this);
        }
        rt.note_death(self.0);
        // The floor above has dropped the values of an instance.
        assert!(!inline_values::is_valid(&this));
        // SAFETY: an object keeps its type alive, until `free` forgets it.
        unsafe { View::new(this.ty().pointer()) }
    }

    /// Gives the memory back, the parts being dropped.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    fn free(
        self,
        rt: &Runtime,
        ty: View<'_, PyTypeObject>,
        kept: Option<usize>,
        fixed: usize,
        len: usize,
    ) {
        let flags = ty.flags();
        let size = object_size(ty, fixed, len);
        let before = presize(flags);
        let inline = inline_values::own_bytes(&self.as_obj());
        // SAFETY: nobody else refers to the object, whose block begins `before` it.
        unsafe {
            let block = self.0.cast::<u8>().sub(before);
            let kept =
                kept.is_some_and(|list| rt.free_lists.give(list, block, before + size));
            if !kept {
                rt.heap.free(block, before + size + inline);
                if flags.has(TypeFlags::HAVE_GC) {
                    rt.uncount_container();
                }
            }
        }
        forget_type(ty);
    }
}

/// Makes the weak references to an object forget it, before its memory goes.
#[cold]
pub(crate) fn tell_weak_references(rt: &Runtime, object: &Obj) {
    rt.last_words.get()(rt, object);
    while weak_list::pop(object).is_some() {}
}

/// `tp_dealloc` of numbers, which are a `T` of plain data: where the type is built in,
/// there is nothing to take apart, and nobody to be told.
pub(crate) fn dealloc_number<T: PyStruct>(rt: &Runtime, this: Dying) {
    use std::mem::needs_drop;
    const { assert!(!needs_drop::<T>() && !needs_drop::<T::Tail>()) };
    let (ty, len) = {
        let object = this.as_obj();
        (object.ty().flags(), object.expect::<T>().tail_len())
    };
    if ty.has(TypeFlags::HEAPTYPE) {
        return dealloc_struct::<T>(rt, this);
    }
    rt.note_death(this.0);
    let size = fixed_size::<T>(len);
    let kept = kept_list::<T>(ty, len);
    // SAFETY: nobody else refers to the object, which is all of its block.
    unsafe {
        let block = this.0.cast::<u8>();
        if !kept.is_some_and(|list| rt.free_lists.give(list, block, size)) {
            rt.heap.free(block, size);
        }
    }
}

/// `tp_dealloc` of the types whose objects are a `T` and nothing more.
#[inline(never)]
pub(crate) fn dealloc_struct<T: PyStruct>(rt: &Runtime, this: Dying) {
    this.finish::<T>(rt)
}
