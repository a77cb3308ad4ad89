//! What `sys.stdin`, `sys.stdout` and `sys.stderr` are: where lines are read from and
//! text is written to, named as CPython's (`Modules/_io/textio.c@v3.13.0`). None can be
//! sought.

use super::dict;
use super::str::Text;
use crate::attributes::type_methods::{get_dict, set_dict};
use crate::object::{self, PyObject, View};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{GetSetDef, MethodDef, Slots, Visitor};
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};
use std::cell::Cell;

/// A stream: 200 bytes, of which CPython uses more.
#[repr(C)]
pub struct PyStreamObject {
    /// Count and type.
    pub ob_base: PyObject,
    /// 0 for the input, 1 for the output, 2 for errors.
    number: u64,
    unused: [u64; 19],
    weakreflist: Cell<u64>,
    /// Its `__dict__`, or nothing.
    dict: Field,
    snapshot: u64,
}

crate::py_struct!(
    PyStreamObject, Builtin::Stream, size 200, number @ 16, weakreflist @ 176, dict @ 184
);

fn view(this: &Obj) -> View<'_, PyStreamObject> {
    this.expect()
}

impl Runtime {
    /// The object of the input (0), of the output (1) or of errors (2).
    pub(crate) fn new_stream(&self, number: u64) -> PyResult {
        let made = self.alloc(PyStreamObject {
            ob_base: PyObject::new(self.ty(Builtin::Stream)),
            number,
            unused: [0; 19],
            weakreflist: Cell::new(0),
            dict: Field::new(None),
            snapshot: 0,
        })?;
        object::track(&made);
        Ok(made)
    }

    /// Raises `io.UnsupportedOperation`.
    fn unsupported(&self, message: &str) -> Raised {
        let raised = || {
            let class =
                self.attr(&self.import_module("_io")?, "UnsupportedOperation")?;
            self.call_with(&class, &[self.new_str(message)?])
        };
        raised().map_or_else(|raised| raised, |error| self.raise_object(error))
    }
}

/// Whether a program gave the stream attributes of its own, `write` perhaps.
pub(crate) fn is_altered(stream: &Obj) -> bool {
    let stream = stream.cast::<PyStreamObject>();
    stream.is_some_and(|stream| stream.dict.get().is_some())
}

/// The next line of the input, with its end; nothing where it is over.
fn next_line(rt: &Runtime, this: &Obj) -> PyResult<Option<String>> {
    if view(this).number != 0 {
        return Err(rt.unsupported("not readable"));
    }
    Ok(rt.options.input.and_then(|read| read()))
}

fn readline(rt: &Runtime, this: &Obj) -> PyResult {
    rt.new_str(&next_line(rt, this)?.unwrap_or_default())
}

fn read(rt: &Runtime, this: &Obj) -> PyResult {
    let mut text = String::new();
    while let Some(line) = next_line(rt, this)? {
        text += &line;
        rt.check_rust_memory(text.len())?;
    }
    rt.new_str(&text)
}

fn iternext(rt: &Runtime, this: &Obj) -> PyResult<Option<Obj>> {
    next_line(rt, this)?
        .map(|line| rt.new_str(&line))
        .transpose()
}

fn write(rt: &Runtime, this: &Obj, text: &Obj) -> PyResult {
    let Some(shown) = Text::of(text) else {
        let what = text.ty().name();
        let message = format!("write() argument must be str, not {what}");
        return Err(rt.type_error(message));
    };
    let plain = shown.to_rust();
    match view(this).number {
        0 => return Err(rt.unsupported("not writable")),
        1 => rt.write_out(&plain)?,
        _ => rt.write_err(&plain),
    }
    rt.new_size(shown.len())
}

fn writelines(rt: &Runtime, this: &Obj, lines: &Obj) -> PyResult {
    let iterator = rt.iter(lines)?;
    while let Some(line) = rt.next(&iterator)? {
        rt.spend(1)?;
        write(rt, this, &line)?;
    }
    rt.done()
}

fn name(this: &Obj) -> &'static str {
    match view(this).number {
        0 => "<stdin>",
        1 => "<stdout>",
        _ => "<stderr>",
    }
}

/// Its `__dict__`, in which CPython keeps the mode.
fn own_dict(rt: &Runtime, this: &Obj) -> PyResult {
    let is_new = view(this).dict.get().is_none();
    let names = get_dict(rt, this)?;
    if is_new {
        dict::set_str(rt, &names, "mode", rt.new_str(mode(this))?)?;
    }
    Ok(names)
}

fn mode(this: &Obj) -> &'static str {
    match view(this).number {
        0 => "r",
        _ => "w",
    }
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    rt.new_str(&format!(
        "<_io.TextIOWrapper name='{}' mode='{}' encoding='utf-8'>",
        name(this),
        mode(this)
    ))
}

/// The type of the three streams.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Stream,
    name: "_io.TextIOWrapper",
    basicsize: 200,
    dictoffset: 184,
    weaklistoffset: 176,
    flags: TypeFlags::HAVE_GC,
    slots: Slots {
        tp_dealloc: Some(|rt, this| {
            object::untrack(&this.as_obj());
            crate::weakref::clear_weakrefs(rt, &this.as_obj());
            this.finish::<PyStreamObject>(rt);
        }),
        tp_traverse: Some(|this: &Obj, visitor: &mut Visitor<'_>| {
            visitor.field(&view(this).dict);
        }),
        tp_clear: Some(|this| view(this).dict.set(None)),
        tp_repr: Some(repr),
        tp_iter: Some(crate::objects::iterators::itself),
        tp_iternext: Some(iternext),
        ..Slots::EMPTY
    },
    methods: &[
        MethodDef::none("readline", readline),
        MethodDef::none("read", read),
        MethodDef::one("write", write),
        MethodDef::one("writelines", writelines),
        MethodDef::none("flush", |rt, _| rt.done()),
        MethodDef::none("isatty", |rt, _| rt.new_bool(false)),
        MethodDef::none("writable", |rt, this| rt.new_bool(view(this).number != 0)),
        MethodDef::none("readable", |rt, this| rt.new_bool(view(this).number == 0)),
        MethodDef::none("seekable", |rt, _| rt.new_bool(false)),
        MethodDef::none("fileno", |rt, this| rt.new_int(view(this).number as i64)),
    ],
    getset: &[
        GetSetDef::get_set("__dict__", own_dict, set_dict),
        GetSetDef::get("name", |rt, this| rt.new_str(name(this))),
        GetSetDef::get("mode", |rt, this| rt.new_str(mode(this))),
        GetSetDef::get("encoding", |rt, _| rt.new_str("utf-8")),
        GetSetDef::get("errors", |rt, this| {
            rt.new_str(match view(this).number {
                2 => "backslashreplace",
                _ => "strict",
            })
        }),
        GetSetDef::get("closed", |rt, _| rt.new_bool(false)),
        GetSetDef::get("buffer", |rt, this| {
            let streams = rt.import_module("_io")?;
            rt.call_method(&streams, "_standard_buffer", std::slice::from_ref(this))
        }),
    ],
    ..TypeSpec::PLAIN
};
