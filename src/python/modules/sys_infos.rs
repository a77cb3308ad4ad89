//! What `sys` says about versions, numbers and hashes: `version_info`, `float_info` and
//! their like (`Python/sysmodule.c@v3.13.0`).

use crate::objects::{dict, int_text, struct_seq};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::Args;

/// Version 3.13.0 final, as one number.
pub(super) const HEXVERSION: i64 = 0x030D_00F0;

pub(super) fn fill(rt: &Runtime, namespace: &Obj) -> PyResult<()> {
    let put = |name: &str, value: Obj| dict::set_str(rt, namespace, name, value);
    let ints = |numbers: &[i64]| -> PyResult<Vec<Obj>> {
        numbers.iter().map(|number| rt.new_int(*number)).collect()
    };
    let mut version = ints(&[3, 13, 0])?;
    version.extend([rt.new_str("final")?, rt.new_int(0)?]);
    let version = struct_seq::new(rt, Builtin::SysVersionInfo, version)?;
    put("version_info", version.clone())?;
    let names = ["name", "cache_tag", "version", "hexversion"];
    let names: PyResult<Vec<Obj>> =
        names.iter().map(|name| rt.intern_str(name)).collect();
    let items = [
        rt.new_str("pyobject")?,
        rt.none().clone(),
        version,
        rt.new_int(HEXVERSION)?,
    ];
    let args = Args {
        items: &items,
        names: Some(&rt.new_tuple(names?)?),
    };
    let implementation = rt.call(&rt.type_obj(Builtin::SimpleNamespace), args)?;
    put("implementation", implementation)?;
    let mut flags = ints(&[0; 18])?;
    flags[13] = rt.bool(false).clone();
    flags[16] = rt.bool(false).clone();
    flags[17] = rt.new_size(int_text::max_str_digits(rt))?;
    put("flags", struct_seq::new(rt, Builtin::SysFlags, flags)?)?;
    let digits = ints(&[30, 4, int_text::DEFAULT_MAX_STR_DIGITS as i64, 640])?;
    put(
        "int_info",
        struct_seq::new(rt, Builtin::SysIntInfo, digits)?,
    )?;
    let mut hash = ints(&[64, (1 << 61) - 1, 314_159, 0, 1_000_003])?;
    hash.push(rt.new_str("siphash13")?);
    hash.extend(ints(&[64, 128, 0])?);
    put(
        "hash_info",
        struct_seq::new(rt, Builtin::SysHashInfo, hash)?,
    )?;
    // The lock is the one that a thread would wait for; which library made it, nobody
    // asks where there is one thread.
    let thread = [
        rt.new_str("pthread")?,
        rt.new_str("semaphore")?,
        rt.none().clone(),
    ];
    put(
        "thread_info",
        struct_seq::new(rt, Builtin::SysThreadInfo, thread.into())?,
    )?;
    let mut float = vec![rt.new_float(f64::MAX)?];
    float.extend(ints(&[f64::MAX_EXP.into(), f64::MAX_10_EXP.into()])?);
    float.push(rt.new_float(f64::MIN_POSITIVE)?);
    float.extend(ints(&[
        f64::MIN_EXP.into(),
        f64::MIN_10_EXP.into(),
        f64::DIGITS.into(),
        f64::MANTISSA_DIGITS.into(),
    ])?);
    float.push(rt.new_float(f64::EPSILON)?);
    float.extend(ints(&[2, 1])?);
    put(
        "float_info",
        struct_seq::new(rt, Builtin::SysFloatInfo, float)?,
    )
}
