use super::{GC_HEAD, HEAD_EXTRA, PyObject, PyStruct, PyVarObject, View, presize};
use crate::Runtime;
use crate::memory::ptr::Ptr;
use crate::objects::float::PyFloatObject;
use crate::objects::int::PyLongObject;
use crate::typeobject::{Builtin, TypeFlags};
use std::cell::Cell;
use std::ptr::NonNull;

#[test]
fn a_header_is_two_words_and_begins_with_a_count_of_one() {
    let header = PyObject::of_type(Ptr::NULL);
    assert_eq!(header.ob_refcnt.get(), 1);
    assert!(header.ob_type.get().is_null());
    assert_eq!(size_of_val(&header), 16 + HEAD_EXTRA);
    let ob_size = Cell::new(3);
    let longer = PyVarObject {
        ob_base: header,
        ob_size,
    };
    assert_eq!(longer.size(), 3);
    assert_eq!(size_of_val(&longer), 24 + HEAD_EXTRA);
}

/// An object of the test's own.
#[repr(C)]
struct Row {
    ob_base: PyVarObject,
}

crate::py_struct!(
    Row, Builtin::Object, size 24;
    tail u64, |this| this.ob_base.size()
);

#[test]
fn a_view_reaches_the_struct_and_the_tail_behind_it() {
    #[repr(C)]
    struct Block {
        row: Row,
        items: [u64; 3],
    }
    let ob_base = PyVarObject {
        ob_base: PyObject::of_type(Ptr::NULL),
        ob_size: Cell::new(3),
    };
    let items = [7, 8, 9];
    let block = Block {
        row: Row { ob_base },
        items,
    };
    // SAFETY: the block begins with a row of three items, and outlives the view.
    let view: View<'_, Row> = unsafe { View::new(NonNull::from(&block).cast()) };
    assert_eq!(view.ob_base.ob_base.ob_refcnt.get(), 1);
    assert_eq!(view.tail(), block.items);
}

#[test]
fn flags_say_what_stands_before() {
    let class = TypeFlags::HAVE_GC.with(TypeFlags::MANAGED_DICT);
    assert_eq!(presize(TypeFlags::NONE), 0);
    assert_eq!(presize(TypeFlags::HAVE_GC), 16);
    assert_eq!(presize(class), 32);
}

#[test]
fn an_object_begins_with_its_count_and_the_address_of_its_type() {
    let rt = Runtime::bare();
    for object in [
        rt.int(1 << 40),
        rt.float(0.5),
        rt.str("spam and eggs"),
        rt.list([]),
    ] {
        let again = object.clone();
        assert_eq!(rt.word(object.id() + HEAD_EXTRA), Some(2));
        let type_of_it = object.ob_type().id() as u64;
        assert_eq!(rt.word(object.id() + HEAD_EXTRA + 8), Some(type_of_it));
        drop(again);
        assert_eq!(rt.word(object.id() + HEAD_EXTRA), Some(1));
    }
}

#[test]
fn only_the_struct_that_the_type_says_can_be_seen() {
    let rt = Runtime::bare();
    let (int, half) = (rt.int(1 << 30), rt.float(0.5));
    assert_eq!(int.cast::<PyLongObject>().unwrap().tail(), [0, 1]);
    assert_eq!(half.cast::<PyFloatObject>().unwrap().value(), 0.5);
    assert!(int.cast::<PyFloatObject>().is_none());
    assert!(half.cast::<PyLongObject>().is_none());
    assert_eq!(PyFloatObject::FIELDS, [("ob_fval", HEAD_EXTRA + 16)]);
}

#[test]
fn a_container_has_a_head_before_it_and_its_items_behind_it() {
    let rt = Runtime::bare();
    let (a, b) = (rt.float(1.5), rt.str("spam and eggs"));
    let pair = rt.tuple([a.clone(), b.clone()]);
    let ring = rt.word(pair.id() - GC_HEAD);
    assert_ne!(ring, Some(0)); // the ring of the collector goes through here
    let word = |offset| rt.word(pair.id() + HEAD_EXTRA + offset).unwrap() as usize;
    assert_eq!(word(16), 2);
    assert_eq!((word(24), word(32)), (a.id(), b.id()));
}

#[test]
fn a_freed_object_cannot_be_read() {
    let rt = Runtime::bare();
    // A list's block is kept for the next list; that of a long int is given back.
    for object in [rt.list([]), rt.int(1 << 40)] {
        let address = object.id();
        assert!(rt.word(address).is_some());
        drop(object);
        assert_eq!(rt.word(address), None);
    }
}
