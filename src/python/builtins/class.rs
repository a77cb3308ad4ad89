//! `__build_class__`: what a `class` statement calls.

use crate::attributes::{class, getattr_optional};
use crate::objects::builtin_function::plain;
use crate::objects::cell::PyCellObject;
use crate::objects::function::PyFunctionObject;
use crate::objects::tuple;
use crate::python::eval::{frame_for_code, run_frame_to_end};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{Args, MethodDef};
use crate::typeobject::{Builtin, PyTypeObject};

pub(super) static FUNCTIONS: &[MethodDef] =
    &[MethodDef::keywords("__build_class__", build_class)];

/// `__build_class__(body, name, *bases, metaclass=None, **keywords)`.
fn build_class(rt: &Runtime, _: &Obj, args: Args<'_>) -> PyResult {
    let [body, name, bases @ ..] = args.positionals() else {
        return Err(rt.type_error("__build_class__: not enough arguments"));
    };
    let original = rt.new_tuple(bases.to_vec())?;
    let bases = resolve_bases(rt, bases, &original)?;
    let mut metatype = None;
    let (mut names, mut values) = (Vec::new(), Vec::new());
    for (keyword, value) in args.keywords() {
        if plain(keyword) == "metaclass" {
            metatype = Some(value.clone());
        } else {
            names.push(keyword.clone());
            values.push(value.clone());
        }
    }
    let metatype = match (metatype, bases.first()) {
        (Some(given), _) => given,
        (None, Some(base)) => base.ty().to_obj(),
        (None, None) => rt.type_obj(Builtin::Type),
    };
    let metatype = match metatype.cast::<PyTypeObject>() {
        Some(_) => class::winner(rt, &metatype, &bases)?,
        None => metatype,
    };
    // Where the bases are what was written, they are in that tuple.
    let bases_tuple = match bases.iter().eq_by_identity(tuple::items(&original)) {
        true => original.clone(),
        false => rt.new_tuple(bases)?,
    };
    let names = rt.new_tuple(names)?;
    let keywords = (!tuple::items(&names).is_empty()).then_some(&names);
    let with_values = |head: &[Obj]| {
        let mut items = head.to_vec();
        items.extend_from_slice(&values);
        items
    };
    let prepare = getattr_optional(rt, &metatype, &rt.intern_str("__prepare__")?)?;
    let namespace = match prepare {
        Some(prepare) => {
            let items = with_values(&[name.clone(), bases_tuple.clone()]);
            let (items, names) = (&items[..], keywords);
            rt.call(&prepare, Args { items, names })?
        }
        None => rt.new_dict()?,
    };
    if namespace
        .ty()
        .as_mapping()
        .is_none_or(|suite| suite.mp_subscript.get().is_none())
    {
        let meta = match metatype.cast::<PyTypeObject>() {
            Some(metatype) => metatype.name().to_owned(),
            None => "<metaclass>".to_owned(),
        };
        let what = namespace.ty().name();
        return Err(rt.type_error(format!(
            "{meta}.__prepare__() must return a mapping, not {what}"
        )));
    }
    let cell = run_body(rt, body, &namespace)?;
    if !bases_tuple.is(&original) {
        let key = rt.intern_str("__orig_bases__")?;
        rt.setitem(&namespace, &key, Some(&original))?;
    }
    // The arguments of a type's call are in a tuple.
    let given = rt.new_tuple(vec![name.clone(), bases_tuple, namespace])?;
    // `type` is called by `type_vectorcall`, which takes the keywords out of their dict,
    // and makes another for the slot.
    let plainly = metatype.is(&rt.type_obj(Builtin::Type));
    let copies = plainly.then(|| [values.clone(), values.clone()]);
    let items = with_values(tuple::items(&given));
    let names = keywords;
    let made = rt.call_given(
        &metatype,
        Args {
            items: &items,
            names,
        },
    )?;
    drop(items);
    drop(copies);
    drop(given);
    check_cell(rt, &cell, &made, name)?;
    Ok(made)
}

trait SameObjects<'a> {
    fn eq_by_identity(self, others: &[Obj]) -> bool;
}

impl<'a, I: Iterator<Item = &'a Obj> + ExactSizeIterator> SameObjects<'a> for I {
    fn eq_by_identity(self, others: &[Obj]) -> bool {
        self.len() == others.len() && self.zip(others).all(|(a, b)| a.is(b))
    }
}

/// Bases that are not types say what they stand for (`__mro_entries__`).
fn resolve_bases(rt: &Runtime, bases: &[Obj], original: &Obj) -> PyResult<Vec<Obj>> {
    let mut resolved = Vec::new();
    for base in bases {
        if base.cast::<PyTypeObject>().is_some() {
            resolved.push(base.clone());
            continue;
        }
        let name = rt.intern_str("__mro_entries__")?;
        match getattr_optional(rt, base, &name)? {
            None => resolved.push(base.clone()),
            Some(method) => {
                let entries = rt.call_with(&method, std::slice::from_ref(original))?;
                if entries.cast::<tuple::PyTuple>().is_none() {
                    let message = "__mro_entries__ must return a tuple";
                    return Err(rt.type_error(message));
                }
                resolved.extend_from_slice(tuple::items(&entries));
            }
        }
    }
    Ok(resolved)
}

/// Runs the body with the namespace as its locals; returns the cell of `__class__`.
fn run_body(rt: &Runtime, body: &Obj, namespace: &Obj) -> PyResult {
    let Some(function) = body.cast::<PyFunctionObject>() else {
        return Err(rt.type_error("__build_class__: func must be a function"));
    };
    let code = function.code();
    let globals = function.func_globals.clone();
    let frame = frame_for_code(rt, &code, &globals, namespace, Some(body.clone()))?;
    run_frame_to_end(rt, frame)
}

/// The metaclass must have put the class into the cell that methods use for `super()`.
fn check_cell(rt: &Runtime, cell: &Obj, made: &Obj, name: &Obj) -> PyResult<()> {
    let Some(view) = cell.cast::<PyCellObject>() else {
        return Ok(());
    };
    if made.cast::<PyTypeObject>().is_none() {
        return Ok(());
    }
    let shown = |object: &Obj| rt.repr(object).map(|text| plain(&text));
    match view.ob_ref.get() {
        Some(held) if held.is(made) => Ok(()),
        None => {
            let message = format!(
                "__class__ not set defining {} as {}. Was __classcell__ propagated to \
                 type.__new__?",
                shown(name)?,
                shown(made)?
            );
            Err(rt.raise(Builtin::RuntimeError, message))
        }
        Some(held) => Err(rt.type_error(format!(
            "__class__ set to {} defining {} as {}",
            shown(&held)?,
            shown(name)?,
            shown(made)?
        ))),
    }
}
