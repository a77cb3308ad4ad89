//! Aliases: two names for one object, and how to get two objects instead.
//!
//! The book's chapter: [Aliases](../../../book/03-aliases.html).
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
//! Objects that cannot change need no copy; they are their own. How an instance is copied
//! is up to its class. The functions here leave it as it is; Python's module asks.

#[cfg(test)]
mod tests;

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

    /// A shallow copy: a new container, the same items. (Of an object that cannot
    /// change, it is the object itself; instances are left as they are.)
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
        shallow(self, &self.adopt(object.clone()))
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
        let copy = DeepCopy {
            rt: self,
            memo: self.new_dict()?,
            kept: self.new_list(Vec::new())?,
        };
        copy.of(&object)
    }
}

/// A new container with the same items, or the object itself where it has none that
/// could be exchanged.
fn shallow(rt: &Runtime, object: &Obj) -> PyResult {
    let is = |which| object.ty().is_exactly(which);
    if is(Builtin::List) {
        list_methods::copy(rt, object)
    } else if is(Builtin::Dict) {
        dict_merge::copy(rt, object)
    } else if is(Builtin::Set) {
        let copy = rt.new_set()?;
        set::update(rt, &copy, object)?;
        Ok(copy)
    } else if is(Builtin::ByteArray) {
        rt.call_method(object, "copy", &[])
    } else {
        Ok(object.clone())
    }
}

/// A deep copy on its way.
struct DeepCopy<'a> {
    rt: &'a Runtime,
    /// What was copied so far: a dict, from addresses to copies.
    memo: Obj,
    /// The objects with these addresses, in a list. As long as they live, no other
    /// object can have one of theirs.
    kept: Obj,
}

impl DeepCopy<'_> {
    /// The copy of an object: the one that is there already, or a new one.
    fn of(&self, object: &Obj) -> PyResult {
        let _level = self.rt.deeper("")?;
        self.rt.spend(1)?;
        let key = self.rt.new_size(object.id())?;
        if let Some(known) = dict::get(self.rt, &self.memo, &key)? {
            return Ok(known);
        }
        let copy = self.parts(object, &key)?;
        if !copy.is(object) {
            dict::set(self.rt, &self.memo, &key, copy.clone())?;
            list::append(self.rt, &self.kept, object.clone())?;
        }
        Ok(copy)
    }

    /// A new copy, part by part, according to the object's type; the object itself
    /// where it has no parts.
    fn parts(&self, object: &Obj, key: &Obj) -> PyResult {
        let is = |which| object.ty().is_exactly(which);
        if is(Builtin::List) {
            self.list(object, key)
        } else if is(Builtin::Tuple) {
            self.tuple(object, key)
        } else if is(Builtin::Dict) {
            self.dict(object, key)
        } else if is(Builtin::Set) || is(Builtin::FrozenSet) {
            self.set(object)
        } else {
            shallow(self.rt, object)
        }
    }

    /// The copy is in the memo before it is filled, for items that lead back to it.
    fn list(&self, object: &Obj, key: &Obj) -> PyResult {
        let copy = self.rt.new_list(Vec::new())?;
        dict::set(self.rt, &self.memo, key, copy.clone())?;
        let mut index = 0;
        while let Some(item) = list::get(object, index) {
            list::append(self.rt, &copy, self.of(&item)?)?;
            index += 1;
        }
        Ok(copy)
    }

    /// A tuple whose items are all their own copies is its own, too.
    fn tuple(&self, object: &Obj, key: &Obj) -> PyResult {
        let items = tuple::items(object);
        let copies: PyResult<Vec<Obj>> =
            items.iter().map(|item| self.of(item)).collect();
        let copies = copies?;
        // An item that leads back to the tuple has copied it already.
        if let Some(known) = dict::get(self.rt, &self.memo, key)? {
            return Ok(known);
        }
        if items.iter().zip(&copies).all(|(item, copy)| item.is(copy)) {
            return Ok(object.clone());
        }
        self.rt.new_tuple(copies)
    }

    fn dict(&self, object: &Obj, key: &Obj) -> PyResult {
        let copy = self.rt.new_dict()?;
        dict::set(self.rt, &self.memo, key, copy.clone())?;
        for (name, value) in dict::items(object) {
            let (name, value) = (self.of(&name)?, self.of(&value)?);
            dict::set(self.rt, &copy, &name, value)?;
        }
        Ok(copy)
    }

    /// A set's items are hashable, so they cannot lead back to it except through
    /// objects that compare by identity.
    fn set(&self, object: &Obj) -> PyResult {
        let items = set::items(object);
        let copies: PyResult<Vec<Obj>> =
            items.iter().map(|item| self.of(item)).collect();
        if object.ty().is_exactly(Builtin::FrozenSet) {
            return self.rt.new_frozenset(&copies?);
        }
        self.rt.new_set_from(&copies?)
    }
}
