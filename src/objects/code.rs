//! code: a compiled body (`Include/cpython/code.h@v3.13.0#PyCodeObject`).
//!
//! The struct is CPython's; what follows it is ours: the instructions, then where
//! exceptions go, then which source each instruction comes from, all as 32-bit words.

use super::code_tables;
use super::tuple::PyTuple;
use crate::object::{PyObject, PyVarObject, View, dealloc_struct};
use crate::python::opcode::OP_COUNT;
use crate::python::unit::{CO_VARARGS, CO_VARKEYWORDS};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::places::{Place, Places};
use crate::typeobject::slots::{CompareOp, GetSetDef, MethodDef, Slots};
use crate::typeobject::{Builtin, TypeSpec};
use std::cell::Cell;
use std::ptr::NonNull;

/// A code object: 200 bytes and its words.
#[repr(C)]
pub struct PyCodeObject {
    /// Count, type, and the number of instructions.
    pub ob_base: PyVarObject,
    co_consts: Obj,
    co_names: Obj,
    co_exceptiontable: Field,
    co_flags: u32,
    co_argcount: u32,
    co_posonlyargcount: u32,
    co_kwonlyargcount: u32,
    co_stacksize: u32,
    co_firstlineno: u32,
    co_nlocalsplus: u32,
    co_framesize: u32,
    co_nlocals: u32,
    co_ncellvars: u32,
    co_nfreevars: u32,
    /// Here: how many arguments a call gives by position, where the code takes exactly
    /// so many and nothing else, or [`VARIOUS`] (CPython: the version).
    exactly: u32,
    co_localsplusnames: Obj,
    co_localspluskinds: Obj,
    co_filename: Obj,
    co_name: Obj,
    co_qualname: Obj,
    co_linetable: Field,
    co_weakreflist: Cell<u64>,
    /// Here: what is remembered beside the names (CPython: `co_executors` and
    /// `_co_cached`).
    places: Places,
    /// Here: how many exception entries there are (CPython: instrumentation).
    exceptions: u64,
    /// Here: the number of the source, for tracebacks (CPython: monitoring).
    source: u64,
    co_firsttraceable: u64,
    co_extra: u64,
}

crate::py_struct!(
    PyCodeObject, Builtin::Code, size 200,
    co_consts @ 24, co_flags @ 48, co_nlocalsplus @ 72, co_localsplusnames @ 96,
    co_name @ 120, co_weakreflist @ 144, co_extra @ 192;
    tail u32, |this| {
        this.ob_base.size() * (1 + POSITION) + this.exceptions as usize * ENTRY
    }
);

/// Words of an exception entry: start, end, target, depth, lasti.
const ENTRY: usize = 5;
/// Words of a position: line, end line, column, end column.
const POSITION: usize = 4;

/// What calls give to code that takes more than a fixed number by position.
const VARIOUS: u32 = u32::MAX;

/// How many arguments are all that a call can give, if the number is fixed.
fn exactly(parts: &CodeParts) -> u32 {
    let more = parts.flags & (CO_VARARGS | CO_VARKEYWORDS) != 0;
    match more || parts.kwonlyargcount > 0 {
        true => VARIOUS,
        false => parts.argcount,
    }
}

/// What a code object is made of, besides references.
pub(crate) struct CodeParts {
    pub(crate) consts: Obj,
    pub(crate) names: Obj,
    pub(crate) localsplusnames: Obj,
    /// A tuple of ints: the `CO_FAST_*` bits of each local.
    pub(crate) localspluskinds: Obj,
    pub(crate) filename: Obj,
    /// The number of the source among those that the runtime keeps; 0 is none.
    pub(crate) source: u64,
    pub(crate) name: Obj,
    pub(crate) qualname: Obj,
    pub(crate) flags: u32,
    pub(crate) argcount: u32,
    pub(crate) posonlyargcount: u32,
    pub(crate) kwonlyargcount: u32,
    pub(crate) stacksize: u32,
    pub(crate) firstlineno: u32,
    pub(crate) nlocals: u32,
    pub(crate) ncellvars: u32,
    pub(crate) nfreevars: u32,
    pub(crate) instructions: Vec<u32>,
    pub(crate) exceptions: Vec<[u32; ENTRY]>,
    pub(crate) positions: Vec<[i32; POSITION]>,
}

