//! The part of `sys` that says what there is not: nothing is installed anywhere, and
//! nothing is told to the machine's profiler.

use super::ModuleDef;
use crate::objects::dict;
use crate::objects::str::Strings;
use crate::refcount::Obj;
use crate::runtime::PyResult;
use crate::typeobject::slots::MethodDef;

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "sys",
    doc: "",
    functions: &[
        MethodDef::none("getfilesystemencodeerrors", |rt, _| {
            rt.new_str("surrogateescape")
        }),
        MethodDef::none("is_stack_trampoline_active", |rt, _| rt.new_bool(false)),
        MethodDef::none("getunicodeinternedsize", |rt, _| {
            rt.new_size(rt.room::<Strings>().interned.len())
        }),
    ],
    fill: |rt, namespace| {
        let put = |name: &str, value: Obj| dict::set_str(rt, namespace, name, value);
        // The program may be part of a page: it is no file that could be started.
        for name in [
            "executable",
            "_base_executable",
            "prefix",
            "base_prefix",
            "exec_prefix",
            "base_exec_prefix",
            "_framework",
        ] {
            put(name, rt.intern_str("")?)?;
        }
        let words = ["pyobject"].into_iter();
        let words = words.chain(rt.options.argv.iter().map(String::as_str));
        let words: PyResult<Vec<Obj>> = words.map(|word| rt.new_str(word)).collect();
        put("orig_argv", rt.new_list(words?)?)
    },
};
