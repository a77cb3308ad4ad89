//! Exceptions (`Objects/exceptions.c@v3.13.0`).
//!
//! All of them begin with the same 72 bytes. Some have further fields behind these,
//! such as the `value` of StopIteration; here they are the object's tail.

use super::exception_state::{reduce, set_state};
use super::exception_types;
use super::str::Text;
use super::tuple;
use crate::attributes::type_methods::{get_dict, set_dict};
use crate::object::{self, Dying, PyObject, View};
use crate::refcount::Obj;
use crate::runtime::{Payload, Pending, PyResult, Raised, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{Args, GetSetDef, MethodDef, Slots, Visitor};
use crate::typeobject::spec::{MemberDef, MemberKind};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, TypeSpec, is_subtype};
use std::cell::Cell;

/// What every exception has: 72 bytes.
#[repr(C)]
pub struct PyBaseException {
    /// Count and type.
    pub ob_base: PyObject,
    pub(super) dict: Field,
    /// A tuple: what the class was called with.
    pub(crate) args: Field,
    notes: Field,
    /// The traceback, or nothing.
    pub(crate) traceback: Field,
    /// The exception that was being handled when this one was raised.
    pub(crate) context: Field,
    /// The exception after `from`.
    pub(crate) cause: Field,
    /// 1 after `raise … from …`: the context is not printed.
    pub(crate) suppress_context: Cell<u8>,
    padding: [u8; 7],
}

crate::py_struct!(
    PyBaseException, TypeFlags::BASE_EXC_SUBCLASS, size 72,
    dict @ 16, args @ 24, traceback @ 40, context @ 48, cause @ 56;
    tail Field, |this| exception_types::extra_fields(&this.ob_base)
);

/// An exception as its struct.
pub(crate) fn exception(object: &Obj) -> Option<View<'_, PyBaseException>> {
    object.cast()
}

impl Runtime {
    /// Makes an exception of a built-in class.
    pub(crate) fn new_exception(&self, class: Builtin, args: Vec<Obj>) -> PyResult {
        self.exception_of(self.ty(class), args)
    }

    fn exception_of(&self, class: View<'_, PyTypeObject>, args: Vec<Obj>) -> PyResult {
        let args = self.new_tuple(args)?;
        let value = PyBaseException {
            ob_base: PyObject::new(class),
            dict: Field::empty(),
            args: Field::new(Some(args)),
            notes: Field::empty(),
            traceback: Field::empty(),
            context: Field::empty(),
            cause: Field::empty(),
            suppress_context: Cell::new(0),
            padding: [0; 7],
        };
        let len = exception_types::extra_fields(&value.ob_base);
        let made = self.alloc_tail(value, len, |_| Field::empty())?;
        object::track(&made);
        Ok(made)
    }

    /// Takes the exception that waits, as an object. Where memory is spent even for that,
    /// it is the MemoryError, and made from what is kept for this. A program that spends
    /// that too is stopped.
    pub(crate) fn fetch(&self, _: Raised) -> Option<Obj> {
        let pending = self.take_pending()?;
        let made = self
            .make_exception(pending)
            .or_else(|_| {
                let pending = self.take_pending().unwrap_or(Pending::Stopped);
                self.heap.beyond_budget(|| self.make_exception(pending))
            })
            .unwrap_or_else(|_| {
                self.clear_raised();
                None
            });
        if made.is_none() {
            self.raise_pending(Pending::Stopped);
        }
        made
    }

    /// The exception as an object; none where the program was stopped.
    fn make_exception(&self, pending: Pending) -> PyResult<Option<Obj>> {
        let (class, payload) = match pending {
            Pending::Object(exception) | Pending::Thrown(exception) => {
                return Ok(Some(exception));
            }
            Pending::Stopped => return Ok(None),
            Pending::Lazy(class, payload) => (class, payload),
        };
        let args = match payload {
            Payload::Empty => Vec::new(),
            Payload::Text(text) => vec![self.new_str(&text)?],
            Payload::Value(value) => vec![value],
        };
        let exception = self.new_exception(class, args.clone())?;
        exception_types::init_fields(self, &exception, Args::positional(&args))?;
        Ok(Some(exception))
    }

    /// Raises an exception object.
    pub(crate) fn raise_object(&self, exception: Obj) -> Raised {
        self.raise_pending(Pending::Object(exception))
    }

    /// Whether the exception that waits is of a built-in class or a subclass.
    pub(crate) fn raised_is(&self, class: Builtin) -> bool {
        let Some(pending) = self.take_pending() else {
            return false;
        };
        let is = match &pending {
            Pending::Lazy(raised, _) => is_subtype(self.ty(*raised), self.ty(class)),
            Pending::Object(object) | Pending::Thrown(object) => {
                is_subtype(object.ty(), self.ty(class))
            }
            Pending::Stopped => false,
        };
        self.raise_pending(pending);
        is
    }

