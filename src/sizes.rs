//! How many bytes an object has (`Python/sysmodule.c@v3.13.0#_PySys_GetSizeOf`).

use crate::attributes::slot_functions::call_special;
use crate::object::{self, PyStruct};
use crate::objects::int::PyLongObject;
use crate::objects::protocol::is_index;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::inline_values;
use crate::typeobject::{PyHeapTypeObject, PyTypeObject, heap_type};

/// What `object.__sizeof__` says: the struct and its items.
pub(crate) fn own_size(this: &Obj) -> usize {
    if let Some(class) = this.cast::<PyTypeObject>() {
        return match heap_type(class) {
            Some(heap) => {
                size_of::<PyHeapTypeObject>() + inline_values::class_keys_bytes(heap)
            }
            None => size_of::<PyTypeObject>(),
        };
    }
    if let Some(int) = this.cast::<PyLongObject>() {
        return this.ty().instance_size(int.tail_len());
    }
    this.ty().instance_size(object::item_count(this))
}

/// `sys.getsizeof(object)`: what the object says of itself, and what stands before it.
pub(crate) fn getsizeof(rt: &Runtime, this: &Obj) -> PyResult<usize> {
    let Some(size) = call_special(rt, this, "__sizeof__", &[])? else {
        let what = this.ty().name();
        let message = format!("Type {what} doesn't define __sizeof__");
        return Err(rt.type_error(message));
    };
    if !is_index(&size) {
        let what = size.ty().name();
        let message = format!("'{what}' object cannot be interpreted as an integer");
        return Err(rt.type_error(message));
    }
    let size = rt.as_index(&size, None)?;
    let Ok(size) = usize::try_from(size) else {
        return Err(rt.value_error("__sizeof__() should return >= 0"));
    };
    Ok(size + object::presize_of(this))
}
