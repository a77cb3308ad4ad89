//! Tuples whose items have names too (`Objects/structseq.c@v3.13.0`): `sys.version_info`
//! and its like. One table each; they are made by the runtime alone.

use super::builtin_function::plain;
use super::{dict, tuple};
use crate::object::{self, View};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{GetSetDef, Slots, Unary};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, TypeSpec};

fn item<const INDEX: usize>(_: &Runtime, this: &Obj) -> PyResult {
    Ok(tuple::items(this)[INDEX].clone())
}

/// `sys.flags.gil`, which has no place in the tuple: there is a lock, or what comes to
/// the same, one thread.
fn gil(rt: &Runtime, _: &Obj) -> PyResult {
    rt.new_int(1)
}

/// One function for each place of the longest of these types, and one for its field
/// beyond.
const GETTERS: [Unary; 19] = [
    item::<0>, item::<1>, item::<2>, item::<3>, item::<4>, item::<5>, item::<6>,
    item::<7>, item::<8>, item::<9>, item::<10>, item::<11>, item::<12>, item::<13>,
    item::<14>, item::<15>, item::<16>, item::<17>, gil,
];

const fn fields<const N: usize>(names: [&'static str; N]) -> [GetSetDef; N] {
    let mut fields = [const { GetSetDef::member("", item::<0>) }; N];
    let mut index = 0;
    while index < N {
        fields[index] = GetSetDef::member(names[index], GETTERS[index]);
        index += 1;
    }
    fields
}

macro_rules! struct_sequences {
    ($($which:ident $name:literal
        [$($field:literal),* $(,)?] $(hidden $hidden:literal)?;)*) => {
        /// The tables of these types.
        pub static SPECS: &[&TypeSpec] = &[$(&TypeSpec {
            which: Builtin::$which,
            name: $name,
            base: Some(Builtin::Tuple),
            // A field that is no item of the tuple has room before the items.
            basicsize: 24 $(+ 8 * $hidden)?,
            itemsize: 8,
            flags: TypeFlags::HAVE_GC.with(TypeFlags::DISALLOW_INSTANTIATION),
            slots: Slots { tp_repr: Some(repr), ..Slots::EMPTY },
            getset: {
                const FIELDS: &[GetSetDef] = &fields([$($field),*]);
                FIELDS
            },
            ..TypeSpec::PLAIN
        },)*];
    };
}

struct_sequences! {
    SysVersionInfo "sys.version_info" [
        "major", "minor", "micro", "releaselevel", "serial"
    ];
    SysFlags "sys.flags" [
        "debug", "inspect", "interactive", "optimize", "dont_write_bytecode",
        "no_user_site", "no_site", "ignore_environment", "verbose", "bytes_warning",
        "quiet", "hash_randomization", "isolated", "dev_mode", "utf8_mode",
        "warn_default_encoding", "safe_path", "int_max_str_digits", "gil",
    ] hidden 1;
    SysHashInfo "sys.hash_info" [
        "width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits",
        "cutoff",
    ];
    SysIntInfo "sys.int_info" [
        "bits_per_digit", "sizeof_digit", "default_max_str_digits",
        "str_digits_check_threshold",
    ];
    SysThreadInfo "sys.thread_info" ["name", "lock", "version"];
    SysFloatInfo "sys.float_info" [
        "max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig",
        "mant_dig", "epsilon", "radix", "rounds",
    ];
    UnraisableHookArgs "UnraisableHookArgs" [
        "exc_type", "exc_value", "exc_traceback", "err_msg", "object"
    ];
}

fn spec(ty: View<'_, PyTypeObject>) -> Option<&'static TypeSpec> {
    let mut specs = SPECS.iter().copied();
    specs.find(|spec| ty.is_exactly(spec.which))
}

/// Makes the object of one of these types; as many items as it has fields.
pub(crate) fn new(rt: &Runtime, which: Builtin, items: Vec<Obj>) -> PyResult {
    let ty = rt.ty(which);
    if let Some(namespace) = ty.tp_dict.get()
        && dict::get_str(rt, &namespace, "n_fields")?.is_none()
    {
        let unnamed = rt.new_size(0)?;
        let fields = spec(ty).map_or(0, |spec| spec.getset.len());
        dict::set_str(rt, &namespace, "n_fields", rt.new_size(fields)?)?;
        let visible = rt.new_size(items.len())?;
        dict::set_str(rt, &namespace, "n_sequence_fields", visible)?;
        dict::set_str(rt, &namespace, "n_unnamed_fields", unnamed)?;
    }
    let made = rt.tuple_of(ty, items)?;
    // The collector never hears of what the runtime makes so.
    object::untrack(&made);
    Ok(made)
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let fields = spec(this.ty()).map_or(&[][..], |spec| spec.getset);
    let mut shown = Vec::new();
    for (field, value) in fields.iter().zip(tuple::items(this)) {
        shown.push(format!("{}={}", field.name, plain(&rt.repr(value)?)));
    }
    let name = this.ty().full_name().to_owned();
    rt.new_str(&format!("{name}({})", shown.join(", ")))
}
