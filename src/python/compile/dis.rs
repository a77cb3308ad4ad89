//! Showing a unit's instructions, for those who work on the compiler.

use std::fmt::Write;

use crate::python::unit::{CodeUnit, Const, ConstId, Op, Unit};

/// Every code of a unit as text: a line an instruction, with its line number, index,
/// name, argument and what that stands for.
pub fn dis(unit: &Unit) -> String {
    let mut out = String::new();
    for code in unit.codes.iter().rev() {
        show(&mut out, unit, code);
    }
    out
}

fn show(out: &mut String, unit: &Unit, code: &CodeUnit) {
    let stack = code.stacksize;
    let _ = writeln!(out, "{} (stack {stack}):", code.qualname);
    let mut line = 0;
    for (index, i) in code.code.iter().enumerate() {
        let at = code.positions[index].line;
        let shown = if at == line {
            String::new()
        } else {
            at.to_string()
        };
        line = at;
        let name = i.op().name();
        let meaning = meaning(unit, code, i.op(), i.arg());
        let text = format!("{shown:>5} {index:>5} {name:<26}{:>5}{meaning}", i.arg());
        let _ = writeln!(out, "{}", text.trim_end());
    }
    for e in &code.exceptions {
        let lasti = if e.lasti { " lasti" } else { "" };
        let _ = writeln!(
            out,
            "  {} to {} -> {} [{}]{lasti}",
            e.start, e.end, e.target, e.depth
        );
    }
    out.push('\n');
}

fn meaning(unit: &Unit, code: &CodeUnit, op: Op, arg: u32) -> String {
    let name = |at: u32| code.names.get(at as usize).cloned();
    let local = |at: u32| code.localsplus.get(at as usize).cloned();
    let shown = match op {
        Op::LoadConst | Op::ReturnConst => {
            code.consts.get(arg as usize).map(|id| constant(unit, *id))
        }
        Op::LoadGlobal | Op::LoadAttr => name(arg >> 1),
        Op::LoadSuperAttr => name(arg >> 2),
        Op::LoadName
        | Op::StoreName
        | Op::DeleteName
        | Op::StoreGlobal
        | Op::DeleteGlobal
        | Op::StoreAttr
        | Op::DeleteAttr
        | Op::ImportName
        | Op::ImportFrom
        | Op::LoadFromDictOrGlobals => name(arg),
        Op::LoadFast
        | Op::LoadFastCheck
        | Op::LoadFastAndClear
        | Op::StoreFast
        | Op::DeleteFast
        | Op::LoadDeref
        | Op::StoreDeref
        | Op::DeleteDeref
        | Op::MakeCell
        | Op::LoadFromDictOrDeref => local(arg),
        Op::LoadFastLoadFast | Op::StoreFastLoadFast | Op::StoreFastStoreFast => {
            let both = [arg >> 4, arg & 15].map(|at| local(at).unwrap_or_default());
            Some(both.join(", "))
        }
        op if op.is_jump() => Some(format!("to {arg}")),
        _ => None,
    };
    shown.map_or_else(String::new, |s| format!(" ({s})"))
}

fn constant(unit: &Unit, id: ConstId) -> String {
    let all = |ids: &[ConstId]| {
        let shown: Vec<String> = ids.iter().map(|id| constant(unit, *id)).collect();
        shown.join(", ")
    };
    match &unit.consts[id] {
        Const::Int(n) => n.to_string(),
        Const::Str(s) => format!("{s:?}"),
        Const::Tuple(ids) => format!("({})", all(ids)),
        Const::FrozenSet(ids) => format!("frozenset({{{}}})", all(ids)),
        Const::Code(code) => format!("<code {}>", unit.codes[*code].qualname),
        other => format!("{other:?}"),
    }
}
