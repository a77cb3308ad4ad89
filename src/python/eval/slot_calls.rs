//! Calls that go by the `tp_call` of a type: of classes, and of objects that have a
//! `__call__` (`Objects/call.c@v3.13.0#_PyObject_MakeTpCall`).
//!
//! Such a slot takes its arguments as a tuple and a dict. They stay on the caller's
//! stack meanwhile, so that whatever is called finds them counted three times: there,
//! in the tuple, and as its own variable. When the call is over, what was called goes
//! first, then the arguments in their order.
//!
//! Where what is called ends up in a Python function, that gets a frame like any other.

use super::super::frame::Frame;
use super::super::unit::CO_VARARGS;
use super::arguments::Given;
use super::calls::frame_for_function;
use super::class_calls::{instantiate_at_once, is_class, plain_class};
use super::handlers::is_native;
use super::machine::Machine;
use super::trace::call_profiled;
use crate::attributes::lookup;
use crate::objects::method::PyMethodObject;
use crate::objects::{builtin_function, dict, tuple};
use crate::refcount::{Obj, in_a_row};
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{Args, Call};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags};
use std::rc::Rc;

/// What became of a call.
pub(super) enum Called {
    /// A frame is to be run.
    Frame(Rc<Frame>),
    /// The result is on the stack.
    Done,
    /// The call is not of this kind.
    Native,
}

/// A call's arguments as a slot takes them.
struct Slotted {
    args: Obj,
    /// A dict, where there are any given by name.
    keywords: Option<Obj>,
}

/// What will be called in the end.
enum Target {
    /// The `__call__` of an object, with the object.
    Call(Obj, Obj),
    /// The function of a method, with its instance.
    Method(Obj, Obj),
    /// The `__init__` of a class, with a new instance.
    Init(Obj),
    /// Something else that `rt.call` calls.
    Other,
}

fn target(machine: &Machine<'_>, callable: &Obj) -> Target {
    if let Some(function) = own_call(machine, callable) {
        return Target::Call(function, callable.clone());
    }
    match plain_class(machine.rt, callable) {
        Some(init) => Target::Init(init),
        None => Target::Other,
    }
}

/// Calls the callable below `count` arguments, whose last ones have names.
pub(super) fn call(
    machine: &mut Machine<'_>,
    count: usize,
    names: Option<&Obj>,
) -> PyResult<Called> {
    let callable = machine.stack.peek(count + 2);
    let target = target(machine, callable);
    if let (Target::Other, false) = (&target, is_class(callable, count)) {
        return Ok(Called::Native);
    }
    if let (Target::Init(init), None) = (&target, names)
        && let Some(frame) = instantiate_at_once(machine, init, count)?
    {
        return Ok(Called::Frame(frame));
    }
    machine.save();
    let total = count + usize::from(machine.stack.peek_slot(count + 1).is_some());
    let given = slotted(machine.rt, machine.stack.last(total), names);
    let called = given.and_then(|given| go(machine, count + 2, target, given));
    over(machine, count + 2, called)
}

/// `CALL_FUNCTION_EX`: callable, nothing, a sequence, and perhaps a mapping.
pub(super) fn call_ex(
    machine: &mut Machine<'_>,
    has_keywords: bool,
) -> PyResult<Option<Rc<Frame>>> {
    let slots = 3 + usize::from(has_keywords);
    machine.save();
    let called = exact_tuple(machine, slots)
        .and_then(|args| go_ex(machine, slots, has_keywords, args));
    match over(machine, slots, called)? {
        Called::Frame(frame) => Ok(Some(frame)),
        Called::Done | Called::Native => {
            machine.collect_if_asked()?;
            Ok(None)
        }
    }
}

/// After a call that left nothing to run, or failed, what was on the stack for it goes.
fn over(
    machine: &mut Machine<'_>,
    slots: usize,
    called: PyResult<Result<Rc<Frame>, Obj>>,
) -> PyResult<Called> {
    match called {
        Ok(Ok(frame)) => Ok(Called::Frame(frame)),
        Ok(Err(result)) => {
            machine.stack.drop_upwards(slots);
            machine.stack.push(result);
            Ok(Called::Done)
        }
        Err(raised) => {
            machine.stack.drop_upwards(slots);
            Err(raised)
        }
    }
}

