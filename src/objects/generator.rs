//! generator: a call that waits between two of its values (`Objects/genobject.c@v3.13.0`).
//!
//! Its variables and its stack are in the object itself, so that they stay when the
//! evaluation stack goes on to other things.

mod closing;
mod handling;

use super::builtin_function::plain;
use super::code::PyCodeObject;
use super::exception_types::field_value;
use super::function::{PyFunctionObject, set_text};
use crate::object::{self, Dying, PyObject, View};
use crate::python::eval::{self, Outcome};
use crate::python::frame::Frame;
use crate::python::program::{Entry, Program};
use crate::python::registers::Running;
use crate::python::stack::Row;
use crate::refcount::Obj;
use crate::runtime::{Pending, PyResult, Raised, Runtime};
use crate::shapes::{Field, gc_ring};
use crate::typeobject::slots::{GetSetDef, MethodDef, Slots, Visitor};
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};
use std::cell::Cell;
use std::rc::Rc;

use closing::{close, delegate, finalize, throw_method};

/// A generator: 144 bytes and its slots, as many as its code asks for. From byte 72 on
/// it is CPython's `_PyInterpreterFrame`.
#[repr(C)]
pub struct PyGenObject {
    /// Count and type.
    pub ob_base: PyObject,
    gi_weakreflist: Cell<u64>,
    gi_name: Field,
    gi_qualname: Field,
    /// The exception that it was handling when it last yielded.
    gi_exc_state: Field,
    /// While it runs: 1 where its caller is handling an exception too, which
    /// `Python::outer_handled` keeps. (CPython: where that is.)
    exc_previous: Cell<u64>,
    /// CPython: the finalizer, three flags of coroutines.
    _finalizer: u64,
    _hooks: [u8; 3],
    /// One of [`CREATED`], [`WAITS`], [`RUNS`], [`COMPLETED`],
    /// [`OVER`].
    gi_frame_state: Cell<i8>,
    _padding: u32,
    f_executable: Obj,
    /// CPython: the frame before.
    _previous: u64,
    /// The function; nothing once it is over.
    f_funcobj: Field,
    /// CPython: the namespaces, which here the function is asked for.
    _namespaces: [u64; 3],
    /// While it waits: the frame object, if somebody holds it, with the variables.
    frame_obj: Field,
    /// The next instruction.
    next: Cell<u64>,
    /// How many slots are in use.
    stacktop: Cell<u32>,
    _owner: u32,
}

crate::py_struct!(
    PyGenObject, Builtin::Generator, size 144, gi_weakreflist @ 16, gi_name @ 24,
    gi_exc_state @ 40, gi_frame_state @ 67, f_executable @ 72, f_funcobj @ 88,
    frame_obj @ 120, stacktop @ 136;
    tail Field, |this| this.slots()
);

/// Bytes from a generator to the first of its variables.
pub(crate) const FIRST_VARIABLE: usize = size_of::<PyGenObject>();

/// The code of a generator.
pub(crate) fn code(this: &Obj) -> Obj {
    view(this).f_executable.clone()
}

/// Not started.
const CREATED: i8 = -3;
/// Between two of its values.
const WAITS: i8 = -2;
const RUNS: i8 = 0;
/// Closed while it stood outside of any `try`, or before it began: nothing of it ran, and
/// it keeps its function.
const COMPLETED: i8 = 1;
const OVER: i8 = 4;
/// The bit of a RESUME's argument that says: no `try` is around.
const DEPTH1: u32 = 4;

impl PyGenObject {
    /// How many slots there are for variables and the stack.
    pub(crate) fn slots(&self) -> usize {
        self.f_executable.expect::<PyCodeObject>().framesize()
    }

    /// The namespaces that its names are looked up in.
    fn namespaces(&self) -> (Obj, Obj) {
        let function = self.f_funcobj.get().expect("it is not over");
        let function = function.expect::<PyFunctionObject>();
        (
            function.func_globals.clone(),
            function.func_builtins.clone(),
        )
    }
}

fn view(this: &Obj) -> View<'_, PyGenObject> {
    this.expect()
}