    /// Drops the exception that waits if it is of a built-in class or a subclass;
    /// says whether it was.
    pub(crate) fn swallow(&self, class: Builtin) -> bool {
        let is = self.raised_is(class);
        if is {
            self.clear_raised();
        }
        is
    }

    /// Raises an exception of a built-in class whose fields are not its arguments.
    pub(crate) fn raise_with(
        &self,
        class: Builtin,
        message: &str,
        fields: &[(&str, &Obj)],
    ) -> Raised {
        let made = self.new_str(message).and_then(|message| {
            let exception = self.new_exception(class, vec![message])?;
            for (name, value) in fields {
                exception_types::set_field(&exception, name, Some((*value).clone()));
            }
            Ok(self.raise_object(exception.clone()))
        });
        match made {
            Ok(raised) | Err(raised) => raised,
        }
    }
}

/// `BaseException.__new__`: keeps the arguments.
pub(crate) fn new(rt: &Runtime, class: &Obj, args: Args<'_>) -> PyResult {
    rt.exception_of(class.expect::<PyTypeObject>(), args.positionals().to_vec())
}

/// `BaseException.__init__`: keeps the arguments; no keywords.
fn init(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult<()> {
    args.no_keywords(rt, this.ty().name())?;
    store_args(rt, this, args.items)
}

/// Stores the arguments. The tuple that `__new__` stored stays if they are the same.
pub(super) fn store_args(rt: &Runtime, this: &Obj, items: &[Obj]) -> PyResult<()> {
    let field = &this.expect::<PyBaseException>().get().args;
    let same = field.peek(|known| {
        known.is_some_and(|known| {
            let known = tuple::items(known);
            known.len() == items.len() && known.iter().zip(items).all(|(a, b)| a.is(b))
        })
    });
    if !same {
        field.set(Some(rt.new_tuple(items.to_vec())?));
    }
    Ok(())
}

/// The arguments of an exception.
pub(crate) fn args_of(exception: &Obj) -> Vec<Obj> {
    let args = args_tuple(exception);
    args.map(|args| tuple::items(&args).to_vec())
        .unwrap_or_default()
}

/// The same as the tuple they are in.
pub(super) fn args_tuple(exception: &Obj) -> Option<Obj> {
    let exception = exception.cast::<PyBaseException>();
    exception.and_then(|view| view.args.get())
}

/// `str(exception)`: nothing, the argument, or all of them.
pub(crate) fn str(rt: &Runtime, this: &Obj) -> PyResult {
    let args = args_tuple(this);
    match args.as_ref().map_or(&[][..], tuple::items) {
        [] => rt.new_str(""),
        [only] => rt.str_of(only),
        many => rt.repr(&rt.new_tuple(many.to_vec())?),
    }
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let name = this.ty().short_name().to_owned();
    let args = args_tuple(this);
    let args = match args.as_ref().map_or(&[][..], tuple::items) {
        [only] => format!("({})", text(&rt.repr(only)?)),
        many => text(&rt.repr(&rt.new_tuple(many.to_vec())?)?),
    };
    rt.new_str(&format!("{name}{args}"))
}

fn text(string: &Obj) -> String {
    Text::of(string).map(Text::to_rust).unwrap_or_default()
}

fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    let view = this.expect::<PyBaseException>();
    // What its class adds comes first.
    for (index, field) in view.tail().iter().enumerate() {
        if !exception_types::is_number(this, index) {
            visitor.field(field);
        }
    }
    for field in [
        &view.dict,
        &view.args,
        &view.notes,
        &view.traceback,
        &view.cause,
        &view.context,
    ] {
        visitor.field(field);
    }
}

fn clear(this: &Obj) {
    let view = this.expect::<PyBaseException>();
    view.tail().iter().for_each(|field| field.set(None));
    for field in [
        &view.dict,
        &view.args,
        &view.notes,
        &view.traceback,
        &view.cause,
        &view.context,
    ] {
        field.set(None);
    }
}

fn dealloc(rt: &Runtime, this: Dying) {
    object::untrack(&this.as_obj());
    clear(&this.as_obj());
    this.finish::<PyBaseException>(rt);
}

fn get_args(rt: &Runtime, this: &Obj) -> PyResult {
    Ok(rt.or_none(&this.expect::<PyBaseException>().args))
}

fn set_args(rt: &Runtime, this: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let Some(value) = value else {
        return Err(rt.type_error("args may not be deleted"));
    };
    let items = rt.collect(value)?;
    this.expect::<PyBaseException>()
        .args
        .set(Some(rt.new_tuple(items)?));
    Ok(())
}

