//! The notes of a linker about a module: its symbols, and each place that holds the number
//! of a function or an address. All of it is compared with what stands there.

use std::collections::HashMap;
use std::ops::Range;

use anyhow::{Context, Result, bail, ensure};
use wasmparser::{
    CustomSectionReader, KnownCustom, Linking, RelocationType as Kind, SymbolFlags,
    SymbolInfo,
};

use super::read::{PADDED, Piece, Program, What};

#[derive(Default)]
pub struct Notes<'a> {
    symbols: Vec<Symbol<'a>>,
    /// In order, as the next.
    pub code: Vec<Relocation>,
    pub data: Vec<Relocation>,
}

enum Symbol<'a> {
    Function(u32, Option<&'a str>),
    Data {
        segment: usize,
        offset: usize,
        size: usize,
    },
    Other,
}

/// A number that depends on where the linker puts something.
pub struct Relocation {
    kind: Kind,
    /// Where it is in the section of code or data.
    pub at: usize,
    symbol: usize,
    addend: i64,
}

impl<'a> Notes<'a> {
    /// Reads a section, if it is one of those that the linker writes.
    pub fn add(&mut self, section: &CustomSectionReader<'a>) -> Result<()> {
        match section.as_known() {
            KnownCustom::Linking(linking) => {
                for table in linking.subsections() {
                    if let Linking::SymbolTable(table) = table? {
                        let symbols = table.into_iter().map(|symbol| Ok(read(symbol?)));
                        self.symbols = symbols.collect::<Result<_>>()?;
                    }
                }
            }
            KnownCustom::Reloc(notes) => {
                let all = notes.entries().into_iter().map(|entry| {
                    let entry = entry?;
                    Ok(Relocation {
                        kind: entry.ty,
                        at: entry.offset as usize,
                        symbol: entry.index as usize,
                        addend: entry.addend,
                    })
                });
                let mut all = all.collect::<Result<Vec<Relocation>>>()?;
                all.sort_by_key(|relocation| relocation.at);
                match section.name() {
                    "reloc.CODE" => self.code = all,
                    "reloc.DATA" => self.data = all,
                    _ => {}
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The names of functions by their numbers.
    pub fn names(&self) -> HashMap<u32, &'a str> {
        let names = self.symbols.iter().filter_map(|symbol| match symbol {
            Symbol::Function(number, name) => Some((*number, (*name)?)),
            _ => None,
        });
        names.collect()
    }

    /// The data of so many segments, cut at its symbols.
    pub fn cut(&self, segments: usize) -> Vec<Piece> {
        let found = self.symbols.iter().filter_map(|symbol| match *symbol {
            Symbol::Data {
                segment,
                offset,
                size,
            } if size > 0 && segment < segments => {
                Some((segment, offset..offset + size))
            }
            _ => None,
        });
        let mut found: Vec<(usize, Range<usize>)> = found.collect();
        found.sort_by_key(|(segment, range)| (*segment, range.start, range.end));
        let mut pieces: Vec<Piece> = Vec::new();
        for (segment, range) in found {
            match pieces.last_mut() {
                Some(last)
                    if last.segment == segment && range.start < last.range.end =>
                {
                    last.range.end = last.range.end.max(range.end);
                }
                _ => pieces.push(Piece {
                    segment,
                    range,
                    refers: Vec::new(),
                }),
            }
        }
        pieces
    }

    /// What a number in a function means.
    pub fn what(
        &self,
        program: &Program<'_>,
        note: &Relocation,
        bytes: &[u8],
    ) -> Result<What> {
        let number = number(bytes);
        let unsigned = What::Unsigned(number);
        // A type has no symbol.
        if note.kind == Kind::TypeIndexLeb {
            return Ok(unsigned);
        }
        Ok(match (note.kind, self.symbol(note)?) {
            (Kind::FunctionIndexLeb, Symbol::Function(index, _))
                if *index == number =>
            {
                What::Function(number)
            }
            (Kind::TableIndexSleb, Symbol::Function(index, _))
                if program.slots.get(&number) == Some(index) =>
            {
                What::Signed(number as i32)
            }
            (Kind::MemoryAddrLeb | Kind::MemoryAddrSleb, _) => {
                let signed = note.kind == Kind::MemoryAddrSleb;
                match self.address(program, note, number)? {
                    Some(piece) => What::Data {
                        piece,
                        signed,
                        number,
                    },
                    None if signed => What::Signed(number as i32),
                    None => unsigned,
                }
            }
            (Kind::GlobalIndexLeb | Kind::TableNumberLeb, Symbol::Other) => unsigned,
            (kind, _) => bail!("{kind:?}: {number} is not what the linker says"),
        })
    }

    /// Which piece leads to which by an address at this place of a segment, if it is one.
    pub fn refers(
        &self,
        program: &Program<'_>,
        note: &Relocation,
        (segment, at): (usize, usize),
    ) -> Result<Option<(usize, usize)>> {
        let bytes = &program.segments[segment].bytes[at..];
        let number = u32::from_le_bytes(*bytes.first_chunk().context("four bytes")?);
        match (note.kind, self.symbol(note)?) {
            (Kind::MemoryAddrI32, _) => {
                let Some(to) = self.address(program, note, number)? else {
                    return Ok(None);
                };
                let from = piece(&program.pieces, segment, at);
                Ok(Some((from.context("an address outside of all data")?, to)))
            }
            (Kind::TableIndexI32, Symbol::Function(index, _))
                if program.slots.get(&number) == Some(index) =>
            {
                Ok(None)
            }
            (kind, _) => bail!("{kind:?}: {number} is not what the linker says"),
        }
    }

    fn symbol(&self, note: &Relocation) -> Result<&Symbol<'a>> {
        self.symbols
            .get(note.symbol)
            .context("a note about no symbol")
    }

    /// The piece of a symbol, to which this address leads; none for what has no bytes.
    fn address(
        &self,
        program: &Program<'_>,
        note: &Relocation,
        number: u32,
    ) -> Result<Option<usize>> {
        let Symbol::Data {
            segment, offset, ..
        } = *self.symbol(note)?
        else {
            return Ok(None);
        };
        let Some(there) = program.segments.get(segment) else {
            return Ok(None);
        };
        let address = i64::from(there.address) + offset as i64 + note.addend;
        ensure!(
            address as u32 == number,
            "{number} is not where the linker says"
        );
        Ok(piece(&program.pieces, segment, offset))
    }
}

fn read(symbol: SymbolInfo<'_>) -> Symbol<'_> {
    match symbol {
        SymbolInfo::Func { index, name, .. } => Symbol::Function(index, name),
        SymbolInfo::Data {
            flags,
            symbol: Some(data),
            ..
        } if !flags.contains(SymbolFlags::ABSOLUTE) => Symbol::Data {
            segment: data.index as usize,
            offset: data.offset as usize,
            size: data.size as usize,
        },
        _ => Symbol::Other,
    }
}

/// The piece that has this byte.
fn piece(pieces: &[Piece], segment: usize, at: usize) -> Option<usize> {
    let after = pieces.partition_point(|p| (p.segment, p.range.start) <= (segment, at));
    let piece = pieces.get(after.checked_sub(1)?)?;
    (piece.segment == segment && piece.range.contains(&at)).then_some(after - 1)
}

/// The number that these bytes begin with.
fn number(bytes: &[u8]) -> u32 {
    let bytes = bytes.iter().take(PADDED).enumerate();
    bytes.fold(0, |sum, (at, byte)| {
        sum | u32::from(byte & 0x7f) << (7 * at)
    })
}