/// `RETURN_GENERATOR`: the frame of a call becomes a generator's.
pub(crate) fn detach(rt: &Runtime, frame: &Frame) -> PyResult {
    let code = frame.code_object();
    let function = frame.function.clone();
    let function = function.ok_or_else(|| {
        rt.raise(Builtin::SystemError, "a generator without a function")
    })?;
    let view_of = function.expect::<PyFunctionObject>();
    let value = PyGenObject {
        ob_base: PyObject::new(rt.ty(Builtin::Generator)),
        gi_weakreflist: Cell::new(0),
        gi_name: Field::new(view_of.func_name.get()),
        gi_qualname: Field::new(view_of.func_qualname.get()),
        gi_exc_state: Field::empty(),
        exc_previous: Cell::new(0),
        _finalizer: 0,
        _hooks: [0; 3],
        gi_frame_state: Cell::new(CREATED),
        _padding: 0,
        f_executable: code.clone(),
        _previous: 0,
        f_funcobj: Field::new(Some(function.clone())),
        _namespaces: [0; 3],
        frame_obj: Field::empty(),
        next: Cell::new(frame.program.next() as u64),
        stacktop: Cell::new(frame.top.get() as u32),
        _owner: 0,
    };
    let slots = value.slots();
    let made = rt.alloc_tail(value, slots, |_| Field::empty())?;
    for (index, field) in view(&made).tail().iter().enumerate().take(frame.top.get()) {
        field.set(frame.row.take(index));
    }
    object::track(&made);
    Ok(made)
}

/// What is put into a generator that waits.
enum Input {
    Value(Obj),
    Exception(Obj),
}

/// A frame for a generator that goes on.
#[cfg_attr(not(debug_assertions), inline(always))]
fn prepare(rt: &Runtime, this: &Obj, is_entry: bool) -> Rc<Frame> {
    let generator = view(this);
    let object = match generator.frame_obj.is_empty() {
        true => None,
        false => take_frame_object(generator),
    };
    let row = Row::of_fields(generator.tail());
    let code = generator.get().f_executable.expect();
    let idle = rt.python().idle_frame();
    let mut frame = idle.unwrap_or_else(|| Rc::new(Frame::new(Entry::of(code), row)));
    // As in `Python::frame_for_call`, nobody else has it.
    if let Some(frame) = Rc::get_mut(&mut frame) {
        frame.program = Program::new(Entry::of(code));
        frame.is_plain.set(false);
        frame.program.go_to(generator.next.get() as usize);
        // While it runs, the frame alone keeps the function.
        frame.function = generator.f_funcobj.take();
        frame.row = row;
        frame.top.set(generator.stacktop.get() as usize);
        if object.is_some() {
            frame.object.set(object);
        }
        frame.is_entry = is_entry;
        frame.generator = Some(this.clone());
    }
    frame
}

/// The frame object that waited with its generator goes on with it, and gives the
/// variables back.
#[cold]
fn take_frame_object(generator: View<'_, PyGenObject>) -> Option<Obj> {
    let object = generator.frame_obj.take()?;
    super::frame::resume(&object, |index, value| {
        generator.tail()[index].set(value);
    });
    Some(object)
}

/// The frame of a generator becomes the current one, and the exception that it was
/// handling the one that is handled.
#[cfg_attr(not(debug_assertions), inline(always))]
fn enter(rt: &Runtime, this: &Obj, frame: Rc<Frame>) -> Running {
    let (py, generator) = (rt.python(), view(this));
    let running = eval::enter(py, frame);
    handling::begin(py, generator);
    generator.gi_frame_state.set(RUNS);
    running
}

/// Puts a value where the yielded one was; there is something in any case.
fn put(frame: &Frame, value: Obj) {
    let top = frame.top.get();
    frame.row.replace(top, Some(value));
    frame.top.set(top + 1);
}

/// Whether an object is a generator that goes on when it gets this value.
pub(crate) fn waits_for(rt: &Runtime, this: &Obj, value: &Obj) -> bool {
    this.ty().is_exactly(Builtin::Generator)
        && match view(this).gi_frame_state.get() {
            WAITS => true,
            CREATED => value.is(rt.none()),
            _ => false,
        }
}

/// Such a generator goes on: its frame is the current one, called by the one before.
pub(crate) fn go_on(rt: &Runtime, this: &Obj, value: Obj) -> Running {
    let frame = prepare(rt, this, false);
    put(&frame, value);
    enter(rt, this, frame)
}

/// It has yielded, and its frame was left.
pub(crate) fn yielded(rt: &Runtime, frame: &Frame) {
    if let Some(generator) = &frame.generator {
        let generator = view(generator);
        let handled = handling::end(rt.python(), generator);
        wait(generator, frame, handled);
    }
}

/// A frame is about to let go of its variables: if it is a generator's, nobody can go on
/// with that any more (`Python/frame.c@v3.13.0#clear_gen_frame`).
pub(crate) fn ends(frame: &Frame) {
    if let Some(generator) = &frame.generator {
        view(generator).gi_frame_state.set(OVER);
    }
}

/// It has returned, or an exception left it, and its frame was left.
pub(crate) fn returned(rt: &Runtime, this: &Obj) {
    drop(handling::end(rt.python(), view(this)));
    over(view(this));
}

