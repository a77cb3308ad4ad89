//! The code that is being written: its tables of names and constants, and what it
//! becomes.

use std::collections::HashMap;

use super::Compiler;
use super::consts::Consts;
use super::control::FBlock;
use super::flow::{Meta, assemble};
use super::sequence::{Code, Label, Sequence};
use crate::python::opcode::Op;
use crate::python::symtable::{self, Scope, Symbols};
use crate::python::syntax::tree::{Name, ScopeId};
use crate::python::unit::*;

/// What a frame is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FrameKind {
    Module,
    Class,
    Function,
    Lambda,
    Comprehension,
    TypeParams,
}

/// Names with their numbers, in the order they were met.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) list: Vec<Name>,
    index: HashMap<Name, u32>,
}

impl Names {
    fn from_list(list: impl IntoIterator<Item = Name>) -> Self {
        let mut names = Self::default();
        for name in list {
            names.add(&name);
        }
        names
    }

    pub(super) fn add(&mut self, name: &Name) -> u32 {
        if let Some(i) = self.index.get(name) {
            return *i;
        }
        let i = self.list.len() as u32;
        self.list.push(name.clone());
        self.index.insert(name.clone(), i);
        i
    }
}

/// A code that is being written.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    pub(super) kind: FrameKind,
    pub(super) scope: ScopeId,
    pub(super) name: Name,
    pub(super) qualname: Name,
    /// The class whose private names are mangled.
    pub(super) private: Option<Name>,
    pub(super) argcount: u32,
    pub(super) posonlyargcount: u32,
    pub(super) kwonlyargcount: u32,
    pub(super) firstlineno: u32,
    consts: Vec<ConstId>,
    const_index: HashMap<ConstId, u32>,
    pub(super) names: Names,
    pub(super) varnames: Names,
    pub(super) cellvars: Names,
    pub(super) freevars: Names,
    /// Names of inlined comprehensions in a module or class: whether the comprehension
    /// is being written now.
    pub(super) fast_hidden: HashMap<Name, bool>,
    pub(super) seq: Sequence,
    pub(super) fblocks: Vec<FBlock<'a>>,
    pub(super) in_inlined_comp: u32,
    /// In a class: the attributes that its methods set on `self`.
    pub(super) static_attributes: Vec<Name>,
}

impl Frame<'_> {
    /// The index of a constant among the code's.
    pub(super) fn const_arg(&mut self, id: ConstId) -> u32 {
        let next = self.consts.len() as u32;
        let arg = *self.const_index.entry(id).or_insert(next);
        if arg == next {
            self.consts.push(id);
        }
        arg
    }

    /// The number of a cell among cells and free variables.
    pub(super) fn cell_arg(&mut self, name: &Name) -> u32 {
        self.cellvars.add(name)
    }

    /// The number of a free variable among cells and free variables.
    pub(super) fn free_arg(&mut self, name: &Name) -> u32 {
        self.cellvars.list.len() as u32 + self.freevars.add(name)
    }
}

