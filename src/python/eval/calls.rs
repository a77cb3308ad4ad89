//! Calls: a Python function gets a frame, everything else is called through its type's
//! slot (`Python/bytecodes.c@v3.13.0#CALL`).

use super::super::frame::Frame;
use super::super::interp::Python;
use super::super::program::Entry;
use super::super::stack::{Row, Stack};
use super::arguments::{self, Given};
use super::machine::Machine;
use super::slot_calls::{self, Called};
use super::{Outcome, check_depth, discard, enter, run};
use crate::attributes::descriptors;
use crate::objects::builtin_function;
use crate::objects::code::PyCodeObject;
use crate::objects::function::PyFunctionObject;
use crate::objects::method::PyMethodObject;
use crate::objects::tuple;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::Args;
use std::rc::Rc;

/// Makes functions callable.
pub(crate) fn install(rt: &Runtime) {
    rt.ty(Builtin::Function).tp_call.set(Some(call_function));
}

/// A row for a code object's variables and its stack.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(super) fn row_for(py: &Python, entry: &Entry) -> Row {
    py.data.take(entry.framesize())
}

/// The entry into a callable's code, if it is a function that takes exactly `total`
/// arguments, by position.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(super) fn exact_entry(callable: &Obj, total: usize) -> Option<Entry> {
    let function = callable.cast::<PyFunctionObject>()?;
    function.func_code.peek(|code| {
        let code = code?.expect::<PyCodeObject>();
        code.takes_exactly(total).then(|| Entry::of(code))
    })
}

/// The frame of a call of a Python function.
pub(super) fn frame_for_function(
    rt: &Runtime,
    function: Obj,
    given: Given<'_>,
    is_entry: bool,
) -> PyResult<Rc<Frame>> {
    let py = rt.python();
    let view = function.expect::<PyFunctionObject>();
    let entry = Entry::of(view.code().expect());
    let row = row_for(py, &entry);
    let frame = py.frame_for_call(function.clone(), entry, row, is_entry);
    match arguments::bind(rt, view, frame.code(), given, row) {
        Ok(()) => Ok(frame),
        Err(raised) => {
            discard(py, &frame);
            Err(raised)
        }
    }
}

/// The frame of a module's or class's body.
pub(crate) fn frame_for_code(
    rt: &Runtime,
    code: &Obj,
    globals: &Obj,
    locals: &Obj,
    function: Option<Obj>,
) -> PyResult<Rc<Frame>> {
    let builtins = rt.builtins_for(globals)?;
    let entry = Entry::of(code.expect());
    let row = row_for(rt.python(), &entry);
    Ok(Rc::new(Frame {
        function,
        names: Some((globals.clone(), builtins)),
        locals: Some(locals.clone()),
        is_entry: true,
        ..Frame::new(entry, row)
    }))
}

/// Runs an entry frame to its end.
pub(crate) fn run_frame_to_end(rt: &Runtime, frame: Rc<Frame>) -> PyResult {
    let _level = match rt.deeper("") {
        Ok(level) => level,
        Err(raised) => {
            discard(rt.python(), &frame);
            return Err(raised);
        }
    };
    let py = rt.python();
    if let Err(raised) = check_depth(rt, py) {
        discard(py, &frame);
        return Err(raised);
    }
    enter(py, frame);
    match run(rt)? {
        Outcome::Returned(value) => Ok(value),
        Outcome::Yielded(..) => {
            Err(rt.raise(Builtin::SystemError, "a function's frame yielded"))
        }
    }
}

/// `tp_call` of functions: a call from Rust.
pub(crate) fn call_function(rt: &Runtime, function: &Obj, args: Args<'_>) -> PyResult {
    if args.names.is_none()
        && let Some(entry) = exact_entry(function, args.items.len())
    {
        let py = rt.python();
        let row = row_for(py, &entry);
        for (index, item) in args.items.iter().enumerate() {
            row.replace(index, Some(item.clone()));
        }
        let frame = py.frame_for_call(function.clone(), entry, row, true);
        return run_frame_to_end(rt, frame);
    }
    let names = args.names.map_or(&[][..], tuple::items);
    let given = Given {
        values: args.items.to_vec(),
        names,
    };
    let packed = rt.lent.packed.take();
    let frame = frame_for_function(rt, function.clone(), given, true)?;
    if let Some(packed) = packed {
        slot_calls::give_tuple(&frame, packed);
    }
    run_frame_to_end(rt, frame)
}

/// `CALL`: callable, instance or nothing, `count` arguments.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(super) fn call(
    machine: &mut Machine<'_>,
    count: usize,
) -> PyResult<Option<Rc<Frame>>> {
    let ty = machine.stack.peek(count + 2).ty();
    if ty.is_exactly(Builtin::MethodDescriptor)
        || ty.is_exactly(Builtin::BuiltinFunction) && !unpack_inside(machine, count)
    {
        return call_native(machine, count, None);
    }
    call_with_names(machine, count, None)
}

/// Calls what is written in Rust.
fn call_native(
    machine: &mut Machine<'_>,
    count: usize,
    names: Option<Obj>,
) -> PyResult<Option<Rc<Frame>>> {
    machine.save();
    let total = count + usize::from(machine.stack.peek_slot(count + 1).is_some());
    let callable = machine.stack.peek(count + 2);
    let args = Args {
        items: machine.stack.last(total),
        names: names.as_ref(),
    };
    let rt = machine.rt;
    let call = || match callable.ty() {
        ty if ty.is_exactly(Builtin::MethodDescriptor) => {
            descriptors::call_method(rt, callable, args)
        }
        ty if ty.is_exactly(Builtin::BuiltinFunction) => {
            builtin_function::call(rt, callable, args)
        }
        _ => rt.call(callable, args),
    };
    let result = match machine.py.profiling.get() {
        false => call(),
        true => super::trace::call_profiled(rt, callable, args.items, call),
    };
    machine.stack.drop_upwards(count + 2);
    machine.stack.push(result?);
    machine.collect_if_asked()?;
    Ok(None)
}

