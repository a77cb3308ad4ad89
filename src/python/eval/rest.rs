//! The instructions that the loop does not run itself, one arm each
//! (`Python/bytecodes.c@v3.13.0`).

use super::super::opcode::Op;
use super::machine::Machine;
use super::{Exit, build, calls, handlers, imports, intrinsics, matching, variables};
use crate::names;
use crate::objects::{dict, generator, tuple};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;

impl Machine<'_> {
    /// Runs the instruction that was fetched; the exit, if the loop is to be left with
    /// it. (It is fetched once more: the loop, whose registers are few, keeps nothing of
    /// it at hand for this.)
    #[inline(never)]
    pub(super) fn rest(&mut self) -> PyResult<Option<Exit>> {
        let rt = self.rt;
        let (op, arg) = self.frame.program.fetched();
        match op {
            Op::Resume => self.check_breaker()?,
            Op::Line => {
                self.save();
                self.py.announce(rt, arg as u32);
            }

            Op::InstrumentedLine => {
                let original = self.stop(arg)?;
                self.jump(original);
            }

            Op::LoadFastCheck => {
                let value = self.frame.row.get(arg);
                let value = value.ok_or_else(|| variables::unbound(self, arg))?;
                self.stack.push(value);
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
                    names::load_global(rt, frame.globals(), frame.builtins(), name)?;
                self.stack.push(value);
                if arg & 1 != 0 {
                    self.stack.push_slot(None);
                }
            }
            Op::StoreGlobal => {
                let value = self.stack.pop();
                names::store(rt, self.frame.globals(), &self.names()[arg], value)?;
            }
            Op::DeleteGlobal => {
                names::delete(rt, self.frame.globals(), &self.names()[arg])?;
            }
            Op::LoadName => {
                let value = names::load(rt, &self.scopes(), &self.names()[arg])?;
                self.stack.push(value);
            }
            Op::StoreName => {
                let value = self.stack.pop();
                names::store(rt, self.scopes().locals, &self.names()[arg], value)?;
            }
            Op::DeleteName => {
                names::delete(rt, self.scopes().locals, &self.names()[arg])?;
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
                let locals = self.scopes().locals.clone();
                self.stack.push(locals);
            }
            Op::LoadFromDictOrDeref => {
                let locals = self.stack.pop();
                let value = variables::load_from_dict_or_cell(self, &locals, arg)?;
                self.stack.push(value);
            }
            Op::LoadFromDictOrGlobals => {
                let locals = self.stack.pop();
                let value = variables::load_from_dict_or_globals(self, &locals, arg)?;
                self.stack.push(value);
            }
            Op::LoadAssertionError => {
                self.stack.push(rt.type_obj(Builtin::AssertionError));
            }
            Op::LoadBuildClass => {
                let found = variables::load_build_class(self)?;
                self.stack.push(found);
            }

            Op::UnaryInvert => self.unary(Runtime::invert)?,
            Op::UnaryNegative => self.unary(Runtime::negative)?,
            Op::BinaryOp => self.binary(arg)?,
            Op::CompareOp => self.compare(arg)?,
            Op::BinarySubscr => self.subscript()?,
            Op::StoreSubscr => {
                let (key, container) = (self.stack.pop(), self.stack.pop());
                let value = self.stack.pop();
                // They go in the reverse order.
                rt.setitem(&container, &key, Some(&value))?;
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

            Op::StoreAttr => {
                let (owner, value) = (self.stack.pop(), self.stack.pop());
                rt.setattr(&owner, &self.names()[arg], Some(&value))?;
            }
            Op::DeleteAttr => {
                let owner = self.stack.pop();
                rt.setattr(&owner, &self.names()[arg], None)?;
            }
            Op::LoadSuperAttr => variables::load_super_attribute(self, arg)?,

            Op::BuildSet => {
                let items = self.stack.pop_many(arg);
                self.stack.push(rt.new_set_of(items)?);
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
                dict::set_taken(rt, self.stack.peek(arg), key, value)?;
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
                    (self.frame.globals().clone(), self.frame.builtins().clone());
                self.stack.push(rt.new_function(code, globals, builtins)?);
            }
            Op::SetFunctionAttribute => {
                let function = self.stack.pop();
                let value = self.stack.pop();
                build::set_function_attribute(&function, arg, value);
                self.stack.push(function);
            }
            Op::CallKw => {
                if let Some(called) = calls::call_kw(self, arg)? {
                    self.enter(called)?;
                }
            }
            Op::CallFunctionEx => {
                if let Some(called) = super::slot_calls::call_ex(self, arg & 1 != 0)? {
                    self.enter(called)?;
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
            Op::ReturnGenerator => {
                self.save();
                let generator = generator::detach(rt, &self.frame)?;
                if let Some(exit) = self.return_value(generator) {
                    return Ok(Some(exit));
                }
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
                let send = |to: &Obj| generator::send(rt, to, value);
                match rt.uncounted(receiver, send)? {
                    Ok(yielded) => self.stack.push(yielded),
                    Err(returned) => {
                        self.stack.push(returned);
                        self.jump(arg);
                    }
                }
            }
            Op::EndSend => {
                let value = self.stack.pop();
                drop(self.stack.pop());
                self.stack.push(value);
            }
            Op::CleanupThrow => handlers::cleanup_throw(self)?,

            Op::JumpBackward => {
                self.check_breaker()?;
                self.jump(arg);
            }
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
                let module = imports::name(self, &self.names()[arg], &from, &level)?;
                self.stack.push(module);
            }
            Op::ImportFrom => {
                let found = imports::from(rt, self.stack.peek(1), &self.names()[arg])?;
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
            // These the loop runs itself.
            Op::Nop
            | Op::LoadConst
            | Op::LoadFast
            | Op::LoadFastAndClear
            | Op::LoadFastLoadFast
            | Op::StoreFast
            | Op::StoreFastLoadFast
            | Op::StoreFastStoreFast
            | Op::PopTop
            | Op::PushNull
            | Op::Copy
            | Op::Swap
            | Op::IsOp
            | Op::ContainsOp
            | Op::ToBool
            | Op::UnaryNot
            | Op::BuildTuple
            | Op::BuildList
            | Op::ListAppend
            | Op::LoadAttr
            | Op::Call
            | Op::YieldValue
            | Op::JumpForward
            | Op::JumpBackwardNoInterrupt
            | Op::PopJumpIfFalse
            | Op::PopJumpIfTrue
            | Op::PopJumpIfNone
            | Op::PopJumpIfNotNone
            | Op::EndFor
            | Op::GetIter
            | Op::ForIter
            | Op::ReturnValue
            | Op::ReturnConst => unreachable!("the loop runs it"),
        }
        Ok(None)
    }

    /// Goes on elsewhere in the frame.
    fn jump(&self, target: usize) {
        self.frame.program.go_to(target);
    }

    /// `a, b = sequence`: the first item on top.
    fn unpack_sequence(&mut self, count: usize) -> PyResult<()> {
        let sequence = self.stack.pop();
        let items = build::unpack(self.rt, &sequence, count)?;
        drop(sequence);
        items
            .into_iter()
            .rev()
            .for_each(|item| self.stack.push(item));
        Ok(())
    }
}