impl Runtime {
    /// Makes a code object.
    ///
    /// # Panics
    /// Where an instruction has an opcode that there is not.
    pub(crate) fn new_code(&self, parts: CodeParts) -> PyResult {
        let known = |word: &u32| ((word & 0xFF) as usize) < OP_COUNT;
        assert!(parts.instructions.iter().all(known));
        let nlocalsplus = super::tuple::items(&parts.localsplusnames).len() as u32;
        let words: Vec<u32> = parts
            .instructions
            .iter()
            .copied()
            .chain(parts.exceptions.iter().flatten().copied())
            .chain(
                parts
                    .positions
                    .iter()
                    .flatten()
                    .map(|&number| number as u32),
            )
            .collect();
        let class = self.ty(Builtin::Code);
        let exactly = exactly(&parts);
        let value = PyCodeObject {
            ob_base: PyVarObject::new(class, parts.instructions.len()),
            co_consts: parts.consts,
            co_names: parts.names,
            co_exceptiontable: Field::empty(),
            co_flags: parts.flags,
            co_argcount: parts.argcount,
            co_posonlyargcount: parts.posonlyargcount,
            co_kwonlyargcount: parts.kwonlyargcount,
            co_stacksize: parts.stacksize,
            co_firstlineno: parts.firstlineno,
            co_nlocalsplus: nlocalsplus,
            co_framesize: nlocalsplus + parts.stacksize,
            co_nlocals: parts.nlocals,
            co_ncellvars: parts.ncellvars,
            co_nfreevars: parts.nfreevars,
            exactly,
            co_localsplusnames: parts.localsplusnames,
            co_localspluskinds: parts.localspluskinds,
            co_filename: parts.filename,
            co_name: parts.name,
            co_qualname: parts.qualname,
            co_linetable: Field::empty(),
            co_weakreflist: Cell::new(0),
            places: Places::none(),
            exceptions: parts.exceptions.len() as u64,
            source: parts.source,
            co_firsttraceable: 0,
            co_extra: 0,
        };
        self.alloc_tail(value, words.len(), |index| words[index])
    }
}

