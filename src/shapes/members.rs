//! Fields that a type finds by offset: members, `__dict__`, the list of weak references.
//!
//! The offsets come from type tables and from classes; where they lead is checked here.

use super::Field;
use crate::object::{GC_HEAD, MANAGED, PyObject, View};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::typeobject::slots::Visitor;
use crate::typeobject::spec::{MemberDef, MemberKind};
use crate::typeobject::{Builtin, PyHeapTypeObject, TypeFlags, WordOrder, heap_type};
use std::ops::Range;
use std::ptr::NonNull;

/// The field at an offset of an object, in bytes. The type's table or the class that
/// named the offset has a reference there.
///
/// # Safety
/// A [`Field`] stands at this offset of objects of this type.
pub(crate) unsafe fn field_at(object: &Obj, offset: usize) -> &Field {
    debug_assert!(offset.is_multiple_of(8));
    debug_assert!(offset < object.ty().tp_basicsize.get() as usize);
    // SAFETY: the caller's promise; the pointer reaches the whole block.
    unsafe { object.pointer().cast::<u8>().add(offset).cast().as_ref() }
}

/// The bytes of a number in an object.
///
/// # Safety
/// `N` initialised bytes of plain data stand at this offset.
pub(crate) unsafe fn bytes_at<const N: usize>(object: &Obj, offset: usize) -> [u8; N] {
    // SAFETY: the caller's promise.
    unsafe {
        object
            .pointer()
            .cast::<u8>()
            .add(offset)
            .cast::<[u8; N]>()
            .read()
    }
}

/// Where an object keeps its `__dict__`, if it can have one.
pub(crate) fn dict_field(object: &Obj) -> Option<&Field> {
    let ty = object.ty();
    if ty.flags().has(TypeFlags::MANAGED_DICT) {
        // SAFETY: instances of such classes are made with these words before them.
        return Some(unsafe { managed(object.pointer(), 8).as_ref() });
    }
    let offset = usize::try_from(ty.tp_dictoffset.get())
        .ok()
        .filter(|&o| o > 0)?;
    // SAFETY: `tp_dictoffset` is set from type tables alone.
    Some(unsafe { field_at(object, offset) })
}

/// Where an object keeps the first of the weak references to it, uncounted, if it can
/// have any.
pub(crate) fn weakref_word(
    object: &Obj,
) -> Option<&std::cell::Cell<crate::memory::ptr::Ptr<PyObject>>> {
    let ty = object.ty();
    if ty.flags().has(TypeFlags::MANAGED_WEAKREF) {
        // SAFETY: as in `dict_field`.
        return Some(unsafe { managed(object.pointer(), 0).cast().as_ref() });
    }
    if ty.flags().has(TypeFlags::TYPE_SUBCLASS) {
        return Some(
            &object
                .expect::<crate::typeobject::PyTypeObject>()
                .get()
                .tp_weaklist,
        );
    }
    let offset = usize::try_from(ty.tp_weaklistoffset.get())
        .ok()
        .filter(|&o| o > 0)?;
    // SAFETY: `tp_weaklistoffset` is set from type tables alone.
    Some(unsafe { object.pointer().cast::<u8>().add(offset).cast().as_ref() })
}

/// A word before an instance of a class: at 0 the weak references, at 8 the dict.
///
/// # Safety
/// The object's type has managed words.
unsafe fn managed(pointer: NonNull<PyObject>, offset: usize) -> NonNull<Field> {
    // SAFETY: the words stand before the collector's head.
    unsafe {
        pointer
            .cast::<u8>()
            .sub(GC_HEAD + MANAGED)
            .add(offset)
            .cast()
    }
}