/// The generator waits where its frame is.
#[cfg_attr(not(debug_assertions), inline(always))]
fn wait(generator: View<'_, PyGenObject>, frame: &Frame, handled: Option<Obj>) {
    generator.next.set(frame.at() as u64 + 1);
    generator.stacktop.set(frame.top.get() as u32);
    generator.f_funcobj.set(frame.function.clone());
    generator.gi_frame_state.set(WAITS);
    if handled.is_some() {
        generator.gi_exc_state.set(handled);
    }
    if !frame.object.is_empty() {
        keep_frame_object(generator, frame);
    }
}

/// Goes on with a generator: what it yields, or `Err` with what it returns.
fn resume(rt: &Runtime, this: &Obj, input: Input) -> PyResult<Result<Obj, Obj>> {
    let generator = view(this);
    match generator.gi_frame_state.get() {
        RUNS => return Err(rt.value_error("generator already executing")),
        COMPLETED | OVER => {
            return match input {
                Input::Value(_) => Ok(Err(rt.none().clone())),
                Input::Exception(raised) => {
                    Err(rt.raise_pending(Pending::Thrown(raised)))
                }
            };
        }
        CREATED => {
            if let Input::Value(value) = &input
                && !value.is(rt.none())
            {
                let message = "can't send non-None value to a just-started generator";
                return Err(rt.type_error(message));
            }
        }
        _ => {}
    }
    let _level = rt.deeper("")?;
    eval::check_depth(rt, rt.python())?;
    let frame = prepare(rt, this, true);
    let outcome = match input {
        Input::Value(value) => {
            put(&frame, value);
            enter(rt, this, frame);
            eval::run(rt)
        }
        Input::Exception(raised) => {
            put(&frame, rt.none().clone());
            enter(rt, this, frame);
            eval::set_context(rt, rt.python().handled.get(), &raised);
            let raised = rt.raise_pending(Pending::Thrown(raised));
            eval::run_raising(rt, raised)
        }
    };
    let inner = handling::end(rt.python(), generator);
    match outcome {
        Ok(Outcome::Yielded(value, frame)) => {
            wait(generator, &frame, inner);
            rt.python().recycle(frame);
            Ok(Ok(value))
        }
        Ok(Outcome::Returned(value)) => {
            over(generator);
            Ok(Err(value))
        }
        Err(raised) => {
            over(generator);
            Err(raised)
        }
    }
}

/// The frame object, if somebody holds it, waits with its generator.
#[cold]
fn keep_frame_object(generator: View<'_, PyGenObject>, frame: &Frame) {
    if let Some(object) = frame.object.take()
        && object.refcnt() > 1
    {
        let at = frame.at() as i32;
        super::frame::suspend(&object, at, |index| generator.tail()[index].take());
        generator.frame_obj.set(Some(object));
    }
}

fn over(generator: View<'_, PyGenObject>) {
    if let Some(object) = generator.frame_obj.take() {
        super::frame::abandon(&object, generator.f_funcobj.take());
    }
    generator.gi_frame_state.set(OVER);
    generator.stacktop.set(0);
    generator.f_funcobj.set(None);
    generator.gi_exc_state.set(None);
}

/// `SEND`: into a generator, or the next item of any other iterator.
pub(crate) fn send(
    rt: &Runtime,
    receiver: &Obj,
    value: Obj,
) -> PyResult<Result<Obj, Obj>> {
    if receiver.ty().is_exactly(Builtin::Generator) {
        return resume(rt, receiver, Input::Value(value));
    }
    let sent = if value.is(rt.none()) {
        rt.next_or_stop(receiver)
            .map(|item| item.ok_or_else(|| rt.none().clone()))
    } else {
        rt.call_method(receiver, "send", &[value]).map(Ok)
    };
    match sent {
        Err(raised) if rt.raised_is(Builtin::StopIteration) => {
            let Some(stop) = rt.fetch(raised) else {
                return Ok(Err(rt.none().clone()));
            };
            let value = field_value(&stop, "value");
            Ok(Err(value.unwrap_or_else(|| rt.none().clone())))
        }
        sent => sent,
    }
}

fn iternext(rt: &Runtime, this: &Obj) -> PyResult<Option<Obj>> {
    match resume(rt, this, Input::Value(rt.none().clone()))? {
        Ok(value) => Ok(Some(value)),
        Err(returned) if returned.is(rt.none()) => Ok(None),
        Err(returned) => Err(rt.raise_value(Builtin::StopIteration, returned)),
    }
}

fn send_method(rt: &Runtime, this: &Obj, value: &Obj) -> PyResult {
    match resume(rt, this, Input::Value(value.clone()))? {
        Ok(value) => Ok(value),
        Err(returned) => Err(stop(rt, returned)),
    }
}

