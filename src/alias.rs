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

mod dicts_and_sets;
mod lists;
#[cfg(test)]
mod tests;

use crate::objects::{dict_merge, list, list_methods, set, tuple};
use crate::refcount::{Obj, PyRef};
use crate::runtime::{PyResult, Raised, Runtime};
use crate::typeobject::Builtin;
use std::collections::BTreeMap;

/// The number that tells an object from all others that are alive: its address.
pub fn id(object: &PyRef<'_>) -> usize {
    object.id()
}

/// Whether both are the same object, not just equal ones.
pub fn is(a: &PyRef<'_>, b: &PyRef<'_>) -> bool {
    a.is(b)
}

impl Runtime {
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
        let memo = BTreeMap::new();
        DeepCopy { rt: self, memo }.of(&object)
    }
}

/// A new container with the same items, or the object itself where it has none that
/// could be exchanged.
fn shallow(rt: &Runtime, object: &Obj) -> PyResult {
    let exactly = |which| object.ty().is_exactly(which);
    if exactly(Builtin::List) {
        list_methods::copy(rt, object)
    } else if exactly(Builtin::Dict) {
        dict_merge::copy(rt, object)
    } else if exactly(Builtin::Set) {
        let copy = rt.new_set()?;
        set::update(rt, &copy, object)?;
        Ok(copy)
    } else if exactly(Builtin::ByteArray) {
        rt.call_method(object, "copy", &[])
    } else {
        Ok(object.clone())
    }
}

/// A deep copy on its way.
struct DeepCopy<'a> {
    rt: &'a Runtime,
    /// What was copied so far: by its address, the original and its copy. As long as an
    /// original is kept here, no other object can have its address.
    memo: BTreeMap<usize, (Obj, Obj)>,
}

impl DeepCopy<'_> {
    /// The copy of an object: the one that is there already, or a new one.
    fn of(&mut self, object: &Obj) -> PyResult {
        let _level = self.rt.deeper("")?;
        self.rt.spend(1)?;
        if let Some(known) = self.known(object) {
            return Ok(known);
        }
        let copy = self.parts(object)?;
        self.remember(object, &copy);
        Ok(copy)
    }

    fn known(&self, object: &Obj) -> Option<Obj> {
        let (_, copy) = self.memo.get(&object.id())?;
        Some(copy.clone())
    }

    fn remember(&mut self, object: &Obj, copy: &Obj) {
        if !copy.is(object) {
            let both = (object.clone(), copy.clone());
            self.memo.insert(object.id(), both);
        }
    }

    /// A new copy, part by part, according to the object's type; the object itself
    /// where it has no parts.
    fn parts(&mut self, object: &Obj) -> PyResult {
        let exactly = |which| object.ty().is_exactly(which);
        if exactly(Builtin::List) {
            self.list(object)
        } else if exactly(Builtin::Tuple) {
            self.tuple(object)
        } else if exactly(Builtin::Dict) {
            self.dict(object)
        } else if exactly(Builtin::Set) || exactly(Builtin::FrozenSet) {
            self.set(object)
        } else {
            shallow(self.rt, object)
        }
    }

    /// The copy is in the memo before it is filled, for items that lead back to it.
    fn list(&mut self, object: &Obj) -> PyResult {
        let copy = self.rt.new_list(Vec::new())?;
        self.remember(object, &copy);
        let mut index = 0;
        while let Some(item) = list::get(object, index) {
            list::append(self.rt, &copy, self.of(&item)?)?;
            index += 1;
        }
        Ok(copy)
    }

    /// A tuple whose items are all their own copies is its own, too.
    fn tuple(&mut self, object: &Obj) -> PyResult {
        let items = tuple::items(object);
        let copies = items.iter().map(|item| self.of(item));
        let copies = copies.collect::<PyResult<Vec<Obj>>>()?;
        // An item that leads back to the tuple has copied it already.
        if let Some(known) = self.known(object) {
            return Ok(known);
        }
        let mut pairs = items.iter().zip(&copies);
        match pairs.all(|(item, copy)| item.is(copy)) {
            true => Ok(object.clone()),
            false => self.rt.new_tuple(copies),
        }
    }
}
