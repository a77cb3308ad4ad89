//! `_weakref`: references that do not keep alive (`Modules/_weakref.c@v3.13.0`); what is
//! made of them is in `weakref.py`.

use super::ModuleDef;
use crate::objects::args::check_count;
use crate::objects::dict;
use crate::typeobject::Builtin;
use crate::typeobject::slots::MethodDef;
use crate::weakref;

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "_weakref",
    functions: &[
        MethodDef::one("getweakrefcount", |rt, _, object| {
            rt.new_size(weakref::references(object).len())
        }),
        MethodDef::one("getweakrefs", |rt, _, object| {
            rt.new_list(weakref::references(object))
        }),
        MethodDef::many("proxy", |rt, _, args| {
            check_count(rt, "proxy", args.len(), 1, 2)?;
            let callback = args.get(1).filter(|callback| !callback.is(rt.none()));
            weakref::new_proxy(rt, &args[0], callback.cloned())
        }),
    ],
    fill: |rt, namespace| {
        for (name, which) in [
            ("ref", Builtin::WeakRef),
            ("ReferenceType", Builtin::WeakRef),
            ("ProxyType", Builtin::WeakProxy),
            ("CallableProxyType", Builtin::WeakCallableProxy),
        ] {
            dict::set_str(rt, namespace, name, rt.type_obj(which))?;
        }
        Ok(())
    },
};
