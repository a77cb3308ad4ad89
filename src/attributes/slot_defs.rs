//! The table that ties special methods to slots
//! (`Objects/typeobject.c@v3.13.0#slotdefs`).
//!
//! Each entry is read in two directions. A built-in type fills a slot, and so its
//! namespace gets a method: `int.__add__`. A class defines a method, and so its slot is
//! filled with a function that calls it: see [`super::slot_functions`].

use super::slot_docs::slot_signature;
use super::slot_functions as f;
use crate::object::View;
use crate::objects::args::check_count;
use crate::objects::partial::packed_slot;
use crate::objects::{docs, int, tuple};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{
    Args, Assign, Binary, CompareOp, Contains, Inquiry, Length, Slot, Ternary, Unary,
};
use crate::typeobject::{Builtin, PyTypeObject};

/// A special method and the slot it belongs to.
pub struct SlotDef {
    /// The name of the method.
    pub name: &'static str,
    /// How the method's arguments become the slot's.
    kind: Kind,
}

type Number<F> = fn(&crate::typeobject::slots::PyNumberMethods) -> &Slot<F>;

/// Where the slot is, and how the method calls it.
#[derive(Clone, Copy)]
enum Kind {
    Binary(Number<Binary>, Binary),
    /// The same slot with the operands exchanged.
    Reflected(Number<Binary>, Binary),
    Unary(Number<Unary>, Unary),
    Bool(Number<Inquiry>, Inquiry),
    Power(bool, Ternary),
    InplacePower,
    Repr,
    Str,
    Hash,
    Call,
    Getattribute,
    Getattr,
    Setattr,
    Delattr,
    Compare(CompareOp),
    Iter,
    Next,
    Get,
    Set,
    Delete,
    Init,
    New,
    Del,
    Len,
    Getitem,
    Setitem,
    Delitem,
    Contains,
    Concat,
    Repeat,
    InplaceConcat,
    InplaceRepeat,
}

macro_rules! kind {
    (Compare $op:ident) => {
        Kind::Compare(CompareOp::$op)
    };
    (Power $reflected:literal) => {
        Kind::Power($reflected, f::pow)
    };
    ($kind:ident) => {
        Kind::$kind
    };
    ($kind:ident $slot:ident $function:ident) => {
        Kind::$kind(|suite| &suite.$slot, f::$function)
    };
}

macro_rules! slots {
    ($($name:literal [$($kind:tt)+],)*) => {
        [$(SlotDef { name: $name, kind: kind!($($kind)+) },)*]
    };
}

