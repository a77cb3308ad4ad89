//! Writing the two parts.

use std::collections::BTreeMap;

use anyhow::Result;
use wasm_encoder::{
    BlockType, CodeSection, Encode, EntityType, Function, FunctionSection,
    ImportSection, MemorySection, Module, TableSection,
};
use wasmparser::FuncType;

use super::order::ordered;
use super::read::{self, Program, What};
use super::{Plan, sections};

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
    let order = ordered(program, plan, false);
    for number in &order {
        numbers[*number as usize] = imports.len() + functions.len();
        functions.function(program.function(*number).ty);
    }
    let later = ordered(program, plan, true).into_iter();
    let stubs = later.filter_map(|number| {
        let slot = *plan.slots.get(&number)?;
        Some((program.function(number).ty, slot, number))
    });
    let mut stubs: Vec<(u32, u32, u32)> = stubs.collect();
    stubs.sort();
    for (ty, _, number) in &stubs {
        numbers[*number as usize] = imports.len() + functions.len();
        functions.function(*ty);
    }
    let complete = imports.len() + functions.len();
    functions.function(nothing);

    let mut code = CodeSection::new();
    for number in order {
        code.raw(&rewritten(program.function(number), &numbers));
    }
    for (ty, slot, _) in stubs {
        code.function(&stub(&program.types[ty as usize], ty, slot, complete));
    }
    let there = program.globals.len() as u32;
    code.function(&completing(there, more));

    let mut tables = TableSection::new();
    tables.table(sections::table(program, plan)?);
    let mut memories = MemorySection::new();
    memories.memory(sections::memory(program)?);

    let mut module = Module::new();
    module.section(&sections::types(program)?);
    module.section(&imports);
    module.section(&functions);
    module.section(&tables);
    module.section(&memories);
    module.section(&sections::globals(program)?);
    module.section(&sections::exports(program, &numbers)?);
    // A slot that only stubs know stays empty.
    let slots = plan.filled(program).into_iter().filter(|(slot, function)| {
        program.slots.contains_key(slot) || !plan.later[*function as usize]
    });
    module.section(&sections::elements(slots, &numbers));
    module.section(&code);
    module.section(&sections::first_data(program, plan));
    Ok(module.finish())
}

/// The second part: all else. It imports what both use from the first, as `first`, and the
/// functions of the first that it calls from its table, as `table`, by their slots.
pub fn second(program: &Program<'_>, plan: &Plan) -> Result<Vec<u8>> {
    let mut numbers = vec![u32::MAX; plan.later.len()];
    let mut imports = ImportSection::new();
    let mut called = BTreeMap::new();
    let mut functions = FunctionSection::new();
    let order = ordered(program, plan, true);
    for number in &order {
        for callee in program.function(*number).callees() {
            if !plan.later[callee as usize] {
                called.insert(plan.slots[&callee], callee);
            }
        }
    }
    for (slot, number) in called {
        numbers[number as usize] = imports.len();
        let ty = program.type_of(number);
        imports.import("table", &slot.to_string(), EntityType::Function(ty));
    }
    let count = imports.len();
    imports.import("first", "memory", sections::memory(program)?);
    imports.import("first", "table", sections::table(program, plan)?);
    for (name, ty) in sections::global_types(program)? {
        imports.import("first", &name, ty);
    }
    for number in &order {
        numbers[*number as usize] = count + functions.len();
        functions.function(program.function(*number).ty);
    }
    let mut code = CodeSection::new();
    for number in order {
        code.raw(&rewritten(program.function(number), &numbers));
    }
    let slots = plan.filled(program).into_iter();
    let slots = slots.filter(|(_, function)| plan.later[*function as usize]);

    let mut module = Module::new();
    module.section(&sections::types(program)?);
    module.section(&imports);
    module.section(&functions);
    module.section(&sections::elements(slots, &numbers));
    module.section(&code);
    module.section(&sections::later_data(program, plan));
    Ok(module.finish())
}

/// A function with the numbers of this part in it, each as short as it can be.
pub fn rewritten(function: &read::Function<'_>, numbers: &[u32]) -> Vec<u8> {
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
