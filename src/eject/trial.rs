//! Building a crate, and running its tests, without a network.

use std::path::Path;
use std::process::Command;

/// What is built once and never debugged wants neither.
pub const ONCE: [(&str, &str); 2] =
    [("CARGO_INCREMENTAL", "0"), ("CARGO_PROFILE_DEV_DEBUG", "0")];

/// Runs the tests of the crate in a folder, without a network: how many pass, or the lines
/// that say what went wrong.
pub fn cargo_test(folder: &Path, target: &Path) -> Result<usize, Vec<String>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .args([
            "test",
            "--offline",
            "--lib",
            "--color=never",
            "--message-format=short",
        ])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .envs(ONCE)
        .env_remove("RUSTFLAGS");
    let output = command
        .output()
        .map_err(|why| vec![format!("cargo: {why}")])?;
    let said = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    if output.status.success() {
        let passed = said.lines().filter(|line| line.ends_with(" ... ok"));
        return Ok(passed.count());
    }
    let telling = |line: &&str| {
        line.contains("error") || line.contains("panicked") || line.ends_with("FAILED")
    };
    let lines = errors.lines().chain(said.lines()).filter(telling);
    Err(lines.map(str::to_owned).collect())
}
