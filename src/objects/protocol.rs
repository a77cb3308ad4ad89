//! What can be done with any object, by way of its type's slots
//! (`Objects/abstract.c@v3.13.0`).
//!
//! Nothing here knows a particular type. Each function looks into the slots of the
//! operands' types and calls what it finds, or raises the error that CPython raises.

use super::calling::{call_packed, takes_row};
use super::str::Text;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::shapes::PyTuple;
use crate::typeobject::slots::{Args, CompareOp};
use crate::typeobject::{Builtin, TypeFlags, is_subtype};

/// Bytes from which on a buffer outside the heap may well not be had: 1 GiB.
const VERY_LARGE: usize = 1 << 30;

impl Runtime {
    /// `repr(object)`: a str.
    pub(crate) fn repr(&self, object: &Obj) -> PyResult {
        let _level = self.deeper(" while getting the repr of an object")?;
        let slot = object.ty().tp_repr.get().expect("object has a tp_repr");
        self.expect_str(slot(self, object)?, "__repr__")
    }

    /// `str(object)`: a str.
    pub(crate) fn str_of(&self, object: &Obj) -> PyResult {
        if object.ty().is_exactly(Builtin::Str) {
            return Ok(object.clone());
        }
        let _level = self.deeper(" while getting the str of an object")?;
        let slot = object.ty().tp_str.get().expect("object has a tp_str");
        self.expect_str(slot(self, object)?, "__str__")
    }

    fn expect_str(&self, text: Obj, method: &str) -> PyResult {
        if text.ty().flags().has(TypeFlags::UNICODE_SUBCLASS) {
            return Ok(text);
        }
        let message =
            format!("{method} returned non-string (type {})", text.ty().name());
        Err(self.type_error(message))
    }

    /// `hash(object)`.
    #[inline]
    pub(crate) fn hash(&self, object: &Obj) -> PyResult<i64> {
        match object.ty().tp_hash.get() {
            Some(slot) => slot(self, object),
            None => Err(self.unhashable(object)),
        }
    }

    /// The error for objects without a hash.
    #[cold]
    pub(crate) fn unhashable(&self, object: &Obj) -> Raised {
        self.type_error(format!("unhashable type: '{}'", object.ty().full_name()))
    }

    /// A comparison, whose result may be any object.
    pub(crate) fn richcompare(&self, a: &Obj, b: &Obj, op: CompareOp) -> PyResult {
        let _level = self.deeper(" in comparison")?;
        let (ta, tb) = (a.ty(), b.ty());
        let mut asked_b = false;
        if !a.ty().get().is(&tb)
            && is_subtype(tb, ta)
            && let Some(slot) = tb.tp_richcompare.get()
        {
            asked_b = true;
            let result = slot(self, b, a, op.swapped())?;
            if !self.is_not_implemented(&result) {
                return Ok(result);
            }
        }
        if let Some(slot) = ta.tp_richcompare.get() {
            let result = slot(self, a, b, op)?;
            if !self.is_not_implemented(&result) {
                return Ok(result);
            }
        }
        if !asked_b && let Some(slot) = tb.tp_richcompare.get() {
            let result = slot(self, b, a, op.swapped())?;
            if !self.is_not_implemented(&result) {
                return Ok(result);
            }
        }
        match op {
            CompareOp::Eq => Ok(self.bool(a.is(b)).clone()),
            CompareOp::Ne => Ok(self.bool(!a.is(b)).clone()),
            _ => Err(self.type_error(format!(
                "'{}' not supported between instances of '{}' and '{}'",
                op.symbol(),
                ta.full_name(),
                tb.full_name()
            ))),
        }
    }

    /// A comparison as a truth value; the same object is equal to itself.
    pub(crate) fn compare(&self, a: &Obj, b: &Obj, op: CompareOp) -> PyResult<bool> {
        if a.is(b) {
            match op {
                CompareOp::Eq => return Ok(true),
                CompareOp::Ne => return Ok(false),
                _ => {}
            }
        }
        let result = self.richcompare(a, b, op)?;
        self.is_true(&result)
    }

    /// `a is b or a == b`, as containers compare.
    #[inline]
    pub(crate) fn equal(&self, a: &Obj, b: &Obj) -> PyResult<bool> {
        Ok(a.is(b) || self.compare(a, b, CompareOp::Eq)?)
    }

