//! The instructions, one arm each (`Python/bytecodes.c@v3.13.0`).

use super::super::frame::Frame;
use super::super::interp::Python;
use super::super::opcode::Op;
use super::super::stack::Stack;
use super::machine::Machine;
use super::{
    Exit, arithmetic, build, calls, handlers, imports, intrinsics, matching, variables,
};
use crate::attributes::load_method;
use crate::names;
use crate::objects::{dict, tuple};
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::CompareOp;
use std::rc::Rc;

/// Runs a frame's instructions, and those of the frames it calls, until one of them
/// returns to Rust, yields or raises; that is the current frame then.
pub(super) fn run(rt: &Runtime, py: &Python, frame: Rc<Frame>) -> Exit {
    let mut machine = Machine {
        rt,
        py,
        stack: Stack::new(frame.row, frame.top.get()),
        frame,
    };
    let result = machine.run();
    machine.save();
    match result {
        Ok(exit) => exit,
        Err(raised) => Exit::Raised(raised),
    }
}

impl Machine<'_> {
    fn run(&mut self) -> PyResult<Exit> {
        let rt = self.rt;
        // The index of the next instruction.
        let mut next = self.frame.next.get();
        loop {
            let (op, arg) = self.frame.program.fetch(next);
            next += 1;
            // Native code that looks at the frame must know where it is.
            self.frame.next.set(next);
            match op {
                Op::Nop => {}
                Op::Resume => self.check_breaker()?,
                Op::Line => {
                    self.save();
                    self.py.announce(rt, arg as u32);
                }

                Op::InstrumentedLine => next = self.stop(arg)?,

                Op::LoadConst => {
                    self.stack.push(self.frame.program.consts()[arg].clone())
                }
                Op::LoadFast => {
                    let value = self.frame.row.get(arg);
                    self.stack
                        .push(value.expect("the compiler knows it is bound"));
                }
                Op::LoadFastCheck => {
                    let value = self.frame.row.get(arg);
                    let value = value.ok_or_else(|| variables::unbound(self, arg))?;
                    self.stack.push(value);
                }
                Op::LoadFastAndClear => {
                    let value = self.frame.row.take(arg);
                    self.stack.push_slot(value);
                }
                Op::LoadFastLoadFast => {
                    for index in [arg >> 4, arg & 15] {
                        let value = self.frame.row.get(index);
                        self.stack
                            .push(value.expect("the compiler knows it is bound"));
                    }
                }
                Op::StoreFast => {
                    let value = self.stack.pop_slot();
                    drop(self.frame.row.replace(arg, value));
                }
                Op::StoreFastLoadFast => {
                    let value = self.stack.pop_slot();
                    drop(self.frame.row.replace(arg >> 4, value));
                    let value = self.frame.row.get(arg & 15);
                    self.stack
                        .push(value.expect("the compiler knows it is bound"));
                }
                Op::StoreFastStoreFast => {
                    for index in [arg >> 4, arg & 15] {
                        let value = self.stack.pop_slot();
                        drop(self.frame.row.replace(index, value));
                    }
                }
                Op::DeleteFast => {
                    if self.frame.row.take(arg).is_none() {
                        return Err(variables::unbound(self, arg));
                    }
                }
                Op::LoadGlobal => {
                    let frame = &self.frame;
                    let name = &frame.program.names()[arg >> 1];
                    let value =
                        names::load_global(rt, &frame.globals, &frame.builtins, name)?;
                    self.stack.push(value);
                    if arg & 1 != 0 {
                        self.stack.push_slot(None);
                    }
                }
                Op::StoreGlobal => {
                    let value = self.stack.pop();
                    names::store(rt, &self.frame.globals, &self.names()[arg], value)?;
                }
                Op::DeleteGlobal => {
                    names::delete(rt, &self.frame.globals, &self.names()[arg])?;
                }
                Op::LoadName => {
                    let value = names::load(rt, &self.scopes()?, &self.names()[arg])?;
                    self.stack.push(value);
                }
                Op::StoreName => {
                    let value = self.stack.pop();
                    names::store(rt, self.scopes()?.locals, &self.names()[arg], value)?;
                }
                Op::DeleteName => {
                    names::delete(rt, self.scopes()?.locals, &self.names()[arg])?;
                }
                Op::LoadDeref => {
                    let value = variables::load_cell(self, arg)?;
                    self.stack.push(value);
                }
                Op::StoreDeref => {
                    let value = self.stack.pop();
                    drop(variables::replace_cell(self, arg, Some(value)));
                }
                Op::DeleteDeref => {
                    if variables::replace_cell(self, arg, None).is_none() {
                        return Err(variables::unbound_cell(self, arg));
                    }
                }
                Op::MakeCell => {
                    let cell = rt.new_cell(self.frame.row.take(arg))?;
                    self.frame.row.replace(arg, Some(cell));
                }
                Op::CopyFreeVars => variables::copy_free_variables(self, arg),
                Op::LoadLocals => {
                    let locals = self.scopes()?.locals.clone();
                    self.stack.push(locals);
                }
                Op::LoadFromDictOrDeref => {
                    let locals = self.stack.pop();
                    let value = variables::load_from_dict_or_cell(self, &locals, arg)?;
                    self.stack.push(value);
                }
                Op::LoadFromDictOrGlobals => {
                    let locals = self.stack.pop();
                    let value =
                        variables::load_from_dict_or_globals(self, &locals, arg)?;
                    self.stack.push(value);
                }
                Op::LoadAssertionError => {
                    self.stack.push(rt.type_obj(Builtin::AssertionError));
                }
                Op::LoadBuildClass => {
                    let found = variables::load_build_class(self)?;
                    self.stack.push(found);
                }

                Op::PopTop => drop(self.stack.pop_slot()),
                Op::PushNull => self.stack.push_slot(None),
                Op::Copy => {
                    let value = self.stack.peek_slot(arg).cloned();
                    self.stack.push_slot(value);
                }
                Op::Swap => self.stack.swap(arg),

                Op::UnaryInvert => self.unary(Runtime::invert)?,
                Op::UnaryNegative => self.unary(Runtime::negative)?,
                Op::UnaryNot => {
                    let value = self.stack.pop();
                    let truth = rt.is_true(&value)?;
                    self.stack.push(rt.bool(!truth).clone());
                }
                Op::ToBool => {
                    let value = self.stack.pop();
                    let truth = rt.is_true(&value)?;
                    self.stack.push(rt.bool(truth).clone());
                }
                Op::BinaryOp => {
                    let (a, b) = (self.stack.peek(2), self.stack.peek(1));
                    if let Some(result) = arithmetic::binary(rt, arg, a, b) {
                        self.stack.finish_binary(result?);
                        continue;
                    }
                    self.binary(arg)?;
                    next = self.frame.next.get();
                }
                Op::CompareOp => {
                    if let Some(truth) = arithmetic::compare(
                        CompareOp::ALL[arg >> 5],
                        self.stack.peek(2),
                        self.stack.peek(1),
                    ) {
                        self.stack.drop_operands();
                        next = self.decide(truth, next);
                        continue;
                    }
                    self.compare(arg)?;
                }
                Op::IsOp => {
                    let (b, a) = (self.stack.pop(), self.stack.pop());
                    self.stack.push(rt.bool(a.is(&b) != (arg == 1)).clone());
                }
                Op::ContainsOp => {
                    let (container, item) = (self.stack.pop(), self.stack.pop());
                    let found = rt.contains(&container, &item)?;
                    self.stack.push(rt.bool(found != (arg == 1)).clone());
                }
                Op::BinarySubscr => {
                    let (list, index) = (self.stack.peek(2), self.stack.peek(1));
                    if let Some(item) = arithmetic::list_item(list, index) {
                        self.stack.finish_binary(item);
                        continue;
                    }
                    self.subscript()?;
                }
                Op::StoreSubscr => {
                    let (key, container) = (self.stack.pop(), self.stack.pop());
                    let value = self.stack.pop();
                    if let Err(value) =
                        arithmetic::set_list_item(&container, &key, value)
                    {
                        rt.setitem(&container, &key, Some(value))?;
                    }
                }
                Op::DeleteSubscr => {
                    let (key, container) = (self.stack.pop(), self.stack.pop());
                    rt.setitem(&container, &key, None)?;
                }
                Op::BinarySlice => self.slice()?,
                Op::StoreSlice => self.store_slice()?,
                Op::BuildSlice => {
                    let step = if arg == 3 {
                        self.stack.pop()
                    } else {
                        rt.none().clone()
                    };
                    let (stop, start) = (self.stack.pop(), self.stack.pop());
                    self.stack.push(rt.new_slice(start, stop, step)?);
                }

                Op::LoadAttr => self.load_attribute(arg)?,
                Op::StoreAttr => {
                    let (owner, value) = (self.stack.pop(), self.stack.pop());
                    rt.setattr(&owner, &self.names()[arg], Some(value))?;
                }
                Op::DeleteAttr => {
                    let owner = self.stack.pop();
                    rt.setattr(&owner, &self.names()[arg], None)?;
                }
                Op::LoadSuperAttr => variables::load_super_attribute(self, arg)?,

                Op::BuildTuple => {
                    let items = self.stack.pop_many(arg);
                    self.stack.push(rt.new_tuple(items)?);
                }
                Op::BuildList => {
                    let items = self.stack.pop_many(arg);
                    self.stack.push(rt.new_list(items)?);
                }
                Op::BuildSet => {
                    let items = self.stack.pop_many(arg);
                    self.stack.push(rt.new_set_from(&items)?);
                }
                Op::BuildMap => {
                    let items = self.stack.pop_many(2 * arg);
                    self.stack.push(build::map(rt, &items)?);
                }
                Op::BuildConstKeyMap => {
                    let keys = self.stack.pop();
                    let values = self.stack.pop_many(arg);
                    self.stack.push(build::const_key_map(rt, &keys, values)?);
                }
                Op::BuildString => {
                    let parts = self.stack.pop_many(arg);
                    self.stack.push(build::string(rt, &parts)?);
                }
                Op::ListAppend => {
                    let item = self.stack.pop();
                    build::list_append(rt, self.stack.peek(arg), item)?;
                }
                Op::ListExtend => {
                    let items = self.stack.pop();
                    build::list_extend(rt, self.stack.peek(arg), &items)?;
                }
                Op::SetAdd => {
                    let item = self.stack.pop();
                    build::set_add(rt, self.stack.peek(arg), &item)?;
                }
                Op::SetUpdate => {
                    let items = self.stack.pop();
                    build::set_update(rt, self.stack.peek(arg), &items)?;
                }
                Op::MapAdd => {
                    let (value, key) = (self.stack.pop(), self.stack.pop());
                    dict::set(rt, self.stack.peek(arg), &key, value)?;
                }
                Op::DictUpdate => {
                    let other = self.stack.pop();
                    build::dict_update(rt, self.stack.peek(arg), &other)?;
                }
                Op::DictMerge => {
                    let other = self.stack.pop();
                    let function = self.stack.peek(arg + 3);
                    build::dict_merge(rt, self.stack.peek(arg), &other, function)?;
                }
                Op::UnpackSequence => self.unpack_sequence(arg)?,
                Op::UnpackEx => {
                    let sequence = self.stack.pop();
                    let items = build::unpack_ex(rt, &sequence, arg & 0xFF, arg >> 8)?;
                    drop(sequence);
                    items
                        .into_iter()
                        .rev()
                        .for_each(|item| self.stack.push(item));
                }

                Op::ConvertValue => {
                    let value = self.stack.pop();
                    self.stack.push(build::convert(rt, &value, arg)?);
                }
                Op::FormatSimple => {
                    let value = self.stack.pop();
                    let text = build::format(rt, &value, None)?;
                    drop(value);
                    self.stack.push(text);
                }
                Op::FormatWithSpec => {
                    let (spec, value) = (self.stack.pop(), self.stack.pop());
                    let text = build::format(rt, &value, Some(&spec))?;
                    drop(value);
                    self.stack.push(text);
                }

                Op::MakeFunction => {
                    let code = self.stack.pop();
                    let (globals, builtins) =
                        (self.frame.globals.clone(), self.frame.builtins.clone());
                    self.stack.push(rt.new_function(code, globals, builtins)?);
                }
                Op::SetFunctionAttribute => {
                    let function = self.stack.pop();
                    let value = self.stack.pop();
                    build::set_function_attribute(&function, arg, value);
                    self.stack.push(function);
                }
                Op::Call => {
                    if let Some(called) = calls::call(self, arg)? {
                        self.enter(called)?;
                        next = self.frame.next.get();
                    }
                }
                Op::CallKw => {
                    if let Some(called) = calls::call_kw(self, arg)? {
                        self.enter(called)?;
                        next = self.frame.next.get();
                    }
                }
                Op::CallFunctionEx => {
                    if let Some(called) = calls::call_ex(self, arg & 1 != 0)? {
                        self.enter(called)?;
                        next = self.frame.next.get();
                    }
                }
                Op::CallIntrinsic1 => {
                    let value = self.stack.pop();
                    let result = intrinsics::one(self, arg, value)?;
                    self.stack.push(result);
                }
                Op::CallIntrinsic2 => {
                    let (b, a) = (self.stack.pop(), self.stack.pop());
                    let result = intrinsics::two(self, arg, a, b)?;
                    self.stack.push(result);
                }
                Op::ReturnValue => {
                    let value = self.stack.pop();
                    if let Some(exit) = self.return_value(value) {
                        return Ok(exit);
                    }
                    next = self.frame.next.get();
                }
                Op::ReturnConst => {
                    let value = self.frame.program.consts()[arg].clone();
                    if let Some(exit) = self.return_value(value) {
                        return Ok(exit);
                    }
                    next = self.frame.next.get();
                }

                Op::ReturnGenerator => {
                    self.save();
                    let generator = crate::objects::generator::detach(rt, &self.frame)?;
                    if let Some(exit) = self.return_value(generator) {
                        return Ok(exit);
                    }
                    next = self.frame.next.get();
                }
                Op::YieldValue => {
                    let value = self.stack.pop();
                    // What `send` gives goes where the yielded value was.
                    return Ok(Exit::Yield(value));
                }
                Op::GetYieldFromIter => {
                    let iterable = self.stack.pop();
                    let iterator = if iterable.ty().is_exactly(Builtin::Generator) {
                        iterable
                    } else {
                        rt.iter(&iterable)?
                    };
                    self.stack.push(iterator);
                }
                Op::Send => {
                    let value = self.stack.pop();
                    let receiver = self.stack.peek(1).clone();
                    self.save();
                    match crate::objects::generator::send(rt, &receiver, value)? {
                        Ok(yielded) => self.stack.push(yielded),
                        Err(returned) => {
                            self.stack.push(returned);
                            next = arg;
                        }
                    }
                }
                Op::EndSend => {
                    let value = self.stack.pop();
                    drop(self.stack.pop());
                    self.stack.push(value);
                }
                Op::CleanupThrow => handlers::cleanup_throw(self)?,

                Op::JumpForward | Op::JumpBackwardNoInterrupt => next = arg,
                Op::JumpBackward => {
                    self.check_breaker()?;
                    next = arg;
                }
                Op::PopJumpIfFalse => {
                    let value = self.stack.pop();
                    if rt.is_bool(&value) == Some(false) {
                        next = arg;
                    }
                }
                Op::PopJumpIfTrue => {
                    let value = self.stack.pop();
                    if rt.is_bool(&value) == Some(true) {
                        next = arg;
                    }
                }
                Op::PopJumpIfNone => {
                    if self.stack.pop().is(rt.none()) {
                        next = arg;
                    }
                }
                Op::PopJumpIfNotNone => {
                    if !self.stack.pop().is(rt.none()) {
                        next = arg;
                    }
                }
                Op::GetIter => {
                    let iterable = self.stack.pop();
                    let iterator = rt.iter(&iterable)?;
                    drop(iterable);
                    self.stack.push(iterator);
                }
                Op::ForIter => match rt.next(self.stack.peek(1))? {
                    Some(item) => self.stack.push(item),
                    None => {
                        // The iterator goes now; END_FOR and POP_TOP have no work left.
                        drop(self.stack.pop());
                        next = arg + 2;
                    }
                },
                Op::EndFor => drop(self.stack.pop_slot()),

                Op::RaiseVarargs => return Err(handlers::raise(self, arg)),
                Op::Reraise => return Err(handlers::reraise(self, arg)),
                Op::PushExcInfo => handlers::push_exc_info(self),
                Op::PopExcept => handlers::pop_except(self),
                Op::CheckExcMatch => handlers::check_match(self)?,
                Op::CheckEgMatch => handlers::check_group_match(self)?,
                Op::BeforeWith => handlers::before_with(self)?,
                Op::WithExceptStart => handlers::with_except_start(self)?,

                Op::ImportName => {
                    let (from, level) = (self.stack.pop(), self.stack.pop());
                    let module =
                        imports::name(self, &self.names()[arg], &from, &level)?;
                    self.stack.push(module);
                }
                Op::ImportFrom => {
                    let found =
                        imports::from(rt, self.stack.peek(1), &self.names()[arg])?;
                    self.stack.push(found);
                }
                Op::SetupAnnotations => variables::setup_annotations(self)?,

                Op::GetLen => {
                    let length = rt.len(self.stack.peek(1))?;
                    self.stack.push(rt.new_size(length)?);
                }
                Op::MatchMapping => {
                    let matches = matching::is_mapping(self.stack.peek(1));
                    self.stack.push(rt.bool(matches).clone());
                }
                Op::MatchSequence => {
                    let matches = matching::is_sequence(self.stack.peek(1));
                    self.stack.push(rt.bool(matches).clone());
                }
                Op::MatchKeys => {
                    let (subject, keys) = (self.stack.peek(2), self.stack.peek(1));
                    let values = matching::keys(rt, subject, tuple::items(keys))?;
                    self.stack.push(values);
                }
                Op::MatchClass => {
                    let names = self.stack.pop();
                    let (class, subject) = (self.stack.pop(), self.stack.pop());
                    let found = matching::class(rt, &subject, &class, arg, &names)?;
                    self.stack.push(found);
                }
            }
        }
    }

    /// `a, b = sequence`: the first item on top.
    fn unpack_sequence(&mut self, count: usize) -> PyResult<()> {
        let sequence = self.stack.pop();
        if let Some(items) = build::tuple_of(&sequence, count) {
            let items = items.iter().rev();
            items.for_each(|item| self.stack.push(item.clone()));
        } else if let Some(list) = build::list_of(&sequence, count) {
            let items = (0..count).rev().map(|index| list.items.get(index));
            items.for_each(|item| self.stack.push_slot(item));
        } else {
            let items = build::unpack(self.rt, &sequence, count)?;
            drop(sequence);
            items
                .into_iter()
                .rev()
                .for_each(|item| self.stack.push(item));
        }
        Ok(())
    }

    /// `owner.name`, for its value or to be called.
    fn load_attribute(&mut self, arg: usize) -> PyResult<()> {
        let owner = self.stack.pop();
        let name = &self.frame.program.names()[arg >> 1];
        if arg & 1 == 0 {
            let value = self.rt.getattr(&owner, name)?;
            drop(owner);
            self.stack.push(value);
            return Ok(());
        }
        let (function, instance) = load_method(self.rt, &owner, name)?;
        drop(owner);
        self.stack.push(function);
        self.stack.push_slot(instance);
        Ok(())
    }
}