static ALL: &[SlotDef] = &slots! {
    "__repr__" [Repr], "__hash__" [Hash], "__call__" [Call], "__str__" [Str],
    "__getattribute__" [Getattribute], "__getattr__" [Getattr], "__setattr__" [Setattr],
    "__delattr__" [Delattr], "__lt__" [Compare Lt], "__le__" [Compare Le],
    "__eq__" [Compare Eq], "__ne__" [Compare Ne], "__gt__" [Compare Gt],
    "__ge__" [Compare Ge], "__iter__" [Iter], "__next__" [Next], "__get__" [Get],
    "__set__" [Set], "__delete__" [Delete], "__init__" [Init], "__new__" [New],
    "__del__" [Del], "__add__" [Binary nb_add add], "__radd__" [Reflected nb_add add],
    "__sub__" [Binary nb_subtract sub], "__rsub__" [Reflected nb_subtract sub],
    "__mul__" [Binary nb_multiply mul], "__rmul__" [Reflected nb_multiply mul],
    "__mod__" [Binary nb_remainder rem], "__rmod__" [Reflected nb_remainder rem],
    "__divmod__" [Binary nb_divmod divmod], "__rdivmod__" [Reflected nb_divmod divmod],
    "__pow__" [Power false], "__rpow__" [Power true], "__neg__" [Unary nb_negative neg],
    "__pos__" [Unary nb_positive pos], "__abs__" [Unary nb_absolute abs],
    "__bool__" [Bool nb_bool bool], "__invert__" [Unary nb_invert invert],
    "__lshift__" [Binary nb_lshift lshift], "__rlshift__" [Reflected nb_lshift lshift],
    "__rshift__" [Binary nb_rshift rshift], "__rrshift__" [Reflected nb_rshift rshift],
    "__and__" [Binary nb_and and], "__rand__" [Reflected nb_and and],
    "__xor__" [Binary nb_xor xor], "__rxor__" [Reflected nb_xor xor],
    "__or__" [Binary nb_or or], "__ror__" [Reflected nb_or or],
    "__int__" [Unary nb_int int], "__float__" [Unary nb_float float],
    "__iadd__" [Binary nb_inplace_add iadd],
    "__isub__" [Binary nb_inplace_subtract isub],
    "__imul__" [Binary nb_inplace_multiply imul],
    "__imod__" [Binary nb_inplace_remainder imod], "__ipow__" [InplacePower],
    "__ilshift__" [Binary nb_inplace_lshift ilshift],
    "__irshift__" [Binary nb_inplace_rshift irshift],
    "__iand__" [Binary nb_inplace_and iand], "__ixor__" [Binary nb_inplace_xor ixor],
    "__ior__" [Binary nb_inplace_or ior],
    "__floordiv__" [Binary nb_floor_divide floordiv],
    "__rfloordiv__" [Reflected nb_floor_divide floordiv],
    "__truediv__" [Binary nb_true_divide truediv],
    "__rtruediv__" [Reflected nb_true_divide truediv],
    "__ifloordiv__" [Binary nb_inplace_floor_divide ifloordiv],
    "__itruediv__" [Binary nb_inplace_true_divide itruediv],
    "__index__" [Unary nb_index index], "__matmul__" [Binary nb_matrix_multiply matmul],
    "__rmatmul__" [Reflected nb_matrix_multiply matmul],
    "__imatmul__" [Binary nb_inplace_matrix_multiply imatmul], "__len__" [Len],
    "__getitem__" [Getitem], "__setitem__" [Setitem], "__delitem__" [Delitem],
    "__add__" [Concat], "__mul__" [Repeat], "__rmul__" [Repeat],
    "__contains__" [Contains], "__iadd__" [InplaceConcat], "__imul__" [InplaceRepeat],
};

/// All entries, in the order in which a type's namespace gets them.
pub fn all() -> impl Iterator<Item = &'static SlotDef> {
    ALL.iter()
}

impl SlotDef {
    /// What the method says of itself.
    pub(super) fn doc(&self, rt: &Runtime) -> PyResult {
        let of_sequence =
            matches!(self.kind, Kind::InplaceConcat | Kind::InplaceRepeat);
        docs::of_slot(rt, self.name, of_sequence)
    }