#[allow(missing_docs)]
impl<'a> View<'a, PyCodeObject> {
    /// The instructions.
    #[inline(always)]
    pub fn instructions(self) -> &'a [u32] {
        &self.tail()[..self.ob_base.size()]
    }

    /// A pointer to the first instruction, which lies behind the struct.
    #[inline(always)]
    pub(crate) fn first_instruction(self) -> NonNull<u32> {
        self.tail_pointer()
    }

    /// The tuples of the constants and of the names.
    #[inline(always)]
    pub(crate) fn tuples(self) -> (View<'a, PyTuple>, View<'a, PyTuple>) {
        (self.get().co_consts.expect(), self.get().co_names.expect())
    }

    /// A pointer to the first of the places beside the names.
    #[inline(always)]
    pub(crate) fn first_place(self) -> NonNull<Place> {
        let code = self.get();
        code.places.first(super::tuple::items(&code.co_names).len())
    }

    /// The number of the source among those that the runtime keeps; 0 is none.
    pub fn source(self) -> u64 {
        self.source
    }

    /// The handler for an exception raised at an instruction: its index, the depth of
    /// the stack there, and whether the raising instruction's index is wanted.
    pub fn handler(self, at: usize) -> Option<(usize, usize, bool)> {
        let start = self.ob_base.size();
        let entries = &self.tail()[start..start + self.exceptions as usize * ENTRY];
        let at = at as u32;
        entries.chunks_exact(ENTRY).find_map(|entry| {
            (entry[0] <= at && at < entry[1])
                .then(|| (entry[2] as usize, entry[3] as usize, entry[4] != 0))
        })
    }

    /// The exception table: start, end, target, depth, and whether the raising
    /// instruction's index is wanted.
    pub fn handlers(self) -> impl Iterator<Item = &'a [u32]> {
        let start = self.ob_base.size();
        let end = start + self.exceptions as usize * ENTRY;
        self.tail()[start..end].chunks_exact(ENTRY)
    }

    /// What the code was made of.
    pub(super) fn parts(self) -> CodeParts {
        let code = self.get();
        let entry = |entry: &[u32]| std::array::from_fn(|index| entry[index]);
        CodeParts {
            consts: code.co_consts.clone(),
            names: code.co_names.clone(),
            localsplusnames: code.co_localsplusnames.clone(),
            localspluskinds: code.co_localspluskinds.clone(),
            filename: code.co_filename.clone(),
            name: code.co_name.clone(),
            qualname: code.co_qualname.clone(),
            source: self.source(),
            flags: self.co_flags,
            argcount: self.co_argcount,
            posonlyargcount: self.co_posonlyargcount,
            kwonlyargcount: self.co_kwonlyargcount,
            stacksize: self.co_stacksize,
            firstlineno: self.co_firstlineno,
            nlocals: self.co_nlocals,
            ncellvars: self.co_ncellvars,
            nfreevars: self.co_nfreevars,
            instructions: self.instructions().to_vec(),
            exceptions: self.handlers().map(entry).collect(),
            positions: (0..self.instructions().len())
                .map(|at| self.position(at))
                .collect(),
        }
    }

    /// What it says of itself besides names, constants and instructions.
    fn numbers(self) -> [u32; 5] {
        [
            self.co_argcount,
            self.co_posonlyargcount,
            self.co_kwonlyargcount,
            self.co_flags,
            self.co_firstlineno,
        ]
    }

    /// Where an instruction comes from: line, end line, column, end column; -1 where
    /// that is not known.
    pub fn position(self, at: usize) -> [i32; POSITION] {
        let start = self.ob_base.size() + self.exceptions as usize * ENTRY;
        let words = self
            .tail()
            .get(start + at * POSITION..start + (at + 1) * POSITION);
        match words {
            Some(words) => std::array::from_fn(|index| words[index] as i32),
            None => [-1; POSITION],
        }
    }

    /// The line of an instruction.
    pub fn line(self, at: usize) -> Option<u32> {
        u32::try_from(self.position(at)[0]).ok()
    }

    #[inline(always)]
    pub(crate) fn consts(self) -> &'a [Obj] {
        super::tuple::items(&self.get().co_consts)
    }

    #[inline(always)]
    pub(crate) fn names(self) -> &'a [Obj] {
        super::tuple::items(&self.get().co_names)
    }

    pub(crate) fn localsplusnames(self) -> &'a [Obj] {
        super::tuple::items(&self.get().co_localsplusnames)
    }

    /// The `CO_FAST_*` bits of a local.
    pub(crate) fn kind(self, index: usize) -> u8 {
        let kinds = super::tuple::items(&self.get().co_localspluskinds);
        kinds.get(index).and_then(super::int::to_i64).unwrap_or(0) as u8
    }

    /// Whether an inner function uses this local too (`CO_FAST_CELL`).
    pub(crate) fn is_cell(self, index: usize) -> bool {
        self.kind(index) & 0x40 != 0
    }

    pub(crate) fn name(self) -> &'a Obj {
        &self.get().co_name
    }

    pub(crate) fn qualname(self) -> &'a Obj {
        &self.get().co_qualname
    }

    pub(crate) fn filename(self) -> &'a Obj {
        &self.get().co_filename
    }

    #[inline(always)]
    pub fn flags(self) -> u32 {
        self.co_flags
    }

    #[inline(always)]
    pub fn argcount(self) -> usize {
        self.co_argcount as usize
    }

    /// Whether the code takes more arguments than it has parameters with names.
    #[inline(always)]
    pub(crate) fn takes_more(self) -> bool {
        self.co_flags & (CO_VARARGS | CO_VARKEYWORDS) != 0
    }

    /// Whether a call with so many arguments by position, and no others, needs neither
    /// defaults nor places for more.
    #[inline(always)]
    pub(crate) fn takes_exactly(self, count: usize) -> bool {
        self.exactly as usize == count
    }

    pub fn posonlyargcount(self) -> usize {
        self.co_posonlyargcount as usize
    }

    #[inline(always)]
    pub fn kwonlyargcount(self) -> usize {
        self.co_kwonlyargcount as usize
    }

    #[inline(always)]
    pub fn nlocalsplus(self) -> usize {
        self.co_nlocalsplus as usize
    }

    #[inline(always)]
    pub fn framesize(self) -> usize {
        self.co_framesize as usize
    }

    pub fn nlocals(self) -> usize {
        self.co_nlocals as usize
    }

    #[inline(always)]
    pub fn nfreevars(self) -> usize {
        self.co_nfreevars as usize
    }

    pub fn firstlineno(self) -> u32 {
        self.co_firstlineno
    }
}

fn view(this: &Obj) -> View<'_, PyCodeObject> {
    this.expect()
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let code = view(this);
    let text = |object: &Obj| {
        super::str::Text::of(object)
            .map(super::str::Text::to_rust)
            .unwrap_or_default()
    };
    rt.new_str(&format!(
        "<code object {} at 0x{:x}, file \"{}\", line {}>",
        text(code.name()),
        this.id(),
        text(code.filename()),
        code.firstlineno()
    ))
}

