//! Lists, as a Rust program uses them from outside: each function is the list's own one
//! behind a look at the argument, which may be any object.

use crate::objects::list::{self, PyListObject};
use crate::refcount::PyRef;
use crate::runtime::{PyResult, Raised, Runtime};

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
        list.cast::<PyListObject>()?.items.get(index)
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
        if object.cast::<PyListObject>().is_some() {
            return Ok(object);
        }
        let name = object.ty().name();
        Err(self.type_error(format!("a list is needed, not '{name}'")))
    }
}
