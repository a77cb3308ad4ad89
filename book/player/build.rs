//! Gives the module a stack on which deep expressions and long chains of calls of
//! native code have room: 4 MiB, of which the runtime uses a part. And has the linker
//! write addresses as short as they are, not padded to five bytes.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rustc-cdylib-link-arg=-zstack-size=4194304");
    println!("cargo:rustc-cdylib-link-arg=--compress-relocations");
}