/// Reads a member; `missing` makes the error for an unset one that must be set.
pub(crate) fn get(
    rt: &Runtime,
    object: &Obj,
    definition: &MemberDef,
    missing: impl FnOnce() -> Raised,
) -> PyResult {
    check(object, definition);
    let offset = definition.offset;
    // SAFETY: members come from type tables and `__slots__`, whose offsets lie in the
    // struct of the type they were made for; the caller checked that type.
    unsafe {
        match definition.kind {
            MemberKind::Object | MemberKind::ObjectOrNull => {
                Ok(rt.or_none(field_at(object, offset)))
            }
            MemberKind::ObjectEx => field_at(object, offset).get().ok_or_else(missing),
            MemberKind::Ssize => {
                rt.new_int(i64::from_ne_bytes(bytes_at(object, offset)))
            }
            MemberKind::Int => {
                rt.new_int(i32::from_ne_bytes(bytes_at(object, offset)).into())
            }
            MemberKind::Bool => rt.new_bool(bytes_at::<1>(object, offset)[0] != 0),
            MemberKind::Double => {
                rt.new_float(f64::from_ne_bytes(bytes_at(object, offset)))
            }
            MemberKind::Unsigned1 => {
                rt.new_int(bytes_at::<1>(object, offset)[0].into())
            }
            MemberKind::Unsigned2 => {
                rt.new_int(u16::from_be_bytes(bytes_at(object, offset)).into())
            }
            MemberKind::Unsigned3 => {
                let [high, middle, low] = bytes_at(object, offset);
                rt.new_int(u32::from_be_bytes([0, high, middle, low]).into())
            }
        }
    }
}

/// Writes a member, or unsets it; says whether it was set before.
pub(crate) fn set(
    rt: &Runtime,
    object: &Obj,
    definition: &MemberDef,
    value: Option<&Obj>,
) -> PyResult<bool> {
    check(object, definition);
    match definition.kind {
        MemberKind::Object | MemberKind::ObjectEx | MemberKind::ObjectOrNull => {
            // SAFETY: as in `get`.
            let field = unsafe { field_at(object, definition.offset) };
            let null = definition.kind == MemberKind::ObjectOrNull;
            let value = value.filter(|value| !null || !value.is(rt.none()));
            Ok(field.replace(value.cloned()).is_some())
        }
        MemberKind::Bool => {
            let Some(value) = value else {
                return Err(rt.type_error("can't delete numeric/char attribute"));
            };
            let Some(flag) = rt.is_bool(value) else {
                return Err(rt.type_error("attribute value type must be bool"));
            };
            // SAFETY: as in `get`; such members are in cells.
            unsafe {
                let start = object.pointer().cast::<u8>();
                start.add(definition.offset).cast::<u8>().write(flag.into());
            }
            Ok(true)
        }
        _ => Err(rt.raise(Builtin::AttributeError, "readonly attribute")),
    }
}

/// The field of a member that holds a reference or nothing.
#[inline(always)]
pub(crate) fn slot(object: &Obj, offset: u32) -> &Field {
    let (offset, size) = (offset as usize, object.ty().tp_basicsize.get() as usize);
    assert!(offset >= size_of::<PyObject>() && offset < size);
    // SAFETY: as in `get`.
    unsafe { field_at(object, offset) }
}

/// Writes the low bytes of a number into a member of one of the unsigned kinds; says
/// whether they are all of it.
pub(crate) fn set_unsigned(object: &Obj, definition: &MemberDef, number: u64) -> bool {
    check(object, definition);
    let width = match definition.kind {
        MemberKind::Unsigned1 => 1,
        MemberKind::Unsigned2 => 2,
        MemberKind::Unsigned3 => 3,
        other => unreachable!("{other:?} is not unsigned"),
    };
    let bytes = &number.to_be_bytes()[8 - width..];
    // SAFETY: as in `get`; no reference to these bytes is ever handed out.
    unsafe {
        let start = object.pointer().cast::<u8>().add(definition.offset);
        start.copy_from_nonoverlapping(NonNull::from(bytes).cast(), width);
    }
    number >> (8 * width) == 0
}

