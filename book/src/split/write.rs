//! Writing the two parts.

use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::{Context, Result, ensure};
use wasm_encoder::reencode::{Reencode, RoundtripReencoder as Same};
use wasm_encoder::{
    BlockType, CodeSection, ConstExpr, DataSection, ElementSection, Elements, Encode,
    EntityType, ExportKind, ExportSection, Function, FunctionSection, GlobalSection,
    GlobalType, ImportSection, MemorySection, MemoryType, Module, TableSection,
    TableType, TypeSection, ValType,
};
use wasmparser::{ExternalKind, FuncType};

use super::Plan;
use super::read::{self, Program, What};

/// The first part: what a page starts with.
pub fn first(program: &Program<'_>, plan: &Plan) -> Result<Vec<u8>> {
    let mut numbers = vec![u32::MAX; plan.later.len()];
    let mut imports = ImportSection::new();
    for (at, (module, name, ty)) in program.imports.iter().enumerate() {
        numbers[at] = imports.len();
        imports.import(module, name, EntityType::Function(*ty));
    }
    let nothing = program.types.len() as u32;
    let more = imports.len();
    imports.import("page", "more", EntityType::Function(nothing));

    let mut functions = FunctionSection::new();
    for (number, ty) in defined(program, plan, false) {
        numbers[number as usize] = imports.len() + functions.len();
        functions.function(ty);
    }
    let mut stubs: Vec<(u32, u32, u32)> = defined(program, plan, true)
        .filter_map(|(number, ty)| Some((ty, *plan.slots.get(&number)?, number)))
        .collect();
    // Those that are alike side by side, since that is compressed.
    stubs.sort();
    for (ty, _, number) in &stubs {
        numbers[*number as usize] = imports.len() + functions.len();
        functions.function(*ty);
    }
    let complete = imports.len() + functions.len();
    functions.function(nothing);

    let mut code = CodeSection::new();
    for (at, function) in program.functions.iter().enumerate() {
        if !plan.later[program.imports.len() + at] {
            code.raw(&rewritten(function, &numbers));
        }
    }
    for (ty, slot, _) in stubs {
        code.function(&stub(&program.types[ty as usize], ty, slot, complete));
    }
    let there = program.globals.len() as u32;
    code.function(&completing(there, more));

    let mut tables = TableSection::new();
    tables.table(table(program, plan)?);
    let mut memories = MemorySection::new();
    memories.memory(memory(program)?);

    let mut module = Module::new();
    module.section(&types(program)?);
    module.section(&imports);
    module.section(&functions);
    module.section(&tables);
    module.section(&memories);
    module.section(&globals(program)?);
    module.section(&exports(program, &numbers)?);
    // A slot that only stubs know stays empty.
    let slots = plan.filled(program).into_iter().filter(|(slot, function)| {
        program.slots.contains_key(slot) || !plan.later[*function as usize]
    });
    module.section(&elements(slots, &numbers));
    module.section(&code);
    let mut data = DataSection::new();
    for (at, segment) in program.segments.iter().enumerate() {
        let mut bytes = segment.bytes.to_vec();
        for (piece, later) in program.pieces.iter().zip(&plan.data) {
            // Nothing but zeros takes hardly any room.
            if *later && piece.segment == at {
                bytes[piece.range.clone()].fill(0);
            }
        }
        data.active(0, &ConstExpr::i32_const(segment.address as i32), bytes);
    }
    module.section(&data);
    Ok(module.finish())
}

/// The second part: all else. It imports what both use from the first, as `first`, and the
/// functions of the first that it calls from its table, as `table`, by their slots.
pub fn second(program: &Program<'_>, plan: &Plan) -> Result<Vec<u8>> {
    let mut numbers = vec![u32::MAX; plan.later.len()];
    let mut imports = ImportSection::new();
    let mut called = BTreeMap::new();
    let mut functions = FunctionSection::new();
    for (at, function) in program.functions.iter().enumerate() {
        if plan.later[program.imports.len() + at] {
            for note in &function.notes {
                if let What::Function(callee) = note.what
                    && !plan.later[callee as usize]
                {
                    called.insert(plan.slots[&callee], callee);
                }
            }
        }
    }
    for (slot, number) in called {
        numbers[number as usize] = imports.len();
        let ty = type_of(program, number);
        imports.import("table", &slot.to_string(), EntityType::Function(ty));
    }
    let count = imports.len();
    imports.import("first", "memory", memory(program)?);
    imports.import("first", "table", table(program, plan)?);
    for (at, global) in program.globals.iter().enumerate() {
        let ty = Same.global_type(global.ty).ok().context("a global")?;
        imports.import("first", &global_name(at as u32), ty);
    }
    for (number, ty) in defined(program, plan, true) {
        numbers[number as usize] = count + functions.len();
        functions.function(ty);
    }
    let mut code = CodeSection::new();
    for (at, function) in program.functions.iter().enumerate() {
        if plan.later[program.imports.len() + at] {
            code.raw(&rewritten(function, &numbers));
        }
    }
    let slots = plan.filled(program).into_iter();
    let slots = slots.filter(|(_, function)| plan.later[*function as usize]);

    let mut module = Module::new();
    module.section(&types(program)?);
    module.section(&imports);
    module.section(&functions);
    module.section(&elements(slots, &numbers));
    module.section(&code);
    module.section(&later_data(program, plan));
    Ok(module.finish())
}

/// The functions of one of the parts with their types.
fn defined<'a>(
    program: &'a Program<'_>,
    plan: &'a Plan,
    later: bool,
) -> impl Iterator<Item = (u32, u32)> + 'a {
    let numbers = program.imports.len() as u32..;
    let functions = numbers.zip(&program.functions);
    functions
        .filter(move |(number, _)| plan.later[*number as usize] == later)
        .map(|(number, function)| (number, function.ty))
}

