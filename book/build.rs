//! Finds what lies in packages that cargo has fetched: mermaid.js in mdbook-mermaid, and
//! the dictionary in spellbook. So no third-party file is committed.

use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=../Cargo.lock");
    let packages = packages();
    let script =
        folder(&packages, "mdbook-mermaid").join("src/bin/assets/mermaid.min.js");
    assert!(script.is_file(), "{} is not there", script.display());
    println!("cargo::rustc-env=MERMAID_JS={}", script.display());
    let dictionary = folder(&packages, "spellbook").join("vendor/en_US");
    assert!(dictionary.is_dir(), "{} is not there", dictionary.display());
    println!("cargo::rustc-env=DICTIONARY={}", dictionary.display());
}

/// What cargo knows of the packages of this workspace. What it has not fetched yet, since
/// only tests need it, it fetches now.
fn packages() -> serde_json::Value {
    let cargo = std::env::var_os("CARGO").expect("cargo sets CARGO");
    // Packages of other platforms may not be downloaded.
    let platform = std::env::var_os("HOST").expect("cargo sets HOST");
    let metadata = |more: &[&str]| {
        Command::new(&cargo)
            .args(["metadata", "--format-version=1", "--filter-platform"])
            .arg(&platform)
            .args(more)
            .output()
            .expect("cargo metadata runs")
    };
    let mut output = metadata(&["--offline"]);
    if !output.status.success() {
        output = metadata(&[]);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo metadata: {said}");
    let metadata: serde_json::Value =
        serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON");
    metadata["packages"].clone()
}

/// The folder of a package.
fn folder(packages: &serde_json::Value, name: &str) -> PathBuf {
    let packages = packages.as_array().expect("a list of packages");
    let manifest = packages
        .iter()
        .find(|package| package["name"] == name)
        .and_then(|package| package["manifest_path"].as_str())
        .expect("the package is a dependency");
    let folder = Path::new(manifest)
        .parent()
        .expect("a manifest lies in a folder");
    folder.to_owned()
}
