//! The doors between the worker's script and Rust: two exported functions and two
//! imported. All `unsafe` of this crate is here.
#![allow(unsafe_code)]

use std::alloc::{Layout, alloc as allocate};
use std::ptr::null_mut;
use std::sync::Once;

use crate::json::Object;

#[link(wasm_import_module = "page")]
// SAFETY: the worker gives the module a function of this name and signature.
unsafe extern "C" {
    /// Takes a copy of `length` bytes of JSON at `start` and posts them.
    fn emit(start: *const u8, length: usize);

    /// Reads the text of a file of the library, whose name is `length` bytes at
    /// `start`, into a block from [`alloc`]. Says how many bytes it has; where the
    /// block starts is written to `text`. Nothing is written where there is no file.
    #[link_name = "library"]
    fn library_text(start: *const u8, length: usize, text: &mut *mut u8) -> usize;
}

/// The text of a file of the library.
pub fn library(file: &str) -> Option<String> {
    let mut start = null_mut();
    // SAFETY: the script only reads the name and writes an address, during the call;
    // the block is one of `length` bytes from `alloc`, which no one else holds.
    let bytes = unsafe {
        let length = library_text(file.as_ptr(), file.len(), &mut start);
        if start.is_null() {
            return None;
        }
        Vec::from_raw_parts(start, length, length.max(1))
    };
    String::from_utf8(bytes).ok()
}

/// Posts an answer to the page.
fn post(answer: Object) {
    let json = answer.end();
    // SAFETY: the script only reads these bytes, and only during the call.
    unsafe { emit(json.as_ptr(), json.len()) }
}

/// Room for a question of `length` bytes, to be filled by the script and then
/// given to [`ask`]. Null if there is no room.
#[unsafe(no_mangle)]
pub extern "C" fn alloc(length: usize) -> *mut u8 {
    let Ok(layout) = Layout::array::<u8>(length.max(1)) else {
        return null_mut();
    };
    // SAFETY: the layout has at least one byte.
    unsafe { allocate(layout) }
}

/// Answers the question of `length` bytes at `start`, and frees its room.
///
/// # Safety
/// `start` came from [`alloc`] with this length, was filled, and was given to no
/// earlier call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ask(start: *mut u8, length: usize) {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        std::panic::set_hook(Box::new(|panic| {
            post(Object::new("broken").text("message", &panic.to_string()));
        }));
    });
    // SAFETY: `alloc` took this block from the global allocator with a layout of
    // `max(length, 1)` bytes, the script filled `length` of them, and no one else
    // holds it.
    let question = unsafe { Vec::from_raw_parts(start, length, length.max(1)) };
    crate::answer(&question, post);
}
