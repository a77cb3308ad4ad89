//! Calls: a Python function gets a frame, everything else is called through its type's
//! slot (`Python/bytecodes.c@v3.13.0#CALL`).

use super::super::frame::Frame;
use super::super::interp::Python;
use super::super::stack::Row;
use super::arguments::{self, Given};
use super::instances::{call_native, instantiate, plain_class};
use super::machine::Machine;
use super::{Outcome, check_depth, discard, enter, run};
use crate::attributes::lookup;
use crate::objects::code::PyCodeObject;
use crate::objects::function::PyFunctionObject;
use crate::objects::method::PyMethodObject;
use crate::objects::{dict, tuple};
use crate::refcount::{Obj, in_a_row};
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{Args, Call};
use crate::typeobject::{Builtin, TypeFlags};
use std::rc::Rc;

/// Makes functions callable.
pub(crate) fn install(rt: &Runtime) {
    rt.ty(Builtin::Function).tp_call.set(Some(call_function));
}

/// A row for a code object's variables and its stack.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn row_for(py: &Python, code: &Obj) -> Row {
    py.data.take(code.expect::<PyCodeObject>().framesize())
}

/// The code of the callable below `count` arguments, if it is a function that takes
/// exactly `total` arguments, by position.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn exact_code(callable: &Obj, total: usize) -> Option<Obj> {
    let function = callable.cast::<PyFunctionObject>()?;
    function.func_code.peek(|code| {
        let code = code?;
        let exact = code.expect::<PyCodeObject>().takes_exactly(total);
        exact.then(|| code.clone())
    })
}

