use crate::{refcount::Obj, runtime::{PyResult, Runtime}};
pub(crate) fn add(rt: &Runtime, _: &Obj, _: &Obj) -> PyResult<()> { Err(rt.type_error("no sets yet")) }
impl Runtime { pub(crate) fn new_set(&self, _: &[Obj]) -> PyResult { Err(self.type_error("no sets yet")) }
pub(crate) fn new_frozenset(&self, _: &[Obj]) -> PyResult { Err(self.type_error("no sets yet")) }
pub(crate) fn new_bytes(&self, _: &[u8]) -> PyResult { Err(self.type_error("no bytes yet")) } }