fn richcompare(rt: &Runtime, this: &Obj, other: &Obj, op: CompareOp) -> PyResult {
    let (Some(a), Some(b)) =
        (this.cast::<PyCodeObject>(), other.cast::<PyCodeObject>())
    else {
        return Ok(rt.not_implemented().clone());
    };
    let equal = a.tail() == b.tail()
        && a.numbers() == b.numbers()
        && rt.equal(a.name(), b.name())?
        && rt.equal(&a.get().co_consts, &b.get().co_consts)?
        && rt.equal(&a.get().co_names, &b.get().co_names)?
        && rt.equal(&a.get().co_localsplusnames, &b.get().co_localsplusnames)?;
    match op {
        CompareOp::Eq => rt.new_bool(equal),
        CompareOp::Ne => rt.new_bool(!equal),
        _ => Ok(rt.not_implemented().clone()),
    }
}

fn hash(rt: &Runtime, this: &Obj) -> PyResult<i64> {
    let code = view(this);
    let own = code.get();
    let mut sum = 20_221_211u64;
    for part in [
        &own.co_name,
        &own.co_consts,
        &own.co_names,
        &own.co_localsplusnames,
    ] {
        sum = (sum ^ rt.hash(part)? as u64).wrapping_mul(1_000_003);
    }
    for word in code.numbers().iter().chain(code.tail()) {
        sum = (sum ^ u64::from(*word)).wrapping_mul(1_000_003);
    }
    // -1 would be an error in C.
    Ok(match sum as i64 {
        -1 => -2,
        hash => hash,
    })
}

/// The names of locals with any of these kinds.
fn names_of_kind(rt: &Runtime, this: &Obj, kinds: u8) -> PyResult {
    let code = view(this);
    let names = code.localsplusnames().iter().enumerate();
    let names = names.filter(|(index, _)| code.kind(*index) & kinds != 0);
    rt.new_tuple(names.map(|(_, name)| name.clone()).collect())
}

/// The type `code`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Code,
    name: "code",
    basicsize: 200,
    itemsize: 4,
    weaklistoffset: 144,
    slots: Slots {
        tp_dealloc: Some(dealloc_struct::<PyCodeObject>),
        tp_repr: Some(repr),
        tp_richcompare: Some(richcompare),
        tp_hash: Some(hash),
        ..Slots::EMPTY
    },
    methods: &[
        MethodDef::none("co_positions", code_tables::co_positions),
        MethodDef::none("co_lines", code_tables::co_lines),
        MethodDef::keywords("replace", code_tables::replace),
        MethodDef::keywords("__replace__", code_tables::replace),
    ],
    getset: &[
        GetSetDef::get("co_code", code_tables::co_code),
        GetSetDef::member("co_linetable", code_tables::co_linetable),
        GetSetDef::get("co_lnotab", code_tables::co_lnotab),
        GetSetDef::member("co_exceptiontable", code_tables::co_exceptiontable),
        GetSetDef::member("co_name", |_, this| Ok(view(this).name().clone())),
        GetSetDef::member("co_qualname", |_, this| Ok(view(this).qualname().clone())),
        GetSetDef::member("co_filename", |_, this| Ok(view(this).filename().clone())),
        GetSetDef::member("co_consts", |_, this| {
            Ok(view(this).get().co_consts.clone())
        }),
        GetSetDef::member("co_names", |_, this| Ok(view(this).get().co_names.clone())),
        GetSetDef::get("co_varnames", |rt, this| names_of_kind(rt, this, 0x20)),
        GetSetDef::get("co_cellvars", |rt, this| names_of_kind(rt, this, 0x40)),
        GetSetDef::get("co_freevars", |rt, this| names_of_kind(rt, this, 0x80)),
        GetSetDef::member("co_argcount", |rt, this| rt.new_size(view(this).argcount())),
        GetSetDef::member("co_posonlyargcount", |rt, this| {
            rt.new_size(view(this).posonlyargcount())
        }),
        GetSetDef::member("co_kwonlyargcount", |rt, this| {
            rt.new_size(view(this).kwonlyargcount())
        }),
        GetSetDef::member("co_nlocals", |rt, this| rt.new_size(view(this).nlocals())),
        GetSetDef::member("co_stacksize", |rt, this| {
            rt.new_int(view(this).co_stacksize.into())
        }),
        GetSetDef::member("co_flags", |rt, this| rt.new_int(view(this).flags().into())),
        GetSetDef::member("co_firstlineno", |rt, this| {
            rt.new_int(view(this).firstlineno().into())
        }),
    ],
    ..TypeSpec::PLAIN
};

const _: () = assert!(size_of::<PyObject>() + 8 == size_of::<PyVarObject>());