    /// `bool(object)`.
    #[inline]
    pub(crate) fn is_true(&self, object: &Obj) -> PyResult<bool> {
        if let Some(known) = self.is_bool(object) {
            return Ok(known);
        }
        let ty = object.ty();
        if let Some(slot) = ty.as_number().and_then(|suite| suite.nb_bool.get()) {
            return slot(self, object);
        }
        if let Some(slot) = ty.as_mapping().and_then(|suite| suite.mp_length.get()) {
            return Ok(slot(self, object)? > 0);
        }
        if let Some(slot) = ty.as_sequence().and_then(|suite| suite.sq_length.get()) {
            return Ok(slot(self, object)? > 0);
        }
        Ok(true)
    }

    /// `len(object)`.
    pub(crate) fn len(&self, object: &Obj) -> PyResult<usize> {
        let ty = object.ty();
        if let Some(slot) = ty.as_sequence().and_then(|suite| suite.sq_length.get()) {
            return slot(self, object);
        }
        if let Some(slot) = ty.as_mapping().and_then(|suite| suite.mp_length.get()) {
            return slot(self, object);
        }
        Err(self.type_error(format!("object of type '{}' has no len()", ty.name())))
    }

    /// `iter(object)`.
    pub(crate) fn iter(&self, object: &Obj) -> PyResult {
        let ty = object.ty();
        if let Some(slot) = ty.tp_iter.get() {
            let iterator = slot(self, object)?;
            if iterator.ty().tp_iternext.get().is_none() {
                let name = iterator.ty().name().to_owned();
                let message = format!("iter() returned non-iterator of type '{name}'");
                return Err(self.type_error(message));
            }
            return Ok(iterator);
        }
        if ty
            .as_sequence()
            .is_some_and(|suite| suite.sq_item.get().is_some())
            && !ty.flags().has(TypeFlags::DICT_SUBCLASS)
        {
            return super::iterators::sequence_iterator(self, object);
        }
        Err(self.type_error(format!("'{}' object is not iterable", ty.name())))
    }

    /// The next item of an iterator, or `None` at the end, however the iterator tells.
    #[inline]
    pub(crate) fn next(&self, iterator: &Obj) -> PyResult<Option<Obj>> {
        match self.next_or_stop(iterator) {
            Err(_) if self.swallow(Builtin::StopIteration) => Ok(None),
            result => result,
        }
    }

    /// The next item of an iterator. At the end `None`, or the StopIteration with the
    /// value that the iterator returns, for those who pass that on.
    #[inline]
    pub(crate) fn next_or_stop(&self, iterator: &Obj) -> PyResult<Option<Obj>> {
        match iterator.ty().tp_iternext.get() {
            Some(slot) => slot(self, iterator),
            None => {
                let name = iterator.ty().name();
                Err(self.type_error(format!("'{name}' object is not an iterator")))
            }
        }
    }

    /// The same of an iterator that belongs to another, which looks at it uncounted.
    #[inline]
    pub(crate) fn next_of(&self, iterator: Obj) -> PyResult<Option<Obj>> {
        self.uncounted(iterator, |iterator| self.next_or_stop(iterator))
    }

    /// All items of an iterable, each paid for.
    pub(crate) fn collect(&self, iterable: &Obj) -> PyResult<Vec<Obj>> {
        if let Some(tuple) = iterable.cast::<PyTuple>()
            && iterable.ty().is_exactly(Builtin::Tuple)
        {
            self.spend(tuple.tail().len() as u64)?;
            return Ok(tuple.tail().to_vec());
        }
        self.drain(&self.iter(iterable)?, Vec::new())
    }

    /// The same, with room made at once for as many items as the iterable says it has,
    /// as for a tuple: `MemoryError` where they would be too many.
    pub(crate) fn collect_sized(&self, iterable: &Obj) -> PyResult<Vec<Obj>> {
        let iterator = self.iter(iterable)?;
        let expected = self.length_hint(iterable, 10)?;
        self.check_rust_memory(expected.saturating_mul(8))?;
        let mut items = Vec::new();
        let room = items.try_reserve_exact(expected);
        room.map_err(|_| self.memory_error())?;
        self.drain(&iterator, items)
    }

    /// What an iterator still yields, after some items.
    fn drain(&self, iterator: &Obj, mut items: Vec<Obj>) -> PyResult<Vec<Obj>> {
        while let Some(item) = self.next(iterator)? {
            self.spend(1)?;
            self.check_rust_memory(items.len() * 8)?;
            items.push(item);
        }
        Ok(items)
    }

