//! The player in two parts: a page starts with the first, and the worker fetches the
//! second when one of its functions is called for the first time.
//!
//! The first part has the memory and the table of functions. In place of each function
//! that comes later it has a stub, which asks the page for the second part, once, and
//! calls what that has put into a slot of the table. The second part finds there the
//! functions of the first that it calls. Data that only later functions lead to comes
//! with them. Where numbers of functions and addresses stand is known from the linker,
//! which is asked to keep its notes; nothing is guessed.

mod handed;
mod later;
mod notes;
mod order;
mod read;
mod sections;
#[cfg(test)]
mod tests;
mod watch;
mod write;

use std::collections::BTreeMap;

use anyhow::Result;

pub use later::Later;
pub use watch::watched;

use read::{Program, What, read};

/// The two modules of a player.
pub struct Parts {
    pub first: Vec<u8>,
    pub second: Vec<u8>,
}

/// Splits a module that the linker wrote with `--emit-relocs`.
pub fn split(wasm: &[u8], later: &Later) -> Result<Parts> {
    let program = read(wasm)?;
    let plan = Plan::new(&program, later)?;
    Ok(Parts {
        first: write::first(&program, &plan)?,
        second: write::second(&program, &plan)?,
    })
}

/// The paths of all functions of a module, without those that are imported.
pub fn paths(wasm: &[u8]) -> Result<Vec<String>> {
    let functions = read(wasm)?.functions.into_iter();
    Ok(functions.map(|function| function.path).collect())
}

/// What goes where. Numbers of functions are those of the whole module.
struct Plan {
    /// Whether a function comes later.
    later: Vec<bool>,
    /// Whether a piece of data comes later.
    data: Vec<bool>,
    /// The slots of the functions that the other part calls or that the table has
    /// anyway; and how many slots there are.
    slots: BTreeMap<u32, u32>,
    table: u32,
}

impl Plan {
    fn new(program: &Program<'_>, list: &Later) -> Result<Plan> {
        let imports = program.imports.len();
        let exported = |number: usize| {
            let kind = wasmparser::ExternalKind::Func;
            let mut exports = program.exports.iter();
            exports.any(|export| export.kind == kind && export.index as usize == number)
        };
        let mut later = vec![false; imports];
        for function in &program.functions {
            later.push(!exported(later.len()) && list.has(&function.path));
        }
        let mut plan = Plan {
            data: data(program, &later)?,
            later,
            slots: BTreeMap::new(),
            table: program.table.map_or(0, |table| table.initial as u32),
        };
        for (slot, function) in &program.slots {
            plan.slots.entry(*function).or_insert(*slot);
        }
        // Those of the first part before the others, which begin as empty slots.
        for wanted in [false, true] {
            for (at, function) in program.functions.iter().enumerate() {
                for callee in function.callees() {
                    if plan.later[callee as usize] == wanted
                        && plan.later[imports + at] != wanted
                    {
                        plan.give_slot(callee);
                    }
                }
            }
        }
        Ok(plan)
    }

    /// All slots that hold a function once both parts are there, and which.
    fn filled(&self, program: &Program<'_>) -> BTreeMap<u32, u32> {
        let mut filled = program.slots.clone();
        filled.extend(self.slots.iter().map(|(function, slot)| (*slot, *function)));
        filled
    }

    fn give_slot(&mut self, function: u32) {
        let table = &mut self.table;
        self.slots.entry(function).or_insert_with(|| {
            *table += 1;
            *table - 1
        });
    }
}

/// Which pieces of data only later functions lead to.
fn data(program: &Program<'_>, later: &[bool]) -> Result<Vec<bool>> {
    let mut is_later = vec![true; program.pieces.len()];
    let handed = handed::handed(program, later)?;
    let mut found = Vec::new();
    let imports = program.imports.len();
    for ((function, handed), later) in
        program.functions.iter().zip(handed).zip(&later[imports..])
    {
        let notes = function.notes.iter().filter(|_| !later);
        for note in notes.filter(|note| !handed.contains(&note.at)) {
            if let What::Data { piece, .. } = note.what {
                found.push(piece);
            }
        }
    }
    while let Some(piece) = found.pop() {
        if std::mem::take(&mut is_later[piece]) {
            found.extend(&program.pieces[piece].refers);
        }
    }
    Ok(is_later)
}
