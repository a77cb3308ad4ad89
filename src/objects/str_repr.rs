use crate::{refcount::Obj, runtime::{PyResult, Runtime}};
pub(crate) fn ascii(rt: &Runtime, v: &Obj) -> PyResult { rt.repr(v) }
