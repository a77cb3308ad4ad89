//! `_deque`: the type `deque`, for `collections`.

use super::ModuleDef;
use crate::objects::dict;
use crate::typeobject::Builtin;

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "_deque",
    doc: "",
    functions: &[],
    fill: |rt, namespace| {
        dict::set_str(rt, namespace, "deque", rt.type_obj(Builtin::Deque))
    },
};