/// An exact tuple is passed on as it is, anything else as one made of it.
fn exact_tuple(machine: &mut Machine<'_>, slots: usize) -> PyResult {
    let rt = machine.rt;
    let depth = slots - 2;
    let sequence = machine.stack.peek(depth);
    if sequence.ty().is_exactly(Builtin::Tuple) {
        return Ok(sequence.clone());
    }
    let ty = sequence.ty();
    if !crate::objects::protocol::is_iterable(sequence) {
        let name = super::build::function_name(rt, machine.stack.peek(slots))?;
        let what = ty.name();
        return Err(rt.type_error(format!(
            "{name} argument after * must be an iterable, not {what}"
        )));
    }
    let made = crate::objects::tuple_methods::from_iterable(rt, sequence)?;
    drop(machine.stack.replace(depth, made.clone()));
    Ok(made)
}

fn go_ex(
    machine: &mut Machine<'_>,
    slots: usize,
    has_keywords: bool,
    args: Obj,
) -> PyResult<Result<Rc<Frame>, Obj>> {
    let rt = machine.rt;
    let keywords = has_keywords.then(|| machine.stack.peek(1).clone());
    let given = Slotted { args, keywords };
    let callable = machine.stack.peek(slots).clone();
    if callable.ty().is_exactly(Builtin::Function) {
        let (values, names) = given.values(rt, None)?;
        let given = Given {
            values,
            names: &names,
        };
        let frame = frame_for_function(rt, callable, given, false)?;
        // The frame alone has the arguments now.
        machine.stack.drop_upwards(slots);
        return Ok(Ok(frame));
    }
    let target = match callable.cast::<PyMethodObject>() {
        Some(method) if method.im_func.ty().is_exactly(Builtin::Function) => {
            Target::Method(method.im_func.clone(), method.im_self.clone())
        }
        Some(_) => Target::Other,
        None => target(machine, &callable),
    };
    drop(callable);
    // The stack has the tuple and the dict; a frame needs no more references to them.
    let called = go(machine, slots, target, given)?;
    if let Ok(frame) = &called {
        frame.passed.set(None);
    }
    Ok(called)
}

/// Calls what is `slots` below the top with arguments that stay there.
fn go(
    machine: &mut Machine<'_>,
    slots: usize,
    target: Target,
    given: Slotted,
) -> PyResult<Result<Rc<Frame>, Obj>> {
    let rt = machine.rt;
    // What a slot has looked up is its own, and the frame's.
    let looked_up = match &target {
        Target::Call(function, _) | Target::Init(function) => Some(function.clone()),
        Target::Method(..) | Target::Other => None,
    };
    let (function, first, instance) = match target {
        Target::Call(function, first) | Target::Method(function, first) => {
            (function, first, None)
        }
        Target::Init(init) => {
            let class = machine.stack.peek(slots).expect::<PyTypeObject>();
            let instance = crate::instance::make(rt, class)?;
            (init, instance.clone(), Some(instance))
        }
        Target::Other => {
            let callable = machine.stack.peek(slots);
            // A tuple on the stack is passed on as it is.
            let keywords = given.keywords.as_ref();
            let named = keywords.is_some_and(|keywords| dict::len(keywords) > 0);
            if !named && given.args.refcnt() > 1 {
                let args = given.args;
                return rt.uncounted(args, |packed| {
                    let args = tuple::items(packed);
                    let call = || {
                        if let Some(result) =
                            builtin_function::call_packed(rt, callable, packed, None)
                        {
                            return result;
                        }
                        rt.call_given(callable, Args::positional(args))
                    };
                    match machine.py.profiling.get() {
                        false => call().map(Err),
                        true => call_profiled(rt, callable, args, call).map(Err),
                    }
                });
            }
            let call = || call_other(rt, callable, &given);
            let result = match machine.py.profiling.get() {
                false => call(),
                true => call_profiled(rt, callable, tuple::items(&given.args), call),
            };
            return result.map(Err);
        }
    };
    let (values, names) = given.values(rt, Some(first))?;
    let copies = match names.is_empty() {
        true => Vec::new(),
        false => values.clone(),
    };
    let names = &names;
    let frame = frame_for_function(rt, function, Given { values, names }, false)?;
    if copies.is_empty() {
        give_tuple(&frame, given.args.clone());
    }
    frame.is_plain.set(false);
    frame.instance.set(instance);
    frame.kept.set(slots);
    frame.passed.set(Some(given.args));
    let kept = looked_up.into_iter().chain(given.keywords).chain(copies);
    drop(frame.copies.replace(kept.collect()));
    Ok(Ok(frame))
}

