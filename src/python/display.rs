//! Showing a value at the prompt (`Python/sysmodule.c@v3.13.0#sys_displayhook`).

use crate::objects::builtin_function::plain;
use crate::objects::dict;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};

/// Shows a value with `sys.displayhook`, where the program put another one there.
pub(crate) fn display(rt: &Runtime, value: &Obj) -> PyResult<()> {
    match super::modules::own_hook(rt, "displayhook")? {
        Some(hook) => {
            let value = std::slice::from_ref(value);
            rt.uncounted(hook, |hook| rt.call_with(hook, value))
                .map(drop)
        }
        None => {
            super::modules::expect_in_sys(rt, "displayhook")?;
            show(rt, value)
        }
    }
}

/// Prints a value and keeps it as `_`; None is not worth showing.
///
/// `_` lets go of its old value first, so that that may be gone before the new one's
/// text appears.
pub(crate) fn show(rt: &Runtime, value: &Obj) -> PyResult<()> {
    if value.is(rt.none()) {
        return Ok(());
    }
    let builtins = &rt.python().builtins;
    let name = rt.intern_str("_")?;
    dict::set(rt, builtins, &name, rt.none().clone())?;
    super::modules::expect_in_sys(rt, "stdout")?;
    let text = plain(&rt.repr(value)?);
    super::modules::write_to(rt, "stdout", &(text + "\n"));
    dict::set(rt, builtins, &name, value.clone())
}
