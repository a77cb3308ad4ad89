//! Gives the module a stack on which deep expressions and long chains of calls of
//! native code have room: 4 MiB, of which the runtime uses a part.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rustc-cdylib-link-arg=-zstack-size=4194304");
}
