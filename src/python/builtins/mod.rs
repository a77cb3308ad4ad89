//! The built-in names (`Python/bltinmodule.c@v3.13.0`).

mod attributes;
pub(super) mod breakpoint;
mod class;
pub(crate) mod execute;
mod functions;
pub(super) mod source_text;
mod sum;

use super::modules::{add_functions, import};
use crate::objects::{dict, dict_merge};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::{Builtin, TypeFlags};

/// Fills the namespace of `builtins`.
pub(crate) fn fill(rt: &Runtime, namespace: &Obj) -> PyResult<()> {
    dict::set_str(rt, namespace, "__doc__", rt.late_doc()?)?;
    let all = rt.new_dict()?;
    gather(rt, &all)?;
    for name in ORDER.split(' ') {
        let name = rt.intern_str(name)?;
        if let Some(value) = dict::take(rt, &all, &name)? {
            dict::set(rt, namespace, &name, value)?;
        }
    }
    dict_merge::update(rt, namespace, &all)
}

/// Gathers all built-in names.
fn gather(rt: &Runtime, namespace: &Obj) -> PyResult<()> {
    let module = import(rt, "builtins")?;
    add_functions(rt, namespace, &module, attributes::FUNCTIONS)?;
    add_functions(rt, namespace, &module, breakpoint::FUNCTIONS)?;
    add_functions(rt, namespace, &module, class::FUNCTIONS)?;
    add_functions(rt, namespace, &module, functions::FUNCTIONS)?;
    if let Some(open) = dict::get_str(rt, namespace, "open")? {
        let module = rt.intern_str("_io")?;
        rt.setattr(&open, &rt.intern_str("__module__")?, Some(&module))?;
    }
    add_functions(rt, namespace, &module, execute::FUNCTIONS)?;
    let import = std::slice::from_ref(&super::eval::IMPORT);
    add_functions(rt, namespace, &module, import)?;
    for which in Builtin::ALL {
        if let Some(ty) = rt.try_ty(*which)
            && (ty.flags().has(TypeFlags::BASE_EXC_SUBCLASS) || TYPES.contains(which))
        {
            dict::set_str(rt, namespace, ty.short_name(), ty.to_obj())?;
        }
    }
    for (name, value) in [
        ("None", rt.none()),
        ("Ellipsis", rt.ellipsis()),
        ("NotImplemented", rt.not_implemented()),
        ("False", rt.bool(false)),
        ("True", rt.bool(true)),
        ("__debug__", rt.bool(true)),
    ] {
        dict::set_str(rt, namespace, name, value.clone())?;
    }
    let os_error = rt.type_obj(Builtin::OsError);
    dict::set_str(rt, namespace, "EnvironmentError", os_error.clone())?;
    dict::set_str(rt, namespace, "IOError", os_error)
}

/// The names in CPython's order, in which a misspelt name is compared with them.
const ORDER: &str = "\
    __build_class__ __import__ abs all any ascii bin breakpoint callable chr compile \
    delattr dir divmod eval exec format getattr globals hasattr hash hex id input \
    isinstance issubclass iter aiter len locals max min next anext oct ord pow print \
    repr round setattr sorted sum vars None Ellipsis NotImplemented False True bool \
    memoryview bytearray bytes classmethod complex dict enumerate filter float \
    frozenset property int list map object range reversed set slice staticmethod str \
    super tuple type zip __debug__ BaseException BaseExceptionGroup Exception \
    GeneratorExit KeyboardInterrupt SystemExit ArithmeticError AssertionError \
    AttributeError BufferError EOFError ImportError LookupError MemoryError \
    NameError OSError ReferenceError RuntimeError StopAsyncIteration StopIteration \
    SyntaxError SystemError TypeError ValueError Warning FloatingPointError \
    OverflowError ZeroDivisionError BytesWarning DeprecationWarning EncodingWarning \
    FutureWarning ImportWarning PendingDeprecationWarning ResourceWarning \
    RuntimeWarning SyntaxWarning UnicodeWarning UserWarning BlockingIOError \
    ChildProcessError ConnectionError FileExistsError FileNotFoundError \
    InterruptedError IsADirectoryError NotADirectoryError PermissionError \
    ProcessLookupError TimeoutError IndentationError _IncompleteInputError \
    IndexError KeyError ModuleNotFoundError NotImplementedError \
    PythonFinalizationError RecursionError UnboundLocalError UnicodeError \
    BrokenPipeError ConnectionAbortedError ConnectionRefusedError \
    ConnectionResetError TabError UnicodeDecodeError UnicodeEncodeError \
    UnicodeTranslateError ExceptionGroup EnvironmentError IOError open";

/// The types with a built-in name.
const TYPES: &[Builtin] = &[
    Builtin::Object,
    Builtin::Type,
    Builtin::Int,
    Builtin::Bool,
    Builtin::Float,
    Builtin::Complex,
    Builtin::Str,
    Builtin::Bytes,
    Builtin::ByteArray,
    Builtin::List,
    Builtin::Tuple,
    Builtin::Dict,
    Builtin::Set,
    Builtin::FrozenSet,
    Builtin::Range,
    Builtin::Slice,
    Builtin::ClassMethod,
    Builtin::StaticMethod,
    Builtin::Property,
    Builtin::Super,
    Builtin::Enumerate,
    Builtin::Zip,
    Builtin::Map,
    Builtin::Filter,
    Builtin::Reversed,
    Builtin::MemoryView,
];
