//! Bytes as operations on containers whose elements fight back.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pyobject_fuzz::containers;

fuzz_target!(|data: &[u8]| {
    let program = containers::program(data);
    if std::env::var_os("SHOW").is_some() {
        println!("{program}");
    }
    pyobject_fuzz::run([program.as_str()], false);
});
