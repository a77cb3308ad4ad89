//! The exception that is being handled when a generator begins to run, and when it stops
//! (`Objects/genobject.c@v3.13.0#gen_send_ex2`).
//!
//! A generator has its own: what it was handling when it last yielded is handled again
//! when it goes on, and its caller's waits meanwhile in `Python::outer_handled`. Most
//! often there is neither, and nothing to do.

use super::PyGenObject;
use crate::object::View;
use crate::python::interp::Python;
use crate::refcount::Obj;

/// It runs from now on: what it was handling takes the place of its caller's.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(super) fn begin(py: &Python, generator: View<'_, PyGenObject>) {
    if !py.handled.is_empty() || !generator.gi_exc_state.is_empty() {
        swap_in(py, generator);
    }
}

#[cold]
fn swap_in(py: &Python, generator: View<'_, PyGenObject>) {
    let own = generator.gi_exc_state.take();
    if let Some(outer) = py.handled.replace(own) {
        py.outer_handled.borrow_mut().push(outer);
        generator.exc_previous.set(1);
    }
}

/// It has stopped: what its caller was handling is handled again. Returns what the
/// generator is handling.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(super) fn end(py: &Python, generator: View<'_, PyGenObject>) -> Option<Obj> {
    if py.handled.is_empty() && generator.exc_previous.get() == 0 {
        return None;
    }
    swap_out(py, generator)
}

#[cold]
fn swap_out(py: &Python, generator: View<'_, PyGenObject>) -> Option<Obj> {
    let outer = match generator.exc_previous.replace(0) {
        0 => None,
        _ => py.outer_handled.borrow_mut().pop(),
    };
    py.handled.replace(outer)
}
