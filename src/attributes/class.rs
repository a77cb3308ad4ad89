//! Making a class (`Objects/typeobject.c@v3.13.0#type_new`).

use super::slot_defs::{self, SlotDef};
use super::slot_functions::call_special;
use super::{bases, getattr_optional, layout, lookup};
use crate::instance;
use crate::object::{self, View};
use crate::objects::builtin_function::plain;
use crate::objects::cell::PyCellObject;
use crate::objects::function::PyFunctionObject;
use crate::objects::str::Text;
use crate::objects::{dict, dict_merge, str_encode, tuple};
use crate::refcount::{Obj, in_a_row};
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::Args;
use crate::typeobject::spec::{MemberDef, MemberKind};
use crate::typeobject::{
    Builtin, PyTypeObject, TypeFlags, heap_type, is_instance, is_subtype,
};

mod slots;

/// A class's name is a text that C could read: UTF-8, without zeros.
pub(super) fn check_name(rt: &Runtime, name: &Obj) -> PyResult<()> {
    str_encode::encoded(rt, name, "utf-8", "strict")?;
    let has_zero =
        Text::of(name).is_some_and(|text| text.code_points().any(|c| c == 0));
    match has_zero {
        true => Err(rt.value_error("type name must not contain null characters")),
        false => Ok(()),
    }
}

/// `type(name, bases, namespace, **kwargs)`, or `type(object)`.
pub(crate) fn new(rt: &Runtime, metatype: &Obj, args: Args<'_>) -> PyResult {
    let positionals = args.positionals();
    if let [object] = positionals
        && args.keyword_count() == 0
        && metatype.is(&rt.type_obj(Builtin::Type))
    {
        return Ok(object.ty().to_obj());
    }
    let [name, bases, namespace] = positionals else {
        let is_type = metatype.is(&rt.type_obj(Builtin::Type));
        return Err(match positionals.len() {
            _ if is_type => rt.type_error("type() takes 1 or 3 arguments"),
            given => rt.type_error(format!(
                "type.__new__() takes exactly 3 arguments ({given} given)"
            )),
        });
    };
    let wrong = |index: usize, wanted: &str, got: &Obj| {
        let got = got.ty().name().to_owned();
        rt.type_error(format!(
            "type.__new__() argument {index} must be {wanted}, not {got}"
        ))
    };
    if Text::of(name).is_none() {
        return Err(wrong(1, "str", name));
    }
    check_name(rt, name)?;
    if bases.cast::<tuple::PyTuple>().is_none() {
        return Err(wrong(2, "tuple", bases));
    }
    let given_bases = bases;
    if !is_instance(namespace, rt.ty(Builtin::Dict)) {
        return Err(wrong(3, "dict", namespace));
    }
    let mut bases = tuple::items(bases).to_vec();
    if bases.is_empty() {
        bases.push(rt.type_obj(Builtin::Object));
    }
    let replaced = rt.intern_str("__mro_entries__")?;
    for base in &bases {
        if base.cast::<PyTypeObject>().is_none()
            && getattr_optional(rt, base, &replaced)?.is_some()
        {
            return Err(rt.type_error(
                "type() doesn't support MRO entry resolution; use types.new_class()",
            ));
        }
    }
    let given = metatype;
    let metatype = winner(rt, given, &bases)?;
    let types = [metatype.expect::<PyTypeObject>(), rt.ty(Builtin::Type)];
    if let [Some(own), Some(of_type)] = types.map(|ty| ty.tp_new.get())
        && !metatype.is(given)
        && !std::ptr::fn_addr_eq(own, of_type)
    {
        // A base's metaclass makes its classes itself.
        return own(rt, &metatype, args);
    }
    let base = best_base(rt, &bases)?;
    let exact = given_bases.ty().is_exactly(Builtin::Tuple);
    let bases_tuple = match exact && !tuple::items(given_bases).is_empty() {
        true => given_bases.clone(),
        false => rt.new_tuple(bases.clone())?,
    };
    let plan = Plan {
        metatype,
        base,
        bases,
        bases_tuple,
        name: name.clone(),
    };
    plan.build(rt, namespace, args)
}

