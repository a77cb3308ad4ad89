//! What compiling an input takes from the heap, and gives back: scopes with their names,
//! sets of names, instructions (`Python/compile.c@v3.13.0#_PyAST_Compile`).

use super::block::{Block, Items, Table};
use crate::python::opcode::Op;
use crate::python::unit::{CO_OPTIMIZED, CodeUnit, Const, Unit};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};

/// The keys under which the compiler finds constants that it had before: pairs with the
/// type, so that equal ones of two types are two
/// (`Objects/codeobject.c@v3.13.0#_PyCode_ConstantKey`).
pub(super) struct Keys(Vec<Obj>);

impl Drop for Keys {
    fn drop(&mut self) {
        self.0.drain(..).for_each(drop);
    }
}

impl Keys {
    /// Those that are there before the outermost code has its constants.
    pub(super) fn begin(rt: &Runtime, unit: &Unit) -> PyResult<Keys> {
        let mut keys = Keys(Vec::new());
        for (id, constant) in unit.consts.iter().enumerate() {
            if !matches!(constant, Const::Tuple(_)) {
                keys.0.extend(key(rt, unit, id)?);
            }
        }
        for (id, code) in unit.codes.iter().enumerate() {
            for _table in 0..3 {
                keys.0.push(pair(rt, rt.none().clone())?);
            }
            if id != unit.top {
                keys.names(rt, code)?;
                keys.end(rt, unit, code)?;
            } else if !are_two(code) {
                keys.names(rt, code)?;
            }
        }
        Ok(keys)
    }

    fn names(&mut self, rt: &Runtime, code: &CodeUnit) -> PyResult<()> {
        let names = rt.new_tuple(vec![rt.none().clone(); code.names.len()])?;
        self.0.push(pair(rt, names)?);
        Ok(())
    }

    /// Those of a code's constants and of its variables.
    fn end(&mut self, rt: &Runtime, unit: &Unit, code: &CodeUnit) -> PyResult<()> {
        self.0.extend(key(rt, unit, code.const_tuple)?);
        self.0.push(pair(rt, rt.none().clone())?);
        Ok(())
    }
}

/// Whether the tuple of a code's names comes from where pairs do.
fn are_two(code: &CodeUnit) -> bool {
    code.names.len() == 2
}

fn pair(rt: &Runtime, key: Obj) -> PyResult {
    rt.new_tuple(vec![key, rt.none().clone()])
}

/// The key of a constant that is not its own.
fn key(rt: &Runtime, unit: &Unit, id: usize) -> PyResult<Option<Obj>> {
    let none = || rt.none().clone();
    Ok(match &unit.consts[id] {
        Const::None | Const::Ellipsis | Const::Int(_) | Const::Str(_) => None,
        Const::Code(_) => None,
        Const::Tuple(items) => {
            let keys = items
                .iter()
                .map(|&item| Ok(key(rt, unit, item)?.unwrap_or_else(none)));
            let keys = rt.new_tuple(keys.collect::<PyResult<Vec<Obj>>>()?)?;
            Some(pair(rt, keys)?)
        }
        _ => Some(pair(rt, none())?),
    })
}

/// Compiles a unit; what is kept are its codes, the outermost last.
pub(super) fn compile(
    rt: &Runtime,
    unit: &Unit,
    mut keys: Keys,
) -> PyResult<Vec<Code>> {
    let compiler = Block::new(rt, 96)?;
    let table = Block::new(rt, 80)?;
    let mut scopes = Scopes {
        rt,
        unit,
        all: Vec::new(),
    };
    let mut places = None;
    let mut stack = None;
    scopes.enter(unit.top, &mut places, &mut stack)?;
    drop(stack);
    let outermost = blocks(rt, SET, 3)?;
    scopes.analyze(0)?;
    outermost.into_iter().for_each(drop);
    let mut assembler = Assembler {
        rt,
        unit,
        constants: Table::EMPTY,
        codes: Vec::new(),
        made: Vec::new(),
        stack: None,
    };
    assembler.scope(unit.top, true)?;
    let Assembler {
        constants,
        codes,
        made,
        stack,
        ..
    } = assembler;
    scopes.all.into_iter().for_each(drop);
    drop((places, table));
    let top = &unit.codes[unit.top];
    if are_two(top) {
        keys.names(rt, top)?;
    }
    keys.end(rt, unit, top)?;
    drop(keys);
    codes.into_iter().for_each(drop);
    drop((constants, stack, compiler));
    Ok(made)
}

/// A code and where its lines are.
pub(super) struct Code {
    /// Whether it is that of a function, which lives on.
    pub(super) stays: bool,
    _lines: Block,
    _object: Block,
}

/// Whether a code is the body of a class.
fn is_class(unit: &Unit, id: usize) -> bool {
    id != unit.top && unit.codes[id].flags & CO_OPTIMIZED == 0
}

/// Whether a code is that of a function which a name is likely to refer to.
fn is_kept(unit: &Unit, id: usize) -> bool {
    !is_class(unit, id) && unit.codes[id].name != "<genexpr>"
}

/// Bytes of a code object without its instructions.
const CODE: usize = 200;

