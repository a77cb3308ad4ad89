//! The bytes of live objects, for whoever wants to look without touching.

use crate::refcount::PyRef;
use crate::runtime::Runtime;

impl Runtime {
    /// The `length` bytes from `address` on; nothing where they are not all in one
    /// block that is in use. No count changes, and no object is asked.
    ///
    /// ```
    /// let rt = pyobject::Runtime::new();
    /// let half = rt.float(0.5);
    /// let address = half.id();
    /// let value = rt.read(address + 16, 8).unwrap();
    /// assert_eq!(value, 0.5f64.to_le_bytes());
    /// assert_eq!(rt.read(address + 32, 8), None); // its block has 32 bytes
    ///
    /// drop(half);
    /// assert_eq!(rt.read(address + 16, 8), None);
    /// ```
    pub fn read(&self, address: usize, length: usize) -> Option<Vec<u8>> {
        if self.is_on_free_list(address) {
            return None;
        }
        self.heap.read(address, length)
    }

    /// As [`Runtime::read`], and where no object lives what the last one left there: its
    /// count is 0 by then, until something else takes the place.
    ///
    /// ```
    /// let rt = pyobject::Runtime::new();
    /// let cell = rt.list([]);
    /// let address = cell.id();
    /// drop(cell);
    /// assert_eq!(rt.remains(address, 8), Some(vec![0; 8]));
    /// ```
    pub fn remains(&self, address: usize, length: usize) -> Option<Vec<u8>> {
        let read = self.read(address, length);
        read.or_else(|| self.heap.remains(address, length))
    }

    /// The eight bytes at `address` as a number.
    ///
    /// ```
    /// let rt = pyobject::Runtime::new();
    /// let list = rt.list([]);
    /// let again = list.clone();
    /// assert_eq!(rt.word(list.id()), Some(2)); // the count
    /// assert_eq!(rt.word(list.id() + 8), Some(again.ob_type().id() as u64));
    /// ```
    pub fn word(&self, address: usize) -> Option<u64> {
        let bytes = self.read(address, 8)?;
        Some(u64::from_le_bytes(bytes.try_into().ok()?))
    }
}

impl<'rt> PyRef<'rt> {
    /// A new reference to the object's type: Python's `type(x)`.
    ///
    /// ```
    /// let rt = pyobject::Runtime::new();
    /// let int = rt.int(56).ob_type();
    /// assert!(int.is(&rt.int(89).ob_type()));
    /// assert!(!int.is(&int.ob_type())); // the type of int is type
    /// ```
    pub fn ob_type(&self) -> PyRef<'rt> {
        self.ty().to_obj()
    }
}
