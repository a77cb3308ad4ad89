//! What a compiled module consists of, with what its linker notes about it: the symbols,
//! and each place where the number of a function or an address stands.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::{Context, Result, bail, ensure};
use wasmparser::{
    Data, DataKind, ElementItems, ElementKind, FuncType, FunctionBody, Operator,
    Parser, Payload, TableType, TypeRef,
};

use super::notes::Notes;

/// A module as the linker leaves it with `--emit-relocs`.
#[derive(Default)]
pub struct Program<'a> {
    pub types: Vec<FuncType>,
    /// Module, name and type of each function that is imported.
    pub imports: Vec<(&'a str, &'a str, u32)>,
    /// The functions that are not imported: the first has the number `imports.len()`.
    pub functions: Vec<Function<'a>>,
    pub table: Option<TableType>,
    pub memory: Option<wasmparser::MemoryType>,
    pub globals: Vec<wasmparser::Global<'a>>,
    pub exports: Vec<wasmparser::Export<'a>>,
    /// The slots of the table that hold a function, and which.
    pub slots: BTreeMap<u32, u32>,
    pub segments: Vec<Segment<'a>>,
    /// The data that one symbol or more stand for; in order, without overlaps.
    pub pieces: Vec<Piece>,
}

pub struct Function<'a> {
    pub ty: u32,
    /// Its path in the source, without hashes.
    pub path: String,
    /// Its locals and instructions.
    pub body: Cow<'a, [u8]>,
    /// Bytes of `body` before the first instruction.
    pub locals: usize,
    /// The places in `body` that hold a number which may change or could be shorter.
    pub notes: Vec<Note>,
}

impl Function<'_> {
    /// The functions that it calls, as often as it does.
    pub fn callees(&self) -> impl Iterator<Item = u32> {
        self.notes.iter().filter_map(|note| match note.what {
            What::Function(callee) => Some(callee),
            _ => None,
        })
    }
}

/// Bytes of a number that the linker may change.
pub const PADDED: usize = 5;

/// A number that the linker has padded.
pub struct Note {
    pub at: usize,
    pub what: What,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    Function(u32),
    /// A signed number: an address or a slot of the table.
    Signed(i32),
    Unsigned(u32),
    /// An address in a piece of data, in a signed or an unsigned number.
    Data {
        piece: usize,
        signed: bool,
        number: u32,
    },
}

pub struct Segment<'a> {
    /// Where it goes in memory.
    pub address: u32,
    pub bytes: Cow<'a, [u8]>,
}

pub struct Piece {
    pub segment: usize,
    pub range: Range<usize>,
    /// The pieces whose addresses stand in this one.
    pub refers: Vec<usize>,
}

/// What was read of a module, and where its code and its data begin.
#[derive(Default)]
struct Sections<'a> {
    program: Program<'a>,
    types: Vec<u32>,
    bodies: Vec<FunctionBody<'a>>,
    code_start: u64,
    data: Vec<Data<'a>>,
    data_start: u64,
    notes: Notes<'a>,
}

/// Reads a module.
pub fn read(wasm: &[u8]) -> Result<Program<'_>> {
    let mut sections = Sections::default();
    for payload in Parser::new(0).parse_all(wasm) {
        sections.add(payload?)?;
    }
    sections.read_data()?;
    sections.read_functions()?;
    Ok(sections.program)
}