/// How many units of two bytes an instruction is, with the room for what it remembers
/// (`Include/internal/pycore_opcode_metadata.h@v3.13.0#_PyOpcode_Caches`).
fn units(op: Op) -> usize {
    let caches = match op {
        Op::LoadAttr => 9,
        Op::LoadGlobal | Op::StoreAttr => 4,
        Op::Call | Op::ToBool => 3,
        Op::BinaryOp | Op::CompareOp | Op::ContainsOp | Op::BinarySubscr => 1,
        Op::StoreSubscr | Op::UnpackSequence | Op::ForIter | Op::Send => 1,
        Op::LoadSuperAttr | Op::JumpBackward => 1,
        Op::PopJumpIfFalse | Op::PopJumpIfTrue => 1,
        Op::PopJumpIfNone | Op::PopJumpIfNotNone => 1,
        _ => 0,
    };
    1 + caches
}

/// The bytes of a code's instructions.
fn bytes(code: &CodeUnit) -> usize {
    let units = code.code.iter().map(|instruction| units(instruction.op()));
    2 * units.sum::<usize>()
}

const SET: usize = 216;

fn blocks(rt: &Runtime, size: usize, count: usize) -> PyResult<Vec<Block>> {
    (0..count).map(|_| Block::new(rt, size)).collect()
}

/// The codes in a code.
fn inner(unit: &Unit, id: usize) -> impl Iterator<Item = usize> {
    unit.codes[id]
        .consts
        .iter()
        .filter_map(|&constant| match unit.consts[constant] {
            Const::Code(id) => Some(id),
            _ => None,
        })
}

/// The symbol table's entry of a scope, its parts in the order in which they go.
struct Scope {
    id: usize,
    key: Option<Block>,
    symbols: Vec<Block>,
    _parameters: Option<Block>,
    children: Items,
    entry: Option<Block>,
    inner: Vec<usize>,
}

impl Drop for Scope {
    fn drop(&mut self) {
        self.key = None;
        std::mem::take(&mut self.symbols).into_iter().for_each(drop);
        self.children = Items::EMPTY;
        self.entry = None;
    }
}

struct Scopes<'a> {
    rt: &'a Runtime,
    unit: &'a Unit,
    all: Vec<Scope>,
}

impl Scopes<'_> {
    fn enter(
        &mut self,
        id: usize,
        places: &mut Option<Block>,
        stack: &mut Option<Block>,
    ) -> PyResult<usize> {
        let rt = self.rt;
        let key = Block::new(rt, 32)?;
        let entry = Block::new(rt, 144)?;
        if places.is_none() {
            *places = Some(Block::new(rt, 160)?);
            *stack = Some(Block::new(rt, 32)?);
        }
        let code = &self.unit.codes[id];
        let at = self.all.len();
        self.all.push(Scope {
            id,
            key: Some(key),
            symbols: Vec::new(),
            _parameters: None,
            children: Items::EMPTY,
            entry: Some(entry),
            inner: Vec::new(),
        });
        if code.argcount + code.kwonlyargcount > 0 {
            self.all[at]._parameters = Some(Block::new(rt, 32)?);
        }
        for child in inner(self.unit, id) {
            let child = self.enter(child, places, stack)?;
            self.all[at].children.add(rt)?;
            self.all[at].inner.push(child);
        }
        Ok(at)
    }

    /// Finds where the names of a scope live
    /// (`Python/symtable.c@v3.13.0#analyze_block`).
    fn analyze(&mut self, at: usize) -> PyResult<()> {
        let rt = self.rt;
        let sets = blocks(rt, SET, 5)?;
        let mut free = Vec::new();
        for child in self.all[at].inner.clone() {
            let mut given = blocks(rt, SET, 4)?;
            self.analyze(child)?;
            free.push(given.remove(1));
            given.into_iter().for_each(drop);
        }
        drop(free);
        let symbols = symbols(&self.unit.codes[self.all[at].id]);
        self.all[at].symbols = blocks(rt, 32, symbols)?;
        let flag = Block::new(rt, 32)?;
        drop(Block::new(rt, 64)?);
        drop(flag);
        let mut sets: Vec<Option<Block>> = sets.into_iter().map(Some).collect();
        for set in [0, 3, 1, 2, 4] {
            sets[set] = None;
        }
        Ok(())
    }
}

/// How many names a scope has. Those of attributes are none.
fn symbols(code: &CodeUnit) -> usize {
    let is_name = |op| {
        matches!(
            op,
            Op::LoadName | Op::StoreName | Op::DeleteName | Op::LoadGlobal
        )
    };
    let mut names: Vec<u32> = code
        .code
        .iter()
        .filter(|instruction| is_name(instruction.op()))
        .map(|instruction| instruction.arg())
        .collect();
    names.sort_unstable();
    names.dedup();
    names.len() + code.localsplus.len()
}

struct Assembler<'a> {
    rt: &'a Runtime,
    unit: &'a Unit,
    /// The keys of the dict with all constants.
    constants: Table,
    codes: Vec<Block>,
    made: Vec<Code>,
    /// The items of the list of scopes that are open.
    stack: Option<Block>,
}

