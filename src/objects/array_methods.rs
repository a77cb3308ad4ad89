//! The methods of array (`Modules/arraymodule.c@v3.13.0#array_methods`).

use super::args::check_count;
use super::array::{size, with_bytes};
use super::array_items as items;
use super::array_slots::{
    add_bytes, add_text, extend_by, find, index_error, load, own, push, splice,
    to_objects,
};
use super::bytes;
use super::iterators::slice_arg;
use super::list::PyListObject;
use super::str::Text;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::{GetSetDef, MethodDef};

fn index(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "index", args.len(), 1, 3)?;
    let len = own(this).block.len() as isize;
    let bound = |index: usize, default: isize| -> PyResult<usize> {
        let value = slice_arg(rt, args.get(index), default)?;
        Ok(if value < 0 { value + len } else { value }.max(0) as usize)
    };
    match find(rt, this, &args[0], bound(1, 0)?, bound(2, isize::MAX)?)? {
        Some(index) => rt.new_size(index),
        None => Err(rt.value_error("array.index(x): x not in array")),
    }
}

fn remove(rt: &Runtime, this: &Obj, wanted: &Obj) -> PyResult {
    match find(rt, this, wanted, 0, usize::MAX)? {
        Some(index) => {
            // Comparing may have made the array shorter.
            let len = own(this).block.len();
            splice(rt, this, index.min(len), (index + 1).min(len), b"")?;
            rt.done()
        }
        None => Err(rt.value_error("array.remove(x): x not in array")),
    }
}

fn count(rt: &Runtime, this: &Obj, wanted: &Obj) -> PyResult {
    let (mut count, mut start) = (0, 0);
    while let Some(found) = find(rt, this, wanted, start, usize::MAX)? {
        count += 1;
        start = found + 1;
    }
    rt.new_size(count)
}

fn pop(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "pop", args.len(), 0, 1)?;
    let index = match args.first() {
        Some(index) => rt.as_index(index, Some(Builtin::IndexError))?,
        None => -1,
    };
    let len = own(this).block.len();
    if len == 0 {
        return Err(index_error(rt, "pop from empty array"));
    }
    let index = if index < 0 {
        index + len as isize
    } else {
        index
    };
    match usize::try_from(index) {
        Ok(index) if index < len => {
            let item = load(rt, this, index)?;
            splice(rt, this, index, index + 1, b"")?;
            Ok(item)
        }
        _ => Err(index_error(rt, "pop index out of range")),
    }
}

fn insert(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "insert", args.len(), 2, 2)?;
    let index = rt.as_index(&args[0], Some(Builtin::OverflowError))?;
    let packed = items::put(rt, own(this).block.code(), &args[1])?;
    let len = own(this).block.len();
    let at = if index < 0 {
        len.saturating_sub(index.unsigned_abs())
    } else {
        len.min(index as usize)
    };
    splice(rt, this, at, at, &packed)?;
    rt.done()
}

/// The bytes with each item's turned round, or the items.
fn turned(rt: &Runtime, this: &Obj, by_item: bool) -> PyResult {
    let block = &own(this).block;
    rt.spend(block.byte_len() as u64 / 8)?;
    let mut content = block.to_vec();
    if !by_item {
        content.reverse();
    }
    for item in content.chunks_mut(block.item_size()) {
        item.reverse();
    }
    block.write(0, &content);
    rt.done()
}

fn from_list(rt: &Runtime, this: &Obj, list: &Obj) -> PyResult {
    let Some(row) = list.cast::<PyListObject>() else {
        return Err(rt.type_error("arg must be list"));
    };
    let code = own(this).block.code();
    let mut content = Vec::new();
    for item in row.items.to_vec() {
        content.extend(items::put(rt, code, &item)?);
    }
    let len = own(this).block.len();
    splice(rt, this, len, len, &content)?;
    rt.done()
}

