//! What the loop does often and at some length.
//!
//! What each call and each name needs is made part of the loop. To leave the loop for it
//! costs time, though not one instruction more: what the loop has at hand would go
//! through memory and back. The rest are functions of their own, which take a copy of the
//! stack and give it back: a reference to it would keep it in memory all the time. Most
//! say `None` where the case is unusual: nothing has happened then, and the long way is
//! gone ([`super::rest`]).

use super::super::frame::Frame;
use super::super::interp::Python;
use super::super::stack::Stack;
use super::Exit;
use super::machine::Machine;
use super::{build, calls};
use crate::attributes::descriptors::call_fitting_method;
use crate::names;
use crate::objects::builtin_function::call_fitting_function;
use crate::objects::{dict_names, generator, int, str, tuple};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::CompareOp;

/// `LOAD_NAME`.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn name(rt: &Runtime, frame: &Frame, index: usize) -> Option<Obj> {
    let program = &frame.program;
    let place = program.place_of_name(index);
    names::guess(rt, place, &frame.scopes(), program.name(index))
}

/// `STORE_NAME`, of a name that is bound already: what was there before.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn store_name(
    rt: &Runtime,
    frame: &Frame,
    index: usize,
    value: &Obj,
) -> Option<Option<Obj>> {
    let locals = frame.locals.as_ref()?;
    if !locals.ty().is_exactly(Builtin::Dict) {
        return None;
    }
    let program = &frame.program;
    let name = program.name(index);
    if locals.is(frame.globals())
        && let Some(old) =
            names::rebind(rt, program.place_of_name(index), locals, name, value)
    {
        return Some(old);
    }
    dict_names::guess_replace(rt, locals, name, value)
}

/// `LOAD_GLOBAL`.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn global(rt: &Runtime, frame: &Frame, index: usize) -> Option<Obj> {
    let (globals, builtins) = frame.global_names();
    let program = &frame.program;
    let place = program.place_of_name(index);
    match names::remembered(place, globals, builtins) {
        None => names::guess_global(rt, place, globals, builtins, program.name(index)),
        found => found,
    }
}

/// `container[key]` of a dict, a tuple or a str.
#[inline(never)]
pub(super) fn item(rt: &Runtime, container: &Obj, key: &Obj) -> Option<PyResult> {
    let ty = container.ty();
    if ty.is_exactly(Builtin::Dict) {
        return Some(rt.getitem(container, key));
    }
    let index = usize::try_from(int::compact_value(key)?).ok()?;
    if ty.is_exactly(Builtin::Tuple) {
        return Some(Ok(tuple::items(container).get(index)?.clone()));
    }
    let text = str::Text::of(container).filter(|_| ty.is_exactly(Builtin::Str))?;
    (index < text.len()).then(|| rt.new_char(text.char_at(index)))
}

/// `a == b` or `a != b` of two texts (`Python/bytecodes.c@v3.13.0#COMPARE_OP_STR`).
#[inline(never)]
pub(super) fn same_text(arg: usize, a: &Obj, b: &Obj) -> Option<bool> {
    let text = |object: &Obj| object.ty().is_exactly(Builtin::Str);
    if !text(a) || !text(b) {
        return None;
    }
    let wanted = match CompareOp::ALL[arg >> 5] {
        CompareOp::Eq => true,
        CompareOp::Ne => false,
        _ => return None,
    };
    let same = a.is(b) || str::same(str::Text::of(a)?, str::Text::of(b)?);
    Some(same == wanted)
}

/// The iterator of what is on top, in its place.
#[inline(never)]
pub(super) fn get_iter(rt: &Runtime, mut stack: Stack) -> PyResult<Stack> {
    let iterator = rt.iter(stack.peek(1))?;
    drop(stack.replace(1, iterator));
    Ok(stack)
}

/// A tuple of the topmost values, in place of them.
#[inline(never)]
pub(super) fn build_tuple(
    rt: &Runtime,
    mut stack: Stack,
    count: usize,
) -> PyResult<Stack> {
    let tuple = rt.tuple_from(count, |index| stack.take_out(count - index))?;
    stack.shrink(count);
    stack.push(tuple);
    Ok(stack)
}

/// A list of the topmost values, in place of them.
#[inline(never)]
pub(super) fn build_list(
    rt: &Runtime,
    mut stack: Stack,
    count: usize,
) -> PyResult<Stack> {
    let items = (0..count).map(|index| stack.take_out(count - index));
    let list = rt.list_from(count, items)?;
    stack.shrink(count);
    stack.push(list);
    Ok(stack)
}