    /// What the method says of its parameters.
    pub(super) fn text_signature(&self) -> &'static str {
        slot_signature(self.name)
    }

    /// Whether a type's own slot is filled, so that it has this method.
    pub(super) fn is_filled(&self, ty: &PyTypeObject) -> bool {
        let number = ty.as_number();
        let sequence = ty.as_sequence();
        let mapping = ty.as_mapping();
        match self.kind {
            Kind::Binary(get, _) | Kind::Reflected(get, _) => {
                number.is_some_and(|suite| get(suite).get().is_some())
            }
            Kind::Unary(get, _) => {
                number.is_some_and(|suite| get(suite).get().is_some())
            }
            Kind::Bool(get, _) => {
                number.is_some_and(|suite| get(suite).get().is_some())
            }
            Kind::Power(..) => {
                number.is_some_and(|suite| suite.nb_power.get().is_some())
            }
            Kind::InplacePower => {
                number.is_some_and(|suite| suite.nb_inplace_power.get().is_some())
            }
            Kind::Repr => ty.tp_repr.get().is_some(),
            Kind::Str => ty.tp_str.get().is_some(),
            Kind::Hash => ty.tp_hash.get().is_some(),
            Kind::Call => ty.tp_call.get().is_some(),
            Kind::Getattribute => ty.tp_getattro.get().is_some(),
            Kind::Getattr | Kind::New => false,
            Kind::Del => ty.tp_finalize.get().is_some(),
            Kind::Setattr | Kind::Delattr => ty.tp_setattro.get().is_some(),
            Kind::Compare(_) => ty.tp_richcompare.get().is_some(),
            Kind::Iter => ty.tp_iter.get().is_some(),
            Kind::Next => ty.tp_iternext.get().is_some(),
            Kind::Get => ty.tp_descr_get.get().is_some(),
            Kind::Set | Kind::Delete => ty.tp_descr_set.get().is_some(),
            Kind::Init => ty.tp_init.get().is_some(),
            Kind::Len => {
                sequence.is_some_and(|suite| suite.sq_length.get().is_some())
                    || mapping.is_some_and(|suite| suite.mp_length.get().is_some())
            }
            Kind::Getitem => {
                mapping.is_some_and(|suite| suite.mp_subscript.get().is_some())
                    || sequence.is_some_and(|suite| suite.sq_item.get().is_some())
            }
            Kind::Setitem | Kind::Delitem => {
                mapping.is_some_and(|suite| suite.mp_ass_subscript.get().is_some())
                    || sequence.is_some_and(|suite| suite.sq_ass_item.get().is_some())
            }
            Kind::Contains => {
                sequence.is_some_and(|suite| suite.sq_contains.get().is_some())
            }
            Kind::Concat => {
                sequence.is_some_and(|suite| suite.sq_concat.get().is_some())
            }
            Kind::Repeat => {
                sequence.is_some_and(|suite| suite.sq_repeat.get().is_some())
            }
            Kind::InplaceConcat => {
                sequence.is_some_and(|suite| suite.sq_inplace_concat.get().is_some())
            }
            Kind::InplaceRepeat => {
                sequence.is_some_and(|suite| suite.sq_inplace_repeat.get().is_some())
            }
        }
    }

    /// Fills a class's slot with the function that calls the method of this name.
    pub(super) fn fill(&self, ty: &PyTypeObject) {
        let (Some(number), Some(sequence), Some(mapping)) =
            (ty.as_number(), ty.as_sequence(), ty.as_mapping())
        else {
            return;
        };
        match self.kind {
            Kind::Binary(get, function) | Kind::Reflected(get, function) => {
                get(number).set(Some(function));
            }
            Kind::Unary(get, function) => get(number).set(Some(function)),
            Kind::Bool(get, function) => get(number).set(Some(function)),
            Kind::Power(_, function) => number.nb_power.set(Some(function)),
            Kind::InplacePower => number.nb_inplace_power.set(Some(f::ipow)),
            Kind::Repr => ty.tp_repr.set(Some(f::repr)),
            Kind::Str => ty.tp_str.set(Some(f::str)),
            Kind::Hash => ty.tp_hash.set(Some(f::hash)),
            Kind::Call => ty.set_call(f::call),
            Kind::Getattribute | Kind::Getattr => ty.tp_getattro.set(Some(f::getattr)),
            Kind::Setattr | Kind::Delattr => ty.tp_setattro.set(Some(f::setattr)),
            Kind::Compare(_) => ty.tp_richcompare.set(Some(f::richcompare)),
            Kind::Iter => ty.tp_iter.set(Some(f::iter)),
            Kind::Next => ty.tp_iternext.set(Some(f::next)),
            Kind::Get => ty.tp_descr_get.set(Some(f::descr_get)),
            Kind::Set | Kind::Delete => ty.tp_descr_set.set(Some(f::descr_set)),
            Kind::Init => ty.tp_init.set(Some(f::init)),
            Kind::New => ty.tp_new.set(Some(f::new)),
            Kind::Del => ty.tp_finalize.set(Some(f::finalize)),
            Kind::Len => {
                sequence.sq_length.set(Some(f::len as Length));
                mapping.mp_length.set(Some(f::len));
            }
            Kind::Getitem => {
                mapping.mp_subscript.set(Some(f::getitem));
                sequence.sq_item.set(Some(f::item));
            }
            Kind::Setitem | Kind::Delitem => {
                mapping.mp_ass_subscript.set(Some(f::setitem));
                sequence.sq_ass_item.set(Some(f::ass_item));
            }
            Kind::Contains => sequence.sq_contains.set(Some(f::contains as Contains)),
            // A class's `__add__` fills the number's slot; these are for built-in types.
            Kind::Concat | Kind::Repeat | Kind::InplaceConcat | Kind::InplaceRepeat => {
            }
        }
    }

    /// Whether this entry is only for showing the slot of a built-in type.
    pub(super) fn is_for_builtin_types(&self) -> bool {
        matches!(
            self.kind,
            Kind::Concat | Kind::Repeat | Kind::InplaceConcat | Kind::InplaceRepeat
        )
    }

    /// Calls the slot of `owner` as the method does.
    pub(super) fn call(
        &self,
        rt: &Runtime,
        owner: View<'_, PyTypeObject>,
        this: &Obj,
        args: Args<'_>,
    ) -> PyResult {
        let missing = || rt.type_error(format!("slot of {} is empty", self.name));
        let number = owner.as_number();
        if !matches!(self.kind, Kind::Call | Kind::Init) && args.keyword_count() > 0 {
            let message = format!("wrapper {}() takes no keyword arguments", self.name);
            return Err(rt.type_error(message));
        }
        let exact = |count: usize| {
            let given = args.items.len();
            if given == count {
                return Ok(());
            }
            let plural = if count == 1 { "" } else { "s" };
            Err(rt
                .type_error(format!("expected {count} argument{plural}, got {given}")))
        };
        // Two arguments are unpacked for a function that has no name.
        let two = || match args.items.len() {
            2 => Ok(()),
            given => Err(rt.type_error(format!(" expected 2 arguments, got {given}"))),
        };
        let none = || Ok(rt.none().clone());
        match self.kind {
            Kind::Binary(get, _) => {
                exact(1)?;
                let slot = number.and_then(|suite| get(suite).get());
                slot.ok_or_else(missing)?(rt, this, &args.items[0])
            }
            Kind::Reflected(get, _) => {
                exact(1)?;
                let slot = number.and_then(|suite| get(suite).get());
                slot.ok_or_else(missing)?(rt, &args.items[0], this)
            }
            Kind::Unary(get, _) => {
                exact(0)?;
                number
                    .and_then(|suite| get(suite).get())
                    .ok_or_else(missing)?(rt, this)
            }
            Kind::Bool(get, _) => {
                exact(0)?;
                let slot = number.and_then(|suite| get(suite).get());
                rt.new_bool(slot.ok_or_else(missing)?(rt, this)?)
            }
            Kind::Power(reflected, _) => {
                check_count(rt, "", args.items.len(), 1, 2)?;
                let slot = number.and_then(|suite| suite.nb_power.get());
                let slot = slot.ok_or_else(missing)?;
                let third = args.items.get(1).unwrap_or_else(|| rt.none());
                if reflected {
                    slot(rt, &args.items[0], this, third)
                } else {
                    slot(rt, this, &args.items[0], third)
                }
            }
            Kind::InplacePower => {
                exact(1)?;
                let slot = number.and_then(|suite| suite.nb_inplace_power.get());
                slot.ok_or_else(missing)?(rt, this, &args.items[0], rt.none())
            }
            Kind::Repr => owner.tp_repr.get().ok_or_else(missing)?(rt, this),
            Kind::Str => owner.tp_str.get().ok_or_else(missing)?(rt, this),
            Kind::Iter => owner.tp_iter.get().ok_or_else(missing)?(rt, this),
            Kind::Hash => {
                rt.new_int(owner.tp_hash.get().ok_or_else(missing)?(rt, this)?)
            }
            Kind::Call => {
                let slot = owner.tp_call.get().ok_or_else(missing)?;
                packed_slot(slot)(rt, this, args)
            }
            Kind::Init => {
                owner.tp_init.get().ok_or_else(missing)?(rt, this, args)?;
                none()
            }
            Kind::Getattribute => {
                exact(1)?;
                owner.tp_getattro.get().ok_or_else(missing)?(rt, this, &args.items[0])
            }
            Kind::Setattr => {
                two()?;
                let slot = owner.tp_setattro.get().ok_or_else(missing)?;
                check_setter(rt, this, slot, self.name)?;
                slot(rt, this, &args.items[0], Some(&args.items[1]))?;
                none()
            }
            Kind::Delattr => {
                exact(1)?;
                let slot = owner.tp_setattro.get().ok_or_else(missing)?;
                check_setter(rt, this, slot, self.name)?;
                slot(rt, this, &args.items[0], None)?;
                none()
            }
            Kind::Compare(op) => {
                exact(1)?;
                let slot = owner.tp_richcompare.get().ok_or_else(missing)?;
                slot(rt, this, &args.items[0], op)
            }
            Kind::Next => {
                let slot = owner.tp_iternext.get().ok_or_else(missing)?;
                slot(rt, this)?.ok_or_else(|| rt.raise_empty(Builtin::StopIteration))
            }
            Kind::Get => {
                check_count(rt, "", args.items.len(), 1, 2)?;
                let slot = owner.tp_descr_get.get().ok_or_else(missing)?;
                let given = |index: usize| {
                    args.items.get(index).filter(|object| !object.is(rt.none()))
                };
                if given(0).is_none() && given(1).is_none() {
                    return Err(rt.type_error("__get__(None, None) is invalid"));
                }
                slot(rt, this, given(0), given(1))
            }
            Kind::Set => {
                two()?;
                let slot = owner.tp_descr_set.get().ok_or_else(missing)?;
                slot(rt, this, &args.items[0], Some(&args.items[1]))?;
                none()
            }
            Kind::Delete => {
                exact(1)?;
                let slot = owner.tp_descr_set.get().ok_or_else(missing)?;
                slot(rt, this, &args.items[0], None)?;
                none()
            }
            Kind::Len => rt.new_size(length(owner).ok_or_else(missing)?(rt, this)?),
            Kind::Getitem => {
                exact(1)?;
                if let Some(slot) = owner
                    .as_mapping()
                    .and_then(|suite| suite.mp_subscript.get())
                {
                    return slot(rt, this, &args.items[0]);
                }
                let slot = owner.as_sequence().and_then(|suite| suite.sq_item.get());
                let index = rt.as_index(&args.items[0], Some(Builtin::IndexError))?;
                slot.ok_or_else(missing)?(rt, this, index)
            }
            Kind::Setitem | Kind::Delitem => {
                let sets = matches!(self.kind, Kind::Setitem);
                if sets {
                    two()?
                } else {
                    exact(1)?
                }
                let value = sets.then(|| &args.items[1]);
                let slot = owner
                    .as_mapping()
                    .and_then(|suite| suite.mp_ass_subscript.get());
                match slot {
                    Some(slot) => slot(rt, this, &args.items[0], value)?,
                    // A sequence that knows no keys.
                    None => {
                        let suite = owner.as_sequence();
                        let slot = suite.and_then(|suite| suite.sq_ass_item.get());
                        let overflow = Some(Builtin::OverflowError);
                        let mut index = rt.as_index(&args.items[0], overflow)?;
                        if index < 0
                            && let Some(length) = length(owner)
                        {
                            index += length(rt, this)? as isize;
                        }
                        slot.ok_or_else(missing)?(rt, this, index, value)?
                    }
                }
                none()
            }
            Kind::Contains => {
                exact(1)?;
                let slot = owner
                    .as_sequence()
                    .and_then(|suite| suite.sq_contains.get());
                rt.new_bool(slot.ok_or_else(missing)?(rt, this, &args.items[0])?)
            }
            Kind::Concat | Kind::InplaceConcat => {
                exact(1)?;
                let suite = owner.as_sequence();
                let slot = suite.and_then(|suite| match self.kind {
                    Kind::Concat => suite.sq_concat.get(),
                    _ => suite.sq_inplace_concat.get(),
                });
                slot.ok_or_else(missing)?(rt, this, &args.items[0])
            }
            Kind::Repeat | Kind::InplaceRepeat => {
                exact(1)?;
                let suite = owner.as_sequence();
                let slot = suite.and_then(|suite| match self.kind {
                    Kind::Repeat => suite.sq_repeat.get(),
                    _ => suite.sq_inplace_repeat.get(),
                });
                let count =
                    rt.as_index(&args.items[0], Some(Builtin::OverflowError))?;
                slot.ok_or_else(missing)?(rt, this, count)
            }
            Kind::Del => {
                exact(0)?;
                owner.tp_finalize.get().ok_or_else(missing)?(rt, this);
                none()
            }
            Kind::Getattr | Kind::New => Err(missing()),
        }
    }
}

