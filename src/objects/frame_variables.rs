//! The variables of a frame by their names (`Objects/frameobject.c@v3.13.0`,
//! `framelocalsproxy_*`): what `f_locals` and `locals()` show, and how the former
//! changes them.

use super::cell::PyCellObject;
use super::code::PyCodeObject;
use super::{dict, frame};
use crate::object::View;
use crate::python::frame::Frame;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use std::rc::Rc;

/// `CO_FAST_HIDDEN`: the variable of a comprehension in a module or class body.
const HIDDEN: u8 = 0x10;
/// `CO_FAST_CELL` and `CO_FAST_FREE`.
const CELL: u8 = 0xC0;

/// Where the variables of a frame are.
enum Place<'a> {
    /// On the stack: the call runs.
    Stack(Rc<Frame>),
    /// In the frame object.
    Object(&'a Obj),
}

impl Place<'_> {
    fn of<'a>(rt: &Runtime, this: &'a Obj) -> Place<'a> {
        match frame::running(rt, this) {
            Some(running) => Place::Stack(running),
            None => Place::Object(this),
        }
    }

    fn get(&self, index: usize) -> Option<Obj> {
        match self {
            Place::Stack(frame) => frame.row.get(index),
            Place::Object(this) => frame::variable(this, index).get(),
        }
    }

    fn set(&self, index: usize, value: Obj) {
        match self {
            Place::Stack(frame) => drop(frame.row.replace(index, Some(value))),
            Place::Object(this) => frame::variable(this, index).set(Some(value)),
        }
    }
}

/// What a slot's variable refers to, which may lie in a cell.
fn held(code: View<'_, PyCodeObject>, index: usize, slot: Option<Obj>) -> Option<Obj> {
    match slot {
        Some(cell) if code.kind(index) & CELL != 0 => {
            match cell.cast::<PyCellObject>() {
                Some(view) => view.ob_ref.get(),
                None => Some(cell),
            }
        }
        slot => slot,
    }
}

/// Whether a comprehension runs in this module or class body and has variables.
fn has_hidden(
    code: View<'_, PyCodeObject>,
    slot: impl Fn(usize) -> Option<Obj>,
) -> bool {
    let mut indices = 0..code.nlocalsplus();
    indices.any(|index| {
        code.kind(index) & HIDDEN != 0 && held(code, index, slot(index)).is_some()
    })
}

/// A dict of the variables that are bound.
fn bound(
    rt: &Runtime,
    code: &Obj,
    variable: impl Fn(usize) -> Option<Obj>,
) -> PyResult {
    let code = code.expect::<PyCodeObject>();
    let found = rt.new_dict()?;
    for (index, name) in code.localsplusnames().iter().enumerate() {
        if let Some(value) = held(code, index, variable(index)) {
            dict::set(rt, &found, name, value)?;
        }
    }
    Ok(found)
}

/// `locals()`: the namespace of a module or class body, or a dict made now.
pub(crate) fn locals(rt: &Runtime, frame: &Frame) -> PyResult {
    let code = frame.code_object();
    if let Some(locals) = &frame.locals
        && !has_hidden(frame.code(), |index| frame.row.get(index))
    {
        return Ok(locals.clone());
    }
    let found = bound(rt, code, |index| frame.row.get(index))?;
    if let Some(object) = frame.object.get() {
        add_extra(rt, &object, &found)?;
    }
    Ok(found)
}

/// `frame.f_locals`: that namespace, or the variables as a mapping that writes through.
pub(super) fn f_locals(rt: &Runtime, this: &Obj) -> PyResult {
    let code = frame::code(this);
    let place = Place::of(rt, this);
    if let Some(locals) = frame::namespace(this)
        && !has_hidden(code.expect(), |index| place.get(index))
    {
        return Ok(locals);
    }
    let module = crate::python::modules::import(rt, "_frame_locals")?;
    let class = rt.attr(&module, "FrameLocalsProxy")?;
    rt.call_with(&class, std::slice::from_ref(this))
}

/// A dict of all that `f_locals` shows.
pub(crate) fn all(rt: &Runtime, this: &Obj) -> PyResult {
    let place = Place::of(rt, this);
    let found = bound(rt, &frame::code(this), |index| place.get(index))?;
    add_extra(rt, this, &found)?;
    Ok(found)
}

/// Adds the names that were put into `f_locals` and are no variables.
fn add_extra(rt: &Runtime, this: &Obj, found: &Obj) -> PyResult<()> {
    if let Some(extra) = frame::extra(this).get() {
        for (name, value) in dict::items(&extra) {
            dict::set(rt, found, &name, value)?;
        }
    }
    Ok(())
}

/// The index of the variable with a name, among those that are accepted.
fn index_of(
    rt: &Runtime,
    code: &Obj,
    name: &Obj,
    accepts: impl Fn(usize) -> bool,
) -> PyResult<Option<usize>> {
    rt.hash(name)?;
    let names = code.expect::<PyCodeObject>().localsplusnames();
    for (index, known) in names.iter().enumerate() {
        if accepts(index) && (known.is(name) || rt.equal(known, name)?) {
            return Ok(Some(index));
        }
    }
    Ok(None)
}

/// What a name refers to; KeyError if to nothing.
pub(crate) fn get(rt: &Runtime, this: &Obj, name: &Obj) -> PyResult {
    let code = frame::code(this);
    let place = Place::of(rt, this);
    let value = |index| held(code.expect(), index, place.get(index));
    let found = index_of(rt, &code, name, |index| value(index).is_some())?;
    let found = match found.and_then(value) {
        Some(value) => Some(value),
        None => match frame::extra(this).get() {
            Some(extra) => dict::get(rt, &extra, name)?,
            None => None,
        },
    };
    found.ok_or_else(|| rt.raise_value(Builtin::KeyError, name.clone()))
}

/// Binds a variable, or keeps a value under a name that is none.
pub(crate) fn set(rt: &Runtime, this: &Obj, name: &Obj, value: &Obj) -> PyResult<()> {
    let code = frame::code(this);
    let place = Place::of(rt, this);
    let view = code.expect::<PyCodeObject>();
    let shown = |index| view.kind(index) & HIDDEN == 0;
    if let Some(index) = index_of(rt, &code, name, shown)? {
        match place.get(index) {
            Some(cell)
                if view.kind(index) & CELL != 0
                    && cell.cast::<PyCellObject>().is_some() =>
            {
                cell.expect::<PyCellObject>()
                    .ob_ref
                    .set(Some(value.clone()));
            }
            _ => place.set(index, value.clone()),
        }
        return Ok(());
    }
    let extra = match frame::extra(this).get() {
        Some(extra) => extra,
        None => {
            let made = rt.new_dict()?;
            frame::extra(this).set(Some(made.clone()));
            made
        }
    };
    dict::set(rt, &extra, name, value.clone())
}
