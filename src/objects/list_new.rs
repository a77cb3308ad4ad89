//! Making lists: by calling `list` or a subclass, and with more room than there are items.

use super::args::check_count;
use super::list::PyListObject;
use super::list_methods;
use crate::object::{self, PyObject};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::ItemArray;
use crate::typeobject::slots::Args;
use crate::typeobject::{Builtin, PyTypeObject};

impl Runtime {
    /// A list to which these items were appended one by one, when it had room for
    /// `room` of them.
    pub(crate) fn list_within(&self, room: usize, items: Vec<Obj>) -> PyResult {
        let list = self.empty_list()?;
        let row = &list.expect::<PyListObject>().items;
        row.preallocate(self, room)?;
        items
            .into_iter()
            .try_for_each(|item| row.push(self, item))?;
        Ok(list)
    }
}

/// `list.__new__`: no item yet, for a subclass too.
pub(super) fn new(rt: &Runtime, class: &Obj, _args: Args<'_>) -> PyResult {
    let list = rt.alloc_generic(PyListObject {
        ob_base: PyObject::new(class.expect::<PyTypeObject>()),
        items: ItemArray::default(),
    })?;
    object::track(&list);
    Ok(list)
}

/// `list.__init__`: the items.
pub(super) fn init(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult<()> {
    // What a class's own `__new__` takes is no business of the list's.
    let own_new = rt.ty(Builtin::List).tp_new.get();
    let inherited = match (this.ty().tp_new.get(), own_new) {
        (Some(new), Some(own)) => std::ptr::fn_addr_eq(new, own),
        _ => false,
    };
    if inherited {
        args.no_keywords(rt, "list")?;
    }
    let items = args.positionals();
    check_count(rt, "list", items.len(), 0, 1)?;
    this.expect::<PyListObject>().items.clear(rt);
    match items.first() {
        Some(iterable) => list_methods::extend(rt, this, iterable),
        None => Ok(()),
    }
}
