//! The struct that a class of a frozen module stands in for.
//!
//! Where CPython's class is written in C and ours in Python, `__layout__` in its body
//! declares the struct of CPython's: its instances are as large, what they refer to
//! is shown in the order of its `tp_traverse`, and its dict and weak references are
//! where C has them. It stands in the place of `__slots__`, for the same purpose, and is
//! not seen afterwards. Its words, in the order of the struct:
//!
//! - `name`: a reference, eight bytes;
//! - `name?`: a reference that C may lack, which reads as None;
//! - `name#`, `name#?`: what C has as a number or a table of numbers, which are not shown: no
//!   object that could be part of a cycle may be there;
//! - `name:2`: a number from 0 on in so many bytes, up to 3; `name:8`: a number of eight
//!   bytes, with a sign;
//! - `=16`: bytes that have no use here;
//! - `@dict`, `@weakref`: where the dict of an instance is, and its weak references;
//! - `@type`: here the class is shown, which is otherwise shown first;
//! - `show=name,name`: the fields that `tp_traverse` shows first, where its order is not
//!   that of the struct; `free=name,name`: those that `tp_dealloc` lets go of first;
//! - `!gc`: the collector does not watch instances;
//! - `@method`: an instance is called with the object first that it is a method of.

use super::class::mangle;
use crate::objects::builtin_function::plain;
use crate::objects::dict;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::spec::MemberKind;
use crate::typeobject::{Declared, WordOrder};

/// A layout that a class body declares.
pub(super) struct Layout {
    /// The names of its fields, with their offsets and kinds.
    pub(super) names: Vec<(Obj, usize, MemberKind)>,
    /// Bytes of an instance.
    pub(super) size: usize,
    /// What the class is to know of it.
    pub(super) declared: Declared,
}

/// Takes the layout out of the body of a class that is called `class`, and whose base
/// has `start` bytes. Only frozen modules have any.
pub(super) fn take(
    rt: &Runtime,
    class: &str,
    start: usize,
    attributes: &Obj,
) -> PyResult<Option<Layout>> {
    let key = rt.intern_str("__layout__")?;
    let Some(text) = dict::get(rt, attributes, &key)? else {
        return Ok(None);
    };
    if !rt.calling_is_frozen() {
        return Ok(None);
    }
    dict::del(rt, attributes, &key)?;
    let mut layout = Layout {
        names: Vec::new(),
        size: start,
        declared: Declared::default(),
    };
    for word in plain(&text).split_whitespace() {
        match word.split_once('=') {
            Some(("show", names)) => layout.declared.shown = layout.order(names),
            Some(("free", names)) => layout.declared.freed = layout.order(names),
            _ => layout.add(rt, class, word)?,
        }
    }
    Ok(Some(layout))
}

impl Layout {
    /// The words of fields, which stand before their order.
    fn order(&self, names: &str) -> WordOrder {
        let mut order = WordOrder::default();
        for name in names.split(',') {
            let mut fields = self.names.iter();
            let found = match name {
                "@dict" => Some(self.declared.dict),
                _ => fields
                    .find(|field| plain(&field.0) == name)
                    .map(|field| field.1),
            };
            let fits = found.is_some_and(|at| order.push(at));
            assert!(fits, "{name} has no place in an order");
        }
        order
    }

    fn add(&mut self, rt: &Runtime, class: &str, word: &str) -> PyResult<()> {
        let (at, declared) = (self.size, &mut self.declared);
        let bit = 1u64.checked_shl(at as u32 / 8).unwrap_or(0);
        match word {
            "!gc" => declared.no_gc = true,
            "@method" => declared.method = true,
            "@type" => declared.type_after = declared.fields.count_ones().into(),
            "@dict" => {
                declared.dict = at;
                declared.fields |= bit;
                self.size += 8;
            }
            "@weakref" => {
                declared.weakref = at;
                self.size += 8;
            }
            _ => match word.strip_prefix('=') {
                Some(bytes) => self.size += bytes.parse::<usize>().unwrap_or(0),
                None if word.contains(':') => {
                    let (name, width) = word.split_once(':').unwrap_or_default();
                    let kind = match width {
                        "1" => MemberKind::Unsigned1,
                        "2" => MemberKind::Unsigned2,
                        "8" => MemberKind::Ssize,
                        _ => MemberKind::Unsigned3,
                    };
                    let name = rt.intern_str(&mangle(class, name))?;
                    self.size += width.parse::<usize>().unwrap_or(3);
                    self.names.push((name, at, kind));
                }
                None => {
                    let name = word.trim_end_matches(['#', '?']);
                    let name = rt.intern_str(&mangle(class, name))?;
                    if word.contains('#') {
                        declared.hidden |= bit;
                    }
                    declared.fields |= bit;
                    self.size += 8;
                    self.names.push(match word.contains('?') {
                        true => (name, at, MemberKind::ObjectOrNull),
                        false => (name, at, MemberKind::ObjectEx),
                    });
                }
            },
        }
        Ok(())
    }
}
