//! What an object refers to, each reference with a label.
//!
//! A picture shows what a reader can name: items, values by key, attributes, the parts
//! of a function or a cell. It leaves out what every object of a kind has alike: the
//! way from a function to its module, from a class to `object`.

use super::{key, native};
use crate::attributes::descriptors;
use crate::lens::snapshot::EdgeKind;
use crate::object::HEAD_EXTRA;
use crate::objects::code::PyCodeObject;
use crate::objects::list::PyListObject;
use crate::objects::str::Text;
use crate::objects::{dict, frame, generator, list, set, tuple};
use crate::refcount::Obj;
use crate::shapes::gc_ring::each_reference;
use crate::shapes::inline_values;
use crate::shapes::members::dict_field;
use crate::shapes::order::sort;
use crate::typeobject::slots::Visitor;
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags};
use crate::weakref;

/// Receives a label, the object referred to, how the reference counts, and how many
/// references to the object exist only while it is looked at.
pub(in crate::lens) type Show<'a> = dyn FnMut(&str, &Obj, EdgeKind, u64) + 'a;

/// The fields of structs that are shown, by type: offset in bytes and label.
const FIELDS: &[(Builtin, &[(usize, &str)])] = &[
    (
        Builtin::Function,
        &[
            (56, "__defaults__"),
            (64, "__kwdefaults__"),
            (72, "__closure__"),
            (88, "__dict__"),
        ],
    ),
    (Builtin::Method, &[(16, "__func__"), (24, "__self__")]),
    (Builtin::Cell, &[(16, "cell_contents")]),
    (Builtin::Traceback, &[(16, "tb_next"), (24, "tb_frame")]),
    (
        Builtin::Property,
        &[(16, "fget"), (24, "fset"), (32, "fdel")],
    ),
    (Builtin::ClassMethod, &[(16, "__func__")]),
    (Builtin::StaticMethod, &[(16, "__func__")]),
    (
        Builtin::BaseException,
        &[
            (24, "args"),
            (40, "__traceback__"),
            (48, "__context__"),
            (56, "__cause__"),
        ],
    ),
    (Builtin::Slice, &[(16, "start"), (24, "stop"), (32, "step")]),
    (Builtin::Super, &[(24, "obj")]),
    (Builtin::MappingProxy, &[(16, "mapping")]),
    (Builtin::MemoryView, &[(24, "mbuf")]),
    (Builtin::ManagedBuffer, &[(40, "obj")]),
    (Builtin::ListIterator, IT_SEQ),
    (Builtin::ListReverseIterator, IT_SEQ),
    (Builtin::TupleIterator, IT_SEQ),
    (Builtin::StrIterator, IT_SEQ),
    (Builtin::StrAsciiIterator, IT_SEQ),
    (Builtin::BytesIterator, IT_SEQ),
    (Builtin::ByteArrayIterator, IT_SEQ),
    (Builtin::MemoryIterator, IT_SEQ),
    (Builtin::SeqIterator, IT_SEQ),
    (Builtin::SetIterator, &[(16, "si_set")]),
    (Builtin::DictKeyIterator, DI_DICT),
    (Builtin::DictValueIterator, DI_DICT),
    (Builtin::DictItemIterator, DI_DICT),
    (
        Builtin::CallableIterator,
        &[(16, "it_callable"), (24, "it_sentinel")],
    ),
    (Builtin::Reversed, &[(24, "seq")]),
    (Builtin::Enumerate, &[(24, "en_sit"), (32, "en_result")]),
    (Builtin::Zip, &[(24, "ittuple"), (32, "result")]),
    (Builtin::Map, &[(16, "iters"), (24, "func")]),
    (Builtin::Filter, &[(16, "func"), (24, "it")]),
    // These lead nowhere that a reader could follow.
    (Builtin::Module, &[]),
    (Builtin::Code, &[]),
    (Builtin::BuiltinFunction, &[]),
    (Builtin::MethodDescriptor, &[]),
    (Builtin::WrapperDescriptor, &[]),
    (Builtin::ClassMethodDescriptor, &[]),
    (Builtin::GetSetDescriptor, &[]),
    (Builtin::MemberDescriptor, &[]),
];

/// What an iterator goes through.
const IT_SEQ: &[(usize, &str)] = &[(24, "it_seq")];
/// The dict that an iterator goes through, and the pair that it hands out.
const DI_DICT: &[(usize, &str)] = &[(16, "di_dict"), (40, "di_result")];