/// Refuses to set an attribute in the way of a base where a built-in type between has
/// its own: `object.__setattr__(int, …)`, found by Carlo Verre
/// (`Objects/typeobject.c@v3.13.0#hackcheck_unlocked`).
fn check_setter(rt: &Runtime, this: &Obj, slot: Assign, name: &str) -> PyResult<()> {
    let class = this.ty();
    let Some(order) = class.tp_mro.get() else {
        return Ok(());
    };
    let same =
        |ty: &PyTypeObject, slot: Option<Assign>| match (ty.tp_setattro.get(), slot) {
            (Some(a), Some(b)) => std::ptr::fn_addr_eq(a, b),
            (a, b) => a.is_none() && b.is_none(),
        };
    let defining = tuple::items(&order).iter().rev().find(|base| {
        let base = base.expect::<PyTypeObject>();
        !f::is_class_setattr(&base) && same(&base, class.tp_setattro.get())
    });
    let mut next = Some(defining.cloned().unwrap_or_else(|| class.to_obj()));
    while let Some(base) = next {
        let ty = base.expect::<PyTypeObject>();
        if same(&ty, Some(slot)) {
            break;
        }
        if !f::is_class_setattr(&ty) {
            return Err(rt.type_error(format!(
                "can't apply this {name} to {} object",
                class.name()
            )));
        }
        next = ty.tp_base.get();
    }
    Ok(())
}

fn length(owner: View<'_, PyTypeObject>) -> Option<Length> {
    let sequence = owner
        .get()
        .as_sequence()
        .and_then(|suite| suite.sq_length.get());
    sequence.or_else(|| {
        owner
            .get()
            .as_mapping()
            .and_then(|suite| suite.mp_length.get())
    })
}

/// The value of `__hash__`, as the slot returns it.
pub(super) fn hash_value(rt: &Runtime, value: &Obj) -> PyResult<i64> {
    if int::to_big(value).is_none() {
        return Err(rt.type_error("__hash__ method should return an integer"));
    }
    match int::to_i64(value) {
        Some(-1) => Ok(-2),
        Some(hash) => Ok(hash),
        None => {
            let slot = rt.ty(Builtin::Int).tp_hash.get();
            slot.expect("int has a hash")(rt, value)
        }
    }
}