    /// Fails with `MemoryError` where a buffer outside the heap would pass the budget.
    /// Without a budget the system is asked for a very large one, which is given back at
    /// once: where Rust itself asks and gets none, the process ends.
    pub(crate) fn check_rust_memory(&self, bytes: usize) -> PyResult<()> {
        let fits = match self.options.memory {
            Some(budget) => bytes <= budget / 2,
            None => {
                bytes < VERY_LARGE || Vec::<u8>::new().try_reserve_exact(bytes).is_ok()
            }
        };
        match fits {
            true => Ok(()),
            false => Err(self.memory_error()),
        }
    }

    /// `object.name`, where `name` is a str.
    #[inline]
    pub(crate) fn getattr(&self, object: &Obj, name: &Obj) -> PyResult {
        match object.ty().tp_getattro.get() {
            Some(slot) => slot(self, object, name),
            None => Err(self.type_error("the type has no attributes")),
        }
    }

    /// `object.name = value`, or `del object.name`. The name is interned, wherever it is
    /// from.
    pub(crate) fn setattr(
        &self,
        object: &Obj,
        name: &Obj,
        value: Option<&Obj>,
    ) -> PyResult<()> {
        let name = self.intern(name.clone());
        match object.ty().tp_setattro.get() {
            Some(slot) => slot(self, object, &name, value),
            None => Err(self.type_error("the type has no attributes")),
        }
    }

    /// `callable(*args)`, with arguments in a row
    /// (`Objects/call.c@v3.13.0#PyObject_Vectorcall`).
    #[inline]
    pub(crate) fn call(&self, callable: &Obj, args: Args<'_>) -> PyResult {
        match callable.ty().tp_call.get() {
            Some(slot) => {
                let _level = self.deeper("")?;
                match takes_row(callable, args.items.len()) {
                    true => slot(self, callable, args),
                    false => call_packed(self, slot, callable, args),
                }
            }
            None => {
                let name = callable.ty().get().full_name();
                let hint = called_module(self, callable)?;
                Err(self.type_error(format!("'{name}' object is not callable{hint}")))
            }
        }
    }

    /// `callable(a, b, …)`.
    pub(crate) fn call_with(&self, callable: &Obj, args: &[Obj]) -> PyResult {
        self.call(callable, Args::positional(args))
    }

    /// `object[key]`.
    pub(crate) fn getitem(&self, object: &Obj, key: &Obj) -> PyResult {
        let ty = object.ty();
        if let Some(slot) = ty.as_mapping().and_then(|suite| suite.mp_subscript.get()) {
            return slot(self, object, key);
        }
        if let Some(slot) = ty.as_sequence().and_then(|suite| suite.sq_item.get()) {
            let index =
                self.sequence_index(object, key, "sequence index must be integer")?;
            return slot(self, object, index);
        }
        if ty.flags().has(TypeFlags::TYPE_SUBCLASS) {
            return super::type_type::class_getitem(self, object, key);
        }
        let name = ty.name();
        Err(self.type_error(format!("'{name}' object is not subscriptable")))
    }

    /// `object[key] = value`, or `del object[key]`.
    pub(crate) fn setitem(
        &self,
        object: &Obj,
        key: &Obj,
        value: Option<&Obj>,
    ) -> PyResult<()> {
        let ty = object.ty();
        if let Some(slot) = ty
            .as_mapping()
            .and_then(|suite| suite.mp_ass_subscript.get())
        {
            return slot(self, object, key, value);
        }
        if let Some(slot) = ty.as_sequence().and_then(|suite| suite.sq_ass_item.get()) {
            let index =
                self.sequence_index(object, key, "sequence index must be integer")?;
            return slot(self, object, index, value);
        }
        let what = if value.is_some() {
            "assignment"
        } else {
            "deletion"
        };
        let name = ty.name();
        // A sequence is asked by its index, and says it in other words.
        let by_index = ty.as_sequence().is_some() && is_index(key);
        if by_index {
            self.as_index(key, Some(Builtin::IndexError))?;
        }
        let does = match by_index && value.is_none() {
            true => "doesn't",
            false => "does not",
        };
        Err(self.type_error(format!("'{name}' object {does} support item {what}")))
    }