fn from_file(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "fromfile", args.len(), 2, 2)?;
    let count = rt.as_index(&args[1], Some(Builtin::OverflowError))?;
    let Ok(count) = usize::try_from(count) else {
        return Err(rt.value_error("negative count"));
    };
    let wanted = count.saturating_mul(own(this).block.item_size());
    let got = rt.call_method(&args[0], "read", &[rt.new_size(wanted)?])?;
    let Some(content) = bytes::value(&got) else {
        return Err(rt.type_error("read() didn't return bytes"));
    };
    add_bytes(rt, this, content)?;
    if content.len() < wanted {
        let message = "read() didn't return enough bytes";
        return Err(rt.raise(Builtin::EOFError, message));
    }
    rt.done()
}

fn unicode_only(rt: &Runtime, this: &Obj, what: &str) -> PyResult<()> {
    if items::is_text(own(this).block.code()) {
        return Ok(());
    }
    Err(rt.value_error(format!(
        "{what}() may only be called on unicode type arrays ('u' or 'w')"
    )))
}

fn from_unicode(rt: &Runtime, this: &Obj, text: &Obj) -> PyResult {
    if Text::of(text).is_none() {
        let what = text.ty().name();
        let message = format!("fromunicode() argument must be str, not {what}");
        return Err(rt.type_error(message));
    }
    unicode_only(rt, this, "fromunicode")?;
    add_text(rt, this, text)?;
    rt.done()
}

fn copy(rt: &Runtime, this: &Obj) -> PyResult {
    with_bytes(rt, own(this).block.code(), &own(this).block.to_vec())
}

/// The methods of array.
pub(super) static METHODS: &[MethodDef] = &[
    MethodDef::one("append", |rt, this, item| {
        push(rt, this, item)?;
        rt.done()
    }),
    MethodDef::none("buffer_info", |rt, this| {
        let block = &own(this).block;
        let address = rt.new_size(block.address().unwrap_or(0))?;
        rt.new_tuple(vec![address, rt.new_size(block.len())?])
    }),
    MethodDef::none("byteswap", |rt, this| turned(rt, this, true)),
    MethodDef::none("clear", |rt, this| {
        splice(rt, this, 0, own(this).block.len(), b"")?;
        rt.done()
    }),
    MethodDef::none("__copy__", copy),
    MethodDef::one("__deepcopy__", |rt, this, _| copy(rt, this)),
    MethodDef::one("count", count),
    MethodDef::one("extend", |rt, this, other| {
        extend_by(rt, this, other)?;
        rt.done()
    }),
    MethodDef::one("frombytes", |rt, this, content| {
        let content = bytes::required(rt, content)?.into_owned();
        add_bytes(rt, this, &content)?;
        rt.done()
    }),
    MethodDef::many("fromfile", from_file),
    MethodDef::one("fromlist", from_list),
    MethodDef::one("fromunicode", from_unicode),
    MethodDef::many("index", index),
    MethodDef::many("insert", insert),
    MethodDef::many("pop", pop),
    MethodDef::one("__reduce_ex__", super::array_rebuild::reduce_ex),
    MethodDef::one("remove", remove),
    MethodDef::none("reverse", |rt, this| turned(rt, this, false)),
    MethodDef::none("__sizeof__", |rt, this| rt.new_size(size(this))),
    MethodDef::none("tobytes", |rt, this| {
        rt.new_bytes(&own(this).block.to_vec())
    }),
    MethodDef::one("tofile", |rt, this, file| {
        let content = rt.new_bytes(&own(this).block.to_vec())?;
        rt.call_method(file, "write", &[content])?;
        rt.done()
    }),
    MethodDef::none("tolist", |rt, this| rt.new_list(to_objects(rt, this)?)),
    MethodDef::none("tounicode", |rt, this| {
        unicode_only(rt, this, "tounicode")?;
        items::text(rt, &own(this).block.to_vec())
    }),
    super::generic_alias::CLASS_GETITEM,
];

/// The attributes of array.
pub(super) static GETSET: &[GetSetDef] = &[
    GetSetDef::get("itemsize", |rt, this| {
        rt.new_size(own(this).block.item_size())
    }),
    GetSetDef::get("typecode", |rt, this| {
        rt.new_str(&char::from(own(this).block.code()).to_string())
    }),
];
