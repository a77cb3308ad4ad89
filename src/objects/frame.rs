//! frame: a call as Python sees it (`Objects/frameobject.c@v3.13.0`).
//!
//! It is made when somebody asks: for a traceback, or `sys._getframe()`. While the call
//! runs, its variables are on the evaluation stack; when it is over and the object is
//! still referred to, they move in here, and so stay alive as long as it does.

use super::code::PyCodeObject;
use crate::object::{self, Dying, PyVarObject, View};
use crate::python::frame::Frame;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{GetSetDef, MethodDef, Slots, Visitor};
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};
use std::cell::Cell;
use std::rc::Rc;

/// A frame object: 136 bytes, a field for each variable, and one for each value that
/// its code may have on the stack.
#[repr(C)]
pub struct PyFrameObject {
    /// Count, type, and the number of fields.
    pub ob_base: PyVarObject,
    f_back: Field,
    f_code: Obj,
    f_globals: Obj,
    f_builtins: Obj,
    /// The namespace of a module or class body.
    f_locals: Field,
    /// The instruction that ran last.
    f_lasti: Cell<i32>,
    /// 1 once the call is over.
    f_over: Cell<i32>,
    /// What CPython's frame has besides, and ours finds elsewhere: among it the trace
    /// function, the line, the function, and links to the frames before and after.
    _rest: [u64; 8],
}

crate::py_struct!(
    PyFrameObject, Builtin::Frame, size 136, f_back @ 24, f_code @ 32;
    tail Field, |this| this.ob_base.size()
);

/// Bytes from a frame object to the first of its variables.
pub(crate) const FIRST_VARIABLE: usize = size_of::<PyFrameObject>();

/// The object of a frame that runs, made now if nobody asked before.
pub(crate) fn object_for(rt: &Runtime, frame: &Rc<Frame>) -> PyResult {
    if let Some(object) = frame.object.get() {
        return Ok(object);
    }
    let fields = frame.code().framesize();
    let value = PyFrameObject {
        ob_base: PyVarObject::new(rt.ty(Builtin::Frame), fields),
        f_back: Field::empty(),
        f_code: frame.code_object().clone(),
        f_globals: frame.globals.clone(),
        f_builtins: frame.builtins.clone(),
        f_locals: Field::new(frame.locals.clone()),
        f_lasti: Cell::new(-1),
        f_over: Cell::new(0),
        _rest: [0; 8],
    };
    let made = rt.alloc_tail(value, fields, |_| Field::empty())?;
    frame.object.set(Some(made.clone()));
    Ok(made)
}

/// The object of a frame that waits: a generator's, with its variables as they are.
pub(super) fn waiting(
    rt: &Runtime,
    code: &Obj,
    (globals, builtins): (Obj, Obj),
    at: i32,
    variable: impl Fn(usize) -> Option<Obj>,
) -> PyResult {
    let code_view = code.expect::<PyCodeObject>();
    let (variables, fields) = (code_view.nlocalsplus(), code_view.framesize());
    let value = PyFrameObject {
        ob_base: PyVarObject::new(rt.ty(Builtin::Frame), fields),
        f_back: Field::empty(),
        f_code: code.clone(),
        f_globals: globals,
        f_builtins: builtins,
        f_locals: Field::empty(),
        f_lasti: Cell::new(at),
        f_over: Cell::new(0),
        _rest: [0; 8],
    };
    let made = rt.alloc_tail(value, fields, |index| match index < variables {
        true => Field::new(variable(index)),
        false => Field::empty(),
    })?;
    object::track(&made);
    Ok(made)
}

/// A call is over: its frame object, if anybody holds it, takes the variables over.
pub(crate) fn take_over(rt: &Runtime, object: &Obj, frame: &Frame) {
    let view = object.expect::<PyFrameObject>();
    view.f_lasti.set(frame.next.get() as i32 - 1);
    view.f_over.set(1);
    if object.refcnt() == 1 {
        return;
    }
    let variables = frame.code().nlocalsplus();
    for (index, field) in view.tail().iter().enumerate().take(variables) {
        field.set(frame.row.take(index));
    }
    let caller = frame.back.borrow().clone().or_else(|| rt.python().frame());
    if let Some(caller) = caller
        && let Ok(back) = object_for(rt, &caller)
    {
        view.f_back.set(Some(back));
    }
    if !object::is_tracked(object) {
        object::track(object);
    }
}

fn view(this: &Obj) -> View<'_, PyFrameObject> {
    this.expect()
}

/// The frame that runs, of which this is the object.
fn running(rt: &Runtime, this: &Obj) -> Option<Rc<Frame>> {
    let mut frame = rt.python().frame();
    while let Some(candidate) = frame {
        if candidate.object.is(this) {
            return Some(candidate);
        }
        frame = candidate.back.borrow().clone();
    }
    None
}

