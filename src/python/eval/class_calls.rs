//! Calls of classes: an instance is made, and `__init__` gets a frame
//! (`Objects/typeobject.c@v3.13.0#type_call`).
//!
//! The first time, such a call goes by the slot of the metaclass. Where the same class
//! is called again from the same place, CPython has an instruction of its own for that,
//! which moves the arguments into the frame; and so it is here.

use super::super::frame::Frame;
use super::super::unit::CO_GENERATOR;
use super::calls::{exact_entry, row_for};
use super::machine::Machine;
use crate::attributes::lookup;
use crate::objects::calling::class_takes_row;
use crate::objects::code::PyCodeObject;
use crate::objects::function::PyFunctionObject;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{Binary, Call};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags};
use std::cell::Cell;
use std::rc::Rc;

/// Whether a type is called by its metaclass's slot.
pub(super) fn is_class(callable: &Obj, count: usize) -> bool {
    callable.cast::<PyTypeObject>().is_some() && !class_takes_row(callable, count)
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

/// Makes an instance and the frame of its `__init__`, into which the arguments move.
/// CPython does so where a call has found the same class before
/// (`Python/bytecodes.c@v3.13.0#CALL_ALLOC_AND_ENTER_INIT`).
pub(super) fn instantiate_at_once(
    machine: &mut Machine<'_>,
    init: &Obj,
    count: usize,
) -> PyResult<Option<Rc<Frame>>> {
    let class = machine.stack.peek(count + 2);
    let inline = class.expect::<PyTypeObject>().flags();
    let has_instance = machine.stack.peek_slot(count + 1).is_some();
    let total = count + usize::from(has_instance);
    let Some(entry) = exact_entry(init, total + 1) else {
        return Ok(None);
    };
    if !inline.has(TypeFlags::INLINE_VALUES) || !machine.has_called_before(class) {
        return Ok(None);
    }
    machine.save();
    let instance = crate::instance::make(machine.rt, class.expect::<PyTypeObject>())?;
    let row = row_for(machine.py, &entry);
    row.replace(0, Some(instance.clone()));
    machine.stack.move_to(total, row, 1);
    if !has_instance {
        machine.stack.pop_slot();
    }
    drop(machine.stack.pop());
    let frame = machine.py.frame_for_call(init.clone(), entry, row, false);
    frame.instance.set(Some(instance));
    frame.is_plain.set(false);
    Ok(Some(frame))
}

/// The frame of a class's `__getitem__`, into which the object and the key move, where the
/// same class was asked before (`Python/bytecodes.c@v3.13.0#BINARY_SUBSCR_GETITEM`).
pub(super) fn frame_for_item(machine: &mut Machine<'_>) -> Option<Rc<Frame>> {
    let class = machine.stack.peek(2).ty();
    let slot: Binary = crate::attributes::slot_functions::getitem;
    let own = class.flags().has(TypeFlags::HEAPTYPE)
        && class
            .as_mapping()
            .and_then(|suite| suite.mp_subscript.get())
            .is_some_and(|own| std::ptr::fn_addr_eq(own, slot));
    if !own {
        return None;
    }
    let function = lookup(class, &machine.py.getitem)?;
    let entry = exact_entry(&function, 2)?;
    if !machine.has_called_before(&class.as_obj()) {
        return None;
    }
    let row = row_for(machine.py, &entry);
    machine.stack.move_to(2, row, 0);
    Some(machine.py.frame_for_call(function, entry, row, false))
}

impl Machine<'_> {
    /// Whether the call that runs was made before, and of this class if it was made
    /// twice (`Python/specialize.c@v3.13.0#specialize_class_call`).
    fn has_called_before(&self, class: &Obj) -> bool {
        let call = self.frame.code_object().id() + 4 * self.frame.program.next();
        self.py.class_calls.seen(call, class.id())
    }
}

/// Calls of classes, each in a place that others may take from it: then it is as if it
/// had not been made.
pub(crate) struct ClassCalls([Cell<(usize, usize)>; 256]);

impl Default for ClassCalls {
    fn default() -> Self {
        ClassCalls([const { Cell::new((0, 0)) }; 256])
    }
}

impl ClassCalls {
    /// Notes that a class is called, and whether that is the second time at least, and
    /// of the class that was called the second time.
    fn seen(&self, call: usize, class: usize) -> bool {
        let place = &self.0[((call / 4) ^ (call / 1024)) % self.0.len()];
        match place.get() {
            (known, 0) if known == call => {
                place.set((call, class));
                true
            }
            (known, second) if known == call => second == class,
            _ => {
                place.set((call, 0));
                false
            }
        }
    }
}