    /// A key as an index; negative ones count from the end.
    fn sequence_index(
        &self,
        object: &Obj,
        key: &Obj,
        message: &str,
    ) -> PyResult<isize> {
        if !is_index(key) {
            let name = key.ty().name();
            return Err(self.type_error(format!("{message}, not '{name}'")));
        }
        let index = self.as_index(key, Some(Builtin::IndexError))?;
        if index < 0
            && let Some(length) = object
                .ty()
                .as_sequence()
                .and_then(|suite| suite.sq_length.get())
        {
            return Ok(index + length(self, object)? as isize);
        }
        Ok(index)
    }

    /// `item in container`.
    pub(crate) fn contains(&self, container: &Obj, item: &Obj) -> PyResult<bool> {
        let sequence = container.ty();
        if let Some(slot) = sequence
            .as_sequence()
            .and_then(|suite| suite.sq_contains.get())
        {
            return slot(self, container, item);
        }
        let refused = || {
            let name = container.ty().name();
            self.type_error(format!("argument of type '{name}' is not iterable"))
        };
        if !is_iterable(container) {
            return Err(refused());
        }
        let iterator = match self.iter(container) {
            Err(_) if self.swallow(Builtin::TypeError) => return Err(refused()),
            iterator => iterator?,
        };
        while let Some(candidate) = self.next(&iterator)? {
            self.spend(1)?;
            if self.equal(&candidate, item)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// An object as an int: itself, or what its `__index__` returns.
    pub(crate) fn index(&self, object: &Obj) -> PyResult {
        if object.ty().flags().has(TypeFlags::LONG_SUBCLASS) {
            return Ok(object.clone());
        }
        let ty = object.ty();
        let Some(slot) = ty.as_number().and_then(|suite| suite.nb_index.get()) else {
            return Err(self.type_error(format!(
                "'{}' object cannot be interpreted as an integer",
                ty.name()
            )));
        };
        let result = slot(self, object)?;
        let what = result.ty();
        if what.is_exactly(Builtin::Int) {
            return Ok(result);
        }
        let message = format!("__index__ returned non-int (type {})", what.name());
        if !what.flags().has(TypeFlags::LONG_SUBCLASS) {
            return Err(self.type_error(message));
        }
        self.strict_subclass(&message, "int")?;
        Ok(result)
    }

    /// An object as an `isize` index. Values that do not fit raise `error`, or are
    /// clipped if there is none.
    pub(crate) fn as_index(
        &self,
        object: &Obj,
        error: Option<Builtin>,
    ) -> PyResult<isize> {
        let int = self.index(object)?;
        let (value, fits) = super::int::to_isize_clipped(&int);
        match error {
            Some(class) if !fits => Err(self.raise(
                class,
                format!(
                    "cannot fit '{}' into an index-sized integer",
                    object.ty().name()
                ),
            )),
            _ => Ok(value),
        }
    }
}

/// Whether `iter(object)` is worth asking for: its type makes iterators, or has items by
/// their numbers.
pub(crate) fn is_iterable(object: &Obj) -> bool {
    let ty = object.ty();
    let items = ty.as_sequence().and_then(|suite| suite.sq_item.get());
    ty.tp_iter.get().is_some() || items.is_some()
}

/// Whether the object can serve as an index.
pub(crate) fn is_index(object: &Obj) -> bool {
    let ty = object.ty();
    ty.flags().has(TypeFlags::LONG_SUBCLASS)
        || ty
            .as_number()
            .is_some_and(|suite| suite.nb_index.get().is_some())
}

/// What may have been meant where a module is called: a function in it that has its
/// name (`Objects/call.c@v3.13.0#object_is_not_callable`).
#[cold]
fn called_module(rt: &Runtime, callable: &Obj) -> PyResult<String> {
    if !callable.ty().is_exactly(Builtin::Module) {
        return Ok(String::new());
    }
    let name = match rt.attr(callable, "__name__") {
        Ok(name) => name,
        Err(_) if rt.swallow(Builtin::AttributeError) => return Ok(String::new()),
        Err(raised) => return Err(raised),
    };
    let Some(text) = Text::of(&name).map(Text::to_rust) else {
        return Ok(String::new());
    };
    match rt.getattr(callable, &name) {
        Ok(found) if found.ty().tp_call.get().is_some() => {
            Ok(format!(". Did you mean: '{text}.{text}(...)'?"))
        }
        Ok(_) => Ok(String::new()),
        Err(_) if rt.swallow(Builtin::AttributeError) => Ok(String::new()),
        Err(raised) => Err(raised),
    }
}
