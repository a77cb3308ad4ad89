//! A runtime of a few types and what they share, without namespaces, attributes and
//! modules: what tests of the lower floors need, and what Miri starts in time. (Making
//! all types takes it half a minute.)

use crate::objects;
use crate::runtime::{Options, PyResult, Runtime};
use crate::typeobject::TypeSpec;
use crate::{gc, shapes, weakref};
use std::pin::Pin;

/// Types that belong together, and what makes the objects that they share.
struct Part {
    /// By this name a chapter's crate asks for it.
    #[allow(dead_code, reason = "read from the source")]
    name: &'static str,
    types: &'static [&'static TypeSpec],
    install: fn(&Runtime) -> PyResult<()>,
}

/// The parts; a type's base comes before it.
static PARTS: &[Part] = &[
    Part {
        name: "object",
        types: &[&objects::object_type::TYPE, &objects::type_type::TYPE],
        install: |_| Ok(()),
    },
    Part {
        name: "weakref",
        types: &[
            &objects::weakref::TYPE,
            &objects::weak_proxy::TYPE,
            &objects::weak_proxy::CALLABLE_TYPE,
        ],
        install: |rt| {
            weakref::install(rt);
            Ok(())
        },
    },
    Part {
        name: "gc",
        types: &[],
        install: |rt| {
            gc::install(rt);
            Ok(())
        },
    },
    Part {
        name: "dict",
        types: &[&objects::dict_type::TYPE],
        install: shapes::key_resize::install,
    },
    Part {
        name: "none",
        types: &[
            &objects::none::NONE_TYPE,
            &objects::none::NOT_IMPLEMENTED_TYPE,
            &objects::none::ELLIPSIS_TYPE,
        ],
        install: objects::none::install,
    },
    Part {
        name: "int",
        types: &[&objects::int::TYPE],
        install: objects::int::install,
    },
    Part {
        name: "bool",
        types: &[&objects::bool::TYPE],
        install: objects::bool::install,
    },
    Part {
        name: "float",
        types: &[&objects::float::TYPE],
        install: |_| Ok(()),
    },
    Part {
        name: "str",
        types: &[&objects::str::TYPE],
        install: objects::str::install,
    },
    Part {
        name: "bytes",
        types: &[&objects::bytes::TYPE],
        install: |_| Ok(()),
    },
    Part {
        name: "list",
        types: &[&objects::list::TYPE],
        install: |_| Ok(()),
    },
    Part {
        name: "tuple",
        types: &[&objects::tuple::TYPE],
        install: objects::tuple::install,
    },
    Part {
        name: "slice",
        types: &[&objects::slice::TYPE],
        install: |_| Ok(()),
    },
    Part {
        name: "set",
        types: &[&objects::set_type::SET, &objects::set_type::FROZEN_SET],
        install: |_| Ok(()),
    },
    Part {
        name: "builtin",
        types: &[&objects::builtin_function::TYPE],
        install: |_| Ok(()),
    },
    Part {
        name: "cell",
        types: &[&objects::cell::TYPE],
        install: |_| Ok(()),
    },
];

impl Runtime {
    /// A runtime with few types, and few small ints.
    pub(crate) fn bare() -> Pin<Box<Runtime>> {
        let rt = Runtime::empty(Options {
            small_ints: -5..=10,
            ..Options::default()
        });
        install(&rt).expect("memory for a few types");
        rt
    }
}

/// Makes the types, then what they share.
pub(super) fn install(rt: &Runtime) -> PyResult<()> {
    let types = PARTS.iter().flat_map(|part| part.types);
    let types: Vec<&'static TypeSpec> = types.copied().collect();
    rt.make_types(&types)?;
    for part in PARTS {
        (part.install)(rt)?;
    }
    rt.inherit_slots(&types);
    Ok(())
}
