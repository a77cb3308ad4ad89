//! Aliases: two names for one object, and how to get two objects instead.
//!
//! A name holds a reference. `B = A` copies the reference, never the object, so after
//! it both names lead to the same list: [`is`] says yes, and [`id`] gives the same
//! number for both. What is stored through one name is then seen through the other.
//! Binding a name anew (`B = [1, 5, 3]`) changes no object, and so no other name.
//!
//! Who wants two objects must ask for them. That is what Python's `copy` module does
//! (`Lib/copy.py@v3.13.0`): a *shallow* copy is a new container with the same items,
//! that is, with aliases of them; a *deep* copy copies the items too, and theirs. The
//! deep one keeps a *memo* of what it has copied already: so an object that is reached
//! twice is copied once, and one that contains itself does not keep it busy for ever.
//!
//! Objects that cannot change need no copy; they are their own.

use crate::objects::{dict, dict_merge, list, list_methods, set, tuple};
use crate::refcount::{Obj, PyRef};
use crate::runtime::{PyResult, Raised, Runtime};
use crate::typeobject::{Builtin, TypeFlags};

/// The number that tells an object from all others that are alive: its address.
pub fn id(object: &PyRef<'_>) -> usize {
    object.id()
}

/// Whether both are the same object, not just equal ones.
pub fn is(a: &PyRef<'_>, b: &PyRef<'_>) -> bool {
    a.is(b)
}

impl Runtime {
    /// `list[index] = value`: the list changes, in place, for all who refer to it.
    ///
    /// ```
    /// use pyobject::alias::{id, is};
    /// let rt = pyobject::Runtime::new();
    /// let a = rt.list([rt.int(1), rt.int(2), rt.int(3)]);
    /// let b = a.clone();
    /// let before = id(&a);
    /// rt.list_set(&a, 1, rt.int(5)).unwrap();
    /// assert!(is(&rt.list_get(&b, 1).unwrap(), &rt.int(5)));
    /// assert_eq!(id(&a), before);
    /// ```
    ///
    /// # Errors
    /// `TypeError` if it is no list, `IndexError` if it has no such item.
    pub fn list_set<'rt>(
        &'rt self,
        list: &PyRef<'rt>,
        index: usize,
        value: PyRef<'rt>,
    ) -> Result<(), Raised> {
        let list = self.as_list(list)?;
        list::set_item(self, &list, index as isize, self.adopt(value))
    }

    /// `list[index]`, if the list has that item.
    pub fn list_get<'rt>(
        &'rt self,
        list: &PyRef<'rt>,
        index: usize,
    ) -> Option<PyRef<'rt>> {
        let list = self.adopt(list.clone());
        list.cast::<list::PyListObject>()?.items.get(index)
    }

    /// `list.append(value)`.
    ///
    /// # Errors
    /// `TypeError` if it is no list, `MemoryError` if there is no room.
    pub fn list_append<'rt>(
        &'rt self,
        list: &PyRef<'rt>,
        value: PyRef<'rt>,
    ) -> Result<(), Raised> {
        let list = self.as_list(list)?;
        list::append(self, &list, self.adopt(value))
    }

    fn as_list(&self, object: &PyRef<'_>) -> PyResult {
        let object = self.adopt(object.clone());
        if object.ty().flags().has(TypeFlags::LIST_SUBCLASS) {
            return Ok(object);
        }
        let name = object.ty().name();
        Err(self.type_error(format!("a list is needed, not '{name}'")))
    }

    /// A shallow copy: a new container, the same items.
    ///
    /// ```
    /// use pyobject::alias::is;
    /// let rt = pyobject::Runtime::new();
    /// let outer = rt.list([rt.list([rt.int(1)])]);
    /// let copy = rt.copy(&outer).unwrap();
    /// assert!(!is(&copy, &outer));
    /// assert!(is(&rt.list_get(&copy, 0).unwrap(), &rt.list_get(&outer, 0).unwrap()));
    /// ```
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn copy<'rt>(&'rt self, object: &PyRef<'rt>) -> Result<PyRef<'rt>, Raised> {
        let object = self.adopt(object.clone());
        Ok(copy(self, &object)?.unwrap_or(object))
    }

    /// A deep copy: copies of the items too, and of theirs; one of each.
    ///
    /// ```
    /// use pyobject::alias::is;
    /// let rt = pyobject::Runtime::new();
    /// let inner = rt.list([rt.int(1)]);
    /// let outer = rt.list([inner.clone(), inner.clone()]);
    /// let copy = rt.deepcopy(&outer).unwrap();
    /// let (a, b) = (rt.list_get(&copy, 0).unwrap(), rt.list_get(&copy, 1).unwrap());
    /// assert!(!is(&a, &inner) && is(&a, &b));
    /// ```
    ///
    /// # Errors
    /// `MemoryError`; `RecursionError` where containers are nested too deeply.
    pub fn deepcopy<'rt>(&'rt self, object: &PyRef<'rt>) -> Result<PyRef<'rt>, Raised> {
        let object = self.adopt(object.clone());
        let memo = self.new_dict()?;
        deepcopy(self, &object, &memo, &|_, other, _| Ok(other.clone()))
    }
}

