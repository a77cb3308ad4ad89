//! To clone is to count up, to drop is to count down. The count is taken down first, and
//! then compared: a thing with one handle comes to zero here, and is gone.

use std::cell::RefCell;

/// What things there are, and which are gone.
#[derive(Default)]
pub struct Heap {
    /// Each thing's name and count.
    things: RefCell<Vec<(String, usize)>>,
    /// The names of those that are gone, in order.
    gone: RefCell<Vec<String>>,
}

/// An owned reference to a thing.
pub struct Handle<'h> {
    heap: &'h Heap,
    /// Where the thing stands in the heap.
    at: usize,
}

impl Heap {
    /// Makes a thing. Its first handle is the caller's.
    pub fn make(&self, name: &str) -> Handle<'_> {
        let mut things = self.things.borrow_mut();
        things.push((name.to_owned(), 1));
        let at = things.len() - 1;
        Handle { heap: self, at }
    }

    /// The names of the things that are gone, in the order in which they went.
    pub fn gone(&self) -> Vec<String> {
        self.gone.borrow().clone()
    }
}

impl Handle<'_> {
    /// How many handles lead to the thing.
    pub fn count(&self) -> usize {
        self.heap.things.borrow()[self.at].1
    }
}

impl Clone for Handle<'_> {
    fn clone(&self) -> Self {
        let Handle { heap, at } = *self;
        heap.things.borrow_mut()[at].1 += 1;
        Handle { heap, at }
    }
}

impl Drop for Handle<'_> {
    fn drop(&mut self) {
        let (name, count) = &mut self.heap.things.borrow_mut()[self.at];
        *count -= 1;
        if *count == 0 {
            self.heap.gone.borrow_mut().push(name.clone());
        }
    }
}
