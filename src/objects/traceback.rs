//! traceback: the way an exception came (`Python/traceback.c@v3.13.0`).

use super::args::{Limits, bad_argument};
use super::frame;
use crate::object::{self, PyObject, View};
use crate::python::frame::Frame;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{Args, GetSetDef, MethodDef, Slots, Visitor};
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};
use std::cell::Cell;
use std::rc::Rc;

/// One step of the way: 40 bytes.
#[repr(C)]
pub struct PyTracebackObject {
    /// Count and type.
    pub ob_base: PyObject,
    /// The next step, nearer to where the exception was raised.
    pub(crate) tb_next: Field,
    pub(crate) tb_frame: Obj,
    /// The instruction's offset, in bytes of CPython's two an instruction.
    pub(crate) tb_lasti: Cell<i32>,
    pub(crate) tb_lineno: Cell<i32>,
}

crate::py_struct!(
    PyTracebackObject, Builtin::Traceback, size 40,
    tb_next @ 16, tb_frame @ 24, tb_lasti @ 32, tb_lineno @ 36
);

/// Notes in a traceback that an exception passed an instruction of a frame.
pub(crate) fn add(
    rt: &Runtime,
    traceback: &Field,
    frame: &Rc<Frame>,
    at: usize,
) -> PyResult<()> {
    let line = frame.code().line(at).map_or(-1, |line| line as i32);
    let made = rt.alloc(PyTracebackObject {
        ob_base: PyObject::new(rt.ty(Builtin::Traceback)),
        tb_next: Field::new(traceback.get()),
        tb_frame: frame::object_for(rt, frame)?,
        tb_lasti: Cell::new(at as i32 * 2),
        tb_lineno: Cell::new(line),
    })?;
    object::track(&made);
    traceback.set(Some(made));
    Ok(())
}

fn view(this: &Obj) -> View<'_, PyTracebackObject> {
    this.expect()
}

/// `traceback(tb_next, tb_frame, tb_lasti, tb_lineno)`
fn new(rt: &Runtime, _: &Obj, args: Args<'_>) -> PyResult {
    let names = ["tb_next", "tb_frame", "tb_lasti", "tb_lineno"];
    let [next, frame, lasti, line] =
        args.parse(rt, "traceback", names, Limits::required(4))?;
    let (Some(next), Some(frame), Some(lasti), Some(line)) = (next, frame, lasti, line)
    else {
        return rt.done();
    };
    if !frame.ty().is_exactly(Builtin::Frame) {
        return Err(bad_argument(rt, "traceback", "tb_frame", "frame", frame));
    }
    let number = |value: &Obj| -> PyResult<i32> {
        let number = rt.as_index(value, Some(Builtin::OverflowError))?;
        i32::try_from(number).map_err(|_| {
            let message = "signed integer is greater than maximum";
            rt.raise(Builtin::OverflowError, message)
        })
    };
    let made = rt.alloc(PyTracebackObject {
        ob_base: PyObject::new(rt.ty(Builtin::Traceback)),
        tb_next: Field::empty(),
        tb_frame: frame.clone(),
        tb_lasti: Cell::new(number(lasti)?),
        tb_lineno: Cell::new(number(line)?),
    })?;
    object::track(&made);
    set_next(rt, &made, Some(next))?;
    Ok(made)
}

fn set_next(rt: &Runtime, this: &Obj, value: Option<&Obj>) -> PyResult<()> {
    if value.is_none() {
        return Err(rt.type_error("can't delete tb_next attribute"));
    }
    let value = value.filter(|value| !value.is(rt.none()));
    if let Some(next) = value {
        if next.cast::<PyTracebackObject>().is_none() {
            let what = next.ty().name();
            let message = format!("expected traceback object, got '{what}'");
            return Err(rt.type_error(message));
        }
        let mut link = Some(next.clone());
        while let Some(step) = link {
            if step.is(this) {
                return Err(rt.value_error("traceback loop detected"));
            }
            link = view(&step).tb_next.get();
        }
    }
    view(this).tb_next.set(value.cloned());
    Ok(())
}

/// The type `traceback`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Traceback,
    name: "traceback",
    basicsize: 40,
    flags: TypeFlags::HAVE_GC,
    slots: Slots {
        tp_dealloc: Some(object::dealloc_struct::<PyTracebackObject>),
        tp_traverse: Some(|this: &Obj, visitor: &mut Visitor<'_>| {
            visitor.field(&view(this).tb_next);
            visitor.visit(&view(this).get().tb_frame);
        }),
        tp_clear: Some(|this| view(this).tb_next.set(None)),
        tp_new: Some(new),
        ..Slots::EMPTY
    },
    getset: &[
        GetSetDef::member("tb_frame", |_, this| Ok(view(this).tb_frame.clone())),
        GetSetDef::member("tb_lasti", |rt, this| {
            rt.new_int(view(this).tb_lasti.get().into())
        }),
        GetSetDef::get_set(
            "tb_next",
            |rt, this| Ok(rt.or_none(&view(this).tb_next)),
            set_next,
        ),
        GetSetDef::get("tb_lineno", |rt, this| match view(this).tb_lineno.get() {
            -1 => rt.done(),
            line => rt.new_int(line.into()),
        }),
    ],
    methods: &[MethodDef::none("__dir__", |rt, _| {
        let names = ["tb_frame", "tb_next", "tb_lasti", "tb_lineno"];
        let names: PyResult<Vec<Obj>> =
            names.iter().map(|name| rt.new_str(name)).collect();
        rt.new_list(names?)
    })],
    ..TypeSpec::PLAIN
};