/// Writes a number of eight bytes into a member.
pub(crate) fn set_ssize(object: &Obj, definition: &MemberDef, number: i64) {
    check(object, definition);
    assert!(definition.kind == MemberKind::Ssize && !definition.readonly);
    // SAFETY: as in `get`; only layouts have such members that can be written.
    unsafe {
        let start = object.pointer().cast::<u8>().add(definition.offset);
        start.cast::<[u8; 8]>().write(number.to_ne_bytes());
    }
}

/// Members lie inside the objects of their type.
fn check(object: &Obj, definition: &MemberDef) {
    let size = object.ty().tp_basicsize.get() as usize;
    assert!(definition.offset >= size_of::<PyObject>() && definition.offset < size);
}

/// The classes of an instance, from its own to the built-in type that it descends from,
/// each with the place of what it adds to the struct of its base.
fn own_parts(
    object: &Obj,
) -> impl Iterator<Item = (View<'_, PyHeapTypeObject>, Range<usize>)> {
    let mut class = Some(object.ty());
    std::iter::from_fn(move || {
        let ty = class?;
        let heap = heap_type(ty)?;
        let end = ty.tp_basicsize.get() as usize;
        class = ty
            .tp_base
            .peek(|base| base.map(|base| base.pointer()))
            // SAFETY: a base is alive as long as the class, which the object keeps
            // alive.
            .map(|base| unsafe { View::new(base.cast()) });
        let start = class?.tp_basicsize.get() as usize;
        Some((heap, start.next_multiple_of(8)..end))
    })
}

/// The fields that a class adds: those that have an order first, then the others as they
/// stand there.
fn fields_of<'a>(
    object: &'a Obj,
    heap: View<'a, PyHeapTypeObject>,
    part: Range<usize>,
    first: WordOrder,
) -> impl Iterator<Item = (usize, &'a Field)> {
    let others = part.step_by(8).filter(move |at| !first.has(*at));
    let words = first.offsets().chain(others);
    let words = words.filter(move |at| heap.is_field(*at));
    // SAFETY: classes add nothing to an instance but such fields, or what they declare
    // beside them (`new_heap_type`, `declare_layout`).
    words.map(|at| (at, unsafe { field_at(object, at) }))
}

/// The fields for `__slots__` of an instance, and those that a layout declares: what its
/// class adds to the struct of the built-in type that it descends from. Those of the most
/// derived class come first.
pub(crate) fn slot_fields(object: &Obj) -> impl Iterator<Item = &Field> {
    own_parts(object)
        .flat_map(|(heap, part)| fields_of(object, heap, part, heap.freed_first()))
        .map(|(_, field)| field)
}

/// Shows what the `__slots__` of an instance refer to; not what is in fields of a class
/// with a declared layout, or of its bases.
pub(crate) fn visit_slots(object: &Obj, visitor: &mut Visitor<'_>) {
    own_parts(object)
        .take_while(|(heap, _)| !heap.ht_type.flags().has(TypeFlags::LAYOUT))
        .flat_map(|(heap, part)| fields_of(object, heap, part, WordOrder::default()))
        .for_each(|(_, field)| visitor.field(field));
}

/// Shows the class of an instance, and what its fields of declared layouts refer to.
pub(crate) fn visit_class(object: &Obj, visitor: &mut Visitor<'_>) {
    let mut parts = own_parts(object)
        .skip_while(|(heap, _)| !heap.ht_type.flags().has(TypeFlags::LAYOUT));
    let Some((heap, part)) = parts.next() else {
        return visitor.visit(&object.ty().as_obj());
    };
    let inherited = parts.flat_map(|(heap, part)| {
        fields_of(object, heap, part, heap.shown_first())
            .map(move |(at, field)| (heap, at, field))
    });
    let own = fields_of(object, heap, part, heap.shown_first())
        .map(|(at, field)| (heap, at, field));
    let mut count = 0;
    for (heap, at, field) in own.chain(inherited) {
        if count == heap.type_after() {
            visitor.visit(&object.ty().as_obj());
        }
        count += 1;
        if !heap.is_hidden(at) {
            visitor.field(field);
        }
    }
    if count <= heap.type_after() {
        visitor.visit(&object.ty().as_obj());
    }
}
