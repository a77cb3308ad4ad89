//! The loop, with the instructions in which programs spend their time
//! (`Python/bytecodes.c@v3.13.0`).
//!
//! An instruction that is simple here goes on with the next at once. All others, and
//! the unusual cases of these, are left to [`Machine::rest`].

use super::super::interp::Python;
use super::super::opcode::Op;
use super::super::registers::Registers;
use super::super::stack::Stack;
use super::machine::{FUEL, Machine};
use super::{Exit, arithmetic, often};
use crate::attributes::quick;
use crate::objects::list::PyListObject;
use crate::objects::{list_iter, range_iter};
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;

/// Runs the current frame's instructions, and those of the frames it calls, until one of
/// them returns to Rust, yields or raises; that is the current frame then.
pub(super) fn run(rt: &Runtime, py: &Python) -> Exit {
    let frame = py.current.running().expect("the current frame");
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
        let mut at = Registers::new(self.frame, self.stack);
        /// The value, or the way out with the exception.
        macro_rules! attempt {
            ($result:expr) => {
                match $result {
                    Ok(value) => value,
                    Err(raised) => {
                        self.stack = at.stack;
                        return Err(raised);
                    }
                }
            };
        }
        /// The frame is done, and its caller's goes on with the value.
        macro_rules! return_with {
            ($value:expr) => {{
                let value = $value;
                if at.frame.is_plain.get() {
                    self.return_plainly(&mut at, value);
                    continue;
                }
                self.stack = at.stack;
                if let Some(exit) = self.return_value(value) {
                    return Ok(exit);
                }
                at = Registers::new(self.frame, self.stack);
                continue;
            }};
        }
        loop {
            let (op, arg) = at.fetch();
            match op {
                Op::Nop => continue,
                Op::Resume => {
                    if !rt.breaker.get() {
                        attempt!(rt.spend(FUEL));
                        continue;
                    }
                }

                Op::LoadConst => {
                    let value = at.frame.program.constant(arg).clone();
                    at.stack.push(value);
                    continue;
                }
                Op::LoadFast => {
                    at.stack.push(at.row().bound(arg));
                    continue;
                }
                Op::LoadFastAndClear => {
                    at.stack.push_slot(at.row().take(arg));
                    continue;
                }
                Op::LoadFastLoadFast => {
                    at.stack.push(at.row().bound(arg >> 4));
                    at.stack.push(at.row().bound(arg & 15));
                    continue;
                }
                Op::StoreFast => {
                    let value = at.stack.pop_slot();
                    drop(at.row().replace(arg, value));
                    continue;
                }
                Op::StoreFastLoadFast => {
                    let value = at.stack.pop_slot();
                    drop(at.row().replace(arg >> 4, value));
                    at.stack.push(at.row().bound(arg & 15));
                    continue;
                }
                Op::StoreFastStoreFast => {
                    for index in [arg >> 4, arg & 15] {
                        let value = at.stack.pop_slot();
                        drop(at.row().replace(index, value));
                    }
                    continue;
                }
                Op::PopTop | Op::EndFor => {
                    drop(at.stack.pop_slot());
                    continue;
                }
                Op::PushNull => {
                    at.stack.push_slot(None);
                    continue;
                }
                Op::Copy => {
                    let value = at.stack.peek_slot(arg).cloned();
                    at.stack.push_slot(value);
                    continue;
                }
                Op::Swap => {
                    at.stack.swap(arg);
                    continue;
                }

                Op::BinaryOp => {
                    let (a, b) = (at.stack.peek(2), at.stack.peek(1));
                    let result = match arithmetic::binary(rt, arg, a, b) {
                        None => arithmetic::longer(rt, arg, a, b),
                        result => result,
                    };
                    if let Some(result) = result {
                        let result = attempt!(result);
                        at.stack.finish_binary(result);
                        continue;
                    }
                }
                Op::CompareOp => {
                    let (a, b) = (at.stack.peek(2), at.stack.peek(1));
                    let truth = arithmetic::compare(arg, a, b);
                    if let Some(truth) = truth.or_else(|| often::same_text(arg, a, b)) {
                        at.stack.drop_operands();
                        at.decide(rt, truth);
                        continue;
                    }
                }
                Op::IsOp => {
                    let same = at.stack.peek(2).is(at.stack.peek(1));
                    at.stack.drop_operands();
                    at.decide(rt, same != (arg == 1));
                    continue;
                }
                Op::ContainsOp => {
                    let (item, container) = (at.stack.peek(2), at.stack.peek(1));
                    let found = attempt!(rt.contains(container, item));
                    at.stack.drop_operands();
                    at.decide(rt, found != (arg == 1));
                    continue;
                }
                Op::ToBool | Op::UnaryNot => {
                    let value = at.stack.peek(1);
                    let truth = match rt.is_bool(value) {
                        Some(truth) => truth,
                        None => attempt!(rt.is_true(value)),
                    };
                    at.stack.drop_top();
                    at.decide(rt, truth != (op == Op::UnaryNot));
                    continue;
                }
                Op::BinarySubscr => {
                    let (container, key) = (at.stack.peek(2), at.stack.peek(1));
                    if let Some(item) = arithmetic::list_item(container, key) {
                        at.stack.finish_binary(item);
                        continue;
                    }
                    if let Some(item) = often::item(rt, container, key) {
                        let item = attempt!(item);
                        at.stack.finish_binary(item);
                        continue;
                    }
                }
                Op::StoreSubscr => {
                    let (key, list) = (at.stack.peek(1), at.stack.peek(2));
                    if let Some(old) =
                        arithmetic::set_list_item(list, key, at.stack.peek(3))
                    {
                        drop(old);
                        at.stack.drop_operands();
                        at.stack.drop_top();
                        continue;
                    }
                }

                Op::LoadName => {
                    if let Some(value) = often::name(rt, &at.frame, arg) {
                        at.stack.push(value);
                        continue;
                    }
                }
                Op::StoreName => {
                    if let Some(old) =
                        often::store_name(rt, &at.frame, arg, at.stack.peek(1))
                    {
                        drop(old);
                        at.stack.drop_top();
                        continue;
                    }
                }
                Op::LoadGlobal => {
                    if let Some(value) = often::global(rt, &at.frame, arg >> 1) {
                        at.stack.push(value);
                        if arg & 1 != 0 {
                            at.stack.push_slot(None);
                        }
                        continue;
                    }
                }
                Op::LoadDeref => {
                    if let Some(value) = at.row().in_cell(arg) {
                        at.stack.push(value);
                        continue;
                    }
                }
                Op::LoadAttr => {
                    let place = at.frame.program.place_of_name(arg >> 1);
                    let owner = at.stack.peek(1);
                    if arg & 1 != 0
                        && let Some(function) = quick::known_method(rt, owner, place)
                    {
                        let owner = at.stack.replace(1, function);
                        at.stack.push_slot(owner);
                        continue;
                    }
                    if let Some(value) = quick::known(rt, owner, place) {
                        drop(at.stack.replace(1, value));
                        if arg & 1 != 0 {
                            at.stack.push_slot(None);
                        }
                        continue;
                    }
                    self.stack = at.stack;
                    self.load_attribute(arg)?;
                    at = Registers::new(self.frame, self.stack);
                    continue;
                }
                Op::StoreAttr => {
                    let place = at.frame.program.place_of_name(arg);
                    let (owner, value) = (at.stack.peek(1), at.stack.peek(2));
                    let stored = match quick::store(rt, owner, place, value) {
                        None => {
                            let name = at.frame.program.name(arg);
                            quick::store_anew(rt, owner, name, place, value)
                        }
                        stored => stored,
                    };
                    if let Some(old) = stored {
                        drop(old);
                        at.stack.drop_operands();
                        continue;
                    }
                }

                Op::Call => {
                    if self.call_exact(&mut at, arg) {
                        continue;
                    }
                    at.save();
                    if let Some(called) = often::native(rt, self.py, at.stack, arg) {
                        at.stack = attempt!(called);
                        if rt.breaker.get() {
                            self.stack = at.stack;
                            self.collect_if_asked()?;
                        }
                        continue;
                    }
                    self.stack = at.stack;
                    self.call(arg)?;
                    at = Registers::new(self.frame, self.stack);
                    continue;
                }
                Op::ReturnValue => return_with!(at.stack.pop()),
                Op::ReturnConst => {
                    return_with!(at.frame.program.constant(arg).clone())
                }

                Op::BuildTuple => {
                    at.stack = attempt!(often::build_tuple(rt, at.stack, arg));
                    continue;
                }
                Op::BuildList => {
                    at.stack = attempt!(often::build_list(rt, at.stack, arg));
                    continue;
                }
                Op::ListAppend => {
                    let item = at.stack.pop();
                    let list = at.stack.peek(arg);
                    attempt!(list.expect::<PyListObject>().items.push(rt, item));
                    continue;
                }
                Op::UnpackSequence => {
                    if let Some(stack) = often::unpack(at.stack, arg) {
                        at.stack = stack;
                        continue;
                    }
                }

                Op::JumpForward | Op::JumpBackwardNoInterrupt => {
                    at.jump(arg);
                    continue;
                }
                Op::JumpBackward => {
                    if !rt.breaker.get() {
                        attempt!(rt.spend(FUEL));
                        at.jump(arg);
                        continue;
                    }
                }
                Op::PopJumpIfFalse => {
                    let value = at.stack.pop();
                    if value.is(rt.bool(false)) {
                        at.jump(arg);
                    }
                    continue;
                }
                Op::PopJumpIfTrue => {
                    let value = at.stack.pop();
                    if value.is(rt.bool(true)) {
                        at.jump(arg);
                    }
                    continue;
                }
                Op::PopJumpIfNone => {
                    if at.stack.pop().is(rt.none()) {
                        at.jump(arg);
                    }
                    continue;
                }
                Op::PopJumpIfNotNone => {
                    if !at.stack.pop().is(rt.none()) {
                        at.jump(arg);
                    }
                    continue;
                }
                Op::GetIter => {
                    at.stack = attempt!(often::get_iter(rt, at.stack));
                    continue;
                }
                Op::ForIter => {
                    let iterator = at.stack.peek(1);
                    if let Some(item) = list_iter::forward(iterator) {
                        at.stack.push(item);
                        continue;
                    }
                    if let Some(number) = range_iter::count(iterator) {
                        at.stack.push(attempt!(arithmetic::int(rt, number)));
                        continue;
                    }
                    if iterator.ty().is_exactly(Builtin::Generator) {
                        self.stack = at.stack;
                        self.go_on_with_generator(arg)?;
                        at = Registers::new(self.frame, self.stack);
                        continue;
                    }
                    match attempt!(rt.next(iterator)) {
                        Some(item) => at.stack.push(item),
                        None => {
                            // The iterator goes now; END_FOR and POP_TOP have no work.
                            at.stack.drop_top();
                            at.jump(arg + 2);
                        }
                    }
                    continue;
                }
                Op::YieldValue => {
                    let value = at.stack.pop();
                    self.stack = at.stack;
                    if let Some(exit) = self.yield_value(value) {
                        return Ok(exit);
                    }
                    at = Registers::new(self.frame, self.stack);
                    continue;
                }
                // All by name: the table of instructions needs no bounds then.
                #[rustfmt::skip]
                Op::Line | Op::InstrumentedLine | Op::LoadFastCheck | Op::DeleteFast
                | Op::StoreGlobal | Op::DeleteGlobal | Op::DeleteName | Op::StoreDeref
                | Op::DeleteDeref | Op::MakeCell | Op::CopyFreeVars | Op::LoadLocals
                | Op::LoadFromDictOrDeref | Op::LoadFromDictOrGlobals
                | Op::LoadAssertionError | Op::LoadBuildClass | Op::UnaryInvert
                | Op::UnaryNegative | Op::DeleteSubscr | Op::BinarySlice
                | Op::StoreSlice | Op::BuildSlice | Op::DeleteAttr | Op::LoadSuperAttr
                | Op::BuildSet | Op::BuildMap | Op::BuildConstKeyMap | Op::BuildString
                | Op::ListExtend | Op::SetAdd | Op::SetUpdate | Op::MapAdd
                | Op::DictUpdate | Op::DictMerge | Op::UnpackEx | Op::ConvertValue
                | Op::FormatSimple | Op::FormatWithSpec | Op::MakeFunction
                | Op::SetFunctionAttribute | Op::CallKw | Op::CallFunctionEx
                | Op::CallIntrinsic1 | Op::CallIntrinsic2 | Op::ReturnGenerator
                | Op::GetYieldFromIter | Op::Send | Op::EndSend | Op::CleanupThrow
                | Op::RaiseVarargs | Op::Reraise | Op::PushExcInfo | Op::PopExcept
                | Op::CheckExcMatch | Op::CheckEgMatch | Op::BeforeWith
                | Op::WithExceptStart | Op::ImportName | Op::ImportFrom
                | Op::SetupAnnotations | Op::GetLen | Op::MatchMapping
                | Op::MatchSequence | Op::MatchKeys | Op::MatchClass => {}
            }
            self.stack = at.stack;
            if let Some(exit) = self.rest()? {
                return Ok(exit);
            }
            at = Registers::new(self.frame, self.stack);
        }
    }
}