/// A shallow copy (`copy.copy`) of an object of a built-in type that has items, or the
/// object itself where it cannot change. `None` for all other types.
pub(crate) fn copy(rt: &Runtime, object: &Obj) -> PyResult<Option<Obj>> {
    let ty = object.ty();
    if ty.is_exactly(Builtin::List) {
        return list_methods::copy(rt, object).map(Some);
    }
    if ty.is_exactly(Builtin::Dict) {
        return dict_merge::copy(rt, object).map(Some);
    }
    if ty.is_exactly(Builtin::Set) {
        let copy = rt.new_set()?;
        set::update(rt, &copy, object)?;
        return Ok(Some(copy));
    }
    let immutable = [Builtin::Tuple, Builtin::FrozenSet, Builtin::Slice];
    let same = is_atomic(object) || immutable.iter().any(|&which| ty.is_exactly(which));
    Ok(same.then(|| object.clone()))
}

/// Whether the object has no parts that could be copied.
fn is_atomic(object: &Obj) -> bool {
    use Builtin::*;
    const ATOMIC: [Builtin; 16] = [
        NoneType,
        NotImplementedType,
        Ellipsis,
        Int,
        Bool,
        Float,
        Complex,
        Str,
        Bytes,
        Range,
        Function,
        BuiltinFunction,
        Property,
        WeakRef,
        Code,
        Type,
    ];
    let ty = object.ty();
    ty.flags().has(TypeFlags::TYPE_SUBCLASS)
        || ATOMIC.iter().any(|&which| ty.is_exactly(which))
}

/// How an object is copied deeply whose type this module does not know, given the memo.
pub(crate) type Other<'a> = &'a dyn Fn(&Runtime, &Obj, &Obj) -> PyResult;

/// A deep copy (`copy.deepcopy`). The memo is a dict: from the address of an object
/// that was copied to the copy.
pub(crate) fn deepcopy(
    rt: &Runtime,
    object: &Obj,
    memo: &Obj,
    other: Other<'_>,
) -> PyResult {
    rt.check_stack("")?;
    rt.spend(1)?;
    let key = rt.new_size(object.id())?;
    if let Some(known) = dict::get(rt, memo, &key)? {
        return Ok(known);
    }
    if is_atomic(object) {
        return Ok(object.clone());
    }
    let ty = object.ty();
    let copy = if ty.is_exactly(Builtin::List) {
        deepcopy_list(rt, object, memo, &key, other)?
    } else if ty.is_exactly(Builtin::Tuple) {
        deepcopy_tuple(rt, object, memo, &key, other)?
    } else if ty.is_exactly(Builtin::Dict) {
        deepcopy_dict(rt, object, memo, &key, other)?
    } else if ty.is_exactly(Builtin::Set) || ty.is_exactly(Builtin::FrozenSet) {
        deepcopy_set(rt, object, memo, other)?
    } else {
        other(rt, object, memo)?
    };
    if !copy.is(object) {
        dict::set(rt, memo, &key, copy.clone())?;
        keep_alive(rt, object, memo)?;
    }
    Ok(copy)
}

/// The memo also holds the objects that were copied, in a list under its own address:
/// as long as they live, no other object can have one of theirs.
fn keep_alive(rt: &Runtime, object: &Obj, memo: &Obj) -> PyResult<()> {
    let key = rt.new_size(memo.id())?;
    match dict::get(rt, memo, &key)? {
        Some(kept) if kept.cast::<list::PyListObject>().is_some() => {
            list::append(rt, &kept, object.clone())
        }
        _ => dict::set(rt, memo, &key, rt.new_list(vec![object.clone()])?),
    }
}

