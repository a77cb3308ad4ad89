//! A player that notes which of its functions are called, for the list of those that are
//! not: `WATCHED=1 cargo test --test browser`.
//!
//! Each function has a byte in a page of memory after all others, which it sets when it
//! begins. After whatever `ask` has answered it gives one more answer: a string of these
//! bytes in JSON, of which a page makes nothing.

use std::borrow::Cow;

use anyhow::{Context, Result};
use wasm_encoder::{InstructionSink, MemArg, MemArgTarget};
use wasmparser::ExternalKind;

use super::read::{Function, Note, PADDED, Program, Segment, What, read};
use super::{Later, Plan, write};

/// The same module, watched.
pub fn watched(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut program = read(wasm)?;
    watch(&mut program)?;
    let plan = Plan::new(&program, &Later::of(""))?;
    write::first(&program, &plan)
}

fn watch(program: &mut Program<'_>) -> Result<()> {
    let memory = program.memory.as_mut().context("a memory")?;
    let base = (memory.initial * u64::from(memory.page_size())) as u32;
    memory.initial += 1;
    let count = program.functions.len();
    let string = format!("\"{}\"", ".".repeat(count));
    let length = string.len() as u32;
    let bytes = Cow::Owned(string.into_bytes());
    program.segments.push(Segment {
        address: base,
        bytes,
    });
    for (at, function) in program.functions.iter_mut().enumerate() {
        let mut code = Vec::new();
        let place = MemArg {
            offset: 0,
            align: 0,
            target: MemArgTarget::Memory(0),
            ordering: None,
        };
        InstructionSink::new(&mut code)
            .i32_const((base + 1 + at as u32) as i32)
            .i32_const(i32::from(b'x'))
            .i32_store8(place);
        for note in &mut function.notes {
            note.at += code.len();
        }
        let body = function.body.to_mut();
        body.splice(function.locals..function.locals, code);
    }

    // What is exported as `ask` calls that, and then emits the string.
    let number = (program.imports.len() + count) as u32;
    let emit = program
        .imports
        .iter()
        .position(|(_, name, _)| *name == "emit");
    let emit = emit.context("no import is called emit")? as u32;
    let mut exports = program.exports.iter_mut();
    let ask = exports
        .find(|export| export.kind == ExternalKind::Func && export.name == "ask");
    let ask = ask.context("no export is called ask")?;
    let asked = std::mem::replace(&mut ask.index, number);
    let ty = program.functions[asked as usize - program.imports.len()].ty;
    let mut body = vec![0];
    let mut notes = Vec::new();
    let mut call = |body: &mut Vec<u8>, function| {
        InstructionSink::new(body).call(0);
        body.pop();
        let what = What::Function(function);
        notes.push(Note {
            at: body.len(),
            what,
        });
        body.extend([0; PADDED]);
    };
    InstructionSink::new(&mut body).local_get(0).local_get(1);
    call(&mut body, asked);
    InstructionSink::new(&mut body)
        .i32_const(base as i32)
        .i32_const(length as i32);
    call(&mut body, emit);
    InstructionSink::new(&mut body).end();
    program.functions.push(Function {
        ty,
        path: String::new(),
        body: Cow::Owned(body),
        locals: 1,
        notes,
    });
    Ok(())
}