/// The most items of one container that are shown.
const MOST: usize = 100;

/// Shows each reference that a reader can name, in the order in which the type keeps
/// them; returns how many items of a long container it left out.
pub(in crate::lens) fn each_edge(object: &Obj, show: &mut Show<'_>) -> usize {
    let class = object.cast::<PyTypeObject>();
    if class.is_none() && object.ty().flags().has(TypeFlags::HEAPTYPE) {
        attributes(object, show);
    }
    if let Some(class) = class {
        if class.flags().has(TypeFlags::HEAPTYPE)
            && let Some(namespace) = class.tp_dict.get()
        {
            class_attributes(&namespace, show);
            let base = class.tp_base.get();
            let base = base.filter(|base| {
                let base = base.cast::<PyTypeObject>();
                base.is_some_and(|base| base.flags().has(TypeFlags::HEAPTYPE))
            });
            if let Some(base) = base {
                show("__base__", &base, EdgeKind::Strong, 1);
            }
        }
    } else if dict::is_dict(object) {
        entries(object, show);
        return dict::len(object).saturating_sub(MOST);
    } else if set::is_any_set(object) {
        let mut position = 0;
        let items = std::iter::from_fn(|| set::next(object, &mut position));
        for (item, _) in items.take(MOST) {
            show("item", &item, EdgeKind::Strong, 1);
        }
        return set::len(object).saturating_sub(MOST);
    } else if object.cast::<PyListObject>().is_some() {
        let items = (0..MOST).map_while(|at| list::get(object, at));
        for (at, item) in items.enumerate() {
            show(&format!("[{at}]"), &item, EdgeKind::Strong, 1);
        }
        return list::len(object).saturating_sub(MOST);
    } else if native(object) == Builtin::Tuple {
        let items = tuple::items(object);
        for (at, item) in items.iter().take(MOST).enumerate() {
            show(&format!("[{at}]"), item, EdgeKind::Strong, 0);
        }
        return items.len().saturating_sub(MOST);
    } else if weakref::is_ref(object) || weakref::is_proxy(object) {
        if let Some(target) = weakref::target(object) {
            show("→ referent", &target, EdgeKind::Weak, 1);
        }
    } else if native(object) == Builtin::Frame {
        let code = frame::code(object);
        variables(object, &code, frame::FIRST_VARIABLE, show);
    } else if native(object) == Builtin::Generator {
        let code = generator::code(object);
        variables(object, &code, generator::FIRST_VARIABLE, show);
    } else {
        parts(object, show);
    }
    0
}

/// `.x` for each attribute that an instance of a class has of its own: those with a
/// slot of their own first, then those in the instance or in its `__dict__`.
fn attributes(object: &Obj, show: &mut Show<'_>) {
    let slots = own_slots(object);
    let visit = |see: &mut dyn FnMut(&Obj)| each_reference(object, see);
    named_words(object, &slots, visit, show);
    if inline_values::is_valid(object) {
        return inline_values::each(object, &mut |name, value| {
            let name = Text::of(name).map(Text::to_rust).unwrap_or_default();
            show(&format!(".{name}"), value, EdgeKind::Strong, 0);
        });
    }
    let attributes = dict_field(object).and_then(|field| field.get());
    let Some(attributes) = attributes else { return };
    let mut position = 0;
    while let Some((name, value, _)) = dict::next(&attributes, &mut position) {
        let name = Text::of(&name).map(Text::to_rust).unwrap_or_default();
        show(&format!(".{name}"), &value, EdgeKind::Strong, 1);
    }
}

/// The slots that the classes of an object gave it, by offset in bytes: `.x`.
pub(super) fn own_slots(object: &Obj) -> Vec<(usize, String)> {
    let mut slots: Vec<(usize, String)> = Vec::new();
    let mut class = Some(object.ty().to_obj());
    while let Some(current) = class {
        let view = current.expect::<PyTypeObject>();
        if !view.flags().has(TypeFlags::HEAPTYPE) {
            break;
        }
        let namespace = view.tp_dict.get();
        let values = namespace.as_ref().map(dict::values).unwrap_or_default();
        let members = values.iter().filter_map(descriptors::member);
        slots.extend(members.map(|(name, offset)| (offset, format!(".{name}"))));
        class = view.tp_base.get();
    }
    sort(&mut slots, Ord::cmp);
    slots
}

