//! Gives the module a stack on which deep expressions and long chains of calls of
//! native code have room: 4 MiB, of which the runtime uses a part. And has the linker
//! keep its notes on where numbers of functions and addresses stand, by which the binder
//! splits the module.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rustc-cdylib-link-arg=-zstack-size=4194304");
    println!("cargo:rustc-cdylib-link-arg=--emit-relocs");
}