impl<'a> Sections<'a> {
    fn add(&mut self, payload: Payload<'a>) -> Result<()> {
        let program = &mut self.program;
        match payload {
            Payload::TypeSection(section) => {
                let all = section.into_iter_err_on_gc_types();
                program.types = all.collect::<Result<_, _>>()?;
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import?;
                    let TypeRef::Func(ty) = import.ty else {
                        bail!("{} is imported, which is no function", import.name);
                    };
                    program.imports.push((import.module, import.name, ty));
                }
            }
            Payload::FunctionSection(section) => {
                self.types = section.into_iter().collect::<Result<_, _>>()?;
            }
            Payload::TableSection(section) => {
                for table in section {
                    program.table = Some(table?.ty);
                }
            }
            Payload::MemorySection(section) => {
                for memory in section {
                    program.memory = Some(memory?);
                }
            }
            Payload::GlobalSection(section) => {
                program.globals = section.into_iter().collect::<Result<_, _>>()?;
            }
            Payload::ExportSection(section) => {
                program.exports = section.into_iter().collect::<Result<_, _>>()?;
            }
            Payload::ElementSection(section) => {
                for element in section {
                    program.fill(element?)?;
                }
            }
            Payload::CodeSectionStart {
                unchecked_range, ..
            } => {
                self.code_start = unchecked_range.start;
            }
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::DataSection(section) => {
                self.data_start = section.range().start;
                self.data = section.into_iter().collect::<Result<_, _>>()?;
            }
            Payload::CustomSection(section) => self.notes.add(&section)?,
            Payload::StartSection { .. } => bail!("a module that starts by itself"),
            _ => {}
        }
        Ok(())
    }

    /// The data, its pieces, and which leads to which.
    fn read_data(&mut self) -> Result<()> {
        let program = &mut self.program;
        let mut starts = Vec::new();
        for data in &self.data {
            let DataKind::Active { offset_expr, .. } = &data.kind else {
                bail!("data without a place");
            };
            starts.push((data.range.end - self.data_start) as usize - data.data.len());
            let address = constant(offset_expr)?;
            program.segments.push(Segment {
                address,
                bytes: data.data.into(),
            });
        }
        program.pieces = self.notes.cut(program.segments.len());
        for relocation in &self.notes.data {
            let segment = starts.partition_point(|start| *start <= relocation.at);
            let segment = segment.checked_sub(1).context("a note about no data")?;
            let at = relocation.at - starts[segment];
            if let Some((from, to)) =
                self.notes.refers(program, relocation, (segment, at))?
            {
                program.pieces[from].refers.push(to);
            }
        }
        Ok(())
    }

    /// The functions, with what is noted about each.
    fn read_functions(&mut self) -> Result<()> {
        let program = &mut self.program;
        let names = self.notes.names();
        ensure!(
            !self.notes.code.is_empty(),
            "the linker's notes are not there"
        );
        let mut left = self.notes.code.as_slice();
        for (body, ty) in self.bodies.iter().zip(&self.types) {
            let number = (program.imports.len() + program.functions.len()) as u32;
            let name = names.get(&number).context("a function without a name")?;
            let start = (body.range().start - self.code_start) as usize;
            let bytes = body.as_bytes();
            let count = left.partition_point(|note| note.at < start + bytes.len());
            let (here, rest) = left.split_at(count);
            left = rest;
            let notes = here.iter().map(|relocation| {
                let at = relocation
                    .at
                    .checked_sub(start)
                    .context("a note about no code")?;
                let what = self.notes.what(program, relocation, &bytes[at..])?;
                Ok(Note { at, what })
            });
            let notes = notes.collect::<Result<_>>()?;
            let code = body.get_binary_reader_for_operators()?.original_position();
            program.functions.push(Function {
                ty: *ty,
                path: format!("{:#}", rustc_demangle::demangle(name)),
                body: bytes.into(),
                locals: (code - body.range().start) as usize,
                notes,
            });
        }
        Ok(())
    }
}

/// The number that an expression stands for.
fn constant(expression: &wasmparser::ConstExpr<'_>) -> Result<u32> {
    match expression.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value as u32),
        other => bail!("{other:?} is no number"),
    }
}

impl<'a> Program<'a> {
    /// A function by its number, which is not that of an import.
    pub fn function(&self, number: u32) -> &Function<'a> {
        &self.functions[number as usize - self.imports.len()]
    }

    /// The type of a function or an import by its number.
    pub fn type_of(&self, number: u32) -> u32 {
        match self.imports.get(number as usize) {
            Some((_, _, ty)) => *ty,
            None => self.function(number).ty,
        }
    }

    fn fill(&mut self, element: wasmparser::Element<'a>) -> Result<()> {
        let ElementKind::Active { offset_expr, .. } = element.kind else {
            bail!("functions for a table without a place");
        };
        let ElementItems::Functions(functions) = element.items else {
            bail!("expressions in a table");
        };
        for (slot, function) in (constant(&offset_expr)?..).zip(functions) {
            self.slots.insert(slot, function?);
        }
        Ok(())
    }
}
