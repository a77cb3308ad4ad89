//! `__slots__`, and the words before an instance that a class brings.

use super::{Plan, mangle};
use crate::objects::builtin_function::plain;
use crate::objects::str::Text;
use crate::objects::{dict, tuple};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags};

/// What `__slots__` asks for.
pub(super) struct Slots {
    /// The names, sorted.
    pub(super) names: Vec<Obj>,
    /// The same as a tuple, if there are any.
    pub(super) tuple: Option<Obj>,
    dict: bool,
    weakref: bool,
}

impl Plan {
    /// The words before an instance that the class brings: those that its base has not,
    /// unless `__slots__` leaves them out (`Objects/typeobject.c@v3.13.0#type_new_slots`).
    pub(super) fn words(
        &self,
        rt: &Runtime,
        slots: Option<&Slots>,
    ) -> PyResult<TypeFlags> {
        let base = self.base.expect::<PyTypeObject>();
        let may_dict = !has_dict(&base);
        let may_weakref = !has_weakrefs(&base) && base.tp_itemsize.get() == 0;
        let refuse = |name: &str| {
            let message = format!("{name} slot disallowed: we already got one");
            rt.type_error(message)
        };
        if slots.is_some_and(|slots| slots.dict) && !may_dict {
            return Err(refuse("__dict__"));
        }
        if slots.is_some_and(|slots| slots.weakref) && !may_weakref {
            return Err(refuse("__weakref__"));
        }
        let others = || {
            let bases = self.bases.iter().filter(|base| !base.is(&self.base));
            bases.map(|base| base.expect::<PyTypeObject>())
        };
        let mut words = TypeFlags::NONE;
        if may_dict
            && (slots.is_none_or(|slots| slots.dict)
                || others().any(|base| has_dict(&base)))
        {
            words = words.with(TypeFlags::MANAGED_DICT);
        }
        if may_weakref
            && (slots.is_none_or(|slots| slots.weakref)
                || others().any(|base| has_weakrefs(&base)))
        {
            words = words.with(TypeFlags::MANAGED_WEAKREF);
        }
        Ok(words)
    }

    /// `__slots__`, if the class has it: a name or names, mangled and sorted.
    pub(super) fn slots(
        &self,
        rt: &Runtime,
        attributes: &Obj,
    ) -> PyResult<Option<Slots>> {
        let Some(value) = dict::get_str(rt, attributes, "__slots__")? else {
            return Ok(None);
        };
        let given = if Text::of(&value).is_some() {
            rt.new_tuple(vec![value])?
        } else if value.ty().is_exactly(Builtin::Tuple) {
            value
        } else {
            rt.new_tuple(rt.collect(&value)?)?
        };
        let items = tuple::items(&given);
        let base = self.base.expect::<PyTypeObject>();
        let varying = base.tp_itemsize.get() > 0;
        let mut slots = Slots {
            names: Vec::new(),
            tuple: None,
            dict: false,
            weakref: false,
        };
        for item in items {
            let Some(text) = Text::of(item).map(Text::to_rust) else {
                let what = item.ty().name();
                let message = format!("__slots__ items must be strings, not '{what}'");
                return Err(rt.type_error(message));
            };
            if varying {
                return Err(rt.type_error(format!(
                    "nonempty __slots__ not supported for subtype of '{}'",
                    base.name()
                )));
            }
            if !is_identifier(&text) {
                return Err(rt.type_error("__slots__ must be identifiers"));
            }
            if text == "__dict__" && slots.dict
                || text == "__weakref__" && slots.weakref
            {
                let message = format!("{text} slot disallowed: we already got one");
                return Err(rt.type_error(message));
            }
            match text.as_str() {
                "__dict__" => slots.dict = true,
                "__weakref__" => slots.weakref = true,
                _ => {
                    let name = mangle(&plain(&self.name), &text);
                    let name = rt.intern_str(&name)?;
                    let taken = dict::get(rt, attributes, &name)?.is_some();
                    if taken && !["__qualname__", "__classcell__"].contains(&&*text) {
                        let shown = rt.repr(&name)?;
                        return Err(rt.value_error(format!(
                            "{} in __slots__ conflicts with class variable",
                            plain(&shown)
                        )));
                    }
                    slots.names.push(name);
                }
            }
        }
        crate::shapes::order::sort(&mut slots.names, |a, b| plain(a).cmp(&plain(b)));
        // They are sorted in a list.
        let sorted = rt.new_list(slots.names.clone())?;
        if !slots.names.is_empty() {
            slots.tuple = Some(rt.new_tuple(slots.names.clone())?);
        }
        drop(sorted);
        Ok(Some(slots))
    }
}

/// Whether objects of this type can have a `__dict__`.
fn has_dict(ty: &PyTypeObject) -> bool {
    ty.flags().has(TypeFlags::MANAGED_DICT) || ty.tp_dictoffset.get() > 0
}

/// Whether there can be weak references to objects of this type.
fn has_weakrefs(ty: &PyTypeObject) -> bool {
    ty.flags().has(TypeFlags::MANAGED_WEAKREF) || ty.tp_weaklistoffset.get() > 0
}

fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    chars
        .next()
        .is_some_and(|first| first == '_' || first.is_alphabetic())
        && chars.all(|c| c == '_' || c.is_alphanumeric())
}
