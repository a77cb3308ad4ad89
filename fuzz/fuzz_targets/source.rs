//! Any bytes as the source of a program: it is read, compiled and run.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    // Zero bytes part the inputs of a prompt; without any it is one program.
    let inputs: Vec<&str> = text.split('\0').collect();
    pyobject_fuzz::run(inputs.iter().copied(), inputs.len() > 1);
});
