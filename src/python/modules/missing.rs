//! What is said of a module that is not here.

use super::names;
use crate::objects::dict;
use crate::objects::str::Text;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::typeobject::Builtin;
use std::path::{Path, PathBuf};

/// The modules of Python's standard library that a program may expect
/// (`sys.stdlib_module_names` of 3.13), besides those that are here.
const EXPECTED: &str = "asyncio bdb bz2 cProfile code codeop \
    compileall curses email encodings \
    ensurepip faulthandler fcntl fileinput ftplib \
    grp http imaplib \
    lzma mailbox marshal mimetypes mmap modulefinder multiprocessing netrc \
    opcode optparse pdb pickletools pkgutil plistlib poplib \
    posix profile pstats pty pwd py_compile pyclbr quopri readline \
    resource rlcompleter runpy select selectors \
    signal site smtplib socket socketserver sqlite3 ssl stringprep \
    subprocess symtable sysconfig syslog tabnanny tarfile termios \
    tkinter trace tty turtle \
    venv wave webbrowser wsgiref xmlrpc zipapp zipfile zipimport";

/// Those that nobody would ask this runtime for.
const UNEXPECTED: &str = "antigravity genericpath idlelib msvcrt nt ntpath nturl2path \
    pydoc_data pyexpat sre_compile sre_constants sre_parse this turtledemo winreg \
    winsound";

/// Those that are for the library itself.
const INNER: &str = "__future__ _abc _aix_support _android_support _ast _asyncio _bisect _blake2 _bz2 \
    _codecs _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw \
    _collections _collections_abc _colorize _compat_pickle _compression _contextvars \
    _csv _ctypes _curses _curses_panel _datetime _dbm _decimal _elementtree \
    _frozen_importlib _frozen_importlib_external _functools _gdbm _hashlib _heapq \
    _imp _interpchannels _interpqueues _interpreters _io _ios_support _json _locale \
    _lsprof _lzma _markupbase _md5 _multibytecodec _multiprocessing _opcode \
    _opcode_metadata _operator _osx_support _overlapped _pickle _posixshmem \
    _posixsubprocess _py_abc _pydatetime _pydecimal _pyio _pylong _pyrepl _queue \
    _random _scproxy _sha1 _sha2 _sha3 _signal _sitebuiltins _socket _sqlite3 _sre \
    _ssl _stat _statistics _string _strptime _struct _suggestions _symtable \
    _sysconfig _thread _threading_local _tkinter _tokenize _tracemalloc _typing \
    _uuid _warnings _weakref _weakrefset _winapi _wmi _zoneinfo";

/// The modules of Python's standard library, be they here or not.
pub(super) fn standard_names() -> impl Iterator<Item = &'static str> {
    // CPython leaves its tests out.
    let listed_here =
        |name: &&str| !name.starts_with('_') && !name.contains('.') && *name != "test";
    let here = names().filter(listed_here);
    let listed = [EXPECTED, UNEXPECTED, INNER];
    let listed = listed.into_iter().flat_map(str::split_whitespace);
    here.chain(["builtins"]).chain(listed)
}

/// Whether a name is of such a module.
pub(crate) fn is_standard(name: &str) -> bool {
    standard_names().any(|known| known == name)
}

/// The error for a module that cannot be imported. Where Python's library has it, a
/// note says which modules this runtime has.
pub(super) fn raise(rt: &Runtime, name: &str, message: &str) -> PyResult<Raised> {
    let (text, shown) = (rt.new_str(message)?, rt.new_str(name)?);
    let fields = [("msg", &text), ("name", &shown)];
    let raised = rt.raise_with(Builtin::ModuleNotFoundError, message, &fields);
    let top = name.split('.').next().unwrap_or_default();
    if !EXPECTED.split_whitespace().any(|known| known == top) {
        return Ok(raised);
    }
    match rt.fetch(raised) {
        Some(error) => {
            note(rt, &error, top)?;
            Ok(rt.raise_object(error))
        }
        None => Ok(rt.memory_error()),
    }
}

fn note(rt: &Runtime, error: &Obj, name: &str) -> PyResult<()> {
    let here = names().filter(|name| !name.starts_with('_') && !name.contains("._"));
    let mut here: Vec<String> = here.map(str::to_owned).collect();
    crate::shapes::order::sort(&mut here, Ord::cmp);
    here.dedup();
    let text = format!(
        "'{name}' is part of Python's standard library, but not of this runtime, \
         which has: {}",
        here.join(", ")
    );
    rt.call_method(error, "add_note", &[rt.new_str(&text)?])?;
    Ok(())
}

/// Whether the text of a module is running for the first time.
pub(crate) fn is_loading(rt: &Runtime, name: &str) -> bool {
    rt.python()
        .loading
        .borrow()
        .iter()
        .any(|known| known == name)
}

/// The file from which a module was imported, or which is the program.
pub(crate) fn file_of(rt: &Runtime, namespace: &Obj) -> PyResult<Option<String>> {
    let file = dict::get_str(rt, namespace, "__file__")?;
    Ok(file.as_ref().and_then(Text::of).map(Text::to_rust))
}

/// What is said of an attribute that a module has not, and why it may be missing
/// (`Objects/moduleobject.c@v3.13.0#_Py_module_getattro_impl`).
pub(crate) fn no_attribute(
    rt: &Runtime,
    namespace: &Obj,
    module: &str,
    attribute: &str,
) -> PyResult<String> {
    let missing = format!("module '{module}' has no attribute '{attribute}'");
    if module == "__main__" {
        return Ok(missing);
    }
    let file = file_of(rt, namespace)?;
    let beside = file.as_deref().filter(|file| is_beside_program(rt, file));
    Ok(match (beside, &file) {
        (Some(file), _) if is_standard(module) => format!(
            "{missing} (consider renaming '{file}' since it has the same name as the \
             standard library module named '{module}' and the import system gives it \
             precedence)"
        ),
        (Some(file), _) if is_loading(rt, module) => format!(
            "{missing} (consider renaming '{file}' if it has the same name as a \
             third-party module you intended to import)"
        ),
        (None, Some(file)) if is_loading(rt, module) => format!(
            "partially initialized module '{module}' from '{file}' has no attribute \
             '{attribute}' (most likely due to a circular import)"
        ),
        _ if is_loading(rt, &format!("{module}.{attribute}")) => format!(
            "cannot access submodule '{attribute}' of module '{module}' (most likely \
             due to a circular import)"
        ),
        _ => missing,
    })
}

/// Whether a module's file, or the folder that is its package, lies beside the program.
fn is_beside_program(rt: &Runtime, file: &str) -> bool {
    let file = Path::new(file);
    let place = match file.file_name() {
        Some(name) if name == "__init__.py" => file.parent(),
        _ => Some(file),
    };
    let first = rt.options.path.first();
    first.is_some() && place.and_then(Path::parent) == first.map(PathBuf::as_path)
}