/// The frame of a call of a Python function.
fn frame_for_function(
    rt: &Runtime,
    function: Obj,
    given: Given<'_>,
    is_entry: bool,
) -> PyResult<Rc<Frame>> {
    let py = rt.python();
    let view = function.expect::<PyFunctionObject>();
    let code = view.code();
    let row = row_for(py, &code);
    let frame = py.frame_for_call(function.clone(), code, row, is_entry);
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
    let builtins = match dict::get_str(rt, globals, "__builtins__")? {
        Some(module) => match crate::objects::module::namespace(&module) {
            Some(namespace) => namespace,
            None => module,
        },
        None => rt.python().builtins.clone(),
    };
    let row = row_for(rt.python(), code);
    Ok(Rc::new(Frame {
        function,
        names: Some((globals.clone(), builtins)),
        locals: Some(locals.clone()),
        is_entry: true,
        ..Frame::new(code.clone(), row)
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
        Outcome::Yielded(_) => {
            Err(rt.raise(Builtin::SystemError, "a function's frame yielded"))
        }
    }
}

/// `tp_call` of functions: a call from Rust.
pub(crate) fn call_function(rt: &Runtime, function: &Obj, args: Args<'_>) -> PyResult {
    if args.names.is_none()
        && let Some(code) = exact_code(function, args.items.len())
    {
        let py = rt.python();
        let row = row_for(py, &code);
        for (index, item) in args.items.iter().enumerate() {
            row.replace(index, Some(item.clone()));
        }
        let frame = py.frame_for_call(function.clone(), code, row, true);
        return run_frame_to_end(rt, frame);
    }
    let names = args.names.map_or(&[][..], tuple::items);
    let given = Given {
        values: args.items.to_vec(),
        names,
    };
    let frame = frame_for_function(rt, function.clone(), given, true)?;
    run_frame_to_end(rt, frame)
}

/// `CALL`: callable, instance or nothing, `count` arguments.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn call(
    machine: &mut Machine<'_>,
    count: usize,
) -> PyResult<Option<Rc<Frame>>> {
    if let Some(frame) = frame_for_exact(machine, count) {
        return Ok(Some(frame));
    }
    let ty = machine.stack.peek(count + 2).ty();
    if ty.is_exactly(Builtin::MethodDescriptor)
        || ty.is_exactly(Builtin::BuiltinFunction)
    {
        return call_native(machine, count, None);
    }
    call_with_names(machine, count, None)
}

/// The frame of a call of a function that takes exactly the arguments given.
#[cfg_attr(not(debug_assertions), inline(always))]
fn frame_for_exact(machine: &mut Machine<'_>, count: usize) -> Option<Rc<Frame>> {
    let callable = machine.stack.peek(count + 2);
    if !callable.ty().is_exactly(Builtin::Function) {
        return None;
    }
    let has_instance = machine.stack.peek_slot(count + 1).is_some();
    let total = count + usize::from(has_instance);
    let code = exact_code(callable, total)?;
    let row = row_for(machine.py, &code);
    machine.stack.move_to(total, row, 0);
    if !has_instance {
        machine.stack.pop_slot();
    }
    let function = machine.stack.pop();
    Some(machine.py.frame_for_call(function, code, row, false))
}

/// The frame of a property's function, with the instance on top as its argument
/// (`Python/bytecodes.c@v3.13.0#LOAD_ATTR_PROPERTY`).
pub(super) fn frame_for_getter(
    machine: &mut Machine<'_>,
    getter: &Obj,
) -> Option<Rc<Frame>> {
    let code = exact_code(getter, 1)?;
    let row = row_for(machine.py, &code);
    machine.stack.move_to(1, row, 0);
    Some(machine.py.frame_for_call(getter.clone(), code, row, false))
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
    let rt = machine.rt;
    let called = unpack_method(machine, count);
    let has_instance = machine.stack.peek_slot(count + 1).is_some();
    let callable = machine.stack.peek(count + 2);
    if callable.ty().is_exactly(Builtin::Function) {
        let exact = match names {
            None => frame_for_exact(machine, count),
            Some(_) => None,
        };
        let frame = match exact {
            Some(frame) => frame,
            None => frame_for_python(machine, count, names.as_ref())?,
        };
        if called.is_some() {
            frame.called.set(called);
        }
        return Ok(Some(frame));
    }
    if let Some(init) = plain_class(rt, callable) {
        let total = count + usize::from(has_instance);
        return instantiate(machine, init, total, has_instance, names).map(Some);
    }
    call_native(machine, count, names)
}

/// The frame of a call of a Python function with any arguments.
fn frame_for_python(
    machine: &mut Machine<'_>,
    count: usize,
    names: Option<&Obj>,
) -> PyResult<Rc<Frame>> {
    machine.save();
    let names = names.map_or(&[][..], tuple::items);
    let has_instance = machine.stack.peek_slot(count + 1).is_some();
    let total = count + usize::from(has_instance);
    let function = machine.stack.peek(count + 2).clone();
    let frame = frame_from_stack(machine, function, None, total, names)?;
    if !has_instance {
        machine.stack.pop_slot();
    }
    drop(machine.stack.pop());
    Ok(frame)
}

/// The frame of a call with the `total` topmost values as arguments, the last of them
/// by name; before them comes the instance of a class that is called.
pub(super) fn frame_from_stack(
    machine: &mut Machine<'_>,
    function: Obj,
    instance: Option<Obj>,
    total: usize,
    names: &[Obj],
) -> PyResult<Rc<Frame>> {
    let (rt, py) = (machine.rt, machine.py);
    let before = usize::from(instance.is_some());
    let code = function.expect::<PyFunctionObject>().code();
    let view = code.expect::<PyCodeObject>();
    let positional = total - names.len();
    if view.takes_more() || before + positional > view.argcount() {
        let mut values = machine.stack.pop_many(total);
        if let Some(instance) = instance {
            values.insert(0, instance);
        }
        let given = Given { values, names };
        return frame_for_function(rt, function, given, false);
    }
    let row = row_for(py, &code);
    if let Some(instance) = instance {
        row.replace(0, Some(instance));
    }
    machine.stack.take_into(total, positional, row, before);
    let stack = &machine.stack;
    let given = arguments::complete(
        rt,
        function.expect(),
        view,
        row,
        before + positional,
        names,
        |index| stack.take_out(names.len() - index),
    );
    match given {
        Ok(()) => {
            machine.stack.shrink(total);
            Ok(py.frame_for_call(function, code, row, false))
        }
        Err(raised) => {
            (0..view.nlocalsplus()).for_each(|index| drop(row.take(index)));
            py.data.give(row);
            Err(raised)
        }
    }
}

/// A bound method is called as its function with its instance, and an instance as its
/// `__call__`. The latter is returned: it lives until its call is over.
fn unpack_method(machine: &mut Machine<'_>, count: usize) -> Option<Obj> {
    if machine.stack.peek_slot(count + 1).is_some() {
        return None;
    }
    let callable = machine.stack.peek(count + 2);
    if let Some(method) = callable.cast::<PyMethodObject>() {
        let (function, instance) = (method.im_func.clone(), method.im_self.clone());
        machine.stack.replace(count + 1, instance);
        drop(machine.stack.replace(count + 2, function));
        return None;
    }
    let function = own_call(machine.py, callable)?;
    let called = callable.clone();
    machine.stack.replace(count + 1, called.clone());
    drop(machine.stack.replace(count + 2, function));
    Some(called)
}

/// The `__call__` of an instance's class, where that is a Python function: so such calls
/// do not recurse in Rust.
fn own_call(py: &Python, callable: &Obj) -> Option<Obj> {
    let class = callable.ty();
    let slot: Call = crate::attributes::slot_functions::call;
    let own = class.flags().has(TypeFlags::HEAPTYPE)
        && class
            .tp_call
            .get()
            .is_some_and(|own| std::ptr::fn_addr_eq(own, slot));
    if !own {
        return None;
    }
    lookup(class, &py.call).filter(|found| found.ty().is_exactly(Builtin::Function))
}

/// `CALL_FUNCTION_EX`: callable, nothing, a sequence, and perhaps a mapping.
pub(super) fn call_ex(
    machine: &mut Machine<'_>,
    has_keywords: bool,
) -> PyResult<Option<Rc<Frame>>> {
    let rt = machine.rt;
    let keywords = has_keywords.then(|| machine.stack.pop());
    let sequence = machine.stack.pop();
    machine.stack.pop_slot();
    let callable = machine.stack.pop();
    if sequence.ty().tp_iter.get().is_none()
        && sequence
            .ty()
            .as_sequence()
            .is_none_or(|suite| suite.sq_item.get().is_none())
    {
        let name = super::build::function_name(rt, &callable)?;
        let what = sequence.ty().name();
        return Err(rt.type_error(format!(
            "{name} argument after * must be an iterable, not {what}"
        )));
    }
    // An exact tuple is passed on as it is, anything else as one made of it.
    let sequence = match sequence.ty().is_exactly(Builtin::Tuple) {
        true => sequence,
        false => rt.new_tuple(rt.collect(&sequence)?)?,
    };
    let mut named = Vec::new();
    let mut names = Vec::new();
    if let Some(keywords) = &keywords {
        for (name, value) in dict::items(keywords) {
            if crate::objects::str::Text::of(&name).is_none() {
                return Err(rt.type_error("keywords must be strings"));
            }
            names.push(name);
            named.push(value);
        }
    }
    let positional = tuple::items(&sequence).iter();
    let (function, instance) = match callable.cast::<PyMethodObject>() {
        Some(method) => (Some(method.im_func.clone()), Some(method.im_self.clone())),
        None => match own_call(machine.py, &callable) {
            Some(function) => (Some(function), Some(callable.clone())),
            None => (None, None),
        },
    };
    let target = function.as_ref().unwrap_or(&callable);
    if target.ty().is_exactly(Builtin::Function) {
        machine.save();
        let values = instance.into_iter().chain(positional.cloned()).chain(named);
        let given = Given {
            values: values.collect(),
            names: &names,
        };
        let frame = frame_for_function(rt, target.clone(), given, false)?;
        frame.called.set(function.is_some().then_some(callable));
        return Ok(Some(frame));
    }
    let names = if names.is_empty() {
        None
    } else {
        Some(rt.new_tuple(names)?)
    };
    machine.save();
    let result = in_a_row(positional.chain(&named), |items| {
        let names = names.as_ref();
        rt.call(&callable, Args { items, names })
    })?;
    drop(callable);
    drop(sequence);
    drop(named);
    machine.stack.push(result);
    Ok(None)
}
