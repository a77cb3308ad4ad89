//! Names and objects: what a variable is (`Python/bytecodes.c@v3.13.0#LOAD_NAME`).
//!
//! The book's chapter: [Names and objects](../../../book/01-names.html).
//!
//! A name is an entry in a namespace, and a namespace is a dict from strings to
//! references. To *bind* a name is to store a reference under it; the object that was
//! there before loses one. No statement of this module touches an object's value.
//!
//! [`Namespace`] is for programs in Rust. The instructions of a Python program do the same
//! to the same dicts: [`store`], [`load`], [`delete`]. Code outside functions searches a
//! name in the local namespace, then in the module's, then among the built-in ones. The
//! variables of functions are not in dicts: the compiler gives each a slot in the call's
//! frame, or a cell where an inner function uses it too ([`Scope`] and [`PyCell`]).

mod guess;
mod scope;
#[cfg(test)]
mod tests;

pub(crate) use guess::{guess, guess_global, rebind, remembered};
pub use scope::{Place, PyCell, Scope};

use crate::objects::builtin_function::plain;
use crate::objects::dict;
use crate::refcount::{Obj, PyRef};
use crate::runtime::{PyResult, Raised, Runtime};
use crate::typeobject::Builtin;

/// What the public functions here say when there is no room for a name.
const NO_MEMORY: &str = "memory for a name";

/// A namespace: names, each bound to an object.
///
/// ```
/// use pyobject::{Runtime, names::Namespace};
///
/// let rt = Runtime::new();
/// let names = Namespace::new(&rt);
/// let spam = rt.str("spam and eggs");
/// names.bind("X", spam.clone());
/// names.bind("Y", spam.clone());
/// assert_eq!(spam.refcnt(), 3); // X, Y, and our variable `spam`
///
/// names.bind("X", rt.int(89)); // X refers elsewhere; Y and the text know nothing of it
/// assert!(names.lookup("Y").unwrap().is(&spam));
/// assert_eq!(spam.refcnt(), 2);
///
/// assert!(names.unbind("Y"));
/// assert!(names.lookup("Y").is_none());
/// ```
pub struct Namespace<'rt> {
    rt: &'rt Runtime,
    dict: Obj,
}

impl<'rt> Namespace<'rt> {
    /// A namespace without names.
    ///
    /// # Panics
    /// Where the memory budget is spent. So do the other functions, and also where a
    /// program has put a key into the dict that cannot be compared.
    pub fn new(rt: &'rt Runtime) -> Namespace<'rt> {
        Namespace::of(rt, rt.new_dict().expect(NO_MEMORY))
    }

    /// The namespace that a dict is already.
    pub(crate) fn of(rt: &'rt Runtime, dict: Obj) -> Namespace<'rt> {
        Namespace { rt, dict }
    }

    /// Binds a name to an object. If the name was bound, it is *rebound*: the object it
    /// referred to loses a reference, and that is all that happens to it.
    pub fn bind(&self, name: &str, object: PyRef<'rt>) {
        let key = self.key(name);
        let bound = dict::set(self.rt, &self.dict, &key, self.rt.adopt(object));
        bound.expect(NO_MEMORY);
    }

    /// The object that a name refers to.
    pub fn lookup(&self, name: &str) -> Option<PyRef<'rt>> {
        dict::get_name(&self.dict, &self.key(name))
    }

    /// Removes a name, as `del` does; false if there was none. The object goes only if
    /// this was the last reference to it.
    pub fn unbind(&self, name: &str) -> bool {
        let key = self.key(name);
        let removed = dict::del(self.rt, &self.dict, &key);
        removed.expect(NO_MEMORY)
    }

    /// The names, in the order in which they were first bound.
    pub fn names(&self) -> Vec<String> {
        dict::keys(&self.dict).iter().map(plain).collect()
    }

    /// A name as the dict keeps it: a str, one for all namespaces.
    fn key(&self, name: &str) -> Obj {
        self.rt.intern_str(name).expect(NO_MEMORY)
    }
}

/// The namespaces in which code outside functions looks a name up.
pub(crate) struct Scopes<'a> {
    /// The module's or the class's names: a dict, or what `__prepare__` returned.
    pub(crate) locals: &'a Obj,
    /// The module's names.
    pub(crate) globals: &'a Obj,
    /// The built-in names.
    pub(crate) builtins: &'a Obj,
}

/// Looks a name up: local, global, built-in.
pub(crate) fn load(rt: &Runtime, scopes: &Scopes<'_>, name: &Obj) -> PyResult {
    match find(rt, scopes.locals, name)? {
        Some(found) => Ok(found),
        None => load_global(rt, scopes.globals, scopes.builtins, name),
    }
}

/// Looks a name up: global, built-in.
#[inline]
pub(crate) fn load_global(
    rt: &Runtime,
    globals: &Obj,
    builtins: &Obj,
    name: &Obj,
) -> PyResult {
    for names in [globals, builtins] {
        if let Some(found) = find(rt, names, name)? {
            return Ok(found);
        }
    }
    let late = rt.late_names.get()(rt, name)?;
    late.ok_or_else(|| not_defined(rt, name))
}

/// Looks a name up in one namespace, which may be any mapping.
#[inline]
pub(crate) fn find(rt: &Runtime, names: &Obj, name: &Obj) -> PyResult<Option<Obj>> {
    if names.ty().is_exactly(Builtin::Dict) {
        return Ok(dict::get_name(names, name));
    }
    if_there(rt, rt.getitem(names, name))
}

/// Binds a name in a namespace, which may be any mapping.
#[inline]
pub(crate) fn store(rt: &Runtime, names: &Obj, name: &Obj, value: Obj) -> PyResult<()> {
    if names.ty().is_exactly(Builtin::Dict) {
        return dict::set(rt, names, name, value);
    }
    rt.setitem(names, name, Some(&value))
}

/// Removes a name from a namespace, which may be any mapping.
pub(crate) fn delete(rt: &Runtime, names: &Obj, name: &Obj) -> PyResult<()> {
    let was_there = if names.ty().is_exactly(Builtin::Dict) {
        dict::del(rt, names, name)?
    } else {
        if_there(rt, rt.setitem(names, name, None))?.is_some()
    };
    match was_there {
        true => Ok(()),
        false => Err(not_defined(rt, name)),
    }
}

/// What a mapping answered; nothing where it raised a `KeyError`.
fn if_there<T>(rt: &Runtime, answer: PyResult<T>) -> PyResult<Option<T>> {
    match answer {
        Ok(found) => Ok(Some(found)),
        Err(_) if rt.swallow(Builtin::KeyError) => Ok(None),
        Err(raised) => Err(raised),
    }
}

/// The error for a name that is bound nowhere.
pub(crate) fn not_defined(rt: &Runtime, name: &Obj) -> Raised {
    let message = format!("name '{}' is not defined", plain(name));
    rt.raise_with(Builtin::NameError, &message, &[("name", name)])
}

/// The error for a function's variable that is not bound yet, or no more.
pub(crate) fn unbound_local(rt: &Runtime, name: &Obj) -> Raised {
    let message = format!(
        "cannot access local variable '{}' where it is not associated with a value",
        plain(name)
    );
    rt.raise(Builtin::UnboundLocalError, message)
}

/// The error for an outer function's variable that is not bound yet, or no more.
pub(crate) fn unbound_free(rt: &Runtime, name: &Obj) -> Raised {
    let message = format!(
        "cannot access free variable '{}' where it is not associated with a value in \
         enclosing scope",
        plain(name)
    );
    rt.raise_with(Builtin::NameError, &message, &[("name", name)])
}
