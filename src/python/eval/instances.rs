//! Calls of classes whose instances are made in the ordinary way, and of what is written
//! in Rust.

use super::super::frame::Frame;
use super::calls::{exact_code, frame_from_stack, row_for};
use super::machine::Machine;
use crate::attributes::{descriptors, lookup};
use crate::objects::builtin_function;
use crate::objects::code::PyCodeObject;
use crate::objects::function::PyFunctionObject;
use crate::objects::tuple;
use crate::python::unit::CO_GENERATOR;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{Args, Call};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags};
use std::rc::Rc;

/// Calls what is written in Rust.
pub(super) fn call_native(
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
    let result = match callable.ty() {
        ty if ty.is_exactly(Builtin::MethodDescriptor) => {
            descriptors::call_method(rt, callable, args)
        }
        ty if ty.is_exactly(Builtin::BuiltinFunction) => {
            builtin_function::call(rt, callable, args)
        }
        _ => rt.call(callable, args),
    };
    machine.stack.drop_upwards(count + 2);
    machine.stack.push(result?);
    Ok(None)
}

/// The `__init__` of a class whose instances are made in the ordinary way, so that
/// calling the class is making an instance and calling this function.
pub(super) fn plain_class(rt: &Runtime, callable: &Obj) -> Option<Obj> {
    if !callable.ty().is_exactly(Builtin::Type) {
        return None;
    }
    let class = callable.cast::<PyTypeObject>()?;
    let new: Call = crate::instance::new;
    let ordinary = class.flags().has(TypeFlags::HEAPTYPE)
        && !class.flags().has(TypeFlags::IS_ABSTRACT)
        && class
            .tp_new
            .get()
            .is_some_and(|slot| std::ptr::fn_addr_eq(slot, new));
    if !ordinary {
        return None;
    }
    let init = lookup(class, &rt.python().init)?;
    let function = init.cast::<PyFunctionObject>()?;
    let code = function.code();
    let generator = code.expect::<PyCodeObject>().flags() & CO_GENERATOR != 0;
    (!generator).then(|| init.clone())
}

/// Makes an instance and the frame of its `__init__`, which returns the instance.
pub(super) fn instantiate(
    machine: &mut Machine<'_>,
    init: Obj,
    total: usize,
    has_instance: bool,
    names: Option<Obj>,
) -> PyResult<Rc<Frame>> {
    let rt = machine.rt;
    if names.is_none()
        && let Some(code) = exact_code(&init, total + 1)
    {
        machine.save();
        let class = machine.stack.peek(total + 1 + usize::from(!has_instance));
        let instance = crate::instance::make(rt, class.expect::<PyTypeObject>())?;
        let row = row_for(machine.py, &code);
        row.replace(0, Some(instance.clone()));
        machine.stack.move_to(total, row, 1);
        if !has_instance {
            machine.stack.pop_slot();
        }
        drop(machine.stack.pop());
        let frame = machine.py.frame_for_call(init, code, row, false);
        frame.instance.set(Some(instance));
        return Ok(frame);
    }
    machine.save();
    let class = machine.stack.peek(total + 1 + usize::from(!has_instance));
    let instance = crate::instance::make(rt, class.expect::<PyTypeObject>())?;
    let names = names.as_ref().map_or(&[][..], tuple::items);
    let first = Some(instance.clone());
    let frame = frame_from_stack(machine, init, first, total, names)?;
    if !has_instance {
        machine.stack.pop_slot();
    }
    drop(machine.stack.pop());
    frame.instance.set(Some(instance));
    Ok(frame)
}
