//! list: a growing row of references (`Objects/listobject.c@v3.13.0`).

use crate::object::{self, Dying, PyObject, View};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::ItemArray;
use crate::typeobject::slots::{Slots, Visitor};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, TypeSpec};

/// A list: 40 bytes; its items are in a block of their own.
#[repr(C)]
pub struct PyListObject {
    /// Count and type.
    pub ob_base: PyObject,
    /// The items: `ob_size`, `ob_item`, `allocated`.
    pub items: ItemArray,
}

crate::py_struct!(PyListObject, TypeFlags::LIST_SUBCLASS, size 40, items @ 16);

impl Runtime {
    /// A list of these items, with room for exactly so many.
    pub(crate) fn new_list(&self, items: Vec<Obj>) -> PyResult {
        let list = self.list_of(self.ty(Builtin::List))?;
        list.expect::<PyListObject>()
            .items
            .fill(self, items.into_iter())?;
        Ok(list)
    }

    /// An empty object of `list` or a subclass.
    pub(crate) fn list_of(&self, class: View<'_, PyTypeObject>) -> PyResult {
        let value = PyListObject {
            ob_base: PyObject::new(class),
            items: ItemArray::default(),
        };
        let list = self.alloc(value)?;
        object::track(&list);
        Ok(list)
    }
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
        .with(TypeFlags::LIST_SUBCLASS),
    slots: Slots {
        tp_dealloc: Some(dealloc),
        tp_traverse: Some(traverse),
        tp_clear: Some(clear),
        ..Slots::EMPTY
    },
    ..TypeSpec::PLAIN
};
