//! Built-in functions with a Python function *inside*: where CPython's is written in C
//! and ours in Python, it is what is called, and is not seen itself.

use super::builtin_function::view;
use super::function::PyFunctionObject;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::MethodDef;

impl Runtime {
    /// A Python function as CPython has it in C, in the module that it is of.
    pub(crate) fn new_builtin_around(&self, function: &Obj, owner: &Obj) -> PyResult {
        let module = function.expect::<PyFunctionObject>().func_module.get();
        let made = self.new_builtin(&INSIDE, Some(owner.clone()), module)?;
        view(&made).inside.set(Some(function.clone()));
        Ok(made)
    }

    /// A Python function as CPython has it in C, with what it is a method of.
    pub(crate) fn new_builtin_bound(&self, function: &Obj, this: Obj) -> PyResult {
        let made = self.new_builtin(&INSIDE_BOUND, Some(this), None)?;
        view(&made).inside.set(Some(function.clone()));
        Ok(made)
    }
}

/// What all have for a definition that call a function inside: nothing fits it.
pub(crate) static INSIDE: MethodDef = MethodDef::packed("", no_function);
/// The same for those whose function gets what they are bound to first.
static INSIDE_BOUND: MethodDef = MethodDef::packed("bound", no_function);

fn no_function(rt: &Runtime, _: &Obj, _: &Obj, _: Option<&Obj>) -> PyResult {
    Err(rt.raise(Builtin::SystemError, "no function inside"))
}

/// The Python function that a built-in one calls.
#[inline(always)]
pub(crate) fn inside(object: &Obj) -> Option<Obj> {
    if !object.ty().is_exactly(Builtin::BuiltinFunction) {
        return None;
    }
    view(object).inside.get()
}

/// What the function inside of a built-in one gets first.
pub(crate) fn bound_to(object: &Obj) -> Option<Obj> {
    let function = view(object);
    let is_bound = std::ptr::eq(function.m_ml.get(), &INSIDE_BOUND);
    function.get().m_self.clone().filter(|_| is_bound)
}
