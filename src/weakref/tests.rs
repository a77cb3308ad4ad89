//! Weak references, with what CPython 3.13.0 answers to the same.

use super::*;
use crate::object::{PyObject, track};
use crate::objects::object_type::Plain;
use crate::typeobject::TypeFlags;
use std::cell::RefCell;

thread_local! {
    /// Callbacks here are ints, which cannot be called; so they are reported.
    static CALLED: RefCell<Vec<i64>> = const { RefCell::new(Vec::new()) };
}

fn note(_: &Runtime, callback: Option<&Obj>, _: crate::runtime::Raised) {
    let number = callback
        .and_then(crate::objects::int::to_i64)
        .expect("an int");
    CALLED.with_borrow_mut(|called| called.push(number));
}

fn called() -> Vec<i64> {
    CALLED.take()
}

/// A class with weak references and an instance of it.
fn instance(rt: &Runtime) -> Obj {
    rt.unraisable_hook.set(note);
    let (metatype, base) = (rt.ty(Builtin::Type), rt.ty(Builtin::Object));
    let size = size_of::<PyObject>();
    let class = rt
        .new_heap_type(metatype, base, "A", size, TypeFlags::MANAGED_WEAKREF, 0)
        .expect("memory");
    let view = class.expect::<PyTypeObject>();
    view.inherit(&base);
    let plain = Plain {
        ob_base: PyObject::new(view),
    };
    let object = rt.alloc(plain).expect("memory");
    track(&object);
    object
}

fn reference(rt: &Runtime, object: &Obj, callback: Option<i64>) -> Obj {
    let callback = callback.map(|number| rt.new_int(number).expect("memory"));
    new_ref(rt, rt.ty(Builtin::WeakRef), object, callback).expect("a reference")
}

#[test]
fn without_callback_one_reference_is_shared() {
    let rt = Runtime::bare();
    let object = instance(&rt);
    let first = reference(&rt, &object, None);
    let second = reference(&rt, &object, None);
    assert!(first.is(&second));
    assert_eq!((first.refcnt(), object.refcnt()), (2, 1));
    let third = reference(&rt, &object, Some(3));
    assert!(!third.is(&first));
    let proxy = new_proxy(&rt, &object, None).expect("a proxy");
    let order = [&first, &proxy, &third];
    let list = references(&object);
    assert!(list.iter().zip(order).all(|(a, b)| a.is(b)) && list.len() == 3);
    assert!(target(&first).is_some_and(|target| target.is(&object)));
    drop(object);
    assert!(
        [&first, &proxy, &third]
            .iter()
            .all(|weak| target(weak).is_none())
    );
    assert_eq!(called(), [3]);
    drop((first, second, third, proxy, list));
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
fn the_newest_callback_is_called_first() {
    let rt = Runtime::bare();
    let object = instance(&rt);
    let kept: Vec<Obj> = (1..=4)
        .map(|number| reference(&rt, &object, Some(number)))
        .collect();
    // A weak reference that goes first says nothing.
    drop(reference(&rt, &object, Some(5)));
    drop(object);
    assert_eq!(called(), [4, 3, 2, 1]);
    drop(kept);
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
fn ints_have_no_place_for_weak_references() {
    let rt = Runtime::bare();
    let int = rt.new_int(1).expect("memory");
    assert!(new_ref(&rt, rt.ty(Builtin::WeakRef), &int, None).is_err());
    rt.clear_raised();
    drop(int);
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
fn garbage_is_forgotten_before_it_goes_and_only_others_call_back() {
    use crate::objects::list::PyListObject;
    let rt = Runtime::bare();
    let object = instance(&rt);
    let cycle = rt.new_list(vec![object.clone()]).expect("memory");
    let items = |list: &Obj, item: &Obj| {
        let list = list.expect::<PyListObject>();
        list.items.push(&rt, item.clone()).expect("memory");
    };
    items(&cycle, &cycle);
    let outside = reference(&rt, &object, Some(1));
    let inside = reference(&rt, &object, Some(2));
    items(&cycle, &inside);
    drop((object, inside, cycle));
    let found = crate::gc::collect(&rt, crate::gc::OLDEST);
    assert_eq!(called(), [1]);
    assert!(found >= 3 && target(&outside).is_none());
    drop(outside);
    assert_eq!(Runtime::finish(rt).blocks, 0);
}
