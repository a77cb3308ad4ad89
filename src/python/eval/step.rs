//! The loop, with the instructions in which programs spend their time
//! (`Python/bytecodes.c@v3.13.0`).
//!
//! An instruction that is simple here goes on with the next at once. All others, and
//! the unusual cases of these, are left to [`Machine::rest`].

use super::super::frame::Frame;
use super::super::interp::Python;
use super::super::opcode::Op;
use super::super::registers::Registers;
use super::super::stack::Stack;
use super::machine::{FUEL, Machine};
use super::{Exit, arithmetic, calls};
use crate::attributes::quick;
use crate::names;
use crate::objects::dict;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::CompareOp;
use std::rc::Rc;

/// What the stack holds where the compiler knows that a variable is bound.
const BOUND: &str = "the compiler knows it is bound";

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
        let mut at = Registers::new(&self.frame, self.stack);
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
        loop {
            let (op, arg) = at.fetch();
            match op {
                Op::Nop => continue,
                Op::Resume if !rt.breaker.get() => {
                    attempt!(rt.spend(FUEL));
                    continue;
                }

                Op::LoadConst => {
                    let value = at.frame().program.consts()[arg].clone();
                    at.stack.push(value);
                    continue;
                }
                Op::LoadFast => {
                    at.stack.push(at.stack.row().get(arg).expect(BOUND));
                    continue;
                }
                Op::LoadFastAndClear => {
                    at.stack.push_slot(at.stack.row().take(arg));
                    continue;
                }
                Op::LoadFastLoadFast => {
                    at.stack.push(at.stack.row().get(arg >> 4).expect(BOUND));
                    at.stack.push(at.stack.row().get(arg & 15).expect(BOUND));
                    continue;
                }
                Op::StoreFast => {
                    let value = at.stack.pop_slot();
                    drop(at.stack.row().replace(arg, value));
                    continue;
                }
                Op::StoreFastLoadFast => {
                    let value = at.stack.pop_slot();
                    drop(at.stack.row().replace(arg >> 4, value));
                    at.stack.push(at.stack.row().get(arg & 15).expect(BOUND));
                    continue;
                }
                Op::StoreFastStoreFast => {
                    for index in [arg >> 4, arg & 15] {
                        let value = at.stack.pop_slot();
                        drop(at.stack.row().replace(index, value));
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
                    if let Some(result) = arithmetic::binary(rt, arg, a, b) {
                        let result = attempt!(result);
                        at.stack.finish_binary(result);
                        continue;
                    }
                }
                Op::CompareOp => {
                    if let Some(truth) = arithmetic::compare(
                        CompareOp::ALL[arg >> 5],
                        at.stack.peek(2),
                        at.stack.peek(1),
                    ) {
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
                Op::ToBool => {
                    if let Some(truth) = rt.is_bool(at.stack.peek(1)) {
                        at.stack.drop_top();
                        at.decide(rt, truth);
                        continue;
                    }
                }
                Op::UnaryNot => {
                    if let Some(truth) = rt.is_bool(at.stack.peek(1)) {
                        at.stack.drop_top();
                        at.decide(rt, !truth);
                        continue;
                    }
                }
                Op::BinarySubscr => {
                    let (list, index) = (at.stack.peek(2), at.stack.peek(1));
                    if let Some(item) = arithmetic::list_item(list, index) {
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
                    let name = &at.frame().program.names()[arg];
                    let scopes = at.frame().scopes();
                    if let Some(value) = scopes.and_then(|s| names::guess(&s, name)) {
                        at.stack.push(value);
                        continue;
                    }
                }
                Op::StoreName => {
                    let name = &at.frame().program.names()[arg];
                    let locals = at.frame().locals.as_ref();
                    let plain = locals.filter(|l| l.ty().is_exactly(Builtin::Dict));
                    if let Some(locals) = plain
                        && let Some(old) =
                            dict::guess_replace(rt, locals, name, at.stack.peek(1))
                    {
                        drop(old);
                        at.stack.drop_top();
                        continue;
                    }
                }
                Op::LoadGlobal => {
                    let name = &at.frame().program.names()[arg >> 1];
                    let (globals, builtins) =
                        (at.frame().globals(), at.frame().builtins());
                    if let Some(value) = names::guess_global(globals, builtins, name) {
                        at.stack.push(value);
                        if arg & 1 != 0 {
                            at.stack.push_slot(None);
                        }
                        continue;
                    }
                }
                Op::LoadAttr => {
                    let name = &at.frame().program.names()[arg >> 1];
                    let owner = at.stack.peek(1);
                    if arg & 1 == 0 {
                        if let Some(value) = quick::load(rt, owner, name) {
                            drop(at.stack.replace(1, value));
                            continue;
                        }
                    } else if let Some(function) = quick::load_method(rt, owner, name) {
                        let owner = at.stack.replace(1, function);
                        at.stack.push_slot(owner);
                        continue;
                    }
                }
                Op::StoreAttr => {
                    let name = &at.frame().program.names()[arg];
                    let (owner, value) = (at.stack.peek(1), at.stack.peek(2));
                    if let Some(old) = quick::store(rt, owner, name, value) {
                        drop(old);
                        at.stack.drop_operands();
                        continue;
                    }
                }

                Op::Call => {
                    self.stack = at.stack;
                    if let Some(called) = calls::call(self, arg)? {
                        self.enter(called)?;
                        at = Registers::new(&self.frame, self.stack);
                    } else {
                        at.stack = self.stack;
                    }
                    continue;
                }
                Op::ReturnValue => {
                    let value = at.stack.pop();
                    self.stack = at.stack;
                    if let Some(exit) = self.return_value(value) {
                        return Ok(exit);
                    }
                    at = Registers::new(&self.frame, self.stack);
                    continue;
                }
                Op::ReturnConst => {
                    let value = at.frame().program.consts()[arg].clone();
                    self.stack = at.stack;
                    if let Some(exit) = self.return_value(value) {
                        return Ok(exit);
                    }
                    at = Registers::new(&self.frame, self.stack);
                    continue;
                }

                Op::JumpForward | Op::JumpBackwardNoInterrupt => {
                    at.next = arg;
                    continue;
                }
                Op::JumpBackward if !rt.breaker.get() => {
                    attempt!(rt.spend(FUEL));
                    at.next = arg;
                    continue;
                }
                Op::PopJumpIfFalse => {
                    let value = at.stack.pop();
                    if value.is(rt.bool(false)) {
                        at.next = arg;
                    }
                    continue;
                }
                Op::PopJumpIfTrue => {
                    let value = at.stack.pop();
                    if value.is(rt.bool(true)) {
                        at.next = arg;
                    }
                    continue;
                }
                Op::PopJumpIfNone => {
                    if at.stack.pop().is(rt.none()) {
                        at.next = arg;
                    }
                    continue;
                }
                Op::PopJumpIfNotNone => {
                    if !at.stack.pop().is(rt.none()) {
                        at.next = arg;
                    }
                    continue;
                }
                Op::ForIter => {
                    match attempt!(rt.next(at.stack.peek(1))) {
                        Some(item) => at.stack.push(item),
                        None => {
                            // The iterator goes now; END_FOR and POP_TOP have no work.
                            at.stack.drop_top();
                            at.next = arg + 2;
                        }
                    }
                    continue;
                }
                _ => {}
            }
            self.stack = at.stack;
            if let Some(exit) = self.rest(op, arg)? {
                return Ok(exit);
            }
            at = Registers::new(&self.frame, self.stack);
        }
    }
}