/// The line that the frame is at.
pub(crate) fn line(rt: &Runtime, this: &Obj) -> u32 {
    if let Some(frame) = running(rt, this) {
        return frame.line();
    }
    let frame = view(this);
    let code = frame.f_code.expect::<PyCodeObject>();
    let at = usize::try_from(frame.f_lasti.get()).unwrap_or(0);
    code.line(at).unwrap_or(code.firstlineno())
}

/// The code of a frame.
pub(crate) fn code(this: &Obj) -> Obj {
    view(this).f_code.clone()
}

fn get_locals(rt: &Runtime, this: &Obj) -> PyResult {
    if let Some(locals) = view(this).f_locals.get() {
        return Ok(locals);
    }
    match running(rt, this) {
        Some(frame) => locals_of(rt, frame.code_object(), |index| frame.row.get(index)),
        None => {
            let frame = view(this);
            locals_of(rt, &frame.f_code, |index| frame.tail()[index].get())
        }
    }
}

/// A dict of the variables that are bound.
pub(crate) fn locals_of(
    rt: &Runtime,
    code: &Obj,
    variable: impl Fn(usize) -> Option<Obj>,
) -> PyResult {
    let code = code.expect::<PyCodeObject>();
    let locals = rt.new_dict()?;
    for (index, name) in code.localsplusnames().iter().enumerate() {
        if code.kind(index) & 0x10 != 0 {
            continue;
        }
        let held = match variable(index) {
            Some(cell) if code.kind(index) & 0xC0 != 0 => {
                match cell.cast::<super::cell::PyCellObject>() {
                    Some(view) => view.ob_ref.get(),
                    None => Some(cell),
                }
            }
            held => held,
        };
        if let Some(held) = held {
            super::dict::set(rt, &locals, name, held)?;
        }
    }
    Ok(locals)
}

fn get_back(rt: &Runtime, this: &Obj) -> PyResult {
    if let Some(frame) = running(rt, this) {
        let back = frame.back.borrow().clone();
        return match back {
            Some(back) => object_for(rt, &back),
            None => rt.done(),
        };
    }
    Ok(view(this).f_back.get().unwrap_or_else(|| rt.none().clone()))
}

/// `frame.clear()`: lets go of the variables of a call that is over.
fn clear_method(rt: &Runtime, this: &Obj) -> PyResult {
    if running(rt, this).is_some() {
        let message = "cannot clear an executing frame";
        return Err(rt.raise(Builtin::RuntimeError, message));
    }
    clear(this);
    rt.done()
}

fn clear(this: &Obj) {
    view(this).tail().iter().for_each(|field| field.set(None));
}

fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    let frame = view(this);
    visitor.field(&frame.f_back);
    visitor.field(&frame.f_locals);
    visitor.visit(&frame.get().f_globals);
    visitor.visit(&frame.get().f_builtins);
    frame.tail().iter().for_each(|field| visitor.field(field));
}

fn dealloc(rt: &Runtime, this: Dying) {
    object::untrack(&this.as_obj());
    clear(&this.as_obj());
    this.finish::<PyFrameObject>(rt);
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let code = view(this).f_code.clone();
    let code = code.expect::<PyCodeObject>();
    let plain = super::builtin_function::plain;
    rt.new_str(&format!(
        "<frame at 0x{:x}, file '{}', line {}, code {}>",
        this.id(),
        plain(code.filename()),
        line(rt, this),
        plain(code.name())
    ))
}

/// The type `frame`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Frame,
    name: "frame",
    basicsize: size_of::<PyFrameObject>(),
    itemsize: 8,
    flags: TypeFlags::HAVE_GC,
    slots: Slots {
        tp_dealloc: Some(dealloc),
        tp_traverse: Some(traverse),
        tp_clear: Some(clear),
        tp_repr: Some(repr),
        ..Slots::EMPTY
    },
    methods: &[MethodDef::none("clear", clear_method)
        .doc("Clear all references held by the frame.")],
    getset: &[
        GetSetDef::get("f_back", get_back),
        GetSetDef::get("f_code", |_, this| Ok(view(this).f_code.clone())),
        GetSetDef::get("f_globals", |_, this| Ok(view(this).f_globals.clone())),
        GetSetDef::get("f_builtins", |_, this| Ok(view(this).f_builtins.clone())),
        GetSetDef::get("f_locals", get_locals),
        GetSetDef::get("f_lineno", |rt, this| rt.new_int(line(rt, this).into())),
        GetSetDef::get("f_lasti", |rt, this| {
            rt.new_int(i64::from(view(this).f_lasti.get()) * 2)
        }),
    ],
    ..TypeSpec::PLAIN
};
