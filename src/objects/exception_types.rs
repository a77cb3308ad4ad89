//! The hierarchy of built-in exceptions (`Objects/exceptions.c@v3.13.0`): one table,
//! and the few classes that have fields or words of their own.

use super::exceptions::{self, PyBaseException};
use super::int::PyLongObject;
use super::str::Text;
use super::tuple;
use super::{exception_groups, os_error, unicode_error};
use crate::object::PyObject;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{Args, Init, Slots};
use crate::typeobject::spec::MemberDef;
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};

/// The extra fields of the classes that have some, by the class that brings them.
const EXTRA: &[(Builtin, &[&str])] = &[
    (Builtin::StopIteration, &["value"]),
    (Builtin::SystemExit, &["code"]),
    (Builtin::NameError, &["name"]),
    (Builtin::AttributeError, &["obj", "name"]),
    (Builtin::ImportError, &["msg", "name", "path", "name_from"]),
    (Builtin::OsError, os_error::FIELDS),
    (
        Builtin::SyntaxError,
        &[
            "msg",
            "filename",
            "lineno",
            "offset",
            "end_lineno",
            "end_offset",
            "text",
            "print_file_and_line",
        ],
    ),
    (Builtin::UnicodeDecodeError, unicode_error::FIELDS),
    (Builtin::UnicodeEncodeError, unicode_error::FIELDS),
    (Builtin::UnicodeTranslateError, unicode_error::FIELDS),
    (Builtin::BaseExceptionGroup, &["message", "exceptions"]),
];

/// The class that brings the extra fields of a class, if there is one.
fn fields_of(tag: u8) -> &'static [&'static str] {
    let bringer = match Builtin::ALL[tag as usize] {
        Builtin::ModuleNotFoundError => Builtin::ImportError,
        Builtin::UnboundLocalError => Builtin::NameError,
        Builtin::IndentationError
        | Builtin::TabError
        | Builtin::IncompleteInputError => Builtin::SyntaxError,
        other if os_error::is_kind(other) => Builtin::OsError,
        Builtin::ExceptionGroup => Builtin::BaseExceptionGroup,
        other => other,
    };
    let entry = EXTRA.iter().find(|(class, _)| *class == bringer);
    entry.map_or(&[], |(_, names)| names)
}

/// How many fields an exception has behind the common ones.
pub(crate) fn extra_fields(header: &PyObject) -> usize {
    fields_of(header.ty().flags().tag()).len()
}

/// Whether an extra field is a number, which CPython has in the struct itself: where a
/// UnicodeError's place begins and ends, how much an OSError has written.
pub(super) fn is_number(exception: &Obj, index: usize) -> bool {
    let names = fields_of(exception.ty().flags().tag());
    names.get(index).is_some_and(|name| {
        matches!(*name, "start" | "end" | "written")
            && field(exception, name).is_some_and(|field| {
                field.peek(|value| {
                    value.is_some_and(|v| v.cast::<PyLongObject>().is_some())
                })
            })
    })
}

/// The extra field with a name, such as the `value` of a StopIteration.
pub(crate) fn field<'a>(exception: &'a Obj, name: &str) -> Option<&'a Field> {
    let view = exception.cast::<PyBaseException>()?;
    let names = fields_of(exception.ty().flags().tag());
    let index = names.iter().position(|candidate| *candidate == name)?;
    view.tail().get(index)
}

/// The value of an extra field.
pub(crate) fn field_value(exception: &Obj, name: &str) -> Option<Obj> {
    field(exception, name)?.get()
}

/// Sets an extra field.
pub(crate) fn set_field(exception: &Obj, name: &str, value: Option<Obj>) {
    if let Some(field) = field(exception, name) {
        field.set(value);
    }
}

