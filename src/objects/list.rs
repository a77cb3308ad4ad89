//! list: a growing row of references (`Objects/listobject.c@v3.13.0`).
//!
//! The book's chapter: [Aliases](../../../../book/03-aliases.html).
//!
//! A list is a small object that never moves, and a block of references that does when
//! it must grow. Whoever refers to the list refers to the small object: so all of them
//! see what one of them stores.

use super::{list_iter, list_methods, list_new, list_slices};
use crate::object::{self, Dying, PyObject};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::shapes::ItemArray;
use crate::typeobject::slots::{Slots, Visitor};
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};

/// A list: 40 bytes; its items are in a block of their own.
#[repr(C)]
pub struct PyListObject {
    /// Count and type.
    pub ob_base: PyObject,
    /// The items: `ob_size`, `ob_item`, `allocated`.
    pub items: ItemArray,
}

crate::py_struct!(PyListObject, TypeFlags::LIST_SUBCLASS, size 40, items @ 16; kept List);

impl Runtime {
    /// A list of these items, with room for exactly so many.
    pub(crate) fn new_list(&self, items: Vec<Obj>) -> PyResult {
        self.list_from(items.len(), items)
    }

    /// A list of the `len` items that an iterator yields which runs no Python, with
    /// room for exactly so many.
    pub(crate) fn list_from(
        &self,
        len: usize,
        items: impl IntoIterator<Item = Obj>,
    ) -> PyResult {
        let list = self.empty_list()?;
        list.expect::<PyListObject>().items.fill(self, len, items)?;
        Ok(list)
    }

    /// A list without items.
    pub(crate) fn empty_list(&self) -> PyResult {
        let list = self.alloc(PyListObject {
            ob_base: PyObject::new(self.ty(Builtin::List)),
            items: ItemArray::default(),
        })?;
        object::track(&list);
        Ok(list)
    }
}

/// The number of items of a list.
#[inline(always)]
pub(crate) fn len(list: &Obj) -> usize {
    list.expect::<PyListObject>().items.len()
}

/// The item at an index, if there is one.
#[inline(always)]
pub(crate) fn get(list: &Obj, index: usize) -> Option<Obj> {
    list.expect::<PyListObject>().items.get(index)
}

/// Stores a value in place of an item. The old item goes when the new one is in place:
/// its last words may look at the list.
#[inline]
pub(crate) fn set_item(
    rt: &Runtime,
    list: &Obj,
    index: isize,
    value: Obj,
) -> PyResult<()> {
    let items = &list.expect::<PyListObject>().get().items;
    if index as usize >= items.len() {
        return Err(no_such_item(rt));
    }
    drop(items.replace(index as usize, value));
    Ok(())
}

/// The error for storing in place of an item that the list does not have.
pub(crate) fn no_such_item(rt: &Runtime) -> Raised {
    rt.raise(Builtin::IndexError, "list assignment index out of range")
}

/// Adds a value at the end.
#[inline(always)]
pub(crate) fn append(rt: &Runtime, list: &Obj, value: Obj) -> PyResult<()> {
    list.expect::<PyListObject>().items.push(rt, value)
}

fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    this.expect::<PyListObject>().items.visit(visitor);
}

fn clear(this: &Obj) {
    this.expect::<PyListObject>().items.clear(this.runtime());
}

fn dealloc(rt: &Runtime, this: Dying) {
    object::untrack(&this.as_obj());
    this.as_obj().expect::<PyListObject>().items.clear(rt);
    this.finish::<PyListObject>(rt);
}

/// The type `list`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::List,
    name: "list",
    basicsize: 40,
    flags: TypeFlags::BASETYPE
        .with(TypeFlags::HAVE_GC)
        .with(TypeFlags::SEQUENCE)
        .with(TypeFlags::MATCH_SELF)
        .with(TypeFlags::LIST_SUBCLASS),
    slots: Slots {
        tp_new: Some(list_new::new),
        tp_init: Some(list_new::init),
        tp_dealloc: Some(dealloc),
        tp_traverse: Some(traverse),
        tp_clear: Some(clear),
        tp_repr: Some(list_methods::repr),
        tp_richcompare: Some(list_methods::richcompare),
        tp_iter: Some(list_iter::iter),
        sq_length: Some(|_, this| Ok(len(this))),
        sq_concat: Some(list_methods::concat),
        sq_repeat: Some(list_methods::repeat),
        sq_item: Some(list_slices::item),
        sq_ass_item: Some(list_slices::assign_item),
        sq_contains: Some(list_methods::contains),
        sq_inplace_concat: Some(list_methods::inplace_concat),
        sq_inplace_repeat: Some(list_methods::inplace_repeat),
        mp_length: Some(|_, this| Ok(len(this))),
        mp_subscript: Some(list_slices::subscript),
        mp_ass_subscript: Some(list_slices::assign_subscript),
        ..Slots::EMPTY
    },
    methods: list_methods::METHODS,
    ..TypeSpec::PLAIN
};
