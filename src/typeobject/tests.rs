use super::slots::{Slot, Unary};
use super::{Builtin, PyTypeObject, TypeFlags};
use crate::Runtime;
use crate::object::PyStruct;
use crate::objects::int::PyLongObject;
use crate::objects::list::PyListObject;

#[test]
fn a_slot_holds_a_function_or_nothing() {
    let slot: Slot<Unary> = Slot::new(None);
    assert!(slot.get().is_none());
    slot.set(Some(|_, object| Ok(object.clone())));
    assert!(slot.get().is_some());
    assert_eq!(size_of_val(&slot), 8);
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
