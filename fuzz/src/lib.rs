//! What the fuzz targets share: a program runs within limits and leaves nothing.

pub mod containers;

use pyobject::python::Session;
use pyobject::{Options, Runtime};

/// Bytes of memory that a program may use.
const MEMORY: usize = 48 << 20;

/// How much a program may compute.
const FUEL: u64 = 1_000_000;

/// Runs inputs, one after the other, in a runtime of their own.
///
/// # Panics
/// Where the runtime leaves a block behind.
pub fn run<'a>(inputs: impl IntoIterator<Item = &'a str>, at_prompt: bool) {
    let rt = Runtime::with(Options {
        memory: Some(MEMORY),
        fuel: Some(FUEL),
        ..Options::default()
    });
    let mut session = Session::new(&rt);
    for input in inputs {
        let output = if at_prompt {
            session.push(input)
        } else {
            session.exec(input, "<fuzz>")
        };
        if std::env::var_os("SHOW").is_some() {
            println!("{}{}", output.stdout, output.stderr);
            println!("# fuel left: {}", rt.fuel());
        }
        if output.stopped {
            break;
        }
    }
    drop(session);
    assert_eq!(Runtime::finish(rt), Default::default(), "left behind");
}
