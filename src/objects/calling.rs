//! How what is called is given its arguments (`Objects/call.c@v3.13.0`).
//!
//! Functions and methods take them in a row, which stays the caller's (`vectorcall`).
//! Anything else has a slot that takes a tuple, and a dict where some have names. So
//! whoever has a row makes both of them for the slot, and whoever has both makes a row
//! of them. Each of the two counts the arguments once more.
//!
//! Here a slot is always shown a row. If it is one that takes a tuple and a dict, these
//! are somewhere, and the values that have names are counted twice: in the dict, and
//! because they are taken out of it in the end.

use super::tuple;
use crate::refcount::{Obj, in_a_row};
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{Args, Call};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags};

/// Whether what is called takes its arguments in a row
/// (`Include/internal/pycore_call.h@v3.13.0#_PyVectorcall_FunctionInline`).
#[inline]
pub(crate) fn takes_row(callable: &Obj, count: usize) -> bool {
    let ty = callable.ty();
    if !ty.flags().has(TypeFlags::HAVE_VECTORCALL) {
        return false;
    }
    if ty.is_exactly(Builtin::Function) || ty.is_exactly(Builtin::Method) {
        return true;
    }
    match callable.cast::<PyTypeObject>() {
        Some(_) => class_takes_row(callable, count),
        None => rarely_takes_row(callable, count),
    }
}

/// Whether there is a way to call it with a row at all (`PyVectorcall_Function`).
pub(super) fn has_row(callable: &Obj) -> bool {
    takes_row(callable, 1)
}

fn rarely_takes_row(callable: &Obj, count: usize) -> bool {
    match super::generic_alias::origin(callable) {
        Some(origin) => takes_row(origin, count),
        None => super::partial::takes_row(callable),
    }
}

/// Whether a type has a faster way than the slot of its metaclass (`tp_vectorcall`). The
/// arguments of exceptions are in their own tuple.
pub(crate) fn class_takes_row(class: &Obj, count: usize) -> bool {
    const FASTER: [Builtin; 15] = [
        Builtin::Bool,
        Builtin::Dict,
        Builtin::Enumerate,
        Builtin::Filter,
        Builtin::Float,
        Builtin::FrozenSet,
        Builtin::Int,
        Builtin::List,
        Builtin::Map,
        Builtin::Range,
        Builtin::Reversed,
        Builtin::Set,
        Builtin::Str,
        Builtin::Super,
        Builtin::Tuple,
    ];
    let class = class.expect::<PyTypeObject>();
    if class.flags().has(TypeFlags::HEAPTYPE) {
        return false;
    }
    FASTER.iter().any(|&which| class.is_exactly(which))
        || count == 1 && class.is_exactly(Builtin::Type)
        || class.flags().has(TypeFlags::BASE_EXC_SUBCLASS)
}

/// Makes a tuple and a dict of a row for a slot (`_PyObject_MakeTpCall`).
#[inline(never)]
pub(super) fn call_packed(
    rt: &Runtime,
    slot: Call,
    callable: &Obj,
    args: Args<'_>,
) -> PyResult {
    let packed = pack(rt, args)?;
    let named = args.keyword_count();
    if named == 0 {
        offer(rt, callable, &packed.0);
    }
    let _named = (named > 0).then(|| args.items[args.items.len() - named..].to_vec());
    slot(rt, callable, args)
}

/// Where what is called is native but for being written in Python, and takes any
/// arguments, the tuple of them is theirs.
fn offer(rt: &Runtime, callable: &Obj, packed: &Obj) {
    if !callable.ty().flags().has(TypeFlags::LAYOUT) {
        return;
    }
    let Ok(name) = rt.intern_str("__call__") else {
        return rt.clear_raised();
    };
    let found = crate::attributes::lookup(callable.ty(), &name);
    let code = found.as_ref().and_then(|found| {
        let function = found.cast::<super::function::PyFunctionObject>()?;
        Some(function.code())
    });
    let takes = code.is_some_and(|code| {
        let code = code.expect::<super::code::PyCodeObject>();
        code.takes_more() && code.argcount() == 1
    });
    if takes {
        rt.lent.packed.set(Some(packed.clone()));
    }
}

/// A tuple and, where some have names, a dict of what is in a row.
pub(super) fn pack(rt: &Runtime, args: Args<'_>) -> PyResult<(Obj, Option<Obj>)> {
    let given = args.positionals();
    let tuple = rt.tuple_from(given.len(), |index| given[index].clone())?;
    if args.keyword_count() == 0 {
        return Ok((tuple, None));
    }
    let pairs: Vec<(&Obj, &Obj)> = args.keywords().collect();
    Ok((tuple, Some(rt.new_dict_from(&pairs)?)))
}

impl Runtime {
    /// Calls with arguments that are in a tuple and a dict already, the values that have
    /// names being counted twice (`PyObject_Call`).
    pub(crate) fn call_given(&self, callable: &Obj, args: Args<'_>) -> PyResult {
        let Some(slot) = callable.ty().tp_call.get() else {
            return self.call(callable, args);
        };
        let _level = self.deeper("")?;
        let unpacks = args.keyword_count() > 0 && takes_row(callable, args.items.len());
        let _unpacked = unpacks.then(|| args.positionals().to_vec());
        slot(self, callable, args)
    }

    /// The same with a tuple only.
    pub(crate) fn call_tuple(&self, callable: &Obj, args: &Obj) -> PyResult {
        offer(self, callable, args);
        self.call_given(callable, Args::positional(tuple::items(args)))
    }

    /// The same with one argument more, before the others: they become a row, in which
    /// they are counted again if some have names (`_PyObject_Call_Prepend`).
    pub(crate) fn call_before(
        &self,
        callable: &Obj,
        first: &Obj,
        args: Args<'_>,
    ) -> PyResult {
        let _unpacked = (args.keyword_count() > 0)
            .then(|| (first.clone(), args.positionals().to_vec()));
        in_a_row([first].into_iter().chain(args.items), |items| {
            let names = args.names;
            self.call(callable, Args { items, names })
        })
    }
}
