//! Modules in files: those that lie beside a program.
//!
//! The runtime opens no file for a program, but to import a module from the folders
//! that it was made with ([`Options::path`]): for `pyobject run`, the program's own.

use crate::runtime::Options;
use std::borrow::Cow;
use std::path::Path;

/// The text of a module that is written in Python.
pub(super) struct Source {
    pub(super) text: Cow<'static, str>,
    /// What its code objects name as their file.
    pub(super) filename: String,
    /// Whether that is a file's name.
    pub(super) is_file: bool,
    /// Whether it has modules of its own.
    pub(super) is_package: bool,
}

/// The module with a dotted name, in the first folder that has it.
pub(super) fn find(options: &Options, name: &str) -> Option<Source> {
    let parts = || name.split('.');
    if parts().any(|part| part.is_empty() || part.contains(['/', '\\', ':'])) {
        return None;
    }
    options.path.iter().find_map(|folder| {
        let place = parts().fold(folder.clone(), |place, part| place.join(part));
        let package = read(&place.join("__init__.py"), true);
        package.or_else(|| read(&place.with_extension("py"), false))
    })
}

fn read(path: &Path, is_package: bool) -> Option<Source> {
    Some(Source {
        text: std::fs::read_to_string(path).ok()?.into(),
        filename: path.display().to_string().replace('\\', "/"),
        is_file: true,
        is_package,
    })
}
