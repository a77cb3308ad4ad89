//! Making a runtime: the floors are installed one after the other.

#[cfg(test)]
mod bare;

use crate::attributes::{self, populate};
use crate::refcount::PyRef;
use crate::runtime::{Options, PyResult, Runtime};
use crate::typeobject::TypeSpec;
use crate::{gc, objects, python, weakref};
use std::pin::Pin;

impl Runtime {
    /// A runtime like CPython 3.13.
    #[allow(clippy::new_ret_no_self)]
    pub fn new() -> Pin<Box<Runtime>> {
        Runtime::with(Options::default())
    }

    /// A runtime with other options.
    ///
    /// # Panics
    /// Where the memory budget does not even suffice to start.
    pub fn with(options: Options) -> Pin<Box<Runtime>> {
        let rt = Runtime::empty(options);
        if install(&rt).is_err() {
            panic!("the memory budget is too small for a runtime to start");
        }
        rt
    }
}

/// The floors, from the ground up. Types come first, bare; when every floor has filled
/// the slots that wait for it, each takes from its base what it lacks.
fn install(rt: &Runtime) -> PyResult<()> {
    let specs: Vec<&'static TypeSpec> = objects::specs()
        .chain(attributes::SPECS.iter().copied())
        .collect();
    rt.make_types(&specs)?;
    rt.heap.drop_anchors().ok_or_else(|| rt.memory_error())?;
    weakref::install(rt);
    gc::install(rt);
    objects::install(rt)?;
    attributes::install(rt);
    python::eval::install(rt);
    populate::fill_namespaces(rt, &specs)?;
    rt.inherit_slots(&specs);
    populate::fill_orders(rt, &specs)?;
    python::modules::install(rt)
}

/// What the public functions below say when the memory budget is spent.
const NO_MEMORY: &str = "the runtime's memory budget is spent";

/// Objects from Rust values. All of these panic where the memory budget is spent.
impl Runtime {
    /// An int.
    pub fn int(&self, value: i64) -> PyRef<'_> {
        self.new_int(value).expect(NO_MEMORY)
    }

    /// A float.
    pub fn float(&self, value: f64) -> PyRef<'_> {
        self.new_float(value).expect(NO_MEMORY)
    }

    /// A str.
    pub fn str(&self, text: &str) -> PyRef<'_> {
        self.new_str(text).expect(NO_MEMORY)
    }

    /// A list that takes over these references.
    pub fn list<'rt>(
        &'rt self,
        items: impl IntoIterator<Item = PyRef<'rt>>,
    ) -> PyRef<'rt> {
        let items = items.into_iter().map(|item| self.adopt(item)).collect();
        self.new_list(items).expect(NO_MEMORY)
    }

    /// A tuple that takes over these references.
    pub fn tuple<'rt>(
        &'rt self,
        items: impl IntoIterator<Item = PyRef<'rt>>,
    ) -> PyRef<'rt> {
        let items = items.into_iter().map(|item| self.adopt(item)).collect();
        self.new_tuple(items).expect(NO_MEMORY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaves_nothing(rt: Pin<Box<Runtime>>) {
        let nested =
            rt.list([rt.int(1), rt.int(1_000_000), rt.tuple([rt.str("spam")])]);
        assert_eq!(nested.refcnt(), 1);
        drop(nested);
        assert_eq!(Runtime::finish(rt), Default::default());
    }

    #[test]
    fn what_loses_its_last_owner_in_use_stays_until_the_use_is_over() {
        use crate::objects::list;
        let rt = Runtime::bare();
        let inner = rt.new_list(Vec::new()).expect("room");
        let list = rt.new_list(vec![inner]).expect("room");
        let item = list::get(&list, 0).expect("an item");
        let seen = rt.uncounted(item, |item| {
            assert_eq!(item.refcnt(), 1, "only the list owns it");
            rt.uncounted(item.clone(), |again| {
                list::set_item(&rt, &list, 0, rt.none().clone()).expect("set");
                (item.refcnt(), again.refcnt(), list::len(again))
            })
        });
        assert_eq!(seen, (1, 1, 0));
        drop(list);
        assert_eq!(Runtime::finish(rt), Default::default());
    }

    #[test]
    fn a_bare_runtime_leaves_no_block_behind() {
        leaves_nothing(Runtime::bare());
    }

    #[test]
    #[cfg_attr(miri, ignore = "starts a whole runtime")]
    fn a_runtime_leaves_no_block_behind() {
        leaves_nothing(Runtime::new());
    }

    #[test]
    #[cfg_attr(miri, ignore = "starts a whole runtime")]
    fn a_forgotten_reference_is_reported_by_type() {
        let rt = Runtime::new();
        std::mem::forget(rt.list([]));
        let leaks = Runtime::finish(rt);
        assert_eq!(leaks.objects, [("list".to_owned(), 1)]);
    }

    #[test]
    #[cfg_attr(miri, ignore = "starts a whole runtime")]
    fn a_million_nested_lists_are_freed() {
        let rt = Runtime::new();
        let mut nested = rt.list([]);
        for _ in 0..1_000_000 {
            nested = rt.list([nested]);
        }
        drop(nested);
        assert_eq!(Runtime::finish(rt).blocks, 0);
    }
}