fn type_of(program: &Program<'_>, number: u32) -> u32 {
    let at = number as usize;
    match program.imports.get(at) {
        Some((_, _, ty)) => *ty,
        None => program.functions[at - program.imports.len()].ty,
    }
}

/// A function with the numbers of this part in it, each as short as it can be.
fn rewritten(function: &read::Function<'_>, numbers: &[u32]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(function.body.len());
    let mut copied = 0;
    for note in &function.notes {
        bytes.extend(&function.body[copied..note.at]);
        copied = note.at + read::PADDED;
        match note.what {
            What::Function(callee) => numbers[callee as usize].encode(&mut bytes),
            What::Unsigned(number) => number.encode(&mut bytes),
            What::Signed(number) => number.encode(&mut bytes),
            What::Data {
                signed: true,
                number,
                ..
            } => (number as i32).encode(&mut bytes),
            What::Data { number, .. } => number.encode(&mut bytes),
        }
    }
    bytes.extend(&function.body[copied..]);
    bytes
}

/// What stands for a later function: it passes on what it is called with.
fn stub(signature: &FuncType, ty: u32, slot: u32, complete: u32) -> Function {
    let mut function = Function::new([]);
    let mut code = function.instructions();
    code.call(complete);
    for local in 0..signature.params().len() as u32 {
        code.local_get(local);
    }
    code.i32_const(slot as i32).call_indirect(0, ty).end();
    function
}

/// Asks for the second part, if it is not there yet.
fn completing(there: u32, more: u32) -> Function {
    let mut function = Function::new([]);
    let mut code = function.instructions();
    code.global_get(there).i32_eqz().if_(BlockType::Empty);
    code.call(more).i32_const(1).global_set(there);
    code.end().end();
    function
}

/// The types of the module, and after them that of a function of nothing.
fn types(program: &Program<'_>) -> Result<TypeSection> {
    let mut types = TypeSection::new();
    for ty in &program.types {
        types
            .ty()
            .func_type(&Same.func_type(ty.clone()).ok().context("a type")?);
    }
    types.ty().function([], []);
    Ok(types)
}

fn memory(program: &Program<'_>) -> Result<MemoryType> {
    let memory = program.memory.context("a module without memory")?;
    Same.memory_type(memory).ok().context("a memory")
}

fn table(program: &Program<'_>, plan: &Plan) -> Result<TableType> {
    let table = program.table.context("a module without a table")?;
    let mut table = Same.table_type(table).ok().context("a table")?;
    table.minimum = plan.table.into();
    table.maximum = Some(plan.table.into());
    Ok(table)
}

/// The globals of the module, and after them whether the second part is there.
fn globals(program: &Program<'_>) -> Result<GlobalSection> {
    let mut globals = GlobalSection::new();
    for global in &program.globals {
        Same.parse_global(&mut globals, global.clone())
            .ok()
            .context("a global")?;
    }
    let there = GlobalType {
        val_type: ValType::I32,
        mutable: true,
        shared: false,
    };
    globals.global(there, &ConstExpr::i32_const(0));
    Ok(globals)
}

fn global_name(number: u32) -> String {
    format!("g{number}")
}

/// What the module exports, and what the second part needs.
fn exports(program: &Program<'_>, numbers: &[u32]) -> Result<ExportSection> {
    let mut exports = ExportSection::new();
    for export in &program.exports {
        match export.kind {
            ExternalKind::Func => {
                let number = numbers[export.index as usize];
                exports.export(export.name, ExportKind::Func, number);
            }
            ExternalKind::Memory => {
                ensure!(export.name == "memory", "the memory is {}", export.name);
                exports.export(export.name, ExportKind::Memory, export.index);
            }
            // Where the linker put the data: of no use to a page.
            _ => {}
        }
    }
    exports.export("table", ExportKind::Table, 0);
    for number in 0..program.globals.len() as u32 {
        exports.export(&global_name(number), ExportKind::Global, number);
    }
    Ok(exports)
}

/// The functions of these slots: one segment for each row of slots.
fn elements(
    slots: impl Iterator<Item = (u32, u32)>,
    numbers: &[u32],
) -> ElementSection {
    let mut rows: Vec<(u32, Vec<u32>)> = Vec::new();
    for (slot, function) in slots {
        let number = numbers[function as usize];
        match rows.last_mut() {
            Some((start, row)) if *start + row.len() as u32 == slot => row.push(number),
            _ => rows.push((slot, vec![number])),
        }
    }
    let mut elements = ElementSection::new();
    for (start, row) in rows {
        let row = Elements::Functions(row.into());
        elements.active(None, &ConstExpr::i32_const(start as i32), row);
    }
    elements
}

/// The data that comes later: one segment for each row of pieces.
fn later_data(program: &Program<'_>, plan: &Plan) -> DataSection {
    let mut rows: Vec<(usize, Range<usize>)> = Vec::new();
    for (piece, later) in program.pieces.iter().zip(&plan.data) {
        match rows.last_mut() {
            _ if !later => {}
            Some((segment, row))
                if *segment == piece.segment && row.end == piece.range.start =>
            {
                row.end = piece.range.end;
            }
            _ => rows.push((piece.segment, piece.range.clone())),
        }
    }
    let mut data = DataSection::new();
    for (segment, row) in rows {
        let segment = &program.segments[segment];
        let address = segment.address + row.start as u32;
        let bytes = segment.bytes[row].iter().copied();
        data.active(0, &ConstExpr::i32_const(address as i32), bytes);
    }
    data
}
