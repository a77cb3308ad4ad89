//! cell: a variable that outlives its function (`Objects/cellobject.c@v3.13.0`).

use crate::object::{self, PyObject, View};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{Args, CompareOp, GetSetDef, Slots, Visitor};
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};

/// A cell: 24 bytes, one reference or none.
#[repr(C)]
pub struct PyCellObject {
    /// Count and type.
    pub ob_base: PyObject,
    /// What the variable refers to.
    pub ob_ref: Field,
}

crate::py_struct!(PyCellObject, Builtin::Cell, size 24, ob_ref @ 16);

impl Runtime {
    /// A cell for a variable that refers to this, or to nothing yet.
    pub(crate) fn new_cell(&self, content: Option<Obj>) -> PyResult {
        let cell = self.alloc(PyCellObject {
            ob_base: PyObject::new(self.ty(Builtin::Cell)),
            ob_ref: Field::new(content),
        })?;
        object::track(&cell);
        Ok(cell)
    }
}

fn view(this: &Obj) -> View<'_, PyCellObject> {
    this.expect()
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let content = match view(this).ob_ref.get() {
        None => "empty".to_owned(),
        Some(held) => format!("{} object at 0x{:x}", held.ty().name(), held.id()),
    };
    rt.new_str(&format!("<cell at 0x{:x}: {content}>", this.id()))
}

fn richcompare(rt: &Runtime, this: &Obj, other: &Obj, op: CompareOp) -> PyResult {
    let (Some(a), Some(b)) =
        (this.cast::<PyCellObject>(), other.cast::<PyCellObject>())
    else {
        return Ok(rt.not_implemented().clone());
    };
    match (a.ob_ref.get(), b.ob_ref.get()) {
        (Some(a), Some(b)) => rt.richcompare(&a, &b, op),
        (a, b) => rt.new_bool(op.accepts(a.is_some().cmp(&b.is_some()))),
    }
}

fn new(rt: &Runtime, _: &Obj, args: Args<'_>) -> PyResult {
    rt.new_cell(args.only(rt, "cell", 0, 1)?.first().cloned())
}

fn get_contents(rt: &Runtime, this: &Obj) -> PyResult {
    view(this)
        .ob_ref
        .get()
        .ok_or_else(|| rt.value_error("Cell is empty"))
}

fn set_contents(_: &Runtime, this: &Obj, value: Option<&Obj>) -> PyResult<()> {
    view(this).ob_ref.set(value.cloned());
    Ok(())
}

/// The type `cell`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Cell,
    name: "cell",
    basicsize: 24,
    flags: TypeFlags::HAVE_GC,
    slots: Slots {
        tp_dealloc: Some(object::dealloc_struct::<PyCellObject>),
        tp_traverse: Some(|this: &Obj, visitor: &mut Visitor<'_>| {
            visitor.field(&view(this).ob_ref);
        }),
        tp_clear: Some(|this| view(this).ob_ref.set(None)),
        tp_repr: Some(repr),
        tp_richcompare: Some(richcompare),
        tp_new: Some(new),
        ..Slots::EMPTY
    },
    getset: &[GetSetDef::get_set(
        "cell_contents",
        get_contents,
        set_contents,
    )],
    ..TypeSpec::PLAIN
};