/// The most derived metaclass of a class's own and its bases'.
pub(crate) fn winner(rt: &Runtime, metatype: &Obj, bases: &[Obj]) -> PyResult {
    let mut winner = metatype.clone();
    for base in bases {
        let other = base.ty().to_obj();
        let (a, b) = (
            winner.expect::<PyTypeObject>(),
            other.expect::<PyTypeObject>(),
        );
        if is_subtype(a, b) {
            continue;
        }
        if is_subtype(b, a) {
            winner = other;
            continue;
        }
        return Err(rt.type_error(
            "metaclass conflict: the metaclass of a derived class must be a \
             (non-strict) subclass of the metaclasses of all its bases",
        ));
    }
    Ok(winner)
}

/// The base whose instances have the longest struct; all others must fit into it.
pub(super) fn best_base(rt: &Runtime, bases: &[Obj]) -> PyResult {
    let mut best: Option<(Obj, Obj)> = None;
    for base in bases {
        let Some(ty) = base.cast::<PyTypeObject>() else {
            return Err(rt.type_error("bases must be types"));
        };
        if !ty.flags().has(TypeFlags::BASETYPE) {
            let name = ty.full_name();
            let message = format!("type '{name}' is not an acceptable base type");
            return Err(rt.type_error(message));
        }
        let solid = solid_base(base);
        let Some((_, best_solid)) = &best else {
            best = Some((base.clone(), solid));
            continue;
        };
        let (new, old) = (
            solid.expect::<PyTypeObject>(),
            best_solid.expect::<PyTypeObject>(),
        );
        if is_subtype(old, new) {
            continue;
        }
        if !is_subtype(new, old) {
            let message = "multiple bases have instance lay-out conflict";
            return Err(rt.type_error(message));
        }
        best = Some((base.clone(), solid));
    }
    best.map(|(base, _)| base)
        .ok_or_else(|| rt.type_error("a new-style class can't have only classic bases"))
}

/// The nearest base, or the class itself, that adds to the struct of its base.
pub(super) fn solid_base(class: &Obj) -> Obj {
    let ty = class.expect::<PyTypeObject>();
    match ty.tp_base.get() {
        None => class.clone(),
        Some(base) => {
            let base_ty = base.expect::<PyTypeObject>();
            let grows = ty.tp_basicsize.get() != base_ty.tp_basicsize.get()
                || ty.flags().tag() != base_ty.flags().tag()
                    && ty.tp_itemsize.get() != base_ty.tp_itemsize.get();
            if grows {
                class.clone()
            } else {
                solid_base(&base)
            }
        }
    }
}

/// Takes over from the nearest ancestor that is one whether a class is a sequence or a
/// mapping for `match`.
fn inherit_collection(ty: View<'_, PyTypeObject>) {
    let order = ty.tp_mro.get();
    let ancestors = order.as_ref().map_or(&[][..], tuple::items);
    let collection = ancestors.iter().find_map(|ancestor| {
        let flags = ancestor.cast::<PyTypeObject>()?.flags();
        let flags = flags.and(TypeFlags::COLLECTION);
        flags.any(TypeFlags::COLLECTION).then_some(flags)
    });
    ty.add_flags(collection.unwrap_or(TypeFlags::NONE));
}

/// What a class is to be made of.
struct Plan {
    metatype: Obj,
    base: Obj,
    bases: Vec<Obj>,
    bases_tuple: Obj,
    name: Obj,
}