/// Shows what the words at these offsets refer to. `visit` shows all references of the
/// object, from which those are picked.
fn named_words(
    object: &Obj,
    words: &[(usize, String)],
    visit: impl FnOnce(&mut dyn FnMut(&Obj)),
    show: &mut Show<'_>,
) {
    let heap = &object.runtime().heap;
    let read = |offset: usize| {
        let bytes = heap.read(object.id() + offset, 8)?.try_into().ok()?;
        usize::try_from(u64::from_le_bytes(bytes)).ok()
    };
    let mut left: Vec<(usize, &str)> = words
        .iter()
        .filter_map(|(offset, label)| Some((read(*offset)?, label.as_str())))
        .collect();
    visit(&mut |held| {
        if let Some(at) = left.iter().position(|(word, _)| *word == held.id()) {
            let (_, label) = left.remove(at);
            show(label, held, EdgeKind::Strong, 0);
        }
    });
}

/// A class's own data: not its methods, nor what every class has.
fn class_attributes(namespace: &Obj, show: &mut Show<'_>) {
    let mut position = 0;
    while let Some((name, value, _)) = dict::next(namespace, &mut position) {
        let Some(name) = Text::of(&name).map(Text::to_rust) else {
            continue;
        };
        let special = name.starts_with("__") && name.ends_with("__");
        if !special && !is_part_of_class(&value) {
            show(&format!(".{name}"), &value, EdgeKind::Strong, 1);
        }
    }
}

/// Functions and descriptors, which say what a class is rather than what it holds.
fn is_part_of_class(value: &Obj) -> bool {
    let parts = [
        Builtin::Function,
        Builtin::ClassMethod,
        Builtin::StaticMethod,
        Builtin::Property,
        Builtin::GetSetDescriptor,
        Builtin::MemberDescriptor,
    ];
    parts.iter().any(|part| value.ty().is_exactly(*part))
}

/// `key 'a'` and `['a']` for each entry of a dict.
fn entries(object: &Obj, show: &mut Show<'_>) {
    let mut position = 0;
    let entries = std::iter::from_fn(|| dict::next(object, &mut position));
    for (name, value, _) in entries.take(MOST) {
        let text = key(&name);
        show(&format!("key {text}"), &name, EdgeKind::Strong, 1);
        show(&format!("[{text}]"), &value, EdgeKind::Strong, 1);
    }
}

/// The variables of a call that waits or is over, each under its name.
fn variables(object: &Obj, code: &Obj, first: usize, show: &mut Show<'_>) {
    let code = code.expect::<PyCodeObject>();
    let names = code.localsplusnames().iter().enumerate();
    let words: Vec<(usize, String)> = names
        .filter_map(|(at, name)| {
            let name = Text::of(name).map(Text::to_rust)?;
            // What a generator expression goes through has no name in the source.
            let shown = if name == ".0" {
                "iterator".into()
            } else {
                name
            };
            Some((first + 8 * at, shown))
        })
        .collect();
    let visit = |see: &mut dyn FnMut(&Obj)| each_reference(object, see);
    named_words(object, &words, visit, show);
}

/// Fields by their names, or else an arrow for each.
fn parts(object: &Obj, show: &mut Show<'_>) {
    let base = native(object);
    let Some(traverse) = object.runtime().ty(base).tp_traverse.get() else {
        return;
    };
    let visit = |see: &mut dyn FnMut(&Obj)| {
        traverse(
            object,
            &mut Visitor {
                visit: see,
                borrowed: false,
            },
        );
    };
    let base = match object.ty().flags().has(TypeFlags::BASE_EXC_SUBCLASS) {
        true => Builtin::BaseException,
        false => base,
    };
    let listed = FIELDS.iter().find(|(ty, _)| *ty == base);
    if let Some((_, fields)) = listed {
        let words = fields.iter();
        let words: Vec<(usize, String)> = words
            .map(|(offset, label)| (*offset + HEAD_EXTRA, (*label).to_owned()))
            .collect();
        named_words(object, &words, visit, show);
        return;
    }
    let mut at = 0;
    visit(&mut |held| {
        let ty = held.ty();
        let leads_off = [Builtin::Module, Builtin::Code, Builtin::Type];
        if base == Builtin::Deque {
            show(&format!("[{at}]"), held, EdgeKind::Strong, 0);
        } else if !leads_off.iter().any(|off| ty.is_exactly(*off)) {
            show("→", held, EdgeKind::Strong, 0);
        }
        at += 1;
    });
}