/// `a, b = sequence` of a tuple or a list of so many items: the first item on top.
#[inline(never)]
pub(super) fn unpack(mut stack: Stack, count: usize) -> Option<Stack> {
    let sequence = stack.peek(1);
    if build::tuple_of(sequence, count).is_none()
        && build::list_of(sequence, count).is_none()
    {
        return None;
    }
    let sequence = stack.pop();
    if let Some(items) = build::tuple_of(&sequence, count) {
        for item in items.iter().rev() {
            stack.push(item.clone());
        }
    } else if let Some(list) = build::list_of(&sequence, count) {
        for index in (0..count).rev() {
            stack.push_slot(list.items.get(index));
        }
    }
    Some(stack)
}

/// `CALL` of a method of a built-in type, of a built-in function, of `str` or of `type`,
/// with arguments by position that it takes: the stack with the result, when the
/// arguments are gone. (`Python/bytecodes.c@v3.13.0#CALL_METHOD_DESCRIPTOR_FAST` and
/// its like.)
#[inline(never)]
pub(super) fn native(
    rt: &Runtime,
    py: &Python,
    mut stack: Stack,
    count: usize,
) -> Option<PyResult<Stack>> {
    let has_instance = stack.peek_slot(count + 1).is_some();
    let callable = stack.peek(count + 2);
    let args = stack.last(count + usize::from(has_instance));
    let ty = callable.ty();
    if py.profiling.get() {
        return None;
    }
    let result = if ty.is_exactly(Builtin::MethodDescriptor) {
        call_fitting_method(rt, callable, args)?
    } else if ty.is_exactly(Builtin::BuiltinFunction) {
        call_fitting_function(rt, callable, args)?
    } else if let ([only], true) = (args, ty.is_exactly(Builtin::Type)) {
        let is = |which| callable.pointer() == rt.ty(which).pointer().cast();
        if is(Builtin::Str) {
            rt.str_of(only)
        } else if is(Builtin::Type) {
            Ok(only.ty().to_obj())
        } else {
            return None;
        }
    } else {
        return None;
    };
    stack.drop_upwards(count + 2);
    Some(result.map(|value| {
        stack.push(value);
        stack
    }))
}

impl Machine<'_> {
    /// `CALL` of what [`Machine::call_exact`] and [`native`] leave.
    #[inline(never)]
    pub(super) fn call(&mut self, count: usize) -> PyResult<()> {
        if let Some(called) = calls::call(self, count)? {
            self.enter(called)?;
        }
        Ok(())
    }

    /// `FOR_ITER` over a generator, whose frame runs as that of a call does: the loop
    /// does not begin anew for each item (`Python/bytecodes.c@v3.13.0#FOR_ITER_GEN`).
    #[inline(never)]
    pub(super) fn go_on_with_generator(&mut self, end: usize) -> PyResult<()> {
        let (rt, none) = (self.rt, self.rt.none());
        if generator::waits_for(rt, self.stack.peek(1), none) {
            super::check_depth(rt, self.py)?;
            self.save();
            let frame = generator::go_on(rt, self.stack.peek(1), none.clone());
            self.switch(frame);
            return Ok(());
        }
        match rt.next(self.stack.peek(1))? {
            Some(item) => self.stack.push(item),
            None => self.end_for(end),
        }
        Ok(())
    }

    /// A loop over an iterator is over: it goes, and END_FOR and POP_TOP have no work.
    fn end_for(&mut self, end: usize) {
        self.stack.drop_top();
        self.frame.program.go_to(end + 2);
    }

    /// `YIELD_VALUE`: on to whoever asked for a value.
    #[inline(never)]
    pub(super) fn yield_value(&mut self, value: Obj) -> Option<Exit> {
        if self.frame.is_entry {
            return Some(Exit::Yield(value));
        }
        self.save();
        let frame = super::leave(self.py);
        generator::yielded(self.rt, &frame);
        self.back_to_caller(frame);
        self.stack.push(value);
        None
    }

    /// A generator's frame returned to the loop that asked for a value.
    #[inline(never)]
    pub(super) fn generator_returned(&mut self, value: Obj) {
        let frame = super::leave(self.py);
        generator::ends(&frame);
        super::clear(self.rt, self.py, &frame);
        if let Some(generator) = &frame.generator {
            generator::returned(self.rt, generator);
        }
        self.back_to_caller(frame);
        drop(value);
        let asked = self.frame.program.next() - 1;
        let (_, end) = self.frame.program.fetch(asked);
        self.end_for(end);
    }
}
