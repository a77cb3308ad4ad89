//! Where the modules of the library are, as far as a program can tell: part of the
//! program, or files under a folder that no machine needs to have.
//!
//! CPython's are of four kinds: built in, frozen, compiled from C to a file of its own,
//! and text. Here all are part of the program, and each says that it is of the kind that
//! CPython's is of. The text of those in Python can be read in the folder.

use super::MODULES;
use super::frozen::{self, Frozen};
use super::source::{self, Source};
use crate::objects::builtin_function::plain;
use crate::objects::str::Text;
use crate::objects::{dict, docs, list, module};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;

/// What Python would be installed under.
pub(super) const PREFIX: &str = "/usr";

/// The folder with the library's files.
pub(super) const LIBRARY: &str = "/usr/lib/python3.13";

/// Those that are a part of CPython's program, in C, though some are in Python here.
const BUILT_IN: &str = "_codecs _collections _io _typing errno itertools time";

/// Those that CPython has compiled to files of their own.
const EXTENSIONS: &str = "_bisect _blake2 _ctypes _pickle _random array binascii cmath \
    math unicodedata zlib";

/// Those in Python whose compiled code is a part of CPython's program.
const FROZEN: &str = "_sitebuiltins abc codecs importlib.machinery importlib.util io \
    os posixpath stat";

/// Those in Python there whose classes or functions are in C, so that they are native
/// here.
const TEXT: &str = "datetime decimal heapq struct zoneinfo";

/// Packages whose other modules are not here, or have another name.
const PACKAGES: &str = "ctypes logging re tomllib zoneinfo";

/// Of what kind a module is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    BuiltIn,
    Frozen,
    Extension,
    Text,
}

fn is_of(list: &str, name: &str) -> bool {
    list.split_whitespace().any(|known| known == name)
}

/// Of what kind a module of the library is.
pub(super) fn kind(name: &str) -> Option<Kind> {
    let frozen = Frozen::find(name);
    let is_native = frozen.is_some_and(|frozen| frozen.native);
    Some(match () {
        () if is_of(FROZEN, name) => Kind::Frozen,
        () if is_of(EXTENSIONS, name) => Kind::Extension,
        () if is_of(BUILT_IN, name) || name == "builtins" => Kind::BuiltIn,
        () if is_of(TEXT, name) => Kind::Text,
        () if is_native || MODULES.iter().any(|module| module.name == name) => {
            Kind::BuiltIn
        }
        () if frozen.is_some() => Kind::Text,
        () => return None,
    })
}

/// The names of those that are built in, in alphabetical order.
pub(super) fn built_in() -> Vec<&'static str> {
    let all = super::names().chain(["builtins"]);
    let mut names: Vec<&str> = all
        .filter(|name| kind(name) == Some(Kind::BuiltIn))
        .collect();
    crate::shapes::order::sort(&mut names, Ord::cmp);
    names.dedup();
    names
}

/// Whether a module of the library has modules of its own.
pub(super) fn is_package(name: &str) -> bool {
    is_of(PACKAGES, name) || Frozen::find(name).is_some_and(Frozen::has_parts)
}

/// The folder of a package.
fn folder(name: &str) -> String {
    format!("{LIBRARY}/{}", name.replace('.', "/"))
}

/// The file that a module says it comes from.
pub(super) fn file(name: &str) -> Option<String> {
    let folder = folder(name);
    match kind(name)? {
        Kind::BuiltIn => None,
        Kind::Extension => Some(format!(
            "{LIBRARY}/lib-dynload/{name}.cpython-313-x86_64-linux-gnu.so"
        )),
        _ if is_package(name) => Some(format!("{folder}/__init__.py")),
        Kind::Frozen | Kind::Text => Some(format!("{folder}.py")),
    }
}

/// The origin of a module that no file is told of.
pub(crate) fn origin(name: &str) -> Option<&'static str> {
    match kind(name)? {
        Kind::BuiltIn => Some("built-in"),
        Kind::Frozen => Some("frozen"),
        Kind::Extension | Kind::Text => None,
    }
}

/// What the code objects of a module in Python name as their file.
pub(super) fn filename(frozen: &Frozen) -> String {
    let name = frozen.name;
    match kind(name) {
        _ if frozen.native => format!("<native {name}>"),
        Some(Kind::Frozen) => format!("<frozen {name}>"),
        _ => file(name).unwrap_or_else(|| format!("<frozen {name}>")),
    }
}