/// Sets the extra fields that follow from positional arguments.
pub(crate) fn init_fields(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult<()> {
    let none = || rt.none().clone();
    let items = args.positionals();
    match Builtin::ALL[this.ty().flags().tag() as usize] {
        Builtin::StopIteration => {
            let value = items.first().cloned().unwrap_or_else(none);
            set_field(this, "value", Some(value));
        }
        Builtin::SystemExit => {
            let code = match items {
                [] => None,
                [code] => Some(code.clone()),
                many => Some(rt.new_tuple(many.to_vec())?),
            };
            set_field(this, "code", code);
        }
        Builtin::ImportError | Builtin::ModuleNotFoundError => {
            for name in ["name", "path", "name_from"] {
                set_field(this, name, None);
            }
            let only = items.first().filter(|_| items.len() == 1);
            set_field(this, "msg", only.cloned());
        }
        Builtin::SyntaxError
        | Builtin::IndentationError
        | Builtin::TabError
        | Builtin::IncompleteInputError => {
            set_field(this, "msg", items.first().cloned());
            if let Some(details) = items.get(1) {
                let details = rt.collect(details)?;
                if !matches!(details.len(), 4 | 6) {
                    return Err(wrong_details(rt, details.len()));
                }
                let names = [
                    "filename",
                    "lineno",
                    "offset",
                    "text",
                    "end_lineno",
                    "end_offset",
                ];
                for (name, value) in names.iter().zip(details) {
                    set_field(this, name, Some(value));
                }
            }
        }
        Builtin::UnicodeDecodeError
        | Builtin::UnicodeEncodeError
        | Builtin::UnicodeTranslateError => unicode_error::set_fields(rt, this, items)?,
        which if os_error::is_kind(which) => os_error::set_fields(rt, this, items)?,
        _ => {}
    }
    Ok(())
}

/// A SyntaxError's details are four, or six with the end of the place.
fn wrong_details(rt: &Runtime, given: usize) -> Raised {
    if given == 5 {
        return rt
            .type_error("end_offset must be provided when end_lineno is provided");
    }
    let (bound, count) = match given {
        ..4 => ("at least", 4),
        _ => ("at most", 6),
    };
    rt.type_error(format!(
        "function takes {bound} {count} arguments ({given} given)"
    ))
}

/// `__init__` of the classes with fields that can be given by name.
fn init_with_names(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult<()> {
    exceptions::store_args(rt, this, args.positionals())?;
    init_fields(rt, this, args)?;
    let names = fields_of(this.ty().flags().tag());
    for (name, value) in args.keywords() {
        let text = Text::of(name).map(Text::to_rust).unwrap_or_default();
        if !names.contains(&text.as_str()) || text == "msg" {
            let known: Vec<&str> = names
                .iter()
                .copied()
                .filter(|name| *name != "msg")
                .collect();
            let (class, given) = (this.ty().name(), args.keyword_count());
            if given > known.len() {
                let (max, s) = (known.len(), if known.len() == 1 { "" } else { "s" });
                return Err(rt.type_error(format!(
                    "{class}() takes at most {max} keyword argument{s} ({given} given)"
                )));
            }
            return Err(super::args::unexpected(rt, class, name, &known)?);
        }
        set_field(this, &text, Some(value.clone()));
    }
    Ok(())
}

/// `KeyError` shows its argument quoted, so that a missing `''` can be seen.
fn key_error_str(rt: &Runtime, this: &Obj) -> PyResult {
    let args = exceptions::args_tuple(this);
    match args.as_ref().map_or(&[][..], tuple::items) {
        [key] => rt.repr(key),
        _ => exceptions::str(rt, this),
    }
}

fn import_error_str(rt: &Runtime, this: &Obj) -> PyResult {
    match field_value(this, "msg") {
        Some(message) if Text::of(&message).is_some() => Ok(message),
        _ => exceptions::str(rt, this),
    }
}

const fn member(name: &'static str, index: usize) -> MemberDef {
    MemberDef::object(name, 72 + 8 * index).writable()
}

const NAMED: Init = init_with_names;

macro_rules! exceptions {
    ($($which:ident $name:literal $base:ident $extra:literal
       $({ $($slot:ident: $function:expr),* })? $([$($member:literal),*])?;)*) => {
        /// The tables of all exceptions but `BaseException`, bases first.
        pub static SPECS: &[&TypeSpec] = &[$(&TypeSpec {
            which: Builtin::$which,
            name: $name,
            base: Some(Builtin::$base),
            basicsize: 72 + 8 * $extra,
            dictoffset: 16,
            flags: match Builtin::$which {
                // CPython makes it with `type()`: a word for weak references is before it.
                Builtin::ExceptionGroup => TypeFlags::BASETYPE
                    .with(TypeFlags::HAVE_GC)
                    .with(TypeFlags::MANAGED_WEAKREF),
                _ => TypeFlags::BASETYPE.with(TypeFlags::HAVE_GC),
            },
            slots: Slots { $($($slot: Some($function),)*)? ..Slots::EMPTY },
            members: {
                const FIXED: bool = matches!(
                    Builtin::$which,
                    Builtin::BaseExceptionGroup
                );
                const MEMBERS: &[MemberDef] = &numbered(&[$($($member),*)?], FIXED);
                MEMBERS
            },
            second_base: match Builtin::$which {
                Builtin::ExceptionGroup => Some(Builtin::Exception),
                _ => None,
            },
            methods: match Builtin::$which {
                Builtin::BaseExceptionGroup => exception_groups::METHODS,
                _ => &[],
            },
            getset: match Builtin::$which {
                Builtin::OsError => os_error::WRITTEN,
                _ => &[],
            },
            ..TypeSpec::PLAIN
        },)*];
    };
}

const fn numbered<const N: usize>(
    fields: &[&'static str; N],
    readonly: bool,
) -> [MemberDef; N] {
    let mut members = [member("", 0); N];
    let mut index = 0;
    while index < N {
        members[index] = member(fields[index], index);
        members[index].readonly = readonly;
        index += 1;
    }
    members
}

exceptions! {
    Exception "Exception" BaseException 0;
    BaseExceptionGroup "BaseExceptionGroup" BaseException 2
        { tp_new: exception_groups::new, tp_str: exception_groups::str } [
        "message", "exceptions"
    ];
    GeneratorExit "GeneratorExit" BaseException 0;
    KeyboardInterrupt "KeyboardInterrupt" BaseException 0;
    SystemExit "SystemExit" BaseException 1 { tp_init: NAMED } ["code"];
    ExceptionGroup "ExceptionGroup" BaseExceptionGroup 2;
    StopIteration "StopIteration" Exception 1 { tp_init: NAMED } ["value"];
    StopAsyncIteration "StopAsyncIteration" Exception 0;
    ArithmeticError "ArithmeticError" Exception 0;
    FloatingPointError "FloatingPointError" ArithmeticError 0;
    OverflowError "OverflowError" ArithmeticError 0;
    ZeroDivisionError "ZeroDivisionError" ArithmeticError 0;
    AssertionError "AssertionError" Exception 0;
    AttributeError "AttributeError" Exception 2 { tp_init: NAMED } [ "obj", "name" ];
    BufferError "BufferError" Exception 0;
    EOFError "EOFError" Exception 0;
    ImportError "ImportError" Exception 4
        { tp_init: NAMED, tp_str: import_error_str } [
        "msg", "name", "path",
        "name_from"
    ];
    ModuleNotFoundError "ModuleNotFoundError" ImportError 4;
    LookupError "LookupError" Exception 0;
    IndexError "IndexError" LookupError 0;
    KeyError "KeyError" LookupError 0 { tp_str: key_error_str };
    MemoryError "MemoryError" Exception 0;
    NameError "NameError" Exception 1 { tp_init: NAMED } ["name"];
    UnboundLocalError "UnboundLocalError" NameError 1;
    OsError "OSError" Exception 5
        { tp_new: os_error::new, tp_init: os_error::init, tp_str: os_error::str } [
        "errno", "strerror",
        "filename", "filename2"
    ];
    FileNotFoundError "FileNotFoundError" OsError 5;
    PermissionError "PermissionError" OsError 5;
    FileExistsError "FileExistsError" OsError 5;
    TimeoutError "TimeoutError" OsError 5;
    BlockingIoError "BlockingIOError" OsError 5;
    ChildProcessError "ChildProcessError" OsError 5;
    ConnectionError "ConnectionError" OsError 5;
    BrokenPipeError "BrokenPipeError" ConnectionError 5;
    ConnectionAbortedError "ConnectionAbortedError" ConnectionError 5;
    ConnectionRefusedError "ConnectionRefusedError" ConnectionError 5;
    ConnectionResetError "ConnectionResetError" ConnectionError 5;
    InterruptedError "InterruptedError" OsError 5;
    IsADirectoryError "IsADirectoryError" OsError 5;
    NotADirectoryError "NotADirectoryError" OsError 5;
    ProcessLookupError "ProcessLookupError" OsError 5;
    ReferenceError "ReferenceError" Exception 0;
    RuntimeError "RuntimeError" Exception 0;
    NotImplementedError "NotImplementedError" RuntimeError 0;
    PythonFinalizationError "PythonFinalizationError" RuntimeError 0;
    RecursionError "RecursionError" RuntimeError 0;
    SyntaxError "SyntaxError" Exception 8
        { tp_init: NAMED, tp_str: syntax_error_str } [
        "msg", "filename",
        "lineno", "offset",
        "end_lineno", "end_offset",
        "text", "print_file_and_line"
    ];
    IndentationError "IndentationError" SyntaxError 8;
    IncompleteInputError "_IncompleteInputError" SyntaxError 8;
    TabError "TabError" IndentationError 8;
    SystemError "SystemError" Exception 0;
    TypeError "TypeError" Exception 0;
    ValueError "ValueError" Exception 0;
    UnicodeError "UnicodeError" ValueError 0;
    UnicodeDecodeError "UnicodeDecodeError" UnicodeError 5
        { tp_init: NAMED, tp_str: unicode_error::str } [
        "encoding", "object",
        "start", "end", "reason"
    ];
    UnicodeEncodeError "UnicodeEncodeError" UnicodeError 5
        { tp_init: NAMED, tp_str: unicode_error::str } [
        "encoding", "object",
        "start", "end", "reason"
    ];
    UnicodeTranslateError "UnicodeTranslateError" UnicodeError 5
        { tp_init: NAMED, tp_str: unicode_error::str } [
        "encoding", "object",
        "start", "end", "reason"
    ];
    Warning "Warning" Exception 0;
    DeprecationWarning "DeprecationWarning" Warning 0;
    PendingDeprecationWarning "PendingDeprecationWarning" Warning 0;
    RuntimeWarning "RuntimeWarning" Warning 0;
    SyntaxWarning "SyntaxWarning" Warning 0;
    UserWarning "UserWarning" Warning 0;
    FutureWarning "FutureWarning" Warning 0;
    ImportWarning "ImportWarning" Warning 0;
    UnicodeWarning "UnicodeWarning" Warning 0;
    BytesWarning "BytesWarning" Warning 0;
    ResourceWarning "ResourceWarning" Warning 0;
    EncodingWarning "EncodingWarning" Warning 0;
}

/// A SyntaxError says where: `invalid syntax (<stdin>, line 1)`.
fn syntax_error_str(rt: &Runtime, this: &Obj) -> PyResult {
    let message = field_value(this, "msg").unwrap_or_else(|| rt.none().clone());
    let plain = |object: &Obj| -> PyResult<String> {
        Ok(Text::of(&rt.str_of(object)?)
            .map(Text::to_rust)
            .unwrap_or_default())
    };
    let message = plain(&message)?;
    let filename =
        field_value(this, "filename").filter(|name| Text::of(name).is_some());
    let line = field_value(this, "lineno").and_then(|line| super::int::to_i64(&line));
    let filename = filename.map(|name| plain(&name)).transpose()?;
    let filename = filename.map(|name| match name.rsplit_once('/') {
        Some((_, last)) => last.to_owned(),
        None => name,
    });
    rt.new_str(&match (filename, line) {
        (Some(filename), Some(line)) => format!("{message} ({filename}, line {line})"),
        (Some(filename), None) => format!("{message} ({filename})"),
        (None, Some(line)) => format!("{message} (line {line})"),
        (None, None) => message,
    })
}

#[test]
fn a_class_has_as_many_fields_as_its_size_says() {
    for spec in SPECS {
        let fields = fields_of(spec.which as u8).len();
        assert_eq!(spec.basicsize, 72 + 8 * fields, "{}", spec.name);
    }
}