fn stop(rt: &Runtime, returned: Obj) -> Raised {
    if returned.is(rt.none()) {
        rt.raise_empty(Builtin::StopIteration)
    } else {
        rt.raise_value(Builtin::StopIteration, returned)
    }
}

fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    let generator = view(this);
    visitor.field(&generator.gi_name);
    visitor.field(&generator.gi_qualname);
    visitor.field(&generator.frame_obj);
    visitor.field(&generator.f_funcobj);
    if generator.gi_frame_state.get() != OVER {
        visitor.visit(&generator.get().f_executable);
    }
    generator
        .tail()
        .iter()
        .for_each(|field| visitor.field(field));
    visitor.field(&generator.gi_exc_state);
}

fn dealloc(rt: &Runtime, this: Dying) {
    object::untrack(&this.as_obj());
    crate::weakref::clear_weakrefs(rt, &this.as_obj());
    let state = view(&this.as_obj()).gi_frame_state.get();
    let this = if state == WAITS && !gc_ring::is_finalized(&this.as_obj()) {
        let revived = this.while_alive(|object| {
            object::track(object);
            finalize(rt, object);
            gc_ring::set_finalized(object);
        });
        let Some(this) = revived else { return };
        object::untrack(&this.as_obj());
        this
    } else {
        this
    };
    if state != OVER {
        over(view(&this.as_obj()));
        view(&this.as_obj())
            .tail()
            .iter()
            .for_each(|field| field.set(None));
    }
    this.finish::<PyGenObject>(rt);
}

/// The frame of a generator that is not over: while it waits, as it stands now.
fn gi_frame(rt: &Runtime, this: &Obj) -> PyResult {
    let generator = view(this).get();
    match generator.gi_frame_state.get() {
        COMPLETED | OVER => rt.done(),
        RUNS => {
            let mut frame = rt.python().frame();
            while let Some(candidate) = frame {
                if candidate.generator.as_ref().is_some_and(|own| own.is(this)) {
                    return super::frame::object_for(rt, &candidate);
                }
                frame = candidate.back.get();
            }
            rt.done()
        }
        _ => {
            if let Some(object) = generator.frame_obj.get() {
                return Ok(object);
            }
            let made = super::frame::waiting(
                rt,
                &generator.f_executable,
                generator.namespaces(),
            )?;
            let at = generator.next.get() as i32 - 1;
            super::frame::suspend(&made, at, |index| view(this).tail()[index].take());
            generator.frame_obj.set(Some(made.clone()));
            Ok(made)
        }
    }
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let name = view(this).gi_qualname.get();
    let name = name.as_ref().map(plain).unwrap_or_default();
    rt.new_str(&format!("<generator object {name} at 0x{:x}>", this.id()))
}

/// The type `generator`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Generator,
    name: "generator",
    basicsize: size_of::<PyGenObject>() - object::HEAD_EXTRA,
    itemsize: 8,
    weaklistoffset: 16,
    flags: TypeFlags::HAVE_GC,
    slots: Slots {
        tp_dealloc: Some(dealloc),
        tp_traverse: Some(traverse),
        tp_finalize: Some(finalize),
        tp_repr: Some(repr),
        tp_iter: Some(|_, this| Ok(this.clone())),
        tp_iternext: Some(iternext),
        ..Slots::EMPTY
    },
    methods: &[
        MethodDef::one("send", send_method),
        MethodDef::many("throw", throw_method),
        MethodDef::none("close", close),
        MethodDef::none("__sizeof__", |rt, this| {
            let slots = view(this).slots();
            rt.new_size(this.ty().instance_size(slots))
        }),
        super::generic_alias::CLASS_GETITEM,
    ],
    getset: &[
        GetSetDef::get_set(
            "__name__",
            |rt, this| Ok(rt.or_none(&view(this).gi_name)),
            |rt, this, value| set_text(rt, &view(this).gi_name, "__name__", value),
        ),
        GetSetDef::get_set(
            "__qualname__",
            |rt, this| Ok(rt.or_none(&view(this).gi_qualname)),
            |rt, this, value| {
                set_text(rt, &view(this).gi_qualname, "__qualname__", value)
            },
        ),
        GetSetDef::get("gi_yieldfrom", |rt, this| {
            Ok(delegate(this).unwrap_or_else(|| rt.none().clone()))
        }),
        GetSetDef::get("gi_running", |rt, this| {
            rt.new_bool(view(this).gi_frame_state.get() == RUNS)
        }),
        GetSetDef::get("gi_frame", gi_frame),
        GetSetDef::get("gi_suspended", |rt, this| {
            rt.new_bool(view(this).gi_frame_state.get() == WAITS)
        }),
        GetSetDef::get("gi_code", |_, this| Ok(view(this).f_executable.clone())),
    ],
    ..TypeSpec::PLAIN
};
