//! Finds mermaid.js where it lies already: in the package of mdbook-mermaid,
//! which cargo has fetched. So no third-party file is committed.

use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=../Cargo.lock");
    let script = mermaid().join("src/bin/assets/mermaid.min.js");
    assert!(script.is_file(), "{} is not there", script.display());
    println!("cargo::rustc-env=MERMAID_JS={}", script.display());
}

/// The folder of the package mdbook-mermaid, as cargo knows it.
fn mermaid() -> PathBuf {
    let cargo = std::env::var_os("CARGO").expect("cargo sets CARGO");
    // Packages of other platforms may not be downloaded.
    let platform = std::env::var_os("HOST").expect("cargo sets HOST");
    let output = Command::new(cargo)
        .args([
            "metadata",
            "--format-version=1",
            "--offline",
            "--filter-platform",
        ])
        .arg(platform)
        .output()
        .expect("cargo metadata runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo metadata: {said}");
    let metadata: serde_json::Value =
        serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON");
    let packages = metadata["packages"].as_array().expect("a list of packages");
    let manifest = packages
        .iter()
        .find(|package| package["name"] == "mdbook-mermaid")
        .and_then(|package| package["manifest_path"].as_str())
        .expect("mdbook-mermaid is a dependency");
    let folder = Path::new(manifest)
        .parent()
        .expect("a manifest lies in a folder");
    folder.to_owned()
}
