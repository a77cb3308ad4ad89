//! `array`: the type of the same name (`Modules/arraymodule.c@v3.13.0`).

use super::ModuleDef;
use crate::objects::array_items::CODES;
use crate::objects::{array_rebuild, dict};
use crate::typeobject::Builtin;
use crate::typeobject::slots::MethodDef;

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "array",
    functions: &[MethodDef::many("_array_reconstructor", |rt, _, args| {
        array_rebuild::rebuild(rt, args)
    })],
    fill: |rt, namespace| {
        let class = rt.type_obj(Builtin::Array);
        dict::set_str(rt, namespace, "typecodes", rt.new_str(CODES)?)?;
        dict::set_str(rt, namespace, "ArrayType", class.clone())?;
        dict::set_str(rt, namespace, "array", class)
    },
};
