//! How many bytes an object has (`Python/sysmodule.c@v3.13.0#_PySys_GetSizeOf`).

use crate::attributes::slot_functions::call_bound;
use crate::object::{self, PyStruct};
use crate::objects::bytearray::PyByteArrayObject;
use crate::objects::generator::PyGenObject;
use crate::objects::int::PyLongObject;
use crate::objects::list::PyListObject;
use crate::objects::str::Text;
use crate::objects::{
    array, bytearray_methods, dict, int, list_methods, set, str_table,
};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::inline_values;
use crate::typeobject::{Builtin, PyHeapTypeObject, PyTypeObject, heap_type};

/// The struct and its items, as their type counts them.
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
    if let Some(generator) = this.cast::<PyGenObject>() {
        return this.ty().instance_size(generator.slots());
    }
    this.ty().instance_size(object::item_count(this))
}

/// What `sys.getsizeof` says of an object, found without asking it: no `__sizeof__` of
/// a class is run, and no object is made for the answer.
pub(crate) fn size_in_memory(this: &Obj) -> usize {
    let own = if this.cast::<PyListObject>().is_some() {
        list_methods::sizeof(this)
    } else if dict::is_dict(this) {
        dict::sizeof(this)
    } else if set::is_any_set(this) {
        set::sizeof(this)
    } else if Text::of(this).is_some() {
        str_table::size(this)
    } else if this.cast::<PyByteArrayObject>().is_some() {
        bytearray_methods::size(this)
    } else if array::is_array(this) {
        array::size(this)
    } else {
        own_size(this)
    };
    own + object::presize_of(this)
}

/// `sys.getsizeof(object)`: what the object says of itself, and what stands before it.
pub(crate) fn getsizeof(rt: &Runtime, this: &Obj) -> PyResult<usize> {
    let Some(size) = call_bound(rt, this, "__sizeof__", &[])? else {
        let what = this.ty().name();
        let message = format!("Type {what} doesn't define __sizeof__");
        return Err(rt.type_error(message));
    };
    if size.cast::<PyLongObject>().is_none() {
        return Err(rt.type_error("an integer is required"));
    }
    let Some(size) = int::to_i64(&size) else {
        let message = "Python int too large to convert to C ssize_t";
        return Err(rt.raise(Builtin::OverflowError, message));
    };
    let Ok(size) = usize::try_from(size) else {
        return Err(rt.value_error("__sizeof__() should return >= 0"));
    };
    Ok(size + object::presize_of(this))
}
