//! OSError and its kinds (`Objects/exceptions.c@v3.13.0#OSError_new`): an error number, and
//! the names of the files that it is about.

use super::exception_types::{field_value, set_field};
use super::exceptions::{self, PyBaseException};
use super::int::{self, PyLongObject};
use super::str::Text;
use crate::attributes::lookup;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::typeobject::slots::{Args, GetSetDef};
use crate::typeobject::{Builtin, PyTypeObject};

/// The fields of an OSError. The last, how much was written before a write that was not to
/// wait had to, is a `BlockingIOError`'s `characters_written`.
pub(super) const FIELDS: &[&str] =
    &["errno", "strerror", "filename", "filename2", "written"];

/// The kinds of OSError, with the error numbers that mean them (Linux's).
const KINDS: &[(Builtin, &[i64])] = &[
    (Builtin::OsError, &[]),
    (Builtin::FileNotFoundError, &[2]),
    (Builtin::PermissionError, &[1, 13]),
    (Builtin::FileExistsError, &[17]),
    (Builtin::TimeoutError, &[110]),
    (Builtin::BlockingIoError, &[11, 114, 115]),
    (Builtin::ChildProcessError, &[10]),
    (Builtin::ConnectionError, &[]),
    (Builtin::BrokenPipeError, &[32, 108]),
    (Builtin::ConnectionAbortedError, &[103]),
    (Builtin::ConnectionRefusedError, &[111]),
    (Builtin::ConnectionResetError, &[104]),
    (Builtin::InterruptedError, &[4]),
    (Builtin::IsADirectoryError, &[21]),
    (Builtin::NotADirectoryError, &[20]),
    (Builtin::ProcessLookupError, &[3]),
];

pub(super) fn is_kind(which: Builtin) -> bool {
    KINDS.iter().any(|(class, _)| *class == which)
}

/// Whether it is `__init__` that looks at the arguments: where a class has one of its
/// own, and not its own `__new__`.
fn uses_init(rt: &Runtime, class: &Obj) -> PyResult<bool> {
    let is_ours = |name: &str| -> PyResult<bool> {
        let name = rt.intern_str(name)?;
        let found = lookup(class.expect::<PyTypeObject>(), &name);
        let ours = lookup(rt.ty(Builtin::OsError), &name);
        Ok(found.zip(ours).is_some_and(|(found, ours)| found.is(&ours)))
    };
    Ok(!is_ours("__init__")? && is_ours("__new__")?)
}

/// `OSError(errno, …)` is of the class that the number stands for.
pub(super) fn new(rt: &Runtime, class: &Obj, args: Args<'_>) -> PyResult {
    if uses_init(rt, class)? {
        return exceptions::new(rt, class, Args::positional(&[]));
    }
    args.no_keywords(rt, class.expect::<PyTypeObject>().name())?;
    let items = args.positionals();
    let errno = items.first().filter(|_| (2..=5).contains(&items.len()));
    let errno = errno.and_then(int::to_i64);
    let exactly = class.is(&rt.type_obj(Builtin::OsError));
    let meant = KINDS
        .iter()
        .find(|(_, numbers)| errno.is_some_and(|errno| numbers.contains(&errno)));
    let made = match meant {
        Some((which, _)) if exactly => exceptions::new(rt, &rt.type_obj(*which), args),
        _ => exceptions::new(rt, class, args),
    }?;
    set_fields(rt, &made, items)?;
    Ok(made)
}

/// `OSError.__init__`: what `__new__` has not done.
pub(super) fn init(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult<()> {
    if !uses_init(rt, &this.ty().to_obj())? {
        return Ok(());
    }
    args.no_keywords(rt, this.ty().name())?;
    exceptions::store_args(rt, this, args.positionals())?;
    set_fields(rt, this, args.positionals())
}

/// Sets the fields: error number, message, file, what only Windows has, second file. The
/// arguments that stay are the first two, if there is a file.
pub(super) fn set_fields(rt: &Runtime, this: &Obj, items: &[Obj]) -> PyResult<()> {
    if !(2..=5).contains(&items.len()) {
        return Ok(());
    }
    for (name, index) in [("errno", 0), ("strerror", 1), ("filename2", 4)] {
        set_field(this, name, items.get(index).cloned());
    }
    let Some(file) = items.get(2).filter(|file| !file.is(rt.none())) else {
        return Ok(());
    };
    let is_count = file.cast::<PyLongObject>().is_some()
        && this.ty().flags().tag() == Builtin::BlockingIoError as u8;
    if is_count {
        set_field(this, "written", Some(file.clone()));
        return Ok(());
    }
    set_field(this, "filename", Some(file.clone()));
    let args = rt.new_tuple(items[..2].to_vec())?;
    this.expect::<PyBaseException>().args.set(Some(args));
    Ok(())
}

/// `[Errno 2] No such file or directory: 'name'`
pub(super) fn str(rt: &Runtime, this: &Obj) -> PyResult {
    let (Some(errno), Some(strerror)) =
        (field_value(this, "errno"), field_value(this, "strerror"))
    else {
        return exceptions::str(rt, this);
    };
    let plain = |object: &Obj| -> PyResult<String> {
        Ok(Text::of(&rt.str_of(object)?)
            .map(Text::to_rust)
            .unwrap_or_default())
    };
    let mut message = format!("[Errno {}] {}", plain(&errno)?, plain(&strerror)?);
    let named = |field: &str| {
        field_value(this, field).filter(|filename| !filename.is(rt.none()))
    };
    if let Some(filename) = named("filename") {
        let quoted = rt.repr(&filename)?;
        message += &format!(": {}", plain(&quoted)?);
        if let Some(other) = named("filename2") {
            let quoted = rt.repr(&other)?;
            message += &format!(" -> {}", plain(&quoted)?);
        }
    }
    rt.new_str(&message)
}

/// `OSError.characters_written`: an attribute only where something was written.
pub(super) const WRITTEN: &[GetSetDef] = &[GetSetDef::get_set(
    "characters_written",
    |rt, this| match field_value(this, "written") {
        Some(written) => Ok(written),
        None => Err(not_written(rt)),
    },
    |rt, this, written| {
        let Some(written) = written else {
            if field_value(this, "written").is_none() {
                return Err(not_written(rt));
            }
            set_field(this, "written", None);
            return Ok(());
        };
        let count = rt.as_index(written, Some(Builtin::ValueError))?;
        set_field(this, "written", Some(rt.new_int(count as i64)?));
        Ok(())
    },
)];

fn not_written(rt: &Runtime) -> Raised {
    rt.raise(Builtin::AttributeError, "characters_written")
}
