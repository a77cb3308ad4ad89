//! Modules in files: those that lie beside a program.
//!
//! The runtime opens no file for a program, but to import a module from the folders
//! that it was made with ([`Options::path`]): for `pyobject run`, the program's own.
//! Besides there are the files that a program itself has written, in memory.

use crate::objects::builtin_function::plain;
use crate::objects::{dict, tuple};
use crate::python::builtins::source_text::source_text;
use crate::refcount::Obj;
use crate::runtime::{Options, PyResult, Runtime};
use std::borrow::Cow;
use std::path::{Path, PathBuf};

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

/// The module with a dotted name, on the disk or among the files of the program.
pub(super) fn find(rt: &Runtime, name: &str) -> PyResult<Option<Source>> {
    match on_disk(&rt.options, name) {
        Some(found) => Ok(Some(found)),
        None => written(rt, name),
    }
}

/// The module among the files that the program has written, if it has: in the first
/// folder of `sys.path` that has it.
fn written(rt: &Runtime, name: &str) -> PyResult<Option<Source>> {
    let Some(files) = dict::get_str(rt, &rt.python().modules, "_files")? else {
        return Ok(None);
    };
    let found = rt.call_method(&files, "module_source", &[rt.new_str(name)?])?;
    let [data, path, is_package]: &[Obj] = tuple::items(&found) else {
        return Ok(None);
    };
    let filename = plain(path);
    let text = source_text(rt, data, &filename)?.unwrap_or_default();
    Ok(Some(Source {
        text: text.into(),
        filename,
        is_file: true,
        is_package: rt.is_true(is_package)?,
    }))
}

/// Where a module with a dotted name could be, without the end of a file's name.
fn places(options: &Options, name: &str) -> impl Iterator<Item = PathBuf> {
    let bad = |part: &str| part.is_empty() || part.contains(['/', '\\', ':']);
    let folders = match name.split('.').any(bad) {
        true => &[],
        false => &options.path[..],
    };
    let inside = name.replace('.', "/");
    folders.iter().map(move |folder| folder.join(&inside))
}

/// The folders that are together a package without a text of its own.
pub(super) fn folders(rt: &Runtime, name: &str) -> PyResult<Vec<Obj>> {
    let on_disk = places(&rt.options, name).filter(|place| place.is_dir());
    let on_disk = on_disk.map(|place| place.display().to_string().replace('\\', "/"));
    let mut found: Vec<Obj> = on_disk
        .map(|place| rt.new_str(&place))
        .collect::<PyResult<_>>()?;
    if let Some(files) = dict::get_str(rt, &rt.python().modules, "_files")? {
        let name = rt.new_str(name)?;
        let written = rt.call_method(&files, "module_folders", &[name])?;
        found.extend_from_slice(tuple::items(&written));
    }
    Ok(found)
}

/// The module with a dotted name, in the first folder that has it.
pub(super) fn on_disk(options: &Options, name: &str) -> Option<Source> {
    places(options, name).find_map(|place| {
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
