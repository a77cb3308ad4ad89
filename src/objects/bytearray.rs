//! bytearray: bytes that can change (`Objects/bytearrayobject.c@v3.13.0`).

use super::bytearray_methods as methods;
use super::bytes::{concat, contains, repeat, richcompare};
use super::bytes_iter::bytearray_iter;
use super::bytes_methods::BYTEARRAY_METHODS;
use super::bytes_new;
use super::bytes_percent::remainder;
use super::bytes_repr::bytearray_repr;
use crate::object::{Dying, PyObject, View};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::byte_block::ByteBlock;
use crate::typeobject::slots::{Args, Slots};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, TypeSpec};

/// A bytearray: 56 bytes; its content is in a block of its own.
#[repr(C)]
pub struct PyByteArrayObject {
    /// Count and type.
    pub ob_base: PyObject,
    /// The content: `ob_size`, `ob_alloc`, `ob_bytes`, `ob_start`, `ob_exports`.
    pub block: ByteBlock,
}

crate::py_struct!(PyByteArrayObject, Builtin::ByteArray, size 56, block @ 16);

impl Runtime {
    /// A bytearray with this content.
    pub(crate) fn new_bytearray(&self, content: &[u8]) -> PyResult {
        self.bytearray_with(content.len(), |out| out.copy_from_slice(content))
    }

    /// A bytearray of `len` bytes, which are zero until `fill` writes them.
    pub(super) fn bytearray_with(
        &self,
        len: usize,
        fill: impl FnOnce(&mut [u8]),
    ) -> PyResult {
        self.spend(len as u64 / 64)?;
        let made = self.bytearray_of(self.ty(Builtin::ByteArray))?;
        let block = &made.expect::<PyByteArrayObject>().get().block;
        block.resize(self, len)?;
        block.fill(fill);
        Ok(made)
    }

    /// An empty object of `bytearray` or a subclass.
    fn bytearray_of(&self, class: View<'_, PyTypeObject>) -> PyResult {
        let made = self.alloc(PyByteArrayObject {
            ob_base: PyObject::new(class),
            block: ByteBlock::default(),
        })?;
        if crate::object::is_gc(&made) {
            crate::object::track(&made);
        }
        Ok(made)
    }
}

/// A copy of the content of a bytearray; `None` for other objects.
pub(crate) fn content(object: &Obj) -> Option<Vec<u8>> {
    object
        .cast::<PyByteArrayObject>()
        .map(|view| view.block.to_vec())
}

/// The byte at an index of a bytearray.
pub(super) fn get(object: &Obj, index: usize) -> Option<u8> {
    object.cast::<PyByteArrayObject>()?.block.get(index)
}

fn new(rt: &Runtime, class: &Obj, _: Args<'_>) -> PyResult {
    rt.bytearray_of(class.expect::<PyTypeObject>())
}

fn length(_: &Runtime, this: &Obj) -> PyResult<usize> {
    Ok(this.expect::<PyByteArrayObject>().block.len())
}

fn to_str(rt: &Runtime, this: &Obj) -> PyResult {
    bytearray_repr(rt, this)
}

fn dealloc(rt: &Runtime, this: Dying) {
    this.as_obj()
        .expect::<PyByteArrayObject>()
        .block
        .give_back(rt);
    this.finish::<PyByteArrayObject>(rt);
}

/// The type `bytearray`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::ByteArray,
    name: "bytearray",
    basicsize: 56,
    flags: TypeFlags::BASETYPE.with(TypeFlags::MATCH_SELF),
    slots: Slots {
        tp_dealloc: Some(dealloc),
        tp_repr: Some(bytearray_repr),
        tp_str: Some(to_str),
        tp_richcompare: Some(richcompare),
        tp_iter: Some(bytearray_iter),
        tp_new: Some(new),
        tp_init: Some(bytes_new::init_bytearray),
        nb_remainder: Some(remainder),
        sq_length: Some(length),
        sq_concat: Some(concat),
        sq_repeat: Some(repeat),
        sq_item: Some(methods::item),
        sq_ass_item: Some(methods::assign_item),
        sq_contains: Some(contains),
        sq_inplace_concat: Some(methods::inplace_concat),
        sq_inplace_repeat: Some(methods::inplace_repeat),
        mp_length: Some(length),
        mp_subscript: Some(methods::subscript),
        mp_ass_subscript: Some(methods::assign),
        ..Slots::EMPTY
    },
    methods: BYTEARRAY_METHODS,
    ..TypeSpec::PLAIN
};
