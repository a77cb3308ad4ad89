//! What a compiled module consists of, with what its linker notes about it: the symbols,
//! and each place where the number of a function or an address stands.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::{Context, Result, bail, ensure};
use wasmparser::RelocationType as Kind;
use wasmparser::{
    DataKind, ElementItems, ElementKind, FuncType, KnownCustom, Linking, Operator, Parser,
    Payload, SymbolFlags, SymbolInfo, TableType, TypeRef,
};

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
    Data { piece: usize, signed: bool, number: u32 },
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

/// A symbol of the linker's.
enum Symbol<'a> {
    Function(u32, Option<&'a str>),
    /// Segment, offset, size.
    Data(usize, usize, usize),
    Other,
}

/// A relocation: its kind, where it is in its section, its symbol, and what is added.
type Relocation = (Kind, usize, usize, i64);

/// Reads a module.
pub fn read(wasm: &[u8]) -> Result<Program<'_>> {
    let mut program = Program::default();
    let (mut types, mut bodies, mut datas) = (Vec::new(), Vec::new(), Vec::new());
    let (mut code_start, mut data_start) = (0, 0);
    let mut symbols = Vec::new();
    let mut relocations = BTreeMap::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
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
                types = section.into_iter().collect::<Result<_, _>>()?;
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
            Payload::CodeSectionStart { unchecked_range, .. } => {
                code_start = unchecked_range.start;
            }
            Payload::CodeSectionEntry(body) => bodies.push(body),
            Payload::DataSection(section) => {
                data_start = section.range().start;
                datas = section.into_iter().collect::<Result<_, _>>()?;
            }
            Payload::CustomSection(section) => match section.as_known() {
                KnownCustom::Linking(linking) => symbols = read_symbols(linking)?,
                KnownCustom::Reloc(section_of) => {
                    let all = section_of.entries().into_iter().map(|entry| {
                        let entry = entry?;
                        let (at, symbol) = (entry.offset as usize, entry.index as usize);
                        Ok((entry.ty, at, symbol, entry.addend))
                    });
                    let mut all = all.collect::<Result<Vec<Relocation>>>()?;
                    all.sort_by_key(|(_, at, ..)| *at);
                    relocations.insert(section.name(), all);
                }
                _ => {}
            },
            Payload::StartSection { .. } => bail!("a module that starts by itself"),
            _ => {}
        }
    }
    let mut starts = Vec::new();
    for data in datas {
        let DataKind::Active { offset_expr, .. } = data.kind else {
            bail!("data without a place");
        };
        starts.push((data.range.end - data_start) as usize - data.data.len());
        program.segments.push(Segment {
            address: constant(&offset_expr)?,
            bytes: data.data.into(),
        });
    }
    program.cut(&symbols);
    let none = Vec::new();
    let left = relocations.get("reloc.CODE").context("the linker's notes")?;
    let mut left = left.as_slice();
    for (body, ty) in bodies.iter().zip(types) {
        let number = (program.imports.len() + program.functions.len()) as u32;
        let start = (body.range().start - code_start) as usize;
        let bytes = body.as_bytes();
        let count = left.partition_point(|(_, at, ..)| *at < start + bytes.len());
        let (here, rest) = left.split_at(count);
        left = rest;
        let notes = here.iter().map(|relocation| {
            let at = relocation.1 - start;
            let what = program.what(&symbols, relocation, &bytes[at..])?;
            Ok(Note { at, what })
        });
        let notes = notes.collect::<Result<_>>()?;
        let code = body.get_binary_reader_for_operators()?.original_position();
        program.functions.push(Function {
            ty,
            path: path(&symbols, number)?,
            body: bytes.into(),
            locals: (code - body.range().start) as usize,
            notes,
        });
    }
    ensure!(left.is_empty(), "notes about what is no function");
    let mut pieces = std::mem::take(&mut program.pieces);
    for relocation in relocations.get("reloc.DATA").unwrap_or(&none) {
        let segment = starts.partition_point(|start| *start <= relocation.1) - 1;
        let at = relocation.1 - starts[segment];
        program.refer(&mut pieces, &symbols, relocation, (segment, at))?;
    }
    program.pieces = pieces;
    Ok(program)
}

fn read_symbols<'a>(
    linking: wasmparser::LinkingSectionReader<'a>,
) -> Result<Vec<Symbol<'a>>> {
    let mut symbols = Vec::new();
    for section in linking.subsections() {
        let Linking::SymbolTable(table) = section? else {
            continue;
        };
        for symbol in table {
            symbols.push(match symbol? {
                SymbolInfo::Func { index, name, .. } => Symbol::Function(index, name),
                SymbolInfo::Data { flags, symbol: Some(data), .. }
                    if !flags.contains(SymbolFlags::ABSOLUTE) =>
                {
                    let [segment, offset, size] =
                        [data.index, data.offset, data.size].map(|n| n as usize);
                    Symbol::Data(segment, offset, size)
                }
                _ => Symbol::Other,
            });
        }
    }
    Ok(symbols)
}

