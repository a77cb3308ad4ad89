//! What compiling an input takes from the heap, and gives back: scopes with their names,
//! sets of names, instructions (`Python/compile.c@v3.13.0#_PyAST_Compile`).

use super::block::{Block, Items, Table};
use super::code_size::{bytes, line_table};
use crate::python::opcode::Op;
use crate::python::unit::{CO_OPTIMIZED, CodeUnit, Const, Unit};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};

/// The keys under which the compiler finds constants that it had before: pairs with the
/// type, so that equal ones of two types are two
/// (`Objects/codeobject.c@v3.13.0#_PyCode_ConstantKey`).
pub(super) struct Keys {
    made: Vec<Obj>,
    /// Whether the empty tuple is one of them.
    has_empty: bool,
}

impl Drop for Keys {
    fn drop(&mut self) {
        self.made.drain(..).for_each(drop);
    }
}

impl Keys {
    /// Those that are there before the outermost code has its constants.
    pub(super) fn begin(rt: &Runtime, unit: &Unit) -> PyResult<Keys> {
        let mut keys = Keys {
            made: Vec::new(),
            has_empty: false,
        };
        for (id, constant) in unit.consts.iter().enumerate() {
            if !matches!(constant, Const::Tuple(_)) {
                keys.made.extend(key(rt, unit, id)?);
            }
        }
        for (id, code) in unit.codes.iter().enumerate() {
            // The bytes that a code has and, once, none for what it catches.
            let tables = if id == 0 { 3 } else { 2 };
            for _table in 0..tables {
                keys.made.push(pair(rt, rt.none().clone())?);
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
        self.tuple(rt, code.names.len())
    }

    fn tuple(&mut self, rt: &Runtime, len: usize) -> PyResult<()> {
        if len == 0 && std::mem::replace(&mut self.has_empty, true) {
            return Ok(());
        }
        let names = rt.new_tuple(vec![rt.none().clone(); len])?;
        self.made.push(pair(rt, names)?);
        Ok(())
    }

    /// Those of a code's constants and of its variables.
    fn end(&mut self, rt: &Runtime, unit: &Unit, code: &CodeUnit) -> PyResult<()> {
        self.made.extend(key(rt, unit, code.const_tuple)?);
        self.tuple(rt, code.localsplus.len())?;
        if !code.localsplus.is_empty() {
            self.made.push(pair(rt, rt.none().clone())?);
        }
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
    comprehensions: usize,
    mut keys: Keys,
) -> PyResult<Vec<Code>> {
    let compiler = Block::new(rt, 96)?;
    let table = Block::new(rt, 80)?;
    let mut scopes = Scopes {
        rt,
        unit,
        comprehensions,
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

const SET: usize = 216;

fn blocks(rt: &Runtime, size: usize, count: usize) -> PyResult<Vec<Block>> {
    (0..count).map(|_| Block::new(rt, size)).collect()
}

/// How many codes are in one another at most.
pub(super) fn depth(unit: &Unit, id: usize) -> usize {
    let deepest = inner(unit, id).map(|child| depth(unit, child)).max();
    1 + deepest.unwrap_or(0)
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
    /// How many names it has.
    names: usize,
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
    /// Comprehensions are scopes, though they have no code of their own.
    comprehensions: usize,
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
        let at = self.open(key, entry, symbols(code));
        if code.argcount + code.kwonlyargcount > 0 {
            self.all[at]._parameters = Some(Block::new(rt, 32)?);
        }
        if id == self.unit.top {
            for _ in 0..self.comprehensions {
                let (key, entry) = (Block::new(rt, 32)?, Block::new(rt, 144)?);
                /// What it goes through, and a name for each.
                const NAMES: usize = 2;
                let child = self.open(key, entry, NAMES);
                self.all[child]._parameters = Some(Block::new(rt, 32)?);
                self.all[at].children.add(rt)?;
                self.all[at].inner.push(child);
            }
        }
        for child in inner(self.unit, id) {
            let child = self.enter(child, places, stack)?;
            self.all[at].children.add(rt)?;
            self.all[at].inner.push(child);
        }
        Ok(at)
    }

    fn open(&mut self, key: Block, entry: Block, names: usize) -> usize {
        self.all.push(Scope {
            names,
            key: Some(key),
            symbols: Vec::new(),
            _parameters: None,
            children: Items::EMPTY,
            entry: Some(entry),
            inner: Vec::new(),
        });
        self.all.len() - 1
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
        self.all[at].symbols = blocks(rt, 32, self.all[at].names)?;
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