impl Plan {
    fn build(self, rt: &Runtime, namespace: &Obj, args: Args<'_>) -> PyResult {
        let attributes = dict_merge::copy(rt, namespace)?;
        let slots = self.slots(rt, &attributes)?;
        let base = self.base.expect::<PyTypeObject>();
        let start = (base.tp_basicsize.get() as usize).next_multiple_of(8);
        let layout = layout::take(rt, &plain(&self.name), start, &attributes)?;
        let mut words = match layout {
            Some(_) => TypeFlags::NONE,
            None => self.words(rt, slots.as_ref())?,
        };
        let slots_tuple = slots.as_ref().and_then(|slots| slots.tuple.clone());
        let slots = slots.map(|slots| slots.names).unwrap_or_default();
        let at = (start..).step_by(8);
        let (names, size) = match &layout {
            Some(layout) => (layout.names.clone(), layout.size),
            None if slots.is_empty() => (Vec::new(), base.tp_basicsize.get() as usize),
            None => {
                let size = start + slots.len() * 8;
                let names = slots.iter().cloned().zip(at);
                let kind = MemberKind::ObjectEx;
                (names.map(|(name, at)| (name, at, kind)).collect(), size)
            }
        };
        let metatype = self.metatype.expect::<PyTypeObject>();
        let class = rt.new_heap_type(
            metatype,
            base,
            &plain(&self.name),
            size,
            words,
            slots.len(),
        )?;
        if let Some(layout) = &layout {
            rt.declare_layout(&class, &layout.declared);
            if layout.declared.dict > 0 {
                words = TypeFlags::MANAGED_DICT;
            }
        }
        object::track(&class);
        let ty = class.expect::<PyTypeObject>();
        ty.tp_base.set(Some(self.base.clone()));
        ty.tp_bases.set(Some(self.bases_tuple.clone()));
        ty.tp_dict.set(Some(attributes.clone()));
        self.name_class(rt, &class, &attributes)?;
        if layout.is_some()
            && let Some(module) = dict::get_str(rt, &attributes, "__module__")?
        {
            // Like a type of C, it is called by its module's name too.
            rt.set_type_name(
                &ty,
                &format!("{}.{}", plain(&module), plain(&self.name)),
            )?;
        }
        self.wrap_special_functions(rt, &attributes)?;
        let cell = rt.intern_str("__classcell__")?;
        if let Some(cell_object) = dict::get(rt, &attributes, &cell)? {
            match cell_object.cast::<PyCellObject>() {
                Some(view) => view.ob_ref.set(Some(class.clone())),
                None => {
                    let name = cell_object.ty().name().to_owned();
                    return Err(rt.type_error(format!(
                        "type.__new__() argument 3 must have a cell for __classcell__, \
                         not {name}"
                    )));
                }
            }
            dict::del(rt, &attributes, &cell)?;
        }
        bases::update_mro(rt, &class)?;
        for (name, offset, kind) in &names {
            let member = MemberDef {
                name: "",
                offset: *offset,
                kind: *kind,
                readonly: false,
            };
            let descriptor = rt.new_member_descriptor(&class, name.clone(), &member)?;
            dict::set(rt, &attributes, name, descriptor)?;
        }
        if let Some(heap) = heap_type(ty) {
            heap.ht_slots.set(slots_tuple);
        }
        super::type_methods::add_instance_attributes(rt, &class, &attributes, words)?;
        self.fill_up(rt, &attributes)?;
        if ty.flags().has(TypeFlags::MANAGED_DICT) {
            rt.make_instance_values(&class)?;
        }
        // Functions that look names up in the class body find them in the class.
        let cell = rt.intern_str("__classdictcell__")?;
        if let Some(cell_object) = dict::get(rt, &attributes, &cell)?
            && let Some(view) = cell_object.cast::<PyCellObject>()
        {
            view.ob_ref.set(Some(attributes.clone()));
            dict::del(rt, &attributes, &cell)?;
        }
        // Each of some 90 slots is looked for in all of them.
        let order = ty.tp_mro.get();
        rt.spend(
            order
                .as_ref()
                .map_or(0, |order| tuple::items(order).len() as u64 * 8),
        )?;
        inherit_collection(ty);
        fill_all(rt, ty)?;
        ty.add_flags(TypeFlags::READY);
        let bases = ty.tp_bases.get();
        let bases = bases.as_ref().map_or(&[][..], tuple::items);
        bases::register_subclass(rt, &class, bases);
        let keys = dict::items(&attributes);
        if keys.iter().any(|(key, _)| Text::of(key).is_none()) {
            let name = ty.name();
            let message = format!("non-string key in the __dict__ of class {name}");
            rt.warn(Builtin::RuntimeWarning, &message)?;
        }
        drop(keys);
        self.set_names(rt, &class, &attributes)?;
        self.init_subclass(rt, &class, args)?;
        Ok(class)
    }