/// The path of a function, by its symbol.
fn path(symbols: &[Symbol<'_>], number: u32) -> Result<String> {
    let name = symbols.iter().find_map(|symbol| match symbol {
        Symbol::Function(index, name) if *index == number => *name,
        _ => None,
    });
    let name = name.with_context(|| format!("function {number} has no name"))?;
    Ok(format!("{:#}", rustc_demangle::demangle(name)))
}

/// The number that an expression stands for.
fn constant(expression: &wasmparser::ConstExpr<'_>) -> Result<u32> {
    match expression.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value as u32),
        other => bail!("{other:?} is no number"),
    }
}

/// The number that these bytes begin with.
fn number(bytes: &[u8]) -> u32 {
    let bytes = bytes.iter().take(PADDED).enumerate();
    bytes.fold(0, |sum, (at, byte)| sum | u32::from(byte & 0x7f) << (7 * at))
}

impl<'a> Program<'a> {
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

    /// Cuts the data at its symbols.
    fn cut(&mut self, symbols: &[Symbol<'_>]) {
        let mut found: Vec<(usize, Range<usize>)> = Vec::new();
        for symbol in symbols {
            if let Symbol::Data(segment, offset, size) = *symbol
                && size > 0
                && segment < self.segments.len()
            {
                found.push((segment, offset..offset + size));
            }
        }
        found.sort_by_key(|(segment, range)| (*segment, range.start, range.end));
        for (segment, range) in found {
            match self.pieces.last_mut() {
                Some(last) if last.segment == segment && range.start < last.range.end => {
                    last.range.end = last.range.end.max(range.end);
                }
                _ => self.pieces.push(Piece { segment, range, refers: Vec::new() }),
            }
        }
    }

    /// The piece that has this byte.
    fn piece(&self, pieces: &[Piece], segment: usize, at: usize) -> Option<usize> {
        let after = pieces.partition_point(|p| (p.segment, p.range.start) <= (segment, at));
        let piece = pieces.get(after.checked_sub(1)?)?;
        (piece.segment == segment && piece.range.contains(&at)).then_some(after - 1)
    }

    /// What a number in a function means. It has to be what the linker says.
    fn what(
        &self,
        symbols: &[Symbol<'_>],
        (kind, _, symbol, addend): &Relocation,
        bytes: &[u8],
    ) -> Result<What> {
        let number = number(bytes);
        // A type has no symbol.
        if *kind == Kind::TypeIndexLeb {
            return Ok(What::Unsigned(number));
        }
        let symbol = symbols.get(*symbol).context("a symbol")?;
        Ok(match (kind, symbol) {
            (Kind::FunctionIndexLeb, Symbol::Function(index, _)) if *index == number => {
                What::Function(number)
            }
            (Kind::TableIndexSleb, Symbol::Function(index, _))
                if self.slots.get(&number) == Some(index) =>
            {
                What::Signed(number as i32)
            }
            (Kind::MemoryAddrLeb | Kind::MemoryAddrSleb, Symbol::Data(segment, at, _)) => {
                let signed = *kind == Kind::MemoryAddrSleb;
                match self.address(*segment, *at, *addend, number)? {
                    Some(piece) => What::Data { piece, signed, number },
                    None if signed => What::Signed(number as i32),
                    None => What::Unsigned(number),
                }
            }
            (Kind::MemoryAddrSleb, Symbol::Other) => What::Signed(number as i32),
            (
                Kind::MemoryAddrLeb | Kind::GlobalIndexLeb | Kind::TableNumberLeb,
                Symbol::Other,
            ) => What::Unsigned(number),
            _ => bail!("{kind:?}: {number} is not what the linker says"),
        })
    }

    /// The piece of a symbol, to which this address leads; none for what has no bytes.
    fn address(
        &self,
        segment: usize,
        at: usize,
        addend: i64,
        number: u32,
    ) -> Result<Option<usize>> {
        let Some(there) = self.segments.get(segment) else {
            return Ok(None);
        };
        let address = i64::from(there.address) + at as i64 + addend;
        ensure!(address as u32 == number, "{number} is not where the linker says");
        Ok(self.piece(&self.pieces, segment, at))
    }

    /// Notes which piece another one leads to.
    fn refer(
        &self,
        pieces: &mut [Piece],
        symbols: &[Symbol<'_>],
        (kind, _, symbol, addend): &Relocation,
        (segment, at): (usize, usize),
    ) -> Result<()> {
        let from = self.piece(pieces, segment, at);
        let bytes = &self.segments[segment].bytes[at..][..4];
        let number = u32::from_le_bytes(bytes.try_into()?);
        match (kind, symbols.get(*symbol).context("a symbol")?) {
            (Kind::MemoryAddrI32, Symbol::Data(to, offset, _)) => {
                if let Some(there) = self.segments.get(*to) {
                    let address = i64::from(there.address) + *offset as i64 + addend;
                    ensure!(address as u32 == number, "{number} is not where it should be");
                }
                if let Some(to) = self.piece(pieces, *to, *offset) {
                    let from = from.context("an address that no symbol has")?;
                    pieces[from].refers.push(to);
                }
            }
            (Kind::TableIndexI32, Symbol::Function(index, _)) => {
                ensure!(self.slots.get(&number) == Some(index), "another function");
            }
            (Kind::MemoryAddrI32, Symbol::Other) => {}
            _ => bail!("{kind:?} in data"),
        }
        Ok(())
    }
}