impl Assembler<'_> {
    fn scope(&mut self, id: usize, outermost: bool) -> PyResult<()> {
        let rt = self.rt;
        let code = &self.unit.codes[id];
        let sequence = Block::new(rt, 80)?;
        let capsule = match outermost {
            true => None,
            false => Some(Block::new(rt, 80)?),
        };
        if !outermost && self.stack.is_none() {
            self.stack = Some(Block::new(rt, 32)?);
        }
        let attributes = match is_class(self.unit, id) {
            true => Some(Block::new(rt, SET)?),
            false => None,
        };
        let mut own = Table::EMPTY;
        // What only returns is nothing is added last.
        let is_late = |constant| matches!(constant, &Const::None | &Const::Code(_));
        let (late, early): (Vec<&Const>, Vec<&Const>) = code
            .consts
            .iter()
            .map(|&constant| &self.unit.consts[constant])
            .partition(|constant| is_late(constant));
        let is_function = !outermost && !is_class(self.unit, id);
        let first = code.consts.first().map(|&first| &self.unit.consts[first]);
        // A function's first constant is its docstring, or that it has none.
        let has_none = is_function && matches!(first, Some(Const::None));
        if has_none {
            own.add(rt, false)?;
        }
        for constant in early {
            let is_str = matches!(constant, Const::Str(_));
            self.constants.add(rt, is_str)?;
            own.add(rt, is_str)?;
        }
        for child in inner(self.unit, id) {
            self.scope(child, false)?;
            self.constants.add(rt, false)?;
        }
        for _ in late.iter().skip(has_none.into()) {
            own.add(rt, false)?;
        }
        let listed = Block::new(rt, 8 * code.consts.len())?;
        let builder = Block::new(rt, 32)?;
        let graph = Block::new(rt, 72)?;
        self.assemble(id)?;
        drop((listed, graph, builder, sequence, own, attributes, capsule));
        Ok(())
    }

    /// `Python/assemble.c@v3.13.0#_PyAssemble_MakeCodeObject`
    fn assemble(&mut self, id: usize) -> PyResult<()> {
        let rt = self.rt;
        let code = &self.unit.codes[id];
        let mut bytecode = Block::new(rt, 161)?;
        let mut lines = Block::new(rt, 65)?;
        let exceptions = Block::new(rt, 49)?;
        let (entries, length) = line_table(code);
        if entries > 2 {
            lines.resize(rt, 97)?;
        }
        drop(exceptions);
        let is_first = self.codes.is_empty();
        if is_first {
            self.constants.add(rt, false)?;
        }
        lines.resize(rt, 33 + length)?;
        self.constants.add(rt, false)?;
        bytecode.resize(rt, 33 + bytes(code))?;
        let tuples = [code.names.len(), code.consts.len(), code.localsplus.len()];
        let some = tuples.iter().filter(|len| **len > 0).count();
        let others = 1 + some + usize::from(is_first && some < tuples.len());
        for _ in 0..others {
            self.constants.add(rt, false)?;
        }
        self.codes.push(bytecode);
        let object = Block::new(rt, (CODE + bytes(code)).next_multiple_of(8))?;
        self.made.push(Code {
            stays: id != self.unit.top && is_kept(self.unit, id),
            _lines: lines,
            _object: object,
        });
        Ok(())
    }
}

/// How many entries and bytes the table of lines has
/// (`Python/assemble.c@v3.13.0#write_location_info_entry`).
fn line_table(code: &CodeUnit) -> (usize, usize) {
    /// So many units an entry is for.
    const MOST: usize = 8;
    let (mut entries, mut length) = (0, 0);
    let mut line = code.firstlineno as i32;
    let mut add = |at: Place, units: usize| {
        for _ in 0..units.div_ceil(MOST) {
            entries += 1;
            length += entry(&mut line, at);
        }
    };
    let mut last = (-1, -1, -1, -1);
    let mut sum = 0;
    for (instruction, at) in code.code.iter().zip(&code.positions) {
        let here = (at.line, at.end_line, at.col, at.end_col);
        if here != last {
            add(std::mem::replace(&mut last, here), std::mem::take(&mut sum));
        }
        sum += units(instruction.op());
    }
    add(last, sum);
    (entries, length)
}

/// The lines and columns of an instruction.
type Place = (i32, i32, i32, i32);

/// The bytes of an entry; the line goes on to it.
fn entry(line: &mut i32, (first, end, col, end_col): Place) -> usize {
    if first < 0 {
        return 1;
    }
    let step = first - std::mem::replace(line, first);
    let is_one = first == end && col.max(end_col) < 128;
    match step {
        0 if first == end && col < 80 && (0..16).contains(&(end_col - col)) => 2,
        0..3 if is_one => 3,
        _ => {
            let signed = 2 * step.abs() + i32::from(step < 0);
            let numbers = [signed, end - first, col + 1, end_col + 1];
            1 + numbers.map(septets).iter().sum::<usize>()
        }
    }
}

/// How many bytes a number takes, of six bits each.
fn septets(number: i32) -> usize {
    (32 - number.leading_zeros()).max(1).div_ceil(6) as usize
}