fn get_traceback(rt: &Runtime, this: &Obj) -> PyResult {
    Ok(rt.or_none(&this.expect::<PyBaseException>().traceback))
}

fn set_traceback(rt: &Runtime, this: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let Some(value) = value else {
        return Err(rt.type_error("__traceback__ may not be deleted"));
    };
    let field = &this.expect::<PyBaseException>().get().traceback;
    if value.is(rt.none()) {
        field.set(None);
    } else if value.ty().is_exactly(Builtin::Traceback) {
        field.set(Some(value.clone()));
    } else {
        return Err(rt.type_error("__traceback__ must be a traceback or None"));
    }
    Ok(())
}

/// Stores an exception or None in a field.
fn set_exception(
    rt: &Runtime,
    field: &Field,
    name: &str,
    value: Option<&Obj>,
) -> PyResult<()> {
    let Some(value) = value else {
        return Err(rt.type_error(format!("{name} may not be deleted")));
    };
    if value.is(rt.none()) {
        field.set(None);
    } else if value.cast::<PyBaseException>().is_some() {
        field.set(Some(value.clone()));
    } else {
        let what = &name[2..name.len() - 2];
        return Err(rt.type_error(format!(
            "exception {what} must be None or derive from BaseException"
        )));
    }
    Ok(())
}

fn get_context(rt: &Runtime, this: &Obj) -> PyResult {
    Ok(rt.or_none(&this.expect::<PyBaseException>().context))
}

fn set_context(rt: &Runtime, this: &Obj, value: Option<&Obj>) -> PyResult<()> {
    set_exception(
        rt,
        &this.expect::<PyBaseException>().context,
        "__context__",
        value,
    )
}

fn get_cause(rt: &Runtime, this: &Obj) -> PyResult {
    Ok(rt.or_none(&this.expect::<PyBaseException>().cause))
}

fn set_cause(rt: &Runtime, this: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let view = this.expect::<PyBaseException>();
    set_exception(rt, &view.cause, "__cause__", value)?;
    view.suppress_context.set(1);
    Ok(())
}

fn with_traceback(rt: &Runtime, this: &Obj, traceback: &Obj) -> PyResult {
    set_traceback(rt, this, Some(traceback))?;
    Ok(this.clone())
}

fn add_note(rt: &Runtime, this: &Obj, note: &Obj) -> PyResult {
    if Text::of(note).is_none() {
        let name = note.ty().name();
        return Err(rt.type_error(format!("note must be a str, not '{name}'")));
    }
    let name = rt.intern_str("__notes__")?;
    let notes = match rt.getattr(this, &name) {
        Ok(notes) => notes,
        Err(_) if rt.swallow(Builtin::AttributeError) => {
            let notes = rt.new_list(Vec::new())?;
            rt.setattr(this, &name, Some(&notes))?;
            notes
        }
        Err(raised) => return Err(raised),
    };
    match notes.cast::<super::list::PyListObject>() {
        Some(list) => list.items.push(rt, note.clone())?,
        None => return Err(rt.type_error("Cannot add note: __notes__ is not a list")),
    }
    rt.done()
}

/// The type `BaseException`; all other exceptions get their slots from it.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::BaseException,
    name: "BaseException",
    basicsize: 72,
    dictoffset: 16,
    flags: TypeFlags::BASETYPE
        .with(TypeFlags::HAVE_GC)
        .with(TypeFlags::BASE_EXC_SUBCLASS),
    slots: Slots {
        tp_dealloc: Some(dealloc),
        tp_traverse: Some(traverse),
        tp_clear: Some(clear),
        tp_new: Some(new),
        tp_init: Some(init),
        tp_str: Some(str),
        tp_repr: Some(repr),
        ..Slots::EMPTY
    },
    methods: &[
        MethodDef::none("__reduce__", reduce),
        MethodDef::keywords("__setstate__", set_state),
        MethodDef::one("with_traceback", with_traceback),
        MethodDef::one("add_note", add_note),
    ],
    getset: &[
        GetSetDef::get_set("__dict__", get_dict, set_dict),
        GetSetDef::get_set("args", get_args, set_args),
        GetSetDef::get_set("__traceback__", get_traceback, set_traceback),
        GetSetDef::get_set("__context__", get_context, set_context),
        GetSetDef::get_set("__cause__", get_cause, set_cause),
    ],
    members: &[MemberDef {
        kind: MemberKind::Bool,
        ..MemberDef::object("__suppress_context__", 64).writable()
    }],
    ..TypeSpec::PLAIN
};
