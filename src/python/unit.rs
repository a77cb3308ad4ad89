//! What compiling a source gives: plain data that knows nothing of objects.
//!
//! One input (a script, an entry at the prompt) is one [`Unit`]: its code objects and
//! one table of constants. Equal constants of one unit are one entry, however many of
//! its functions use them (`Python/compile.c@v3.13.0#merge_consts_recursive`); each code
//! lists the entries it uses, in CPython's order of `co_consts`.

use num_bigint::BigInt;

pub use super::opcode::{Instr, Op};

/// The index of a constant in [`Unit::consts`].
pub type ConstId = usize;
/// The index of a code in [`Unit::codes`].
pub type CodeId = usize;

/// One compilation unit.
#[derive(Clone, Debug, Default)]
pub struct Unit {
    /// Every constant of the unit, each once. Parts of a tuple or frozenset come before
    /// it.
    pub consts: Vec<Const>,
    /// How many references the syntax tree has to each constant; none if the compiler
    /// made it for an instruction. They last as long as a source that was given as text
    /// runs.
    pub parsed: Vec<u8>,
    /// Every code of the unit, inner ones first.
    pub codes: Vec<CodeUnit>,
    /// The index of the module's code.
    pub top: CodeId,
    /// `SyntaxWarning`s, in the order CPython gives them.
    pub warnings: Vec<Warning>,
}

/// A constant.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Const {
    None,
    True,
    False,
    Ellipsis,
    Int(BigInt),
    Float(f64),
    Complex {
        re: f64,
        im: f64,
    },
    Str(String),
    /// A string with a lone surrogate: its code points.
    StrSurrogates(Vec<u32>),
    Bytes(Vec<u8>),
    Tuple(Vec<ConstId>),
    FrozenSet(Vec<ConstId>),
    Code(CodeId),
}

/// A `SyntaxWarning`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// CPython's words.
    pub message: String,
    /// Where: a `SyntaxError` points there, should it become one.
    pub at: Position,
    /// The line, where it is about how something is written: that is seen while a source
    /// is read, and so before an input at the prompt has a number.
    pub text: Option<String>,
}

/// `CO_OPTIMIZED`: names are found in slots.
pub const CO_OPTIMIZED: u32 = 0x1;
/// `CO_NEWLOCALS`: a call makes a new namespace.
pub const CO_NEWLOCALS: u32 = 0x2;
/// `CO_VARARGS`: there is a `*args` parameter.
pub const CO_VARARGS: u32 = 0x4;
/// `CO_VARKEYWORDS`: there is a `**kwargs` parameter.
pub const CO_VARKEYWORDS: u32 = 0x8;
/// `CO_NESTED`: the function stands in another function.
pub const CO_NESTED: u32 = 0x10;
/// `CO_GENERATOR`: a call makes a generator.
pub const CO_GENERATOR: u32 = 0x20;
/// `CO_FUTURE_ANNOTATIONS`: `from __future__ import annotations`.
pub const CO_FUTURE_ANNOTATIONS: u32 = 0x0100_0000;

/// `CO_FAST_HIDDEN`: a comprehension's variable in a module or class, seen by nobody.
pub const FAST_HIDDEN: u8 = 0x10;
/// `CO_FAST_LOCAL`: a local variable.
pub const FAST_LOCAL: u8 = 0x20;
/// `CO_FAST_CELL`: a variable that an inner function uses.
pub const FAST_CELL: u8 = 0x40;
/// `CO_FAST_FREE`: an outer function's variable.
pub const FAST_FREE: u8 = 0x80;

/// What a code object is made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CodeUnit {
    /// `co_name`
    pub name: String,
    /// `co_qualname`
    pub qualname: String,
    /// `co_flags`
    pub flags: u32,
    /// `co_argcount`, positional-only ones included.
    pub argcount: u32,
    /// `co_posonlyargcount`
    pub posonlyargcount: u32,
    /// `co_kwonlyargcount`
    pub kwonlyargcount: u32,
    /// `co_firstlineno`
    pub firstlineno: u32,
    /// `co_stacksize`
    pub stacksize: u32,
    /// `co_names`
    pub names: Vec<String>,
    /// `co_localsplusnames`: locals (parameters first), then cells, then free variables.
    pub localsplus: Vec<String>,
    /// `co_localspluskinds`: `FAST_*` bits for each of `localsplus`.
    pub kinds: Vec<u8>,
    /// `co_consts`
    pub consts: Vec<ConstId>,
    /// The constant that is the tuple of these: codes of a unit share equal ones
    /// (`Python/compile.c@v3.13.0#merge_const_one`).
    pub const_tuple: ConstId,
    /// `co_code`
    pub code: Vec<Instr>,
    /// `co_positions()`, one an instruction.
    pub positions: Vec<Position>,
    /// `co_exceptiontable`, by rising `start`; ranges do not overlap.
    pub exceptions: Vec<ExceptionEntry>,
}

/// Where an instruction comes from. Lines count from 1, columns are byte offsets from 0;
/// [`Position::NONE`] in a field stands for Python's `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Position {
    /// The first line.
    pub line: i32,
    /// The last line.
    pub end_line: i32,
    /// The column of the first byte.
    pub col: i32,
    /// The column behind the last byte.
    pub end_col: i32,
}

impl Position {
    /// A field that is not known.
    pub const NONE: i32 = -1;
    /// The position of an instruction that stands for no source.
    pub const NOWHERE: Self = Self {
        line: -1,
        end_line: -1,
        col: -1,
        end_col: -1,
    };
}

/// Where an exception goes that is raised in instructions `start..end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExceptionEntry {
    /// The first instruction covered.
    pub start: u32,
    /// The first one no longer covered.
    pub end: u32,
    /// The handler's first instruction.
    pub target: u32,
    /// How many values stay on the stack.
    pub depth: u32,
    /// Whether the index of the raising instruction is pushed before the exception.
    pub lasti: bool,
}

impl CodeUnit {
    /// The handler for an exception raised at instruction `index`.
    pub fn handler(&self, index: u32) -> Option<&ExceptionEntry> {
        let after = self.exceptions.partition_point(|e| e.start <= index);
        let entry = self.exceptions.get(after.checked_sub(1)?)?;
        (index < entry.end).then_some(entry)
    }
}