/// The first word of the text in which a module of the library names functions of its
/// that have another file, and that file.
pub(crate) fn other_file(filename: &str) -> Option<(&'static str, String)> {
    if let Some(name) = filename.strip_prefix("<native ") {
        let name = name.strip_suffix('>')?;
        let file = match name {
            "_sre" => Some(format!("{LIBRARY}/re/_compiler.py")),
            _ => file(name),
        };
        return Some(("<python> ", file?));
    }
    is_library(filename).then(|| ("<native> ", format!("<native {filename}>")))
}

/// Whether code of a file is the library's.
pub(crate) fn is_library(filename: &str) -> bool {
    let rest = filename.strip_prefix(LIBRARY);
    rest.is_some_and(|rest| rest.starts_with('/'))
        || filename.starts_with("<frozen ")
        || frozen::is_native(filename)
}

/// The module whose text is in a file.
fn module_in(path: &str) -> Option<&'static Frozen> {
    let rest = path.strip_prefix(LIBRARY)?.strip_prefix('/')?;
    let rest = rest.strip_suffix(".py")?;
    let name = rest.strip_suffix("/__init__").unwrap_or(rest);
    let found = Frozen::find(&name.replace('/', "."))?;
    (file(found.name)? == path).then_some(found)
}

/// The text in a file of the library.
pub(super) fn text(rt: &Runtime, path: &str) -> Option<String> {
    let module = match path.strip_prefix("<frozen ") {
        Some(rest) => Frozen::find(rest.strip_suffix('>')?)?,
        None => module_in(path)?,
    };
    module.source(&rt.options).map(|text| text.into_owned())
}

/// The paths of all files with text.
pub(super) fn files(rt: &Runtime) -> PyResult {
    let texts = frozen::ALL
        .iter()
        .filter_map(|module| file(module.name))
        .filter(|file| file.ends_with(".py"));
    let texts = texts.map(|file| rt.new_str(&file));
    rt.new_list(texts.collect::<PyResult<Vec<Obj>>>()?)
}

/// What a new module says of where it comes from. What takes more than a text to say is
/// made when it is asked for ([`module::specify_late`]).
pub(super) fn tell(rt: &Runtime, made: &Obj, name: &str) -> PyResult<()> {
    let Some(kind) = kind(name) else {
        return Ok(());
    };
    let namespace = module::namespace(made).expect("a new module has a namespace");
    let put = |name: &str, value: Obj| dict::set_str(rt, &namespace, name, value);
    if is_package(name) {
        let folders = match kind {
            Kind::BuiltIn => vec![],
            _ => vec![rt.new_str(&folder(name))?],
        };
        put("__path__", rt.new_list(folders)?)?;
    }
    if let Some(file) = file(name) {
        put("__file__", rt.new_str(&file)?)?;
        if kind == Kind::Text {
            put("__cached__", rt.new_str(&cached(&file))?)?;
        }
    }
    module::specify_late(made);
    Ok(())
}

/// The module that a finder of the program leads to, if it has put any into
/// `sys.meta_path`.
pub(super) fn by_finders(rt: &Runtime, name: &str) -> PyResult<Option<Obj>> {
    if !has_finders(rt)? {
        return Ok(None);
    }
    let machinery = super::import(rt, "importlib.machinery")?;
    let found = rt.call_method(&machinery, "_import", &[rt.new_str(name)?])?;
    if found.is(rt.bool(false)) {
        let message = format!("No module named '{name}'");
        return Err(super::missing::raise(rt, name, &message)?);
    }
    Ok(Some(found).filter(|found| !found.is(rt.none())))
}

/// Whether other finders are in `sys.meta_path` than those that are always there.
pub(crate) fn has_finders(rt: &Runtime) -> PyResult<bool> {
    let list = |module: &str, name: &str| -> PyResult<Option<Obj>> {
        let module = dict::get_str(rt, &rt.python().modules, module)?;
        match module.as_ref().and_then(module::namespace) {
            Some(names) => dict::get_str(rt, &names, name),
            None => Ok(None),
        }
    };
    let (Some(now), Some(usual)) = (
        list("sys", "meta_path")?.filter(|list| list.ty().is_exactly(Builtin::List)),
        list("importlib.machinery", "_FINDERS")?,
    ) else {
        return Ok(false);
    };
    let here = |at: usize| match (list::get(&now, at), list::get(&usual, at)) {
        (Some(now), Some(usual)) => now.is(&usual),
        _ => false,
    };
    let count = list::len(&now);
    let same = count == list::len(&usual) && (0..count).all(here);
    Ok(count > 0 && !same)
}

/// The file that CPython writes the compiled code of a text to.
pub(super) fn cached(file: &str) -> String {
    let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
    let name = name.strip_suffix(".py").unwrap_or(name);
    let slash = if file.contains('/') { "/" } else { "" };
    format!("{folder}{slash}__pycache__/{name}.cpython-313.pyc")
}