/// Where a frame is that of a slot in C, its `*args` are the tuple of arguments itself.
pub(super) fn give_tuple(frame: &Frame, packed: Obj) {
    let code = frame.code();
    let takes = code.flags() & CO_VARARGS != 0
        && code.argcount() == 1
        && code.kwonlyargcount() == 0
        && is_native(code.filename());
    if takes {
        let made = frame.row.replace(1, Some(packed.clone()));
        let same = |made: &Obj| {
            let (made, packed) = (tuple::items(made), tuple::items(&packed));
            made.len() == packed.len() && made.iter().zip(packed).all(|(a, b)| a.is(b))
        };
        if !made.as_ref().is_some_and(same) {
            drop(frame.row.replace(1, made));
        }
    }
}

fn call_other(rt: &Runtime, callable: &Obj, given: &Slotted) -> PyResult {
    let (args, keywords) = (&given.args, given.keywords.as_ref());
    if keywords.is_some_and(names_are_texts)
        && let Some(result) =
            builtin_function::call_packed(rt, callable, args, keywords)
    {
        return result;
    }
    let Some(keywords) = &given.keywords else {
        return rt.call_tuple(callable, &given.args);
    };
    let (names, named) = names_and_values(rt, keywords)?;
    let names = match names.is_empty() {
        true => None,
        false => Some(rt.new_tuple(names)?),
    };
    let names = names.as_ref();
    in_a_row(tuple::items(&given.args).iter().chain(&named), |items| {
        rt.call_given(callable, Args { items, names })
    })
}

/// The tuple and the dict for arguments on the stack, whose last ones have names.
fn slotted(rt: &Runtime, items: &[Obj], names: Option<&Obj>) -> PyResult<Slotted> {
    let names = names.map_or(&[][..], tuple::items);
    let (positional, named) = items.split_at(items.len() - names.len());
    let args = rt.new_tuple(positional.to_vec())?;
    if names.is_empty() {
        let keywords = None;
        return Ok(Slotted { args, keywords });
    }
    let pairs: Vec<(&Obj, &Obj)> = names.iter().zip(named).collect();
    let keywords = Some(rt.new_dict_from(&pairs)?);
    Ok(Slotted { args, keywords })
}

impl Slotted {
    /// The arguments as a frame takes them: all values, and the names of the last.
    fn values(
        &self,
        rt: &Runtime,
        first: Option<Obj>,
    ) -> PyResult<(Vec<Obj>, Vec<Obj>)> {
        let positional = tuple::items(&self.args).iter().cloned();
        let mut values: Vec<Obj> = first.into_iter().chain(positional).collect();
        let Some(keywords) = &self.keywords else {
            return Ok((values, Vec::new()));
        };
        let (names, named) = names_and_values(rt, keywords)?;
        values.extend(named);
        Ok((values, names))
    }
}

fn names_are_texts(keywords: &Obj) -> bool {
    let mut names = dict::items(keywords).into_iter();
    names.all(|(name, _)| crate::objects::str::Text::of(&name).is_some())
}

/// What a dict of keywords has.
fn names_and_values(rt: &Runtime, keywords: &Obj) -> PyResult<(Vec<Obj>, Vec<Obj>)> {
    let (mut names, mut values) = (Vec::new(), Vec::new());
    for (name, value) in dict::items(keywords) {
        if crate::objects::str::Text::of(&name).is_none() {
            return Err(rt.type_error("keywords must be strings"));
        }
        names.push(name);
        values.push(value);
    }
    Ok((names, values))
}

/// The `__call__` of an instance's class, where that is a Python function.
fn own_call(machine: &Machine<'_>, callable: &Obj) -> Option<Obj> {
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
    let found = lookup(class, &machine.py.call);
    found.filter(|found| found.ty().is_exactly(Builtin::Function))
}
