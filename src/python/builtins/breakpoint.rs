//! `breakpoint`, and what `sys.breakpointhook` does where nobody put another function in
//! its place (`Python/sysmodule.c@v3.13.0#sys_breakpointhook`).

use crate::objects::builtin_function::plain;
use crate::objects::dict;
use crate::objects::str::Text;
use crate::python::modules::{import, of_sys};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::{Args, MethodDef};

pub(super) static FUNCTIONS: &[MethodDef] =
    &[MethodDef::keywords("breakpoint", |rt, _, args| {
        import(rt, "sys")?;
        match of_sys(rt, "breakpointhook")? {
            Some(hook) => rt.call(&hook, args),
            None => Err(rt.raise(Builtin::RuntimeError, "lost sys.breakpointhook")),
        }
    })];

/// What `PYTHONBREAKPOINT` says, in the environment that the program sees.
fn wanted(rt: &Runtime) -> PyResult<String> {
    let standard = "pdb.set_trace".to_owned();
    let Some(os) = dict::get_str(rt, &rt.python().modules, "os")? else {
        return Ok(standard);
    };
    let name = rt.new_str("PYTHONBREAKPOINT")?;
    let found = rt.call_method(&rt.attr(&os, "environ")?, "get", &[name])?;
    let found = Text::of(&found).map(|_| plain(&found));
    Ok(found.filter(|name| !name.is_empty()).unwrap_or(standard))
}

/// `sys.breakpointhook(*args, **kws)`
pub(crate) fn hook(rt: &Runtime, _: &Obj, args: Args<'_>) -> PyResult {
    let wanted = wanted(rt)?;
    if wanted == "0" {
        return rt.done();
    }
    let (module, name) = wanted.rsplit_once('.').unwrap_or(("builtins", &wanted));
    let found = match module {
        "" => Err(rt.value_error("Empty module name")),
        _ => import(rt, module).and_then(|module| rt.attr(&module, name)),
    };
    match found {
        Ok(function) => rt.call(&function, args),
        Err(_)
            if rt.swallow(Builtin::ImportError)
                || rt.swallow(Builtin::AttributeError)
                || module.is_empty() && rt.swallow(Builtin::ValueError) =>
        {
            let message =
                format!("Ignoring unimportable $PYTHONBREAKPOINT: \"{wanted}\"");
            rt.warn(Builtin::RuntimeWarning, &message)?;
            rt.done()
        }
        Err(raised) => Err(raised),
    }
}