/// The copy is in the memo before it is filled, for items that lead back to it.
fn deepcopy_list(
    rt: &Runtime,
    object: &Obj,
    memo: &Obj,
    key: &Obj,
    other: Other<'_>,
) -> PyResult {
    let copy = rt.new_list(Vec::new())?;
    dict::set(rt, memo, key, copy.clone())?;
    let mut index = 0;
    while let Some(item) = list::get(object, index) {
        list::append(rt, &copy, deepcopy(rt, &item, memo, other)?)?;
        index += 1;
    }
    Ok(copy)
}

/// A tuple whose items are all their own copies is its own, too.
fn deepcopy_tuple(
    rt: &Runtime,
    object: &Obj,
    memo: &Obj,
    key: &Obj,
    other: Other<'_>,
) -> PyResult {
    let items = tuple::items(object);
    let copies: PyResult<Vec<Obj>> = items
        .iter()
        .map(|item| deepcopy(rt, item, memo, other))
        .collect();
    let copies = copies?;
    // An item that leads back to the tuple has copied it already.
    if let Some(known) = dict::get(rt, memo, key)? {
        return Ok(known);
    }
    if items.iter().zip(&copies).all(|(item, copy)| item.is(copy)) {
        return Ok(object.clone());
    }
    rt.new_tuple(copies)
}

fn deepcopy_dict(
    rt: &Runtime,
    object: &Obj,
    memo: &Obj,
    key: &Obj,
    other: Other<'_>,
) -> PyResult {
    let copy = rt.new_dict()?;
    dict::set(rt, memo, key, copy.clone())?;
    for (name, value) in dict::items(object) {
        let name = deepcopy(rt, &name, memo, other)?;
        let value = deepcopy(rt, &value, memo, other)?;
        dict::set(rt, &copy, &name, value)?;
    }
    Ok(copy)
}

/// A set's items are hashable, so they cannot lead back to it except through objects
/// that compare by identity.
fn deepcopy_set(rt: &Runtime, object: &Obj, memo: &Obj, other: Other<'_>) -> PyResult {
    let copies: PyResult<Vec<Obj>> = set::items(object)
        .iter()
        .map(|item| deepcopy(rt, item, memo, other))
        .collect();
    if object.ty().is_exactly(Builtin::FrozenSet) {
        return rt.new_frozenset(&copies?);
    }
    rt.new_set_from(&copies?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deep_copy_of_a_list_in_itself_is_in_itself() {
        let rt = Runtime::new();
        let ring = rt.list([]);
        rt.list_append(&ring, ring.clone()).expect("room");
        let copy = rt.deepcopy(&ring).expect("a copy");
        assert!(!copy.is(&ring));
        assert!(rt.list_get(&copy, 0).is_some_and(|item| item.is(&copy)));
        for list in [&ring, &copy] {
            rt.list_set(list, 0, rt.int(0)).expect("an item");
        }
        drop((ring, copy));
        assert_eq!(Runtime::finish(rt).blocks, 0);
    }

    #[test]
    fn sets_and_dicts_are_copied() {
        let rt = Runtime::new();
        let one = rt.new_int(1).expect("an int");
        let row = rt.new_tuple(vec![one.clone()]).expect("a tuple");
        let set = rt.new_set_from(&[row.clone()]).expect("a set");
        let copy = rt.adopt(rt.deepcopy(&set).expect("a copy"));
        assert!(!copy.is(&set) && rt.equal(&copy, &set).expect("a bool"));
        let dict = rt.new_dict_from(&[(&one, &set)]).expect("a dict");
        let deep = rt.adopt(rt.deepcopy(&dict).expect("a copy"));
        assert!(rt.equal(&deep, &dict).expect("a bool"));
        let (inner, _) = dict::items(&deep).remove(0);
        assert!(inner.is(&one) && !dict::values(&deep)[0].is(&set));
        let shallow = rt.adopt(rt.copy(&dict).expect("a copy"));
        assert!(dict::values(&shallow)[0].is(&set));
        drop((one, row, set, copy, dict, deep, inner, shallow));
        assert_eq!(Runtime::finish(rt).blocks, 0);
    }

    #[test]
    fn what_cannot_change_is_its_own_copy() {
        let rt = Runtime::new();
        let plain = rt.tuple([rt.int(1), rt.str("spam")]);
        assert!(rt.deepcopy(&plain).expect("a copy").is(&plain));
        let row = rt.tuple([rt.list([rt.int(1)])]);
        assert!(rt.copy(&row).expect("a copy").is(&row));
        assert!(!rt.deepcopy(&row).expect("a copy").is(&row));
        drop((plain, row));
        assert_eq!(Runtime::finish(rt).blocks, 0);
    }
}