/// The frame of a call of a function that takes exactly the arguments given.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(super) fn frame_for_exact(
    py: &Python,
    stack: &mut Stack,
    count: usize,
) -> Option<Rc<Frame>> {
    let callable = stack.peek(count + 2);
    if !callable.ty().is_exactly(Builtin::Function) {
        return None;
    }
    let has_instance = stack.peek_slot(count + 1).is_some();
    let total = count + usize::from(has_instance);
    let entry = exact_entry(callable, total)?;
    let row = row_for(py, &entry);
    stack.move_to(total, row, 0);
    if !has_instance {
        stack.shrink(1);
    }
    let function = stack.pop();
    Some(py.frame_for_call(function, entry, row, false))
}

/// `CALL_KW`: the same, with the names of the last arguments on top.
pub(super) fn call_kw(
    machine: &mut Machine<'_>,
    count: usize,
) -> PyResult<Option<Rc<Frame>>> {
    let names = machine.stack.pop();
    call_with_names(machine, count, Some(names))
}

fn call_with_names(
    machine: &mut Machine<'_>,
    count: usize,
    names: Option<Obj>,
) -> PyResult<Option<Rc<Frame>>> {
    unpack_method(machine, count);
    unpack_inside(machine, count);
    let callable = machine.stack.peek(count + 2);
    if callable.ty().is_exactly(Builtin::Function) {
        if names.is_none()
            && let Some(frame) = frame_for_exact(machine.py, &mut machine.stack, count)
        {
            return Ok(Some(frame));
        }
        return frame_for_python(machine, count, names.as_ref()).map(Some);
    }
    match slot_calls::call(machine, count, names.as_ref())? {
        Called::Frame(frame) => Ok(Some(frame)),
        Called::Done => {
            machine.collect_if_asked()?;
            Ok(None)
        }
        Called::Native => call_native(machine, count, names),
    }
}

/// The frame of a call of a Python function with any arguments: those by position, and
/// by name, go from the stack to their places in the frame, if there is one for each.
fn frame_for_python(
    machine: &mut Machine<'_>,
    count: usize,
    names: Option<&Obj>,
) -> PyResult<Rc<Frame>> {
    machine.save();
    let (rt, py) = (machine.rt, machine.py);
    let names = names.map_or(&[][..], tuple::items);
    let has_instance = machine.stack.peek_slot(count + 1).is_some();
    let total = count + usize::from(has_instance);
    let function = machine.stack.peek(count + 2).clone();
    let code = function.expect::<PyFunctionObject>().code();
    let view = code.expect::<PyCodeObject>();
    let positional = total - names.len();
    if view.takes_more() || positional > view.argcount() {
        let values = machine.stack.pop_many(total);
        if !has_instance {
            machine.stack.pop_slot();
        }
        drop(machine.stack.pop());
        return frame_for_function(rt, function, Given { values, names }, false);
    }
    let entry = Entry::of(view);
    let row = row_for(py, &entry);
    machine.stack.take_into(total, positional, row, 0);
    let stack = &machine.stack;
    let given = arguments::complete(
        rt,
        function.expect(),
        view,
        row,
        positional,
        names,
        |index| stack.take_out(names.len() - index),
    );
    if let Err(raised) = given {
        row.clear(view.nlocalsplus());
        py.data.give(row);
        return Err(raised);
    }
    machine.stack.shrink(total);
    if !has_instance {
        machine.stack.pop_slot();
    }
    drop(machine.stack.pop());
    Ok(py.frame_for_call(function, entry, row, false))
}

/// The frame of a property's function, with the instance on top as its argument
/// (`Python/bytecodes.c@v3.13.0#LOAD_ATTR_PROPERTY`).
pub(super) fn frame_for_getter(
    machine: &mut Machine<'_>,
    getter: &Obj,
) -> Option<Rc<Frame>> {
    let entry = exact_entry(getter, 1)?;
    let row = row_for(machine.py, &entry);
    machine.stack.move_to(1, row, 0);
    Some(machine.py.frame_for_call(getter.clone(), entry, row, false))
}

/// A built-in function that has a Python function inside is called as that, so that
/// nothing is called in the machine's own stack; but not where somebody is told of the
/// call. Says whether there is such a function now.
fn unpack_inside(machine: &mut Machine<'_>, count: usize) -> bool {
    if machine.py.profiling.get() {
        return false;
    }
    let callable = machine.stack.peek(count + 2);
    match builtin_function::inside(callable) {
        Some(inside) => {
            if let Some(bound) = builtin_function::bound_to(callable) {
                if machine.stack.peek_slot(count + 1).is_some() {
                    return false;
                }
                machine.stack.replace(count + 1, bound);
            }
            drop(machine.stack.replace(count + 2, inside));
            true
        }
        None => false,
    }
}

/// A bound method is called as its function with its instance.
fn unpack_method(machine: &mut Machine<'_>, count: usize) {
    if machine.stack.peek_slot(count + 1).is_some() {
        return;
    }
    let callable = machine.stack.peek(count + 2);
    if let Some(method) = callable.cast::<PyMethodObject>() {
        let (function, instance) = (method.im_func.clone(), method.im_self.clone());
        machine.stack.replace(count + 1, instance);
        drop(machine.stack.replace(count + 2, function));
    }
}