impl<'a> Compiler<'a> {
    pub(super) fn frame(&mut self) -> &mut Frame<'a> {
        self.stack.last_mut().expect("a code is being written")
    }

    pub(super) fn current(&self) -> &Frame<'a> {
        self.stack.last().expect("a code is being written")
    }

    pub(super) fn block(&self) -> &symtable::Block {
        self.table.block(self.current().scope)
    }

    /// Begins a code.
    pub(super) fn enter(
        &mut self,
        name: Name,
        kind: FrameKind,
        scope: ScopeId,
        line: u32,
    ) {
        let block = self.table.block(scope);
        let by_scope = |scope: Scope, flag| {
            let mut names: Vec<Name> = symbols_with(&block.symbols, scope, flag);
            crate::shapes::order::sort(&mut names, Ord::cmp);
            names
        };
        let mut cells = by_scope(Scope::Cell, symtable::DEF_COMP_CELL);
        if block.needs_class_closure {
            cells.push("__class__".into());
        }
        if block.needs_classdict {
            cells.push("__classdict__".into());
        }
        let free = by_scope(Scope::Free, symtable::DEF_FREE_CLASS);
        let varnames = Names::from_list(block.varnames.iter().cloned());
        let private = self.stack.last().and_then(|f| f.private.clone());
        let qualname = self.qualname(&name, kind);
        self.stack.push(Frame {
            kind,
            scope,
            name,
            qualname,
            private,
            argcount: 0,
            posonlyargcount: 0,
            kwonlyargcount: 0,
            firstlineno: line,
            consts: Vec::new(),
            const_index: HashMap::new(),
            names: Names::default(),
            varnames,
            cellvars: Names::from_list(cells),
            freevars: Names::from_list(free),
            fast_hidden: HashMap::new(),
            seq: Sequence::default(),
            fblocks: Vec::new(),
            in_inlined_comp: 0,
            static_attributes: Vec::new(),
        });
        let end_line = line as i32;
        let loc = Position {
            line: if kind == FrameKind::Module {
                0
            } else {
                end_line
            },
            end_line,
            col: 0,
            end_col: 0,
        };
        self.op_i(loc, Op::Resume, 0);
    }

    fn qualname(&self, name: &Name, kind: FrameKind) -> Name {
        let Some(mut parent) = self.stack.last() else {
            return name.clone();
        };
        if parent.kind == FrameKind::TypeParams {
            parent = match self.stack.len().checked_sub(2) {
                Some(i) => &self.stack[i],
                None => return name.clone(),
            };
        }
        if parent.kind == FrameKind::Module {
            return name.clone();
        }
        if matches!(kind, FrameKind::Function | FrameKind::Class) {
            let mangled = symtable::mangle(parent.private.as_ref(), name);
            let block = self.table.block(parent.scope);
            if block.scope(&mangled) == Scope::GlobalExplicit {
                return name.clone();
            }
        }
        let base = &parent.qualname;
        match parent.kind {
            FrameKind::Function | FrameKind::Lambda => {
                format!("{base}.<locals>.{name}").into()
            }
            _ => format!("{base}.{name}").into(),
        }
    }

    /// Ends a code, adding `return None` where control may reach its end, and gives the
    /// number of the finished code.
    pub(super) fn finish(&mut self, add_return_none: bool) -> CodeId {
        let id = self.finish_const(add_return_none);
        match self.consts.list[id] {
            Const::Code(code) => code,
            _ => 0,
        }
    }

    /// The same, giving the number of the constant that holds the code.
    pub(super) fn finish_const(&mut self, add_return_none: bool) -> ConstId {
        let nowhere = Position::NOWHERE;
        if add_return_none {
            self.load_none(nowhere);
        }
        self.op(nowhere, Op::ReturnValue);
        let flags = self.code_flags();
        let frame = self.stack.pop().expect("a code is being written");
        let nparams = self.table.block(frame.scope).varnames.len();
        let code = finished(frame, flags, nparams, &mut self.consts);
        self.consts.add_code(code)
    }

    fn code_flags(&self) -> u32 {
        let block = self.block();
        let mut flags = self.flags();
        if block.is_function_like() {
            flags |= CO_NEWLOCALS | CO_OPTIMIZED;
            let each = [
                (block.nested, CO_NESTED),
                (block.generator, CO_GENERATOR),
                (block.varargs, CO_VARARGS),
                (block.varkeywords, CO_VARKEYWORDS),
            ];
            for (is, flag) in each {
                flags |= if is { flag } else { 0 };
            }
        }
        flags
    }

    pub(super) fn new_label(&mut self) -> Label {
        self.frame().seq.new_label()
    }

    pub(super) fn use_label(&mut self, label: Label) {
        self.frame().seq.use_label(label);
    }

    /// Makes a `StopIteration` that leaves a generator a `RuntimeError`.
    pub(super) fn wrap_in_stop_iteration_handler(&mut self) {
        let nowhere = Position::NOWHERE;
        let handler = self.new_label();
        self.frame()
            .seq
            .push_jump_front(Code::SetupCleanup, handler, nowhere);
        self.load_none(nowhere);
        self.op(nowhere, Op::ReturnValue);
        self.use_label(handler);
        let intrinsic = crate::python::opcode::Intrinsic1::StopIterationError;
        self.op_i(nowhere, Op::CallIntrinsic1, intrinsic as u32);
        self.op_i(nowhere, Op::Reraise, 1);
    }
}

/// The names with a scope or a flag.
fn symbols_with(symbols: &Symbols, scope: Scope, flag: symtable::Flags) -> Vec<Name> {
    symbols
        .iter()
        .filter(|(_, f)| Scope::of(*f) == scope || f & flag != 0)
        .map(|(n, _)| n.clone())
        .collect()
}

fn finished(
    frame: Frame<'_>,
    flags: u32,
    nparams: usize,
    consts: &mut Consts,
) -> CodeUnit {
    let (varnames, cells, free) = (
        &frame.varnames.list,
        &frame.cellvars.list,
        &frame.freevars.list,
    );
    let out = assemble(
        Meta {
            seq: &frame.seq,
            consts: frame.consts,
            varnames,
            cellvars: cells,
            freevars: free,
            nparams,
            flags,
            firstlineno: frame.firstlineno,
        },
        consts,
    );
    let mut localsplus = Vec::new();
    let mut kinds = Vec::new();
    for name in varnames {
        let mut kind = FAST_LOCAL;
        if frame.fast_hidden.contains_key(name) {
            kind |= FAST_HIDDEN;
        }
        if cells.contains(name) {
            kind |= FAST_CELL;
        }
        localsplus.push(name.to_string());
        kinds.push(kind);
    }
    for name in cells.iter().filter(|c| !varnames.contains(c)) {
        localsplus.push(name.to_string());
        kinds.push(FAST_CELL);
    }
    for name in free {
        localsplus.push(name.to_string());
        kinds.push(FAST_FREE);
    }
    CodeUnit {
        name: frame.name.to_string(),
        qualname: frame.qualname.to_string(),
        flags,
        argcount: frame.argcount + frame.posonlyargcount,
        posonlyargcount: frame.posonlyargcount,
        kwonlyargcount: frame.kwonlyargcount,
        firstlineno: frame.firstlineno,
        stacksize: out.stacksize,
        names: frame.names.list.iter().map(|n| n.to_string()).collect(),
        localsplus,
        kinds,
        const_tuple: consts.add_tuple(out.consts.clone()),
        consts: out.consts,
        code: out.code,
        positions: out.positions,
        exceptions: out.exceptions,
    }
}
