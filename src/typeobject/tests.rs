use super::slots::Slot;
use super::{Builtin, Matches, PyTypeObject, TypeFlags};
use crate::Runtime;
use crate::object::PyStruct;
use crate::objects::int::PyLongObject;
use crate::objects::list::PyListObject;

#[test]
fn a_slot_holds_a_function_or_nothing() {
    let slot: Slot<fn(i64) -> i64> = Slot::new(None);
    assert!(slot.get().is_none());
    slot.set(Some(|n| n + 1));
    assert_eq!(slot.get().map(|function| function(55)), Some(56));
    assert_eq!(size_of_val(&slot), 8);
}

#[test]
fn what_a_flag_says_of_a_struct_is_said_of_subclasses_too() {
    let list = TypeFlags::LIST_SUBCLASS.with(TypeFlags::IMMUTABLETYPE);
    let class = list.and(TypeFlags::INHERITED).with(TypeFlags::HEAPTYPE);
    assert!(class.has(TypeFlags::LIST_SUBCLASS));
    assert!(!class.has(TypeFlags::IMMUTABLETYPE));
    let float = TypeFlags((Builtin::Float as u64) << 56);
    let class = float.and(TypeFlags::INHERITED).with(TypeFlags::HEAPTYPE);
    let is = |builtin: Builtin| Matches::matches(&builtin, class);
    assert!(is(Builtin::Float) && !is(Builtin::Int));
}

#[test]
fn a_type_is_a_struct_of_416_bytes() {
    use crate::object::HEAD_EXTRA;
    assert_eq!(size_of::<PyTypeObject>(), 416 + HEAD_EXTRA);
    assert!(PyTypeObject::matches(TypeFlags::TYPE_SUBCLASS));
    assert!(!PyTypeObject::matches(TypeFlags::LIST_SUBCLASS));
}

#[test]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn type_is_its_own_type_and_no_other_type_is() {
    let rt = Runtime::new();
    let type_of_types = rt.int(56).ob_type().ob_type();
    for which in Builtin::ALL {
        let Some(ty) = rt.try_ty(*which) else {
            continue;
        };
        let ty = ty.to_obj();
        assert!(ty.ob_type().is(&type_of_types), "{which:?}");
        assert_eq!(ty.ob_type().is(&ty), *which == Builtin::Type, "{which:?}");
    }
}

#[test]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn every_type_is_a_type_object_and_knows_its_name() {
    let rt = Runtime::new();
    let list = rt.list([]);
    assert!(list.cast::<PyTypeObject>().is_none());
    let ty = list.ob_type();
    assert_eq!(ty.cast::<PyTypeObject>().unwrap().name(), "list");
    assert_eq!(ty.ty().name(), "type");
}

#[test]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn a_subclass_begins_with_the_struct_of_its_base() {
    let rt = Runtime::new();
    let flags = rt.ty(Builtin::Bool).flags();
    assert!(flags.has(TypeFlags::LONG_SUBCLASS));
    assert!(PyLongObject::matches(flags) && !PyListObject::matches(flags));
}

#[test]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn slots_tell_what_objects_can_do() {
    let rt = Runtime::new();
    let slots = |which| rt.ty(which).filled_slots();
    let (int, list) = (slots(Builtin::Int), slots(Builtin::List));
    assert!(int.contains(&"nb_add") && !int.contains(&"sq_item"));
    assert!(list.contains(&"sq_item") && !list.contains(&"nb_add"));
    // From object, since no list says anything else.
    assert!(list.contains(&"tp_getattro"));
}