    /// `__name__`, `__qualname__` and `__module__`.
    fn name_class(&self, rt: &Runtime, class: &Obj, attributes: &Obj) -> PyResult<()> {
        let heap = heap_type(class.expect::<PyTypeObject>()).expect("just made");
        heap.ht_name.set(Some(self.name.clone()));
        let key = rt.intern_str("__qualname__")?;
        let qualname = match dict::get(rt, attributes, &key)? {
            Some(given) if Text::of(&given).is_some() => {
                dict::del(rt, attributes, &key)?;
                given
            }
            Some(given) => {
                let what = given.ty().name();
                let message = format!("type __qualname__ must be a str, not {what}");
                return Err(rt.type_error(message));
            }
            None => self.name.clone(),
        };
        heap.ht_qualname.set(Some(qualname));
        let key = rt.intern_str("__module__")?;
        if dict::get(rt, attributes, &key)?.is_none()
            && let Some(module) = rt.calling_module()?
        {
            dict::set(rt, attributes, &key, module)?;
        }
        Ok(())
    }

    /// What a class is given last: `__doc__`, and no hash for one with `__eq__` alone.
    fn fill_up(&self, rt: &Runtime, attributes: &Obj) -> PyResult<()> {
        let key = rt.intern_str("__doc__")?;
        match dict::get(rt, attributes, &key)? {
            None => dict::set(rt, attributes, &key, rt.none().clone())?,
            // CPython keeps a copy in UTF-8.
            Some(doc) if doc.ty().flags().has(TypeFlags::UNICODE_SUBCLASS) => {
                str_encode::encoded(rt, &doc, "utf-8", "strict")?;
            }
            Some(_) => {}
        }
        // What says when two of its instances are equal, says how they are hashed.
        if dict::get_str(rt, attributes, "__eq__")?.is_some()
            && dict::get_str(rt, attributes, "__hash__")?.is_none()
        {
            dict::set_str(rt, attributes, "__hash__", rt.none().clone())?;
        }
        Ok(())
    }

    /// `__new__` is a static method, `__init_subclass__` and `__class_getitem__` are
    /// class methods, without anybody saying so.
    fn wrap_special_functions(&self, rt: &Runtime, attributes: &Obj) -> PyResult<()> {
        for name in ["__new__", "__init_subclass__", "__class_getitem__"] {
            let key = rt.intern_str(name)?;
            let Some(function) = dict::get(rt, attributes, &key)? else {
                continue;
            };
            if function.cast::<PyFunctionObject>().is_none() {
                continue;
            }
            let wrapped = match name {
                "__new__" => rt.new_static_method(&function)?,
                _ => rt.new_class_method(&function)?,
            };
            dict::set(rt, attributes, &key, wrapped)?;
        }
        Ok(())
    }

