//! A unit in the form in which the oracle shows its own.

use serde_json::{Value as Json, json};

use super::super::*;
use crate::python::unit::*;

pub(super) fn compiled(source: &str, mode: Mode) -> Vec<String> {
    match compile(source, mode, Options::default()) {
        Ok(unit) => {
            let mut out = Vec::new();
            code(&unit, unit.top, &mut out);
            for w in &unit.warnings {
                out.push(format!("warning {} {}", w.at.line, w.message));
            }
            out
        }
        Err(e) => {
            let kind = match e.kind {
                ErrorKind::SyntaxError => "SyntaxError",
                ErrorKind::IndentationError => "IndentationError",
                ErrorKind::TabError => "TabError",
            };
            vec![format!("{kind} {} line={}", e.message, e.line)]
        }
    }
}

fn code(unit: &Unit, id: CodeId, out: &mut Vec<String>) {
    let c = &unit.codes[id];
    out.push(format!(
        "code {} {} flags={} args={},{},{} line={} stack={}",
        c.qualname,
        c.name,
        c.flags,
        c.argcount,
        c.posonlyargcount,
        c.kwonlyargcount,
        c.firstlineno,
        c.stacksize
    ));
    out.push(format!("names {}", c.names.join(" ")));
    for (title, bit) in [
        ("locals", FAST_LOCAL),
        ("cells", FAST_CELL),
        ("free", FAST_FREE),
    ] {
        let names: Vec<&str> = c
            .localsplus
            .iter()
            .zip(&c.kinds)
            .filter(|(_, k)| **k & bit != 0)
            .map(|(n, _)| n.as_str())
            .collect();
        out.push(format!("{title} {}", names.join(" ")));
    }
    let statics = static_attributes(c);
    for (n, id) in c.consts.iter().enumerate() {
        let mut shown = constant(unit, *id);
        if let (Some(true), Json::Array(items)) = (statics.map(|s| s == n), &mut shown)
        {
            items[1..].sort_by_key(text_key);
        }
        out.push(format!("const {n} {}", python_json(&shown)));
    }
    for (n, (i, p)) in c.code.iter().zip(&c.positions).enumerate() {
        out.push(format!(
            "{n} {} {} @ {} {} {} {}",
            i.op().name(),
            i.arg(),
            p.line,
            p.end_line,
            p.col,
            p.end_col
        ));
    }
    for e in &c.exceptions {
        let lasti = if e.lasti { " lasti" } else { "" };
        out.push(format!(
            "handler {} {} {} {}{lasti}",
            e.start, e.end, e.target, e.depth
        ));
    }
    for id in &c.consts {
        if let Const::Code(inner) = &unit.consts[*id] {
            code(unit, *inner, out);
        }
    }
}

/// The index of the constant that becomes `__static_attributes__`, whose order is that
/// of a set.
fn static_attributes(c: &CodeUnit) -> Option<usize> {
    c.code.windows(2).find_map(|pair| {
        let stored = &c.names.get(pair[1].arg() as usize)?;
        let is = pair[0].op() == Op::LoadConst
            && pair[1].op() == Op::StoreName
            && *stored == "__static_attributes__";
        is.then_some(pair[0].arg() as usize)
    })
}

fn text_key(v: &Json) -> Vec<u64> {
    let items = v.as_array().into_iter().flatten();
    items.filter_map(Json::as_u64).collect()
}

fn constant(unit: &Unit, id: ConstId) -> Json {
    let bits = |f: &f64| format!("{:016x}", f.to_bits());
    let all = |ids: &[ConstId]| -> Vec<Json> {
        ids.iter().map(|id| constant(unit, *id)).collect()
    };
    let tagged = |tag: &str, items: Vec<Json>| {
        let mut out = vec![json!(tag)];
        out.extend(items);
        Json::Array(out)
    };
    match &unit.consts[id] {
        Const::None => json!(["NoneType", "None"]),
        Const::True => json!(["bool", "True"]),
        Const::False => json!(["bool", "False"]),
        Const::Ellipsis => json!(["ellipsis", "Ellipsis"]),
        Const::Int(n) => json!(["int", n.to_string()]),
        Const::Float(f) => json!(["float", bits(f)]),
        Const::Complex { re, im } => json!(["complex", bits(re), bits(im)]),
        Const::Str(s) => tagged("str", s.chars().map(|c| json!(c as u32)).collect()),
        Const::StrSurrogates(s) => tagged("str", s.iter().map(|c| json!(c)).collect()),
        Const::Bytes(b) => tagged("bytes", b.iter().map(|c| json!(c)).collect()),
        Const::Tuple(ids) => tagged("tuple", all(ids)),
        Const::FrozenSet(ids) => {
            let mut items = all(ids);
            items.sort_by_key(python_json);
            tagged("frozenset", items)
        }
        Const::Code(id) => {
            let c = &unit.codes[*id];
            json!(["code", c.qualname, c.firstlineno])
        }
    }
}

/// JSON as Python's `json` writes it.
fn python_json(v: &Json) -> String {
    match v {
        Json::Array(items) => {
            let items: Vec<String> = items.iter().map(python_json).collect();
            format!("[{}]", items.join(", "))
        }
        Json::String(s) if !s.is_ascii() => {
            let mut out = String::from("\"");
            for unit in s.encode_utf16() {
                match char::from_u32(u32::from(unit)).filter(char::is_ascii) {
                    Some(c) => out.push(c),
                    None => out.push_str(&format!("\\u{unit:04x}")),
                }
            }
            out.push('"');
            out
        }
        v => v.to_string(),
    }
}
