//! The sections of the two parts that are much as they were in the whole module.

use std::ops::Range;

use anyhow::{Context, Result, ensure};
use wasm_encoder::reencode::{Reencode, RoundtripReencoder as Same};
use wasm_encoder::{
    ConstExpr, DataSection, ElementSection, Elements, ExportKind, ExportSection,
    GlobalSection, GlobalType, MemoryType, TableType, TypeSection, ValType,
};
use wasmparser::ExternalKind;

use super::Plan;
use super::read::Program;

/// The types of the module, and after them that of a function of nothing.
pub fn types(program: &Program<'_>) -> Result<TypeSection> {
    let mut types = TypeSection::new();
    for ty in &program.types {
        types
            .ty()
            .func_type(&Same.func_type(ty.clone()).ok().context("a type")?);
    }
    types.ty().function([], []);
    Ok(types)
}

pub fn memory(program: &Program<'_>) -> Result<MemoryType> {
    let memory = program.memory.context("a module without memory")?;
    Same.memory_type(memory).ok().context("a memory")
}

pub fn table(program: &Program<'_>, plan: &Plan) -> Result<TableType> {
    let table = program.table.context("a module without a table")?;
    let mut table = Same.table_type(table).ok().context("a table")?;
    table.minimum = plan.table.into();
    table.maximum = Some(plan.table.into());
    Ok(table)
}

/// The globals of the module, and after them whether the second part is there.
pub fn globals(program: &Program<'_>) -> Result<GlobalSection> {
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

/// The globals as the first part exports them and the second imports them.
pub fn global_types(program: &Program<'_>) -> Result<Vec<(String, GlobalType)>> {
    let globals = (0..).zip(&program.globals).map(|(number, global)| {
        let ty = Same.global_type(global.ty).ok().context("a global")?;
        Ok((global_name(number), ty))
    });
    globals.collect()
}

/// What the module exports, and what the second part needs.
pub fn exports(program: &Program<'_>, numbers: &[u32]) -> Result<ExportSection> {
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
pub fn elements(
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

/// The data of the first part, with zeros where what comes later belongs: nothing but zeros
/// takes hardly any room.
pub fn first_data(program: &Program<'_>, plan: &Plan) -> DataSection {
    let mut data = DataSection::new();
    for (at, segment) in program.segments.iter().enumerate() {
        let mut bytes = segment.bytes.to_vec();
        for (piece, later) in program.pieces.iter().zip(&plan.data) {
            if *later && piece.segment == at {
                bytes[piece.range.clone()].fill(0);
            }
        }
        data.active(0, &ConstExpr::i32_const(segment.address as i32), bytes);
    }
    data
}

/// The data that comes later: one segment for each row of pieces.
pub fn later_data(program: &Program<'_>, plan: &Plan) -> DataSection {
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