    /// Tells each attribute that asks its name and its class.
    fn set_names(&self, rt: &Runtime, class: &Obj, attributes: &Obj) -> PyResult<()> {
        let set_name = rt.intern_str("__set_name__")?;
        // What is called may change the class meanwhile.
        let unchanged = dict_merge::copy(rt, attributes)?;
        for (name, value) in dict::items(&unchanged) {
            if lookup(value.ty(), &set_name).is_none() {
                continue;
            }
            let called = in_a_row([class, &name].into_iter(), |args| {
                call_special(rt, &value, "__set_name__", args)
            });
            if let Err(raised) = called {
                if !rt.raised_is(Builtin::BaseException) {
                    return Err(raised);
                }
                let error = rt.fetch(raised).unwrap_or_else(|| rt.none().clone());
                let note = format!(
                    "Error calling __set_name__ on '{}' instance {} in '{}'",
                    value.ty().name(),
                    plain(&rt.repr(&name)?),
                    class.expect::<PyTypeObject>().name()
                );
                rt.call_method(&error, "add_note", &[rt.new_str(&note)?])?;
                return Err(rt.raise_object(error));
            }
        }
        Ok(())
    }

    /// Calls `__init_subclass__` of the base with the class's keywords
    /// (`Objects/typeobject.c@v3.13.0#type_new_init_subclass`).
    fn init_subclass(&self, rt: &Runtime, class: &Obj, args: Args<'_>) -> PyResult<()> {
        let above = in_a_row([class, class].into_iter(), |both| {
            rt.call_with(&rt.type_obj(Builtin::Super), both)
        })?;
        let bound = rt.attr(&above, "__init_subclass__")?;
        drop(above);
        let keywords = &args.items[args.positionals().len()..];
        rt.call(
            &bound,
            Args {
                items: keywords,
                names: args.names,
            },
        )?;
        Ok(())
    }
}

/// Fills all slots of a class: from the methods that it or its bases define, the others
/// from its base's.
pub(super) fn fill_all(rt: &Runtime, ty: View<'_, PyTypeObject>) -> PyResult<()> {
    ty.empty_slots();
    ty.tp_dealloc.set(Some(instance::dealloc));
    ty.tp_traverse.set(Some(instance::traverse));
    ty.tp_clear.set(Some(instance::clear));
    let filled = fill_slots(rt, ty);
    if let Some(base) = ty.tp_base.get() {
        let base = base.expect::<PyTypeObject>();
        ty.inherit(&base);
        // A class that changes one of these two says what becomes of the other with
        // its `__hash__`.
        if ty.tp_hash.get().is_none() {
            ty.tp_hash.set(base.tp_hash.get());
        }
        if ty.tp_richcompare.get().is_none() {
            ty.tp_richcompare.set(base.tp_richcompare.get());
        }
    }
    filled
}

/// Fills a class's slots from the methods that it or its bases define.
fn fill_slots(rt: &Runtime, ty: View<'_, PyTypeObject>) -> PyResult<()> {
    for definition in slot_defs::all() {
        if !definition.is_for_builtin_types() {
            fill_slot(rt, ty, definition)?;
        }
    }
    Ok(())
}

/// Fills one slot with a function that calls the method, where a class defines it. What
/// is a built-in type's own is inherited with the slots of the base.
pub(crate) fn fill_slot(
    rt: &Runtime,
    ty: View<'_, PyTypeObject>,
    definition: &'static SlotDef,
) -> PyResult<()> {
    let name = rt.intern_str(definition.name)?;
    let mro = ty.tp_mro.get();
    let defines = mro
        .as_ref()
        .map_or(&[][..], tuple::items)
        .iter()
        .find(|class| {
            let namespace = class.expect::<PyTypeObject>().tp_dict.get();
            namespace
                .is_some_and(|namespace| dict::get_name(&namespace, &name).is_some())
        });
    let by_class = defines.is_some_and(|class| {
        let flags = class.expect::<PyTypeObject>().flags();
        flags.has(TypeFlags::HEAPTYPE)
    });
    if by_class {
        definition.fill(&ty);
    }
    Ok(())
}

/// Private names carry their class's: `__x` in `class C` is `_C__x`.
pub(super) fn mangle(class: &str, name: &str) -> String {
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
        return name.to_owned();
    }
    match class.trim_start_matches('_') {
        "" => name.to_owned(),
        class => format!("_{class}{name}"),
    }
}
