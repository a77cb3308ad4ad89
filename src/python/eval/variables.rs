//! Variables of functions: slots, cells, and what is between them and classes.

use super::machine::Machine;
use crate::names;
use crate::objects::cell::PyCellObject;
use crate::objects::function::PyFunctionObject;
use crate::objects::{super_type, tuple};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised};
use crate::typeobject::Builtin;

/// The error for a variable's slot that is empty.
pub(super) fn unbound(machine: &Machine<'_>, index: usize) -> Raised {
    let name = &machine.frame.code().localsplusnames()[index];
    names::unbound_local(machine.rt, name)
}

/// The cell of a variable.
fn cell(machine: &Machine<'_>, index: usize) -> Obj {
    machine
        .frame
        .row
        .get(index)
        .expect("the prologue made the cell")
}

pub(super) fn load_cell(machine: &Machine<'_>, index: usize) -> PyResult {
    let held = cell(machine, index).expect::<PyCellObject>().ob_ref.get();
    held.ok_or_else(|| unbound_cell(machine, index))
}

/// Binds a variable in a cell, or unbinds it; what it referred to is returned.
pub(super) fn replace_cell(
    machine: &Machine<'_>,
    index: usize,
    value: Option<Obj>,
) -> Option<Obj> {
    cell(machine, index)
        .expect::<PyCellObject>()
        .ob_ref
        .replace(value)
}

/// The error for an empty cell: the function's own variable, or an outer one's.
pub(super) fn unbound_cell(machine: &Machine<'_>, index: usize) -> Raised {
    let code = machine.frame.code();
    let name = &code.localsplusnames()[index];
    if index < code.nlocalsplus() - code.nfreevars() {
        names::unbound_local(machine.rt, name)
    } else {
        names::unbound_free(machine.rt, name)
    }
}

/// The cells of outer functions' variables come with the function.
pub(super) fn copy_free_variables(machine: &Machine<'_>, count: usize) {
    let Some(function) = &machine.frame.function else {
        return;
    };
    let closure = function.expect::<PyFunctionObject>().func_closure.get();
    let Some(closure) = closure else { return };
    let first = machine.frame.code().nlocalsplus() - count;
    for (index, cell) in tuple::items(&closure).iter().enumerate() {
        machine.frame.row.replace(first + index, Some(cell.clone()));
    }
}

/// A class body sees its own names before the outer function's.
pub(super) fn load_from_dict_or_cell(
    machine: &Machine<'_>,
    locals: &Obj,
    index: usize,
) -> PyResult {
    let name = &machine.frame.code().localsplusnames()[index];
    match names::find(machine.rt, locals, name)? {
        Some(found) => Ok(found),
        None => load_cell(machine, index),
    }
}

/// The same, where the name is otherwise global.
pub(super) fn load_from_dict_or_globals(
    machine: &Machine<'_>,
    locals: &Obj,
    index: usize,
) -> PyResult {
    let frame = &machine.frame;
    let scopes = names::Scopes {
        locals,
        globals: frame.globals(),
        builtins: frame.builtins(),
    };
    names::load(machine.rt, &scopes, &machine.names()[index])
}

/// The function that makes classes.
pub(super) fn load_build_class(machine: &Machine<'_>) -> PyResult {
    let rt = machine.rt;
    let name = rt.intern_str("__build_class__")?;
    let found = names::find(rt, machine.frame.builtins(), &name)?;
    found.ok_or_else(|| rt.raise(Builtin::NameError, "__build_class__ not found"))
}

/// `super().name`, with or without arguments.
pub(super) fn load_super_attribute(
    machine: &mut Machine<'_>,
    arg: usize,
) -> PyResult<()> {
    let rt = machine.rt;
    let (this, class) = (machine.stack.pop(), machine.stack.pop());
    let callable = machine.stack.pop();
    let name = &machine.names()[arg >> 2];
    machine.save();
    let place = machine.frame.program.place_of_name(arg >> 2);
    let (value, instance) = if callable.is(&rt.ty(Builtin::Super).as_obj()) {
        super_type::load(rt, &class, &this, name, arg & 1 != 0, place)?
    } else {
        let args = [class, this];
        let args = if arg & 2 != 0 { &args[..] } else { &[] };
        let proxy = rt.call_with(&callable, args)?;
        (rt.getattr(&proxy, name)?, None)
    };
    machine.stack.push(value);
    if arg & 1 != 0 {
        machine.stack.push_slot(instance);
    }
    Ok(())
}

/// A module or class with annotations has a dict for them.
pub(super) fn setup_annotations(machine: &Machine<'_>) -> PyResult<()> {
    let rt = machine.rt;
    let Some(locals) = &machine.frame.locals else {
        return Ok(());
    };
    let name = rt.intern_str("__annotations__")?;
    if names::find(rt, locals, &name)?.is_none() {
        names::store(rt, locals, &name, rt.new_dict()?)?;
    }
    Ok(())
}
