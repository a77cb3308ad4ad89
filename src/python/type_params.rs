//! Type parameters (`class C[T]`, `type X = …`), which this runtime does not make yet.

use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::typeobject::Builtin;

fn unsupported(rt: &Runtime) -> Raised {
    rt.raise(
        Builtin::NotImplementedError,
        "type parameters are not supported by this runtime",
    )
}

pub(super) fn new(rt: &Runtime, _: usize, _: &Obj) -> PyResult {
    Err(unsupported(rt))
}

pub(super) fn generic(rt: &Runtime, _: &Obj) -> PyResult {
    Err(unsupported(rt))
}

pub(super) fn alias(rt: &Runtime, _: &Obj) -> PyResult {
    Err(unsupported(rt))
}

pub(super) fn with_bound(rt: &Runtime, _: usize, _: &Obj, _: &Obj) -> PyResult {
    Err(unsupported(rt))
}

pub(super) fn with_default(rt: &Runtime, _: &Obj, _: &Obj) -> PyResult {
    Err(unsupported(rt))
}