/// Where a module would come from: `built-in`, `frozen` or a file; that file; whether it
/// has modules of its own. None if there is no such module.
pub(super) fn place(rt: &Runtime, name: &str) -> PyResult {
    let (origin, path, is_package) = match kind(name) {
        Some(_) => {
            let origin = origin(name).map(str::to_owned);
            (origin.or_else(|| file(name)), file(name), is_package(name))
        }
        None => match source::find(rt, name)? {
            Some(found) => {
                let file = Some(found.filename);
                (file.clone(), file, found.is_package)
            }
            None => (None, None, false),
        },
    };
    let text = |text: Option<String>| match text {
        Some(text) => rt.new_str(&text),
        None => Ok(rt.none().clone()),
    };
    let parts = [text(origin)?, text(path)?, rt.bool(is_package).clone()];
    rt.new_tuple(parts.to_vec())
}

/// What a module in a file says of where it comes from.
pub(super) fn tell_file(rt: &Runtime, made: &Obj, source: &Source) -> PyResult<()> {
    let namespace = module::namespace(made).expect("a new module has a namespace");
    let put = |name: &str, value: Obj| dict::set_str(rt, &namespace, name, value);
    let file = &source.filename;
    put("__file__", rt.new_str(file)?)?;
    put("__cached__", rt.new_str(&cached(file))?)?;
    if source.is_package {
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        put("__path__", rt.new_list(vec![rt.new_str(folder)?])?)?;
    }
    module::specify_late(made);
    // A program that asks by the bare name would not be noticed.
    match ["__spec__", "__loader__"].map(|name| source.text.contains(name)) {
        [false, false] => Ok(()),
        _ => specify(rt, made),
    }
}

/// What a package without a text of its own says of where it is.
pub(super) fn tell_folders(
    rt: &Runtime,
    made: &Obj,
    name: &str,
    folders: Vec<Obj>,
) -> PyResult<()> {
    let namespace = module::namespace(made).expect("a new module has a namespace");
    dict::set_str(rt, &namespace, "__package__", rt.new_str(name)?)?;
    dict::set_str(rt, &namespace, "__file__", rt.none().clone())?;
    dict::set_str(rt, &namespace, "__path__", rt.new_list(folders)?)?;
    module::specify_late(made);
    Ok(())
}

/// Says who has loaded the program, for whoever sees all that is in its namespace.
pub(crate) fn specify_main(rt: &Runtime, names: &Obj) -> PyResult<()> {
    let main = dict::get_str(rt, &rt.python().modules, "__main__")?;
    let is_its = |main: &Obj| module::namespace(main).is_some_and(|own| own.is(names));
    match main.filter(is_its) {
        Some(main) => specify(rt, &main),
        None => Ok(()),
    }
}

/// Makes the spec of a module, which also says who loads it.
pub(crate) fn specify(rt: &Runtime, made: &Obj) -> PyResult<()> {
    let Some(namespace) = module::specify_now(made) else {
        return Ok(());
    };
    docs::settle(rt, &namespace)?;
    super::complete(rt, made)?;
    let known = |name: &str| -> PyResult {
        let known = dict::get_str(rt, &namespace, name)?;
        Ok(known.unwrap_or_else(|| rt.none().clone()))
    };
    let (name, path) = (known("__name__")?, known("__file__")?);
    let own = file(&plain(&name));
    let is_own = own.as_deref() == Text::of(&path).map(Text::to_rust).as_deref();
    let origin = match origin(&plain(&name)).filter(|_| is_own) {
        Some(origin) => rt.new_str(origin)?,
        None => path.clone(),
    };
    // CPython made it all at the start, so it counts as nothing made.
    let count = rt.young_count.replace(i64::MIN / 2);
    let machinery = super::import_if_here(rt, "importlib.machinery");
    rt.young_count.set(count);
    let Some(machinery) = machinery? else {
        return Ok(());
    };
    if plain(&name) == "__main__" {
        // Nobody has looked for the program, so that it has no spec.
        let loader = rt.call_method(&machinery, "_program_loader", &[path])?;
        return dict::set_str(rt, &namespace, "__loader__", loader);
    }
    if plain(&name) == "sys" {
        rt.call_method(&machinery, "_list_finders", &[])?;
    }
    let args = [name, origin, path, known("__path__")?];
    let spec = rt.call_method(&machinery, "_specify", &args)?;
    let loader = rt.attr(&spec, "loader")?;
    dict::set_str(rt, &namespace, "__loader__", loader)?;
    dict::set_str(rt, &namespace, "__spec__", spec)
}
