//! What `sys.stdout` and `sys.stderr` are: somewhere to write text to, named as
//! CPython's (`Modules/_io/textio.c@v3.13.0`). Nothing can be opened, sought or read.

use super::str::Text;
use crate::object::{self, PyObject, View};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{GetSetDef, MethodDef, Slots};
use crate::typeobject::{Builtin, TypeSpec};

/// A stream: 24 bytes.
#[repr(C)]
pub struct PyStreamObject {
    /// Count and type.
    pub ob_base: PyObject,
    /// 1 for the output, 2 for errors.
    number: u64,
}

crate::py_struct!(PyStreamObject, Builtin::Stream, size 24, number @ 16);

fn view(this: &Obj) -> View<'_, PyStreamObject> {
    this.expect()
}

impl Runtime {
    /// The object of the output (1) or of errors (2).
    pub(crate) fn new_stream(&self, number: u64) -> PyResult {
        self.alloc(PyStreamObject {
            ob_base: PyObject::new(self.ty(Builtin::Stream)),
            number,
        })
    }
}

fn write(rt: &Runtime, this: &Obj, text: &Obj) -> PyResult {
    let Some(shown) = Text::of(text) else {
        let what = text.ty().name();
        let message = format!("write() argument must be str, not {what}");
        return Err(rt.type_error(message));
    };
    let plain = shown.to_rust();
    match view(this).number {
        1 => rt.write_out(&plain),
        _ => rt.write_err(&plain),
    }
    rt.new_size(shown.len())
}

fn writelines(rt: &Runtime, this: &Obj, lines: &Obj) -> PyResult {
    let iterator = rt.iter(lines)?;
    while let Some(line) = rt.next(&iterator)? {
        write(rt, this, &line)?;
    }
    rt.done()
}

fn name(this: &Obj) -> &'static str {
    match view(this).number {
        1 => "<stdout>",
        _ => "<stderr>",
    }
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    rt.new_str(&format!(
        "<_io.TextIOWrapper name='{}' mode='w' encoding='utf-8'>",
        name(this)
    ))
}

/// The type of the two streams.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Stream,
    name: "_io.TextIOWrapper",
    basicsize: 24,
    slots: Slots {
        tp_dealloc: Some(object::dealloc_struct::<PyStreamObject>),
        tp_repr: Some(repr),
        ..Slots::EMPTY
    },
    methods: &[
        MethodDef::one("write", write),
        MethodDef::one("writelines", writelines),
        MethodDef::none("flush", |rt, _| rt.done()),
        MethodDef::none("isatty", |rt, _| rt.new_bool(false)),
        MethodDef::none("writable", |rt, _| rt.new_bool(true)),
        MethodDef::none("readable", |rt, _| rt.new_bool(false)),
        MethodDef::none("seekable", |rt, _| rt.new_bool(false)),
        MethodDef::none("fileno", |rt, this| rt.new_int(view(this).number as i64)),
    ],
    getset: &[
        GetSetDef::get("name", |rt, this| rt.new_str(name(this))),
        GetSetDef::get("mode", |rt, _| rt.new_str("w")),
        GetSetDef::get("encoding", |rt, _| rt.new_str("utf-8")),
        GetSetDef::get("errors", |rt, this| {
            rt.new_str(match view(this).number {
                1 => "strict",
                _ => "backslashreplace",
            })
        }),
        GetSetDef::get("closed", |rt, _| rt.new_bool(false)),
    ],
    ..TypeSpec::PLAIN
};
