//! References that are used without being counted, though whoever owns the object may
//! let go of it meanwhile: so C code uses what it reads from a container. Where C would
//! then use freed memory, here the object stays until it is no longer used.

use super::lost::Lost;
use super::{Obj, PyRef};
use crate::object::PyObject;
use crate::runtime::Runtime;
use crate::shapes::Field;
use std::cell::{Cell, RefCell};
use std::mem::ManuallyDrop;
use std::ptr::NonNull;

/// The objects that are in use without being counted, the newest last.
#[derive(Default)]
pub(crate) struct Lent {
    any: Cell<bool>,
    uses: RefCell<Vec<Use>>,
    /// The containers that the collector will not find.
    pub(crate) lost: Lost,
    /// The tuple of arguments with which an object is called whose type is native.
    pub(crate) packed: Field,
}

struct Use {
    pointer: NonNull<PyObject>,
    /// Whether the last owner let go: then this use owns the object.
    inherits: bool,
}

impl Lent {
    /// Whether an object whose count reached zero is in use: then it has a count of 1
    /// again, which goes with the oldest such use.
    #[inline(always)]
    pub(crate) fn inherits(&self, pointer: NonNull<PyObject>) -> bool {
        self.any.get() && self.inherit(pointer)
    }

    #[cold]
    #[inline(never)]
    fn inherit(&self, pointer: NonNull<PyObject>) -> bool {
        let mut uses = self.uses.borrow_mut();
        let Some(heir) = uses.iter_mut().find(|known| known.pointer == pointer) else {
            return false;
        };
        heir.inherits = true;
        // SAFETY: the object is whole, and its count is nobody's but this use's.
        unsafe { pointer.as_ref().ob_refcnt.set(1) };
        true
    }

    fn begin(&self, pointer: NonNull<PyObject>) -> Ends<'_> {
        let inherits = false;
        self.uses.borrow_mut().push(Use { pointer, inherits });
        self.any.set(true);
        Ends(self)
    }
}

/// The end of the newest use.
struct Ends<'a>(&'a Lent);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        let over = {
            let mut uses = self.0.uses.borrow_mut();
            let over = uses.pop();
            self.0.any.set(!uses.is_empty());
            over
        };
        if let Some(over) = over.filter(|over| over.inherits) {
            // SAFETY: the use owned the count that the object got when it inherited.
            drop(unsafe { PyRef::<'static>::from_owned(over.pointer) });
        }
    }
}

impl Runtime {
    /// Uses an object without counting this reference, as long as there is another.
    pub(crate) fn uncounted<T>(&self, object: Obj, with: impl FnOnce(&Obj) -> T) -> T {
        let pointer = object.pointer();
        // SAFETY: the object is alive.
        if unsafe { pointer.as_ref() }.is_immortal() {
            return with(&object);
        }
        let _ends = self.lent.begin(pointer);
        // SAFETY: when the last owner lets go, the use that has just begun inherits the
        // object; it ends after this reference, which is not dropped.
        let used = ManuallyDrop::new(unsafe { Obj::from_owned(pointer) });
        drop(object);
        with(&used)
    }
}
