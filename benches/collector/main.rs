//! `cargo collector`: the allocator and the collector alone, without any
//! Python, beside others: `malloc`, `Rc`, and two collectors of cycles for Rust.
//!
//! Nanoseconds of the processor, the best of three rounds. The numbers are read by
//! people; there are no limits to hold. What is compared is not quite the same work:
//!
//! | | a node with two references that can change |
//! |---|---|
//! | here | a Python list of two: a head for the collector, a count, a type, and the items in a block of their own, 72 bytes |
//! | `Rc` | two words, two counts; cycles stay for ever, so none are made |
//! | dumpster | counts, and looks for cycles where they were dropped |
//! | gc-arena | no counts: all that the root does not reach is swept |

mod blocks;
mod nodes;

use std::time::Duration;

/// How often each measurement is made.
const ROUNDS: usize = 3;

fn main() {
    // To drop a long chain of `Rc`s recurses, as others may; here it does not.
    let roomy = std::thread::Builder::new().stack_size(4 << 30);
    let measured = roomy.spawn(|| {
        blocks::compare();
        println!();
        nodes::compare();
    });
    let thread = measured.expect("address space for a deep stack");
    thread.join().expect("the measurements end");
}

/// Nanoseconds of the processor's time that this thread has used.
fn now() -> f64 {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: the call fills the struct.
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut time) };
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32).as_nanos() as f64
}

/// What it takes to do something, in nanoseconds.
fn cost<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let before = now();
    let done = work();
    (done, now() - before)
}
